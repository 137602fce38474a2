"""Whether the two engines leave the same trace, and what each takes: every worked case, and random ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from time import process_time

from benchmarks.measure import Row, ms
from triage.cases.project import read_project
from triage.cases.random_cases import Cases
from triage.coverage.worked import worked
from triage.inference.session import ENGINES, EngineName, Session
from triage.inference.trace import Mark
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.evaluate import Answer


def traces(sample: int) -> Iterator[Row]:
    """Rows for the worked cases and variants of the base and its check-in, and for `sample` random cases of each."""
    for project in worked(read_project()):
        base, answers = project.base, [case.answers for case in project.cases]
        drawn = Cases(base, answers, Random(0))
        yield from _compared(base, f"{base.id}: worked cases", [[told] for told in answers])
        random = (drawn.draw() for _ in range(sample))
        # Half of them as `infer` tells them, half one by one, as an interview does.
        halves = ([told] if number % 2 else _one_by_one(told) for number, told in enumerate(random))
        yield from _compared(base, f"{base.id}: random cases", halves)


def _one_by_one(answers: Mapping[str, Answer]) -> list[Mapping[str, Answer]]:
    return [{name: answer} for name, answer in answers.items()]


def _compared(base: Base, what: str, cases: Iterable[Sequence[Mapping[str, Answer]]]) -> Iterator[Row]:
    spent = dict.fromkeys(ENGINES, 0.0)
    number = different = 0
    for told in cases:
        number += 1
        marks = [_told(base, engine, told, spent) for engine in ENGINES]
        different += marks[0] != marks[1]
    yield Row(f"{what}: traces that differ", f"{different} of {number:,}", "0", not different)
    for engine in ENGINES:
        yield Row(f"{what}: {engine}, a case", ms(spent[engine] / max(number, 1)))
    yield Row(f"{what}: experta against counters", f"{spent['experta'] / spent['counters']:.1f} times")


def _told(
    base: Base, engine: EngineName, told: Sequence[Mapping[str, Answer]], spent: dict[EngineName, float]
) -> list[Mark]:
    checked = [CheckedAnswers(base, answers) for answers in told]
    start = process_time()
    session = Session(base, engine)
    for answers in checked:
        session.tell(answers)
    spent[engine] += process_time() - start
    return session.marks
