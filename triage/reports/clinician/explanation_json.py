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
from triage.language.base import Base
from triage.language.condition import UNKNOWN, Condition
from triage.language.evaluate import Answer, Known
from triage.language.model import EXPERT
from triage.language.texts import text_in
from triage.language.to_data import Data, to_data
from triage.reports.layout import clean
from triage.reports.person.notices import notices
from triage.reports.person.standing import standing_record
from triage.reports.to_json import KnowledgeJson, SoftwareJson, StandingJson, StatusId, UrgencyId
from triage.words.saying import plainly, say


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


def explanation_json(base: Base, explanation: Explanation, stands: CaseStanding, language: str) -> Json:
    """An explanation as plain data, fit for `json.dumps`, of a case that stands so, whoever answered it."""
    language = plainly(language)
    told = explanation
    outcome, case = told.outcome, stands.case
    record = ExplanationJson(
        case=case.name,
        story=clean(case.story),
        language=language,
        notices=notices(stands, language),
        standing=standing_record(stands, language),
        urgency=stands.urgency,
        leading=next(iter(stands.leads), None),
        pathway=outcome.pathway,
        knowledge=KnowledgeJson(outcome.knowledge.name, outcome.knowledge.version, outcome.knowledge.hash),
        software=SoftwareJson(outcome.software.name, outcome.software.version),
        how=None if told.how is None else [_how(base, how, language) for how in told.how],
        why_not=None
        if told.why_not is None
        else [_why_not(base, outcome, subject_told, told.known, language) for subject_told in told.why_not],
        what_if=None if told.what_if is None else _what_if(base, told.what_if, language),
        hinges=None if told.hinges is None else _hinges(told.hinges),
        enough=None if told.enough is None else _enough(outcome, told.enough),
        open=None if told.open is None else [_open_end(base, outcome, end, language) for end in told.open],
    )
    return to_json(record)


def _subject(
    base: Base, subject: Subject, standing: Standing, language: str
) -> tuple[SubjectKind, str, str, Standing, str]:
    name = subject_words(base, subject, language)
    return subject.kind, subject.id, name, standing, say(f"stands-{standing}", language)


def _how(base: Base, how: How, language: str) -> HowJson:
    proof = None if how.proof is None else [_step(base, *step, language) for step in numbered(how.proof)]
    return HowJson(*_subject(base, how.subject, how.standing, language), proof)


def _step(base: Base, number: int, proof: Proof, rests_on: tuple[int, ...], language: str) -> ProofStepJson:
    rule = base.rules[proof.of] if proof.kind in ("fired", "failed") else None
    part = base.cautions[proof.of] if proof.kind == "caution" else rule
    return ProofStepJson(
        number,
        proof.kind,
        proof.of,
        proof_words(base, proof, language),
        rests_on,
        proof.answer,
        None if rule is None else text_in(rule.because, language),
        None if part is None else [source for source in part.sources if source != EXPERT],
    )


def _changes(base: Base, changes: Iterable[Change], language: str) -> list[ChangeJson]:
    return [
        ChangeJson(change.question, asked(base.questions[change.question], language), change.before, change.after)
        for change in changes
    ]


def _why_not(base: Base, outcome: Outcome, why_not: WhyNot, known: Known, language: str) -> WhyNotJson:
    return WhyNotJson(
        *_subject(base, why_not.subject, why_not.standing, language),
        [_attempt(base, outcome, attempt, known, language) for attempt in why_not.attempts],
        *_fewest(base, why_not.fewest, language),
    )


def _fewest(base: Base, fewest: Fewest, language: str) -> tuple[list[ChangeJson] | None, int | None]:
    """The fewest changes, and how many it takes at least where they were not looked for any longer."""
    if isinstance(fewest, Unsought):
        return None, fewest.least
    return None if fewest is None else _changes(base, fewest, language), None


def _attempt(base: Base, outcome: Outcome, attempt: Attempt, known: Known, language: str) -> AttemptJson:
    def lacks(conditions: tuple[Condition, ...]) -> list[LackJson]:
        return [
            LackJson(to_data(condition), lack_words(base, outcome, condition, known, language))
            for condition in conditions
        ]

    return AttemptJson(
        attempt.rule or None,
        "true" if attempt.holds else "open" if attempt.holds is None else "false",
        lacks(attempt.false),
        lacks(attempt.open),
        *_fewest(base, attempt.fewest, language),
    )


def _what_if(base: Base, what_if: WhatIf, language: str) -> WhatIfJson:
    return WhatIfJson(
        changes=_changes(base, what_if.changes, language),
        before=_side(what_if.before),
        after=_side(what_if.after),
        findings=[
            ShiftJson(shift.finding, finding_words(base, shift.finding, language), shift.before, shift.after)
            for shift in what_if.findings
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


def _not_known(base: Base, outcome: Outcome, question: str, language: str) -> str | None:
    unknown = base.questions[question].unknown
    if unknown is None or outcome.answers.get(question) != UNKNOWN:
        return None
    return text_in(unknown.because, language)


def _open_end(base: Base, outcome: Outcome, end: OpenEnd, language: str) -> OpenEndJson:
    finding = base.findings[end.finding]
    return OpenEndJson(
        id=end.finding,
        name=finding_words(base, end.finding, language),
        kind="warning-sign" if finding.kind == "warning-sign" else "condition",
        because=end.because,
        examination=text_in(finding.examination, language) or None,
        questions=[
            SettlingJson(
                open_question.question,
                asked(base.questions[open_question.question], language),
                _not_known(base, outcome, open_question.question, language),
                open_question.shows,
                open_question.rules_out,
            )
            for open_question in end.questions
        ],
        show=None if end.show is None else _changes(base, end.show, language),
        rule_out=None if end.rule_out is None else _changes(base, end.rule_out, language),
    )
