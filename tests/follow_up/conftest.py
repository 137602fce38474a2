"""The shipped base with its check-in, and a case that is ready for its first check-in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import once
from tests.follow_up.histories import concluded_once
from triage.cases.case import load_case
from triage.commands.main import main
from triage.inference.cache import load_cached
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.evaluate import Answer
from triage.language.files import shipped
from triage.language.load import load

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="session")
def check_in() -> Base:
    return once.check_in()


def _unless_named(really: Callable[..., Base], found: Base, at: int = -1) -> Callable[..., Base]:
    """What is read, unless a directory is named; `at` is its place among the words."""
    return lambda *words: found if not words or words[at] is None else really(*words)


@pytest.fixture
def run(base: Base, check_in: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own. The shipped base is loaded once for all of them."""
    once: dict[str, tuple[Callable[..., Base], Base]] = {
        "load.load": (load, base),
        "check_in.load_check_in": (load_check_in, check_in),
    }
    for name, (really, found) in once.items():
        monkeypatch.setattr(f"triage.language.{name}", _unless_named(really, found))
    monkeypatch.setattr("triage.inference.cache.load_cached", _unless_named(load_cached, base, 0))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return lambda *words, **more: CliRunner().invoke(main, [os.fspath(word) for word in words], **more)


@pytest.fixture(scope="module")
def concluding_once() -> Iterator[None]:
    """Whatever one test of a file concludes from some answers, another need not."""
    with concluded_once():
        yield


def ready_case() -> str:
    """A light strain of the first of March 2026, seen the day after."""
    text = (shipped() / "cases" / "sprint-mild-strain.yaml").read_text()
    head = text[: text.index("expect:")]
    return f"{head}saved: {{format: 1, base: hamstring, version: 1.0.0, hash: x, date: 2026-03-02}}\n"


def asked(check_in: Base, name: str) -> dict[str, Answer]:
    """The answers of a worked check-in, without what follows from the case file."""
    found = load_case(check_in, shipped() / "check-in" / "cases" / f"{name}.yaml").answers
    return {key: value for key, value in found.items() if not check_in.questions[key].given}


@pytest.fixture
def case(run: Run) -> Path:
    """That case in a file. `run` has gone to the folder in which it lies."""
    assert run is not None
    place = Path("case.yaml")
    place.write_text(ready_case())
    return place


@pytest.fixture
def answers(check_in: Base, case: Path) -> Callable[..., Path]:
    """A file with the answers to a worked check-in."""
    assert case.exists()

    def of(name: str) -> Path:
        place = Path(f"{name}.yaml")
        place.write_text("answers: " + json.dumps(asked(check_in, name)))
        return place

    return of
