"""The pages in a real Chromium: nothing for axe to complain of, keys alone, no script, 320 pixels, paper.

Where there is none the tests are skipped, and under CI they fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests import once
from tests.deep import sample
from tests.web.axe import violations
from tests.web.window import (
    DESK,
    NARROW,
    OPEN_ALL,
    PHONE,
    Window,
    answers_of,
    case_file,
    elsewhere,
    faults,
    follow,
    kinds,
    other_host,
    press,
    seen_as,
    serving,
)

WORDS = {
    "nl": {
        "start": "Begin met de vragen",
        "go on": "Ga verder",
        "on": "Hulp is al onderweg: verder met de vragen",
        "advice": "Laat het advies zien",
        "changed": "Dit is veranderd",
    },
    "en": {
        "start": "Start the questions",
        "go on": "Continue",
        "on": "Help is on its way: go on with the questions",
        "advice": "Show the advice",
        "changed": "This has changed",
    },
}

BARE: Mapping[str, Any] = {"java_script_enabled": False, "viewport": NARROW}
"""How journeys are made: the smallest screen, and no script."""

SEEN = 20
"""So many kinds of page, of some thirty, are laid before axe; another commit has others, `make pages` all of them."""

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("language", "scheme", "size"), [("nl", "light", PHONE), ("en", "dark", DESK)], ids=["nl-light", "en-dark"]
)
def test_axe_finds_nothing_and_every_page_fits_320_pixels_and_every_target_a_finger(
    browser: Any, address: str, language: str, scheme: str, size: Any
) -> None:
    window = Window(browser, address, looked_at=True, viewport=size, color_scheme=scheme)
    found = {}
    for kind in seen_as(scheme, ("light", "dark"), sample(kinds(language), SEEN)):
        window.show(*kinds(language)[kind])
        window.page.evaluate(OPEN_ALL)
        found[kind] = faults(window, size)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
    window.complaints[:] = [each for each in window.complaints if "400" not in each and "413" not in each]
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_that_only_some_hosts_have(browser: Any, scheme: str, tmp_path: Path) -> None:
    found = {}
    with serving(other_host(tmp_path)) as address:
        window = Window(browser, address, looked_at=True, color_scheme=scheme)
        pages = elsewhere("nl" if scheme == "dark" else "en")
        for kind in seen_as(scheme, ("light", "dark"), pages):
            window.show(*pages[kind])
            window.page.evaluate(OPEN_ALL)
            found[kind] = violations(window.page)
        window.close()
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


ON_THE_PAGE = """() => ({
    asks: Boolean(document.querySelector('form.question')),
    on: ['calmer', 'on'].find(each => document.querySelector(`[value=${each}]`)),
    heading: document.querySelector('h1').innerText,
    names: [...document.querySelectorAll('input[name=yes]')].map(each => each.value),
    number: Boolean(document.querySelector('#number')),
})"""
"""What somebody sees there, at one look."""


def answer(page: Any, language: str, seen: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
    """Answers the question that is shown with the mouse."""
    if seen["names"]:
        yes = [name for name in seen["names"] if answers.get(name) == "yes"]
        for name in yes:
            page.check(f"input[name=yes][value={name}]")
        if not yes:
            page.check("#none")
    else:
        question = next(q for q in once.base().questions.values() if q.ask[language] == seen["heading"])
        given = answers.get(question.id, "unknown")
        if seen["number"] and given != "unknown":
            page.fill("#number", str(given))
        else:
            for value in (given if isinstance(given, tuple) else [given]) or ["none"]:
                page.check(f"input[name=answer][value='{value}']")
    press(page, WORDS[language]["go on"])


def through(page: Any, language: str, answers: Mapping[str, Any]) -> None:
    """Answers whatever is asked until the answers are to be checked."""
    for _ in range(60):
        seen = page.evaluate(ON_THE_PAGE)
        if seen["asks"]:
            answer(page, language, seen, answers)
        elif seen["on"]:
            press(page, WORDS[language]["go on" if seen["on"] == "calmer" else "on"])
        else:
            return
    raise AssertionError("the questions do not end")


def test_to_self_care_without_a_script(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address, **BARE)
    window.show(f"/{language}")
    press(window.page, WORDS[language]["start"])
    through(window.page, language, answers_of("sprint-mild-strain"))
    press(window.page, WORDS[language]["advice"])
    level = once.base().urgencies["self-care"].name[language]
    assert level in window.page.inner_text("h1")
    window.close()


NL, EN = 0, 1
HEADING = ("Hulp bij hamstringklachten", "Help with hamstring complaints")
SKIP = ("Naar de inhoud", "Skip to the content")
CALL = ("Bel 112", "Call 112")
GO_ON = ("Ga verder", "Continue")
TALK = ("Ik wil met iemand praten", "I want to talk to a person")
SIGNS = ("Heb je nu", "Do you have any of these")
SIGNS_GROUP = ("Alarmsignalen Heb je nu", "Warning signs Do you have any")
CHEST = ("Pijn op de borst", "Chest pain")
NONE_OF = ("Niets hiervan", "None of these")
TICK = ("Vink alles aan wat klopt", "Tick everything that fits")
TICK_ONE = ("Vink aan wat klopt", "Tick what fits")
WHY = ("Waarom", "Why")

SPOKEN: Mapping[str, Sequence[tuple[str, tuple[str, str]]]] = {
    "start": (
        ("link", SKIP),
        ("heading", HEADING),
        ("heading", ("Heb je dit nu? Wacht dan niet", "Is this so right now? Then do not wait")),
        ("link", CALL),
        ("list", ("", "")),
        ("button", ("Begin met de vragen", "Start the questions")),
        ("link", TALK),
    ),
    "mistake": (
        ("link", SKIP),
        ("main", ("", "")),
        ("alert", ("Er klopt iets niet", "There is a problem")),
        ("link", TICK_ONE),
        ("group", SIGNS_GROUP),
        ("heading", SIGNS),
        ("StaticText", TICK_ONE),
        ("checkbox", CHEST),
        ("button", GO_ON),
    ),
    "yes-no list": (
        ("main", ("", "")),
        ("link", ("‹", "‹")),
        ("group", SIGNS_GROUP),
        ("heading", SIGNS),
        ("StaticText", TICK),
        ("checkbox", CHEST),
        ("checkbox", NONE_OF),
        ("DisclosureTriangle", ("Ergens niet zeker van", "Not sure about something")),
        ("button", GO_ON),
        ("DisclosureTriangle", ("Uitleg bij deze vraag", "Help with this question")),
        ("DisclosureTriangle", ("Waarom vragen we dit", "Why do we ask this")),
        ("button", TALK),
    ),
    "choices": (
        ("main", ("", "")),
        ("button", ("‹", "‹")),
        ("group", ("Je klacht Waar zit de pijn", "Your complaint Where is the pain")),
        ("checkbox", ("Onder in de rug", "Lower back")),
        ("checkbox", NONE_OF),
        ("button", GO_ON),
    ),
    "emergency": (
        ("main", ("", "")),
        ("heading", ("SPOED", "EMERGENCY")),
        ("link", CALL),
        ("heading", ("Tot er hulp is", "Until help comes")),
        ("button", ("Hulp is al onderweg", "Help is on its way")),
        ("button", ("Dit klopt niet", "This is not right")),
    ),
    "outcome": (
        ("main", ("", "")),
        ("heading", ("Hoe snel", "How soon")),
        ("DisclosureTriangle", WHY),
        ("button", TALK),
    ),
}
"""What somebody hears who goes through a page from its beginning, in this order; other things come between."""


def test_a_page_is_announced_in_the_order_in_which_it_is_read(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    spoken = NL if language == "nl" else EN
    for kind, order in SPOKEN.items():
        window.show(*kinds(language)[kind])
        heard = window.announced()
        rest = iter(heard)
        for role, names in order:
            name = names[spoken]
            assert any(each.role == role and each.name.startswith(name) for each in rest), (kind, role, name, heard)
        assert [each.name for each in heard if each.role in ("checkbox", "button", "link") and not each.name] == []
        assert sum(each.role == "heading" and each.level == 1 for each in heard) == 1
        asked = next((each for each in heard if each.role == "group" and each.name), None)
        if asked is not None:
            assert TICK[spoken] in asked.description
        if kind == "mistake":
            boxes = [each for each in heard if each.role == "checkbox"][:5]
            wrong = ("Fout:", "Error:")[spoken]
            assert all(each.invalid and each.description.startswith(wrong) for each in boxes)
    window.close()


def test_an_emergency_on_the_first_page(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    page = window.page
    window.show(f"/{language}")
    press(page, WORDS[language]["start"])
    page.check("#yes-1")
    press(page, WORDS[language]["go on"])
    call = page.locator(".alarm .call")
    assert call.get_attribute("href") == "tel:112"
    box = call.bounding_box()
    assert box["y"] + box["height"] < PHONE["height"]
    press(page, WORDS[language]["on"])
    assert page.locator(".strip a[href='tel:112']").count() == 1
    window.close()


def test_the_back_button_of_the_browser_restores_what_was_ticked(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    page = window.page
    window.show(f"/{language}")
    press(page, WORDS[language]["start"])
    first = page.inner_text("h1")
    page.check("#none")
    press(page, WORDS[language]["go on"])
    page.check("#none")
    press(page, WORDS[language]["go on"])
    page.go_back()
    page.go_back()
    assert page.inner_text("h1") == first
    page.check("#none")
    press(page, WORDS[language]["go on"])
    assert page.locator("form.question").count() == 1
    window.close()


def test_a_change_of_mind(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address, **BARE)
    page = window.page
    window.show(*kinds(language)["check"])
    follow(page.locator("[value='change:strength']"))
    assert page.locator("input[value=normal]").is_checked()
    page.check("input[value=very-weak]")
    press(page, WORDS[language]["go on"])
    assert WORDS[language]["changed"] in page.inner_text("main")
    window.close()


def test_answers_that_clash(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address, **BARE)
    page = window.page
    window.show(*kinds(language)["clash"])
    follow(page.locator("[value^='right:']"))
    assert page.locator("[value^='right:']").count() == 0
    window.close()


def test_a_link_opens_the_same_case_and_leaves_no_answers_in_the_address(
    browser: Any, address: str, language: str
) -> None:
    window = Window(browser, address)
    page = window.page
    window.show(*kinds(language)["outcome"])
    page.evaluate(OPEN_ALL)
    before = page.inner_text("section.page")
    link = page.input_value("#link")
    assert link.startswith(f"{address}/{language}/open#")
    other = Window(browser, address)
    other.page.goto(link, wait_until="commit")  # a script of that page goes on to the next
    other.page.wait_for_selector("[formaction$=case]")
    assert "#" not in other.page.url
    assert not any(link.rpartition("#")[2] in each for each in other.asked)
    press(other.page, WORDS[language]["advice"])
    assert other.page.inner_text("section.page") == before
    other.close()
    window.close()


def test_a_finger_on_the_drawing_ticks_the_box_without_a_script(browser: Any, address: str) -> None:
    window = Window(browser, address, java_script_enabled=False)
    page = window.page
    path, data = kinds("nl")["check"]
    window.show(path, data)
    follow(page.locator("[value='change:place']"))
    box = page.locator("input[value=groin]")
    assert not box.is_checked()
    number = list(once.base().questions["place"].options).index("groin") + 1
    region = page.locator(f".region-{number} label").first.bounding_box()
    page.mouse.click(region["x"] + region["width"] / 2, region["y"] + region["height"] / 2)
    assert box.is_checked()
    window.close()


TEN_POINT = 13.3
PRINTED = """() => ({
    heading: getComputedStyle(document.querySelector('h1')).color,
    smallest: Math.min(...[...document.querySelectorAll('main *')]
        .filter(each => each.checkVisibility() && !each.closest('svg'))
        .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(each => parseFloat(getComputedStyle(each).fontSize)))
})"""
"""The colour of what stands at the top, and the size of the smallest letter, in pixels: ten point is 13.3 of them."""


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_on_paper_it_takes_two_sides(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    for kind in ("outcome", "emergency advice"):
        window.show(*kinds(language)[kind])
        paper = window.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2, kind
        window.page.emulate_media(media="print", color_scheme="dark")
        dark = window.page.evaluate(PRINTED)
        window.page.emulate_media(media="print", color_scheme="light")
        assert window.page.evaluate(PRINTED) == dark
        assert dark["smallest"] >= TEN_POINT
        window.page.emulate_media(media="screen")
    window.close()


TO_TICK = """() => document.querySelector("[value='file']") ? null :
    ['#phase-2', '#none', 'input[value=no]', 'input[name=answer]'].find(each => document.querySelector(each))"""
"""What somebody who mends well ticks on a page of a check-in; nothing where it is over."""


def test_a_check_in_from_the_file_to_the_file_takes_less_than_twenty_seconds(
    browser: Any, address: str, language: str, tmp_path: Any
) -> None:
    """Three quarters of a second for each thing to press, in a phase with exercises, which has most questions."""
    window = Window(browser, address, accept_downloads=True, **BARE)
    page = window.page
    (tmp_path / "case.yaml").write_text(case_file())
    window.show(f"/{language}/open")
    page.set_input_files("#file", str(tmp_path / "case.yaml"))
    presses = 1
    follow(page.locator("[value='check-in']"))
    while (box := page.evaluate(TO_TICK)) is not None:
        page.check(box)
        press(page, WORDS[language]["go on"])
        presses += 2
    assert presses * 0.75 < 20
    with page.expect_download() as taken:
        page.locator(".done [value='file']").click()
    kept = taken.value.path().read_text()
    assert "check-ins:" in kept
    window.close()


def test_a_timer_counts_where_there_is_a_script_and_nothing_is_in_the_way_without_one(
    browser: Any, address: str
) -> None:
    for script in (True, False):
        window = Window(browser, address, java_script_enabled=script)
        if script:
            window.page.clock.install(time=0)
            window.page.clock.pause_at(1)  # it goes on where this test says so
        window.show(*kinds("en")["today"])
        timer = window.page.locator("[data-timer]").first
        assert timer.is_visible() is script
        if script:
            clock = timer.locator(".clock")
            timer.locator("button").click()
            assert clock.inner_text() == "Hold 1/2: 30"
            window.page.clock.run_for(1250)
            assert clock.inner_text() == "Hold 1/2: 29"
            timer.locator("button").click()
            assert clock.inner_text() == ""
        window.close()


def test_the_browser_reads_aloud_what_is_asked_in_its_language(browser: Any, address: str) -> None:
    window = Window(browser, address)
    page = window.page
    page.add_init_script(
        "window.said = []; speechSynthesis.speak = (each) => said.push([each.lang, each.text]);"
        "speechSynthesis.cancel = () => {};"
    )
    window.show(*kinds("nl")["yes-no list"])
    page.click("[data-read]")
    ((spoken, text),) = page.evaluate("said")
    assert spoken == "nl"
    assert text.startswith(page.inner_text("h1"))
    assert page.inner_text("label[for=yes-1]") in text
    assert page.inner_text("[data-read]") == "Stop met voorlezen"
    page.click("[data-read]")
    assert page.inner_text("[data-read]") == "Lees voor"
    window.close()
