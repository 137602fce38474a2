"""The desk: who comes in at which door, and what becomes of what goes wrong.

Whether a door opens stands in `doors`, and the store asks again. Every form brings back a word that only this session
has; nothing that a page shows is kept by a browser.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triage.clinic.problems import Kind, NoSuchCase, NotAllowed, StoreProblem
from triage.clinic.store import Store
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.load import load
from triage.reports.layout import figures
from triage.reports.person.page import first_sentence
from triage.reports.person.plan import short_day
from triage.reports.person.standing import dated
from triage.web.carrying import LARGEST
from triage.web.clinic.doors import Door, Visit, by_path, opens
from triage.web.clinic.seen import Memory
from triage.web.fields import Form
from triage.web.forms import FORM, fields, form_of
from triage.web.laying_out import preferred
from triage.words.saying import is_said, say

if TYPE_CHECKING:
    from triage.web.application import Site

AT = "clinic"
COOKIE, VISITOR = "triage-desk", "triage-visitor"
"""What holds the session, and what stands for it while somebody logs in."""
HOST = "__Host-"
"""With these letters before its name a browser takes a cookie only from this very host, and only encrypted."""
NOT_KEPT = {"cache-control": "no-store"}
WORKING = 4
"""So many pages of the desk are worked out at a time, and one of those that take seconds."""
FIELDS = 600
"""So many fields a form of the desk has at most: a box for every option of every question, and room for more."""
STATUS: Mapping[Kind, int] = {
    "locked": 503,
    "full": 507,
    "gone": 503,
    "newer": 503,
    "older": 503,
    "unreadable": 503,
    "too-large": 413,
}
"""What a page answers where the store cannot do it, whatever was asked of it."""


class Desk:
    """What every page of the desk needs."""

    def __init__(self, site: Site, store: Store) -> None:
        self.site = site
        self.base: Base = site.base
        self.store = store
        self.memory = Memory(site.base, site.inside)
        beside = site.settings.beside
        self.beside: Base | None = None if beside is None else load(beside)
        self._key = hmac.digest(site.settings.key, b"desk", "sha256")
        self._working = CapacityLimiter(WORKING)
        self._slow = CapacityLimiter(1)

    def routes(self, doors: list[Door]) -> list[Route]:
        """All addresses of these doors in every language, and the one without a language."""
        doors_by_path = by_path(doors)
        routes = [
            Route(f"/{language}/{AT}{path}", partial(self.come, language, here), methods=[*here])
            for language in self.base.languages
            for path, here in doors_by_path.items()
        ]
        return [*routes, Route(f"/{AT}", self.front)]

    async def front(self, request: Request) -> Response:
        """To the list of cases in the language of the browser."""
        language = preferred(self.base.languages, request.headers.get("accept-language", ""))
        return RedirectResponse(f"/{language}/{AT}", 303, headers={"vary": "accept-language"})

    async def come(self, language: str, here: Mapping[str, Door], request: Request) -> Response:
        """Somebody at a door."""
        door = here.get("GET" if request.method == "HEAD" else request.method) or next(iter(here.values()))
        form, file = await self._brought(request) if request.method == "POST" else (Form({}), b"")
        limiter = self._slow if door.slow else self._working
        response = await to_thread.run_sync(partial(self._answer, door, request, language, form, file), limiter=limiter)
        response.headers.update({**NOT_KEPT, "content-language": language})
        return response

    async def _brought(self, request: Request) -> tuple[Form, bytes]:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != FORM[1]:
            return await form_of(request, FIELDS), b""
        values_by_name: dict[str, list[str]] = {}
        file = b""
        async with fields(request) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    file = await value.read(LARGEST + 1)
                else:
                    values_by_name.setdefault(name, []).append(value)
        return Form({name: tuple(values) for name, values in values_by_name.items()}), file

    def _answer(self, door: Door, request: Request, language: str, form: Form, file: bytes) -> Response:
        token = request.cookies.get(self.cookie(request, COOKIE), "")
        account, visit = None, Visit(request, language, self.site.now().astimezone(UTC), form=form, file=file)
        try:
            account = self.store.who(token) if token else None
            token = token if account is not None else ""
            word = token or request.cookies.get(self.cookie(request, VISITOR), "")
            visit = Visit(request, language, visit.now, account, token, self.csrf(word), form, file)
            open_to = opens(door, account)
            if open_to is None:
                return self.to(language, "/login")
            if not open_to:
                return self.wrong(visit, 403, "desk-not-allowed")
            if request.method == "POST" and not (word and hmac.compare_digest(form.one("csrf"), visit.csrf)):
                return self.wrong(visit, 403, "desk-stale")
            self.remember_what_is_there()
            return door.page(visit)
        except NotAllowed:
            return self.wrong(visit, 403, "desk-not-allowed")
        except NoSuchCase:
            return self.wrong(visit, 404, "desk-no-case")
        except StoreProblem as problem:
            return self.page(visit, "wrong", {"said": problem.said(language)}, STATUS.get(problem.kind, 409))
        except TriageError as error:
            message = say("desk-cannot-read", language, why=first_sentence(error.said(language).splitlines()[0]))
            return self.page(visit, "wrong", {"said": message}, 422)

    def remember_what_is_there(self) -> None:
        """Forgets what was worked out of cases that were changed or deleted meanwhile, here or by another process."""
        kept = self.memory.kept()
        if kept:
            self.memory.forget_but(self.store.unchanged(kept))

    # What pages say

    def page(
        self, visit: Visit, template: str, values: Mapping[str, object], status: int = 200, *, shared: str = ""
    ) -> Response:
        """A page of the desk, or with `shared` one that others than the desk have too. Who has no session yet gets a
        cookie that their form is bound to."""
        csrf, cookie = visit.csrf, ""
        if visit.account is None and not visit.request.cookies.get(self.cookie(visit.request, VISITOR)):
            cookie = secrets.token_urlsafe(32)
            csrf = self.csrf(cookie)
        context = {
            "path": visit.request.url.path,
            "here": template,
            "account": visit.account,
            "may": visit.may,
            "csrf": csrf,
            "now": visit.now,
            "at": f"/{visit.language}/{AT}",
            "day": lambda moment: dated(_date(moment), visit.language),
            "short": lambda moment: f"{short_day(_date(moment), visit.language)} {moment.year}",
            "did": lambda operation: done_words(operation, visit.language),
            "decimals": lambda number: figures(f"{number:.2f}", visit.language),
            "said": "",
            **values,
        }
        response = self.site.page(visit.request, shared or f"clinic-{template}", visit.language, context, status)
        if cookie:
            self.set_cookie(visit.request, response, VISITOR, cookie)
        return response

    def wrong(self, visit: Visit, status: int, key: str) -> Response:
        return self.page(visit, "wrong", {"said": say(key, visit.language)}, status)

    @staticmethod
    def to(language: str, path: str) -> Response:
        """To another page of the desk, which is then asked for anew."""
        return RedirectResponse(f"/{language}/{AT}{path}", 303)

    def to_case(self, visit: Visit, code: str, page: str = "") -> Response:
        return self.to(visit.language, f"/case/{quote(code, safe='')}{page}")

    @staticmethod
    def taken(data: bytes, kind: str, name: str) -> Response:
        """A file to keep."""
        return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})

    # Sessions

    def csrf(self, word: str) -> str:
        """What a form brings back: it can be made of this session by nobody but us, and leads back to none."""
        return hmac.digest(self._key, word.encode("utf-8", "replace"), "sha256").hex() if word else ""

    def encrypted(self, request: Request) -> bool:
        """Whether browsers reach us by https."""
        return self.site.address(request).startswith("https://")

    def cookie(self, request: Request, name: str) -> str:
        return f"{HOST}{name}" if self.encrypted(request) else name

    def set_cookie(self, request: Request, response: Response, name: str, value: str) -> None:
        """Until the browser is closed; no script reads it, and no other site sends it. An empty one is taken away."""
        response.set_cookie(
            self.cookie(request, name),
            value,
            max_age=None if value else 0,
            path="/",
            secure=self.encrypted(request),
            httponly=True,
            samesite="strict",
        )


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def done_words(operation: str, language: str) -> str:
    """What somebody did, as the log tells it; its own word for what a later version did."""
    key = f"desk-did-{operation}"
    return say(key, language) if is_said(key) else operation
