"""No row of a table is lost or made up, whatever text it is, and people's own columns come through to the letter."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.population.test_run import ANKLE, batch, rejects_of, write_as
from triage.language.base import Base
from triage.language.load import load
from triage.population import tables
from triage.population.counting import lines_of, records_of
from triage.population.given_json import read_json
from triage.population.run import Files, run
from triage.population.tables import Table

BASE = load(ANKLE)
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

ATOMS = (
    '"',
    '""',
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\r\r\n",
    "a",
    "b c",
    "yes",
    "=1",
    "é",
    "\0",
    "\ufeff",
    " ",
    "\xa0",
)
CELLS = st.lists(st.sampled_from(ATOMS), max_size=3).map("".join)
HEADS = (["id", "onset"], ["onset"], ["onset", "^o.*$", "*"], [" onset ", "a,b", "x\ry"], ["rule:x", "reason", "onset"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A table as text, and what stands between its cells."""
    mark, end, names = (
        draw(st.sampled_from(",;\t")),
        draw(st.sampled_from(("\n", "\r", "\r\n"))),
        draw(st.sampled_from(HEADS)),
    )
    rows = [names]
    for _ in range(draw(st.integers(0, 6))):
        size = draw(st.sampled_from([len(names)] * 4 + [1, 5]))
        rows.append(draw(st.lists(CELLS, min_size=size, max_size=size)))
    quoted = draw(st.lists(st.booleans(), min_size=64, max_size=64))
    lines = []
    for number, row in enumerate(rows):
        cells = [
            '"' + cell.replace('"', '""') + '"'
            if (quoted[(number * 7 + place) % 64] if number else any(odd in cell for odd in '",;\t\r\n'))
            else cell
            for place, cell in enumerate(row)
        ]
        lines.append(mark.join(cells))
    last = draw(st.sampled_from(("", end)))
    return draw(st.sampled_from(("", "\ufeff"))) + end.join(lines) + last, mark


def rows_of(text: str, mark: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


@given(table=texts(), block=st.sampled_from((1, 7, 64, 1 << 20)))
@example(table=('onset\n\n"\n"\n;;\r\n\n', ","), block=7)  # one chunk counted its rows in numbers of another kind
@SLOW
def test_every_row_of_a_text_comes_out_is_rejected_or_is_blank(
    table: tuple[str, str], block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "BLOCK", block)
    text, _ = table
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(text.encode())
    mark = Table(source).separator
    header, *rows = rows_of(text.removeprefix("\ufeff"), mark)
    blank = [not any(cell.strip() for cell in row) for row in rows]
    done = run(BASE, Files(source, out, force=True), ("urgency",), missing_ok=True)
    assert (done.rows_in, done.blank) == (len(rows), sum(blank))
    rejected: dict[int, list[str]] = {}
    if done.rejects is not None:
        names, *lines = rows_of(done.rejects.read_bytes().decode(), mark)
        place = len(header)
        rejected = {int(line[place]): line for line in lines}
        for row, line in rejected.items():
            torn = line[place + 2] if len(names) > place + 2 else ""
            assert torn == mark.join(rows[row - 1]) or line[:place] == rows[row - 1]
    own = [place for place, name in enumerate(header) if name.strip() != "onset"]
    kept = [row for number, row in enumerate(rows, 1) if number not in rejected and not blank[number - 1]]
    written = rows_of(out.read_bytes().decode(), ",")
    assert written[0] == [*(header[place] for place in own), "urgency"]
    assert [row[:-1] for row in written[1:]] == [[row[place] for place in own] for row in kept]


@given(data=st.binary(max_size=60), kind=st.sampled_from(("csv", "ndjson")), packed=st.booleans())
@SLOW
def test_any_bytes_give_an_outcome_or_one_clear_message(data: bytes, kind: str, packed: bool, tmp_path: Path) -> None:
    source = tmp_path / f"in.{kind}"
    body = (b"onset,id\n" if kind == "csv" else b'{"onset": "kicked"}\n') + data
    source.write_bytes(gzip.compress(body)[: None if data[:1] != b"g" else -4] if packed else body)
    code, _, errors = batch(source, tmp_path / "out.csv", "--missing-ok", "--force", "--columns", "urgency")
    assert (code, errors.count("\n")) in ((0, 0), (2, 1))
    assert "add up" not in errors


ENDS = {"LF": "\n", "CR LF": "\r\n", "CR alone": "\r"}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("last", [True, False], ids=["ends", "does not end"])
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("name", ["in.csv", "in.tsv", "in.ndjson"])
def test_an_emergency_is_seen_whatever_lines_end_with(
    name: str, end: str, last: bool, packed: bool, tmp_path: Path
) -> None:
    mark = "\t" if name.endswith("tsv") else ","
    lines = [f"id{mark}bone-sticks-out", f"1{mark}yes", f'"2"{mark}no', f"3{mark}"]
    if name.endswith("ndjson"):
        lines = ['{"id": "1", "bone-sticks-out": "yes"}', '{"id": "2", "bone-sticks-out": "no"}', '{"id": "3"}']
    data = (end.join(lines) + (end if last else "")).encode()
    source = tmp_path / (f"{name}.gz" if packed else name)
    source.write_bytes(gzip.compress(data) if packed else data)
    code, said, errors = batch(source, tmp_path / "out.csv", "--missing-ok", "--columns", "urgency")
    assert (code, errors) == (0, "")
    assert (tmp_path / "out.csv").read_text() == "id,urgency\n1,emergency\n2,soon\n3,soon\n"
    assert "Rows: 3 in, 3 out" in said


@pytest.mark.parametrize(
    ("text", "rows"),
    {
        "nothing but a header": ("id,onset", 0),
        "a header that ends": ("id,onset\r", 0),
        "lines before the header": ("\r\n\n\rid,onset\n1,\n", 1),
        "CR CR LF": ("id,onset\r\r\n1,\r\r\n", 3),
        "an end inside quotes": ('id,onset\n"1\r2\n3",\n2,\n', 2),
        "a quote inside a cell": ('id,onset\n5" pipe,\n6",\n7,\n', 3),
        "a quote that has no end": ('id,onset\n1,\n"2,\n3,\n', 2),
        "what comes after a quote": ('id,onset\n"1"2"3,\n4,\n', 2),
    }.values(),
)
def test_rows_are_counted_without_reading_them(text: str, rows: int, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(text.encode())
    assert records_of(source, ",") == rows
    table = Table(source)
    assert sum(chunk.size for chunk in table.chunks()) == rows
    source.write_bytes(text.encode().replace(b"\n", b"\r"))
    assert lines_of(source) == lines_of(source.with_name("in.csv"))


def test_a_reader_that_loses_a_row_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,onset\n1,twisted\n2,twisted\n3,twisted\n")
    read = Table.at_once

    def forgetful(table: Table, block: bytes, done: int) -> object:
        return read(table, block[: block.rfind(b"3")], done)

    monkeypatch.setattr(Table, "at_once", forgetful)
    code, said, errors = batch(source, tmp_path / "out.csv", "--missing-ok")
    assert (code, said) == (2, "")
    assert errors == (
        f"{source}: 3 rows were counted and 2 read; 2 came out, 0 were rejected and 0 were blank, which does not add "
        "up; nothing is kept\n"
    )
    assert list(tmp_path.iterdir()) == [source]


BLANK = {
    "in.csv": b"id,onset\n1,twisted\n,\n , \n\n,,,,,\n2,fell\n;\n,\n",
    "in.ndjson": b'{"id": 1, "onset": "twisted"}\n\n{}\n{"id": null, "onset": " "}\n \n'
    b'{"id": 2, "onset": "fell"}\n{}\n',
}


@pytest.mark.parametrize("name", BLANK)
def test_rows_without_anything_in_them_are_no_cases(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BLANK[name])
    _, said, _ = batch(tmp_path / name, tmp_path / "out.csv", "--missing-ok", "--columns", "urgency")
    assert (tmp_path / "out.csv").read_text() == "id,urgency\n1,soon\n"
    rejected = rejects_of(tmp_path / "out.csv")
    assert [int(str(row["row"])) for row in rejected] == [6, 7][: len(rejected)]
    assert ", 5 blank." in said


def test_rows_of_nulls_are_no_cases(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"id": [1, None, 3, None], "onset": ["twisted", None, None, " "], "place": [None] * 3 + [["heel"]]}
    )
    frame.write_parquet(tmp_path / "in.parquet")
    _, said, _ = batch(tmp_path / "in.parquet", tmp_path / "out.parquet", "--missing-ok", "--columns", "urgency")
    assert pl.read_parquet(tmp_path / "out.parquet")["id"].to_list() == [1, 3, None]
    assert "Rows: 4 in, 3 out, none rejected, 1 blank." in said


# People's own columns

LONG = ["9007199254740993", "9223372036854775807", "9223372036854775808", "12345678901234567890123", "-1", "0"]


@pytest.mark.parametrize("late", [False, True], ids=["at first", "later"])
@pytest.mark.parametrize("to", ["csv", "ndjson"])
def test_numbers_of_any_length_keep_all_their_digits(to: str, late: bool, tmp_path: Path) -> None:
    before = ["7"] * (1001 if late else 0)
    numbers = [*before, *LONG]
    source, out = tmp_path / "in.ndjson", tmp_path / f"out.{to}"
    source.write_text("".join(f'{{"id": {number}, "onset": "twisted"}}\n' for number in numbers))
    assert batch(source, out, "--missing-ok", "--columns", "urgency")[0] == 0
    if to == "csv":
        assert [line.split(",")[0] for line in out.read_text().splitlines()[1:]] == numbers
    else:
        assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == list(map(int, numbers))


@pytest.mark.parametrize(
    "written",
    [["1" * 40, "2"], ["0.5", "9007199254740993"], ["0.12345678901234567890", "1"], ['"x"', "1.10"], ["1e400", "2"]],
    ids=str,
)
def test_a_number_that_no_column_holds_becomes_its_text(written: list[str], tmp_path: Path) -> None:
    source, out = tmp_path / "in.ndjson", tmp_path / "out.ndjson"
    source.write_text("".join(f'{{"id": {number}, "onset": "twisted"}}\n' for number in written))
    assert batch(source, out, "--missing-ok", "--columns", "urgency")[0] == 0
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [text.strip('"') for text in written]


def test_a_number_that_does_not_fit_later_is_rejected_with_the_reason(tmp_path: Path) -> None:
    source, out = tmp_path / "in.ndjson", tmp_path / "out.parquet"
    lines = ['{"id": 1, "onset": "twisted"}'] * 1001 + ['{"id": 9223372036854775808}', '{"id": "007"}', '{"id": 2}']
    source.write_text("\n".join(lines))
    assert batch(source, out, "--missing-ok", "--columns", "urgency")[0] == 0
    assert pl.read_parquet(out)["id"].to_list() == [1] * 1001 + [2]
    assert [(row["row"], row["text"]) for row in rejects_of(out)] == [(1002, lines[1001]), (1003, lines[1002])]


@pytest.mark.parametrize("kept", ["0.5", "12.25", "0.12345678901234566"])
@pytest.mark.parametrize("late", ["123456789.123456789", "9007199254740993", "-0.100000000000000055", "1e400"])
def test_a_number_that_no_float_holds_is_rejected_later(late: str, kept: str, tmp_path: Path) -> None:
    source, out = tmp_path / "in.ndjson", tmp_path / "out.ndjson"
    numbers = ["0.5"] * 1000 + [late, kept]
    source.write_text("".join(f'{{"weight": {number}, "onset": "twisted"}}\n' for number in numbers))
    assert batch(source, out, "--missing-ok", "--columns", "urgency")[0] == 0
    assert json.loads(out.read_text().splitlines()[-1])["weight"] == float(kept)
    (reject,) = rejects_of(out)
    assert (reject["row"], str(reject["text"])) == (1001, f'{{"weight": {late}, "onset": "twisted"}}')


@pytest.mark.parametrize(
    "own",
    ['"9f1e2345-0e99-4e12-8123-456789012345"', '"12345678901234567890"', "123456789012345678"],
    ids=["uuid", "digits in a text", "digits that fit"],
)
def test_lines_with_long_ids_are_still_read_all_at_once(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "in.ndjson", tmp_path / "out.ndjson"
    source.write_text(f'{{"id": {own}, "onset": "twisted"}}\n' * 3000)
    alone: list[bytes] = []

    def counted(line: bytes) -> object:
        alone.append(line)
        return read_json(line)

    monkeypatch.setattr(tables, "read_json", counted)
    assert batch(source, out, "--missing-ok", "--columns", "urgency")[0] == 0
    assert len(alone) == tables.LOOKED_AT
    assert {json.loads(line)["id"] for line in out.read_text().splitlines()} == {json.loads(own)}


ODD_NAMES = (
    "^o.*$",
    "*",
    "finding:x",
    "rule:mild",
    "/size",
    "row",
    "reason",
    "text",
    "known:onset",
    "a b",
    "'",
    "part:0",
)


@pytest.mark.parametrize("to", ["csv", "tsv", "ndjson", "parquet", "arrow", "xlsx"])
@pytest.mark.parametrize("kind", ["csv", "ndjson", "parquet", "arrow"])
def test_a_column_of_ones_own_may_have_any_name(kind: str, to: str, tmp_path: Path) -> None:
    frame = pl.DataFrame([pl.Series(name, [f"{name} 1", "=2", None]) for name in ODD_NAMES])
    frame = frame.with_columns(onset=pl.Series(["twisted", "kicked", "fell"]), last=pl.lit("x"))
    source, out = tmp_path / f"in.{kind}", tmp_path / f"out.{to}"
    write_as(kind, frame, source)
    code, _, errors = batch(source, out, "--missing-ok", "--columns", "urgency")
    assert (code, errors) == (0, "")
    table = Table(out)
    (chunk,) = table.chunks()
    assert table.names == [*ODD_NAMES, "last", "urgency"]
    assert [list(row) for row in chunk.frame.rows()] == [
        [*(f"{name} 1" for name in ODD_NAMES), "x", "soon"],
        [*["=2"] * len(ODD_NAMES), "x", "soon"],
    ]
    (reject,) = rejects_of(out)
    assert int(str(reject["row_"])) == 3
    assert str(reject["reason_"]).startswith("`onset`: `fell` is no answer")


def test_types_of_columns_of_ones_own_stay(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "u64": pl.Series([2**64 - 1], dtype=pl.UInt64),
            "small": pl.Series([-3], dtype=pl.Int8),
            "money": pl.Series(["1.10"]).cast(pl.Decimal(20, 2)),
            "at": pl.Series(["2001-02-03T04:05:06"]).str.to_datetime(time_zone="UTC"),
            "raw": [b"\x00\xff"],
            "deep": [{"a": [{"b": 1}]}],
            "onset": ["twisted"],
        }
    )
    frame.write_parquet(tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", tmp_path / "out.parquet", "--missing-ok", "--columns", "urgency")[0] == 0
    assert pl.read_parquet(tmp_path / "out.parquet").drop("urgency").equals(frame.drop("onset"))
    assert pl.read_parquet(tmp_path / "out.parquet").drop("urgency").schema == frame.drop("onset").schema


WRONG: dict[str, tuple[str, bytes, tuple[str, ...], str]] = {
    "no name": (
        "in.csv",
        b"id,,onset,\n",
        (),
        "column 2 has no name, and 1 more have none; give each column a name, or take it out",
    ),
    "NUL": (
        "in.csv",
        "id,onset\n".encode("utf-16-le"),
        (),
        "the name of a column holds the character NUL; is the file text in UTF-16? save it as UTF-8",
    ),
    "a name to be written": (
        "in.csv",
        b"conditions.sprain,onset\n",
        (),
        "there is a column `conditions.sprain` already, which is to be written; rename it",
    ),
    "gzip that is cut off": (
        "in.csv.gz",
        gzip.compress(b"id,onset\n" * 999)[:-9],
        (),
        "cannot be unpacked, it may be cut off or damaged",
    ),
    "gzip that is damaged": (
        "in.csv.gz",
        b"\x1f\x8bnothing of the kind",
        (),
        "cannot be unpacked, it may be cut off or damaged",
    ),
    "no workbook": (
        "in.xlsx",
        b"id,onset\n",
        (),
        "cannot be read as xlsx, it may be cut off or damaged (File is not a zip file)",
    ),
    "an old workbook": (
        "in.xlsx",
        b"\xd0\xcf\x11\xe0 and more",
        (),
        "is an old Excel file, or one with a password; save it as .xlsx without one",
    ),
    "a sheet of no workbook": ("in.csv", b"id,onset\n", ("--sheet", "x"), "is none"),
    "latin-1": (
        "in.csv",
        "id,onset\rZoë,\r".encode("latin-1"),
        (),
        "2: the byte 0xeb is no UTF-8; save all of the file in that one encoding",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_gets_one_clear_message(name: str, tmp_path: Path) -> None:
    file, content, options, message = WRONG[name]
    (tmp_path / file).write_bytes(content)
    code, said, errors = batch(tmp_path / file, tmp_path / "out.csv", "--missing-ok", *options)
    assert (code, said, errors.count("\n")) == (2, "", 1)
    assert errors.rstrip("\n").endswith(message)
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_what_a_kind_of_table_cannot_hold_is_named(tmp_path: Path) -> None:
    pl.DataFrame({"raw": [b"x"], "onset": ["twisted"]}).write_parquet(tmp_path / "in.parquet")
    for kind in ("csv", "ndjson", "xlsx"):
        code, _, errors = batch(tmp_path / "in.parquet", tmp_path / f"out.{kind}", "--missing-ok")
        assert (code, errors) == (
            2,
            f"{tmp_path}/in.parquet: the column `raw` is of type Binary, which {kind} cannot hold; "
            "leave it out, or write Parquet or Arrow\n",
        )


def test_a_table_may_have_very_many_columns(ankle: Base, tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(10_000)]
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        ",".join([*names, "bone-sticks-out"]) + "\r" + "1," * len(names) + "yes\r" + "," * len(names) + "\r"
    )
    done = run(ankle, Files(source, out), ("urgency",), missing_ok=True)
    assert (done.rows_in, done.rows_out, done.blank) == (2, 1, 1)
    assert out.read_text() == ",".join([*names, "urgency"]) + "\n" + "1," * len(names) + "emergency\n"
