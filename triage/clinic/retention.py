"""What has been kept for long enough: the rule of a store, and the cases in which nothing changed for so long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from triage.clinic.problems import StoreProblem
from triage.clinic.tables import CaseRow, RetentionRow

LONGEST = 1200
"""A rule names so many months at most."""
ONLY = 1
"""The number of the one row of the rule."""


class Old(NamedTuple):
    """A case that may go."""

    id: int
    handle: str


def rule(session: Session) -> int | None:
    """After how many months without a change a case goes; None where there is no rule."""
    return session.scalar(select(RetentionRow.months).where(RetentionRow.id == ONLY))


def set_rule(session: Session, months: int | None) -> None:
    """Raises StoreProblem for what is no number of months."""
    if months is not None:
        _check(months)
    session.execute(delete(RetentionRow))
    if months is not None:
        session.add(RetentionRow(id=ONLY, months=months))


def kept_long_enough(session: Session, now: datetime, months: int) -> Sequence[Old]:
    """The cases that nobody changed for so many months, oldest first. Raises StoreProblem for what is no number."""
    _check(months)
    asked = select(CaseRow.id, CaseRow.handle).where(CaseRow.changed < months_before(now, months))
    return [Old(*row) for row in session.execute(asked.order_by(CaseRow.changed, CaseRow.id))]


def _check(months: int) -> None:
    if not 1 <= months <= LONGEST:
        raise StoreProblem("bad-months")


def months_before(now: datetime, months: int) -> datetime:
    """The same day so many months ago; the last of that month where it is shorter.

    >>> from datetime import UTC
    >>> str(months_before(datetime(2026, 3, 31, tzinfo=UTC), 1).date())
    '2026-02-28'
    """
    count = now.year * 12 + now.month - 1 - months
    year, month = divmod(count, 12)
    for day in (now.day, 30, 29, 28):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months before {now}")
