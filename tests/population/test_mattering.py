"""What could not be ruled out is the same in a column as in the outcome of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import answers, sketches, small_sketches
from triage.inference.outcome import infer
from triage.language.evaluate import Answer
from triage.language.model import Base
from triage.population.columns import Columns
from triage.population.mattering import Mattering


def held_to(base: Base, cases: Sequence[Mapping[str, Answer]]) -> None:
    columns = Columns(base)
    mattering = Mattering(columns)
    frame = mattering.open_ends(columns.everything(columns.of_cases(cases)))
    for case, row in zip(cases, frame.to_dicts(), strict=True):
        found = {name for name in mattering.named if row[f"open:{name}"]}
        assert found == {part.finding for part in infer(base, case).not_ruled_out}


@given(st.data())
def test_what_could_not_be_ruled_out_is_the_same_on_any_base(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=6)))


@given(st.data())
def test_and_where_every_way_to_go_on_is_tried(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=20)))
