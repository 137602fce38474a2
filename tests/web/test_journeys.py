"""Whole journeys without a script, and that what is read is what the terminal says."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from tests import once
from tests.scale import URGENCIES
from tests.web.visitor import Page, Visitor, seal, settings, words_of
from triage.cases.case import read_case
from triage.explanation.to_words import asked
from triage.inference.outcome import infer
from triage.language.answer import CheckedAnswers
from triage.language.files import case_files
from triage.language.words import Words
from triage.reports.calling import calling
from triage.reports.layout import Page as Lines
from triage.reports.person.page import every_page, one_page, page_text
from triage.web.application import application
from triage.web.carrying import case_as_it_stands, case_text
from triage.web.fields import MOST
from triage.web.laying_out import templates
from triage.web.seal import State, plain_answers

EMERGENCY = {"nl": "SPOED", "en": "EMERGENCY"}
CASES = case_files()
PLAYED = [
    "sprint-mild-strain",
    "suddenly-cold-leg",
    "knows-nothing-for-certain",
    "pop-remembered-but-it-came-slowly",
    "sciatica-in-pregnancy",
]
"""Worked cases that are gone through page by page."""


def answers_of(stem: str) -> dict[str, object]:
    path = next(path for path in CASES if path.stem == stem)
    return dict(once.case(path).answers)


def shown_page(page: Page) -> str:
    """The words of the one page, as they stand in the browser."""
    found = re.search(r'<section class="page .*?</section>', page.html, re.DOTALL)
    assert found, page.html
    return words_of(found[0])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_page_says_word_for_word_what_the_terminal_says(path: Path) -> None:
    """Every worked case in every language, laid out by the template as a browser gets it."""
    block = templates().get_template("one-page.html.jinja").module
    for language, page in every_page(once.outcome(path)).items():
        html = str(block.one_page(page, language, calling))  # type: ignore[attr-defined]
        terminal = page_text(page, Lines(10_000), language).splitlines()
        assert words_of(html) == " ".join(line.strip().removeprefix("- ") for line in terminal if line)


@pytest.mark.parametrize(("stem", "language"), list(zip(PLAYED, cycle(["nl", "en"]), strict=False)))
def test_a_case_that_is_played_ends_where_it_should(stem: str, language: str) -> None:
    """What was not asked has no say: the outcome is that of the answers that were given."""
    visitor = Visitor(language)
    visitor.begin()
    visitor.through(answers_of(stem))
    state = visitor.page.state
    visitor.advice()
    brought = seal().read(state)
    outcome = infer(once.base(), brought.state.answers)
    assert outcome.settled
    assert outcome.urgency == once.outcome(next(path for path in CASES if path.stem == stem)).urgency
    assert shown_page(visitor.page).startswith(one_page(Words(once.base(), language), outcome).urgency)
    assert shown_page(visitor.page).endswith(one_page(Words(once.base(), language), outcome).last)


def test_no_page_holds_more_than_six_things_and_the_first_are_the_most_dangerous() -> None:
    visitor = Visitor()
    visitor.begin()
    seen: list[str] = []
    while visitor.page.template == "question":
        items = [field.value for field in visitor.page.fields if field.name == "yes"]
        assert len(items) <= MOST
        seen += items
        visitor.fill_in({})
        if visitor.page.template == "calmer":
            break
    base = once.base()
    lists = [name for screen in base.screens if screen in base.checklists for name in base.checklists[screen].questions]
    assert [name for name in seen if name in lists] == lists


def test_the_warning_signs_are_behind_before_it_gets_calmer() -> None:
    visitor = Visitor()
    visitor.begin()
    pages = 0
    while visitor.page.template == "question":
        visitor.fill_in({})
        pages += 1
    assert visitor.page.template == "calmer"
    assert "Nothing in your answers so far means that you need help right now." in visitor.page.text()
    assert visitor.go_on().template == "question"
    assert pages >= 5


def test_calm_words_do_not_hide_that_somebody_has_to_look_today() -> None:
    visitor = Visitor()
    visitor.begin()
    while visitor.page.template == "question":
        visitor.fill_in({"large-bruise": "yes", "foot-drop": "yes"})
    assert visitor.page.template == "calmer"
    assert "A doctor today" in visitor.page.text()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_emergency_interrupts_and_one_can_go_on_or_back(language: str) -> None:
    visitor = Visitor(language)
    visitor.begin()
    visitor.go_on(yes=["chest-trouble"])
    assert visitor.page.template == "emergency"
    assert visitor.page.h1.startswith(EMERGENCY[language])
    assert 'href="tel:112"' in visitor.page.html
    back = {"nl": "Dit klopt niet: terug naar de vraag", "en": "This is not right: back to the question"}
    visitor.press(back[language])
    assert [field.value for field in visitor.page.fields if field.ticked] == ["chest-trouble"]
    visitor.go_on(none="none")
    assert visitor.page.template == "question"
    assert 'class="strip"' not in visitor.page.html
    visitor.go_on(yes=["both-legs-weak"])
    while visitor.page.template == "question":
        visitor.fill_in({"legs-weak-since": "recent"})
    assert visitor.page.template == "emergency"
    on = {
        "nl": "Hulp is al onderweg: verder met de vragen",
        "en": "Help is on its way: go on with the questions",
    }
    visitor.press(on[language])
    assert visitor.page.template in ("question", "check")
    assert 'class="strip"' in visitor.page.html


def test_every_level_of_urgency_that_is_not_an_emergency_interrupts_nobody() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor.through(answers_of("large-bruise-and-weak"))
    assert visitor.page.template == "check"


def test_back_brings_the_page_as_it_was_and_forward_keeps_what_was_behind_it() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor.go_on(unsure=["numb-saddle"])
    second = visitor.page.h1
    visitor.press("Back")
    assert [(field.name, field.value) for field in visitor.page.fields if field.ticked] == [("unsure", "numb-saddle")]
    visitor.go_on(none="none")
    assert visitor.page.h1 == second
    visitor.go_on(yes=["skin-spreading"])
    visitor.press("This is not right: back to the question")
    visitor.press("Back")
    visitor.go_on(none="none")
    assert [field.value for field in visitor.page.fields if field.ticked] == ["skin-spreading"]


def test_one_answer_is_changed_and_what_falls_and_comes_is_said() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor.through(answers_of("sprint-mild-strain"))
    how = once.base().questions["strength"].ask["en"]
    assert visitor.page.template == "check"
    visitor.press(f"Change: {how}")
    assert visitor.page.h1 == how
    assert [field.value for field in visitor.page.fields if field.ticked] == ["normal"]
    visitor.go_on(answer="very-weak")
    text = visitor.page.text()
    assert "This has changed" in text
    assert "How soon: was Look after it yourself, now A doctor today" in text


def test_answers_that_clash_are_asked_about_when_they_do() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor_answers = answers_of("pop-remembered-but-it-came-slowly")
    for _ in range(60):
        if visitor.page.template == "clash":
            break
        if visitor.page.template == "calmer":
            visitor.go_on()
        else:
            visitor.fill_in(visitor_answers)
    assert visitor.page.template == "clash"
    changes = [label for label in visitor.page.buttons if label.startswith("Change: ")]
    assert len(changes) >= 2
    visitor.press(changes[0])
    assert visitor.page.template == "question"


def test_a_case_is_kept_as_a_file_and_opened_again() -> None:
    visitor = Visitor("nl")
    visitor.begin()
    visitor.through(answers_of("sprint-mild-strain"))
    before = shown_page(visitor.advice())
    kept = visitor.press("Bewaar je antwoorden als bestand")
    assert kept.headers["content-disposition"] == 'attachment; filename="triage-2026-03-08.yaml"'
    case = read_case(once.base(), kept.html, "kept")
    assert case.saved is not None
    assert case.saved.date == date(2026, 3, 8)
    again = Visitor("nl")
    again.page = Page(again.client.post("/nl/open", files={"file": ("kept.yaml", kept.html)}))
    assert again.page.template == "check"
    assert shown_page(again.advice()) == before


def test_a_link_holds_the_answers_behind_its_hash_and_opens_the_same_case() -> None:
    visitor = Visitor("en")
    visitor.begin()
    visitor.through(answers_of("large-bruise-and-weak"))
    before = shown_page(visitor.advice())
    link = re.search(r"<textarea id=\"link\"[^>]*>([^<]*)<", visitor.page.html)
    assert link
    address, _, fragment = link[1].partition("#")
    assert address == "http://testserver/en/open"
    shown = visitor.press("Show the link as a code")
    assert re.search(r'class="code large"[^>]*><svg', shown.html)
    visitor.press("Back to the advice")
    assert shown_page(visitor.page) == before
    for typed in (link[1], fragment, f" #{fragment}\n"):
        again = Visitor("en")
        again.page = Page(again.client.post("/en/open", data={"link": typed}))
        assert shown_page(again.advice()) == before


def kept_on(day: date, **answers: str) -> bytes:
    """A file that was kept on a day."""
    checked = CheckedAnswers(once.base(), {**answers_of("sprint-mild-strain"), **answers})
    return case_text(Words(once.base(), "en"), State(plain_answers(checked)), day).encode()


@pytest.mark.parametrize("stem", PLAYED)
@pytest.mark.parametrize("another", [False, True])
def test_a_new_case_is_the_one_that_its_file_holds(stem: str, another: bool) -> None:
    base = once.base()
    state = State(plain_answers(CheckedAnswers(base, answers_of(stem))), another=another)
    data, case, _ = case_as_it_stands(Words(base, "nl"), None, state, date(2026, 3, 8))
    read = read_case(base, json.dumps(data), "file")
    assert (case, list(case.answers.items())) == (read, list(read.answers.items()))


def opened(content: bytes) -> Visitor:
    visitor = Visitor("en")
    visitor.page = Page(visitor.client.post("/en/open", files={"file": ("kept.yaml", content)}))
    return visitor


def test_a_case_of_an_earlier_day_is_opened_as_it_is_today() -> None:
    before = float(str(answers_of("sprint-mild-strain")["days-since-start"]))
    visitor = opened(kept_on(date(2026, 2, 26)))
    assert visitor.page.template == "question"  # what may have changed since
    assert "These answers are from an earlier day." in visitor.page.text()
    state = seal().read(visitor.page.state).state
    assert state.answers["days-since-start"] == before + 10
    assert state.ahead["chest-trouble"] == "no"


def test_an_emergency_of_an_earlier_day_is_told_before_anything_is_asked() -> None:
    visitor = opened(kept_on(date(2026, 2, 26), **{"chest-trouble": "yes"}))
    assert visitor.page.template == "emergency"


def test_an_emergency_that_is_ticked_again_is_told_again() -> None:
    visitor = Visitor("en")
    visitor.begin()
    visitor.go_on(yes=["chest-trouble"])
    visitor.press("Help is on its way: go on with the questions")
    while visitor.page.template != "check" and "Back" in visitor.page.buttons:
        visitor.press("Back")
    assert visitor.go_on(yes=["very-ill"]).template == "emergency"


def test_the_plan_goes_into_a_calendar_and_an_emergency_has_none() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor.through(answers_of("sprint-mild-strain"))
    visitor.advice()
    calendar = visitor.press("Put the plan in your calendar")
    assert calendar.html.startswith("BEGIN:VCALENDAR")
    assert calendar.html.count("BEGIN:VEVENT") >= 28
    urgent = Visitor()
    urgent.begin()
    urgent.go_on(yes=["chest-trouble"])
    urgent.press("Show what we know so far")
    assert "Put the plan in your calendar" not in urgent.page.buttons


@pytest.mark.parametrize("path", ["", "/talk", "/open", "/about"])
def test_the_other_language_is_one_press_away(path: str) -> None:
    visitor = Visitor("nl")
    page = Page(visitor.client.get(f"/nl{path}"))
    assert f'href="/en{path}"' in page.html
    visitor.begin()
    dutch = visitor.page.h1
    visitor.press("English")
    assert visitor.page.h1 != dutch
    assert visitor.page.template == "question"


def test_a_person_is_one_press_away_and_the_answers_stay() -> None:
    visitor = Visitor()
    visitor.begin()
    visitor.go_on(none="none")
    asked = visitor.page.h1
    visitor.press("I want to talk to a person")
    base = once.base()
    for level in list(URGENCIES)[:4]:
        assert base.urgencies[level].act["en"] in visitor.page.text()
    assert visitor.press("Back to the questions").h1 == asked


def test_the_start_names_whatever_is_an_emergency_by_itself_and_the_number() -> None:
    """What the rules say of each sign alone, asked one by one of the outcome."""
    page = Visitor("nl").page
    base = once.base()
    lists = [base.checklists[name].questions for name in base.screens if name in base.checklists]
    signs = [name for names in lists for name in names if infer(base, {name: "yes"}).urgency == "emergency"]
    assert len(signs) >= 6
    shown = [part.casefold() for part in re.findall(r"<li>([^<]*)</li>", page.html)]
    assert shown == [asked(base.questions[name], "nl").casefold() for name in signs]
    assert 'class="call" href="tel:112"' in page.html


def test_all_that_the_first_page_needs_is_fourteen_kilobytes() -> None:
    visitor = Visitor("nl")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', visitor.page.html)
    sent = [visitor.client.get(file, headers={"accept-encoding": "gzip"}) for file in files]
    assert [each.headers["content-encoding"] for each in sent] == ["gzip"] * 3
    size = len(visitor.page.html.encode()) + sum(int(each.headers["content-length"]) for each in sent)
    assert size < 14_000


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_intake_ends_with_a_summary_and_gives_no_advice(language: str) -> None:
    made = application(once.base(), settings(intake=True))
    visitor = Visitor(language, made)
    visitor.begin()
    visitor.through(answers_of("sprint-mild-strain"))
    visitor.press({"nl": "Maak de samenvatting", "en": "Make the summary"}[language])
    base = once.base()
    outcome = infer(base, seal().read(visitor.page.state).state.answers)
    text = visitor.page.text()
    assert visitor.page.h1 == {"nl": "Samenvatting voor je zorgverlener", "en": "Summary for your clinician"}[language]
    for each in outcome.phases:
        for item in (*each.do, *each.avoid):
            assert item.text[language] not in text
    assert base.urgencies[outcome.urgency].act[language] not in text
    assert 'id="link"' in visitor.page.html
    plan = Page(visitor.client.post(f"/{language}/case", data={"state": visitor.page.state, "do": "plan"}))
    assert plan.h1 == visitor.page.h1
    calendar = visitor.client.post(f"/{language}/case", data={"state": visitor.page.state, "do": "calendar"})
    assert "BEGIN:VCALENDAR" not in calendar.text


def test_an_intake_does_not_keep_back_what_is_pressing() -> None:
    visitor = Visitor(made=application(once.base(), settings(intake=True)))
    visitor.begin()
    visitor.go_on(yes=["chest-trouble"])
    assert visitor.page.template == "emergency"
    visitor.press("Make the summary")
    assert once.base().urgencies["emergency"].act["en"] in visitor.page.text()
    urgent = Visitor(made=visitor.client.app)
    urgent.begin()
    urgent.through({**answers_of("sprint-mild-strain"), "foot-drop": "yes"})
    urgent.press("Make the summary")
    assert once.base().urgencies["urgent"].act["en"] in urgent.page.text()
    assert "Do not wait with this until your appointment." in urgent.page.text()
