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
    if isinstance(test, Is):
        return value in test.values or (None if value == UNKNOWN else False)
    if value == UNKNOWN:
        return None
    if isinstance(test, Chosen):
        assert isinstance(value, tuple)
        return any(map(value.__contains__, test.options)) or (NONE in test.options and not value)
    if isinstance(test, Within):
        assert isinstance(value, (int, float))
        low, high = test.low, test.high
        return not (
            (low is not None and (value <= low if test.low_open else value < low))
            or (high is not None and (value >= high if test.high_open else value > high))
        )
    assert_never(test)


def evaluate(condition: Condition, known: Known) -> bool | None:
    """True, False, or None while the case leaves it open."""
    match condition:
        case Is() | Within() | Chosen():
            return verdict(condition, known.answers.get(condition.question))
        case All(parts):
            return _first(False, parts, known)
        case Any(parts):
            return _first(True, parts, known)
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
        case _:
            assert_never(condition)


def _first(deciding: bool, parts: tuple[Condition, ...], known: Known) -> bool | None:
    """What decides where one part says so; else open where one part is; else the opposite."""
    still_open = False
    for part in parts:
        says = evaluate(part, known)
        if says is deciding:
            return deciding
        still_open = still_open or says is None
    return None if still_open else not deciding
