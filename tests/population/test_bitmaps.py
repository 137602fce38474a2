"""Columns of true and false become integers, and integers become columns again."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest

from triage.population.bitmaps import bits_of, frame_of


@pytest.mark.parametrize("height", [0, 1, 7, 8, 9, 63, 64, 65, 513, 5000])
@pytest.mark.parametrize("start", [0, 3])
def test_a_bit_is_a_row(height: int, start: int) -> None:
    random = Random(height)
    columns = {name: [random.choice(told) for _ in range(height)] for name, told in TOLD.items()}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Boolean))
    frame = pl.concat([frame.head(height // 3), frame.slice(height // 3)]).slice(min(start, height))
    bits = bits_of(frame)
    for name, (true, false) in bits.items():
        column = frame[name].to_list()
        assert true == sum(1 << row for row, told in enumerate(column) if told)
        assert false == sum(1 << row for row, told in enumerate(column) if told is False)
    back = frame_of({name: true for name, (true, _) in bits.items()}, frame.height)
    assert back.equals(frame.fill_null(False))


TOLD = {"any": (True, False, None), "known": (True, False), "never": (None,), "always": (True,)}
