"""Somebody in a browser without a script: reads a page, fills in its form, presses a button."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient

from tests import once
from tests.patience import PATIENCE
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.texts import text_in
from triage.web.application import Settings, application
from triage.web.guarding import Limits
from triage.web.seal import Seal
from triage.words.saying import for_another

KEY = b"a key that only tests know, and long enough"
TODAY = datetime(2026, 3, 8, 12, tzinfo=UTC)
FREE = Limits(seconds=PATIENCE, rate=0)


def settings(**others: Any) -> Settings:
    return Settings(**{"key": KEY, "limits": FREE, "today": lambda: TODAY, **others})


@cache
def app() -> Any:
    """The application of the shipped base, made once."""
    return application(once.base(), settings())


def seal() -> Seal:
    return Seal(KEY, once.base(), once.check_in())


class Button:
    def __init__(self, action: str, fields: list[tuple[str, str]], name: str, value: str) -> None:
        self.action, self.fields, self.name, self.value = action, fields, name, value


class Field:
    def __init__(self, kind: str, name: str, value: str, ticked: bool) -> None:
        self.kind, self.name, self.value, self.ticked = kind, name, value, ticked


class Page(HTMLParser):
    """What a page holds, as far as somebody can use it."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.status: int = response.status_code
        self.headers = response.headers
        self.html: str = response.text
        self.buttons: dict[str, Button] = {}
        self.fields: list[Field] = []
        self.h1 = ""
        self._form: tuple[str, list[tuple[str, str]]] | None = None
        self._language = ""
        self._button: dict[str, str] | None = None
        self._text: list[str] = []
        self._in: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = (given.get("action", ""), [])
        elif tag == "html":
            self._language = given["lang"]
        elif tag == "input" and given.get("type") == "hidden" and self._form:
            self._form[1].append((given["name"], given["value"]))
        elif tag in ("input", "textarea") and "name" in given:
            self.fields.append(Field(given.get("type", tag), given["name"], given.get("value", ""), "checked" in given))
        elif tag == "button":
            self._button, self._text = given, []
        elif tag == "h1":
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "button" and self._button is not None:
            given, words = self._button, self._words()
            form = given.get("form", "") or self._form
            if form == "move":  # one form at the foot of the page, which holds the state alone
                action = given.get("formaction", f"/{self._language}/ask")
                self.buttons[words] = Button(action, [("state", self.state)], given["name"], given["value"])
            elif isinstance(form, tuple):
                self.buttons[words] = Button(form[0], form[1], given.get("name", ""), given.get("value", ""))
            self._button = None
        elif tag == "h1":
            self.h1 = self._words()

    def _words(self) -> str:
        return " ".join("".join(self._text).split())

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    @property
    def state(self) -> str:
        found = re.search(r'name="state" value="([^"]*)"', self.html)
        assert found, self.html
        return found[1]

    @property
    def template(self) -> str:
        """Which kind of page it is."""
        kinds = {
            "where": 'name="do" value="where"',
            "question": '<form method="post" action="/[^"]*" class="question"',
            "outcome": '<section class="page ',
            "emergency": 'class="alarm whole"',
            "check": 'value="change:[^"]*">[^<]*<span',
            "clash": 'value="right:',
            "calmer": 'value="calmer"',
            "renewed": 'value="renew"',
        }
        return next((kind for kind, sign in kinds.items() if re.search(sign, self.html)), "other")

    def text(self) -> str:
        return words_of(self.html)


@lru_cache(16)
def words_of(html: str) -> str:
    """The words of a piece of a page, as somebody reads them. Many a test looks for several on one page."""

    words: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

        def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
            words.append(" " if tag not in ("a", "strong", "span") else "")

    Reader().feed(html)
    return " ".join("".join(words).split())


class Visitor:
    """`client` is a browser; `page` what it shows."""

    def __init__(self, language: str = "en", made: Any = None, base: Base | None = None) -> None:
        self.client = TestClient(made or app(), base_url="http://testserver", follow_redirects=True)
        self.language = language
        self.base = base or once.base()
        self.page = Page(self.client.get(f"/{language}"))

    def press(self, label: str, **fields: str | Sequence[str]) -> Page:
        """Presses the button with this label, with these fields filled in."""
        button = self.page.buttons[label]
        data: dict[str, Any] = dict(button.fields)
        if button.name:
            data[button.name] = button.value
        self.page = Page(self.client.post(button.action, data={**data, **fields}))
        return self.page

    def begin(self) -> Page:
        return self.press({"nl": "Begin met de vragen", "en": "Start the questions"}[self.language])

    def go_on(self, **fields: str | Sequence[str]) -> Page:
        return self.press({"nl": "Ga verder", "en": "Continue"}[self.language], **fields)

    def fill_in(self, answers: Mapping[str, object]) -> Page:
        """Answers the page that is shown from a case; what that does not have is not known, or none of it."""
        return self.go_on(**self.filled(answers))

    def filled(self, answers: Mapping[str, object]) -> dict[str, Any]:
        items = [field.value for field in self.page.fields if field.name == "yes"]
        if items:
            said = {name: answers.get(name, "no") for name in items}
            yes = [name for name, answer in said.items() if answer == "yes"]
            unsure = [name for name, answer in said.items() if answer == UNKNOWN]
            return {"yes": yes, "unsure": unsure} if yes or unsure else {"none": NONE}
        name = self.asked()
        question = self.base.questions[name]
        answer = answers.get(name, UNKNOWN if question.may_be_unknown else None)
        if question.type == "number" and answer != UNKNOWN and any(f.name == "number" for f in self.page.fields):
            return {"number": str(answer)}
        if isinstance(answer, tuple | list):
            return {"answer": list(answer) or [NONE]}
        return {"answer": str(answer)}

    def asked(self) -> str:
        """The question that is shown."""
        spoken = (self.language, for_another(self.language))
        found = [q.id for q in self.base.questions.values() if self.page.h1 in {text_in(q.ask, one) for one in spoken}]
        assert found, self.page.h1
        return found[0]

    def through(self, answers: Mapping[str, object], most: int = 80) -> Page:
        """Answers whatever is asked, until the answers are to be checked."""
        for _ in range(most):
            match self.page.template:
                case "question":
                    self.fill_in(answers)
                case "emergency":
                    self.press(
                        {
                            "nl": "Hulp is al onderweg: verder met de vragen",
                            "en": "Help is on its way: go on with the questions",
                        }[self.language]
                    )
                case "calmer":
                    self.go_on()
                case "clash":
                    self.press({"nl": "Het klopt allebei zo", "en": "Both are right as they are"}[self.language])
                case kind:
                    assert kind == "check", self.page.html
                    return self.page
        raise AssertionError("the questions do not end")

    def advice(self) -> Page:
        return self.press({"nl": "Laat het advies zien", "en": "Show the advice"}[self.language])
