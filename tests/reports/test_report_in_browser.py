"""The report in a real browser: nothing for axe to complain of, nothing beside the page, keys alone, A4.

Where there is none they are skipped, and under CI they fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import once
from tests.deep import drawn, language_is_open, sample
from tests.reports.pages import TOOTH, followed_case, page_about, page_of, read, shipped_case
from tests.scale import URGENCIES
from tests.web.axe import violations
from tests.web.window import DESK, NARROW, OPEN_ALL, PHONE, patient, resize
from triage.cases.case import load_case
from triage.follow_up.standing import Standing, standing
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.display import speak
from triage.language.load import load
from triage.reports.clinician.report import Reader

TEN_POINT = 10 / 72 * 96
"""In pixels."""

PAGE = rb"/Type /Page\b"
"""What stands once for each page of a PDF."""

A4 = (595, 842)
"""In points."""

CASES = {
    "emergency": "suddenly-cold-leg",
    "self-care": "cramp-that-left-a-sore-spot",
    "phases": "large-bruise-and-weak",
    "open-ends": "knows-nothing-for-certain",
    "be-seen": "",
    "small": "",
}
"""A worked case of each kind. `be-seen` is one after a check-in, `small` one of a small base, with words that are too
long for any line."""

LOOKED_AT = [kind for kind in CASES if kind == "small" or kind in sample(CASES, 4)]
"""Those that a browser lays out: they are built of the same parts, and another commit has others of them."""

UNFOLDED = [kind for kind in CASES if kind == "small" or kind in sample(CASES, 2)]
"""Those that are unfolded for axe: that takes it longest, and another commit unfolds others."""

FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect()
    const number = [...document.querySelectorAll('a, summary')].indexOf(at)
    const seen = style.outlineStyle !== 'none' && box.top < innerHeight && box.bottom > 0
    return {number, seen, folded: at.tagName === 'SUMMARY' && !at.parentElement.open}
}"""
STILL_FOLDED = """() => [...document.querySelectorAll('details:not([open])')].filter(
    each => !each.lastElementChild.checkVisibility()).length"""
LETTERS = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(each => parseFloat(getComputedStyle(each).fontSize)))"""


pytestmark = pytest.mark.long
LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def places(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The report of a kind, in a language, in a file: written once, in whatever order tests come."""

    @cache
    def stands(kind: str) -> Standing:
        if CASES[kind]:
            return standing(base, None, shipped_case(base, CASES[kind]))
        if kind == "small":
            tooth = load(TOOTH)
            case = load_case(tooth, TOOTH / "cases" / "root-infected.yaml")
            return standing(tooth, None, replace(case, name="n" * 300, story="s" * 3000))
        case, check_in = followed_case(base, kind)
        return standing(base, check_in, case)

    @cache
    def written(kind: str, language: str) -> Path:
        text = page_about(stands(kind), language, on=None if CASES[kind] or kind == "small" else date(2026, 3, 8))
        made: Path = tmp_path_factory.mktemp("report") / "report.html"
        made.write_text(text)
        return made

    return written


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Of each kind of report one of the languages is looked at, another by the next run."""
    if not language_is_open(metafunc):
        return
    name = metafunc.definition.nodeid
    if "place" in metafunc.fixturenames and not list(metafunc.definition.iter_markers("parametrize")):
        pairs = [(kind, language) for kind in LOOKED_AT for language in drawn(LANGUAGES, f"{name} {kind}")]
        metafunc.parametrize(("place", "language"), pairs, indirect=True)
    else:
        metafunc.parametrize("language", drawn(LANGUAGES, name), indirect=True)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(request: pytest.FixtureRequest, language: str, places: Callable[[str, str], Path]) -> Path:
    return places(request.param, language)


@pytest.fixture
def page(browser: Any, place: Path) -> Iterator[Any]:
    shown = patient(browser.new_page(viewport=PHONE))
    shown.complaints, shown.asked = [], []
    shown.on("console", lambda message: shown.complaints.append(message.text))
    shown.on("pageerror", lambda error: shown.complaints.append(str(error)))
    shown.on("request", lambda request: shown.asked.append(request.url))
    shown.goto(place.as_uri())
    yield shown
    shown.close()


@pytest.mark.parametrize("colours", ["color: black; background: white", "color: #ddd; background: #111"])
def test_what_a_notebook_shows_reads_on_a_light_and_on_a_dark_page(browser: Any, base: Base, colours: str) -> None:
    outcome = infer(base, shipped_case(base, "large-bruise-and-weak").answers)
    speak("nl")
    drawn = [str(part._repr_html_()) for part in (base, base.rules[outcome.fired[0]], outcome, outcome.trace[:20])]
    speak(None)
    shown = patient(browser.new_page(viewport=DESK))
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    whole = (
        f"<!doctype html><html lang=en><title>t</title><body style='{colours}'><main><h1>t</h1>{''.join(drawn)}</main>"
    )
    shown.set_content(whole)
    assert violations(shown) == []
    assert asked == []
    shown.close()


def wider(page: Any) -> int:
    """By how much the page is wider than the screen."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize(("place", "language"), [(kind, "nl") for kind in LOOKED_AT], indirect=True)
def test_axe_finds_nothing(page: Any) -> None:
    """On a phone as it opens. What axe looks at is built alike in both languages."""
    assert violations(page) == []


@pytest.mark.parametrize(("place", "language"), [(kind, "en") for kind in UNFOLDED], indirect=True)
def test_axe_finds_nothing_in_what_is_unfolded(page: Any) -> None:
    """On a desk with everything unfolded."""
    resize(page, DESK)
    page.evaluate(OPEN_ALL)
    assert violations(page, contrast=False) == []


@pytest.mark.parametrize("kind", CASES)
def test_both_languages_are_built_alike(kind: str, places: Callable[[str, str], Path]) -> None:
    dutch, english = (read(places(kind, language).read_text()).frame() for language in LANGUAGES)
    assert dutch == english


@pytest.mark.parametrize("place", ["small"], indirect=True)
def test_what_is_unfolded_has_contrast_too(page: Any) -> None:
    page.evaluate(OPEN_ALL)
    assert violations(page) == []


@pytest.mark.parametrize("place", ["small"], indirect=True)
def test_the_card_of_every_level_has_contrast(page: Any) -> None:
    for help in URGENCIES.values():
        page.evaluate(f"() => document.querySelector('.urgency').className = 'urgency help-{help}'")
        assert violations(page, within=".urgency") == []


def test_it_fits_every_screen_asks_for_nothing_and_unfolds_on_paper_that_holds_all(page: Any, place: Path) -> None:
    page.emulate_media(media="print")
    assert page.evaluate(LETTERS) > TEN_POINT - 0.01
    page.evaluate("() => document.body.className = 'full'")
    assert page.evaluate("() => document.querySelectorAll('details:not([open])').length") > 0
    assert page.evaluate(STILL_FOLDED) == 0
    assert page.evaluate(LETTERS) > TEN_POINT - 0.01
    page.emulate_media(media="screen")
    page.evaluate(OPEN_ALL)
    for size in (PHONE, DESK, NARROW):
        resize(page, size)
        assert wider(page) <= 0
        assert page.evaluate(LETTERS) >= 14
    assert page.asked == [place.as_uri()]
    assert page.complaints == []


@pytest.mark.parametrize("place", ["phases", "small"], indirect=True)
def test_the_paper_is_a4(page: Any) -> None:
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {A4}


@pytest.mark.parametrize(
    "case", ["cramp-that-left-a-sore-spot", "heel-will-not-lift-after-a-hurdle", "suddenly-cold-leg"]
)
def test_each_reader_gets_two_pages_and_the_rest_stays_on_the_screen(
    browser: Any, base: Base, case: str, language: str, tmp_path: Path
) -> None:
    shown = patient(browser.new_page(viewport=DESK))
    readers: tuple[Reader, ...] = ("patient", "clinician")
    for reader in readers:
        place = tmp_path / f"{reader}.html"
        place.write_text(page_of(base, shipped_case(base, case), language, reader))
        shown.goto(place.as_uri())
        assert len(re.findall(PAGE, shown.pdf(prefer_css_page_size=True))) <= 2
        shown.evaluate(OPEN_ALL)
        assert shown.locator(".on-screen").count() == shown.locator(".on-screen:visible").count() > 0
        shown.emulate_media(media="print")
        assert shown.locator(".on-screen:visible").count() == 0
        assert "triage report --print full" in " ".join(shown.locator(".on-paper:visible").all_inner_texts())
        shown.emulate_media(media="null")
    shown.close()


@pytest.mark.parametrize("place", ["small"], indirect=True)
def test_the_keyboard_reaches_and_unfolds_everything(page: Any) -> None:
    """Tab goes to every link and every title that can be unfolded, in the order of the page; Enter unfolds it."""
    reached = []
    while True:
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["number"] < 0 or now["number"] in reached:
            break
        assert now["seen"]
        reached.append(now["number"])
        if now["folded"]:
            page.keyboard.press("Enter")
            assert not page.evaluate(FOCUSED)["folded"]
    assert reached == list(range(page.evaluate("() => document.querySelectorAll('a, summary').length")))
    assert page.evaluate("() => document.querySelectorAll('details:not([open])').length") == 0


@pytest.mark.parametrize("place", ["phases"], indirect=True)
def test_a_link_to_what_is_folded_unfolds_it(page: Any) -> None:
    """An exercise that a later phase names, and a claim that a proof names."""
    page.evaluate("() => document.querySelectorAll('.steps details, .conclusion').forEach(each => each.open = true)")
    for link in (page.locator('a[href^="#exercise-"]').last, page.locator('a[href^="#claim-"]').first):
        target = page.locator(link.get_attribute("href"))
        link.click()
        target.wait_for()


@pytest.mark.parametrize("place", ["small"], indirect=True)
def test_the_first_tab_skips_to_the_content(page: Any) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'main'")
