"""The answers of a case as a clinician reads them: what is so first, then what is not known, then what was asked and is
not so; each as a switch, to see what another answer would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from triage.explanation.explaining import given_words
from triage.explanation.to_words import answer_words, asked, unknown_words
from triage.interview.numbers import NoNumber, read_number
from triage.language.answer import check_answer
from triage.language.condition import NONE, UNKNOWN
from triage.language.errors import AnswerError
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.texts import text_in
from triage.language.words import Words
from triage.web.fields import Form, Mistake
from triage.words.saying import say

FIELD = "answer-"
LEFT = ""
"""What a switch sends that stands at nothing."""
Sort = Literal["so", "unknown", "not-so", "not-asked"]
SORTS: tuple[Sort, ...] = ("so", "unknown", "not-so", "not-asked")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a switch can stand at."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A question with its answer. `field`: what the form calls it; `kind`: how it is changed; `typed`: a number; `was`:
    the answer of the case in words, where the switch stands at another."""

    id: str
    field: str
    kind: Literal["one", "several", "number"]
    question: str
    answer: str
    choices: tuple[Choice, ...] = ()
    typed: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Switches of one sort. `title`: the key of the phrase above them."""

    sort: Sort
    title: str
    switches: tuple[Switch, ...]


def groups(words: Words, answers: Mapping[str, Answer], others: Mapping[str, Answer | None]) -> tuple[Group, ...]:
    """All questions of the base, sorted by what the case answers; `others`: what some switches stand at instead."""
    switches: dict[Sort, list[Switch]] = {sort: [] for sort in SORTS}
    for question in words.base.questions.values():
        given = answers.get(question.id)
        switches[_sort(given)].append(_switch(words, question, given, others.get(question.id, given)))
    return tuple(Group(sort, f"desk-{sort}", tuple(members)) for sort, members in switches.items() if members)


def _sort(answer: Answer | None) -> Sort:
    if answer is None:
        return "not-asked"
    if answer == UNKNOWN:
        return "unknown"
    return "not-so" if answer in ("no", ()) else "so"


def _switch(words: Words, question: Question, given: Answer | None, now: Answer | None) -> Switch:
    was = "" if now == given else given_words(words, question.id, given)
    kind: Literal["one", "several", "number"] = "one"
    typed = ""
    if question.type == "choices":
        kind = "several"
    elif question.type == "number":
        kind = "number"
        typed = f"{now:g}" if isinstance(now, int | float) else ""
    return Switch(
        question.id,
        f"{FIELD}{question.id}",
        kind,
        asked(question, words.language),
        given_words(words, question.id, now),
        tuple(_choices(question, now, words.language)),
        typed.replace(".", words.say("decimal-sign")),
        was,
    )


def _choices(question: Question, now: Answer | None, language: str) -> Iterator[Choice]:
    ticked = now if isinstance(now, tuple) else (now,)
    match question.type:
        case "number":
            return
        case "yes-no":
            for value in ("yes", "no"):
                yield Choice(value, say(value, language), value in ticked)
        case _:
            for value, words in question.options.items():
                yield Choice(value, text_in(words, language), value in ticked)
    if question.type == "choices":
        yield Choice(NONE, answer_words(question, (), language), now == ())
    if question.may_be_unknown:
        yield Choice(UNKNOWN, unknown_words(question, language), now == UNKNOWN)
    if question.type != "choices":
        yield Choice(LEFT, say("not-answered", language), now is None)


def changed(
    words: Words, answers: Mapping[str, Answer], form: Form, today: date
) -> tuple[dict[str, Answer | None], list[Mistake]]:
    """What the switches of a form stand at otherwise than the case, and what of it cannot stand. A question that the
    form does not have keeps its answer."""
    new_answers: dict[str, Answer | None] = {}
    mistakes: list[Mistake] = []
    for name, question in words.base.questions.items():
        given = form.all(f"{FIELD}{name}")
        if not given:
            continue
        try:
            now = _read(question, given, answers.get(name), words.language, today)
        except AnswerError:
            now = Mistake(name, words.say("web-no-such-option"))
        if isinstance(now, Mistake):
            message = f"{asked(question, words.language)}: {now.message}"
            mistakes.append(Mistake(f"{FIELD}{name}", message))
        elif now != answers.get(name):
            new_answers[name] = now
    return new_answers, mistakes


def _read(
    question: Question, given: tuple[str, ...], before: Answer | None, language: str, today: date
) -> Answer | Mistake | None:
    match question.type:
        case "choices":
            ticked = [option for option in given if option != LEFT]
            alone = next((option for option in (UNKNOWN, NONE) if option in ticked), None)
            if alone is not None and len(ticked) > 1:
                return Mistake("", say("none-alone", language, label=say(alone, language)))
            return check_answer(question, alone or ticked) if ticked else None
        case "number":
            typed = given[0].strip()
            if not typed:
                return before if before == UNKNOWN else None
            number = read_number(question, typed, language, today)
            if isinstance(number, NoNumber):
                return Mistake("", say(number.key, language, unit=text_in(question.unit, language), **number.words))
            return check_answer(question, number.value)
        case _:
            return None if given[0] == LEFT else check_answer(question, given[0])
