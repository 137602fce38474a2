"""The fewest answers that would have to be otherwise: as few as trying everything finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from tests.scale import URGENCIES
from tests.strategies import Case, Sketch, cases, every_answer, small_sketches
from triage.inference.answer_classes import answer_classes, nearest
from triage.inference.minimal_change import Goal, MinimalChange, goals
from triage.inference.reference import Conclusions, conclude
from triage.language.base import Base
from triage.language.evaluate import Answer


def changed(answers: Mapping[str, Answer | None], changes: Mapping[str, Answer | None]) -> dict[str, Answer]:
    both = {**answers, **changes}
    return {name: answer for name, answer in both.items() if answer is not None}


def every_way(base: Base) -> list[dict[str, Answer]]:
    """All cases that the base can tell apart."""
    ways: list[dict[str, Answer]] = [{}]
    for name, found in answer_classes(base).items():
        ways = [changed(way, {name: answer}) for way in ways for answer in found.answers]
    return ways


def distance(base: Base, one: Mapping[str, Answer], other: Mapping[str, Answer]) -> int:
    return sum(
        answer_classes(base)[name].of(one.get(name)) != answer_classes(base)[name].of(other.get(name))
        for name in base.questions
    )


@given(sketch=small_sketches())
def test_one_answer_of_each_kind_stands_for_all(sketch: Sketch) -> None:
    base = sketch.build()
    for name, found in answer_classes(base).items():
        assert len({found.of(answer) for answer in found.answers}) == len(found.answers)
        assert all(found.of(answer) > 0 for answer in every_answer(base.questions[name]))


def found_so(finding: str, side: bool, holds: bool) -> Callable[[Conclusions], bool]:
    return lambda done: (done.findings.get(finding) is side) is holds


def as_urgent(base: Base, level: str) -> Callable[[Conclusions], bool]:
    return lambda done: (done.urgency or base.default_urgency) == level


def on_path(base: Base, path: str) -> Callable[[Conclusions], bool]:
    return lambda done: prevailing(base, done.fired) == path


@given(case=cases(few_answers=True))
def test_the_fewest_changes_are_those_that_trying_everything_finds(case: Case) -> None:
    base, given_answers = case
    here = MinimalChange(base, given_answers)
    made = goals(base)
    ways = [(way, distance(base, given_answers, way), conclude(base, way)) for way in every_way(base)]
    wanted: list[tuple[Goal, Callable[[Conclusions], bool]]] = [
        (made.found(finding, side, holds), found_so(finding, side, holds))
        for finding in base.findings
        for side in (True, False)
        for holds in (True, False)
    ]
    wanted += [(made.urgency(level), as_urgent(base, level)) for level in URGENCIES]
    wanted += [(made.pathway(path), on_path(base, path)) for path in base.pathway_order]
    for goal, holds in wanted:
        found = here.fewest(goal)
        best = min((steps for _, steps, done in ways if holds(done)), default=None)
        assert (None if found is None else len(found)) == best
        if found is not None:
            assert holds(conclude(base, changed(given_answers, found)))
        assert here.least(goal) <= (best if best is not None else 1 << 30)


def prevailing(base: Base, fired: frozenset[str]) -> str:
    named = {base.rules[rule].pathway for rule in fired}
    return next((path for path in base.pathway_order if path in named), base.default_pathway)


@given(case=cases(few_answers=True), data=st.data())
def test_fixed_answers_stay_and_free_ones_cost_nothing(case: Case, data: st.DataObject) -> None:
    base, given_answers = case
    fixed = data.draw(st.sets(st.sampled_from(list(base.questions))))
    free = data.draw(st.sets(st.sampled_from(list(base.questions)))) - fixed
    here = MinimalChange(base, given_answers, free)
    made = goals(base)
    for finding in base.findings:
        found = here.fewest(made.found(finding), fixed)
        fits = [
            sum(
                answer_classes(base)[name].of(way.get(name)) != here.own[name]
                for name in base.questions
                if name not in free
            )
            for way in every_way(base)
            if all(answer_classes(base)[name].of(way.get(name)) == here.own[name] for name in fixed)
            and conclude(base, way).findings.get(finding)
        ]
        assert (None if found is None else len(set(found) - free)) == min(fits, default=None)
        assert not found or not fixed & set(found)


@given(case=cases())
def test_the_nearest_answers_are_of_each_kind(case: Case) -> None:
    base, given_answers = case
    for name, found in answer_classes(base).items():
        own = given_answers.get(name)
        near = nearest(base, name, own)
        assert [found.of(answer) for answer in near] == list(range(len(found.answers)))
        assert not isinstance(own, tuple) or near[found.of(own)] == own
