"""`triage ask --step`: after each answer what it set off, and nothing else about the interview is different."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH
from triage.commands.main import main

ANSWERS = "3\n2\n8\n3\n1\n"


def piped(typed: str, *options: str) -> str:
    done = CliRunner().invoke(main, ["ask", "--knowledge", str(TOOTH), "--plain", *options], input=typed)
    assert done.exit_code == 0, done.output
    return done.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_shows_the_facts_the_rules_and_what_follows(ask: Comes) -> None:
    person = ask("--step")
    person.sees("After each answer you see what it sets off.", "none of these")
    person.types("3")
    person.sees(
        "What this answer sets off + “finding it hard to breathe”: no + “a swollen neck”: no + “a fever”: yes",
        "+ Ruled out: Airway in danger",
        "How did it begin?",
    )
    person.types("2")
    person.sees("+ “How did it begin?”: Slowly", "Does not apply: Is the tooth out?", "How much pain")
    person.types("8")
    person.sees("+ “How much pain do you have?”: 8 points > Caution no-aspirin-on-the-gum fires")
    person.sees("> Rule signs-of-infection fires - Had a knock: ruled out - “a fever”: yes - “How much pain")
    person.sees("+ established: Infection + how soon, now: Today + Ruled out: Sensitive tooth")


@pytest.mark.parametrize("word", ["step", "Stap"])
def test_step_shows_every_step_of_the_last_answer(ask: Comes, word: str) -> None:
    person = ask("--step")
    person.sees("none of these")
    person.types("3")
    person.sees("How did it begin?")
    person.types(word)
    person.sees("Answers come in", "Working memory", "Agenda", "[false] rule breathing-is-hard", "What this adds")
    # The choice is there again.
    person.sees("every warning sign is ruled out How did it begin? [at most 5 to go] 1. After a knock")
    assert "No rule can fire any more" not in person.news


def test_step_also_works_after_the_last_question() -> None:
    shown = flat(piped(ANSWERS.removesuffix("1\n") + "step\n1\n", "--no-save", "--step", "--lang", "en"))
    assert "That was the last question." in shown
    assert "> step ------" not in shown
    assert re.search(r"> step Step [0-9]+ of [0-9]+: An answer comes in", shown)


def test_without_step_the_word_is_no_command() -> None:
    assert "I do not understand" in piped("step\n3\n", "--no-save", "--lang", "en")


def test_an_emergency_goes_before_the_lesson(ask: Comes) -> None:
    person = ask("--step")
    person.sees("none of these")
    person.types("1")
    person.sees("*** EMERGENCY ***", "What do you want to do?")
    assert "sets off" not in person.news
    person.types("2")
    person.sees("What this answer sets off", "> Rule breathing-is-hard fires", "+ how soon, now: Emergency")


def test_after_a_correction_everything_is_derived_anew() -> None:
    shown = flat(piped("3\n2\nanswers\n2\n4\nstep\nquit\n", "--no-save", "--step", "--lang", "en"))
    assert "After a correction everything is derived anew, from all answers together." in shown
    after = shown.rpartition("derived anew")[2]
    assert "+ “a fever”: no" in after
    assert "+ “How did it begin?”: Slowly" in after


def test_the_rest_of_the_interview_is_the_same(tmp_path: Path) -> None:
    plain, stepped = tmp_path / "plainly.yaml", tmp_path / "stepped.yaml"
    before = piped(ANSWERS, "--save", str(plain), "--lang", "en")
    after = piped(ANSWERS, "--save", str(stepped), "--step", "--lang", "en")
    assert plain.read_text() == stepped.read_text()
    # Without white space: a place that is long is broken over lines.
    ends = ("".join(text.rpartition("Done.")[2].split()) for text in (before, after))
    assert next(ends).replace(str(plain), "") == next(ends).replace(str(stepped), "")


def test_a_resumed_interview_goes_on_stepping(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    piped("3\n2\nquit\n", "--save", str(kept), "--lang", "nl")
    shown = flat(piped("8\nstop\n", "--resume", str(kept), "--step"))
    assert "Wat dit antwoord in gang zet + «Hoeveel pijn heb je?»: 8 punten > Waarschuwing" in shown


def test_step_before_any_answer_shows_that_there_is_nothing() -> None:
    shown = flat(piped("step\nquit\n", "--no-save", "--step", "--lang", "en"))
    assert "> step nothing yet 1. finding it hard to breathe" in shown
