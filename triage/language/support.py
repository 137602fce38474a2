"""Which tests make a condition true or false: the first sufficient ones, in the order in which they are written.

>>> condition = Any((Is("walking", ("no",)), Is("bruise", ("large",))))
>>> [str(test) for test in support(condition, Known({"walking": "yes", "bruise": "large"}, {}), True)]
['bruise: large']
"""

from __future__ import annotations

from collections.abc import Iterable

from triage.language.condition import Condition, Found, Meant, Not, Several, Test, need
from triage.language.evaluate import Known, evaluate


def support(condition: Condition, known: Known, wanted: bool) -> tuple[Test | Found, ...]:
    """The tests that a condition of which `evaluate` says `wanted` rests on."""
    return tuple(dict.fromkeys(_support(condition, known, wanted)))


def _support(condition: Condition, known: Known, wanted: bool) -> Iterable[Test | Found]:
    if isinstance(condition, Meant) and evaluate(condition.test, known) is wanted:
        yield condition.test
    elif isinstance(condition, Several):
        yield from _enough_of(condition.parts, known, wanted, need(condition, wanted))
    elif isinstance(condition, Not):
        yield from _support(condition.part, known, not wanted)
    else:
        yield condition


def _enough_of(parts: Iterable[Condition], known: Known, wanted: bool, enough: int) -> Iterable[Test | Found]:
    for part in parts:
        if enough and evaluate(part, known) is wanted:
            enough -= 1
            yield from _support(part, known, wanted)
