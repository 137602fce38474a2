"""The command line as where a library is not installed.

In a process of its own: a module that was imported before stays imported, and one that is imported anew is another one,
so that in this process the outcome would depend on what ran before, and change what runs after."""

import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

PROGRAM = """\
import sys
sys.modules[sys.argv.pop(1)] = None
from triage.commands.main import main
main(prog_name="triage")
"""


def without(library: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What `triage` does with these arguments."""
    command = [sys.executable, "-c", PROGRAM, library, *map(str, arguments)]
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=5 * PATIENCE,
    )
