"""The answers between which a base can tell: enough of them to show everything that its conditions can say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from math import floor

from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN, Chosen, Condition, Found, Test, Within, leaves
from triage.language.derived import derived, lasting
from triage.language.evaluate import Answer, verdict
from triage.language.model import Question

ALL_SUBSETS = 4
"""Up to so many tested options all their combinations are tried, beyond it only some."""


@dataclass(frozen=True, slots=True)
class Domain:
    """`answers` to one question; `complete` if every other answer acts like one of them."""

    answers: tuple[Answer, ...]
    complete: bool


@derived
@lasting
def domains(base: Base) -> Mapping[str, Domain]:
    """The telling answers to every question of a base."""
    tests: dict[str, list[Test]] = {question: [] for question in base.questions}
    for test in _tests(base):
        tests[test.question].append(test)
    return {question.id: _domain(question, tests[question.id]) for question in base.questions.values()}


@derived
@lasting
def verdicts(base: Base) -> Mapping[Test, Mapping[Answer, bool | None]]:
    """What every test of a base says of each telling answer, looked up where it is wanted often."""
    telling = domains(base)
    return {
        test: {answer: verdict(test, answer) for answer in telling[test.question].answers}
        for test in dict.fromkeys(_tests(base))
    }


Kind = tuple[str, Answer]
"""A question, with an answer of the base's own words; or with the number of a stretch between bounds."""


class Kinds:
    """Which answers no test of a base tells apart, as far as that shows at a glance (`answer_classes` finds
    all of them, and takes longer). What is kept by these holds the
    base's own words, and never the object that a person's answer is."""

    def __init__(self, base: Base) -> None:
        pairs = [(question.id, answer) for question in base.questions.values() for answer in _short_answers(question)]
        self._own: Mapping[tuple[str, Answer], Kind] = {pair: pair for pair in pairs}
        bounds: dict[str, set[float]] = {name: set() for name, one in base.questions.items() if one.type == "number"}
        for test in _tests(base):
            if isinstance(test, Within):
                bounds[test.question].update(bound for bound in (test.low, test.high) if bound is not None)
        self._bounds = {name: sorted(marks) for name, marks in bounds.items()}

    def of(self, question: str, answer: Answer) -> Kind | None:
        """The kind of an answer; None where none is known, as of several words that were chosen."""
        if isinstance(answer, int | float):
            marks = self._bounds[question]
            place = bisect_left(marks, answer)
            return question, 2 * place + (place < len(marks) and marks[place] == answer)
        return self._own.get((question, answer))


def _short_answers(question: Question) -> Iterator[Answer]:
    """Every answer that is a word by itself, no word, or one word of several that could be chosen."""
    match question.type:
        case "yes-no":
            yield from ("yes", "no")
        case "choice":
            yield from question.options
        case "choices":
            yield from ((), *((option,) for option in question.options))
        case "number":
            pass
    yield UNKNOWN


@derived
@lasting
def kinds(base: Base) -> Kinds:
    """The kinds of answers to a base, made once."""
    return Kinds(base)


def _tests(base: Base) -> Iterator[Test]:
    for condition in conditions(base):
        yield from (leaf for leaf in leaves(condition) if not isinstance(leaf, Found))


def conditions(base: Base) -> list[Condition]:
    """Every condition of a base that says something about a person."""
    return telling(base) + [sign for net in base.safety_net.values() for sign in net.signs]


def telling(base: Base) -> list[Condition]:
    """Those that decide what somebody hears. The sign of a safety net is only held to what the rules say of it."""
    all_conditions = [rule.when for rule in base.rules.values()]
    all_conditions += [question.when for question in base.questions.values() if question.when is not None]
    all_conditions += [caution.when for caution in base.cautions.values()]
    all_conditions += [net.when for net in base.safety_net.values() if net.when is not None]
    all_conditions += [
        when for pathway in base.pathways.values() for phase in pathway.phases for when in phase.conditions()
    ]
    return all_conditions


def _domain(question: Question, tests: list[Test]) -> Domain:
    unknown: tuple[Answer, ...] = (UNKNOWN,) if question.may_be_unknown else ()
    match question.type:
        case "yes-no":
            return Domain(("no", "yes", *unknown), True)
        case "choice":
            return Domain((*question.options, *unknown), True)
        case "number":
            return Domain((*numbers(question, tests), *unknown), True)
        case "choices":
            named = {option for test in tests if isinstance(test, Chosen) for option in test.options} - {NONE}
            tested = [option for option in question.options if option in named]
            others = [option for option in question.options if option not in named]
            telling = tested + others[:1]  # options that no test names are alike
            sizes = range(len(telling) + 1) if len(telling) <= ALL_SUBSETS else (0, 1, 2, len(telling))
            subsets = chain.from_iterable(combinations(telling, size) for size in sizes)
            return Domain((*subsets, *unknown), len(telling) <= ALL_SUBSETS)


def numbers(question: Question, tests: Iterable[Test]) -> list[float]:
    """One number for each stretch between the bounds that the tests name, and the bounds themselves."""
    bounds = {question.min, question.max}
    for test in tests:
        if isinstance(test, Within):
            bounds |= {bound for bound in (test.low, test.high) if bound is not None}
    marks = sorted(bound for bound in bounds if question.min <= bound <= question.max)
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    if question.whole:
        marks = [mark for mark in marks if float(mark).is_integer()]
        between = [float(floor(low) + 1) for low, high in pairwise(sorted(bounds)) if floor(low) + 1 < high]
    return sorted({*marks, *between})
