"""A pause that comes while a prompt is being written: what the shell wrote below it must not be the last thing seen."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from triage.terminal.choosing import _Chooser
from triage.terminal.replies import Menu, Option

MENU = Menu((Option("stop", "Stop here"), Option("on", "Go on")), "en")


class Interrupted(io.StringIO):
    """An output in the midst of whose writing a signal comes, as the one of Python: it takes nothing from within."""

    def __init__(self, signal: Callable[[], None]) -> None:
        super().__init__()
        self.signal = signal
        self.inside = False
        self.came = 0

    def flush(self) -> None:
        if self.inside:
            raise RuntimeError("reentrant call")
        self.inside = True
        self.came += 1
        if self.came == 1:
            self.write("\n$ fg\n")
            self.signal()
        self.inside = False


def test_a_pause_in_the_midst_of_drawing_is_drawn_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    chooser = _Chooser(MENU, colour=False)
    out = Interrupted(chooser.draw_anew)
    monkeypatch.setattr(sys, "stdout", out)
    chooser.draw()
    before, after = out.getvalue().split("$ fg\n")
    assert before.count("Stop here") == 1
    assert after == "  1. Stop here\n  2. Go on\n> "
    assert chooser.drawn == 3
