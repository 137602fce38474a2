"""What could not be ruled out and would change what to do: a short list, the most serious first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import deep, once, small
from tests.scale import RANK, URGENCIES
from tests.strategies import Written, finding, question, rule
from triage.explanation.undecided import MOST, undecided
from triage.inference.outcome import infer
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.model import names

LEVELS = tuple(URGENCIES)


def ladder(*more: Written) -> Base:
    """A condition for each level, each with a question of its own; `mild` brings self-care, and does so first."""
    parts = [
        entry
        for level in LEVELS
        for entry in (
            question(f"q-{level}", "yes-no"),
            finding(f"c-{level}", "condition"),
            rule(f"r-{level}", {f"q-{level}": "yes"}, establish=f"c-{level}"),
            rule(f"d-{level}", {"finding": f"c-{level}"}, urgency=level),
        )
    ]
    return small.base(*parts, *more, conditions=("sore", *(f"c-{level}" for level in LEVELS)))


def shown(base: Base, **answers: str) -> tuple[list[str], list[str]]:
    outcome = infer(base, check_answers(base, {name.replace("_", "-"): answer for name, answer in answers.items()}))
    found = undecided(outcome)
    return [part.finding for part in found.first], [part.finding for part in found.rest]


ALL_UNKNOWN = {f"q_{level.replace('-', '_')}": "unknown" for level in LEVELS}


def test_the_most_serious_first_and_only_what_is_more_urgent() -> None:
    first, rest = shown(ladder(), **{**ALL_UNKNOWN, "q_planned": "yes", "fever": "no"})
    assert first == ["c-emergency", "c-urgent", "c-soon"]
    assert "c-self-care" in rest
    assert "c-self-care" not in first


def test_a_harmless_one_is_not_heard_of_where_a_doctor_is_needed() -> None:
    first, rest = shown(ladder(), **{**ALL_UNKNOWN, "q_urgent": "yes"})
    assert first == ["c-emergency"]
    assert {"c-soon", "c-planned", "c-self-care"}.isdisjoint(rest)


def test_in_an_emergency_nothing_is_more_urgent() -> None:
    base = ladder()
    outcome = infer(base, check_answers(base, {"q-emergency": "yes", "fever": "yes", "q-self-care": "unknown"}))
    found = undecided(outcome)
    assert found.first == ()
    assert "c-self-care" not in {part.finding for part in found.combined}


def test_an_interview_that_stopped_for_an_emergency_says_so() -> None:
    shipped = once.base()
    outcome = infer(shipped, {"chest-trouble": "yes"})
    assert outcome.urgency == "emergency"
    assert undecided(outcome).stopped is not outcome.settled


def test_where_no_sign_says_why_a_doctor_is_needed_what_is_not_known_does() -> None:
    base = ladder(rule("may-be", {"q-urgent": "unknown"}, urgency="urgent"))
    first, _ = shown(base, q_urgent="unknown")
    assert first[0] == "c-urgent"


def test_what_nothing_speaks_for_and_was_not_asked_is_not_named() -> None:
    base = ladder(rule("hurts-too", {"all": [{"pain": {"at-least": 1}}, {"q-urgent": "no"}]}, establish="c-urgent"))
    silent = undecided(infer(base, {}))
    assert "c-urgent" not in {part.finding for part in silent.first}
    assert "c-urgent" in {part.finding for part in silent.rest}
    spoken = undecided(infer(base, {"pain": 2}))
    assert spoken.first[0].finding == "c-urgent"


def test_who_hears_of_an_illness_need_not_hear_of_its_signs_too() -> None:
    base = small.base(
        question("numb", "yes-no"),
        finding("numbness", "warning-sign"),
        finding("nerve", "condition"),
        rule("it-is-numb", {"numb": "yes"}, establish="numbness"),
        rule("a-nerve", {"finding": "numbness"}, establish="nerve", urgency="emergency"),
        conditions=("sore", "nerve"),
    )
    first, rest = shown(base, numb="unknown")
    assert (first[0], "numbness" in first, "numbness" in rest) == ("nerve", False, True)
    heads = [part.finding for part in undecided(infer(base, check_answers(base, {"numb": "unknown"}))).heads]
    assert heads == [name for name in (*first, *rest) if name != "numbness"]


def test_not_more_than_a_few() -> None:
    many = [
        entry
        for number in range(MOST + 3)
        for entry in (
            finding(f"x-{number}", "condition"),
            rule(f"r-{number}", {"q-self-care": "no"}, establish=f"x-{number}", urgency="emergency"),
        )
    ]
    base = small.base(
        question("q-self-care", "yes-no"), *many, conditions=("sore", *(f"x-{number}" for number in range(MOST + 3)))
    )
    first, rest = shown(base, q_self_care="unknown")
    assert len(first) == MOST
    assert len({*first, *rest} & {f"x-{number}" for number in range(MOST + 3)}) == MOST + 3


@pytest.mark.parametrize("path", deep.sample(case_files(), 40), ids=lambda path: path.stem)
def test_it_is_a_selection_in_the_worked_cases(path: Path) -> None:
    outcome = once.outcome(path)
    found = undecided(outcome)
    assert set(found.combined) <= set(outcome.not_ruled_out)
    assert len(set(found.combined)) == len(found.combined)
    if RANK[outcome.urgency] < RANK["urgent"]:
        assert set(found.combined) == set(outcome.not_ruled_out), "all of it is kept"
    assert not (found.stopped and outcome.settled)


@pytest.mark.parametrize(
    "known", [{}, {"diabetes": "no"}, {"pregnant": "no"}, {"diabetes": "unknown"}, {"sport": "running"}]
)
def test_of_somebody_of_whom_hardly_anything_is_known_the_most_serious_comes_first(known: dict[str, str]) -> None:
    """Not a cramp, because they have no diabetes: a no speaks for nothing."""
    base = once.base()
    found = undecided(infer(base, known))
    assert {part.finding for part in found.combined} == {part.finding for part in found.first + found.rest}
    emergency = {rule.id for rule in base.rules.values() if rule.urgency == LEVELS[0]}
    bring = {name for each in emergency for name in names(base.rules[each].when)}
    assert all(part.finding in bring for part in found.combined[:2]), [part.finding for part in found.combined[:2]]
