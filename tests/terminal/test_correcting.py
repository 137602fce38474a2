"""Correcting an answer, and the last chance to do so before the outcome."""

import pytest

from tests.terminal.conftest import Comes
from tests.terminal.person import Person

QUESTIONS = {
    "Do you have any of these?": "2 3?",
    "How did it begin?": "slowly",
    "How much pain": "2",
    "What hurts?": "1 2",
    "For how many days?": "3",
}
SUMMARIES = {
    "What hurts?": "Cold, Biting",
    "How much pain": "2 points",
    "How did it begin?": "Slowly",
    "Do you have any of these?": "a swollen neck; a fever (not sure)",
}
LAST = """
That was the last question.
> 1. Show the outcome
  2. Change an answer first
>
"""
LIST = """
Do you have any of these?
Press Space to tick (once more: not sure), then Enter.
Your answer was: a swollen neck; a fever (not sure). Enter leaves it so.
> 1. [ ] finding it hard to breathe
  2. [x] a swollen neck
  3. [?] a fever
  4. [ ] none of these
>
"""
CHOICES = """
What hurts?
Press Space to tick, then Enter.
Your answer was: Cold, Biting. Enter leaves it so.
> 1. [x] Cold
  2. [x] Biting
  3. [ ] Lying down
  4. [ ] none of these
  5. [ ] I don't know
>
"""


def answer(person: Person) -> Person:
    for question, typed in QUESTIONS.items():
        person.sees(question)
        person.types(typed)
    person.sees("That was the last question.", "2. Change an answer first >")
    return person


def correct(person: Person, question: str) -> Person:
    """Goes back to this question from the end."""
    person.types("2")
    person.sees("Which answer do you want to change?", "6. none, go on >")
    person.types(str(1 + list(reversed(QUESTIONS)).index(question)))
    person.sees("Enter leaves it so.")
    return person


# After the last question


def test_nothing_is_told_before_the_person_has_seen_that_it_was_the_last_question(ask: Comes) -> None:
    person = answer(ask())
    person.sees_screen(LAST)
    assert "How soon" not in person.raw
    person.presses("up", "down", "enter")
    person.sees("Done. This is what we know.", "How soon: This week", "[q] quit")
    person.types("")
    assert person.leaves() == 0


def test_the_end_of_input_shows_the_outcome(ask: Comes) -> None:
    person = answer(ask())
    person.presses("Ctrl-D")
    person.sees("Done. This is what we know.", "How soon: This week")
    assert person.leaves() == 0


def test_an_answer_changed_at_the_end_changes_the_outcome(ask: Comes) -> None:
    person = correct(answer(ask()), "How much pain")
    person.types("9")
    person.sees("New: Infection: established", "How soon: was This week, now Today")
    assert person.sees_the_outcome("How soon: Today", "Most likely: Infection") == 0


def test_none_go_on_comes_to_the_end_again(ask: Comes) -> None:
    person = answer(ask())
    person.types("2")
    person.sees("6. none, go on >")
    person.types("6")
    assert person.sees_the_outcome("How soon: This week") == 0


@pytest.mark.parametrize("word", ["answers", "lijst", "change an answer first"])
def test_a_list_after_the_last_question(word: str, ask: Comes) -> None:
    person = answer(ask())
    person.types(word)
    person.sees("Which answer do you want to change?", "6. none, go on >")


def test_back_after_the_last_question_is_one_step(ask: Comes) -> None:
    person = answer(ask())
    person.types("back")
    person.sees("For how many days? Type a whole number", "Your answer was: 3 days. Enter leaves it so.")
    person.types("9")
    person.sees("That was the last question.")


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["arrows", "plain"])
def test_enter_alone_shows_the_outcome(options: list[str], ask: Comes) -> None:
    person = answer(ask(*options))
    person.presses("enter")
    person.sees("Done. This is what we know.", "How soon: This week", "[q] quit")


@pytest.mark.parametrize("word", ["?", "help", "why", "7"])
def test_a_menu_of_ours_says_which_numbers_there_are(word: str, ask: Comes) -> None:
    person = answer(ask())
    person.types(word)
    person.sees("Choose a number from 1 to 2.", "2. Change an answer first >")
    assert ("I do not understand" in person.news) is (word == "7")


# What was answered is there


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["arrows", "plain"])
@pytest.mark.parametrize("question", SUMMARIES)
def test_enter_leaves_an_answer_as_it_was(question: str, options: list[str], ask: Comes) -> None:
    person = correct(answer(ask(*options)), question)
    person.sees(f"Your answer was: {SUMMARIES[question]}. Enter leaves it so.")
    person.presses("enter")
    person.sees("Nothing else changes.", "2. Change an answer first >")
    person.types("2")
    person.sees(f"{SUMMARIES[question]} ", "6. none, go on >")


@pytest.mark.parametrize(("question", "screen"), [("Do you have any of these?", LIST), ("What hurts?", CHOICES)])
def test_earlier_ticks_are_there(question: str, screen: str, ask: Comes) -> None:
    correct(answer(ask()), question).sees_screen(screen)


def test_earlier_ticks_can_be_changed(ask: Comes) -> None:
    person = correct(answer(ask()), "What hurts?")
    person.presses("down", "space", "enter")
    person.sees("New: Sensitive tooth: established", "Change an answer first >")
    assert person.sees_the_outcome("Most likely: Sensitive tooth") == 0


def test_with_every_tick_off_enter_keeps_nothing_silently(ask: Comes) -> None:
    person = correct(answer(ask()), "What hurts?")
    person.presses("space", "down", "space", "enter")
    person.sees("Tick something first: press Space to tick, then Enter.", "choose: none of these. ", "1. [ ] Cold")
    person.presses("4", "enter")
    person.sees("2. Change an answer first >")
    person.types("2")
    person.sees("What hurts? none of these")


def test_typing_none_of_these_replaces_earlier_ticks(ask: Comes) -> None:
    person = correct(answer(ask()), "What hurts?")
    person.types("none")
    person.sees("2. Change an answer first >")
    person.types("2")
    person.sees("What hurts? none of these")


def test_typing_a_number_replaces_none_of_these(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types("answers")
    person.sees("none, go on >")
    person.types("1")
    person.sees("4. [x] none of these >")
    person.types("3")
    person.sees("How did it begin?")
    person.types("answers")
    person.sees("Do you have any of these? a fever")


def test_an_earlier_choice_is_pointed_at_and_can_be_typed_over(ask: Comes) -> None:
    person = correct(answer(ask()), "How did it begin?")
    person.sees("1. After a knock > 2. Slowly 3. Otherwise")
    person.types("other")
    person.sees("2. Change an answer first >")
    person.types("2")
    person.sees("How did it begin? Otherwise")


def test_help_while_correcting(ask: Comes) -> None:
    person = correct(answer(ask()), "What hurts?")
    person.presses("?", "enter")
    person.sees("Try it with care.", "1. [x] Cold 2. [x] Biting")
