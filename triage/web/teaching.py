"""The doors of the lessons: `/teach` in the language of the browser, and every page in each language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triage.web.classroom import Classroom
from triage.web.editing import Editing
from triage.web.laying_out import preferred
from triage.web.theatre import Theatre

if TYPE_CHECKING:
    from triage.web.application import Site


def routes(site: Site) -> list[Route]:
    """All addresses under `/teach`."""
    theatre = Theatre(site)
    classroom = Classroom(theatre)
    parts: list[Theatre | Classroom | Editing] = [theatre, classroom]
    if site.settings.edits:
        parts.append(Editing(theatre))
    doors = [route for language in site.base.languages for part in parts for route in part.routes(language)]
    door = partial(_door, site)
    return [*doors, Route("/teach", door), Route("/teach/{rest:path}", door)]


async def _door(site: Site, request: Request) -> Response:
    """To the same page in the language of the browser: a link to a lesson need not name one."""
    language = preferred(site.base.languages, request.headers.get("accept-language", ""))
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"vary": "accept-language"}
    return RedirectResponse(f"/{language}{request.url.path}{query}", 303, headers=headers)
