"""A case that shows something, in few words and as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from triage.explanation.to_words import answer_words, asked
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.words.saying import say

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


Plain = str | float | list[str]


def plain_answer(answer: Answer) -> Plain:
    """An answer as JSON has it."""
    return list(answer) if isinstance(answer, tuple) else answer


def plain_answers(answers: Mapping[str, Answer]) -> dict[str, Plain]:
    return {name: plain_answer(answer) for name, answer in answers.items()}
