"""The command line as where a library is not installed.

In a process of its own: a module that was imported before stays imported, and one that is imported anew is another one,
so that in this process the outcome would depend on what ran before, and change what runs after."""

import subprocess
from pathlib import Path

from tests import warm


def without(library: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What `triage` does with these arguments."""
    return warm.run(arguments, directory=cwd, absent=library)
