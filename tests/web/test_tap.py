"""The tap that drips, asked about in a browser: no illness, four levels, and German."""

from functools import cache
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.web.visitor import Page, settings
from triage.language.load import load
from triage.web.application import application

TAP = Path(__file__).parent.parent / "bases" / "tap"


@cache
def app() -> Any:
    base = load(TAP)
    return application(base, settings(knowledge=TAP))


def pressed(client: TestClient, page: Page, label: str, **fields: str) -> Page:
    button = page.buttons[label]
    named = {button.name: button.value} if button.name else {}
    return Page(client.post(button.action, data={**dict(button.fields), **named, **fields}))


def test_the_level_that_is_told_at_once_breaks_in() -> None:
    client = TestClient(app(), base_url="http://testserver", follow_redirects=True)
    start = Page(client.get("/de"))
    assert '<html lang="de"' in start.html
    assert "Dreh jetzt den Haupthahn zu" in start.text()
    first = pressed(client, start, "Start the questions")
    told = pressed(client, first, "Continue", yes="strom-nass")
    assert told.template == "emergency"
    assert "GEFAHR" in told.text()


def test_the_outcome_has_the_colour_of_how_soon_it_asks_for_help() -> None:
    client = TestClient(app(), base_url="http://testserver", follow_redirects=True)
    page = pressed(client, Page(client.get("/de")), "Start the questions")
    page = pressed(client, page, "Continue", yes="wasser-in-der-wand")
    page = pressed(client, page, "Show the advice")
    assert '<section class="page help-today"' in page.html
    assert "Ruf heute einen Installateur an." in page.text()
