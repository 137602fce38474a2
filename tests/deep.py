"""How much of what is many is looked at: some of it in every run, others each time, and all of it with TRIAGE_DEEP=1.

What is drawn hangs on the seed of the run, which stands above the tests and which all processes of a run share:
`pytest --randomly-seed=SEED` draws the same again (as it does the examples of hypothesis).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from random import Random
from typing import TypeVar

import pytest

T = TypeVar("T")

DEEP = bool(os.environ.get("TRIAGE_DEEP"))

_DEEPER = 5
_seed = 0


def begin(number: int) -> None:
    """What is drawn from here on; tests/conftest.py says so before any test is collected."""
    global _seed  # noqa: PLW0603
    _seed = number


def seed() -> int:
    return _seed


def sample(many: Iterable[T], count: int) -> list[T]:
    """So many of these, in their order. Of the same ones the same are drawn wherever it is asked: what was concluded of
    them serves again."""
    known = list(many)
    if DEEP or count >= len(known):
        return known
    return [known[number] for number in sorted(Random(_seed).sample(range(len(known)), count))]


def drawn(choices: Collection[T], name: object) -> list[T]:
    """One of these, another for each name. To look at every case in one of the languages, say."""
    return list(choices) if DEEP else [Random(f"{_seed} {name}").choice(list(choices))]


def language_is_open(test: pytest.Metafunc) -> bool:
    """Whether it is left to whoever generates its tests in which language a test looks."""
    named = [mark.args[0] for mark in test.definition.iter_markers("parametrize")]
    return "language" in test.fixturenames and not any("language" in each for each in named)


def examples(few: int) -> int:
    """So many examples of hypothesis; more of them where all is looked at."""
    return few * _DEEPER if DEEP else few
