"""How parts of a base, and what is inferred from one, show themselves where a notebook asks.

Drawing is the work of the reports, and imports run one way. So the package hands in what draws (see
``triage/__init__.py``), a class that can be drawn inherits from `Displayed`, and neither knows the other. In the same
way it hands in what writes the page of an outcome. Both are handed in by whoever imports the package, so this costs
nothing to import.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.language.page import OnePage

Bundle = Mapping[str, str]
"""The same thing in several forms, by MIME type."""

_draws: list[Callable[[object], Bundle]] = []
_writes: list[Callable[[Displayed, str | None], OnePage]] = []
_spoken: list[str] = []


class Displayed:
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


def displayed_by(draws: Callable[[object], Bundle]) -> None:
    """From now on this draws everything."""
    _draws[:] = [draws]


def written_by(writes: Callable[[Displayed, str | None], OnePage]) -> None:
    """From now on this writes every page."""
    _writes[:] = [writes]


def page_of(outcome: Displayed, language: str | None) -> OnePage:
    """The page of an outcome. Raises LookupError where its base does not speak the language."""
    return _writes[-1](outcome, language)


def speak(language: str | None) -> None:
    """The language in which notebooks show things from now on; None: as the locale says."""
    _spoken[:] = [] if language is None else [language]


def spoken() -> str | None:
    """The language that was asked for."""
    return _spoken[0] if _spoken else None
