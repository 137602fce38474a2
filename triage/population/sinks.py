"""Tables out, one frame after the other, in every form there is.

What a spreadsheet opens may be read as a formula there, if its first character makes it one. A workbook holds texts as
texts; in CSV for a spreadsheet such a text gets a `'` before it, as spreadsheets themselves write it. Anywhere else
people's own columns stay as they are, to the last character.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gzip import GzipFile
from math import isfinite
from pathlib import Path
from typing import IO, Literal, cast

import polars as pl
from polars.io.plugins import register_io_source

from triage.language.errors import quoted
from triage.population.checking import TableError
from triage.population.given_json import DoubledError, read_json
from triage.population.sources import Form

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a text begins that a spreadsheet may run."""
NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?$"
"""What begins like that and is a number."""


@dataclass(frozen=True, slots=True)
class Target:
    """How a table is written: CSV with this separator, and for a spreadsheet (`excel`), which may have decimal
    commas (`comma`)."""

    form: Form
    separator: str = ","
    excel: bool = False
    comma: bool = False

    @property
    def flat(self) -> bool:
        """Whether a cell holds one thing only."""
        return self.form.kind in ("csv", "xlsx")


def target_of(form: Form, excel: bool = False, comma: bool = False) -> Target:
    """Raises TableError where a spreadsheet cannot open such a table."""
    if excel and form.kind not in ("csv", "xlsx"):
        raise TableError(f"--excel is for CSV, and no spreadsheet opens {form.name}; name a file that ends in .csv")
    separator = "\t" if form.tabs else ";" if excel and comma else ","
    return Target(form, separator, excel and form.kind == "csv", excel and comma)


def fitted(frame: pl.DataFrame, target: Target) -> pl.DataFrame:
    """The frame as this kind of table can hold it."""
    if not target.flat:
        return frame
    frame = flat_frame(frame)
    return _harmless(frame) if target.excel else frame


def check_fits(frame: pl.DataFrame, target: Target) -> None:
    """Raises TableError for a column that this kind of table cannot hold; `frame` may be without rows."""
    for name, dtype in frame.schema.items():
        if not _holds(dtype, target):
            raise TableError(
                f"the column {quoted(name)} is of type {dtype}, which {target.form.name} cannot hold; "
                "leave it out, or write Parquet or Arrow"
            )
    names = _flat_names(frame) if target.flat else frame.columns
    doubled = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if doubled is not None:
        raise TableError(f"there is a column {quoted(doubled)} already, which is to be written; rename it")


def _holds(dtype: pl.DataType, target: Target, within: bool = False) -> bool:
    match dtype:
        case pl.Binary() | pl.Object():
            return target.form.kind in ("parquet", "arrow") and dtype == pl.Binary
        case pl.List(inner=inner) | pl.Array(inner=inner):
            deep = target.flat and (within or isinstance(dtype, pl.Array))
            return not deep and _holds(cast(pl.DataType, inner), target, within=True)
        case pl.Struct(fields=fields):
            deep = target.flat and within
            return not deep and all(_holds(cast(pl.DataType, part.dtype), target, within=True) for part in fields)
        case pl.Int128():
            return target.form.kind != "parquet"
        case _:
            return True


def _flat_names(frame: pl.DataFrame) -> list[str]:
    names: list[str] = []
    for name, dtype in frame.schema.items():
        names += [f"{name}.{part.name}" for part in dtype.fields] if isinstance(dtype, pl.Struct) else [name]
    return names


def flat_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """For tables where a cell holds one text: lists with semicolons, a column `conditions.ID` for each condition."""
    columns: list[pl.Series] = []
    for column in frame:
        name, plain = column.name, column.alias("cell")  # Polars reads some names as patterns
        match column.dtype:
            case pl.List():
                columns.append(plain.cast(pl.List(pl.String)).list.join(";", ignore_nulls=True).alias(name))
            case pl.Struct(fields=fields):
                parts = plain.struct.unnest()
                columns += [parts.get_column(part.name).alias(f"{name}.{part.name}") for part in fields]
            case _:
                columns.append(column)
    return pl.DataFrame(columns)


def formulas(frame: pl.DataFrame, names: Sequence[str]) -> int:
    """How many cells of these columns a spreadsheet may run."""
    columns = [frame.get_column(name) for name in names]
    texts = [column.alias("cell").cast(pl.String) for column in columns if _textual(column.dtype)]
    return int(_running(pl.concat(texts)).sum() or 0) if texts else 0


def _textual(dtype: pl.DataType) -> bool:
    return isinstance(dtype, pl.String | pl.Categorical)


def _running(column: pl.Series) -> pl.Series:
    text = column.alias("cell").cast(pl.String).str
    return text.contains(FORMULA) & ~text.contains(NUMBER)


def _harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """A `'` before every text that would run, and before every such name of a column."""
    columns = [
        column.cast(pl.String).to_frame("text").select(
            pl.when(_running(column)).then(pl.concat_str(pl.lit("'"), "text")).otherwise("text")
        ).to_series().alias(column.name)
        if _textual(column.dtype)
        else column
        for column in frame
    ]  # fmt: skip
    names = pl.Series(frame.columns, dtype=pl.String)
    running = _running(names).to_list() if len(names) else []
    return pl.DataFrame(
        [column.alias(f"'{column.name}") if runs else column for column, runs in zip(columns, running, strict=True)]
    )


def write(frames: Iterator[pl.DataFrame], empty: pl.DataFrame, place: Path, target: Target) -> None:
    """Writes frames, each fitted, over the file at `place`; `empty` has their columns and no rows.

    Raises OSError, TableError, an error of Polars, or whatever the frames raise."""
    if target.form.kind == "xlsx":
        from triage.population.workbook import write_book  # noqa: PLC0415  # a library that only this needs

        write_book(frames, empty.columns, place)
        return
    broken: list[BaseException] = []

    def watched() -> Iterator[pl.DataFrame]:
        try:
            yield from frames
        except BaseException as error:  # Polars would make text of it
            broken.append(error)
            raise

    source = register_io_source(lambda *_: watched(), schema=empty.schema)
    try:
        _sink(source, place, target)
    except BaseException as error:
        raise (broken[0] if broken else error) from error
    if broken:
        raise broken[0]


def _sink(source: pl.LazyFrame, place: Path, target: Target) -> None:
    packed: Literal["gzip", "uncompressed"] = "gzip" if target.form.gz else "uncompressed"
    match target.form.kind:
        case "csv":
            source.sink_csv(
                place,
                engine="streaming",
                separator=target.separator,
                include_bom=target.excel,
                decimal_comma=target.comma,
                # Another separator inside a text must not part it where that is the one that is expected.
                quote_style="non_numeric" if target.excel else "necessary",
                compression=packed,
                check_extension=False,
            )
        case "ndjson":
            source.sink_ndjson(place, engine="streaming", compression=packed, check_extension=False)
        case "parquet":
            source.sink_parquet(place, engine="streaming", statistics=False)  # nobody seeks in these
        case _:
            source.sink_ipc(place, engine="streaming")


def write_rejects(
    frames: Iterator[pl.DataFrame], empty: pl.DataFrame, place: Path, target: Target, texts: Collection[str]
) -> None:
    """Writes rows that were rejected as they came; `texts` are the columns in which numbers and lists of NDJSON are
    kept as text. Raises what `write` does."""
    if target.form.kind != "ndjson":
        write((fitted(frame, target) for frame in frames), fitted(empty, target), place, target)
        return
    with place.open("wb") as raw, GzipFile(fileobj=raw, mode="wb", mtime=0) if target.form.gz else raw as file:
        for frame in frames:
            _lines(frame, cast(IO[bytes], file), texts)


def _lines(frame: pl.DataFrame, file: IO[bytes], texts: Collection[str]) -> None:
    """Objects as they were, a line each: without keys that had none."""
    for row in frame.iter_rows(named=True):
        given = {name: _plain(part, name in texts) for name, part in row.items() if part is not None}
        file.write(json.dumps(given, ensure_ascii=False, default=str).encode() + b"\n")


def _plain(part: object, text: bool) -> object:
    if isinstance(part, float) and not isfinite(part):
        return str(part)
    if text and isinstance(part, str):
        with suppress(ValueError, RecursionError, DoubledError):
            read = read_json(part)
            json.dumps(read, allow_nan=False)  # what JSON cannot hold stays text
            return part if isinstance(read, str) else read
    return part
