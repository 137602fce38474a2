"""An explanation for a program. The records are the form; `explanation.schema.json` is made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from triage.explanation.change import Change
from triage.explanation.enough import Enough
from triage.explanation.explaining import lack_words, proof_words, subject_words
from triage.explanation.explanation import Explanation, How
from triage.explanation.hinges import Hinge, Hinges
from triage.explanation.open_ends import OpenEnd
from triage.explanation.proof import Proof, Proved, numbered
from triage.explanation.subject import Standing, Subject, SubjectKind
from triage.explanation.to_words import asked, finding_words
from triage.explanation.what_if import WhatIf
from triage.explanation.why_not import Attempt, Fewest, Unsought, WhyNot
from triage.follow_up.standing import Standing as CaseStanding
from triage.inference.outcome import Outcome
from triage.language.as_json import Json, to_json
from triage.language.condition import UNKNOWN, Condition
from triage.language.evaluate import Answer, Known
from triage.language.model import EXPERT
from triage.language.to_data import Data, to_data
from triage.language.words import Words
from triage.reports.layout import clean
from triage.reports.person.notices import notices
from triage.reports.person.standing import standing_record
from triage.reports.to_json import KnowledgeJson, SoftwareJson, StandingJson, StatusId, UrgencyId


class ProofStepJson(NamedTuple):
    """One step of a proof: something certain, and the numbers of the steps that it rests on. What has none is an
    answer, or holds always. `reason` and `sources` (claims) belong to rules and cautions."""

    number: int
    kind: Proved
    id: str
    text: str
    rests_on: Sequence[int]
    answer: Answer | None = None
    reason: str | None = None
    sources: Sequence[str] | None = None


class HowJson(NamedTuple):
    """What was asked about, and how it stands. `outranked`: a rule brings it, and another something that goes before;
    `not-considered`: no answer has anything to do with it. `proof`: the conclusion first; null where nothing is
    certain."""

    kind: SubjectKind
    id: str
    name: str
    standing: Standing
    text: str
    proof: Sequence[ProofStepJson] | None


class ChangeJson(NamedTuple):
    """Another answer to a question; null is not answered."""

    question: str
    ask: str
    before: Answer | None
    after: Answer | None


class LackJson(NamedTuple):
    """A part that a rule lacks, as an author writes it, and in words with how it stands."""

    when: Data
    text: str


class AttemptJson(NamedTuple):
    """A rule that could have brought it; `rule` is null where it is none of the author's. `fewest`: the fewest changes
    that make it fire, null where no answers do, or where they were not looked for any longer; then it takes `at_least`
    so many."""

    rule: str | None
    holds: Literal["true", "false", "open"]
    false: Sequence[LackJson]
    open: Sequence[LackJson]
    fewest: Sequence[ChangeJson] | None
    at_least: int | None = None


class WhyNotJson(NamedTuple):
    """What was asked about, as in `how`. `fewest`: the fewest changes that would bring it, null where no answers do, or
    where they were not looked for any longer; then it takes `at_least` so many."""

    kind: SubjectKind
    id: str
    name: str
    standing: Standing
    text: str
    rules: Sequence[AttemptJson]
    fewest: Sequence[ChangeJson] | None
    at_least: int | None = None


class SideJson(NamedTuple):
    """One of two outcomes. Ids."""

    urgency: UrgencyId
    leading: str | None
    pathway: str
    fired: Sequence[str]
    cautions: Sequence[str]


class ShiftJson(NamedTuple):
    """A condition or warning sign of which the status would be another."""

    id: str
    name: str
    before: StatusId
    after: StatusId


class WhatIfJson(NamedTuple):
    """Two outcomes side by side."""

    changes: Sequence[ChangeJson]
    before: SideJson
    after: SideJson
    findings: Sequence[ShiftJson]
    fired: Sequence[str]
    not_fired: Sequence[str]
    cautions: Sequence[str]
    no_cautions: Sequence[str]


class HingeJson(NamedTuple):
    """Other answers to one question, or to two together, and what they lead to. `ways`: each by question; one of each
    kind of answer that the base can tell apart."""

    questions: Sequence[str]
    ways: Sequence[Mapping[str, Answer]]
    urgency: UrgencyId
    leading: str | None


class HingesJson(NamedTuple):
    """Most consequential first. A pair is there only where neither change alone does anything. `tried`: how many
    changes and pairs were."""

    singles: Sequence[HingeJson]
    pairs: Sequence[HingeJson]
    tried: int


class EnoughJson(NamedTuple):
    """`answers` force the urgency, whatever the others are; null where not even all do, for `unless` (answers to
    questions that are open) would bring another."""

    answers: Mapping[str, Answer] | None
    unless: Mapping[str, Answer]


class SettlingJson(NamedTuple):
    """An open question, and the answers that would by themselves show the finding or rule it out. `not_known`: what
    the base says of not knowing it, where that was the answer."""

    question: str
    ask: str
    not_known: str | None
    shows: Sequence[Answer]
    rules_out: Sequence[Answer]


class OpenEndJson(NamedTuple):
    """`show` and `rule_out`: the fewest answers to open questions that would do so, null where none do. `examination`:
    what a clinician would do, where the base says so."""

    id: str
    name: str
    kind: Literal["condition", "warning-sign"]
    because: Literal["unknown", "not-asked"]
    examination: str | None
    questions: Sequence[SettlingJson]
    show: Sequence[ChangeJson] | None
    rule_out: Sequence[ChangeJson] | None


class ExplanationJson(NamedTuple):
    """The outcome in short, and the answer to each thing that was asked. `notices` is what has to be known before it is
    read; `standing` how the case stands by now, and so do `urgency` and `leading`."""

    case: str
    story: str
    language: str
    notices: Sequence[str]
    standing: StandingJson
    urgency: UrgencyId
    leading: str | None
    pathway: str
    knowledge: KnowledgeJson
    software: SoftwareJson
    how: Sequence[HowJson] | None = None
    why_not: Sequence[WhyNotJson] | None = None
    what_if: WhatIfJson | None = None
    hinges: HingesJson | None = None
    enough: EnoughJson | None = None
    open: Sequence[OpenEndJson] | None = None


def explanation_json(words: Words, explanation: Explanation, stands: CaseStanding) -> Json:
    """An explanation as plain data, fit for `json.dumps`, of a case that stands so, whoever answered it."""
    words = words.plain()
    told = explanation
    outcome, case = told.outcome, stands.case
    record = ExplanationJson(
        case=case.name,
        story=clean(case.story),
        language=words.language,
        notices=notices(stands, words.language),
        standing=standing_record(stands, words.language),
        urgency=stands.urgency,
        leading=next(iter(stands.leads), None),
        pathway=outcome.pathway,
        knowledge=KnowledgeJson(outcome.knowledge.name, outcome.knowledge.version, outcome.knowledge.hash),
        software=SoftwareJson(outcome.software.name, outcome.software.version),
        how=None if told.how is None else [_how(words, how) for how in told.how],
        why_not=None
        if told.why_not is None
        else [_why_not(words, outcome, subject_told, told.known) for subject_told in told.why_not],
        what_if=None if told.what_if is None else _what_if(words, told.what_if),
        hinges=None if told.hinges is None else _hinges(told.hinges),
        enough=None if told.enough is None else _enough(outcome, told.enough),
        open=None if told.open is None else [_open_end(words, outcome, end) for end in told.open],
    )
    return to_json(record)


def _subject(words: Words, subject: Subject, standing: Standing) -> tuple[SubjectKind, str, str, Standing, str]:
    name = subject_words(words, subject)
    return subject.kind, subject.id, name, standing, words.say(f"stands-{standing}")


def _how(words: Words, how: How) -> HowJson:
    proof = None if how.proof is None else [_step(words, *step) for step in numbered(how.proof)]
    return HowJson(*_subject(words, how.subject, how.standing), proof)


def _step(words: Words, number: int, proof: Proof, rests_on: tuple[int, ...]) -> ProofStepJson:
    rule = words.base.rules[proof.of] if proof.kind in ("fired", "failed") else None
    part = words.base.cautions[proof.of] if proof.kind == "caution" else rule
    return ProofStepJson(
        number,
        proof.kind,
        proof.of,
        proof_words(words, proof),
        rests_on,
        proof.answer,
        None if rule is None else words.text(rule.because),
        None if part is None else [source for source in part.sources if source != EXPERT],
    )


def _changes(words: Words, changes: Iterable[Change]) -> list[ChangeJson]:
    return [
        ChangeJson(
            change.question, asked(words.base.questions[change.question], words.language), change.before, change.after
        )
        for change in changes
    ]


def _why_not(words: Words, outcome: Outcome, why_not: WhyNot, known: Known) -> WhyNotJson:
    return WhyNotJson(
        *_subject(words, why_not.subject, why_not.standing),
        [_attempt(words, outcome, attempt, known) for attempt in why_not.attempts],
        *_fewest(words, why_not.fewest),
    )


def _fewest(words: Words, fewest: Fewest) -> tuple[list[ChangeJson] | None, int | None]:
    """The fewest changes, and how many it takes at least where they were not looked for any longer."""
    if isinstance(fewest, Unsought):
        return None, fewest.least
    return None if fewest is None else _changes(words, fewest), None


def _attempt(words: Words, outcome: Outcome, attempt: Attempt, known: Known) -> AttemptJson:
    def lacks(conditions: tuple[Condition, ...]) -> list[LackJson]:
        return [LackJson(to_data(condition), lack_words(words, outcome, condition, known)) for condition in conditions]

    return AttemptJson(
        attempt.rule or None,
        "true" if attempt.holds else "open" if attempt.holds is None else "false",
        lacks(attempt.false),
        lacks(attempt.open),
        *_fewest(words, attempt.fewest),
    )


def _what_if(words: Words, what_if: WhatIf) -> WhatIfJson:
    return WhatIfJson(
        changes=_changes(words, what_if.changes),
        before=_side(what_if.before),
        after=_side(what_if.after),
        findings=[
            ShiftJson(change.finding, finding_words(words, change.finding), change.before, change.after)
            for change in what_if.findings
        ],
        fired=what_if.fired,
        not_fired=what_if.not_fired,
        cautions=what_if.cautions,
        no_cautions=what_if.no_cautions,
    )


def _side(outcome: Outcome) -> SideJson:
    return SideJson(outcome.urgency, outcome.leading, outcome.pathway, outcome.fired, outcome.cautions)


def _hinges(hinges_found: Hinges) -> HingesJson:
    return HingesJson(
        list(map(_hinge, hinges_found.singles)), list(map(_hinge, hinges_found.pairs or ())), hinges_found.tried
    )


def _hinge(hinge: Hinge) -> HingeJson:
    ways = [{change.question: change.after for change in way if change.after is not None} for way in hinge.ways]
    return HingeJson(hinge.questions, ways, hinge.urgency, hinge.leading)


def _enough(outcome: Outcome, sufficient: Enough) -> EnoughJson:
    if sufficient.questions is None:
        return EnoughJson(None, sufficient.unless)
    return EnoughJson({name: outcome.answers[name] for name in sufficient.questions}, {})


def _not_known(words: Words, outcome: Outcome, question: str) -> str | None:
    unknown = words.base.questions[question].unknown
    if unknown is None or outcome.answers.get(question) != UNKNOWN:
        return None
    return words.text(unknown.because)


def _open_end(words: Words, outcome: Outcome, end: OpenEnd) -> OpenEndJson:
    finding = words.base.findings[end.finding]
    return OpenEndJson(
        id=end.finding,
        name=finding_words(words, end.finding),
        kind="warning-sign" if finding.kind == "warning-sign" else "condition",
        because=end.because,
        examination=words.text(finding.examination) or None,
        questions=[
            SettlingJson(
                open_question.question,
                asked(words.base.questions[open_question.question], words.language),
                _not_known(words, outcome, open_question.question),
                open_question.shows,
                open_question.rules_out,
            )
            for open_question in end.questions
        ],
        show=None if end.show is None else _changes(words, end.show),
        rule_out=None if end.rule_out is None else _changes(words, end.rule_out),
    )
