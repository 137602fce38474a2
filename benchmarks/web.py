"""The pages over the loopback: how long one takes with 1, 50 and 200 people at once, how many a second, and memory;
with one process and with two.

The load is what people send who answer as worked cases do, page by page, up to the outcome. Nobody reads: whoever has a
page sends the next at once. Beside that, in a row of its own, people who send at a pace, so many questions a second
all together: a page takes from the moment when it was to be sent, so that nobody who waits for the one before makes
the next look quick. Server and load share the machine; what the load does itself between two pages is little, and said.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from urllib.parse import urlencode

from benchmarks.cases import Answers, worked_cases
from benchmarks.measure import Row, ms
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.load import load
from triage.web.fields import Form
from triage.web.journey import Journey
from triage.web.seal import Seal

AT_ONCE = (1, 50, 200)
CASES = 20
"""So many worked cases are gone through; each page of them is new to the server once."""
PAGES = 3_000
"""So many pages each number of people asks for."""
LONG = 100_000
"""So many pages memory is watched over,"""
POINTS = 10
"""and read so often."""
PEOPLE = 20
"""So many people ask for them."""
WORKERS = (1, 2)
AIM = 0.1
GROWN = 10
"""Memory that grows by fewer megabytes is flat: what is remembered of pages fills up once."""
ASK, OUTCOME = "/nl/ask", "/nl/case"
A_SECOND = 200
"""Answered questions a second that one core should give."""
PACED, TOGETHER = 50, 400
"""So many people at a pace, and how many questions they answer a second together."""
Sent = tuple[str, bytes]


def web(pages: int = PAGES) -> Iterator[Row]:
    """Every row about pages."""
    for workers in WORKERS:
        with _server(workers) as (sent, port, process):
            yield from _rows(sent, port, process, pages, workers)


def memory(pages: int = LONG) -> Iterator[Row]:
    """How much memory a server takes that goes on for long."""
    with _server(1) as (sent, port, process):
        asyncio.run(_load(sent, port, PEOPLE, len(sent)))
        first = _resident(process)
        yield Row(f"memory after {len(sent)} pages", f"{first:.0f} MB")
        for point in range(1, POINTS + 1):
            asyncio.run(_load(sent, port, PEOPLE, pages // POINTS))
            now = _resident(process)
            said = f"{now:.0f} MB, {now - first:+.0f}"
            aim = ("flat", now - first < GROWN) if point == POINTS else ("", None)
            yield Row(f"after {pages // POINTS * point} more", said, *aim)


@contextmanager
def _server(workers: int) -> Iterator[tuple[Sequence[Sent], int, int]]:
    """A server of so many processes: what people send there, its port and its process."""
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        key.write_bytes(os.urandom(32))
        sent = list(_journeys(load(), key.read_bytes()))
        with serving("--rate", "0", "--key", str(key), "--workers", str(workers)) as (port, process):
            yield sent, port, process


@contextmanager
def serving(*options: str) -> Iterator[tuple[int, int]]:
    """A server with these options: its port and its process."""
    command = [sys.executable, "-m", "triage", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r":([0-9]+)/", server.stdout.readline())
            assert found is not None
            yield int(found[1]), server.pid
        finally:
            server.send_signal(signal.SIGINT)


def _rows(sent: Sequence[Sent], port: int, process: int, pages: int, workers: int) -> Iterator[Row]:
    served = f"{workers} process{'es' * (workers > 1)}"
    spent = _spent(process)
    first = asyncio.run(_load(sent, port, workers, len(sent) * workers, shared=False))
    spent = _spent(process) - spent
    before = _resident(process)
    yield Row(
        f"{len(sent)} pages that are new to it, {served}",
        f"{ms(median(first.taken))}, {ms(spent / len(first.taken))} of processor",
    )
    for people in AT_ONCE:
        spent = _spent(process)
        had = asyncio.run(_load(sent, port, people, pages))
        spent = _spent(process) - spent
        worst = _99th(had.taken)
        aim = (f"99th under {ms(AIM)}", worst < AIM) if people == 50 else ("", None)
        yield Row(f"{people} at once, median and 99th, {served}", f"{ms(median(had.taken))}, {ms(worst)}", *aim)
        yield Row("of these the outcomes", f"{ms(median(had.outcomes))}, {ms(_99th(had.outcomes))}")
        count = len(had.taken)
        yield Row(
            f"processor time a page, {people} at once",
            f"{ms(spent / count)} ({count / spent:.0f} a second a core; {count / had.seconds:.0f} were had; "
            f"the load took {ms(had.own / count)})",
            f"{A_SECOND} a second a core",
            count / spent > A_SECOND,
        )
    had = asyncio.run(_load(sent, port, PACED, pages, TOGETHER))
    worst = _99th(had.taken)
    yield Row(
        f"{PACED} people, {TOGETHER} a second together, median and 99th, {served}",
        f"{ms(median(had.taken))}, {ms(worst)} ({len(had.taken) / had.seconds:.0f} a second were had)",
        f"99th under {ms(AIM)}",
        worst < AIM,
    )
    yield Row("of these the outcomes", f"{ms(median(had.outcomes))}, {ms(_99th(had.outcomes))}")
    after = _resident(process)
    grown = after - before
    yield Row(
        f"memory after {len(first.taken) + pages * (len(AT_ONCE) + 1)} pages, {served}",
        f"{after:.0f} MB, {grown:+.0f} since the first {len(first.taken)}",
        "flat",
        grown < GROWN,
    )


def _99th(taken: Sequence[float]) -> float:
    return quantiles(taken, n=100, method="inclusive")[-1]


@dataclass
class Had:
    """How long each page took, in seconds; `outcomes` those of the outcome alone; `seconds` all of them together, and
    `own` what processor time the load took for itself."""

    taken: list[float] = field(default_factory=list)
    outcomes: list[float] = field(default_factory=list)
    seconds: float = 0
    own: float = 0


class Person(asyncio.Protocol):
    """One of those who ask at once: sends a page as soon as the one before is whole, or where there is a `pace` so many
    seconds after that was to be sent, the first when it is `due`. Reads as little of an answer as will do, so that the
    load leaves the machine to the server."""

    def __init__(
        self, waiting: Iterator[Sent], had: Had, done: asyncio.Future[None], pace: float = 0, due: float = 0
    ) -> None:
        self.waiting = waiting
        self.had = had
        self.done = done
        self.pace = pace
        self.due = due
        self.lacks = 0
        self.head = b""
        self.outcome = False
        self.start = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.go_on()

    def go_on(self) -> None:
        """Sends the next page now, or when it is due."""
        if self.pace:
            asyncio.get_running_loop().call_at(self.due, self.send)
        else:
            self.send()

    def send(self) -> None:
        """The next page, or the end."""
        path, body = next(self.waiting, ("", b""))
        if not path:
            self.transport.close()
            self.done.set_result(None)
            return
        self.outcome = path.endswith(OUTCOME)
        self.head = b""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        assert isinstance(self.transport, asyncio.WriteTransport)
        now = asyncio.get_running_loop().time()
        self.start = self.due if self.pace else now
        self.due += self.pace
        self.transport.write(head.encode() + body)

    def data_received(self, data: bytes) -> None:
        if not self.lacks:
            self.head += data
            head, ends, body = self.head.partition(b"\r\n\r\n")
            if not ends:
                return
            if b" 200 " not in head[:15]:
                self.done.set_exception(AssertionError(head))
                return
            self.lacks = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            data = body
        self.lacks -= len(data)
        if not self.lacks:
            taken = asyncio.get_running_loop().time() - self.start
            self.had.taken.append(taken)
            if self.outcome:
                self.had.outcomes.append(taken)
            self.go_on()

    def connection_lost(self, problem: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(problem or ConnectionError("the server closed the connection"))


async def _load(
    sent: Sequence[Sent], port: int, people: int, pages: int, together: float = 0, shared: bool = True
) -> Had:
    """So many people ask for so many pages; `together`: how many a second, as many as they get where it is 0. What is
    not `shared` each of them asks for from the first page on: whichever process one came to has then had them all."""
    waiting = islice(cycle(sent), pages)
    had = Had()
    loop = asyncio.get_running_loop()
    start, own = perf_counter(), process_time()
    asking = [loop.create_future() for _ in range(people)]
    for number, each in enumerate(asking):
        own_pages = waiting if shared else islice(cycle(sent), pages // people)
        made = partial(Person, own_pages, had, each)
        if together:
            made = partial(made, people / together, loop.time() + number / together)
        await loop.create_connection(made, "127.0.0.1", port)
    await asyncio.gather(*asking)
    had.seconds, had.own = perf_counter() - start, process_time() - own
    return had


def _journeys(base: Base, key: bytes) -> Iterator[Sent]:
    """What browsers send on the way through worked cases."""
    seal = Seal(key, base)
    journey = Journey(base, seal, lambda: datetime.now().astimezone())
    for answers in islice(worked_cases(base).values(), CASES):
        shown = journey.begin("nl")
        while shown.template != "check":
            fields = _fields(base, shown.state.asked, answers)
            if shown.template == "clash":
                fields = {"do": (f"right:{shown.values['contradiction']}",)}
            elif shown.template != "ask":
                fields = {"do": ({"emergency": "on", "calmer": "calmer"}[shown.template],)}
            yield ASK, urlencode({"state": seal.write(shown.state), **fields}, doseq=True).encode()
            shown = journey.move(shown.state, Form(fields), "nl")
        yield OUTCOME, urlencode({"state": seal.write(shown.state)}).encode()


def _fields(base: Base, asked: Sequence[str], answers: Answers) -> dict[str, tuple[str, ...]]:
    """What is filled in on a page."""
    if len(asked) != 1:
        yes = tuple(name for name in asked if answers.get(name) == "yes")
        return {"yes": yes} if yes else {"none": (NONE,)}
    answer = answers.get(asked[0], UNKNOWN)
    if isinstance(answer, tuple | list):
        return {"answer": tuple(map(str, answer)) or (NONE,)}
    kind = base.questions[asked[0]].type
    return {
        "number" if kind == "number" and answer != UNKNOWN and base.questions[asked[0]].max > 10 else "answer": (
            str(answer),
        )
    }


def _family(process: int) -> Iterator[int]:
    """A process and those that it started."""
    yield process
    for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        yield from _family(int(child))


def _resident(process: int) -> float:
    """The memory of a process and its children in MB; what they share counts for each."""
    found = (re.search(r"VmRSS:\s+([0-9]+) kB", Path(f"/proc/{one}/status").read_text()) for one in _family(process))
    return sum(int(each[1]) / 1024 for each in found if each)


def _spent(process: int) -> float:
    """The processor time that a process and its children have taken, in seconds."""
    spent = 0
    for one in _family(process):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")
