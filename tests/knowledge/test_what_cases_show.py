"""The worked cases and properties of the shipped base notice what an author could get wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests import deep, once
from triage.coverage.gaps import Examined, examine, shares
from triage.coverage.mutants import Mutant
from triage.coverage.mutation import Trial, Verdict, tally, trial
from triage.coverage.worked import Worked
from triage.language.condition import inward
from triage.proof.solving import Showing, Solving
from triage.reports.author.case_coverage import enough
from triage.reports.author.mutation import Outcome
from triage.reports.author.mutation import enough as enough_killed

SAMPLE = 40
"""So many mutants of each base are tried here; `triage mutate` tries all."""
SOME = 6
"""Of lowered urgencies one in so many is tried here, others each time."""


@pytest.fixture(scope="module")
def both() -> tuple[Worked, ...]:
    """The base and its check-in."""
    return once.worked_cases()


@pytest.fixture(scope="module")
def examined(both: tuple[Worked, ...]) -> list[tuple[Worked, tuple[Examined, ...]]]:
    """What no answers can show is told apart only where it is too much: it takes the solver."""
    found = [(of, examine(of, None)) for of in both]
    if deep.DEEP or not all(enough([one]) for one in found):
        found = [(of, examine(of, Showing(of, smallest=deep.DEEP))) for of in both]
    return found


@dataclass(frozen=True)
class Tried:
    """Some mutants of one base, that lower an urgency or of any kind, and the one solver that is asked about them: what
    holds for the base itself is proved once."""

    lowered: Trial
    sample: Trial
    solving: Solving

    def solver(self, _of: Worked, _left: Sequence[Mutant]) -> Solving:
        return self.solving


@pytest.fixture(scope="module")
def tried(both: tuple[Worked, ...]) -> tuple[Tried, ...]:
    """Of those of any kind first those that lower an urgency, and last those of a question: the solver takes long."""
    made = []
    for of in both:
        every = [mutant for mutant in trial(of).chosen if mutant.demands_less]
        lowered = tuple(deep.sample(every, len(every) // SOME))
        found = trial(of, SAMPLE)
        some = sorted(found.chosen, key=lambda mutant: (not mutant.demands_less, bool(mutant.change.questions)))
        both_kinds = Trial(of, len(lowered), lowered), Trial(of, found.generated, tuple(some))
        made.append(Tried(*both_kinds, Solving(of, (*lowered, *some), smallest=deep.DEEP)))
    return tuple(made)


def test_every_case_comes_out_as_expected(both: tuple[Worked, ...]) -> None:
    for of in both:
        assert not of.expected.missed(of.bitset)


def test_every_rule_fires_and_is_ruled_out_and_nine_of_ten_tests_decide_alone(
    examined: list[tuple[Worked, tuple[Examined, ...]]],
) -> None:
    assert enough(examined)
    rules = shares(tuple(one for _, every in examined for one in every if one.covered.kind == "rule"))
    assert rules.true == rules.false == rules.conditions
    assert 100 * rules.shown / rules.atoms >= 90  # those that no answers can show counted as well
    for of, every in examined:
        assert shares(tuple(one for one in every if one.covered.kind == "rule")).share >= 90, of.base.id


def test_a_lowered_urgency_is_noticed_by_a_case_or_a_property(tried: tuple[Tried, ...]) -> None:
    for one in tried:
        verdicts = one.lowered.run(one.solver)
        assert [verdict.mutant.name for verdict in verdicts if verdict.fate == "survived"] == []


def test_a_sample_of_the_mutants_is_killed(tried: tuple[Tried, ...]) -> None:
    """They are judged until it is enough, whatever becomes of the others: the solver takes long over a survivor."""
    outcomes = []
    for one in tried:
        made = one.sample
        left = {id(mutant): Verdict(mutant, "survived") for mutant in made.chosen}
        judged: list[Verdict] = []
        outcome = Outcome(made, tuple(left.values()))
        for verdict in made.run(one.solver):
            del left[id(verdict.mutant)]
            judged.append(verdict)
            outcome = Outcome(made, (*judged, *left.values()))
            if not deep.DEEP and enough_killed([outcome], at_least=85):
                break
        outcomes.append(outcome)
    assert enough_killed(outcomes, at_least=85), [tally(outcome.verdicts) for outcome in outcomes]


def test_the_guard_of_a_demand_below_the_default_comes_last(both: tuple[Worked, ...]) -> None:
    """What coverage and mutants leave out is what the loader put there."""
    for of in both:
        for rule in of.base.rules.values():
            if rule.guarded:
                assert str(inward(rule.when)).endswith("all-clear")
