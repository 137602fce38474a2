"""Answers as tables have them that no program of ours wrote: the words of people and of spreadsheets.

An answer is first read as a case file has it. What is no answer there may still be what a person would say: the label
of an option in one of the base's languages, `ja`, `nee`, `TRUE`, `FALSE`, in every language that the program or the
base speaks; always the whole of it, capitals or not. What could mean two things means neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from triage.language.answer import words_of
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.model import Question
from triage.words.saying import languages
from triage.words.understanding import own_texts, shipped_texts, words_in

PHRASES: dict[str, tuple[str, ...]] = {
    "yes": ("cell-yes", "yes"),
    "no": ("cell-no", "no"),
    UNKNOWN: ("cell-unknown", "unknown"),
    NONE: ("cell-none", "none"),
}
"""The phrases that say how yes, no, `unknown` and `none` are said: by people, and by spreadsheets in their own
language."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of a table are read: whether a number may have a decimal comma; `own`: the words that the base has
    for yes, no, `unknown` and `none`, each with which of these it is."""

    comma: bool = False
    own: tuple[tuple[str, str], ...] = ()


def manner(base: Base, comma: bool) -> Manner:
    own = _listed((word, own_texts(key, code)) for code in base.languages for word, key in _phrases())
    return Manner(comma, tuple(own))


def meant(question: Question, text: str, manner: Manner) -> str | None:
    """The word that the question takes for this text, if there is one."""
    return _meanings(question, manner.own).get(_plain(text))


def _phrases() -> Iterator[tuple[str, str]]:
    return ((word, key) for word, keys in PHRASES.items() for key in keys)


def _listed(phrases: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """Every text in these phrases, with the word that it means."""
    return ((listed, word) for word, texts in phrases for text in texts for listed in words_in(text))


@cache
def _shipped() -> tuple[tuple[str, str], ...]:
    """What the program has for them. Every language counts, whatever the base speaks: a spreadsheet has its own."""
    return tuple(_listed((word, shipped_texts(key, code)) for code in languages() for word, key in _phrases()))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)
def _meanings(question: Question, own: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What each text means."""
    allowed = {*words_of(question), *([NONE] if question.type == "choices" else [])}
    spellings = [(text, word) for text, word in (*_shipped(), *own) if word in allowed]
    for option, label in question.options.items():
        spellings += [(text, option) for text in (option, *label.values())]
    if question.type == "yes-no":
        spellings += [(word, word) for word in ("yes", "no")]
    meanings: dict[str, str] = {}
    unclear = set()
    for text, word in spellings:
        if meanings.setdefault(_plain(text), word) != word:
            unclear.add(_plain(text))
    return {text: word for text, word in meanings.items() if text not in unclear}
