"""What stands before every page: headers that a browser keeps to, and limits on size, time and number.

Plain ASGI, so that nothing of a request is held longer than it takes. Nothing is written down of what passes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With `no-referrer` a browser would not say either that a form comes from our own page.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PATIENT = 3
"""So many times longer what proves a rule, or tries all pairs of answers, may take."""
LONG = ("/teach/rule/", "/hinges")
OFFERS = "/offers"
"""Where a page asks while somebody types what may stand there: often, and for little."""
HERE = "localhost"
"""This machine, by a name that nobody can lead elsewhere; so are all names that end in it."""
ADDRESSES = 20_000
"""So many senders are remembered, the latest."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`body`: bytes that a request brings at most; `seconds`: within which it has to bring them, and an answer has to
    be there; `rate`: requests a second that one sender may send in the long run (0: as many as they like), `burst` at
    once."""

    body: int = 131_072
    seconds: float = 20.0
    rate: float = 10.0
    burst: int = 100


class Refused(Exception):
    """A request that goes no further. `status` is that of HTTP; `key` the phrase that says why."""

    def __init__(self, status: int, key: str) -> None:
        self.status = status
        self.key = key
        super().__init__(key)


class Guard:
    """Refuses what is too much, too slow, not from our pages or not meant for us, and puts the headers on every answer.
    `refuse` shows the page that says so; `names` are those under which we are reached, None for any."""

    def __init__(
        self,
        app: App,
        refuse: Callable[[Scope, Refused], App],
        limits: Limits,
        names: frozenset[str] | None = None,
    ) -> None:
        self.app = app
        self.refuse = refuse
        self.limits = limits
        self.names = names
        self._senders: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = {name.decode("latin-1").lower(): value for name, value in message.get("headers", ())}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name not in headers]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        try:
            self.count(scope)
            self.meant(scope)
            self.own(scope)
            async with asyncio.timeout(
                self.limits.seconds * (PATIENT if any(part in scope["path"] for part in LONG) else 1)
            ):
                body = await self.read_body(scope, receive)
                await self.app(scope, _again(body, receive), sending)
        except Refused as refused:
            if not started:
                await self.refuse(scope, refused)(scope, receive, sending)
        except TimeoutError:
            if not started:
                await self.refuse(scope, Refused(503, "web-too-slow"))(scope, receive, sending)
        except Exception as error:
            # Our own mistake. Where it was made is told, never with what: that may be what somebody answered.
            places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
            LOG.error("%s in %s", type(error).__name__, " ".join(places[-8:]))
            if not started:
                await self.refuse(scope, Refused(500, "web-broken"))(scope, receive, sending)

    def count(self, scope: Scope) -> None:
        """Raises Refused where a sender sends more than their share."""
        if not self.limits.rate:
            return
        sender = (scope.get("client") or ("",))[0]
        now = monotonic()
        left, then = self._senders.pop(sender, (float(self.limits.burst), now))
        left = min(left + (now - then) * self.limits.rate, self.limits.burst) - _share(scope["path"], scope["method"])
        self._senders[sender] = (max(left, 0.0), now)
        if len(self._senders) > ADDRESSES:
            self._senders.popitem(last=False)
        if left < 0:
            raise Refused(429, "web-too-often")

    def meant(self, scope: Scope) -> None:
        """Raises Refused where somebody comes under a name that is not ours. Whoever has a name of their own may let it
        lead to this machine while a page of theirs is open: to the browser our pages would then be part of theirs, and
        it could read them. An address in numbers is nobody's to lead elsewhere."""
        if self.names is None:
            return
        name = name_in(_headers(scope).get("host", ""))
        if name not in self.names and name != HERE and not name.endswith(f".{HERE}") and not _is_address(name):
            raise Refused(421, "web-other-name")

    def own(self, scope: Scope) -> None:
        """Raises Refused where a form is sent from somebody else's page."""
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return
        headers = _headers(scope)
        site = headers.get("sec-fetch-site")
        if site not in (None, "same-origin", "none"):
            raise Refused(403, "web-not-ours")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host", ""):
            raise Refused(403, "web-not-ours")

    async def read_body(self, scope: Scope, receive: Receive) -> bytes:
        """What the request brings. Raises Refused where it is too much."""
        length = _headers(scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self.limits.body:
            raise Refused(413, "web-too-large")
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Refused(400, "web-broken-off")
            body += message.get("body", b"")
            if len(body) > self.limits.body:
                raise Refused(413, "web-too-large")
            if not message.get("more_body", False):
                return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives what was received once more, then whatever else comes."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _share(path: str, method: str) -> float:
    """How much a page counts. A classroom sits behind one address, and needs little for each phone; a rule that is
    edited is proved anew, which takes seconds."""
    if method == "POST" and "/teach/rule/" in path and not path.endswith(OFFERS):
        return 20.0
    return 0.1 if "/teach/room/" in path or path.startswith("/static/") or path.endswith(OFFERS) else 1.0


def name_in(host: str) -> str:
    """The name in what a browser asks for: without its port, in small letters. Nothing where there is none."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    return name.removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
