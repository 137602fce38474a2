"""A kill of each command at every run, each time at another moment; `make kills` kills three hundred times."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests import deep
from tests.fuzz.kills import READS, WRITERS
from tests.patience import PATIENCE
from triage.commands.main import main

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_whenever_it_is_killed_what_is_written_is_whole() -> None:
    """In a process of its own: forks of one in which a library has started threads may wait for ever."""
    kills = deep.examples(len(WRITERS))
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.kills", str(kills), str(deep.seed())],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert f"{kills} kills, 0 ended wrongly" in done.stdout


def _places(command: click.Command, name: str, context: click.Context) -> Iterator[str]:
    """Every option and argument of a command that names a file or a folder, but for the base that is read."""
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inside = command.get_command(context, each)
            assert inside is not None
            yield from _places(inside, f"{name} {each}".strip(), context)
        return
    for parameter in command.params:
        metavar = (parameter.metavar or "").rstrip("./").strip("[]")
        place = isinstance(parameter.type, click.Path) or {"FILE", "DIR", "OUT"} & set(metavar.split("|"))
        if place and parameter.name != "knowledge":
            yield f"{name} {parameter.opts[0]}"


def test_every_place_that_a_command_writes_to_is_killed() -> None:
    """A new option that names a file is one that is written, and killed here, or one that is read."""
    killed = [named for writer in WRITERS.values() for named in writer.named]
    found = set(_places(main, "", click.Context(main)))
    assert sorted([*killed, *READS]) == sorted(found)
