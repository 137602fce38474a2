"""One measurement in a process of its own, so that its memory is its own: `python -m benchmarks.child WHAT IN OUT`.

It prints JSON: the seconds that the work took, those of processor time, and the most memory that the process ever had,
in bytes."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import polars as pl

from benchmarks.registry import doubled
from triage.language.load import load
from triage.population.run import Files, run
from triage.population.tables import Table

COLUMNS = ("urgency", "leading", "conditions")
SAMPLE = 1 << 18


def triaging(source: Path, out: Path) -> Callable[[], object]:
    base = load()
    return lambda: run(base, Files(source, out, force=True), COLUMNS)


def with_fired(source: Path, out: Path) -> Callable[[], object]:
    base = load()
    return lambda: run(base, Files(source, out, force=True), (*COLUMNS, "fired"))


def with_everything(source: Path, out: Path) -> Callable[[], object]:
    base = load()
    return lambda: run(base, Files(source, out, force=True))


def twice(source: Path, out: Path) -> Callable[[], object]:
    base = doubled(load())
    return lambda: run(base, Files(source, out, force=True), COLUMNS)


def scanning(source: Path, out: Path) -> Callable[[], object]:
    """Polars reads every column and writes what a triage wrote to OUT before, over and over: no thought, the same work
    otherwise."""
    lines = source.suffix == ".ndjson"
    if lines:
        sample = pl.scan_ndjson(out).head(SAMPLE).collect()
        scan = pl.scan_ndjson(source, schema=Table(source, load().questions).schema)
    else:
        sample = pl.scan_parquet(out).head(SAMPLE).collect()
        scan = pl.scan_parquet(source)
    at = 0

    def instead(frame: pl.DataFrame) -> pl.DataFrame:
        nonlocal at
        if frame.height > sample.height:
            return pl.concat([sample] * (frame.height // sample.height + 1)).head(frame.height)
        at = at if at + frame.height <= sample.height else 0
        part = sample.slice(at, frame.height)
        at += frame.height
        return part

    frames = scan.map_batches(instead, projection_pushdown=False, schema=sample.schema, streamable=True)
    place = out.with_name(f"scan-{out.name}")
    if lines:
        return lambda: frames.sink_ndjson(place, engine="streaming")
    return lambda: frames.sink_parquet(place, engine="streaming", statistics=False)


def on_spark(source: Path, out: Path) -> Callable[[], object]:
    from triage.population.spark import run as spread  # noqa: PLC0415  # only this needs Java
    from triage.population.spark import session  # noqa: PLC0415

    base = load()
    open_session = session("local[2]", out.with_suffix(".log"))
    open_session.__enter__()
    return lambda: spread(base, Files(source, out, force=True), COLUMNS, master="local[2]")


WORK = {
    "triage": triaging,
    "fired": with_fired,
    "everything": with_everything,
    "twice": twice,
    "scan": scanning,
    "spark": on_spark,
}


def peak() -> int:
    """The most memory that this process had. What `getrusage` says would begin with that of the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) << 10 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


if __name__ == "__main__":
    what, *places = sys.argv[1:]
    work = WORK[what](*map(Path, places))
    start, before = perf_counter(), process_time()
    work()
    taken, used = perf_counter() - start, process_time() - before
    print(json.dumps({"seconds": taken, "processor": used, "peak": peak()}))
