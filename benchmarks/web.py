"""The pages over the loopback: how long one takes with 1, 50 and 200 people at once, how many a second, and memory.

The load is what people send who answer as worked cases do, page by page. Server and load share the machine.
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
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.cases import Answers, worked_cases
from benchmarks.measure import Row, ms
from triage.language.condition import NONE, UNKNOWN
from triage.language.load import load
from triage.language.model import Base
from triage.web.fields import Form
from triage.web.journey import Journey
from triage.web.seal import Seal

AT_ONCE = (1, 50, 200)
CASES = 20
"""So many worked cases are gone through; each page of them is new to the server once."""
PAGES = 3_000
"""So many pages each number of people asks for."""
AIM = 0.1
A_SECOND = 200
"""Answered questions a second that one core should give."""
Sent = tuple[str, bytes]


def web(pages: int = PAGES) -> Iterator[Row]:
    """Every row about pages."""
    base = load()
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        key.write_bytes(os.urandom(32))
        sent = list(_journeys(base, key.read_bytes()))
        command = [sys.executable, "-m", "triage", "serve", "--port", "0", "--rate", "0", "--key", str(key)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                found = re.search(r":([0-9]+)/", server.stdout.readline())
                assert found is not None
                yield from _rows(sent, int(found[1]), server.pid, pages)
            finally:
                server.send_signal(signal.SIGINT)


def _rows(sent: Sequence[Sent], port: int, process: int, pages: int) -> Iterator[Row]:
    first = asyncio.run(_load(sent, port, 4, len(sent)))[0]
    before = _resident(process)
    yield Row(f"{len(sent)} pages that are new to it, median", ms(median(first)))
    for people in AT_ONCE:
        spent = _spent(process)
        taken, seconds = asyncio.run(_load(sent, port, people, pages))
        spent = _spent(process) - spent
        worst = quantiles(taken, n=100, method="inclusive")[-1]
        aim = (f"99th under {ms(AIM)}", worst < AIM) if people == 50 else ("", None)
        yield Row(f"a page, {people} at once, median and 99th", f"{ms(median(taken))}, {ms(worst)}", *aim)
        yield Row(
            f"processor time a page, {people} at once",
            f"{ms(spent / len(taken))} ({len(taken) / spent:.0f} a second a core; {len(taken) / seconds:.0f} were had)",
            f"{A_SECOND} a second a core",
            len(taken) / spent > A_SECOND,
        )
    after = _resident(process)
    grown = after - before
    yield Row(
        f"memory after {len(sent) + pages * len(AT_ONCE)} pages",
        f"{after:.0f} MB, {grown:+.0f} since the first {len(sent)}",
        "flat",
        grown < 20,
    )


async def _load(sent: Sequence[Sent], port: int, people: int, pages: int) -> tuple[list[float], float]:
    """How long each page took, and all of them."""
    waiting = islice(cycle(sent), pages)
    taken: list[float] = []

    async def person() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path, body in waiting:
            start = perf_counter()
            head = (
                f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: ([0-9]+)", answer)
            assert length is not None
            assert b" 200 " in answer.split(b"\r\n", 1)[0], answer
            await reader.readexactly(int(length[1]))
            taken.append(perf_counter() - start)
        writer.close()

    start = perf_counter()
    await asyncio.gather(*(person() for _ in range(people)))
    return taken, perf_counter() - start


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
            yield "/nl/ask", urlencode({"state": seal.write(shown.state), **fields}, doseq=True).encode()
            shown = journey.move(shown.state, Form(fields), "nl")


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


def _resident(process: int) -> float:
    """The memory of a process in MB."""
    found = re.search(r"VmRSS:\s+([0-9]+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def _spent(process: int) -> float:
    """The processor time that a process has taken, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
