"""An explanation for a program. The typed dictionaries are the form; `explanation.schema.json` is made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NotRequired, TypedDict

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
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.condition import UNKNOWN, Condition
from triage.language.evaluate import Answer, Known
from triage.language.model import EXPERT
from triage.language.texts import text_in
from triage.language.to_data import to_data
from triage.reports.layout import clean
from triage.reports.person.notices import notices
from triage.reports.person.standing import standing_json
from triage.reports.to_json import KnowledgeJson, PlainAnswer, SoftwareJson, StandingJson, StatusId, UrgencyId
from triage.words.saying import plainly, say


class ProofStepJson(TypedDict):
    """One step of a proof: something certain, and the numbers of the steps that it rests on. What has none is an
    answer, or holds always. `reason` and `sources` (claims) belong to rules and cautions."""

    number: int
    kind: Proved
    id: str
    text: str
    answer: NotRequired[PlainAnswer]
    reason: NotRequired[str]
    sources: NotRequired[list[str]]
    rests_on: list[int]


class SubjectJson(TypedDict):
    """What was asked about, and how it stands. `outranked`: a rule brings it, and another something that goes before;
    `not-considered`: no answer has anything to do with it."""

    kind: SubjectKind
    id: str
    name: str
    standing: Standing
    text: str


class HowJson(SubjectJson):
    """`proof`: the conclusion first; null where nothing is certain."""

    proof: list[ProofStepJson] | None


class ChangeJson(TypedDict):
    """Another answer to a question; null is not answered."""

    question: str
    ask: str
    before: PlainAnswer | None
    after: PlainAnswer | None


class LackJson(TypedDict):
    """A part that a rule lacks, as an author writes it, and in words with how it stands."""

    when: dict[str, object]
    text: str


class AttemptJson(TypedDict):
    """A rule that could have brought it; `rule` is null where it is none of the author's. `fewest`: the fewest changes
    that make it fire, null where no answers do, or where they were not looked for any longer; then it takes `at_least`
    so many."""

    rule: str | None
    holds: Literal["true", "false", "open"]
    false: list[LackJson]
    open: list[LackJson]
    fewest: list[ChangeJson] | None
    at_least: NotRequired[int]


class WhyNotJson(SubjectJson):
    """`fewest`: the fewest changes that would bring it, null where no answers do, or where they were not looked for any
    longer; then it takes `at_least` so many."""

    rules: list[AttemptJson]
    fewest: list[ChangeJson] | None
    at_least: NotRequired[int]


class SideJson(TypedDict):
    """One of two outcomes. Ids."""

    urgency: UrgencyId
    leading: str | None
    pathway: str
    fired: list[str]
    cautions: list[str]


class ShiftJson(TypedDict):
    """A condition or warning sign of which the status would be another."""

    id: str
    name: str
    before: StatusId
    after: StatusId


class WhatIfJson(TypedDict):
    """Two outcomes side by side."""

    changes: list[ChangeJson]
    before: SideJson
    after: SideJson
    findings: list[ShiftJson]
    fired: list[str]
    not_fired: list[str]
    cautions: list[str]
    no_cautions: list[str]


class HingeJson(TypedDict):
    """Other answers to one question, or to two together, and what they lead to. `ways`: each by question; one of each
    kind of answer that the base can tell apart."""

    questions: list[str]
    ways: list[dict[str, PlainAnswer]]
    urgency: UrgencyId
    leading: str | None


class HingesJson(TypedDict):
    """Most consequential first. A pair is there only where neither change alone does anything. `tried`: how many
    changes and pairs were."""

    singles: list[HingeJson]
    pairs: list[HingeJson]
    tried: int


class EnoughJson(TypedDict):
    """`answers` force the urgency, whatever the others are; null where not even all do, for `unless` (answers to
    questions that are open) would bring another."""

    answers: dict[str, PlainAnswer] | None
    unless: dict[str, PlainAnswer]


class SettlingJson(TypedDict):
    """An open question, and the answers that would by themselves show the finding or rule it out. `not_known`: what
    the base says of not knowing it, where that was the answer."""

    question: str
    ask: str
    not_known: str | None
    shows: list[PlainAnswer]
    rules_out: list[PlainAnswer]


class OpenEndJson(TypedDict):
    """`show` and `rule_out`: the fewest answers to open questions that would do so, null where none do. `examination`:
    what a clinician would do, where the base says so."""

    id: str
    name: str
    kind: Literal["condition", "warning-sign"]
    because: Literal["unknown", "not-asked"]
    examination: str | None
    questions: list[SettlingJson]
    show: list[ChangeJson] | None
    rule_out: list[ChangeJson] | None


class ExplanationJson(TypedDict):
    """The outcome in short, and the answer to each thing that was asked. `notices` is what has to be known before it is
    read; `standing` how the case stands by now, and so do `urgency` and `leading`."""

    case: str
    story: str
    language: str
    notices: list[str]
    standing: StandingJson
    urgency: UrgencyId
    leading: str | None
    pathway: str
    how: NotRequired[list[HowJson]]
    why_not: NotRequired[list[WhyNotJson]]
    what_if: NotRequired[WhatIfJson]
    hinges: NotRequired[HingesJson]
    enough: NotRequired[EnoughJson]
    open: NotRequired[list[OpenEndJson]]
    knowledge: KnowledgeJson
    software: SoftwareJson


def explanation_json(base: Base, explanation: Explanation, stands: CaseStanding, language: str) -> ExplanationJson:
    """An explanation as plain data, fit for `json.dumps`, of a case that stands so, whoever answered it."""
    language = plainly(language)
    outcome = explanation.outcome
    case = stands.case
    made: ExplanationJson = {
        "case": case.name,
        "story": clean(case.story),
        "language": language,
        "notices": list(notices(stands, language)),
        "standing": standing_json(stands, language),
        "urgency": stands.urgency,
        "leading": next(iter(stands.leads), None),
        "pathway": outcome.pathway,
        "knowledge": {
            "name": outcome.knowledge.name,
            "version": outcome.knowledge.version,
            "hash": outcome.knowledge.hash,
        },
        "software": {"name": outcome.software.name, "version": outcome.software.version},
    }
    if explanation.how is not None:
        made["how"] = [_how(base, how, language) for how in explanation.how]
    if explanation.why_not is not None:
        made["why_not"] = [_why_not(base, outcome, each, explanation.known, language) for each in explanation.why_not]
    if explanation.what_if is not None:
        made["what_if"] = _what_if(base, explanation.what_if, language)
    if explanation.hinges is not None:
        made["hinges"] = _hinges(explanation.hinges)
    if explanation.enough is not None:
        made["enough"] = _enough(outcome, explanation.enough)
    if explanation.open is not None:
        made["open"] = [_open_end(base, explanation.outcome, each, language) for each in explanation.open]
    return made


def _subject(base: Base, subject: Subject, standing: Standing, language: str) -> SubjectJson:
    return {
        "kind": subject.kind,
        "id": subject.id,
        "name": subject_words(base, subject, language),
        "standing": standing,
        "text": say(f"stands-{standing}", language),
    }


def _how(base: Base, how: How, language: str) -> HowJson:
    proof = None if how.proof is None else [_step(base, *step, language) for step in numbered(how.proof)]
    return {**_subject(base, how.subject, how.standing, language), "proof": proof}


def _step(base: Base, number: int, proof: Proof, rests_on: tuple[int, ...], language: str) -> ProofStepJson:
    made: ProofStepJson = {
        "number": number,
        "kind": proof.kind,
        "id": proof.of,
        "text": proof_words(base, proof, language),
        "rests_on": list(rests_on),
    }
    if proof.answer is not None:
        made["answer"] = plain(proof.answer)
    if proof.kind in ("fired", "failed"):
        made["reason"] = text_in(base.rules[proof.of].because, language)
    if proof.kind in ("fired", "failed", "caution"):
        part = base.cautions[proof.of] if proof.kind == "caution" else base.rules[proof.of]
        made["sources"] = [source for source in part.sources if source != EXPERT]
    return made


def _changes(base: Base, some: Iterable[Change] | None, language: str) -> list[ChangeJson] | None:
    if some is None:
        return None
    return [
        {
            "question": change.question,
            "ask": asked(base.questions[change.question], language),
            "before": _plain(change.before),
            "after": _plain(change.after),
        }
        for change in some
    ]


def _plain(answer: Answer | None) -> PlainAnswer | None:
    return None if answer is None else plain(answer)


def _plains(answers: Mapping[str, Answer]) -> dict[str, PlainAnswer]:
    return {name: plain(answer) for name, answer in answers.items()}


def _why_not(base: Base, outcome: Outcome, why_not: WhyNot, known: Known, language: str) -> WhyNotJson:
    subject = _subject(base, why_not.subject, why_not.standing, language)
    rules = [_attempt(base, outcome, attempt, known, language) for attempt in why_not.attempts]
    made: WhyNotJson = {
        "kind": subject["kind"],
        "id": subject["id"],
        "name": subject["name"],
        "standing": subject["standing"],
        "text": subject["text"],
        "rules": rules,
        "fewest": _fewest(base, why_not.fewest, language),
    }
    if isinstance(why_not.fewest, Unsought):
        made["at_least"] = why_not.fewest.least
    return made


def _fewest(base: Base, some: Fewest, language: str) -> list[ChangeJson] | None:
    return None if isinstance(some, Unsought) else _changes(base, some, language)


def _attempt(base: Base, outcome: Outcome, attempt: Attempt, known: Known, language: str) -> AttemptJson:
    def lacks(some: tuple[Condition, ...]) -> list[LackJson]:
        return [{"when": to_data(each), "text": lack_words(base, outcome, each, known, language)} for each in some]

    made: AttemptJson = {
        "rule": attempt.rule or None,
        "holds": "true" if attempt.holds else "open" if attempt.holds is None else "false",
        "false": lacks(attempt.false),
        "open": lacks(attempt.open),
        "fewest": _fewest(base, attempt.fewest, language),
    }
    if isinstance(attempt.fewest, Unsought):
        made["at_least"] = attempt.fewest.least
    return made


def _what_if(base: Base, what_if: WhatIf, language: str) -> WhatIfJson:
    return {
        "changes": _changes(base, what_if.changes, language) or [],
        "before": _side(what_if.before),
        "after": _side(what_if.after),
        "findings": [
            {
                "id": shift.finding,
                "name": finding_words(base, shift.finding, language),
                "before": shift.before,
                "after": shift.after,
            }
            for shift in what_if.findings
        ],
        "fired": list(what_if.fired),
        "not_fired": list(what_if.not_fired),
        "cautions": list(what_if.cautions),
        "no_cautions": list(what_if.no_cautions),
    }


def _side(outcome: Outcome) -> SideJson:
    return {
        "urgency": outcome.urgency,
        "leading": outcome.leading,
        "pathway": outcome.pathway,
        "fired": list(outcome.fired),
        "cautions": list(outcome.cautions),
    }


def _hinges(found: Hinges) -> HingesJson:
    def several(some: tuple[Hinge, ...]) -> list[HingeJson]:
        return [
            {
                "questions": list(hinge.questions),
                "ways": [
                    {change.question: plain(change.after) for change in way if change.after is not None}
                    for way in hinge.ways
                ],
                "urgency": hinge.urgency,
                "leading": hinge.leading,
            }
            for hinge in some
        ]

    return {"singles": several(found.singles), "pairs": several(found.pairs or ()), "tried": found.tried}


def _enough(outcome: Outcome, found: Enough) -> EnoughJson:
    if found.questions is None:
        return {"answers": None, "unless": _plains(found.unless)}
    return {"answers": _plains({name: outcome.answers[name] for name in found.questions}), "unless": {}}


def _not_known(base: Base, outcome: Outcome, question: str, language: str) -> str | None:
    unknown = base.questions[question].unknown
    if unknown is None or outcome.answers.get(question) != UNKNOWN:
        return None
    return text_in(unknown.because, language)


def _open_end(base: Base, outcome: Outcome, end: OpenEnd, language: str) -> OpenEndJson:
    finding = base.findings[end.finding]
    return {
        "id": end.finding,
        "name": finding_words(base, end.finding, language),
        "kind": "warning-sign" if finding.kind == "warning-sign" else "condition",
        "because": end.because,
        "examination": text_in(finding.examination, language) or None,
        "questions": [
            {
                "question": each.question,
                "ask": asked(base.questions[each.question], language),
                "not_known": _not_known(base, outcome, each.question, language),
                "shows": [plain(answer) for answer in each.shows],
                "rules_out": [plain(answer) for answer in each.rules_out],
            }
            for each in end.questions
        ],
        "show": _changes(base, end.show, language),
        "rule_out": _changes(base, end.rule_out, language),
    }
