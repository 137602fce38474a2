"""People who come to a terminal, and leave when the test is over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.person import TOOTH, Person

Comes = Callable[..., Person]


@pytest.fixture
def triage(tmp_path: Path) -> Iterator[Comes]:
    """Starts `triage` for somebody; what it keeps without being told where is in the folder of the test."""
    there: list[Person] = []

    def comes(*arguments: object, **more: Any) -> Person:
        there.append(Person(*arguments, XDG_CONFIG_HOME=str(tmp_path), **more))
        return there[-1]

    yield comes
    for person in there:
        person.process.close(force=True)


@pytest.fixture
def ask(triage: Comes) -> Comes:
    """Starts the interview of the small base, and keeps nothing on disk."""
    return lambda *arguments, **more: triage("ask", "--knowledge", TOOTH, "--no-save", *arguments, **more)


@pytest.fixture
def ask_and_keep(triage: Comes, tmp_path: Path) -> tuple[Comes, Path]:
    """The same, with a file for the answers."""
    place = tmp_path / "kept" / "answers.yaml"

    def comes(*arguments: object, **more: Any) -> Person:
        return triage("ask", "--knowledge", TOOTH, *(arguments or ("--save", place)), **more)

    return comes, place
