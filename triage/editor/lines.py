"""What stands around a place in a text that may be half typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

KEY = re.compile(r"^\s*(?:- +)*([\w-]+):(?:\s|$)")
ON_THE_LINE = re.compile(r"([\w-]+):\s*(?:\[[^\]{}]*)?([\w-]*)$")
OPEN = re.compile(r"([\w-]+):\s*\{([^{}]*)$")
WORD = re.compile(r"[\w-]*$")


@dataclass(frozen=True, slots=True)
class Around:
    """The `key` whose value is written here, or "" where a key is written; the key `above`, in whose mapping it stands;
    and what is typed of the word so far."""

    key: str
    above: str
    typed: str


def around(lines: Sequence[str], number: int, column: int) -> Around:
    """What a place is about; `number` and `column` count from 0."""
    before = lines[number][:column] if number < len(lines) else ""
    typed = (WORD.search(before) or ("",))[0]
    if within := OPEN.search(before):
        here = ON_THE_LINE.search(within[2])
        return Around(here[1] if here else "", within[1], typed)
    if here := ON_THE_LINE.search(before):
        return Around(here[1], _above(lines, number, _indent(before))[0], typed)
    above, listed = _above(lines, number, _indent(before))
    item = re.match(r"\s*- *[\w-]*$", before) is not None
    return Around(above if item and listed else "", above, typed)


def _indent(line: str) -> int:
    """How far a line is set in; the mark of an item belongs to it."""
    return len(line) - len(line.lstrip(" -"))


def _above(lines: Sequence[str], number: int, indent: int) -> tuple[str, bool]:
    """The key below which a line stands, and whether nothing but a list can be its value. The first key of an entry
    stands for the mapping of its entry."""
    for at in range(min(number, len(lines)) - 1, -1, -1):
        line = lines[at]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = KEY.match(line)
        if match is None:
            continue
        own = _indent(line)
        if own < indent:
            return match[1], not line.split(":", 1)[1].strip()
        if own == indent and line.lstrip().startswith("- "):
            return match[1], False
    return "", False


def word_at(lines: Sequence[str], number: int, column: int) -> tuple[int, int]:
    """From where to where the word at a place reaches."""
    line = lines[number] if number < len(lines) else ""
    begin = len(line[:column]) - len((WORD.search(line[:column]) or ("",))[0])
    rest = re.match(r"[\w-]*", line[column:])
    return begin, column + len(rest[0] if rest else "")
