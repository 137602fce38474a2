"""The worked cases of the shipped base between them show everything that its rules can do."""

from __future__ import annotations

import pytest

from tests import deep, once
from tests.scale import SELF_CARE, URGENCIES
from triage.cases.case import Case
from triage.coverage.bitset import CaseBitset
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.evaluate import Known, evaluate
from triage.language.files import case_files
from triage.reports.author.cases import run_cases

SOME = 40
"""So many are concluded one by one, other ones each time; all of them where all is looked at."""


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [once.case(path) for path in case_files()]


@pytest.fixture(scope="module")
def bitset() -> CaseBitset:
    return once.worked_cases()[0].bitset


def test_some_come_out_as_expected_one_by_one(cases: list[Case]) -> None:
    """What `triage cases` says of them, with every variant, and of those of the check-in. That all do is seen of all
    at once in test_what_cases_show."""
    assert len(cases) >= 150
    names = deep.sample([part.prefix + name for part in once.project().both for name in part.files], SOME)
    told = list(run_cases(once.project(), names))
    assert [said for said, passed in told if not passed] == []
    assert all(any(said.startswith(f"passed  {name}") for said, _ in told) for name in names)


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


def test_every_urgency_condition_warning_sign_and_pathway_comes_out(base: Base, bitset: CaseBitset) -> None:
    come_out = {node for node, (true, _) in bitset.bits.items() if true}
    assert {name for part, name in come_out if part == "urgency"} == URGENCIES.keys()
    established = {name for part, name in come_out if part == "finding"}
    assert set(base.condition_order) - established == set()
    assert set(base.warning_signs) - established == set()
    assert base.pathways.keys() - {name for part, name in come_out if part == "pathway"} == set()


def test_the_people_are_of_all_ages(cases: list[Case]) -> None:
    ages = [age for case in cases if isinstance(age := case.answers.get("age"), int)]
    assert min(ages) <= 12
    assert max(ages) >= 85
    assert {case.answers.get("sport") for case in cases} >= {"running", "cycling", "no-sport"}
    assert any("unknown" in case.answers.values() for case in cases)


def test_self_care_has_every_warning_sign_refuted(base: Base, bitset: CaseBitset) -> None:
    at_home = bitset.bits["urgency", SELF_CARE][0]
    assert at_home.bit_count() >= 30
    demanded = 0
    for rule in base.rules.values():
        if rule.urgency == SELF_CARE:
            demanded |= bitset.bits["rule", rule.id][0]
    assert at_home & ~demanded == 0
    for sign in base.warning_signs:
        assert at_home & ~bitset.bits["finding", sign][1] == 0, sign
