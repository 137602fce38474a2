"""A few kills at every run; `make kills` kills three hundred times."""

from __future__ import annotations

import pytest

from tests.fuzz.kills import WRITERS, kill


@pytest.mark.parametrize("name", WRITERS)
def test_whenever_it_is_killed_what_is_written_is_whole(name: str):
    assert kill(name, 2, seed=1) == []
