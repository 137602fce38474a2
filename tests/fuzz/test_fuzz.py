"""A few inputs of each kind at every run; `make fuzz` feeds many."""

from __future__ import annotations

import pytest

from tests.fuzz.fuzzing import KINDS, Ended, feed

FEW = {"case": 150, "base": 25, "record": 30, "saved": 100, "command": 6, "table": 40}


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_fed_ends_in_a_sentence(kind: str) -> None:
    if kind == "table":
        pytest.importorskip("polars")
    ended = Ended()
    feed(kind, range(FEW[kind]), ended)
    assert ended.wrong == []
    assert ended.counts[kind, "refused"], "damage is noticed"
