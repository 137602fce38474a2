"""What another process works out at the same time: the same, whether or not there is one."""

from __future__ import annotations

import os
import textwrap
import time
from pathlib import Path

import pytest

from triage.cases.project import read_project
from triage.language.checks import WARNINGS
from triage.proof import check
from triage.proof.meanwhile import Meanwhile

ANKLE = Path(__file__).parents[2] / "examples" / "ankle"


def whoami(count: int) -> tuple[int, int]:
    """No other process finds this: tests are not on its path."""
    return os.getpid(), count


@pytest.mark.parametrize("shared", [True, False])
def test_it_comes_to_the_same(shared: bool) -> None:
    with Meanwhile(shared, textwrap.shorten, "one two three", width=9, placeholder="~") as done:
        assert done.result() == "one two~"


def test_what_the_other_cannot_do_is_done_here() -> None:
    with Meanwhile(True, whoami, 3) as done:
        assert done.result() == (os.getpid(), 3)


def test_nobody_waits_for_what_is_wanted_no_more() -> None:
    with pytest.raises(KeyError), Meanwhile(True, time.sleep, 10_000):
        raise KeyError


def test_a_base_is_judged_alike_by_one_process_and_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    project = read_project(ANKLE)
    [alone] = check.check_projects([project], [project.promises(WARNINGS)])
    monkeypatch.setattr(check, "WORTH_SHARING", 0)
    [together] = check.check_projects([project], [project.promises(WARNINGS)])
    assert together.remarks == alone.remarks
    assert [remark for remark, _ in together.accepted] == [remark for remark, _ in alone.accepted]
    assert [each.proved for each in together.verdicts or ()] == [each.proved for each in alone.verdicts or ()]
    assert together.verdicts
