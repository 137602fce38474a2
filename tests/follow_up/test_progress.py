"""Pain and phase over time, in the terminal and as pictures."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.follow_up.conftest import Run
from tests.lazily import Lazily
from tests.without import without
from triage.explanation.installing import installing
from triage.follow_up.progress import Point
from triage.language.base import Base
from triage.language.model import Pathway
from triage.language.words import Words
from triage.reports.layout import Page
from triage.reports.person.plan import day_words
from triage.reports.person.progress import progress_text

if TYPE_CHECKING:
    from triage.reports import to_picture
else:
    to_picture = Lazily("triage.reports.to_picture")

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


def points_of(pathway: Pathway, count: int) -> tuple[Point, ...]:
    """A check-in a week, three in each phase."""
    made = []
    for number in range(count):
        before, after = (pathway.phases[min(part // 3, 7)].id for part in (number, number + 1))
        day = date(2026, 11, 2) + timedelta(days=7 * number)
        made.append(Point(day, 7 * number, float(number % 11), after, 1, "hold", "self-care", before))
    return tuple(made)


def test_each_check_in_has_a_line_with_its_day_and_its_pain(base: Base, check_in: Base) -> None:
    pathway = base.pathways["strain-grade-1"]
    lines = progress_text(Words(check_in, "en"), pathway, points_of(pathway, 11), Page(80)).splitlines()
    for number, point in enumerate(points_of(pathway, 11)):
        (line,) = [line for line in lines if f" {day_words(point.date, 'en', 2026)} " in line]
        assert line.count("█") == number
        assert f" {number} " in line
        assert line.endswith("Stay in this step")
    assert "Monday 4 January 2027" in "\n".join(lines)


@pytest.mark.parametrize("count", [1, 5, 11, 24, 40])
@pytest.mark.parametrize("width", [40, 80])
def test_it_fits_on_a_screen_and_names_every_phase(base: Base, check_in: Base, count: int, width: int) -> None:
    pathway = base.pathways["strain-grade-1"]
    points = points_of(pathway, count)
    lines = progress_text(Words(check_in, "nl"), pathway, points, Page(width)).rstrip("\n").splitlines()
    assert len(lines) <= 23 or count > 36  # a stay of very many weeks is told in full
    assert all(len(line) <= width for line in lines)
    for phase in dict.fromkeys(point.before for point in points):
        name = next(part.name["nl"] for part in pathway.phases if part.id == phase)
        assert any(line.startswith(name[: width - 1]) for line in lines), phase
    assert lines[-1].startswith("Nu: ")


def test_one_check_in_and_no_pain_known_is_enough(base: Base, check_in: Base) -> None:
    pathway = base.pathways["strain-grade-1"]
    points = (Point(date(2026, 3, 8), 7, None, "first-days", 1, "be-seen", "emergency", "first-days"),)
    line = next(
        line
        for line in progress_text(Words(check_in, "en"), pathway, points, Page(80)).splitlines()
        if "8 March" in line
    )
    assert line.split("·")[-1].split() == ["I", "don't", "know", "Have", "someone", "look"]
    assert to_picture.progress_picture(pathway, points, "svg", "nl").startswith(b"<?xml")


def test_pictures_are_whole_and_always_the_same(run: Run, followed: Path) -> None:
    def drawn() -> tuple[bytes, bytes]:
        assert run("progress", followed, "--svg", "out.svg", "--png", "out.png", "--force").exit_code == 0
        return Path("out.svg").read_bytes(), Path("out.png").read_bytes()

    svg, png = drawn()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    assert drawn() == (svg, png)


def test_a_picture_is_only_written_and_named_for_who_hears_it(run: Run, followed: Path) -> None:
    done = run("progress", followed, "--svg", "out.svg")
    assert (done.exit_code, done.stdout) == (0, "Drawn in out.svg.\n")
    root = ElementTree.parse("out.svg").getroot()
    assert root.get("role") == "img"
    assert set(re.findall(r"font-family: ([^;\"]*)", Path("out.svg").read_text())) == {"system-ui, sans-serif"}
    assert root[0].tag.endswith("title")
    assert root[0].text == "Progress: Light hamstring strain (grade 1)"
    said = "".join(root.itertext())
    assert "8 Mar" in said
    assert "15 Mar" in said


def test_text_needs_no_library(followed: Path) -> None:
    assert without("matplotlib", "progress", followed).returncode == 0


def test_without_the_library_it_says_what_to_install(followed: Path) -> None:
    done = without("matplotlib", "progress", followed, "--png", "out.png")
    said = f"this needs the library matplotlib, which the extra `chart` brings. {installing('en', 'chart')}\n"
    assert (done.returncode, done.stdout, done.stderr[-len(said) :]) == (2, "", said)
    assert not Path("out.png").exists()


def test_the_picture_library_is_loaded_for_pictures_alone() -> None:
    program = (
        "import sys, triage.commands.main, triage.reports.person.progress, triage.terminal.checking_in; "
        "print({'matplotlib', 'icalendar'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
