"""What typed words mean at a question: a command, a yes, a no, nothing of it, "I don't know", or an option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from triage.language.condition import NONE, UNKNOWN
from triage.words.understanding import Meanings, bare

Command = Literal["help", "why", "back", "answers", "status", "quit", "another", "myself"]
COMMANDS: Mapping[Command, str] = {
    "help": "typed-help",
    "why": "typed-why",
    "back": "typed-back",
    "answers": "typed-answers",
    "status": "typed-status",
    "quit": "typed-quit",
    "another": "typed-another",
    "myself": "typed-myself",
}
"""Every command, and the phrase that lists the words for it."""
REPLIES = Meanings(
    {
        "yes": ("typed-yes", "yes"),
        "no": ("typed-no", "no"),
        NONE: ("typed-none", "none", "typed-no", "no"),
        UNKNOWN: ("typed-unknown", "unknown"),
        **{name: (key,) for name, key in COMMANDS.items()},
    },
    together=("no", NONE),
)
"""What a typed line may mean, whichever language is spoken: a no means of a list that nothing of it is true."""
SAID = ("yes", "no", NONE, UNKNOWN)
"""Ids that are words of English too."""


def command(line: str, language: str) -> Command | None:
    meant = REPLIES.of(line, language)
    return next((name for name in COMMANDS if name in meant), None)


def means_unknown(line: str, language: str) -> bool:
    return UNKNOWN in REPLIES.of(line, language)


def chosen(options: Sequence[tuple[str, str]], line: str, language: str) -> str | None:
    """The one option, each an id and its words, whose id or whole words this is, or that a yes, a no or an "I don't
    know" means here."""
    text = bare(line)
    ids = {name for name, _ in options}
    meant = REPLIES.of(text, language)
    if text in ids and (text not in SAID or not meant or text in meant):
        return text
    if UNKNOWN in meant and UNKNOWN in ids:
        return UNKNOWN
    for word in ("yes", "no"):
        if word in meant and word in ids:
            return word
    labelled = [name for name, label in options if bare(label) == text]
    if len(labelled) == 1:
        return labelled[0]
    return NONE if NONE in meant and NONE in ids else None
