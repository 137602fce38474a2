"""The pages in a real Chromium: nothing for axe to complain of, keys alone, no script, 320 pixels, paper.

One browser for the directory. Where there is none the tests are skipped, and under CI they fail.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from tests import once
from tests.patience import PATIENCE, until
from tests.web.visitor import Page as VisitedPage
from tests.web.visitor import Visitor, app, check_in, seal
from triage.language.answer import CheckedAnswers
from triage.language.files import case_files
from triage.web.carrying import case_text, packed
from triage.web.seal import State, plain_answers

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 600}
"""A small phone; and what is left of a screen of 1280 pixels at 400 %."""
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => each.open = true)"
WIDER = "() => document.documentElement.scrollWidth - innerWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('button, summary, .option label, a.call')]
    .filter(each => each.checkVisibility() && !each.classList.contains('unseen'))
    .filter(each => { const box = each.getBoundingClientRect(); return box.height < 24 || box.width < 24 })
    .map(each => each.outerHTML.slice(0, 120))"""
LETTERS = """() => Math.min(...[...document.querySelectorAll('main *')]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && !each.closest('svg'))
    .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect()
    return {
        words: (at.value && at.tagName === 'INPUT' ? at.value : at.innerText || '').trim(), tag: at.tagName, id: at.id,
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight
    }
}"""
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

KEYS = (
    ("[value=calmer]", ()),
    ("#none", ("Space",)),
    ("#number", ("2", "1")),
    ("input[type=radio]", ("Space", "ArrowDown")),
    ("input[type=checkbox]", ("Space",)),
)
"""What is gone to on a page, the first that there is, and what is pressed there before Enter."""

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are, as long as this module runs."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(), log_level="error", lifespan="off", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Window:
    """A page of the browser, what it complained of, and what it asked for."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": PHONE, **options})
        self.page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def show(self, path: str, data: Mapping[str, str] | None = None) -> None:
        """Goes to a page; with `data` as a form that is sent there."""
        if data is None:
            self.page.goto(self.address + path)
            return
        headers = {"content-type": "application/x-www-form-urlencoded", "origin": self.address}

        def send(route: Any) -> None:
            route.continue_(method="POST", headers={**route.request.headers, **headers}, post_data=urlencode(data))

        self.page.route(self.address + path, send, times=1)
        self.page.goto(self.address + path)

    def close(self) -> None:
        self.context.close()
        assert [each for each in self.asked if not each.startswith(self.address)] == []
        # What a page answers to a mistake is noted by the browser; anything else is a complaint.
        assert [each for each in self.complaints if "422" not in each and "404" not in each and "409" not in each] == []


def answers_of(stem: str) -> dict[str, Any]:
    return dict(once.case(next(path for path in case_files() if path.stem == stem)).answers)


BEGAN = date(2026, 1, 20)
"""Weeks before the day that the pages are of, so that somebody may be further already."""


def case_file() -> str:
    """What somebody took home who had just answered."""
    answers = plain_answers(CheckedAnswers(once.base(), {**answers_of("sprint-mild-strain"), "days-since-start": 0}))
    return case_text(once.base(), State(answers), "en", BEGAN)


@cache
def once_kept(_language: str) -> str:
    return packed(case_file())


def check_in_of(language: str, kept: str) -> Visitor:
    """Somebody at the first question of a check-in, in the second phase of their pathway."""
    visitor = Visitor(language, base=check_in())
    state = State(kept=kept, check_in=True)
    visitor.page = VisitedPage(
        visitor.client.post(f"/{language}/ask", data={"state": seal().write(state), "do": "where"})
    )
    visitor.go_on(phase="weeks-1-2")
    return visitor


def after_check_in(visitor: Visitor) -> None:
    """Goes on until it is over, for somebody who mends well."""
    for _ in range(20):
        if visitor.page.template != "question":
            return
        fields = visitor.page.fields
        if any(field.name == "yes" for field in fields):
            visitor.go_on(none="none")
        else:
            values = [field.value for field in fields if field.name == "answer"]
            visitor.go_on(answer="no" if "no" in values else values[0])
    raise AssertionError("the check-in does not end")


@cache
def kinds(language: str) -> dict[str, tuple[str, dict[str, str] | None]]:
    """Every kind of page: its address, and what is sent there."""
    found: dict[str, tuple[str, dict[str, str] | None]] = {
        "start": (f"/{language}", None),
        "talk": (f"/{language}/talk", None),
        "open": (f"/{language}/open", None),
        "about": (f"/{language}/about", None),
        "no page": (f"/{language}/none", None),
    }
    ask, case = f"/{language}/ask", f"/{language}/case"
    visitor = Visitor(language)
    visitor.begin()
    found["mistake"] = (ask, {"state": visitor.page.state})
    visitor.go_on(yes=["chest-trouble"])
    found["emergency"] = (ask, {"state": visitor.page.state, "do": "resume"})
    found["emergency advice"] = (case, {"state": visitor.page.state})
    found["strip"] = (ask, {"state": visitor.page.state, "do": "on"})
    base = once.base()
    for name in ("onset", "days-since-start", "place", "pain"):
        found[name] = (ask, {"state": seal().write(State(asked=(name,), answers={})), "do": "change:x"})
    visitor = Visitor(language)
    visitor.begin()
    answers = answers_of("sprint-mild-strain")
    while visitor.page.template != "check":
        if visitor.page.template == "question":
            names = seal().read(visitor.page.state).state.asked
            for name in names:
                kind = f"{base.questions[name].type}" + (" list" if len(names) > 1 else "")
                found.setdefault(kind, (ask, {"state": visitor.page.state, "do": "resume"}))
            visitor.fill_in(answers)
        else:
            found[visitor.page.template] = (ask, {"state": visitor.page.state, "do": "resume"})
            visitor.go_on()
    found["check"] = (ask, {"state": visitor.page.state, "do": "resume"})
    found["outcome"] = (case, {"state": visitor.page.state})
    found["plan"] = (case, {"state": visitor.page.state, "do": "plan"})
    state = State(answers={"pop-felt": "yes", "onset": "gradual"}, groups=(("pop-felt",), ("onset",)))
    found["clash"] = (ask, {"state": seal().write(state), "do": "resume"})
    kept = once_kept(language)
    found["where"] = (ask, {"state": seal().write(State(kept=kept, check_in=True)), "do": "where"})
    visitor = check_in_of(language, kept)
    found["check-in"] = (ask, {"state": visitor.page.state, "do": "resume"})
    after_check_in(visitor)
    found["after a check-in"] = (case, {"state": visitor.page.state})
    found["today"] = (case, {"state": visitor.page.state, "do": "today"})
    found["progress"] = (case, {"state": visitor.page.state, "do": "progress"})
    another = State(another=True, asked=("very-ill",))
    found["for another"] = (ask, {"state": seal().write(another), "do": "resume"})
    older = seal().write(State())
    found["other questions"] = (ask, {"state": older[:-2], "do": "resume"})
    for name in ("onset", "days-since-start", "place", "pain"):
        del found[name]
    return found


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""What another colour scheme can change: the markup is the same."""


def violations(page: Any, options: Mapping[str, Any] | None = None) -> list[str]:
    """What axe finds, each with the first place."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **(options or {})}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize(
    ("language", "scheme", "size"), [("nl", "light", PHONE), ("en", "dark", DESK)], ids=["nl-light", "en-dark"]
)
def test_axe_finds_nothing_and_every_page_fits_320_pixels_and_every_target_a_finger(
    browser: Any, address: str, language: str, scheme: str, size: Any
) -> None:
    """Each page in both colours, so that each language has both."""
    window = Window(browser, address, viewport=size, color_scheme=scheme)
    other = "dark" if scheme == "light" else "light"
    found = {}
    for kind, (path, data) in kinds(language).items():
        window.page.set_viewport_size(size)
        window.show(path, data)
        window.page.evaluate(OPEN_ALL)
        wrong = violations(window.page)
        window.page.emulate_media(color_scheme=other)
        wrong += violations(window.page, COLOURS)
        window.page.emulate_media(color_scheme=scheme)
        window.page.set_viewport_size(NARROW)
        wider, small, letters = map(window.page.evaluate, (WIDER, SMALL_TARGETS, LETTERS))
        if wrong or wider > 0 or small or letters < 14:
            found[kind] = (wrong, wider, small, letters)
    assert found == {}
    window.complaints[:] = [each for each in window.complaints if "400" not in each]
    window.close()


def answer(page: Any, language: str, answers: Mapping[str, Any]) -> None:
    """Answers the question that is shown with the mouse."""
    if page.locator("input[name=yes]").count():
        names = [each.get_attribute("value") for each in page.locator("input[name=yes]").all()]
        yes = [name for name in names if answers.get(name) == "yes"]
        for name in yes:
            page.check(f"input[name=yes][value={name}]")
        if not yes:
            page.check("#none")
    else:
        question = next(q for q in once.base().questions.values() if q.ask[language] == page.inner_text("h1"))
        given = answers.get(question.id, "unknown")
        if page.locator("#number").count() and given != "unknown":
            page.fill("#number", str(given))
        else:
            for value in (given if isinstance(given, tuple) else [given]) or ["none"]:
                page.check(f"input[name=answer][value='{value}']")
    press(page, WORDS[language]["go on"])


def press(page: Any, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()


def through(page: Any, language: str, answers: Mapping[str, Any]) -> None:
    """Answers whatever is asked until the answers are to be checked."""
    for _ in range(60):
        if page.locator("form.question").count():
            answer(page, language, answers)
        elif page.locator("[value=calmer]").count():
            press(page, WORDS[language]["go on"])
        elif page.locator("[value='on']").count():
            press(page, WORDS[language]["on"])
        else:
            return
    raise AssertionError("the questions do not end")


def test_to_self_care_without_a_script(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address, java_script_enabled=False)
    window.show(f"/{language}")
    press(window.page, WORDS[language]["start"])
    through(window.page, language, answers_of("sprint-mild-strain"))
    press(window.page, WORDS[language]["advice"])
    level = once.base().urgencies["self-care"].name[language]
    assert level in window.page.inner_text("h1")
    window.close()


def test_keys_alone_lead_from_the_start_to_the_outcome(browser: Any, address: str) -> None:
    """Tab, Space, arrows and Enter; where the focus is can always be seen."""
    language = "nl"
    window = Window(browser, address)
    page = window.page

    def tab_to(wanted: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            assert at["seen"], at
            assert at["inside"], at
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
                return
        raise AssertionError(wanted)

    window.show(f"/{language}")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Naar de inhoud"
    tab_to("main form button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    pages = 0
    while page.locator("form.question").count() or page.locator("[value=calmer]").count():
        first, keys = next((first, keys) for first, keys in KEYS if page.locator(first).count())
        tab_to(first)
        for key in keys:
            page.keyboard.press(key)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        pages += 1
        assert pages < 60
    assert pages > 8
    tab_to("[formaction$=case]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to("summary")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.querySelector('details.more').open")
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


@pytest.mark.parametrize("language", ["nl"], indirect=True)
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


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_a_change_of_mind(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    page = window.page
    window.show(*kinds(language)["check"])
    page.click("[value='change:strength']")
    assert page.locator("input[value=normal]").is_checked()
    page.check("input[value=very-weak]")
    press(page, WORDS[language]["go on"])
    assert WORDS[language]["changed"] in page.inner_text("main")
    window.close()


@pytest.mark.parametrize("language", ["nl"], indirect=True)
def test_answers_that_clash(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    page = window.page
    window.show(*kinds(language)["clash"])
    page.locator("[value^='right:']").click()
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
    other.page.goto(link)
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
    page.click("[value='change:place']")
    box = page.locator("input[value=groin]")
    assert not box.is_checked()
    number = list(once.base().questions["place"].options).index("groin") + 1
    region = page.locator(f".region-{number} label").first.bounding_box()
    page.mouse.click(region["x"] + region["width"] / 2, region["y"] + region["height"] / 2)
    assert box.is_checked()
    window.close()


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_on_paper_it_takes_two_sides(browser: Any, address: str, language: str) -> None:
    window = Window(browser, address)
    for kind in ("outcome", "emergency advice"):
        window.show(*kinds(language)[kind])
        paper = window.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2, kind
    window.close()


@pytest.mark.parametrize("language", ["nl"], indirect=True)
def test_a_check_in_from_the_file_to_the_file_takes_less_than_twenty_seconds(
    browser: Any, address: str, language: str, tmp_path: Any
) -> None:
    """Three quarters of a second for each thing to press, in a phase with exercises, which has most questions."""
    window = Window(browser, address, accept_downloads=True)
    page = window.page
    (tmp_path / "case.yaml").write_text(case_file())
    window.show(f"/{language}/open")
    page.set_input_files("#file", str(tmp_path / "case.yaml"))
    presses = 1
    page.click("[value='check-in']")
    while not page.locator("[value='file']").count():
        if page.locator("#phase-2").count():
            page.check("#phase-2")
        elif page.locator("#none").count():
            page.check("#none")
        else:
            no = page.locator("input[value=no]")
            (no if no.count() else page.locator("input[name=answer]")).first.check()
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
        window.show(*kinds("en")["today"])
        timer = window.page.locator("[data-timer]").first
        assert timer.is_visible() is script
        if script:
            timer.locator("button").click()
            assert re.match(r"Hold 1/2: (30|29)$", timer.locator(".clock").inner_text())
            timer.locator("button").click()
            assert timer.locator(".clock").inner_text() == ""
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
