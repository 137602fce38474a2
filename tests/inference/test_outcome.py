"""What it all comes to, on the ankle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.strategies import PATHWAYS, Sketch, finding, manifest, pathway, question, rule, text
from triage.cases.case import load_case
from triage.inference.outcome import Outcome, infer, once
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.files import case_files

HEALTHY = {"bone-sticks-out": "no", "foot-cold": "no"}
MILD = {**HEALTHY, "onset": "twisted", "heard-a-crack": "no", "place": ["outside"], "pain": 2, "days": 1}


def outcome_of(base: Base, answers: Mapping[str, object]) -> Outcome:
    return infer(base, check_answers(base, answers))


def test_the_worked_case_comes_out_as_it_says(ankle: Base, ankle_files: Path) -> None:
    (path,) = case_files(ankle_files)
    case = load_case(ankle, path)
    outcome = infer(ankle, case.answers)
    assert case.expect is not None
    assert (outcome.urgency, outcome.leading, outcome.pathway) == (
        case.expect.urgency,
        case.expect.leading,
        case.expect.pathway,
    )
    assert set(case.expect.lists["fired"]) <= set(outcome.fired)


@pytest.mark.parametrize(
    ("answers", "urgency", "demanded", "leading", "pathway", "settled"),
    [
        ({}, "soon", False, None, "have-a-look", False),
        ({"bone-sticks-out": "yes"}, "emergency", True, None, "have-a-look", False),
        ({**MILD, "bone-sticks-out": "yes"}, "emergency", True, "sprain", "have-a-look", True),
        (MILD, "self-care", True, "sprain", "walk-it-off", True),
        ({**MILD, "pain": 5}, "soon", False, "sprain", "have-a-look", True),
        ({**MILD, "foot-cold": "unknown"}, "soon", False, "sprain", "have-a-look", True),
        ({**MILD, "pain": 9, "heard-a-crack": "yes"}, "urgent", True, "fracture", "plaster", True),
        ({**MILD, "onset": "kicked"}, "self-care", True, "bruise", "walk-it-off", True),
        ({**HEALTHY, "onset": "gradual"}, "soon", False, None, "have-a-look", True),
        ({"onset": "gradual", "bone-sticks-out": "no"}, "soon", False, None, "have-a-look", True),
    ],
    ids=["nothing", "warning sign", "warning sign and the rest", "mild", "pain", "a sign unknown", "broken", "kicked",
         "nothing happened", "a sign that cannot be"],
)  # fmt: skip
def test_the_decision(
    ankle: Base,
    answers: Mapping[str, object],
    urgency: str,
    demanded: bool,
    leading: str | None,
    pathway: str,
    settled: bool,
) -> None:
    outcome = outcome_of(ankle, answers)
    assert (outcome.urgency, outcome.demanded, outcome.leading) == (urgency, demanded, leading)
    assert (outcome.pathway, outcome.settled) == (pathway, settled)


def open_findings(outcome: Outcome) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {part.finding: (part.because, part.questions) for part in outcome.not_ruled_out}


def test_what_someone_does_not_know_could_not_be_ruled_out(ankle: Base) -> None:
    found = open_findings(outcome_of(ankle, {**MILD, "foot-cold": "unknown"}))
    assert found == {"vessel-hurt": ("unknown", ("foot-cold",))}


def test_what_was_not_asked_yet_could_not_be_ruled_out(ankle: Base) -> None:
    found = open_findings(outcome_of(ankle, {"foot-cold": "no"}))
    assert found["open-fracture"] == ("not-asked", ("bone-sticks-out",))
    assert "vessel-hurt" not in found
    assert found["sprain"][0] == "not-asked"
    assert "onset" in found["sprain"][1]


def test_what_stopped_mattering_is_not_listed(ankle: Base) -> None:
    broken = {**HEALTHY, "onset": "twisted", "heard-a-crack": "yes", "pain": 9, "days": 1}
    outcome = outcome_of(ankle, broken)
    assert outcome.settled  # the place was never asked
    assert open_findings(outcome) == {}


def states(outcome: Outcome) -> dict[str, str]:
    return {stretch.phase: stretch.state for stretch in outcome.phases}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, {"first-days": "current", "later": "ahead"}),
        (3, {"first-days": "behind", "later": "current"}),
        ("unknown", {"first-days": "current", "later": "ahead"}),
    ],
)
def test_the_current_phase_is_the_first_that_is_not_behind(
    ankle: Base, days: int | str, expected: dict[str, str]
) -> None:
    assert states(outcome_of(ankle, {**MILD, "days": days})) == expected


def test_advice_holds_for_this_person(ankle: Base) -> None:
    heel = outcome_of(ankle, {**MILD, "place": ["heel"], "pain": 3})
    first, later = heel.phases
    assert [item.text["en"] for item in first.do] == ["Rest", "Cool the heel"]
    assert later.exercises == ("heel-raise",)
    first, later = outcome_of(ankle, MILD).phases
    assert [item.text["en"] for item in first.do] == ["Rest"]
    assert later.exercises == ("heel-raise", "heel-raise")  # pain of 2 is at most 2


@pytest.mark.parametrize(("days", "cautions"), [(1, ("no-heat",)), (3, ()), ("unknown", ())])
def test_cautions_are_certain_or_not_given(ankle: Base, days: int | str, cautions: tuple[str, ...]) -> None:
    assert outcome_of(ankle, {**MILD, "days": days}).cautions == cautions


@pytest.mark.parametrize(("cold", "net"), [("no", ("colder",)), ("unknown", ("colder",)), ("yes", ())])
def test_the_safety_net_holds_for_this_person(ankle: Base, cold: str, net: tuple[str, ...]) -> None:
    assert outcome_of(ankle, {**MILD, "foot-cold": cold}).safety_net == net


def test_contradictions_are_those_of_answers_that_count(ankle: Base) -> None:
    assert outcome_of(ankle, {"onset": "gradual", "days": 0}).contradictions == ("gradual-and-today",)
    assert outcome_of(ankle, {"onset": "unknown", "days": 0}).contradictions == ()


def test_an_answer_to_a_question_that_does_not_apply_contradicts_nothing() -> None:
    entries = (
        question("q0", "yes-no"),
        question("q1", "yes-no", when={"q0": "yes"}),
        {"contradiction": "odd", "when": {"q0": "no", "q1": "yes"}, "ask": text("odd")},
        finding("f0", "condition"),
        rule("r", {"q1": "yes"}, establish="f0"),
        *map(pathway, PATHWAYS),
    )
    base = Sketch(manifest(["f0"]), entries).build()
    assert infer(base, {"q0": "no", "q1": "yes"}).contradictions == ()


def test_an_outcome_says_where_it_comes_from(ankle: Base) -> None:
    outcome = outcome_of(ankle, MILD)
    assert (outcome.knowledge.name, outcome.knowledge.version, outcome.knowledge.hash) == ("ankle", "1.0.0", ankle.hash)
    assert outcome.software.version


def test_the_trace_tells_the_story(ankle: Base) -> None:
    """From the answer to the urgency, each step with the rule that did it and what it rested on."""
    answers = {"onset": "twisted", "heard-a-crack": "yes", "pain": 8}
    told = [
        (event.kind, event.of, event.by, [fact.question or fact.finding for fact in event.matched])
        for event in outcome_of(ankle, answers).trace
        if event.kind not in ("activated", "answered")
    ]
    assert told == [
        ("counts", "heard-a-crack", None, []),
        ("fired", "accident", None, ["onset"]),
        ("established", "trauma", "accident", []),
        ("fired", "broken", None, ["trauma", "heard-a-crack", "pain"]),
        ("established", "fracture", "broken", []),
        ("raised", "urgent", "broken", []),
        ("refuted", "sprain", None, ["fracture"]),
        ("refuted", "bruise", None, ["onset"]),
    ]


@pytest.mark.parametrize("first", ["trace", "firings"])
def test_what_is_read_without_the_trace_is_what_the_trace_says(ankle: Base, first: str) -> None:
    """A part of it that is asked for alone is the same part, whichever is asked for first."""
    outcome = outcome_of(ankle, {**MILD, "onset": "kicked"})
    getattr(outcome, first)
    assert list(outcome.firings) == [event for event in outcome.trace if event.kind == "fired"]
    assert [(kind, of) for kind, of, _ in outcome.happened()] == [(event.kind, event.of) for event in outcome.trace]
    again = replace(outcome, urgency="urgent")
    assert again.firings == outcome.firings
    assert again.set_aside == outcome.set_aside == ("heard-a-crack",)


def test_what_is_derived_from_an_outcome_is_derived_once(ankle: Base) -> None:
    made = []

    @once
    def counted(outcome: Outcome, more: int = 0) -> int:
        made.append(more)
        return len(outcome.fired) + more

    one, other = outcome_of(ankle, MILD), outcome_of(ankle, HEALTHY)
    told = [counted(each, more) for each in (one, one, other) for more in (0, 1)]
    assert told == [len(each.fired) + more for each in (one, one, other) for more in (0, 1)]
    assert made == [0, 1, 0, 1]
