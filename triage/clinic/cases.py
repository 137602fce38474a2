"""Cases in the store: putting one in, finding it by its code, changing it where nobody else did meanwhile."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from triage.clinic.hiding import hidden
from triage.clinic.model import Account, StoredCase
from triage.clinic.permissions import HIDDEN_FROM
from triage.clinic.problems import ChangedMeanwhile, NoSuchCase, StoreProblem
from triage.clinic.tables import NEVER, CaseRow, TextRow
from triage.clinic.told import Told
from triage.language.base import Base

LONGEST_CODE = 60
MOST = 256 * 1024
"""A case file has at most so many characters; one with check-ins of a year has a twentieth of it."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""


def add(session: Session, by: Account, told: Told, base: Base, code: str | None, now: datetime) -> CaseRow:
    """Raises StoreProblem where a case has this code already, or it is none."""
    called = checked_code(code) if code is not None else new_code()
    row = CaseRow(code=called, key=code_key(called), handle=secrets.token_hex(8), version=1, added=now)
    _fill(row, by, told, base, now)
    session.add(row)
    session.flush()
    return row


def _fill(row: CaseRow, by: Account, told: Told, base: Base, now: datetime) -> None:
    row.changed, row.changed_by = now, by.name
    reread(row, told, base)


def reread(row: CaseRow, told: Told, base: Base) -> None:
    """What a base makes of the case, in its row."""
    if row.body is None:
        row.body = TextRow(text=told.text)
    row.body.text, row.answers = told.text, told.answers
    row.base, row.base_hash = f"{base.id} {base.version}", base.hash
    row.urgency, row.place, row.condition = told.urgency, -base.levels.rank[told.urgency], told.condition
    row.due = told.due or NEVER


def save(session: Session, by: Account, row: CaseRow, told: Told, base: Base, seen: int, now: datetime) -> None:
    """Raises ChangedMeanwhile where the case is not at the version that was seen any more."""
    claimed = update(CaseRow).where(CaseRow.id == row.id, CaseRow.version == seen).values(version=seen + 1)
    if session.connection().execute(claimed).rowcount != 1:
        session.refresh(row)
        raise ChangedMeanwhile(stored(row, by))
    session.refresh(row)
    _fill(row, by, told, base, now)
    session.flush()


def find(session: Session, by: Account, code: str) -> CaseRow:
    """The case with this code; a researcher names it by its handle. Raises NoSuchCase."""
    column = CaseRow.handle if by.role in HIDDEN_FROM else CaseRow.key
    wanted = code.strip().lower() if by.role in HIDDEN_FROM else code_key(code)
    row = session.scalars(select(CaseRow).where(column == wanted)).first()
    if row is None:
        raise NoSuchCase
    return row


def stored(row: CaseRow, by: Account) -> StoredCase:
    """A case as this account may see it."""
    case = StoredCase(
        row.id,
        row.code,
        row.version,
        row.text,
        row.base,
        row.base_hash,
        row.urgency,
        -row.place,
        row.condition,
        None if row.due == NEVER else row.due,
        row.added,
        row.changed,
        row.changed_by,
    )
    return hidden(case, row.handle) if by.role in HIDDEN_FROM else case


def unchanged(session: Session, stored_cases: Collection[StoredCase]) -> set[StoredCase]:
    """Those that are in the store still, at the same version. A number is given again after a case was deleted."""
    columns = select(CaseRow.id, CaseRow.version, CaseRow.code, CaseRow.handle, CaseRow.added)
    rows = {row.id: row for row in session.execute(columns.where(CaseRow.id.in_({case.id for case in stored_cases})))}
    return {
        case
        for case in stored_cases
        if (row := rows.get(case.id)) is not None
        and row.version == case.version
        and (row.handle == case.code if case.hidden else (row.code, row.added) == (case.code, case.added))
    }


def checked_code(code: str) -> str:
    """Raises StoreProblem for what is no code."""
    called = " ".join(code.split())
    if not called or len(called) > LONGEST_CODE or not called.isprintable() or "/" in called:
        raise StoreProblem("bad-code")
    return called


def code_key(code: str) -> str:
    return " ".join(code.split()).casefold()[:200]


def new_code() -> str:
    """A code that nobody can guess, short enough to be read out."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"
