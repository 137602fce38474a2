"""JSON as others give it: the answers of one case, or a line of a table.

A name that stands in an object twice is refused, for nobody can say which of two answers is meant.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from triage.language.errors import quoted


class DoubledError(Exception):
    """A name that stands in an object twice."""


class Fraction(float):
    """A number with a fraction or an exponent, and how it was written: a float may not hold all of its digits."""

    text: str

    def __new__(cls, text: str) -> Fraction:
        number = super().__new__(cls, text)
        number.text = text
        return number


def read_json(text: str | bytes) -> object:
    """Raises DoubledError, or ValueError or RecursionError for what is no JSON. Control characters may stand in texts
    as they are: Polars writes them so where it makes text of an object."""
    return json.loads(text, object_pairs_hook=_once, parse_float=Fraction, strict=False)


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise DoubledError(f"{quoted(next(name for name in names if names.count(name) > 1))} stands there twice")
    return members
