"""From one table to another, some rows at a time, so that memory does not grow with the table.

What is written stands beside its place, under a name that begins with a dot, until all of it is there; then it is
moved. A run that is killed leaves nothing at the place itself, and the next one starts afresh.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import IO, Any

import polars as pl
from polars.io.plugins import register_io_source

from triage.language.errors import TriageError
from triage.language.model import Base
from triage.population.checking import ANSWERS, Header, TableError, check_types, header
from triage.population.given_json import DoubledError, read_json
from triage.population.population import DEFAULT, Batch, Counts, Population
from triage.population.tables import Chunk, Kind, Table, kind_of

Progress = Callable[[int, int], None]
"""Told how far it is, and how far it goes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to: every row that went in came out, or was rejected. `rejects`: where the latter are."""

    base: Base
    columns: tuple[str, ...]
    rows_in: int
    rows_out: int
    rejected: int
    out: Path
    rejects: Path | None
    counts: Counts


def rejects_of(out: Path) -> Path:
    """Where the rows go that cannot stand: always NDJSON, whatever the table is."""
    return out.with_name(out.name + ".rejects")


def run(
    base: Base,
    source: Path,
    out: Path,
    columns: tuple[str, ...] = DEFAULT,
    *,
    force: bool = False,
    missing_ok: bool = False,
    also: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Done:
    """Triages every row of a table into another; `also` are files that will be written besides.

    Raises TriageError; then there is no output, or still the old one."""
    running = prepared(base, source, out, columns, Table, force, missing_ok, also, progress)
    try:
        return running.run()
    finally:
        running.clear()


def prepared(
    base: Base,
    source: Path,
    out: Path,
    columns: tuple[str, ...],
    reader: type[Table],
    force: bool,
    missing_ok: bool,
    also: Sequence[Path],
    progress: Progress | None,
) -> Running:
    """A run that can begin: everything is looked at that can be, and nothing is written. Raises TriageError."""
    kind = kind_of(out)
    population = Population(base, columns)
    table = reader(source, texts=(*base.questions, ANSWERS))
    try:
        shape = header(base, table.names, columns, missing_ok)
        if table.kind not in ("csv", "ndjson"):
            check_types(base, table.schema)
    except TableError as error:
        raise TableError(f"{source}: {error}") from error
    check_free(source, out, force, also)
    return Running(population, table, shape, kind, out, progress)


def check_free(source: Path, out: Path, force: bool, also: Sequence[Path]) -> None:
    places = (out, rejects_of(out), *also)
    for place in places:
        if place.exists() and place.samefile(source):
            raise TableError(f"{place}: this is the file that is read; name another one to write")
        if place.is_dir():
            raise TableError(f"{place}: is a directory; name a file in it")
        if not place.parent.is_dir():
            raise TableError(f"{place}: cannot be written: there is no directory {place.parent}")
        if place.exists() and not force:
            raise TableError(f"{place}: there is one already; --force writes over it")
        if sum(other.resolve() == place.resolve() for other in places) > 1:
            raise TableError(f"{place}: is to be written twice; name another file")


class Running:
    """One run under way."""

    def __init__(
        self, population: Population, table: Table, shape: Header, kind: Kind, out: Path, progress: Progress | None
    ) -> None:
        self.population = population
        self.table = table
        self.shape = shape
        self.kind = kind
        self.out = out
        self.progress = progress
        self.partial = out.with_name(f".{out.name}.partial")
        self.partial_rejects = out.with_name(f".{out.name}.rejects.partial")
        self.rows_in = self.rejected = 0
        self.counts = population.none()
        self.failure: BaseException | None = None
        self.rejects: IO[str] | None = None

    def run(self) -> Done:
        flat = self.kind == "csv"
        first = self.empty()
        lazy = register_io_source(lambda *_: self._frames(flat), schema=(flat_frame(first) if flat else first).schema)
        try:
            sink(lazy, self.partial, self.kind)
            if self.rejects is not None:
                self.rejects.flush()
                os.fsync(self.rejects.fileno())
                self.rejects.close()
        except BaseException as error:
            raise self._cause(error) from error
        if self.failure is not None:
            raise self._cause(self.failure) from self.failure
        return self.finish()

    def finish(self) -> Done:
        """Puts what was written where it belongs, if no row was lost."""
        rows_out = self.counts.rows
        if self.rows_in != rows_out + self.rejected:
            raise TriageError(
                f"{self.table.path}: {self.rows_in} rows went in, but {rows_out} came out and {self.rejected} were "
                "rejected; nothing is kept"
            )
        self._move()
        place = rejects_of(self.out) if self.rejected else None
        return Done(
            self.population.base,
            self.population.columns,
            self.rows_in,
            rows_out,
            self.rejected,
            self.out,
            place,
            self.counts,
        )

    def _move(self) -> None:
        try:
            with self.partial.open("rb") as file:
                os.fsync(file.fileno())
            if self.rejected:
                os.replace(self.partial_rejects, rejects_of(self.out))
            else:
                rejects_of(self.out).unlink(missing_ok=True)
            os.replace(self.partial, self.out)
        except OSError as error:
            raise self.cannot(error) from error

    def clear(self) -> None:
        """Takes away what was not finished."""
        if self.rejects is not None:
            with suppress(OSError):
                self.rejects.close()
        for place in (self.partial, self.partial_rejects):
            with suppress(OSError):
                place.unlink(missing_ok=True)

    def _cause(self, error: BaseException) -> BaseException:
        """What went wrong, whoever noticed it."""
        cause = self.failure or error
        if isinstance(cause, pl.exceptions.PolarsError | OSError):
            return self.cannot(cause)
        return cause

    def cannot(self, error: BaseException) -> TableError:
        reason = (getattr(error, "strerror", None) or (str(error).strip().splitlines() or [""])[0]).lower()
        return TableError(f"{self.out}: cannot be written: {reason}")

    def empty(self) -> pl.DataFrame:
        """What is written, without rows."""
        return self.population.batch(pl.DataFrame(schema=self.table.schema), self.shape).frame

    def _frames(self, flat: bool) -> Iterator[pl.DataFrame]:
        try:
            for done, batch in self._batches():
                if self.progress is not None:
                    self.progress(done, self.table.length)
                yield flat_frame(batch.frame) if flat else batch.frame
        except BaseException as error:  # Polars would make text of it
            self.failure = error
            raise

    def _batches(self) -> Iterator[tuple[int, Batch]]:
        """What became of each chunk, and how far the table has been read. While one chunk is concluded the next is
        read, and the one before written; no more of them are held."""
        with ThreadPoolExecutor(1) as worker:
            waiting: tuple[int, Future[Batch]] | None = None
            for chunk in self.table.chunks():
                begun = chunk.done, worker.submit(self._batch, chunk)
                del chunk
                if waiting is not None:
                    yield waiting[0], waiting[1].result()
                waiting = begun
            if waiting is not None:
                yield waiting[0], waiting[1].result()

    def _batch(self, chunk: Chunk) -> Batch:
        batch = self.population.batch(chunk.frame, self.shape)
        if batch.rejected or chunk.unread:
            places = chunk.places()
            bad: list[tuple[int, str, Any]] = [(each.place, each.reason, each.text) for each in chunk.unread]
            bad += [(places[each.place], each.reason, each.given) for each in batch.rejected]
            self._reject(sorted(bad, key=lambda row: row[0]))
            self.rejected += len(bad)
        self.rows_in += chunk.size
        self.counts += batch.counts
        return batch

    def _reject(self, rows: list[tuple[int, str, Any]]) -> None:
        if self.rejects is None:
            self.rejects = self.partial_rejects.open("w", encoding="utf-8")
        for place, reason, given in rows:
            line = {"row": self.rows_in + place + 1, "reason": reason, "given": self._plain(given)}
            self.rejects.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")

    def _plain(self, given: Any) -> Any:
        """A row as JSON can hold it."""
        if not isinstance(given, dict):
            return given
        row = {
            name: str(part) if isinstance(part, float) and not isfinite(part) else part for name, part in given.items()
        }
        if self.shape.objects and isinstance(row[ANSWERS], str):
            with suppress(ValueError, RecursionError, DoubledError):
                answers = read_json(row[ANSWERS])
                json.dumps(answers, allow_nan=False)  # what JSON cannot hold stays text
                row[ANSWERS] = answers
        return row


def sink(frames: pl.LazyFrame, place: Path, kind: Kind) -> None:
    match kind:
        case "csv":
            frames.sink_csv(place, engine="streaming")
        case "ndjson":
            frames.sink_ndjson(place, engine="streaming")
        case "parquet":
            frames.sink_parquet(place, engine="streaming", statistics=False)  # nobody seeks in these
        case "arrow":
            frames.sink_ipc(place, engine="streaming")


def flat_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """For CSV, where a cell holds one text: lists with semicolons, a column `conditions.ID` for each condition."""
    made: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        match dtype:
            case pl.List():
                made.append(pl.col(name).cast(pl.List(pl.String)).list.join(";"))
            case pl.Struct(fields=fields):
                made += [pl.col(name).struct.field(field.name).alias(f"{name}.{field.name}") for field in fields]
            case _:
                made.append(pl.col(name))
    return frame.select(made)
