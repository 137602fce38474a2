"""The server: processes at one port that answer until they are stopped. The one module that loads uvicorn."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from mmap import mmap
from selectors import EVENT_READ, DefaultSelector
from time import sleep
from types import FrameType

import uvicorn

from triage.language.errors import TriageError
from triage.web.guarding import App
from triage.words.message import phrased

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
    if workers > 1 and not (hasattr(os, "fork") and hasattr(socket, "send_fds")):
        raise TriageError("processes cannot share a port on this system; leave out --workers")
    # The base and the templates stay for good. To look through them for rubbish stops every page for a tenth of a
    # second.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RUBBISH)
    with _bound(host, port) as listening:
        listening.listen(WAITING)
        if workers == 1:
            ready(_address(listening, host))
            uvicorn.Server(_config(app)).run(sockets=[listening])
        else:
            _together(app, listening, workers, lambda: ready(_address(listening, host)))


def _bound(host: str, port: int) -> socket.socket:
    """Raises TriageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: only then does asyncio send at once what is short, and not wait 40 ms for the other side.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise TriageError(
            phrased(
                "cannot listen at {host}, port {port}: {reason}; name another with --port",
                host=host,
                port=port,
                reason=reason.lower(),
            )
        ) from error
    return bound


def _address(listening: socket.socket, host: str) -> str:
    bracketed = f"[{host}]" if listening.family == socket.AF_INET6 else host
    return f"http://{bracketed}:{listening.getsockname()[1]}/"


def _config(app: App) -> uvicorn.Config:
    sys.setswitchinterval(TURN)
    # No log of requests: their addresses are all that there would be to tell, and that is nobody's business.
    return uvicorn.Config(
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


def _together(app: App, listening: socket.socket, workers: int, ready: Callable[[], None]) -> None:
    """Processes that answer, and this one, which hands connections out to them. Where one ends by itself all do:
    whoever started them starts them again."""
    ended = memoryview(mmap(-1, 8 * workers)).cast("q")
    working: dict[int, socket.socket] = {}
    signal.signal(signal.SIGTERM, _stop)
    try:
        for number in range(workers):
            ours, theirs = socket.socketpair()
            process = os.fork()
            if not process:
                for listener in (listening, ours, *working.values()):
                    listener.close()
                _alone(app, theirs, ended, number)
            theirs.close()
            working[process] = ours
        ready()
        _hand_out(listening, tuple(working.values()), ended)
        raise TriageError("a process of the server ended by itself, and so all do")
    finally:
        for process in working:
            os.kill(process, signal.SIGTERM)
        for process in working:
            os.waitpid(process, 0)


def _hand_out(listening: socket.socket, channels: Sequence[socket.socket], ended: memoryview) -> None:
    """Gives each connection to the process that has fewest, until one of them is no more. The system would go by
    chance, by which one process has thirty of fifty people and the other twenty."""
    given = [0 for _ in channels]
    with DefaultSelector() as selector:
        for channel in (listening, *channels):
            channel.setblocking(False)
            selector.register(channel, EVENT_READ)
        while all(key.fileobj is listening for key, _ in selector.select()):
            try:
                connection, _ = listening.accept()
            except OSError:  # whoever came has gone again
                sleep(TURN)
                continue
            with connection:
                for number in sorted(range(len(channels)), key=lambda number: given[number] - ended[number]):
                    with suppress(OSError):  # it takes no more, or is no more
                        socket.send_fds(channels[number], [b"."], [connection.fileno()])
                        given[number] += 1
                        break


def _alone(app: App, channel: socket.socket, ended: memoryview, number: int) -> None:
    """What a process does that answers beside others; it does not come back."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _Handed(_config(app), channel, ended, number).run(sockets=[])
    except KeyboardInterrupt:
        pass
    finally:
        os._exit(0)


class _Connection(socket.socket):
    """One that was handed over. `end`: what is done once when it is closed."""

    end: Callable[[], None] | None = None

    def close(self) -> None:
        super().close()
        end, self.end = self.end, None
        if end is not None:
            end()


class _Handed(uvicorn.Server):
    """A server that is handed its connections. `ended[number]`: how many of them are over."""

    def __init__(self, config: uvicorn.Config, channel: socket.socket, ended: memoryview, number: int) -> None:
        super().__init__(config)
        self.channel = channel
        self.ended = ended
        self.number = number
        self.taking: set[asyncio.Task[object]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.channel.setblocking(False)
        asyncio.get_running_loop().add_reader(self.channel, self.take)

    def take(self) -> None:
        """Takes all connections that wait."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                message, handed, *_ = socket.recv_fds(self.channel, 1, 1)
            except BlockingIOError:
                return
            if not message:  # nobody is there any more to hand any over
                loop.remove_reader(self.channel)
                self.should_exit = True
                return
            for one in handed:
                connection = _Connection(fileno=one)
                connection.setblocking(False)
                connection.end = self.count
                task = loop.create_task(loop.connect_accepted_socket(self.protocol, connection))
                self.taking.add(task)
                task.add_done_callback(self.taking.discard)

    def protocol(self) -> asyncio.Protocol:
        protocol: asyncio.Protocol = self.config.http_protocol_class(
            config=self.config,  # type: ignore[call-arg]
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        return protocol

    def count(self) -> None:
        self.ended[self.number] += 1


def _stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
