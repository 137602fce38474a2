"""The meaning of a condition: true, false, or open (strong Kleene logic).

>>> known = Known(answers={"onset": "gradual"}, findings={})
>>> evaluate(All((Is("onset", ("sudden",)), Within("strength", high=2))), known)
False
>>> evaluate(Any((Is("onset", ("sudden",)), Within("strength", high=2))), known) is None
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never

from triage.language.condition import (
    NONE,
    UNKNOWN,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Found,
    Is,
    Not,
    Test,
    Within,
)

Answer = str | int | float | tuple[str, ...]
"""A word (option, yes, no, `UNKNOWN`), a number, or the ticked options in the base's order."""


class Inapplicable(Enum):
    """What stands for the answer to a question that does not apply."""

    INAPPLICABLE = "does not apply"


INAPPLICABLE: Final = Inapplicable.INAPPLICABLE
Value = Answer | Inapplicable


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case: the answers that count, and the findings that are established (True) or refuted
    (False)."""

    answers: Mapping[str, Value]
    findings: Mapping[str, bool]


def verdict(test: Test, value: Value | None) -> bool | None:
    """What one test says of one answer: open while it is not given or unknown, false where the question does not
    apply. A test that names `UNKNOWN` takes it as an ordinary value."""
    if value is None:
        return None
    if value is INAPPLICABLE:
        return False
    match test:
        case Is(_, values) if value == UNKNOWN or values == (UNKNOWN,):
            return value in values or (None if value == UNKNOWN else False)
        case _ if value == UNKNOWN:
            return None
        case Is(_, values):
            return value in values
        case Chosen(_, options):
            assert isinstance(value, tuple)
            return any(option in value for option in options) or (NONE in options and not value)
        case Within(_, low, high, low_open, high_open):
            assert isinstance(value, int | float)
            return not (
                (low is not None and (value <= low if low_open else value < low))
                or (high is not None and (value >= high if high_open else value > high))
            )
        case _:
            assert_never(test)


def evaluate(condition: Condition, known: Known) -> bool | None:
    """True, False, or None while the case leaves it open."""
    match condition:
        case All(parts):
            verdicts = {evaluate(part, known) for part in parts}
            return False if False in verdicts else None if None in verdicts else True
        case Any(parts):
            verdicts = {evaluate(part, known) for part in parts}
            return True if True in verdicts else None if None in verdicts else False
        case Not(part):
            seen = evaluate(part, known)
            return None if seen is None else not seen
        case AtLeast(count, parts):
            seen_parts = [evaluate(part, known) for part in parts]
            if seen_parts.count(True) >= count:
                return True
            return None if len(parts) - seen_parts.count(False) >= count else False
        case Found(finding):
            return known.findings.get(finding)
        case Is() | Within() | Chosen():
            return verdict(condition, known.answers.get(condition.question))
        case _:
            assert_never(condition)
