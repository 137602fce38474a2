"""A review in a terminal: menus and commands as in an interview, and every mark on disk before the next question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.terminal.conftest import Comes
from tests.terminal.person import ESCAPE, TOOTH, Person
from triage.commands.main import main

Reviews = Callable[..., Person]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    copytree(TOOTH / "cases", tmp_path / "cases")
    return tmp_path / "cases" / "root-infected.yaml"


@pytest.fixture
def reviews(triage: Comes, case: Path) -> Reviews:
    """Somebody who comes to review, and has seen the first case."""

    def comes(*arguments: object, **more: Any) -> Person:
        words = arguments or (case, "--as", "Ann")
        someone = triage("review", "--knowledge", TOOTH, "--lang", "en", *words, lines=90, **more)
        someone.sees("Rule signs-of-infection", "Go on without this case >")
        return someone

    return comes


def marks(case: Path) -> list[dict[str, str]]:
    data = yaml.load(case.read_text(), Loader=yaml.CBaseLoader)
    (review,) = data.get("review") or [{"marks": []}]
    found: list[dict[str, str]] = review["marks"]
    return found


def test_it_shows_the_story_the_answers_the_outcome_and_the_rules(reviews: Reviews) -> None:
    person = reviews()
    for text in (
        "Case 1/1: root-infected",
        "A fever, and no sleep from the pain.",
        "\u201ca swollen neck\u201d: I don't know",
        "How soon: Today",
        "Most likely: Infection",
        "Spreading infection (you did not know: a swollen neck)",
        "Two signs of an infection.",
        "Source: A tooth can go back within an hour. [Your teeth; tooth-claim]",
    ):
        assert text in " ".join(person.shown.split())


def test_one_choice_agrees_with_all(reviews: Reviews, case: Path) -> None:
    person = reviews()
    person.types("1")
    person.sees("Kept in", "That was the last case.")
    assert person.leaves() == 0
    assert [mark["mark"] for mark in marks(case)] == ["agreed"] * 4


def test_arrow_keys_choose_and_every_mark_is_kept_before_the_next_question(reviews: Reviews, case: Path) -> None:
    person = reviews()
    person.presses("down", "down", "enter")
    person.sees("[1/4] How soon: Today", "agreed, and with everything that is left >")
    assert marks(case) == []
    person.presses("down", "down", "down", "down", "enter")
    person.sees("Why? (one line)")  # only one level is more urgent
    assert marks(case) == [], "a mark without its reason is none"
    person.types("he could not swallow")
    person.sees("[2/4] Most likely: Infection")
    wanted = {"urgency": "urgent", "mark": "not-careful-enough", "should-be": "emergency"}
    assert marks(case) == [{**wanted, "remark": "he could not swallow"}]
    candidate = yaml.load(
        (case.parent / "candidates" / "root-infected-by-ann.yaml").read_text(), Loader=yaml.CBaseLoader
    )
    assert candidate["expect"]["urgency"] == "emergency"
    person.types("6")
    person.sees("The worked case that you propose:")
    assert person.leaves() == 0
    assert len(marks(case)) == 4


def test_back_goes_to_the_mark_before_and_shows_it(reviews: Reviews, case: Path) -> None:
    person = reviews()
    person.types("2")
    person.sees("[1/4]")
    person.types("back")
    person.sees("There is nothing to go back to yet.", "[1/4]")
    person.types("5")
    person.sees("What should it be?", "4. By yourself")
    person.types("back")
    person.sees("1. [a] agreed", "6. [l] agreed, and with everything that is left >")
    person.types("5")
    person.sees("What should it be?", "4. By yourself >")
    person.types("3")
    person.sees("Why?")
    person.types("a week is soon enough")
    person.sees("[2/4]")
    person.types("back")
    person.sees("[1/4]", "Your mark was: wrong, should be: Planned: a week is soon enough.")
    person.types("1")
    person.sees("[2/4]")
    assert marks(case) == [{"urgency": "urgent", "mark": "agreed"}]
    assert not list((case.parent / "candidates").iterdir())


def test_why_status_and_help(reviews: Reviews) -> None:
    person = reviews()
    person.types("2")
    person.sees("[1/4]", "left >")
    person.types("why")
    person.sees("How: Today [urgent]", "rule after-a-knock is false", "left >")
    person.types("?")
    person.sees("Mark every conclusion and every rule.", "Always possible:", "left >")
    person.types("status")
    person.sees("Agreed: 0. Still to mark: 4.", "left >")
    person.types("maybe")
    person.sees("I do not understand: \u201cmaybe\u201d. Choose a number from 1 to 6.", "left >")
    person.types("quit")
    person.sees("Stopped. Everything that you marked is kept.")
    assert person.leaves() == 0


@pytest.mark.parametrize(("key", "code"), [("Ctrl-C", 130), ("Ctrl-D", 0)])
def test_who_goes_away_keeps_what_was_marked_and_goes_on_there(
    key: str, code: int, reviews: Reviews, case: Path
) -> None:
    person = reviews()
    person.types("2")
    person.sees("[1/4]", "left >")
    person.types("1")
    person.sees("[2/4]", "left >")
    person.presses(key)
    person.sees("Stopped. Everything that you marked is kept.")
    assert person.leaves() == code
    assert len(marks(case)) == 1
    again = reviews()
    again.sees("You had begun: 1 of 4 are marked.")
    again.types("1")
    again.sees("[2/4] Most likely: Infection")


def test_a_program_that_is_killed_keeps_what_was_marked(reviews: Reviews, case: Path) -> None:
    person = reviews()
    person.types("2")
    person.sees("[1/4]", "left >")
    person.types("1")
    person.sees("[2/4]", "left >")
    person.kills_it()
    assert len(marks(case)) == 1


def test_a_name_is_asked_for_where_none_is_given(triage: Comes, case: Path) -> None:
    person = triage("review", case, "--knowledge", TOOTH, "--lang", "en", lines=90)
    person.sees("Who reviews?")
    person.types(" ")
    person.sees("Who reviews?")
    person.types("Dr. Bo  Jansen")
    person.sees("Review by Dr. Bo Jansen.", "Go on without this case >")
    person.types("1")
    assert person.leaves() == 0
    (review,) = yaml.load(case.read_text(), Loader=yaml.CBaseLoader)["review"]
    assert review["by"] == "Dr. Bo Jansen"
    assert len(review["at"]) == len("2026-11-22T10:00:00+01:00")


def test_a_case_can_be_left_out(reviews: Reviews, case: Path) -> None:
    before = case.read_text()
    person = reviews(case, case.with_name("cold-hurts.yaml"), "--as", "Ann")
    person.types("3")
    person.sees("Case 2/2: cold-hurts", "Go on without this case >")
    person.types("1")
    person.sees("That was the last case.")
    assert person.leaves() == 0
    assert case.read_text() == before
    assert len(marks(case.with_name("cold-hurts.yaml"))) == 5


def test_what_was_reviewed_is_left_as_it_is_or_done_again(reviews: Reviews, triage: Comes, case: Path) -> None:
    person = reviews()
    person.types("1")
    assert person.leaves() == 0
    before = case.read_text()
    words = ("review", case, "--as", "Ann", "--knowledge", TOOTH, "--lang", "en")
    again = triage(*words, lines=90)
    again.sees("You have reviewed this case", "1. Go on without this case", "2. Review it again >")
    again.types("1")
    assert again.leaves() == 0
    assert case.read_text() == before
    once_more = triage(*words, lines=90)
    once_more.sees("2. Review it again >")
    once_more.types("2")
    once_more.sees("[1/4]", "Your mark was: agreed.", "> 1. [a] agreed")
    once_more.presses("enter")
    once_more.sees("[2/4]")


def test_answers_that_somebody_changed_meanwhile_are_not_reviewed(reviews: Reviews, case: Path) -> None:
    person = reviews()
    person.types("2")
    person.sees("[1/4]", "left >")
    changed = case.read_text().replace("pain: 8", "pain: 2")
    case.write_text(changed)
    person.types("1")
    person.sees("another program changed the answers meanwhile; review the case again")
    assert person.leaves() == 2
    assert case.read_text() == changed


def test_another_review_that_came_meanwhile_is_kept(reviews: Reviews, case: Path) -> None:
    person = reviews()
    other = reviews(case, "--as", "Bo")
    other.types("1")
    assert other.leaves() == 0
    person.types("1")
    assert person.leaves() == 0
    names = [each["by"] for each in yaml.load(case.read_text(), Loader=yaml.CBaseLoader)["review"]]
    assert names == ["Bo", "Ann"]


def test_plain_moves_no_cursor_and_no_color_sets_none(reviews: Reviews, case: Path) -> None:
    person = reviews(case, "--as", "Ann", "--plain", NO_COLOR="1")
    person.types("2")
    person.sees("[1/4]", "left >")
    person.types("6")
    person.sees("That was the last case.")
    assert person.leaves() == 0
    assert ESCAPE.findall(person.raw) == []
    assert "arrow" not in person.raw


def test_a_long_list_is_searched_by_a_word(triage: Comes, tmp_path: Path) -> None:
    """On the shipped base, which has more conditions than fit on a screen."""
    case = tmp_path / "case.yaml"
    case.write_text("answers: {}\n")
    person = triage("review", case, "--as", "Ann", "--lang", "en", lines=30)
    person.sees("Go on without this case >")
    person.types("2")
    person.sees("[1/", "left >")
    person.types("1")
    person.sees("[2/", "left >")
    person.types("5")
    person.sees("What should it be?", "more below >")
    person.types("possible")
    person.sees("possible", "more below >")
    assert "nothing clear" not in person.news, "the list is not shown again"
    person.types("no such words")
    person.sees("I do not understand: \u201cno such words\u201d. Choose a number from 1 to")
    person.types("not here")
    person.sees("Why? (one line)")


def plain(case: Path, *typed: str, blind: bool = False) -> str:
    words = ["review", str(case), "-k", str(TOOTH), "--as", "Ann", "--plain", "--lang", "en"]
    done = CliRunner().invoke(
        main, [*words, *(["--blind"] if blind else [])], input="".join(f"{one}\n" for one in typed)
    )
    assert done.exit_code == 0, done.output
    return done.output


def test_a_letter_and_a_number_have_one_meaning_throughout(case: Path) -> None:
    text = plain(case, "2", "w", "soon", "why not", "w", "nothing clear", "because", "5", "quit")
    assert text.count("5. [w] wrong") >= 3
    assert [mark["mark"] for mark in marks(case)][:2] == ["wrong", "wrong"]


def test_an_urgency_that_there_is_not_is_refused(case: Path) -> None:
    hard = case.with_name("hard-to-breathe.yaml")
    assert "There is no other urgency in that direction." in plain(hard, "2", "n", "quit")


def test_what_is_so_comes_before_what_is_not(case: Path) -> None:
    text = plain(case, "3")
    assert text.index("A fever, and no sleep") < text.index("Answers") < text.index("Answered no")


def test_blind_asks_for_an_own_judgement_first(case: Path) -> None:
    text = plain(case, "1", "infection", "3", blind=True)
    assert text.index("in your opinion?") < text.index("How soon: Today")
    first, second = marks(case)
    assert (first["mark"], first["should-be"]) == ("not-careful-enough", "emergency")
    assert first["remark"] == "said before the outcome was seen"
    assert second["mark"] == "agreed"
