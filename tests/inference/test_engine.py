"""Experta's known faults, each with what keeps it away from us (see "The engine" in the design)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from tests.engines import ReteEngine, conclusions, tell
from tests.strategies import PATHWAYS, Case, Sketch, cases, finding, manifest, pathway, question, rule
from triage.inference.borrowed import AND, OR, Fact, KnowledgeEngine, L, P, Rule
from triage.inference.clauses import compiled
from triage.inference.engine import Engine
from triage.inference.matching import UnsoundRule, index
from triage.inference.reference import conclude
from triage.inference.session import Session
from triage.inference.to_rules import Known, rules
from triage.inference.trace import Mark
from triage.language.base import Base

experta = sys.modules["experta"]  # let in by `borrowed`


# Importing


def test_importing_leaves_python_as_it_was() -> None:
    """`collections` without the names that were lent, and the host program's logging untouched."""
    script = """
import collections, logging
before = set(vars(collections)), logging.getLogger().level, list(logging.getLogger().handlers)
import triage.inference.borrowed
assert (set(vars(collections)), logging.getLogger().level, list(logging.getLogger().handlers)) == before
assert not hasattr(collections, "Mapping")
mine = logging.StreamHandler()
logging.basicConfig(level=logging.INFO, handlers=[mine])
assert logging.getLogger().handlers == [mine] and logging.getLogger().level == logging.INFO
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_a_host_that_has_its_logging_set_up_keeps_it() -> None:
    script = """
import logging, sys
logging.basicConfig(level=logging.ERROR, stream=sys.stdout)
before = logging.getLogger().level, list(logging.getLogger().handlers)
import triage.inference.borrowed
assert (logging.getLogger().level, list(logging.getLogger().handlers)) == before
"""
    subprocess.run([sys.executable, "-c", script], check=True)


# Only the sound subset


def a_rule(*patterns: object) -> Any:
    return Rule(*patterns)(lambda _engine, **_: None)


@pytest.mark.parametrize(
    "pattern",
    [
        experta.NOT(Known(a=True)),
        OR(Known(a=True), Known(b=True)),
        AND(Known(a=True), Known(b=True)),
        experta.EXISTS(Known(a=True)),
        experta.FORALL(Known(a=True), Known(b=True)),
        experta.TEST(lambda: True),
        Known(a=L(True), b=L(True)),
        Known(a=experta.W()),
        Known(a=experta.MATCH.value),
        Known(a=L(True) | L(False)),
        Known(a=~L(True)),
        Known(a=P(lambda _: True) & P(lambda _: True)),
        "found" << Known(a=True),
        Fact(),
    ],
    ids=["NOT", "OR", "AND", "EXISTS", "FORALL", "TEST", "two fields", "any value", "join", "L|L", "not L", "P&P",
         "bound", "no field"],
)  # fmt: skip
def test_the_matcher_refuses_what_it_cannot_match_soundly(pattern: object) -> None:
    with pytest.raises(UnsoundRule):
        index([a_rule(Known(b=L(True)), pattern)])


def test_the_matcher_takes_plain_conjunctions() -> None:
    waiting, patterns = index([a_rule(Known(a=L(True)), Known(b=P(lambda value: value > 1)))])
    assert (set(waiting), patterns) == ({"a", "b"}, (2,))


@pytest.mark.parametrize("value", [1, 1.0, "True"])
def test_the_matcher_does_not_take_one_for_true(value: object) -> None:
    waiting, _ = index([a_rule(Known(a=L(True)))])
    ((_, check),) = waiting["a"]
    assert check(True)
    assert not check(value)


def test_facts_only_arrive(ankle: Base) -> None:
    marks: list[Mark] = []
    engine = Engine(compiled(ankle), marks.append)
    engine.declare(Known(onset="kicked"))
    with pytest.raises(UnsoundRule):
        engine.retract(1)


@given(case=cases())
def test_every_compiled_rule_is_one_that_the_matcher_takes(case: Case) -> None:
    made = rules(compiled(case.base))
    _, patterns = index(made)
    assert len(patterns) == len(made)
    assert min(patterns) > 0


def test_two_levels_of_nesting_are_not_multiplied_out() -> None:
    """What experta's OR makes 3 ** 6 branches of stays some dozens of rules here."""
    either = [{"any": [{f"q{number}": word} for word in ("a", "b", "c")]} for number in range(6)]
    entries = [question(f"q{number}", "choice") for number in range(6)]
    entries += [finding("f0", "condition"), rule("r", {"all": either}, establish="f0"), *map(pathway, PATHWAYS)]
    base = Sketch(manifest(["f0"]), tuple(entries)).build()
    assert len(rules(compiled(base))) < 50
    session = Session(base, "experta")
    tell(session, {f"q{number}": "b" for number in range(6)})
    assert session.fired == ("r",)


def test_at_least_stays_a_triangle() -> None:
    parts = [{f"q{number}": "yes"} for number in range(12)]
    entries = [question(f"q{number}", "yes-no") for number in range(12)]
    entries += [finding("f0", "condition"), *map(pathway, PATHWAYS)]
    entries += [rule("r", {"at-least": {"count": 6, "of": parts}}, establish="f0")]
    base = Sketch(manifest(["f0"]), tuple(entries)).build()
    assert len(rules(compiled(base))) < 250
    session = Session(base, "experta")
    tell(session, {f"q{number}": "yes" if number % 2 else "no" for number in range(11)})
    assert session.findings == {"all-clear": True}
    tell(session, {"q11": "yes"})
    assert session.findings["f0"] is True


# Nothing of one person on what is shared


def remembered(rules: Iterator[Any]) -> list[object]:
    return [getattr(rule, name, None) for rule in rules for name in ("ke", "_wrapped_self")]


@pytest.mark.parametrize("engine", [Engine, ReteEngine])
def test_rules_are_never_class_attributes_and_remember_no_engine(ankle: Base, engine: type[Engine]) -> None:
    session = Session(ankle, engine)
    tell(session, {"onset": "twisted", "pain": 2})
    for kind in engine.__mro__:
        assert not [name for name, value in vars(kind).items() if isinstance(value, Rule)]
    assert set(remembered(iter(rules(compiled(ankle))))) == {None}


def test_no_deffacts_of_experta_remember_an_engine(ankle: Base) -> None:
    initial = vars(KnowledgeEngine)["_declare_initial_fact"]
    before = getattr(initial, "ke", None)
    tell(Session(ankle, "experta"), {"onset": "twisted"})
    assert getattr(initial, "ke", None) is before


def test_one_of_two_interleaved_sessions_never_hears_of_the_other(ankle: Base) -> None:
    one, other = Session(ankle, "experta"), Session(ankle, "experta")
    tell(one, {"bone-sticks-out": "yes"})
    tell(other, {"onset": "kicked"})
    tell(one, {"onset": "twisted"})
    assert conclusions(one) == conclude(ankle, {"bone-sticks-out": "yes", "onset": "twisted"})
    assert conclusions(other) == conclude(ankle, {"onset": "kicked"})


# A rule is never lost, and never fires without cause


def test_rules_whose_names_differ_in_a_hyphen_only_are_all_kept() -> None:
    names = ["a-b", "ab", "a-b-c", "ab-c"]
    entries = [question("q0", "yes-no"), finding("f0", "condition"), *map(pathway, PATHWAYS)]
    entries += [rule(name, {"q0": "yes"}, establish="f0") for name in names]
    session = Session(Sketch(manifest(["f0"]), tuple(entries)).build(), "experta")
    tell(session, {"q0": "yes"})
    assert session.fired == tuple(names)


def test_a_rule_with_not_waits_until_it_is_certain() -> None:
    """Four rules that share facts, where experta would fire one whose NOT has become false."""
    entries = [question(f"q{number}", "yes-no") for number in range(2)]
    entries += [finding("f0"), finding("f1", "condition"), *map(pathway, PATHWAYS)]
    entries += [rule("found", {"q0": "yes"}, establish="f0")]
    entries += [rule(f"r{number}", {"q1": "yes", "not": {"finding": "f0"}}, establish="f1") for number in range(4)]
    base = Sketch(manifest(["f1"]), tuple(entries)).build()
    session = Session(base, "experta")
    tell(session, {"q1": "yes"})
    assert not session.fired
    tell(session, {"q0": "yes"})
    assert session.fired == ("found",)
    assert session.findings["f1"] is False


def test_an_answer_is_told_once(ankle: Base) -> None:
    session = Session(ankle, "experta")
    tell(session, {"onset": "kicked"})
    with pytest.raises(ValueError, match="onset was answered before"):
        tell(session, {"onset": "kicked"})


def test_rules_fire_in_the_order_of_dependency_then_of_the_base(ankle: Base) -> None:
    session = Session(ankle, "experta")
    answers = {"onset": "twisted", "heard-a-crack": "yes", "pain": 8, "foot-cold": "yes", "bone-sticks-out": "yes"}
    tell(session, answers)
    assert session.fired == ("bone-out", "cold-foot", "accident", "broken")
