"""The tap that drips, asked about in a browser: no illness, four levels, and German."""

import re
import signal
import subprocess
import sys
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient

from tests.patience import PATIENCE
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


def test_it_is_served_by_a_program_of_its_own_with_a_desk_and_lessons(tmp_path: Path) -> None:
    words = ["serve", "--knowledge", TAP, "--port", "0", "--teach", "--clinic", "--store", tmp_path / "store.sqlite"]
    command = [sys.executable, "-m", "triage", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:[0-9]+/", running.stdout.readline())
            assert found
            place = found[0]
            for path in ("de", "de/teach/case/nasse-wand?at=99", "de/clinic/login"):
                shown = fetched(f"{place}{path}")
                assert '<html lang="de"' in shown
                assert "Der Wasserhahn tropft" in shown
            # Its cases do not say what they are called: the file does.
            assert 'href="/de/teach/case/nasse-wand"' in fetched(f"{place}de/teach")
            first = fetched(f"{place}de/ask", do="begin")
            state = re.search(r'name="state" value="([^"]*)"', first)
            assert state
            told = fetched(f"{place}de/ask", state=state[1], yes="strom-nass")
            assert "Dreh jetzt den Haupthahn zu und ruf den Notdienst." in told
        finally:
            running.send_signal(signal.SIGINT)
            errors = running.communicate(timeout=PATIENCE)[1]
    assert "Traceback" not in errors


def fetched(address: str, **form: str) -> str:
    """The page at an address; with a form that is sent there."""
    data = urlencode(form).encode() if form else None
    with urllib.request.urlopen(address, data, timeout=PATIENCE) as response:
        return str(response.read().decode())
