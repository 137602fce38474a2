"""Messages apart from the lines of files that are shown below them."""

from __future__ import annotations


def messages(told: str) -> list[str]:
    """What was told, without the lines that it points into."""
    lines = told.splitlines()
    return [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if not (line.strip() == "^" or after.strip() == "^")
    ]
