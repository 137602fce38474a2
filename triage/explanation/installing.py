"""How to get what is optional, for a program that is installed already."""

from __future__ import annotations

from triage.explanation.phrases import say
from triage.language.extras import ways


def installing(language: str, *extras: str) -> str:
    """How to get these extras: the one sentence that says so."""
    return say("installing", language, **ways(*extras))
