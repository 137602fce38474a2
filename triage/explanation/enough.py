"""Which of the given answers were enough: a smallest set of them that forces the urgency, whatever the others are.

Exact, by way of what is not enough. Whatever changes of answers bring another urgency, one of the changed answers has
to be in the set. So the set is a smallest one that meets every such group of changes known so far. If other answers
can still bring another urgency, the fewest that do are one more group; if not, the set is what was looked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.inference.minimal_change import MinimalChange, goals
from triage.inference.outcome import Outcome
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True)
class Enough:
    """`questions`: their answers force the urgency. None where not even all answers do, for questions that are not
    answered can still change it: `unless` are answers to such questions that would."""

    questions: tuple[str, ...] | None
    unless: Mapping[str, Answer]


def enough(outcome: Outcome) -> Enough:
    """A smallest set of the given answers that forces the urgency of the outcome, while what nobody is asked stays as
    it is."""
    base = outcome.base
    outcome_goals = goals(base)
    given = outcome.answers
    missing = [name for name in base.questions if name not in given]
    unasked = {name for name in missing if base.questions[name].given}  # and stays so
    now = MinimalChange(base, given, missing)
    ways = sorted(outcome_goals.failures(outcome_goals.urgency(outcome.urgency)), key=now.least)
    groups: list[frozenset[str]] = []
    while True:
        chosen = smallest_meeting(groups)
        fixed = chosen | unasked
        for way in ways:
            # Groups that have nothing in common, each found once.
            while (changes := now.fewest(way, fixed)) is not None:
                group = frozenset(changes).intersection(given)
                if not group:
                    return Enough(None, {name: answer for name, answer in changes.items() if answer is not None})
                groups.append(group)
                fixed |= group
        if fixed == chosen | unasked:
            return Enough(tuple(name for name in base.questions if name in chosen), {})


def smallest_meeting(groups: Sequence[frozenset[str]]) -> frozenset[str]:
    """A smallest set that has a member of every group."""
    needed = sorted({group for group in groups if not any(other < group for other in groups)}, key=_order)
    size = len(_apart(needed))
    while True:
        smallest = _meeting(needed, frozenset(), size)
        if smallest is not None:
            return smallest
        size += 1


def _meeting(groups: Sequence[frozenset[str]], chosen: frozenset[str], most: int) -> frozenset[str] | None:
    left = [group for group in groups if not group & chosen]
    if not left:
        return chosen
    if len(chosen) + len(_apart(left)) > most:
        return None
    for name in sorted(left[0]):
        smallest = _meeting(left, chosen | {name}, most)
        if smallest is not None:
            return smallest
    return None


def _apart(groups: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Groups that have nothing in common: it takes a member for each."""
    apart: list[frozenset[str]] = []
    for group in groups:
        if all(group.isdisjoint(other) for other in apart):
            apart.append(group)
    return apart


def _order(group: frozenset[str]) -> tuple[int, list[str]]:
    return len(group), sorted(group)
