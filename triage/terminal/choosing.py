"""A prompt: a line to type on, and above it options to choose with the arrow keys. Without a terminal that can move its
cursor (a pipe, `--plain`) the same prompt is plain numbered lines."""

from __future__ import annotations

import shutil
import sys
from textwrap import wrap

import click

from triage.reports.layout import clean
from triage.terminal import keys
from triage.terminal.replies import Chosen, Menu, Misread, command, read_choice
from triage.terminal.style import width

NOTHING = Menu((), "")
"""A prompt to type at, with nothing to choose from."""
MARK = {"on": "[x]", "unsure": "[?]", "off": "[ ]"}


class EndOfInput(Exception):
    """Nothing more will be typed."""


class Asker:
    """Reads replies. `arrows`: whether options are chosen with arrow keys."""

    def __init__(self, arrows: bool, colour: bool) -> None:
        self.arrows = arrows
        self.colour = colour
        self._chooser: _Chooser | None = None

    def choose(self, menu: Menu) -> str | Chosen:
        """A line as it was typed, or what was chosen with the arrow keys. The same menu shown again (after help, say)
        is as it was left. Raises EndOfInput."""
        if self.moves(menu):
            if self._chooser is None or self._chooser.menu is not menu:
                self._chooser = _Chooser(menu, self.colour)
            return self._chooser.choose()
        for line in _lines(menu, width()):
            click.echo(line)
        return self.line()

    def moves(self, menu: Menu) -> bool:
        """Whether this menu is chosen from with arrow keys: it must fit on the screen."""
        return self.arrows and len(_lines(menu, width())) + 2 < shutil.get_terminal_size().lines

    def line(self) -> str:
        """A typed line. Raises EndOfInput."""
        if self.arrows:
            # Key by key: a whole line read from the terminal may take along what was typed ahead for the next prompt.
            return str(_Chooser(NOTHING, self.colour).choose())
        click.echo("> ", nl=False)
        sys.stdout.flush()
        try:
            line = keys.line()
        except UnicodeDecodeError:
            return "\ufffd"
        except OSError as error:  # the terminal went away
            raise EndOfInput from error
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

    def __init__(self, menu: Menu, colour: bool) -> None:
        self.menu = menu
        self.colour = colour
        before = menu.before or Chosen(())
        names = [option.id for option in menu.options]
        # Nothing is chosen yet where Enter alone would answer: a second Enter must not answer the next question.
        self.at = 0 if menu.several else names.index(before.sure[0]) if before.sure else -1
        self.ticks = {**dict.fromkeys(before.sure, "on"), **dict.fromkeys(before.unsure, "unsure")}
        self.ticked = False
        self.typed = ""
        self.drawn = 0
        self.drawing = self.paused = False
        self.width = width()

    def choose(self) -> str | Chosen:
        self.drawn, self.typed, self.width = 0, "", width()
        try:
            return self.listen()
        except keys.GONE as error:
            raise EndOfInput from error

    def listen(self) -> str | Chosen:
        with keys.listening(self.draw_anew) as pressed:
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
            case "up" | "down" | "home" | "end" if not options:
                pass
            case "up":
                self.at = (max(self.at, 0) - 1) % len(options)
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
        self.ticked = True

    def enter(self) -> str | Chosen:
        if not self.menu.options:
            return self.typed
        option = self.menu.options[max(self.at, 0)]
        if self.typed.strip() == "?" and self.menu.several:
            return f"? {self.at + 1}"
        if command(self.typed):
            return self.typed
        if self.typed.strip():
            chosen = read_choice(self.menu, self.typed)
            if isinstance(chosen, Misread):
                return self.typed
            return self.with_ticks(chosen) if self.menu.several else chosen
        if not self.menu.several:
            return Chosen((option.id,)) if self.at >= 0 else ""
        if any(state != "off" for state in self.ticks.values()):
            return self.with_ticks(Chosen(()))
        # Nothing ticked: only "none of these" itself may be chosen by Enter alone.
        return Chosen((option.id,)) if option.exclusive else ""

    def with_ticks(self, chosen: Chosen) -> str | Chosen:
        """What was typed together with what was ticked before; as a line when they cannot go together."""
        sure, unsure = [], []
        for option in self.menu.options:
            state = self.ticks.get(option.id)
            if option.id in chosen.sure or state == "on":
                sure.append(option)
            elif option.id in chosen.unsure or state == "unsure":
                unsure.append(option)
        both = sure + unsure
        if len(both) > 1 and any(option.exclusive for option in both):
            if not self.ticked:
                return chosen  # only an earlier answer is in the way
            return " ".join(str(self.menu.options.index(option) + 1) for option in both)
        return Chosen(
            tuple(option.id for option in sure), tuple(option.id for option in unsure), by_words=chosen.by_words
        )

    def draw_anew(self) -> None:
        """After a pause the shell has written below what we drew. A pause can come while we draw: then again behind it,
        for an output that is being written takes nothing from within."""
        if self.drawing:
            self.paused = True
            return
        self.drawn = 0
        self.draw()

    def draw(self, final: bool = False) -> None:
        self.drawing = True
        try:
            self.put(final)
        finally:
            self.drawing = False
        if self.paused:
            self.paused, self.drawn = False, 0
            self.draw(final)

    def put(self, final: bool) -> None:
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
