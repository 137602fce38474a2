"""Many cases: how fast, next to reading and writing alone, next to other engines, and as tables and bases grow."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.engines import others
from benchmarks.measure import Row
from benchmarks.registry import as_lines, doubled, table
from triage.language.base import Base
from triage.language.load import load

MEMORY = 1 << 30


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: rows for every comparison, `lines` of NDJSON, how often, tables to see it grow, cases for
    other engines; whether words stand as enums (`typed`) or as plain text, and whether Spark is measured too."""

    rows: int = 10_000_000
    lines: int = 500_000
    rounds: int = 3
    growth: tuple[int, ...] = (1_000_000, 10_000_000)
    sample: int = 1000
    typed: bool = True
    spark: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: seconds by the clock and of the processor, the most memory it had, and the size of what it wrote."""

    seconds: float
    processor: float
    peak: int
    written: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a process does (see `child.WORK`), with which table, and the file that it writes; reading and writing alone
    (`scan`) writes beside it what stands there."""

    what: str
    source: Path
    out: str


def population(sizes: Sizes) -> Iterator[Row]:
    """Every row about many cases."""
    base = load()
    with TemporaryDirectory(prefix="triage-benchmarks-") as place:
        yield from _speed(base, sizes, Path(place))
        yield from _growth(base, sizes, Path(place))


def _speed(base: Base, sizes: Sizes, place: Path) -> Iterator[Row]:
    plain = table(base, sizes.rows, sizes.typed)
    few = table(base, sizes.lines, sizes.typed)
    lines = as_lines(few)
    works = {
        "usual": Work("everything", plain, "usual.parquet"),
        "scan usual": Work("scan", plain, "usual.parquet"),
        "three": Work("triage", plain, "three.parquet"),
        "scan three": Work("scan", plain, "three.parquet"),
        "fired": Work("fired", plain, "fired.parquet"),
        "twice": Work("twice", table(doubled(base), sizes.rows, sizes.typed), "twice.parquet"),
        "few": Work("everything", few, "few.parquet"),
        "lines": Work("everything", lines, "lines.ndjson"),
        "scan lines": Work("scan", lines, "lines.ndjson"),
    }
    if sizes.typed:
        works["text"] = Work("triage", table(base, sizes.rows, typed=False), "text.parquet")
    if sizes.spark:
        works["spark"] = Work("spark", plain, "spark.parquet")
    taken = _in_turn(works, sizes.rounds, place)
    seconds = {name: median(each.seconds for each in many) for name, many in taken.items()}
    processor = {name: median(each.processor for each in many) for name, many in taken.items()}

    def used(one: str, other: str, most: float) -> tuple[str, str, bool]:
        times = processor[one] / processor[other]
        return f"{times:.2f} times that", f"<= {most:g} times", times <= most

    yield Row(
        f"many cases: {sizes.rows:,} rows, Parquet to Parquet", f"{sizes.rows / seconds['usual']:,.0f} cases a second"
    )
    yield Row("    three columns, in processor time", *used("usual", "three", 3))
    yield Row("    reading and writing alone, in the same", *used("usual", "scan usual", 6))
    yield Row(f"    NDJSON to NDJSON, {sizes.lines:,} rows", f"{sizes.lines / seconds['lines']:,.0f} cases a second")
    yield Row("    Parquet to Parquet, in processor time", *used("lines", "few", 2))
    yield Row("    reading and writing alone, in the same", *used("lines", "scan lines", 6))
    speed = sizes.rows / seconds["three"]
    yield Row("three columns", f"{speed:,.0f} cases a second", ">= 1,000,000 a second", speed >= 1e6)
    if sizes.typed:
        yield Row("    words as plain text", f"{sizes.rows / seconds['text']:,.0f} cases a second")
    times = seconds["three"] / seconds["scan three"]
    yield Row("    reading and writing alone, in time", f"{times:.2f} times that", "<= 4 times", times <= 4)
    yield Row("    the same in processor time", f"{processor['three'] / processor['scan three']:.2f} times that")
    yield Row(
        "    size of what that wrote", f"{taken['scan three'][0].written / taken['three'][0].written:.2f} times ours"
    )
    yield Row("    with the list of fired rules", f"{seconds['fired'] / seconds['three']:.2f} times as long")
    twice = seconds["twice"] / seconds["three"]
    yield Row("    twice the rules, questions and output", f"{twice:.2f} times as long", "<= 2.2 times", twice <= 2.2)
    yield Row("    the same in processor time", f"{processor['twice'] / processor['three']:.2f} times as long")
    if sizes.spark:
        yield Row("    on Spark, local[2], started already", f"{seconds['spark'] / seconds['three']:.2f} times as long")
    for found in others(base, plain, sizes.sample):
        faster = speed / found.speed
        yield Row(
            f"    {found.other.name}: {found.speed:,.3g} a second",
            f"{faster:,.0f} times as fast",
            f">= {found.other.aim:,} times" if found.other.aim else "",
            faster >= found.other.aim if found.other.aim else None,
        )
        said = f"in {found.alike} of {found.cases}"
        yield Row("        same urgency", said, "in all", found.alike == found.cases)


def _growth(base: Base, sizes: Sizes, place: Path) -> Iterator[Row]:
    """Once more for each size, in one run."""
    tables = {rows: table(base, rows, sizes.typed) for rows in sorted(sizes.growth)}
    least = min(tables)
    seconds: dict[int, float] = {}
    for rows, source in tables.items():
        rounds = sizes.rounds if rows <= 10 * least else 1  # the largest takes minutes
        many = _in_turn({"usual": Work("everything", source, "usual.parquet")}, rounds, place)["usual"]
        seconds[rows] = median(each.seconds for each in many) / rows
        peak = max(each.peak for each in many)
        grows = seconds[rows] / seconds[least]
        said = f"{seconds[rows] * 1e6:.2f} µs a row"
        if rows == least:
            yield Row(f"{rows:,} rows", said)
        else:
            yield Row(f"{rows:,} rows", f"{said}, {grows:.2f} times", "<= 1.15 times", grows <= 1.15)
        yield Row("    memory, at most", f"{peak / 2**20:,.0f} MB", "< 1,024 MB", peak < MEMORY)


def _in_turn(works: Mapping[str, Work], rounds: int, place: Path) -> dict[str, list[Measured]]:
    """Each in a process of its own, round after round."""
    taken: dict[str, list[Measured]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(_measured(work, place))
    return taken


def _measured(work: Work, place: Path) -> Measured:
    out = place / work.out
    command = [sys.executable, "-m", "benchmarks.child", work.what, str(work.source), str(out)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    written = out.with_name(f"scan-{out.name}") if work.what == "scan" else out
    return Measured(told["seconds"], told["processor"], told["peak"], written.stat().st_size)
