"""Processes: from their start to the first question, or to their end."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.measure import Row, in_turn, ms, ratio
from triage.interview.interview import Interview
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.load import load

ROUNDS = 25
LOADS = 20
TRIAGE = str(Path(sys.executable).with_name("triage"))
IMPORTS = (sys.executable, "-c", "import triage.inference.borrowed, click, yaml")
"""The process to compare with: it imports what every interview needs, and ends."""


def starting() -> Iterator[Row]:
    """Every row about processes and loading."""
    base = load()
    question = _first(base)
    ask = (TRIAGE, "ask", "--lang", "en", "--no-save")
    taken = in_turn(
        {
            "imports": partial(_ended, IMPORTS),
            "plain": partial(_asked_in_a_pipe, (*ask, "--plain"), question),
            "terminal": partial(_asked_in_a_terminal, ask, question),
            "version": partial(_ended, (TRIAGE, "--version")),
            "run": partial(_ended, (TRIAGE, "run", str(case_files()[0]))),
        },
        ROUNDS,
    )
    yield Row("a process that only imports", ms(median(taken["imports"])))
    for what, name in (("first question, --plain in a pipe", "plain"), ("first question, in a terminal", "terminal")):
        times = ratio(taken[name], taken["imports"])
        yield Row(f"    {what}", f"{times:.2f} times that", "<= 2.5 times", times <= 2.5)
    run, version = median(taken["run"]), median(taken["version"])
    aim = 1.5 * version + 0.15
    yield Row("`triage --version`", ms(version))
    yield Row("    `triage run` of one case", ms(run), f"<= 1.5 times + 150 ms: {ms(aim)}", run <= aim)
    loading = median(in_turn({"load": load}, LOADS)["load"])
    yield Row("loading the base", ms(loading), "< 150 ms", loading < 0.15)


def _environment() -> dict[str, str]:
    """Ours, with compiled modules kept and output at once."""
    changed = {"PYTHONUNBUFFERED": "1", "TERM": "xterm-256color"}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | changed


def _first(base: Base) -> str:
    """How the first question begins; so much of it stands on the first line of any terminal."""
    prompt = Interview(base).next()
    assert prompt is not None
    return (prompt.checklist or prompt.questions[0]).ask["en"][:20]


def _ended(command: Sequence[str]) -> None:
    subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=True)


def _asked_in_a_pipe(command: Sequence[str], question: str) -> None:
    with subprocess.Popen(
        command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        _read_until(question, process.stdout.fileno())
        process.kill()


def _asked_in_a_terminal(command: Sequence[str], question: str) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    with subprocess.Popen(
        command, env=_environment(), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        _read_until(question, ours)
        process.kill()
    os.close(ours)


def _read_until(question: str, output: int) -> None:
    seen = b""
    while question.encode() not in seen:
        more = os.read(output, 4096)
        assert more, f"the first question did not come, but: {seen.decode()}"
        seen += more
