"""Cases of a shift with fewer answers, by evaluating: quick for hundreds of shifts, and not always the smallest.

Each round leaves one question out of every case at once, and keeps it out where the outcome still shifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.coverage.bitset import Answers, CaseBitset, case_bitset
from triage.difference.difference import OutcomeChange
from triage.language.base import Base


def fewer(old: Base, new: Base, found: Sequence[OutcomeChange]) -> list[OutcomeChange]:
    """The same shifts, each with an example from which no answer to a single question can be left out."""
    kept = list(found)
    order = [*new.questions, *(name for name in old.questions if name not in new.questions)]
    waiting = set(range(len(kept)))
    while waiting:
        made_smaller: set[int] = set()
        for name in order:
            tried = [place for place in sorted(waiting) if name in kept[place].example.answers]
            smaller = [_without(kept[place], name) for place in tried]
            for place, shift, holds in zip(tried, smaller, _still(old, new, smaller), strict=True):
                if holds:
                    kept[place] = shift
                    made_smaller.add(place)
        waiting = made_smaller
    return kept


def _without(shift: OutcomeChange, question: str) -> OutcomeChange:
    return replace(
        shift,
        example=replace(shift.example, old=_left(shift.example.old, question), new=_left(shift.example.new, question)),
    )


def _left(answers: Answers, question: str) -> Answers:
    return {name: answer for name, answer in answers.items() if name != question}


def _still(old: Base, new: Base, tried: Sequence[OutcomeChange]) -> list[bool]:
    """For each whether its example shifts as it says."""
    if not tried:
        return []
    before = case_bitset(old, [shift.example.old for shift in tried])
    after = case_bitset(new, [shift.example.new for shift in tried])
    return [
        _in(before, shift, shift.old, lane) and _in(after, shift, shift.new, lane) for lane, shift in enumerate(tried)
    ]


def _in(of: CaseBitset, shift: OutcomeChange, outcome: str, lane: int) -> bool:
    return bool(of.bits.get((shift.aspect, outcome), (0, 0))[0] >> lane & 1)
