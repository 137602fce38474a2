"""A check-in in the file of its case: nobody's answers are lost, whoever else writes there.

The file is read again under its lock, and written with what it says now: a correction made meanwhile stays, and so do
comments, the mode of the file and a symbolic link to it. Where two check-ins cannot stand in one file, the second gets
a file of its own, whole with everything before it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from triage.explanation.phrases import say
from triage.follow_up.check_in import Concluded
from triage.inference.outcome import infer
from triage.language.answer import plain
from triage.language.case import SAVE_FORMAT, SET_ASIDE, Case, Saved, read_case
from triage.language.document import read_text
from triage.language.earlier import set_aside_data
from triage.language.errors import TriageError
from triage.language.follow_up import FollowUp, follow_up_data
from triage.language.model import Base
from triage.language.writing import PRIVATE, locked, write_whole
from triage.records.beside import with_parts
from triage.terminal.saving import saved_data, why_not_kept

Again = Callable[[str], tuple[Case, Concluded] | None]
"""Concludes a check-in on the text that the file has now; None where that cannot be."""


class KeptAside(TriageError):
    """The check-in is kept, in another file than was named."""


def keep(
    base: Base, path: Path, text: str, case: Case, done: Concluded, again: Again, today: date, language: str
) -> tuple[Case, Concluded]:
    """Keeps a check-in of `case`, which was read from `text`, and gives both as they were kept.

    Raises KeptAside where it stands in a file of its own, TriageError where it cannot be kept at all."""
    try:
        with locked(path):
            now = _read(path)
            if now == text:
                whose, kept = case, done
            else:
                made = again(now) if now is not None else None
                if made is None:
                    raise _aside(base, path, text, case, done, today, language)
                whose, kept = made
            write_whole(path, written(base, now or text, str(path), whose, kept.follow_up), _mode(path))
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
    write_whole(other, written(base, text, str(path), case, done.follow_up), _mode(path))
    return KeptAside(f"{path}: {say('check-in-kept-aside', language, other=other)}")


def written(base: Base, text: str, file: str, case: Case, follow_up: FollowUp) -> str:
    """The text of a case file with its follow-up in it; all else stays as it stands."""
    answers = case.standing_answers
    saved = replace(
        case.saved or Saved(SAVE_FORMAT, base.id, base.version, base.hash),
        concluded=infer(base, case.answers).conclusion,
    )
    parts: dict[str, object] = {
        **follow_up_data(follow_up),
        "saved": saved_data(base, answers, follow_up, saved, case.set_aside),
    }
    if case.set_aside:
        parts[SET_ASIDE] = set_aside_data(case.set_aside)
    made = with_parts(text, parts)
    if not _reads_alike(base, made, file, case):
        # Answers that this version of the base does not take were set aside when the file was read.
        made = with_parts(text, {"answers": {name: plain(answer) for name, answer in answers.items()}, **parts})
    return made


def _reads_alike(base: Base, text: str, file: str, case: Case) -> bool:
    try:
        return read_case(base, text, file).answers == case.answers
    except TriageError:
        return False
