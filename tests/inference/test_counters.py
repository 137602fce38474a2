"""Counters do what experta's engine does: the same facts in the same order, so the same trace to the letter.

`python -m benchmarks traces` compares them on every worked case and on as many random ones as one likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import once
from tests.strategies import Case, cases
from triage.cases.project import read_project
from triage.cases.random_cases import Cases
from triage.commands.main import main
from triage.coverage.worked import Worked, worked
from triage.inference.outcome import infer
from triage.inference.session import ENGINES, Session
from triage.language.answer import CheckedAnswers
from triage.language.evaluate import Answer
from triage.language.model import Base

SOME = 8
"""One worked case in so many, and as many random ones."""


def same_trace(base: Base, told: Sequence[Mapping[str, Answer]]) -> None:
    marks = []
    for engine in ENGINES:
        session = Session(base, engine)
        for answers in told:
            session.tell(CheckedAnswers(base, answers))
        marks.append(session.marks)
    assert marks[0] == marks[1]


@given(case=cases(), data=st.data())
def test_on_every_base_whatever_is_told_when(case: Case, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(case.answers)))
    same_trace(case.base, [{name: case.answers[name]} for name in order])
    same_trace(case.base, [case.answers])


@pytest.fixture(scope="module")
def shipped() -> tuple[Worked, ...]:
    return worked(read_project(read=lambda _: once.base()))


@pytest.mark.parametrize("number", [0, 1], ids=["base", "check-in"])
def test_of_what_people_tell(shipped: tuple[Worked, ...], number: int) -> None:
    """Worked cases, and random ones that begin with them, told in the order of the base and one by one."""
    base, answers = shipped[number].base, [case.answers for case in shipped[number].cases[::SOME]]
    drawn = Cases(base, answers, Random(SOME))
    for told in answers:
        same_trace(base, [told])
        same_trace(base, [{name: answer} for name, answer in drawn.draw().items()])


def test_the_outcome_is_the_same_with_its_trace(ankle: Base) -> None:
    answers = {"onset": "twisted", "heard-a-crack": "yes", "pain": 8}
    assert infer(ankle, answers, "experta") == infer(ankle, answers, "counters")


@pytest.mark.parametrize(("command", "default"), [("ask", "experta"), ("run", "experta"), ("explain", "counters")])
def test_every_engine_can_be_chosen_where_a_person_is_told_something(command: str, default: str) -> None:
    (option,) = (option for option in main.commands[command].params if option.name == "engine")
    assert isinstance(option.type, click.Choice)
    assert set(option.type.choices) == set(ENGINES)
    assert option.default == default
