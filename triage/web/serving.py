"""The server: processes at one port that answer until they are stopped. The one module that loads uvicorn."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn

from triage.language.errors import TriageError
from triage.web.guarding import App

WAITING = 128
"""So many connections wait their turn."""
TURN = 0.0005
"""After so many seconds a thread that works something out lets the next one go on. With the five milliseconds that are
usual a page that is ready waits that long at each step."""
RUBBISH = 10_000, 10, 10
"""How soon rubbish is looked for, in Python's three generations. A command, which ends soon, looks far less often; a
server that did so would hold some twenty megabytes of it."""


def serve(app: App, host: str, port: int, ready: Callable[[str], None], workers: int = 1) -> None:
    """Answers until a signal ends it, with so many processes. `ready` is given the address once somebody can connect.
    Raises TriageError where the address cannot be had, or processes cannot share it."""
    if workers > 1 and not (hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT")):
        raise TriageError("processes cannot share a port on this system; leave out --workers")
    # The base and the templates stay for good. To look through them for rubbish stops every page for a tenth of a
    # second.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RUBBISH)
    with _bound(host, port) as first:
        port = first.getsockname()[1]
        if workers == 1:
            first.listen(WAITING)
            ready(_address(first, host))
            _answer(app, first)
            return
    # The system spreads connections over the sockets of a port that each say that they share it.
    listening = [_bound(host, port, shared=True) for _ in range(workers)]
    for each in listening:
        each.listen(WAITING)
    place = _address(listening[0], host)
    _together(app, listening, lambda: ready(place))


def _bound(host: str, port: int, shared: bool = False) -> socket.socket:
    """Raises TriageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: only then does asyncio send at once what is short, and not wait 40 ms for the other side.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise TriageError(
            f"cannot listen at {host}, port {port}: {reason.lower()}; name another with --port"
        ) from error
    return made


def _address(listening: socket.socket, host: str) -> str:
    shown = f"[{host}]" if listening.family == socket.AF_INET6 else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _answer(app: App, listening: socket.socket) -> None:
    sys.setswitchinterval(TURN)
    # No log of requests: their addresses are all that there would be to tell, and that is nobody's business.
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="error",
        server_header=False,
        timeout_keep_alive=10,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=16_384,
        lifespan="off",
        ws="none",
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _together(app: App, listening: Sequence[socket.socket], ready: Callable[[], None]) -> None:
    """A process for each socket. Where one ends by itself all do: whoever started them starts them again."""
    working: set[int] = set()
    for own in listening:
        process = os.fork()
        if not process:
            _alone(app, own, listening)
        working.add(process)
    for each in listening:
        each.close()
    signal.signal(signal.SIGTERM, _stop)
    try:
        ready()
        working.discard(os.wait()[0])
        raise TriageError("a process of the server ended by itself, and so all do")
    finally:
        for process in working:
            os.kill(process, signal.SIGTERM)
        for process in working:
            os.waitpid(process, 0)


def _alone(app: App, own: socket.socket, listening: Sequence[socket.socket]) -> None:
    """What a process does that answers beside others; it does not come back."""
    try:
        for other in listening:
            if other is not own:
                other.close()
        _answer(app, own)
    except KeyboardInterrupt:
        pass
    finally:
        os._exit(0)


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
