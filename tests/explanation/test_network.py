"""The network says what the rules say, whole, folded, around one part, and lit by a case."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Case, Sketch, cases, sketches
from triage.explanation.network import (
    STRONG,
    Key,
    Network,
    around,
    brings,
    folded,
    keys_of,
    light,
    network,
    overview,
    topic,
)
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.errors import TriageError
from triage.language.model import names


def key(base: Base, name: str) -> Key:
    return Key("question" if name in base.questions else "finding", name)


def expected(base: Base) -> set[tuple[Key, Key]]:
    """Who hangs on whom, read from the base itself."""
    found = {(key(base, name), Key("rule", rule.id)) for rule in base.rules.values() for name in names(rule.when)}
    found |= {(Key("rule", rule), end) for rule in base.rules for end in brings(base, rule)}
    for question in base.questions.values():
        gate = names(question.when) if question.when is not None else ()
        found |= {(key(base, name), Key("question", question.id)) for name in gate}
    return found | {(Key("finding", sign), Key("finding", ALL_CLEAR)) for sign in base.warning_signs}


def pairs(some: Network) -> set[tuple[Key, Key]]:
    return {(link.start, link.end) for link in some.links}


@given(sketch=sketches())
def test_every_test_and_every_conclusion_is_a_link(sketch: Sketch) -> None:
    base = sketch.build()
    whole = network(base)
    assert pairs(whole) == expected(base)
    assert len({part.key for part in whole.parts}) == len(whole.parts)


@given(sketch=sketches())
def test_folding_leaves_out_rules_and_nothing_that_they_join(sketch: Sketch) -> None:
    base = sketch.build()
    whole, without = network(base), folded(network(base))
    joined = {
        (start, end): {rule.id}
        for rule in base.rules.values()
        for start in (key(base, name) for name in names(rule.when))
        for end in brings(base, rule.id)
    }
    direct = {(link.start, link.end) for link in whole.links if "rule" not in (link.start.kind, link.end.kind)}
    assert pairs(without) == joined.keys() | direct
    for link in without.links:
        made = [
            rule.id
            for rule in base.rules.values()
            if link.start.id in names(rule.when) and link.end in brings(base, rule.id) and link.start.kind != "rule"
        ]
        assert sorted(link.rules) == sorted(made)


@given(sketch=sketches())
def test_everything_but_a_gate_leads_from_left_to_right(sketch: Sketch) -> None:
    without = folded(network(sketch.build()))
    column = {part.key: part.column for part in without.parts}
    assert all(column[link.start] < column[link.end] for link in without.links if not link.gate)


@given(sketch=sketches(), data=st.data())
def test_far_enough_around_is_everything_beneath_and_above(sketch: Sketch, data: st.DataObject) -> None:
    whole = network(sketch.build())
    centre = data.draw(st.sampled_from(whole.parts)).key
    forward, backward = {centre}, {centre}
    for _ in whole.parts:
        forward |= {link.end for link in whole.links if link.start in forward}
        backward |= {link.start for link in whole.links if link.end in backward}
    near = around(whole, [centre], 99)
    assert {part.key for part in near.parts} == forward | backward
    assert pairs(near) == {pair for pair in pairs(whole) if set(pair) <= forward or set(pair) <= backward}


@given(sketch=sketches(), data=st.data())
def test_going_farther_only_adds_and_hides_less(sketch: Sketch, data: st.DataObject) -> None:
    whole = network(sketch.build())
    centre = data.draw(st.sampled_from(whole.parts)).key
    for depth in (1, 2, 3):
        near, farther = around(whole, [centre], depth), around(whole, [centre], depth + 1)
        hidden = {part.key: part.hidden for part in farther.parts}
        assert pairs(near) <= pairs(farther)
        assert all(hidden[part.key] <= part.hidden for part in near.parts)
        for part in near.parts:
            if part.key.kind == "rule":
                drawn = {start for start, end in pairs(near) if end == part.key}
                assert part.hidden == len({start for start, end in pairs(whole) if end == part.key} - drawn)


@given(case=cases())
def test_a_case_lights_what_it_concludes(case: Case) -> None:
    base, answers = case
    outcome, plain = infer(base, answers), conclude(base, answers)
    lit = light(network(base), outcome)
    state = {part.key: part.state for part in lit.parts}
    for finding in base.findings:
        says = {True: "established", False: "refuted", None: "open"}[plain.findings.get(finding)]
        assert state[Key("finding", finding)] == says
    assert {rule for rule in base.rules if state[Key("rule", rule)] == "fired"} == plain.fired
    assert state[Key("urgency", outcome.urgency)] == state[Key("pathway", outcome.pathway)] == "chosen"
    for link in lit.links:
        if link.lit:
            certain = ("answered", "unknown", "inapplicable", "established", "refuted", "fired")
            assert state[link.start] in certain
            assert state[link.end] not in ("open", "false", "refuted", "inapplicable", "not-chosen")


@given(case=cases())
def test_whatever_is_established_is_reached_by_lit_lines(case: Case) -> None:
    base, answers = case
    lit = light(network(base), infer(base, answers))
    reached = {link.end for link in lit.links if link.lit}
    for part in lit.parts:
        if part.state == "established" and part.key.id != ALL_CLEAR:
            assert part.key in reached


@given(case=cases())
def test_an_overview_holds_every_part_and_every_link_between_two_of_its_boxes(case: Case) -> None:
    base, answers = case
    lit = light(network(base), infer(base, answers))
    seen, without = overview(lit), folded(lit)
    boxes = {"question": "questions", "finding": "findings", "pathway": "pathways"}

    def box(one: Key) -> tuple[str, str]:
        group = next(part.group for part in without.parts if part.key == one)
        return (boxes[one.kind], group) if one.kind in boxes else (one.kind, one.id)

    held = {(part.key.kind, part.key.id): part for part in seen.parts}
    inside = Counter(box(part.key) for part in without.parts)
    strong = Counter(box(part.key) for part in without.parts if part.state in STRONG)
    assert inside == {name: part.holds or 1 for name, part in held.items()}
    assert all(part.strong == strong[name] for name, part in held.items() if part.holds)
    assert all((part.state in STRONG) == bool(strong[name]) for name, part in held.items())
    joined: dict[tuple[tuple[str, str], tuple[str, str]], set[str]] = {}
    for link in without.links:
        joined.setdefault((box(link.start), box(link.end)), set()).update(link.rules)
    shown = {((link.start.kind, link.start.id), (link.end.kind, link.end.id)): set(link.rules) for link in seen.links}
    assert shown == {ends: rules for ends, rules in joined.items() if ends[0] != ends[1]}


@given(sketch=sketches())
def test_a_topic_is_its_questions(sketch: Sketch) -> None:
    base = sketch.build()
    for name in {question.topic for question in base.questions.values()}:
        assert {key.id for key in topic(base, name)} == {one.id for one in base.questions.values() if one.topic == name}


def test_a_name_may_stand_for_two_parts_and_for_none(ankle: Base) -> None:
    assert [found.kind for found in keys_of(ankle, "urgent")] == ["urgency"]
    with pytest.raises(TriageError, match="did you mean `pain`"):
        keys_of(ankle, "paim")
