"""Paragraphs, lists and headings to lines of a given width. Colour only where it is asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from textwrap import wrap as wrap_narrow

import click

from triage.words.saying import say

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
        return wrap(text, wide, first, rest) or [""]

    def styled(self, text: str, bold: bool = False, fg: str | None = None) -> str:
        return click.style(text, bold=bold or None, fg=fg) if self.colour else text

    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def clean(text: str) -> str:
    """Text without anything that could steer a terminal or turn the direction of reading."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A paragraph in lines that take at most `width` columns of a terminal, where one column is enough for what stands
    there."""
    width = max(width, 1)
    if text.isascii() or cells(text) == len(text):
        if (plain := _plain_lines(text, width, first, rest)) is not None:
            return plain
        return wrap_narrow(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    lines: list[str] = []
    line = first
    for word in text.split():
        gap = " " if line.strip() and line not in (first, rest) else ""
        if cells(line + gap + word) > width and gap:
            lines.append(line)
            line, gap = rest, ""
        line += gap
        for char in word:
            if cells(line + char) > width and line not in (first, rest):
                lines.append(line)
                line = rest
            line += char
    return [*lines, line] if line.strip() else lines


def _plain_lines(text: str, width: int, first: str, rest: str) -> list[str] | None:
    """The same as `textwrap` in a tenth of its time, of words with one space between them that each fit on a line; None
    for any other text."""
    words = text.split(" ")
    if max(map(len, words)) > width - max(len(first), len(rest)) or not all(words) or not text.isprintable():
        return None
    lines = []
    line = first + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = rest + word
        else:
            line = f"{line} {word}"
    return [*lines, line]


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for one that joins another."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=1024)
def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def percent(share: float, language: str) -> str:
    """Rounded down to tenths, so that what is too little never looks enough."""
    return figures(f"{int(share * 10) / 10:g}", language)


def figures(written: str, language: str) -> str:
    """A number that is written as in English, with the signs of this language: 1,234.5 or 1.234,5."""
    return written.translate(str.maketrans(".,", ",.")) if say("decimal-sign", language) == "," else written
