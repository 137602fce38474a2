"""How many rows a text holds, counted by other means than those it is read with.

Where no quotes are, each line is a row, and bytes are counted. Where there are any, Python's own `csv` counts, over
bytes that nobody decoded. The run keeps nothing unless both come to the same number.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import IO

from triage.population.sources import unpacked

PART = 1 << 20
MARK = b"\xef\xbb\xbf"
"""What some programs write before UTF-8."""
FIELD = 1 << 30
"""The longest field that may be counted: longer ones were refused before."""


def lines_of(path: Path) -> int:
    """All lines of a text, those without anything in them too."""
    with unpacked(path) as (stream, _):
        counted = _lines(stream, quotes=False)
    assert counted is not None
    return counted[0]


def records_of(path: Path, separator: str) -> int:
    """All rows of a CSV file but the header, those without anything in them too."""
    with unpacked(path) as (stream, _):
        counted = _lines(stream, quotes=True)
    if counted is not None:
        lines, before = counted
        return max(lines - before - 1, 0)
    with unpacked(path) as (stream, _):
        if stream.read(len(MARK)) != MARK:
            stream.seek(0)
        csv.field_size_limit(FIELD)
        rows = csv.reader(io.TextIOWrapper(stream, "latin-1", newline=""), delimiter=separator)
        for row in rows:
            if row:  # the header
                return sum(1 for _ in rows)
    return 0


def _lines(stream: IO[bytes], quotes: bool) -> tuple[int, int] | None:
    """How many lines there are, and how many of the first have nothing in them; None if a quote is seen."""
    ends = before = 0
    begun, last = False, b""
    if (first := stream.read(len(MARK))) == MARK:
        first = b""
    while part := first or stream.read(PART):
        first = b""
        if quotes and b'"' in part:
            return None
        ends += _ends(part) - (last == b"\r" and part[:1] == b"\n")
        if not begun:
            rest = part.lstrip(b"\r\n")
            before += _ends(part[: len(part) - len(rest)]) - (last == b"\r" and part[:1] == b"\n")
            begun = bool(rest)
        last = part[-1:]
    return ends + (last not in (b"", b"\n", b"\r")), before


def _ends(part: bytes) -> int:
    return part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
