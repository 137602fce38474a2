"""What a part depends on, and what depends on it, are two views of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import Sketch, sketches
from triage.explanation.base_part import KINDS, PartKind, Ref, Shower, known, parts_of, read_kind
from triage.explanation.worked import Worked
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.model import names


@given(sketch=sketches())
def test_what_one_depends_on_is_used_by_it(sketch: Sketch) -> None:
    base = sketch.build()
    shower = Shower(base, Worked(base, {}))
    every = {
        Ref(kind, name): shower.shown(kind, name)
        for kind in ("rule", "finding", "question")
        for name in parts_of(base, kind)
    }
    for ref, part in every.items():
        for other in (*part.depends_on, *part.depends_on_further):
            found = every[other]
            if ref.kind != "rule" or other in part.depends_on:
                assert ref in (*found.used_by, *found.used_by_further)
        for other in part.used_by:
            if other in every:
                assert ref in every[other].depends_on
        assert not set(part.depends_on) & set(part.depends_on_further)
        assert not set(part.used_by) & set(part.used_by_further)


@given(sketch=sketches())
def test_a_rule_depends_on_what_it_tests_and_a_finding_on_its_rules(sketch: Sketch) -> None:
    base = sketch.build()
    shower = Shower(base, Worked(base, {}))
    for rule in base.rules.values():
        part = shower.shown("rule", rule.id)
        assert {ref.id for ref in part.depends_on} == set(names(rule.when))
        brings = [*rule.establish, *(each for each in (rule.urgency, rule.pathway) if each)]
        assert [ref.id for ref in part.used_by] == brings
        for finding in rule.establish:
            assert Ref("rule", rule.id) in shower.shown("finding", finding).depends_on
        if rule.pathway is not None:
            assert Ref("rule", rule.id) in shower.shown("pathway", rule.pathway).depends_on


def test_advice_that_tests_something_depends_on_it(ankle: Base) -> None:
    shower = Shower(ankle, Worked(ankle, {}))
    for caution in ankle.cautions.values():
        for name in names(caution.when):
            kind: PartKind = "question" if name in ankle.questions else "finding"
            assert Ref("caution", caution.id) in shower.shown(kind, name).used_by
    for pathway in ankle.pathways.values():
        for phase in pathway.phases:
            for use in phase.exercises:
                part = shower.shown("exercise", use.exercise)
                assert Ref("phase", f"{pathway.id}/{phase.id}") in part.used_by


def test_a_claim_is_used_by_what_rests_on_it(ankle: Base) -> None:
    shower = Shower(ankle, Worked(ankle, {}))
    for rule in ankle.rules.values():
        for source in rule.sources:
            if source in ankle.claims:
                assert Ref("rule", rule.id) in shower.shown("claim", source).used_by


WORDS = [
    ("rule", "x", False, ("rule", False)),
    ("rules", None, False, ("rule", True)),
    ("exercises", None, False, ("exercise", True)),
    ("rules", None, True, ("rule", True)),
    ("rule", None, True, ("rule", False)),
]


@pytest.mark.parametrize(("word", "name", "table", "meant"), WORDS)
def test_singular_and_plural(word: str, name: str | None, table: bool, meant: tuple[str, bool]) -> None:
    assert read_kind(word, name, table) == meant


WRONG = [
    ("rul", "x", False, "there is no kind `rul`; did you mean `rule`?"),
    ("rule", None, False, "which rule? triage show rules lists them"),
    ("rules", "x", False, "`rules` lists them all; one of them is: triage show rule x"),
    ("findings", None, True, "a decision table is made of rules: triage show rules --decision-table ID"),
    ("rule", "x", True, "a decision table is made of rules: triage show rules --decision-table ID"),
]


@pytest.mark.parametrize(("word", "name", "table", "message"), WRONG)
def test_what_cannot_be_shown_is_said(word: str, name: str | None, table: bool, message: str) -> None:
    with pytest.raises(TriageError) as error:
        read_kind(word, name, table)
    assert str(error.value) == message


def test_the_right_name_under_the_wrong_kind_says_which_kind_it_is(ankle: Base) -> None:
    for kind in KINDS:
        for name in parts_of(ankle, kind):
            for other in KINDS:
                if name not in parts_of(ankle, other):
                    with pytest.raises(TriageError, match=f"it is .*triage show {kind} {name}"):
                        known(ankle, other, name)
