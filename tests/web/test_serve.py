"""`triage serve` as somebody starts it: where it listens, what it says, how it ends, and every base that there is."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from click.testing import CliRunner

from tests.patience import PATIENCE
from tests.web.visitor import Visitor, settings
from triage.commands import main as cli
from triage.language.base import Base
from triage.language.load import load
from triage.reports.calling import number_in
from triage.web import application as web
from triage.web import serving
from triage.web.application import Settings, application
from triage.web.laying_out import preferred

ROOT = Path(__file__).parents[2]


def test_two_say_where_they_are_answer_as_one_mid_journey_and_end_when_they_are_told(tmp_path: Path) -> None:
    """Two processes at two ports with one key, as behind one address: each page goes to the other one."""
    key = tmp_path / "key"
    key.write_bytes(os.urandom(32))
    command = [sys.executable, "-m", "triage", "serve", "--port", "0", "--key", str(key), "--lang", "en"]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    try:
        places = []
        for running in both:
            assert running.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:[0-9]+/", running.stdout.readline())
            assert found
            places.append(found[0])
        with urllib.request.urlopen(f"{places[0]}en", timeout=PATIENCE) as response:
            assert "server" not in response.headers
            assert b"Help with hamstring complaints" in response.read()
        assert [under(places[0], name) for name in ("localhost", "elsewhere.example")] == [200, 421]
        sent = {"do": "begin"}
        for step in range(5):
            pages = {sent_to(place, sent) for place in (places if step == 4 else [places[step % 2]])}
            assert len(pages) == 1
            page = pages.pop()
            state = re.search(r'name="state" value="([^"]*)"', page)
            assert state
            sent = {"state": state[1], "none": "none"}
    finally:
        for running in both:
            running.send_signal(signal.SIGINT)
        said = [running.communicate(timeout=PATIENCE)[1] for running in both]
    assert not any("Traceback" in errors for errors in said)


def under(place: str, name: str) -> int:
    """What comes back to whoever asks for it under a name."""
    with closing(HTTPConnection(urlsplit(place).netloc, timeout=PATIENCE)) as connection:
        connection.request("GET", "/en", headers={"host": name})
        return connection.getresponse().status


def sent_to(place: str, form: dict[str, str]) -> str:
    """The page that comes back."""
    with urllib.request.urlopen(f"{place}en/ask", urlencode(form).encode(), timeout=PATIENCE) as response:
        return str(response.read().decode())


def test_processes_share_a_port_answer_alike_and_end_together() -> None:
    command = [sys.executable, "-m", "triage", "serve", "--port", "0", "--workers", "2", "--lang", "en"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:[0-9]+/", running.stdout.readline())
            assert found
            children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
            assert len(children) == 2
            pages = set()
            with ExitStack() as stack:
                for _ in range(8):  # each a connection of its own, which stays
                    connection = stack.enter_context(
                        closing(HTTPConnection(urlsplit(found[0]).netloc, timeout=PATIENCE))
                    )
                    connection.request("GET", "/en")
                    pages.add(connection.getresponse().read())
                assert sockets(children[0]) == sockets(children[1])
            assert len(pages) == 1
        finally:
            running.send_signal(signal.SIGTERM)
            _, errors = running.communicate(timeout=PATIENCE)
    assert "Traceback" not in errors
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def sockets(process: str) -> int:
    """How many a process has open."""
    return sum(os.readlink(each).startswith("socket:") for each in Path(f"/proc/{process}/fd").iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--key", "{tmp}/none"], "cannot be read"),
        (["--key", "{tmp}/short"], "a key of 5 bytes; expected 32 or more"),
        (["--address", "example.org"], "is no address; expected one such as https://example.org"),
        (["--address", "https://["], "is no address; expected one such as https://example.org"),
        (["--address", "https://"], "is no address; expected one such as https://example.org"),
        (["--allow-host", "http://example.org"], "is no name of a machine; expected one such as example.org"),
        (["--allow-host", "example.org:80"], "is no name of a machine; expected one such as example.org"),
        (["--allow-host", ""], "is no name of a machine; expected one such as example.org"),
        (["--port", "{taken}"], "cannot listen at 127.0.0.1"),
        (["--port", "{taken}", "--workers", "2"], "cannot listen at 127.0.0.1"),
        (["--host", "256.0.0.1"], "cannot listen at 256.0.0.1"),
        (["--knowledge", "{tmp}"], "no base.yaml here"),
        (["--lang", "fr"], "does not speak `fr`"),
    ],
)
def test_what_cannot_be_is_one_clear_message(words: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"short")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        given = [word.format(tmp=tmp_path, taken=other.getsockname()[1]) for word in words]
        result = CliRunner().invoke(cli.main, ["serve", *given])
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], {"127.0.0.1"}),
        (["--address", "https://Example.org:8443"], {"127.0.0.1", "example.org"}),
        (["--allow-host", "Café.example.", "--allow-host", "b"], {"127.0.0.1", "xn--caf-dma.example", "b"}),
        (["--host", "0.0.0.0"], {"0.0.0.0", "here", "here.local"}),
    ],
)
def test_its_names_are_those_that_were_given(
    words: list[str], names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Settings] = []
    monkeypatch.setattr(socket, "gethostname", lambda: "Here")
    monkeypatch.setattr(web, "application", lambda _base, settings: given.append(settings))
    monkeypatch.setattr(serving, "serve", lambda *_: None)
    assert CliRunner().invoke(cli.main, ["serve", *words]).exit_code == 0
    assert given[0].names == frozenset(names)


def test_another_base_is_asked_without_a_word_changed(ankle: Base, ankle_files: Path) -> None:
    visitor = Visitor(ankle.languages[0], application(ankle, settings(knowledge=ankle_files)), ankle)
    assert ankle.title[ankle.languages[0]] in visitor.page.text()
    visitor.begin()
    for _ in range(40):
        if visitor.page.template == "check":
            break
        if visitor.page.template == "question":
            visitor.fill_in({})
        else:
            visitor.press(next(label for label in visitor.page.buttons if label.startswith(("Ga verder", "Hulp is"))))
    assert visitor.advice().template == "outcome"


@pytest.mark.parametrize("example", sorted(path.parent.name for path in (ROOT / "examples").glob("*/base.yaml")))
def test_every_example_can_be_served(example: str) -> None:
    directory = ROOT / "examples" / example
    base = load(directory)
    for language in base.languages:
        assert Visitor(language, application(base, settings(knowledge=directory)), base).page.status == 200


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("de,en;q=0.5,nl;q=0.4", "en"),
        ("nl;q=0,en;q=0.1", "en"),
        ("fr", "en"),
        ("", "en"),
        (";;;q=x,,", "en"),
        ("nl;q=nan", "en"),
    ],
)
def test_the_language_is_the_one_that_the_browser_would_rather_have(accepted: str, language: str) -> None:
    assert preferred(("nl", "en"), accepted) == language


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 112 now.", "112"),
        ("Call +31 20 123 4567, or go.", "+31 20 123 4567"),
        ("Bel 0900-1515.", "0900-1515"),
        ("Wait 30 minutes.", ""),
        ("Go to example.org:8080 now.", ""),
        ("Take 1.000 mg.", ""),
        ("Do not wait.", ""),
    ],
)
def test_the_number_to_call_is_the_one_in_the_text(text: str, number: str) -> None:
    assert number_in(text) == number
