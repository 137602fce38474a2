"""What can be wrong, said once, in the words of the person who can mend it."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from triage.words.message import in_language, phrased
from triage.words.saying import FALLBACK

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ended, as shells have it."""
FEW = 16
"""So many names are listed, when none is near."""


class TriageError(Exception):
    """Anything that a person did or met and can mend. Its text is the whole message; the command line prints it
    and ends with `exit_code`."""

    exit_code = 2

    @property
    def message(self) -> str:
        """What it says, as it was made."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)

    def said(self, language: str) -> str:
        """What it says, in a language."""
        return in_language(self.message, language)


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: file as shown to people, line and column counted from 1. Line 0: the file as a whole."""

    file: str
    line: int = 0
    column: int = 1

    def __str__(self) -> str:
        return f"{harmless(self.file)}:{self.line}:{self.column}" if self.line else harmless(self.file)


NOWHERE = Place("")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where, and what would be right."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    def said(self, language: str) -> str:
        """Both, in a language."""
        return f"{self.place}: {in_language(self.message, language)}"


TOLD = 100
"""So many mistakes are told, and the number of the others."""
ENOUGH = 1000
"""After so many mistakes the rest is not read: nobody mends them all at once."""


class InputError(TriageError):
    """All mistakes found in what was read. `problems` is sorted by place and never empty; `texts` holds what they are
    in, by the name of the file, where nobody can read that again."""

    def __init__(self, problems: Iterable[Problem], texts: Mapping[str, str] | None = None) -> None:
        self.texts = texts or {}
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(told(self.problems)))

    def said(self, language: str) -> str:
        return "\n".join(told(self.problems, lambda problem: problem.said(language), language))


def told(problems: Sequence[Problem], line: Callable[[Problem], str] = str, language: str = FALLBACK) -> list[str]:
    """Mistakes as lines: so many as anybody reads, and the number of the others, in a language."""
    lines = [line(problem) for problem in problems[:TOLD]]
    if (left := len(problems) - TOLD) > 0:
        least = "at least " if len(problems) >= ENOUGH else ""
        more = phrased("and {least}{number} more; mend these first", least=least, number=left)
        lines.append(in_language(more, language))
    return lines


class KnowledgeError(InputError):
    """A knowledge base that cannot be used."""


class CaseError(InputError):
    """A case file that cannot be used."""


class AnswerError(TriageError):
    """An answer that the question does not take. `question` is its id."""

    def __init__(self, question: str, message: str) -> None:
        self.question = question
        super().__init__(message)


class Problems(list[Problem]):
    """The mistakes found so far. One too many ends the reading: it raises what was found as `error`."""

    def __init__(self, error: type[InputError]) -> None:
        super().__init__()
        self.error = error

    def append(self, problem: Problem) -> None:
        super().append(problem)
        if len(self) >= ENOUGH:
            raise self.error(self)


ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for the tab and the end of a line, directions of writing, and halves of characters."""


def harmless(text: str) -> str:
    """A text of one line or more that can be shown: what a terminal would take for an order stands as a mark."""
    return text if text.isprintable() else ORDERS.sub("\ufffd", text)


def printable(text: str, limit: int = 60) -> str:
    """What was found, fit to be shown: no control or direction characters, and not too long."""
    clean = text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def in_shell(word: str | Path) -> str:
    """A word of a command to be copied: as a shell takes it, and with nothing in it that steers a terminal.

    >>> print(in_shell("my leg.yaml"), in_shell("a\x1b[2Jb"))
    'my leg.yaml' $'a\\x1b[2Jb'
    """
    text = str(word)
    if text.isprintable():
        return shlex.quote(text)
    plain = "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b"\\'" else f"\\x{byte:02x}" for byte in os.fsencode(text)
    )
    return f"$'{plain}'"


def shown_path(path: Path) -> str:
    """A path as it is shown by itself."""
    return str(path) if str(path).isprintable() else in_shell(path)


def quoted(text: str) -> str:
    """A word of the author's, in backticks."""
    return f"`{printable(text)}`"


def listed(names: Iterable[str], limit: int = FEW) -> str:
    """Several words of the author's: the first `limit` of them."""
    words = list(names)
    names = ", ".join(map(quoted, words[:limit]))
    return (
        names if len(words) <= limit else phrased("{names} and {number} more", names=names, number=len(words) - limit)
    )


OPPOSITES = (
    "least/most more/less more/fewer above/below over/under before/after with/without known/unknown able/unable "
    "increase/decrease left/right inner/outer upper/lower first/last min/max minimum/maximum start/end open/closed "
    "yes/no none/all any/all better/worse soft/hard low/high early/late past/future in/out up/down on/off"
)
NEAR = 0.65
"""So alike is a word to the one it was meant to be: `sofort` was never meant to be `soon`."""


def nearest(word: str, names: Iterable[str]) -> str:
    """The hint that follows a misspelt name, or one that was cut short, or what there is to choose from when nothing is
    near. What says the opposite is no misspelling of it."""
    words = list(names)
    same = [name for name in words if name.casefold() == word.casefold()]
    within = [name for name in words if set(word.split("-")) <= set(name.split("-"))]
    close = (
        same
        or within
        or [name for name in get_close_matches(word[:80], words, n=3, cutoff=NEAR) if not _opposite(word, name)]
    )
    if close:
        return phrased("did you mean {name}?", name=quoted(close[0]))
    if not words:
        return "there is none"
    return (
        phrased("there is {names}", names=listed(words))
        if len(words) <= FEW
        else phrased("none of the {number} there are comes near", number=len(words))
    )


def nearest_and(word: str, names: Iterable[str], advice: str) -> str:
    """The same hint, with a sentence behind it that says what else can be done."""
    hint = nearest(word, names)
    return phrased("{hint}{stop} {advice}", hint=hint, stop="" if hint.endswith("?") else ".", advice=advice)


def _opposite(word: str, name: str) -> bool:
    ours, theirs = set(word.split("-")), set(name.split("-"))
    return any(set(pair.split("/")) <= ours ^ theirs for pair in OPPOSITES.split())
