"""What this terminal can do."""

from __future__ import annotations

import os
import shutil
import sys


def colour() -> bool:
    """Whether colour is welcome: on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def size() -> os.terminal_size:
    """Columns and lines of the terminal as it is now; COLUMNS and LINES of a shell may be older than that."""
    try:
        now = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        now = os.terminal_size((0, 0))
    return now if now.columns > 0 and now.lines > 0 else shutil.get_terminal_size((80, 24))


def width() -> int:
    """How many columns a line takes: the terminal's, and never so many that reading gets hard."""
    return max(min(size().columns, 100) - 1, 1) if sys.stdout.isatty() else 80
