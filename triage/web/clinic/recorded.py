"""Sealed outcomes of a case: what was said then, and what comes out now, with the rule that made the difference."""

from __future__ import annotations

from starlette.responses import Response

from triage.clinic.model import StoredCase, StoredRecord
from triage.clinic.problems import NoSuchCase
from triage.language.base import Base
from triage.language.words import Words
from triage.records.record import read_records
from triage.reports.clinician.replay import replay, replay_text
from triage.web.clinic.desk import Desk
from triage.web.clinic.doors import Door, Visit
from triage.web.clinic.leaf import Leaf
from triage.web.clinic.lists import sealed_outcome


class Recorded:
    """The pages of records."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def doors(self) -> list[Door]:
        at = "/case/{code}/records"
        return [
            Door("GET", at, "records", self.show),
            Door("POST", at, "add-record", self.seal),
            Door("GET", f"{at}/{{id:int}}", "records", self.replay),
            Door("GET", f"{at}/{{id:int}}/file", "records", self.file),
        ]

    def show(self, visit: Visit) -> Response:
        code = visit.part("code")
        kept = self.desk.store.case(visit.by, code)
        return self.desk.page(visit, "records", {"kept": kept, "records": self.desk.store.records(visit.by, code)})

    def seal(self, visit: Visit) -> Response:
        """What the case comes to now, sealed."""
        kept = self.desk.store.case(visit.by, visit.part("code"))
        self.desk.store.add_record(visit.by, kept.code, sealed_outcome(self.desk, visit, kept))
        return self.desk.to_case(visit, kept.code, "/records")

    def _record(self, visit: Visit) -> tuple[StoredCase, StoredRecord]:
        """Raises NoSuchCase where this case has no such record."""
        code = visit.part("code")
        kept = self.desk.store.case(visit.by, code)
        records = self.desk.store.records(visit.by, code)
        record = next((candidate for candidate in records if str(candidate.id) == visit.part("id")), None)
        if record is None:
            raise NoSuchCase
        return kept, record

    def replay(self, visit: Visit) -> Response:
        """The outcome derived again, under the base of the desk or the one beside it."""
        kept, record = self._record(visit)
        beside = self.desk.beside
        under: Base = beside if beside is not None and visit.query("under") == "beside" else self.desk.base
        leaf = Leaf()
        for stored in read_records(record.text.encode(), kept.code):
            replay_text(Words(under, visit.language), replay(under, stored), leaf)
        values = {"kept": kept, "record": record, "leaf": leaf, "under": under, "bases": (self.desk.base, beside)}
        return self.desk.page(visit, "replay", values)

    def file(self, visit: Visit) -> Response:
        """The record as `triage replay` reads it."""
        _, record = self._record(visit)
        return self.desk.taken(f"{record.text}\n".encode(), "application/json", f"record-{record.id}.json")
