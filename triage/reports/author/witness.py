"""A case that shows something, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.explanation.to_words import answer_words, asked
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.words.saying import say

Plain = str | float | Sequence[str]
"""An answer as JSON has it."""
FEW = 3
"""So many answers "no" are listed; more are said in one line."""


def answer_lines(base: Base, answers: Mapping[str, Answer], language: str) -> list[str]:
    """A line for each answer; many of "no" in one line at the end."""
    denied = [name for name, answer in answers.items() if answer == "no"]
    short = len(denied) > FEW
    lines = [
        say(
            "answered",
            language,
            question=asked(base.questions[name], language),
            answer=_said(base, name, answer, language),
        )
        for name, answer in answers.items()
        if not (short and answer == "no")
    ]
    return [*lines, say("witness-denied", language, count=len(denied))] if short else lines


def _said(base: Base, name: str, answer: Answer, language: str) -> str:
    return answer_words(base.questions[name], answer, language)
