"""A review in the file of its case, and the worked case that its objections propose: whole on disk at every mark."""

from __future__ import annotations

from pathlib import Path

from triage.cases.case import Case, load_case, read_case
from triage.cases.review import Review, review_data
from triage.language.base import Base
from triage.language.document import decode
from triage.language.errors import CaseError, TriageError
from triage.language.files import read_bytes
from triage.language.writing import locked, write_atomically
from triage.records.opinions import candidate_text, slug
from triage.records.yaml_patch import with_reviews
from triage.words.message import phrased

CANDIDATES = "candidates"
"""The directory for proposed cases, beside the case."""


class Keeping:
    """Keeps the review of one person in one case file. `candidate` is the case that they propose, if any."""

    def __init__(self, base: Base, file: Path, case: Case, by: str, directory: Path | None) -> None:
        self.base = base
        self.file = file
        self.answers = case.answers
        self.directory = directory or file.parent / CANDIDATES
        self.case = case
        self.by = by
        self.candidate: Path | None = None

    def keep(self, review: Review) -> None:
        """Puts the review in the file as it is now: others may have reviewed it meanwhile. Raises TriageError."""
        with locked(self.file):
            self._keep(review)
        self._propose(review)

    def _keep(self, review: Review) -> None:
        text = decode(read_bytes(self.file, str(self.file)), str(self.file))
        now = read_case(self.base, text, str(self.file))
        if now.answers != self.answers:
            raise TriageError(
                phrased("{file}: another program changed the answers meanwhile; review the case again", file=self.file)
            )
        others = {kept_review.by: kept_review for kept_review in now.reviews}
        reviews = [review_data(other_review) for other_review in {**others, review.by: review}.values()]
        try:
            write_atomically(self.file, with_reviews(text, reviews), self.file.stat().st_mode)
        except OSError as error:
            raise self._cannot(self.file, error) from error

    def _propose(self, review: Review) -> None:
        """Writes the case that the reviewer proposes, or takes away what they proposed before."""
        try:
            place = self._place()
            if review.objections:
                self.directory.mkdir(parents=True, exist_ok=True)
                write_atomically(place, candidate_text(self.case, review, place.stem), self.file.stat().st_mode)
                self.candidate = place
            else:
                place.unlink(missing_ok=True)
                self.candidate = None
        except OSError as error:
            raise self._cannot(self.directory, error) from error

    def _place(self) -> Path:
        """A name that nobody has, or the case that this reviewer proposed before."""
        name = f"{self.file.stem}-by-{slug(self.by)}"
        number = 1
        while True:
            place = self.directory / f"{name}{f'-{number}' if number > 1 else ''}.yaml"
            if not place.exists() or self._ours(place):
                return place
            number += 1

    def _ours(self, place: Path) -> bool:
        try:
            candidate = load_case(self.base, place).candidate
        except CaseError:
            return False
        return candidate is not None and candidate.by == self.by

    def _cannot(self, place: Path, error: OSError) -> TriageError:
        reason = "not a directory" if isinstance(error, FileExistsError | NotADirectoryError) else error.strerror
        return TriageError(
            phrased(
                "{place}: the review cannot be kept there: {reason}", place=place, reason=(reason or str(error)).lower()
            )
        )
