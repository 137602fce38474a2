"""A prompt: a line to type on, and above it options to choose with the arrow keys. Without a terminal that can move its
cursor (a pipe, `--plain`) the same prompt is plain numbered lines."""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from triage.language.typed import command
from triage.reports.layout import cells, clean, wrap
from triage.terminal import keys
from triage.terminal.replies import Chosen, Menu, Misread, read_choice
from triage.terminal.screen import Draw, Screen
from triage.terminal.style import size, width
from triage.words.saying import say

NOTHING = Menu((), "")
"""A prompt to type at, with nothing to choose from."""
LEAST = 5
"""So many rows the options and the line to type on have at least, where the window has them."""
PAGE = 5
"""So many options further are a page up or down."""
NARROW = 8
"""So many columns a label has at least beside its number."""
MARK = {"on": "[x]", "unsure": "[?]", "off": "[ ]"}


class EndOfInput(Exception):
    """Nothing more will be typed."""


class Asker:
    """Reads replies. `arrows`: whether options are chosen with arrow keys; then the screen is remembered.

    `heard` gets every reply the moment it was read, before anything is done or shown: whoever asked finds it there,
    whatever breaks in."""

    def __init__(self, arrows: bool, colour: bool) -> None:
        self.arrows = arrows
        self.colour = colour
        self.screen = Screen()
        self.heard: list[str | Chosen] = []
        self._chooser: Chooser | None = None

    def say(self, draw: Draw) -> None:
        """Shows a text."""
        click.echo(draw())
        sys.stdout.flush()
        self.remember(draw)

    def remember(self, draw: Draw) -> None:
        """A text was shown, and is to be seen again where the screen is drawn anew."""
        if self.arrows:
            self.screen.said.append(draw)

    def choose(self, menu: Menu) -> str | Chosen:
        """A line as it was typed, or what was chosen with the arrow keys. The same menu shown again (after help, say)
        is as it was left. Raises EndOfInput."""
        if self.arrows:
            if self._chooser is None or self._chooser.menu is not menu:
                self._chooser = Chooser(menu, self.colour, self.screen, self.heard)
            return self._chooser.choose()
        for line in _lines(menu, width()):
            click.echo(line)
        return self.line()

    def crowded(self, menu: Menu) -> bool:
        """Whether the prompt does not fit on the screen, with this menu and all that was said since it began."""
        chooser = Chooser(menu, False, self.screen)
        return self.arrows and self.screen.height(self.screen.begins) + len(chooser.frame(1000)) > size().lines

    def line(self) -> str:
        """A typed line. Raises EndOfInput."""
        if self.arrows:
            # Key by key: a whole line read from the terminal may take along what was typed ahead for the next prompt.
            return str(Chooser(NOTHING, self.colour, self.screen, self.heard).choose())
        click.echo("> ", nl=False)
        sys.stdout.flush()
        try:
            line = keys.line(self.heard)
        except UnicodeDecodeError:
            return "\ufffd"
        except OSError as error:  # the terminal went away
            raise EndOfInput from error
        if not line:
            raise EndOfInput
        if not sys.stdin.isatty():
            with suppress(Exception):  # whatever is wrong with the output, the answer was read
                click.echo(clean(line))  # so that a transcript shows what was answered
        return line.rstrip("\r\n")


def _lines(menu: Menu, width: int) -> list[str]:
    lines = []
    for number, option in enumerate(menu.options, 1):
        lines += wrap(clean(option.label), width, f"{number:>3}. ", "     ")
    return lines


class Chooser:
    """One menu on the screen, redrawn in place at every key. Once a key was pressed, an output that takes nothing keeps
    nobody from choosing."""

    def __init__(self, menu: Menu, colour: bool, screen: Screen, heard: list[str | Chosen] | None = None) -> None:
        self.menu = menu
        self.colour = colour
        self.screen = screen
        self.heard = [] if heard is None else heard
        before = menu.before or Chosen(())
        names = [option.id for option in menu.options]
        first = before.sure[0] if before.sure else menu.default
        # Nothing is chosen yet where Enter alone would answer: a second Enter must not answer the next question.
        self.at = 0 if menu.several else names.index(first) if first is not None else -1
        self.ticks = {**dict.fromkeys(before.sure, "on"), **dict.fromkeys(before.unsure, "unsure")}
        self.ticked = False
        self.typed = ""
        self.drawn = 0
        self.entered = False
        """Whether Enter was pressed, and what it answers not heard yet."""

    def choose(self) -> str | Chosen:
        self.drawn, self.typed, self.entered = 0, "", False
        try:
            return self.listen()
        except BaseException as error:
            if self.entered:
                self.heard += [self.enter()]
            if isinstance(error, keys.GONE):
                raise EndOfInput from error
            raise

    def listen(self) -> str | Chosen:
        with keys.listening() as pressed:
            self.draw()
            for key in pressed:
                self.entered = key == "enter"
                done = None if key == keys.REDRAW else self.press(key)
                if done is not None:
                    self.heard += [done]
                    self.entered = False
                with suppress(Exception):  # it is only seen
                    if done is not None:
                        self.close(done)
                    elif key == keys.REDRAW:
                        self.draw_anew()
                    else:
                        self.draw()
                if done is not None:
                    return done
        raise EndOfInput

    def press(self, key: str) -> str | Chosen | None:
        options = self.menu.options
        match key:
            case "up" | "down" | "home" | "end" | "page-up" | "page-down" if not options:
                pass
            case "page-up":
                self.at = max(self.at - PAGE, 0)
            case "page-down":
                self.at = min(max(self.at, 0) + PAGE, len(options) - 1)
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
        if command(self.typed, self.menu.language):
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
        """Draws the whole screen: what was said last, and the options."""
        frame = self.frame(self.room())
        lines = [*self.screen.last(size().lines - len(frame)), *frame]
        sys.stdout.write("\x1b[2J\x1b[H" + "\n".join(lines))
        sys.stdout.flush()
        self.drawn = len(frame)

    def draw(self) -> None:
        frame = self.frame(self.room())
        sys.stdout.write(self.erased() + "\n".join(frame))
        sys.stdout.flush()
        self.drawn = len(frame)

    def close(self, reply: str | Chosen) -> None:
        """What was typed or chosen stays behind, on one line."""
        labels = (option.label for option in self.menu.options if option.id in getattr(reply, "sure", ()))
        typed_line = f"> {self.typed or '; '.join(map(clean, labels))}"

        def line() -> str:
            return "\n".join(wrap(typed_line, width()))

        sys.stdout.write(f"{self.erased()}{line()}\n")
        sys.stdout.flush()
        self.screen.replied(line)

    def erased(self) -> str:
        """What takes away the options as they were drawn."""
        return f"\r\x1b[{self.drawn - 1}A\x1b[J" if self.drawn > 1 else "\r\x1b[J" if self.drawn else ""

    def room(self) -> int:
        """How many rows there are for the options and the line to type on, so that the question stays in sight."""
        lines = size().lines
        return max(min(LEAST, lines), lines - min(self.screen.height(self.screen.sight), lines // 2))

    def frame(self, room: int) -> list[str]:
        """The options and the line to type on, in at most so many rows: what is pointed at, and what there is room for
        around it."""
        blocks = [self.block(number) for number in self.menu.matching(self.typed)]
        lines = [line for block in blocks for line in block]
        if len(lines) >= max(room, 2):
            lines = self.part(blocks, max(room - 1, 1))
        typed = self.typed
        while cells(typed) > max(width() - 3, 0):
            typed = typed[1:]
        return [*lines, f"> {typed}" if width() > 2 else ">"]

    def part(self, blocks: list[list[str]], room: int) -> list[str]:
        """So many rows of the options."""
        lines = [line for block in blocks for line in block]
        starts = [sum(map(len, blocks[:number])) for number in range(len(blocks) + 1)]
        at = max(self.at, 0) if len(blocks) == len(self.menu.options) else 0
        inside = room - 2 if room > 3 else room  # two lines say how many more there are
        top = max(min(starts[at] - max(inside - len(blocks[at]), 0) // 2, len(lines) - inside), 0)
        if inside == room:
            return lines[top : top + room]
        bottom = top + inside
        top, bottom = top - (bottom == len(lines)), bottom + (top == 0)
        # No option is cut through, but one that is taller than the window.
        top = min(start for start in starts if start >= top)
        bottom = max((end for end in starts if starts[at + 1] <= end <= bottom), default=bottom)
        above = self.more("more-above", sum(start < top for start in starts[:-1]))
        below = self.more("more-below", sum(end > bottom for end in starts[1:]))
        return [*above, *lines[top:bottom], *below]

    def more(self, key: str, count: int) -> list[str]:
        """That there are more options than are shown."""
        return wrap(say(key, self.menu.language, count=count), width())[:1] if count else []

    def block(self, number: int) -> list[str]:
        """One option."""
        option = self.menu.options[number]
        here = number == self.at and not self.typed
        box = f"{MARK[self.ticks.get(option.id, 'off')]} " if self.menu.several else ""
        head = f"{'>' if here else ' '} {number + 1:>{len(str(len(self.menu.options)))}}. {box}"
        if width() >= len(head) + NARROW:
            lines = wrap(clean(option.label), width(), head, " " * len(head))
        else:
            lines = wrap(f"{head.strip()} {clean(option.label)}", width())
        return [click.style(line, bold=True, fg="cyan") for line in lines] if here and self.colour else lines
