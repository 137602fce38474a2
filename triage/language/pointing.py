"""Mistakes with the line that each is on, and a mark under the place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from triage.language.document import read_text
from triage.language.errors import InputError, Problem, TriageError, harmless, told
from triage.language.files import DocumentError
from triage.words.saying import FALLBACK

WIDEST = 96
"""So much of a line is shown, with the place in it."""


def said(error: TriageError, language: str = FALLBACK) -> str:
    """What an error says in a language, fit for a terminal; of mistakes in files, with the lines that they are on."""
    if isinstance(error, InputError):
        return harmless("\n".join(pointed(error.problems, error.texts, language)))
    return harmless(error.said(language))


def pointed(
    problems: Sequence[Problem], texts: Mapping[str, str] = MappingProxyType({}), language: str = FALLBACK
) -> list[str]:
    """Each mistake in a line, and below it the line of the file that it is on, with a caret under the place. `texts`:
    of files that cannot be read again, such as standard input."""

    @cache
    def lines(file: str) -> Sequence[str]:
        return texts[file].split("\n") if file in texts else _lines(file)

    return told(
        problems,
        lambda problem: "\n".join((problem.said(language), *_excerpt(problem, lines(problem.place.file)))),
        language,
    )


def _excerpt(problem: Problem, lines: Sequence[str]) -> Iterator[str]:
    place = problem.place
    if not 0 < place.line <= len(lines):
        return
    line = lines[place.line - 1].expandtabs(1)
    before = line[: place.column - 1]
    first = max(0, len(before) - WIDEST // 2) if len(line) > WIDEST else 0
    excerpt = line[first : first + WIDEST]
    yield f"    {harmless(excerpt)}".rstrip()
    yield "    " + " " * sum(map(_columns, before[first:])) + "^"


def _columns(letter: str) -> int:
    """How many columns of a terminal a letter takes."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _lines(file: str) -> Sequence[str]:
    try:
        return read_text(Path(file), file).split("\n")
    except DocumentError:
        return ()
