"""How parts of a base, and what is inferred from one, show themselves where a notebook asks.

Drawing is the work of the reports, and imports run one way. So the package hands in what draws (see
``triage/__init__.py``), a class that can be drawn inherits from `Shown`, and neither knows the other. What is drawn
speaks in the words of its base: bases that were loaded are remembered, weakly, but for the latest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from triage.language.model import Base

Bundle = Mapping[str, str]
"""The same thing in several forms, by MIME type."""

_lock = Lock()
_draws: list[Callable[[object], Bundle]] = []
_spoken: list[str] = []
_loaded: WeakSet[Base] = WeakSet()
_latest: list[Base] = []


class Shown:
    """Something that a notebook can draw when it is the last line of a cell."""

    __slots__ = ()

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        bundle = _draws[-1](self)
        wanted = bundle if include is None else include
        return {kind: text for kind, text in bundle.items() if kind in wanted and kind not in (exclude or ())}

    def _repr_html_(self) -> str | None:
        return self._repr_mimebundle_().get("text/html")


def drawn_by(draws: Callable[[object], Bundle]) -> None:
    """From now on this draws everything."""
    _draws[:] = [draws]


def speak(language: str | None) -> None:
    """The language in which notebooks show things from now on; None: as the locale says."""
    _spoken[:] = [] if language is None else [language]


def spoken() -> str | None:
    """The language that was asked for."""
    return _spoken[0] if _spoken else None


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
