"""What is said of a mutant is so: who kills it, what would give it away, and that nothing can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.engines import decision
from tests.strategies import answers, small_sketches
from triage.cases.case import Case, Expectation
from triage.cases.project import read_project
from triage.coverage.bitset import Variation, changed, positions
from triage.coverage.differences import differences
from triage.coverage.expected import expected
from triage.coverage.mutants import Mutant, mutants
from triage.coverage.mutation import Trial, Verdict, tally, trial
from triage.coverage.worked import Worked, worked
from triage.inference.reference import Conclusions, conclude
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.evaluate import Answer
from triage.proof.solving import Solving

ANKLE = Path("tests/bases/ankle")


def noticed(base: Base, known: Conclusions) -> tuple[object, ...]:
    """What someone would notice of a case."""
    return decision(base, known), dict(known.findings), known.cautions


def same(base: Base, mutant: Mutant, case: Mapping[str, Answer]) -> bool:
    other = changed(base, mutant.change)
    return noticed(base, conclude(base, case)) == noticed(other, conclude(other, case))


def worked_of(base: Base, cases: Sequence[Mapping[str, Answer]]) -> Worked:
    """Cases that each expect the decision that they come to."""
    made = []
    for number, case in enumerate(cases):
        urgency, leading, pathway = decision(base, conclude(base, case))
        made.append(
            Case(f"case-{number}", check_answers(base, case), expect=Expectation(urgency, leading or "", pathway))
        )
    return Worked(base, tuple(case.name for case in made), tuple(made))


def check(of: Worked, verdict: Verdict) -> None:
    mutant = verdict.mutant
    match verdict.fate:
        case "case":
            case = of.cases[of.names.index(verdict.by)]
            other = changed(of.base, mutant.change)
            assert decision(of.base, conclude(of.base, case.answers)) != decision(other, conclude(other, case.answers))
        case "survived":
            assert verdict.witness is not None
            assert not same(of.base, mutant, verdict.witness.answers)
            assert verdict.witness.differs
            if verdict.by:
                assert not same(of.base, mutant, of.cases[of.names.index(verdict.by)].answers)
        case "property":
            raise AssertionError("there are no properties")


@given(st.data())
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_killers_kill_witnesses_tell_and_equivalents_are_equal(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    of = worked_of(base, data.draw(st.lists(answers(base), max_size=3)))
    every = list(mutants(base))
    chosen = tuple(data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=8, unique_by=id)))
    others = data.draw(st.lists(answers(base), min_size=3, max_size=6))
    found = list(Trial(of, len(every), chosen).run(Solving))
    assert {id(verdict.mutant) for verdict in found} == set(map(id, chosen))
    for verdict in found:
        check(of, verdict)
        if verdict.fate == "equivalent":
            assert all(same(base, verdict.mutant, case) for case in others)


@given(st.data())
def test_without_a_solver_nothing_is_called_equivalent(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    of = worked_of(base, data.draw(st.lists(answers(base), max_size=3)))
    for verdict in trial(of, 12).run(None):
        assert verdict.fate in ("case", "survived", "undecided")
        check(of, verdict)


def ankle() -> Worked:
    [of] = worked(read_project(ANKLE))
    return of


def test_a_lane_misses_what_the_report_on_its_case_says() -> None:
    """The cases of a small base, each under every mutant: as `triage cases` judges them one by one."""
    of = ankle()
    for mutant in list(mutants(of.base))[::7]:
        other = changed(of.base, mutant.change)
        killing = set(positions(expected(of.base, of.cases).killing(Variation(of.bitset, mutant.change))))
        for position, case in enumerate(of.cases):
            gone = {name for name, rule in mutant.change.rules.items() if rule is None}
            assert (position in killing) is bool(differences(other, case)), (mutant.name, of.names[position], gone)


PROPERTY = """
- property: a-sign-cannot-wait
  hazard: too-late
  because: {nl: Een alarmsignaal kan niet wachten., en: A warning sign cannot wait.}
  for-each: {sign: warning-signs}
  when: {finding: $sign}
  always: {urgency: {at-least: urgent}}
"""


def test_a_property_kills_what_no_case_sees(tmp_path: Path) -> None:
    for path in ANKLE.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "properties").mkdir()
    (tmp_path / "properties" / "urgency.yaml").write_text(PROPERTY)
    [blind] = worked(read_project(tmp_path))
    found = list(trial(blind).run(Solving))
    broken = [verdict.mutant for verdict in found if verdict.fate == "property"]
    assert [(mutant.operator, mutant.id, mutant.was) for mutant in broken] == [
        ("left-out", "bone-out", "emergency"),
        ("lowered", "cold-foot", "urgent"),
        ("left-out", "cold-foot", "urgent"),
    ]
    assert {verdict.by for verdict in found if verdict.fate == "property"} == {"a-sign-cannot-wait"}
    assert "survived" in {verdict.fate for verdict in found}  # such as an emergency that becomes urgent


def test_a_sample_is_the_same_every_time_and_another_with_another_seed() -> None:
    of = ankle()
    names = [[mutant.name for mutant in trial(of, 10, seed).chosen] for seed in (0, 0, 1)]
    assert names[0] == names[1] != names[2]
    every = [mutant.name for mutant in mutants(of.base)]
    assert sorted(names[0], key=every.index) == names[0]
    assert len(trial(of, 10_000).chosen) == len(every) == trial(of).generated


def test_cases_that_do_not_pass_show_nothing() -> None:
    of = ankle()
    wrong = replace(of.cases[0], expect=Expectation(urgency="emergency"))
    failing = replace(of, cases=(wrong, *of.cases[1:]))
    with pytest.raises(TriageError, match=f"do not pass.*{of.names[0]}"):
        list(trial(failing).run(None))


def test_the_share_leaves_out_what_is_no_different() -> None:
    mutant = next(mutants(ankle().base))
    found = tally([Verdict(mutant, fate) for fate in ("case", "case", "property", "survived", "equivalent")])
    assert (found.killed, found.counting, found.share) == (3, 4, 75.0)
    assert tally([]).share == 100.0
