"""One person's session never touches another's, and nothing of it stays behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from tests.engines import conclusions, tell
from tests.strategies import every_answer
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.inference.session import ENGINES, EngineName, Session
from triage.interview.interview import Interview
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.load import load

pytestmark = pytest.mark.parametrize("engine", ENGINES)

PEOPLE = 16


def people(base: Base) -> list[dict[str, Answer]]:
    """Sixteen different people."""
    random = Random(1)
    answers = {name: every_answer(question) for name, question in base.questions.items()}
    return [{name: random.choice(some) for name, some in answers.items()} for _ in range(PEOPLE)]


def test_sixteen_threads_with_sixteen_people_come_to_what_each_comes_to_alone(
    ankle_files: Path, engine: EngineName
) -> None:
    base = load(ankle_files)  # compiled by whichever thread is first
    everyone = people(base)
    together = threading.Barrier(PEOPLE)
    found: dict[int, list[object]] = {}

    def interview(number: int, answers: Mapping[str, Answer]) -> None:
        together.wait()
        seen: list[object] = []
        for _ in range(5):
            session = Session(base, engine)
            for name, answer in answers.items():
                tell(session, {name: answer})
                seen.append(conclusions(session))
            seen.append(infer(base, answers, engine))
        found[number] = seen

    threads = [threading.Thread(target=interview, args=(number, answers)) for number, answers in enumerate(everyone)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, answers in enumerate(everyone):
        told, alone = {}, []
        for name, answer in answers.items():
            told[name] = answer
            alone.append(conclude(base, told))
        assert found[number] == [*alone, infer(base, answers, engine)] * 5


class Marked(str):
    """A word that the garbage collector knows, so that it can be looked for."""

    __slots__ = ("__dict__", "__weakref__")


class MarkedNumber(float):
    """A number that the garbage collector knows."""

    __slots__ = ("__dict__", "__weakref__")


class MarkedAnswers(CheckedAnswers):
    """Answers that stand, each of which can be looked for."""

    __slots__ = ("marked",)

    def __init__(self, base: Base, given: Mapping[str, object]) -> None:
        super().__init__(base, given)
        answers = {name: super(MarkedAnswers, self).__getitem__(name) for name in self}
        self.marked: dict[str, Answer] = {
            name: Marked(answer) if isinstance(answer, str) else MarkedNumber(str(answer))
            for name, answer in answers.items()
        }

    def __getitem__(self, name: str) -> Answer:
        return self.marked[name]


@pytest.fixture
def few_to_look_at() -> None:
    """Of what there was before the garbage collector knows no more: what is looked for was made later."""
    gc.collect()
    gc.freeze()


def alive(kind: type) -> list[object]:
    gc.collect()
    return [thing for thing in gc.get_objects() if type(thing) is kind]


@pytest.mark.usefixtures("few_to_look_at")
def test_nothing_of_a_session_is_reachable_once_it_is_dropped(ankle: Base, engine: EngineName) -> None:
    session = Session(ankle, engine)
    session.tell(MarkedAnswers(ankle, {"onset": "twisted", "heard-a-crack": "yes", "pain": 8.25}))
    assert session.fired == ("accident", "broken")
    assert len(alive(Marked)) == 2  # so they can be found
    assert len(alive(MarkedNumber)) == 1
    memory = weakref.ref(session.memory)
    del session
    assert alive(Marked) == []
    assert alive(MarkedNumber) == []
    assert memory() is None


@pytest.mark.usefixtures("few_to_look_at")
def test_nothing_of_an_interview_is_reachable_once_it_is_dropped(ankle: Base, engine: EngineName) -> None:
    interview = Interview(ankle, engine=engine)
    interview.session.tell(MarkedAnswers(ankle, {"onset": "twisted", "pain": 8.25}))
    assert interview.next() is not None
    assert interview.remaining() > 0
    outcome = interview.outcome()
    assert outcome.answers["pain"] == 8.25
    assert len(alive(Marked)) == 1
    memory = weakref.ref(interview.session.memory)
    del interview, outcome
    assert alive(Marked) == []
    assert alive(MarkedNumber) == []
    assert memory() is None


@pytest.mark.parametrize("answers", [{"onset": "kicked"}, {}])
def test_a_new_session_knows_nothing_of_the_last(
    ankle: Base, answers: Mapping[str, Answer], engine: EngineName
) -> None:
    tell(Session(ankle, engine), {"bone-sticks-out": "yes", "onset": "twisted"})
    session = Session(ankle, engine)
    tell(session, answers)
    assert conclusions(session) == conclude(ankle, answers)
