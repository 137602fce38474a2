"""What follows from a thing that never changes, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Derived = TypeVar("Derived")

DERIVED = "_derived"
"""Under this name a thing holds what was worked out of it, by the name of the function that did so. A base holds its
check-in there as well, and where that is kept (`check_in`)."""
_lasting: set[str] = set()


def derived(derive: Callable[[Thing], Derived]) -> Callable[[Thing], Derived]:
    """A function of one thing, such as a base, that works it out once for each: it stays with the thing, and goes when
    that goes. So the thing must never change, nor what is derived from it. Two threads may both work it out; they come
    to the same."""
    name = _name(derive)

    @wraps(derive)
    def kept(of: Thing) -> Derived:
        derivations = vars(of).setdefault(DERIVED, {})
        if name not in derivations:
            derivations[name] = derive(of)
        value: Derived = derivations[name]
        return value

    return kept


def lasting(derive: Callable[[Thing], Derived]) -> Callable[[Thing], Derived]:
    """Says of such a function that what it works out takes long, holds nothing of any person, and goes with the thing
    into a file, or to another process."""
    _lasting.add(_name(derive))
    return derive


def _name(derive: Callable[[Thing], Derived]) -> str:
    return f"{derive.__module__}.{derive.__qualname__}"


class Deriving:
    """A thing of which something is derived. Into a file, or to another process, goes of that what is `lasting`."""

    def __getstate__(self) -> dict[str, object]:
        derivations: dict[str, object] = vars(self).get(DERIVED, {})
        lasts = {name: value for name, value in derivations.items() if name in _lasting}
        state = {name: value for name, value in vars(self).items() if name != DERIVED}
        return {**state, DERIVED: lasts} if lasts else state
