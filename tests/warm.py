"""`triage` started warm: a fork of a program that has imported what most commands import.

It is a process of its own all the same, the test's own child, in a session and at a terminal of its own, and comes in
through the door of a checkout. Only that Python starts and imports, half a second each time, and that a base of the
checkout is read and made ready, is done once for all tests of a process. Where the system cannot hand a process over,
or the environment changes how Python starts, there is none.
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.language.base import Base

ROOT = Path(__file__).resolve().parents[1]
IMPORTED = (
    *("commands.ask", "commands.check_in", "commands.review", "commands.run", "commands.step", "cases.project"),
    *(
        "inference.engine",
        "inference.outcome",
        "language.load",
        "reports.person.check_in",
        "reports.person.notices",
        "reports.person.to_text",
    ),
    *("terminal.checking_in", "terminal.keeping_check_ins", "terminal.kept", "terminal.lesson", "terminal.reviewing"),
    *("terminal.saving", "terminal.stepped"),
)
LEFT_AT_ONCE = ("ask", "--plain", "--no-save", "--lang", "en")
"""An interview that somebody leaves at the first question: what it makes of its base is there for those that come."""
PR_SET_CHILD_SUBREAPER = 36
ABSENT = """\
import sys
sys.modules[sys.argv.pop(1)] = None
from triage.commands.main import main
main(prog_name="triage")
"""
"""The same door, where a library is not installed."""


def start(
    words: Sequence[str],
    environment: Mapping[str, str],
    streams: Sequence[int],
    directory: Path | None = None,
    absent: str = "",
) -> int | None:
    """Runs `triage` with these words, in a directory (or where we are). `streams`: a terminal, or what its input,
    output and errors are. `absent`: a library that is not installed there. Gives the number of a process, a child of
    this one; None where it must be started as always.
    """
    plain = not any(name.startswith(("PYTHON", "LC_")) for name in environment)
    door = _door() if plain and environment.get("LANG", "").endswith("UTF-8") else None
    if door is None:
        return None
    wanted = {
        "words": list(words),
        "environment": dict(environment),
        "directory": os.fspath(directory or Path.cwd()),
        "absent": absent,
    }
    socket.send_fds(door, [json.dumps(wanted).encode()], list(streams))
    return int(door.recv(64))


class Program:
    """One that is started without a terminal, warm where that can be, and what is wanted of `subprocess.Popen`."""

    def __init__(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        directory: Path | None = None,
        given: bytes = b"",
        output: int | None = None,
        absent: str = "",
    ) -> None:
        """What it is given comes from a file, and what it says goes to files, so that it need not be read while it
        runs; `output`: its output goes there instead."""
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        self._files = [TemporaryFile() for _ in range(2)]  # noqa: SIM115
        self._cold: subprocess.Popen[bytes] | None = None
        self.returncode: int | None = None
        streams = [file.fileno() for file in self._files]
        if output is not None:
            streams[0] = output
        with TemporaryFile() as typed:
            typed.write(given)
            typed.seek(0)
            all_streams = [typed.fileno(), *streams]
            self._number = start(words, {**kept, **environment}, all_streams, directory, absent)
            if self._number is None:
                door = ["-c", ABSENT, absent] if absent else [str(ROOT / "cli.py")]
                self._cold = subprocess.Popen(
                    [sys.executable, *door, *words],
                    cwd=directory,
                    env={**kept, **environment},
                    stdin=typed,
                    stdout=streams[0],
                    stderr=streams[1],
                )

    def kill(self) -> None:
        if self._cold is not None:
            self._cold.kill()
        elif self._number is not None and self.returncode is None:
            os.kill(self._number, signal.SIGKILL)  # a child of ours: the number is its own until we have waited

    def communicate(self) -> tuple[str, str]:
        """Waits for the end, and gives what it said."""
        if self._cold is not None:
            self.returncode = self._cold.wait()
        elif self._number is not None and self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self._number, 0)[1])
        said = []
        for file in self._files:
            file.seek(0)
            said.append(file.read().decode())
            file.close()
        return said[0], said[1]


def run(
    words: Sequence[object], given: str | bytes = "", output: int | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    """What `triage` does with these words, and with this as its input; `more` as for `Program`. What it says it says to
    a pipe, or to `output`."""
    more = {"environment": {"LANG": "en_GB.UTF-8"}, **more}
    typed = given if isinstance(given, bytes) else given.encode()
    reads, writes = os.pipe()
    with open(reads, "rb") as pipe:
        with open(writes, "wb") as end:
            program = Program(
                [*map(str, words)], given=typed, output=end.fileno() if output is None else output, **more
            )
        said = pipe.read().decode()
    _, errors = program.communicate()
    assert program.returncode is not None
    return subprocess.CompletedProcess([*map(str, words)], program.returncode, said, errors)


@cache
def _door() -> socket.socket | None:
    """Where to ask for another."""
    try:
        library = ctypes.CDLL(None)
        # Who is forked by a fork that has ended is handed to us, to wait for.
        if library.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
            return None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    except (AttributeError, OSError):
        return None
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONDONTWRITEBYTECODE")}
    with theirs:
        program = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), str(theirs.fileno())],
            env={**kept, "LANG": "en_GB.UTF-8"},
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
        )

    owner = os.getpid()

    def end() -> None:
        if os.getpid() == owner:  # and no fork of it
            ours.shutdown(socket.SHUT_RDWR)  # that ends it, whoever else still holds this
            program.wait()
            ours.close()

    atexit.register(end)
    return ours


class _Bases:
    """The bases of the checkout that were asked for: each fork finds them read, and what was made of them besides. That
    one is kept, and still the same, is for the program to see each time."""

    def __init__(self) -> None:
        from triage.inference import cache  # noqa: PLC0415  # not in the tests: this is for who forks

        self._read = cache.read_kept
        self._known: dict[bytes, Base | None] = {}
        self._latest: Base | None = None
        self._ready: set[str | None] = set()
        cache.read_kept = self._looked_up

    def _looked_up(self, place: Path, key: bytes) -> Base | None:
        if key not in self._known or not place.is_file():
            self._known[key] = self._read(place, key)
        self._latest = self._known[key]
        return self._latest

    def make_ready(self, words: Sequence[str]) -> None:
        from click.testing import CliRunner  # noqa: PLC0415

        from triage.commands.main import main  # noqa: PLC0415
        from triage.inference.outcome import infer  # noqa: PLC0415
        from triage.language.check_in import has_check_in, load_check_in  # noqa: PLC0415

        named = next((words[at + 1] for at, word in enumerate(words[:-1]) if word in ("-k", "--knowledge")), None)
        if named in self._ready or (named is not None and not Path(named).is_relative_to(ROOT)):
            return
        self._ready.add(named)
        for _ in range(2):  # the first may have to read it anew, and keep it
            CliRunner().invoke(main, [*LEFT_AT_ONCE, *(() if named is None else ("-k", named))], input="quit\n")
        if self._latest is not None and has_check_in(named):
            infer(load_check_in(self._latest, named), {})
        gc.collect()
        gc.freeze()


def _serve(door: socket.socket) -> list[str]:
    """Forks for whoever asks. Comes back in each fork, with the words to run; in the program itself never."""
    bases = _Bases()
    while True:
        asked, streams, _, _ = socket.recv_fds(door, 1 << 20, 3)
        if not asked:
            sys.exit()
        bases.make_ready(json.loads(asked)["words"])
        ends, tells = os.pipe()
        between = os.fork()
        if not between:
            child = os.fork()
            if child:
                os.write(tells, str(child).encode())
                os._exit(0)
            wanted = json.loads(asked)
            os.setsid()
            if os.isatty(streams[0]):
                fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(streams[min(number, len(streams) - 1)], number)
            os.closerange(3, 256)
            os.environ.clear()
            os.environ.update(wanted["environment"])
            os.chdir(wanted["directory"])
            signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background ignore it
            if absent := wanted["absent"]:
                assert absent not in sys.modules, f"{absent} was imported before anybody asked for it"
                sys.modules[absent] = None  # type: ignore[assignment]  # so that it cannot be imported
            words: list[str] = wanted["words"]
            return words
        os.close(tells)
        for stream in streams:
            os.close(stream)
        os.waitpid(between, 0)  # from here on it is the test's
        door.send(os.read(ends, 64))
        os.close(ends)


class _End:
    """How a program ends: as any, but that Python does not take apart all that was imported. It takes longer than most
    that a test does."""

    def __init__(self) -> None:
        self._code: int | None = None
        atexit.register(self._leave)  # before anybody else, so that it comes last

    def noticed(self, end: SystemExit) -> None:
        self._code = 0 if end.code is None else end.code if isinstance(end.code, int) else None

    def _leave(self) -> None:
        if self._code is None:
            return
        try:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
        except (OSError, ValueError, AttributeError):
            return  # what Python makes of that is part of it
        os._exit(self._code)


def _main() -> None:
    ends = _End()
    sys.path[0] = str(ROOT)
    for name in IMPORTED:
        import_module(f"triage.{name}")
    gc.collect()
    gc.freeze()
    words = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", 1 if os.isatty(1) else -1, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(  # type: ignore[misc]  # noqa: SIM115
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    sys.argv = [str(ROOT / "cli.py"), *words]
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        ends.noticed(end)
        raise


if __name__ == "__main__":
    _main()
