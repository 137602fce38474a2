"""A recording is the engine's own run: its agenda, its working memory, its trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Sketch, answers, sketches
from triage.inference.borrowed import Agenda
from triage.inference.clauses import Clause, compiled
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.evaluate import Known, evaluate
from triage.teaching.marked import blocking, marked
from triage.teaching.recording import Fact, at_once, one_by_one, record
from triage.teaching.steps import KINDS, place, reason, steps


@contextmanager
def watched_agendas() -> Iterator[list[list[int]]]:
    """What experta's agenda holds whenever it is asked for the next activation, best first; empty ones left out."""
    seen: list[list[int]] = []
    original = Agenda.get_next

    def get_next(agenda: Agenda) -> object:
        if agenda.activations:
            seen.append([activation.rule.rank for activation in reversed(agenda.activations)])
        return original(agenda)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Agenda, "get_next", get_next)
        yield seen


@given(sketches(), st.data())
def test_the_agenda_is_the_one_that_experta_held(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    given_answers = data.draw(answers(base))
    told = one_by_one(given_answers) if data.draw(st.booleans()) else at_once(base, given_answers)
    rank = {id(clause): number for number, clause in enumerate(compiled(base).clauses)}
    with watched_agendas() as seen:
        recording = record(base, told)
    fired = [cycle for cycle in recording.cycles if isinstance(cycle.act, Clause)]
    assert [[rank[id(clause)] for clause in cycle.agenda] for cycle in fired] == seen
    assert all(cycle.act is cycle.agenda[0] for cycle in fired)


@given(sketches(), st.data())
def test_the_order_of_the_agenda_is_by_depth_then_kind_then_place(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    for cycle in record(base, at_once(base, data.draw(answers(base)))).cycles:
        for above, clause in pairwise(cycle.agenda):
            match reason(base, above, clause):
                case "deeper":
                    assert above.stratum < clause.stratum
                case "kind":
                    assert above.stratum == clause.stratum
                    assert KINDS[above.conclude] < KINDS[clause.conclude]
                case "later":
                    before, after = place(base, above), place(base, clause)
                    assert above.stratum == clause.stratum
                    assert before is not None
                    assert after is not None
                    assert before < after
                case why:
                    assert (above.stratum, why) == (clause.stratum, "same")


@given(sketches(), st.data())
def test_what_the_cycles_bring_is_the_whole_trace(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    given_answers = data.draw(answers(base))
    outcome = infer(base, given_answers)
    recording = record(base, at_once(base, given_answers))
    assert tuple(event for cycle in recording.cycles for event in cycle.events) == outcome.trace
    for generated in (False, True):
        made = steps(recording, generated)
        assert tuple(event for step in made for event in step.events) == outcome.trace
        assert [step.number for step in made] == list(range(1, len(made) + 1))
        fired = tuple(step.clause.field.removeprefix("fired/") for step in made if step.kind == "rule")
        assert fired == outcome.fired


@given(sketches(), st.data())
def test_the_last_step_knows_what_follows_from_the_answers(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    given_answers = data.draw(answers(base))
    told = one_by_one(given_answers) if data.draw(st.booleans()) else at_once(base, given_answers)
    last = steps(record(base, told))[-1].memory
    expected = conclude(base, given_answers)
    assert {name: last.fields[name] for name in base.findings if name in last.fields} == expected.findings
    assert {name: last.fields[name] for name in base.questions if name in last.fields} == expected.values
    assert (last.urgency, frozenset(last.cautions)) == (expected.urgency, expected.cautions)


@given(sketches(), st.data())
def test_working_memory_only_grows_and_new_is_what_came_since(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    made = steps(record(base, at_once(base, data.draw(answers(base)))))
    for before, after in pairwise(made):
        assert after.memory.facts[: len(before.memory.facts)] == before.memory.facts
        assert after.memory.new == {fact.field for fact in after.memory.facts[len(before.memory.facts) :]}
        assert after.memory.new.isdisjoint(before.memory.fields)


@given(sketches(), st.data())
def test_a_rule_fires_in_a_step_where_its_condition_is_true(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    for step in steps(record(base, at_once(base, data.draw(answers(base))))):
        if step.kind == "rule":
            assert evaluate(base.rules[step.clause.field.removeprefix("fired/")].when, step.memory.known)
        if step.kind == "caution":
            assert evaluate(base.cautions[step.clause.field.removeprefix("caution/")].when, step.memory.known)


@given(sketches(), st.data())
def test_a_marked_condition_says_what_evaluate_says(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    seen = conclude(base, data.draw(answers(base)))
    known = Known(seen.values, seen.findings)
    for rule in base.rules.values():
        todo = [marked(rule.when, known)]
        assert all(part.holds is todo[0].holds for part in blocking(todo[0]) if part is not todo[0])
        while todo:
            tree = todo.pop()
            assert tree.holds is evaluate(tree.condition, known)
            todo += tree.parts


def test_no_answers_are_a_run_too(ankle: Base) -> None:
    recording = record(ankle, at_once(ankle, {}))
    assert (recording.cycles, recording.facts) == ((), ())
    assert [step.kind for step in steps(recording)] == ["end"]


def test_the_facts_are_those_of_the_engine_without_its_own(ankle: Base) -> None:
    facts = record(ankle, one_by_one({"bone-sticks-out": "yes"})).facts
    assert facts[0] == Fact("bone-sticks-out", "yes")
    assert Fact("open-fracture", True) in facts
    assert not [fact for fact in facts if fact.field.startswith("__")]
