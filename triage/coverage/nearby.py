"""Cases that differ from worked cases in one answer: where to look first for a case that shows something.

A story that is known to be plausible stays nearly so with one answer changed or left out. All of them together are some
hundred thousand cases, which a bitset of cases works out at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.coverage.bitset import Answers, CaseBitset, columns
from triage.inference.domain import domains
from triage.language.base import Base
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True)
class Nearby:
    """All cases one step away, and what each of its cases is a step to. Every block of cases is all worked
    cases with one and the same answer to one question."""

    bitset: CaseBitset
    blocks: tuple[tuple[str, Answer | None], ...]
    count: int

    def step(self, position: int) -> tuple[int, str, Answer | None]:
        """The number of the case that a position is a step from, and to which answer to which question; None: none."""
        block, case = divmod(position, self.count)
        return case, *self.blocks[block]


def nearby(base: Base, cases: Sequence[Answers]) -> Nearby:
    """The steps from these cases to every telling answer and to no answer, for every question that can be answered."""
    count = len(cases)
    blocks = [
        (name, answer) for name, domain in domains(base).items() for answer in (*dict.fromkeys(domain.answers), None)
    ]
    own = columns(base, cases)
    everywhere = (1 << len(blocks) * count) - 1
    all_cases = (1 << count) - 1
    answer_columns: dict[str, dict[Answer, int]] = {}
    for name in base.questions:
        here = [number for number, (question, _) in enumerate(blocks) if question == name]
        elsewhere = everywhere & ~sum(all_cases << number * count for number in here)
        column = {
            answer: _repeated(cases_with, count, len(blocks)) & elsewhere for answer, cases_with in own[name].items()
        }
        for number in here:
            answer = blocks[number][1]
            if answer is not None:
                column[answer] = column.get(answer, 0) | all_cases << number * count
        answer_columns[name] = column
    return Nearby(CaseBitset(base, len(blocks) * count, answer_columns), tuple(blocks), count)


def _repeated(cases: int, count: int, times: int) -> int:
    """A set among so many cases, in so many blocks of them: twice as many each time, and the last that are left."""
    blocks, all_blocks = 1, cases
    while 2 * blocks <= times:
        all_blocks |= all_blocks << blocks * count
        blocks *= 2
    return all_blocks | (all_blocks << (times - blocks) * count)
