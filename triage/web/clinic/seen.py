"""What is worked out of a case of the store, remembered while nothing of it changes.

It is in memory alone, and gone when the server stops, or with the first page after a case was changed or deleted,
whichever process did that. All of it follows from the text of the case,
so that nothing old is ever shown, and nobody whom the case is hidden from gets what another saw.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from hashlib import sha256

from triage.cases.case import Case, read_case
from triage.clinic.model import StoredCase
from triage.explanation.hinges import Hinges, hinges
from triage.follow_up.standing import Standing, standing
from triage.language.base import Base
from triage.language.words import Words
from triage.reports.clinician.for_clinician import ForClinician, for_clinician
from triage.reports.clinician.for_patient import course
from triage.web.remembering import Remembered

MOST = 64
"""So many cases are remembered, the latest."""


class Seen:
    """A case that is kept, and what follows from it. Raises CaseError where it cannot be read."""

    def __init__(self, base: Base, inside: Base | None, kept: StoredCase) -> None:
        self.base = base
        self.kept = kept
        self.case: Case = read_case(base, kept.text, kept.code)
        self.stands: Standing = standing(base, inside, self.case)
        self._told: dict[str, ForClinician] = {}

    def told(self, language: str) -> ForClinician:
        """Conclusions with proof, trace and what is open, in a language."""
        if language not in self._told:
            now = course(self.stands, None, language)
            self._told[language] = for_clinician(Words(self.base, language), self.stands.outcome, now)
        return self._told[language]

    @cached_property
    def hinges(self) -> Hinges:
        """Which single answers the outcome hinges on."""
        return hinges(self.stands.outcome, pairs=False)

    @cached_property
    def pairs(self) -> Hinges:
        """Two answers together as well; takes seconds the first time."""
        return hinges(self.stands.outcome)


class Memory:
    """The cases that were looked at last."""

    def __init__(self, base: Base, inside: Base | None) -> None:
        self.base = base
        self.inside = inside
        self._cases: Remembered[Seen] = Remembered(MOST)

    def of(self, kept: StoredCase) -> Seen:
        """Raises TriageError where this version of the base cannot read it."""
        key = kept.code, kept.version, sha256(kept.text.encode()).digest()
        seen = self._cases.get(key)
        return seen if seen is not None else self._cases.keep(key, Seen(self.base, self.inside, kept))

    def kept(self) -> list[StoredCase]:
        """The cases that are remembered."""
        return [seen.kept for _, seen in self._cases.items()]

    def forget_but(self, still: Set[StoredCase]) -> None:
        """All but these."""
        self._cases.forget([key for key, seen in self._cases.items() if seen.kept not in still])
