"""The audit log: who saw or changed what, and when. It is only added to.

Each entry holds the hash of all that stands in it and of the hash before it: an entry that is changed, moved, put in
or taken out breaks the chain. The number and the hash of the last stand in a row apart, so that an end that was cut off
shows; whoever can write to the database can write that row too, so somebody keeps the head elsewhere now and then
(`Head`, `triage clinic audit verify`) and compares.

No entry holds an answer, a code or a name of somebody it is about: only the handle of a case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage.clinic.model import Account, Entry, Page
from triage.clinic.tables import AuditRow, CaseRow, HeadRow

FIRST = bytes(32)
"""What the first entry follows."""
PART = 5000
"""So many entries are read at once."""

Detail = Mapping[str, str | int]
Fault = Literal["removed", "changed", "cut-off", "other-head"]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the log: its number, and its hash in hex. Written as `NUMBER:HASH`."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the log found. `fault` is None where every entry follows from the one before; `number`: the first
    entry that does not. `removed`: numbers are missing before it, or stand in another order; `changed`: it, or the one
    before it, is not what was written; `cut-off`: entries are missing at the end; `other-head`: the head that was kept
    elsewhere is not in this log."""

    entries: int
    head: Head
    fault: Fault | None = None
    number: int = 0


def append(
    session: Session, by: Account, at: datetime, operation: str, handle: str = "", detail: Detail | None = None
) -> None:
    """Puts an entry at the end, in the transaction of what it tells."""
    # Whoever comes next waits here until this transaction ends: two entries never follow the same one.
    head = session.scalars(select(HeadRow).where(HeadRow.id == 1).with_for_update()).one()
    row = AuditRow(
        number=head.number + 1,
        at=at,
        account_id=by.id,
        by=by.name,
        operation=operation,
        handle=handle,
        detail=json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True),
        hash=b"",
    )
    row.hash = linked(row, head.hash)
    head.number, head.hash = row.number, row.hash
    session.add(row)
    session.flush()


def linked(row: AuditRow, previous: bytes) -> bytes:
    """The hash of an entry that follows another."""
    told = [
        row.number,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.account_id,
        row.by,
        row.operation,
        row.handle,
        row.detail,
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return sha256(previous + text.encode("utf-8", "surrogatepass")).digest()


def verify(session: Session, kept: Head | None = None) -> Verified:
    """Follows the chain from its first entry to the head; `kept` is a head that somebody kept elsewhere."""
    previous, number, met = FIRST, 0, kept is None or kept.number == 0
    for row in _all(session):
        if row.number != number + 1:
            return Verified(number, Head(number, previous.hex()), "removed", row.number)
        if linked(row, previous) != row.hash:
            return Verified(number, Head(number, previous.hex()), "changed", row.number)
        previous, number = row.hash, row.number
        if kept is not None and kept.number == number:
            if kept.hash != previous.hex():
                return Verified(number, Head(number, previous.hex()), "other-head", number)
            met = True
    reached = Head(number, previous.hex())
    head = session.get(HeadRow, 1)
    if head is None or (head.number, head.hash) != (number, previous):
        return Verified(number, reached, "cut-off", number + 1)
    return Verified(number, reached) if met else Verified(number, reached, "cut-off", number + 1)


def entries(session: Session, before: int | None, limit: int, handle: str = "") -> Page[Entry]:
    """The log, newest first; `before`: only entries with a smaller number; `handle`: only of this case."""
    asked = select(AuditRow, CaseRow.code).outerjoin(CaseRow, CaseRow.handle == AuditRow.handle)
    counted = select(func.count()).select_from(AuditRow)
    if handle:
        asked, counted = asked.where(AuditRow.handle == handle), counted.where(AuditRow.handle == handle)
    if before is not None:
        asked = asked.where(AuditRow.number < before)
    rows = session.execute(asked.order_by(AuditRow.number.desc()).limit(limit + 1)).all()
    told = tuple(entry(row, code or "") for row, code in rows[:limit])
    more = str(told[-1].number) if len(rows) > limit else None
    return Page(told, more, session.scalar(counted) or 0)


def entry(row: AuditRow, code: str = "") -> Entry:
    return Entry(row.number, row.at, row.by, row.operation, code, row.handle, json.loads(row.detail))


def _all(session: Session) -> Iterator[AuditRow]:
    last = 0
    while rows := session.scalars(
        select(AuditRow).where(AuditRow.number > last).order_by(AuditRow.number).limit(PART)
    ).all():
        yield from rows
        last = rows[-1].number
        session.expunge_all()
