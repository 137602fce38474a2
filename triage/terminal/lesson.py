"""What `triage step` shows: the steps of one case or a quiz about them, as text or on a full screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from triage.cases.case import Case
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.words import Words
from triage.reports.layout import Page
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_words import StepWords
from triage.reports.learner.steps import steps_text
from triage.teaching import recording
from triage.teaching.quiz import Question, fewer, quiz
from triage.teaching.steps import steps
from triage.terminal.quizzing import ask_quiz
from triage.terminal.style import colour, width
from triage.words.message import phrased


@dataclass(frozen=True, slots=True)
class Lesson:
    """The steps of a case from number `first` on; with `questions` a quiz. `again` is the command that shows the
    steps without them."""

    case: Case
    words: StepWords
    first: int
    questions: Sequence[Question] | None
    again: str


def lesson(
    base: Base,
    case: Case,
    language: str,
    *,
    first: int = 1,
    one_by_one: bool = False,
    generated: bool = False,
    seed: int | None = None,
    questions: int | None = None,
    again: str = "",
) -> Lesson:
    """The lesson about a case; with a `seed` it is a quiz, of at most so many `questions`. Raises TriageError where
    there is no step `first`."""
    told = recording.one_by_one(case.answers) if one_by_one else recording.at_once(base, case.answers)
    lesson_steps = steps(recording.record(base, told), generated)
    if first > len(lesson_steps):
        raise TriageError(
            phrased(
                "--from: there are {number} steps; {first} is beyond the last", number=len(lesson_steps), first=first
            )
        )
    asked: Sequence[Question] | None = None
    if seed is not None:
        asked = [question for question in quiz(base, lesson_steps, seed) if question.step.number >= first]
        asked = asked if questions is None else fewer(asked, questions, seed)
    return Lesson(case, StepWords(Words(base, language), lesson_steps, generated), first, asked, again)


def print_lesson(lesson: Lesson, full: bool = False) -> None:
    """The lesson as text; a quiz reads what is typed, or what comes from a pipe."""
    if lesson.questions is not None:
        ask_quiz(QuizWords(lesson.words), lesson.questions, lesson.again)
        return
    page = Page(width(), colour())
    click.echo(steps_text(lesson.words, lesson.words.steps[lesson.first - 1 :], page, full, lesson.case), nl=False)
