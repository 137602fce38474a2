"""A text of a base in a language."""

from __future__ import annotations

from triage.language.model import Text
from triage.words.saying import plainly


def text_in(text: Text | None, language: str) -> str:
    """A text of the base in this language; empty if there is none."""
    if text is None:
        return ""
    return text.get(language) or text.get(plainly(language)) or next(iter(text.values()), "")
