"""What follows from a thing that never changes, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Derived = TypeVar("Derived")

DERIVED = "_derived"
"""Under this name a thing holds what was worked out of it."""


def derived(derive: Callable[[Thing], Derived]) -> Callable[[Thing], Derived]:
    """A function of one thing, such as a base, that works it out once for each: it stays with the thing, and goes when
    that goes. So the thing must never change, nor what is derived from it. Two threads may both work it out; they come
    to the same."""

    @wraps(derive)
    def kept(of: Thing) -> Derived:
        derivations = vars(of).setdefault(DERIVED, {})
        if derive not in derivations:
            derivations[derive] = derive(of)
        value: Derived = derivations[derive]
        return value

    return kept
