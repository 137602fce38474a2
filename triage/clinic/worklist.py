"""The work list: most urgent first, then by the day of the next check-in, then who has waited longest.

A page begins after the last case of the page before it, wherever that stands by now: no page costs more than the first.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from triage.clinic.cases import stored
from triage.clinic.model import Account, Page, StoredCase, Wanted
from triage.clinic.permissions import HIDDEN_FROM
from triage.clinic.tables import CaseRow
from triage.language.base import Base

MOST = 200
"""So many cases are on a page at most."""
FEW = 500
"""So many that were found are named one by one."""
ORDER = (CaseRow.place, CaseRow.due, CaseRow.added, CaseRow.id)


def work_list(session: Session, base: Base | None, by: Account, wanted: Wanted, today: date) -> Page[StoredCase]:
    """Those that are wanted. A researcher cannot search by code: they have none."""
    limit = max(1, min(wanted.limit, MOST))
    tests = _tests(base, wanted, today) + _search(session, by, wanted.text)
    asked = select(CaseRow).where(*tests)
    if wanted.after is not None:
        last = session.scalars(select(CaseRow).where(CaseRow.handle == wanted.after)).first()
        if last is not None:
            asked = asked.where(tuple_(*ORDER) > tuple_(last.place, last.due, last.added, last.id))
    rows = session.scalars(asked.order_by(*ORDER).limit(limit + 1)).all()
    total = session.scalar(select(func.count()).select_from(CaseRow).where(*tests)) or 0
    page = rows[:limit]
    return Page(tuple(stored(row, by) for row in page), page[-1].handle if len(rows) > limit and page else None, total)


def _tests(base: Base | None, wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = []
    if wanted.urgency:
        # The index of the order begins with the place, which comes of the scale of the base.
        rank = {} if base is None else base.levels.rank
        tests.append(CaseRow.place.in_([-rank[level] for level in wanted.urgency if level in rank]))
    if wanted.condition is not None:
        tests.append(CaseRow.condition == wanted.condition)
    if wanted.open_check_in:
        tests.append(CaseRow.due <= today)
    return tests


def _search(session: Session, by: Account, typed: str) -> list[ColumnElement[bool]]:
    """Those with this somewhere in their code. All codes are looked through once, in their own index."""
    text = " ".join(typed.split()).casefold()
    if not text:
        return []
    column = CaseRow.handle if by.role in HIDDEN_FROM else CaseRow.key
    within = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    asked = select(CaseRow.id).where(within(column, text) > 0)
    cases = session.scalars(asked.limit(FEW + 1)).all()
    return [CaseRow.id.in_(cases if len(cases) <= FEW else asked)]
