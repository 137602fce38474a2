"""The worked cases and properties of the shipped base notice what an author could get wrong."""

from __future__ import annotations

import pytest

from tests import once
from triage.coverage.gaps import Examined, examine, shares
from triage.coverage.mutation import Trial, tally, trial
from triage.coverage.worked import Worked, worked
from triage.language.condition import inward
from triage.proof.solving import Showing, Solving
from triage.reports.author.case_coverage import enough
from triage.reports.author.mutation import Outcome
from triage.reports.author.mutation import enough as enough_killed

SAMPLE = 40
"""So many mutants of each base are tried here; `triage mutate` tries all."""
SOME = 3
"""Of lowered urgencies one in so many is tried here."""


@pytest.fixture(scope="module")
def both() -> tuple[Worked, ...]:
    """The base and its check-in."""
    return worked(once.project())


@pytest.fixture(scope="module")
def examined(both: tuple[Worked, ...]) -> list[tuple[Worked, tuple[Examined, ...]]]:
    return [(of, examine(of, Showing(of))) for of in both]


def test_every_case_comes_out_as_expected(both: tuple[Worked, ...]) -> None:
    for of in both:
        assert not of.expected.missed(of.board)


def test_every_rule_fires_and_is_ruled_out_and_nine_of_ten_tests_decide_alone(
    examined: list[tuple[Worked, tuple[Examined, ...]]],
) -> None:
    assert enough(examined)
    rules = shares(tuple(one for _, every in examined for one in every if one.covered.kind == "rule"))
    assert rules.true == rules.false == rules.conditions
    assert 100 * rules.shown / rules.atoms >= 90  # those that no answers can show counted as well
    for of, every in examined:
        assert shares(tuple(one for one in every if one.covered.kind == "rule")).share >= 90, of.base.id


def test_a_lowered_urgency_is_noticed_by_a_case_or_a_property(both: tuple[Worked, ...]) -> None:
    for of in both:
        lowered = tuple(mutant for mutant in trial(of).chosen if mutant.demands_less)[::SOME]
        verdicts = Trial(of, len(lowered), lowered).run(Solving)
        assert [verdict.mutant.name for verdict in verdicts if verdict.fate == "survived"] == []


def test_a_sample_of_the_mutants_is_killed(both: tuple[Worked, ...]) -> None:
    outcomes = [Outcome(made, tuple(made.run(Solving))) for made in (trial(of, SAMPLE) for of in both)]
    assert enough_killed(outcomes, at_least=85), [tally(outcome.verdicts) for outcome in outcomes]


def test_the_guard_of_a_demand_below_the_default_comes_last(both: tuple[Worked, ...]) -> None:
    """What coverage and mutants leave out is what the loader put there."""
    for of in both:
        for rule in of.base.rules.values():
            if rule.guarded:
                assert str(inward(rule.when)).endswith("all-clear")
