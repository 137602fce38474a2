"""Numbers to call in a text, as links that a telephone takes."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from triage.reports.layout import clean

NUMBER = re.compile(r"(?<![\w.,:/-])\+?[0-9](?:[ -]?[0-9]){2,}(?![\w%]|[.,:/-]\w)")


def number_in(text: str) -> str:
    """The number to call in what there is to do; empty where there is none."""
    found = NUMBER.search(text)
    return found[0] if found else ""


@lru_cache(maxsize=1024, typed=True)
def calling(text: str) -> Markup:
    """A text in which the number to call can be tapped."""
    made, end = Markup(""), 0
    for found in NUMBER.finditer(text):
        digits = re.sub(r"[^+0-9]", "", found[0])
        made += escape(clean(text[end : found.start()]))
        made += Markup('<a href="tel:{}">{}</a>').format(digits, found[0])
        end = found.end()
    return made + escape(clean(text[end:]))
