"""A classroom: a teacher asks, phones predict, and what the class thought appears after the reveal.

Phones hear by server-sent events that something changed, and fetch their page anew; without a script the page comes
again by itself. A stream ends after a while and the browser opens it again, with what it heard last; so a phone that
was away has missed nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from triage.reports.learner.quiz import QuizWords
from triage.teaching.quiz import Attempt
from triage.web.codes import qr
from triage.web.forms import form_of
from triage.web.guarding import Refused
from triage.web.lessons import Way
from triage.web.rooms import Room, Rooms
from triage.web.theatre import LIVE, MOST_QUESTIONS, QUESTIONS, Theatre, called, number_in

Page = Callable[[Request, str], Awaitable[Response]]
LISTENING = 15.0
"""A stream lasts so many seconds: less than a request may take."""
LOOKS = 0.1
"""So often, in seconds, a stream looks whether there is something to tell."""
AGAIN = 5
"""Without a script a page that waits comes again after so many seconds."""


class Classroom:
    """The pages of classrooms."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.rooms = Rooms()

    def routes(self, language: str) -> list[Route]:
        at = f"/{language}/teach"
        pages: list[tuple[str, Page, str]] = [
            ("rooms", self.opened, "POST"),
            ("board/{code}/{key}", self.board, "GET"),
            ("board/{code}/{key}", self.moved, "POST"),
            ("board/{code}/{key}/events", self.board_events, "GET"),
            ("room", self.door, "GET"),
            ("room/{code}", self.entrance, "GET"),
            ("room/{code}", self.joined, "POST"),
            ("room/{code}/{seat}", self.phone, "GET"),
            ("room/{code}/{seat}", self.answered, "POST"),
            ("room/{code}/{seat}/events", self.phone_events, "GET"),
        ]
        return [Route(f"{at}/{path}", partial(_in, page, language), methods=[method]) for path, page, method in pages]

    # The teacher

    async def opened(self, request: Request, language: str) -> Response:
        form = await form_of(request)
        seed, most = (number_in(form.one(name), default) for name, default in (("seed", 0), ("questions", QUESTIONS)))
        ask = partial(self.theatre.lessons.questions, form.one("case"), seed, min(max(most, 1), MOST_QUESTIONS))
        room = self.rooms.open(form.one("case"), await self.theatre.site.work_out(ask))
        return RedirectResponse(f"/{language}/teach/board/{room.code}/{room.key}", 303)

    async def board(self, request: Request, language: str) -> Response:
        room = self.taught(request)
        link = f"{self.theatre.site.address(request)}/teach/room/{room.code}"
        values = {**self.about(room, language), "link": link, "alone": alone(link), "picture": qr(link), "again": AGAIN}
        return self.theatre.page(request, "teach-board", language, values)

    async def moved(self, request: Request, language: str) -> Response:
        room = self.taught(request)
        do = (await form_of(request)).one("do")
        if do == "close":
            self.rooms.close(room)
            return RedirectResponse(f"/{language}/teach", 303)
        room.move(do)
        return RedirectResponse(request.url.path, 303)

    async def board_events(self, request: Request, language: str) -> Response:  # noqa: ARG002  # alike in all
        room = self.taught(request)
        return self.events(request, lambda: f"{room.moves}.{len(room.seats)}.{room.answered()}")

    def taught(self, request: Request) -> Room:
        return self.rooms.taught(request.path_params["code"], request.path_params["key"])

    # The phones

    async def door(self, request: Request, language: str) -> Response:
        """Where somebody types the code."""
        code = request.query_params.get("code", "").strip().upper()
        if code.isalpha() and code.isascii():
            return RedirectResponse(f"/{language}/teach/room/{code[:20]}", 303)
        return self.theatre.page(request, "teach-door", language, {"room": None})

    async def entrance(self, request: Request, language: str) -> Response:
        room = self.rooms.find(request.path_params["code"])
        return self.theatre.page(request, "teach-door", language, {"room": room})

    async def joined(self, request: Request, language: str) -> Response:
        room = self.rooms.find(request.path_params["code"])
        seat = room.join()
        self.rooms.use(room)
        return RedirectResponse(f"/{language}/teach/room/{room.code}/{seat}", 303)

    async def phone(self, request: Request, language: str) -> Response:
        room, seat = self.seated(request)
        chosen = room.seats[seat].get(room.at)
        attempt = Attempt(room.question, chosen) if chosen is not None else None
        values = {**self.about(room, language), "attempt": attempt, "chosen": chosen, "again": AGAIN}
        return self.theatre.page(request, "teach-phone", language, values)

    async def answered(self, request: Request, language: str) -> Response:  # noqa: ARG002  # alike in all
        room, seat = self.seated(request)
        form = await form_of(request)
        room.answer(seat, number_in(form.one("at"), -1), number_in(form.one("answer"), 0))
        self.rooms.use(room)
        return RedirectResponse(request.url.path, 303)

    async def phone_events(self, request: Request, language: str) -> Response:  # noqa: ARG002  # alike in all
        room, _ = self.seated(request)
        return self.events(request, lambda: str(room.moves))

    def seated(self, request: Request) -> tuple[Room, str]:
        """Raises Refused where there is no such seat."""
        room, seat = self.rooms.find(request.path_params["code"]), request.path_params["seat"]
        if seat not in room.seats:
            raise Refused(404, "teach-no-room")
        return room, seat

    # Both

    def about(self, room: Room, language: str) -> Mapping[str, object]:
        return {
            "room": room,
            "called": called(room.case, language),
            "quiz": QuizWords(self.theatre.lessons.words(room.case, Way(), language)),
            "question": room.question,
            "number": room.at + 1,
            "most": max(1, *(count for _, count in room.tally())),
        }

    @staticmethod
    def events(request: Request, now: Callable[[], str]) -> Response:
        """Tells that something is otherwise than what the page, or the stream before this one, knew."""
        last_event = request.headers.get("last-event-id") or request.query_params.get("since", "")

        async def telling() -> AsyncIterator[str]:
            last, ends = last_event, monotonic() + LISTENING
            yield "retry: 300\n\n"
            while monotonic() < ends:
                if (stands := now()) != last:
                    last = stands
                    yield f"id: {stands}\ndata: {stands}\n\n"
                await asyncio.sleep(LOOKS)

        headers = {"cache-control": "no-store", "x-accel-buffering": "no", **LIVE}
        return StreamingResponse(telling(), media_type="text/event-stream", headers=headers)


def alone(link: str) -> bool:
    """Whether an address is of this computer alone, so that no phone comes there."""
    host = urlsplit(link).hostname or ""
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return host == "localhost"


async def _in(page: Page, language: str, request: Request) -> Response:
    return await page(request, language)
