"""Whole journeys by keys alone, in both languages: Tab, Space, arrows and Enter, on the screen of a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from tests import once
from tests.web.visitor import settings
from tests.web.window import FOCUS, OPEN_ALL, Window, arriving, case_file, kinds, serving
from triage.web.application import application
from triage.web.carrying import to_fragment

ANSWERS = (
    ("[value=calmer]", ()),
    ("#none", ("Space",)),
    ("#number", ("2", "1")),
    ("input[type=radio]", ("Space", "ArrowDown")),
    ("input[type=checkbox]", ("Space",)),
)
"""What is gone to on a page, the first that there is, and what is pressed there before Enter."""
MOST = 60
"""So many pages has no journey, and so many stops no page on the way to what is wanted there."""

pytestmark = pytest.mark.long


class Keys:
    """Somebody without a mouse. Where the focus is can be seen at each stop."""

    def __init__(self, window: Window) -> None:
        self.page = window.page

    def to(self, wanted: str) -> None:
        for _ in range(2 * MOST):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(f"(it) => ({{...({FOCUS})(), there: document.activeElement.matches(it)}})", wanted)
            assert at["seen"], at
            assert at["inside"], at
            if at["there"]:
                return
        raise AssertionError(wanted)

    def enter(self) -> None:
        with arriving(self.page):
            self.page.keyboard.press("Enter")

    def press(self, wanted: str) -> None:
        self.to(wanted)
        self.enter()

    def answer(self) -> None:
        there = self.page.evaluate("all => all.find(each => document.querySelector(each))", [one for one, _ in ANSWERS])
        first, keys = next((first, keys) for first, keys in ANSWERS if first == there)
        self.to(first)
        for key in keys:
            self.page.keyboard.press(key)
        self.enter()

    def has(self, wanted: str) -> bool:
        return bool(self.page.locator(wanted).count())

    def through(self) -> int:
        """Answers whatever is asked; how many pages that were."""
        for pages in range(MOST):
            if not self.has("form.question, [value=calmer]"):
                return pages
            self.answer()
        raise AssertionError("the questions do not end")


def test_from_the_start_to_the_outcome(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    keys = Keys(window)
    window.show(f"/{language}")
    window.page.keyboard.press("Tab")
    assert window.page.evaluate(FOCUS)["words"] in ("Naar de inhoud", "Skip to the content")
    keys.press("main form button")
    assert keys.through() > 8
    keys.press("[formaction$=case]")
    keys.to("summary")
    window.page.keyboard.press("Enter")
    assert window.page.evaluate("() => document.querySelector('details.more').open")
    window.close()


def test_an_intake_from_the_start_to_its_summary(browser: Any, language: str) -> None:
    """For a professional: the same questions, and at the end no advice."""
    with serving(application(once.base(), settings(intake=True))) as address:
        window = Window(browser, address)
        keys = Keys(window)
        window.show(f"/{language}")
        keys.press("main form button")
        assert keys.through() > 8
        keys.press("[formaction$=case]")
        summed = {"nl": "Samenvatting voor je zorgverlener", "en": "Summary for your clinician"}[language]
        assert window.page.inner_text("h1") == summed
        assert not keys.has("section.page")
        assert not keys.has("[value=plan]")
        window.close()


def test_an_emergency_on_the_first_page(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    keys = Keys(window)
    window.show(f"/{language}")
    keys.press("main form button")
    keys.to("#yes-1")
    window.page.keyboard.press("Space")
    keys.enter()
    keys.to(".alarm .call")
    keys.press("[value=on]")
    assert keys.has(".strip a[href='tel:112']")
    assert keys.has("form.question")
    window.close()


def test_a_change_of_mind(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    keys = Keys(window)
    window.show(*kinds(language)["check"])
    keys.press("[value='change:strength']")
    keys.to("input[value=normal]:checked")
    for _ in range(MOST):
        if keys.has("input[value=very-weak]:checked"):
            break
        window.page.keyboard.press("ArrowDown")
    keys.enter()
    assert {"nl": "Dit is veranderd", "en": "This has changed"}[language] in window.page.inner_text("main")
    window.close()


def test_answers_that_clash(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    keys = Keys(window)
    window.show(*kinds(language)["clash"])
    keys.press("[value^='right:']")
    assert not keys.has("[value^='right:']")
    window.close()


def test_a_check_in_from_a_link_to_the_file(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address, accept_downloads=True)
    keys = Keys(window)
    window.show(f"/{language}/open")
    keys.to("#link")
    window.page.keyboard.insert_text(f"{address}/{language}/open#{to_fragment(case_file())}")
    keys.press("[value='check-in']")
    keys.through()
    keys.to("[value=file]")
    with window.page.expect_download() as taken:
        window.page.keyboard.press("Enter")
    assert "check-ins" in taken.value.path().read_text()
    window.close()


def test_a_file_that_was_kept_is_chosen_and_opened(browser: Any, address: str, language: str) -> None:
    """From the outcome to the file, and from the file to the answers. Keys open the window in which the system has one
    choose; what goes on in it is not ours."""
    window = Window(browser, address, accept_downloads=True)
    page = window.page
    keys = Keys(window)
    page.on("filechooser", lambda _: None)  # as from now the window of the system is the browser's to answer for
    window.show(*kinds(language)["outcome"])
    page.evaluate(OPEN_ALL)
    keys.to("[value=file]")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    window.show(f"/{language}/open")
    keys.to("#file")
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files(taken.value.path())
    keys.press("[value=open]")
    assert page.inner_text("h1") == {"nl": "Kijk je antwoorden na", "en": "Check your answers"}[language]
    window.close()
