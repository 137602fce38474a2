"""A base in one of its languages."""

from __future__ import annotations

from dataclasses import dataclass

from triage.language.base import Base
from triage.language.model import Text
from triage.language.texts import text_in
from triage.words.saying import plainly, say


@dataclass(frozen=True, slots=True)
class Words:
    """What puts a base into words: whatever is said of it, or by the program around it, is said in this language.

    The language is one that the base speaks, to the person itself or to somebody who answers for another
    (`for_another`)."""

    base: Base
    language: str

    def say(self, key: str, number: float | None = None, /, **values: object) -> str:
        """A phrase of the program (see `triage.words.saying.say`), as this base says it. Raises KeyError for a phrase
        that there is not."""
        return say(key, self.language, number, **values)

    def text(self, text: Text | None) -> str:
        """A text of the base; empty if there is none."""
        return text_in(text, self.language)

    def plain(self) -> Words:
        """The same, as it is said to the person itself."""
        return Words(self.base, self.base.language(plainly(self.language)))
