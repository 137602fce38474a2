"""A prompt as the fields of a form, and a form back to answers.

A list of warning signs is split so that no page holds more than `MOST` things. What was left out, or cannot go
together, is said so that the person can mend it: each mistake names the field that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal

from triage.explanation.to_words import asked as asked_words
from triage.explanation.to_words import unknown_words
from triage.interview.interview import Prompt
from triage.interview.numbers import NoNumber, read_number
from triage.language.answer import check_answer
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.errors import AnswerError
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.texts import text_in
from triage.language.words import Words
from triage.words.saying import say

MOST = 6
"""So many things a page holds at most."""
SCALE = 11
"""A whole number with at most so many values is chosen, not typed."""

Kind = Literal["one", "several", "list", "number", "scale"]


@dataclass(frozen=True, slots=True)
class Option:
    """One box or button. `name` and `value` are what the form sends; `id` is where a mistake leads; `alone`: it goes
    with no other; `help`: what it means, in a few words."""

    id: str
    name: str
    value: str
    label: str
    ticked: bool = False
    alone: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """What the page asks. `title` is the question; `helps`: help, each with what it is about (empty for the question
    itself); `doubts`: the boxes to say that one is not sure; `typed`: the number as it was typed; `question`: which it
    is, empty for a list; `words`: a number may be typed in words."""

    kind: Kind
    topic: str
    title: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    doubts: tuple[Option, ...] = ()
    helps: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    unit: str = ""
    question: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and the id of the field where it is mended."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a form brought, by name; each name may come more than once."""

    values: Mapping[str, tuple[str, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def one(self, name: str) -> str:
        """The first; empty where there is none."""
        return next(iter(self.all(name)), "")


def page_of(prompt: Prompt) -> tuple[str, ...]:
    """The questions of a prompt that go on the next page: of a long list the first, so that all its pages are about as
    long. The rest is asked when the interview still wants it."""
    names = tuple(question.id for question in prompt.questions)
    pages = ceil(len(names) / MOST)
    return names[: ceil(len(names) / pages)]


def prompt_of(base: Base, names: Sequence[str]) -> Prompt:
    """The prompt that asks these questions."""
    questions = tuple(base.questions[name] for name in names)
    return Prompt(questions, base.checklist_of(names[0]) if len(names) > 1 else None)


def fields_of(words: Words, names: Sequence[str], before: Mapping[str, object]) -> Fields:
    """The fields for these questions, with what was answered `before` ticked."""
    prompt = prompt_of(words.base, names)
    if prompt.checklist is not None:
        return _list(words, prompt, before)
    question = prompt.questions[0]
    answer = before.get(question.id)
    bare = Fields(
        "one",
        topic=words.text(words.base.topics[question.topic]),
        title=words.text(question.ask),
        helps=(("", words.text(question.help)),),
        question=question.id,
    )
    if question.type == "number":
        return _number(question, answer, bare, words.language)
    several = question.type == "choices"
    if question.type == "yes-no":
        labels = {"yes": words.say("yes"), "no": words.say("no")}
    else:
        labels = {name: words.text(label) for name, label in question.options.items()}
    if several:
        labels[NONE] = words.say("none")
    if question.may_be_unknown:
        labels[UNKNOWN] = unknown_words(question, words.language)
    chosen = _chosen(answer)
    options = tuple(
        Option(
            f"answer-{number}", "answer", value, _capital(label), value in chosen, several and value in (NONE, UNKNOWN)
        )
        for number, (value, label) in enumerate(labels.items(), 1)
    )
    hint = words.say("web-tick-all") if several else ""
    return replace(bare, kind="several" if several else "one", hint=hint, options=options)


def _list(words: Words, prompt: Prompt, before: Mapping[str, object]) -> Fields:
    assert prompt.checklist is not None
    names = [question.id for question in prompt.questions]
    known = all(name in before for name in names)
    none = known and all(before[name] == "no" for name in names)
    options = [
        Option(f"yes-{n}", "yes", q.id, _capital(asked_words(q, words.language)), before.get(q.id) == "yes")
        for n, q in enumerate(prompt.questions, 1)
    ]
    options.append(Option("none", "none", NONE, _capital(words.say("none")), none, alone=True))
    doubts = tuple(
        Option(f"unsure-{n}", "unsure", q.id, _capital(asked_words(q, words.language)), before.get(q.id) == UNKNOWN)
        for n, q in enumerate(prompt.questions, 1)
        if q.may_be_unknown
    )
    return Fields(
        "list",
        words.text(words.base.topics[prompt.topic]),
        words.text(prompt.checklist.ask),
        words.say("web-tick-all"),
        tuple(options),
        doubts,
        tuple((_capital(asked_words(q, words.language)), words.text(q.help)) for q in prompt.questions),
    )


def _number(question: Question, answer: object, bare: Fields, language: str) -> Fields:
    low, high = question.min, question.max
    label = _capital(unknown_words(question, language))
    unknown = Option("unknown", "answer", UNKNOWN, label, answer == UNKNOWN, alone=True)
    last = (unknown,) if question.may_be_unknown else ()
    typed = "" if answer in (None, UNKNOWN) else f"{answer}"
    if _scale(question):
        scale = tuple(
            Option(
                f"answer-{number}",
                "answer",
                str(number),
                str(number),
                typed == str(number),
                help=text_in(question.anchors.get(number), language),
            )
            for number in range(int(low), int(high) + 1)
        )
        return replace(bare, kind="scale", options=(*scale, *last))
    key = "number-hint-days" if question.counts else "number-hint-whole" if question.whole else "number-hint"
    unit = text_in(question.unit, language)
    hint = say(key, language, low=f"{low:g}", high=f"{high:g}", unit=unit)
    return replace(
        bare, kind="number", hint=hint, options=last, typed=typed, unit=unit, words=question.counts is not None
    )


def _scale(question: Question) -> bool:
    """Whether the number is chosen, not typed."""
    return question.whole and question.max - question.min < SCALE


def read(words: Words, names: Sequence[str], form: Form, today: date) -> dict[str, Answer] | list[Mistake]:
    """The answers that a form gives to these questions, or what is wrong with it."""
    prompt = prompt_of(words.base, names)
    if prompt.checklist is not None:
        return _read_list(prompt.questions, form, words.language)
    question = prompt.questions[0]
    given = form.all("answer")
    typed = question.type == "number" and not _scale(question)
    at = "number" if typed else "answer-1"
    try:
        if typed and not given:
            return _read_number(question, form.one("number"), words.language, today)
        if not given:
            key = "web-choose-some" if question.type == "choices" else "web-choose-one"
            return [Mistake(at, words.say(key))]
        if question.type == "choices":
            if len(given) > 1 and (NONE in given or UNKNOWN in given):
                alone = words.say(NONE if NONE in given else UNKNOWN)
                return [Mistake("answer-1", words.say("none-alone", label=alone))]
            return {question.id: check_answer(question, given[0] if given[0] in (NONE, UNKNOWN) else list(given))}
        if typed and form.one("number").strip():
            return [Mistake(at, words.say("web-number-or-unknown"))]
        if len(given) > 1:
            return [Mistake(at, words.say("web-choose-one"))]
        return {question.id: check_answer(question, given[0])}
    except AnswerError:
        return [Mistake(at, words.say("web-no-such-option"))]


def _read_list(questions: Sequence[Question], form: Form, language: str) -> dict[str, Answer] | list[Mistake]:
    sure, unsure, none = form.all("yes"), form.all("unsure"), form.all("none")
    ids = [question.id for question in questions]
    doubtful = {question.id for question in questions if question.may_be_unknown}
    if not {*sure, *unsure} <= set(ids) or not set(unsure) <= doubtful or not set(none) <= {NONE}:
        return [Mistake("yes-1", say("web-no-such-option", language))]
    if none and (sure or unsure):
        return [Mistake("none", say("none-alone", language, label=say(NONE, language)))]
    if not (none or sure or unsure):
        return [Mistake("yes-1", say("web-choose-some", language))]
    if both := [name for name in ids if name in sure and name in unsure]:
        return [Mistake(f"yes-{ids.index(both[0]) + 1}", say("web-sure-or-not", language))]
    return {name: "yes" if name in sure else UNKNOWN if name in unsure else "no" for name in ids}


def _read_number(question: Question, typed: str, language: str, today: date) -> dict[str, Answer] | list[Mistake]:
    """A number as people type it in a terminal: in figures or words, where time is counted also "3 weeks"."""
    if not typed.strip():
        return [Mistake("number", say("web-number-missing", language))]
    number = read_number(question, typed, language, today)
    if isinstance(number, NoNumber):
        return [Mistake("number", say(number.key, language, unit=text_in(question.unit, language), **number.words))]
    return {question.id: check_answer(question, number.value)}


def _chosen(answer: object) -> tuple[str, ...]:
    if isinstance(answer, list | tuple):
        return tuple(map(str, answer)) or (NONE,)
    return () if answer is None else (str(answer),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
