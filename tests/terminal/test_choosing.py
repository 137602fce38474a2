"""Answering: arrow keys, numbers, words, ticks, and nonsense."""

import pytest

from tests.terminal.conftest import Comes

FIRST_SCREEN = """
Toothache
No diagnosis.
Your answers are not kept.
Choose with the arrow keys or a number and press Enter.
Always possible: ? (help)  why  back  answers  status  quit

--- Warning signs ---
Do you have any of these?  [at most 6 to go]
Press Space to tick (once more: not sure), then Enter.
> 1. [ ] finding it hard to breathe
  2. [ ] a swollen neck
  3. [ ] a fever
  4. [ ] none of these
>
"""
TICKED = """
  1. [x] finding it hard to breathe
  2. [?] a swollen neck
> 3. [ ] a fever
  4. [ ] none of these
>
"""
ONSET = """
  1. After a knock
  2. Slowly
  3. Otherwise
  4. I don't know
>
"""
LAST = """
That was the last question.
> 1. Show the outcome
  2. Change an answer first
>
"""
PAIN = """
How much pain do you have?  [at most 3 to go]
Type a number from 0 to 10 (points).
Don't know? Type: don't know
>
"""


def test_the_first_screen_in_full(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    assert person.shown == FIRST_SCREEN.strip()


def test_a_whole_interview_with_arrow_keys(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("end", "enter")
    person.sees("--- The story ---")
    person.sees_screen(ONSET)
    person.presses("down", "down", "down", "down", "down", "up", "up", "up", "enter")  # round, and back up to Slowly
    person.sees_screen(PAIN)
    person.types("2")
    person.sees("What hurts? [at most 2 to go] Press Space to tick, then Enter. > 1. [ ] Cold")
    person.presses("space", "down", "space", "space", "enter")
    person.sees("For how many days?")
    person.types("3")
    person.sees_screen(LAST)
    person.presses("enter")
    person.sees("Done. This is what we know.", "How soon: By yourself", "Most likely: Sensitive tooth", "[q] quit")
    person.types("q")
    assert person.leaves() == 0


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (["4", "2", "2", "1", "3", "1"], "en"),
        (["none of these", "slowly", "2,0", "cold", "3", "show the outcome"], "en"),
        (["none", "gradual", " 2.0 ", "COLD.", "3", "outcome"], "en"),
        (["niets hiervan", "langzaam", "2", "kou", "3", "laat de uitkomst zien"], "nl"),
    ],
    ids=["numbers", "labels", "ids", "labels in Dutch"],
)
def test_a_whole_interview_typed(lines: list[str], language: str, ask: Comes) -> None:
    shown = {
        "en": (
            "Do you have any",
            "How did it",
            "How much",
            "What hurts",
            "For how many",
            "the last",
            "How soon: By yourself",
        ),
        "nl": (
            "Heb je een",
            "Hoe begon het",
            "Hoeveel pijn",
            "Wat doet pijn",
            "Hoeveel dagen",
            "laatste",
            "Hoe snel: Zelf",
        ),
    }[language]
    person = ask("--lang", language)
    for line, text in zip(lines, shown, strict=False):
        person.sees(text)
        person.types(line)
    person.sees(shown[-1], "] quit" if language == "en" else "] stoppen")
    person.types("")
    assert person.leaves() == 0


def test_what_is_typed_ahead_is_not_lost(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.presses("4", "enter", "2", "enter", "8", "enter", "2", " ", "3", "enter", "9", "enter", "1", "enter")
    person.sees("Most likely: Infection", "How soon: Today", "[q] quit")
    person.types("q")
    assert person.leaves() == 0


def test_ticks_and_doubtful_ticks(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("space", "down", "space", "space", "down")
    person.sees_screen(TICKED)
    person.presses("up", "up", "space", "space", "down", "down", "space", "enter")  # the first off again, a fever on
    person.sees("How did it begin?")
    person.types("answers")
    person.sees("Do you have any of these? a swollen neck (not sure); a fever")


def test_none_of_these_and_a_tick_exclude_each_other(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("space", "end", "space")
    person.sees_screen(FIRST_SCREEN.split("then Enter.")[1].replace("> 1.", "  1.").replace("  4. [ ]", "> 4. [x]"))
    person.presses("home", "space")
    person.sees_screen(FIRST_SCREEN.split("then Enter.")[1].replace("1. [ ]", "1. [x]"))


def test_enter_with_nothing_ticked_answers_nothing_and_says_what_to_do(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("enter")
    person.sees("Tick something first: press Space to tick, then Enter.", "1. [ ] finding it hard to breathe")
    assert "How did it begin?" not in person.news
    person.presses("end", "enter")
    person.sees("How did it begin?")


def test_enter_alone_chooses_nothing(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees_screen(ONSET)
    person.presses("enter")
    person.sees("Choose a number from 1 to 4.", "4. I don't know >")
    assert "How much pain" not in person.news
    person.presses("down")
    person.sees_screen(ONSET.replace("  1.", "> 1."))
    person.presses("enter")
    person.sees("Is the tooth out?", "2. no >")
    person.presses("enter")
    person.sees("Choose a number from 1 to 2.", "1. yes 2. no >")
    person.presses("down", "enter")
    person.sees("How much pain")
    person.types("answers")
    person.sees("1. Is the tooth out? yes 2. How did it begin? After a knock")


def test_up_goes_to_the_last(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees_screen(ONSET)
    person.presses("up")
    person.sees_screen(ONSET.replace("  4.", "> 4."))


def test_help_at_choices_is_that_of_the_question(ask: Comes) -> None:
    person = ask()
    for question, typed in {"Do you": "none", "How did": "slowly", "How much": "2", "What hurts?": "?"}.items():
        person.sees(question)
        person.types(typed)
    person.sees("Try it with care.", "Always possible", "> 1. [ ] Cold")
    person.types("? 2")
    person.sees("Try it with care.", "> 1. [ ] Cold")


def test_ticks_stay_when_numbers_are_typed(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("down", "space", "3", "?", "enter")
    person.sees("How did it begin?")
    person.types("answers")
    person.sees("Do you have any of these? a swollen neck; a fever (not sure)")


def test_a_tick_is_not_lost_to_none_of_these(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("space", "4", "enter")
    person.sees("“none of these” cannot go with anything else.", "1. [x] finding it hard to breathe")
    assert "How did it begin?" not in person.news


def test_asking_for_help_by_number_ticks_nothing(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.types("? 3")
    person.sees("a fever: Take your temperature.")
    person.sees_screen(FIRST_SCREEN.split("then Enter.")[1])
    assert "Breathe in deeply" not in person.news
    assert "EMERGENCY" not in person.news


def test_help_and_then_enter_chooses_nothing(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees_screen(ONSET)
    person.types("?")
    person.sees("Think back to the first day.")
    person.sees_screen(ONSET)
    assert "[at most" not in person.news


def test_arrow_keys_mean_nothing_where_a_number_is_typed(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.presses("4", "enter", "2", "enter")
    person.sees_screen(PAIN)
    person.presses("up", "home", "4", "down", "backspace", "2", "enter")
    person.sees("What hurts?")
    person.types("answers")
    person.sees("How much pain do you have? 2 points")


def test_typing_can_be_undone(ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.presses("1", "é", "backspace", "backspace", "1", "2", "Ctrl-U", "4", "enter")
    person.sees("How did it begin?")
    person.types("answers")
    person.sees("Do you have any of these? none of these")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5", "I do not understand: “5”. Choose the numbers that apply, or 4 for: none of these."),
        ("0", "I do not understand: “0”."),
        ("1 if it counts", "I do not understand: “1 if it counts”."),
        ("wat?", "I do not understand: “wat?”."),
        ("\N{SNOWMAN} \N{PILE OF POO}", "I do not understand: “\N{SNOWMAN} \N{PILE OF POO}”."),
        ("x" * 200, "I do not understand: “" + "x" * 29 + "…”."),
        ("2 4", "“none of these” cannot go with anything else."),
    ],
    ids=["too high", "too low", "half a sentence", "a question", "pictures", "very long", "none with another"],
)
def test_nonsense_at_a_list_is_asked_again(typed: str, said: str, ask: Comes) -> None:
    person = ask()
    person.sees_screen(FIRST_SCREEN)
    person.types(typed)
    person.sees(said, "1. [ ] finding it hard to breathe")
    person.types("none")
    person.sees("How did it begin?")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number from 0 to 10 (points)."),
        ("a lot", "“a lot” is no answer here. Type one number from 0 to 10,"),
        ("11", "“11” cannot be. Type a number from 0 to 10 (points)."),
        ("-1", "“-1” cannot be. Type a number from 0 to 10 (points)."),
        ("1e1", "“1e1” is no answer here."),
        ("nan", "“nan” is no answer here."),
        ("3 grams", "“3 grams” is no answer here. Type one number from 0 to 10,"),
        ("3 points 4", "“3 points 4” is no answer here."),
    ],
)
def test_nonsense_at_a_number_is_asked_again(typed: str, said: str, ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types("2")
    person.sees("How much pain")
    person.types(typed)
    person.sees(said)
    person.types("2")
    person.sees("What hurts?")


@pytest.mark.parametrize("typed", ["3 days", "3d", "3 dagen", "3 D."])
def test_a_number_takes_its_unit(typed: str, ask: Comes) -> None:
    person = ask()
    for question, given in {"Do you": "none", "How did": "slowly", "How much": "2 p", "What hurts?": "cold"}.items():
        person.sees(question)
        person.types(given)
    person.sees("For how many days?")
    person.types("3 weeks")
    person.sees("“3 weeks” is no answer here. Type one number from 0 to 365,")
    person.types(typed)
    person.sees("That was the last question.")
    person.types("2")
    person.sees("For how many days? 3 days")


def test_a_question_that_must_be_answered_offers_no_way_out(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("none")
    person.sees("How did it begin?")
    person.types("1")
    person.sees("Is the tooth out?", "1. yes 2. no >")
    person.types("don't know")
    person.sees("I do not understand: “don't know”. Choose a number from 1 to 2.")
    person.types("y")
    person.sees("How much pain")


def test_everything_may_be_unknown(ask: Comes) -> None:
    person = ask()
    person.sees("Do you have any of these?")
    person.types("don't know")
    person.sees("How did it begin?")
    person.presses("end", "enter")
    person.sees("How much pain")
    person.types("weet niet")
    person.sees("For how many days?")
    person.types("don't know")
    assert person.sees_the_outcome("How soon: This week", "Could not be ruled out: airway in danger") == 0
