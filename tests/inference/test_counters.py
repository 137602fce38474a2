"""Counters do what experta's engine does: the same facts in the same order, so the same trace to the letter.

`python -m benchmarks traces` compares them on every worked case and on as many random ones as one likes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import deep, once
from tests.patience import PATIENCE
from tests.strategies import Case, answers, cases
from tests.terminal.person import TOOTH
from triage.cases.random_cases import Cases
from triage.coverage.worked import Worked
from triage.inference.circuit import circuit
from triage.inference.domain import Kind, kinds
from triage.inference.outcome import infer
from triage.inference.session import ENGINES, EngineName, Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.evaluate import Answer, verdict

CASE = str(TOOTH / "cases" / "root-infected.yaml")
SOME = 15
"""So many worked cases, other ones each time, and as many random ones."""


def same_trace(base: Base, told: Sequence[Mapping[str, Answer]]) -> None:
    marks = []
    for engine in ENGINES:
        session = Session(base, engine)
        for given_answers in told:
            session.tell(CheckedAnswers(base, given_answers))
        marks.append(session.marks)
    assert marks[0] == marks[1]


@given(case=cases(), data=st.data())
def test_on_every_base_whatever_is_told_when(case: Case, data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(case.answers)))
    same_trace(case.base, [{name: case.answers[name]} for name in order])
    same_trace(case.base, [case.answers])


@pytest.fixture(scope="module")
def shipped() -> tuple[Worked, ...]:
    return once.worked_cases()


@pytest.mark.parametrize("number", [0, 1], ids=["base", "check-in"])
def test_of_what_people_tell(shipped: tuple[Worked, ...], number: int) -> None:
    """Worked cases, and random ones that begin with them, told in the order of the base and one by one."""
    base, answers = shipped[number].base, [case.answers for case in deep.sample(shipped[number].cases, SOME)]
    drawn = Cases(base, answers, Random(deep.seed()))
    for told in answers:
        same_trace(base, [told])
        same_trace(base, [{name: answer} for name, answer in drawn.draw().items()])


def test_the_outcome_is_the_same_with_its_trace(ankle: Base) -> None:
    answers = {"onset": "twisted", "heard-a-crack": "yes", "pain": 8}
    assert infer(ankle, answers, "experta") == infer(ankle, answers, "counters")


COMMANDS: Mapping[tuple[str, ...], EngineName] = {
    ("ask", "--no-save"): "experta",
    ("run", CASE): "experta",
    ("explain", CASE): "counters",
}
"""What is run, and the engine that it runs with unless another is asked for."""
EACH_IN_A_FORK = """
import json, os, sys
from triage.commands.main import main
for words in json.loads(sys.argv[1]):
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            main(words)
        except SystemExit as end:
            print("ended:", "loaded" if "experta" in sys.modules else "not loaded", end.code, flush=True)
            os._exit(0)
    os.waitpid(child, 0)
"""


def test_the_engine_that_is_asked_for_is_the_one_that_runs() -> None:
    """Experta is loaded by nothing but its own engine. Whatever runs is a fork of a program that loaded none."""
    asked: list[EngineName | None] = [None, *ENGINES]
    runs = [(command, engine) for command in COMMANDS for engine in asked]
    words = [
        [*command, "--knowledge", str(TOOTH), *(["--engine", engine] if engine else [])] for command, engine in runs
    ]
    done = subprocess.run(
        [sys.executable, "-c", EACH_IN_A_FORK, json.dumps(words)],
        input="",
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    ends = [line.removeprefix("ended: ") for line in done.stdout.splitlines() if line.startswith("ended: ")]
    loaded = ["loaded" if (engine or COMMANDS[command]) == "experta" else "not loaded" for command, engine in runs]
    assert ends == [f"{each} 0" for each in loaded]


@given(case=cases(), data=st.data())
def test_answers_of_one_kind_are_alike_to_every_test(case: Case, data: st.DataObject) -> None:
    says: dict[Kind, tuple[bool | None, ...]] = {}
    for _ in range(12):
        for name, answer in data.draw(answers(case.base)).items():
            kind = kinds(case.base).of(name, answer)
            verdicts = tuple(verdict(test, answer) for test in circuit(case.base).leaves[name])
            assert kind is None or says.setdefault(kind, verdicts) == verdicts
