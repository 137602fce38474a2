"""The interview with the knowledge that we ship, from the first question to the advice, as worked cases answer it."""

import pytest

from tests import once
from tests.deep import drawn
from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH
from triage.cases.case import Case
from triage.interview.interview import Interview, Prompt
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.load import load
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.page import one_page
from triage.words.saying import say


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def representatives(base: Base) -> dict[str, Case]:
    """For each urgency a worked case, the first in which nothing clashes."""
    found: dict[str, Case] = {}
    for path in case_files():
        case, outcome = once.case(path), once.outcome(path)
        if not outcome.contradictions:
            found.setdefault(outcome.urgency, case)
        if len(found) == len(base.urgencies):
            break
    return found


def typed(prompt: Prompt, case: Case) -> str:
    """What somebody types who wants to say what the case says."""
    words = {question.id: plain(case.answers.get(question.id, "unknown")) for question in prompt.questions}
    if prompt.checklist is not None:
        marks = {"yes": "", "unknown": "?"}
        numbers = [f"{number}{marks[word]}" for number, word in enumerate(words.values(), 1) if word in marks]
        return " ".join(numbers) or "none"
    question = prompt.questions[0]
    word = words[question.id]
    if question.type == "choices" and isinstance(word, list):
        return " ".join(str(list(question.options).index(part) + 1) for part in word) or "none"
    return str(word)


@pytest.mark.parametrize(
    ("urgency", "language"),
    [(urgency, language) for urgency in once.base().urgencies for language in drawn(("nl", "en"), urgency)],
)
def test_the_conversation_ends_where_the_answers_lead(
    urgency: str, language: str, base: Base, representatives: dict[str, Case], triage: Comes
) -> None:
    case = representatives[urgency]
    person = triage("ask", "--no-save", "--lang", language, lines=60)
    interview = Interview(base)
    told = False
    while (prompt := interview.next()) is not None:
        ask = prompt.checklist.ask if prompt.checklist else prompt.questions[0].ask
        person.sees(text_in(ask, language))
        line = typed(prompt, case)
        person.types(line)
        given = {question.id: case.answers.get(question.id, "unknown") for question in prompt.questions}
        interview.answer(given)
        if interview.emergency and not told:
            told = True
            person.sees(say("emergency", language), text_in(base.urgencies["emergency"].act, language))
            person.types("2")
    outcome = interview.outcome()
    assert outcome.urgency == urgency
    person.sees(say("was-last", language))
    person.types("1")
    person.sees(say("finished", language), text_in(base.urgencies[urgency].act, language))
    person.sees(" ".join(one_page(Words(base, language), outcome).likely.split()), say("page-keys", language))
    person.types("q")
    assert person.leaves() == 0


@pytest.mark.parametrize(("lang", "shown"), [("nl_BE.UTF-8", "nl"), ("en_US", "en"), ("C", "en"), ("fr_FR", "en")])
def test_the_language_is_that_of_the_person(lang: str, shown: str, triage: Comes) -> None:
    person = triage("ask", "-k", TOOTH, "--no-save", LANG=lang)
    person.sees(text_in(load(TOOTH).title, shown), say("commands", shown)[:20], "1. [ ]")
    person.presses("Ctrl-D")
    person.sees(say("stopped", shown))
    assert person.leaves() == 0
