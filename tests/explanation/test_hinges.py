"""What the outcome hinges on: exactly what trying each change, and each pair of changes, by itself finds."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given

from tests.engines import leading as leading_of
from tests.scale import RANK
from tests.strategies import Case, cases
from triage.explanation.change import Change, changed
from triage.explanation.hinges import hinges
from triage.inference.answer_classes import answer_classes, nearest
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.evaluate import Answer

Found = tuple[str, str | None]


def found(base: Base, answers: dict[str, Answer]) -> Found:
    done = conclude(base, answers)
    leading = leading_of(base, done.findings)
    return done.urgency or base.default_urgency, leading


@given(case=cases())
def test_every_single_and_double_change_is_there(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    now = (outcome.urgency, outcome.leading)
    single = [
        Change(name, given_answers.get(name), answer)
        for name, each in answer_classes(base).items()
        for number, answer in enumerate(nearest(base, name, given_answers.get(name)))
        if number not in (0, each.of(given_answers.get(name)))
    ]
    led = {change: found(base, changed(given_answers, {change.question: change.after})) for change in single}
    ways = {((change,), came): None for change, came in led.items() if came != now}
    pairs: dict[tuple[tuple[Change, Change], tuple[str, str | None]], None] = {}
    for one, other in combinations(single, 2):
        if one.question != other.question and led[one] == led[other] == now:
            both = {one.question: one.after, other.question: other.after}
            came = found(base, changed(given_answers, both))
            if came != now:
                pairs[(one, other), came] = None
    made = hinges(outcome)
    assert {(way, (hinge.urgency, hinge.leading)): None for hinge in made.singles for way in hinge.ways} == ways
    assert {(way, (hinge.urgency, hinge.leading)): None for hinge in made.pairs or () for way in hinge.ways} == pairs
    alone = hinges(outcome, pairs=False)
    assert (alone.singles, alone.pairs, alone.tried) == (made.singles, None, len(single))
    assert made.pairs is not None
    assert all(hinge.questions == tuple(c.question for c in way) for hinge in made.pairs for way in hinge.ways)
    for some in (made.singles, made.pairs):
        moved = [abs(RANK[hinge.urgency] - RANK[outcome.urgency]) for hinge in some]
        assert moved == sorted(moved, reverse=True)
