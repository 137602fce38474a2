"""YAML text to nodes that know their line and column.

The parser is libyaml's, taken as events rather than through a constructor: scalars stay the words they are, places
are kept, and what a hostile file could use against us (aliases that explode, tags, endless nesting) is refused here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from triage.language.errors import Place, Problem, TriageError, printable

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DocumentError(TriageError):
    """Text that is no document at all. Holds the one `problem`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    line: int
    column: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """`items` by key, `keys` the nodes of the keys, `doubled` the keys that stand there more than once."""

    items: dict[str, Node]
    keys: dict[str, Scalar]
    doubled: tuple[Scalar, ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def read_text(path: Path, shown: str) -> str:
    """The text of a file; `shown` is its name in messages.

    Raises DocumentError when it cannot be read, is too large, or is not UTF-8 text."""
    try:
        if path.is_dir():
            raise DocumentError(Problem(Place(shown), "this is a directory; expected a file"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(Problem(Place(shown), f"cannot be read: {_reason(error)}")) from error
    return decode(data, shown)


def decode(data: bytes, shown: str) -> str:
    """UTF-8 text from bytes, within bounds. Raises DocumentError otherwise."""
    if len(data) > MAX_BYTES:
        raise DocumentError(Problem(Place(shown), f"too large; expected at most {MAX_BYTES // 1024 // 1024} MB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(Problem(Place(shown, line), "not UTF-8 text; expected a YAML or JSON text file")) from error
    if "\0" in text:
        raise DocumentError(Problem(Place(shown), "binary data; expected a YAML or JSON text file"))
    return text


def parse(text: str, shown: str) -> Node:
    """The one document in `text`. JSON is read as well. Raises DocumentError with the place of the first mistake."""
    try:
        return _parse(text, shown)
    except DocumentError as error:
        if text.lstrip()[:1] in ("{", "["):  # JSON that YAML will not take: surrogate escapes, tabs
            try:
                return _from_json(json.loads(text, parse_int=str, parse_float=str, parse_constant=str))
            except (ValueError, RecursionError):
                pass
        raise error


def _parse(text: str, shown: str) -> Node:
    try:
        events = _events(text, shown)
        first = next(events)
        node = None if isinstance(first, yaml.StreamEndEvent) else _node(first, events, shown, 0)
        if node is None:
            raise DocumentError(Problem(Place(shown), "the file is empty"))
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise DocumentError(Problem(_place(extra, shown), "a second document starts here; expected only one"))
        return node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise DocumentError(Problem(place, f"not valid YAML: {said}")) from error
    except yaml.YAMLError as error:
        said = printable(" ".join(str(error).split()), 200)
        raise DocumentError(Problem(Place(shown), f"not valid YAML: {said}")) from error


def _events(text: str, shown: str) -> Iterator[Any]:
    skipped = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, skipped):
            continue
        if getattr(event, "anchor", None) is not None:
            raise DocumentError(Problem(_place(event, shown), "anchors and aliases are not used here; write it out"))
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise DocumentError(Problem(_place(event, shown), f"tags such as `{printable(tag)}` are not used here"))
        yield event


def _place(event: Any, shown: str) -> Place:
    return Place(shown, event.start_mark.line + 1, event.start_mark.column + 1)


def _node(event: Any, events: Iterator[Any], shown: str, depth: int) -> Node:
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, line, column, bool(event.style))
    if depth > MAX_DEPTH:
        raise DocumentError(Problem(Place(shown, line, column), f"nested deeper than {MAX_DEPTH} levels"))
    if isinstance(event, yaml.SequenceStartEvent):
        parts = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            parts.append(_node(event, events, shown, depth + 1))
        return Sequence(tuple(parts), line, column)
    items: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    doubled: list[Scalar] = []
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, shown, depth + 1)
        value = _node(next(events), events, shown, depth + 1)
        if not isinstance(key, Scalar):
            raise DocumentError(Problem(Place(shown, key.line, key.column), "a key must be a word"))
        if key.text in items:
            doubled.append(key)
        else:
            items[key.text], keys[key.text] = value, key
    return Mapping(items, keys, tuple(doubled), line, column)


def _from_json(value: object, depth: int = 0) -> Node:
    if depth > MAX_DEPTH:
        raise ValueError("too deep")
    match value:
        case dict():
            items = {str(key): _from_json(part, depth + 1) for key, part in value.items()}
            return Mapping(items, {key: Scalar(key, 1, 1) for key in items}, (), 1, 1)
        case list():
            return Sequence(tuple(_from_json(part, depth + 1) for part in value), 1, 1)
        case None | bool():
            return Scalar(json.dumps(value), 1, 1)
        case _:
            return Scalar(str(value), 1, 1, quoted=isinstance(value, str))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
