"""What follows from the text of a case, worked out once in a process: many tests put the same few in at a desk, each
under a code of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from triage.web.clinic import seen


def once_for(work: Callable[..., Any], key: Callable[..., tuple[object, ...]]) -> Callable[..., Any]:
    """Works it out once for each key. Nobody can change what comes out; what went in is kept with it, so that nothing
    else gets its place."""
    known: dict[tuple[object, ...], tuple[object, Any]] = {}

    def worked_out(*given: Any, **named: Any) -> Any:
        at = key(*given, **named)
        if at not in known:
            known[at] = (given, named), work(*given, **named)
        return known[at][1]

    return worked_out


@pytest.fixture(scope="session", autouse=True)
def seen_once() -> Iterator[None]:
    """By the very same base, of the same text; what a case is called stands in messages alone, when it is not read."""
    keys: dict[str, Callable[..., tuple[object, ...]]] = {
        "read_case": lambda base, text, _called: (id(base), text),
        "standing": lambda base, inside, case: (id(base), id(inside), id(case)),
        "for_clinician": lambda words, outcome, _now: (words.language, id(outcome)),
        "hinges": lambda outcome, pairs=True: (id(outcome), pairs),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, key in keys.items():
            patch.setattr(seen, name, once_for(getattr(seen, name), key))
        yield
