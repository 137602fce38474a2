"""What should not come, and comes: one clear page each, nothing lost, nothing half done."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests import once
from tests.follow_up.conftest import ready_case
from tests.web.visitor import KEY, TODAY, Page, Visitor, app, seal, settings
from triage.commands.main import main
from triage.language.files import shipped
from triage.language.load import load
from triage.web.application import application
from triage.web.carrying import from_fragment, to_fragment
from triage.web.guarding import Guard, Limits
from triage.web.seal import SIGNATURE, Seal, State
from triage.words.saying import say

CALL = 'href="tel:112"'
Post = dict[str, Any]


def begun() -> str:
    return Visitor().begin().state


def forged(change: Callable[[dict[str, Any]], None]) -> str:
    """A state with something else in it, and the signature that it had."""
    state = begun()
    body = state[SIGNATURE:]
    data = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    change(data)
    return state[:SIGNATURE] + urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def other_base_state() -> str:
    return Seal(KEY, replace(once.base(), id="ankle", hash="0" * 64)).write(State())


BAD: Mapping[str, tuple[Callable[[], Post], int, str]] = {
    "no state": (lambda: {"data": {"do": "back"}}, 400, "We can no longer read this page."),
    "nonsense": (lambda: {"data": {"state": "x" * 300}}, 400, "We can no longer read this page."),
    "not ASCII": (lambda: {"data": {"state": "é" * 300}}, 400, "We can no longer read this page."),
    "another key": (
        lambda: {"data": {"state": Seal(b"k" * 32, once.base()).write(State())}},
        400,
        "We can no longer read this page.",
    ),
    "an answer changed": (
        lambda: {"data": {"state": forged(lambda data: data["answers"].update({"chest-trouble": "no"}))}},
        400,
        "We can no longer read this page.",
    ),
    "an emergency said to be told": (
        lambda: {"data": {"state": forged(lambda data: data.update(told=True))}},
        400,
        "We can no longer read this page.",
    ),
    "another base": (lambda: {"data": {"state": other_base_state()}}, 409, "belongs to other questions"),
    "too large": (lambda: {"data": {"state": "x" * 10_000_000}}, 413, "This is too large."),
    "JSON": (lambda: {"json": {"state": begun()}}, 415, "is no form of these pages"),
    "no type": (lambda: {"content": b"state=x"}, 415, "is no form of these pages"),
    "many fields": (lambda: {"data": {f"f{n}": "x" for n in range(500)}}, 400, "is no form of these pages"),
    "half a multipart": (
        lambda: {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}},
        400,
        "We can no longer read this page.",
    ),
    "no boundary": (
        lambda: {"content": b"broken", "headers": {"content-type": "multipart/form-data"}},
        400,
        "is no form of these pages",
    ),
    "another site": (
        lambda: {"data": {"state": begun()}, "headers": {"origin": "https://elsewhere.example"}},
        403,
        "came from another website",
    ),
    "another site, as the browser tells": (
        lambda: {"data": {"state": begun()}, "headers": {"sec-fetch-site": "cross-site"}},
        403,
        "came from another website",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_taken_is_one_clear_page(kind: str) -> None:
    made, status, said = BAD[kind]
    client = TestClient(app(), base_url="http://testserver")
    page = Page(client.post("/en/ask", **made()))
    assert page.status == status
    assert said in page.text()
    assert CALL in page.html
    assert "Traceback" not in page.html
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


ANSWERS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "nothing": ({}, "Tick what fits."),
    "an unknown option": ({"yes": ["not-there"]}, "This answer cannot be given here."),
    "a question of another page": ({"yes": ["foot-drop"]}, "This answer cannot be given here."),
    "none and some": ({"yes": ["chest-trouble"], "none": "none"}, "cannot go with anything else"),
    "some other none": ({"none": "nothing"}, "This answer cannot be given here."),
    "sure and not sure": ({"yes": ["chest-trouble"], "unsure": ["chest-trouble"]}, "Choose one of the two."),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_cannot_stand_is_asked_again_with_what_is_wrong(kind: str) -> None:
    fields, said = ANSWERS[kind]
    visitor = Visitor()
    asked = visitor.begin().h1
    visitor.go_on(**fields)
    assert visitor.page.status == 422
    assert said in visitor.page.text()
    assert visitor.page.h1 == asked
    assert visitor.page.text().startswith("Error: ")
    assert 'role="alert"' in visitor.page.html
    assert leads_to_a_field(visitor.page)
    assert 'aria-invalid="true"' in visitor.page.html
    ticked = {field.value for field in visitor.page.fields if field.ticked and field.name == "yes"}
    assert ticked == {name for name in fields.get("yes", ()) if name == "chest-trouble"}
    visitor.go_on(none="none")
    assert visitor.page.status == 200


def leads_to_a_field(page: Page) -> bool:
    """Whether what is wrong links to a field of the page."""
    found = re.search(r'<li><a href="#([^"]+)">', page.html)
    return found is not None and f' id="{found[1]}" name=' in page.html


@pytest.mark.parametrize("fields", [{}, {"answer": "11"}, {"answer": ["1", "2"]}, {"number": "3"}])
def test_a_number_that_is_chosen_is_chosen_again(fields: Mapping[str, Any]) -> None:
    state = seal().write(State(asked=("pain",)))
    page = Page(TestClient(app(), base_url="http://testserver").post("/en/ask", data={"state": state, **fields}))
    assert page.status == 422
    assert leads_to_a_field(page)


NUMBERS: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "a word": {"number": "many"},
    "too much": {"number": "1e999"},
    "not a number": {"number": "nan"},
    "below": {"number": "-1"},
    "long": {"number": "9" * 4000},
    "markup": {"number": "<script>alert(1)</script>"},
    "an unknown option": {"answer": "soon"},
    "both": {"number": "5", "answer": "unknown"},
}


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_number_that_cannot_stand_is_asked_again(kind: str) -> None:
    base = once.base()
    state = State(asked=("days-since-start",))
    client = TestClient(app(), base_url="http://testserver")
    page = Page(client.post("/en/ask", data={"state": Seal(KEY, base).write(state), **NUMBERS[kind]}))
    assert page.status == 422
    assert page.h1 == base.questions["days-since-start"].ask["en"]
    assert leads_to_a_field(page)
    assert "<script>alert" not in page.html


@pytest.mark.parametrize(("typed", "days"), [("3,0", 3), ("3 weeks", 21), ("yesterday", 1), ("four", 4)])
def test_a_number_is_understood_as_people_type_it(typed: str, days: int) -> None:
    state = seal().write(State(asked=("days-since-start",)))
    client = TestClient(app(), base_url="http://testserver")
    page = Page(client.post("/en/ask", data={"state": state, "number": typed}))
    assert page.status == 200
    assert seal().read(page.state).state.answers == {"days-since-start": days}


def test_a_form_that_is_sent_twice_comes_to_the_same() -> None:
    visitor = Visitor()
    state = visitor.begin().state
    data = {"state": state, "none": "none"}
    first, second = (Page(visitor.client.post("/en/ask", data=data)) for _ in range(2))
    assert first.html == second.html


def test_a_tab_that_was_left_open_goes_on_from_where_it_was() -> None:
    visitor = Visitor()
    stale = visitor.begin()
    visitor.go_on(none="none")
    visitor.go_on(none="none")
    visitor.page = stale
    visitor.go_on(yes=["very-ill"])
    assert visitor.page.template == "emergency"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "#",
        "x",
        "é",
        "https://elsewhere.example/#" + "A" * 400,
        to_fragment(json.dumps({"answers": {"no-such": "yes"}})),
        to_fragment(json.dumps({"answers": {"chest-trouble": "perhaps"}})),
        to_fragment(json.dumps({"answers": {}, "saved": {"format": 1, "base": "ankle", "version": "1", "hash": "0"}})),
        to_fragment(json.dumps({"answers": {"chest-trouble": "x" * 3_000_000}})),
        to_fragment(json.dumps({"answers": {}}))[:-9],
    ],
)
def test_a_link_that_is_none_opens_nothing(typed: str) -> None:
    page = Page(TestClient(app(), base_url="http://testserver").post("/en/open", data={"link": typed}))
    assert page.status == 422
    assert "There is a problem" in page.text()


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"answers: [", b"- 1", b"answers: {onset: nonsense}", b"a: &a [*a]"]
)
def test_a_file_that_is_none_opens_nothing(content: bytes) -> None:
    client = TestClient(app(), base_url="http://testserver")
    page = Page(client.post("/en/open", files={"file": ("case.yaml", content)}))
    assert page.status == 422
    assert "There is a problem" in page.text()


def test_a_case_with_check_ins_tells_how_it_stands_and_is_not_asked_as_if_it_had_none(tmp_path: Path) -> None:
    """The first interview was mild; the check-in after it was an emergency."""
    case, given = tmp_path / "case.yaml", tmp_path / "given.yaml"
    case.write_text(ready_case())
    given.write_text("answers: {chest-trouble: yes}")
    words = ["check-in", str(case), "--answers", str(given), "--date", "2026-03-05", "--lang", "en"]
    assert "112" in CliRunner().invoke(main, words).output
    client = TestClient(app(), base_url="http://testserver")
    page = Page(client.post("/en/open", files={"file": ("case.yaml", case.read_bytes())}))
    assert page.status == 200
    assert page.h1 == f"How soon: {once.base().urgencies['emergency'].name['en']}"
    assert "112" in page.text()
    assert page.template == "outcome"
    assert "Look after it yourself" not in page.text()


def test_nothing_is_followed_to_another_site() -> None:
    client = TestClient(app(), base_url="http://testserver", follow_redirects=False)
    for path in ("/", "/en/ask", "//elsewhere.example/", "/en/..//elsewhere.example", "/?next=//elsewhere.example"):
        response = client.get(path, headers={"accept-language": "//elsewhere.example"})
        assert response.headers.get("location", "/en") in ("/en", "/nl")


def test_a_base_that_changed_between_two_pages_takes_what_still_fits(tmp_path: Path) -> None:
    """An option of a question that was answered is gone: it is asked again, and the rest stays."""
    old = tmp_path / "base"
    copytree(shipped(), old, ignore=lambda _, names: [name for name in names if name in ("cases", "properties")])
    file = old / "questions" / "how-it-began.yaml"
    text = file.read_text()
    assert "something-else:" in text
    manifest = old / "base.yaml"
    manifest.write_text(manifest.read_text().replace("version: ", "version: 9.", 1))
    newer = load(old)
    assert newer.hash != once.base().hash
    visitor = Visitor()
    visitor.begin()
    visitor.go_on(none="none")
    asked = visitor.page.h1
    visitor.client = TestClient(application(newer, settings(knowledge=old)), base_url="http://testserver")
    visitor.go_on(none="none")
    assert visitor.page.status == 409
    assert visitor.page.h1 == "The questions were renewed"
    visitor.press("Go on with my answers")
    assert visitor.page.status == 200
    assert visitor.page.h1.removesuffix(" (continued)") == asked.removesuffix(" (continued)")


def test_two_servers_with_one_key_answer_as_one() -> None:
    """Halfway, another process takes over."""
    one, other = (application(once.base(), settings()) for _ in range(2))
    pages = []
    for servers in ([one], [one, other]):
        clients = [TestClient(server, base_url="http://testserver") for server in servers]
        visitor = Visitor(made=one)
        visitor.begin()
        for step in range(12):
            visitor.client = clients[step % len(clients)]
            if visitor.page.template == "calmer":
                visitor.go_on()
            else:
                visitor.fill_in({})
        pages.append(visitor.page.html)
    assert pages[0] == pages[1]


def test_a_clock_that_is_set_back_loses_nothing() -> None:
    visitor = Visitor()
    visitor.begin()
    earlier = application(once.base(), settings(today=lambda: TODAY - timedelta(days=4000)))
    visitor.client = TestClient(earlier, base_url="http://testserver")
    assert visitor.go_on(none="none").status == 200


def test_one_who_asks_too_often_waits_and_nobody_else_does() -> None:
    made = application(once.base(), settings(limits=Limits(rate=0.001, burst=3)))
    eager, other = (
        TestClient(made, base_url="http://testserver", client=(host, 1)) for host in ("10.0.0.1", "10.0.0.2")
    )
    assert [eager.get("/en").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert "Too many pages at once" in eager.get("/en").text
    assert other.get("/en").status_code == 200


OURS = ("localhost", "LOCALHOST:8000", "a.localhost", "127.0.0.1:8000", "192.168.1.5", "[::1]:8000", "Example.org.:80")
ANOTHERS = (
    "elsewhere.example",
    "localhost.elsewhere.example",
    "127.0.0.1.elsewhere.example",
    "notexample.org",
    "elsewhere.example/@localhost",
    "127.1",
    "[::1",
    "",
)


@pytest.mark.parametrize("host", [*OURS, *ANOTHERS])
def test_a_name_that_is_not_ours_opens_nothing(host: str) -> None:
    """Its owner may have led it to this machine: to a browser our pages would be part of theirs."""
    client = TestClient(application(once.base(), settings(names=frozenset({"example.org"}))))
    page = client.get("/en", headers={"host": host})
    begun = client.post("/en/ask", data={"do": "begin"}, headers={"host": host, "origin": f"http://{host}"})
    answer = client.post("/api/next", json={"answers": {}}, headers={"host": host})
    if host in OURS:
        assert (page.status_code, answer.status_code) == (200, 200)
        assert begun.status_code == 200
        return
    assert (page.status_code, begun.status_code, answer.status_code) == (421, 421, 421)
    assert "are not known under this name" in page.text
    assert CALL in page.text
    assert answer.json() == {"error": say("web-other-name", "en")}


def run(guard: Guard, messages: list[dict[str, Any]], headers: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """What a guard sends to a browser that sends these."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop(0)
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/en/ask",
        "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": ("10.0.0.1", 1),
    }
    asyncio.run(guard(scope, receive, send))
    return sent


def test_who_brings_a_form_too_slowly_is_not_waited_for() -> None:
    made = application(once.base(), settings(limits=Limits(seconds=0.05)))
    assert isinstance(made, Guard)
    sent = run(made, [{"type": "http.request", "body": b"state=", "more_body": True}])
    assert sent[0]["status"] == 503


def test_who_breaks_off_is_let_go() -> None:
    made = app()
    sent = run(made, [{"type": "http.request", "body": b"s", "more_body": True}, {"type": "http.disconnect"}])
    assert sent[0]["status"] == 400


def test_who_does_not_say_how_much_it_is_brings_no_more_than_may_be() -> None:
    made = app()
    part = {"type": "http.request", "body": b"x" * 50_000, "more_body": True}
    assert run(made, [dict(part) for _ in range(9)])[0]["status"] == 413
    assert run(made, [], {"content-length": "-1"})[0]["status"] == 413
    assert run(made, [], {"content-length": "many"})[0]["status"] == 413


def test_a_mistake_of_ours_is_a_clear_page_and_tells_nothing_of_anybody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = application(once.base(), settings())
    visitor = Visitor(made=made)
    visitor.begin()

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret-answer")

    monkeypatch.setattr("triage.web.journey.Journey.move", broken)
    with caplog.at_level(logging.DEBUG):
        visitor.go_on(none="none")
    assert visitor.page.status == 500
    assert "it is not your doing" in visitor.page.text()
    assert CALL in visitor.page.html
    assert "RuntimeError" in caplog.text
    assert "secret-answer" not in caplog.text + visitor.page.html


def test_a_state_is_bound_to_its_base_and_says_nothing_of_time() -> None:
    base = once.base()
    seal = Seal(KEY, base)
    state = State({"chest-trouble": "no"}, (("chest-trouble",),), told=True, notes=("x",))
    brought = seal.read(seal.write(state))
    assert brought.state == state
    assert (brought.base, brought.version, brought.hash) == (base.id, base.version, base.hash)
    assert seal.write(state) == Seal(KEY, base).write(state)


def test_a_link_is_read_as_a_case_file_is() -> None:
    case, _ = from_fragment(once.base(), "https://example.org/en/open#" + to_fragment('{"answers": {"limp": "yes"}}'))
    assert dict(case.answers) == {"limp": "yes"}
