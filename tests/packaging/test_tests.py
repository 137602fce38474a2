"""What tests may not do: say how long a thing takes, be in a hurry (a busy neighbour fails no test of ours), or reach
into what a module keeps to itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE

TESTS = Path(__file__).resolve().parents[1]
CLOCKS = {
    *("perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "process_time_ns", "time_ns"),
    *("thread_time", "thread_time_ns", "default_timer", "timeit", "getrusage"),
}
POLLS = {"read_nonblocking"}
"""What looks whether there is anything, and is asked again."""
MAY_HURRY = re.compile(rf"\b(?:{'|'.join(CLOCKS)}|time|timeout|deadline)\b")
"""What stands in every file that does; only those are taken apart."""


def hurried(source: str) -> Iterator[str]:
    """Clocks that are looked at, and waits that a busy machine may outlast."""
    for node in ast.walk(ast.parse(source)) if MAY_HURRY.search(source) else ():
        match node:
            case ast.Attribute(attr=name) | ast.alias(name=name) if name in CLOCKS:
                yield name
            case ast.Attribute(attr="time", value=ast.Name(id="time")):
                yield "time.time"
            case ast.Call(func=func, keywords=keywords):
                called = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
                for keyword in keywords:
                    number = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
                    short = isinstance(number, int | float) and number < PATIENCE and called not in POLLS
                    if keyword.arg == "timeout" and short:
                        yield f"{called}(timeout={number!r})"
                    if keyword.arg == "deadline" and number is not None:
                        yield f"deadline={number!r}"


def test_no_test_says_how_long_a_thing_takes() -> None:
    looking = {}
    # Kills fall at random moments of a command: how long it takes has to be known, and no test asks it.
    may_look = (TESTS / "patience.py", TESTS / "conftest.py", TESTS / "fuzz" / "kills.py")
    for path in sorted(TESTS.rglob("*.py")):
        if path not in may_look:
            text = path.read_text()
            # How much memory a process took is no time.
            allowed = {"getrusage"} if "ru_maxrss" in text else set[str]()
            looking[path.relative_to(TESTS).as_posix()] = set(hurried(text)) - allowed
    assert {name: clocks for name, clocks in looking.items() if clocks} == {}


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_stay_together(request: pytest.FixtureRequest) -> None:
    """What is dear to start is started once. pytest-xdist tells a group by the name of the test, and fails silently."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@together")


def test_tests_of_a_file_stay_together(request: pytest.FixtureRequest) -> None:
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@packaging/test_tests.py")


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("import time\nbegun = time.perf_counter()", {"perf_counter"}),
        ("from time import monotonic", {"monotonic"}),
        ("import time\nstart = time.time()", {"time.time"}),
        ("import timeit", {"timeit"}),
        ("run(command, timeout=5)", {"run(timeout=5)"}),
        ("settings(deadline=200)", {"deadline=200"}),
        ("run(command, timeout=PATIENCE)", set()),
        ("settings(deadline=None)", set()),
        ("process.read_nonblocking(1, timeout=0.05)", set()),
        ("import time\ntime.sleep(0.01)", set()),
    ],
)
def test_what_counts_as_hurry(source: str, wrong: set[str]) -> None:
    assert set(hurried(source)) == wrong


OTHERS = {"rule._wrapped", "activation.rule._wrapped", "row._mapping"}
"""What is experta's and SQLAlchemy's, by names that we have too."""


BEGINS = re.compile(r"(?<!\w)_\w*(?<!_)(?!\w)")
"""A name that begins with an underscore and does not end with one. Files without any are not taken apart."""


def private(source: str) -> set[str]:
    """The names with an underscore before them that a module keeps to itself: its own, and those of its classes."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)) if BEGINS.search(source) else ():
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
    return {name for name in found if name.startswith("_") and not name.endswith("_")}


def reached(source: str, kept: set[str]) -> Iterator[str]:
    """Where a test reaches for what another module keeps to itself: imports it, asks for it, or names it in a text."""
    for node in ast.walk(ast.parse(source)) if BEGINS.search(source) else ():
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] in ("triage", "tests"):
                yield from (f"{module}.{name.name}" for name in names if name.name.startswith("_"))
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name) if name in kept and ast.unparse(node) not in OTHERS:
                yield ast.unparse(node)
            case ast.Call(func=ast.Attribute(attr="setattr"), args=[_, ast.Constant(value=str(name)), *_]):
                if name in kept:
                    yield ast.unparse(node)
            case ast.Constant(value=str(text)) if re.fullmatch(r"triage(\.\w+)*\._\w+", text):
                yield text


def test_tests_use_public_names() -> None:
    """What begins with an underscore may change under a test that never asked for it."""
    program = (TESTS.parent / "triage").rglob("*.py")
    kept = {name for path in (*program, *TESTS.rglob("*.py")) for name in private(path.read_text())}
    found = {path.relative_to(TESTS).as_posix(): list(reached(path.read_text(), kept)) for path in TESTS.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from triage.proof.lint import _odd",
        "import triage\ntriage.proof.lint._odd()",
        "monkeypatch.setattr(lint, '_odd', None)",
        "monkeypatch.setattr('triage.proof.lint._odd', None)",
    ],
)
def test_a_private_name_is_noticed(source: str) -> None:
    assert private("def _odd(): ...") == {"_odd"}
    assert list(reached(source, {"_odd"}))


def test_every_folder_of_kept_files_is_counted() -> None:
    """A file that no test reads any more would keep what the program once said; of whatever kind it is, it is found."""
    for folder in {path.parent for path in TESTS.glob("**/golden/*.*") if path.suffix != ".pyc"}:
        tests = "".join(path.read_text() for path in (*folder.glob("test_*.py"), *folder.parent.glob("test_*.py")))
        assert re.search(r"\bidle\b", tests.replace("_", " ")), folder
        assert ".iterdir()" in tests, folder


GIVEN = {".py", ".pyc", ".yaml", ".gz"}
"""Programs, bases and cases, stores of older versions: what tests give to the program."""


def test_what_the_program_said_is_kept_in_such_a_folder() -> None:
    outside = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.*")
        if path.is_file() and path.suffix not in GIVEN and "golden" not in path.parts
    }
    assert outside == {"reports/sarif-2.1.0.json"}, "the schema of OASIS; anything else is counted where it is kept"
