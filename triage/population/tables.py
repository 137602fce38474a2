"""Tables in: CSV, NDJSON, Parquet and Arrow files, as frames of some rows at a time.

Text is read here in blocks of whole lines, so that memory, the longest line and the encoding are in our hands, and a
line that cannot be read is one bad row and not the end of the run. Polars takes each block apart, and reads Parquet
and Arrow by itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from triage.language.errors import listed, nearest, printable, quoted
from triage.population.checking import TableError
from triage.population.given_json import DoubledError, read_json

Kind = Literal["csv", "ndjson", "parquet", "arrow"]
KINDS: dict[str, Kind] = {
    ".csv": "csv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".ipc": "arrow",
    ".feather": "arrow",
}
"""The kind of a table, by the end of its name."""

ROWS = 1 << 18
"""So many rows at a time."""
BLOCK = 1 << 25
"""So many bytes of text at a time."""
LONGEST = 1 << 24
"""The longest line."""
LOOKED_AT = 1000
"""So many first lines of NDJSON tell which columns there are."""

QUOTED = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be taken apart: its place among the rows of the chunk (from 0), and its text."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows; those that are `unread` are not in the frame. `done` is how far this is into the file, in bytes of
    text or in rows."""

    frame: pl.DataFrame
    done: int
    unread: tuple[Unread, ...] = ()

    @property
    def size(self) -> int:
        return self.frame.height + len(self.unread)

    def places(self) -> list[int]:
        """For each row of the frame its place among all rows of the chunk."""
        gaps = {each.place for each in self.unread}
        return [place for place in range(self.size) if place not in gaps]


def kind_of(path: Path) -> Kind:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise TableError(
            f"{path}: the name does not say what kind of table it is; expected it to end in {listed(KINDS)}"
        )
    return kind


class Table:
    """A file to read from. `names` are its columns as they stand, `schema` their types; those in `texts` are read as
    text from NDJSON, whatever stands there. `length` is in bytes of text, or in rows."""

    def __init__(self, path: Path, texts: Collection[str] = ()) -> None:
        self.path = path
        self.kind = kind_of(path)
        self.texts = texts
        self.separator = ","
        with self._understood():
            if path.is_dir():
                raise TableError(f"{path}: is a directory; expected a table")
            if not path.stat().st_size:
                raise TableError(f"{path}: is empty")
            self.names, self.schema = self._header()
            self.length = path.stat().st_size if self.kind in ("csv", "ndjson") else self._count()

    def chunks(self) -> Iterator[Chunk]:
        """All rows, in order."""
        with self._understood():
            match self.kind:
                case "csv":
                    yield from self._csv()
                case "ndjson":
                    yield from self._ndjson()
                case _:
                    # In slices and not as a stream, for that would read far ahead.
                    for start in range(0, self.length, ROWS):
                        frame = self._scan().slice(start, ROWS).collect()
                        yield Chunk(frame, start + frame.height)

    def _scan(self) -> pl.LazyFrame:
        scan = pl.scan_parquet if self.kind == "parquet" else pl.scan_ipc
        return scan(self.path, glob=False)

    def _count(self) -> int:
        return int(self._scan().select(pl.len()).collect().item())

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What cannot be read becomes one sentence."""
        try:
            yield
        except pl.exceptions.PolarsError as error:
            what = {"parquet": "Parquet", "arrow": "Arrow", "csv": "CSV", "ndjson": "NDJSON"}[self.kind]
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise TableError(
                f"{self.path}: cannot be read as {what}, it may be cut off or damaged ({printable(reason, 120)})"
            ) from error
        except OSError as error:
            raise TableError(f"{self.path}: cannot be read: {(error.strerror or str(error)).lower()}") from error

    def _header(self) -> tuple[list[str], dict[str, pl.DataType]]:
        match self.kind:
            case "csv":
                names = self._csv_header()
                return names, dict.fromkeys(names, pl.String())
            case "ndjson":
                return self._keys()
            case _:
                schema = self._scan().collect_schema()
                return list(schema.names()), dict(schema)

    # Text

    def _blocks(self) -> Iterator[tuple[int, bytes, int]]:
        """Blocks of whole lines: the number of the first line, the text, the bytes read. In CSV a line may end inside
        quotes, and then goes on."""
        quotes = self.kind == "csv"
        with self.path.open("rb") as file:
            line, rest = 1, b""
            while True:
                data = file.read(BLOCK)
                block = rest + data
                if line == 1 and block.startswith((b"\xff\xfe", b"\xfe\xff")):
                    raise TableError(f"{self.path}: is text in UTF-16; save it as UTF-8")
                if line == 1:
                    block = block.removeprefix(b"\xef\xbb\xbf")
                cut = _end_of_lines(block, quotes) if data else len(block)
                whole, rest = block[:cut], block[cut:]
                if len(rest) > LONGEST:
                    where = line + whole.count(b"\n")
                    what = "a line, or a text in quotes that has no end," if quotes else "a line"
                    raise TableError(f"{self.path}:{where}: {what} is longer than {LONGEST >> 20} MB")
                if whole:
                    self._check_encoding(whole, line)
                    yield line, whole, file.tell()
                    line += whole.count(b"\n")
                if not data:
                    return

    def _check_encoding(self, block: bytes, line: int) -> None:
        try:
            block.decode("utf-8")
        except UnicodeDecodeError as error:
            where = line + block.count(b"\n", 0, error.start)
            raise TableError(
                f"{self.path}:{where}: the byte 0x{block[error.start]:02x} is no UTF-8; "
                "save all of the file in that one encoding"
            ) from error

    # CSV

    def _csv_header(self) -> list[str]:
        _, block, _ = next(self._blocks(), (1, b"", 0))
        text = block.decode()
        first = text.lstrip("\r\n").partition("\n")[0]
        self.separator = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=self.separator)
        names = next((row for row in rows if row), [])
        self._header_lines = rows.line_num
        return [name.strip() for name in names]

    def _csv(self) -> Iterator[Chunk]:
        for line, block, done in self._blocks():
            rows = block
            if line == 1:
                at = 0
                for _ in range(self._header_lines):
                    at = block.find(b"\n", at) + 1 or len(block)
                rows = block[at:]
            if rows:
                yield self._at_once(rows, done) or self._row_by_row(rows, done)

    def _at_once(self, block: bytes, done: int) -> Chunk | None:
        """Where every line has as many fields as there are columns, Polars takes it apart."""
        plain = QUOTED.sub(b"", block) if b'"' in block else block
        if b'"' in plain:
            return None
        lines = pl.Series(plain.decode().removesuffix("\n").split("\n"), dtype=pl.String)
        fields = lines.str.count_matches(self.separator, literal=True)
        if not (fields == len(self.names) - 1).all() or (lines.str.strip_chars() == "").any():
            return None
        try:
            frame = pl.read_csv(
                block, has_header=False, separator=self.separator, schema=self.schema, truncate_ragged_lines=False
            )
        except pl.exceptions.PolarsError:
            return None
        return Chunk(frame, done) if frame.height == len(lines) else None

    def _row_by_row(self, block: bytes, done: int) -> Chunk:
        csv.field_size_limit(LONGEST)
        rows: list[list[str]] = []
        unread: list[Unread] = []
        for row in csv.reader(io.StringIO(block.decode(), newline=""), delimiter=self.separator):
            if len(row) == len(self.names):
                rows.append(row)
            elif row:
                reason = f"the row has {len(row)} fields, and the header {len(self.names)}"
                unread.append(Unread(len(rows) + len(unread), self.separator.join(row), reason))
        frame = pl.DataFrame(rows, schema=self.schema, orient="row")
        return Chunk(frame.with_columns(pl.when(pl.all() != "").then(pl.all())), done, tuple(unread))

    # NDJSON

    def _keys(self) -> tuple[list[str], dict[str, pl.DataType]]:
        """The columns of the first lines, and what types they have."""
        _, block, _ = next(self._blocks(), (1, b"", 0))
        seen: dict[str, list[object]] = {}
        for line in block.split(b"\n", LOOKED_AT)[:LOOKED_AT]:
            row = _object(line)
            for name, value in row.items() if isinstance(row, dict) else ():
                seen.setdefault(name, []).append(value)
        if not seen:
            raise TableError(f"{self.path}: none of the first lines is a JSON object; expected one a line")
        schema = {name: pl.String() if name in self.texts else _type(values) for name, values in seen.items()}
        return list(seen), schema

    def _ndjson(self) -> Iterator[Chunk]:
        for _, block, done in self._blocks():
            lines = [line for line in block.split(b"\n") if line.strip()]
            frame = None
            with suppress(pl.exceptions.PolarsError):
                # Reading would pass over a key that it does not know: nothing may get lost that way.
                keys = pl.scan_ndjson(block, infer_schema_length=None).collect_schema().names()
                frame = pl.read_ndjson(block, schema=self.schema) if set(keys) <= set(self.names) else None
            if frame is not None and frame.height == len(lines) and not _doubled(frame, lines):
                yield Chunk(frame, done)
            elif lines:
                yield self._line_by_line(lines, done)

    def _line_by_line(self, lines: Sequence[bytes], done: int) -> Chunk:
        rows: list[dict[str, object]] = []
        unread: list[Unread] = []
        for place, line in enumerate(lines):
            row = _object(line)
            reason = row if isinstance(row, str) else self._foreign(row)
            if isinstance(row, str) or reason:
                unread.append(Unread(place, line.decode(), str(reason)))
            else:
                rows.append({name: self._fitting(name, value) for name, value in row.items()})
        return Chunk(pl.DataFrame(rows, schema=self.schema, orient="row"), done, tuple(unread))

    def _foreign(self, row: Mapping[str, object]) -> str:
        """What keeps this row from standing among the others."""
        for name, value in row.items():
            if name not in self.schema:
                return f"none of the first {LOOKED_AT} lines has {quoted(name)}; {nearest(name, self.names)}"
            kind = self.schema[name]
            if (
                kind != pl.String
                and value is not None
                and _type([value]) not in (kind, pl.Int64() if kind == pl.Float64 else kind)
            ):
                return f"{quoted(name)} is of another type than in the first lines"
        return ""

    def _fitting(self, name: str, value: object) -> object:
        if self.schema[name] != pl.String or value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False)


def _doubled(frame: pl.DataFrame, lines: Sequence[bytes]) -> bool:
    """Whether a key stands in a line twice, of which Polars would take the first. A line cannot have that which has as
    many keys as values; only the others are looked at."""
    keys = pl.Series(lines, dtype=pl.Binary).cast(pl.String).str.count_matches('":', literal=True)
    values = frame.select(pl.sum_horizontal(pl.all().is_not_null())).to_series()
    return any(isinstance(_object(lines[row]), str) for row in (keys != values).arg_true())


def _end_of_lines(block: bytes, quotes: bool) -> int:
    """How far the block holds whole lines. A line that ends inside quotes does not end."""
    cut = block.rfind(b"\n") + 1
    inside = quotes and block.count(b'"', 0, cut) % 2
    while cut and inside:
        before = block.rfind(b"\n", 0, cut - 1) + 1
        inside = (inside + block.count(b'"', before, cut)) % 2
        cut = before
    return cut


def _object(line: bytes) -> dict[str, object] | str:
    """A line of NDJSON, or what is wrong with it."""
    if not line.strip():
        return {}
    try:
        row = read_json(line)
    except DoubledError as error:
        return str(error)
    except (ValueError, RecursionError):
        return "the line is no JSON"
    return row if isinstance(row, dict) else "the line is no JSON object"


def _type(values: Sequence[object]) -> pl.DataType:
    """The type of a column of one's own that holds these."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pl.Boolean()
    if kinds == {int} and all(abs(value) < 1 << 63 for value in values if isinstance(value, int)):
        return pl.Int64()
    return pl.Float64() if kinds and kinds <= {int, float} else pl.String()
