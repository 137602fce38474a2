"""Key presses, one at a time, from a POSIX terminal.

The terminal stays in cbreak mode, in which Ctrl-C still interrupts. Nothing that is typed ahead is thrown away, and no
Ctrl-C is passed over, whenever it comes.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from select import select

try:
    import fcntl
    import termios
    import tty
except ImportError:  # Windows: plain prompts serve there
    termios = None  # type: ignore[assignment]

GONE: tuple[type[Exception], ...] = () if termios is None else (termios.error,)
"""What is raised where the terminal that we listened to went away."""
NAMES = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1b[H": "home",
    "\x1b[F": "end",
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
def listening(resumed: Callable[[], None]) -> Iterator[Iterator[str]]:
    """Key presses, by the names above or as the characters typed. A terminal that went away is an end of input, or
    raises one of `GONE`. `resumed` is called when the program goes on after a pause (Ctrl-Z, then `fg`)."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSADRAIN)
    try:
        with _going_on(descriptor, resumed), _woken() as woken:
            yield _keys(descriptor, woken, _waiting(descriptor))
    finally:
        with suppress(*GONE):  # nothing to give back to
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


@contextmanager
def _going_on(descriptor: int, resumed: Callable[[], None]) -> Iterator[None]:
    """The shell has the terminal its own way during a pause: behind it we listen to keys again."""

    def go_on(_number: int, _frame: object) -> None:
        with suppress(*GONE, OSError):
            tty.setcbreak(descriptor, termios.TCSANOW)
            resumed()

    try:
        before = signal.signal(signal.SIGCONT, go_on)
    except ValueError:  # not in the main thread: then signals are somebody else's
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, before)


def line() -> str:
    """A line as standard input has it, with its end; empty where nothing more comes. Raises OSError where a terminal
    went away, UnicodeDecodeError for what is no text in its encoding.

    From a terminal it is read byte by byte: what was typed ahead for the next prompt stays there, where a wait sees
    it."""
    if termios is None or not sys.stdin.isatty():
        return sys.stdin.readline()
    descriptor, typed = sys.stdin.fileno(), b""
    with _woken() as woken:
        while not typed.endswith((b"\n", b"\r")):
            with suppress(OSError, ValueError):  # a terminal that went away is noticed by reading
                _await(descriptor, woken)
            byte = os.read(descriptor, 1)
            if not byte:
                break
            typed += byte
    return typed.decode(sys.stdin.encoding, sys.stdin.errors or "strict")


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


def _await(descriptor: int, woken: int) -> None:
    """Waits until there is something to read."""
    while descriptor not in select([descriptor, woken], [], [])[0]:
        with suppress(BlockingIOError):
            os.read(woken, 512)


def _waiting(descriptor: int) -> int:
    """How many bytes were typed ahead."""
    try:
        return int(struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))[0])
    except OSError:
        return 0


def _keys(descriptor: int, woken: int, ahead: int) -> Iterator[str]:
    """`ahead`: bytes typed while the terminal still read by the line, where an end of input is kept as a zero byte."""
    while True:
        with suppress(OSError, ValueError):  # a terminal that went away is noticed by reading
            _await(descriptor, woken)
        char = _character(descriptor)
        ahead -= len(char.encode())
        if char == "\0" and ahead >= 0:
            char = ""
        if not char:
            yield "end-of-input"
            continue
        if char == "\x1b":
            char += _sequence(descriptor)
        if char in NAMES:
            yield NAMES[char]
        elif char.isprintable():
            yield char


def _character(descriptor: int) -> str:
    """One character of UTF-8; empty at the end of input."""
    try:
        data = os.read(descriptor, 1)
        while data and len(data) < _length(data[0]):
            data += os.read(descriptor, 1)
    except OSError:
        return ""
    return data.decode("utf-8", "replace")


def _length(first: int) -> int:
    return 4 if first >= 0xF0 else 3 if first >= 0xE0 else 2 if first >= 0xC0 else 1


def _sequence(descriptor: int) -> str:
    """What follows an escape: a sequence such as `[A`, or nothing."""
    found = ""
    while select([descriptor], [], [], PAUSE)[0]:
        found += _character(descriptor)
        if (found[-1:].isalpha() and found != "O") or found.endswith("~") or len(found) > 8:
            break
    return found
