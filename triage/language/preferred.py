"""The language to speak where nobody says which."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence


def preferred(languages: Sequence[str], *first: str | None) -> str:
    """Of these languages the first of those named, or the locale's, or English, or simply the first."""
    wanted = (code for code in (*first, *_locale(), "en") if code is not None and code in languages)
    return languages[languages.index(next(wanted, languages[0]))]


def _locale() -> Iterator[str]:
    """What the surroundings say, as gettext reads them: the languages in `LANGUAGE` go before the locale, unless that
    is C. On Windows, which sets none of these, the language of the system."""
    name = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    plain = name.partition(".")[0] in ("C", "POSIX")
    if not plain:
        yield from (language_in(word) for word in os.environ.get("LANGUAGE", "").split(":") if word)
    if name:
        yield language_in(name)
    elif os.name == "nt":  # pragma: no cover
        import locale  # noqa: PLC0415  # where nobody says

        yield language_in(locale.getlocale()[0] or "")


def language_in(name: str) -> str:
    """The language in the name of a locale: `nl` of `nl_NL.UTF-8`, of `nl-BE`, of `NL` and of `Dutch_Netherlands`."""
    word = re.split(r"[-_.@]", name.strip().lower(), maxsplit=1)[0]
    return {"dutch": "nl", "english": "en"}.get(word, word)
