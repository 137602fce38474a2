"""What is said before anything that is made of a case file: that it was saved under another version of the base.

Every command that reads a case file says these first, so that nobody reads on without knowing.
"""

from __future__ import annotations

from triage.explanation.phrases import say
from triage.language.case import Case, Saved
from triage.language.model import Base


def notices(base: Base, case: Case, language: str) -> tuple[str, ...]:
    """Whole sentences for whoever reads what is made of this case; most urgent first, often none."""
    note = version_note(base, case.saved, language)
    return () if note is None else (note,)


def version_note(base: Base, saved: Saved | None, language: str) -> str | None:
    """Says that a case was saved under another version of the base; None where it was this very one."""
    if saved is None or saved.hash == base.hash:
        return None
    before, now = saved.version, base.version
    if before == now:
        before, now = f"{before} ({saved.hash[:12]})", f"{now} ({base.hash[:12]})"
    return say("other-version", language, saved=before, current=now)
