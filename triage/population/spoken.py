"""Answers as tables have them that no program of ours wrote: the words of people and of spreadsheets.

An answer is first read as a case file has it. What is no answer there may still be what a person would say: the label
of an option in one of the base's languages, `ja`, `nee`, `TRUE`, `FALSE`; always the whole of it, capitals or not. What
could mean two things means neither.
"""

from __future__ import annotations

from functools import lru_cache

from triage.language.answer import words_of
from triage.language.condition import NONE, UNKNOWN
from triage.language.model import Question

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "nl": {
        "yes": ("ja", "waar"),
        "no": ("nee", "onwaar"),
        UNKNOWN: ("weet ik niet", "onbekend"),
        NONE: ("niets hiervan", "geen"),
    },
    "en": {
        "yes": ("yes", "true"),
        "no": ("no", "false"),
        UNKNOWN: ("I don't know", "I don’t know", "don't know"),
        NONE: ("none of these",),
    },
}
"""How yes, no, `unknown` and `none` are said: by people, and by spreadsheets in their own language."""


def meant(question: Question, text: str) -> str | None:
    """The word that the question takes for this text, if there is one."""
    return _meanings(question).get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=4096)
def _meanings(question: Question) -> dict[str, str]:
    """What each text means. Every language counts, whatever the base speaks: a spreadsheet has its own."""
    spellings: list[tuple[str, str]] = []
    allowed = {*words_of(question), *([NONE] if question.type == "choices" else [])}
    for language in WORDS.values():
        spellings += [(text, word) for word, texts in language.items() if word in allowed for text in texts]
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
