"""The desk in a real Chromium: from a link to a worked case, two at one case, switches and keys; and what axe finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deep import DEEP, drawn
from tests.web.at_desk import CODE, AtDesk, desk, enter, file_of, store_in
from tests.web.axe import violations
from tests.web.test_clinic import ANKLE, more_careful
from tests.web.wcag import stops
from tests.web.window import (
    DESK,
    OPEN_ALL,
    PHONE,
    Window,
    arriving,
    case_file,
    faults,
    follow,
    press,
    seen_as,
    serving,
)
from triage.cases.case import load_case
from triage.clinic.store import Store
from triage.language.load import load
from triage.web.carrying import to_fragment
from triage.web.seal import plain_answers
from triage.words.saying import say

pytestmark = pytest.mark.long
AT = "case/P%2012"
AFTER = "case/after%20a%20check-in"
PROOFS = [1, 0] if DEEP else [5, *drawn(range(5), "proofs")]
OPEN_SOME_PROOFS = """([share, one]) => {
    const proofs = [...document.querySelectorAll('.conclusion')]
    document.querySelectorAll('details').forEach(each => {
        const at = proofs.indexOf(each.closest('.conclusion'))
        each.open = at < 0 || at % share === one
    })
}"""
"""Unfolds all that there is, but of the conclusions one in five: the sixty proofs of a case are built alike, and axe
reads each line of them. With another commit it is another fifth."""
OPEN_ALL_BUT_PROOFS = OPEN_ALL.replace("'details'", "'details:not(.proofs *)'")
WORDS = {
    "nl": {
        "add": "Voeg toe",
        "first": "Dit zou ik doen",
        "keep": "Bewaar deze antwoorden in de casus",
        "show": "Laat zien wat dit doet",
        "candidate": "Het voorbeeld dat uit je bezwaren volgt",
        "clash": "Een ander was eerder",
        "differs": "Zo is het, en zo zou het zijn",
    },
    "en": {
        "add": "Add",
        "first": "This is what I would do",
        "keep": "Keep these answers in the case",
        "show": "Show what this does",
        "candidate": "The example that follows from your objections",
        "clash": "Somebody else was first",
        "differs": "As it is, and as it would be",
    },
}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store]]:
    with store_in(tmp_path_factory.mktemp("desk")) as store:
        made = desk(store)
        anna = AtDesk(made, "Anna")
        anna.add()
        anna.add(case_file(), code="after a check-in")
        with serving(made) as address:
            yield address, store


SEALED: dict[tuple[str, str], Any] = {}
"""What a browser keeps of whoever has logged in, by the address of the desk and who it is."""


def logged_in(browser: Any, address: str, language: str, name: str = "Anna", **options: Any) -> Window:
    """A window of somebody who has logged in, in this one or in another before it."""
    window = Window(browser, address, **options)
    if (address, name) in SEALED:
        window.context.add_cookies(SEALED[address, name])
    else:
        enter(window, language, name)
        SEALED[address, name] = window.context.cookies()
    return window


CARE = ("cases", "add", AT, f"{AT}/why-not?of=urgency/urgent", f"{AT}/letter", f"{AT}/newer", f"{AT}/review")
REST = (f"{AT}/records", f"{AT}/records/1", f"{AT}/delete", "summary", "account", AFTER)
WHOLE = drawn((AT, AFTER), "whole cases")
"""Pages with all of a case on them are the dearest to axe, and built of the same parts: one of the two is looked at."""


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("nl", "light", PHONE), ("en", "dark", DESK)],
    ids=["nl-light-phone", "en-dark-desk"],
)
def test_axe_finds_nothing_on_any_page_of_the_desk(
    browser: Any, there: tuple[str, Store], language: str, scheme: str, size: Any
) -> None:
    address, _ = there
    found = {}
    seen: dict[str, Any] = {"looked_at": True, "viewport": size, "color_scheme": scheme}
    window = Window(browser, address, **seen)
    window.show(f"/{language}/clinic/login")
    found["login"] = faults(window, size)
    window.close()
    for name, pages in (("Anna", (*CARE, *REST)), ("Ada", ("accounts", "retention", "audit", "cases"))):
        window = logged_in(browser, address, language, name, **seen)
        for path in seen_as(scheme, ("light", "dark"), pages):
            if path in (AT, AFTER) and path not in WHOLE:
                continue
            window.show(f"/{language}/clinic/{path}")
            window.page.evaluate(OPEN_ALL_BUT_PROOFS if path == AFTER else OPEN_SOME_PROOFS, PROOFS)
            found[path] = faults(window, size)
        window.context.close()  # a page that is refused is noted by the browser
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_keys_alone_reach_everything_and_what_has_the_focus_is_seen(browser: Any, there: tuple[str, Store]) -> None:
    window = logged_in(browser, there[0], "en", viewport=DESK)
    for path in ("cases", f"{AT}/review", "add"):
        window.show(f"/en/clinic/{path}")
        assert stops(window.page) == [], path
    window.close()


def test_a_link_becomes_a_case_a_review_and_a_worked_case_to_propose(
    browser: Any, there: tuple[str, Store], language: str, look: dict[str, Any]
) -> None:
    address, _ = there
    words = WORDS[language]
    window = logged_in(browser, address, language, **look)
    page = window.page
    # The link of a person, opened at the desk: what stands behind its `#` goes with the form alone.
    page.goto(f"{address}/{language}/clinic/add")
    page.fill("#link", f"{address}/{language}/open#{to_fragment(file_of())}")
    page.fill("#case-code", f"journey {language}")
    press(page, words["add"])
    page.wait_for_selector("#switches")
    assert "#" not in page.url
    page.goto(f"{page.url}/review")
    page.locator("input[name=urgency][value=planned]").check()
    page.select_option("#condition", "strain-grade-1")
    follow(page.get_by_role("button", name=words["first"]))
    page.wait_for_selector("[data-marks]")
    # The second mark is given by its letter, a remark is typed, and what is left agreed with by another letter.
    page.locator("#mark-0-why").fill("loopt mank")
    page.locator("#mark-2-a").focus()
    page.keyboard.press("a")
    assert page.locator("#mark-2-a").is_checked()
    assert page.evaluate("document.activeElement.name") == "mark-3"
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == "mark-3-why"
    page.keyboard.type("a clinical reason")
    page.locator("#mark-4-a").focus()
    with arriving(page):
        page.keyboard.press("l")
    page.get_by_role("link", name=words["candidate"]).wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name=words["candidate"]).click()
    text = Path(taken.value.path()).read_text()
    assert "loopt mank" in text
    assert re.search(r"expect:\n  urgency: planned", text)
    window.close()


def test_a_switch_shows_at_once_what_it_does_and_without_a_script_at_a_press(
    browser: Any, there: tuple[str, Store], language: str
) -> None:
    address, _ = there
    window = logged_in(browser, address, language, viewport=DESK)
    page = window.page
    window.show(f"/{language}/clinic/{AT}")
    before = page.url
    page.select_option("#answer-small-bruise", "yes")
    page.locator("[data-part] table").wait_for()
    shown = page.locator("[data-part] table").inner_text()
    assert words_before(WORDS[language]["differs"], page.locator("[data-part] caption").inner_text())
    assert page.url == before
    plainly = logged_in(browser, address, language, viewport=DESK, java_script_enabled=False)
    plainly.show(f"/{language}/clinic/{AT}")
    plainly.page.select_option("#answer-small-bruise", "yes")
    follow(plainly.page.get_by_role("button", name=WORDS[language]["show"]))
    assert plainly.page.locator("[data-part] table").inner_text() == shown
    assert violations(page) == []
    plainly.close()
    window.close()


def words_before(wanted: str, found: str) -> bool:
    return found.startswith(wanted)


def test_two_at_one_case_each_in_a_browser(browser: Any, there: tuple[str, Store], language: str) -> None:
    address, _ = there
    words = WORDS[language]
    one = {"nl": "answer-night-pain", "en": "answer-small-swelling"}[language]
    other = {"nl": "answer-limp", "en": "answer-low-energy"}[language]
    anna = logged_in(browser, address, language, viewport=DESK)
    bert = logged_in(browser, address, language, "Bert", viewport=PHONE)
    for window, name in ((anna, one), (bert, other)):
        window.show(f"/{language}/clinic/{AFTER}")
        window.page.evaluate(OPEN_ALL_BUT_PROOFS)
        window.page.select_option(f"#{name}", "yes")
        window.page.locator("[data-part] caption").wait_for()
        follow(window.page.get_by_role("button", name=words["show"]))
        window.page.get_by_role("button", name=words["keep"]).wait_for()
    follow(anna.page.get_by_role("button", name=words["keep"]))
    anna.page.locator(f"text={words['keep']}").wait_for(state="detached")
    follow(bert.page.get_by_role("button", name=words["keep"]))
    bert.page.get_by_role("heading", name=words["clash"]).wait_for()
    assert bert.page.locator("table.beside tbody tr").count() >= 2
    assert violations(bert.page) == []
    anna.close()
    bert.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """A desk with nothing in it yet."""
    with store_in(tmp_path) as store:
        made = desk(store)
        with serving(made) as address:
            yield address, made


def test_two_review_blind_and_the_summary_says_how_far_they_agree(
    browser: Any, another: tuple[str, Any], language: str, look: dict[str, Any]
) -> None:
    """Of one case in a browser; of two before it, by the forms alone."""
    address, made = another
    words = WORDS[language]
    codes = [f"blind-{language}-{number}" for number in range(3)]
    said = {"Anna": ("planned", "self-care", "self-care"), "Bert": ("planned", "planned", "self-care")}
    adding = AtDesk(made, "Anna", language)
    for code in codes:
        adding.get("/add")
        adding.post("/add", follow=False, file=file_of(), code=code)
    windows = {}
    for name, urgencies in said.items():
        person = AtDesk(made, name, language)
        for code, urgency in zip(codes[:2], urgencies, strict=False):
            at = f"/case/{code}/review"
            assert "data-marks" not in person.get(at).text
            person.post(f"{at}/first", urgency=urgency, condition="strain-grade-1")
            assert "data-marks" in person.page.text
            firsts = person.page.text.partition('aria-labelledby="firsts"')[2].partition("</section>")[0]
            assert ("Anna" in firsts, "Bert" in firsts) == (True, name == "Bert")
            person.post(at, {**person.fields(), "do": "rest"})
        windows[name] = logged_in(browser, address, language, name, **look)
        page = windows[name].page
        windows[name].show(f"/{language}/clinic/case/{codes[2]}/review")
        assert page.locator("[data-marks]").count() == 0  # what came out is not shown yet
        page.locator(f"input[name=urgency][value={urgencies[2]}]").check()
        page.select_option("#condition", "strain-grade-1")
        follow(page.get_by_role("button", name=words["first"]))
        page.wait_for_selector("[data-marks]")
        seen = page.locator("section[aria-labelledby=firsts]").inner_text()
        assert ("Anna" in seen, "Bert" in seen) == (True, name == "Bert")
        follow(page.locator("[name=do][value=rest]"))
        page.get_by_role("status").first.wait_for()
    windows["Anna"].show(f"/{language}/clinic/summary")
    row = windows["Anna"].page.locator("section[aria-labelledby=blind] tbody tr", has_text="Anna, Bert")
    pair = row.locator("td").all_inner_texts()
    assert pair[:2] == ["3", "2"]
    assert re.fullmatch(r"0[.,]40", pair[2])
    assert violations(windows["Anna"].page) == []
    for window in windows.values():
        window.close()


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk about the small base, with a version beside it in which one rule is more careful."""
    folder = tmp_path_factory.mktemp("changed")
    more_careful(folder / "other")
    base = load(ANKLE)
    with store_in(folder, base) as store:
        made = desk(store, base, knowledge=ANKLE, beside=folder / "other")
        answers = load_case(base, ANKLE.parent / "lessons" / "two-sore-bones.yaml").answers
        AtDesk(made, "Anna").add(json.dumps({"answers": plain_answers(answers)}))
        with serving(made) as address:
            yield address


def test_an_outcome_is_derived_again_and_under_a_changed_base_the_rule_is_named(
    browser: Any, changed: str, language: str, look: dict[str, Any]
) -> None:
    window = logged_in(browser, changed, language, **look)
    page = window.page
    window.show(f"/{language}/clinic/{AT}")
    follow(page.locator(f'a[href$="/{AT}/records"]').first)
    follow(page.locator('a[href$="/records/1"]').first)
    assert say("replay-identical", language) in page.locator("main").inner_text()
    follow(page.locator('a[href$="/records/1?under=beside"]'))
    page.get_by_text(say("replay-made-it", language, count=1)).wait_for()
    assert re.search(r"(rule|regel) [a-z-]+: ", page.locator("main").inner_text())
    assert violations(page) == []
    window.close()


def test_the_code_of_the_case_is_what_everybody_calls_it(browser: Any, there: tuple[str, Store]) -> None:
    window = logged_in(browser, there[0], "en", viewport=PHONE)
    window.show("/en/clinic/cases")
    follow(window.page.get_by_role("link", name=CODE, exact=True))
    assert window.page.locator(".which strong").inner_text() == CODE
    window.close()
