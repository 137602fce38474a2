"""A class on the loopback: from the last prediction to the tally on every phone, and whether any answer is lost.

Each phone is a stream of events that it opens again when it ends, and the pages that it fetches; one in three loses its
stream just after it has answered and comes back. Server and class share the machine.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode

from benchmarks.measure import Row, ms
from benchmarks.web import serving

STUDENTS = 60
QUESTIONS = 4
AIM = 1.0
CASE = "sprint-mild-strain"


@dataclass(frozen=True, slots=True)
class Lesson:
    """`tallies`: seconds from the last prediction of a question to the tally on the last phone; `lost`: so many
    answers of all that were given are in no tally; `gone`: nothing is found once the teacher has closed."""

    tallies: tuple[float, ...]
    given: int
    lost: int
    gone: bool


def classroom(students: int = STUDENTS) -> Iterator[Row]:
    """Every row about a class."""
    with serving("--teach", "--lang", "en") as (port, _):
        lesson = asyncio.run(teach(port, CASE, students))
    worst = max(lesson.tallies)
    what = f"{students} phones, last prediction to tally on the last phone"
    yield Row(what, ms(worst), f"under {ms(AIM)}", worst < AIM)
    yield Row("answers lost", f"{lesson.lost} of {lesson.given}", "none", not lesson.lost)
    yield Row("after the teacher closed", "gone" if lesson.gone else "there", "gone", lesson.gone)


async def teach(port: int, case: str, students: int, questions: int = QUESTIONS) -> Lesson:
    """A whole lesson: a classroom, phones that join, questions, and the end."""
    _, board = await ask(port, "/en/teach/rooms", {"case": case, "seed": "0", "questions": str(questions)})
    code = board.split("/")[4]
    joining = [ask(port, f"/en/teach/room/{code}", {}) for _ in range(students)]
    phones = [Phone(port, where, number) for number, (_, where) in enumerate(await asyncio.gather(*joining))]
    watching = [asyncio.create_task(phone.listen()) for phone in phones]
    tallies, given, lost = [], 0, 0
    for number in range(questions):
        await ask(port, board, {"do": "next" if number else "open"})
        await asyncio.gather(*(phone.predict(number) for phone in phones))
        began = perf_counter()
        await ask(port, board, {"do": "reveal"})
        counts = await asyncio.gather(*(phone.counted(number) for phone in phones))
        tallies.append(perf_counter() - began)
        given += students
        lost += max(students - count for count in counts)
    await ask(port, board, {"do": "close"})
    for watch in watching:
        watch.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
    page, _ = await ask(port, phones[0].path)
    return Lesson(tuple(tallies), given, lost, "404" in page.split("\r\n")[0])


class Phone:
    """Somebody in a class."""

    def __init__(self, port: int, path: str, number: int) -> None:
        self.port, self.path, self.number = port, path, number
        self.page = ""
        self.heard = asyncio.Event()
        self.stream: asyncio.StreamWriter | None = None

    async def listen(self) -> None:
        """The stream of events, opened again with what it heard last whenever it ends."""
        last = "0"
        while True:
            with suppress(OSError):
                reader, self.stream = await asyncio.open_connection("127.0.0.1", self.port)
                head = f"GET {self.path}/events HTTP/1.1\r\nhost: a\r\nlast-event-id: {last}\r\n\r\n"
                self.stream.write(head.encode())
                try:
                    while line := await reader.readline():
                        if line.startswith(b"id: "):
                            last = line[4:].decode().strip()
                            self.heard.set()
                finally:
                    await closed(self.stream)
            await asyncio.sleep(0.05)

    async def until(self, pattern: str) -> re.Match[str]:
        """Fetches the page at every event until it holds this."""
        while True:
            self.heard.clear()
            self.page, _ = await ask(self.port, self.path)
            if found := re.search(pattern, self.page):
                return found
            await self.heard.wait()

    async def predict(self, question: int) -> None:
        await self.until(f'name="at" value="{question}"')
        options = self.page.count('name="answer"')
        answer = str((self.number + question) % options + 1)
        await ask(self.port, self.path, {"at": str(question), "answer": answer})
        if self.number % 3 == 0 and self.stream is not None:
            self.stream.close()

    async def counted(self, question: int) -> int:
        """How many answers the tally of this question has."""
        await self.until(rf"(?s)Question {question + 1} of.*class=.tally")
        return sum(map(int, re.findall(r"<td>([0-9]+)</td>", self.page)))


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def ask(port: int, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """One request: the answer, and where it leads."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = urlencode(form or {}).encode()
    method = "GET" if form is None else "POST"
    kind = "application/x-www-form-urlencoded"
    lines = (f"{method} {path} HTTP/1.1", "host: a", "connection: close", f"content-type: {kind}")
    head = "\r\n".join((*lines, f"content-length: {len(body)}", "", ""))
    writer.write(head.encode() + body)
    text = (await reader.read()).decode()
    await closed(writer)
    found = re.search(r"\r\nlocation: (\S+)", text)
    return text, found[1] if found else ""
