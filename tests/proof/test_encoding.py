"""Laws: the formulas say of every case what the evaluator says of it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines import decision
from tests.scale import RANK
from tests.strategies import Case, Sketch, cases, every_answer, sketches, small_sketches
from triage.inference.reference import Conclusions, conclude
from triage.language.base import Base
from triage.language.condition import ALWAYS, Any, Not
from triage.language.evaluate import INAPPLICABLE, Answer, Known, evaluate
from triage.proof.encoding import Encoding
from triage.proof.space import both, opposite

NEVER = Any(())


def exactly(encoding: Encoding, answers: Mapping[str, Answer]) -> z3.BoolRef:
    """These answers and no others."""
    return both(
        encoding.answer(name, answers[name]) if name in answers else opposite(encoding.given(name))
        for name in encoding.base.questions
    )


def agreement(encoding: Encoding, base: Base, known: Conclusions) -> z3.BoolRef:
    """The formulas say what was concluded, of everything that can be asked of them."""
    urgency, leading, pathway = decision(base, known)
    facts = Known(known.values, known.findings)

    def is_so(term: z3.BoolRef, expected: bool) -> z3.BoolRef:
        return term if expected else opposite(term)

    terms = [encoding.urgency(urgency), encoding.leading(leading), encoding.pathway(pathway)]
    terms.append(encoding.demanded(known.urgency))
    for name in base.findings:
        terms.append(is_so(encoding.established(name), known.findings.get(name) is True))
        terms.append(is_so(encoding.refuted(name), known.findings.get(name) is False))
    for name, rule in base.rules.items():
        terms.append(is_so(encoding.fires(name), name in known.fired))
        terms.append(is_so(encoding.false(rule.when), evaluate(rule.when, facts) is False))
        terms.append(is_so(encoding.open(rule.when), evaluate(rule.when, facts) is None))
    for level in RANK:
        demanded = known.urgency is not None and RANK[known.urgency] >= RANK[level]
        terms.append(is_so(encoding.demands_at_least(level), demanded))
    for name in base.cautions:
        terms.append(is_so(encoding.true(base.cautions[name].when), name in known.cautions))
    for name, net in base.safety_net.items():
        terms.append(is_so(encoding.safety_net(name), net.when is None or evaluate(net.when, facts) is True))
    for name, question in base.questions.items():
        applies = evaluate(question.when or ALWAYS, facts)
        terms.append(is_so(encoding.applies(name)[0], applies is True))
        terms.append(is_so(encoding.applies(name)[1], known.values.get(name) is INAPPLICABLE))
    for path in base.pathways.values():
        ahead = [phase for phase in path.phases if phase.until is None or evaluate(phase.until, facts) is not True]
        for phase in path.phases:
            current = path.id == pathway and ahead[:1] == [phase]
            terms.append(is_so(encoding.current(path.id, phase.id), current))
    return both(terms)


@given(cases())
def test_it_says_what_the_evaluator_says(case: Case) -> None:
    encoding = Encoding(case.base)
    given_answers = exactly(encoding, case.answers)
    agrees = agreement(encoding, case.base, conclude(case.base, case.answers))
    found = encoding.solve(given_answers, agrees)
    assert found is not None
    assert set(found) == set(case.answers)
    assert conclude(case.base, found) == replace(
        conclude(case.base, case.answers), values=conclude(case.base, found).values
    )
    assert encoding.solve(given_answers, opposite(agrees)) is None


@given(cases(), st.data())
def test_a_variant_is_the_other_base(case: Case, data: st.DataObject) -> None:
    encoding = Encoding(case.base)
    name = data.draw(st.sampled_from(sorted(case.base.rules)))
    rule = case.base.rules[name]
    other = data.draw(st.sampled_from([None, replace(rule, when=Not(rule.when)), replace(rule, when=ALWAYS)]))
    variant = encoding.variant({name: other})
    known = conclude(variant.base, case.answers)
    assert variant.solve(exactly(variant, case.answers), opposite(agreement(variant, variant.base, known))) is None
    before = agreement(encoding, case.base, conclude(case.base, case.answers))
    assert encoding.solve(exactly(encoding, case.answers), opposite(before)) is None, "the first one is as it was"


@given(sketches(), sketches(), st.data())
def test_two_bases_share_their_answers(one: Sketch, other: Sketch, data: st.DataObject) -> None:
    """Both speak of the same cases: those that both take."""
    old, new = one.build(), other.build()
    before = Encoding(old, tests_of=(new,))
    after = Encoding(new, before.space)
    for base, encoding in ((old, before), (new, after)):
        answers = {q.id: data.draw(st.sampled_from(every_answer(q))) for q in base.questions.values()}
        agrees = agreement(encoding, base, conclude(base, answers))
        assert encoding.solve(exactly(encoding, answers), agrees) is not None
        assert encoding.solve(exactly(encoding, answers), opposite(agrees)) is None
    found = after.solve(before.valid)
    assert found is not None


@given(sketches())
def test_more_answers_never_lower_what_is_demanded(sketch: Sketch) -> None:
    base = sketch.build()
    first = Encoding(base)
    later = Encoding(base, first.space.copy("later"))
    more = later.space.extends(first.space)
    assert first.possible(more, *(later.given(name) for name in base.questions))
    for level in RANK:
        assert not first.possible(more, first.demands_at_least(level), opposite(later.demands_at_least(level)))
    for finding in base.findings:
        assert not first.possible(more, first.established(finding), opposite(later.established(finding)))
        assert not first.possible(more, first.refuted(finding), opposite(later.refuted(finding)))


@settings(max_examples=15)
@given(small_sketches(), st.data())
def test_the_smallest_case_is_the_smallest(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    encoding = Encoding(base)
    level = data.draw(st.sampled_from(sorted(RANK)))
    ways = product(*([None, *every_answer(question)] for question in base.questions.values()))
    every = ({q: a for q, a in zip(base.questions, way, strict=True) if a is not None} for way in ways)
    sizes = [len(answers) for answers in every if decision(base, conclude(base, answers))[0] == level]
    found = encoding.smallest(encoding.urgency(level))
    assert (None if found is None else len(found)) == min(sizes, default=None)
    if found is not None:
        assert decision(base, conclude(base, found))[0] == level
        again = Encoding(base)
        assert found == again.smallest(again.urgency(level)), "and always the same one"


def test_nothing_that_was_asked_stays_behind(ankle: Base) -> None:
    encoding = Encoding(ankle)
    rule = next(iter(ankle.rules))
    assert not encoding.possible(encoding.fires(rule), opposite(encoding.fires(rule)))
    assert encoding.smallest(encoding.fires(rule), encoding.complete()) is not None
    variant = encoding.variant({rule: replace(ankle.rules[rule], when=NEVER)})
    assert not variant.possible(variant.fires(rule))
    assert encoding.space.solver.num_scopes() == 0
    assert encoding.solve(opposite(encoding.fires(rule))) is not None
    assert encoding.solve(encoding.fires(rule)) is not None


def test_what_we_write_of_the_solver_is_there() -> None:
    """It has no types of its own; ours name nothing that it does not have."""
    written = ast.parse((Path(__file__).parents[2] / "stubs" / "z3" / "__init__.pyi").read_text())
    for node in written.body:
        match node:
            case ast.FunctionDef(name=name):
                assert callable(getattr(z3, name))
            case ast.ClassDef(name=name, body=parts):
                made = getattr(z3, name)
                assert all(hasattr(made, part.name) for part in parts if isinstance(part, ast.FunctionDef)), name
            case ast.AnnAssign(target=ast.Name(id=name)):
                assert hasattr(z3, name)
