"""A base in which one entry is written otherwise, with no file touched; and what is wrong, as places in that text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from triage.language.base import Base
from triage.language.document import Node, Sequence, decode, parse
from triage.language.errors import Place, Problem
from triage.language.load import build
from triage.words.message import in_language


@dataclass(frozen=True, slots=True)
class Written:
    """An entry of a file as it stands there: its text, the number of its first line, and how many lines it has."""

    file: str
    text: str
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake. `line` counts from the first of the text (0: not in it, and `message` says where); `caret` is the line
    with a sign under the place, as two lines."""

    line: int
    message: str
    caret: tuple[str, str] | None = None


@lru_cache(maxsize=64)
def entries(text: str) -> tuple[Node, ...]:
    """The entries of a file. Raises DocumentError."""
    node = parse(text, "")
    return node.items if isinstance(node, Sequence) else ()


def entry(text: str, place: Place) -> tuple[Node, tuple[str, ...]] | None:
    """The entry that stands at a place of a file, and its lines; None where there is none."""
    nodes = entries(text)
    here = (place.line, place.column)
    at = next((number for number, node in enumerate(nodes) if (node.line, node.column) == here), None)
    if at is None:
        return None
    end = nodes[at + 1].line - 1 if at + 1 < len(nodes) else None
    lines = text.split("\n")[nodes[at].line - 1 : end]
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return nodes[at], tuple(line.rstrip("\r") for line in lines)


def written_at(files: Mapping[str, bytes], place: Place) -> Written | None:
    """The entry at a place of a base, of which these are the files."""
    name = next((name for name in files if f"/{place.file}".endswith(f"/{name}")), None)
    lines_of = None if name is None else entry(decode(files[name], name), place)
    if name is None or lines_of is None:
        return None
    return Written(name, "\n".join(lines_of[1]), place.line, len(lines_of[1]))


def rewritten(files: Mapping[str, bytes], was: Written, text: str) -> Base:
    """The base with another text for this entry. Raises KnowledgeError with every mistake."""
    lines = decode(files[was.file], was.file).split("\n")
    lines[was.line - 1 : was.line - 1 + was.lines] = text.split("\n")
    return build({**files, was.file: "\n".join(lines).encode()})


def wrongs(
    problems: Iterable[Problem], text: str, file: str, language: str, before: int = 0, indent: int = 0
) -> list[Wrong]:
    """Mistakes as places in a text that stands in a file after so many lines, and so far to the right; what they say
    in a language."""
    lines = text.split("\n")
    mistakes = []
    for problem in problems:
        line, column = problem.place.line - before, problem.place.column - indent
        message = in_language(problem.message, language)
        if problem.place.file != file or not 1 <= line <= len(lines):
            mistakes.append(Wrong(0, message if problem.place.file == file else problem.said(language)))
            continue
        excerpt = lines[line - 1].replace("\t", " ")
        mistakes.append(Wrong(line, message, (excerpt, " " * max(min(column - 1, len(excerpt)), 0) + "^")))
    return mistakes
