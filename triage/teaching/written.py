"""A rule as its author wrote it, each part of its condition marked true, false or open, as things stand.

Each part is read by the reader of the language, by itself, and evaluated by itself; so what stands behind `not` is
marked as it is, and not as what is denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.language.base import Base
from triage.language.document import Mapping, Node, Scalar, Sequence
from triage.language.edited import entry
from triage.language.errors import Place
from triage.language.evaluate import Known, evaluate
from triage.language.read_condition import ConditionReader
from triage.language.reader import Reader


@dataclass(frozen=True, slots=True)
class Segment:
    """Some of a line; `part`: it is a part of the condition, which stands as `holds` says (None: open)."""

    text: str
    part: bool = False
    holds: bool | None = None


Line = tuple[Segment, ...]


def written(base: Base, text: str, place: Place, known: Known) -> tuple[Line, ...]:
    """The lines of the entry that stands at a place of a file with this text; none where there is no such entry."""
    lines_there = entry(text, place)
    if lines_there is None:
        return ()
    node, lines = lines_there
    when = node.items.get("when") if isinstance(node, Mapping) else None
    marks: dict[int, list[tuple[int, bool | None]]] = {}
    for key, holds in _parts(base, known, when):
        marks.setdefault(key.line - node.line, []).append((key.column - 1, holds))
    return tuple(
        tuple(_segments(line.rstrip(), sorted(marks.get(number, []), key=lambda span: span[0])))
        for number, line in enumerate(lines)
    )


def _parts(base: Base, known: Known, node: Node | None) -> Iterator[tuple[Scalar, bool | None]]:
    """The key of every part of a condition, and how the part stands."""
    if not isinstance(node, Mapping):
        return
    reader = Reader("", [])
    conditions = ConditionReader(base.questions, base.findings)
    for name, value in node.items.items():
        key = node.keys[name]
        yield (
            key,
            evaluate(conditions.read(reader, Mapping({name: value}, {name: key}, (), key.line, key.column)), known),
        )
        within = value.items.get("of") if name == "at-least" and isinstance(value, Mapping) else value
        if name in ("all", "any", "at-least") and isinstance(within, Sequence):
            for part in within.items:
                yield from _parts(base, known, part)
        elif name == "not":
            yield from _parts(base, known, value)


def _segments(line: str, marks: list[tuple[int, bool | None]]) -> Iterator[Segment]:
    """A line cut where each part begins. What ends a list or a mapping belongs to no part."""
    starts = [column for column, _ in marks]
    before = line[: starts[0]] if starts else line
    if before:
        yield Segment(before)
    for (start, holds), end in zip(marks, [*starts[1:], len(line)], strict=False):
        text = line[start:end]
        own = text.rstrip(" ,{}[")
        if text[len(own) :].startswith("]"):
            own += "]"
        yield Segment(own, True, holds)
        if text[len(own) :]:
            yield Segment(text[len(own) :])
