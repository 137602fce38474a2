"""What interrupts the questions: an emergency, and answers that cannot both be true."""

import shutil
from pathlib import Path

import pytest

from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH, Person

EMERGENCY = """
*** EMERGENCY ***
Call 112 now.
- Airway in danger
You said: finding it hard to breathe.

What do you want to do?
  1. Stop here and call now
  2. Help is on its way: go on with the questions
  3. Change an answer first
>
"""
CLASH = """
It began slowly, and yet today. Which is right?
  - How did it begin? Slowly
  - For how many days? 0 days
  1. Change: How did it begin?
  2. Change: For how many days?
  3. Both are right as they are
>
"""


def emergency(ask: Comes) -> Person:
    person = ask()
    person.sees("4. [ ] none of these >")
    person.types("1 3")
    person.sees_screen(EMERGENCY)
    return person


def test_an_emergency_is_told_before_anything_else_is_asked(ask: Comes) -> None:
    person = emergency(ask)
    assert "How did it begin?" not in person.raw
    person.presses("down", "enter")
    person.sees("Stopped. How soon: Emergency Call 112 now. ", "Warning signs - Airway in danger (finding")
    assert person.leaves() == 0
    for long in ("Why", "Rule breathing-is-hard", "may still change", "Program: triage"):
        assert long not in person.news, "they are to call, not to read"
    assert person.shown.endswith("\nEmergency: Call 112 now."), "however low the screen"


def test_help_may_be_on_its_way(ask: Comes) -> None:
    person = emergency(ask)
    person.types("2")
    for question, typed in {"How did it begin?": "other", "How much": "2", "What hurts?": "cold", "days": "3"}.items():
        person.sees(question)
        person.types(typed)
    assert (
        person.sees_the_outcome(
            "How soon: Emergency", "This is a warning sign. Say it first: - Finding it hard to breathe"
        )
        == 0
    )
    assert person.raw.count("*** EMERGENCY ***") == 1


@pytest.mark.parametrize(("typed", "said"), [("help me", "“help me”"), ("4", "“4”"), ("0", "“0”")])
def test_nonsense_in_an_emergency_is_asked_again(typed: str, said: str, ask: Comes) -> None:
    person = emergency(ask)
    person.types(typed)
    person.sees(f"I do not understand: {said}. Choose a number from 1 to 3.", "1. Stop here and call now")
    person.types("quit")
    person.sees("How soon: Emergency")
    assert person.leaves() == 0


@pytest.mark.parametrize("typed", ["?", "help", "", "why"])
def test_an_emergency_says_which_numbers_there_are(typed: str, ask: Comes) -> None:
    person = emergency(ask)
    person.types(typed)
    person.sees("Choose a number from 1 to 3.", "1. Stop here and call now")
    assert "I do not understand" not in person.news


@pytest.mark.parametrize("typed", ["back", "3"])
def test_a_wrong_tick_is_mended_without_saying_that_help_is_on_its_way(typed: str, ask: Comes) -> None:
    person = emergency(ask)
    person.types("status")
    person.sees("As it looks now: Emergency", "3. Change an answer first >")
    person.types(typed)
    if typed == "3":
        person.sees("Which answer do you want to change?")
        person.types("1")
    person.sees("Enter leaves it so.", "none of these >")
    person.types("none")
    person.sees("How did it begin?")
    assert person.raw.count("*** EMERGENCY ***") == 1


NARROW = """
*** EMERGENCY ***
Call 112 now.
- Airway in danger
You said: finding it hard to
breathe.

What do you want to do?
  1. Stop here and call now
  2. Help is on its way: go
     on with the questions
  3. Change an answer first
>
"""


def test_an_emergency_stays_on_the_screen_in_a_window_of_another_size(ask: Comes) -> None:
    person = emergency(ask)
    person.resizes(30, 12)
    person.sees_screen(NARROW)
    person.resizes(80, 50)
    person.sees_screen(EMERGENCY)
    assert "No diagnosis." in person.shown


def test_an_emergency_is_told_in_dutch(ask: Comes) -> None:
    person = ask("--lang", "nl")
    person.sees("niets hiervan")
    person.types("1")
    person.sees(
        "*** SPOED *** Bel nu 112. - Luchtweg in gevaar Je gaf aan: moeilijk lucht krijgen.",
        "Wat wil je doen? 1. Stop hier en bel nu",
    )


@pytest.mark.parametrize(
    ("when", "answers", "said"),
    [
        ("pain: {at-least: 9}", "pain: 9.5", "How much pain do you have? 9.5 points"),
        ("knocked-out: no", "onset: knock, knocked-out: no", "Is the tooth out? no"),
        (
            "finding: knocked, fever: unknown",
            "onset: knock, fever: unknown",
            "How did it begin? After a knock; a fever (not sure).",
        ),
        ("sore-with: [lying]", "sore-with: [cold, lying]", "What hurts? Cold, Lying down"),
    ],
    ids=["a number", "a no", "by way of a finding", "several"],
)
def test_the_box_says_which_answers_it_rests_on(
    when: str, answers: str, said: str, triage: Comes, tmp_path: Path
) -> None:
    """So that a slip can be seen and taken back, whatever kind of answer it was."""
    base, saved = tmp_path / "tooth", tmp_path / "saved.yaml"
    shutil.copytree(TOOTH, base)
    rules = base / "rules.yaml"
    rules.write_text(rules.read_text().replace("when: {hard-to-breathe: yes}", f"when: {{{when}}}"))
    saved.write_text(f"answers: {{{answers}}}\n")
    person = triage("ask", "--knowledge", base, "--resume", saved)
    person.sees("*** EMERGENCY *** Call 112 now. - Airway in danger You said: ", said)


def test_an_emergency_by_mistake_is_taken_back_and_told_again_when_it_comes_back(ask: Comes) -> None:
    person = emergency(ask)
    person.types("2")
    for typed in ("none", "1"):
        person.sees("[at most" if typed == "none" else "How did it begin? [at most")
        person.types("answers")
        person.sees("none, go on")
        person.types("1")
        person.sees("finding it hard to breathe 2. [ ]", "Enter leaves it so.")
        person.types(typed)
    person.sees_screen(EMERGENCY)
    assert person.raw.count("*** EMERGENCY ***") == 2


def test_an_emergency_in_a_saved_interview_is_told_at_once(ask: Comes, tmp_path: object) -> None:
    place = f"{tmp_path}/saved.yaml"
    with open(place, "w") as file:
        file.write("answers: {hard-to-breathe: yes}\nsaved: {format: 1, base: tooth, version: 1.2.3, hash: abc}\n")
    person = ask("--resume", place)
    person.sees_screen(EMERGENCY)


def test_an_emergency_is_told_before_answers_that_clash(ask: Comes, tmp_path: object) -> None:
    place = f"{tmp_path}/saved.yaml"
    with open(place, "w") as file:
        file.write("answers: {hard-to-breathe: yes, onset: gradual, days: 0}\n")
    person = ask("--resume", place)
    person.sees_screen(EMERGENCY)
    assert "Which is right?" not in person.raw
    person.types("2")
    person.sees_screen(CLASH)


def clash(ask: Comes) -> Person:
    person = ask()
    for question, typed in {
        "Do you have any of these?": "none",
        "How did it begin?": "slowly",
        "How much pain": "2",
        "What hurts?": "cold",
        "For how many days?": "0",
    }.items():
        person.sees(question)
        person.types(typed)
    person.sees_screen(CLASH)
    return person


def test_answers_that_clash_are_both_shown(ask: Comes) -> None:
    person = clash(ask)
    person.types("2")
    person.sees("> 2 For how many days? Type a whole number", "Your answer was: 0 days. Enter leaves it so.")
    person.types("14")
    person.sees("Nothing else changes.")
    assert person.sees_the_outcome("How soon: By yourself") == 0
    assert "do not fit together" not in person.news


def test_both_may_be_right(ask: Comes) -> None:
    person = clash(ask)
    person.presses("end", "enter")
    assert person.sees_the_outcome("Some answers do not fit together.") == 0


def test_a_clash_is_shown_again_when_it_is_not_solved(ask: Comes) -> None:
    person = clash(ask)
    person.types("1")
    person.sees("> 1 How did it begin? Your answer was: Slowly. Enter leaves it so. 1. After a knock > 2. Slowly")
    person.types("other")
    person.sees("Falls: Sensitive tooth: established")
    assert "Which is right?" not in person.news
