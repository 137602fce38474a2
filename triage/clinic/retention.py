"""What has been kept for long enough: cases in which nothing changed since a day, and sessions that have ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage.clinic.tables import CaseRow


def kept_long_enough(session: Session, before: datetime) -> Sequence[CaseRow]:
    """The cases that nobody changed since, oldest first."""
    return session.scalars(select(CaseRow).where(CaseRow.changed < before).order_by(CaseRow.changed, CaseRow.id)).all()


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
