"""The smallest set of answers that forces the urgency: it does, and no smaller one would."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from tests import deep, once
from tests.inference.test_minimal_change import changed, every_way
from tests.strategies import Case, cases
from triage.explanation.enough import enough
from triage.inference.answer_classes import answer_classes
from triage.inference.bit_parallel import BitParallel
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import case_files

TIMES = 1000


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@cache
def ones(number: int, of: int) -> bytes:
    """A digit for each random byte: one where of so many answers it draws that of this number, otherwise zero."""
    return bytes(ord("1") if byte % of == number else ord("0") for byte in range(256))


@given(case=cases(few_answers=True))
def test_no_smaller_set_forces_the_urgency(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    ways = [(way, conclude(base, way).urgency or base.default_urgency) for way in every_way(base)]

    def forces(questions: Iterable[str]) -> bool:
        own = {name: answer_classes(base)[name].of(given_answers[name]) for name in questions}
        return all(
            urgency == outcome.urgency
            for way, urgency in ways
            if all(answer_classes(base)[name].of(way.get(name)) == kind for name, kind in own.items())
        )

    found = enough(outcome)
    if found.questions is None:
        assert not forces(given_answers)
        other = conclude(base, changed(given_answers, found.unless)).urgency or base.default_urgency
        assert other != outcome.urgency
        assert not set(found.unless) & set(given_answers)
    else:
        assert forces(found.questions)
        fewer = len(found.questions) - 1
        assert fewer < 0 or not any(forces(some) for some in combinations(given_answers, fewer))


@pytest.mark.parametrize("path", deep.sample(case_files(), 30), ids=lambda path: path.stem)
def test_whatever_the_other_answers_the_urgency_stays(path: Path, base: Base) -> None:
    outcome = once.outcome(path)
    found = enough(outcome)
    if found.questions is None:
        assert not outcome.settled
        return
    random = Random(path.stem)
    replaced: dict[str, list[tuple[Answer, int]]] = {}
    for name, each in answer_classes(base).items():
        if base.questions[name].given and name not in outcome.answers:
            continue  # nobody is asked
        drawn = random.randbytes(TIMES)
        replaced[name] = [
            (answer, int(drawn.translate(ones(number, len(each.answers))), 2))
            for number, answer in enumerate(each.answers)
            if answer is not None
        ]
    for name in found.questions:
        replaced[name] = [(outcome.answers[name], (1 << TIMES) - 1)]
    decision = BitParallel(Session(base), TIMES, replaced).decision()
    assert decision.urgency[outcome.urgency] == (1 << TIMES) - 1
