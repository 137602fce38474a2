"""Classrooms: who sits in one, which question is open, and what was predicted. In memory alone, and gone once closed.

A seat is a number that nobody can guess and that stands in the address of a phone; so a phone that comes back has its
answers, and nobody needs a name. All of it runs on the one thread of the server, so that nothing is counted twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hmac import compare_digest
from time import monotonic
from typing import Literal

from triage.teaching.quiz import Question
from triage.web.guarding import Refused

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a code is made of: no letter that looks like another or like a figure."""
LONG = 6
ROOMS = 20
SEATS = 200
"""So many classrooms there are at most, and so many seats in one."""
OLDEST = 4 * 3600.0
IDLE = 3600.0
"""After so many seconds a classroom closes by itself, and after so many in which nothing happened."""

Phase = Literal["waiting", "open", "revealed", "closed"]


@dataclass(slots=True)
class Room:
    """`key`: who has it is the teacher; `at`: which question, from 0; `moves`: so many times something changed that
    phones have to hear of; `seats`: of each the options that were chosen, by question."""

    code: str
    key: str
    case: str
    questions: Sequence[Question]
    opened: float
    used: float
    at: int = 0
    phase: Phase = "waiting"
    moves: int = 0
    seats: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        return self.questions[self.at]

    @property
    def last(self) -> bool:
        return self.at == len(self.questions) - 1

    def answered(self) -> int:
        """How many have answered the question."""
        return sum(self.at in replies for replies in self.seats.values())

    def tally(self) -> list[tuple[str, int]]:
        """Of each option how many chose it."""
        chosen = [replies.get(self.at) for replies in self.seats.values()]
        return [(option, chosen.count(option)) for option in self.question.options]

    def join(self) -> str:
        """A new seat. Raises Refused where all are taken."""
        if len(self.seats) >= SEATS:
            raise Refused(503, "teach-room-full")
        seat = secrets.token_hex(8)
        self.seats[seat] = {}
        return seat

    def answer(self, seat: str, at: int, option: int) -> None:
        """What somebody predicts, from 1; until the reveal they may think again. What comes too late does not count."""
        if self.phase == "open" and at == self.at and 1 <= option <= len(self.question.options):
            self.seats[seat][at] = self.question.options[option - 1]

    def move(self, to: str) -> None:
        """What the teacher does; what cannot follow now is let be, as it is when a button is pressed twice."""
        match to, self.phase:
            case "open", "waiting":
                self.phase = "open"
            case "reveal", "open":
                self.phase = "revealed"
            case "next", "revealed" if not self.last:
                self.phase, self.at = "open", self.at + 1
            case _:
                return
        self.moves += 1


class Rooms:
    """All classrooms of a server."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self.clock = clock or monotonic
        self.rooms: dict[str, Room] = {}

    def open(self, case: str, questions: Sequence[Question]) -> Room:
        """A new classroom. Raises Refused where there are too many, or where there is nothing to ask."""
        self.sweep()
        if not questions:
            raise Refused(404, "teach-no-questions")
        if len(self.rooms) >= ROOMS:
            raise Refused(503, "teach-rooms-full")
        code = ""
        while not code or code in self.rooms:
            code = "".join(secrets.choice(LETTERS) for _ in range(LONG))
        now = self.clock()
        self.rooms[code] = Room(code, secrets.token_urlsafe(16), case, tuple(questions), now, now)
        return self.rooms[code]

    def find(self, code: str) -> Room:
        """Raises Refused where there is none: it was closed, or never was. To look in is not to use it: a phone that
        lies forgotten in a pocket looks in four times a minute."""
        self.sweep()
        room = self.rooms.get(code.strip().upper())
        if room is None:
            raise Refused(404, "teach-no-room")
        return room

    def use(self, room: Room) -> None:
        """Something happens in the classroom, so that it stays open."""
        room.used = self.clock()

    def taught(self, code: str, key: str) -> Room:
        """The classroom of whoever has the key; it stays open while they have its board before them. Raises Refused."""
        room = self.find(code)
        if not compare_digest(room.key.encode(), key.encode()):
            raise Refused(404, "teach-no-room")
        self.use(room)
        return room

    def close(self, room: Room) -> None:
        """Nothing of it is left but for who is looking at it at this moment."""
        room.phase = "closed"
        room.moves += 1
        room.seats.clear()
        self.rooms.pop(room.code, None)

    def sweep(self) -> None:
        now = self.clock()
        for room in list(self.rooms.values()):
            if now - room.opened > OLDEST or now - room.used > IDLE:
                self.close(room)
