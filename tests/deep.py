"""How much of what is many is looked at: some of it in every run, and all of it with TRIAGE_DEEP=1.

What is drawn, as the examples of hypothesis are, hangs on the commit: on what stands in the three folders that make a
test come out as it does. So whoever looked at a commit has seen what every other run of it looks at, and the next
change is looked at with others. The number stands above the tests; `pytest --draw NUMBER` draws the same again.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path
from random import Random
from typing import TypeVar
from zlib import crc32

import pytest

T = TypeVar("T")

DEEP = bool(os.environ.get("TRIAGE_DEEP"))

_DEEPER = 5
_TREES = ("HEAD:knowledge", "HEAD:tests", "HEAD:triage")
_seed = 0


def of_the_commit(checkout: Path = Path(__file__).parents[1]) -> int:
    """The number of what is committed there; of a copy without its history always the same one."""
    command = ["git", "rev-parse", *_TREES]
    try:
        told = subprocess.run(command, cwd=checkout, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        told = b""
    return crc32(told)


def begin(number: int) -> None:
    """What is drawn from here on; tests/conftest.py says so before any test is collected."""
    global _seed  # noqa: PLW0603
    _seed = number


def seed() -> int:
    return _seed


def sample(many: Iterable[T], count: int) -> list[T]:
    """So many of these, in their order. Of as many the same are drawn wherever it is asked, and who asks for fewer gets
    some of those: what was concluded of them serves again."""
    known = list(many)
    if DEEP or count >= len(known):
        return known
    numbers = list(range(len(known)))
    Random(_seed).shuffle(numbers)
    return [known[number] for number in sorted(numbers[:count])]


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
