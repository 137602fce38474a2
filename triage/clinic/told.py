"""What of a case file the work list needs: how urgent it is by now, what leads, and when the next check-in is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from triage.cases.case import Case, read_case
from triage.cases.check_in import check_in_of
from triage.cases.review import Review, answers_hash
from triage.follow_up.beginning import Course, placed
from triage.follow_up.plan import plan, refusal
from triage.follow_up.standing import Standing, newest, standing
from triage.language.base import Base
from triage.language.check_in import has_check_in, load_check_in
from triage.language.errors import TriageError
from triage.records.case_file import parsed, written_out
from triage.records.yaml_patch import REVIEW

WEEKS = 2
"""A check-in comes every week."""


@dataclass(frozen=True, slots=True)
class Told:
    """`text`: the case file without the reviews in it, which are `reviews`; `answers`: their fingerprint."""

    text: str
    answers: str
    urgency: str
    condition: str | None
    due: date | None
    reviews: tuple[Review, ...]


def tell(base: Base, knowledge: Path | None, text: str, name: str) -> Told:
    """Reads a case file; `name` is what it is called in messages, `knowledge` where the base was read.

    Raises CaseError with every mistake in it."""
    case = read_case(base, text, name)
    stands = standing(base, check_in_of(base, case, knowledge), case)
    leads = stands.leads
    if case.reviews:
        data, in_json = parsed(text)
        del data[REVIEW]
        text = written_out(data, in_json)
    return Told(
        text,
        answers_hash(case.answers),
        stands.urgency,
        leads[0] if leads else None,
        _due(base, case, stands, knowledge),
        case.reviews,
    )


def _due(base: Base, case: Case, stands: Standing, knowledge: Path | None) -> date | None:
    """The day of the next check-in, counted from the newest answer; None where there is nothing to check."""
    since = newest(case)
    if case.follow_up is None or since is None or refusal(stands) is not None or not has_check_in(knowledge):
        return None
    try:
        place = placed(base, case)
        course = Course(base, replace(case, follow_up=place), load_check_in(base, knowledge))
        days = plan(course, place, since + timedelta(days=1), WEEKS).days
    except TriageError:  # the place in the pathway is gone under this version: the page of the case says so
        return None
    return next((day.day for day in days if day.check_in), None)
