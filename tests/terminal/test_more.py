"""What stands behind the one page at the end of an interview, and how it is left."""

from __future__ import annotations

import re
import shlex
import stat
from pathlib import Path

import pytest

from tests import warm
from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH, Person
from triage.reports.person.page import LINES, WORDS
from triage.terminal.more import wanted

KEYS = {
    "en": "more: [p] the whole plan, [w] why, [l] letter, [o] open as a page, [q] quit",
    "nl": "meer: [p] het hele plan, [w] waarom, [b] brief, [o] als webpagina, [s] stoppen",
}
LAST = {"en": "Brush gently.", "nl": "Poets zacht."}


def at_the_end(person: Person, language: str = "en") -> Person:
    """Answers everything, and asks for the outcome."""
    for typed in (
        ("none of these", "gradual", "2", "cold", "3", "1") if language == "en" else ("4", "2", "2", "1", "3", "1")
    ):
        person.types(typed)
    person.sees(KEYS[language])
    return person


@pytest.fixture
def kept(triage: Comes, tmp_path: Path) -> tuple[Comes, Path]:
    place = tmp_path / "answers.yaml"
    return lambda **more: triage("ask", "-k", TOOTH, "--save", place, **more), place


def test_the_page_fits_on_a_small_screen(ask: Comes) -> None:
    person = at_the_end(ask(columns=80, lines=24))
    page = person.shown
    assert page.index("How soon: By yourself") < page.index("Most likely") < page.index(KEYS["en"])
    shown = page[page.index("How soon") : page.index(KEYS["en"])]
    assert len(shown.splitlines()) <= LINES
    assert len(shown.split()) <= WORDS
    assert shown.rstrip().endswith(LAST["en"])
    assert "Rule " not in shown


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("keys", "typed"), [([], "q"), ([], "s"), ([], ""), (["Ctrl-C"], None), (["Ctrl-D"], None)])
def test_however_it_is_left_the_last_line_is_what_to_do(
    language: str, keys: list[str], typed: str | None, ask: Comes
) -> None:
    person = at_the_end(ask("-l", language), language)
    if typed is not None:
        person.types(typed)
    person.presses(*keys)
    assert person.leaves() == 0
    assert person.shown.splitlines()[-1] == LAST[language]
    assert "Traceback" not in person.raw


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_plan_why_and_letter_are_those_of_the_commands(kept: tuple[Comes, Path]) -> None:
    comes, place = kept
    person = at_the_end(comes())
    for key, command in (("p", ["run", "--full"]), ("W", ["explain", "--depth", "9"]), ("letter", ["letter"])):
        done = warm.run([*command, place, "-k", TOOTH, "-l", "en"])
        assert done.returncode == 0
        person.types(key)
        person.sees(" ".join(done.stdout.split()), f"{LAST['en']} {KEYS['en']}")
    person.types("x")
    person.sees("Type p, w, l, o or q.", KEYS["en"])
    person.types("quit")
    assert person.leaves() == 0


def browser(tmp_path: Path) -> tuple[Path, Path]:
    """A browser that writes down what it was to open, and the file in which it does."""
    opened = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n')
    script.chmod(0o700)
    return script, opened


def test_the_report_opens_in_a_browser(kept: tuple[Comes, Path], tmp_path: Path) -> None:
    comes, place = kept
    script, opened = browser(tmp_path)
    person = at_the_end(comes(BROWSER=f"{script} %s"))
    person.types("o")
    person.sees("The page opens in your browser. It is also here:", KEYS["en"])
    page = place.with_suffix(".html")
    assert opened.read_text().strip() == page.resolve().as_uri()
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    person.types("o")  # once more: the same file
    person.sees(KEYS["en"])
    person.types("q")
    assert person.leaves() == 0
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["answers.html"]


def test_a_page_that_is_there_already_stays(kept: tuple[Comes, Path], tmp_path: Path) -> None:
    comes, place = kept
    place.with_suffix(".html").write_text("mine")
    script, _ = browser(tmp_path)
    person = at_the_end(comes(BROWSER=f"{script} %s"))
    person.types("o")
    person.sees(KEYS["en"])
    assert place.with_suffix(".html").read_text() == "mine"
    assert len(list(tmp_path.glob("answers*.html"))) == 2


def test_without_a_file_and_without_a_browser(ask: Comes, tmp_path: Path) -> None:
    person = at_the_end(ask(PATH="", BROWSER="no-such-browser", TMPDIR=str(tmp_path)))
    person.types("open")
    person.sees("There is no browser here. The page is here:", KEYS["en"])
    (page,) = tmp_path.glob("triage-*/triage.html")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    person.types("q")
    assert person.leaves() == 0


def test_in_a_pipe_it_is_the_page_and_how_to_see_the_rest(tmp_path: Path) -> None:
    place = tmp_path / "answers.yaml"
    done = warm.run(["ask", "-k", TOOTH, "-l", "en", "--save", place], "4\n2\n2\n1\n3\n1\n")
    assert done.returncode == 0
    *_, hint, command, last = done.stdout.splitlines()
    assert (hint, last) == ("The whole outcome:", LAST["en"])
    assert command == f"  triage run --full {shlex.quote(str(place))} -k {shlex.quote(str(TOOTH))}"
    assert "more: [p]" not in done.stdout


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("p", "plan"),
        (" [W] ", "why"),
        ("Waarom", "why"),
        ("b", "letter"),
        ("o.", "open"),
        ("", "quit"),
        ("S", "quit"),
        ("pp", None),
        ("yes", None),
    ],
)
def test_what_a_line_asks_for(line: str, key: str | None) -> None:
    assert wanted(line, "en") == key
