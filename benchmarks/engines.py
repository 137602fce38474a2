"""Other engines with the same rules, one case after the other, and whether they come to the same urgency."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import polars as pl

from benchmarks.answering import ReteEngine
from benchmarks.to_durable import by_durable
from benchmarks.to_zen import by_zen
from triage.agreement.with_clips import Clips
from triage.inference.engine import Engine
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.population.population import Population

Urgency = Callable[[CheckedAnswers], str]


@dataclass(frozen=True, slots=True)
class Other:
    """How we call an engine, how to open it, how many times as fast columns should be, and what part of the sample it
    gets: the slow ones a few cases."""

    name: str
    open: Callable[[Base], Urgency]
    aim: int | None
    part: float


@dataclass(frozen=True, slots=True)
class Found:
    """Cases a second, and in how many of them the urgency is that of the columns."""

    other: Other
    cases: int
    speed: float
    alike: int


def _experta(engine: type[Engine]) -> Callable[[Base], Urgency]:
    def opened(base: Base) -> Urgency:
        def urgency(answers: CheckedAnswers) -> str:
            session = Session(base, engine)
            session.tell(answers)
            return session.urgency or base.default_urgency

        return urgency

    return opened


def _clips(base: Base) -> Urgency:
    clips = Clips(base)
    return lambda answers: clips.conclude(answers).urgency


OTHERS = (
    Other("experta, with our matcher", _experta(Engine), 5000, 1),
    Other("experta, with its own Rete", _experta(ReteEngine), None, 0.01),
    Other("CLIPS, through clipspy", _clips, 500, 1),
    Other("zen-engine, decision tables", by_zen, 500, 1),
    Other("durable_rules", by_durable, 500, 0.2),
)


def others(base: Base, table: Path, sample: int) -> Iterator[Found]:
    """The first rows of the table through each engine."""
    frame = pl.scan_parquet(table).head(sample).collect()
    expected = Population(base, ["urgency"]).triage(frame)["urgency"].to_list()
    cases = [_answers(base, row) for row in frame.iter_rows(named=True)]
    for other in OTHERS:
        some = cases[: max(5, round(len(cases) * other.part))]
        urgency = other.open(base)
        urgency(some[0])  # what is only done once is not counted
        start = perf_counter()
        found = [urgency(case) for case in some]
        taken = perf_counter() - start
        alike = sum(one == right for one, right in zip(found, expected, strict=False))
        yield Found(other, len(some), len(some) / taken, alike)


def _answers(base: Base, row: Mapping[str, object]) -> CheckedAnswers:
    given = {name: UNKNOWN if value == [UNKNOWN] else value for name, value in row.items() if value is not None}
    return check_answers(base, given)
