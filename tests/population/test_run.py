"""A table goes in, a table comes out, and no row is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import once
from tests.deep import sample
from tests.patience import PATIENCE, until
from tests.reports.schema import batch_of
from triage.commands.main import main
from triage.inference.outcome import Outcome, infer
from triage.language.answer import check_answers, plain
from triage.language.base import Base
from triage.language.files import case_files
from triage.population import tables
from triage.population.population import COLUMNS, Population

ROOT = Path(__file__).resolve().parents[2]
ANKLE = ROOT / "tests" / "bases" / "ankle"
KINDS = ("csv", "ndjson", "parquet", "arrow")
MAIN = "from triage.commands.main import main; main()"

CASES: list[dict[str, object]] = [
    {"bone-sticks-out": "yes", "foot-cold": "no"},
    {"bone-sticks-out": "no", "foot-cold": "no", "onset": "twisted", "place": ["outside", "heel"], "pain": 6.5},
    {"foot-cold": "unknown", "place": [], "days": 3, "pain": "unknown"},
    {"onset": "kicked", "heard-a-crack": "yes", "place": "unknown"},
    {},
]
QUESTIONS = ("bone-sticks-out", "foot-cold", "onset", "place", "pain", "days", "heard-a-crack")


def batch(*args: str | Path) -> tuple[int, str, str]:
    words = [str(word) for word in args]
    if len(words) > 1 and not words[1].startswith("--"):
        words.insert(1, "--output")
    done = CliRunner().invoke(main, ["batch", *words, "-k", str(ANKLE), "--lang", "en"])
    return done.exit_code, done.stdout, done.stderr


def rejects_of(out: Path) -> list[dict[str, object]]:
    """The rows that were rejected, whatever they came in."""
    found = [path for path in out.parent.iterdir() if path.name.startswith(f"{out.name}.rejects.")]
    if not found:
        return []
    (path,) = found
    match path.suffix:
        case ".csv":
            return [
                {name: value for name, value in row.items() if value}
                for row in csv.DictReader(io.StringIO(path.read_text(), newline=""))
            ]
        case ".ndjson":
            return [json.loads(line) for line in path.read_text().splitlines()]
        case ".parquet":
            return pl.read_parquet(path).to_dicts()
        case _:
            return pl.read_ipc(path).to_dicts()


def cell(value: object) -> str | None:
    return ";".join(value) or "none" if isinstance(value, list) else None if value is None else str(value)


def write_as(kind: str, frame: pl.DataFrame, path: Path) -> None:
    """A table as a file of this kind."""
    match kind:
        case "csv":
            frame.write_csv(path)
        case "ndjson":
            frame.write_ndjson(path)
        case "parquet":
            frame.write_parquet(path)
        case _:
            frame.write_ipc(path)


def write(path: Path, cases: Sequence[Mapping[str, object]] = CASES) -> Path:
    """A table with a column a question, and one of its own."""
    rows = [{"id": number, **{name: case.get(name) for name in QUESTIONS}} for number, case in enumerate(cases)]
    texts = pl.DataFrame([{name: cell(value) for name, value in row.items()} for row in rows])
    match path.suffix:
        case ".ndjson":
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        case ".csv":
            texts.write_csv(path)
        case ".parquet":
            texts.write_parquet(path)
        case ".arrow":
            texts.write_ipc(path)
    return path


def read(path: Path) -> list[dict[str, object]]:
    """The rows as `triage run` would say them."""
    match path.suffix:
        case ".csv":
            rows = pl.read_csv(path, infer_schema=False).with_columns(pl.all().fill_null("")).to_dicts()
            for row in rows:
                for name in ("warning_signs", "not_ruled_out", "fired"):
                    row[name] = row[name].split(";") if row[name] else []
                row["leading"] = row["leading"] or None
                row["conditions"] = {
                    name.removeprefix("conditions."): row.pop(name) for name in list(row) if name.startswith("cond")
                }
            return rows
        case ".ndjson":
            return [json.loads(line) for line in path.read_text().splitlines()]
        case ".parquet":
            return pl.read_parquet(path).to_dicts()
        case _:
            return pl.read_ipc(path).to_dicts()


def expected(base: Base, case: Mapping[str, object]) -> dict[str, object]:
    return row_of(infer(base, check_answers(base, case)))


def row_of(outcome: Outcome) -> dict[str, object]:
    return {
        "urgency": outcome.urgency,
        "warning_signs": list(outcome.warning_signs),
        "leading": outcome.leading,
        "conditions": dict(outcome.conditions),
        "not_ruled_out": [part.finding for part in outcome.not_ruled_out],
        "fired": list(outcome.fired),
        "knowledge": outcome.knowledge.hash,
    }


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_says_what_triage_run_says(kind: str, to: str, ankle: Base, tmp_path: Path) -> None:
    out = tmp_path / f"out.{to}"
    assert batch(write(tmp_path / f"in.{kind}"), out)[::2] == (0, "")
    rows = read(out)
    assert [int(str(row.pop("id"))) for row in rows] == list(range(len(CASES)))
    assert rows == [expected(ankle, case) for case in CASES]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({f"in.{kind}", f"out.{to}"})


@pytest.mark.parametrize("kind", KINDS)
def test_answers_may_be_an_object_as_in_a_case_file(kind: str, ankle: Base, tmp_path: Path) -> None:
    source, out = tmp_path / f"in.{kind}", tmp_path / "out.ndjson"
    texts = pl.DataFrame({"answers": [json.dumps(case) for case in CASES]})
    match kind:
        case "ndjson":
            source.write_text("".join(json.dumps({"answers": case}) + "\n" for case in CASES))
        case "csv":
            texts.write_csv(source)
        case "parquet":
            texts.write_parquet(source)
        case _:
            texts.write_ipc(source)
    assert batch(source, out)[::2] == (0, "")
    assert read(out) == [expected(ankle, case) for case in CASES]


def test_typed_columns_are_taken_as_they_are(ankle: Base, tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "bone-sticks-out": [True, False, None],
            "onset": pl.Series(["kicked", "unknown", None], dtype=pl.Categorical),
            "place": [["heel"], [], ["unknown"]],
            "days": [3, None, 60],
            "pain": pl.Series([1.5, 10.0, None], dtype=pl.Float32),
            "born": pl.Series(["2001-02-03"] * 3).str.to_date(),
        }
    )
    frame.write_parquet(tmp_path / "in.parquet")
    frame.select(answers=pl.struct(pl.exclude("born"))).write_parquet(tmp_path / "objects.parquet")
    for source in ("in", "objects"):
        options = ("--missing-ok", "--columns", "urgency,leading,pathway,demanded")
        assert batch(tmp_path / f"{source}.parquet", tmp_path / f"{source}.ndjson", *options)[::2] == (0, "")
    found, again = read(tmp_path / "in.ndjson"), read(tmp_path / "objects.ndjson")
    assert [row.pop("born") for row in found] == ["2001-02-03"] * 3
    assert found == again
    cases = [{"bone-sticks-out": "yes", "onset": "kicked", "place": ["heel"], "days": 3, "pain": 1.5}]
    outcome = infer(ankle, check_answers(ankle, cases[0]))
    assert found[0] == {
        "urgency": outcome.urgency,
        "leading": outcome.leading,
        "pathway": outcome.pathway,
        "demanded": outcome.demanded,
    }


def test_population_takes_and_gives_frames_and_whatever_speaks_arrow(ankle: Base) -> None:
    class Arrow:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return pl.DataFrame({"id": [7], "bone-sticks-out": ["yes"]}).__arrow_c_stream__(requested_schema)

    population = Population(ankle, ["urgency"])
    assert population.triage(Arrow()).rows() == [(7, "emergency")]


# Rows that cannot stand

MIXED = (
    ("csv", 'id,onset,pain\n1,twisted,3\n2,fell,3\n3,kicked\n"4",gradual,"11"\n5,,unknown\n\n'),
    (
        "ndjson",
        '{"id": 1, "onset": "twisted", "pain": 3}\n{"id": 2, "onset": "fell", "pain": 3}\n{"id": 3,\n'
        '{"id": 4, "onset": "gradual", "pain": 11}\n{"id": 5, "pain": "unknown"}\n\n',
    ),
)


@pytest.mark.parametrize(("kind", "text"), MIXED, ids=[kind for kind, _ in MIXED])
def test_a_row_that_cannot_stand_goes_whole_to_the_rejects(kind: str, text: str, tmp_path: Path) -> None:
    (tmp_path / f"in.{kind}").write_text(text)
    code, said, errors = batch(
        tmp_path / f"in.{kind}", tmp_path / "out.ndjson", "--missing-ok", "--summary", tmp_path / "summary.json"
    )
    assert (code, errors) == (0, "")
    assert [int(str(row["id"])) for row in read(tmp_path / "out.ndjson")] == [1, 5]
    rejects = rejects_of(tmp_path / "out.ndjson")
    assert [int(str(row["row"])) for row in rejects] == [2, 3, 4]
    assert rejects[0]["reason"] == (
        "`onset`: `fell` is no answer; expected one of `twisted`, `kicked`, `gradual`, `unknown`"
    )
    assert rejects[1]["reason"] in ("the row has 2 fields, and the header 3", "the line is no JSON")
    assert rejects[2]["reason"] == "`pain`: 11 is out of range; expected a number from 0 to 10, or `unknown`"
    assert rejects[1]["text"] == ("3,kicked" if kind == "csv" else '{"id": 3,')
    last = {name: str(rejects[2][name]) for name in ("id", "onset", "pain")}
    assert last == {"id": "4", "onset": "gradual", "pain": "11"}
    assert "Rows: 6 in, 2 out, 3 rejected (60.0 %), 1 blank." in said
    assert "Checked: rows in = rows out + rejected + blank." in said
    rows = batch_of((tmp_path / "summary.json").read_text())["rows"]
    assert rows == {"read": 6, "written": 2, "rejected": 3, "blank": 1, "share_rejected": 0.6}


WORDS = st.sampled_from(
    ["twisted", "kicked", "unknown", "", "fell", '"', "a,b", "é", "yes", "3", "[", "none", "heel;heel"]
)


@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=12), small=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_every_row_comes_out_or_is_rejected(
    rows: list[tuple[str, str, str]], small: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "BLOCK", 64 if small else 1 << 20)
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    pl.DataFrame(
        [("0", "", "", "")] + [(str(n), *row) for n, row in enumerate(rows, 1)],
        schema=["id", "onset", "place", "days"],
        orient="row",
    ).write_csv(source)
    code, _, errors = batch(source, out, "--missing-ok", "--force", "--columns", "urgency")
    assert (code, errors) == (0, "")
    kept = [row["id"] for row in pl.read_csv(out, infer_schema=False).to_dicts()]
    refused = [int(str(row["row"])) for row in rejects_of(out)]
    assert sorted([*(int(str(name)) + 1 for name in kept), *refused]) == list(range(1, len(rows) + 2))


# Bad input: one clear message, exit 2, nothing lost, nothing half-written

HEAD = "bone-sticks-out,foot-cold,onset,place,pain,days,heard-a-crack"
BAD: dict[str, tuple[str, bytes, tuple[str, ...], str]] = {
    "a missing column": (
        "in.csv",
        b"foot-cold,onset\nyes,twisted\n",
        (),
        "no column for `bone-sticks-out`, `place`, `pain` and 2 more; add what is missing (an empty cell is an answer "
        "that was not given), or say --missing-ok: then nobody was asked",
    ),
    "no question at all": (
        "in.csv",
        b"a,b\n1,2\n",
        ("--missing-ok",),
        "no column is a question; expected `bone-sticks-out`, `foot-cold`, `onset` and 4 more, or `answers`",
    ),
    "a doubled column": ("in.csv", f"{HEAD},pain\n".encode(), (), "the column `pain` stands there twice; keep one"),
    "a misspelt column": (
        "in.csv",
        HEAD.replace("onset", "onsett").encode() + b"\n",
        ("--missing-ok",),
        "unknown column `onsett`: did you mean `onset`? (a column of your own needs another name)",
    ),
    "another way to join words": (
        "in.csv",
        HEAD.replace("foot-cold", "Foot_Cold").encode() + b"\n",
        (),
        "unknown column `Foot_Cold`: did you mean `foot-cold`? (a column of your own needs another name)",
    ),
    "answers in two ways": (
        "in.csv",
        f"answers,{HEAD}\n".encode(),
        (),
        "there is a column `answers` and also `bone-sticks-out`, `foot-cold`, `onset` and 4 more; "
        "give the answers in one way",
    ),
    "a column that is to be written": (
        "in.csv",
        f"{HEAD},urgency\n".encode(),
        (),
        "there is a column `urgency` already, which is to be written; rename it",
    ),
    "text in two encodings": (
        "in.csv",
        f"{HEAD},name\n,,,,,,,Zoë\n".encode() + ",,,,,,,Zoë\n".encode("latin-1"),
        (),
        "3: the byte 0xeb is no UTF-8; save all of the file in that one encoding",
    ),
    "UTF-16": ("in.csv", f"{HEAD}\n".encode("utf-16"), (), "is text in UTF-16; save it as UTF-8"),
    "an empty file": ("in.csv", b"", (), "is empty"),
    "an empty Parquet file": ("in.parquet", b"", (), "is empty"),
    "no JSON anywhere": (
        "in.ndjson",
        b"onset: twisted\n",
        (),
        "none of the first lines is a JSON object; expected one a line",
    ),
    "a name that says nothing": (
        "in.ods",
        b"x",
        (),
        "the name does not say what kind of table it is; expected it to end in "
        "`.csv`, `.tsv`, `.ndjson`, `.jsonl`, `.csv.gz`, `.tsv.gz`, `.ndjson.gz`, `.jsonl.gz`, `.parquet`, `.arrow`, "
        "`.ipc`, `.feather`, `.xlsx`, or the option --in-format",
    ),
    "an unknown column to write": (
        "in.csv",
        f"{HEAD}\n".encode(),
        ("--columns", "urgency,leadin"),
        "unknown column `leadin`; did you mean `leading`?",
    ),
    "a column to write twice": (
        "in.csv",
        f"{HEAD}\n".encode(),
        ("--columns", "fired,fired"),
        "is named twice; keep one",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_table_that_cannot_be_used_gets_one_clear_message(name: str, tmp_path: Path) -> None:
    file, content, options, message = BAD[name]
    (tmp_path / file).write_bytes(content)
    code, said, errors = batch(tmp_path / file, tmp_path / "out.csv", *options)
    assert (code, said) == (2, "")
    assert errors.rstrip("\n").endswith(message)
    assert errors.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [file]


def test_an_answer_that_is_given_twice_in_a_line_counts_neither_time(tmp_path: Path) -> None:
    source = write(tmp_path / "in.ndjson", CASES * 400)  # among its first lines it would show from the header
    with source.open("a") as file:
        file.write('{"onset": "twisted", "onset": "kicked"}\n')
    assert batch(source, tmp_path / "out.ndjson", "--columns", "urgency")[0] == 0
    assert rejects_of(tmp_path / "out.ndjson") == [
        {
            "row": len(CASES) * 400 + 1,
            "reason": "`onset` stands there twice",
            "text": '{"onset": "twisted", "onset": "kicked"}',
        }
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"onset": "twisted", "onset": null}', "`onset` stands there twice"),
        ('{"onset": null, "onset": "twisted"}', "`onset` stands there twice"),
        ('{"id": 1, "onset": null, "ons\\u0065t": "twisted"}', "`onset` stands there twice"),
        ('{"id": 1, "onsett": null}', "none of the first 1000 lines has `onsett`; did you mean `onset`?"),
        ('{"onset": null, "id": 1, "name": "a\\", \\"onset\\": 2"}', None),
        ('{ "name" : null , "onset" : null , "id" : 1 }', None),
    ],
)
def test_a_key_that_is_there_twice_or_unknown_is_noticed_beside_explicit_nulls(
    line: str, reason: str | None, tmp_path: Path
) -> None:
    source = tmp_path / "in.ndjson"
    source.write_text('{"id": 7, "onset": null, "name": "a"}\n' * 1200 + line + "\n")
    assert batch(source, tmp_path / "out.ndjson", "--columns", "urgency", "--missing-ok")[0] == 0
    rejects = [row["reason"] for row in rejects_of(tmp_path / "out.ndjson")] if reason else []
    assert rejects == ([reason] if reason else [])
    assert len(read(tmp_path / "out.ndjson")) == 1200 + (reason is None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_nothing_but_questions_may_have_bad_rows(kind: str, tmp_path: Path) -> None:
    source = tmp_path / f"in.{kind}"
    table = pl.DataFrame({"onset": ["twisted", "twistd"]})
    write_as(kind, table, source)
    assert batch(source, tmp_path / "out.ndjson", "--columns", "urgency", "--missing-ok")[0] == 0
    assert len(read(tmp_path / "out.ndjson")) == 1
    (reject,) = rejects_of(tmp_path / "out.ndjson")
    assert (reject["onset"], int(str(reject["row"]))) == ("twistd", 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    {
        "a doubled name": ('{"onset": "twisted", "onset": "kicked"}', "`onset` stands there twice"),
        "what JSON cannot hold": ('{"pain": NaN}', "`pain`: `NaN` is no number"),
        "a control character": ('{"onset": "\x1b"}', "`onset`: "),
    }.values(),
)
@pytest.mark.parametrize("kind", KINDS)
def test_answers_as_text_that_cannot_stand_are_kept_whole(kind: str, text: str, reason: str, tmp_path: Path) -> None:
    frame, source = pl.DataFrame({"answers": [text]}), tmp_path / f"in.{kind}"
    write_as(kind, frame, source)
    assert batch(source, tmp_path / "out.ndjson", "--columns", "urgency")[0] == 0
    (reject,) = rejects_of(tmp_path / "out.ndjson")
    assert str(reject["reason"]).startswith(reason)
    given = reject["answers"]
    assert given in (text, json.loads(text, strict=False))


def test_a_column_of_the_wrong_type_is_named(tmp_path: Path) -> None:
    pl.DataFrame({"onset": [1]}).write_parquet(tmp_path / "in.parquet")
    code, _, errors = batch(tmp_path / "in.parquet", tmp_path / "out.csv", "--missing-ok")
    assert (code, errors) == (2, f"{tmp_path}/in.parquet: the column `onset` is of type Int64; expected text\n")


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
@pytest.mark.parametrize("part", [0.2, 0.6, 0.99])
def test_a_file_that_is_cut_off_leaves_nothing_behind(kind: str, part: float, tmp_path: Path) -> None:
    source = write(tmp_path / f"in.{kind}")
    source.write_bytes(source.read_bytes()[: int(source.stat().st_size * part)])
    code, _, errors = batch(source, tmp_path / "out.parquet")
    assert code == 2
    assert errors.startswith(f"{source}: cannot be read as {kind.title()}, it may be cut off or damaged")
    assert errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_a_line_without_end_is_not_read_to_its_end(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BLOCK", 1 << 16)
    monkeypatch.setattr(tables, "LONGEST", 1 << 20)
    source = write(tmp_path / f"in.{kind}")
    with source.open("ab") as file:
        file.truncate(1 << 30)  # a gigabyte that takes no room: reading all of it would take seconds and all memory
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    code, _, errors = batch(source, tmp_path / "out.parquet")
    assert code == 2
    assert f"{source}:{len(CASES) + 1 + (kind == 'csv')}: a line" in errors
    assert "is longer than 1 MB" in errors
    assert list(tmp_path.iterdir()) == [source]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("kind", sample(KINDS, 2))
def test_a_full_disk_leaves_nothing_behind(kind: str, tmp_path: Path) -> None:
    source = write(tmp_path / "in.parquet", CASES * 2000)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); {MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", limited, "batch", source, "-o", tmp_path / f"out.{kind}", "-k", ANKLE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path}/out.{kind}: cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == [source]


def test_an_output_that_is_there_stays_unless_force_is_said(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.csv"), tmp_path / "out.csv"
    out.write_text("mine\n")
    code, _, errors = batch(source, out)
    assert (code, errors) == (2, f"{out}: there is one already; --force writes over it\n")
    assert out.read_text() == "mine\n"
    rejects = tmp_path / "out.csv.rejects.csv"
    rejects.write_text("of last time\n")
    assert batch(source, out, "--force")[0] == 0
    assert out.read_text() != "mine\n"
    assert not rejects.exists()


def test_a_failed_run_leaves_the_old_output(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(f"{HEAD}\n,,,,,,\n\xff".encode("latin-1"))
    out = tmp_path / "out.csv"
    out.write_text("mine\n")
    assert batch(tmp_path / "in.csv", out, "--force")[0] == 2
    assert out.read_text() == "mine\n"


def test_the_table_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv")
    before = source.read_bytes()
    for extra in ((source,), (tmp_path / "out.csv", "--summary", source)):
        code, _, errors = batch(source, *extra, "--force")
        assert (code, errors) == (2, f"{source}: this is the file that is read; name another one to write\n")
    assert source.read_bytes() == before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=str)
def test_a_run_that_is_killed_leaves_no_output_and_starts_afresh(how: signal.Signals, tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.csv", CASES * 100), tmp_path / "out.csv"
    slow = f"from triage.population import tables; tables.BLOCK = 1; tables.LONGEST = 500; {MAIN}"
    command = [sys.executable, "-c", slow, "batch", str(source), str(out), "-k", str(ANKLE)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    until(lambda: any(path.name.endswith(".partial") for path in tmp_path.iterdir()))
    running.send_signal(how)
    errors = running.communicate(timeout=PATIENCE)[1]
    assert running.returncode != 0
    if how == signal.SIGINT:
        # What Polars itself prints when it panics nobody can keep from the screen; it comes before.
        assert running.returncode == 2
        assert errors.endswith("stopped; nothing is kept of what was being written\n")
        assert list(tmp_path.iterdir()) == [source]
    assert not out.exists()
    assert batch(source, out)[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert len(read(out)) == len(CASES) * 100


# The summary

GOLDEN = Path(__file__).parent / "golden"
KEPT = {language: f"summary.{language}.txt" for language in ("nl", "en")}


@pytest.mark.parametrize("language", KEPT)
def test_the_summary_is_the_one_we_keep(
    language: str, tmp_path: Path, renewing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.csv", [*CASES, {"onset": "fell"}])
    args = [
        "batch",
        "in.csv",
        "--output",
        "out.csv",
        "--summary",
        "s.json",
        "--plot",
        "p.svg",
        "-k",
        str(ANKLE),
        "--lang",
        language,
    ]
    done = CliRunner().invoke(main, args)
    assert (done.exit_code, done.stderr) == (0, "")
    kept = GOLDEN / KEPT[language]
    if renewing:
        kept.write_text(done.stdout)
    assert done.stdout == kept.read_text()
    batch_of((tmp_path / "s.json").read_text())
    assert (tmp_path / "p.svg").read_text().startswith("<?xml")


def test_no_summary_lies_idle() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(KEPT.values())


def test_a_summary_adds_up(tmp_path: Path) -> None:
    batch(write(tmp_path / "in.csv", CASES * 3), tmp_path / "out.csv", "--summary", tmp_path / "s.json")
    found = batch_of((tmp_path / "s.json").read_text())
    assert sum(found["urgency"].values()) == found["rows"]["written"] == 3 * len(CASES)
    for verdicts in (*found["rules"].values(), *found["conditions"].values()):
        assert verdicts["true"] + verdicts["refuted"] + verdicts["open"] == 3 * len(CASES)
    assert sum(found["leading"].values()) + found["without_leading"] == 3 * len(CASES)


def test_a_table_without_rows_gives_one_without_rows(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"id,{HEAD}\n")
    write(tmp_path / "in.parquet", CASES[:0] or [{}])
    pl.read_parquet(tmp_path / "in.parquet").clear().write_parquet(tmp_path / "in.parquet")
    for kind in ("csv", "parquet"):
        code, said, errors = batch(tmp_path / f"in.{kind}", tmp_path / f"out-{kind}.csv", "--columns", "urgency")
        assert (code, errors) == (0, "")
        assert "Rows: 0 in, 0 out, none rejected" in said
        assert (tmp_path / f"out-{kind}.csv").read_text() == "id,urgency\n"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", CASES * 50)
    for kind in KINDS:
        for name in ("one", "two"):
            batch(source, tmp_path / f"{name}.{kind}", "--columns", ",".join(COLUMNS))
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_the_worked_cases_of_the_shipped_base_come_out_as_one_by_one() -> None:
    base, paths = once.base(), sample(case_files(), 30)
    cases = [once.case(path).answers for path in paths]
    assert len(cases) > 10
    frame = pl.DataFrame({"answers": [json.dumps({n: plain(a) for n, a in case.items()}) for case in cases]})
    rows = Population(base).triage(frame).to_dicts()
    assert rows == [row_of(once.outcome(path)) for path in paths]
