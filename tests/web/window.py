"""A window of a real Chromium on the pages, every kind of page that there is, and what is wrong with one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn
from axe_playwright_python.base import AXE_SCRIPT

from tests import once
from tests.deep import drawn
from tests.patience import PATIENCE, until
from tests.web.axe import violations
from tests.web.visitor import KEY, Visitor, app, seal, settings
from tests.web.visitor import Page as VisitedPage
from triage.language.answer import CheckedAnswers
from triage.language.files import case_files
from triage.language.words import Words
from triage.web.application import application
from triage.web.carrying import case_text, packed
from triage.web.seal import Seal, State, plain_answers

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
    .filter(each => each.checkVisibility() && !each.closest('svg'))
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect()
    return {
        words: (at.value && at.tagName === 'INPUT' ? at.value : at.innerText || '').trim(), tag: at.tagName, id: at.id,
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight
    }
}"""


@contextmanager
def arriving(page: Any) -> Iterator[None]:
    """What is done inside leads to another page; afterwards that page is there, its scripts too.

    Nothing else waits for one: a click ends as soon as it is made, and what is counted or read then may be of either
    page."""
    with page.expect_navigation():
        yield


def follow(target: Any) -> None:
    """A click that leads to another page."""
    with arriving(target.page):
        target.click()


def press(page: Any, label: str) -> None:
    """A click on the button of this name, which leads to another page."""
    follow(page.get_by_role("button", name=label, exact=True).first)


def resize(page: Any, size: Mapping[str, int]) -> None:
    """Gives the window another size, and waits until the page has it."""
    page.set_viewport_size(size)
    page.wait_for_function("size => innerWidth === size.width && innerHeight === size.height", arg=size)


@contextmanager
def serving(made: Any = None) -> Iterator[str]:
    """Where the pages are, for as long as it lasts; `made`: another application."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(made or app(), log_level="error", lifespan="off", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of a page, as the browser gives it to a screen reader."""

    role: str
    name: str
    description: str
    level: int
    invalid: bool


def patient(page: Any) -> Any:
    """The page, which waits for what is to come as long as every test does."""
    page.set_default_timeout(PATIENCE * 1000)
    return page


class Window:
    """A page of the browser, what it complained of, and what it asked for; `looked_at`: axe is in every page it shows,
    which is sooner than to bring it there each time."""

    def __init__(self, browser: Any, address: str, *, looked_at: bool = False, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": PHONE, **options})
        if looked_at:
            self.context.add_init_script(AXE_SCRIPT)
        self.page = patient(self.context.new_page())
        self.address = address
        self.complaints: list[str] = []
        self.asked: list[str] = []
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

    def announced(self) -> list[Heard]:
        """What a screen reader is given of the page, in its order: the accessibility tree of the browser."""
        nodes = self.context.new_cdp_session(self.page).send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        heard, waiting = [], [nodes[0]]
        while waiting:
            node = waiting.pop()
            waiting += [by_id[child] for child in reversed(node.get("childIds", ()))]
            if not node["ignored"]:
                said = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
                heard.append(
                    Heard(
                        node["role"]["value"],
                        node.get("name", {}).get("value", "").strip(),
                        node.get("description", {}).get("value", ""),
                        said.get("level", 0),
                        said.get("invalid") == "true",
                    )
                )
        return heard

    def close(self) -> None:
        self.context.close()
        assert [each for each in self.asked if not each.startswith(self.address)] == []
        # What a page answers to a mistake is noted by the browser; anything else is a complaint.
        assert [each for each in self.complaints if "422" not in each and "404" not in each and "409" not in each] == []


def answers_of(stem: str) -> dict[str, Any]:
    return dict(once.case(next(path for path in case_files() if path.stem == stem)).answers)


def once_checked(stem: str) -> CheckedAnswers:
    return CheckedAnswers(once.base(), answers_of(stem))


OUTCOMES = {
    "urgent": "antibiotic-and-a-sore-sitting-bone",
    "soon": "again-and-now-weaker",
    "planned": "buttock-nerve-in-a-programmer",
}
"""A worked case of each urgency that the others do not come to."""
BEGAN = date(2026, 1, 20)
"""Weeks before the day that the pages are of, so that somebody may be further already."""


def case_file() -> str:
    """What somebody took home who had just answered."""
    answers = plain_answers(CheckedAnswers(once.base(), {**answers_of("sprint-mild-strain"), "days-since-start": 0}))
    return case_text(Words(once.base(), "en"), State(answers), BEGAN)


@cache
def once_kept(_language: str) -> str:
    return packed(case_file())


def check_in_of(language: str, kept: str) -> Visitor:
    """Somebody at the first question of a check-in."""
    visitor = Visitor(language, base=once.check_in())
    state = State(kept=kept, check_in=True)
    visitor.page = VisitedPage(
        visitor.client.post(f"/{language}/ask", data={"state": seal().write(state), "do": "where"})
    )
    return visitor


def after_check_in(visitor: Visitor) -> None:
    """Goes on until it is over, for somebody who mends well."""
    for _ in range(20):
        fields = visitor.page.fields
        if visitor.page.template == "where":
            visitor.go_on(phase="weeks-1-2")
            continue
        if visitor.page.template != "question":
            return
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
                kind = "scale" if 'class="scale"' in visitor.page.html else kind
                found.setdefault(kind, (ask, {"state": visitor.page.state, "do": "resume"}))
            visitor.fill_in(answers)
        else:
            found[visitor.page.template] = (ask, {"state": visitor.page.state, "do": "resume"})
            visitor.go_on()
    found["check"] = (ask, {"state": visitor.page.state, "do": "resume"})
    found["outcome"] = (case, {"state": visitor.page.state})
    found["plan"] = (case, {"state": visitor.page.state, "do": "plan"})
    found["step"] = (case, {"state": visitor.page.state, "do": "step:2"})
    found["code"] = (case, {"state": visitor.page.state, "do": "code"})
    for level, stem in OUTCOMES.items():
        found[level] = (case, {"state": seal().write(State(plain_answers(once_checked(stem))))})
    state = State(answers={"pop-felt": "yes", "onset": "gradual"}, groups=(("pop-felt",), ("onset",)))
    found["clash"] = (ask, {"state": seal().write(state), "do": "resume"})
    kept = once_kept(language)
    unsaid = packed(case_file().partition("saved:")[0])
    found["where"] = (ask, {"state": seal().write(State(kept=unsaid, check_in=True)), "do": "where"})
    visitor = check_in_of(language, kept)
    found["check-in"] = (ask, {"state": visitor.page.state, "do": "resume"})
    found["which step"] = (ask, {"state": seal().write(State(kept=kept, check_in=True)), "do": "where"})
    after_check_in(visitor)
    found["after a check-in"] = (case, {"state": visitor.page.state})
    found["today"] = (case, {"state": visitor.page.state, "do": "today"})
    found["progress"] = (case, {"state": visitor.page.state, "do": "progress"})
    another = State(another=True, asked=("very-ill",))
    found["for another"] = (ask, {"state": seal().write(another), "do": "resume"})
    found["no state of ours"] = (ask, {"state": seal().write(State())[:-2], "do": "resume"})
    older = Seal(KEY, replace(base, hash="0" * 64)).write(State(plain_answers(once_checked("sprint-mild-strain"))))
    found["other questions"] = (ask, {"state": older, "do": "resume"})
    found["too large"] = (ask, {"state": "a" * 200_000})
    for name in ("onset", "days-since-start", "place", "pain"):
        del found[name]
    return found


def elsewhere(language: str) -> dict[str, tuple[str, dict[str, str] | None]]:
    """Pages that only some hosts have: of an intake, and where somebody is asked whether the words are clear."""
    case, ask = f"/{language}/case", f"/{language}/ask"
    summed, pressing = (
        seal().write(State(plain_answers(once_checked(stem)))) for stem in ("sprint-mild-strain", OUTCOMES["urgent"])
    )
    asked = seal().write(State(asked=("onset",)))
    return {
        "intake start": (f"/{language}", None),
        "intake summary": (case, {"state": summed}),
        "intake that presses": (case, {"state": pressing}),
        "words": (ask, {"state": asked, "do": "again"}),
        "words, thanks": (ask, {"state": asked, "do": "words:yes"}),
    }


def other_host(folder: Path) -> Any:
    """The application of such a host; it counts in this folder."""
    return application(once.base(), settings(intake=True, feedback=folder / "words.json"))


def seen_as(look: str, looks: Sequence[str], pages: Iterable[str]) -> list[str]:
    """The pages that axe is laid on in this look; on others in the next run. The markup is alike in all of them."""
    return [page for page in pages if look in drawn(looks, page)]


def faults(window: Window, size: Any) -> dict[str, Any]:
    """What is wrong with the page that is open: what axe finds in these colours, how far it is wider than 320 pixels,
    what is too small for a finger, and letters that are too small to read. It is seen in this size, and in the
    smallest; the page after it begins with the other one, as the window stays as it is."""
    page = window.page
    found: dict[str, Any] = {}
    for now in (size, NARROW) if page.viewport_size == size else (NARROW, size):
        if page.viewport_size != now:
            resize(page, now)
        if now == size:
            found["axe"] = violations(page)
        else:
            wider, small, letters = page.evaluate(f"() => [{WIDER}, {SMALL_TARGETS}, {LETTERS}].map(each => each())")
            found |= {"wider": max(wider, 0), "small": small, "letters": f"{letters} px" if letters < 14 else ""}
    return {what: faulty for what, faulty in found.items() if faulty}
