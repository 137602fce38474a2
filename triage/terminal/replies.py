"""What a typed line means at a prompt, the same in every kind of terminal."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.explanation.phrases import say
from triage.language.errors import printable

Command = Literal["help", "why", "back", "status", "quit"]
COMMANDS: Mapping[str, Command] = {
    "?": "help",
    "h": "help",
    "help": "help",
    "uitleg": "help",
    "why": "why",
    "waarom": "why",
    "back": "back",
    "terug": "back",
    "status": "status",
    "quit": "quit",
    "stop": "quit",
    "exit": "quit",
}
"""Every command is understood in every language."""
UNKNOWN_WORDS = ("unknown", "onbekend", "weet niet", "weet ik niet", "don't know", "dont know", "i don't know", "idk")
YES_WORDS = {"y": "yes", "yes": "yes", "ja": "yes", "j": "yes", "n": "no", "no": "no", "nee": "no"}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `exclusive`: not together with others ("none of these", "I don't know")."""

    id: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options chosen, and those that someone is not sure of."""

    sure: tuple[str, ...]
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be answered. `several`: more than one may be ticked; `unsure`: a tick may be a doubtful one; `before`:
    what was answered before, when an answer is corrected."""

    options: tuple[Option, ...]
    language: str
    several: bool = False
    unsure: bool = False
    before: Chosen | None = None


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that means nothing here, and what would."""

    message: str


def command(line: str) -> Command | None:
    return COMMANDS.get(_plain(line))


def read_choice(menu: Menu, line: str) -> Chosen | Misread:
    """A line that chooses: a number, several numbers, or an option's own words."""
    text = _plain(line)
    exact = _by_words(menu, text)
    if exact is not None:
        return Chosen((exact,))
    if menu.unsure and text in UNKNOWN_WORDS:
        return Chosen((), tuple(option.id for option in menu.options if not option.exclusive))
    if not menu.several:
        if text.isdecimal() and 1 <= int(text) <= len(menu.options):
            return Chosen((menu.options[int(text) - 1].id,))
        last = len(menu.options)
        return Misread(f"{_not_understood(menu, line)}{say('choose-number', menu.language, last=last)}")
    return _several(menu, text, line)


def _several(menu: Menu, text: str, line: str) -> Chosen | Misread:
    sure: list[str] = []
    unsure: list[str] = []
    for word in re.split(r"[\s,;+]+", text):
        match = re.fullmatch(r"([0-9]{1,3})(\??)", word)
        if match is None or not 1 <= int(match[1]) <= len(menu.options) or (match[2] and not menu.unsure):
            none = next(
                (number for number, option in enumerate(menu.options, 1) if option.exclusive), len(menu.options)
            )
            hint = say("choose-tick", menu.language, none=none, label=menu.options[none - 1].label)
            return Misread(f"{_not_understood(menu, line)}{hint}")
        chosen = menu.options[int(match[1]) - 1].id
        if chosen not in sure + unsure:
            (unsure if match[2] else sure).append(chosen)
    alone = next((option for option in menu.options if option.exclusive and option.id in sure + unsure), None)
    if alone is not None and len(sure + unsure) > 1:
        return Misread(say("none-alone", menu.language, label=alone.label))
    return Chosen(tuple(sure), tuple(unsure))


def _by_words(menu: Menu, text: str) -> str | None:
    """The option whose id or label this is; one whose label it alone begins, for words of three letters or more."""
    ids = {option.id for option in menu.options}
    if text in ids:
        return text
    if text in UNKNOWN_WORDS and "unknown" in ids:
        return "unknown"
    if YES_WORDS.get(text) in ids:
        return YES_WORDS[text]
    labels = {_plain(option.label): option.id for option in menu.options}
    if text in labels:
        return labels[text]
    begun = [ident for label, ident in labels.items() if label.startswith(text)]
    return begun[0] if len(text) >= 3 and len(begun) == 1 else None


def read_number(line: str, units: Collection[str] = ()) -> float | None:
    """A number as people type it (decimal comma or point), or None. Behind it may stand a word with the first letter of
    one of the `units`: "3 d", but not "3 weeks" where days are asked for."""
    match = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)\s*([^\W0-9_]*)", _plain(line).replace(",", "."))
    if match is None or (
        match[2] and not any(word[0] == match[2][0] for unit in units for word in _plain(unit).split())
    ):
        return None
    return float(match[1])


def means_unknown(line: str) -> bool:
    return _plain(line) in UNKNOWN_WORDS


def _plain(line: str) -> str:
    return " ".join(line.replace("\u2019", "'").split()).casefold().rstrip(".!")


def _not_understood(menu: Menu, line: str) -> str:
    """The beginning of a message; a line with nothing on it needs none."""
    if not line.strip():
        return ""
    return say("not-understood", menu.language, typed=f"\u201c{printable(line.strip(), 30)}\u201d. ")
