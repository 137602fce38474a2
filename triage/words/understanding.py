"""What people type, by the words that the phrases list for it.

A phrase such as `typed-no` lists words: `nee | nope`. What a base says in its own way goes first, then the language
that is spoken, then every other language that the program speaks. What is said for something is understood too,
without being listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from triage.words.saying import Language, for_another, languages, plainly, say

BAR = "|"
"""Stands between the words of a list."""


def bare(line: str) -> str:
    """A typed line without what does not matter: capitals, double spaces, a stop at its end."""
    return " ".join(line.replace("\u2019", "'").split()).casefold().rstrip(".!")


def words_in(text: str) -> tuple[str, ...]:
    """The words in a list."""
    return tuple(word for part in text.split(BAR) if (word := part.strip()))


def own_texts(key: str, language: str) -> tuple[str, ...]:
    """What the base says for this phrase in this language, also to whoever answers for another; nothing where it
    says nothing of its own."""
    if not isinstance(language, Language) or key not in language.own:
        return ()
    text = language.own[key].text
    plain = plainly(language)
    return tuple(dict.fromkeys(text[code] for code in (plain, for_another(plain)) if code in text))


@cache
def shipped_texts(key: str, language: str) -> tuple[str, ...]:
    """What the program says for this phrase in a language that it speaks, also to whoever answers for another."""
    return tuple(dict.fromkeys((say(key, language), say(key, for_another(language)))))


def ordered(language: str) -> tuple[str, ...]:
    """The languages that the program speaks, this one first, if it is one of them."""
    plain = str(plainly(language))
    return tuple(sorted(languages(), key=lambda code: code != plain))


def all_words(key: str, language: str) -> tuple[str, ...]:
    """All words of a list: of the base, of the language, of every other."""
    texts = [*own_texts(key, language), *(text for code in ordered(language) for text in shipped_texts(key, code))]
    return tuple(dict.fromkeys(bare(word) for text in texts for word in words_in(text) if bare(word)))


class Meanings:
    """What a line may mean, and the phrases whose words mean that. `together`: meanings that one word may have at
    once; any other word that could mean two things in one language means neither, there and in those behind it."""

    def __init__(self, phrases: Mapping[str, tuple[str, ...]], together: Iterable[str] = ()) -> None:
        self.phrases = phrases
        self.together = frozenset(together)
        self._shipped: dict[str, dict[str, frozenset[str]]] = {}

    def of(self, line: str, language: str) -> frozenset[str]:
        """What a line means to somebody who is spoken to in this language; nothing where that is not clear."""
        word = bare(line)
        meant: frozenset[str] = frozenset()
        if not word:
            return meant
        for more in self._layers(word, language):
            both = meant | more
            if len(both) <= 1 or both <= self.together:
                meant = both
            elif not meant:
                return meant
        return meant

    def _layers(self, word: str, language: str) -> Iterable[frozenset[str]]:
        """What it means to the base, in the language, and in all others."""
        if isinstance(language, Language):
            yield self._found({key: own_texts(key, language) for keys in self.phrases.values() for key in keys}, word)
        plain = str(plainly(language))
        if plain in languages():
            yield self._of(plain).get(word, frozenset())
        others = (self._of(code).get(word, frozenset()) for code in languages() if code != plain)
        yield frozenset().union(*others)

    def _found(self, texts: Mapping[str, tuple[str, ...]], word: str) -> frozenset[str]:
        return frozenset(
            meaning
            for meaning, keys in self.phrases.items()
            if any(word == bare(listed) for key in keys for text in texts[key] for listed in words_in(text))
        )

    def _of(self, code: str) -> Mapping[str, frozenset[str]]:
        """What each word means in a language that the program speaks; read once."""
        if code not in self._shipped:
            meant: dict[str, frozenset[str]] = {}
            for meaning, keys in self.phrases.items():
                for text in (text for key in keys for text in shipped_texts(key, code)):
                    for word in map(bare, words_in(text)):
                        meant[word] = meant.get(word, frozenset()) | {meaning}
            self._shipped[code] = meant
        return self._shipped[code]
