"""No plan where somebody has to look first: whatever form is asked for, and whatever else is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from tests import once
from tests.deep import sample
from tests.follow_up.conftest import Run
from tests.reports.schema import plan_of
from tests.scale import RANK, TODAY
from triage.follow_up.plan import refusal
from triage.follow_up.standing import standing
from triage.language.base import Base
from triage.language.files import case_files, shipped

PRESSING = {"numb-saddle-and-bladder": "Call 112 now", "swollen-calf-after-a-flight": "Call your doctor now"}


@pytest.mark.parametrize("path", sample(case_files(), 30), ids=lambda path: path.stem)
def test_a_case_has_a_plan_or_needs_a_doctor(path: Path, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    case, outcome = once.case(path), once.outcome(path)
    monkeypatch.setattr("triage.follow_up.standing.outcome_of", lambda _: outcome)  # it would come to the same again
    refused = refusal(standing(base, None, case))
    urgency = outcome.urgency
    assert (refused is not None) == (RANK[urgency] >= RANK[TODAY])
    if refused is not None:
        assert refused.urgency == urgency
        assert refused.do


@pytest.mark.parametrize("name", PRESSING)
def test_it_says_what_to_do_and_invents_nothing(run: Run, name: str) -> None:
    place = shipped() / "cases" / f"{name}.yaml"
    done = run("plan", place, "--lang", "en")  # nobody says when it began: that is no reason not to tell
    assert (done.exit_code, done.stderr) == (0, "")
    first, *_, last = done.stdout.strip().split("\n\n")
    assert PRESSING[name] in first
    assert PRESSING[name] in " ".join(last.split())
    assert "No plan now" in done.stdout
    assert "Rest" not in done.stdout
    data = plan_of(run("plan", place, "--lang", "en", "--format", "json").stdout)
    assert data["refused"] is not None
    assert PRESSING[name] in data["refused"]["act"]
    assert (data["days"], data["phases"]) == ([], [])
    events = Calendar.from_ical(run("plan", place, "--format", "ics").stdout).walk("VEVENT")
    assert {str(event["status"]) for event in events} == {"CANCELLED"}


def test_who_waits_for_an_ordinary_appointment_is_not_told_to_lie_still(
    run: Run, case: Path, answers: Callable[..., Path]
) -> None:
    given = answers("rest-days-over-and-walking")
    for day in ("2026-03-08", "2026-04-25"):
        run("check-in", case, "--date", day, "--answers", given)
    said = " ".join(run("plan", case, "--date", "2026-04-25").stdout.split())
    assert "Until then there is no plan. Check in again afterwards." in said
    assert "Do no sport and no exercise that hurts." in said
    assert "Do no exercises" not in said
    assert "which warning sign" not in said
    assert "how long this step has lasted" in said


def test_advice_without_exercises_has_no_days_of_rest(run: Run) -> None:
    place = shipped() / "cases" / "lump-that-grows.yaml"
    done = run("plan", place, "--started", "2026-03-01", "--date", "2026-03-02", "--lang", "en")
    assert "This advice has no exercises." in done.stdout
    assert ": Rest." not in done.stdout
