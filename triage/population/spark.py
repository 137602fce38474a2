"""The same on Apache Spark, for more rows than one machine should do.

`run` is what `triage batch --engine spark` does. The driver only cuts the table into pieces; each becomes a task of
`mapInArrow`, which reads the piece, triages it and writes its part beside the output by the very code that a single
machine runs, and answers with what it counted. The driver puts the parts together in the order of the table. So every
machine has to see the files under the same path, and has to have this program.

`triaged` is for those who have their cases in Spark already, wherever it reads them from: a Spark table in, a Spark
table out. Arrow batches become Polars frames and the outcomes Arrow batches again, without a copy in between.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from gzip import GzipFile
from pathlib import Path
from time import monotonic
from typing import Any, Protocol
from warnings import catch_warnings, filterwarnings

import pandas as pd  # noqa: F401  # `mapInArrow` wants it to be there
import polars as pl
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext, TaskContext
from pyspark.errors import PySparkException, PySparkRuntimeError
from pyspark.java_gateway import launch_gateway
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from triage.language.base import Base
from triage.language.errors import TriageError, printable
from triage.language.extras import ways
from triage.language.writing import PRIVATE
from triage.population.checking import Header, TableError
from triage.population.partitions import Partition, PartitionedTable
from triage.population.population import DEFAULT, Population
from triage.population.run import Done, Files, Progress, Refused, Running, Spool, begun
from triage.population.sinks import Target, write
from triage.population.sources import STANDARD, Form, passes, table_name
from triage.version import VERSION

MASTERS = re.compile(r"local(\[.+\])?|local-cluster\[.+\]|spark://.+|yarn|k8s://.+")
WRONG = re.compile(r"^.*(?:Error|Exception): .+$", re.MULTILINE)
MISSING = re.compile(r"No module named '([\w.]+)'")
ANSWERS_WITHIN = 5
"""So many seconds a master has to answer at all."""
PATIENCE = 120
"""After so many seconds without a worker there is none."""
GROUP = "triage"
"""What Spark calls our work."""
TOLD = (
    "number long, rows_in long, rejected long, blank long, unread long, formulas long, "
    "part string, counts binary, failure string"
)
"""What the driver is told of each piece."""


def run(
    base: Base,
    files: Files,
    columns: tuple[str, ...] = DEFAULT,
    *,
    master: str = "local[*]",
    missing_ok: bool = False,
    progress: Progress | None = None,
    refused: Refused | None = None,
) -> Done:
    """Triages every row of a table into another, as `triage.population.run.run` does, on the workers of `master`.

    Raises TriageError; then there is no output, or still the old one."""
    if passes(files.source) or files.out == STANDARD:
        what = table_name(files.source) if passes(files.source) else "standard output"
        raise TriageError(f"{what}: the workers of Spark cannot see it; name a file, or leave out --engine")
    with begun(base, files, columns, PartitionedTable, missing_ok, progress) as running:
        if running.target.form.kind == "xlsx":
            raise TriageError(f"{files.out}: Spark makes no workbook; name a .csv or .parquet, or leave out --engine")
        assert isinstance(running.table, PartitionedTable)
        partitions = running.table.cut()
        if not partitions:
            return running.place(running.write, refused)
        return running.place(lambda partial: _spread(running, partitions, master, partial), refused)


def _spread(running: Running, partitions: list[Partition], master: str, partial: Path) -> None:
    """Lets the workers make the parts of OUT, and makes one of them."""
    assert isinstance(running.table, PartitionedTable)
    files, population = running.files, running.population
    table = running.table.at(files.source.absolute())  # workers stand in other directories
    scratch = files.out.absolute().with_name(f".{files.out.name}.parts")
    shutil.rmtree(scratch, ignore_errors=True)  # of a run that was killed
    try:
        scratch.mkdir(mode=0o700)
        target = replace(running.target, form=replace(running.target.form, gz=False))
        job = _Job(population.base, population.columns, table, running.shape, target, files, scratch, partitions)
        with session(master, scratch / "driver.log") as spark:
            told = _told(spark, job, running)
        _gather(running, told, job, partial)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _mapped(table: DataFrame, work: Callable[[Iterator[pa.RecordBatch]], Any], schema: Any) -> DataFrame:
    with _without_pandas():
        return table.mapInArrow(work, schema)


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Spark has doubts about some versions of pandas, which has no part in this."""
    with catch_warnings():
        filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


# On a worker


@dataclass(frozen=True, slots=True)
class _Job:
    """What a worker has to know."""

    base: Base
    columns: tuple[str, ...]
    table: PartitionedTable
    shape: Header
    target: Target
    files: Files
    scratch: Path
    partitions: list[Partition]


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of a piece; `part` is the name of what was written."""

    number: int
    rows_in: int = 0
    rejected: int = 0
    blank: int = 0
    unread: int = 0
    formulas: int = 0
    part: str = ""
    counts: bytes = b""
    failure: str | None = None


@lru_cache(maxsize=1)
def _opened(payload: bytes) -> tuple[_Job, Population]:
    """A worker does many pieces, one after the other."""
    job: _Job = pickle.loads(payload)
    return job, Population(job.base, job.columns)


def _work(version: str, payload: bytes, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield pa.RecordBatch.from_pylist([asdict(_partition_result(version, payload, number))], schema=_arrow(TOLD))


def _partition_result(version: str, payload: bytes, number: int) -> _Told:
    here = f"on the worker {socket.gethostname()}"
    if version != VERSION:
        return _Told(number, failure=f"{here} is triage {VERSION}; install {version} there too")
    job, population = _opened(payload)
    for place in (job.table.path, job.scratch):
        if not place.exists():
            return _Told(number, failure=f"{place}: is not there {here}; all have to see it under this path")
    # A task may be tried again, or twice at once: each writes under a name of its own.
    part = job.scratch / f"{number}-{_attempt()}"
    try:
        with _rejects_of(part).open("w+b") as file:
            table = job.table.only(job.partitions[number])
            running = Running(population, table, job.shape, job.target, job.files, Spool(file), None)
            with running.writing():
                os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
                running.write(part)
    except TriageError as error:
        return _Told(number, failure=str(error))
    except OSError as error:
        return _Told(number, failure=f"{part}: cannot be written: {(error.strerror or str(error)).lower()}")
    return _Told(
        number,
        running.rows_in,
        running.rejected,
        running.blank,
        running.unread,
        running.formulas,
        part.name,
        pickle.dumps(running.counts),
    )


def _rejects_of(part: Path) -> Path:
    """The rejected rows of a part."""
    return part.with_name(f"{part.name}.rejects")


def _attempt() -> int:
    task = TaskContext.get()
    assert task is not None
    return int(task.taskAttemptId())


@lru_cache
def _arrow(schema: str) -> pa.Schema:
    kinds = {"long": pa.int64(), "string": pa.string(), "binary": pa.binary()}
    return pa.schema([(name, kinds[kind]) for name, kind in (field.split() for field in schema.split(", "))])


# On the driver


def _told(spark: SparkSession, job: _Job, running: Running) -> list[_Told]:
    """What became of each piece, in the order of the table. Raises TriageError for the first that failed."""
    number = len(job.partitions)
    work = partial(_work, VERSION, pickle.dumps(job))
    frame = _mapped(spark.range(0, number, 1, number), work, TOLD)
    rows = watched(_Work(spark.sparkContext, frame), number, running.progress)
    if running.progress is not None:
        running.progress(number, number)
    told = sorted((_Told(**row.asDict()) for row in rows), key=lambda done: done.number)
    for done in told:
        if done.failure is not None:
            raise TriageError(done.failure)
    if [done.number for done in told] != list(range(number)):
        raise TriageError(f"{running.table.path}: {number} pieces went to Spark and {len(told)} came back")
    return told


class Work(Protocol):
    """What a cluster was given to do, under one `master`."""

    @property
    def master(self) -> str: ...

    def collect(self) -> list[Row]:
        """Does it, and gives the rows."""

    def tasks(self) -> tuple[int, int]:
        """How many are done meanwhile, and how many are under way."""

    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Work:
    """The rows of a frame."""

    context: SparkContext
    frame: DataFrame

    @property
    def master(self) -> str:
        return str(self.context.master)

    def collect(self) -> list[Row]:
        self.context.setJobGroup(GROUP, GROUP)
        return list(self.frame.collect())

    def tasks(self) -> tuple[int, int]:
        tracker = self.context.statusTracker()
        done = busy = 0
        for job in tracker.getJobIdsForGroup(GROUP):
            for stage in getattr(tracker.getJobInfo(job), "stageIds", ()):
                if (seen := tracker.getStageInfo(stage)) is not None:
                    done, busy = done + seen.numCompletedTasks, busy + seen.numActiveTasks
        return done, busy

    def cancel(self) -> None:
        self.context.cancelJobGroup(GROUP)


def watched(work: Work, number: int, progress: Progress | None) -> list[Row]:
    """The rows that come of it. Tells how far it is meanwhile, and does not wait for workers that never come."""
    begun, since = False, monotonic()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work.collect)
        try:
            while True:
                with suppress(TimeoutError):
                    return future.result(timeout=0.5)
                done, busy = work.tasks()
                begun = begun or done + busy > 0
                if progress is not None:
                    progress(done, number)
                if not begun and monotonic() - since > PATIENCE:
                    raise TriageError(f"{work.master}: gave no worker in {PATIENCE} seconds; is one there, and free?")
        except (PySparkException, Py4JError) as error:
            raise TriageError(f"{work.master}: {reason(str(error))}") from error
        finally:
            if not future.done():
                work.cancel()  # the pool waits for it


def _gather(running: Running, told: Sequence[_Told], job: _Job, partial: Path) -> None:
    """Puts the parts together, beside the place where they belong."""
    parts = [job.scratch / done.part for done in told]
    match job.target.form.kind:
        case "parquet":
            pl.scan_parquet(parts, glob=False).sink_parquet(partial, engine="streaming", statistics=False)
        case "arrow":
            pl.scan_ipc(parts, glob=False).sink_ipc(partial, engine="streaming")
        case "csv":
            head = job.scratch / "head"
            write(iter([running.empty]), running.empty, head, job.target)
            _join(parts, partial, head.stat().st_size, running.target.form)
        case _:
            _join(parts, partial, 0, running.target.form)
    for done, part in zip(told, parts, strict=True):
        if done.rejected:
            with _rejects_of(part).open("rb") as file:
                for frame in Spool(file).frames():
                    moved = frame.get_column(running.row) + running.rows_in  # its number in the whole table
                    running.spool.append(frame.with_columns(moved))
        running.rows_in += done.rows_in
        running.rejected += done.rejected
        running.blank += done.blank
        running.unread += done.unread
        running.formulas += done.formulas
        running.counts += pickle.loads(done.counts)


def _join(parts: Sequence[Path], place: Path, names: int, form: Form) -> None:
    """One text after the other. The line of names, of so many bytes, is that of the first."""
    with place.open("wb") as raw, GzipFile(fileobj=raw, mode="wb", mtime=0) if form.gz else raw as joined:
        for number, part in enumerate(parts):
            with part.open("rb") as file:
                file.seek(names if number else 0)
                shutil.copyfileobj(file, joined, 1 << 22)
            part.unlink()  # so that this takes no more room


@contextmanager
def session(master: str, log: Path) -> Iterator[SparkSession]:
    """Spark, on this master: the session that is there already, or one that ends with this. What Spark has to say goes
    to `log`. Raises TriageError."""
    _check_master(master)
    _check_java()
    active = SparkSession.getActiveSession()
    if active is not None:
        if active.sparkContext.master != master:
            raise TriageError(f"{master}: Spark runs here already, with the master {active.sparkContext.master}")
        yield active
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.master": master,
        "spark.app.name": "triage",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # Each task is one thread, and there are as many tasks as a worker has cores.
        "spark.executorEnv.POLARS_MAX_THREADS": "1",
    }
    conf = SparkConf().setAll(list(settings.items()))
    with log.open("wb") as file:
        try:
            pipes = {"stdout": file, "stderr": file}
            with _without_pandas():
                gateway = SparkContext._gateway or launch_gateway(conf, pipes)  # type: ignore[no-untyped-call]
                context = SparkContext(conf=conf, gateway=gateway)
                spark = SparkSession(context)
        except Exception as error:  # whatever the machine says that could not start
            raise TriageError(f"{master}: Spark did not start: {_started_badly(log, error)}") from error
        try:
            yield spark
        finally:
            context.stop()


def _check_master(master: str) -> None:
    if not MASTERS.fullmatch(master):
        raise TriageError(
            f"{printable(master, 60)}: is no Spark master; expected local[N], spark://HOST:PORT, yarn or k8s://..."
        )
    if not master.startswith("spark://"):
        return
    reason = "no port is named"
    for place in master.removeprefix("spark://").split(","):
        host, _, port = place.rpartition(":")
        if not host or not port.isdigit():
            continue
        try:
            socket.create_connection((host, int(port)), ANSWERS_WITHIN).close()
            return
        except (OSError, OverflowError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
    raise TriageError(f"{printable(master, 60)}: no Spark master answers there: {reason}")


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = os.access(Path(home, "bin", "java"), os.X_OK) if home else shutil.which("java")
    if not java:
        where = "in JAVA_HOME" if home else "on the PATH, and JAVA_HOME names none"
        raise TriageError(f"Spark needs Java 17 or later; there is none {where}")


def _started_badly(log: Path, error: Exception) -> str:
    """The reason, out of what Java printed, or out of the error."""
    with suppress(OSError):
        log_text = log.read_text(encoding="utf-8", errors="replace")
        if "UnsupportedClassVersionError" in log_text:
            return "it needs Java 17 or later, and the Java here is older"
        if isinstance(error, PySparkRuntimeError) and (match := WRONG.search(log_text)):
            return printable(match[0], 200)
    return reason(str(error))


def reason(text: str) -> str:
    """What went wrong, out of pages of it."""
    missing = MISSING.search(text)
    if missing:
        return (
            f"the Python of the workers has no {missing[1]}; there, run {ways('spark')['pip']}, "
            "and let PYSPARK_PYTHON name that Python"
        )
    lines = [line for line in text.splitlines() if WRONG.search(line)] or text.strip().splitlines() or [""]
    return printable(lines[-1].strip(), 200)


# Tables of Spark


def triaged(table: DataFrame, base: Base, columns: Sequence[str] = DEFAULT) -> DataFrame:
    """The outcome of each row of a Spark table with a column a question, or a column `answers`. Columns of one's own
    come first. The last column, `rejected`, says why a row could not be triaged: there the others are null.

    Raises TableError for a table that cannot be read."""
    arrow = to_arrow_schema(table.schema)
    population = Population(base, columns)
    empty = pl.DataFrame(pl.from_arrow(arrow.empty_table()))
    shape = population.header(empty, missing_ok=True)
    if "rejected" in shape.extras:
        raise TableError("there is a column `rejected` already, which is to be written; rename it")
    given = _batch(population, shape, empty).to_arrow()
    schema = from_arrow_schema(given.schema)
    payload = pickle.dumps((base, tuple(columns), shape))
    return _mapped(table, partial(_outcomes, payload, to_arrow_schema(schema)), schema)


@lru_cache(maxsize=1)
def _prepared(payload: bytes) -> tuple[Population, Header]:
    base, columns, shape = pickle.loads(payload)
    return Population(base, columns), shape


def _outcomes(payload: bytes, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    population, shape = _prepared(payload)
    for batch in batches:
        frame = pl.DataFrame(pl.from_arrow(batch))
        yield from _batch(population, shape, frame).to_arrow().cast(schema).to_batches()


def _batch(population: Population, shape: Header, frame: pl.DataFrame) -> pl.DataFrame:
    """Every row in its place, those that are rejected too. Spark knows no Enum."""
    done = population.batch(frame, shape)
    outcomes = pl.DataFrame([column.cast(_plain(column.dtype)) for column in done.frame])
    outcomes = outcomes.with_columns(rejected=pl.lit(None, dtype=pl.String))
    if not done.rejected:
        return outcomes
    wrong = [refused.place for refused in done.rejected]
    right = pl.int_range(frame.height, eager=True).filter(~pl.int_range(frame.height, eager=True).is_in(wrong))
    rest = frame[wrong]
    left = pl.DataFrame(
        [
            *(rest.get_column(name) for name in shape.extras),
            pl.Series("rejected", [refused.reason for refused in done.rejected], dtype=pl.String),
        ]
    )
    both = pl.concat([outcomes, left], how="diagonal")
    return both[pl.concat([right, pl.Series(wrong, dtype=right.dtype)]).arg_sort()]


def _plain(kind: pl.DataType) -> pl.DataType:
    match kind:
        case pl.Enum() | pl.Categorical():
            return pl.String()
        case pl.List(inner=inner):
            return pl.List(_plain(inner))  # type: ignore[arg-type]  # an instance, in a schema
        case pl.Struct(fields=fields):
            return pl.Struct([pl.Field(field.name, _plain(field.dtype)) for field in fields])  # type: ignore[arg-type]
        case _:
            return kind
