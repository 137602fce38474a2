"""`triage` started warm: a fork of a program that has imported what most commands import.

It is a process of its own all the same, the test's own child, in a session and at a terminal of its own, and comes in
through the door of a checkout. Only that Python starts and imports, half a second each time, is done once for all tests
of a process. Where the system cannot hand a process over, or the environment changes how Python starts, there is none.
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMPORTED = (
    *("commands.ask", "commands.check_in", "commands.review", "commands.run", "commands.step", "cases.project"),
    *(
        "inference.engine",
        "inference.outcome",
        "language.load",
        "reports.check_in",
        "reports.notices",
        "reports.to_text",
    ),
    *("terminal.checking_in", "terminal.keeping_check_ins", "terminal.kept", "terminal.lesson", "terminal.reviewing"),
    *("terminal.saving", "terminal.stepped"),
)
PR_SET_CHILD_SUBREAPER = 36


def start(words: Sequence[str], environment: Mapping[str, str], terminal: int) -> int | None:
    """Runs `triage` with these words at this terminal, in the directory where we are. Gives the number of a process,
    a child of this one; None where it must be started as always."""
    plain = not any(name.startswith(("PYTHON", "LC_")) for name in environment)
    door = _door() if plain and environment.get("LANG", "").endswith("UTF-8") else None
    if door is None:
        return None
    wanted = {"words": list(words), "environment": dict(environment), "directory": os.getcwd()}
    socket.send_fds(door, [json.dumps(wanted).encode()], [terminal])
    return int(door.recv(64))


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

    def end() -> None:
        ours.close()  # that ends it
        program.wait()

    atexit.register(end)
    return ours


def _serve(door: socket.socket) -> list[str]:
    """Forks for whoever asks. Comes back in each fork, with the words to run; in the program itself never."""
    while True:
        asked, terminals, _, _ = socket.recv_fds(door, 1 << 20, 1)
        if not asked:
            sys.exit()
        ends, tells = os.pipe()
        between = os.fork()
        if not between:
            child = os.fork()
            if child:
                os.write(tells, str(child).encode())
                os._exit(0)
            wanted = json.loads(asked)
            os.setsid()
            fcntl.ioctl(terminals[0], termios.TIOCSCTTY, 0)
            for stream in range(3):
                os.dup2(terminals[0], stream)
            os.closerange(3, 256)
            os.environ.clear()
            os.environ.update(wanted["environment"])
            os.chdir(wanted["directory"])
            words: list[str] = wanted["words"]
            return words
        os.close(tells)
        os.close(terminals[0])
        os.waitpid(between, 0)  # from here on it is the test's
        door.send(os.read(ends, 64))
        os.close(ends)


def _main() -> None:
    sys.path[0] = str(ROOT)
    for name in IMPORTED:
        import_module(f"triage.{name}")
    gc.collect()
    gc.freeze()
    words = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # type: ignore[misc]  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(  # type: ignore[misc]  # noqa: SIM115
        2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    sys.argv = [str(ROOT / "cli.py"), *words]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    _main()
