"""Where tables come from and go to: workbooks, pipes, standard streams; and what nobody else may see, tear or plant."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.patience import PATIENCE
from tests.population.test_run import ANKLE, CASES, MAIN, ROOT, batch, rejects_of, write
from triage.commands.main import main
from triage.population.workbook import Book

TABLE = "id,bone-sticks-out\n1,yes\n2,perhaps\n3,\n"
COMMON = ("--missing-ok", "--columns", "urgency")


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def first_sheet(path: Path) -> Worksheet:
    return load_workbook(path).worksheets[0]


# Workbooks


def test_a_workbook_is_read_as_it_is_seen(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [None, None],
        ["id", "born", "n", "bone-sticks-out", "pain", "place", None],
        [1, date(2001, 2, 3), 123456789012345, True, 6.5, "Heel", None],
        [2.0, datetime(2001, 2, 3, 4, 5), "007", "nee", 3, None, None],
        [None, None, None, " ", None],
        [3, None, 0.1, "perhaps", 3, None, None],
        [4, None, None, "no", None, None, None, "beside"],
    ]
    source = workbook(tmp_path / "in.xlsx", rows, [])
    code, said, errors = batch(source, tmp_path / "out.csv", *COMMON)
    assert (code, errors) == (0, "")
    assert (tmp_path / "out.csv").read_text().splitlines() == [
        "id,born,n,urgency",
        "1,2001-02-03,123456789012345,emergency",
        "2,2001-02-03T04:05:00,007,soon",
    ]
    assert "Rows: 5 in, 2 out, 2 rejected (50.0 %), 1 blank." in said
    (place,) = tmp_path.glob("out.csv.rejects.xlsx")
    names, *lines = first_sheet(place).values
    assert names[-3:] == ("row", "reason", "text")
    assert [(line[0], line[-3], str(line[-2])[:20]) for line in lines] == [
        ("3", 4, "`bone-sticks-out`: `"),
        (None, 5, "the row has 8 cells,"),
    ]


ODD_TEXTS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "#N/A",
    "a\rb",
    "\x07",
    "_x0041_",
    " a ",
    "\t=1",
    "12345678901234567890",
    "é🦵",
    "1e5",
]


def test_texts_go_through_a_workbook_as_they_are(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ODD_TEXTS, "onset": "twisted"})
    frame.write_parquet(tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", tmp_path / "one.xlsx", "--missing-ok", "--columns", "urgency")[0] == 0
    cells = [row[0] for row in first_sheet(tmp_path / "one.xlsx").iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"} or {cell.data_type for cell in cells} == {"s", "inlineStr"}
    book = Book(tmp_path / "one.xlsx", "one", None)
    assert [row[0] for rows in book.rows(5) for row in rows] == ODD_TEXTS
    assert book.count() == len(ODD_TEXTS)


def test_numbers_stay_numbers_in_a_workbook_while_it_keeps_their_digits(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [7, 2**53 + 1], "part": [0.5, float("nan")], "on": [True, None], "onset": "twisted"})
    frame.write_parquet(tmp_path / "in.parquet")
    assert batch(tmp_path / "in.parquet", tmp_path / "out.xlsx", *COMMON)[0] == 0
    assert list(first_sheet(tmp_path / "out.xlsx").values)[1:] == [
        (7, 0.5, True, "soon"),
        ("9007199254740993", "nan", None, "soon"),
    ]


def test_a_workbook_with_several_sheets_asks_which(tmp_path: Path) -> None:
    head: list[object] = ["id", "bone-sticks-out"]
    source = workbook(tmp_path / "in.xlsx", [head, [1, "no"]], [], [head, [2, "yes"]])
    assert batch(source, tmp_path / "out.csv", *COMMON)[::2] == (
        2,
        f"{source}: has rows in `Sheet`, `Sheet2`; say which is meant with --sheet\n",
    )
    assert batch(source, tmp_path / "out.csv", *COMMON, "--sheet", "Sheet2")[0] == 0
    assert (tmp_path / "out.csv").read_text() == "id,urgency\n2,emergency\n"
    code, _, errors = batch(source, tmp_path / "no.csv", *COMMON, "--sheet", "sheet")
    assert (code, errors) == (2, f"{source}: has no sheet `sheet`; there is `Sheet`, `Sheet1`, `Sheet2`\n")


def test_a_formula_that_was_never_worked_out_is_no_answer(tmp_path: Path) -> None:
    source = workbook(tmp_path / "in.xlsx", [["id", "bone-sticks-out"], [1, '=IF(1=1,"yes","no")']])
    code, _, errors = batch(source, tmp_path / "out.csv", *COMMON)
    assert (code, errors) == (
        2,
        f"{source}: the cell B2 holds a formula that was never worked out; open the file in a spreadsheet program and "
        "save it\n",
    )


# Spreadsheets


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("nl", "out.csv", '\ufeff"id";"\'=x";"part";"urgency"\n"\'=1+1";"a;b";0,5;"soon"\n"-1,5";"\'@x";2,0;"soon"\n'),
        ("en", "out.csv", '\ufeff"id","\'=x","part","urgency"\n"\'=1+1","a;b",0.5,"soon"\n"-1,5","\'@x",2.0,"soon"\n'),
        (
            "nl",
            "out.tsv",
            '\ufeff"id"\t"\'=x"\t"part"\t"urgency"\n"\'=1+1"\t"a;b"\t0,5\t"soon"\n"-1,5"\t"\'@x"\t2,0\t"soon"\n',
        ),
    ],
)  # fmt: skip
def test_csv_for_a_spreadsheet_runs_nothing(language: str, name: str, expected: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["=1+1", "-1,5"], "=x": ["a;b", "@x"], "part": [0.5, 2.0], "onset": "twisted"})
    frame.write_parquet(tmp_path / "in.parquet")
    args = [
        "batch",
        tmp_path / "in.parquet",
        "-o",
        tmp_path / name,
        *COMMON,
        "-k",
        ANKLE,
        "--lang",
        language,
        "--excel",
    ]
    done = CliRunner().invoke(main, list(map(str, args)))
    assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / name).read_bytes().decode() == expected


def test_csv_for_anything_else_stays_as_it_is_and_says_what_might_run(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,onset\n=1+1,twisted\n-1,twisted\n@x,twisted\n")
    _, said, _ = batch(tmp_path / "in.csv", tmp_path / "out.csv", *COMMON)
    assert (tmp_path / "out.csv").read_text() == "id,urgency\n=1+1,soon\n-1,soon\n@x,soon\n"
    assert "In your own columns 2 cells begin as a formula does." in said
    code, _, errors = batch(tmp_path / "in.csv", tmp_path / "out.parquet", *COMMON, "--excel")
    assert (code, errors) == (
        2,
        "--excel is for CSV, and no spreadsheet opens parquet; name a file that ends in .csv\n",
    )


# Standard streams and pipes


def test_standard_input_and_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    args = ["batch", "-", "--output", "-", "-k", str(ANKLE), "--lang", "en", *COMMON, "--format", "tsv"]
    done = CliRunner().invoke(main, [*args, "--in-format", "csv"], input=TABLE)
    assert (done.exit_code, done.stdout) == (0, "id\turgency\n1\temergency\n3\tsoon\n")
    assert done.stderr.startswith("row 2 rejected: `bone-sticks-out`: `perhaps` is no answer;")
    assert "Rows: 3 in, 2 out, 1 rejected (33.3 %)." in done.stderr
    assert list(tmp_path.iterdir()) == []
    done = CliRunner().invoke(main, [*args, "--in-format", "csv", "--rejects", "no.csv"], input=TABLE)
    assert done.stdout == "id\turgency\n1\temergency\n3\tsoon\n"
    assert (tmp_path / "no.csv").read_text().startswith("id,bone-sticks-out,row,reason\n2,perhaps,2,")
    done = CliRunner().invoke(main, args, input=TABLE)
    assert (done.exit_code, done.stderr) == (
        2,
        "standard input: has no name that says what kind of table it is; say --in-format csv, or another\n",
    )
    for out in ([], ["-"], ["--output", "-"]):
        plain = ["batch", "-", *out, "-k", str(ANKLE), "--lang", "en", *COMMON, "--in-format", "csv"]
        assert CliRunner().invoke(main, plain, input=TABLE).stdout == "id,urgency\n1,emergency\n3,soon\n"


Ended = tuple[int, bytes, str]


def as_process(words: Sequence[str], given: bytes) -> Ended:
    done = subprocess.run([sys.executable, "-c", MAIN, *words], cwd=ROOT, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def between_pipes(words: Sequence[str], given: bytes) -> Ended:
    """In this process, with real pipes for its standard streams; what goes through fits in them."""
    (stdin, before), (after, stdout) = os.pipe(), os.pipe()
    os.write(before, given)
    os.close(before)
    with open(after, "rb") as read:
        with pytest.MonkeyPatch.context() as patch, open(stdin) as source, open(stdout, "w") as out, StringIO() as said:
            for name, stream in (("stdin", source), ("stdout", out), ("stderr", said)):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                main(list(words))
            errors = said.getvalue()
        return int(ended.value.code or 0), read.read(), errors


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "ndjson", "parquet", "arrow", "xlsx"])
def test_every_kind_goes_through_a_pipe(kind: str) -> None:
    goes_through(kind, between_pipes)


def test_a_kind_goes_from_one_process_to_another() -> None:
    goes_through("parquet", as_process)


def goes_through(kind: str, run: Callable[[Sequence[str], bytes], Ended]) -> None:
    command = ["batch", "-", "-k", str(ANKLE), *COMMON]
    code, made, _ = run([*command, "--in-format", "csv", "--format", kind], TABLE.encode())
    assert code == 0
    code, _, errors = run([*command[:-1], "demanded", "--in-format", kind, "--format", "csv"], made)
    assert code == 2  # no column of the first output is a question: it was read, whatever its kind
    assert errors.startswith("standard input: no column is a question; expected ")


def test_a_named_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "in.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(TABLE))
    writer.start()
    code, _, errors = batch(pipe, tmp_path / "out.csv", *COMMON)
    writer.join()
    assert (code, errors) == (0, "")
    assert (tmp_path / "out.csv").read_text() == "id,urgency\n1,emergency\n3,soon\n"


def test_what_is_no_file_is_not_written_over(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv")
    os.mkfifo(tmp_path / "out.csv")
    for place in (tmp_path / "out.csv", Path("/dev/null")):
        code, _, errors = batch(source, place, "--format", "csv", "--force")
        assert (code, errors) == (
            2,
            f"{place}: is no file that can be written over; name another, or - for standard output\n",
        )
    assert Path("/dev/null").is_char_device()


# Privately, whole, and one at a time


def test_whatever_holds_answers_is_private(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TABLE)
    places = [tmp_path / name for name in ("out.csv", "out.csv.rejects.csv", "s.json", "p.svg")]
    options = ("--summary", places[2], "--plot", places[3])
    assert batch(tmp_path / "in.csv", places[0], *COMMON, *options)[0] == 0
    assert [oct(place.stat().st_mode & 0o777) for place in places] == ["0o600"] * 4


def test_what_somebody_planted_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TABLE)
    prey = tmp_path / "prey"
    prey.write_text("mine\n")
    for name in (".out.csv.partial", ".out.csv.rejects.partial", ".out.csv.lock", ".out.csv.parts"):
        (tmp_path / name).symlink_to(prey)
    assert batch(tmp_path / "in.csv", tmp_path / "out.csv", *COMMON)[0] == 0
    assert prey.read_text() == "mine\n"


@pytest.mark.parametrize("force", [False, True], ids=["without force", "with force"])
def test_two_runs_to_one_place_come_one_after_the_other(force: bool, tmp_path: Path) -> None:
    """Each run writes all of its own, or says that something is there already."""
    sources = [write(tmp_path / f"in{number}.csv", CASES * (number + 1) * 300) for number in range(2)]
    out = tmp_path / "out.csv"
    command = [sys.executable, "-c", MAIN, "batch"]
    rest = ["--output", str(out), "-k", str(ANKLE), *COMMON, *(["--force"] if force else [])]
    runs = [
        subprocess.Popen([*command, str(source), *rest], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for source in sources
    ]
    said = [run.communicate(timeout=PATIENCE)[1].decode() for run in runs]
    codes = [run.returncode for run in runs]
    assert sorted(codes) == ([0, 0] if force else [0, 2])
    rows = len(out.read_text().splitlines()) - 1
    if force:
        assert rows in (len(CASES) * 300, len(CASES) * 600)
    else:
        assert rows == len(CASES) * 300 * (codes.index(0) + 1)
        assert said[codes.index(2)] == f"{out}: there is one already; --force writes over it\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in0.csv", "in1.csv", "out.csv"]


def test_rejects_and_output_are_of_the_same_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.csv").write_text(TABLE)
    out, rejects = tmp_path / "out.csv", tmp_path / "out.csv.rejects.csv"
    other = tmp_path / "out.csv.rejects.ndjson"
    for place in (out, rejects, other):
        place.write_text("of last time\n")
    move = os.replace

    def failing(one: Path, to: Path) -> None:
        if Path(to) == out:
            raise OSError(28, "No space left on device")
        move(one, to)

    monkeypatch.setattr(os, "replace", failing)
    code, _, errors = batch(tmp_path / "in.csv", out, *COMMON, "--force")
    assert (code, errors) == (2, f"{out}: cannot be written: no space left on device\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir() if path.name != "in.csv"} == {
        place.name: "of last time\n" for place in (out, rejects, other)
    }
    monkeypatch.undo()
    assert batch(tmp_path / "in.csv", out, *COMMON, "--force")[0] == 0
    assert not other.exists()
    assert [row["id"] for row in rejects_of(out)] == ["2"]


def test_rejected_rows_come_back_mended(tmp_path: Path) -> None:
    """Rejects are a table of the same kind: mended they go in again."""
    (tmp_path / "in.tsv").write_text(TABLE.replace(",", "\t"))
    assert batch(tmp_path / "in.tsv", tmp_path / "out.csv", *COMMON)[0] == 0
    again = tmp_path / "out.csv.rejects.tsv"
    again.write_text(again.read_text().replace("\tperhaps\t", "\tYES\t"))
    assert batch(again, tmp_path / "again.csv", *COMMON)[0] == 0
    assert (tmp_path / "again.csv").read_text().splitlines()[1].startswith("2,2,")
    assert (tmp_path / "again.csv").read_text().endswith(",emergency\n")
