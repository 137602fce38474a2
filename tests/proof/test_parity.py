"""What the interview calls urgent is never less at a check-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import once
from triage.language.base import Base
from triage.proof.parity import less_urgent


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def inside() -> Base:
    return once.check_in()


def test_what_is_urgent_in_the_interview_is_so_at_a_check_in(base: Base, inside: Base) -> None:
    assert [remark.at for remark in less_urgent(base, inside)] == []


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ("cannot-stand-after-a-fall", "cannot-step/yes+hard-blow-now/yes"),
        ("maybe-cold-and-a-failing-nerve", "cold-pale-leg/unknown+foot-drop/yes"),
        ("maybe-swollen-and-maybe-warm", "one-leg-swollen/unknown+leg-warm-red/unknown"),
    ],
)
def test_a_rule_that_is_missing_is_noticed(base: Base, inside: Base, rule: str, at: str) -> None:
    rules = {name: each for name, each in inside.rules.items() if name != rule}
    assert len(rules) == len(inside.rules) - 1
    found = [remark.at for remark in less_urgent(base, replace(inside, rules=rules))]
    assert at in found


def test_the_signs_of_a_new_tear_say_what_they_are_like(inside: Base) -> None:
    for name in ("new-pop", "new-bruise-large", "new-dent", "weaker-leg", "cannot-step"):
        assert inside.questions[name].like, name
