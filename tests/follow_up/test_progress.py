"""Pain and phase over time, in the terminal and as pictures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.follow_up.conftest import Run
from tests.without import without
from triage.explanation.installing import installing
from triage.follow_up.progress import Point
from triage.language.model import Base
from triage.reports.layout import Page
from triage.reports.progress import progress_text
from triage.reports.to_picture import progress_picture

KEPT: dict[str, str] = {}
"""The file below, once it is made: it comes out the same each time."""


@pytest.fixture
def followed(run: Run, case: Path, answers: Callable[..., Path]) -> Path:
    if "followed" not in KEPT:
        for day, name in (("2026-03-08", "rest-days-over-and-walking"), ("2026-03-15", "pain-has-come-back")):
            assert run("check-in", case, "--date", day, "--answers", answers(name)).exit_code == 0
        KEPT["followed"] = case.read_text()
    case.write_text(KEPT["followed"])
    return case


def test_every_whole_number_has_a_row_of_its_own(base: Base, check_in: Base) -> None:
    pathway = base.pathways["strain-grade-1"]
    points = tuple(
        Point(
            date(2026, 3, 1 + pain), pain, float(pain), pathway.phases[pain % 8].id, pain % 8 + 1, "hold", "self-care"
        )
        for pain in range(11)
    )
    text = progress_text(check_in, pathway, points, "en", Page(80))
    chart = [line for line in text.splitlines() if "┤" in line]
    for line in chart:
        label, _, drawn = line.partition("┤")
        assert "*" in drawn, f"nothing at {label}"
    pains = chart[:11]
    assert [int(line.partition("┤")[0]) for line in pains] == list(range(10, -1, -1))
    assert all(line.count("*") == 1 for line in pains)


def test_one_check_in_and_no_pain_known_is_enough(base: Base, check_in: Base) -> None:
    pathway = base.pathways["strain-grade-1"]
    points = (Point(date(2026, 3, 8), 7, None, "first-days", 1, "be-seen", "emergency"),)
    assert "pain I don't know. Have someone look." in progress_text(check_in, pathway, points, "en", Page(80))
    assert progress_picture(pathway, points, "svg", "nl").startswith(b"<?xml")


def test_pictures_are_whole_and_always_the_same(run: Run, followed: Path) -> None:
    def drawn() -> tuple[bytes, bytes]:
        assert run("progress", followed, "--svg", "out.svg", "--png", "out.png", "--force").exit_code == 0
        return Path("out.svg").read_bytes(), Path("out.png").read_bytes()

    svg, png = drawn()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    assert drawn() == (svg, png)


@pytest.mark.parametrize(("library", "more"), [("plotext", ()), ("matplotlib", ("--png", "out.png"))])
def test_without_the_library_it_says_what_to_install(followed: Path, library: str, more: tuple[str, ...]) -> None:
    done = without(library, "progress", followed, *more)
    said = f"this needs the library {library}, which the extra `chart` brings. {installing('en', 'chart')}\n"
    assert (done.returncode, done.stdout, done.stderr[-len(said) :]) == (2, "", said)
    assert not Path("out.png").exists()


def test_the_picture_library_is_loaded_for_pictures_alone() -> None:
    program = (
        "import sys, triage.commands.main, triage.reports.progress, triage.terminal.checking_in; "
        "print({'matplotlib', 'icalendar'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
