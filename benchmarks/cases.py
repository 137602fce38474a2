"""The worked cases as interviews: a person who answers what is asked, as the case has it."""

from __future__ import annotations

from collections.abc import Iterator

from triage.cases.case import load_case
from triage.interview.interview import Interview, Prompt
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.model import Question

Answers = CheckedAnswers


def worked_cases(base: Base) -> dict[str, Answers]:
    """The answers of every worked case, by its name, each with an answer to all other questions too: "I don't know"."""
    cases = {path.stem: load_case(base, path).answers for path in case_files()}
    return {
        name: check_answers(
            base, {question.id: answers.get(question.id, _shrug(question)) for question in base.questions.values()}
        )
        for name, answers in cases.items()
    }


def _shrug(question: Question) -> Answer:
    if question.may_be_unknown:
        return UNKNOWN
    match question.type:
        case "yes-no":
            return "no"
        case "choice":
            return tuple(question.options)[-1]
        case "choices":
            return ()
        case "number":
            return question.max


def replies(base: Base, prompt: Prompt, answers: Answers) -> Answers:
    return CheckedAnswers(base, {question.id: answers[question.id] for question in prompt.questions})


def converse(base: Base, answers: Answers) -> Iterator[tuple[Prompt, Answers]]:
    """Every prompt of an interview with what is answered to it, until nothing matters any more."""
    interview = Interview(base)
    while (prompt := interview.next()) is not None:
        given = replies(base, prompt, answers)
        yield prompt, given
        interview.answer(given)
