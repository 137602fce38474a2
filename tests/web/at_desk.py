"""Somebody at the clinician's desk, in a browser without a script; and the store that their desk is over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests import once
from tests.web.visitor import TODAY, settings, words_of
from tests.web.window import Window, answers_of, follow
from triage.clinic.model import OPERATOR, Role
from triage.clinic.store import Store
from triage.language.base import Base
from triage.language.words import Words
from triage.web.application import Site, application
from triage.web.carrying import case_text
from triage.web.clinic.desk import Desk
from triage.web.seal import State, plain_answers

ACCOUNTS: Mapping[str, Role] = {
    "Anna": "clinician",
    "Bert": "clinician",
    "Rosa": "researcher",
    "Ada": "administrator",
}
PASSWORD = "een zin die niemand raadt"
STORY = "Ging met hockey ineens door de knieholte"
CODE = "P 12"
WORD = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@contextmanager
def store_in(folder: Path, base: Base | None = None) -> Iterator[Store]:
    """A store with an account of each role, and two clinicians."""
    with Store.open(folder / "store.sqlite", base or once.base(), clock=lambda: TODAY) as store:
        for name, role in ACCOUNTS.items():
            if name not in {each.name for each in store.accounts(OPERATOR)}:
                store.add_account(OPERATOR, name, PASSWORD, role)
        yield store


def desk(store: Store, base: Base | None = None, **others: Any) -> Any:
    """The application with a desk over this store."""
    return application(base or once.base(), settings(store=store, **others))


def desk_of(store: Store) -> Desk:
    """What the pages of a desk over this store share."""
    return Desk(Site(once.base(), settings(store=store)), store)


def enter(window: Window, language: str, name: str) -> None:
    """Somebody logs in, in a browser."""
    window.show(f"/{language}/clinic")
    window.page.fill("#name", name)
    window.page.fill("#password", PASSWORD)
    follow(window.page.locator("main form button"))
    window.page.wait_for_selector(".rooms")


def file_of(stem: str = "sprint-mild-strain", **others: object) -> str:
    """The case file of a worked case, as a person takes it home; `others`: answers that are otherwise."""
    answers = {**plain_answers(answers_of(stem)), **others}
    text = case_text(Words(once.base(), "en"), State(answers), TODAY.date())
    return f"story: {STORY}\n{text}"


class AtDesk:
    """`client` is a browser, `page` what it shows."""

    def __init__(self, made: Any, name: str = "", language: str = "en", address: str = "http://testserver") -> None:
        self.client = TestClient(made, base_url=address)
        self.at = f"/{language}/clinic"
        self.word = ""
        self.page: Any = None
        if name:
            self.log_in(name)

    def log_in(self, name: str, password: str = PASSWORD, **others: Any) -> Any:
        self.get("/login")
        return self.post("/login", others, name=name, password=password)

    def get(self, path: str, *, follow: bool = True) -> Any:
        return self._came(self.client.get(self.at + path, follow_redirects=follow))

    def post(
        self,
        path: str,
        given: Mapping[str, str | list[str]] | None = None,
        /,
        *,
        follow: bool = True,
        file: str | None = None,
        **fields: str | list[str],
    ) -> Any:
        """Sends a form with these fields, and with the word that the page before it had."""
        data = {"csrf": self.word, **(given or {}), **fields}
        files = None if file is None else {"file": ("case.yaml", file.encode())}
        return self._came(self.client.post(self.at + path, data=data, files=files, follow_redirects=follow))

    def _came(self, answer: Any) -> Any:
        found = WORD.search(answer.text)
        self.word = found[1] if found else self.word
        self.page = answer
        return answer

    @property
    def text(self) -> str:
        return words_of(self.page.text)

    def add(self, text: str | None = None, code: str = CODE) -> Any:
        self.get("/add")
        return self.post("/add", file=text or file_of(), code=code)

    def fields(self) -> dict[str, list[str]]:
        """What the largest form of the page would send as it stands."""
        forms = re.findall(r"<form .*?</form>", self.page.text, re.DOTALL)
        form = max(forms, key=len)
        found: dict[str, list[str]] = {}
        for tag in re.findall(r"<input[^>]*>", form):
            given = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
            if given.get("type") in ("radio", "checkbox") and " checked" not in tag:
                continue
            if "name" in given:
                found.setdefault(given["name"], []).append(unescape(given.get("value", "")))
        for name, inside in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'<option value="([^"]*)" selected', inside)
            found[name] = [unescape(chosen[1]) if chosen else ""]
        return found
