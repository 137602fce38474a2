"""What holds of every base and every answer: the sentences of the design, on random bases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines import ENGINES, ReteEngine, conclusions, decision, tailoring, tell
from tests.scale import RANK, SELF_CARE
from tests.strategies import (
    PATHWAYS,
    Case,
    Sketch,
    answers,
    cases,
    completions,
    finding,
    manifest,
    pathway,
    question,
    sketches,
    small_sketches,
)
from tests.strategies import rule as written_rule
from triage.inference import decisive
from triage.inference.counters import Counters
from triage.inference.decisive import DecisiveQuestions
from triage.inference.engine import Engine
from triage.inference.memory import WorkingMemory
from triage.inference.outcome import infer
from triage.inference.reach import Reach
from triage.inference.reference import Conclusions, conclude
from triage.inference.session import Session
from triage.inference.trace import Happening
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, Found
from triage.language.evaluate import INAPPLICABLE, Answer, Known, evaluate
from triage.language.support import support


def session_of(base: Base, given_answers: Mapping[str, Answer], engine: type[WorkingMemory] = Counters) -> Session:
    session = Session(base, engine)
    tell(session, given_answers)
    return session


# Engines check each other


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@given(case=cases())
def test_every_engine_comes_to_what_plain_evaluation_comes_to(
    engine: Callable[[Base, Mapping[str, Answer]], Conclusions], case: Case
) -> None:
    base, given_answers = case
    assert engine(base, given_answers) == conclude(base, given_answers)


@pytest.mark.parametrize("engine", [Engine, ReteEngine, Counters])
@given(case=cases(), data=st.data())
def test_one_at_a_time_in_any_order_comes_to_what_all_at_once_comes_to(
    engine: type[WorkingMemory], case: Case, data: st.DataObject
) -> None:
    base, given_answers = case
    session = Session(base, engine)
    for name in data.draw(st.permutations(list(given_answers))):
        tell(session, {name: given_answers[name]})
    assert conclusions(session) == conclude(base, given_answers)


@given(case=cases(), data=st.data())
def test_the_outcome_does_not_depend_on_the_order_of_the_answers(case: Case, data: st.DataObject) -> None:
    base, given_answers = case
    shuffled = {name: given_answers[name] for name in data.draw(st.permutations(list(given_answers)))}
    assert infer(base, shuffled) == infer(base, given_answers)


@given(sketch=sketches(), data=st.data())
def test_the_conclusions_do_not_depend_on_the_order_of_entries_or_on_files(sketch: Sketch, data: st.DataObject) -> None:
    shuffled = sketch.build(data.draw(st.permutations(sketch.entries)), split=3)
    base = sketch.build()
    given_answers = data.draw(answers(base))
    other = {name: given_answers[name] for name in shuffled.questions if name in given_answers}
    assert conclusions(session_of(shuffled, other)) == conclusions(session_of(base, given_answers))
    mine, others = infer(base, given_answers), infer(shuffled, other)
    assert (mine.urgency, mine.leading, mine.pathway) == (others.urgency, others.leading, others.pathway)
    assert (mine.phases, mine.settled, set(mine.cautions)) == (others.phases, others.settled, set(others.cautions))


# More answers never take anything back


@given(case=cases(full=True), data=st.data())
def test_nothing_that_was_concluded_is_ever_retracted(case: Case, data: st.DataObject) -> None:
    base, given_answers = case
    session = Session(base)
    before = conclusions(session)
    for name in data.draw(st.permutations(list(given_answers))):
        tell(session, {name: given_answers[name]})
        after = conclusions(session)
        assert before.values.items() <= after.values.items()
        assert before.findings.items() <= after.findings.items()
        assert before.fired <= after.fired
        assert before.cautions <= after.cautions
        assert RANK.get(before.urgency or "", -1) <= RANK.get(after.urgency or "", -1)
        before = after


@given(case=cases())
def test_urgency_is_the_most_urgent_that_a_fired_rule_demands(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    demands = [base.rules[name].urgency for name in outcome.fired if base.rules[name].urgency]
    assert outcome.demanded == bool(demands)
    assert outcome.urgency == max(demands, key=RANK.__getitem__, default=base.default_urgency)


@given(case=cases(full=True))
def test_less_than_the_default_is_demanded_only_once_every_warning_sign_is_refuted(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    if RANK[outcome.urgency] < RANK[base.default_urgency]:
        refuted = {event.of for event in outcome.trace if event.kind == "refuted"}
        assert refuted >= set(base.warning_signs)
    assert outcome.urgency != SELF_CARE or outcome.demanded


@given(case=cases())
def test_all_clear_stands_exactly_where_every_warning_sign_is_refuted(case: Case) -> None:
    base, given_answers = case
    findings = session_of(base, given_answers).findings
    statuses = {findings.get(sign) for sign in base.warning_signs}
    expected = False if True in statuses else None if None in statuses else True
    assert findings.get(ALL_CLEAR) is expected


@given(case=cases())
def test_a_rule_fires_at_most_once_and_only_where_it_holds(case: Case) -> None:
    base, given_answers = case
    session = session_of(base, given_answers)
    known = Known(session.values, session.findings)
    assert len(set(session.fired)) == len(session.fired)
    assert set(session.fired) == {name for name, rule in base.rules.items() if evaluate(rule.when, known)}
    assert len(set(session.cautions)) == len(session.cautions)


@given(case=cases(full=True))
def test_what_does_not_apply_makes_every_test_of_it_false(case: Case) -> None:
    base, given_answers = case
    known = conclude(base, given_answers)
    without = {name: answer for name, answer in given_answers.items() if known.values.get(name) is not INAPPLICABLE}
    assert conclude(base, without) == known


@given(case=cases())
def test_contradictions_are_between_answers_that_count(case: Case) -> None:
    base, given_answers = case
    known = Known(conclude(base, given_answers).values, {})
    expected = [name for name, part in base.contradictions.items() if evaluate(part.when, known)]
    assert list(infer(base, given_answers).contradictions) == expected


# The trace


@given(case=cases())
def test_the_trace_replays_to_the_outcome(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    known = conclude(base, given_answers)
    of: dict[str, set[str]] = {kind: set() for kind in get_args(Happening)}
    for event in outcome.trace:
        of[event.kind].add(event.of)
    assert of["answered"] == set(given_answers)
    assert of["fired"] == known.fired
    assert of["activated"] >= of["fired"]
    assert of["established"] == {name for name, status in known.findings.items() if status}
    assert of["refuted"] == {name for name, status in known.findings.items() if not status}
    assert of["cautioned"] == known.cautions
    assert of["inapplicable"] == {name for name, value in known.values.items() if value is INAPPLICABLE}
    assert max(of["raised"], key=RANK.__getitem__, default=None) == known.urgency


@given(case=cases())
def test_a_step_rests_only_on_what_stands_before_it_in_the_trace(case: Case) -> None:
    base, given_answers = case
    established, seen = {True: "established", False: "refuted"}, set()
    for event in infer(base, given_answers).trace:
        for fact in event.matched:
            assert (fact.question or fact.finding) in seen
            if fact.finding is not None:
                assert fact.status == established[conclude(base, given_answers).findings[fact.finding]]
        if event.kind in ("answered", "inapplicable", "established", "refuted"):
            seen.add(event.of)


@given(case=cases())
def test_the_support_of_a_verdict_is_enough_for_it(case: Case) -> None:
    base, given_answers = case
    known = conclude(base, given_answers)
    facts = Known(known.values, known.findings)
    for rule in base.rules.values():
        verdict = evaluate(rule.when, facts)
        if verdict is not None:
            tests = support(rule.when, facts, verdict)
            findings = {test.finding for test in tests if isinstance(test, Found)}
            questions = {test.question for test in tests if not isinstance(test, Found)}
            only = Known(
                {name: value for name, value in known.values.items() if name in questions},
                {name: status for name, status in known.findings.items() if name in findings},
            )
            assert evaluate(rule.when, only) is verdict


# What can still change


def all_ways(
    base: Base, given_answers: Mapping[str, Answer]
) -> tuple[list[str], dict[tuple[Answer, ...], tuple[object, object]]]:
    """The questions that are not answered, and what each way of answering them comes to."""
    missing = [name for name in base.questions if name not in given_answers]
    ways: dict[tuple[Answer, ...], tuple[object, object]] = {}
    for full in completions(base, given_answers):
        known = conclude(base, full)
        ways[tuple(full[name] for name in missing)] = decision(base, known), tailoring(base, known)
    return missing, ways


def really_pivotal(base: Base, given_answers: Mapping[str, Answer]) -> set[str]:
    """By brute force: the questions of which another answer, all else equal, can make another decision."""
    missing, ways = all_ways(base, given_answers)
    found = set()
    for place, name in enumerate(missing):
        groups: dict[tuple[Answer, ...], set[object]] = {}
        for way, (decided, _) in ways.items():
            groups.setdefault(way[:place] + way[place + 1 :], set()).add(decided)
        if any(len(decisions) > 1 for decisions in groups.values()):
            found.add(name)
    return found


@given(case=cases(few_answers=True))
def test_a_question_out_of_reach_cannot_change_the_decision(case: Case) -> None:
    base, given_answers = case
    reach = Reach(session_of(base, given_answers))
    assert really_pivotal(base, given_answers) <= set(reach.deciding.questions)


@given(case=cases(few_answers=True))
def test_what_could_not_become_true_or_false_never_does(case: Case) -> None:
    base, given_answers = case
    reach = Reach(session_of(base, given_answers))
    for full in completions(base, given_answers):
        known = conclude(base, full)
        for name, status in known.findings.items():
            could_be_true, could_be_false = reach.found(name)
            assert could_be_true if status else could_be_false


@given(case=cases(few_answers=True))
def test_pivots_are_exact_where_all_completions_can_be_tried(case: Case) -> None:
    base, given_answers = case
    pivots = DecisiveQuestions(Reach(session_of(base, given_answers)))
    found = {name for name in pivots.questions if pivots.decisive(name) == "yes"}
    assert found == really_pivotal(base, given_answers)


@given(case=cases(few_answers=True))
def test_settled_means_that_every_completion_decides_what_is_decided_now(case: Case) -> None:
    base, given_answers = case
    _, ways = all_ways(base, given_answers)
    outcome = infer(base, given_answers)
    now = outcome.urgency, outcome.leading, outcome.pathway
    assert outcome.settled == ({decided for decided, _ in ways.values()} == {now})


def test_who_demands_the_default_matters_where_less_may_be_demanded() -> None:
    """Of these two answers either may decide: `planned` stands only while nobody demands `soon`."""
    rules = [
        written_rule("found", {"q0": "yes"}, establish="f0"),
        written_rule("less", {"q0": ["yes", "no"]}, urgency="planned"),
        written_rule("the-default", {"q1": "yes"}, urgency="soon"),
    ]
    questions = [question("q0", "yes-no"), question("q1", "yes-no")]
    entries = (*questions, finding("f0", "condition"), *rules, *map(pathway, PATHWAYS))
    base = Sketch(manifest(["f0"]), entries).build()
    reach = Reach(session_of(base, {}))
    assert set(reach.deciding.questions) == really_pivotal(base, {}) == {"q0", "q1"}


def test_what_can_only_cease_to_apply_is_in_reach() -> None:
    """With `q2` unknown `q1` never applies for certain; but `q0` can make certain that it does not."""
    questions = [question("q0", "yes-no"), question("q2", "yes-no")]
    questions.append(question("q1", "yes-no", when={"q0": "yes", "q2": "yes"}))
    rules = [written_rule("not-that", {"not": {"q1": "yes"}}, establish="f0")]
    entries = (*questions, finding("f0", "condition"), *rules, *map(pathway, PATHWAYS))
    base = Sketch(manifest(["f0"]), entries).build()
    reach = Reach(session_of(base, {"q2": "unknown"}))
    assert set(reach.deciding.questions) == really_pivotal(base, {"q2": "unknown"}) == {"q0"}


@given(sketch=small_sketches(), data=st.data())
def test_a_sampled_witness_is_never_wrong(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    given_answers = data.draw(answers(base))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decisive, "EXHAUSTIVE", 0)
        pivots = DecisiveQuestions(Reach(session_of(base, given_answers)))
        verdicts = {name: pivots.decisive(name) for name in pivots.questions}
    assert {name for name, verdict in verdicts.items() if verdict == "yes"} <= really_pivotal(base, given_answers)


def test_the_sampling_finds_its_witnesses() -> None:
    """Not a law, but without it the one above could hold because nothing is ever found."""
    random, found, expected = Random(7), 0, 0
    base = _eight_questions()
    for _ in range(20):
        given_answers = {name: random.choice(("yes", "no")) for name in random.sample(sorted(base.questions), 2)}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decisive, "EXHAUSTIVE", 0)
            sampled = DecisiveQuestions(Reach(session_of(base, given_answers)))
            found += sum(sampled.decisive(name) == "yes" for name in sampled.questions)
        expected += len(really_pivotal(base, given_answers))
    assert found == expected > 0


def _eight_questions() -> Base:
    questions = [question(f"q{number}", "yes-no", must_know=True) for number in range(8)]
    pairs = [{f"q{number}": "yes", f"q{number + 1}": "yes"} for number in range(0, 8, 2)]
    rules = [written_rule("two", {"at-least": {"count": 2, "of": pairs}}, establish="f0", urgency="urgent")]
    paths = [pathway(name) for name in PATHWAYS]
    return Sketch(manifest(["f0"]), (*questions, finding("f0", "condition"), *rules, *paths)).build()
