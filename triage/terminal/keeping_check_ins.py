"""A check-in in the file of its case: nobody's answers are lost, whoever else writes there.

The file is read again under its lock, and written with what it says now: a correction made meanwhile stays, and so do
comments, the mode of the file and a symbolic link to it. Where two check-ins cannot stand in one file, the second gets
a file of its own, whole with everything before it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

from triage.cases.case import Case
from triage.follow_up.check_in import Concluded
from triage.language.base import Base
from triage.language.document import read_text
from triage.language.errors import TriageError
from triage.language.writing import PRIVATE, locked, write_atomically
from triage.records.case_file import with_follow_up
from triage.terminal.saving import why_not_kept
from triage.words.saying import say

Again = Callable[[str], tuple[Case, Concluded] | None]
"""Concludes a check-in on the text that the file has now; None where that cannot be."""


class KeptAside(TriageError):
    """The check-in is kept, in another file than was named."""


def keep(
    base: Base,
    path: Path,
    text: str,
    case: Case,
    done: Concluded,
    again: Again,
    today: date,
    language: str,
    waiting: Callable[[], None] | None = None,
) -> tuple[Case, Concluded]:
    """Keeps a check-in of `case`, which was read from `text`, and gives both as they were kept. `waiting` is called
    where another program holds the file.

    Raises KeptAside where it stands in a file of its own, TriageError where it cannot be kept at all."""
    try:
        with locked(path, waiting=waiting):
            now = _read(path)
            if now == text:
                whose, kept = case, done
            else:
                kept_now = again(now) if now is not None else None
                if kept_now is None:
                    raise _aside(base, path, text, case, done, today, language)
                whose, kept = kept_now
            write_atomically(path, with_follow_up(base, now or text, str(path), whose, kept.follow_up), _mode(path))
    except OSError as error:
        reason = why_not_kept(error, language)
        raise TriageError(f"{path}: {say('check-in-not-kept', language, reason=reason)}") from error
    return whose, kept


def _read(path: Path) -> str | None:
    """The text of the file; None where it is gone, or is no text any more."""
    try:
        return read_text(path, str(path))
    except TriageError:
        return None


def _mode(path: Path) -> int:
    """The mode that the file has; a new one holds somebody's answers."""
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else PRIVATE


def _aside(base: Base, path: Path, text: str, case: Case, done: Concluded, today: date, language: str) -> KeptAside:
    """Keeps the case with this check-in in a file of its own beside the other. Raises OSError."""
    number = 1
    while True:
        last = f"-{number}" if number > 1 else ""
        other = path.with_name(f"{path.stem}-check-in-{today}{last}{path.suffix}")
        if not os.path.lexists(other):
            break
        number += 1
    write_atomically(other, with_follow_up(base, text, str(path), case, done.follow_up), _mode(path))
    return KeptAside(f"{path}: {say('check-in-kept-aside', language, other=other)}")
