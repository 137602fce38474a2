"""Which tests make a condition true or false: the first sufficient ones, in the order in which they are written.

>>> condition = Any((Is("walking", ("no",)), Is("bruise", ("large",))))
>>> [str(test) for test in support(condition, Known({"walking": "yes", "bruise": "large"}, {}), True)]
['bruise: large']
"""

from __future__ import annotations

from collections.abc import Iterable

from triage.language.condition import All, Any, AtLeast, Condition, Found, Not, Test
from triage.language.evaluate import Known, evaluate


def support(condition: Condition, known: Known, wanted: bool) -> tuple[Test | Found, ...]:
    """The tests that a condition of which `evaluate` says `wanted` rests on."""
    return tuple(dict.fromkeys(_support(condition, known, wanted)))


def _support(condition: Condition, known: Known, wanted: bool) -> Iterable[Test | Found]:
    match condition:
        case All(parts):
            yield from _some(parts, known, wanted, len(parts) if wanted else 1)
        case Any(parts):
            yield from _some(parts, known, wanted, 1 if wanted else len(parts))
        case AtLeast(count, parts):
            yield from _some(parts, known, wanted, count if wanted else len(parts) - count + 1)
        case Not(part):
            yield from _support(part, known, not wanted)
        case _:
            yield condition


def _some(parts: Iterable[Condition], known: Known, wanted: bool, enough: int) -> Iterable[Test | Found]:
    for part in parts:
        if enough and evaluate(part, known) is wanted:
            enough -= 1
            yield from _support(part, known, wanted)
