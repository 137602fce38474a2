"""Whether memory stays flat over many inferences and many interviews in one process."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.cases import worked_cases
from benchmarks.measure import Row
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.load import load

INFERENCES = 20_000
INTERVIEWS = 2_000
GROWN = 3.0
"""So many MB more after ten times as many are still flat: an allocator does not give everything back."""


def steady() -> Iterator[Row]:
    """The memory of this process after a tenth of the work, and after all of it."""
    base = load()
    cases = [*worked_cases(base).values()]
    every = cycle(cases)

    def inferences(count: int) -> None:
        for answers in islice(every, count):
            infer(base, answers)

    def interviews(count: int) -> None:
        for answers in islice(every, count):
            interview = Interview(base)
            while (prompt := interview.next()) is not None:
                interview.answer({question.id: answers[question.id] for question in prompt.questions})
            interview.outcome()

    yield from _grown("inferences", inferences, INFERENCES)
    yield from _grown("interviews", interviews, INTERVIEWS)


def _grown(what: str, work: Callable[[int], None], count: int) -> Iterator[Row]:
    work(count // 10)
    first = _resident()
    work(count - count // 10)
    now = _resident()
    said = f"{now:.1f} MB, {now - first:+.1f} since the first {count // 10:,}"
    yield Row(f"memory after {count:,} {what}", said, "flat", now - first < GROWN)


def _resident() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
