"""An outcome and the questions for a program. Ids are the base's, texts are in the language that was asked for.

The records here are the form; the JSON Schemas that ship with the package are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import EllipsisType
from typing import Literal, NamedTuple

from triage.explanation.chain import event_words
from triage.explanation.to_words import finding_words, to_words
from triage.inference.outcome import Open, Outcome, Stretch
from triage.inference.trace import Event, Happening, Matched
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.model import EXPERT, Caution, Exercise, Item, Kind, Phase, Question, SafetyNet
from triage.language.texts import text_in
from triage.language.to_data import Data, to_data
from triage.language.words import Words
from triage.records.key import Key
from triage.records.seal import UNSEALED, MarksJson, digest, marks
from triage.records.signature import SignatureJson, signed

Day = date
UrgencyId = str
"""A level of the scale of the base."""
StatusId = Literal["established", "refuted", "open"]


class Named(NamedTuple):
    """A finding in words; `about` says what it means."""

    id: str
    name: str
    about: str


class ConditionJson(NamedTuple):
    """A condition and what became of it."""

    id: str
    name: str
    about: str
    status: StatusId


class OpenJson(NamedTuple):
    """`because`: somebody did not know (`unknown`), or it was not asked (yet)."""

    id: str
    name: str
    kind: Literal["condition", "warning-sign"]
    because: Literal["unknown", "not-asked"]
    questions: Sequence[str]


class AdviceJson(NamedTuple):
    """One line of advice. `sources` are claims of the base."""

    text: str
    sources: Sequence[str]


class ExerciseJson(NamedTuple):
    """`dose` maps sets, repetitions, per-day, per-week, minutes, metres, and in seconds hold, lift, lower, out, back,
    rest and seconds (of moving), to the lowest and the highest."""

    id: str
    name: str
    how: str
    dose: Mapping[str, Sequence[float]]
    equipment: str | None
    harder: str | None
    easier: str | None
    pain: str | None
    sources: Sequence[str]


class DayJson(NamedTuple):
    """What to do from the `first` day of a schedule to the `last`, inclusive."""

    first: int
    last: int
    text: str


class PhaseJson(NamedTuple):
    """One phase of a pathway, with what holds for this person. `lasts` is empty where nothing is said."""

    id: str
    name: str
    lasts: str
    state: Literal["behind", "current", "ahead"]
    goals: Sequence[AdviceJson]
    do: Sequence[AdviceJson]
    avoid: Sequence[AdviceJson]
    exercises: Sequence[ExerciseJson]
    schedule: Sequence[DayJson]
    move_on: Sequence[AdviceJson]
    step_back: Sequence[AdviceJson]
    seek_help: Sequence[AdviceJson]
    background: Sequence[AdviceJson]
    sources: Sequence[str]


class PathwayJson(NamedTuple):
    """`phase` is the id of the current phase; null when all are behind."""

    id: str
    name: str
    summary: str
    phase: str | None
    phases: Sequence[PhaseJson]


class CautionJson(NamedTuple):
    """What to take care of."""

    id: str
    text: str
    sources: Sequence[str]


class SafetyNetJson(NamedTuple):
    """What to look out for, and how soon to act if it happens."""

    id: str
    text: str
    sources: Sequence[str]
    urgency: UrgencyId


class MatchedJson(NamedTuple):
    """A question with its answer (null where it does not apply), or a finding with its status."""

    question: str | None = None
    answer: Answer | EllipsisType | None = ...
    finding: str | None = None
    status: Literal["established", "refuted"] | None = None


class EventJson(NamedTuple):
    """One step of the reasoning; `text` puts it into words. `reason` and `sources` belong to rules."""

    kind: Happening
    id: str
    text: str
    answer: Answer | None = None
    by: str | None = None
    matched: Sequence[MatchedJson] | None = None
    reason: str | None = None
    sources: Sequence[str] | None = None


class KnowledgeJson(NamedTuple):
    """The knowledge base; `hash` is the SHA-256 of its content."""

    name: str
    version: str
    hash: str


class SoftwareJson(NamedTuple):
    """The program."""

    name: str
    version: str


class UrgencyJson(NamedTuple):
    """`standard`: what the level is in a standard of its field, empty where the base names none. `demanded` is false
    where the default of the base stands."""

    name: str
    act: str
    standard: str
    demanded: bool
    because: str


class StandingJson(NamedTuple):
    """What holds on `date`, from the interview and `check_ins` check-ins: how soon somebody has to look, what to do
    about it, by which warning signs, and what it most likely is. `decision` is that of the newest check-in, null where
    there is none; `doubted`: a check-in makes what it is unsure, so that nothing leads."""

    date: Day | None
    check_ins: int
    urgency: UrgencyId
    urgency_name: str
    act: str
    decision: str | None
    warning_signs: Sequence[str]
    leading: Sequence[str]
    doubted: bool


class OutcomeJson(NamedTuple):
    """The outcome of one case. `urgency` and `leading` are ids; `as_likely`: conditions to which the leading one is not
    preferred; `set_aside`: answers that do not count, because their
    question does not apply. A sealed record: `digest` is the SHA-256 of everything else in it, and `triage replay`
    derives it again; `fingerprints` tell which rules and other parts of the base changed since; `signature` is there
    where it was signed with a key. `standing` is there where the case has more than its interview: then `urgency` and
    `leading` are those of the case as it stands, and the rest is what the answers come to."""

    case: str
    language: str
    urgency: UrgencyId
    urgency_text: UrgencyJson
    warning_signs: Sequence[Named]
    conditions: Sequence[ConditionJson]
    leading: str | None
    as_likely: Sequence[str]
    not_ruled_out: Sequence[OpenJson]
    pathway: PathwayJson
    cautions: Sequence[CautionJson]
    safety_net: Sequence[SafetyNetJson]
    settled: bool
    contradictions: Sequence[str]
    answers: Mapping[str, Answer]
    set_aside: Sequence[str]
    notice: str
    trace: Sequence[EventJson]
    knowledge: KnowledgeJson
    software: SoftwareJson
    fingerprints: MarksJson
    digest: str
    standing: StandingJson | None = None
    signature: SignatureJson | None = None


class ErrorJson(NamedTuple):
    """What stands in the place of an outcome when a case could not be read."""

    file: str
    error: str


def outcome_json(
    outcome: Outcome, language: str, case: str = "", key: Key | None = None, standing: StandingJson | None = None
) -> Json:
    """An outcome as plain data, fit for `json.dumps`, and sealed; with a key, signed too. It speaks of the case,
    whoever answered it. `standing`: how the case stands, where it has more than its interview."""
    record = outcome_record(Words(outcome.base, language), outcome, case, standing)
    return sealed(outcome.base, to_json(record), key)


def sealed(base: Base, data: Json, key: Key | None = None) -> Json:
    """An outcome of this base with its fingerprints, and its digest over all that; with a key, signed too."""
    data["fingerprints"] = marks(base)
    data["digest"] = digest(data, base)
    if key is not None:
        data["signature"] = to_json(signed(data, key))
    return data


def outcome_record(words: Words, outcome: Outcome, case: str = "", standing: StandingJson | None = None) -> OutcomeJson:
    """What an outcome says, not sealed yet."""
    words = words.plain()
    record = OutcomeJson(
        case=case,
        language=words.language,
        urgency=outcome.urgency,
        urgency_text=_urgency(words, outcome),
        warning_signs=[Named(*_named(words, name)) for name in outcome.warning_signs],
        conditions=[ConditionJson(*_named(words, name), status) for name, status in outcome.conditions.items()],
        leading=outcome.leading,
        as_likely=outcome.as_likely,
        not_ruled_out=[_open(words, part) for part in outcome.not_ruled_out],
        pathway=_pathway(words, outcome),
        cautions=[CautionJson(*_line(words.base.cautions[name], words.language)) for name in outcome.cautions],
        safety_net=[
            SafetyNetJson(*_line(words.base.safety_net[name], words.language), words.base.safety_net[name].urgency)
            for name in outcome.safety_net
        ],
        settled=outcome.settled,
        contradictions=outcome.contradictions,
        answers=outcome.answers,
        set_aside=outcome.set_aside,
        notice=words.text(words.base.notice),
        trace=[_event(words, event) for event in outcome.trace],
        knowledge=KnowledgeJson(outcome.knowledge.name, outcome.knowledge.version, outcome.knowledge.hash),
        software=SoftwareJson(outcome.software.name, outcome.software.version),
        fingerprints=UNSEALED,
        digest="",
    )
    return record if standing is None else _standing(words.base, record, standing)


def _standing(base: Base, record: OutcomeJson, standing: StandingJson) -> OutcomeJson:
    """An outcome that says how the case stands."""
    record = record._replace(standing=standing)
    if standing.doubted:
        record = record._replace(leading=None, as_likely=())
    if record.urgency == standing.urgency:
        return record
    standard = base.urgencies[standing.urgency].standard
    urgency_text = UrgencyJson(standing.urgency_name, standing.act, standard, demanded=True, because="")
    return record._replace(urgency=standing.urgency, urgency_text=urgency_text)


def knowledge_record(base: Base) -> KnowledgeJson:
    return KnowledgeJson(base.id, base.version, base.hash)


def _urgency(words: Words, outcome: Outcome) -> UrgencyJson:
    level = words.base.urgencies[outcome.urgency]
    because = "" if outcome.demanded else words.text(words.base.default_because)
    return UrgencyJson(words.text(level.name), words.text(level.act), level.standard, outcome.demanded, because)


def _named(words: Words, finding: str) -> tuple[str, str, str]:
    return finding, finding_words(words, finding), words.text(words.base.findings[finding].about)


def _line(part: Caution | SafetyNet, language: str) -> tuple[str, str, tuple[str, ...]]:
    return part.id, text_in(part.text, language), part.sources


def _open(words: Words, part: Open) -> OpenJson:
    kind: Literal["condition", "warning-sign"] = (
        "warning-sign" if part.finding in words.base.warning_signs else "condition"
    )
    return OpenJson(part.finding, finding_words(words, part.finding), kind, part.because, part.questions)


def _pathway(words: Words, outcome: Outcome) -> PathwayJson:
    pathway = words.base.pathways[outcome.pathway]
    return PathwayJson(
        pathway.id,
        words.text(pathway.name),
        words.text(pathway.summary),
        next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), None),
        [phase_record(words, stretch, phase) for stretch, phase in zip(outcome.phases, pathway.phases, strict=True)],
    )


def phase_record(words: Words, stretch: Stretch, phase: Phase) -> PhaseJson:
    """A phase as it holds for someone."""
    return PhaseJson(
        id=stretch.phase,
        name=words.text(phase.name),
        lasts=words.text(phase.lasts),
        state=stretch.state,
        goals=_items(stretch.goals, words.language),
        do=_items(stretch.do, words.language),
        avoid=_items(stretch.avoid, words.language),
        exercises=[_exercise(words.base.exercises[name], words.language) for name in stretch.exercises],
        schedule=[DayJson(*day.days, words.text(day.text)) for day in stretch.schedule],
        move_on=_items(stretch.move_on, words.language),
        step_back=_items(stretch.step_back, words.language),
        seek_help=_items(stretch.seek_help, words.language),
        background=_items(stretch.background, words.language),
        sources=phase.sources,
    )


def _items(items: tuple[Item, ...], language: str) -> list[AdviceJson]:
    return [AdviceJson(text_in(item.text, language), item.sources) for item in items]


def _exercise(exercise: Exercise, language: str) -> ExerciseJson:
    return ExerciseJson(
        id=exercise.id,
        name=text_in(exercise.name, language),
        how=text_in(exercise.how, language),
        dose=exercise.dose,
        equipment=text_in(exercise.equipment, language) or None,
        harder=text_in(exercise.harder, language) or None,
        easier=text_in(exercise.easier, language) or None,
        pain=text_in(exercise.pain, language) or None,
        sources=exercise.sources,
    )


def _event(words: Words, event: Event) -> EventJson:
    rule = words.base.rules[event.of] if event.kind == "fired" else None
    return EventJson(
        event.kind,
        event.of,
        event_words(words, event),
        event.answer,
        event.by,
        [_matched(matched) for matched in event.matched] or None,
        None if rule is None else words.text(rule.because),
        None if rule is None else [source for source in rule.sources if source != EXPERT],
    )


def _matched(matched: Matched) -> MatchedJson:
    if matched.question is not None:
        return MatchedJson(matched.question, matched.answer)
    return MatchedJson(finding=matched.finding, status=matched.status)


class OptionJson(NamedTuple):
    """Something that has an id, and what people read for it."""

    id: str
    label: str


class QuestionJson(NamedTuple):
    """One question. `when` is the condition under which it applies, as an author writes it (null: always), `when_text`
    the same in words; `checklist` names the list in which it may be asked; `statement` is its line there."""

    id: str
    topic: str
    type: Kind
    ask: str
    help: str
    statement: str | None
    options: Sequence[OptionJson]
    unit: str | None
    min: float | None
    max: float | None
    whole: bool
    may_be_unknown: bool
    when: Data | None
    when_text: str | None
    screens_for: Sequence[str]
    checklist: str | None


class ChecklistJson(NamedTuple):
    """Several yes-no questions that may be asked as one list: what is ticked is yes."""

    id: str
    topic: str
    ask: str
    questions: Sequence[str]


class QuestionsJson(NamedTuple):
    """All questions of a base, in its order."""

    language: str
    topics: Sequence[OptionJson]
    questions: Sequence[QuestionJson]
    checklists: Sequence[ChecklistJson]
    knowledge: KnowledgeJson


def questions_json(base: Base, language: str) -> Json:
    """The questions as plain data, so that another program can drive the system."""
    words = Words(base, language)
    questions = QuestionsJson(
        language,
        [OptionJson(name, words.text(text)) for name, text in base.topics.items()],
        [_question(words, question) for question in base.questions.values()],
        [
            ChecklistJson(checklist.id, checklist.topic, words.text(checklist.ask), checklist.questions)
            for checklist in base.checklists.values()
        ],
        knowledge_record(base),
    )
    return to_json(questions)


def _question(words: Words, question: Question) -> QuestionJson:
    checklist = words.base.checklist_of(question.id)
    is_number = question.type == "number"
    return QuestionJson(
        id=question.id,
        topic=question.topic,
        type=question.type,
        ask=words.text(question.ask),
        help=words.text(question.help),
        statement=words.text(question.statement) or None,
        options=[OptionJson(name, words.text(label)) for name, label in question.options.items()],
        unit=words.text(question.unit) or None,
        min=question.min if is_number else None,
        max=question.max if is_number else None,
        whole=question.whole,
        may_be_unknown=question.may_be_unknown,
        when=None if question.when is None else to_data(question.when),
        when_text=None if question.when is None else to_words(words, question.when),
        screens_for=words.base.screens_for[question.id],
        checklist=checklist.id if checklist else None,
    )
