"""Tables in, as frames of some rows at a time.

Text is read here in blocks of whole lines, so that memory, the longest line and the encoding are in our hands, and a
line that cannot be read is one bad row and not the end of the run. A line ends with LF, CR LF, or CR alone. Polars
takes each block apart, and reads Parquet and Arrow by itself. A row in which every cell is empty is no case.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from triage.language.errors import nearest, printable, quoted
from triage.population.checking import TableError
from triage.population.counting import MARK, lines_of, records_of
from triage.population.given_json import DoubledError, Fraction, read_json
from triage.population.sources import Form, form_of, understood, unpacked

ROWS = 1 << 18
"""So many rows at a time."""
ENOUGH = 1 << 16
"""So many rows of text are gathered, of blocks that have few."""
BLOCK = 1 << 25
"""So many bytes of text at a time."""
LONGEST = 1 << 24
"""The longest line."""
HEAD = 1 << 20
"""So many first bytes of CSV tell what stands between its cells."""
LOOKED_AT = 1000
"""So many first lines of NDJSON tell which columns there are."""
WIDE = 200
"""More columns than these are not looked at one after the other."""
SEPARATORS = ",;\t"
LONG = r"[:,\[]\s*-?[0-9](?:[0-9]{15}|[0-9.]{16}|[0-9.]*[eE][+-]?[0-9]{3})[0-9.eE+-]*"
"""What may be a number that a float, or 64 bits, cannot hold, after the mark before it. Texts begin with a quote."""
SMALL, LARGE = 1 << 63, 1 << 127
"""From here on a whole number does not fit in 64 bits, or in 128."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be taken apart: its place among the rows of the chunk (from 0), and its text."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows, `size` in all: those in the frame, those that are `unread`, and those without anything in them.
    `places` says for each row of the frame which of all it is, from 0; without it they stand one after the other.
    `done` is how far this is into the file, in bytes or in rows."""

    frame: pl.DataFrame
    done: int
    size: int
    unread: tuple[Unread, ...] = ()
    places: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.Int64))

    @property
    def blank(self) -> int:
        """So many rows have nothing in them."""
        return self.size - self.frame.height - len(self.unread)

    def place(self, row: int) -> int:
        return int(self.places[row]) if len(self.places) else row


def chunk_of(
    frame: pl.DataFrame, done: int, size: int, unread: Sequence[Unread] = (), places: pl.Series | None = None
) -> Chunk:
    """A chunk of a frame that may still have rows without anything in them."""
    empty = _blank_rows(frame)
    if len(empty):
        kept = pl.int_range(frame.height, eager=True).is_in(empty.implode()).not_()
        places = (pl.int_range(frame.height, eager=True) if places is None else places).filter(kept)
        frame = frame.filter(kept)
    return Chunk(frame, done, size, tuple(unread), pl.Series([], dtype=pl.Int64) if places is None else places)


MOST_COLUMNS = 1 << 14
"""So many columns a table may have, as a sheet does: every column of people's own is carried along with each row."""


def _gathered(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The same rows in fewer chunks: much that is done with a chunk takes as long for few rows as for many."""
    waiting: list[Chunk] = []
    for chunk in chunks:
        waiting.append(chunk)
        if sum(part.size for part in waiting) >= ENOUGH:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(chunks: Sequence[Chunk]) -> Chunk:
    if len(chunks) == 1:
        return chunks[0]
    places: list[pl.Series] = []
    unread: list[Unread] = []
    before = 0
    for chunk in chunks:
        own = chunk.places if len(chunk.places) else pl.int_range(chunk.frame.height, eager=True)
        places.append(own + before)
        unread += [replace(row, place=row.place + before) for row in chunk.unread]
        before += chunk.size
    return Chunk(
        pl.concat([chunk.frame for chunk in chunks]), chunks[-1].done, before, tuple(unread), pl.concat(places)
    )


def _blank_rows(frame: pl.DataFrame) -> pl.Series:
    """Which rows have nothing but nulls and spaces in them. Most rows have something in the first column."""
    rows = pl.int_range(frame.height, eager=True)
    for number, named in enumerate(frame):
        if not len(rows):
            break
        if number == WIDE:  # cell by cell is quicker for few rows of very many columns
            rest = frame[rows]
            return rows.filter(
                pl.Series([not any(map(_is_something, row)) for row in rest.iter_rows()], dtype=pl.Boolean)
            )
        column = named.alias("cell")  # Polars reads some names as patterns
        part = column if len(rows) == frame.height else column.gather(rows)
        empty = part.is_null()
        if isinstance(part.dtype, pl.String | pl.Categorical | pl.Enum) and not empty.all():
            text = part.cast(pl.String)
            empty |= (text.str.strip_chars() == "").fill_null(value=True)
        rows = rows.filter(empty)
    return rows


def _is_something(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


class Table:
    """A file to read from. `names` are its columns as they stand, `schema` their types; those in `texts` are read as
    text from NDJSON, whatever stands there, and in no table minds it that spaces stand around their names. `length` is
    in bytes of text, or in rows; `name` is what messages call the file, and `wide` says that whole numbers of more
    than 64 bits can be written."""

    def __init__(
        self,
        path: Path,
        texts: Collection[str] = (),
        form: Form | None = None,
        name: str | None = None,
        sheet: str | None = None,
        wide: bool = False,
    ) -> None:
        self.path = path
        self.form = form or form_of(path)
        self.kind = self.form.kind
        self.name = name or str(path)
        self.texts = texts
        self.wide = wide
        self.sheet = sheet
        self.separator = "\t" if self.form.tabs else ","
        self.tidied: tuple[bytes, bytes | None] | None = None
        with self._understood():
            if path.is_dir():
                raise TableError(f"{self.name}: is a directory; expected a table")
            size = path.stat().st_size
            if not size:
                raise TableError(f"{self.name}: is empty")
            self.names, self.schema = self._header()
            if len(self.names) > MOST_COLUMNS:
                raise TableError(f"{self.name}: has {len(self.names)} columns; expected at most {MOST_COLUMNS}")
            self.length = size if self.form.text else self._count()

    def chunks(self) -> Iterator[Chunk]:
        """All rows, in order."""
        with self._understood():
            match self.kind:
                case "csv":
                    yield from _gathered(self._csv())
                case "ndjson":
                    yield from _gathered(self._ndjson())
                case "xlsx":
                    yield from _gathered(self._xlsx())
                case _:
                    # In slices and not as a stream, for that would read far ahead.
                    for start in range(0, self.length, ROWS):
                        frame = self._scan().slice(start, ROWS).collect()
                        yield chunk_of(frame, start + frame.height, frame.height)

    def count(self) -> int:
        """How many rows there are, by other means than reading them (see `counting`)."""
        with self._understood():
            match self.kind:
                case "csv":
                    return records_of(self.path, self.separator)
                case "ndjson":
                    return lines_of(self.path)
                case _:
                    return self._count()

    def _scan(self) -> pl.LazyFrame:
        scan = pl.scan_parquet if self.kind == "parquet" else pl.scan_ipc
        return scan(self.path, glob=False)

    def _count(self) -> int:
        if self.kind == "xlsx":
            return self._book.count()
        return int(self._scan().select(pl.len()).collect().item())

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What cannot be read becomes one sentence."""
        try:
            with understood(self.name):
                yield
        except pl.exceptions.PolarsError as error:
            what = {"parquet": "Parquet", "arrow": "Arrow", "csv": "CSV", "ndjson": "NDJSON", "xlsx": "xlsx"}[self.kind]
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise TableError(
                f"{self.name}: cannot be read as {what}, it may be cut off or damaged ({printable(reason, 120)})"
            ) from error

    def _header(self) -> tuple[list[str], dict[str, pl.DataType]]:
        match self.kind:
            case "csv":
                names = self._plain_names(self._csv_header())
                return names, dict.fromkeys(names, pl.String())
            case "ndjson":
                return self._keys()
            case "xlsx":
                from triage.population.workbook import Book  # noqa: PLC0415  # a library that only this needs

                self._book = Book(self.path, self.name, self.sheet)
                names = self._plain_names(self._book.names)
                return names, dict.fromkeys(names, pl.String())
            case _:
                schema = self._scan().collect_schema()
                return list(schema.names()), dict(schema)

    def _plain_names(self, names: Sequence[str]) -> list[str]:
        """People's own columns keep their names to the letter."""
        return [name.strip() if name.strip() in self.texts else name for name in names]

    # Text

    def _blocks(self) -> Iterator[tuple[int, bytes, int]]:
        """Blocks of whole lines: the number of the first line, the text, how far that is into the file. In CSV a line
        may end inside quotes, and then goes on."""
        with unpacked(self.path) as (stream, tell):
            line, rest = 1, b""
            while True:
                data = stream.read(BLOCK)
                block = rest + data
                if line == 1 and block.startswith((b"\xff\xfe", b"\xfe\xff")):
                    raise TableError(f"{self.name}: is text in UTF-16; save it as UTF-8")
                if line == 1:
                    block = block.removeprefix(MARK)
                cut = self._cut(block) if data else len(block)
                complete, rest = block[:cut], block[cut:]
                if len(rest) > LONGEST:
                    where = line + _line_ends(complete)
                    what = "a line, or a text in quotes that has no end," if self.kind == "csv" else "a line"
                    raise TableError(f"{self.name}:{where}: {what} is longer than {LONGEST >> 20} MB")
                if complete:
                    self._check_encoding(complete, line)
                    yield line, complete, tell()
                    line += _line_ends(complete)
                if not data:
                    return

    def _cut(self, block: bytes) -> int:
        """How far the block holds whole lines. A line that ends inside quotes does not end, and what comes after a CR
        at the end of the block may belong to it."""
        limit = len(block) - block.endswith(b"\r")
        ends = _last_end(block, limit)
        if self.kind != "csv" or block.find(b'"', 0, ends) < 0:
            return ends
        if block.count(b'"', 0, ends) % 2:
            ends = _last_end(block, block.rfind(b'"', 0, ends))
        # That is so where quotes stand only around whole cells; where they do not, every row is gone through.
        return ends if ends and self._tidy(block[:ends]) is not None else self._cut_by_rows(block, limit)

    def _tidy(self, block: bytes) -> bytes | None:
        """The block without cells in quotes; None if there are other quotes in it. The last one is kept: whoever cuts
        a block asks first, and whoever takes it apart asks again."""
        if self.tidied is None or self.tidied[0] != block:
            plain = self._quoted.sub(b"", block)
            self.tidied = block, None if b'"' in plain else plain
        return self.tidied[1]

    def _cut_by_rows(self, block: bytes, limit: int) -> int:
        ends = 0
        for row in self._record.finditer(block, 0, limit):
            if not row[1]:
                break
            ends = row.end()
        return ends

    @property
    def _quoted(self) -> re.Pattern[bytes]:
        """A cell in quotes, from its beginning to its end. It begins with the quote itself, which is quick to find."""
        mark = re.escape(self.separator).encode()
        return re.compile(rb'"(?<![^%b\r\n]")(?:[^"]++|"")*+"(?=[%b\r\n]|\Z)' % (mark, mark))

    @property
    def _record(self) -> re.Pattern[bytes]:
        """A row with its end, just as `csv.reader` takes it: quotes count at the beginning of a cell alone."""
        mark = re.escape(self.separator).encode()
        cell = rb'(?:"(?:[^"]++|"")*+(?:"[^%b\r\n]*+|\Z)|[^"%b\r\n][^%b\r\n]*+)?+' % (mark, mark, mark)
        return re.compile(rb"%b(?:%b%b)*+(\r\n|\r|\n|\Z)" % (cell, mark, cell))

    def _check_encoding(self, block: bytes, line: int) -> None:
        try:
            block.decode("utf-8")
        except UnicodeDecodeError as error:
            where = line + _line_ends(block[: error.start])
            raise TableError(
                f"{self.name}:{where}: the byte 0x{block[error.start]:02x} is no UTF-8; "
                "save all of the file in that one encoding"
            ) from error

    # CSV

    def _csv_header(self) -> list[str]:
        if not self.form.tabs:
            with unpacked(self.path) as (stream, _):
                bare = re.sub(rb'"[^"]*"', b"", stream.read(HEAD).removeprefix(MARK)).lstrip(b"\r\n")
            first = re.split(rb"[\r\n]", bare, maxsplit=1)[0]
            self.separator = max(SEPARATORS, key=lambda mark: first.count(mark.encode()))
        _, block, _ = next(self._blocks(), (1, b"", 0))
        start = len(block) - len(block.lstrip(b"\r\n"))
        header = self._record.match(block, start)
        assert header is not None  # it matches anything
        self._header_end = header.end()
        csv.field_size_limit(LONGEST)
        rows = csv.reader(io.StringIO(header[0].decode(), newline=""), delimiter=self.separator)
        return next(rows, [])

    def _csv(self) -> Iterator[Chunk]:
        for line, block, done in self._blocks():
            rows = block[self._header_end :] if line == 1 else block
            if line == 1 and self.tidied is not None and self.tidied[1] is not None and self.tidied[0] == block:
                header = self._quoted.sub(b"", block[: self._header_end])
                self.tidied = rows, self.tidied[1][len(header) :]
            if rows:
                yield self.at_once(rows, done) or self._row_by_row(rows, done)

    def at_once(self, block: bytes, done: int) -> Chunk | None:
        """Polars takes apart whatever has quotes nowhere but around whole cells, and then every line has to have as
        many cells as there are columns."""
        if block.startswith(MARK):  # Polars would leave that out
            return None
        quotes = b'"' in block
        plain = self._tidy(block) if quotes else _lf(block)
        if plain is None or (quotes and plain.count(b"\r") != plain.count(b"\r\n")):
            return None
        lines = pl.Series(plain.decode().removesuffix("\n").split("\n"), dtype=pl.String)
        blank = lines.str.strip_chars() == ""
        right = (lines.str.count_matches(self.separator, literal=True) == len(self.names) - 1) & ~blank
        text, places, unread = block if quotes else plain, None, []
        if not right.all():
            if quotes:
                return None
            places = right.arg_true().cast(pl.Int64)  # as those of other chunks, which it may be joined with
            text = "\n".join(lines.filter(right)).encode()
            if text.startswith(MARK):
                return None
            unread = [
                self._uneven(row, lines[row].split(self.separator))
                for row in (~right & ~blank).arg_true()
                if lines[row].replace(self.separator, "").strip()
            ]
        try:
            frame = (
                pl.read_csv(
                    text, has_header=False, separator=self.separator, schema=self.schema, truncate_ragged_lines=False
                )
                if text
                else pl.DataFrame(schema=self.schema)
            )
        except pl.exceptions.PolarsError:
            return None
        if frame.height != (len(lines) if places is None else len(places)):
            return None
        return chunk_of(_without_empty(frame) if quotes else frame, done, len(lines), unread, places)

    def _row_by_row(self, block: bytes, done: int) -> Chunk:
        csv.field_size_limit(LONGEST)
        rows: list[list[str]] = []
        places: list[int] = []
        unread: list[Unread] = []
        size = 0
        for row in csv.reader(io.StringIO(block.decode(), newline=""), delimiter=self.separator):
            if len(row) == len(self.names):
                rows.append(row)
                places.append(size)
            elif any(cell.strip() for cell in row):
                unread.append(self._uneven(size, row))
            size += 1
        columns = zip(*rows, strict=True) if rows else ((),) * len(self.names)
        frame = pl.DataFrame(
            [pl.Series(name, column, dtype=pl.String) for name, column in zip(self.names, columns, strict=True)]
        )
        return chunk_of(_without_empty(frame), done, size, unread, pl.Series(places, dtype=pl.Int64))

    def _uneven(self, place: int, cells: Sequence[str]) -> Unread:
        reason = f"the row has {len(cells)} fields, and the header {len(self.names)}"
        return Unread(place, self.separator.join(cells), reason)

    # A workbook

    def _xlsx(self) -> Iterator[Chunk]:
        done = 0
        for rows in self._book.rows(ROWS // 8):
            kept = [(place, row) for place, row in enumerate(rows) if not any(row[len(self.names) :])]
            unread = [
                Unread(
                    place,
                    "\t".join(cell or "" for cell in row),
                    f"the row has {len(row)} cells, and the header {len(self.names)}",
                )
                for place, row in enumerate(rows)
                if any(row[len(self.names) :])
            ]
            wide = [[*row[: len(self.names)], *[None] * (len(self.names) - len(row))] for _, row in kept]
            columns = zip(*wide, strict=True) if wide else ((),) * len(self.names)
            frame = pl.DataFrame(
                [pl.Series(name, column, dtype=pl.String) for name, column in zip(self.names, columns, strict=True)]
            )
            done += len(rows)
            yield chunk_of(frame, done, len(rows), unread, pl.Series([place for place, _ in kept], dtype=pl.Int64))

    # NDJSON

    def _keys(self) -> tuple[list[str], dict[str, pl.DataType]]:
        """The columns of the first lines, and what types they have."""
        _, block, _ = next(self._blocks(), (1, b"", 0))
        seen: dict[str, list[object]] = {}
        for line in _lf(block).split(b"\n", LOOKED_AT)[:LOOKED_AT]:
            row = _object(line)
            for name, value in row.items() if isinstance(row, dict) else ():
                seen.setdefault(name, []).append(value)
        if not seen:
            raise TableError(f"{self.name}: none of the first lines is a JSON object; expected one a line")
        schema = {name: pl.String() if name in self.texts else self._type(values) for name, values in seen.items()}
        # Polars would write other numbers into text than stand there.
        self._mixed = any(
            schema[name] == pl.String and any(isinstance(value, int | float) for value in values)
            for name, values in seen.items()
            if name not in self.texts
        )
        return list(seen), schema

    def _ndjson(self) -> Iterator[Chunk]:
        for _, block, done in self._blocks():
            text = _lf(block)
            all_lines = text.removesuffix(b"\n").split(b"\n")
            lines = [line for line in all_lines if line.strip()]
            places = None
            if len(lines) < len(all_lines):
                places = pl.Series([place for place, line in enumerate(all_lines) if line.strip()], dtype=pl.Int64)
                text = b"\n".join(lines)
            if not lines:
                yield chunk_of(pl.DataFrame(schema=self.schema), done, len(all_lines))
                continue
            frame = None if self._mixed else self._lines_at_once(text, lines)
            if frame is not None:
                yield chunk_of(frame, done, len(all_lines), (), places)
            else:
                yield self._line_by_line(lines, done, len(all_lines), places)

    def _lines_at_once(self, text: bytes, lines: Sequence[bytes]) -> pl.DataFrame | None:
        """What Polars makes of the text of these lines, where that is surely what they say. It would pass over a key
        that it does not know: nothing may get lost that way."""
        with suppress(pl.exceptions.PolarsError):
            frame = pl.read_ndjson(text, schema=self.schema)
            if frame.height != len(lines):
                return None
            texts = pl.Series(lines, dtype=pl.Binary).cast(pl.String)
            odd = (~self._each_key_once(texts)).arg_true()
            if len(odd):
                odd_lines = b"\n".join([lines[row] for row in odd])
                keys = pl.scan_ndjson(odd_lines, infer_schema_length=None).collect_schema().names()
                if not set(keys) <= set(self.names):
                    return None
            return None if self._misread(frame, lines, texts, odd) else frame
        return None

    def _each_key_once(self, texts: pl.Series) -> pl.Series:
        """Whether a line surely has no other keys than the columns, each at most once: those in which they stand in the
        order of the first lines, and hold texts, numbers and the like, and lists of these."""
        word = r'"(?:[^"\\]|\\.)*"|[^"\[\]{}:,\s]+'
        value = rf"(?:{word}|\[(?:{word}|[,\s])*\])"
        keys = (rf"(?:{re.escape(json.dumps(name, ensure_ascii=False))}\s*:\s*{value}\s*,?\s*)?" for name in self.names)
        try:
            return texts.str.contains(rf"^\s*\{{\s*{''.join(keys)}\}}\s*$")
        except pl.exceptions.PolarsError:  # too many columns
            return pl.Series([False]).new_from_index(0, len(texts))

    def _line_by_line(self, lines: Sequence[bytes], done: int, size: int, places: pl.Series | None) -> Chunk:
        cells: dict[str, list[object]] = {name: [] for name in self.schema}
        kept: list[int] = []
        unread: list[Unread] = []
        for number, line in enumerate(lines):
            place = number if places is None else int(places[number])
            row = _object(line)
            reason = row if isinstance(row, str) else self._foreign(row)
            if isinstance(row, str) or reason:
                unread.append(Unread(place, line.decode(), str(reason)))
            else:
                for name, column in cells.items():
                    value = row.get(name)
                    column.append(value if value is None or type(value) is str else self._fitting(name, value))
                kept.append(place)
        frame = pl.DataFrame([pl.Series(name, cells[name], dtype=kind) for name, kind in self.schema.items()])
        return chunk_of(frame, done, size, unread, pl.Series(kept, dtype=pl.Int64))

    def _foreign(self, row: Mapping[str, object]) -> str:
        """What keeps this row from standing among the others."""
        for name, value in row.items():
            kind = self.schema.get(name)
            if kind is None:
                return f"none of the first {LOOKED_AT} lines has {quoted(name)}; {nearest(name, self.names)}"
            if type(value) is str and type(kind) is pl.String:  # nearly all
                continue
            if not self._fits(kind, value):
                return f"{quoted(name)} is of another type than in the first lines, or a number too long for it"
        return ""

    @staticmethod
    def _fits(kind: pl.DataType, value: object) -> bool:
        match value:
            case None:
                return True
            case bool():
                return kind in (pl.Boolean, pl.String)
            case int():
                most = SMALL if kind == pl.Int64 else LARGE if kind == pl.Int128 else 0
                return kind == pl.String or -most < value < most or (kind == pl.Float64 and _exact(value))
            case float():
                return kind == pl.String or (kind == pl.Float64 and _exact(value))
            case _:
                return kind == pl.String

    def _fitting(self, name: str, value: object) -> object:
        match value:
            case _ if value is None or isinstance(value, str) or self.schema[name] != pl.String:
                return float(value) if isinstance(value, int) and self.schema[name] == pl.Float64 else value
            case Fraction():
                return value.text
            case _:
                return json.dumps(value, ensure_ascii=False)

    def _misread(self, frame: pl.DataFrame, lines: Sequence[bytes], texts: pl.Series, odd: pl.Series) -> bool:
        """Whether Polars may have taken a line for something else than it is: a key that stands there twice, of which
        it takes the first, or a number that it cannot hold. Only an odd line can have the first, and not if it has as
        many keys as values; nor can one have the second without many digits. Only the others are looked at."""
        floats = pl.Float64 in frame.schema.values()
        long = texts.str.contains(LONG).arg_true()
        for place, numbers in zip(long, texts.gather(long).str.extract_all(LONG), strict=True):
            if all(_held(number, floats) for number in numbers):
                continue
            row = _object(lines[place])
            if isinstance(row, str) or self._foreign(row) or self._cut_short(row):
                return True
        keys = texts.gather(odd).str.count_matches('":', literal=True)
        values = frame[odd].select(pl.sum_horizontal(pl.all().is_not_null())).to_series()
        return any(isinstance(_object(lines[row]), str) for row in odd.filter(keys != values))

    def _cut_short(self, row: Mapping[str, object]) -> bool:
        """Whether something that becomes text may hold a number."""
        return any(
            self.schema[name] == pl.String and value is not None and not isinstance(value, str | bool)
            for name, value in row.items()
        )

    def _type(self, values: Sequence[object]) -> pl.DataType:
        """The type of a column of one's own that holds these."""
        kinds = {bool if isinstance(value, bool) else type(value) for value in values if value is not None}
        if kinds == {bool}:
            return pl.Boolean()
        if kinds == {int}:
            whole = pl.Int128() if self.wide else pl.Int64()
            return whole if all(self._fits(whole, value) for value in values) else pl.String()
        if kinds and kinds <= {int, float, Fraction}:
            return pl.Float64() if all(self._fits(pl.Float64(), value) for value in values) else pl.String()
        return pl.String()


def _exact(value: float) -> bool:
    """Whether a float holds this number, digit for digit."""
    if isinstance(value, int):
        return abs(value) < 1 << 53 or (abs(value) < LARGE and int(float(value)) == value)
    text = value.text if isinstance(value, Fraction) else repr(value)
    return Decimal(text) == Decimal(repr(float(value)))


def _held(number: str, floats: bool) -> bool:
    """Whether Polars surely reads this number as it stands, and writes it so, too, after the mark before it; `floats`
    says that there are columns in which whole numbers become floats."""
    text = number[1:].strip()
    if text.removeprefix("-").isdigit():
        return len(text) <= 20 and -SMALL < int(text) < SMALL and (not floats or _exact(int(text)))
    try:
        return "e" not in text.lower() and repr(float(text)) == text
    except ValueError:  # something like a number, inside a text
        return False


def _without_empty(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _lf(block: bytes) -> bytes:
    """The lines of text without quotes around line ends, each with the same end."""
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block


def _line_ends(block: bytes) -> int:
    lines = block.count(b"\n")
    return lines + block.count(b"\r") - block.count(b"\r\n") if b"\r" in block else lines


def _last_end(block: bytes, limit: int) -> int:
    """Where the last line ends before `limit`."""
    return max(block.rfind(b"\n", 0, limit), block.rfind(b"\r", 0, limit)) + 1


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
