"""The steps and the quiz on a full screen, with keys and with a mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.lazily import Lazily
from tests.terminal.person import Person
from triage.cases.case import load_case
from triage.language.base import Base
from triage.language.errors import INTERRUPTED
from triage.language.load import load
from triage.language.words import Words
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_words import StepWords
from triage.teaching.quiz import quiz
from triage.teaching.recording import at_once, record
from triage.teaching.steps import Step, steps
from triage.terminal.lesson import Lesson

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from triage.terminal import stepping
else:
    stepping = Lazily("triage.terminal.stepping")

BASE = Path(__file__).parents[1] / "bases" / "ankle"
CASE = BASE / "cases" / "mild-sprain.yaml"
SMALL, LARGE = (80, 24), (120, 40)

Does = Callable[["Pilot[int]"], Awaitable[None]]


@cache
def lesson() -> tuple[Base, tuple[Step, ...]]:
    base = load(BASE)
    return base, steps(record(base, at_once(base, load_case(base, CASE).answers)))


def app(language: str = "en", quizzed: bool = False, start: int = 1) -> stepping.StepApp:
    base, made = lesson()
    return stepping.StepApp(
        StepWords(Words(base, language), made), "mild-sprain", start, quiz(base, made) if quizzed else None
    )


def shown(of: stepping.StepApp) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in of.screen._compositor.render_strips())


def words(of: stepping.StepApp) -> str:
    """The same without frames and line breaks."""
    return " ".join(shown(of).translate(dict.fromkeys(map(ord, "│║╭╮╰╯─╔╗╚╝═"), " ")).split())


def run(of: stepping.StepApp, does: Does, size: tuple[int, int] = SMALL) -> stepping.StepApp:
    async def main() -> None:
        async with of.run_test(size=size) as pilot:
            await pilot.pause()
            await does(pilot)
            await pilot.pause()

    asyncio.run(main())
    return of


@pytest.mark.parametrize(("language", "size"), [("nl", SMALL), ("en", LARGE)])
def test_every_step_fits_and_back_shows_what_was_there(language: str, size: tuple[int, int]) -> None:
    of = app(language)

    async def does(pilot: Pilot[int]) -> None:
        seen = [shown(of)]
        for _ in of.words.steps[1:]:
            await pilot.press("right")
            await pilot.pause()
            seen.append(shown(of))
        assert all(of.words.title(step) in text for step, text in zip(of.words.steps, seen, strict=True))
        for before in reversed(seen[:-1]):
            await pilot.press("left")
            await pilot.pause()
            assert shown(of) == before
        for text in seen:
            assert len(text.splitlines()) == size[1]
            assert text.splitlines()[-1].endswith("q stop" if language == "nl" else "q quit")

    run(of, does, size)


def test_keys_go_to_a_step() -> None:
    of = app()
    table = [
        (["n", "space", "right", "p", "b"], 2),
        (["left"], 1),
        (["end", "right"], 10),
        (["g", "7", "enter"], 7),
        (["g", "escape"], 1),
        (["slash", *"MILD", "enter"], 9),
        (["end", "slash", *"acc", "enter"], 3),
        (["slash", "enter"], 1),
        (["question_mark", "right", "right"], 2),
    ]

    async def does(pilot: Pilot[int]) -> None:
        for keys, step in table:
            await pilot.press("home", *keys)
            await pilot.pause()
            assert f"Step {step} of 10" in shown(of), keys

    run(of, does)


def test_keys_that_say_something() -> None:
    of = app()
    table = [
        (["g", *"99", "enter"], "There is no step “99”. Choose 1 to 10."),
        (["slash", *"z", "enter"], "No rule has “z” in its name."),
        (["slash", *"kic", "enter"], "[false] rule kicked-only [false] “How did it begin?”: Kicked (now: Twisted)"),
        (["question_mark"], "Match: which rules are true with what is in working memory?"),
    ]

    async def does(pilot: Pilot[int]) -> None:
        for keys, says in table:
            await pilot.press(*keys)
            await pilot.pause()
            assert says in words(of)
            await pilot.press("space")
        await pilot.press("l")
        await pilot.pause()
        assert "Stap 1 van 10: Antwoorden komen binnen" in words(of)

    run(of, does, LARGE)


def test_what_is_new_true_or_next_has_a_mark_and_not_only_a_colour() -> None:
    of = app(start=6)

    async def does(_: Pilot[int]) -> None:
        assert "+ Fracture: ruled out" in words(of)
        assert "> caution no-heat; depth 2" in words(of)
        assert "+ rule twisted-only; depth 3" in words(of)
        assert "[true] Accident: established" in words(of)

    run(of, does, LARGE)


def test_another_language_still_speaks_of_the_other() -> None:
    one = app("en+other")
    one.next_language()
    assert one.words.language == "nl+other"
    one.next_language()
    assert one.words.language == "en+other"


def test_a_pane_is_made_large_and_small_again() -> None:
    of = app(start=4)

    async def does(pilot: Pilot[int]) -> None:
        before = shown(of)
        await pilot.press("z")
        await pilot.pause()
        assert "Agenda" not in shown(of)
        assert "Open fracture: ruled out, because every rule for it is false" in shown(of)
        await pilot.press("z")
        await pilot.pause()
        assert shown(of) == before

    run(of, does)


def test_the_keys_can_be_clicked() -> None:
    of = app()

    async def does(pilot: Pilot[int]) -> None:
        await pilot.click("#keys", offset=(3, 0))
        await pilot.pause()
        assert "Step 2 of 10" in shown(of)

    run(of, does)


def test_a_window_that_is_too_small_says_so_until_it_is_larger() -> None:
    of = app()

    async def does(pilot: Pilot[int]) -> None:
        assert "This window is too small (50 by 12). Make it at least 60 by 18" in words(of)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert "too small" not in words(of)
        assert "Working memory" in words(of)

    run(of, does, (50, 12))


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("ctrl+c", INTERRUPTED)])
@pytest.mark.parametrize("before", [[], ["g"], ["question_mark"]])
def test_leaving(key: str, code: int, before: list[str]) -> None:
    of = app()

    async def does(pilot: Pilot[int]) -> None:
        await pilot.press(*before)
        await pilot.pause()
        if before == ["g"] and key == "q":
            await pilot.press("escape")  # where a line is typed, q is a letter
        if before == ["question_mark"] and key == "q":
            await pilot.press("q")  # the first key closes what was to be read
        await pilot.press(key)

    assert run(of, does).return_value == code


def test_the_quiz_asks_explains_and_keeps_score() -> None:
    of = app(quizzed=True)
    questions = of.questions or ()

    async def does(pilot: Pilot[int]) -> None:
        for number, question in enumerate(questions, 1):
            assert f"Question {number} of {len(questions)}" in shown(of)
            await pilot.press("right")  # not before it is answered
            assert f"Question {number} of {len(questions)}" in shown(of)
            wrong = number == 1
            options = [option for option in question.options if (option != question.right) is wrong]
            await pilot.press(str(question.options.index(options[0]) + 1))
            await pilot.pause()
            assert ("Not right." if wrong else "Right.") in words(of)
            await pilot.press("1")  # only the first answer counts
            await pilot.press("enter" if number % 2 else "right")
            await pilot.pause()
        assert f"You had {len(questions) - 1} of {len(questions)} right." in words(of)
        assert "Look at this again" in words(of)

    run(of, does, LARGE)
    assert [attempt.right for attempt in of.attempts] == [False, *[True] * (len(questions) - 1)]


def test_a_short_quiz_ends_after_its_questions() -> None:
    person = Person(
        "step", CASE, "-k", BASE, "-l", "en", "--quiz", "--questions", "1", columns=100, lines=30, NO_COLOR="1"
    )
    person.sees("Question 1 of 1")
    person.presses("1")
    person.sees("ight")
    person.presses("q")
    person.sees("of 1 right.")
    assert person.leaves() == 0
    person.process.close(force=True)


def test_the_quiz_takes_arrows_and_a_mouse_and_gives_hints() -> None:
    of = app(quizzed=True)

    async def does(pilot: Pilot[int]) -> None:
        asked = (of.questions or ())[0]
        rules = of.quiz_words.situation(asked)
        assert len(rules) == len(asked.options)
        assert rules[0].text[:30] in words(of)  # the rest below it can be scrolled to
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Only a rule whose condition is true is on the agenda." in words(of)
        await pilot.press("space", "l", "down", "enter")
        await pilot.pause()
        assert of.attempts[0].chosen == (of.questions or ())[0].options[1]
        assert "Vraag 1 van" in words(of)

    run(of, does, LARGE)
    assert QuizWords(of.words).score(of.attempts).endswith("goed.")


def test_in_a_real_terminal_it_comes_and_goes() -> None:
    person = Person("step", CASE, "-k", BASE, "-l", "en", columns=80, lines=24, NO_COLOR="1")
    person.sees("Step 1 of 10")
    person.presses("n")
    person.sees("Step 2 of 10")
    person.presses("Ctrl-C")
    assert person.leaves() == INTERRUPTED
    assert "\x1b[?1049l" in person.raw  # the screen that was there is back
    assert "\x1b[?25h" in person.raw  # and so is the cursor
    person.process.close(force=True)


def test_plain_in_a_real_terminal_prints_and_ends() -> None:
    person = Person("step", CASE, "-k", BASE, "-l", "en", "--plain", columns=80, lines=24)
    person.sees("Step 10 of 10: The end: the agenda is empty")
    assert person.leaves() == 0
    assert "\x1b[?1049h" not in person.raw
    person.process.close(force=True)


def test_the_score_stays_when_the_screen_is_gone() -> None:
    person = Person("step", CASE, "-k", BASE, "-l", "en", "--quiz", columns=100, lines=30)
    person.sees("Question 1 of")
    person.presses("1")
    person.sees("ight")
    person.presses("q")
    person.sees("of 1 right.")
    assert person.leaves() == 0
    person.process.close(force=True)


def test_a_key_that_is_held_down_and_a_small_window_end_nothing() -> None:
    of = app()

    async def does(pilot: Pilot[int]) -> None:
        await pilot.press(*["right"] * 40)
        await pilot.resize_terminal(1, 1)
        await pilot.press(*["left"] * 3)
        await pilot.press("q")

    assert run(of, does, (1, 10)).return_code == 0


def test_a_byte_that_is_no_text_ends_nothing() -> None:
    of = app()
    case = load_case(of.base, CASE)
    stepping.shows(Lesson(case, of.words, 1, None, ""))
    driver = import_module("textual.drivers.linux_driver")
    read = vars(driver)["getincrementaldecoder"]("utf-8")()  # what Textual reads keys with
    assert [read.decode(data) for data in (b"\xe9n", b"\xff", b"\xc3")] == ["\ufffdn", "\ufffd", ""]
