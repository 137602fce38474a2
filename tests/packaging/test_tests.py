"""What tests may not do: say how long a thing takes, or be in a hurry. A busy neighbour fails no test of ours."""

import ast
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


def hurried(source: str) -> Iterator[str]:
    """Clocks that are looked at, and waits that a busy machine may outlast."""
    for node in ast.walk(ast.parse(source)):
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
