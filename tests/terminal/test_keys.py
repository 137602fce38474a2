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
    with keys.listening() as pressed:
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
    with keys.listening() as pressed:
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
    others = signal.set_wakeup_fd(-1)  # the event loop of another test
    try:
        os.write(keyboard, b"j")
        assert key() == "j"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert signal.set_wakeup_fd(-1) == -1
    finally:
        signal.set_wakeup_fd(others)


def test_a_byte_that_is_no_text_takes_no_key_along(keyboard: int) -> None:
    os.write(keyboard, b"\xe9j\xff\xc3\r\xf0\x9f\x1b[A")
    with keys.listening() as pressed:
        assert [next(pressed) for _ in range(7)] == ["\ufffd", "j", "\ufffd", "\ufffd", "enter", "\ufffd", "up"]


@pytest.mark.parametrize(
    ("sent", "key"),
    {b"\x1b[1~": "home", b"\x1bOF": "end", b"\x1b[Z": "up", b"\t": "down", b"\x1b[6~": "page-down"}.items(),
)
def test_keys_that_terminals_name_in_several_ways(sent: bytes, key: str, keyboard: int) -> None:
    os.write(keyboard, sent)
    with keys.listening() as pressed:
        assert next(pressed) == key


def test_escape_alone_takes_back_what_was_typed(keyboard: int) -> None:
    os.write(keyboard, b"\x1b")
    with keys.listening() as pressed:
        assert next(pressed) == "clear"


@pytest.mark.parametrize("number", [signal.SIGWINCH, signal.SIGCONT])
def test_another_size_and_the_end_of_a_pause_are_told_before_the_next_key(number: int, keyboard: int) -> None:
    with keys.listening() as pressed:
        os.write(keyboard, b"j")
        signal.raise_signal(number)
        assert [next(pressed), next(pressed)] == [keys.REDRAW, "j"]
    assert signal.getsignal(number) is not None
