"""Lessons in a real Chromium: by a link and by keys, a class of twenty, a rule that is changed; and what axe finds."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from benchmarks.classroom import ask
from tests.patience import PATIENCE
from tests.web.axe import violations
from tests.web.looks import PROJECTOR
from tests.web.test_teach import ANKLE, school
from tests.web.window import (
    DESK,
    PHONE,
    Window,
    faults,
    follow,
    press,
    resize,
    seen_as,
    serving,
)
from triage.web.carrying import to_fragment
from triage.words.saying import say

CASE = "teach/case/two-sore-bones"
LESSONS = (
    "teach",
    f"{CASE}?at=6",
    f"{CASE}/predict?questions=2&said=1&see=1",
    f"{CASE}/compare?at=4",
    "teach/open",
    "teach/room",
    "teach/rule/accident",
)
"""Every kind of page of the lessons."""
WORDS = {
    "nl": {
        "next": "Volgende",
        "room": "Open een klaslokaal met deze vragen",
        "ask": "Stel de eerste vraag",
        "join": "Doe mee",
        "send": "Dit voorspel ik",
        "reveal": "Laat zien wat goed is",
        "close": "Sluit het klaslokaal",
        "try": "Laat zien wat dit verandert",
        "broken": "De eigenschap geldt niet",
        "gone": "Dit klaslokaal is gesloten",
        "meant": "bedoel je `press-outer`?",
    },
    "en": {
        "next": "Next",
        "room": "Open a classroom with these questions",
        "ask": "Ask the first question",
        "join": "Join",
        "send": "This is my prediction",
        "reveal": "Show what is right",
        "close": "Close the classroom",
        "try": "Show what this changes",
        "broken": "The property does not hold",
        "gone": "This classroom is closed",
        "meant": "did you mean `press-outer`?",
    },
}

pytestmark = pytest.mark.long


def asked(port: int, path: str, form: dict[str, str]) -> str:
    """Where what is sent there leads."""
    with ThreadPoolExecutor(1) as beside:  # the browser has a loop of its own running here
        return beside.submit(lambda: asyncio.run(ask(port, path, form))[1]).result()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(school()) as place:
        yield place


LOOKS: dict[str, tuple[str, Literal["light", "dark"], Any]] = {
    "nl-light-phone": ("nl", "light", PHONE),
    "en-dark-desk": ("en", "dark", DESK),
    "nl-dark-projector": ("nl", "dark", PROJECTOR),
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_page_of_a_lesson(browser: Any, address: str, look: str) -> None:
    language, scheme, size = LOOKS[look]
    window = Window(browser, address, looked_at=True, viewport=size, color_scheme=scheme)
    found = {}
    for path in seen_as(look, tuple(LOOKS), LESSONS):
        window.show(f"/{language}/{path}")
        found[path] = faults(window, size)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    window.close()


def test_a_link_is_a_lesson_that_keys_and_the_slider_go_through(
    browser: Any, address: str, language: str, look: dict[str, Any]
) -> None:
    window = Window(browser, address, **look)
    page = window.page
    window.show(f"/{language}/{CASE}?at=4")

    def at(step: int) -> None:
        page.wait_for_selector(f'.timeline[data-at="{step}"]')
        assert re.search(rf"at={step}\b", page.url)

    for key, step in (("ArrowRight", 5), ("ArrowRight", 6), ("ArrowLeft", 5), ("End", 15), ("Home", 1)):
        page.keyboard.press(key)
        at(step)
    resize(page, PROJECTOR)
    page.locator("#at").fill("8")
    at(8)
    page.get_by_role("link", name=WORDS[language]["next"], exact=True).click()
    at(9)
    assert page.evaluate("document.activeElement.dataset.go") == "next"
    lesson = page.url
    again = Window(browser, address, java_script_enabled=False)
    again.page.goto(lesson)
    assert again.page.locator("h1").inner_text() == page.locator("h1").inner_text()
    follow(again.page.get_by_role("link", name=WORDS[language]["next"], exact=True))
    assert "at=10" in again.page.url
    again.close()
    window.close()


def test_the_link_of_a_person_is_a_lesson_of_their_answers(
    browser: Any, address: str, language: str, look: dict[str, Any]
) -> None:
    window = Window(browser, address, **look)
    page = window.page
    lesson = (ANKLE.parent / "lessons" / "two-sore-bones.yaml").read_text()
    shared = to_fragment(lesson[lesson.index("answers:") :])
    # Pasted where one brings a case, and as the address itself: what stands behind its `#` goes with the form alone.
    page.goto(f"{address}/{language}/teach/open")
    page.fill("#link", f"{address}/{language}/open#{shared}")
    follow(page.locator("main form button"))
    page.wait_for_selector(".timeline")
    page.goto("about:blank")
    page.goto(f"{address}/{language}/teach/open#{shared}", wait_until="commit")  # a script of that page goes on
    page.wait_for_selector('.timeline[data-at="1"]')
    assert re.search(r"/teach/case/own-[0-9a-f]+$", page.url)
    assert violations(page) == []
    window.close()


def test_twenty_predict_and_see_the_tally(browser: Any, address: str, language: str, look: dict[str, Any]) -> None:
    words = WORDS[language]
    teacher = Window(browser, address, **look)
    teacher.show(f"/{language}/{CASE}/predict?questions=2")
    press(teacher.page, words["room"])
    resize(teacher.page, PROJECTOR)
    code = teacher.page.url.split("/board/")[1].split("/")[0]
    phones = [Window(browser, address, color_scheme=look["color_scheme"]) for _ in range(2)]
    for phone in phones:
        phone.show(f"/{language}/teach/room/{code}")
        press(phone.page, words["join"])
    # Eighteen more, of which only what they send is looked at: a browser for each takes minutes.
    port = urlsplit(address).port or 0
    seats = [asked(port, f"/{language}/teach/room/{code}", {}) for _ in range(18)]
    teacher.page.locator(".count", has_text="20").wait_for()
    assert violations(teacher.page) == []
    press(teacher.page, words["ask"])
    for number, phone in enumerate(phones):
        phone.page.locator(f"#answer-{number % 2 + 1}").check()
        press(phone.page, words["send"])
    for number, seat in enumerate(seats):
        asked(port, seat, {"at": "0", "answer": str(number % 2 + 1)})
    # What the board is told of renews it: no press comes in between.
    teacher.page.get_by_text(say("teach-answered", language, count=20, inside=20)).wait_for()
    phones[0].page.reload()  # a phone that was away
    press(teacher.page, words["reveal"])
    for window in (teacher, *phones):
        window.page.wait_for_selector("table.tally")
        counts = window.page.locator("table.tally td:not(:has(svg))").all_inner_texts()
        assert counts[:2] == ["10", "10"]
    assert violations(phones[0].page) == []
    press(teacher.page, words["close"])
    phones[0].page.get_by_text(words["gone"]).wait_for()
    for window in (teacher, *phones):
        window.close()


def test_a_rule_is_changed_and_the_counterexample_read(
    browser: Any, address: str, language: str, look: dict[str, Any]
) -> None:
    words = WORDS[language]
    window = Window(browser, address, **look)
    page = window.page
    window.show(f"/{language}/{CASE}?at=6")
    follow(page.locator('.doors a[href*="/teach/rule/"]'))
    text = page.locator("#rule").input_value()
    page.locator("#rule").fill(text.replace("press-outer", "press-outter"))
    press(page, words["try"])
    assert words["meant"] in page.locator("#wrong").inner_text()
    assert violations(page) == []
    page.locator("#rule").fill(text.replace("{press-outer: yes}", "{press-outer: yes, press-inner: yes}"))
    page.locator("#property").fill("when: {press-outer: yes, applies: press-outer}\nalways: {finding: ottawa-positive}")
    press(page, words["try"])
    assert page.locator("#proof").inner_text() == words["broken"]
    assert page.locator(".verdict li").count() >= 2
    assert page.locator("table.tally tbody tr").count() >= 1
    assert violations(page) == []
    window.close()


OFFERED = (
    # What is done, what is listed then, which of it is chosen, and how the condition reads.
    ("type p", "press-outer press-inner press-little-toe-side press-inner-arch", 0, "p"),
    ("press ArrowUp", "press-outer press-inner press-little-toe-side press-inner-arch", 3, "p"),
    ("press ArrowDown", "press-outer press-inner press-little-toe-side press-inner-arch", 0, "p"),
    ("type ress-inner", "press-inner press-inner-arch", 0, "press-inner"),
    ("press Escape", "", None, "press-inner"),
    ("press Control+Space", "press-inner press-inner-arch", 0, "press-inner"),
    ("press Tab", "", None, "press-inner"),
    ("type : ", "yes no unknown", None, "press-inner: "),
    ("type n", "no", 0, "press-inner: n"),
    ("press Enter", "", None, "press-inner: no"),
    ("press Control+z", "", None, "press-inner: n"),
    ("type o, finding: otta", "ottawa-positive", 0, "press-inner: no, finding: otta"),
    ("click ottawa-positive", "", None, "press-inner: no, finding: ottawa-positive"),
)


def test_what_may_be_written_is_listed_while_somebody_types(
    browser: Any, address: str, language: str, look: dict[str, Any]
) -> None:
    window = Window(browser, address, **look)
    page = window.page
    window.show(f"/{language}/teach/rule/tender-outer-ankle-bone")
    page.fill("#rule", "- rule: tender-outer-ankle-bone\n  when: {}\n")
    for key in ("Control+End", "ArrowUp", "End", "ArrowLeft"):
        page.press("#rule", key)
    options, told = page.locator("#offers [role=option]"), page.locator("[data-offers] [role=status]")
    for done, listed, chosen, reads in OFFERED:
        act, _, what = done.partition(" ")
        if act == "type":
            page.keyboard.type(what)
        elif act == "press":
            page.keyboard.press(what)
        else:
            options.get_by_text(what, exact=True).click()
        names = listed.split()
        expect(options.locator("code:visible")).to_have_text(names, timeout=PATIENCE * 1000)
        active = page.locator("#rule").get_attribute("aria-activedescendant")
        assert active == (None if chosen is None else f"offer-{chosen}"), done
        assert [
            each.get_attribute("id") for each in options.all() if each.get_attribute("aria-selected") == "true"
        ] == ([active] if names and active else [])
        assert told.inner_text() == (f"{say('teach-offers', language)}: {len(names)}" if names else "")
        assert f"  when: {{{reads}}}\n" in page.input_value("#rule")
        assert page.evaluate("document.activeElement.id") == "rule"
        if act == "type" and len(names) == 4:
            assert violations(page) == []
            box, line = page.locator("#offers").bounding_box(), page.locator("#rule").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= look["viewport"]["width"]
            assert box["y"] > line["y"] + 2 * 20  # below the second line
    # With no list, Tab leaves the field.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "property"
    window.close()
