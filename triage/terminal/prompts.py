"""A prompt of an interview as a menu, and what was chosen from it as answers."""

from __future__ import annotations

from collections.abc import Mapping

from triage.explanation.to_words import asked, unknown_words
from triage.interview.interview import Prompt
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.reports.layout import cells
from triage.terminal.replies import Chosen, Menu, Option
from triage.words.saying import say

SHORTEST = 20
"""So many columns of a question are left at least where it is cut short."""


def prompt_of(base: Base, group: tuple[str, ...]) -> Prompt:
    questions = tuple(base.questions[name] for name in group)
    return Prompt(questions, base.checklist_of(group[0]) if len(group) > 1 else None)


def menu_of(prompt: Prompt, language: str, before: Mapping[str, Answer] | None = None) -> Menu:
    if prompt.checklist is not None:
        options = [Option(question.id, asked(question, language)) for question in prompt.questions]
        unknown = all(question.may_be_unknown for question in prompt.questions)
        none = Option(NONE, say("none", language), exclusive=True)
        return Menu((*options, none), language, several=True, unsure=unknown, before=_ticked(prompt, before))
    question = prompt.questions[0]
    unknown_option = (
        [Option(UNKNOWN, unknown_words(question, language), exclusive=True)] if question.may_be_unknown else []
    )
    if question.type == "yes-no":
        options = [Option("yes", say("yes", language)), Option("no", say("no", language))]
    else:
        options = [Option(name, text_in(label, language)) for name, label in question.options.items()]
    if question.type == "choices":
        options.append(Option(NONE, say("none", language), exclusive=True))
    several = question.type == "choices"
    return Menu((*options, *unknown_option), language, several=several, before=_ticked(prompt, before))


def _ticked(prompt: Prompt, before: Mapping[str, Answer] | None) -> Chosen | None:
    """Earlier answers as what was chosen then."""
    if before is None:
        return None
    if prompt.checklist is not None:
        sure = tuple(name for name, answer in before.items() if answer == "yes")
        unsure = tuple(name for name, answer in before.items() if answer == UNKNOWN)
        return Chosen(sure or (() if unsure else (NONE,)), unsure)
    answer = before[prompt.questions[0].id]
    return Chosen((answer or (NONE,)) if isinstance(answer, tuple) else (str(answer),))


def answers_of(prompt: Prompt, chosen: Chosen) -> Mapping[str, object]:
    if prompt.checklist is not None:
        return {
            question.id: "yes" if question.id in chosen.sure else UNKNOWN if question.id in chosen.unsure else "no"
            for question in prompt.questions
        }
    question = prompt.questions[0]
    if question.type == "choices" and chosen.sure != (UNKNOWN,):
        return {question.id: [name for name in chosen.sure if name != NONE]}
    return {question.id: chosen.sure[0]}


def on_one_line(text: str, answer: str, width: int) -> str:
    """What was asked and answered, on one line where the whole answer fits behind a part of the question."""
    room = width - cells(answer) - 1
    if cells(text) > room >= SHORTEST:
        short = text
        while cells(short) > room - 3:
            short = short[:-1]
        inside = text[len(short)].isalnum() and " " in short  # a word is not cut through
        text = f"{short.rpartition(' ')[0] if inside else short.rstrip()}..."
    return f"{text} {answer}"
