"""What could not be ruled out, and what would settle it: which answers to which question, by itself or together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from triage.explanation.change import Change, changes
from triage.inference.answer_classes import nearest
from triage.inference.bit_parallel import BitParallel
from triage.inference.minimal_change import Effort, MinimalChange, goals
from triage.inference.outcome import Outcome, once
from triage.inference.session import Session
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True)
class Settling:
    """A question that was not answered, or with "I don't know". The answers that by themselves would show the finding,
    and those that would rule it out; one of each kind that the base can tell apart."""

    question: str
    shows: tuple[Answer, ...]
    rules_out: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A finding that is open. `show` and `rule_out`: the fewest answers to open questions that would do so, None where
    none do."""

    finding: str
    because: Literal["unknown", "not-asked"]
    questions: tuple[Settling, ...]
    show: tuple[Change, ...] | None
    rule_out: tuple[Change, ...] | None


def open_ends(outcome: Outcome, effort: Effort | None = None) -> tuple[OpenEnd, ...]:
    """What could not be ruled out, in the order of the outcome. `effort`: how long is searched; with one it raises
    TooMuch."""
    return _searched(outcome, effort) if effort is not None else _all(outcome)


@once
def _all(outcome: Outcome) -> tuple[OpenEnd, ...]:
    """The same in whatever language it is told."""
    return _searched(outcome, None)


def _searched(outcome: Outcome, effort: Effort | None) -> tuple[OpenEnd, ...]:
    base = outcome.base
    named = list(dict.fromkeys(name for part in outcome.not_ruled_out for name in part.questions))
    single = [change for name in named for change in _single(outcome, name)]
    by_question = _by_question(single)
    changed = _with_each_change(outcome, single)
    here = MinimalChange(base, outcome.answers, effort=effort)
    known = [name for name, answer in outcome.answers.items() if answer != UNKNOWN]

    def fewest(finding: str, established: bool) -> tuple[Change, ...] | None:
        others = here.fewest(goals(base).found(finding, established), known)
        return None if others is None else changes(base, outcome.answers, others)

    ends = []
    for part in outcome.not_ruled_out:
        shows, rules_out = changed.found(part.finding)
        settling = tuple(
            Settling(name, _answers(by_question[name], shows), _answers(by_question[name], rules_out))
            for name in part.questions
        )
        show, rule_out = fewest(part.finding, True), fewest(part.finding, False)
        ends.append(OpenEnd(part.finding, part.because, settling, show, rule_out))
    return tuple(ends)


def _single(outcome: Outcome, name: str) -> list[Change]:
    """A change to each kind of answer to the question."""
    given = outcome.answers.get(name)
    return [Change(name, given, answer) for answer in nearest(outcome.base, name, given)]


def _with_each_change(outcome: Outcome, single: Sequence[Change]) -> BitParallel:
    """The case with each of these changes, as a bit of its own."""
    everywhere = (1 << len(single)) - 1
    answers: dict[str, list[tuple[Answer, int]]] = {}
    left = dict.fromkeys(outcome.answers, everywhere)
    for bit, change in enumerate(single):
        if change.after is not None:
            answers.setdefault(change.question, []).append((change.after, 1 << bit))
            if change.question in left:
                left[change.question] &= ~(1 << bit)
    for name, answer in outcome.answers.items():
        answers.setdefault(name, []).append((answer, left[name]))
    return BitParallel(Session(outcome.base), len(single), answers)


def _by_question(single: Sequence[Change]) -> dict[str, list[tuple[int, Answer]]]:
    """The answers that the changes to each question bring, each with its bit."""
    by_question: dict[str, list[tuple[int, Answer]]] = {change.question: [] for change in single}
    for bit, change in enumerate(single):
        if change.after is not None:
            by_question[change.question].append((bit, change.after))
    return by_question


def _answers(of_question: Sequence[tuple[int, Answer]], bits: int) -> tuple[Answer, ...]:
    return tuple(answer for bit, answer in of_question if bits >> bit & 1)
