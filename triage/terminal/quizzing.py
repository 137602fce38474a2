"""The quiz as plain numbered questions: in any terminal, and from a pipe, so that a lesson can be tested."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from triage.language.typed import command
from triage.reports.layout import Page
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_words import Line
from triage.reports.learner.steps import add_lines
from triage.teaching.quiz import Attempt, Question
from triage.terminal.choosing import Asker, EndOfInput
from triage.terminal.replies import Menu, Misread, Option, read_choice
from triage.terminal.style import colour, width
from triage.words.saying import say


def ask_quiz(words: QuizWords, questions: Sequence[Question], again: str = "") -> list[Attempt]:
    """Asks the questions until they are done or the person stops, and says the score. `again` is the command that
    shows the steps."""
    asker = Asker(arrows=False, colour=colour())
    attempts: list[Attempt] = []
    _show([Line(say("quiz-how", words.language))], 0)
    try:
        for number, question in enumerate(questions, 1):
            page = _page()
            page.rule()
            page.heading(words.title(number, questions))
            if number == 1 or question.step is not questions[number - 2].step:
                page.label(say("step-memory", words.language))
                add_lines(words.steps.memory(question.step, full=False), page)
            add_lines(words.situation(question), page)
            page.gap()
            page.label(words.asks(question))
            click.echo(page.text(), nl=False)
            chosen = _choose(words, question, asker)
            if chosen is None:
                break
            attempt = Attempt(question, chosen)
            attempts.append(attempt)
            _show([Line(words.verdict(attempt), tone="label")], 0)
            _show(words.explains(attempt))
    except EndOfInput:
        click.echo()
    click.echo(score_text(words, attempts, _page(), again), nl=False)
    return attempts


def score_text(words: QuizWords, attempts: Sequence[Attempt], page: Page, again: str = "") -> str:
    page.rule()
    if not attempts:
        page.label(say("quiz-none", words.language))
        return page.text()
    page.label(words.score(attempts))
    lines = words.again(attempts)
    if lines:
        page.label(f"{say('quiz-again', words.language)}:")
        add_lines(lines, page)
        if again:
            first = min(attempt.question.step.number for attempt in attempts if not attempt.right)
            page.lines.append(say("quiz-again-with", words.language, command=f"{again} --from {first}"))
    return page.text()


def _choose(words: QuizWords, question: Question, asker: Asker) -> str | None:
    """The option that is chosen; None when the person stops."""
    language = words.steps.language
    menu = Menu(tuple(Option(name, words.option(question, name)) for name in question.options), language)
    while True:
        reply = asker.choose(menu)
        typed = reply if isinstance(reply, str) else reply.sure[0]
        match command(typed, language):
            case "quit":
                return None
            case "help":
                _show(words.hint(question))
                continue
            case _:
                read = read_choice(menu, typed) if typed.strip() else Misread("")
        if isinstance(read, Misread):
            click.echo(read.message or say("choose-number", language, last=len(menu.options)))
            continue
        return read.sure[0]


def _show(lines: Sequence[Line], indent: int = 2) -> None:
    page = _page()
    for line in lines:
        if line.tone == "label":
            page.label(line.text, indent)
        elif line.mark:
            page.bullets([line.text], indent + 2 * line.depth, line.mark)
        else:
            page.paragraph(line.text, indent + 2 * line.depth)
    click.echo(page.text(), nl=False)
    sys.stdout.flush()


def _page() -> Page:
    return Page(width(), colour())
