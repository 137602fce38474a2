"""What stands on the screen of a conversation: so that it is drawn anew, and an answered question folds into a line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import ceil

import click

from triage.reports.layout import cells, wrap
from triage.terminal.style import size

Draw = Callable[[], str]
"""Gives a text as it is shown at the width that there is now."""


class Screen:
    """Everything that was said, in order."""

    def __init__(self) -> None:
        self.said: list[Draw] = []
        self.begins = 0
        """Where the prompt begins that folds once it is answered."""
        self.sight = 0
        """What is said from here on, since a prompt began or was replied to, stays in sight above the options."""

    def begin(self) -> None:
        """A prompt begins here."""
        self.begins = self.sight = len(self.said)

    def replied(self, draw: Draw) -> None:
        """What was typed or chosen."""
        self.sight = len(self.said)
        self.said.append(draw)

    def height(self, since: int) -> int:
        """How many rows of the terminal that takes which was said since then."""
        return sum(map(rows, (line for draw in self.said[since:] for line in draw().split("\n"))))

    def last(self, room: int) -> list[str]:
        """The last lines that go into so many rows."""
        lines: list[str] = []
        for draw in reversed(self.said):
            for line in reversed(draw().split("\n")):
                room -= rows(line)
                if room < 0:
                    return lines[::-1]
                lines.append(line)
        return lines[::-1]

    def fold(self, *draws: Draw) -> None:
        """Puts a line, or none, in the place of the prompt that was answered, or left."""
        lines, up = "".join(f"{draw()}\n" for draw in draws), self.height(self.begins)
        self.said[self.begins :] = draws
        self.begin()
        sys.stdout.write(f"\r\x1b[{up}A\x1b[J{lines}" if up else lines)
        sys.stdout.flush()


def unbroken(spoken: Callable[[str], str], words: str, width: int) -> list[str]:
    """A sentence with a command or a path in it, which is to be copied: that is never broken, and where it does not fit
    it has a line of its own."""
    if cells(line := spoken(words)) <= width:
        return [line]
    return [*wrap(spoken("").rstrip(), width), f"  {words}"]


def rows(line: str) -> int:
    """How many rows of the terminal a line takes."""
    return max(1, ceil(cells(click.unstyle(line)) / size().columns))
