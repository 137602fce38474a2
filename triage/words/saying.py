"""A phrase by its key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

PLACE = Path(__file__).parent
"""Where a file for each language stands."""
FALLBACK = "en"
"""What is said where a language has no words."""
OTHER = "+other"
"""Behind a language: spoken to somebody who answers for another. Where a text has no such form, its own serves."""
ANOTHER = "another"
"""The context of such forms in the files."""
HELP = "help"
"""The context of texts of help, which are found by what they are in English."""
BLANK = re.compile(r"\{([^{}]*)\}")
"""What is filled in where a phrase is said."""


@dataclass(frozen=True, eq=False)
class Phrase:
    """What a base says in its own way, in each of its languages: `several` where that has another form than one."""

    text: Mapping[str, str]
    several: Mapping[str, str] | None = None


class Language(str):
    """The code of a language, as a base speaks it: what it says in its own way goes before what the program says."""

    own: Mapping[str, Phrase]

    def __new__(cls, code: str, own: Mapping[str, Phrase]) -> Language:
        language = super().__new__(cls, code)
        language.own = own
        return language

    def __reduce__(self) -> tuple[type[Language], tuple[str, Mapping[str, Phrase]]]:
        return Language, (str(self), self.own)


def for_another(language: str) -> str:
    """The language as it is spoken to somebody who answers for another."""
    return language if language.endswith(OTHER) else _as(language, f"{language}{OTHER}")


def plainly(language: str) -> str:
    """The language itself, whoever it is spoken to."""
    return _as(language, language.removesuffix(OTHER)) if language.endswith(OTHER) else language


def _as(language: str, code: str) -> str:
    return Language(code, language.own) if isinstance(language, Language) else code


@cache
def languages() -> tuple[str, ...]:
    """Those that the program speaks, English first: what somebody reads where nobody says which."""
    return tuple(sorted((path.stem for path in PLACE.glob("*.mo")), key=lambda code: (code != FALLBACK, code)))


def say(key: str, language: str, number: float | None = None, /, **values: object) -> str:
    """The phrase in this language, or in English where we do not speak it, with its blanks filled.

    `number` is how many it speaks of, for a phrase that has a form for one and another for several. Raises KeyError
    for a phrase that there is not."""
    text = _phrase(key, language, number)
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def rendered(text: str, language: str, context: str = HELP) -> str:
    """A text that is found by what it is in English, such as one of the help of a command, in this language; as it is
    where nobody put it into words there."""
    plain = plainly(language)
    if plain == FALLBACK or plain not in languages():
        return text
    try:
        return _words(plain).pgettext(context, text)
    except KeyError:
        return text


def is_said(key: str) -> bool:
    """Whether there is such a phrase."""
    return key in keys()


@cache
def keys() -> frozenset[str]:
    """Every phrase that there is."""
    return _words(FALLBACK).keys()


def forms(key: str) -> tuple[str, ...]:
    """A phrase as it is said in English, of one and of several where that is said otherwise, its blanks not filled.
    Raises KeyError for a phrase that there is not."""
    return _words(FALLBACK).forms(key)


def blanks(key: str) -> frozenset[str]:
    """What is filled in where a phrase is said. Raises KeyError for a phrase that there is not."""
    return frozenset(BLANK.findall(" ".join(forms(key))))


def _phrase(key: str, language: str, number: float | None) -> str:
    if isinstance(language, Language) and key in language.own:
        return _own(language.own[key], language, number)
    return _shipped(key, str(language), None if number is None else _plural_number(number))


@lru_cache(maxsize=8192)
def _shipped(key: str, language: str, number: int | None) -> str:
    """A phrase of the program's own, looked up once. Raises KeyError for a phrase that there is not."""
    plain = plainly(language)
    spoken = plain if plain in languages() else FALLBACK
    for words in dict.fromkeys((spoken, FALLBACK)):
        if plain != language:
            try:
                return _words(words).pgettext(ANOTHER, key)
            except KeyError:
                pass  # it is said to both alike
        try:
            return _words(words).gettext(key) if number is None else _words(words).ngettext(key, key, number)
        except KeyError:
            continue
    raise KeyError(key)


def _own(phrase: Phrase, language: str, number: float | None) -> str:
    text = phrase.text if phrase.several is None or number in (None, 1) else phrase.several
    return text[language] if language in text else text[plainly(language)]


def _plural_number(number: float) -> int:
    """The number by which a form is chosen: half of one is not one."""
    return int(number) if number == int(number) else 2


class _Unsaid(NullTranslations):
    """What is not in a file: gettext would say the key itself."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        raise KeyError(msgid1)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        raise KeyError(message)


class _Words(GNUTranslations):
    _catalog: dict[str | tuple[str, int], str]

    def keys(self) -> frozenset[str]:
        """The phrases in the file, without their forms."""
        msgids = (key if isinstance(key, str) else key[0] for key in self._catalog)
        return frozenset(key for key in msgids if key and "\x04" not in key)

    def forms(self, key: str) -> tuple[str, ...]:
        """A phrase as it is said of one and of several, or its only form."""
        if key in self._catalog:
            return (self._catalog[key],)
        numbered = sorted(name[1] for name in self._catalog if isinstance(name, tuple) and name[0] == key)
        if not numbered:
            raise KeyError(key)
        return tuple(self._catalog[key, number] for number in numbered)


@cache
def _words(language: str) -> _Words:
    with (PLACE / f"{language}.mo").open("rb") as file:
        words = _Words(file)
    words.add_fallback(_Unsaid())
    return words
