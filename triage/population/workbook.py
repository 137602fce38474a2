"""Workbooks (`.xlsx`), in and out, row by row: of a large one there is never more in memory than its distinct texts.

Every cell is read as text, and texts are written as texts. Whole numbers stay what they are while they have no more
digits than a spreadsheet keeps; a longer one is written as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from math import isfinite
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from triage.language.errors import listed, printable, quoted
from triage.population.checking import TableError
from triage.words.message import phrased

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1 << 20, 1 << 14, 32_767
"""What fits in a sheet, and in a cell."""
DIGITS = 10**15
"""A spreadsheet keeps whole numbers up to here."""
OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that Excel wrote before 2007, or with a password."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, or would change, and what would be read as standing for that."""


class Book:
    """The one sheet of a workbook that has rows, or that of this name. `names` are those of its columns."""

    def __init__(self, path: Path, name: str, sheet: str | None) -> None:
        self.path = path
        self.name = name
        with path.open("rb") as file:
            if file.read(len(OLD)) == OLD:
                message = "{place}: is an old Excel file, or one with a password; save it as .xlsx without one"
                raise TableError(phrased(message, place=name))
        with self._understood(), self._opened() as book:
            sheets = {worksheet.title: worksheet for worksheet in book.worksheets}
            if sheet is not None and sheet not in sheets:
                message = "{place}: has no sheet {name}; there is {names}"
                raise TableError(phrased(message, place=name, name=quoted(sheet), names=listed(sheets)))
            used = [title for title, worksheet in sheets.items() if _first(worksheet)[1]]
            if sheet is None and len(used) > 1:
                message = "{place}: has rows in {names}; say which is meant with --sheet"
                raise TableError(phrased(message, place=name, names=listed(used)))
            self.sheet = sheet if sheet is not None else (used or list(sheets))[0]
            self.header, names = _first(sheets[self.sheet])
            self.inside = str(sheets[self.sheet]._worksheet_path)
        if not names:
            raise TableError(phrased("{place}: the sheet {name} is empty", place=name, name=quoted(self.sheet)))
        while names and not names[-1]:
            names.pop()
        self.names = [name or "" for name in names]

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        with self.path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=True)
            try:
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and rows would get lost
                yield book
            finally:
                book.close()

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except (TableError, OSError):
            raise
        except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError,
                AttributeError, EOFError, NotImplementedError) as error:  # fmt: skip  # whatever a damaged file brings
            reason = printable(str(error).strip() or type(error).__name__, 120)
            message = "{place}: cannot be read as xlsx, it may be cut off or damaged ({reason})"
            raise TableError(phrased(message, place=self.name, reason=reason)) from error

    def rows(self, size: int) -> Iterator[list[list[str | None]]]:
        """The rows under the header, so many at a time."""
        with self._understood(), self._opened() as book:
            rows: list[list[str | None]] = []
            all_rows = book[self.sheet].iter_rows(values_only=True)
            for number, row in enumerate(all_rows, 1):
                if number <= self.header:
                    continue
                rows.append([_text(cell) for cell in row])
                if len(rows) == size:
                    yield rows
                    rows = []
            if rows:
                yield rows

    def count(self) -> int:
        """How many rows stand under the header, by the file's own numbers of rows.

        Raises TableError for a formula that was never worked out: what it says is not known."""
        last = 0
        with self._understood(), ZipFile(self.path) as archive, archive.open(self.inside.lstrip("/")) as file:
            for _, node in iterparse(file):
                tag = node.tag.rpartition("}")[2]
                if tag == "row":
                    last = int(node.get("r") or last + 1)
                    node.clear()
                elif tag == "c":
                    inside = {part.tag.rpartition("}")[2]: part.text for part in node}
                    if "f" in inside and inside.get("v") is None and node.get("t") != "str":
                        raise TableError(
                            phrased(
                                "{place}: the cell {cell} holds a formula that was never worked out; open the file in "
                                "a spreadsheet program and save it",
                                place=self.name,
                                cell=node.get("r"),
                            )
                        )
        return max(last - self.header, 0)


def _first(sheet: Any) -> tuple[int, list[str | None]]:
    """The number of the first row with anything in it, and that row."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_text(cell) for cell in row]
        if any(cells):
            return number, cells
    return 0, []


def _text(cell: object) -> str | None:
    """A cell as text, just as a person sees it, or exactly."""
    match cell:
        case None:
            return None
        case str():
            return ESCAPED.sub(lambda code: chr(int(code[1], 16)), cell)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < DIGITS:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case _:
            return str(cell)


def write_book(frames: Iterator[pl.DataFrame], names: Sequence[str], place: Path) -> None:
    """Writes frames as the one sheet of a workbook. Raises OSError, or TableError for what no sheet can hold."""
    if len(names) > MOST_COLUMNS:
        raise TableError(f"there are {len(names)} columns, and a sheet holds {MOST_COLUMNS}; write .csv or .parquet")
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("triage")
    sheet.append([_cell(sheet, name) for name in names])
    size = 1
    for frame in frames:
        size += frame.height
        if size > MOST_ROWS:
            raise TableError(f"a sheet holds {MOST_ROWS - 1} rows and a header; write .csv or .parquet")
        for row in frame.iter_rows():
            sheet.append([_cell(sheet, part) for part in row])
    with place.open("wb") as file:
        book.save(file)


def _cell(sheet: Any, part: object) -> object:
    match part:
        case None | bool():
            return part
        case int() if abs(part) < DIGITS:
            return part
        case float() if isfinite(part):
            return part
        case _:
            text = HIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", str(part))
            if len(text) > LONGEST_TEXT:
                raise TableError(f"a text is longer than the {LONGEST_TEXT} characters that a cell holds; write .csv")
            if text[:1] not in ("=", "#"):
                return text
            cell: Any = WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # neither a formula nor an error
            return cell
