"""Where this program keeps its own files: answers with a person's data, what can be made again with their caches.

``interviews``   where saved interviews lie, in a directory that nobody else may look into
``cache``        where loaded bases are kept
``clinic``       the store of the clinician's desk, where nobody names another
``saved``        the interviews that are there
``lying``        a saved interview by its bare name, where earlier versions kept them too
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from triage.language.writing import private_directory

NAME = "triage"
"""What our directory is called among those of other programs."""


def interviews() -> Path:
    """The directory for saved interviews. Raises OSError where this person has no directory of their own."""
    import platformdirs  # noqa: PLC0415  # only who needs a place waits for it

    return _absolute(platformdirs.user_data_path(NAME, appauthor=False)) / "interviews"


def cache() -> Path:
    """The directory for what can be made again. Raises OSError as above."""
    import platformdirs  # noqa: PLC0415

    return _absolute(platformdirs.user_cache_path(NAME, appauthor=False)) / "bases"


def clinic() -> Path:
    """The file of the store of cases. Raises OSError as above."""
    import platformdirs  # noqa: PLC0415

    return _absolute(platformdirs.user_data_path(NAME, appauthor=False)) / "clinic" / "cases.sqlite"


def former_interviews() -> Path:
    """Where versions up to 1.1 kept interviews, beside settings, which people publish. Raises OSError as above."""
    return _absolute(Path(click.get_app_dir(NAME))) / "interviews"


def lying(name: Path) -> Path:
    """The file that is meant: as it is named; or, for a bare name that is not here, a saved interview of that name."""
    if name.parent == Path() and name.name and not os.path.lexists(name):
        for directory in (interviews, former_interviews):
            try:
                place = directory() / name
                if place.is_file():
                    return place
            except OSError:
                continue
    return name


def saved() -> list[tuple[datetime, Path]]:
    """The interviews that lie in the directory for them, and when each was last written, the newest first."""
    files = []
    for directory in (interviews, former_interviews):
        with suppress(OSError):
            for place in directory().glob("[!.]*.yaml"):
                status = place.stat()
                if stat.S_ISREG(status.st_mode):
                    files.append((status.st_mtime_ns, place))
    return [(datetime.fromtimestamp(ns / 1e9).astimezone(), place) for ns, place in sorted(files, reverse=True)]


def make_own(directory: Path) -> None:
    """Makes a directory of ours, and closes it where others could look into it. Raises OSError."""
    private_directory(directory)
    for ours in (directory.parent, directory):
        with suppress(OSError):  # somebody else's: then it is as they want it
            if ours.stat().st_mode & 0o077:
                ours.chmod(0o700)


def _absolute(place: Path) -> Path:
    """Never a place that depends on where somebody happens to stand: answers would lie open in a shared directory."""
    if not place.is_absolute():
        raise FileNotFoundError(errno.ENOENT, "no place of this person's own", str(place))
    return place
