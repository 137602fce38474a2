"""Plain steps: the reasoning as a page, without a screen that moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from triage.cases.case import Case
from triage.reports.layout import Page
from triage.reports.learner.step_words import MANY, Line, StepWords
from triage.teaching.steps import Step
from triage.words.saying import say


def steps_text(
    words: StepWords, steps: Sequence[Step], page: Page, full: bool = False, case: Case | None = None
) -> str:
    """These steps, each with working memory, agenda, what happens and what that adds. Not `full`: without the facts
    that were there before, and of much that comes at once the first."""
    if case is not None and (case.name or case.story):
        page.paragraph(": ".join(part for part in (case.name, case.story) if part))
    for number, step in enumerate(steps):
        if number:
            page.rule()
        add_step(words, step, page, full)
    return page.text()


def add_step(words: StepWords, step: Step, page: Page, full: bool = False) -> None:
    title = say("step-title", words.language, number=step.number, last=len(words.steps))
    page.heading(f"{title}: {words.title(step)}")
    page.label(say("step-memory", words.language))
    add_lines(_first(words.memory(step, full), words, full), page)
    if step.kind != "end":
        page.label(say("step-agenda", words.language))
        add_lines(words.agenda(step, full), page)
    page.label(say("step-act", words.language))
    add_lines(words.happens(step, full), page)
    if step.kind != "end":
        page.label(say("step-brings", words.language))
        add_lines(words.brings(step, full), page)


def _first(lines: list[Line], words: StepWords, full: bool) -> list[Line]:
    """The first `MANY` facts that are new, and what is said of the others."""
    new = [line for line in lines if line.mark == "+"]
    if full or len(new) <= MANY + 1:
        return lines
    more = Line(say("and-more", words.language, count=len(new) - MANY), tone="aside")
    return [*new[:MANY], more, *lines[len(new) :]]


def add_lines(lines: Iterable[Line], page: Page) -> None:
    """Lines with what is marked hung out to the left."""
    for line in lines:
        indent = 2 + 2 * line.depth
        if line.mark:
            page.bullets([line.text], indent, line.mark)
        else:
            page.paragraph(line.text, indent)


def set_off_text(words: StepWords, steps: Sequence[Step], page: Page) -> str:
    """What answers set off, in short: the facts, the rules that fired with why, and what follows by itself."""
    page.label(say("set-off", words.language), 2)
    for step in steps:
        match step.kind:
            case "answers":
                page.bullets((line.text for line in words.brings(step) if line.depth), 4, "+")
            case "rule" | "caution":
                page.bullets([words.title(step)], 4, ">")
                add_lines((replace(line, depth=line.depth + 2) for line in words.because(step)), page)
                add_lines((replace(line, depth=line.depth + 2) for line in words.fired(step)), page)
            case "consequences":
                page.bullets(words.consequences(step), 4, "+")
            case "end":
                if len(steps) == 2:
                    page.paragraph(say("set-off-nothing", words.language), 4)
    return page.text()
