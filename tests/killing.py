"""A program that is killed at one call to the system after another. It starts once; each run is a fork of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = """\
import os, signal, sys
prepare, run, *names = sys.argv[1:]
exec(prepare)

def killed_at(fatal):
    count = 0
    def killing(name):
        really = getattr(os, name)
        def call(*words, **more):
            nonlocal count
            count += 1
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return really(*words, **more)
        setattr(os, name, call)
    for name in names:
        killing(name)
    exec(run)

for line in sys.stdin:
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        killed_at(int(line))
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def killed(prepare: str, run: str, calls: Sequence[str], cwd: Path) -> Iterator[Callable[[int], int]]:
    """What runs `run`, after `prepare`, and is killed at the call with this number; gives the exit code."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, prepare, run, *calls],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "en", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    stdin, stdout = program.stdin, program.stdout

    def at(step: int) -> int:
        stdin.write(f"{step}\n")
        stdin.flush()
        return int(stdout.readline())

    with program:
        yield at
        stdin.close()
