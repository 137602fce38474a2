"""A prompt: a line to type on, and above it options to choose with the arrow keys. Without a terminal that can move its
cursor (a pipe, `--plain`) the same prompt is plain numbered lines."""

from __future__ import annotations

import shutil
import sys
from textwrap import wrap

import click

from triage.reports.layout import clean
from triage.terminal import keys
from triage.terminal.replies import Chosen, Menu, Misread, read_choice

MARK = {"on": "[x]", "unsure": "[?]", "off": "[ ]"}


class EndOfInput(Exception):
    """Nothing more will be typed."""


class Asker:
    """Reads replies. `arrows`: whether options are chosen with arrow keys."""

    def __init__(self, arrows: bool, colour: bool, width: int) -> None:
        self.arrows = arrows
        self.colour = colour
        self.width = width
        self._chooser: _Chooser | None = None

    def choose(self, menu: Menu) -> str | Chosen:
        """A line as it was typed, or what was chosen with the arrow keys. The same menu shown again (after help, say)
        is as it was left. Raises EndOfInput."""
        if self.arrows and len(_lines(menu, self.width)) + 2 < shutil.get_terminal_size().lines:
            if self._chooser is None or self._chooser.menu is not menu:
                self._chooser = _Chooser(menu, self.width, self.colour)
            return self._chooser.choose()
        for line in _lines(menu, self.width):
            click.echo(line)
        return self.line()

    def line(self) -> str:
        """A typed line. Raises EndOfInput."""
        click.echo("> ", nl=False)
        sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            return "\ufffd"
        if not line:
            raise EndOfInput
        if not sys.stdin.isatty():
            click.echo(clean(line))  # so that a transcript shows what was answered
        return line.rstrip("\r\n")


def _lines(menu: Menu, width: int) -> list[str]:
    made = []
    for number, option in enumerate(menu.options, 1):
        made += wrap(clean(option.label), width, initial_indent=f"{number:>3}. ", subsequent_indent="     ")
    return made


class _Chooser:
    """One menu on the screen, redrawn in place at every key."""

    def __init__(self, menu: Menu, width: int, colour: bool) -> None:
        self.menu = menu
        self.width = width
        self.colour = colour
        self.at = 0
        self.ticks: dict[str, str] = {}
        self.typed = ""
        self.drawn = 0

    def choose(self) -> str | Chosen:
        self.drawn, self.typed = 0, ""
        with keys.listening() as pressed:
            self.draw()
            for key in pressed:
                done = self.press(key)
                self.draw(final=done is not None)
                if done is not None:
                    return done
        raise EndOfInput

    def press(self, key: str) -> str | Chosen | None:
        options = self.menu.options
        match key:
            case "up":
                self.at = (self.at - 1) % len(options)
            case "down":
                self.at = (self.at + 1) % len(options)
            case "home":
                self.at = 0
            case "end":
                self.at = len(options) - 1
            case "backspace":
                self.typed = self.typed[:-1]
            case "clear":
                self.typed = ""
            case "end-of-input":
                raise EndOfInput
            case "enter":
                return self.enter()
            case " " if self.menu.several and not self.typed:
                self.tick()
            case "?" if not self.typed:
                return f"? {self.at + 1}" if self.menu.several else "?"
            case _ if len(key) == 1:
                self.typed += key
        return None

    def tick(self) -> None:
        option = self.menu.options[self.at]
        order = ["off", "on", *(["unsure"] if self.menu.unsure and not option.exclusive else [])]
        state = order[(order.index(self.ticks.get(option.id, "off")) + 1) % len(order)]
        if option.exclusive:
            self.ticks.clear()
        else:
            for other in self.menu.options:
                if other.exclusive:
                    self.ticks.pop(other.id, None)
        self.ticks[option.id] = state

    def enter(self) -> str | Chosen | None:
        if self.typed.strip():
            chosen = read_choice(self.menu, self.typed)
            return self.typed if isinstance(chosen, Misread) else chosen
        option = self.menu.options[self.at]
        if not self.menu.several:
            return Chosen((option.id,))
        sure = tuple(other.id for other in self.menu.options if self.ticks.get(other.id) == "on")
        unsure = tuple(other.id for other in self.menu.options if self.ticks.get(other.id) == "unsure")
        if sure or unsure:
            return Chosen(sure, unsure)
        # Nothing ticked: only "none of these" itself may be chosen by Enter alone.
        return Chosen((option.id,)) if option.exclusive else None

    def draw(self, final: bool = False) -> None:
        if self.drawn:
            sys.stdout.write(f"\r\x1b[{self.drawn - 1}A\x1b[J" if self.drawn > 1 else "\r\x1b[J")
        lines = []
        for number, option in enumerate(self.menu.options, 1):
            here = number - 1 == self.at and not self.typed
            box = f"{MARK[self.ticks.get(option.id, 'off')]} " if self.menu.several else ""
            head = f"{'>' if here else ' '} {number}. {box}"
            for line in wrap(clean(option.label), self.width, initial_indent=head, subsequent_indent=" " * len(head)):
                lines.append(click.style(line, bold=True, fg="cyan") if here and self.colour else line)
        lines.append(f"> {self.typed[-(self.width - 4) :]}")
        sys.stdout.write("\n".join(lines) + ("\n" if final else ""))
        sys.stdout.flush()
        self.drawn = len(lines)
