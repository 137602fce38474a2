"""How long a test waits for something to happen. The only clock that tests look at: none says how long a thing takes.

It is far more than anything takes, so that a busy neighbour fails no test; a test that passes never waits it out."""

import time
from collections.abc import Callable

PATIENCE = 120
"""Seconds after which what a test waits for is not going to happen."""


class Deadline:
    """When to stop waiting: as from now."""

    def __init__(self) -> None:
        self._end = time.monotonic() + PATIENCE

    @property
    def over(self) -> bool:
        return time.monotonic() > self._end


def until(there: Callable[[], bool], pause: float = 0.002) -> None:
    """Waits for something to be so."""
    deadline = Deadline()
    while not there():
        assert not deadline.over, "waited in vain"
        time.sleep(pause)
