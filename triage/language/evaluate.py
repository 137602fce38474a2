"""The meaning of a condition: true, false, or open (strong Kleene logic).

>>> known = Known(answers={"onset": "gradual"}, findings={})
>>> evaluate(All((Is("onset", ("sudden",)), Within("strength", high=2))), known)
False
>>> evaluate(Any((Is("onset", ("sudden",)), Within("strength", high=2))), known) is None
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    Denied,
    Found,
    Is,
    Meant,
    Not,
    Test,
    Within,
)

Answer = str | int | float | tuple[str, ...]
"""A word (option, yes, no, `UNKNOWN`), a number, or the ticked options in the base's order."""


class Inapplicable(Enum):
    """What stands for the answer to a question that does not apply."""

    INAPPLICABLE = "does not apply"

    def __reduce_ex__(self, protocol: object) -> tuple[type[Inapplicable], tuple[str]]:
        """By its value: Python 3.11.2, which Debian 12 has, pickles a member of an Enum by `getattr`, and a kept base
        that names such a function is not read."""
        return Inapplicable, (self.value,)


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
    return READ[type(condition)](condition, known)


def _test(test: Test, known: Known) -> bool | None:
    return verdict(test, known.answers.get(test.question))


def _all(condition: All, known: Known) -> bool | None:
    still_open = False
    for part in condition.parts:
        says = READ[type(part)](part, known)
        if says is False:
            return False
        still_open = still_open or says is None
    return None if still_open else True


def _any(condition: Any, known: Known) -> bool | None:
    still_open = False
    for part in condition.parts:
        says = READ[type(part)](part, known)
        if says:
            return True
        still_open = still_open or says is None
    return None if still_open else False


def _not(condition: Not, known: Known) -> bool | None:
    says = evaluate(condition.part, known)
    return None if says is None else not says


def _at_least(condition: AtLeast, known: Known) -> bool | None:
    values = [evaluate(part, known) for part in condition.parts]
    if values.count(True) >= condition.count:
        return True
    return None if len(values) - values.count(False) >= condition.count else False


def _found(condition: Found, known: Known) -> bool | None:
    return known.findings.get(condition.finding)


READ: Mapping[type, Callable[..., bool | None]] = {
    Is: _test,
    Within: _test,
    Chosen: _test,
    All: _all,
    Meant: _all,
    Any: _any,
    Denied: _any,
    Not: _not,
    AtLeast: _at_least,
    Found: _found,
}
"""How each shape is read. Everything that is concluded comes past here, and a `match` takes three times as long."""
