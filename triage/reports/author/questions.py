"""The questions of a base for a person."""

from __future__ import annotations

from triage.explanation.to_words import finding_words, to_words, unknown_words
from triage.language.model import Question
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import Page
from triage.words.saying import say


def questions_text(words: Words, page: Page) -> str:
    """Every question by topic: its answers, when it is asked, and which warning signs it bears on."""
    base = words.base
    for topic, name in base.topics.items():
        page.heading(words.text(name))
        for question in base.questions.values():
            if question.topic == topic:
                page.gap()
                page.label(f"{question.id}: {words.text(question.ask)}")
                page.paragraph(" | ".join(answers_words(question, words.language)), indent=2)
                if question.when is not None:
                    page.paragraph(f"{words.say('questions-when')}: {to_words(words, question.when)}", indent=2)
                if signs := base.screens_for[question.id]:
                    named = ", ".join(finding_words(words, sign) for sign in signs)
                    page.paragraph(f"{words.say('questions-screens')}: {named}", indent=2)
    return page.text()


def answers_words(question: Question, language: str) -> list[str]:
    """What can be answered."""
    unknown = [unknown_words(question, language)] if question.may_be_unknown else []
    match question.type:
        case "yes-no":
            words = [say("yes", language), say("no", language)]
        case "number":
            words = [f"{question.min:g} - {question.max:g} {text_in(question.unit, language)}"]
        case "choices":
            words = [*(text_in(label, language) for label in question.options.values()), say("none", language)]
        case "choice":
            words = [text_in(label, language) for label in question.options.values()]
    return [*words, *unknown]
