"""Saying what must be heard: an emergency reaches the person, whatever fails or ends meanwhile.

``insist``       tries one way out after another until one takes the words; it raises nothing
``last_word``    what is owed has the last word, where what was to say it does not end well
``ending``       a closed terminal or a request to stop ends the program from within, so that there is a last word
``undisturbed``  nobody interrupts the last word
``output_lost``  what is left to do when standard output takes nothing any more
"""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

import click

from triage.words.message import in_language, phrased

ENDS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGQUIT", "SIGTERM") if hasattr(signal, name))
"""The signals that end a program at once: its terminal was closed, somebody pressed Ctrl-\\, or it is to stop."""


class Ended(BaseException):
    """The program was told to end by a signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def insist(words: Callable[[], str], plain: str) -> None:
    """Says `words` on standard output, or `plain` wherever that can be said: standard output, standard error, the
    terminal itself. Where standard output goes into a file or nowhere, nobody may be reading it: it is said beside it
    too."""
    delivered = _taken(lambda: _on_output(words())) or _taken(lambda: _raw(sys.stdout, plain))
    if not delivered or _unread():
        _beside(plain)


def _beside(plain: str) -> None:
    """Says it where standard output does not go: on standard error, or on the terminal itself."""
    if not _nowhere(sys.stderr) and _taken(lambda: _raw(sys.stderr, plain)):
        return
    if not _nowhere(2) and _taken(lambda: _to_descriptor(2, plain)):
        return
    _taken(lambda: _to_terminal(plain))


class Owed:
    """What has to be heard, once it is known. `words`: as a terminal shows it; `plain`: wherever that can be said."""

    def __init__(self) -> None:
        self.words = self.plain = ""

    def say(self) -> None:
        if self.words:
            insist(lambda: self.words, self.plain)
        elif self.plain:
            _beside(self.plain)


@contextmanager
def last_word() -> Iterator[Owed]:
    """What is owed by then is said behind whatever breaks off the rest: Ctrl-C, an output that takes nothing any more,
    an error. Where it ends well, the rest has said it."""
    owed = Owed()
    try:
        yield owed
    except BaseException:
        with undisturbed():
            owed.say()
        raise


def _taken(way: Callable[[], None]) -> bool:
    try:
        way()
    except Exception:  # whatever is wrong with this way, there is another
        return False
    return True


def _on_output(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()


def _raw(stream: TextIO, text: str) -> None:
    """Says it in what letters the stream has."""
    encoding = stream.encoding or "ascii"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


def _to_descriptor(descriptor: int, text: str) -> None:
    os.write(descriptor, f"{text}\n".encode("ascii", "replace"))


def _to_terminal(text: str) -> None:
    descriptor = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
    try:
        _to_descriptor(descriptor, text)
    finally:
        os.close(descriptor)


def _unread() -> bool:
    """Whether standard output goes where nobody reads along: into a file, or nowhere."""
    status = _status(sys.stdout)
    return _nowhere(sys.stdout) or (status is not None and stat.S_ISREG(status.st_mode))


def _nowhere(stream: TextIO | int) -> bool:
    """Whether what is written there is thrown away, as with `2>/dev/null`."""
    status = _status(stream)
    with suppress(OSError):
        return status is not None and os.path.samestat(status, os.stat(os.devnull))
    return False


def _status(stream: TextIO | int) -> os.stat_result | None:
    """What a stream or a descriptor is; None where it is closed, or none of the system's."""
    try:
        return os.fstat(stream if isinstance(stream, int) else stream.fileno())
    except (OSError, ValueError, AttributeError):
        return None


@contextmanager
def ending() -> Iterator[None]:
    """A signal that ends the program raises Ended inside, and ends it for good behind. One that whoever started us has
    us ignore (`nohup`) stays ignored."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    before = {}
    for number in ENDS:
        with suppress(ValueError):  # not in the main thread: then signals are somebody else's
            if signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, end)
    try:
        yield
    except Ended as ended:
        _without_core()
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)  # so that whoever waits for us sees what ended us
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _without_core() -> None:
    """What ends the program leaves no image of its memory where somebody happens to stand: answers are in it."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  # Unix alone

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextmanager
def undisturbed() -> Iterator[None]:
    """No signal interrupts what is done inside, however often Ctrl-C is pressed."""
    before = {}
    for number in (signal.SIGINT, *ENDS):
        with suppress(ValueError):
            before[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:  # None: not set from Python, and not to be given back
                signal.signal(number, handler)


def output_lost(error: OSError, language: str) -> int:
    """Gives up standard output, which must not be tried again, says so on standard error, and gives the exit code."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return 0  # whoever read it has had enough (`triage questions | head`)
    reason = (error.strerror or str(error)).lower()
    lost = phrased("{place}: cannot be written: {reason}", place="standard output", reason=reason)
    with suppress(OSError):
        click.echo(in_language(lost, language), err=True)
    return 2
