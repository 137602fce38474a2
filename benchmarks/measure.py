"""Repetitions, taken in turn so that a busy machine weighs on all alike; and the table."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Seconds = list[float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `met` is None where there is nothing to aim at."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None


def in_turn(actions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Seconds]:
    """How long each action takes, every time, after one round that does not count."""
    taken: dict[str, Seconds] = {name: [] for name in actions}
    for counts in [False] + [True] * rounds:
        for name, act in actions.items():
            start = perf_counter()
            act()
            if counts:
                taken[name].append(perf_counter() - start)
    return taken


class Watch:
    """Collects how long things take: `with watch: ...`. Garbage is collected between them, not during."""

    def __init__(self) -> None:
        self.seconds: Seconds = []

    def __enter__(self) -> None:
        gc.disable()
        self._start = perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds.append(perf_counter() - self._start)
        gc.enable()


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms"


def p95(seconds: Seconds) -> float:
    return quantiles(seconds, n=20, method="inclusive")[-1]


def ratio(one: Seconds, other: Seconds) -> float:
    """How many times as long the one takes, by medians."""
    return median(one) / median(other)


WIDTHS = (64, 34, 32)
GAP = 2
"""So many spaces stand between two cells at least, however long the first is."""


def line(row: Row) -> str:
    """A row as one line of the table; `ok` where the aim is met, `--` where it is not."""
    mark = "" if row.met is None else "ok" if row.met else "--"
    made = ""
    end = 0
    for cell, width in zip((row.what, row.measured, row.aim), WIDTHS, strict=True):
        end += width
        made = (made + cell + " " * GAP).ljust(end)
    return (made + mark).rstrip()
