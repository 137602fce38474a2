"""The check-in that a case was followed up with."""

from __future__ import annotations

from pathlib import Path

from triage.cases.case import Case
from triage.language.base import Base
from triage.language.check_in import has_check_in, load_check_in
from triage.language.errors import TriageError


def check_in_of(base: Base, case: Case, directory: Path | None) -> Base | None:
    """The check-in of the base in a directory, for a case that has check-ins; None where there is none.

    What is wrong with a check-in must not keep anybody from what their answers came to."""
    if case.follow_up is None or not case.follow_up.check_ins or not has_check_in(directory):
        return None
    try:
        return load_check_in(base, directory)
    except TriageError:
        return None
