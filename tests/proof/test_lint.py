"""Every check, on a small base that has the fault, and on the same base without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
import z3
from hypothesis import given, settings

from tests.engines import decision
from tests.proof.test_encoding import exactly
from tests.proof.test_programme import MISTAKES
from tests.scale import RANK
from tests.small import MOVE_ON, base, caution, exercise, line, phase, safety_net
from tests.strategies import Case, cases, finding, pathway, question, rule
from triage.cases.random_cases import Cases
from triage.coverage.bitset import case_bitset
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.checks import CHECKS
from triage.language.evaluate import Answer, Known, evaluate
from triage.proof.encoding import Encoding
from triage.proof.lint import Lint
from triage.proof.relevance import told_parts
from triage.proof.space import NO

NEVER = {"all": [{"fever": "yes"}, {"fever": "no"}]}
"""A condition that no answers make true."""

FAULTS: dict[str, tuple[Callable[[], Base], tuple[str, ...]]] = {
    "a rule whose tests exclude each other": (
        lambda: base(rule("odd", NEVER, urgency="soon")),
        ("rule-never-fires odd",),
    ),
    "a rule below the gate of its own question": (
        lambda: base(rule("odd", {"pain": {"at-most": 0}, "worse": "yes"}, urgency="soon")),
        ("rule-never-fires odd",),
    ),
    "the same rule twice, in other words": (
        lambda: base(
            rule("again", {"not": {"fever": "no"}, "any": [{"fever": "yes"}, NEVER]}, establish="ill", urgency="urgent")
        ),
        ("rule-doubled again fever-is-ill",),
    ),
    "a rule that another covers": (
        lambda: base(rule("fever-and-pain", {"fever": "yes", "pain": {"at-least": 3}}, urgency="soon")),
        ("rule-adds-nothing fever-and-pain fever-is-ill",),
    ),
    "a rule that others cover together": (
        lambda: base(
            rule(
                "fever-and-worse",
                {"fever": "yes", "worse": "no", "pain": {"at-least": 1}},
                urgency="urgent",
                pathway="move",
            ),
        ),
        ("rule-adds-nothing fever-and-worse",),
    ),
    "a finding that only an impossible rule establishes": (
        lambda: base(
            finding("ghost"),
            rule("odd", NEVER, establish="ghost"),
            caution("boo", {"any": [{"finding": "ghost"}, {"fever": "yes"}]}),
        ),
        ("rule-never-fires odd", "finding-never-established ghost"),
    ),
    "a finding that nothing asks for": (
        lambda: base(finding("warm"), rule("fever-is-warm", {"fever": "yes"}, establish="warm")),
        ("finding-unused warm",),
    ),
    "a question below an impossible gate": (
        lambda: base(
            question("cough", "yes-no", {"pain": {"at-most": 0}, "worse": "yes"}),
            caution("cough-care", {"any": [{"cough": "yes"}, {"fever": "yes"}]}),
        ),
        ("question-never-applies cough", "question-not-needed cough"),
    ),
    "a question that no rule asks for": (
        lambda: base(question("colour", "choice")),
        ("question-not-needed colour",),
    ),
    "a question whose rule changes nothing": (
        lambda: base(
            question("colour", "choice"),
            finding("pale"),
            rule("a-is-pale", {"colour": "a"}, establish="pale"),
            caution("care", {"any": [{"fever": "yes"}, {"finding": "pale", "fever": "yes"}]}),
        ),
        ("question-not-needed colour",),
    ),
    "two options with one fate": (
        lambda: base(question("colour", "choice"), caution("care", {"colour": ["a", "b"]})),
        ("options-alike colour/a+b a b",),
    ),
    "two options told apart in vain": (
        lambda: base(
            question("colour", "choice"),
            caution("care", {"any": [{"colour": "a"}, {"colour": "b", "pain": {"at-least": 0}}, {"colour": "b"}]}),
        ),
        ("options-alike colour/a+b a b",),
    ),
    "two ticks with one fate": (
        lambda: base(question("risks", "choices"), caution("care", {"risks": ["a", "b"]})),
        ("options-alike risks/a+b a b",),
    ),
    "a pathway that no rule names": (
        lambda: base(rule("better-is-sore", {"finding": "hurts", "worse": "no"}, establish="sore")),
        ("pathway-never-reached move",),
    ),
    "a pathway that always gives way": (
        lambda: base(rule("better-is-sore", {"finding": "hurts", "worse": "no"}, establish="sore", pathway="rest")),
        ("pathway-never-reached move", "pathway-too-mild rest/urgent better-is-sore sore-at-home"),
    ),
    "a phase that is over before it begins": (
        lambda: base(
            pathway(
                "move",
                [
                    phase("first", until={"pain": {"at-most": 2}}),
                    phase("second", until={"pain": {"at-most": 3}}),
                ],
            )
        ),
        ("phase-never-current move/second",),
    ),
    "a phase that never ends": (
        lambda: base(pathway("move", [phase("first", until={"pain": {"at-most": 0}})])),
        ("phase-never-left move/first",),
    ),
    "a phase that does not say when it is over": (
        lambda: base(pathway("move", [phase("first"), phase("second", **MOVE_ON)])),
        ("phase-without-way-out move/first",),
    ),
    "a phase that only says how long it takes": (
        lambda: base(pathway("move", [phase("first", lasts={"nl": "even", "en": "a while"})])),
        ("phase-without-way-out move/first",),
    ),
    "a warning sign that demands nothing": (
        lambda: base(
            finding("odd", "warning-sign"), rule("odd-there", {"worse": "yes", "fever": "no"}, establish="odd")
        ),
        ("sign-demands-too-little odd soon",),
    ),
    "a warning sign that demands too little": (
        lambda: base(
            finding("odd", "warning-sign"),
            rule("odd-there", {"worse": "yes"}, establish="odd"),
            rule("odd-waits", {"finding": "odd"}, urgency="planned"),
        ),
        ("rule-never-fires odd-waits", "sign-demands-too-little odd soon"),
    ),
    "a milder rule whose pathway prevails over a doctor today": (
        lambda: base(rule("pain-moves", {"pain": {"at-least": 4}}, urgency="soon", pathway="rest")),
        ("pathway-too-mild rest/urgent sore-at-home pain-moves",),
    ),
    "a pathway for at home that a rule without an urgency leads to": (
        lambda: base(rule("pain-rests", {"pain": {"at-least": 4}}, pathway="rest")),
        ("pathway-too-mild rest/urgent sore-at-home pain-rests",),
    ),
    "a pathway of a rule that says nothing of how soon, before that of an emergency": (
        lambda: base(
            rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="emergency", pathway="see-someone"),
            rule("better-is-sore", {"finding": "hurts", "worse": "no"}, establish="sore", pathway="move"),
        ),
        ("pathway-too-mild move/emergency better-is-sore",),
    ),
    "an emergency that shows what a milder rule says": (
        lambda: base(
            rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="emergency"),
            rule("pain-moves", {"pain": {"at-least": 4}}, urgency="soon", pathway="rest"),
        ),
        ("pathway-too-mild rest/emergency sore-at-home pain-moves", "emergency-without-care fever-is-ill"),
    ),
    "an emergency without care": (
        lambda: base(rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="emergency")),
        ("emergency-without-care fever-is-ill",),
    ),
    "an answer that is not known and counts as two": (
        lambda: base(
            {
                **question("pain", "whole"),
                "unknown": {
                    "means": "easier",
                    "ask": ["limps", "cries"],
                    "reads": [
                        {"when": {"limps": "no"}, "as": {"at-most": 1}},
                        {"when": {"cries": "yes"}, "as": {"at-least": 3}},
                    ],
                    "because": {"nl": "omdat", "en": "because"},
                    "basis": "expert-consensus",
                },
            },
            question("limps", "yes-no", {"pain": "unknown"}),
            question("cries", "yes-no", {"pain": "unknown"}),
        ),
        ("unknown-counts-twice pain limps: no cries: yes",),
    ),
    "a line for those who get other advice": (
        lambda: base(
            pathway(
                "move",
                [phase("first", **MOVE_ON, do=[line("rest"), line("sit", {"worse": "yes"})])],
            )
        ),
        ("line-never-shown move/first/do-2",),
    ),
    "an exercise for those who get other advice": (
        lambda: base(
            exercise("hop"),
            pathway(
                "see-someone",
                [
                    phase(
                        "first",
                        **MOVE_ON,
                        exercises=[{"exercise": "hop", "when": {"finding": "sore"}}],
                    )
                ],
            ),
        ),
        ("line-never-shown see-someone/first/hop",),
    ),
    "a caution for nobody": (lambda: base(caution("odd", NEVER)), ("caution-never-shown odd",)),
    "a safety net for nobody": (lambda: base(safety_net("odd", NEVER)), ("safety-net-never-shown odd",)),
    "a safety net that asks for more than the rules": (
        lambda: base(
            safety_net("odd", {"worse": "no"}, urgency="urgent", sign={"pain": {"at-least": 4}, "fever": "no"})
        ),
        ("net-more-urgent-than-rules odd 4 <= pain and fever: no",),
    ),
    "a safety net that asks for less than the rules, with one of its signs": (
        lambda: base(safety_net("odd", {"worse": "no"}, sign={"any": [{"worse": "yes"}, {"fever": "yes"}]})),
        ("net-less-urgent-than-rules odd fever: yes",),
    ),
    "questions that have no form for who answers for another, in a base that may be answered so": (
        lambda: replace(base(), speaks_for_another=True),
        ("other-form-missing fever", "other-form-missing pain", "other-form-missing worse"),
    ),
    "a contradiction that a gate prevents": (
        lambda: base(
            {
                "contradiction": "odd",
                "when": {"pain": {"at-most": 0}, "worse": "yes"},
                "ask": {"nl": "Hoe zit dat?", "en": "Which is it?"},
            }
        ),
        ("contradiction-never-met odd",),
    ),
}


@cache
def faulty(name: str) -> Base:
    return FAULTS[name][0]()


def remarks(of: Base) -> list[str]:
    return [" ".join((remark.check, remark.at, *remark.others)) for remark in Lint(Encoding(of)).remarks()]


def test_nothing_is_remarked_of_a_sound_base() -> None:
    assert remarks(base()) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_remarked(name: str) -> None:
    assert remarks(faulty(name)) == list(FAULTS[name][1])


def test_a_remark_has_the_place_of_what_it_is_about() -> None:
    of = faulty("a rule whose tests exclude each other")
    (remark,) = Lint(Encoding(of)).remarks()
    assert remark.place == of.rules["odd"].place
    assert remark.severity == "error"


def test_a_sign_that_cannot_be_ruled_out() -> None:
    """The language has no rule that is never false, so one is made by hand."""

    class NeverRuledOut(Encoding):
        def refuted(self, finding: str) -> z3.BoolRef:
            return NO if finding == "ill" else super().refuted(finding)

    assert [remark.check for remark in Lint(NeverRuledOut(base())).findings()] == ["sign-never-ruled-out"]


def test_every_check_of_a_base_is_shown_here() -> None:
    shown = {remark.partition(" ")[0] for _, expected in FAULTS.values() for remark in expected} | {
        "sign-never-ruled-out"
    }
    elsewhere = {
        check
        for check in CHECKS
        if check.startswith(("cases-", "property-", "accepted-", "unknown-not-said", "sign-refuted", "word-with"))
    }
    elsewhere |= {check for *_, brought in MISTAKES.values() for check in brought}  # of a programme
    elsewhere |= {"less-urgent-later"}  # of a base and its check-in: tests/proof/test_parity.py
    assert shown == CHECKS.keys() - elsewhere


@settings(max_examples=25)
@given(cases())
def test_what_is_told_is_the_same_as_formulas_and_as_bitsets(case: Case) -> None:
    encoding = Encoding(case.base)
    terms = told_parts(case.base, encoding, encoding.decision)
    other = dict(list(case.answers.items())[1:])
    known = case_bitset(case.base, [case.answers, other])

    for bit, answers in enumerate((case.answers, other)):
        as_formulas = [encoding.possible(exactly(encoding, answers), term) for term in terms]
        as_bitsets = [bool(bits >> bit & 1) for bits in told_parts(case.base, known, known.decision)]
        assert as_bitsets == as_formulas == list(told(case.base, answers))


def told(base: Base, answers: Mapping[str, Answer]) -> Iterator[bool]:
    """Whether someone with these answers hears each thing, written down anew from what an outcome is."""
    known = conclude(base, answers)
    urgency, _, pathway = decision(base, known)
    facts = Known(known.values, known.findings)
    yield from (level == urgency for level in RANK)
    yield known.urgency is None
    yield from (known.findings.get(name) is True for name in (*base.condition_order, *base.warning_signs))
    for path in base.pathways.values():
        yield path.id == pathway
        conditions = dict.fromkeys(when for phase in path.phases for when in phase.conditions())
        yield from (path.id == pathway and evaluate(when, facts) is True for when in conditions)
    yield from (name in known.cautions for name in base.cautions)
    yield from (net.when is None or evaluate(net.when, facts) is True for net in base.safety_net.values())
    yield from (evaluate(part.when, facts) is True for part in base.contradictions.values())


@pytest.mark.parametrize("name", FAULTS)
def test_what_cases_show_changes_no_remark(name: str) -> None:
    """Cases spare the solver a search: whichever were met, what is said is the same."""
    of = faulty(name)
    random = Random(1)
    drawn = Cases(of, [], random)
    for count in (1, 5, 60):
        met = [drawn.draw() for _ in range(count)]
        assert list(Lint(Encoding(of), met).remarks()) == list(Lint(Encoding(of)).remarks())
