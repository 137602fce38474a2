"""All that is kept of one case, for whom it is about: handed out, or taken away.

Taken away is the case with its reviews and records. The log keeps that a case with this handle was there, was seen and
was deleted: no answer, no code, no name of the person ever stood in it.
"""

from __future__ import annotations

import json

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from triage.clinic import kept
from triage.clinic.audit import entry
from triage.clinic.tables import NEVER, AccountRow, AuditRow, CaseRow, FirstRow, ReviewRow


def export(session: Session, case: CaseRow) -> bytes:
    """Everything, as JSON that a person and a program can read."""
    reviews = session.scalars(select(ReviewRow).where(ReviewRow.case_id == case.id).order_by(ReviewRow.id))
    firsts = session.execute(select(FirstRow, AccountRow.name).join(AccountRow).where(FirstRow.case_id == case.id))
    log = session.scalars(select(AuditRow).where(AuditRow.handle == case.handle).order_by(AuditRow.number))
    data = {
        "code": case.code,
        "handle": case.handle,
        "version": case.version,
        "base": case.base,
        "urgency": case.urgency,
        "condition": case.condition,
        "next-check-in": None if case.due == NEVER else case.due.isoformat(),
        "added": case.added.isoformat(),
        "changed": case.changed.isoformat(),
        "changed-by": case.changed_by,
        "case-file": case.text,
        "reviews": [json.loads(row.body) for row in reviews],
        "first-impressions": [
            {"by": name, "at": row.at.isoformat(), "urgency": row.urgency, "condition": row.condition}
            for row, name in firsts
        ],
        "records": [
            {"by": one.by, "at": one.at.isoformat(), "digest": one.digest, "outcome": one.text}
            for one in kept.of_case(session, case)
        ],
        "log": [
            {"number": line.number, "at": line.at.isoformat(), "by": line.by, "operation": line.operation}
            for line in map(entry, log)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def remove(session: Session, case: int) -> None:
    """Takes the case with this number away, and with it all that belongs to it."""
    session.execute(delete(CaseRow).where(CaseRow.id == case))
