"""Answers that a base cannot tell apart: every test says the same of them. One of each kind stands for all, exactly.

The telling answers of `domain` serve to try many; to questions of several choices they are only some. Here they are all
kinds, so that what holds of every kind holds of every answer that a person could give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from triage.inference.domain import domains, verdicts
from triage.language.base import Base
from triage.language.condition import UNKNOWN, Chosen, Test
from triage.language.derived import derived
from triage.language.evaluate import Answer, verdict
from triage.language.model import Question

Says = tuple[bool | None, ...]
"""What each test of a question says of an answer."""


@dataclass(frozen=True, slots=True)
class AnswerClasses:
    """The kinds of answer to one question, counted from 0, which is not answering. A set of kinds is a number with a
    bit for each. `answers` has one of each kind, None first; `words` has the kinds of the base's own words, `numbers`
    finds any kind by what the tests say; `true` and `false` are the kinds that make each test so."""

    answers: tuple[Answer | None, ...]
    words: Mapping[str, int]
    numbers: Mapping[Says, int]
    true: Mapping[Test, int]
    false: Mapping[Test, int]

    @property
    def all_kinds(self) -> int:
        return (1 << len(self.answers)) - 1

    def of(self, answer: Answer | None) -> int:
        """The kind of an answer, whichever it is."""
        if answer is None:
            return 0
        kind = self.words.get(answer) if isinstance(answer, str) else None
        return self.numbers[_says(self.true, answer)] if kind is None else kind

    def where(self, test: Test, says: bool, holds: bool) -> int:
        """The kinds of which the test says so; or, unless it `holds`, of which it does not."""
        kinds = self.true[test] if says else self.false[test]
        return kinds if holds else self.all_kinds & ~kinds


@derived
def answer_classes(base: Base) -> Mapping[str, AnswerClasses]:
    """The kinds of answer to every question of a base."""
    tests: dict[str, list[Test]] = {question: [] for question in base.questions}
    for test in verdicts(base):
        tests[test.question].append(test)
    return {
        question.id: _kinds(tests[question.id], _answers(base, question, tests[question.id]))
        for question in base.questions.values()
    }


def nearest(base: Base, name: str, own: Answer | None) -> tuple[Answer | None, ...]:
    """One answer of each kind to a question, as near to `own` as may be: of numbers the nearest telling one, of several
    choices those that differ in one or two."""
    question, classes = base.questions[name], answer_classes(base)[name]
    near: dict[int, Answer] = {}
    for answer in _about(base, question, own):
        near.setdefault(classes.of(answer), answer)
    return tuple(near.get(kind, answer) for kind, answer in enumerate(classes.answers))


def _about(base: Base, question: Question, own: Answer | None) -> Iterator[Answer]:
    """Answers to choose from, the nearest first."""
    if question.type == "number" and isinstance(own, int | float):
        numbers = [answer for answer in domains(base)[question.id].answers if isinstance(answer, int | float)]
        yield from sorted(numbers, key=lambda number: abs(number - own))
    elif question.type == "choices":
        ticked = own if isinstance(own, tuple) else ()
        for size in range(3):
            for turned in combinations(question.options, size):
                yield tuple(option for option in question.options if (option in ticked) is not (option in turned))


def _kinds(tests: list[Test], answers: Iterator[Answer]) -> AnswerClasses:
    first: dict[Says, Answer] = {}
    spoken: dict[str, Says] = {}
    for answer in answers:
        says = _says(tests, answer)
        first.setdefault(says, answer)
        if isinstance(answer, str):
            spoken[answer] = says
    numbers = {says: number for number, says in enumerate(first, 1)}

    def where(wanted: bool) -> dict[Test, int]:
        return {
            test: sum(1 << number for says, number in numbers.items() if says[place] is wanted)
            for place, test in enumerate(tests)
        }

    words = {word: numbers[says] for word, says in spoken.items()}
    return AnswerClasses((None, *first.values()), words, numbers, where(True), where(False))


def _says(tests: Iterable[Test], answer: Answer) -> Says:
    return tuple(verdict(test, answer) for test in tests)


def _answers(base: Base, question: Question, tests: list[Test]) -> Iterator[Answer]:
    if question.type != "choices":
        yield from domains(base)[question.id].answers
        return
    named = [frozenset(test.options) for test in tests if isinstance(test, Chosen)]
    meets: dict[frozenset[int], str] = {}  # options that are named together everywhere are alike
    for option in question.options:
        meets.setdefault(frozenset(number for number, tests_met in enumerate(named) if option in tests_met), option)
    # What more ticks do depends on the tests that are met so far: one selection for each set of tests.
    reached: dict[frozenset[int] | None, tuple[str, ...]] = {None: ()}
    waiting: list[tuple[frozenset[int], tuple[str, ...]]] = [(frozenset(), ())]
    for met, ticked in waiting:
        for more, option in meets.items():
            if met | more not in reached:
                reached[met | more] = tuple(
                    ticked_option for ticked_option in question.options if ticked_option in {*ticked, option}
                )
                waiting.append((met | more, reached[met | more]))
    yield from reached.values()
    if question.may_be_unknown:
        yield UNKNOWN
