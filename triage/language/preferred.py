"""The language to speak where nobody says which."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence


def preferred(languages: Sequence[str], *first: str | None) -> str:
    """Of these languages the first of those named, or the locale's, or English, or simply the first."""
    return next((code for code in (*first, *_locale(), "en") if code is not None and code in languages), languages[0])


def _locale() -> Iterator[str]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            yield os.environ[name][:2].lower()
            return
