"""The rule of how long cases are kept, applied while a desk runs: when it starts, and every day after that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from triage.clinic.model import OPERATOR, Retained
from triage.clinic.problems import StoreProblem
from triage.clinic.store import Store

DAY, HOUR = 24 * 3600.0, 3600.0
Tell = Callable[[Retained | StoreProblem], None]


def keep_to_rule(store: Store, tell: Tell, wait: Callable[[float], bool]) -> None:
    """Applies the rule, and again each day; an hour later where the store could not be reached. `tell` hears what came
    of it; `wait` waits so many seconds, and says whether it is over."""
    pause = 0.0
    while not wait(pause):
        try:
            tell(store.retain(OPERATOR))
            pause = DAY
        except StoreProblem as problem:
            tell(problem)
            pause = HOUR


@contextmanager
def keeping_to_rule(store: Store, tell: Tell) -> Iterator[None]:
    """For as long as the block lasts, beside what is done in it."""
    over = Event()
    thread = Thread(target=keep_to_rule, args=(store, tell, over.wait), name="retention", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
