"""A number as people say it, in figures or words: one reading for every front end.

What it cannot read it names by the key of a phrase, with the words that go into it; who shows it says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import floor

from triage.interview import amounts
from triage.language.errors import printable
from triage.language.model import COUNTS, Question
from triage.words.understanding import bare


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was understood. `as_typed`: it stands there as it was typed, and need not be read back."""

    value: float
    as_typed: bool = True


@dataclass(frozen=True, slots=True)
class NoNumber:
    """A line that is no answer here: the phrase that says what would be, and the words in it besides the unit."""

    key: str
    words: Mapping[str, object] = field(default_factory=dict)


def read_number(question: Question, typed: str, language: str, today: date) -> Number | NoNumber:
    """A number as people say it: in figures (decimal comma or point) or words, as "7/10", and with its unit behind it;
    where the question counts time also a length of time, or a day that has passed by `today`."""
    text = bare(typed)
    low, high = f"{question.min:g}", f"{question.max:g}"
    in_quotes = f"\u201c{printable(typed.strip(), 30)}\u201d"
    value, as_typed = _figures(text, question), True
    if value is None:
        value, as_typed = amounts.number(text, question.max, language), False
    if value is None:
        value = next((number for number, words in question.anchors.items() if text in map(bare, words.values())), None)
    if question.counts is not None and amounts.is_year(text, today):
        return NoNumber("days-or-year", {"typed": text})
    if value is None and question.counts is not None:
        days = amounts.days(text, today, amounts.day_first(language), language)
        if days is None:
            return NoNumber("days-not-understood", {"typed": in_quotes})
        value = days / COUNTS[question.counts]
        if question.whole:
            value = float(floor(value))
        if value > question.max:
            return NoNumber("days-too-long", {"typed": in_quotes, "days": f"{days:g}", "high": high})
    if value is None:
        example = f"{question.min + (question.max - question.min) // 3:g}"
        return NoNumber("number-not-understood", {"typed": in_quotes, "low": low, "high": high, "example": example})
    if not question.min <= value <= question.max:
        return NoNumber("out-of-range", {"typed": in_quotes, "low": low, "high": high})
    if question.whole and not value.is_integer():
        return NoNumber("must-be-whole")
    return Number(value, as_typed)


def _figures(text: str, question: Question) -> float | None:
    """A number in figures. Behind it may stand a word with the first letter of one of its units, as in "34 j";
    where time is counted a word is read as time: "3 d" is no 3 December."""
    match = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)\s*([^\W0-9_]*)", text.replace(",", "."))
    units = [word for unit in (question.unit or {}).values() for word in bare(unit).split() if not question.counts]
    if match is None or (match[2] and not any(word[0] == match[2][0] for word in units)):
        return None
    return float(match[1])
