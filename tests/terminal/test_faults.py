"""Nothing stands between an answer that was read and the telling of the emergency that it is: every call on that path
is made to fail once, and from every call on all that follow."""

from __future__ import annotations

import errno
import io
import os
import pty
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from tests import deep
from tests.terminal.person import ROOT, TOOTH
from triage.interview.interview import Interview
from triage.language.base import Base
from triage.language.load import load
from triage.terminal import kept, keys, saving
from triage.terminal.stepped import Stepped

ALARM = "Call 112 now."
LAST = f"Emergency: {ALARM}"
SITES = 10
"""So many calls of each path fail in a run; with another commit others do."""
OURS = str(ROOT / "triage")
PEOPLE_WAIT = tuple(f"{OURS}/{name}/" for name in ("terminal", "interview", "inference"))
"""What comes between an answer and the telling of an emergency."""
WORLD = ("posix", "io", "_io", "fcntl", "_signal", "_stat")
"""The modules in C through which the system is spoken to."""
GUARD = {"guarded", "last_words", "undisturbed", "__exit__"}
"""Where a fault comes after all that could be said was said, or just then."""
Site = tuple[str, int, str]
# A file that could not be read is closed when it is thrown away, and Python says so.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


class Sink(io.RawIOBase):
    """Where output goes; it takes nothing while `full`."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()
        self.full: Callable[[], bool] = lambda: False
        self.terminal = False

    def isatty(self) -> bool:
        return self.terminal

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.full():
            raise OSError(errno.ENOSPC, "No space left on device")
        self.data += bytes(data)
        return len(data)


class Lines(io.StringIO):
    """What is typed. Where it ends the person was asked what they do about the emergency: there the path ends."""

    def __init__(self, lines: str, read: Callable[[str], None]) -> None:
        super().__init__(lines)
        self.read_one = read

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # as io.StringIO itself
        line = super().readline(size)
        if not line:
            sys.setprofile(None)
        self.read_one(line)
        return line


class World:
    """One interview in which an answer is an emergency, and what became of it. `lines`: what is typed; `answer`: the
    one that is it."""

    def __init__(
        self, base: Base, place: Path, kind: type[kept.Kept] = kept.Kept, lines: str = "1\n", answer: str = "1\n"
    ) -> None:
        self.base, self.place, self.kind, self.lines, self.answer = base, place, kind, lines, answer
        self.out, self.err = Sink(), Sink()
        self.code: object = None
        self.reached = False
        """Whether the emergency was established."""
        self.read_at: int | None = None
        """So much was said before the answer was read."""

    def run(self, monkeypatch: pytest.MonkeyPatch, begins: Callable[[], None], encoding: str = "utf-8") -> World:
        """`begins` is called at the moment that the answer was read, before anybody knows."""
        answer, correct = Interview.answer, Interview.correct

        def noticing(method: Callable[..., Any]) -> Callable[..., Any]:
            def noticed(interview: Interview, given: Any) -> Any:
                found = method(interview, given)
                self.reached = self.reached or interview.emergency
                return found

            return noticed

        def read(line: str) -> None:
            if line == self.answer and self.read_at is None:
                self.read_at = len(self.out.data)
                begins()

        with monkeypatch.context() as patch:
            patch.setattr(Interview, "answer", noticing(answer))
            patch.setattr(Interview, "correct", noticing(correct))
            patch.setattr(saving, "PATIENCE", 0.0)  # a lock that could not be given back is waited for in vain
            patch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(self.out), encoding))
            patch.setattr(sys, "stderr", io.TextIOWrapper(io.BufferedWriter(self.err), "utf-8"))
            with self.typing(patch, read):
                try:
                    self.code = self.converses()
                except BaseException as error:  # whatever it was, somebody saw the alarm
                    self.code = error
                finally:
                    sys.setprofile(None)
                    self.out.full = lambda: False
        assert self.read_at is not None
        return self

    def converses(self) -> int:
        return kept.converse(self.base, lambda _: "en", save=self.place, plain=True, kind=self.kind)

    @contextmanager
    def typing(self, patch: pytest.MonkeyPatch, read: Callable[[str], None]) -> Iterator[None]:
        """Standard input; `read` hears of every line that was read from it."""
        patch.setattr(sys, "stdin", Lines(self.lines, read))
        yield

    @property
    def told(self) -> bool:
        said = (self.out.data[self.read_at :] + self.err.data).decode()
        return f"*** EMERGENCY ***\n{ALARM}" in said or LAST in said  # and not only what holds for everybody

    @property
    def last_lines(self) -> set[str]:
        return {data.decode().rstrip("\n").rpartition("\n")[2] for data in (self.out.data, self.err.data)}


class AtATerminal(World):
    """The same, with the arrow keys: `lines` are pressed, and Enter is what answers."""

    def converses(self) -> int:
        return kept.converse(self.base, lambda _: "en", save=self.place, kind=self.kind)

    @contextmanager
    def typing(self, patch: pytest.MonkeyPatch, read: Callable[[str], None]) -> Iterator[None]:
        outside, inside = pty.openpty()
        pressed = iter(self.lines.splitlines())
        real = keys.listening

        @contextmanager
        def listening() -> Iterator[Iterator[str]]:
            with real() as heard:
                typed = next(pressed, None)
                os.write(outside, b"\x04" if typed is None else f"{typed}\r".encode())
                yield noticed(heard, f"{typed}\n")

        def noticed(heard: Iterator[str], line: str) -> Iterator[str]:
            for key in heard:
                if key == "enter":
                    read(line)
                elif key == "end-of-input":
                    sys.setprofile(None)
                yield key

        patch.setattr(keys, "listening", listening)
        patch.setenv("TERM", "xterm")
        patch.setenv("NO_COLOR", "1")
        self.out.terminal = True
        with open(inside) as terminal:
            patch.setattr(sys, "stdin", terminal)
            yield
        os.close(outside)


class ByTheLine(World):
    """The same at a terminal, with numbers to type."""

    @contextmanager
    def typing(self, patch: pytest.MonkeyPatch, read: Callable[[str], None]) -> Iterator[None]:
        outside, inside = pty.openpty()
        came, real = bytearray(), os.read

        def reads(descriptor: int, count: int) -> bytes:
            data = real(descriptor, count)
            if descriptor == inside:
                if not data:
                    sys.setprofile(None)
                came.extend(data)
                if data == b"\n":
                    line = came.decode()
                    came.clear()
                    read(line)
            return data

        patch.setattr(os, "read", reads)
        with open(inside) as terminal:
            patch.setattr(sys, "stdin", terminal)
            os.write(outside, self.lines.encode() + b"\x04")
            yield
        os.close(outside)


def site(frame: FrameType, event: str, called: Any) -> Site | None:
    """The call that is being made, if it is one of ours or one to the system."""
    if event == "c_call":
        module = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
        if frame.f_code.co_filename.startswith(OURS) or module in WORLD:
            return frame.f_code.co_filename, frame.f_lineno, called.__qualname__
    elif event == "call" and (caller := frame.f_back) and caller.f_code.co_filename.startswith(OURS):
        return caller.f_code.co_filename, caller.f_lineno, frame.f_code.co_qualname
    return None


class Faults:
    """Makes the call at one site fail, the first time; without one it only notes which sites there are."""

    def __init__(self, at: Site | None, error: Callable[[], BaseException]) -> None:
        self.at, self.error = at, error
        self.sites: dict[Site, None] = {}
        self.in_the_guard = False

    def begin(self) -> None:
        sys.setprofile(self.called)

    def called(self, frame: FrameType, event: str, called: Any) -> None:
        if event not in ("call", "c_call") or called is sys.setprofile:
            return
        here = site(frame, event, called)
        if here is None:
            return
        self.sites.setdefault(here)
        if here == self.at:
            names = set()
            above: FrameType | None = frame
            while above is not None:
                names.add(above.f_code.co_name)
                above = above.f_back
            self.in_the_guard = bool(names & GUARD)
            sys.setprofile(None)
            raise self.error()


@pytest.fixture(scope="module")
def base() -> Base:
    return load(TOOTH)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Path]:
    def made() -> Iterator[Path]:
        for number in range(10**6):
            (tmp_path / f"{number}").mkdir()
            yield tmp_path / f"{number}" / "answers.yaml"

    return made()


@pytest.fixture(scope="module")
def sore(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base in which a number is an emergency."""
    place = tmp_path_factory.mktemp("bases") / "sore"
    shutil.copytree(TOOTH, place)
    with (place / "rules.yaml").open("a") as rules:
        rules.write(
            "- rule: unbearable\n"
            "  when: {pain: {at-least: 9}}\n"
            "  then: {establish: airway, urgency: emergency, pathway: call-for-help}\n"
            "  because: {nl: Zo erg is het nooit., en: It is never that bad.}\n"
            "  sources: [neck-claim]\n"
        )
    return load(place)


ERRORS: dict[str, Callable[[], BaseException]] = {
    "no space": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "nobody reads": lambda: BrokenPipeError(errno.EPIPE, "Broken pipe"),
    "no letter": lambda: UnicodeEncodeError("ascii", "\u2603", 0, 1, "ordinal not in range(128)"),
    "closed": lambda: ValueError("I/O operation on closed file."),
    "Ctrl-C": KeyboardInterrupt,
    "no memory": MemoryError,
}
ANSWER = ("1\n", "1\n")
CORRECTION = ("4\nback\n1\n", "1\n")
WORDS = ("finding it hard to breathe\nyes\n", "finding it hard to breathe\n")
NUMBER = ("4\nnine\n", "nine\n")
PATHS: dict[str, tuple[type[World], type[kept.Kept], tuple[str, str]]] = {
    "an answer": (World, kept.Kept, ANSWER),
    "a correction": (World, kept.Kept, CORRECTION),
    "words that are read back": (World, kept.Kept, WORDS),
    "a number in words": (World, kept.Kept, NUMBER),
    "step by step": (World, Stepped, ANSWER),
    "by the line at a terminal": (ByTheLine, kept.Kept, ANSWER),
    "with the arrow keys": (AtATerminal, kept.Kept, ANSWER),
    "words with the arrow keys": (AtATerminal, kept.Kept, WORDS),
}


@pytest.mark.parametrize(
    ("error", "path"),
    [
        *(("no space", path) for path in PATHS),
        *(("Ctrl-C", path) for path in PATHS),
        *((error, "an answer") for error in ("nobody reads", "no letter", "closed", "no memory")),
        ("no memory", "with the arrow keys"),
    ],
)
def test_whichever_call_fails_the_emergency_is_told(
    error: str, path: str, base: Base, sore: Base, places: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def comes(path: str) -> World:
        world, kind, (lines, answer) = PATHS[path]
        return world(sore if lines == NUMBER[0] else base, next(places), kind, lines, answer)

    def sites(path: str) -> dict[Site, None]:
        every = Faults(None, ERRORS[error])
        assert comes(path).run(monkeypatch, every.begin).told
        return every.sites

    made = sites(path)
    assert len(made) > 100, "the path was followed"
    if path != "an answer":  # what this way has of its own
        known = sites("an answer")
        made = dict.fromkeys(at for at in made if at not in known)
    elif error != "no space":  # all that is not the system's is caught where it is called
        made = dict.fromkeys(at for at in made if at[0].startswith(PEOPLE_WAIT))
    for at in deep.sample(made, SITES):
        faults = Faults(at, ERRORS[error])
        world = comes(path).run(monkeypatch, faults.begin)
        assert world.told, f"{at}: {world.code!r}\n{world.out.data.decode()}\n{world.err.data.decode()}"
        assert faults.in_the_guard or LAST in world.last_lines, f"{at}: {world.code!r}\n{world.last_lines}"


@pytest.mark.parametrize("error", ["no space", "Ctrl-C"])
def test_who_says_no_to_what_was_read_back_is_not_alarmed_whichever_call_fails(
    error: str, base: Base, places: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def comes() -> World:
        return World(base, next(places), lines="finding it hard to breathe\nno\n", answer="no\n")

    every = Faults(None, ERRORS[error])
    assert not comes().run(monkeypatch, every.begin).reached
    for at in deep.sample(every.sites, SITES):
        world = comes().run(monkeypatch, Faults(at, ERRORS[error]).begin)
        assert not world.reached, f"{at}: {world.code!r}"


def system() -> Iterator[tuple[ModuleType, str]]:
    """Every call to the system that Python knows under `os`, and opening a file."""
    never = ("_", "W", "fspath", "getpid", "abort", "fork", "exec")  # what cannot fail, and what ends the process
    for name, made in vars(os).items():
        system = getattr(made, "__module__", "") == "posix" and callable(made) and not isinstance(made, type)
        if system and not name.startswith(never):
            yield os, name
    yield io, "open"


@pytest.mark.parametrize("output", ["output is there", "output is full"])
def test_from_whichever_call_on_everything_fails_the_emergency_is_told(
    output: str, base: Base, places: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    start = 0
    on = False

    def failing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if on:
                made.append(name)
                if len(made) > start:
                    raise OSError(errno.EIO, "Input/output error")
            return real(*arguments, **named)

        return call

    def run() -> World:
        nonlocal on
        world = World(base, next(places))
        if output == "output is full":
            world.out.full = lambda: on and len(made) >= start

        def begin() -> None:
            nonlocal on
            on = True

        with monkeypatch.context() as patch:
            for module, name in system():
                patch.setattr(module, name, failing(name, getattr(module, name)))
            world.run(monkeypatch, begin)
            on = False
        return world

    start = 10**9
    run()
    count = len(made)
    assert {"open", "fsync", "chmod", "replace"} <= set(made), "the path was followed"
    for start in range(count + 1):
        made.clear()
        world = run()
        assert world.told, f"{start}: {world.code!r}\n{world.out.data.decode()}\n{world.err.data.decode()}"
        assert LAST in world.last_lines, f"{start}: {world.code!r}"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16", "cp437"])
def test_whichever_letters_the_output_has_the_emergency_is_told(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    for path in TOOTH.glob("*.yaml"):
        text = path.read_text().replace("Airway in danger", "Airway in danger \N{SNOWMAN} \N{GREEK SMALL LETTER OMEGA}")
        (odd / path.name).write_text(text)
    world = World(load(odd), tmp_path / "answers.yaml")
    world.run(monkeypatch, lambda: None, encoding)
    assert ALARM in world.out.data.decode(encoding, "replace").partition("> 1")[2]
    assert world.reached


def test_what_signals_do_is_as_it_was(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)]
    World(base, tmp_path / "answers.yaml").run(monkeypatch, lambda: None)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)] == before
