"""From one table to another, some rows at a time, so that memory does not grow with the table.

What is written stands beside its place, under a name that nobody else has, until all of it is there and every row is
accounted for; then it is moved. A run that is killed leaves nothing at the place itself, and the next starts afresh.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import polars as pl

from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.writing import PARTIAL, locked, replacing, write_atomically
from triage.population.checking import ANSWERS, Header, TableError, check_types, header
from triage.population.population import DEFAULT, Batch, Counts, Population
from triage.population.sinks import Target, check_fits, fitted, formulas, target_of, write, write_rejects
from triage.population.sources import FORMATS, STANDARD, Form, form_of, nameless, readable, table_name
from triage.population.tables import Chunk, Table
from triage.words.message import phrased

Progress = Callable[[int, int], None]
"""Told how far it is, and how far it goes."""
Refused = Callable[[int, str], None]
"""Told the number of a row that was rejected, and why."""


@dataclass(frozen=True, slots=True)
class Files:
    """What is read, and what is written; `also` are files that will be written besides. `-` is standard input, and
    standard output. What kind of table each is follows from its name, unless a format is named (see `FORMATS`)."""

    source: Path
    out: Path
    rejects: Path | None = None
    also: tuple[Path, ...] = ()
    in_format: str | None = None
    out_format: str | None = None
    sheet: str | None = None
    excel: bool = False
    comma: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to: every row that went in came out, was rejected, or was blank. `rejects`: where the rejected
    ones are. So many cells of people's own columns a spreadsheet might take for `formulas`."""

    base: Base
    columns: tuple[str, ...]
    rows_in: int
    rows_out: int
    rejected: int
    blank: int
    formulas: int
    out: Path
    rejects: Path | None
    counts: Counts


def rejects_of(out: Path, form: Form) -> Path:
    """Where the rows go that cannot stand, in the form in which they came."""
    return out.with_name(f"{out.name}.rejects.{form.name}")


def run(
    base: Base,
    files: Files,
    columns: tuple[str, ...] = DEFAULT,
    *,
    missing_ok: bool = False,
    progress: Progress | None = None,
    refused: Refused | None = None,
) -> Done:
    """Triages every row of a table into another. `refused` is told of rejected rows for which there is no file, where
    OUT is standard output.

    Raises TriageError; then there is no output, or still the old one."""
    with begun(base, files, columns, Table, missing_ok, progress) as running:
        return running.place(running.write, refused)


@contextmanager
def begun(
    base: Base, files: Files, columns: tuple[str, ...], reader: type[Table], missing_ok: bool, progress: Progress | None
) -> Iterator[Running]:
    """A run that can begin: everything is looked at that can be, nothing is written, and nobody else writes there
    until it ends. Raises TriageError."""
    target = target_of(form_of(files.out, files.out_format), files.excel, files.comma)
    form = form_of(files.source, files.in_format, "--in-format")
    if files.sheet is not None and form.kind != "xlsx":
        message = "--sheet is for workbooks (.xlsx), and {place} is none"
        raise TableError(phrased(message, place=table_name(files.source)))
    population = Population(base, columns)
    with readable(files.source) as path:
        wide = target.flat or target.form.kind == "ndjson"
        table = reader(path, (*base.questions, ANSWERS), form, table_name(files.source), files.sheet, wide)
        try:
            shape = header(base, table.names, columns, missing_ok)
            if table.kind in ("parquet", "arrow"):
                check_types(base, table.schema)
        except TableError as error:
            raise TableError(phrased("{place}: {said}", place=table.name, said=error.message)) from error
        shape = replace(shape, comma=table.kind == "csv" and table.separator == ";")
        with _alone(files):
            check_free(files, form)
            with _spool(files) as spool:
                yield Running(population, table, shape, target, files, Spool(spool), progress)


@contextmanager
def _alone(files: Files) -> Iterator[None]:
    """While no other run writes to the same places."""
    with ExitStack() as stack:
        for place in sorted({files.out, *([files.rejects] if files.rejects is not None else [])} - {STANDARD}):
            stack.enter_context(locked(place))
        yield


@contextmanager
def _spool(files: Files) -> Iterator[IO[bytes]]:
    """A file without a name, where OUT will be: there is room for rejected rows where there is for those that stand."""
    try:
        file = TemporaryFile(dir=None if files.out == STANDARD else files.out.parent)  # noqa: SIM115
    except OSError as error:
        raise _cannot(files.out, error) from error
    with file:
        yield file


def check_free(files: Files, form: Form) -> None:
    """Raises TableError where something stands in the way of what is to be written."""
    wanted = [files.out, *([files.rejects] if files.rejects is not None else []), *files.also]
    usual = [] if files.out == STANDARD or files.rejects is not None else _usual_rejects(files.out)
    ours = [*wanted, *([rejects_of(files.out, form)] if usual else [])]
    for place in (*wanted, *usual):
        if place == STANDARD:
            continue
        try:
            there = place.exists()
            if there and files.source != STANDARD and place.samefile(files.source):
                raise TableError(
                    phrased("{place}: this is the file that is read; name another one to write", place=place)
                )
            if place.is_dir():
                raise TableError(phrased("{place}: is a directory; name a file in it", place=place))
            if there and not stat.S_ISREG(place.stat().st_mode):
                message = "{place}: is no file that can be written over; name another, or - for standard output"
                raise TableError(phrased(message, place=place))
            if not place.parent.is_dir():
                message = "{place}: cannot be written: there is no directory {directory}"
                raise TableError(phrased(message, place=place, directory=place.parent))
            if there and not files.force:
                raise TableError(phrased("{place}: there is one already; --force writes over it", place=place))
            if sum(other.resolve() == place.resolve() for other in ours if other != STANDARD) > 1:
                raise TableError(phrased("{place}: is to be written twice; name another file", place=place))
        except (OSError, RuntimeError) as error:
            raise _cannot(place, error) from error


def _usual_rejects(out: Path) -> list[Path]:
    """Wherever a run to OUT may have put its rejects."""
    return [rejects_of(out, form) for form in FORMATS.values()]


def _cannot(place: Path, error: BaseException) -> TableError:
    reason = (getattr(error, "strerror", None) or (str(error).strip().splitlines() or [""])[0]).lower()
    where = "standard output" if place == STANDARD else place
    return TableError(phrased("{place}: cannot be written: {reason}", place=where, reason=reason))


def keep(place: Path, text: str) -> None:
    """Writes what goes with a run, for its owner alone. Raises TableError."""
    try:
        write_atomically(place, text)
    except OSError as error:
        raise _cannot(place, error) from error


class Spool:
    """Frames that are kept for later, in a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def append(self, frame: pl.DataFrame) -> None:
        """Raises OSError."""
        kept = io.BytesIO()
        frame.write_ipc_stream(kept)
        self.file.write(len(kept.getbuffer()).to_bytes(8))
        self.file.write(kept.getbuffer())

    def frames(self) -> Iterator[pl.DataFrame]:
        self.file.flush()
        self.file.seek(0)
        while size := self.file.read(8):
            yield pl.read_ipc_stream(io.BytesIO(self.file.read(int.from_bytes(size))))


class Running:
    """One run under way."""

    def __init__(
        self,
        population: Population,
        table: Table,
        shape: Header,
        target: Target,
        files: Files,
        spool: Spool,
        progress: Progress | None,
    ) -> None:
        self.population = population
        self.table = table
        self.shape = shape
        self.target = target
        self.files = files
        self.spool = spool
        self.progress = progress
        self.rows_in = self.rejected = self.blank = self.unread = self.formulas = 0
        self.counts = population.none()
        names = set(table.names)
        self.row, self.reason, self.text = (_free(name, names) for name in ("row", "reason", "text"))
        first = self.batch_of(pl.DataFrame(schema=table.schema)).frame
        try:
            check_fits(first, target)
        except TableError as error:
            raise TableError(phrased("{place}: {said}", place=table.name, said=error.message)) from error
        self.empty = fitted(first, target)
        """What is written, without rows."""

    def batch_of(self, frame: pl.DataFrame) -> Batch:
        return self.population.batch(frame, self.shape)

    def place(self, make: Callable[[Path], None], refused: Refused | None = None) -> Done:
        """Lets OUT be made, and puts it and the rejects where they belong, if no row was lost."""
        out = self.files.out
        if out == STANDARD:
            with nameless() as (_, partial):
                with self.writing():
                    make(partial)
                    self._check_rows()
                    if self.rejected and self.files.rejects is not None:
                        with replacing(self.files.rejects) as rejects:
                            self._write_rejects(rejects)
                    elif refused is not None:
                        self._tell(refused)
                with partial.open("rb") as file:
                    shutil.copyfileobj(file, sys.stdout.buffer, 1 << 20)
                sys.stdout.buffer.flush()
        else:
            with self.writing(), self._with_rejects() as put, replacing(out) as partial:
                make(partial)
                self._check_rows()
                put()
        return Done(
            self.population.base,
            self.population.columns,
            self.rows_in,
            self.counts.rows,
            self.rejected,
            self.blank,
            self.formulas,
            out,
            self._rejects() if self.rejected else None,
            self.counts,
        )

    def _rejects(self) -> Path | None:
        if self.files.rejects is not None or self.files.out == STANDARD:
            return self.files.rejects
        return rejects_of(self.files.out, self.table.form)

    def _check_rows(self) -> None:
        """Raises TriageError unless every row is accounted for, and as many as another count of the table comes to."""
        rows_out, counted = self.counts.rows, self.table.count()
        if self.rows_in != rows_out + self.rejected + self.blank or self.rows_in != counted:
            raise TriageError(
                f"{self.table.name}: {counted} rows were counted and {self.rows_in} read; {rows_out} came out, "
                f"{self.rejected} were rejected and {self.blank} were blank, which does not add up; nothing is kept"
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What cannot be written becomes one sentence."""
        try:
            yield
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _cannot(self.files.out, error) from error

    @contextmanager
    def _with_rejects(self) -> Iterator[Callable[[], None]]:
        """Rejects are of the same run as OUT. Gives what puts them in their place, which is just before OUT is put
        there: whoever sees OUT sees the rejects too. Should OUT not follow, the old ones come back."""
        place = self._rejects()
        assert place is not None
        old: list[tuple[Path, Path]] = []
        new: list[Path] = []

        def aside() -> None:
            for stale in [place] if self.files.rejects is not None else _usual_rejects(self.files.out):
                if stale.is_file() and not stale.is_symlink():
                    set_aside = stale.with_name(f".{stale.name}.{os.getpid()}-{secrets.token_hex(4)}{PARTIAL}")
                    os.replace(stale, set_aside)
                    old.append((stale, set_aside))

        def put() -> None:
            if not self.rejected:
                aside()
                return
            with replacing(place) as partial:
                self._write_rejects(partial)
                aside()
                new.append(place)

        try:
            yield put
        except BaseException:
            for path in new:
                path.unlink(missing_ok=True)
            for stale, set_aside in old:
                os.replace(set_aside, stale)
            raise
        for _, set_aside in old:
            with suppress(OSError):
                set_aside.unlink()

    def _write_rejects(self, place: Path) -> None:
        form = self.table.form
        target = Target(form, self.table.separator, excel=self.files.excel and form.kind == "csv")
        leave = [] if self.unread else [self.text]
        frames = (frame.drop(leave, strict=False) for frame in self.spool.frames())
        write_rejects(frames, self.no_rejects().drop(leave, strict=False), place, target, self.table.texts)

    def _tell(self, refused: Refused) -> None:
        for frame in self.spool.frames():
            for row, reason in frame.select(pl.nth(-3), pl.nth(-2)).iter_rows():
                refused(row, reason)

    # One chunk after the other

    def write(self, place: Path) -> None:
        """Writes all rows that can stand. Raises TriageError, OSError or an error of Polars."""
        write(self._frames(), self.empty, place, self.target)

    def _frames(self) -> Iterator[pl.DataFrame]:
        flat = self.target.form.kind in ("csv", "xlsx")
        for done, batch in self._batches():
            if self.progress is not None:
                self.progress(done, self.table.length)
            if flat and not self.target.excel and self.target.form.kind == "csv":
                self.formulas += formulas(batch.frame, self.shape.extras)
            yield fitted(batch.frame, self.target)

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
        batch = self.batch_of(chunk.frame)
        if batch.rejected or chunk.unread:
            self.spool.append(self._rejected(chunk, batch))
            self.rejected += len(batch.rejected) + len(chunk.unread)
            self.unread += len(chunk.unread)
        self.rows_in += chunk.size
        self.blank += chunk.blank
        self.counts += batch.counts
        return batch

    def no_rejects(self) -> pl.DataFrame:
        """A frame of rejected rows, without any: those columns that the table has, the number of the row, the reason,
        and the text of a row that could not be taken apart."""
        kinds = {self.row: pl.Int64(), self.reason: pl.String(), self.text: pl.String()}
        return pl.DataFrame(schema={**self.table.schema, **kinds})

    def _rejected(self, chunk: Chunk, batch: Batch) -> pl.DataFrame:
        empty, before = self.no_rejects(), self.rows_in + 1
        places = [refused.place for refused in batch.rejected]
        bad = chunk.frame[places].hstack(
            [
                pl.Series(self.row, [before + chunk.place(place) for place in places], dtype=pl.Int64),
                pl.Series(self.reason, [refused.reason for refused in batch.rejected], dtype=pl.String),
                pl.Series(self.text, [None] * len(places), dtype=pl.String),
            ]
        )
        size = len(chunk.unread)
        torn = pl.DataFrame(
            [
                *(
                    pl.Series(name, [None], dtype=kind).new_from_index(0, size)
                    for name, kind in chunk.frame.schema.items()
                ),
                pl.Series(self.row, [before + unread.place for unread in chunk.unread], dtype=pl.Int64),
                pl.Series(self.reason, [unread.reason for unread in chunk.unread], dtype=pl.String),
                pl.Series(self.text, [unread.text for unread in chunk.unread], dtype=pl.String),
            ]
        )
        both = pl.concat([empty, bad, torn]) if size else bad
        return both[both.get_column(self.row).arg_sort()]


def _free(name: str, taken: set[str]) -> str:
    """A name like this that no column has yet."""
    while name in taken:
        name += "_"
    taken.add(name)
    return name
