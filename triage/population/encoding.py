"""How the answer to each question is kept in a column, so that a test of it is one comparison of numbers.

Null is an answer that was not given. A word is the member of an Enum; a number is a float, in which NaN stands for
`unknown`; the choices of a question of several are the bits of an integer, and the bit above them is `unknown`.
"""

from __future__ import annotations

import math

import polars as pl

from triage.language.answer import words_of
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.errors import TriageError, quoted
from triage.language.evaluate import Answer
from triage.language.model import Question

MOST_OPTIONS = 63
"""So many options fit in the bits of an integer beside `unknown`."""


def words(question: Question) -> tuple[str, ...]:
    """The words that a question of one choice takes; `unknown` is the last, whether it may be said or not."""
    return tuple(dict.fromkeys((*words_of(question), UNKNOWN)))


def kind(question: Question) -> pl.DataType:
    """The type of the column with the answers to a question."""
    match question.type:
        case "number":
            return pl.Float64()
        case "choices" if len(question.options) <= MOST_OPTIONS:
            bits = len(question.options) + 1
            return next(size for size, most in _MASKS if bits <= most)
        case "choices":
            raise TriageError(
                f"question {quoted(question.id)} has {len(question.options)} options; "
                f"many cases at once can have {MOST_OPTIONS} of them"
            )
        case _:
            return pl.Enum(words(question))


_MASKS = ((pl.UInt8(), 8), (pl.UInt16(), 16), (pl.UInt32(), 32), (pl.UInt64(), 64))


def schema(base: Base) -> dict[str, pl.DataType]:
    """The type of every column of answers."""
    return {question.id: kind(question) for question in base.questions.values()}


def bits(question: Question, options: tuple[str, ...]) -> int:
    """The bits of some of the options."""
    return sum(1 << number for number, option in enumerate(question.options) if option in options)


def unknown_bit(question: Question) -> int:
    return 1 << len(question.options)


def encoded(question: Question, answer: Answer | None) -> str | float | int | None:
    """A checked answer as its column keeps it."""
    match question.type:
        case _ if answer is None:
            return None
        case "number":
            return math.nan if answer == UNKNOWN else float(answer)  # type: ignore[arg-type]
        case "choices" if isinstance(answer, tuple):
            return bits(question, answer)
        case "choices":
            return unknown_bit(question)
        case _:
            return str(answer)


def decoded(question: Question, kept: str | float | int | None) -> Answer | None:
    """The answer that a column keeps."""
    match question.type:
        case _ if kept is None:
            return None
        case "number":
            number = float(kept)
            return UNKNOWN if math.isnan(number) else int(number) if number.is_integer() else number
        case "choices" if kept == unknown_bit(question):
            return UNKNOWN
        case "choices":
            return tuple(option for number, option in enumerate(question.options) if int(kept) >> number & 1)
        case _:
            return str(kept)
