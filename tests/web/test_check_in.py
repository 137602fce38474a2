"""A check-in in the browser: what is opened, asked, shown and taken home, and that the terminal keeps the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests import once
from tests.web.test_journeys import answers_of, shown_page
from tests.web.visitor import KEY, Page, Visitor, seal, settings
from triage.cases.case import Case, read_case
from triage.commands.main import main
from triage.follow_up.standing import standing
from triage.language.answer import CheckedAnswers
from triage.language.words import Words
from triage.reports.layout import Page as Lines
from triage.reports.person.page import page_text
from triage.reports.person.standing import standing_page
from triage.web.application import application
from triage.web.carrying import case_text
from triage.web.seal import Seal, State, plain_answers

BEGAN = date(2026, 3, 1)


NOW = [datetime(2026, 3, 1, 12, tzinfo=UTC)]
"""What the clock of the application says."""


@cache
def timed() -> Any:
    return application(once.base(), settings(today=lambda: NOW[0]))


def on(day: date) -> Any:
    """The application on a day."""
    NOW[0] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return timed()


@cache
def kept(another: bool = False, stem: str = "sprint-mild-strain") -> str:
    """What somebody took home on the first day."""
    answers = plain_answers(CheckedAnswers(once.base(), {**answers_of(stem), "days-since-start": 0}))
    return case_text(Words(once.base(), "en"), State(answers, another=another), BEGAN)


def visit(day: date, text: str, do: str = "check-in", language: str = "en") -> Visitor:
    visitor = Visitor(language, on(day), once.check_in())
    files = {"file": ("case.yaml", text.encode())}
    visitor.page = Page(visitor.client.post(f"/{language}/open", files=files, data={"do": do}))
    return visitor


def to_the_end(visitor: Visitor, answers: dict[str, object]) -> int:
    """Answers the questions of a check-in as well as can be; gives how many pages there were."""
    for pages in range(30):
        if visitor.page.template != "question":
            return pages
        if any(field.name == "yes" for field in visitor.page.fields):
            visitor.fill_in(answers)
            continue
        given = answers.get(visitor.asked())
        best = given if given is not None else _best(visitor.asked())
        visitor.fill_in({visitor.asked(): best})
    raise AssertionError("the questions do not end")


def _best(name: str) -> object:
    """The answer of somebody who mends well."""
    question = once.check_in().questions[name]
    if question.type == "number":
        return int(question.min)
    if name == "sharp-pain":
        return "no"
    return "yes" if question.type == "yes-no" else next(iter(question.options))


def case_in(text: str) -> Case:
    return read_case(once.base(), text, "kept")


def test_a_check_in_ends_on_one_screen_and_in_the_file() -> None:
    visitor = visit(date(2026, 3, 8), kept())
    pages = to_the_end(visitor, {})
    assert pages <= 12
    shown = visitor.page
    assert shown.template == "outcome", shown.text()
    assert "Your check-in is done" in shown.text()
    file = visitor.press("Keep your file with this check-in").html
    case = case_in(file)
    assert case.follow_up is not None
    assert [done.date for done in case.follow_up.check_ins] == [date(2026, 3, 8)]
    now = standing_page(standing(once.base(), once.check_in(), case), "en")
    lines = page_text(now, Lines(10_000), "en").splitlines()
    assert shown_page(shown) == " ".join(line.strip().removeprefix("- ") for line in lines if line)


def test_the_terminal_keeps_the_same_of_the_same_answers(tmp_path: Path) -> None:
    visitor = visit(date(2026, 3, 8), kept())
    to_the_end(visitor, {})
    mine = case_in(visitor.press("Keep your file with this check-in").html)
    assert mine.follow_up is not None
    done = mine.follow_up.check_ins[0]
    path, given = tmp_path / "case.yaml", tmp_path / "given.yaml"
    path.write_text(kept())
    given.write_text("answers:\n" + "".join(f"  {name}: {value}\n" for name, value in done.answers.items()))
    words = ["check-in", str(path), "--answers", str(given), "--date", "2026-03-08", "--lang", "en"]
    assert CliRunner().invoke(main, words).exit_code == 0
    theirs = case_in(path.read_text())
    assert theirs.follow_up is not None
    assert replace(theirs.follow_up.check_ins[0], place=done.place) == done
    assert (theirs.follow_up.phase, theirs.follow_up.since) == (mine.follow_up.phase, mine.follow_up.since)


def test_nothing_of_a_file_is_lost_on_its_way_through_the_browser() -> None:
    """Check-ins, days, whom it is for, a story and a remark: they come out as they went in."""
    first = visit(date(2026, 3, 8), "# mine\nstory: It began at football.\n" + kept(another=True))
    to_the_end(first, {})
    with_one = first.press("Keep your file with this check-in").html
    assert with_one.startswith("# mine\nstory: It began at football.\n")
    assert "for: another" in with_one
    again = visit(date(2026, 3, 15), with_one, "open")
    assert again.page.template == "outcome"
    assert again.press("Keep your answers as a file").html == with_one
    second = visit(date(2026, 3, 15), with_one)
    to_the_end(second, {})
    case = case_in(second.press("Keep your file with this check-in").html)
    assert case.follow_up is not None
    assert len(case.follow_up.check_ins) == 2
    assert case.for_another
    assert case.saved is not None
    assert case.saved.date == BEGAN
    assert case.saved.dates == {"days-since-start": BEGAN}


def test_a_first_answer_that_is_put_right_keeps_the_check_ins() -> None:
    first = visit(date(2026, 3, 8), kept())
    to_the_end(first, {})
    before = case_in(first.press("Keep your file with this check-in").html)
    visitor = Visitor("en", on(date(2026, 3, 8)))
    visitor.page = first.page = Page(
        visitor.client.post("/en/open", files={"file": ("case.yaml", first.page.html.encode())})
    )
    visitor.press("Check your answers")
    visitor.through(answers_of("sprint-mild-strain"))
    how = once.base().questions["strength"].ask["en"]
    visitor.press(f"Change: {how}")
    visitor.go_on(answer="very-weak")
    visitor.through(answers_of("sprint-mild-strain"))
    visitor.advice()
    after = case_in(visitor.press("Keep your answers as a file").html)
    assert after.answers["strength"] == "very-weak"
    assert after.days["strength"] == date(2026, 3, 8)
    assert before.follow_up is not None
    assert after.follow_up is not None
    assert [done.answers for done in after.follow_up.check_ins] == [done.answers for done in before.follow_up.check_ins]


def test_a_page_that_is_sent_twice_is_one_check_in() -> None:
    visitor = visit(date(2026, 3, 8), kept())
    while visitor.page.template == "question":
        before, filled = (
            visitor.page,
            visitor.filled({visitor.asked(): _best(visitor.asked())})
            if not any(field.name == "yes" for field in visitor.page.fields)
            else {"none": "none"},
        )
        visitor.go_on(**filled)
    once_sent = visitor.press("Keep your file with this check-in").html
    visitor.page = before
    visitor.go_on(**filled)
    assert visitor.press("Keep your file with this check-in").html == once_sent


def test_an_emergency_at_a_check_in_interrupts_and_is_kept_by_who_stops() -> None:
    visitor = visit(date(2026, 3, 8), kept(), language="nl")
    visitor.go_on(yes=["chest-trouble"])
    assert visitor.page.template == "emergency"
    visitor.press("Laat zien wat we nu weten")
    assert visitor.page.template == "outcome"
    assert "112" in shown_page(visitor.page)
    case = case_in(visitor.press("Bewaar je bestand met deze check-in").html)
    assert case.follow_up is not None
    assert case.follow_up.check_ins[-1].decision == "be-seen"


def test_who_leaves_a_check_in_that_found_nothing_has_the_file_as_it_was() -> None:
    visitor = visit(date(2026, 3, 8), kept())
    state = visitor.go_on(none="none").state
    page = visitor.client.post("/en/case", data={"state": state, "do": "file"})
    assert page.text == kept()


def test_the_exercises_of_today_have_a_drawing_and_how_long_to_hold() -> None:
    visitor = visit(date(2026, 4, 8), kept())
    to_the_end(visitor, {})
    phases = [field.value for field in visitor.page.fields if field.name == "phase"]
    visitor.go_on(phase=phases[1])
    to_the_end(visitor, {})
    visitor.press("Today's exercises")
    assert visitor.page.h1.endswith("Today's exercises")
    assert visitor.page.html.count('class="doing" role="img"') == visitor.page.html.count('class="exercise"') > 0
    assert 'data-hold="30"' in visitor.page.html
    assert len(visitor.page.html) < 60_000


def test_how_it_went_is_a_row_for_each_check_in() -> None:
    text = kept()
    for day in (date(2026, 3, 8), date(2026, 3, 12)):
        visitor = visit(day, text)
        to_the_end(visitor, {"pain-now": 3})
        text = Page(visitor.client.post("/en/case", data={"state": visitor.page.state, "do": "file"})).html
    visitor.press("How did it go so far?")
    assert visitor.page.html.count('<th scope="row">') == 2
    assert "8 March" in visitor.page.text()


def test_a_check_in_whose_questions_changed_half_way_begins_anew_with_the_file_as_it_was() -> None:
    visitor = visit(date(2026, 3, 8), kept())
    visitor.go_on(none="none")
    state = seal().read(visitor.page.state).state
    older = Seal(KEY, once.base(), replace(once.check_in(), hash="0" * 64)).write(state)
    page = Page(visitor.client.post("/en/ask", data={"state": older, "none": "none"}))
    assert page.status == 409
    assert page.template == "renewed"
    visitor.page = Page(visitor.client.post("/en/ask", data={"state": page.state, "do": "renew"}))
    assert visitor.page.status == 200
    assert Page(visitor.client.post("/en/case", data={"state": visitor.page.state, "do": "file"})).html == kept()


def test_a_file_of_a_later_day_than_today_is_one_clear_page() -> None:
    visitor = visit(date(2026, 3, 8), kept())
    to_the_end(visitor, {})
    text = visitor.press("Keep your file with this check-in").html
    back = visit(date(2026, 3, 5), text)
    assert back.page.status == 409
    assert "a day in it that is still to come" in back.page.text()
    assert "112" in back.page.text()


def test_where_there_is_no_check_in_the_advice_is_shown_and_that_is_said() -> None:
    visitor = visit(date(2026, 3, 8), kept(stem="suddenly-cold-leg"))
    assert visitor.page.template == "outcome"
    assert "There is no check-in for these answers." in visitor.page.text()


def test_who_may_be_further_already_says_where_after_the_warning_signs() -> None:
    visitor = visit(date(2026, 4, 8), kept())
    signs = to_the_end(visitor, {})
    assert signs >= 4
    assert "Which step are you in now?" in visitor.page.h1
    phases = [field.value for field in visitor.page.fields if field.name == "phase"]
    for given, wrong in (({"phase": phases[1], "since": "nonsense"}, {"since"}), ({"phase": "none"}, {"phase"})):
        visitor.go_on(**given)
        assert visitor.page.status == 422
        marked = re.findall(r'<input [^>]*aria-invalid="true"[^>]*>', visitor.page.html)
        assert {re.findall(' name="([a-z]+)"', each)[0] for each in marked} == wrong  # and nothing else
        assert all('error"' in each for each in marked)
    visitor.press("Back")
    visitor.go_on(none="none")
    visitor.go_on(phase=phases[1], since="1 week")
    assert visitor.page.template == "question"
    to_the_end(visitor, {})
    case = case_in(visitor.press("Keep your file with this check-in").html)
    assert case.follow_up is not None
    assert case.follow_up.check_ins[0].phase == phases[1]
    assert case.follow_up.begun == date(2026, 4, 1)


def test_who_has_to_be_seen_is_not_asked_in_which_step_they_are() -> None:
    visitor = visit(date(2026, 4, 8), kept())
    visitor.go_on(yes=["chest-trouble"])
    assert visitor.page.template == "emergency"
    visitor.press("Help is on its way: go on with the questions")
    to_the_end(visitor, {})
    assert visitor.page.template == "outcome"


def test_a_file_that_does_not_say_when_it_began_is_asked_for_it() -> None:
    text = kept().partition("saved:")[0]
    visitor = visit(date(2026, 3, 8), text)
    assert visitor.page.template == "question"  # the warning signs come first
    while visitor.page.template == "question":
        visitor.fill_in({})
    assert "When did your complaint begin?" in visitor.page.h1
    visitor.go_on(started="tomorrow never")
    assert visitor.page.status == 422
    visitor.go_on(started="2026-03-20")
    assert visitor.page.status == 422
    visitor.go_on(started="a week ago")
    assert visitor.page.template == "question"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_answers_for_another(language: str) -> None:
    visitor = Visitor(language, on(BEGAN))
    visitor.press({"nl": "Ik vul dit in voor iemand anders", "en": "I answer for someone else"}[language])
    assert visitor.page.template == "question"
    assert {"nl": "Je vult dit in voor iemand anders", "en": "You are answering for someone else"}[
        language
    ] in visitor.page.text()
    visitor.go_on(yes=["chest-trouble"])
    visitor.press({"nl": "Laat zien wat we nu weten", "en": "Show what we know so far"}[language])
    words = {"nl": "Het advies is voor de ander", "en": "The advice is for whoever has the complaint"}[language]
    assert words in visitor.page.text()
    file = visitor.press({"nl": "Bewaar je antwoorden als bestand", "en": "Keep your answers as a file"}[language]).html
    assert case_in(file).for_another


def test_whom_it_is_for_is_changed_half_way_and_the_ticks_stay() -> None:
    visitor = Visitor("en", on(BEGAN))
    visitor.begin()
    visitor.press("I answer for someone else", unsure=["numb-saddle"])
    assert [(field.name, field.value) for field in visitor.page.fields if field.ticked] == [("unsure", "numb-saddle")]
    visitor.press("I answer for myself after all")
    assert "I answer for someone else" in visitor.page.buttons


def test_whether_the_words_are_clear_is_counted_without_answers(tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    made = application(once.base(), settings(feedback=file))
    visitor = Visitor("en", made)
    visitor.begin()
    visitor.press("No, not all", yes=["chest-trouble"])
    assert "Thank you" in visitor.page.text()
    assert [field.value for field in visitor.page.fields if field.ticked] == ["chest-trouble"]
    assert file.read_text() == '{\n "emergency-signs": {\n  "en": {\n   "no": 1,\n   "yes": 0\n  }\n }\n}\n'
    assert "Do you understand all the words?" not in Visitor("en").begin().text()
