"""Sealed outcomes of a case, as they were given: they are kept as text, so that their seal can be checked for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage.clinic.model import Account, StoredRecord
from triage.clinic.problems import StoreProblem
from triage.clinic.tables import CaseRow, RecordRow
from triage.records.record import Record, read_records


def add(session: Session, by: Account, case: CaseRow, sealed: str, now: datetime) -> StoredRecord:
    """Raises StoreProblem for what is no sealed outcome, or is not what was sealed."""
    records = list(read_records(sealed.encode("utf-8", "replace"), "record"))
    if len(records) != 1 or not isinstance(records[0], Record) or not records[0].sealed or not records[0].intact:
        raise StoreProblem("bad-record")
    row = RecordRow(case_id=case.id, by=by.name, at=now, digest=str(records[0].data["digest"]), text=sealed)
    session.add(row)
    session.flush()
    return _stored(row)


def of_case(session: Session, case: CaseRow) -> Sequence[StoredRecord]:
    asked = select(RecordRow).where(RecordRow.case_id == case.id).order_by(RecordRow.id)
    return [_stored(row) for row in session.scalars(asked)]


def _stored(row: RecordRow) -> StoredRecord:
    return StoredRecord(row.id, row.by, row.at, row.digest, row.text)
