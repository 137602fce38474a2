"""Conditions: what a rule asks of a case.

A condition is a small immutable tree. This module holds its shapes and nothing else; each reader of the tree
(`evaluate`, and others further on) is a module of its own that matches on these shapes.

>>> pop, weak = Is("onset", ("sudden-pop",)), Within("strength", high=2)
>>> str(All((pop, Not(weak))))
'onset: sudden-pop and not (strength <= 2)'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

UNKNOWN = "unknown"
"""The answer "I don't know"."""
NONE = "none"
"""In a condition, the name of an empty selection."""
ALL_CLEAR = "all-clear"
"""The finding that every base has: every warning sign is refuted."""


HASH = "_hash"
"""Under this name a part of a condition holds its hash."""


class _Part:
    """A condition, or a part of one. Whole trees are looked up over and over, so each works its hash out once. That
    stays out of what is kept in a file: in another process words have other hashes."""

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != HASH}


def _hash_once(part: object) -> int:
    """Stands in each class by itself: where it does not, `dataclass` writes a hash of its own."""
    known: int | None = part.__dict__.get(HASH)
    if known is None:
        known = part.__dict__[HASH] = hash((type(part), *part.__dict__.values()))
    return known


@dataclass(frozen=True)
class Is(_Part):
    """The answer is one of these words (an option, yes, no, or `UNKNOWN`)."""

    question: str
    values: tuple[str, ...]

    __hash__ = _hash_once

    def __str__(self) -> str:
        return f"{self.question}: {' or '.join(self.values)}"


@dataclass(frozen=True)
class Within(_Part):
    """The answer is a number between two bounds; None is no bound, an open bound does not count itself."""

    question: str
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False

    __hash__ = _hash_once

    def __str__(self) -> str:
        low = "" if self.low is None else f"{self.low:g} {'<' if self.low_open else '<='} "
        high = "" if self.high is None else f" {'<' if self.high_open else '<='} {self.high:g}"
        return f"{low}{self.question}{high}"


@dataclass(frozen=True)
class Chosen(_Part):
    """The answer to a question of several choices has at least one of these ticked; `NONE` is ticking nothing."""

    question: str
    options: tuple[str, ...]

    __hash__ = _hash_once

    def __str__(self) -> str:
        return f"{self.question} has {' or '.join(self.options)}"


@dataclass(frozen=True)
class Found(_Part):
    """The finding is established."""

    finding: str

    __hash__ = _hash_once

    def __str__(self) -> str:
        return self.finding


@dataclass(frozen=True)
class All(_Part):
    """Every part holds. Without parts it holds always."""

    parts: tuple[Condition, ...]

    __hash__ = _hash_once

    def __str__(self) -> str:
        return " and ".join(map(_inner, self.parts)) or "always"


@dataclass(frozen=True)
class Any(_Part):
    """One of the parts holds. Without parts it never does."""

    parts: tuple[Condition, ...]

    __hash__ = _hash_once

    def __str__(self) -> str:
        return " or ".join(map(_inner, self.parts)) or "never"


@dataclass(frozen=True)
class Not(_Part):
    """The part is certainly false."""

    part: Condition

    __hash__ = _hash_once

    def __str__(self) -> str:
        return f"not ({self.part})"


@dataclass(frozen=True)
class AtLeast(_Part):
    """So many of the parts hold, or more."""

    count: int
    parts: tuple[Condition, ...]

    __hash__ = _hash_once

    def __str__(self) -> str:
        return f"at least {self.count} of ({'; '.join(map(str, self.parts))})"


Test = Is | Within | Chosen


@dataclass(frozen=True)
class Meant(All):
    """A test as its author wrote it, with what not knowing the answer means written out in its parts (see
    `what_unknown_means`). Readers that work something out see an `All`; those that people read see the `test`."""

    test: Test

    __hash__ = _hash_once

    def __str__(self) -> str:
        return str(self.test)


@dataclass(frozen=True)
class Denied(Any):
    """`Not` of such a test, pushed inward. Readers that work something out see an `Any`."""

    meant: Meant

    __hash__ = _hash_once

    def __str__(self) -> str:
        return str(Not(self.meant))


Several = All | Any | AtLeast
Condition = Test | Found | Several | Not

ALWAYS = All(())


def _inner(part: Condition) -> str:
    compound = isinstance(part, All | Any) and not isinstance(part, Meant | Denied)
    return f"({part})" if compound else str(part)


def need(condition: Several, truth: bool) -> int:
    """So many of the parts have to be true for the condition to be true; or false, for it to be false."""
    parts = len(condition.parts)
    wanted = parts if isinstance(condition, All) else 1 if isinstance(condition, Any) else condition.count
    return wanted if truth else parts - wanted + 1


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The parts that all have to hold, as their author wrote them; what has another shape is its own only part."""
    return condition.parts if isinstance(condition, All) and not isinstance(condition, Meant) else (condition,)


def guarded(condition: Condition) -> Condition:
    """What a demand below the default waits for besides: that every warning sign is refuted."""
    return All((*conjuncts(condition), Found(ALL_CLEAR)))


@lru_cache(maxsize=8192)
def leaves(condition: Condition) -> tuple[Test | Found, ...]:
    """Every test of an answer or a finding in the tree, in order, each once."""
    return tuple(dict.fromkeys(_leaves(condition)))


def _leaves(condition: Condition) -> Iterator[Test | Found]:
    if isinstance(condition, Several):
        for part in condition.parts:
            yield from _leaves(part)
    elif isinstance(condition, Not):
        yield from _leaves(condition.part)
    else:
        yield condition


@lru_cache(maxsize=8192)
def inward(condition: Condition) -> Condition:
    """The same condition with every `Not` pushed down to a single test (De Morgan; sound in Kleene logic)."""
    match condition:
        case Meant(parts, test):
            return Meant(tuple(map(inward, parts)), test)
        case Denied():
            return condition
        case Not(Meant(parts) as meant):
            return Denied(tuple(inward(Not(part)) for part in parts), meant)
        case Not(Denied(_, meant)):
            return inward(meant)
        case All(parts):
            return All(tuple(map(inward, parts)))
        case Any(parts):
            return Any(tuple(map(inward, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(inward, parts)))
        case Not(All(parts)):
            return Any(tuple(inward(Not(part)) for part in parts))
        case Not(Any(parts)):
            return All(tuple(inward(Not(part)) for part in parts))
        case Not(AtLeast(count, parts)):
            # Fewer than `count` of n hold exactly where n - count + 1 of them do not.
            return AtLeast(len(parts) - count + 1, tuple(inward(Not(part)) for part in parts))
        case Not(Not(part)):
            return inward(part)
        case _:
            return condition
