"""The server: one process that answers until it is stopped. The one module that loads uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from triage.language.errors import TriageError
from triage.web.guarding import App

WAITING = 128
"""So many connections wait their turn."""


def serve(app: App, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Answers until a signal ends it. `ready` is given the address once somebody can connect. Raises TriageError where
    the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: only then does asyncio send at once what is short, and not wait 40 ms for the other side.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise TriageError(
            f"cannot listen at {host}, port {port}: {reason.lower()}; name another with --port"
        ) from error
    listening.listen(WAITING)
    shown = f"[{host}]" if family == socket.AF_INET6 else host
    ready(f"http://{shown}:{listening.getsockname()[1]}/")
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
