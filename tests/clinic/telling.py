"""What a case file tells, worked out once in a process: many tests put the same few in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.clinic import store
from triage.clinic.told import Told, tell
from triage.language.base import Base


@pytest.fixture(scope="session", autouse=True)
def told_once() -> Iterator[None]:
    """By the very same base, of the same text; what the file is called stands in messages alone, when it is not read.
    Nobody can change what was told."""
    known: dict[tuple[int, Path | None, str], tuple[Base, Told]] = {}

    def telling(base: Base, knowledge: Path | None, text: str, name: str) -> Told:
        key = id(base), knowledge, text
        if key not in known:
            known[key] = base, tell(base, knowledge, text, name)  # with the base, so that no other gets its place
        return known[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "tell", telling)
        yield
