"""What this terminal can do."""

from __future__ import annotations

import os
import shutil
import sys


def colour() -> bool:
    """Whether colour is welcome: on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many characters a line takes: the terminal's, and never so many that reading gets hard."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100) - 1 if sys.stdout.isatty() else 80
