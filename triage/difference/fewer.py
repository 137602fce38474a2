"""Cases of a change with fewer answers, by evaluating: quick for hundreds of changes, and not always the smallest.

Each round leaves one question out of every case at once, and keeps it out where the outcome still changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from triage.coverage.bitset import Answers, CaseBitset, case_bitset
from triage.difference.difference import OutcomeChange
from triage.language.base import Base


def fewer(old: Base, new: Base, changes: Sequence[OutcomeChange]) -> list[OutcomeChange]:
    """The same changes, each with an example from which no answer to a single question can be left out."""
    kept = list(changes)
    order = [*new.questions, *(name for name in old.questions if name not in new.questions)]
    waiting = set(range(len(kept)))
    while waiting:
        made_smaller: set[int] = set()
        for name in order:
            tried = [place for place in sorted(waiting) if name in kept[place].example.answers]
            smaller = [_without(kept[place], name) for place in tried]
            for place, change, holds in zip(tried, smaller, _still(old, new, smaller), strict=True):
                if holds:
                    kept[place] = change
                    made_smaller.add(place)
        waiting = made_smaller
    return kept


def _without(change: OutcomeChange, question: str) -> OutcomeChange:
    return replace(
        change,
        example=replace(
            change.example, old=_left(change.example.old, question), new=_left(change.example.new, question)
        ),
    )


def _left(answers: Answers, question: str) -> Answers:
    return {name: answer for name, answer in answers.items() if name != question}


def _still(old: Base, new: Base, tried: Sequence[OutcomeChange]) -> list[bool]:
    """For each whether its example changes as it says."""
    if not tried:
        return []
    before = case_bitset(old, [change.example.old for change in tried])
    after = case_bitset(new, [change.example.new for change in tried])
    return [
        _in(before, change, change.old, position) and _in(after, change, change.new, position)
        for position, change in enumerate(tried)
    ]


def _in(of: CaseBitset, change: OutcomeChange, outcome: str, position: int) -> bool:
    return bool(of.bits.get((change.aspect, outcome), (0, 0))[0] >> position & 1)
