"""Dates, as they are written everywhere here."""

from __future__ import annotations

from datetime import date

from triage.language.document import Node
from triage.language.errors import quoted
from triage.language.reader import Reader
from triage.words.message import phrased

EARLIEST, LATEST = 1900, 2199
"""A day lies in these years."""


def read_date(reader: Reader, node: Node | None, what: str) -> date:
    if node is None:
        return date.min
    word = reader.word(node, quoted(what))
    try:
        return day(word)
    except ValueError:
        reader.wrong(
            node,
            phrased("{what} is {word}; expected a date such as `2026-03-31`", what=quoted(what), word=quoted(word)),
        )
        return date.min


def day(word: str) -> date:
    """A date as it is written everywhere here: 2026-03-31. Raises ValueError, for one out of all bounds too: a plan
    and its calendar are counted on from it and back."""
    parsed = date.fromisoformat(word)
    # Python reads other forms of ISO 8601 too, such as 2026-W10-1.
    if parsed.isoformat() != word or not EARLIEST <= parsed.year <= LATEST:
        raise ValueError(word)
    return parsed
