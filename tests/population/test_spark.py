"""What comes out of Spark is what comes out of Polars, row by row; here with a worker of two processes, in a
directory of its own."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.lazily import Lazily
from tests.patience import PATIENCE
from tests.population.test_run import ANKLE, CASES, HEAD, KINDS, batch, write
from tests.reports.schema import batch_of
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.load import load
from triage.population import partitions, tables
from triage.population.population import Population
from triage.population.tables import Table
from triage.version import VERSION

if TYPE_CHECKING:
    from pyspark.sql import Row, SparkSession

    from triage.population import spark as on_spark
else:
    on_spark = Lazily("triage.population.spark")

pytestmark = pytest.mark.long
MASTER = "local-cluster[1,2,1024]"
QUICK_START = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)
"""Java that does not get ready for hours of work: most of what it would compile here would run no more. And Spark's own
classes are as the compiler wrote them."""
QUICK_QUERIES = """\
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
"""
"""And no more does Spark: it walks through its plans, where it would else write Java for each and compile that."""
ON_SPARK = ("--engine", "spark", "--master", MASTER)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Spark with a worker, which leaves what it writes in a directory of ours."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no Java; tools/system installs it")
    home = tmp_path_factory.mktemp("spark")
    for part in Path(str(import_module("pyspark").__file__)).parent.iterdir():
        (home / part.name).symlink_to(part)
    (home / "conf").mkdir()
    (home / "conf" / "spark-defaults.conf").write_text(QUICK_QUERIES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(home))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("JAVA_TOOL_OPTIONS", f"{QUICK_START} {os.environ.get('JAVA_TOOL_OPTIONS', '')}".strip())
        with on_spark.session(MASTER, home / "driver.log") as running:
            yield running


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are cut into some pieces, each of a few rows."""
    monkeypatch.setattr(tables, "BLOCK", 200)
    monkeypatch.setattr(partitions, "ROWS", 4)


def mixed_csv(path: Path) -> None:
    """Rows that can stand, rows that cannot, a text that goes on on the next line, and a mark before it all."""
    write(path, CASES * 4)
    lines = path.read_text().splitlines()
    for number, (row, name) in enumerate([(2, "fell"), (8, "twisted;kicked"), (13, "fell")]):
        cells = lines[row].split(",")
        cells[3] = name
        lines[row] = ",".join(cells[: len(cells) - number % 2])
    texts = [f'"line {n}\nof {n}"' if n % 3 else f"line {n}" for n in range(len(lines))]
    texts[0] = "a note"
    path.write_text("\ufeff" + "\n".join(f"{line},{text}" for line, text in zip(lines, texts, strict=True)) + "\n")


def mixed_ndjson(path: Path) -> None:
    write(path, CASES * 4)
    lines = path.read_text().splitlines()
    lines[2] = lines[2][:-3]
    lines[9] = lines[9].replace('"pain": ', '"pain": 9')
    lines[15] = '{"id": 15, "onset": "kicked", "toes": 3}'
    path.write_text("\n".join([*lines, ""]))


def mixed_frame(path: Path) -> None:
    write(path.with_suffix(".csv"), CASES * 4)
    frame = pl.read_csv(path.with_suffix(".csv"), infer_schema=False).with_columns(
        pl.when(pl.col("id") == "7").then(pl.lit("fell")).otherwise(pl.col("onset")).alias("onset"),
        born=pl.date(2001, 2, 3),
        kind=pl.col("id").cast(pl.Categorical),
        place=pl.when(pl.col("place").is_in(["outside;heel", "none"])).then(pl.col("place")).str.split(";"),
    )
    path.with_suffix(".csv").unlink()
    frame.write_parquet(path) if path.suffix == ".parquet" else frame.write_ipc(path)


MIXED: dict[str, Callable[[Path], None]] = {
    "csv": mixed_csv,
    "ndjson": mixed_ndjson,
    "parquet": mixed_frame,
    "arrow": mixed_frame,
}

REJECTED = {"csv": 3, "ndjson": 3, "parquet": 1, "arrow": 1}


def frame_of(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_ipc(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("spark", "small")
def test_spark_writes_what_polars_writes(kind: str, tmp_path: Path) -> None:
    source = tmp_path / f"in.{kind}"
    MIXED[kind](source)
    said = {}
    for name, options in (("polars", ()), ("spark", ON_SPARK)):
        (tmp_path / name).mkdir()
        summary = tmp_path / name / "summary.json"
        code, text, errors = batch(source, tmp_path / name / f"out.{kind}", "--summary", summary, *options)
        assert (code, errors) == (0, "")
        said[name] = text.replace(str(tmp_path / name), "")
        batch_of(summary.read_text())
    ours, theirs = ({path.name: path for path in (tmp_path / name).iterdir()} for name in said)
    assert set(ours) == set(theirs) == {f"out.{kind}", f"out.{kind}.rejects.{kind}", "summary.json"}
    assert said["spark"] == said["polars"]
    assert f" {REJECTED[kind]} rejected" in said["spark"]
    for name, path in ours.items():
        if path.suffix in (".parquet", ".arrow"):
            assert frame_of(theirs[name]).equals(frame_of(path))
            assert frame_of(theirs[name]).schema == frame_of(path).schema
        else:
            assert theirs[name].read_bytes() == path.read_bytes()


def test_a_table_of_spark_gets_its_outcomes_in_spark(spark: SparkSession, ankle: Base) -> None:
    rows = [(1, "yes", ["heel"], 3.0), (2, "perhaps", ["heel"], 3.0), (3, "no", None, None), (4, None, ["nose"], 11.0)]
    table = spark.createDataFrame(rows, "id int, `bone-sticks-out` string, place array<string>, pain double")
    columns = ("urgency", "warning_signs", "leading", "conditions", "fired", "demanded")
    found = [row.asDict(recursive=True) for row in on_spark.triaged(table, ankle, columns).collect()]
    alone = pl.DataFrame(
        [rows[0], rows[2]],
        schema={"id": pl.Int32, "bone-sticks-out": pl.String, "place": pl.List(pl.String), "pain": pl.Float64},
        orient="row",
    )
    right = [{**row, "rejected": None} for row in Population(ankle, columns).triage(alone).to_dicts()]
    assert [found[0], found[2]] == right
    assert [row["id"] for row in found] == [1, 2, 3, 4]
    assert found[1]["rejected"] == "`bone-sticks-out`: `perhaps` is no answer; expected one of `yes`, `no`"
    assert found[3]["rejected"].count("; expected") == 2
    assert {name: found[1][name] for name in columns} == dict.fromkeys(columns)


@pytest.mark.usefixtures("spark", "small")
def test_spark_packs_what_it_writes(tmp_path: Path) -> None:
    mixed_csv(tmp_path / "in.csv")
    for name, options in (("one", ()), ("two", ON_SPARK)):
        assert batch(tmp_path / "in.csv", tmp_path / f"{name}.tsv.gz", *options, "--excel")[0] == 0
    assert gzip.decompress((tmp_path / "two.tsv.gz").read_bytes()) == gzip.decompress(
        (tmp_path / "one.tsv.gz").read_bytes()
    )
    assert oct((tmp_path / "two.tsv.gz").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(
    ("source", "out", "message"),
    [
        ("in.csv.gz", "out.csv", "Spark cannot cut a workbook or a packed file into pieces; unpack it"),
        ("in.csv", "out.xlsx", "Spark makes no workbook; name a .csv or .parquet, or leave out --engine"),
        ("in.csv", "-", "standard output: the workers of Spark cannot see it; name a file, or leave out --engine"),
    ],
)
def test_what_spark_cannot_do_it_says(source: str, out: str, message: str, tmp_path: Path) -> None:
    write(tmp_path / "in.csv")
    (tmp_path / "in.csv.gz").write_bytes(gzip.compress((tmp_path / "in.csv").read_bytes()))
    place = out if out == "-" else tmp_path / out
    code, said, errors = batch(
        tmp_path / source, place, "--engine", "spark", "--format", "csv" if out != "out.xlsx" else "xlsx"
    )
    assert (code, said, errors.count("\n")) == (2, "", 1)
    assert message in errors
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "in.csv.gz"]


# What cannot be done: one clear message, exit 2, nothing half-written


@pytest.mark.usefixtures("spark")
def test_an_output_that_is_there_stays_unless_force_is_said(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.csv"), tmp_path / "out.csv"
    out.write_text("mine\n")
    assert batch(source, out, *ON_SPARK) == (2, "", f"{out}: there is one already; --force writes over it\n")
    assert out.read_text() == "mine\n"
    assert batch(source, out, *ON_SPARK, "--force")[0] == 0
    assert len(out.read_text().splitlines()) == 1 + len(CASES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@pytest.mark.usefixtures("spark")
def test_a_worker_that_cannot_see_the_table_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in.csv")
    cut = partitions.PartitionedTable.cut

    def and_hide(table: partitions.PartitionedTable) -> list[partitions.Partition]:
        made = cut(table)
        source.rename(tmp_path / "hidden.csv")
        return made

    monkeypatch.setattr(partitions.PartitionedTable, "cut", and_hide)
    code, said, errors = batch(source, tmp_path / "out.csv", *ON_SPARK)
    assert (code, said, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(f"{source}: is not there on the worker ")
    assert [path.name for path in tmp_path.iterdir()] == ["hidden.csv"]


@pytest.mark.usefixtures("spark")
def test_workers_with_another_version_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.population.spark.VERSION", "0.1")
    code, said, errors = batch(write(tmp_path / "in.csv"), tmp_path / "out.csv", *ON_SPARK)
    assert (code, said) == (2, "")
    assert errors.startswith("on the worker ")
    assert errors.endswith(f" is triage {VERSION}; install 0.1 there too\n")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", KINDS)
def test_the_pieces_of_a_table_are_the_table(kind: str, tmp_path: Path) -> None:
    source = tmp_path / f"in.{kind}"
    MIXED[kind](source)
    table = partitions.PartitionedTable(source)
    cut = table.cut()
    assert len(cut) > 2
    apart = [chunk for piece in cut for chunk in table.only(piece).chunks()]
    whole = list(Table(source).chunks())
    assert sum(chunk.size for chunk in apart) == sum(chunk.size for chunk in whole)
    assert pl.concat(chunk.frame for chunk in apart).equals(pl.concat(chunk.frame for chunk in whole))
    assert [each.text for chunk in apart for each in chunk.unread] == [
        each.text for chunk in whole for each in chunk.unread
    ]


def test_a_table_without_rows_needs_no_spark(tmp_path: Path) -> None:
    pl.DataFrame(schema=dict.fromkeys(HEAD.split(","), pl.String)).write_parquet(tmp_path / "in.parquet")
    code, said, errors = batch(tmp_path / "in.parquet", tmp_path / "out.ndjson", *ON_SPARK)
    assert (code, errors, (tmp_path / "out.ndjson").read_text()) == (0, "", "")
    assert "Rows: 0 in, 0 out" in said


BAD: dict[str, tuple[str, str]] = {
    "no master": (
        "http://example.org",
        "http://example.org: is no Spark master; expected local[N], spark://HOST:PORT, yarn or k8s://...",
    ),
    "nobody there": ("spark://localhost:9", "spark://localhost:9: no Spark master answers there: connection refused"),
    "no port": ("spark://localhost", "spark://localhost: no Spark master answers there: no port is named"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_master_that_cannot_be_used_is_named(name: str, tmp_path: Path) -> None:
    master, message = BAD[name]
    source = write(tmp_path / "in.csv")
    found = batch(source, tmp_path / "out.csv", "--engine", "spark", "--master", master)
    assert found == (2, "", f"{message}\n")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("home", "where"),
    [("", "on the PATH, and JAVA_HOME names none"), ("/nowhere", "in JAVA_HOME")],
    ids=["path", "home"],
)
def test_without_java_it_says_what_is_needed(
    home: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", home)
    found = batch(write(tmp_path / "in.csv"), tmp_path / "out.csv", "--engine", "spark")
    assert found == (2, "", f"Spark needs Java 17 or later; there is none {where}\n")


class NoWorkers:
    """Work that a cluster takes and never begins with."""

    master = "spark://there:7077"

    def __init__(self) -> None:
        self.cancelled = Event()

    def tasks(self) -> tuple[int, int]:
        return 0, 0

    def cancel(self) -> None:
        self.cancelled.set()

    def collect(self) -> list[Row]:
        assert self.cancelled.wait(PATIENCE)
        return []


def test_it_does_not_wait_for_workers_that_never_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.population.spark.PATIENCE", 0)
    work = NoWorkers()
    told: list[tuple[int, int]] = []
    with pytest.raises(TriageError, match="gave no worker in 0 seconds"):
        on_spark.watched(work, 3, lambda done, of: told.append((done, of)))
    assert work.cancelled.is_set()
    assert told == [(0, 3)]


def test_a_master_is_for_spark(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv")
    assert batch(source, tmp_path / "out.csv", "--master", MASTER) == (2, "", "--master is for --engine spark\n")


def test_the_reason_is_one_line_out_of_many() -> None:
    pages = "An exception was thrown:\nTraceback (most recent call last):\n  File x\n{}\n\n\tat org.apache.spark.A(B)\n"
    assert on_spark.reason(pages.format("ValueError: no good")) == "ValueError: no good"
    assert on_spark.reason(pages.format("ModuleNotFoundError: No module named 'polars'")).startswith(
        "the Python of the workers has no polars; there, run pip install 'hamstring-triage[spark]', and let"
    )


@pytest.fixture(scope="module")
def ankle() -> Base:
    return load(ANKLE)
