"""A plan: the right exercises on the right days, and a calendar that imports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from icalendar import Calendar

from tests import once
from tests.follow_up.conftest import Run, ready_case
from tests.follow_up.test_laws import GOOD
from triage.explanation.phrases import say
from triage.follow_up.beginning import DAYS, Course, beginning
from triage.follow_up.check_in import conclude, given
from triage.follow_up.plan import REST, Plan, plan
from triage.inference.domain import domains
from triage.inference.outcome import followed, infer
from triage.language.answer import CheckedAnswers
from triage.language.case import Case, load_case, read_case
from triage.language.follow_up import FollowUp
from triage.language.model import Base
from triage.reports.layout import Page
from triage.reports.plan import plan_text
from triage.reports.to_ics import Edition, plan_ics
from triage.reports.to_text import dose_words

START = date(2026, 3, 1)


def ics(base: Base, made: Plan, day: date, language: str) -> str:
    edition = Edition("case.yaml", START, 0, datetime(day.year, day.month, day.day, tzinfo=UTC))
    return plan_ics(base, made, (), edition, language)


@cache
def ready() -> tuple[Case, Course]:
    """The case, and how it goes on: what it comes to on a day is the same for every plan of it."""
    found = read_case(once.base(), ready_case(), "case.yaml")
    return found, Course(once.base(), found)


def plan_of(found: FollowUp, first: date, weeks: int) -> Plan:
    case, course = ready()
    return plan(once.base(), case, found, first, weeks, True, course)


def planned(pathway: str, phase: str, weeks: int = 4) -> Plan:
    return plan_of(FollowUp(START, pathway, phase, START), START, weeks)


def test_phases_follow_each_other_without_a_gap(base: Base) -> None:
    made = planned("strain-grade-1", "first-days", 20)
    assert [span.phase for span in made.spans] == [phase.id for phase in base.pathways["strain-grade-1"].phases]
    assert [day.day for day in made.days] == [START + timedelta(days=number) for number in range(20 * 7)]
    for before, after in pairwise(made.spans):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
    assert made.spans[-1].last is None
    assert made.spans[-1].first >= START + timedelta(weeks=12), "no matches before twelve weeks"


def test_the_current_phase_goes_on_until_a_check_in_ends_it() -> None:
    found = FollowUp(START, "strain-grade-1", "weeks-1-2", START)
    late = START + timedelta(days=40)
    made = plan_of(found, late, 1)
    assert made.days[0].phase == "weeks-1-2"
    assert made.days[0].check_in
    assert made.days[1].phase == "weeks-3-4"


def test_so_many_times_a_week() -> None:
    made = planned("insertion-tendinopathy", "heavier-and-braking", 1)
    times = Counter(name for day in made.days for name in day.exercises)
    assert times == {"seated-one-leg-curl": 3, "single-leg-arabesque": 3}
    trained = [day.number for day in made.days if day.exercises]
    assert all(after - before > 1 for before, after in pairwise(trained)), "a rest day between"


def test_a_schedule_starts_anew_after_its_last_day() -> None:
    made = planned("strain-grade-1", "weeks-6-8", 1)
    texts = [tuple(part.text["en"][:4] for part in day.schedule) for day in made.days]
    assert texts[0] != texts[1]
    assert texts[0] == texts[2] == texts[4]


def test_rest_is_rest(base: Base) -> None:
    """A day of a schedule brings at most what is done so many times a week, and a day of rest nothing at all."""
    for phase in ("weeks-6-8", "weeks-8-10"):
        made = planned("strain-grade-1", phase, 2)
        for day in made.days:
            assert all("per-week" in base.exercises[name].dose for name in day.exercises)
            if any(part.text["en"].startswith("Rest.") for part in day.schedule):
                assert day.exercises == ()
        times = Counter(name for day in made.days for name in day.exercises)
        for name, count in times.items():
            assert count == 2 * base.exercises[name].dose["per-week"][0], name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_exercise_stands_once_in_a_phase(base: Base, language: str) -> None:
    made = planned("strain-grade-1", "weeks-1-2", 2)
    text = " ".join(plan_text(base, made, language, Page(80)).split())
    for name in {name for day in made.days for name in day.exercises}:
        assert text.count(base.exercises[name].name[language]) == 1


def test_rest_has_a_word_in_every_language(base: Base) -> None:
    assert {language: say("rest", language) for language in base.languages} == REST


def test_who_follows_the_plan_and_is_well_goes_on(base: Base, check_in: Base) -> None:
    """At every check-in that ends a phase."""
    asked = [name for name, question in check_in.questions.items() if not question.given]
    well = {name: GOOD.get(name, "no") for name in asked} | {
        "cause-found": "yes",
        "rest-tried": "helped",
        "legs-weak-since": "unknown",
    }
    for pathway in check_in.questions["pathway"].options:
        found = FollowUp(START, pathway, base.pathways[pathway].phases[0].id, START)
        for span in plan_of(found, START, 52).spans:
            if span.due is None:
                continue
            made = plan_of(found, span.first, 52)
            assert span.due in {day.day for day in made.days if day.check_in}
            outcome = infer(check_in, {**given(check_in, found, span.due), **well})
            done = conclude(check_in, base.pathways[pathway], found, outcome, span.due)
            assert (done.decision, done.before) == ("go-on", span.phase), (pathway, span)
            found = done.follow_up


def test_one_is_said_as_one(base: Base) -> None:
    exercise = next(iter(base.exercises.values()))
    one = dict.fromkeys(("sets", "hold", "per-day"), (1.0, 1.0)) | {"repetitions": (15.0, 15.0)}
    assert dose_words(replace(exercise, dose=one), "en") == "1 set of 15, hold for 1 second, once a day"
    assert (
        dose_words(replace(exercise, dose=one), "nl") == "1 keer 15 herhalingen, 1 seconde vasthouden, 1 keer per dag"
    )


def test_without_a_check_in_nobody_is_told_to_wait_for_one(base: Base, case: Path) -> None:
    found = FollowUp(START, "contusion", base.pathways["contusion"].phases[0].id, START)
    made = plan(base, load_case(base, case), found, START, 4, False)
    text = plan_text(base, made, "en", Page(80))
    assert "check-in" not in text
    assert "criteria of the step" in text


def test_days_of_rest_have_no_exercises() -> None:
    made = planned("strain-grade-1", "first-days", 1)
    assert [bool(day.exercises) for day in made.days] == [False] * 6 + [True]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_calendar_can_be_read_back(base: Base, language: str) -> None:
    made = planned("strain-grade-1", "weeks-6-8", 5)
    text = ics(base, made, START, language)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == sum(1 + day.check_in for day in made.days)
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        first, last = event["dtstart"].dt, event["dtend"].dt
        assert type(first) is date
        assert last - first == timedelta(days=1)
        assert event["summary"]
        assert event["dtstamp"].dt.tzinfo is not None


def test_made_again_every_event_has_the_same_name(base: Base) -> None:
    def names(first: date) -> set[str]:
        found = FollowUp(START, "strain-grade-1", "weeks-1-2", START)
        made = plan_of(found, first, 2)
        return {str(event["uid"]) for event in Calendar.from_ical(ics(base, made, first, "en")).walk("VEVENT")}

    first, second = names(START), names(START + timedelta(days=1))
    assert len(first & second) == len(first) - 1


def test_every_pathway_can_be_planned_from_every_phase(base: Base) -> None:
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            made = planned(pathway.id, phase.id, 3)
            assert len(made.days) == 21, (pathway.id, phase.id)
            assert ics(base, made, START, "nl").startswith("BEGIN:VCALENDAR")


def test_what_is_concluded_for_many_days_is_what_each_comes_to(base: Base, check_in: Base) -> None:
    """On every day on which anything in the base changes, and on every first day after one."""
    case, course = ready()
    for day in domains(base)[DAYS].answers:
        if isinstance(day, str):
            continue
        fresh = CheckedAnswers(base, {**case.answers, DAYS: day})
        for pathway in check_in.questions["pathway"].options:
            phase = base.pathways[pathway].phases[-1].id
            found = FollowUp(START, pathway, phase, START)
            now = course.stretches(found, START + timedelta(days=int(day)))
            assert now == followed(base, fresh, pathway, phase), (day, pathway)


def test_the_first_plan_begins_where_the_interview_ended(base: Base, case: Path) -> None:
    found = beginning(base, load_case(base, case), START, START)
    assert (found.pathway, found.phase, found.since) == ("strain-grade-1", "first-days", START)


def test_the_command_writes_what_can_be_imported(run: Run, case: Path) -> None:
    done = run("plan", case, "--date", "2026-03-08", "--format", "ics")
    assert done.exit_code == 0
    assert Calendar.from_ical(done.stdout).walk("VEVENT")
