"""Terminals that can do less, people who want less, and no terminal at all."""

import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.terminal.conftest import Comes
from tests.terminal.person import ESCAPE, TOOTH

ANSWERS = ["4", "2", "2", "1", "3"]
PLAIN = """
--- The story ---
How did it begin?  [at most 5 to go]
  1. After a knock
  2. Slowly
  3. Otherwise
  4. I don't know
>
"""
NARROW = """
--- Warning signs ---
Do you have any of these?
[at most 6 to go]
Press Space to tick (once
more: not sure), then Enter.
> 1. [x] finding it hard to
         breathe
  2. [ ] a swollen neck
  3. [ ] a fever
  4. [ ] none of these
>
"""


def test_plain_moves_no_cursor_and_sets_no_colour(ask: Comes) -> None:
    person = ask("--plain")
    for question, typed in zip(("1. finding", "How did", "How much", "What hurts", "many"), ANSWERS, strict=True):
        person.sees(question)
        if question == "How did":
            person.sees_screen(PLAIN)
        person.types(typed)
    assert person.sees_the_outcome("How soon: By yourself") == 0
    moves = [found for found in ESCAPE.findall(person.raw) if not found.endswith("m")]
    assert moves == []
    assert "Type a number and press Enter." in person.raw
    assert "arrow" not in person.raw


def test_no_color_sets_no_colour(ask: Comes) -> None:
    person = ask(NO_COLOR="1")
    person.sees("none of these")
    person.types("1")
    person.sees("Stop here and call now")
    person.types("1")
    person.sees("How soon: Emergency")
    assert person.leaves() == 0
    assert [found for found in ESCAPE.findall(person.raw) if found.endswith("m")] == []


def test_colour_is_there_otherwise(ask: Comes) -> None:
    person = ask()
    person.sees("none of these")
    person.types("1")
    person.sees("Stop here and call now")
    assert "\x1b[31m" in person.raw


def test_a_program_of_its_own_from_the_start_does_the_same(ask: Comes) -> None:
    """Other tests start it warm (tests/warm.py), where nothing says how Python is to start."""
    person = ask(LC_ALL="en_GB.UTF-8")
    person.sees("none of these")
    person.types("4")
    person.sees("How did it begin?")
    person.presses("Ctrl-C")
    assert person.leaves() == 130


def test_a_dumb_terminal_gets_plain_prompts(ask: Comes) -> None:
    person = ask(TERM="dumb")
    person.sees("Type a number and press Enter.", "4. none of these >")
    person.types("4")
    person.sees("How did it begin?")
    assert "\x1b" not in person.raw


def test_a_narrow_terminal(ask: Comes) -> None:
    person = ask(columns=30)
    person.sees("none of these")
    person.presses("down", "up", "space")
    person.sees_screen(NARROW)
    person.presses("space", "space", "end", "enter")
    person.sees("How did it begin?")
    person.types("what do you mean, how did it begin, I fell from the stairs")
    person.sees("I do not understand", "Choose a number from 1 to 4.")
    person.types("quit")
    person.sees("How soon: This week")
    assert person.leaves() == 0


@pytest.mark.parametrize("lines", [2, 5, 6])
def test_a_list_scrolls_in_a_low_terminal(lines: int, ask: Comes) -> None:
    person = ask(lines=lines)
    person.sees("Press Space to tick", "> 1. [ ] finding it hard to breathe")
    person.presses("down", "space", "space", "end")
    person.sees("> 4. [ ] none of these")
    person.types("2? 3")
    person.sees("How did it begin?", "1. After a knock")
    person.types("quit")
    assert person.leaves() == 0


LOW = """
[vraag 1]
Druk op spatie om aan te vinken (nog een keer: twijfel), en dan op Enter.
     ... nog
"""


def test_the_shipped_questions_in_a_low_terminal(triage: Comes) -> None:
    """The question stays in sight, and the list scrolls."""
    person = triage("ask", "--no-save", "--lang", "nl", lines=10)
    person.sees("Druk op spatie", "hieronder >")
    person.presses("end")
    person.sees("hierboven", "> 9. [ ] niets hiervan")
    assert LOW.strip() in person.shown
    person.types("niets hiervan")
    person.sees("[vraag 2]", "hieronder >")
    person.types("stop")
    person.sees("Gestopt.")
    assert person.leaves() == 0


def piped(text: str, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}
    return warm.run(["ask", "--knowledge", TOOTH, *options], text, environment=environment)


def test_a_pipe_gets_plain_prompts_and_a_transcript() -> None:
    done = piped("\n".join(ANSWERS), "--no-save")
    assert (done.returncode, done.stderr) == (0, "")
    assert PLAIN.strip() + " 2" in done.stdout
    assert "Done. This is what we know." in done.stdout
    assert "How soon: By yourself" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("text", ["4", "4\n", "4\n2\nwhat", "1\n", "4\nback\n"])
def test_where_the_input_ends_the_outcome_so_far_is_told(text: str) -> None:
    done = piped(text, "--no-save")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Stopped." in done.stdout
    assert "How soon: " in done.stdout
    assert ("For the whole outcome" in done.stdout) is (text != "1\n"), "in an emergency it is brief"


def test_a_pipe_of_rubbish_is_no_answer(tmp_path: Path) -> None:
    place = tmp_path / "kept.yaml"
    rubbish = b"\xff\xfe\n\x00\x1b[2J\n" + b"9" * 100_000 + b"\n4\n"
    done = warm.run(["ask", "--knowledge", TOOTH, "--save", place], rubbish)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "answers: {}" in place.read_text() or "fever: 'no'" in place.read_text()
    assert "Stopped." in done.stdout
