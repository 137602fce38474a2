"""The worked cases of the shipped base between them show everything that its rules can do."""

from __future__ import annotations

import pytest

from tests import once
from tests.scale import URGENCIES
from triage.inference.outcome import Outcome
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.case import Case
from triage.language.evaluate import Known, evaluate
from triage.language.files import case_files
from triage.reports.author.cases import run_cases


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [once.case(path) for path in case_files()]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [once.outcome(path) for path in case_files()]


@pytest.mark.long
def test_each_comes_out_as_expected(cases: list[Case]) -> None:
    """What `triage cases` says of them, with every variant, and of those of the check-in."""
    assert len(cases) >= 150
    told = list(run_cases(once.project()))
    assert [said for said, passed in told if not passed] == []
    assert all(any(f"passed  {case.name}" in said for said, _ in told) for case in cases)


def test_every_rule_fires_and_is_refuted_somewhere(base: Base, cases: list[Case]) -> None:
    fired: set[str] = set()
    refuted: set[str] = set()
    for case in cases:
        found = conclude(base, case.answers)
        fired |= found.fired
        known = Known(found.values, found.findings)
        refuted |= {rule.id for rule in base.rules.values() if evaluate(rule.when, known) is False}
    assert base.rules.keys() - fired == set()
    assert base.rules.keys() - refuted == set()


def test_every_urgency_condition_warning_sign_and_pathway_comes_out(base: Base, outcomes: list[Outcome]) -> None:
    assert {outcome.urgency for outcome in outcomes} == URGENCIES.keys()
    established = {
        name for outcome in outcomes for name, status in outcome.conditions.items() if status == "established"
    }
    assert set(base.condition_order) - established == set()
    assert set(base.warning_signs) - {sign for outcome in outcomes for sign in outcome.warning_signs} == set()
    assert base.pathways.keys() - {outcome.pathway for outcome in outcomes} == set()


def test_the_people_are_of_all_ages(cases: list[Case]) -> None:
    ages = [age for case in cases if isinstance(age := case.answers.get("age"), int)]
    assert min(ages) <= 12
    assert max(ages) >= 85
    assert {case.answers.get("sport") for case in cases} >= {"running", "cycling", "no-sport"}
    assert any("unknown" in case.answers.values() for case in cases)


def test_self_care_has_every_warning_sign_refuted(base: Base, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.urgency == "self-care":
            assert outcome.demanded
            refuted = {event.of for event in outcome.trace if event.kind == "refuted"}
            assert set(base.warning_signs) <= refuted
