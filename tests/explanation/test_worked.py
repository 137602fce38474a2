"""A part matters in exactly those cases whose outcome is another without it: checked one by one, the plain way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.engines import leading as leading_of
from tests.strategies import Sketch, answers, sketches
from triage.explanation.worked import NEVER, Worked
from triage.inference.reference import Conclusions, conclude
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.evaluate import Answer, Known, evaluate

Decided = tuple[str, str | None, str]


def decided(base: Base, told: Conclusions) -> Decided:
    """Urgency, leading condition and pathway."""
    paths = {base.rules[rule].pathway for rule in told.fired}
    leading = leading_of(base, told.findings)
    pathway = next((name for name in base.pathway_order if name in paths), base.default_pathway)
    return told.urgency or base.default_urgency, leading, pathway


def without_rules(base: Base, rules: set[str]) -> Base:
    kept = {name: replace(rule, when=NEVER) if name in rules else rule for name, rule in base.rules.items()}
    return replace(base, rules=kept)


def without_finding(base: Base, finding: str) -> Base:
    kept = {
        name: replace(rule, establish=tuple(each for each in rule.establish if each != finding))
        for name, rule in base.rules.items()
    }
    return replace(base, rules=kept)


@given(sketch=sketches(), data=st.data())
def test_it_matters_exactly_where_the_outcome_changes(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    every: Mapping[str, dict[str, Answer]] = {f"case-{number}": data.draw(answers(base)) for number in range(4)}
    worked = Worked(base, every)
    told = {name: conclude(base, given_answers) for name, given_answers in every.items()}
    before = {name: decided(base, each) for name, each in told.items()}

    def changed(other: Base, dropped: str = "") -> list[str]:
        return [
            name
            for name, given_answers in every.items()
            if decided(other, conclude(other, {q: a for q, a in given_answers.items() if q != dropped})) != before[name]
        ]

    for rule in base.rules:
        assert list(worked.without_rules([rule])) == changed(without_rules(base, {rule}))
    some = set(data.draw(st.lists(st.sampled_from(list(base.rules)), max_size=3)))
    assert list(worked.without_rules(some)) == changed(without_rules(base, some))
    for question in base.questions:
        assert list(worked.without_answer(question)) == changed(base, question)
    for finding in set(base.findings) - {ALL_CLEAR}:
        other = changed(without_finding(base, finding))
        assert list(worked.without_finding(finding)) == [name for name in other if told[name].findings.get(finding)]
    for pathway in base.pathways:
        assert list(worked.with_pathway(pathway)) == [name for name in every if before[name][2] == pathway]


def test_an_exercise_counts_where_its_phase_gives_it_to_this_person(ankle: Base) -> None:
    every = {"yes": {"pain": 2}, "no": {"pain": 9}, "nothing": {}}
    worked = Worked(ankle, every)
    for exercise in ankle.exercises:
        expected = []
        for name, given_answers in every.items():
            told = conclude(ankle, given_answers)
            known = Known(told.values, told.findings)
            phases = ankle.pathways[decided(ankle, told)[2]].phases
            uses = [use for phase in phases for use in phase.exercises if use.exercise == exercise]
            if any(use.when is None or evaluate(use.when, known) for use in uses):
                expected.append(name)
        assert list(worked.with_exercise(exercise)) == expected
    assert ankle.exercises
