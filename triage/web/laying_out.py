"""What templates need to lay out a page: the templates themselves, and the languages that there are."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from triage.explanation.phrases import PHRASES, say
from triage.reports.calling import calling
from triage.reports.layout import clean
from triage.reports.page import points_title


def preferred(languages: Sequence[str], accepted: str) -> str:
    """Of these languages the one that a browser would rather have; English, or the first, where it says nothing."""
    wanted = []
    for place, part in enumerate(accepted.split(",")[:20]):
        code, _, weight = part.partition(";")
        share = 1.0
        with suppress(ValueError):
            share = float(weight.strip().removeprefix("q=")) if weight else 1.0
        wanted.append((-share, place, code.strip()[:2].lower()))
    found = next((code for share, _, code in sorted(wanted) if code in languages and share < 0), None)
    return found or ("en" if "en" in languages else languages[0])


def language_name(code: str) -> str:
    """What a language calls itself."""
    return say("web-language", code) if code in PHRASES["web-language"] else code


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
    return environment


def in_order(rows: Sequence[Any], name: str) -> list[tuple[object, list[Any]]]:
    """Rows that follow each other with the same value, together."""
    return [(value, list(group)) for value, group in groupby(rows, key=attrgetter(name))]
