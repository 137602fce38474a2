"""What could not be ruled out is the same in a column as in the outcome of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import answers, sketches, small_sketches
from triage.inference.domain import domains
from triage.inference.outcome import infer
from triage.language.case import load_case
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.load import load
from triage.language.model import Base
from triage.population import mattering as module
from triage.population.columns import Columns
from triage.population.mattering import Mattering


def held_to(base: Base, cases: Sequence[Mapping[str, Answer]]) -> None:
    columns = Columns(base)
    mattering = Mattering(columns)
    frame = mattering.open_ends(columns.everything(columns.of_cases(cases)))
    for case, row in zip(cases, frame.to_dicts(), strict=True):
        found = {name for name in mattering.named if row[f"open:{name}"]}
        assert found == {part.finding for part in infer(base, case).not_ruled_out}, case


def drawn(base: Base, random: Random) -> dict[str, Answer]:
    """Telling answers, the first of each ("no") as often as all others; of some cases nearly all, of others few."""
    share = random.choice((0.3, 0.7, 0.9, 0.97, 1.0))
    case: dict[str, Answer] = {}
    for name, domain in domains(base).items():
        if random.random() < share:
            case[name] = domain.answers[0] if random.random() < 0.5 else random.choice(domain.answers)
    return case


def changed(base: Base, case: Mapping[str, Answer], random: Random) -> dict[str, Answer]:
    """A case in which here and there an answer is left out, is `unknown`, or is another."""
    share = random.choice((0.02, 0.1, 0.3))
    other: dict[str, Answer] = {}
    for name, answer in case.items():
        if random.random() >= share:
            other[name] = answer
        elif random.random() < 0.5:
            other[name] = UNKNOWN if base.questions[name].may_be_unknown else domains(base)[name].answers[-1]
    return other


@given(st.data())
def test_what_could_not_be_ruled_out_is_the_same_on_any_base(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=6)))


@given(st.data())
def test_and_where_every_way_to_go_on_is_tried(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=20)))


def test_and_on_the_base_that_has_one_of_everything(ankle: Base) -> None:
    random = Random(1)
    held_to(ankle, [drawn(ankle, random) for _ in range(150)])


@pytest.mark.long
def test_and_on_the_shipped_base_of_cases_like_the_worked_ones() -> None:
    base, random = load(), Random(2)
    worked = [load_case(base, path).answers for path in random.sample(sorted(case_files()), 60)]
    held_to(base, [*(changed(base, case, random) for case in worked), *(drawn(base, random) for _ in range(30))])


def test_however_many_rows_and_ways_are_tried_at_once(ankle: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    columns, random = Columns(ankle), Random(3)
    frame = columns.everything(columns.of_cases([drawn(ankle, random) for _ in range(500)]))
    at_once = Mattering(columns).open_ends(frame)
    monkeypatch.setattr(module, "ROWS", 100)
    monkeypatch.setattr(module, "LANES", 64)
    monkeypatch.setattr(module, "GUESSES", (1, 2))
    assert Mattering(columns).open_ends(frame).equals(at_once)
