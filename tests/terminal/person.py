"""Somebody at a terminal: a real pseudo-terminal, with the screen that they see."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pexpect
import ptyprocess
import pyte

from tests import warm
from tests.patience import Deadline, until

ROOT = Path(__file__).resolve().parents[2]
TOOTH = Path(__file__).parent / "bases" / "tooth"
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    "space": " ",
    "backspace": "\x7f",
    "Ctrl-C": "\x03",
    "Ctrl-D": "\x04",
    "Ctrl-U": "\x15",
}
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|.)")


def _started(words: list[str], environment: dict[str, str], size: tuple[int, int]) -> pexpect.spawn:
    """The program at a terminal of its own: started warm, where that can be."""
    ours, terminal = os.openpty()
    termios.tcsetwinsize(terminal, size)
    number = warm.start(words, environment, [terminal])
    os.close(terminal)
    if number is not None:
        process = pexpect.spawn(None)
        process.ptyproc = ptyprocess.PtyProcess(number, ours)
        process.pid, process.child_fd = number, ours
        process.closed = process.terminated = False
        return process
    os.close(ours)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of pytest-xdist
        return pexpect.spawn(sys.executable, [str(ROOT / "cli.py"), *words], env=environment, dimensions=size)


class Person:
    """Runs `triage` in a terminal of this size. What it shows is waited for, and compared without line breaks."""

    def __init__(self, *arguments: object, columns: int = 80, lines: int = 50, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        self.process = _started(
            [*map(str, arguments)],
            {**kept, "TERM": "xterm-256color", "LANG": "en_GB.UTF-8", **environment},
            (lines, columns),
        )
        # What pexpect waits by default, for programs that are not ready yet: we look before we type.
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = self.process.ptyproc.delayafterterminate = 0.01
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._came = b""
        self._since = 0
        self._ended = False

    # What they do

    def sees_the_outcome(self, *texts: str) -> int:
        """Comes to the last question, sees this outcome, and wants no more. Gives the exit code."""
        self.sees("That was the last question.", "1. Show the outcome")
        self.types("1")
        self.sees("Done. This is what we know.", *texts, "[q] quit")
        self.types("q")
        return self.leaves()

    def types(self, line: str) -> None:
        self._sends(f"{line}\r")

    def presses(self, *keys: str) -> None:
        self._sends("".join(KEYS.get(key, key) for key in keys))

    def resizes(self, columns: int, lines: int) -> None:
        """Gives the window another size."""
        self._since = len(self._came)
        self.screen.resize(lines, columns)
        termios.tcsetwinsize(self.process.child_fd, (lines, columns))

    def hangs_up(self) -> None:
        """Closes the terminal, as closing its window does, and waits until the program has noticed."""
        self.process.ptyproc.fileobj.close()
        self.process.closed = self.process.ptyproc.closed = True
        until(lambda: not self.process.isalive(), pause=0.02)

    def kills_it(self) -> None:
        self.process.kill(signal.SIGKILL)
        self.process.wait()

    def goes_away(self) -> None:
        """Closes the terminal. A program that still runs is ended first: closing waits only a moment for it."""
        if self.process.isalive():
            self.kills_it()
        self.process.close()

    def _sends(self, text: str) -> None:
        self._since = len(self._came)
        self.process.send(text)

    # What they see

    def sees(self, *texts: str) -> None:
        """Waits until all this has come up since they last typed."""
        for text in texts:
            self._until(partial(self._reads, text), f"{text!r}")

    def _reads(self, text: str) -> bool:
        return text in self.news

    def sees_screen(self, expected: str) -> None:
        """Waits until this is all that stands on the screen, from some line on."""
        self._until(lambda: self.shown.endswith(expected.strip("\n")), f"the screen\n{expected}")

    def leaves(self) -> int:
        """Waits for the end, and gives the exit code (below zero for a signal)."""
        self._until(lambda: self._ended, "the end")
        self.process.wait()
        status = self.process.exitstatus
        return -int(self.process.signalstatus or 0) if status is None else int(status)

    @property
    def news(self) -> str:
        """What came up since they last typed, on one line."""
        return " ".join(ESCAPE.sub("", self._came[self._since :].decode("utf-8", "replace")).split())

    @property
    def raw(self) -> str:
        """Everything that was ever sent to the terminal."""
        return self._came.decode("utf-8", "replace")

    @property
    def shown(self) -> str:
        """The lines on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def _until(self, done: Callable[[], bool], what: str) -> None:
        deadline = Deadline()
        while not done():
            if self._ended or deadline.over:
                raise AssertionError(f"waited for {what}\nsince then: {self.news}\non the screen:\n{self.shown}")
            self._looks()

    def _looks(self) -> None:
        try:
            data = self.process.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self._ended = True
            return
        self._stream.feed(data)
        self._came += data
