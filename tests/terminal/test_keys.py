"""Key presses, and what breaks in on the wait for one."""

from __future__ import annotations

import os
import pty
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from tests.patience import PATIENCE
from triage.terminal import keys


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The other end of a terminal that is standard input; Ctrl-C interrupts, as it does in a program of its own."""
    outside, inside = pty.openpty()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with open(inside) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        yield outside
    signal.signal(signal.SIGINT, before)
    os.close(outside)


def key() -> str:
    with keys.listening(lambda: None) as pressed:
        return next(pressed)


@pytest.mark.parametrize("wait", [key, keys.line], ids=["a key", "a line"])
def test_a_ctrl_c_that_breaks_off_no_read_is_heeded(keyboard: int, wait: Callable[[], object]) -> None:
    """A signal that another thread takes breaks off no read of this one; nor does one that comes just before it."""
    waiting = threading.Event()

    def interrupts() -> None:
        waiting.wait()
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    def gives_up() -> None:
        with suppress(OSError):
            os.write(keyboard, b"x\n")

    other, watchdog = threading.Thread(target=interrupts), threading.Timer(PATIENCE, gives_up)
    other.start()
    watchdog.start()
    threading.Timer(0.2, waiting.set).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            wait()
    finally:
        watchdog.cancel()
        other.join()


def test_what_is_typed_comes_key_by_key(keyboard: int) -> None:
    os.write(keyboard, b"\x1b[Aj\r")
    with keys.listening(lambda: None) as pressed:
        assert [next(pressed) for _ in range(3)] == ["up", "j", "enter"]


def test_lines_typed_ahead_wait_for_their_prompts(keyboard: int) -> None:
    """Also where they came in one go, as a shell that read by the key hands them on."""
    inside = sys.stdin.fileno()
    by_the_line = termios.tcgetattr(inside)
    by_the_key = [*by_the_line[:3], by_the_line[3] & ~termios.ICANON, *by_the_line[4:]]
    termios.tcsetattr(inside, termios.TCSANOW, by_the_key)
    os.write(keyboard, "één\n2\n".encode())
    termios.tcsetattr(inside, termios.TCSADRAIN, by_the_line)
    assert keys.line() == "één\n"
    os.write(keyboard, b"3\n\x04")
    assert [keys.line() for _ in range(3)] == ["2\n", "3\n", ""]


def test_signals_are_heard_as_before_when_nobody_waits_any_more(keyboard: int) -> None:
    os.write(keyboard, b"j")
    assert key() == "j"
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert signal.set_wakeup_fd(-1) == -1
