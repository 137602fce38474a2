"""How a page is laid out: the templates, what they need, the files that a page refers to, and the languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from gzip import compress
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from triage.language.base import Base
from triage.language.texts import text_in
from triage.reports.calling import calling, number_in
from triage.reports.layout import clean
from triage.reports.person.page import points_title
from triage.reports.person.to_text import FEW
from triage.web.pictures import read_exercises, read_pictures
from triage.words.saying import for_another, languages, say

STATIC = Path(__file__).parent / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


FOR_AN_OUTCOME = (
    *("outcome", "frame", "parts", "one-page", "plan-parts", "letter", "take-along"),
    "reports/parts",
)
"""The templates of an outcome. To read them takes ten times as long as to lay one out."""


class Layout:
    """What pages of one base have in common. Raises KnowledgeError where the pictures of the base are wrong."""

    def __init__(self, base: Base, knowledge: Path | None, intake: bool, follows: bool, asks_words: bool) -> None:
        files = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
        named = {name: f"{sha256(data).hexdigest()[:12]}-{name}" for name, data in files.items()}
        # Nothing of anybody is in these files, so that how long they come out tells nothing.
        self._files = {named[name]: (data, compress(data, mtime=0)) for name, data in files.items()}
        self._environment = templates()
        for name in FOR_AN_OUTCOME:  # before somebody waits for it
            self._environment.get_template(f"{name}.html.jinja")
        self._base = base
        exercises = read_exercises(base, knowledge)
        self._drawn = exercises.markup
        self._common = {
            "calling": calling,
            "language_name": language_name,
            "base": base,
            "pictures": read_pictures(base, knowledge),
            "alarm": base.urgencies[base.levels.alarm],
            "levels": {name: base.urgencies[name] for name in base.levels.order},
            "static": {name: f"/static/{long}" for name, long in named.items()},
            "few": FEW,
            "emergency": False,
            "intake": intake,
            "notes": (),
            "state": None,
            "another": False,
            "check_in": False,
            "thanks": False,
            "follows": follows,
            "asks_words": asks_words,
            "walk": None,
            "path": "",
        }

    def file(self, name: str, packed: bool) -> tuple[bytes, str] | None:
        """What a page refers to by this name, and its kind; None where there is none."""
        file = self._files.get(name)
        return None if file is None else (file[packed], KINDS[Path(name).suffix])

    def text(self, template: str, language: str, values: Mapping[str, object]) -> str:
        """A page; `values`: what is its own."""
        speaks = for_another(language) if values.get("another") else language
        text: str = self._environment.get_template(f"{template}.html.jinja").render(
            **{
                **self._common,
                "say": lambda key, *number, **words: say(key, speaks, *number, **words),
                "text": lambda words: text_in(words, speaks),
                "number": number_in(text_in(self._base.urgencies[self._base.levels.alarm].act, language)),
                "report": _Speaking(speaks),
                "spoken": speaks,
                "language": language,
                "drawn_exercise": lambda name, words: self._drawn(name, say("web-picture", speaks, name=words)),
                **values,
            }
        )
        return text


@dataclass(frozen=True, slots=True)
class _Speaking:
    """What templates of a report ask of it."""

    language: str


def preferred(languages: Sequence[str], accepted: str) -> str:
    """Of these languages the one that a browser would rather have; English, or the first, where it says nothing."""
    wanted = []
    for place, part in enumerate(accepted.split(",")[:20]):
        code, _, weight = part.partition(";")
        share = 1.0
        with suppress(ValueError):
            share = float(weight.strip().removeprefix("q=")) if weight else 1.0
        wanted.append((-share, place, code.strip()[:2].lower()))
    language = next((code for share, _, code in sorted(wanted) if code in languages and share < 0), None)
    return languages[languages.index(language or ("en" if "en" in languages else languages[0]))]


def language_name(code: str) -> str:
    """What a language calls itself."""
    return say("web-language", code) if code in languages() else code


@cache
def templates() -> Environment:
    """The templates, read once."""
    loader = ChoiceLoader([PackageLoader("triage.web"), PrefixLoader({"reports": PackageLoader("triage.reports")})])
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: clean(value) if type(value) is str and not value.isprintable() else value,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["points_title"] = points_title
    environment.filters["calling"] = calling
    environment.filters["groupby_in_order"] = in_order
    environment.filters["raised"] = raised
    return environment


def raised(markup: Markup) -> Markup:
    """Parts of a report with their headings of the fourth level on the third, where a page has none between."""
    return Markup(str(markup).replace("<h4>", "<h3>").replace("</h4>", "</h3>"))


def in_order(rows: Sequence[Any], name: str) -> list[tuple[object, list[Any]]]:
    """Rows that follow each other with the same value, together."""
    return [(value, list(group)) for value, group in groupby(rows, key=attrgetter(name))]
