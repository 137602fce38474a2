"""What a page shows of a terminal, typed again: the commands, and whether they print what is shown."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from triage.commands import main as cli

LEFT_OUT = "..."
"""A line, or the end of one, that stands for whatever was printed there."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command on a page. Lines that begin with `> ` are typed, not shown."""

    words: tuple[str, ...]
    typed: tuple[str, ...]
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return shlex.join(self.words)


def blocks(page: Path, language: str) -> list[str]:
    """What stands between fences of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> Iterator[Command]:
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            first, *lines = part.rstrip().split("\n")
            program, *words = shlex.split(first)
            assert program == "triage", f"{page.name}: {first}"
            typed = tuple(line[2:] for line in lines if line.startswith("> "))
            yield Command(tuple(words), typed, tuple(line.rstrip() for line in lines if not line.startswith("> ")))


def printed(command: Command) -> list[str]:
    """What the command prints in English, 80 columns wide, here and now."""
    typed = "".join(f"{line}\n" for line in command.typed)
    result = CliRunner().invoke(cli.main, command.words, input=typed, env={"COLUMNS": "80", "LC_ALL": "en"})
    assert result.exit_code == 0, result.output
    return [line.rstrip() for line in result.output.rstrip().split("\n")]


def missing(shown: Sequence[str], lines: Sequence[str]) -> str | None:
    """The first stretch of what is shown that is not printed in its place; None where all is as shown."""
    at = 0
    *before, last = _stretches(shown)
    for place, stretch in enumerate([*before, last]):
        if not stretch:
            continue
        starts = [0] if place == 0 else range(at, len(lines) - len(stretch) + 1)
        if place == len(before):  # nothing comes after it
            starts = [start for start in starts if start == len(lines) - len(stretch)]
        found = next((start for start in starts if _same(stretch, lines[start : start + len(stretch)])), None)
        if found is None:
            return "\n".join(stretch)
        at = found + len(stretch)
    return None


def _stretches(shown: Sequence[str]) -> list[list[str]]:
    """What stands between lines that are left out."""
    made: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            made.append([])
        else:
            made[-1].append(line)
    return made


def _same(shown: Sequence[str], lines: Sequence[str]) -> bool:
    return len(shown) == len(lines) and all(
        line.startswith(wanted.removesuffix(LEFT_OUT)) if wanted.endswith(f" {LEFT_OUT}") else line == wanted
        for wanted, line in zip(shown, lines, strict=True)
    )
