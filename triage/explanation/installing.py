"""How to get what is optional, for a program that is installed already."""

from __future__ import annotations

from triage.language.extras import ways
from triage.words.saying import say


def installing(language: str, *extras: str) -> str:
    """How to get these extras: the one sentence that says so."""
    return say("installing", language, **ways(*extras))
