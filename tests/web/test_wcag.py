"""What WCAG 2.2 added, on a few pages in a real Chromium; `make pages` looks at all of them in the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.web.axe import violations
from tests.web.visitor import Page, Visitor
from tests.web.wcag import unmet
from tests.web.window import DESK, OPEN_ALL, PHONE, Window, answers_of, kinds
from triage.web.laying_out import STATIC

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("language", "scheme", "size", "some"),
    [
        ("nl", "light", PHONE, ("start", "mistake", "choices", "check")),
        ("en", "dark", DESK, ("emergency", "outcome", "today", "open")),
    ],
    ids=["nl-light-phone", "en-dark-desk"],
)
def test_focus_is_never_covered_and_always_seen_and_no_target_is_small_or_dragged(
    browser: Any, address: str, language: str, scheme: str, size: Any, some: tuple[str, ...]
) -> None:
    window = Window(browser, address, viewport=size, color_scheme=scheme)
    found = {}
    for kind in some:
        window.show(*kinds(language)[kind])
        window.page.evaluate(OPEN_ALL)
        found[kind] = unmet(window.page)
    assert found == {kind: [] for kind in some}
    window.close()


def test_what_does_not_meet_the_criteria_is_found(browser: Any, address: str) -> None:
    """A bar at the foot of the window, a thin ring, a small button beside another, a slider: each is told of."""
    window = Window(browser, address)
    window.show(*kinds("en")["open"])
    window.page.evaluate(
        """() => {
            const bar = document.body.appendChild(document.createElement('div'))
            Object.assign(bar.style, {position: 'fixed', inset: '50% 0 0 0', background: 'black'})
            const thin = document.querySelector('.name a')
            Object.assign(thin.style, {outline: '1px solid black', boxShadow: 'none'})
            for (const words of ['a', 'b']) {
                const small = document.querySelector('main').appendChild(document.createElement('button'))
                Object.assign(small.style, {width: '12px', height: '12px', minHeight: '0', padding: '0', border: '0'})
            }
            document.querySelector('main').appendChild(document.createElement('input')).type = 'range'
        }"""
    )
    found = unmet(window.page)
    for what in ("Tab: covered", "Tab: a ring of 1 pixels", "small and near: 12x12", "dragged: <input"):
        assert any(what in each for each in found), (what, found)
    window.context.close()


PALE: Mapping[str, str] = {
    "the letters of one line": "each => { each.style.color = '#bbb' }",
    "the ground of one line": "each => { each.style.background = '#555' }",
    "what one line stands in": "each => { each.parentElement.style.opacity = '0.4' }",
    "a whole kind": "each => { each.closest('ul').style.color = '#bbb' }",
    "what is unfolded": """each => {
        each.innerHTML = '<details><summary>s</summary><p style="color: #bbb">pale</p></details>'
        each.firstChild.open = true
    }""",
}


def test_pale_letters_are_found_wherever_they_stand(browser: Any, address: str) -> None:
    """Of contrast axe is shown some of each look: what looks otherwise is another look."""
    window = Window(browser, address)
    page = window.page
    rows = "".join(f"<li>row {number}</li>" for number in range(40))
    for what, pale in PALE.items():
        page.set_content(f"<!doctype html><html lang=en><title>t</title><main><h1>t</h1><ul>{rows}</ul></main>")
        assert violations(page, whole=False) == [], what
        page.evaluate(f"() => ({pale})(document.querySelectorAll('li')[23])")
        found = violations(page, whole=False)
        assert [each.partition(":")[0] for each in found] == ["color-contrast"], what
    page.evaluate("() => { document.querySelector('details').open = false }")
    assert violations(page, whole=False) == []  # nobody sees it
    assert page.locator("details p").count() == 1
    window.context.close()


def test_nothing_listens_to_dragging() -> None:
    assert not re.search(r"pointer(move|down)|mouse(move|down)|touch(start|move)|drag", (STATIC / "web.js").read_text())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_stands_at_the_same_place_below_every_page(language: str) -> None:
    visitor = Visitor(language)
    talk = {"nl": "Ik wil met iemand praten", "en": "I want to talk to a person"}[language]
    for kind, (path, data) in kinds(language).items():
        answered = visitor.client.get(path) if data is None else visitor.client.post(path, data=data)
        below = Page(answered).html.partition("<footer>")[2]
        items = re.findall(r"<p>(.*?)</p>", below, re.DOTALL)
        if kind != "talk":  # which is that help
            assert talk in items[0], kind
        assert "/about" in items[-1], kind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_asked_twice_and_what_was_answered_is_ticked(language: str) -> None:
    visitor = Visitor(language)
    visitor.begin()
    asked: list[str] = []
    answers = answers_of("sprint-mild-strain")
    while visitor.page.template != "check":
        if visitor.page.template == "question":
            asked += sorted(
                {
                    field.value if field.name == "yes" else visitor.page.h1
                    for field in visitor.page.fields
                    if field.name in ("yes", "answer", "number")
                }
            )
            visitor.fill_in(answers)
        else:
            visitor.go_on()
    assert len(asked) == len(set(asked))
    change = next(label for label, button in visitor.page.buttons.items() if button.value == "change:strength")
    ticked = [field.value for field in visitor.press(change).fields if field.ticked]
    assert ticked == [str(answers["strength"])]
