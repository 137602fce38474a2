"""The bases that were loaded, remembered weakly but for the latest: what a notebook draws speaks in the words of its
base."""

from __future__ import annotations

from threading import Lock
from weakref import WeakSet

from triage.language.base import Base

_lock = Lock()
_loaded: WeakSet[Base] = WeakSet()
_latest: list[Base] = []


def remember(base: Base) -> Base:
    """The base, of which the parts can be shown in words from now on."""
    with _lock:
        _loaded.add(base)
        _latest[:] = [base]
    return base


def remembered() -> list[Base]:
    """The bases that were loaded and are still in use, the latest first."""
    with _lock:
        return [*_latest, *(base for base in _loaded if base not in _latest)]
