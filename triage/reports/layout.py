"""Paragraphs, lists and headings to lines of a given width. Colour only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

import click

from triage.explanation.phrases import say

COLOURS = {"emergency": "red", "urgent": "red", "soon": "yellow", "planned": "cyan", "self-care": "green"}

NARROWEST = 12
"""So many characters a line takes at least, beside its indent."""


class Page:
    """Lines under way. `width` is in characters, `colour` says whether terminal styles may be used."""

    def __init__(self, width: int = 80, colour: bool = False) -> None:
        self.width = max(width, NARROWEST)
        self.colour = colour
        self.lines: list[str] = []

    def heading(self, text: str, colour: str | None = None) -> None:
        self.gap()
        self.lines += [self.styled(line, bold=True, fg=colour) for line in self.wrapped(clean(text), "", "")]

    def label(self, text: str, indent: int = 0) -> None:
        self.lines += [self.styled(line, bold=True) for line in self.wrapped(clean(text), " " * indent, " " * indent)]

    def paragraph(self, text: str, indent: int = 0) -> None:
        if text:
            self.lines += self.wrapped(clean(text), " " * indent, " " * indent)

    def bullets(self, texts: Iterable[str], indent: int = 2, mark: str = "-") -> None:
        for text in texts:
            self.lines += self.wrapped(clean(text), f"{' ' * indent}{mark} ", " " * (indent + len(mark) + 1))

    def rule(self) -> None:
        self.gap()
        self.lines.append("-" * min(self.width, 60))

    def gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def wrapped(self, text: str, first: str, rest: str) -> list[str]:
        wide = max(self.width, max(len(first), len(rest)) + NARROWEST)
        return wrap(text, wide, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [""]

    def styled(self, text: str, bold: bool = False, fg: str | None = None) -> str:
        return click.style(text, bold=bold or None, fg=fg) if self.colour else text

    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def clean(text: str) -> str:
    """Text without anything that could steer a terminal or turn the direction of reading."""
    return "".join(char if char.isprintable() else " " for char in text)


def percent(share: float, language: str) -> str:
    """Rounded down to tenths, so that what is too little never looks enough."""
    return figures(f"{int(share * 10) / 10:g}", language)


def figures(written: str, language: str) -> str:
    """A number that is written as in English, with the signs of this language: 1,234.5 or 1.234,5."""
    return written.translate(str.maketrans(".,", ",.")) if say("decimal-sign", language) == "," else written
