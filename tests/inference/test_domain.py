"""The telling answers: every other answer acts like one of them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given

from tests.strategies import (
    PATHWAYS,
    Sketch,
    Written,
    every_answer,
    finding,
    manifest,
    pathway,
    question,
    rule,
    sketches,
)
from triage.inference.domain import domains
from triage.language.base import Base
from triage.language.condition import Found, Test, leaves
from triage.language.evaluate import Answer, verdict
from triage.language.model import Question


def told_by(base: Base, question: Question) -> list[Test]:
    conditions = [rule.when for rule in base.rules.values()]
    conditions += [other.when for other in base.questions.values() if other.when]
    conditions += [part.when for part in base.cautions.values()]
    conditions += [part.when for part in base.safety_net.values() if part.when]
    conditions += [when for path in base.pathways.values() for phase in path.phases for when in phase.conditions()]
    every = [leaf for condition in conditions for leaf in leaves(condition) if not isinstance(leaf, Found)]
    return [test for test in every if test.question == question.id]


def acts(tests: Iterable[Test], answers: Iterable[Answer]) -> set[tuple[bool | None, ...]]:
    """Each way in which answers meet these tests."""
    return {tuple(verdict(test, answer) for test in tests) for answer in answers}


@given(sketch=sketches())
def test_every_answer_acts_like_a_telling_one(sketch: Sketch) -> None:
    base = sketch.build()
    for name, domain in domains(base).items():
        tests = told_by(base, base.questions[name])

        assert domain.complete
        assert acts(tests, every_answer(base.questions[name])) == acts(tests, domain.answers)


def numbers(low: str, high: str, whole: str, *whens: Written) -> tuple[Answer, ...]:
    """The telling numbers of a question from `low` to `high` under these conditions on it."""
    asked = {**question("q0", "number"), "min": low, "max": high, "whole": whole, "may-be-unknown": "no"}
    rules = [rule(f"r{number}", {"q0": when}, establish="f0") for number, when in enumerate(whens)]
    base = Sketch(manifest(["f0"]), (asked, finding("f0", "condition"), *rules, *map(pathway, PATHWAYS))).build()
    return domains(base)["q0"].answers


@pytest.mark.parametrize(
    ("low", "high", "whole", "when", "expected"),
    [
        ("0", "10", "no", {"at-least": 4}, (0, 2, 4, 7, 10)),
        ("0", "10", "yes", {"at-least": 4}, (0, 1, 4, 5, 10)),
        ("0", "3", "yes", {"at-least": 1, "at-most": 2}, (0, 1, 2, 3)),
        ("0", "3", "yes", {"more-than": 1.5}, (0, 1, 2, 3)),
        ("-3", "3", "yes", {"less-than": -1.5, "more-than": -2.5}, (-3, -2, -1, 3)),
        ("-3.5", "-1.5", "yes", {"at-most": -2.5}, (-3, -2)),
    ],
)
def test_one_number_for_each_stretch(
    low: str, high: str, whole: str, when: Written, expected: tuple[Answer, ...]
) -> None:
    assert numbers(low, high, whole, when) == expected


def test_options_that_no_test_names_are_alike() -> None:
    asked = {**question("q0", "choices"), "options": {word: {"nl": word, "en": word} for word in "abcdef"}}
    entries = (asked, finding("f0", "condition"), rule("r", {"q0": "c"}, establish="f0"), *map(pathway, PATHWAYS))
    domain = domains(Sketch(manifest(["f0"]), entries).build())["q0"]
    assert domain.answers == ((), ("c",), ("a",), ("c", "a"), "unknown")
    assert domain.complete


def test_where_too_many_options_are_tested_some_combinations_are_left_out() -> None:
    asked = {**question("q0", "choices"), "options": {word: {"nl": word, "en": word} for word in "abcdef"}}
    rules = [rule(f"r-{word}", {"q0": word}, establish="f0") for word in "abcdef"]
    entries = (asked, finding("f0", "condition"), *rules, *map(pathway, PATHWAYS))
    domain = domains(Sketch(manifest(["f0"]), entries).build())["q0"]
    assert not domain.complete
    assert () in domain.answers
    assert tuple("abcdef") in domain.answers
