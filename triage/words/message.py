"""What goes wrong, said in English and known by how it was put together, so that it can be said in another language.

Where something goes wrong nobody knows yet whom it will be told to. So a message is made in English, and whoever tells
it says it in the language of the reader: as a text of help, it is found by what it is in English.
"""

from __future__ import annotations

from functools import lru_cache

from triage.words.saying import BLANK, rendered

ERROR = "error"
"""The context of messages in the files."""


class Message(str):
    """A text in English with blanks that are filled. `template` has each blank in braces; `blanks` are what stands in
    them, messages themselves or what somebody wrote, which no language changes."""

    template: str
    blanks: dict[str, str]

    def __new__(cls, template: str, blanks: dict[str, str]) -> Message:
        message = super().__new__(cls, _filled(template, blanks))
        message.template, message.blanks = template, blanks
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, str]]]:
        return Message, (self.template, self.blanks)


def phrased(template: str, /, **blanks: object) -> Message:
    """A message of this template: `phrased("there is no question {name}", name="`pain`")`."""
    return Message(template, {name: part if isinstance(part, str) else str(part) for name, part in blanks.items()})


def in_language(text: str, language: str) -> str:
    """A message in this language; in English where nobody put it into words there."""
    if not isinstance(text, Message):
        return rendered(text, language, ERROR)
    blanks = {name: in_language(part, language) for name, part in text.blanks.items()}
    return _filled(rendered(text.template, language, ERROR), blanks)


def _filled(template: str, blanks: dict[str, str]) -> str:
    """In one go: what fills a blank may look like another."""
    cut = _cut(template)
    return "".join(blanks.get(part, f"{{{part}}}") if at % 2 else part for at, part in enumerate(cut))


@lru_cache(maxsize=4096)
def _cut(template: str) -> tuple[str, ...]:
    """What stands before the first blank, its name, what stands before the next, and so on."""
    return tuple(BLANK.split(template))
