"""People who come to a terminal, and leave when the test is over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.person import TOOTH, Person

Comes = Callable[..., Person]


@pytest.fixture
def triage(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comes]:
    """Starts `triage` for somebody; what it keeps without being told where is in the folder of the test."""
    there: list[Person] = []
    own = {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path_factory.getbasetemp() / "cache"),
    }

    def comes(*arguments: object, **more: Any) -> Person:
        there.append(Person(*arguments, **{**own, **more}))
        return there[-1]

    yield comes
    for person in there:
        person.goes_away()


@pytest.fixture
def ask(triage: Comes) -> Comes:
    """Starts the interview of the small base, and keeps nothing on disk."""
    return lambda *arguments, **more: triage("ask", "--knowledge", TOOTH, "--no-save", *arguments, **more)


@pytest.fixture
def ask_and_keep(triage: Comes, tmp_path: Path) -> tuple[Comes, Path]:
    """The same, with a file for the answers."""
    place = tmp_path / "kept" / "answers.yaml"
    place.parent.mkdir()

    def comes(*arguments: object, **more: Any) -> Person:
        return triage("ask", "--knowledge", TOOTH, *(arguments or ("--save", place)), **more)

    return comes, place
