"""Numbers to call in a text, as links that a telephone takes."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from triage.reports.layout import clean

NUMBER = re.compile(r"(?<![\w.,:/-])\+?[0-9](?:[ -]?[0-9]){2,}(?![\w%]|[.,:/-]\w)")


def number_in(text: str) -> str:
    """The number to call in what there is to do; empty where there is none."""
    match = NUMBER.search(text)
    return match[0] if match else ""


@lru_cache(maxsize=1024, typed=True)
def calling(text: str) -> Markup:
    """A text in which the number to call can be tapped."""
    markup, end = Markup(""), 0
    for match in NUMBER.finditer(text):
        digits = re.sub(r"[^+0-9]", "", match[0])
        markup += escape(clean(text[end : match.start()]))
        markup += Markup('<a href="tel:{}">{}</a>').format(digits, match[0])
        end = match.end()
    return markup + escape(clean(text[end:]))
