"""YAML text to nodes that know their line and column.

The parser is libyaml's, taken as events rather than through a constructor: scalars stay the words they are, places
are kept, and what a hostile file could use against us (aliases that explode, tags, endless nesting) is refused here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from triage.language.errors import Place, Problem, printable
from triage.language.files import MAX_BYTES, DocumentError, read_bytes
from triage.words.message import phrased

MAX_DEPTH = 40
HALF = re.compile("[\ud800-\udfff]")
"""Half a character (a lone surrogate): it cannot be written out again."""


class PurePython(yaml.SafeLoader):
    """PyYAML's own reader, for a Python without libyaml. It would end a text in braces at a question mark; this one
    goes on, as libyaml does."""

    inside = False

    def scan_plain(self) -> Any:
        self.inside = True
        try:
            return super().scan_plain()
        finally:
            self.inside = False

    def peek(self, index: int = 0) -> str:
        letter: str = super().peek(index)
        return "." if self.inside and letter == "?" else letter


LOADER: Any = getattr(yaml, "CSafeLoader", PurePython)


# Nodes are not frozen: a base has ten thousands of them, and making a frozen one takes four times as long.
@dataclass(slots=True)
class Scalar:
    text: str
    line: int
    column: int
    quoted: bool = False


@dataclass(slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """`items` by key, `keys` the nodes of the keys, `doubled` the keys that stand there more than once, `bare` those
    behind a comma that no colon follows: most likely the comma belongs to a text, and they are the rest of it."""

    items: dict[str, Node]
    keys: dict[str, Scalar]
    doubled: tuple[Scalar, ...]
    line: int
    column: int
    bare: tuple[str, ...] = ()


Node = Scalar | Sequence | Mapping


def read_text(path: Path, label: str) -> str:
    """The text of a file; `label` is its name in messages.

    Raises DocumentError when it cannot be read, is too large, or is not UTF-8 text."""
    return decode(read_bytes(path, label), label)


def decode(data: bytes, label: str) -> str:
    """UTF-8 text from bytes, within bounds. Raises DocumentError otherwise."""
    if len(data) > MAX_BYTES:
        raise DocumentError(
            Problem(
                Place(label), phrased("too large; expected at most {megabytes} MB", megabytes=MAX_BYTES // 1024 // 1024)
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(Problem(Place(label, line), "not UTF-8 text; expected a YAML or JSON text file")) from error
    if "\0" in text:
        raise DocumentError(Problem(Place(label), "binary data; expected a YAML or JSON text file"))
    return text


def parse(text: str, label: str) -> Node:
    """The one document in `text`. JSON is read as well. Raises DocumentError with the place of the first mistake."""
    try:
        return parse_yaml(text, label)
    except DocumentError as error:
        if text.lstrip()[:1] in ("{", "["):  # JSON that YAML will not take: surrogate escapes, tabs
            try:
                return _from_json(
                    json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_Pairs)
                )
            except (ValueError, RecursionError):
                pass
        raise error


def parse_yaml(text: str, label: str) -> Node:
    """The same, of YAML alone."""
    if half := HALF.search(text):  # from no file
        before = text[: half.start()].split("\n")
        place = Place(label, len(before), len(before[-1]) + 1)
        raise DocumentError(Problem(place, "not UTF-8 text; expected a YAML or JSON text file"))
    try:
        loader = LOADER(text)
        following: Callable[[], Any] = loader.get_event
        following()  # the start of the stream
        if isinstance(following(), StreamEndEvent):
            raise DocumentError(Problem(Place(label), "the file is empty"))
        node = _node(following(), following, _Source(label, text), 0)
        following()  # the end of the document
        if not isinstance(following(), StreamEndEvent):
            place = _place(following(), label)
            raise DocumentError(Problem(place, "a second document starts here; expected only one"))
        return node
    except yaml.MarkedYAMLError as error:
        mark, opened = error.problem_mark or error.context_mark, error.context_mark
        if opened and error.context == QUOTED and error.problem in UNENDED:
            raise DocumentError(Problem(_at(opened, label), _never_closed(text, opened.line))) from error
        place = _at(mark, label) if mark else Place(label)
        parts = [part for part in (error.context, error.problem) if part]
        message = phrased("{context}, {problem}", context=parts[0], problem=parts[-1]) if parts[1:] else "".join(parts)
        hint = _mended(text, mark.line) if mark else ""
        if not hint and mark and opened and error.context in BRACKETS and opened.line < mark.line:
            hint = phrased(
                "; what `{bracket}` opens in line {line} is not closed there",
                bracket=BRACKETS[error.context],
                line=opened.line + 1,
            )
        raise DocumentError(Problem(place, phrased("not valid YAML: {said}{hint}", said=message, hint=hint))) from error
    except yaml.reader.ReaderError as error:
        message = phrased("a text cannot have the character U+{number}", number=f"{error.character:04X}")
        raise DocumentError(
            Problem(_place_of(error, text, label), phrased("not valid YAML: {said}", said=message))
        ) from error


QUOTED = "while scanning a quoted scalar"
UNENDED = ("found unexpected end of stream", "found unexpected document indicator")
BRACKETS = {"while parsing a flow mapping": "{", "while parsing a flow sequence": "["}
"""What the library says of a text in quotes, and of what stands in brackets, whose end it looked for."""


def _never_closed(text: str, number: int) -> str:
    """A quote that opens and never closes; where a text only begins with an apostrophe, the line with quotes round
    it."""
    line = text.split("\n")[number].removesuffix("\r")
    if len(line) <= WIDE and (match := APOSTROPHE.match(line)) and (instead := in_quotes(match["text"])):
        right = printable(f"{match['before']}{instead}".strip(), 2 * WIDE)
        return phrased(
            "not valid YAML: {said}",
            said=phrased("the quote that opens here is never closed; close it, or write `{right}`", right=right),
        )
    return phrased("not valid YAML: {said}", said="the quote that opens here is never closed; close it")


APOSTROPHE = re.compile(r"""(?P<before>\s*(?:-\s+)*[\w-]+:\s+)(?P<text>'.*[^'\s])\s*\Z""")
ALONE = re.compile(r"""(?P<before>\s*(?:-\s+)*[\w-]+:\s+)(?P<text>[^"'\s{\[].*?)(?P<after>\s*)\Z""")
WITHIN = re.compile(r"""(?P<before>[{,]\s*[\w-]+:\s+)(?P<text>[^"'\s{\[,}][^,}\]]*?)(?=\s*[,}])""")
"""A text that stands behind a key, to the end of its line or to the next comma or brace."""
BOUND = re.compile(r"(?P<sign>[<>]=?)\s*(?P<number>-?[0-9]+(?:\.[0-9]+)?)\Z")
BOUNDS = {">": "more-than", ">=": "at-least", "<": "less-than", "<=": "at-most"}
UNBRACED = re.compile(rf"(?P<sign>{'|'.join(BOUNDS.values())}):\s*(?P<number>-?[0-9]+(?:\.[0-9]+)?)\Z")
"""How a comparison is written here, by the sign that others write it with."""
SIGNS = tuple(">|@%&*!`?-")
"""What a text must not begin with unless it stands in quotes."""


WIDE = 500
"""In no longer line is looked for what would mend it."""


def _mended(text: str, number: int) -> str:
    """What to do about a text that holds a colon or begins with a sign, where quotes round it make the line right: the
    line with them. A sign with a number is a comparison."""
    line = next(iter(text.split("\n")[number : number + 1]), "").removesuffix("\r")
    if len(line) > WIDE:
        return ""
    for form in (ALONE, WITHIN):
        for match in form.finditer(line):
            words = match["text"]
            if ": " not in words and not words.endswith(":") and not words.startswith(SIGNS):
                continue
            start, end = match.span("text")
            bound = BOUND.match(words) or UNBRACED.match(words)
            instead = (
                f"{{{BOUNDS.get(bound['sign'], bound['sign'])}: {bound['number']}}}" if bound else in_quotes(words)
            )
            mended = f"{line[:start]}{instead}{line[end:]}"
            if instead and _reads(mended):
                right = printable(mended.strip(), 2 * WIDE)
                if bound:
                    return phrased("; a comparison is written `{right}`", right=right)
                return phrased("; put quotes round this text: `{right}`", right=right)
    return ""


def in_quotes(words: str) -> str:
    """A text in quotes that take nothing in it for an order; "" where none do."""
    quote = "'" if '"' in words else '"'
    return "" if quote in words or "\\" in words else f"{quote}{words}{quote}"


def _reads(line: str) -> bool:
    try:
        list(yaml.parse(line.strip(), Loader=LOADER))
    except yaml.YAMLError:
        return False
    return True


def _place_of(error: yaml.YAMLError, text: str, label: str) -> Place:
    """Where a character stands that YAML does not take."""
    at = getattr(error, "position", None)
    if not isinstance(at, int):
        return Place(label)
    before = text.encode()[:at].decode(errors="ignore").split("\n")
    return Place(label, len(before), len(before[-1]) + 1)


def _place(event: Any, label: str) -> Place:
    return _at(event.start_mark, label)


def _at(mark: Any, label: str) -> Place:
    return Place(label, mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class _Source:
    """What is being read, and how messages call it."""

    label: str
    text: str

    def ends_without_colon(self, key: Node, event: Any) -> bool:
        """Whether the value that this event gives is empty because a key has no colon behind it."""
        at = event.start_mark.index
        return isinstance(key, Scalar) and not key.quoted and not self.text[max(at - 80, 0) : at].rstrip().endswith(":")


def _node(event: Any, following: Callable[[], Any], source: _Source, depth: int) -> Node:
    """The node that starts with `event`. Called for every word of a base at every start, so it is kept quick."""
    if event.anchor is not None:
        raise DocumentError(Problem(_place(event, source.label), "anchors and aliases are not used here; write it out"))
    if event.tag is not None and event.tag != "!":
        message = phrased("tags such as `{tag}` are not used here", tag=printable(event.tag))
        raise DocumentError(Problem(_place(event, source.label), message))
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if isinstance(event, ScalarEvent):
        return Scalar(event.value, line, column, bool(event.style))
    if depth > MAX_DEPTH:
        raise DocumentError(
            Problem(Place(source.label, line, column), phrased("nested deeper than {most} levels", most=MAX_DEPTH))
        )
    if isinstance(event, SequenceStartEvent):
        parts = []
        while not isinstance(event := following(), SequenceEndEvent):
            parts.append(_node(event, following, source, depth + 1))
        return Sequence(tuple(parts), line, column)
    items: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    doubled: list[Scalar] = []
    bare: list[str] = []
    flow = event.flow_style
    while not isinstance(event := following(), MappingEndEvent):
        key = _node(event, following, source, depth + 1)
        value = _node(event := following(), following, source, depth + 1)
        if not isinstance(key, Scalar):
            raise DocumentError(Problem(Place(source.label, key.line, key.column), "a key must be a word"))
        if (
            flow
            and isinstance(value, Scalar)
            and not (value.text or value.quoted)
            and source.ends_without_colon(key, event)
        ):
            bare.append(key.text)
        if key.text in items:
            doubled.append(key)
        else:
            items[key.text], keys[key.text] = value, key
    return Mapping(items, keys, tuple(doubled), line, column, tuple(bare))


class _Pairs(list[tuple[str, object]]):
    """A JSON object as it was written: a key may stand there twice."""


def _from_json(value: object, depth: int = 0) -> Node:
    if depth > MAX_DEPTH or (isinstance(value, str) and HALF.search(value)):
        raise ValueError("not for us")
    match value:
        case _Pairs():
            items = {key: _from_json(part, depth + 1) for key, part in reversed(value)}  # the first of a doubled key
            keys = {key: Scalar(key, 1, 1) for key, _ in value}
            doubled = tuple(keys[key] for key, count in Counter(key for key, _ in value).items() if count > 1)
            return Mapping({key: items[key] for key in keys}, keys, doubled, 1, 1)
        case list():
            return Sequence(tuple(_from_json(part, depth + 1) for part in value), 1, 1)
        case None | bool():
            return Scalar(json.dumps(value), 1, 1)
        case _:
            return Scalar(str(value), 1, 1, quoted=isinstance(value, str))
