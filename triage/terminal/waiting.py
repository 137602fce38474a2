"""A frame at once, while what stands in it is still being made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from triage.reports.layout import cells, clean
from triage.terminal import keys
from triage.terminal.style import width


@contextmanager
def framed(command: str, file: object) -> Iterator[None]:
    """On a terminal that can move its cursor: a frame with these words, gone when the block ends, however it ends."""
    if not keys.available():
        yield
        return
    lines = frame(f"triage {command}", clean(str(file)), width())
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write(f"\x1b[{len(lines)}A\r\x1b[J")
        sys.stdout.flush()


def frame(title: str, text: str, width: int) -> list[str]:
    """The lines of it; just the title where the window is too narrow for a frame."""
    room = width - 4
    if room < len(title):
        return [title[:width]]
    while cells(text) > room:
        text = text[1:]
    body = [f"| {line}{' ' * (room - cells(line))} |" for line in (text, "...")]
    return [f"+- {title} {'-' * (room - len(title) - 1)}+", *body, f"+{'-' * (room + 2)}+"]
