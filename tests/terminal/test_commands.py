"""What can be typed at every prompt besides an answer: ? why back status quit."""

import pytest

from tests.terminal.conftest import Comes
from tests.terminal.person import Person

WHY = """
> why
  We ask this to find out whether it could be:
    - Airway in danger
    - Spreading infection
    - Infection
    - Sensitive tooth
  Your answer helps decide how soon help is needed: Emergency, Today, By
  yourself
> 1. [ ] finding it hard to breathe
  2. [ ] a swollen neck
  3. [ ] a fever
  4. [ ] none of these
>
"""
STATUS = """
> status
  As it looks now: This week.
  Your answers speak against: Airway in danger; Spreading infection.
  What we do not know yet: Infection; Broken tooth; Sensitive tooth.
  1. After a knock
  2. Slowly
  3. Otherwise
  4. I don't know
>
"""
FOLDED = """
--- Warning signs ---
Do you have any of these? none of these

--- The story ---
How did it begin? Slowly
How much pain do you have? 2 points
What hurts? Cold

Which answer do you want to change?
  1. What hurts? Cold
  2. How much pain do you have? 2 points
  3. How did it begin? Slowly
  4. Do you have any of these? none of these
  5. none, go on
>
"""
WHICH = """
Which answer do you want to change?
  1. What hurts? Cold
  2. How much pain do you have? 2 points
  3. How did it begin? Slowly
  4. Do you have any of these? none of these
  5. none, go on
>
"""


@pytest.mark.parametrize("word", ["why", "waarom", "WHY ", "Waarom."])
def test_why(word: str, ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types(word)
    person.sees_screen(WHY.replace("> why", f"> {word}".rstrip()))


def test_help_with_every_line_of_a_list(ask: Comes) -> None:
    person = ask("--plain")
    person.sees("4. none of these >")
    person.types("?")
    person.sees("finding it hard to breathe: Breathe in deeply.", "a swollen neck: Look in the mirror.")
    person.types("? 2")
    person.sees("a swollen neck: Look in the mirror.")
    assert "Breathe in deeply" not in person.news
    person.types("? 9")
    person.sees("finding it hard to breathe: Breathe in deeply.", "4. none of these >")


def test_help_with_the_line_that_is_pointed_at(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.presses("down", "?", "enter")
    person.sees("a swollen neck: Look in the mirror.", "> 2. [ ] a swollen neck")
    assert "Breathe in deeply" not in person.news


def test_status(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types("status")
    person.sees_screen(STATUS)


def answered(ask: Comes, *options: str) -> Person:
    """Somebody who has answered all but the last question, and comes to self-care."""
    person = ask(*options)
    for question, answer in {
        "Do you have any of these?": "none",
        "How did it begin?": "slowly",
        "How much pain": "2",
        "What hurts?": "cold",
        "For how many days?": "answers",
    }.items():
        person.sees(question)
        person.types(answer)
    return person


def test_back_is_one_step_and_back_again_is_two(ask: Comes) -> None:
    person = answered(ask)
    person.sees("none, go on")
    person.types("5")
    person.sees("For how many days?")
    for word, question in {"back": "What hurts?", "terug": "How much pain", "Back.": "How did it begin?"}.items():
        person.types(word)
        person.sees(question, "Enter leaves it so.")
    person.presses("enter")
    person.sees("How did it begin? Slowly", "Nothing else changes.", "For how many days? [the last one]")


def test_before_the_first_answer_there_is_nothing(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types("back")
    person.sees("Your answer was: none of these.")
    person.types("back")
    person.sees("That was your first answer.", "How did it begin? [at most 5 to go]")


def test_an_answered_question_is_one_line(ask: Comes) -> None:
    person = answered(ask, "--lang", "en")
    person.sees_screen(FOLDED)


def test_a_list_shows_what_was_answered(ask: Comes) -> None:
    person = answered(ask)
    person.sees_screen(WHICH)
    person.presses("end", "enter")
    person.sees("For how many days? [the last one]")


def test_changing_an_answer_shows_what_falls_and_what_appears(ask: Comes) -> None:
    person = answered(ask)
    person.sees("How much pain do you have? 2 points")
    person.types("3")
    person.sees("> 3 How did it begin? Your answer was: Slowly. Enter leaves it so. 1. After a knock > 2. Slowly")
    person.types("1")
    person.sees(
        "Falls: Sensitive tooth: established",
        "Falls: Broken tooth: ruled out",
        "New: Sensitive tooth: ruled out",
        "How soon: was By yourself, now This week",
    )
    person.sees("Is the tooth out? [at most 2 to go]")


def test_an_answer_that_no_longer_applies_is_dropped(ask: Comes) -> None:
    person = ask()
    for question, answer in {
        "Do you have any of these?": "none",
        "How did it begin?": "knock",
        "Is the tooth out?": "yes",
        "How much pain": "answers",
        "none, go on": "2",
    }.items():
        person.sees(question)
        person.types(answer)
    person.sees("> 2 How did it begin? Your answer was: After a knock. Enter leaves it so. > 1. After a knock")
    person.types("other")
    person.sees("No longer needed, and dropped: Is the tooth out?", "How soon: was Today, now This week")
    person.sees("How much pain")
    person.types("answers")
    person.sees("1. How did it begin? Otherwise 2. Do you have any of these? none of these 3. none, go on")


def test_changing_an_answer_into_itself_changes_nothing(ask: Comes) -> None:
    person = answered(ask)
    person.sees("none, go on")
    person.types("4")
    person.sees("> 4 --- Warning signs --- Do you have any of these? Press Space")
    person.types("none")
    person.sees("Nothing else changes.", "For how many days? [the last one]")


def test_going_back_twice_changes_nothing(ask: Comes) -> None:
    person = answered(ask)
    person.sees("none, go on")
    person.types("2")
    person.sees("> 2 How much pain do you have? Type a number")
    person.types("answers")
    person.sees("For how many days? [the last one]")


def test_there_is_nothing_to_go_back_to_at_first(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("answers")
    person.sees("There is no answer to change yet.", "Do you have any of these? [at most 6 to go]")


@pytest.mark.parametrize("word", ["quit", "stop", "exit"])
def test_quit_tells_what_is_known(word: str, ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types(word)
    person.sees("Stopped. How soon: This week", "The questions are not finished. This advice may still change.")
    assert person.leaves() == 0
