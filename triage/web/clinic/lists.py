"""The list of cases, and putting one in: from a file, or from the link that a person made."""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import urlencode

from starlette.responses import Response

from triage.clinic.model import StoredCase, Wanted
from triage.clinic.problems import StoreProblem
from triage.language.errors import TriageError
from triage.reports.person.standing import stands
from triage.reports.to_json import outcome_json
from triage.web.carrying import cannot_open, from_file, from_fragment
from triage.web.clinic.desk import STATUS, Desk
from triage.web.clinic.doors import Door, Visit
from triage.words.saying import plainly, say

PAGE_SIZE = 50
"""So many cases stand on a page."""


class Lists:
    """The work list, and the page that adds to it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def doors(self) -> list[Door]:
        return [
            Door("GET", "/cases", "work-list", self.cases),
            Door("GET", "/add", "add-case", self.form),
            Door("POST", "/add", "add-case", self.add),
        ]

    def cases(self, visit: Visit) -> Response:
        """Most urgent first; what is wanted stands in the address, but for answers, which never do."""
        asked = visit.request.query_params
        wanted = Wanted(
            tuple(level for level in asked.getlist("urgency")[:9] if level in self.desk.base.levels.order),
            visit.query("find"),
            bool(visit.query("due")),
            visit.query("condition") or None,
            visit.query("after") or None,
            PAGE_SIZE,
        )
        page = self.desk.store.work_list(visit.by, wanted)
        kept = [
            *(("urgency", level) for level in wanted.urgency),
            *((name, value) for name in ("find", "due", "condition") if (value := visit.query(name))),
        ]
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        values = {
            "path": f"{visit.request.url.path}{query}",
            "found": page,
            "wanted": wanted,
            "first": f"?{urlencode(kept)}" if kept else "",
            "more": f"?{urlencode([*kept, ('after', page.next)])}" if page.next else "",
            "conditions": self.desk.base.condition_order,
            "today": visit.now.date(),
            "done": say("desk-deleted", visit.language) if visit.query("deleted") else "",
        }
        return self.desk.page(visit, "cases", values)

    def form(self, visit: Visit) -> Response:
        return self.desk.page(visit, "add", {"code": "", "typed_link": ""})

    def add(self, visit: Visit) -> Response:
        """Takes a case in, and seals what it comes to now."""
        code = visit.form.one("code").strip()
        typed = {"code": code, "typed_link": visit.form.one("link")}
        try:
            text = brought(self.desk, visit)
            kept = self.desk.store.add_case(
                visit.by, text, code=code or None, sealed=partial(sealed_outcome, self.desk, visit)
            )
        except StoreProblem as problem:
            message = problem.said(visit.language)
            return self.desk.page(visit, "add", {**typed, "said": message}, STATUS.get(problem.kind, 422))
        except TriageError as error:
            return self.desk.page(visit, "add", {**typed, "said": cannot(error, visit.language)}, 422)
        return self.desk.to_case(visit, kept.code)


def brought(desk: Desk, visit: Visit) -> str:
    """The text of the case file that a form brought, as a file or a link. Raises TriageError."""
    if visit.file:
        return from_file(desk.base, visit.file)[1]
    link = visit.form.one("link")
    if not link.strip():
        raise NothingBrought
    return from_fragment(desk.base, link)[1]


class NothingBrought(TriageError):
    """Neither a file nor a link."""


def cannot(error: TriageError, language: str) -> str:
    """Why something that was brought is no case."""
    if isinstance(error, NothingBrought):
        return say("web-open-nothing", language)
    return cannot_open(error, language)


def sealed_outcome(desk: Desk, visit: Visit, kept: StoredCase) -> str:
    """What the case comes to now as it is said now, sealed: as `triage run --record` does."""
    seen = desk.memory.of(kept)
    language = plainly(visit.language)
    told = stands(seen.stands, language)
    data = outcome_json(seen.stands.outcome, language, kept.code, None, told)
    return json.dumps(data, ensure_ascii=False)
