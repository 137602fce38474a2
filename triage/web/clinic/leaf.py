"""A report as the parts of a page: what the terminal writes line by line stands here as headings, paragraphs and lists,
in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from triage.reports.layout import Page, clean

STEP = 2
"""So many spaces of a line are one step to the right."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part. `depth`: so many steps to the right; `lines`: one, but of a list."""

    kind: Literal["heading", "label", "paragraph", "list"]
    depth: int
    lines: tuple[str, ...]


class Leaf(Page):
    """Takes what a report writes on a page; `blocks` is what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []

    def heading(self, text: str, colour: str | None = None) -> None:  # noqa: ARG002  # a page has colours of its own
        self.blocks.append(Block("heading", 0, (clean(text),)))

    def label(self, text: str, indent: int = 0) -> None:
        self.blocks.append(Block("label", indent // STEP, (clean(text),)))

    def paragraph(self, text: str, indent: int = 0) -> None:
        if text:
            self.blocks.append(Block("paragraph", indent // STEP, (clean(text),)))

    def bullets(self, texts: Iterable[str], indent: int = STEP, mark: str = "-") -> None:  # noqa: ARG002
        lines = tuple(map(clean, texts))
        last = self.blocks[-1] if self.blocks else None
        if last is not None and (last.kind, last.depth) == ("list", indent // STEP):
            self.blocks[-1] = replace(last, lines=(*last.lines, *lines))
        elif lines:
            self.blocks.append(Block("list", indent // STEP, lines))

    def gap(self) -> None:
        """Nothing: a page keeps its parts apart by itself."""

    def text(self) -> str:
        return "\n".join(line for block in self.blocks for line in block.lines)
