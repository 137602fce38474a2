"""The letter: one page, whatever the case, and nothing in it that a browser would run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests import once
from tests.follow_up.conftest import Run
from triage.inference.outcome import infer
from triage.language.case import Case, load_case
from triage.language.files import case_files
from triage.language.model import Base
from triage.reports.layout import Page
from triage.reports.letter import Letter, Part, letter, letter_html, letter_text

DAY = date(2026, 3, 20)
LINES = 74
"""So many lines of 100 characters fit on an A4 page in the type of the HTML letter."""


def written(base: Base, case: Case, language: str) -> Letter:
    return letter(base, None, case, infer(base, case.answers), None, DAY, language)


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_every_case_fits_on_one_page(path: Path, base: Base) -> None:
    for language in base.languages:
        whole = letter(base, None, once.case(path), once.outcome(path), None, DAY, language)
        text = letter_text(whole, Page(100))
        assert text.count("\n") <= LINES


def test_it_says_what_was_denied_and_what_is_open(base: Base, case: Path) -> None:
    found = load_case(base, case)
    whole = letter_text(written(base, found, "en"), Page(100))
    for word in ("Situation", "Background", "Assessment", "Request", "asked and denied", base.version):
        assert word in whole
    doubt = Case("", {**found.answers, "chest-trouble": "unknown"})
    unsure = letter_text(written(base, doubt, "en"), Page(100))
    assert "Could not be ruled out" in unsure
    assert "Signs of a clot in the lung (" in unsure
    assert "today" in unsure.split("Request")[1]


def test_it_says_what_was_really_asked(base: Base, case: Path) -> None:
    found = load_case(base, case)
    whole = " ".join(letter_text(written(base, found, "en"), Page(100)).split())
    denied = (name for name, answer in found.answers.items() if answer == "no" and base.checklist_of(name))
    for name in (*denied, "medicines"):
        statement = base.questions[name].statement
        assert statement
        assert statement["en"] in whole
    assert "more" not in whole.split("asked and denied")[1].split("Asked, answered no")[0]


class Watch(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_html_needs_nothing_else_and_runs_nothing() -> None:
    hostile = "<script>alert('x')</script> & \"<img src=http://x onerror=y>\"\x1b[31m\u202e"
    page = letter_html(
        Letter(hostile, hostile, (Part(hostile, (hostile,), ((hostile, (hostile, "b")),)),), (hostile,)), "en"
    )
    seen = Watch()
    seen.feed(page)
    assert set(seen.tags) <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "footer",
    }
    assert set(seen.attributes) <= {"lang", "charset", "class"}
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert not re.search(r"url\(|@import", page)


def test_the_command_prints_a_whole_page(run: Run, case: Path) -> None:
    done = run("letter", case, "--format", "html", "--lang", "nl", "--date", "2026-03-20")
    assert done.exit_code == 0
    assert done.stdout.startswith("<!doctype html>")
    assert '<html lang="nl">' in done.stdout
    assert "@page { size: A4;" in done.stdout


# After a check-in that says to be seen


KEPT: dict[str, str] = {}
"""The file below, once it is made: it comes out the same each time."""


@pytest.fixture
def seen(run: Run, case: Path, answers: Callable[..., Path]) -> Path:
    """A mild strain that went on well, and then cannot pee any more."""
    if "seen" not in KEPT:
        for day, name in (("2026-03-08", "rest-days-over-and-walking"), ("2026-03-20", "cannot-pee-any-more")):
            assert run("check-in", case, "--date", day, "--answers", answers(name)).exit_code == 0
        KEPT["seen"] = case.read_text()
    case.write_text(KEPT["seen"])
    return case


@pytest.mark.parametrize(("language", "lead", "sign"), [
    ("en", "At the check-in of Friday 20 March: Help needed now (NTS U1/U2). Signs of an emergency (numbness",
     "numbness between"),
    ("nl", "Bij de check-in van vrijdag 20 maart: Nu hulp nodig (NTS U1/U2). Tekenen van een noodgeval (een doof",
     "een doof gevoel tussen"),
])  # fmt: skip
def test_a_check_in_that_says_to_be_seen_leads(run: Run, seen: Path, language: str, lead: str, sign: str) -> None:
    done = run("letter", seen, "--date", "2026-03-20", "--lang", language)
    text = " ".join(done.stdout.split())
    situation = text.split("Situation " if language == "en" else "Situatie ", 1)[1]
    assert situation.startswith(lead)
    assert text.count(sign) == 1, "under no list of what was denied"
    assert "Most likely:" not in text
    assert "Waarschijnlijk:" not in text
    assert done.stdout.count("\n") <= LINES * 100 / 80


def test_what_a_check_in_found_is_never_denied_after_a_later_one(
    run: Run, seen: Path, answers: Callable[..., Path]
) -> None:
    given = answers("rest-days-over-and-walking")
    assert run("check-in", seen, "--date", "2026-03-28", "--answers", given).exit_code == 0
    text = " ".join(run("letter", seen, "--date", "2026-03-28", "--lang", "en").stdout.split())
    assert "Friday 20 March: Weeks 1 and 2 of the exercises, pain" in text
    assert "Help needed now. Signs of an emergency." in text
    denied = text.split("Warning signs denied at the check-in of Saturday 28 March")[1].split("Last check-ins")[0]
    assert "numbness between" not in denied
    assert "Signs of an emergency" not in denied


NOTICE = "At the check-in of Friday 20 March the outcome was: Help needed now. Call 112 now"


@pytest.mark.parametrize(("words", "aside"), [
    (("run",), False), (("run", "--format", "json"), True), (("explain",), False),
    (("explain", "--format", "json"), True), (("step", "--plain"), False), (("progress",), False),
    (("plan",), False), (("plan", "--format", "json"), True), (("plan", "--format", "ics"), True),
    (("letter",), True), (("letter", "--format", "html"), True), (("report", "--html", "-"), True),
])  # fmt: skip
def test_whatever_is_made_of_it_says_so_first(run: Run, seen: Path, words: tuple[str, ...], aside: bool) -> None:
    dated = ["--date", "2026-03-20"] if words[0] in ("plan", "letter", "report") else []
    done = run(words[0], seen, *words[1:], *dated, "--lang", "en")
    assert done.exit_code == 0
    assert " ".join((done.stderr if aside else done.stdout).split()).startswith(NOTICE)
    if "json" in words and words[0] != "run":
        assert json.loads(done.stdout)["notices"][0].startswith(NOTICE)


def test_another_check_in_is_named_as_well(run: Run, case: Path, answers: Callable[..., Path]) -> None:
    assert (
        run("check-in", case, "--date", "2026-03-08", "--answers", answers("rest-days-over-and-walking")).exit_code == 0
    )
    for language, words in (
        ("en", "After these answers there was a check-in, on Sunday 8 March. Its outcome was: Go on."),
        ("nl", "Na deze antwoorden is er een check-in geweest, op zondag 8 maart. De uitkomst was: Ga verder."),
    ):
        assert " ".join(run("run", case, "--lang", language).stdout.split()).startswith(words)
