"""What a file holds that was saved under another version of the base, as this version takes it.

An id of earlier is read as what it is called now (`was`). What this base does not take is set aside: the question
counts as not known, never as no, until it is asked again, and what stood in the file stays in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from triage.cases.follow_up import FollowUp, as_written
from triage.language.answer import check_answer, options_now
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node
from triage.language.errors import AnswerError, quoted
from triage.language.evaluate import Answer
from triage.language.keys import A_PLACE, AN_ANSWER, SET_ASIDE
from triage.language.model import Question
from triage.language.reader import Reader

Offered = Mapping[str, tuple[str, ...]]
"""For questions of several choices the options that there were when they were answered."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the base of `version` took and this one does not: an answer, under the id and in the words of then, or where
    somebody was in a pathway. `offered`: the answer stands, but there are options now that were not offered with it;
    `urgency`: what all answers came to then, where that is known."""

    version: str
    question: str = ""
    answer: object = None
    offered: tuple[str, ...] = ()
    pathway: str = ""
    phase: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """`answers` as this base takes them; `aside`: all that is set aside, old and new; `told`: what of it is new or
    still waits for an answer; `again`: the questions to be asked again, which count as not known until then."""

    answers: dict[str, Answer]
    aside: tuple[SetAside, ...] = ()
    told: tuple[SetAside, ...] = ()
    again: tuple[str, ...] = ()


@dataclass(slots=True)
class Fit:
    """Answers that fit, in the order in which they stand in the file, and those that do not, by their id of then."""

    answers: dict[str, Answer] = field(default_factory=dict)
    unfit: dict[str, object] = field(default_factory=dict)


def fit(base: Base, given: Mapping[str, object], offered: Offered | None = None, told: bool = True) -> Fit:
    """The answers that the base takes, under the ids that they have now. `told`: what is to be given was not asked of
    anybody, so nobody's answer to it is taken."""
    fitted = Fit()
    came_from: dict[str, str] = {}
    for name, value in given.items():
        now = base.now_called(name)
        answer = _answer(base, now, value, (offered or {}).get(name, ()), told)
        if answer is None:
            fitted.unfit[name] = value
        elif now not in came_from:
            fitted.answers[now], came_from[now] = answer, name
        elif fitted.answers.get(now) != answer:  # two questions became one, and were answered differently
            if name == now:
                fitted.unfit[came_from[now]] = given[came_from[now]]
                fitted.answers[now], came_from[now] = answer, name
            else:
                fitted.unfit[name] = value
                if came_from[now] != now and now in fitted.answers:
                    fitted.unfit[came_from[now]] = given[came_from[now]]
                    del fitted.answers[now]
    return fitted


def _answer(base: Base, name: str, value: object, offered: tuple[str, ...], told: bool) -> Answer | None:
    """None where the base does not take it."""
    question = base.questions.get(name)
    if question is None or (told and question.given and value != UNKNOWN):
        return None
    try:
        answer = check_answer(question, options_now(question, value))
    except AnswerError:
        return None
    return None if _more_to_choose(base, question, answer, offered) else answer


def _more_to_choose(base: Base, question: Question, answer: Answer, offered: tuple[str, ...]) -> bool:
    """Whether a list has options now that were not on it, where what was not ticked rules out a warning sign: nobody
    denied what they were not asked."""
    if not offered or not isinstance(answer, tuple):
        return False
    there = {question.options_were.get(option, option) for option in offered}
    return not set(question.options) <= there and bool(base.screens_for[question.id])


def take(
    base: Base, answers: Mapping[str, Answer], kept: Collection[SetAside], fresh: Collection[SetAside] = ()
) -> Taken:
    """Answers that fit, with what was set aside before (`kept`) and now (`fresh`). What this base takes after all is an
    answer again."""
    taken = dict(answers)
    aside: list[SetAside] = []
    told: list[SetAside] = []
    again: list[str] = []
    names = [base.now_called(entry.question) for entry in (*kept, *fresh)]
    for entry in (*kept, *fresh):
        name = base.now_called(entry.question)
        question = base.questions.get(name) if entry.question else None
        if question is None or question.given:
            aside.append(entry)
            told += [entry] if entry in fresh else []
        elif name in answers:
            aside.append(entry)  # answered anew since
        elif names.count(name) == 1 and entry not in fresh and (fits := _again(base, name, entry)) is not None:
            taken[name] = fits
        else:
            aside.append(entry)
            told.append(entry)
            if name not in again:
                again.append(name)
                if question.may_be_unknown:
                    taken[name] = UNKNOWN
    return Taken(taken, tuple(aside), tuple(told), tuple(again))


def with_split(base: Base, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers of a file from before a question was split: what was said of all of it was said of each part."""
    all_answers: dict[str, Answer] = {}
    for name, answer in answers.items():
        parts = (
            question.id
            for question in base.questions.values()
            if question.split_from == name and question.id not in answers
        )
        all_answers |= {name: answer, **dict.fromkeys(parts, answer)}
    return all_answers


def _again(base: Base, name: str, entry: SetAside) -> Answer | None:
    return _answer(base, name, entry.answer, entry.offered, True)


def follow_up_now(base: Base, follow_up: FollowUp) -> FollowUp:
    """The follow-up with pathway and phases under the ids that they have now."""
    pathway = base.pathway_now_called(follow_up.pathway)

    def phase(name: str) -> str:
        return base.phase_now_called(pathway, name)

    check_ins = (
        replace(done, phase=phase(done.phase), next_phase=phase(done.next_phase)) for done in follow_up.check_ins
    )
    return replace(follow_up, pathway=pathway, phase=phase(follow_up.phase), check_ins=tuple(check_ins))


def is_there(base: Base, follow_up: FollowUp) -> bool:
    """Whether the base has the pathway and phase of a follow-up."""
    pathway = base.pathways.get(follow_up.pathway)
    return pathway is not None and any(phase.id == follow_up.phase for phase in pathway.phases)


# Reading and writing


def read_set_aside(reader: Reader, node: Node | None) -> tuple[SetAside, ...]:
    """What stands under `set-aside`; every mistake in it becomes a problem."""
    return tuple(_entry(reader, part) for part in reader.sequence(node, "`set-aside`"))


def _entry(reader: Reader, node: Node) -> SetAside:
    body = reader.mapping(node, "what is set aside")
    if isinstance(node, MappingNode):
        reader.fields(body, SET_ASIDE, AN_ANSWER if "question" in body.items else A_PLACE)
    items = body.items
    words = {
        name: reader.word(items[name], quoted(name)) if name in items else ""
        for name in ("version", "question", "pathway", "phase", "urgency")
    }
    return SetAside(
        answer=as_written(items["answer"]) if "answer" in items else None,
        offered=tuple(word for word, _ in reader.words(items.get("offered"), "`offered`")),
        **words,
    )


def set_aside_data(entries: Collection[SetAside]) -> list[dict[str, object]]:
    """The same as it stands in a case file."""
    return [
        {
            **({"question": entry.question, "answer": _plain(entry.answer)} if entry.question else {}),
            **({"offered": list(entry.offered)} if entry.offered else {}),
            **({"pathway": entry.pathway, "phase": entry.phase} if entry.phase else {}),
            "version": entry.version,
            **({"urgency": entry.urgency} if entry.urgency else {}),
        }
        for entry in entries
    ]


def _plain(answer: object) -> object:
    return list(answer) if isinstance(answer, tuple) else answer
