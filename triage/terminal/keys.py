"""Key presses, one at a time, from a POSIX terminal.

The terminal stays in cbreak mode, in which Ctrl-C still interrupts. Nothing that is typed ahead is thrown away, and no
Ctrl-C is passed over, whenever it comes.
"""

from __future__ import annotations

import codecs
import os
import signal
import struct
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select
from typing import TypeVar

try:
    import fcntl
    import termios
    import tty
except ImportError:  # Windows: plain prompts serve there
    termios = None  # type: ignore[assignment]

GONE: tuple[type[Exception], ...] = () if termios is None else (termios.error,)
"""What is raised where the terminal that we listened to went away."""
T = TypeVar("T")
NAMES = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1bOA": "up",
    "\x1bOB": "down",
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"), "home"),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"), "end"),
    "\x1b[5~": "page-up",
    "\x1b[6~": "page-down",
    "\x1b[Z": "up",
    "\t": "down",
    "\x1b": "clear",
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x04": "end-of-input",
    "\x15": "clear",
}
PAUSE = 0.05
"""Seconds within which the rest of an escape sequence arrives."""


def available() -> bool:
    """Whether single key presses can be read here."""
    if termios is None or not sys.stdin.isatty() or not sys.stdout.isatty() or os.environ.get("TERM") in (None, "dumb"):
        return False
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return True


@contextmanager
def unechoed(menus: bool) -> Iterator[None]:
    """With `menus`, what is typed ahead between two of them is not written where the next is drawn."""
    before = None
    with suppress(*GONE, OSError, ValueError):
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor) if menus else None
    if before is None:
        yield
        return
    quiet = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    with suppress(*GONE):
        termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        with suppress(*GONE):  # nothing to give back to
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


REDRAW = "redraw"
"""In place of a key: what was drawn is not as it was, for the window has another size, or the program goes on after a
pause (Ctrl-Z, then `fg`)."""


@contextmanager
def listening() -> Iterator[Iterator[str]]:
    """Key presses, by the names above or as the characters typed, and `REDRAW`. A terminal that went away is an end of
    input, or raises one of `GONE`."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSADRAIN)
    try:
        with _woken() as woken, _changed(descriptor) as changed:
            yield _Keyboard(descriptor, woken, changed).keys()
    finally:
        with suppress(*GONE):  # nothing to give back to
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _changed(descriptor: int) -> Iterator[list[int]]:
    """A list that gets the number of every signal that says that what was drawn is not as it was. The shell has the
    terminal its own way during a pause: behind it we listen to keys again."""
    came: list[int] = []

    def note(number: int, _frame: object) -> None:
        with suppress(*GONE, OSError):
            if number == signal.SIGCONT:
                tty.setcbreak(descriptor, termios.TCSANOW)
        came.append(number)

    before = {}
    try:
        for number in (signal.SIGCONT, signal.SIGWINCH):
            with suppress(ValueError):  # not in the main thread: then signals are somebody else's
                before[number] = signal.signal(number, note)
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def line(heard: list[str | T] | None = None) -> str:
    """A line as standard input has it, with its end; empty where nothing more comes. Raises OSError where a terminal
    went away, UnicodeDecodeError for what is no text in its encoding. Whatever else breaks in: once a line was read it
    is in `heard`.

    From a terminal it is read byte by byte: what was typed ahead for the next prompt stays there, where a wait sees
    it."""
    heard = [] if heard is None else heard
    if termios is None or not sys.stdin.isatty():
        heard += [text := sys.stdin.readline()]
        return text
    descriptor, typed = sys.stdin.fileno(), b""
    encoding, errors = sys.stdin.encoding, sys.stdin.errors or "strict"
    try:
        with _woken() as woken:
            while not typed.endswith((b"\n", b"\r")):
                with suppress(OSError, ValueError):  # a terminal that went away is noticed by reading
                    while not _await(descriptor, woken):
                        pass
                byte = os.read(descriptor, 1)
                if not byte:
                    break
                typed += byte
        heard += [text := typed.decode(encoding, errors)]
    except BaseException:
        if typed.endswith((b"\n", b"\r")):
            heard += [typed.decode(encoding, "replace")]
        raise
    return text


@contextmanager
def _woken() -> Iterator[int]:
    """A descriptor that has something to read when a signal came. A read of the terminal alone is not broken off by
    one that comes between Python's last look at signals and the read itself: it would be heeded at the next key."""
    woken, told = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(told, False)
    before = None
    with suppress(ValueError):  # not in the main thread: then signals are somebody else's
        before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    try:
        yield woken
    finally:
        if before is not None:
            signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(told)


def _await(descriptor: int, woken: int) -> bool:
    """Waits until there is something to read, or a signal came; gives whether there is something to read."""
    if descriptor in select([descriptor, woken], [], [])[0]:
        return True
    with suppress(BlockingIOError):
        os.read(woken, 512)
    return False


def _waiting(descriptor: int) -> int:
    """How many bytes were typed ahead."""
    try:
        return int(struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))[0])
    except OSError:
        return 0


class _Keyboard:
    """Keys out of the bytes of a terminal. What is no UTF-8 is a character of its own, and takes nothing along."""

    def __init__(self, descriptor: int, woken: int, changed: list[int]) -> None:
        self.descriptor = descriptor
        self.woken = woken
        self.changed = changed
        self.ahead = _waiting(descriptor)
        """So many bytes were typed ahead, while the terminal still read by the line: there an end of input is kept as
        a zero byte."""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.read: deque[str] = deque()

    def keys(self) -> Iterator[str]:
        while True:
            if not self.read and not self.waited():
                yield REDRAW
                continue
            char = self.character()
            if char == "\0" and self.ahead >= 0:
                char = ""
            if not char:
                yield "end-of-input"
                continue
            if char == "\x1b":
                char += self.sequence()
            if char in NAMES:
                yield NAMES[char]
            elif char.isprintable():
                yield char

    def waited(self) -> bool:
        """Waits until there is something to read; False when it has to be drawn anew first."""
        with suppress(OSError, ValueError):  # a terminal that went away is noticed by reading
            while not self.changed:
                if _await(self.descriptor, self.woken):
                    return True
        changed = bool(self.changed)
        self.changed.clear()
        return not changed

    def character(self) -> str:
        """One character; empty at the end of input."""
        while not self.read:
            try:
                byte = os.read(self.descriptor, 1)
            except OSError:
                return ""
            if not byte:
                return ""
            self.ahead -= 1
            self.read.extend(self.decoder.decode(byte))
        return self.read.popleft()

    def sequence(self) -> str:
        """What follows an escape: a sequence such as `[A`, or nothing."""
        sequence = ""
        while self.read or select([self.descriptor], [], [], PAUSE)[0]:
            sequence += self.character()
            if (
                (sequence[-1:].isalpha() and sequence != "O")
                or sequence.endswith("~")
                or len(sequence) > 8
                or not sequence
            ):
                break
        return sequence
