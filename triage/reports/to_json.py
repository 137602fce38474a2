"""An outcome and the questions for a program. Ids are the base's, texts are in the language that was asked for.

The typed dictionaries here are the form; the JSON Schemas that ship with the package are made from them.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict, cast

from triage.explanation.chain import event_words
from triage.explanation.to_words import finding_words, to_words
from triage.inference.outcome import Identity, Outcome, Stretch
from triage.inference.trace import Event, Matched
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.model import EXPERT, Exercise, Item, Phase, Question
from triage.language.texts import text_in
from triage.language.to_data import to_data
from triage.records.key import Key
from triage.records.seal import MarksJson, digest, marks
from triage.records.signature import SignatureJson, signed
from triage.words.saying import plainly

PlainAnswer = str | int | float | list[str]
UrgencyId = str
"""A level of the scale of the base."""
StatusId = Literal["established", "refuted", "open"]


class Named(TypedDict):
    """A finding in words; `about` says what it means."""

    id: str
    name: str
    about: str


class ConditionJson(Named):
    """A condition and what became of it."""

    status: StatusId


class OpenJson(TypedDict):
    """`because`: somebody did not know (`unknown`), or it was not asked (yet)."""

    id: str
    name: str
    kind: Literal["condition", "warning-sign"]
    because: Literal["unknown", "not-asked"]
    questions: list[str]


class AdviceJson(TypedDict):
    """One line of advice. `sources` are claims of the base."""

    text: str
    sources: list[str]


class ExerciseJson(TypedDict):
    """`dose` maps sets, repetitions, per-day, per-week, minutes, metres, and in seconds hold, lift, lower, out, back,
    rest and seconds (of moving), to the lowest and the highest."""

    id: str
    name: str
    how: str
    dose: dict[str, list[float]]
    equipment: str | None
    harder: str | None
    easier: str | None
    pain: str | None
    sources: list[str]


class DayJson(TypedDict):
    """What to do from the `first` day of a schedule to the `last`, inclusive."""

    first: int
    last: int
    text: str


class PhaseJson(TypedDict):
    """One phase of a pathway, with what holds for this person. `lasts` is empty where nothing is said."""

    id: str
    name: str
    lasts: str
    state: Literal["behind", "current", "ahead"]
    goals: list[AdviceJson]
    do: list[AdviceJson]
    avoid: list[AdviceJson]
    exercises: list[ExerciseJson]
    schedule: list[DayJson]
    move_on: list[AdviceJson]
    step_back: list[AdviceJson]
    seek_help: list[AdviceJson]
    background: list[AdviceJson]
    sources: list[str]


class PathwayJson(TypedDict):
    """`phase` is the id of the current phase; null when all are behind."""

    id: str
    name: str
    summary: str
    phase: str | None
    phases: list[PhaseJson]


class CautionJson(TypedDict):
    """What to take care of."""

    id: str
    text: str
    sources: list[str]


class SafetyNetJson(CautionJson):
    """What to look out for, and how soon to act if it happens."""

    urgency: UrgencyId


class MatchedJson(TypedDict):
    """A question with its answer (null where it does not apply), or a finding with its status."""

    question: NotRequired[str]
    answer: NotRequired[PlainAnswer | None]
    finding: NotRequired[str]
    status: NotRequired[Literal["established", "refuted"]]


class EventJson(TypedDict):
    """One step of the reasoning; `text` puts it into words. `reason` and `sources` belong to rules."""

    kind: Literal[
        "answered", "counts", "inapplicable", "activated", "fired", "established", "refuted", "raised", "cautioned"
    ]
    id: str
    text: str
    answer: NotRequired[PlainAnswer]
    by: NotRequired[str]
    matched: NotRequired[list[MatchedJson]]
    reason: NotRequired[str]
    sources: NotRequired[list[str]]


class KnowledgeJson(TypedDict):
    """The knowledge base; `hash` is the SHA-256 of its content."""

    name: str
    version: str
    hash: str


class SoftwareJson(TypedDict):
    """The program."""

    name: str
    version: str


class UrgencyJson(TypedDict):
    """`standard`: what the level is in a standard of its field, empty where the base names none. `demanded` is false
    where the default of the base stands."""

    name: str
    act: str
    standard: str
    demanded: bool
    because: str


class StandingJson(TypedDict):
    """What holds on `date`, from the interview and `check_ins` check-ins: how soon somebody has to look, what to do
    about it, by which warning signs, and what it most likely is. `decision` is that of the newest check-in, null where
    there is none; `doubted`: a check-in makes what it is unsure, so that nothing leads."""

    date: str | None
    check_ins: int
    urgency: UrgencyId
    urgency_name: str
    act: str
    decision: str | None
    warning_signs: list[str]
    leading: list[str]
    doubted: bool


class OutcomeJson(TypedDict):
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
    warning_signs: list[Named]
    conditions: list[ConditionJson]
    leading: str | None
    as_likely: list[str]
    not_ruled_out: list[OpenJson]
    pathway: PathwayJson
    cautions: list[CautionJson]
    safety_net: list[SafetyNetJson]
    settled: bool
    contradictions: list[str]
    answers: dict[str, PlainAnswer]
    set_aside: list[str]
    notice: str
    trace: list[EventJson]
    knowledge: KnowledgeJson
    software: SoftwareJson
    fingerprints: MarksJson
    digest: str
    signature: NotRequired[SignatureJson]
    standing: NotRequired[StandingJson]


class ErrorJson(TypedDict):
    """What stands in the place of an outcome when a case could not be read."""

    file: str
    error: str


def outcome_json(
    base: Base,
    outcome: Outcome,
    language: str,
    case: str = "",
    key: Key | None = None,
    standing: StandingJson | None = None,
) -> OutcomeJson:
    """An outcome as plain data, fit for `json.dumps`, and sealed; with a key, signed too. It speaks of the case,
    whoever answered it. `standing`: how the case stands, where it has more than its interview."""
    language = base.language(plainly(language))
    level = base.urgencies[outcome.urgency]
    made: OutcomeJson = {
        "case": case,
        "language": language,
        "urgency": outcome.urgency,
        "urgency_text": {
            "name": text_in(level.name, language),
            "act": text_in(level.act, language),
            "standard": level.standard,
            "demanded": outcome.demanded,
            "because": "" if outcome.demanded else text_in(base.default_because, language),
        },
        "warning_signs": [_named(base, name, language) for name in outcome.warning_signs],
        "conditions": [
            {**_named(base, name, language), "status": status} for name, status in outcome.conditions.items()
        ],
        "leading": outcome.leading,
        "as_likely": list(outcome.as_likely),
        "not_ruled_out": [
            {
                "id": part.finding,
                "name": finding_words(base, part.finding, language),
                "kind": "warning-sign" if part.finding in base.warning_signs else "condition",
                "because": part.because,
                "questions": list(part.questions),
            }
            for part in outcome.not_ruled_out
        ],
        "pathway": _pathway(base, outcome, language),
        "cautions": [
            {
                "id": name,
                "text": text_in(base.cautions[name].text, language),
                "sources": list(base.cautions[name].sources),
            }
            for name in outcome.cautions
        ],
        "safety_net": [
            {
                "id": name,
                "text": text_in(base.safety_net[name].text, language),
                "sources": list(base.safety_net[name].sources),
                "urgency": base.safety_net[name].urgency,
            }
            for name in outcome.safety_net
        ],
        "settled": outcome.settled,
        "contradictions": list(outcome.contradictions),
        "answers": {name: plain(answer) for name, answer in outcome.answers.items()},
        "set_aside": list(outcome.set_aside),
        "notice": text_in(base.notice, language),
        "trace": [_event(base, event, language) for event in outcome.trace],
        "knowledge": _knowledge(outcome.knowledge),
        "software": {"name": outcome.software.name, "version": outcome.software.version},
        "fingerprints": marks(base),
        "digest": "",
    }
    if standing is not None:
        _stands(base, made, standing)
    made["digest"] = digest(cast(dict[str, object], made))
    if key is not None:
        made["signature"] = signed(cast(dict[str, object], made), key)
    return made


def _stands(base: Base, made: OutcomeJson, standing: StandingJson) -> None:
    """Has an outcome say how the case stands."""
    made["standing"] = standing
    if standing["doubted"]:
        made["leading"], made["as_likely"] = None, []
    if made["urgency"] != standing["urgency"]:
        made["urgency"] = standing["urgency"]
        made["urgency_text"] = {
            "name": standing["urgency_name"],
            "act": standing["act"],
            "standard": base.urgencies[standing["urgency"]].standard,
            "demanded": True,
            "because": "",
        }


def _knowledge(identity: Identity) -> KnowledgeJson:
    return {"name": identity.name, "version": identity.version, "hash": identity.hash}


def _named(base: Base, finding: str, language: str) -> Named:
    return {
        "id": finding,
        "name": finding_words(base, finding, language),
        "about": text_in(base.findings[finding].about, language),
    }


def _pathway(base: Base, outcome: Outcome, language: str) -> PathwayJson:
    pathway = base.pathways[outcome.pathway]
    return {
        "id": pathway.id,
        "name": text_in(pathway.name, language),
        "summary": text_in(pathway.summary, language),
        "phase": next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), None),
        "phases": [
            phase_json(base, stretch, phase, language)
            for stretch, phase in zip(outcome.phases, pathway.phases, strict=True)
        ],
    }


def phase_json(base: Base, stretch: Stretch, phase: Phase, language: str) -> PhaseJson:
    """A phase as it holds for someone."""
    return {
        "id": stretch.phase,
        "name": text_in(phase.name, language),
        "lasts": text_in(phase.lasts, language),
        "state": stretch.state,
        "goals": _items(stretch.goals, language),
        "do": _items(stretch.do, language),
        "avoid": _items(stretch.avoid, language),
        "exercises": [_exercise(base.exercises[name], language) for name in stretch.exercises],
        "schedule": [
            {"first": day.days[0], "last": day.days[1], "text": text_in(day.text, language)} for day in stretch.schedule
        ],
        "move_on": _items(stretch.move_on, language),
        "step_back": _items(stretch.step_back, language),
        "seek_help": _items(stretch.seek_help, language),
        "background": _items(stretch.background, language),
        "sources": list(phase.sources),
    }


def _items(items: tuple[Item, ...], language: str) -> list[AdviceJson]:
    return [{"text": text_in(item.text, language), "sources": list(item.sources)} for item in items]


def _exercise(exercise: Exercise, language: str) -> ExerciseJson:
    return {
        "id": exercise.id,
        "name": text_in(exercise.name, language),
        "how": text_in(exercise.how, language),
        "dose": {name: list(amount) for name, amount in exercise.dose.items()},
        "equipment": text_in(exercise.equipment, language) or None,
        "harder": text_in(exercise.harder, language) or None,
        "easier": text_in(exercise.easier, language) or None,
        "pain": text_in(exercise.pain, language) or None,
        "sources": list(exercise.sources),
    }


def _event(base: Base, event: Event, language: str) -> EventJson:
    made: EventJson = {"kind": event.kind, "id": event.of, "text": event_words(base, event, language)}
    if event.answer is not None:
        made["answer"] = plain(event.answer)
    if event.by is not None:
        made["by"] = event.by
    if event.matched:
        made["matched"] = [_matched(matched) for matched in event.matched]
    if event.kind == "fired":
        made["reason"] = text_in(base.rules[event.of].because, language)
        made["sources"] = [source for source in base.rules[event.of].sources if source != EXPERT]
    return made


def _matched(matched: Matched) -> MatchedJson:
    if matched.question is not None:
        return {"question": matched.question, "answer": None if matched.answer is None else plain(matched.answer)}
    assert matched.finding is not None
    assert matched.status is not None
    return {"finding": matched.finding, "status": matched.status}


class OptionJson(TypedDict):
    """Something that has an id, and what people read for it."""

    id: str
    label: str


class QuestionJson(TypedDict):
    """One question. `when` is the condition under which it applies, as an author writes it (null: always), `when_text`
    the same in words; `checklist` names the list in which it may be asked; `statement` is its line there."""

    id: str
    topic: str
    type: Literal["yes-no", "choice", "choices", "number"]
    ask: str
    help: str
    statement: str | None
    options: list[OptionJson]
    unit: str | None
    min: float | None
    max: float | None
    whole: bool
    may_be_unknown: bool
    when: dict[str, object] | None
    when_text: str | None
    screens_for: list[str]
    checklist: str | None


class ChecklistJson(TypedDict):
    """Several yes-no questions that may be asked as one list: what is ticked is yes."""

    id: str
    topic: str
    ask: str
    questions: list[str]


class QuestionsJson(TypedDict):
    """All questions of a base, in its order."""

    language: str
    topics: list[OptionJson]
    questions: list[QuestionJson]
    checklists: list[ChecklistJson]
    knowledge: KnowledgeJson


def questions_json(base: Base, language: str) -> QuestionsJson:
    """The questions as plain data, so that another program can drive the system."""
    return {
        "language": language,
        "topics": [{"id": name, "label": text_in(text, language)} for name, text in base.topics.items()],
        "questions": [_question(base, question, language) for question in base.questions.values()],
        "checklists": [
            {
                "id": checklist.id,
                "topic": checklist.topic,
                "ask": text_in(checklist.ask, language),
                "questions": list(checklist.questions),
            }
            for checklist in base.checklists.values()
        ],
        "knowledge": {"name": base.id, "version": base.version, "hash": base.hash},
    }


def _question(base: Base, question: Question, language: str) -> QuestionJson:
    checklist = base.checklist_of(question.id)
    is_number = question.type == "number"
    return {
        "id": question.id,
        "topic": question.topic,
        "type": question.type,
        "ask": text_in(question.ask, language),
        "help": text_in(question.help, language),
        "statement": text_in(question.statement, language) or None,
        "options": [{"id": name, "label": text_in(label, language)} for name, label in question.options.items()],
        "unit": text_in(question.unit, language) or None,
        "min": question.min if is_number else None,
        "max": question.max if is_number else None,
        "whole": question.whole,
        "may_be_unknown": question.may_be_unknown,
        "when": None if question.when is None else to_data(question.when),
        "when_text": None if question.when is None else to_words(base, question.when, language),
        "screens_for": list(base.screens_for[question.id]),
        "checklist": checklist.id if checklist else None,
    }
