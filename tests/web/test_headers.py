"""What every answer carries, what a journey leaves behind (nothing), and that docs/security.md tells the truth."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests import once
from tests.web.visitor import Page, Visitor, app, seal, settings
from triage.language.files import case_files
from triage.web.application import application
from triage.web.guarding import HEADERS
from triage.web.seal import State, plain_answers

DOCS = Path(__file__).parents[2] / "docs"
ADDRESSES = ("/", "/nl", "/en/open", "/en/none", "/api/openapi.json", "/api/none", "/en/ask")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_has_the_headers(path: str) -> None:
    response = TestClient(app(), base_url="http://testserver", follow_redirects=False).get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in response.headers["content-security-policy"]
    assert "set-cookie" not in response.headers
    assert "server" not in response.headers
    assert re.search("no-store|no-cache", response.headers.get("cache-control", "no-cache"))


def test_what_is_refused_has_the_headers_too() -> None:
    response = TestClient(app(), base_url="http://testserver").post("/en/ask", content=b"x" * 1_000_000)
    assert response.status_code == 413
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_files_of_the_pages_are_kept_by_what_is_in_them() -> None:
    client = TestClient(app(), base_url="http://testserver")
    html = client.get("/en").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(files) == 3
    for file in files:
        response = client.get(file)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    assert client.get("/static/web.css").status_code == 404
    assert client.get("/static/..%2Fapplication.py").status_code == 404


def test_no_page_has_a_script_or_style_in_it() -> None:
    visitor = Visitor()
    visitor.begin()
    pages = [visitor.page.html]
    while visitor.page.template != "check":
        if visitor.page.template == "question":
            visitor.fill_in({"pain": 3})
        else:
            visitor.go_on()
        pages.append(visitor.page.html)
    pages += [
        visitor.advice().html,
        visitor.press("The whole plan").html if "The whole plan" in visitor.page.buttons else "",
    ]
    for html in pages:
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:", html)
        assert len(html) < 60_000


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_longest_plan_and_how_its_steps_are_done_are_pages_of_at_most_60_kb(language: str) -> None:
    """What is asked is held above; of what is shown the plan is the longest."""
    visitor = Visitor(language)
    answers = once.case(next(path for path in case_files() if path.stem == "sprint-strain-with-a-pop")).answers
    state = seal().write(State(plain_answers(answers)))
    steps = ["", "plan"]
    while steps:
        do = steps.pop(0)
        page = Page(visitor.client.post(f"/{language}/case", data={"state": state, "do": do}))
        assert len(page.html.encode()) < 60_000, do
        if do == "plan":
            steps = re.findall(r'value="(step:[0-9]+)"', page.html)
            assert len(steps) > 4
        elif do.startswith("step:"):
            assert page.html.count('class="exercise"') > 0
            assert page.html.count('class="doing"') == page.html.count('class="exercise"')


def test_nothing_of_a_journey_is_logged_or_written(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    visitor = Visitor()
    asked: list[str] = []
    visitor.client.event_hooks["request"].append(lambda request: asked.append(str(request.url)))
    with caplog.at_level(logging.DEBUG, logger="triage"):
        visitor.begin()
        visitor.go_on(yes=["very-ill"])
        visitor.press("Show what we know so far")
    assert [record for record in caplog.records if record.name.startswith("triage")] == []
    assert list(tmp_path.rglob("*")) == []
    assert {each.partition("testserver")[2] for each in asked} == {"/en/ask", "/en/case"}


def test_what_is_remembered_holds_no_answers() -> None:
    made = application(once.base(), settings())
    visitor = Visitor(made=made)
    visitor.begin()
    visitor.go_on(none="none")
    site = made.refuse.__self__  # type: ignore[attr-defined]
    remembered = dict(site.journey.remembered.items())
    assert remembered
    for key, found in remembered.items():
        assert isinstance(key, bytes)
        assert len(key) == 32
        assert not hasattr(found, "answers")
    assert not any("chest-trouble" in str(key) for key in remembered)
    visitor.press("Back")
    visitor.go_on(yes=["very-ill"])
    pages = ["".join(parts) for _, parts in site.pages.items()]
    assert pages
    assert not any(" checked" in page or visitor.page.state in page for page in pages)


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    text = (DOCS / "security.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", row)
        assert named, row
        for file, name in named:
            # Those of the store lie beside these, in a folder of their own.
            places = [path.read_text() for path in Path(__file__).parents[1].glob(f"*/{file}")]
            assert any(f"def {name}(" in text for text in places), name


def test_the_start_is_shown_at_once_in_the_language_of_the_browser() -> None:
    for language in ("nl", "en"):
        client = TestClient(app(), follow_redirects=False)
        shown = client.get("/", headers={"accept-language": language})
        assert shown.status_code == 200
        assert shown.headers["vary"] == "accept-language"
        assert shown.text == client.get(f"/{language}").text
