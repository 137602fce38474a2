"""What a typed line means at a prompt, the same in every kind of terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from triage.interview import numbers
from triage.interview.numbers import Number
from triage.language.errors import printable
from triage.language.model import Question
from triage.language.texts import text_in
from triage.language.typed import chosen, command, means_unknown
from triage.words.saying import say
from triage.words.understanding import all_words
from triage.words.understanding import bare as _plain


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `exclusive`: not together with others ("none of these", "I don't know")."""

    id: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options chosen, and those that someone is not sure of. `by_words`: an option's own words were typed, and not
    its number, so that what was understood has to be read back before it may alarm anybody."""

    sure: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    by_words: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be answered. `several`: more than one may be ticked; `unsure`: a tick may be a doubtful one; `before`:
    what was answered before, when an answer is corrected; `default`: what Enter alone chooses; `narrows`: a list so
    long that what is typed leaves the options that have it in them."""

    options: tuple[Option, ...]
    language: str
    several: bool = False
    unsure: bool = False
    before: Chosen | None = None
    default: str | None = None
    narrows: bool = False

    def matching(self, typed: str) -> tuple[int, ...]:
        """Which options are left by what is typed so far."""
        word = typed.strip().casefold()
        all_numbers = tuple(range(len(self.options)))
        if not self.narrows or not word or word.isdecimal() or command(word, self.language):
            return all_numbers
        return tuple(number for number in all_numbers if word in self.options[number].label.casefold()) or all_numbers


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that means nothing here, and what would."""

    message: str


def read_choice(menu: Menu, line: str) -> Chosen | Misread:
    """A line that chooses: a number, several numbers, or all of an option's own words. A part of them never chooses:
    `not` is no beginning of "not being able to swallow"."""
    text = _plain(line)
    exact = chosen([(option.id, option.label) for option in menu.options], text, menu.language)
    if exact is not None:
        return Chosen((exact,), by_words=True)
    if menu.unsure and means_unknown(text, menu.language):
        return Chosen((), tuple(option.id for option in menu.options if not option.exclusive))
    if not menu.several:
        if text.isdecimal() and 1 <= int(text) <= len(menu.options):
            return Chosen((menu.options[int(text) - 1].id,))
        hint = say("choose-number", menu.language, last=len(menu.options))
        return Misread(f"{_not_understood(menu, line)}{hint}{_whole_words(menu, text)}")
    return _several(menu, text, line)


def _several(menu: Menu, text: str, line: str) -> Chosen | Misread:
    sure: list[str] = []
    unsure: list[str] = []
    for word in _numbers(text, menu.language):
        match = re.fullmatch(r"([0-9]{1,3})(\??)", word)
        if match is None or not 1 <= int(match[1]) <= len(menu.options) or (match[2] and not menu.unsure):
            none = next(
                (number for number, option in enumerate(menu.options, 1) if option.exclusive), len(menu.options)
            )
            hint = say("choose-tick", menu.language, none=none, label=menu.options[none - 1].label)
            return Misread(f"{_not_understood(menu, line)}{hint}{_whole_words(menu, text)}")
        chosen = menu.options[int(match[1]) - 1].id
        if chosen not in sure + unsure:
            (unsure if match[2] else sure).append(chosen)
    alone = next((option for option in menu.options if option.exclusive and option.id in sure + unsure), None)
    if alone is not None and len(sure + unsure) > 1:
        return Misread(say("none-alone", menu.language, label=alone.label))
    return Chosen(tuple(sure), tuple(unsure))


def _numbers(text: str, language: str) -> list[str]:
    """The numbers in a line, "1 and 2" and "1-3" written out: 1 2 3."""
    through, joined = (_pattern(all_words(key, language)) for key in ("typed-through", "typed-and"))
    text = re.sub(rf"(?<=[0-9])\s*(?:-|\u2013|{through})\s*(?=[0-9])", "-", text)
    text = re.sub(rf"(?<!\w)(?:{joined})(?!\w)|[&,;+]", " ", text)
    words: list[str] = []
    for word in text.split():
        ends = re.fullmatch(r"([0-9]{1,3})-([0-9]{1,3})", word)
        first, last = (int(ends[1]), int(ends[2])) if ends else (1, 0)
        words += map(str, range(first, last + 1)) if first <= last else [word]
    return words or [text]


def _pattern(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def read_number(question: Question, typed: str, language: str, today: date) -> Number | Misread:
    """A number as people say it, and what would do where it is none."""
    number = numbers.read_number(question, typed, language, today)
    if isinstance(number, numbers.NoNumber):
        return Misread(say(number.key, language, unit=text_in(question.unit, language), **number.words))
    return number


def _whole_words(menu: Menu, text: str) -> str:
    """What helps someone who typed words: which words would have been understood."""
    if not any(letter.isalpha() for letter in text):
        return ""
    key = "type-yes-no" if {"yes", "no"} <= {option.id for option in menu.options} else "type-whole"
    return f" {say(key, menu.language)}"


def _not_understood(menu: Menu, line: str) -> str:
    """The beginning of a message; a line with nothing on it needs none."""
    if not line.strip():
        return ""
    return say("not-understood", menu.language, typed=f"\u201c{printable(line.strip(), 30)}\u201d. ")
