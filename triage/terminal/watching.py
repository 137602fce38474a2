"""The same again whenever a file changes, until somebody stops it.

Files are looked at twice a second: that works on every file system, and a base is small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

from triage.language.errors import TriageError
from triage.language.files import files_under

PAUSE = 0.5
Seen = dict[Path, tuple[int, int]]


def watch(directory: Path, look: Callable[[], None], waiting: Callable[[], None]) -> None:
    """Looks now, and again after every change; says that it is `waiting` in between. Ends with KeyboardInterrupt."""
    while True:
        before = seen(directory)  # what changes while it looks is looked at again
        look()
        waiting()
        while seen(directory) == before:
            sleep(PAUSE)


def seen(directory: Path) -> Seen:
    """The YAML files in a directory, each with when it was written and how large it is. One that is being replaced may
    be missing."""
    return dict(_stamps(directory))


def _stamps(directory: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    paths: list[Path] = []
    with suppress(TriageError):
        paths = files_under(directory)
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            yield path, (status.st_mtime_ns, status.st_size)
