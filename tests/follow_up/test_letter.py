"""The letter: one page, whatever the case, and nothing in it that a browser would run."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests import once
from tests.deep import sample
from tests.follow_up.conftest import Run
from triage.cases.case import Case, load_case
from triage.cases.follow_up import CheckIn, FollowUp
from triage.follow_up.standing import Standing, standing
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.files import case_files, shipped
from triage.reports.clinician.letter import Letter, Part, denials, denied, letter, letter_html, letter_text
from triage.reports.layout import Page

pytestmark = pytest.mark.usefixtures("concluding_once")
DAY = date(2026, 3, 20)
WIDTH = 80
LINES = 20
"""So many lines of 80 characters a letter has at most, with those for name and story, blank ones left out."""
USUAL = 16
"""So many at most has half of all letters."""
BEGAN = date(2026, 3, 1)


def written(base: Base, case: Case, language: str) -> Letter:
    return letter(standing(base, None, case), None, DAY, language)


def lines(made: Letter) -> list[str]:
    return [line for line in letter_text(made, Page(WIDTH)).splitlines() if line.strip()]


@pytest.fixture(scope="module")
def stands(base: Base) -> Callable[[Path], Standing]:
    """The standing of a worked case, out of the outcome that other tests came to: it would be the same again."""

    def of(path: Path) -> Standing:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("triage.follow_up.standing.outcome_of", lambda _: once.outcome(path))
            return standing(base, None, once.case(path))

    return of


@pytest.mark.parametrize("path", sample(case_files(), 30), ids=lambda path: path.stem)
def test_every_case_fits_and_nobody_denies_what_was_not_asked(
    path: Path, base: Base, stands: Callable[[Path], Standing]
) -> None:
    now, case = stands(path), once.case(path)
    no = {name for name, answer in case.answers.items() if answer == "no"}
    asked_no = {question.id for question in denied(now)}
    assert asked_no <= no
    for language in base.languages:
        assert len(lines(letter(now, BEGAN, DAY, language))) <= LINES
        assert min(3, len(asked_no)) <= len(denials(now, language)) <= 6


def test_the_usual_letter_has_some_fifteen_lines(base: Base, stands: Callable[[Path], Standing]) -> None:
    every = [stands(path) for path in case_files()[::8]]
    for language in base.languages:
        assert statistics.median(len(lines(letter(now, BEGAN, DAY, language))) for now in every) <= USUAL


def test_a_long_story_says_that_there_is_more(base: Base, case: Path) -> None:
    found = load_case(base, case)
    made = written(base, Case("", found.answers, story="I ran and it hurt. " * 40), "en")
    assert made.blanks[2][1].endswith("(...)")
    assert len(lines(made)) <= LINES


def test_the_parts_are_those_of_sbar_in_their_order(base: Base, case: Path) -> None:
    found = load_case(base, case)
    text = letter_text(written(base, found, "en"), Page(100))
    places = [text.index(f"\n{part}: ") for part in "SBAR"]
    assert places == sorted(places)
    assert text.index("Name: ....") < text.index("Date of birth: ....") < text.index("In their own words") < places[0]
    assert "Most likely: Mild strain" in text
    assert "This rests on: " in text
    assert base.version in text


def test_a_sign_is_told_once_and_a_list_without_capitals(base: Base, check_in: Base, case: Path) -> None:
    """A cold leg at a check-in is a sign of the interview and one of the check-in: the doctor reads it by one name."""
    found = load_case(base, case)
    told = CheckedAnswers(base, {**found.answers, "place": ("buttock", "back-of-thigh")})
    day = date(2026, 3, 2)
    cold = CheckIn(date(2026, 3, 9), "first-days", {"cold-pale-leg": "yes"}, "be-seen", "emergency", "first-days", "x")
    begun = FollowUp(day, "strain-grade-1", "first-days", day, (cold,))
    stands = standing(base, check_in, Case("", told, follow_up=begun))
    situation, background, *_ = letter(stands, None, DAY, "en").parts
    assert sum("suddenly cold" in line for line in situation.lines) == 1
    assert "; middle of the back" in " ".join(background.lines)


@pytest.mark.parametrize("started", [None, BEGAN])
def test_no_sign_rests_on_how_long_ago_it_began(base: Base, started: date | None) -> None:
    """Since when is told once, apart: "signs of a bleed: how long ago it began: 0 days" says nothing of the bleed."""
    found = standing(base, None, load_case(base, shipped() / "cases" / "foot-drops-on-apixaban.yaml"))
    for language, ago, dropped in (("en", "ago", "foot that drags"), ("nl", "geleden", "voet die sleept")):
        first = letter(found, started, DAY, language).parts[0].lines[0]
        assert ago not in first
        assert dropped in first


def test_what_a_sign_rests_on_is_a_fact_too(base: Base) -> None:
    """Not "medicines: antibiotic ciprofloxacin, ...", in the words of who was asked, and not "your age: 66"."""
    found = load_case(base, shipped() / "cases" / "antibiotic-and-a-sore-sitting-bone.yaml")
    signs = {
        language: letter(standing(base, None, found), None, date(2026, 3, 20), language).parts[0].lines[0]
        for language in ("en", "nl")
    }
    assert signs["en"].endswith(": fluoroquinolone.")
    assert signs["nl"].endswith(": fluorchinolon.")


def test_facts_are_told_as_facts(base: Base, case: Path) -> None:
    found = load_case(base, case)
    older = Case("", CheckedAnswers(base, {**found.answers, "age": 68, "medicines": ["statin"]}))
    for language, facts in (("en", "Aged 68, statin."), ("nl", "68 jaar, statine.")):
        text = " ".join(letter_text(written(base, older, language), Page(100)).split())
        assert facts in text
        assert "your age" not in text
        assert "je leeftijd" not in text


def test_what_is_open_is_named(base: Base, case: Path) -> None:
    found = load_case(base, case)
    doubt = Case("", CheckedAnswers(base, {**found.answers, "chest-trouble": "unknown"}))
    unsure = " ".join(letter_text(written(base, doubt, "en"), Page(100)).split())
    assert "clot in the lung" in unsure.split("A: ")[1].split("R: ")[0]
    assert "today" in unsure.rpartition("R: ")[2]


class Watch(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


@pytest.mark.parametrize(
    ("language", "because", "besides"),
    [("en", "This rests on", "What counts besides"), ("nl", "Dat blijkt uit", "Wat verder meetelt")],
)
def test_what_is_left_of_the_reasons_is_not_given_as_all_of_them(
    base: Base, language: str, because: str, besides: str
) -> None:
    told = {True: 0, False: 0}
    for path in case_files()[::40]:
        now = standing(base, None, once.case(path))
        (assessment,) = (part for part in letter(now, None, DAY, language).parts if part.key == "A")
        (situation,) = (part for part in letter(now, None, DAY, language).parts if part.key == "S")
        lead = assessment.lines[0]
        assert not (because in lead and besides in lead)
        if besides in lead:
            assert len(situation.lines) > 1, "the others stand with the sign"
        told[besides in lead] += 1
    assert all(told.values())


def test_html_needs_nothing_else_and_runs_nothing() -> None:
    hostile = "<script>alert('x')</script> & \"<img src=http://x onerror=y>\"\x1b[31m\u202e"
    made = Letter(
        hostile, hostile, ((hostile, hostile),) * 3, (Part("S", hostile, (hostile,)),), (hostile,), (hostile,)
    )
    page = letter_html(made, "en")
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
        "p",
        "strong",
        "dl",
        "div",
        "dt",
        "dd",
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
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([0-9.]+)pt", done.stdout)]
    assert min(sizes) >= 10, "a letter is read without a glass"


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
    ("en", "Friday 20 March: Signs of a trapped nerve bundle low in the back", "numbness between"),
    ("nl", "vrijdag 20 maart: Tekenen van een beknelde zenuwbundel", "een doof gevoel tussen"),
])  # fmt: skip
def test_what_is_newest_and_positive_leads(run: Run, seen: Path, language: str, lead: str, sign: str) -> None:
    done = run("letter", seen, "--date", "2026-03-20", "--lang", language)
    text = " ".join(done.stdout.split())
    situation = text.split("S: ", 1)[1]
    assert situation.startswith(lead)
    assert text.count(sign) == 1, "under no list of what was denied"
    assert "(NTS U1/U2)" in situation


def test_what_a_check_in_found_is_never_denied_after_a_later_one(
    run: Run, seen: Path, answers: Callable[..., Path]
) -> None:
    given = answers("rest-days-over-and-walking")
    assert run("check-in", seen, "--date", "2026-03-28", "--answers", given).exit_code == 0
    text = " ".join(run("letter", seen, "--date", "2026-03-28", "--lang", "en").stdout.split())
    assert "(Friday 20 March)" in text.split("S: ")[1].split("B: ")[0]
    denied = text.split("Asked, answered no: ")[1].split("R: ")[0]
    assert "numbness between" not in denied
    assert "A doctor today (NTS U3/U4)" in text, "nobody has looked at it"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"age": 64}, False),
        ({"age": 30}, False),
        ({"age": 30, "clot-risks": ["hormones"]}, True),
        ({"age": 64, "clot-risks": ["hormones"]}, False),
    ],
    ids=["man-of-64", "nothing-said", "on-the-pill", "hormones-at-64"],
)
def test_a_no_without_meaning_for_this_person_is_not_told(
    answers: dict[str, object], told: bool, base: Base, case: Path
) -> None:
    found = load_case(base, case)
    given = {**found.answers, "pregnant": "no", "which-leg": "both", **answers}
    changed = replace(found, answers=check_answers(base, given))
    assert ("pregnant" in {question.id for question in denied(standing(base, None, changed))}) is told
