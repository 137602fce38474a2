"""The letter: one page, whatever the case, and nothing in it that a browser would run."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

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
    case = load_case(base, path)
    for language in base.languages:
        text = letter_text(written(base, case, language), Page(100))
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
