"""Where the bytes of a table come from: a file, packed or not, a pipe, or standard input; and what kind of table it is.

What is no file is first kept whole under no name at all, so that it can be read twice, and nothing of it stays.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, Literal

from triage.language.errors import listed
from triage.population.checking import TableError
from triage.words.message import phrased

Kind = Literal["csv", "ndjson", "parquet", "arrow", "xlsx"]

STANDARD = Path("-")
"""Standard input, or standard output."""
PACKED = b"\x1f\x8b"
"""How whatever gzip packed begins."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a table is: `tabs` stand between the cells of some CSV, and text may be packed (`gz`)."""

    kind: Kind
    tabs: bool = False
    gz: bool = False

    @property
    def name(self) -> str:
        return ("tsv" if self.tabs else self.kind) + (".gz" if self.gz else "")

    @property
    def text(self) -> bool:
        """Whether it is read here, line by line."""
        return self.kind in ("csv", "ndjson")


ENDINGS: dict[str, Form] = {
    ".csv": Form("csv"),
    ".tsv": Form("csv", tabs=True),
    ".ndjson": Form("ndjson"),
    ".jsonl": Form("ndjson"),
    ".csv.gz": Form("csv", gz=True),
    ".tsv.gz": Form("csv", tabs=True, gz=True),
    ".ndjson.gz": Form("ndjson", gz=True),
    ".jsonl.gz": Form("ndjson", gz=True),
    ".parquet": Form("parquet"),
    ".arrow": Form("arrow"),
    ".ipc": Form("arrow"),
    ".feather": Form("arrow"),
    ".xlsx": Form("xlsx"),
}
"""What a table is, by the end of its name."""
FORMATS: dict[str, Form] = {form.name: form for form in ENDINGS.values()}
"""The same by the name of the format."""


def form_of(path: Path, named: str | None = None, option: str = "--format") -> Form:
    """What a table is, by the name of a format, or by that of the file. Raises TableError."""
    if named is not None:
        return FORMATS[named]
    if path == STANDARD:
        which = "standard input" if option == "--in-format" else "standard output"
        message = "{place}: has no name that says what kind of table it is; say {option} csv, or another"
        raise TableError(phrased(message, place=which, option=option))
    name = path.name.lower()
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if name.endswith(ending):
            return ENDINGS[ending]
    raise TableError(
        phrased(
            "{place}: the name does not say what kind of table it is; expected it to end in {endings}, "
            "or the option {option}",
            place=path,
            endings=listed(ENDINGS),
            option=option,
        )
    )


def table_name(path: Path) -> str:
    """What a message calls the table that is read."""
    return "standard input" if path == STANDARD else str(path)


@contextmanager
def understood(name: str) -> Iterator[None]:
    """What the system says of a file that cannot be read becomes one sentence."""
    try:
        yield
    except (EOFError, zlib.error) as error:
        raise TableError(phrased("{place}: cannot be unpacked, it may be cut off or damaged", place=name)) from error
    except OSError as error:
        if type(error).__name__ == "BadGzipFile":
            raise TableError(
                phrased("{place}: cannot be unpacked, it may be cut off or damaged", place=name)
            ) from error
        reason = (error.strerror or str(error)).lower()
        raise TableError(phrased("{place}: cannot be read: {reason}", place=name, reason=reason)) from error


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """The bytes of text, unpacked where they are packed, and how far that is into the file."""
    with path.open("rb") as raw:
        packed = raw.read(len(PACKED)) == PACKED
        raw.seek(0)
        if packed:
            with GzipFile(fileobj=raw) as stream:
                yield stream, raw.tell  # type: ignore[misc]  # a GzipFile reads as any file does
        else:
            yield raw, raw.tell


@contextmanager
def nameless() -> Iterator[tuple[IO[bytes], Path]]:
    """An empty file that is gone when it is closed, however this program ends; and a path to it meanwhile."""
    with TemporaryFile() as file:
        path = Path(f"/proc/self/fd/{file.fileno()}")
        if path.exists():
            yield file, path
            return
    with NamedTemporaryFile(prefix="triage-") as named:  # a system that cannot: private, and gone when this ends
        yield named, Path(named.name)


def passes(path: Path) -> bool:
    """Whether this is read once and then gone: a pipe, or standard input."""
    if path == STANDARD:
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


def endless(path: Path) -> bool:
    """Whether this is a device: not a terminal or nothing at all, of which somebody knows the end."""
    if path == STANDARD or path == Path(os.devnull):
        return False
    try:
        if not stat.S_ISCHR(os.stat(path).st_mode):
            return False
        with path.open("rb", buffering=0) as file:
            return not file.isatty()
    except (OSError, ValueError):
        return False


@contextmanager
def readable(source: Path) -> Iterator[Path]:
    """A path from which the table can be read as often as needed. Raises TableError."""
    if not passes(source):
        yield source
        return
    if endless(source):
        raise TableError(f"{table_name(source)}: is a device, and may never end; expected a table")
    with nameless() as (file, path):
        with understood(table_name(source)):
            if source == STANDARD:
                shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
            else:
                with source.open("rb") as pipe:
                    shutil.copyfileobj(pipe, file, 1 << 20)
            file.flush()
        yield path
