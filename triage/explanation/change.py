"""Answers that would be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from triage.language.answer import check_answer
from triage.language.base import Base
from triage.language.errors import TriageError, nearest, quoted
from triage.language.evaluate import Answer
from triage.words.message import phrased


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to a question; None is not answered."""

    question: str
    before: Answer | None
    after: Answer | None


def distance(change: Change) -> float:
    """How far the other answer is from the one that was given: to order answers that do the same."""
    match change.before, change.after:
        case _, None | "unknown":
            return inf
        case tuple(before), tuple(after):
            return len(set(before) ^ set(after))
        case int() | float() as low, int() | float() as high:
            return abs(high - low)
        case _, tuple(after):
            return len(after)
        case _:
            return 0


def changes(base: Base, answers: Mapping[str, Answer], others: Mapping[str, Answer | None]) -> tuple[Change, ...]:
    """The answers that would be `others`, in the order of the base."""
    return tuple(Change(name, answers.get(name), others[name]) for name in base.questions if name in others)


def changed(answers: Mapping[str, Answer], others: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """The answers with these others in their place."""
    both = {**answers, **others}
    return {name: answer for name, answer in both.items() if answer is not None}


def read_changes(base: Base, given: Sequence[str]) -> dict[str, Answer]:
    """What `QUESTION=ANSWER` says; several choices have commas between them. Raises TriageError or AnswerError."""
    answers: dict[str, Answer] = {}
    for text in given:
        name, sign, word = (part.strip() for part in text.partition("="))
        if not sign or not word:
            example = f"{next(iter(base.questions))}=unknown"
            raise TriageError(
                phrased(
                    "--what-if: {text} is no change; expected QUESTION=ANSWER, such as {example}",
                    text=quoted(text),
                    example=example,
                )
            )
        if name not in base.questions:
            raise TriageError(
                phrased(
                    "--what-if: unknown question {name}; {hint}", name=quoted(name), hint=nearest(name, base.questions)
                )
            )
        if name in answers:
            raise TriageError(phrased("--what-if: question {name} is answered twice; keep one", name=quoted(name)))
        question = base.questions[name]
        several = question.type == "choices" and "," in word
        answers[name] = check_answer(question, [option.strip() for option in word.split(",")] if several else word)
    return answers
