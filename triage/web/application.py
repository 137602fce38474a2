"""The application: addresses, and what each shows. Starlette; pages are whole without a script.

Answers never stand in an address. A page that depends on them is what a form brings back, and the browser keeps it, so
that its Back button shows it again as it was. Nothing is written or logged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from triage.cases.case import Case, read_case
from triage.explanation.to_words import asked
from triage.follow_up.standing import Standing
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.check_in import has_check_in, load_check_in
from triage.language.derived import derived
from triage.language.errors import AnswerError, TriageError
from triage.language.keys import ANOTHER, FOR
from triage.language.words import Words
from triage.records.case_file import parsed, written_out
from triage.reports.person.notices import notices
from triage.version import VERSION
from triage.web import api
from triage.web.carrying import (
    LARGEST,
    Data,
    cannot_open,
    case_as_it_stands,
    case_text,
    fragment_of,
    from_file,
    from_fragment,
    packed,
    unpacked,
)
from triage.web.checking_in import CheckIns, can_check_in, opened_state
from triage.web.codes import can_be_coded, qr
from triage.web.feedback import Feedback
from triage.web.fields import Form
from triage.web.forms import fields, form_of
from triage.web.guarding import App, Guard, Limits, Refused, Scope
from triage.web.journey import Journey, PageContent, alarming
from triage.web.laying_out import Layout, preferred
from triage.web.outcome_pages import calendar_text, outcome_page, progress_page, today_page
from triage.web.remembering import Remembered
from triage.web.seal import Brought, Forged, Seal, State
from triage.words.saying import for_another, say

if TYPE_CHECKING:
    from triage.clinic.store import Store

T = TypeVar("T")
PAGES = 1024
"""So many pages are remembered on which nothing is of anybody, but for a gap where the state goes."""
AT_ONCE = 2
"""So many pages that take long are worked out at a time. More would each take longer, and so would the others."""
LONG = ("code", "calendar", "today", "progress")
"""What takes longer than the outcome itself."""
STATE_HERE = "state-goes-here"
KEPT = {"cache-control": "private, no-cache"}
"""A browser keeps the page for its Back button, and asks before it shows it otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`key`: what states are signed with; `address`: where people reach the pages, where that is not the address that
    their browser names; `intake`: the end is a summary for a clinician, without advice; `knowledge`: the
    directory of the base, None for the one that comes with the program; `feedback`: the file that counts who
    understood which question, None where nobody is asked; `today`: gives the time;
    `teaches`: lessons are there too, about the worked cases and those in `lessons`, and with `edits` rules can be
    edited in them; `beside`: a base to hold beside this one there, and under which a clinician derives an outcome
    again; `store`: the cases of a clinic, whose desk is there too, None for no desk; `names`: those under which the
    pages are reached, besides addresses in numbers and this machine's own; None where any will do, because nobody else
    can reach them or something before them looks at it."""

    key: bytes
    address: str = ""
    knowledge: Path | None = None
    limits: Limits = field(default_factory=Limits)
    intake: bool = False
    feedback: Path | None = None
    today: Callable[[], datetime] = lambda: datetime.now().astimezone()
    teaches: bool = False
    edits: bool = False
    lessons: Path | None = None
    beside: Path | None = None
    store: Store | None = None
    names: frozenset[str] | None = None


def application(base: Base, settings: Settings) -> App:
    """The application for a base. Raises KnowledgeError where the pictures or the check-in of the base are wrong."""
    site = Site(base, settings)
    routes = [
        # What is asked for most comes first.
        *(
            route
            for language in base.languages
            for route in (
                Route(f"/{language}/ask", partial(site.ask, language=language), methods=["GET", "POST"]),
                Route(f"/{language}", partial(site.start, language=language)),
                Route(f"/{language}/case", partial(site.case, language=language), methods=["POST"]),
                Route(f"/{language}/open", partial(site.open, language=language), methods=["GET", "POST"]),
                Route(f"/{language}/talk", partial(site.talk, language=language)),
                Route(f"/{language}/about", partial(site.about, language=language)),
            )
        ),
        Route("/", site.door),
        Route("/static/{name}", site.static),
        *api.routes(base),
    ]
    if settings.teaches:
        from triage.web.teaching import routes as lessons  # noqa: PLC0415  # loads what only lessons need

        routes += lessons(site)
    if settings.store is not None:
        from triage.web.clinic.rooms import routes as rooms  # noqa: PLC0415  # loads what only a clinic needs

        routes += rooms(site, settings.store)
    handlers: dict[Any, Any] = {HTTPException: site.failed, Refused: site.refused_in, Exception: site.broken}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    return Guard(inner, site.refuse, settings.limits, settings.names)


@derived
def _warm(base: Base) -> None:
    """What is made once for a base is made before somebody waits for it."""
    infer(base, {})


class Site:
    """What every page of one base needs."""

    def __init__(self, base: Base, settings: Settings) -> None:
        base.prepare()
        self.base = base
        self.settings = settings
        self.inside = load_check_in(base, settings.knowledge) if has_check_in(settings.knowledge) else None
        self.seal = Seal(settings.key, base, self.inside)
        self.journey = Journey(base, self.seal, settings.today)
        self.check_ins = None if self.inside is None else CheckIns(self.inside, base, self.seal, settings.today)
        self.feedback = Feedback(settings.feedback)
        follows = self.inside is not None and not settings.intake
        self.layout = Layout(base, settings.knowledge, settings.intake, follows, self.feedback.wanted)
        self.alarming = alarming(base)
        spoken = (*base.languages, *(map(for_another, base.languages) if base.speaks_for_another else ()))
        self.pages: Remembered[tuple[str, ...]] = Remembered(PAGES)
        self.working = CapacityLimiter(AT_ONCE)
        _warm(base)
        self.begun = {language: self.journey.begin(language) for language in spoken}

    async def work_out(self, work: Callable[[], T]) -> T:
        """What takes longer than it may keep others waiting: in a thread, few at a time."""
        return await to_thread.run_sync(work, limiter=self.working)

    async def in_turn(self, state: State, work: Callable[[], T]) -> T:
        """A page that takes some milliseconds to work out: at once, so that whoever asked first is answered first. In a
        thread it would wait for everybody who asks for less, which with many people comes to a second. What somebody
        brought may have a year of check-ins in it, and does take long."""
        return await self.work_out(work) if state.kept else work()

    # Addresses

    async def door(self, request: Request) -> Response:
        """The start in the language that the browser would rather have: at once, for a detour costs a slow phone a
        fifth of a second."""
        language = preferred(self.base.languages, request.headers.get("accept-language", ""))
        response = await self.start(request, language)
        response.headers["vary"] = "accept-language"
        return response

    async def static(self, request: Request) -> Response:
        packs = "gzip" in request.headers.get("accept-encoding", "")
        file = self.layout.file(request.path_params["name"], packed=packs)
        if file is None:
            raise HTTPException(404)
        data, kind = file
        headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
        if packs:
            headers["content-encoding"] = "gzip"
        return Response(data, media_type=kind, headers=headers)

    async def start(self, request: Request, language: str) -> Response:
        signs = [asked(self.base.questions[name], language) for name in self.alarming]
        signs = [f"{sign[:1].upper()}{sign[1:]}" for sign in signs]
        return self.page(request, "start", language, {"signs": signs, "state": None, "path": f"/{language}"})

    async def talk(self, request: Request, language: str) -> Response:
        return self.page(request, "talk", language, {"state": None})

    async def about(self, request: Request, language: str) -> Response:
        return self.page(request, "about", language, {"version": VERSION, "teaches": self.settings.teaches})

    async def ask(self, request: Request, language: str) -> Response:
        """Takes a page and shows the next. Who comes without one begins at the beginning."""
        if request.method != "POST":
            return RedirectResponse(f"/{language}", 303)
        form = await form_of(request)
        match form.one("do"):
            case "begin":
                return self.respond(request, self.begun[language], language)
            case "begin-another" if self.base.speaks_for_another:
                return self.respond(request, self.begun[for_another(language)], language)
        brought = self.brought(form)
        if self.outdated(brought):
            return await self.renewed(request, brought, form, language)
        content = self.journey.quickly(brought.state, form, spoken(brought.state, language))
        if content is not None:
            return self.respond(request, content, language)
        return await self.in_turn(brought.state, partial(self.moved, request, brought.state, form, language))

    def moved(self, request: Request, state: State, form: Form, language: str) -> Response:
        """What a button of a page does."""
        match form.one("do"):
            case "another" | "myself" as whom if self.base.speaks_for_another:
                state = replace(state, another=whom == "another")
                form = Form({**form.values, "do": ("again",)})
            case "words:yes" | "words:no" as choice if state.asked:
                self.feedback.count(self.heading(state), language, choice.endswith("yes"))
                content = self.walk(state).again(state, form, spoken(state, language))
                content = replace(content, values={**content.values, "thanks": True}, key=None)
                return self.respond(request, content, language)
            case "check-in":
                if self.check_ins is None or not can_check_in(self.inside, self.stands(state, language)[1]):
                    raise Refused(404, "web-no-check-in")
                return self.respond(request, self.check_ins.start(state, spoken(state, language)), language)
            case "where" if self.check_ins is not None and state.check_in:
                return self.respond(request, self.check_ins.where(state, form, spoken(state, language)), language)
        return self.respond(request, self.walk(state).move(state, form, spoken(state, language)), language)

    def walk(self, state: State) -> Journey:
        """Whose pages somebody is in: those of the first questions, or of a check-in."""
        if not state.check_in:
            return self.journey
        if self.check_ins is None:
            raise Refused(404, "web-no-check-in")
        return self.check_ins

    def heading(self, state: State) -> str:
        """What the page at hand asks, by its id: a list, or a question."""
        checklist = self.walk(state).base.checklist_of(state.asked[0])
        return state.asked[0] if checklist is None or len(state.asked) == 1 else checklist.id

    def outdated(self, brought: Brought) -> bool:
        """Whether the questions have changed since this page was made."""
        if brought.hash != self.base.hash:
            return True
        return brought.state.check_in and brought.inside != (self.inside.hash if self.inside else "")

    async def renewed(self, request: Request, brought: Brought, form: Form, language: str) -> Response:
        """The base has changed between two pages: says so, and goes on with the answers that still stand."""
        if brought.base != self.base.id:
            raise Refused(409, "web-other-base")
        if form.one("do") != "renew":
            values = {"state": form.one("state"), "emergency": False}
            return self.page(request, "renewed", language, values, 409)
        return await self.work_out(partial(self.renew, request, brought, language))

    def renew(self, request: Request, brought: Brought, language: str) -> Response:
        state = brought.state
        text = unpacked(state.kept) if state.kept else ""
        if not state.check_in:
            data = parsed(text)[0] if text else {FOR: ANOTHER} if state.another else {}
            saved = data.get("saved")
            stamp = {"format": 1, "base": brought.base, "version": brought.version, "hash": brought.hash}
            text = written_out(
                {
                    **data,
                    "answers": dict(state.answers),
                    "saved": {**(saved if isinstance(saved, dict) else {}), **stamp},
                },
                in_json=True,
            )
        return self.opened(request, read_case(self.base, text, "file"), text, language)

    async def case(self, request: Request, language: str) -> Response:
        """The outcome, and what can be taken along of it."""
        form = await form_of(request)
        brought = self.brought(form)
        if self.outdated(brought):
            return await self.renewed(request, brought, form, language)
        what = form.one("do")
        render = partial(self.of_case, request, brought.state, what, language)
        return await (self.work_out(render) if what in LONG else self.in_turn(brought.state, render))

    def of_case(self, request: Request, state: State, what: str, language: str) -> Response:
        if state.check_in and self.check_ins is not None:
            # Who leaves a check-in half-way: only what has to be seen today or now is kept of it.
            content = self.check_ins.stopped(state, spoken(state, language))
            if content is not None:
                return self.respond(request, content, language)
            state = opened_state(self.base, unpacked(state.kept), state.another, self.now().date())
        match what:
            case "file":
                return self.file(state, language)
            case "code":
                return self.code(request, state, language)
            case "calendar" if not self.settings.intake:
                return self.calendar(state, language)
            case "today" | "progress" as page if not self.settings.intake:
                return self.followed(request, state, page, language)
        which, _, number = what.partition(":")
        template = self.end if self.settings.intake or which not in ("plan", "step") else which
        return self.outcome(request, state, language, template, step=number)

    def now(self) -> datetime:
        return self.settings.today()

    def stands(self, state: State, language: str) -> tuple[Case, Standing]:
        """The case, and how it stands. Raises TriageError."""
        _, case, stands = self.told(state, language)
        return case, stands

    def told(self, state: State, language: str) -> tuple[Data, Case, Standing]:
        """What stands in the file of what was answered, the case in it, and how it stands. Raises TriageError."""
        return case_as_it_stands(Words(self.base, language), self.inside, state, self.now().date())

    def link(self, request: Request, data: Data, language: str) -> str:
        """The address that opens a case file, which stands behind its `#`."""
        return f"{self.address(request)}/{language}/open#{fragment_of(data)}"

    def code(self, request: Request, state: State, language: str) -> Response:
        """The link as a code, on a page of its own: to work it out takes longer than all else of an outcome."""
        text = case_text(Words(self.base, language), state, self.now().date())
        values = {
            "code": qr(self.link(request, parsed(text)[0], language)),
            "state": self.seal.write(replace(state, asked=(), changing=False)),
            "another": state.another,
        }
        return self.page(request, "code", language, values)

    def outcome(
        self,
        request: Request,
        state: State,
        language: str,
        template: str,
        moved: str = "",
        notes: Sequence[str] = (),
        step: str = "",
    ) -> Response:
        """`moved`: a check-in that was done just now led there; `notes`: what is to be said before all else; `step`:
        one of the plan, by its number."""
        state = replace(state, asked=(), changing=False)
        today = self.now().date()
        data, case, stands = self.told(state, language)
        page = outcome_page(case, stands, spoken(state, language), today)
        if self.settings.intake:
            page = replace(page, calendar=False, today=False, check_in=False)
        chosen = next((candidate for candidate in page.patient.steps if str(candidate.number) == step), None)
        if chosen is None and template == "step":
            template = "plan"
        link = self.link(request, data, language)
        values = {
            "made": page,
            "state": self.seal.write(state),
            "another": state.another,
            "link": link,
            "can_be_coded": can_be_coded(link),
            "notes": (*state.notes, *notes),
            "moved": moved,
            "step": chosen,
            "day": today,
            "emergency": False,  # the page itself says it first
        }
        return self.page(request, template, language, values)

    def followed(self, request: Request, state: State, page: str, language: str) -> Response:
        """The exercises of today, or how it went so far; where there is neither, how the case stands."""
        case, stands = self.stands(state, language)
        speaks = spoken(state, language)
        content: object
        if page == "today":
            content = today_page(case, stands, speaks, self.now().date())
        else:
            content = progress_page(case, stands, speaks)
        if not content:
            return self.outcome(request, state, language, "outcome")
        values = {"found": content, "state": self.seal.write(replace(state, asked=())), "another": state.another}
        return self.page(request, page, language, values)

    def file(self, state: State, language: str) -> Response:
        today = self.now().date()
        text = case_text(Words(self.base, language), state, today)
        kind = ("application/json", "json") if text.lstrip().startswith("{") else ("application/yaml", "yaml")
        return self.taken(text, kind[0], f"triage-{today}.{kind[1]}")

    def calendar(self, state: State, language: str) -> Response:
        now = self.now()
        case, stands = self.stands(state, language)
        text = calendar_text(case, stands, spoken(state, language), now)
        if text is None:
            raise Refused(404, "web-no-calendar")
        return self.taken(text, "text/calendar", f"triage-{now.date()}.ics")

    def taken(self, text: str, kind: str, name: str) -> Response:
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
        return Response(text, media_type=kind, headers=headers)

    async def open(self, request: Request, language: str) -> Response:
        """A page that opens a file or a link; and what comes of one that is brought."""
        if request.method != "POST":
            return self.page(request, "open", language, {"problem": ""})
        brought: str | bytes = b""
        async with fields(request) as form:
            for value in form.getlist("file"):
                if isinstance(value, UploadFile) and value.filename:
                    brought = await value.read(LARGEST + 1)
            if link := form.get("link"):
                brought = str(link)
            checks = form.get("do") == "check-in"
        if not brought:
            return self.page(request, "open", language, {"problem": say("web-open-nothing", language)}, 422)
        try:
            return await self.work_out(partial(self.taken_in, request, brought, language, checks))
        except TriageError as error:
            return self.page(request, "open", language, {"problem": cannot_open(error, language)}, 422)

    def taken_in(self, request: Request, brought: str | bytes, language: str, checks: bool) -> Response:
        """A file or a link that somebody brought; `checks`: they want to say how it goes. Raises TriageError."""
        if isinstance(brought, bytes):
            case, text = from_file(self.base, brought)
        else:
            case, text = from_fragment(self.base, brought)
        if not checks and not (case.follow_up is not None and case.follow_up.check_ins):
            return self.opened(request, case, text, language)
        state = opened_state(self.base, text, case.for_another, self.now().date())
        stands = self.stands(state, language)[1]
        speaks = spoken(state, language)
        if not checks or self.settings.intake or not can_check_in(self.inside, stands) or self.check_ins is None:
            notes = [] if not checks else [say("web-no-check-in", speaks)]
            return self.outcome(request, state, language, self.end, notes=[*notes, *notices(stands, speaks, led=True)])
        return self.respond(request, self.check_ins.start(state, speaks), language)

    @property
    def end(self) -> str:
        return "intake" if self.settings.intake else "outcome"

    def opened(self, request: Request, case: Case, text: str, language: str) -> Response:
        """Goes on with the first questions of a case; one with check-ins is shown as it stands."""
        if case.follow_up is not None and case.follow_up.check_ins:
            state = opened_state(self.base, text, case.for_another, self.now().date())
            notes = notices(self.stands(state, language)[1], spoken(state, language), led=True)
            return self.outcome(request, state, language, self.end, notes=notes)
        speaks = for_another(language) if case.for_another else language
        return self.respond(request, self.journey.opened(case, speaks, packed(text)), language)

    # What forms bring

    def brought(self, form: Form) -> Brought:
        try:
            return self.seal.read(form.one("state"))
        except (Forged, ValueError, KeyError, TypeError) as error:
            raise Refused(400, "web-forged") from error

    # What is shown

    def respond(self, request: Request, content: PageContent, language: str) -> Response:
        if content.template == "done":
            return self.outcome(request, content.state, language, self.end, str(content.values["moved"]))
        state = self.seal.write(content.state)
        key = None if content.key is None else (content.key, content.state.another)
        parts = None if key is None else self.pages.get(key)
        if parts is None:
            values = {
                "notes": content.state.notes,
                "another": content.state.another,
                "check_in": content.state.check_in,
                **content.all_values,
                "state": state if key is None else STATE_HERE,
            }
            if key is None:
                return self.page(request, content.template, language, values, content.status)
            # On this page nothing is of anybody but the state, which is put in for each.
            text = self.text(request, content.template, language, values)
            parts = self.pages.keep(key, tuple(text.split(STATE_HERE)))
        return self.html(state.join(parts), language, content.status)

    def page(
        self, request: Request | None, template: str, language: str, values: Mapping[str, object], status: int = 200
    ) -> Response:
        return self.html(self.text(request, template, language, values), language, status)

    @staticmethod
    def html(text: str, language: str, status: int) -> Response:
        return Response(text, status, {"content-language": language, **KEPT}, "text/html")

    def text(self, request: Request | None, template: str, language: str, values: Mapping[str, object]) -> str:
        path = request.url.path if request is not None else ""
        return self.layout.text(template, language, {"path": path, **values})

    def problem(self, scope: Scope, language: str, status: int, key: str) -> Response:
        """What is wrong. In a lesson and at the desk it leads back there: nobody there is in pain."""
        here = scope["path"].split("/")[1:3]
        rooms = {"teach": self.settings.teaches, "clinic": self.settings.store is not None}
        room = next((room for room, there in rooms.items() if there and room in here), None)
        return self.page(None, "problem", language, {"key": key, "room": room}, status)

    def refuse(self, scope: Scope, refused: Refused) -> App:
        if scope["path"].startswith("/api/"):
            return api.problem(refused.status, say(refused.key, "en"))
        return self.problem(scope, self.language(scope), refused.status, refused.key)

    async def refused_in(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return self.problem(request.scope, self.language(request.scope), error.status, error.key)

    async def failed(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        key = {404: "web-not-there", 405: "web-not-so"}.get(error.status_code, "web-no-form")
        if request.url.path.startswith("/api/"):
            return api.problem(error.status_code, say(key, "en"), error.headers)
        response = self.problem(request.scope, self.language(request.scope), error.status_code, key)
        response.headers.update(error.headers or {})  # which methods there are, where this is none
        return response

    async def broken(self, request: Request, error: Exception) -> Response:
        """Our own mistake, or an answer that cannot stand: the person can still call somebody."""
        status = 400 if isinstance(error, AnswerError) else 500
        return self.problem(request.scope, self.language(request.scope), status, "web-broken")

    def language(self, scope: Scope) -> str:
        first = scope["path"].split("/")[1]
        if first in self.base.languages:
            return self.base.language(first)
        accepted = next((value for name, value in scope["headers"] if name == b"accept-language"), b"")
        return preferred(self.base.languages, accepted.decode("latin-1"))

    def address(self, request: Request) -> str:
        return (self.settings.address or str(request.base_url)).rstrip("/")


def spoken(state: State, language: str) -> str:
    """How somebody is spoken to: of themselves, or of the one that they answer for."""
    return for_another(language) if state.another else language
