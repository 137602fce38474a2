"""Nothing that a person answered leaves the program: not over a network, not into a log."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engines import tell
from tests.strategies import PATHWAYS, Sketch, finding, manifest, pathway, question, rule
from triage.inference.borrowed import KnowledgeEngine
from triage.inference.outcome import infer
from triage.inference.session import ENGINES, EngineName, Session
from triage.interview.interview import Interview
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.load import load

watchers = sys.modules["experta.watchers"]  # let in by `borrowed`


def test_everything_works_without_a_network(ankle_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = set(threading.enumerate()) - {threading.current_thread()}  # what an earlier test left running

    def refused(name: str) -> Callable[..., Any]:
        really = getattr(socket, name)

        def opening(*args: Any, **kwargs: Any) -> Any:
            if threading.current_thread() in elsewhere:
                return really(*args, **kwargs)
            raise AssertionError("a socket was opened")

        return opening

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused(name))
    interview = Interview(load(ankle_files))
    while (prompt := interview.next()) is not None:
        interview.answer({q.id: "unknown" if q.may_be_unknown else "no" for q in prompt.questions})
    assert interview.outcome().trace


class Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def log() -> Iterator[list[logging.LogRecord]]:
    """Everything that is logged while experta is told to log all it can."""
    recorder, root = Recorder(), logging.getLogger()
    level = root.level
    root.addHandler(recorder)
    root.setLevel(logging.DEBUG)
    watchers.watch()
    yield recorder.records
    watchers.unwatch()
    root.setLevel(level)
    root.removeHandler(recorder)


def test_an_engine_of_someone_else_still_logs(log: list[logging.LogRecord]) -> None:
    engine = KnowledgeEngine()
    engine.reset()
    engine.run()
    assert any(record.name.startswith("experta") for record in log)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_session_logs_nothing(log: list[logging.LogRecord], ankle: Base, engine: EngineName) -> None:
    session = Session(ankle, engine)
    tell(session, {"onset": "twisted", "pain": 8})
    tell(session, {"heard-a-crack": "yes"})
    assert session.fired
    infer(ankle, session.answers, engine)
    assert log == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_session_that_fails_does_not_silence_the_others(
    log: list[logging.LogRecord], ankle: Base, engine: EngineName
) -> None:
    session = Session(ankle, engine)
    entries = [question("pain", "yes-no"), finding("f0", "condition"), rule("r", {"pain": "yes"}, establish="f0")]
    other = Sketch(manifest(["f0"]), (*entries, *map(pathway, PATHWAYS)))
    with pytest.raises(AssertionError):
        session.tell(CheckedAnswers(other.build(), {"pain": "yes"}))  # checked for another base
    test_an_engine_of_someone_else_still_logs(log)
