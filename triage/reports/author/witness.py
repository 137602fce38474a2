"""A case that shows something, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.explanation.to_words import answer_words, asked
from triage.language.evaluate import Answer
from triage.language.words import Words

Plain = str | float | Sequence[str]
"""An answer as JSON has it."""
FEW = 3
"""So many answers "no" are listed; more are said in one line."""


def answer_lines(words: Words, answers: Mapping[str, Answer]) -> list[str]:
    """A line for each answer; many of "no" in one line at the end."""
    denied = [name for name, answer in answers.items() if answer == "no"]
    short = len(denied) > FEW
    lines = [
        words.say(
            "answered",
            question=asked(words.base.questions[name], words.language),
            answer=_answer_words(words, name, answer),
        )
        for name, answer in answers.items()
        if not (short and answer == "no")
    ]
    return [*lines, words.say("witness-denied", count=len(denied))] if short else lines


def _answer_words(words: Words, name: str, answer: Answer) -> str:
    return answer_words(words.base.questions[name], answer, words.language)
