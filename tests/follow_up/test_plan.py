"""A plan: the right exercises on the right days, and a calendar that imports."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.follow_up.conftest import Run
from triage.follow_up.beginning import beginning
from triage.follow_up.plan import Plan, plan
from triage.language.case import load_case
from triage.language.follow_up import FollowUp
from triage.language.model import Base
from triage.reports.to_ics import plan_ics

START = date(2026, 3, 1)


def planned(base: Base, case: Path, pathway: str, phase: str, weeks: int = 4) -> Plan:
    return plan(base, load_case(base, case), FollowUp(START, pathway, phase, START), START, weeks, True)


def test_phases_follow_each_other_without_a_gap(base: Base, case: Path) -> None:
    made = planned(base, case, "strain-grade-1", "first-days", 20)
    assert [span.phase for span in made.spans] == [phase.id for phase in base.pathways["strain-grade-1"].phases]
    assert [day.day for day in made.days] == [START + timedelta(days=number) for number in range(20 * 7)]
    for before, after in pairwise(made.spans):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
    assert made.spans[-1].last is None
    assert made.spans[-1].first >= START + timedelta(weeks=12), "no matches before twelve weeks"


def test_the_current_phase_goes_on_until_a_check_in_ends_it(base: Base, case: Path) -> None:
    found = FollowUp(START, "strain-grade-1", "weeks-1-2", START)
    late = START + timedelta(days=40)
    made = plan(base, load_case(base, case), found, late, 1, True)
    assert made.days[0].phase == "weeks-1-2"
    assert made.days[0].check_in
    assert made.days[1].phase == "weeks-3-4"


def test_so_many_times_a_week(base: Base, case: Path) -> None:
    made = planned(base, case, "insertion-tendinopathy", "heavier-and-braking", 1)
    times = Counter(name for day in made.days for name in day.exercises)
    assert times == {"seated-one-leg-curl": 3, "single-leg-arabesque": 3}
    trained = [day.number for day in made.days if day.exercises]
    assert all(after - before > 1 for before, after in pairwise(trained)), "a rest day between"


def test_a_schedule_starts_anew_after_its_last_day(base: Base, case: Path) -> None:
    made = planned(base, case, "strain-grade-1", "weeks-6-8", 1)
    texts = [tuple(part.text["en"][:4] for part in day.schedule) for day in made.days]
    assert texts[0] != texts[1]
    assert texts[0] == texts[2] == texts[4]


def test_days_of_rest_have_no_exercises(base: Base, case: Path) -> None:
    made = planned(base, case, "strain-grade-1", "first-days", 1)
    assert [bool(day.exercises) for day in made.days] == [False] * 6 + [True]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_calendar_can_be_read_back(base: Base, case: Path, language: str) -> None:
    made = planned(base, case, "strain-grade-1", "weeks-6-8", 5)
    text = plan_ics(base, made, START, language)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == sum(bool(day.exercises or day.schedule) + day.check_in for day in made.days)
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        first, last = event["dtstart"].dt, event["dtend"].dt
        assert type(first) is date
        assert last - first == timedelta(days=1)
        assert event["summary"]
        assert event["dtstamp"].dt.tzinfo is not None


def test_made_again_every_event_has_the_same_name(base: Base, case: Path) -> None:
    def names(first: date) -> set[str]:
        found = FollowUp(START, "strain-grade-1", "weeks-1-2", START)
        made = plan(base, load_case(base, case), found, first, 2, True)
        return {str(event["uid"]) for event in Calendar.from_ical(plan_ics(base, made, first, "en")).walk("VEVENT")}

    first, second = names(START), names(START + timedelta(days=1))
    assert len(first & second) == len(first) - 1


def test_every_pathway_can_be_planned_from_every_phase(base: Base, case: Path) -> None:
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            made = planned(base, case, pathway.id, phase.id, 3)
            assert len(made.days) == 21, (pathway.id, phase.id)
            assert plan_ics(base, made, START, "nl").startswith("BEGIN:VCALENDAR")


def test_the_first_plan_begins_where_the_interview_ended(base: Base, case: Path) -> None:
    found = beginning(base, load_case(base, case), START, START)
    assert (found.pathway, found.phase, found.since) == ("strain-grade-1", "first-days", START)


def test_the_command_writes_what_can_be_imported(run: Run, case: Path) -> None:
    done = run("plan", case, "--date", "2026-03-08", "--format", "ics")
    assert done.exit_code == 0
    assert Calendar.from_ical(done.stdout).walk("VEVENT")
