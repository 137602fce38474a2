"""A plan: the right exercises on the right days, and a calendar that imports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import once
from tests.deep import drawn
from tests.follow_up.conftest import Run, asked, ready_case
from tests.follow_up.entries import entries
from tests.follow_up.test_laws import BASE, GOOD
from triage.cases.case import Case, Saved, load_case, read_case
from triage.cases.follow_up import CheckIn, FollowUp
from triage.follow_up.beginning import Course, beginning, placed
from triage.follow_up.check_in import conclude, given
from triage.follow_up.plan import Plan, exercises_on, plan, schedule_on, sessions
from triage.inference.domain import domains
from triage.inference.outcome import Stretch, followed, infer
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.files import shipped
from triage.language.model import ScheduleDay
from triage.language.words import Words
from triage.reports.layout import Page
from triage.reports.person.plan import plan_text
from triage.reports.person.to_ics import Edition, plan_ics
from triage.reports.person.to_text import dose_words

pytestmark = pytest.mark.usefixtures("concluding_once")
START = date(2026, 3, 1)


def ics(base: Base, made: Plan, day: date, language: str) -> str:
    edition = Edition("case.yaml", START, 0, datetime(day.year, day.month, day.day, tzinfo=UTC), zone=UTC)
    return plan_ics(Words(base, language), made, (), edition)


@cache
def ready() -> tuple[Case, Course]:
    """The case, and how it goes on: what it comes to on a day is the same for every plan of it."""
    found = read_case(once.base(), ready_case(), "case.yaml")
    return found, Course(once.base(), found, once.check_in())


def plan_of(found: FollowUp, first: date, weeks: int) -> Plan:
    return plan(ready()[1], found, first, weeks)


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
            if any(part.rest for part in day.schedule):
                assert day.exercises == ()
        times = Counter(name for day in made.days for name in day.exercises)
        for name, count in times.items():
            assert count == 2 * base.exercises[name].dose["per-week"][0], name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_exercise_stands_once_in_a_phase(base: Base, language: str) -> None:
    made = planned("strain-grade-1", "weeks-1-2", 2)
    text = " ".join(plan_text(Words(base, language), made, Page(80)).split())
    for name in {name for day in made.days for name in day.exercises}:
        assert text.count(base.exercises[name].name[language]) == 1


def test_a_day_that_says_it_is_for_rest_asks_for_nothing_else(base: Base) -> None:
    """It is marked as one, whatever words it has; and what reads as rest is marked."""
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            for day in phase.schedule:
                assert day.rest == day.text["en"].startswith("Rest."), (pathway.id, phase.id, day.days)


def test_who_follows_the_plan_and_is_well_goes_on(base: Base, check_in: Base) -> None:
    """At every check-in that ends a phase."""
    asked = [name for name, question in check_in.questions.items() if not question.given]
    well = {name: GOOD.get(name, "no") for name in asked} | {
        "cause-found": "yes",
        "rest-tried": "helped",
        "legs-weak-since": "unknown",
    }
    for pathway in check_in.questions[check_in.telling["pathway"]].options:
        found = FollowUp(START, pathway, base.pathways[pathway].phases[0].id, START)
        for span in plan_of(found, START, 52).spans:
            if span.due is None:
                continue
            made = plan_of(found, span.first, 52)
            assert span.due in {day.day for day in made.days if day.check_in}
            outcome = infer(check_in, {**given(check_in, found, span.due), **well})
            done = conclude(base.pathways[pathway], found, outcome, span.due)
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
    made = plan(Course(base, load_case(base, case)), found, START, 4)
    text = plan_text(Words(base, "en"), made, Page(80))
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
    events = entries(text)
    assert len(events) == sum(len(sessions(base.exercises, day)) + day.check_in for day in made.days)
    assert len({event.uid for event in events}) == len(events)
    for event in events:
        assert event.begins.utcoffset() == timedelta(0)
        assert timedelta(0) < event.ends - event.begins < timedelta(hours=1)
        assert event.summary
        assert event.stamp.tzinfo is not None


def test_made_again_every_event_has_the_same_name(base: Base) -> None:
    def names(first: date) -> set[str]:
        found = FollowUp(START, "strain-grade-1", "weeks-1-2", START)
        made = plan_of(found, first, 2)
        return {event.uid for event in entries(ics(base, made, first, "en"))}

    first, second = names(START), names(START + timedelta(days=1))
    assert len(first & second) == len(first) - 2  # the two sessions of the first day


def test_every_pathway_can_be_planned_from_every_phase(base: Base) -> None:
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            made = planned(pathway.id, phase.id, 3)
            assert len(made.days) == 21, (pathway.id, phase.id)
            assert ics(base, made, START, "nl").startswith("BEGIN:VCALENDAR")


def test_what_is_concluded_for_many_days_is_what_each_comes_to(base: Base, check_in: Base) -> None:
    """On every day on which anything in the base changes, and on every first day after one."""
    case, course = ready()
    days = base.telling["since-when"]
    for day in domains(base)[days].answers:
        if isinstance(day, str | tuple):
            continue
        fresh = CheckedAnswers(base, {**case.answers, days: day})
        for pathway in drawn(check_in.questions[check_in.telling["pathway"]].options, day):
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
    assert entries(done.stdout)


def test_who_comes_after_months_begins_with_the_first_phase() -> None:
    """The clock of a programme starts when the programme does, and not when the complaint did."""
    case = load_case(BASE, shipped() / "cases" / "runner-with-sitting-bone-pain.yaml")
    case = replace(case, saved=Saved(1, BASE.id, BASE.version, BASE.hash, date(2026, 3, 2)))
    started = date(2026, 3, 2) - timedelta(days=120)
    found = beginning(BASE, case, started, date(2026, 3, 4))
    assert (found.phase, found.since, found.started) == ("calm-and-hold", date(2026, 3, 2), started)
    made = plan(Course(BASE, case, once.check_in()), found, date(2026, 3, 4), 4)
    first = made.spans[0]
    assert (first.first, first.last) == (date(2026, 3, 2), date(2026, 3, 29))
    trained = [day for day in made.days if "single-leg-bridge" in day.exercises and day.phase == "calm-and-hold"]
    assert len(trained) >= 10  # three times a week, and not one day of it
    inside = once.check_in()
    told = given(inside, found, date(2026, 3, 9))
    assert (told["days-in-phase"], told["days-since-start"]) == (7, 127)
    well = {name: GOOD.get(name, "no") for name, question in inside.questions.items() if not question.given}
    outcome = infer(inside, {**told, **well, "rest-tried": "helped", "legs-weak-since": "long"})
    assert outcome.leading == "hold"
    assert "six-weeks-in-one-step" not in outcome.fired


def test_a_phase_that_counts_from_the_complaint_does() -> None:
    found = beginning(BASE, ready()[0], START, START + timedelta(days=3))
    assert (found.phase, found.since) == ("first-days", START)


def test_who_is_in_week_five_with_a_physiotherapist_goes_on_from_there(run: Run, case: Path, check_in: Base) -> None:
    words = ("--date", "2026-04-10", "--phase", "weeks-5-6", "--since", "2026-04-01", "--lang", "en")
    done = run("plan", case, *words)
    assert done.exit_code == 0, done.stderr
    assert "Weeks 5 and 6 of the exercises\nWednesday 1 April to Tuesday 14 April" in done.stdout
    Path("given.yaml").write_text("answers: " + json.dumps(asked(check_in, "ready-to-jog-again")))
    kept = run("check-in", case, *words, "--answers", "given.yaml", "--format", "json")
    assert kept.exit_code == 0, kept.stderr
    found = load_case(BASE, case).follow_up
    assert found is not None
    assert (found.phase, found.begun, found.check_ins[0].decision) == ("weeks-5-6", date(2026, 4, 1), "hold")
    later = run("check-in", case, "--date", "2026-04-16", "--answers", "given.yaml", "--format", "json")
    assert json.loads(later.stdout)["decision"] == "go-on"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--phase", "week-5"), "has no phase `week-5`"),
        (("--phase", "weeks-1-2", "--since", "2026-02-01"), "expected a day from the start of the complaint"),
        (("--phase", "weeks-1-2", "--since", "2026-03-03"), "the phase `first-days` before it takes longer"),
        (("--phase", "full-sport"), "the phase `weeks-10-12` before it takes longer"),
    ],
)
def test_nobody_enters_where_nobody_can_be_yet(
    run: Run, case: Path, check_in: Base, words: tuple[str, ...], said: str
) -> None:
    Path("given.yaml").write_text("answers: " + json.dumps(asked(check_in, "ready-to-jog-again")))
    done = run("check-in", case, "--date", "2026-03-20", "--answers", "given.yaml", *words)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr
    assert load_case(BASE, case).follow_up is None


def test_after_a_check_in_the_check_ins_say_where_somebody_is(
    run: Run, case: Path, answers: Callable[..., Path]
) -> None:
    assert (
        run("check-in", case, "--date", "2026-03-08", "--answers", answers("rest-days-over-and-walking")).exit_code == 0
    )
    done = run("check-in", case, "--date", "2026-03-09", "--phase", "weeks-5-6")
    assert (done.exit_code, "before the first check-in" in done.stderr) == (2, True)


def test_a_file_of_earlier_in_which_a_programme_began_with_the_complaint_is_put_right() -> None:
    done = CheckIn(date(2026, 3, 9), "calm-and-hold", {}, "be-seen", "planned", "calm-and-hold", "x")
    old = FollowUp(date(2025, 11, 1), "insertion-tendinopathy", "calm-and-hold", date(2025, 11, 1), (done,))
    case = replace(load_case(BASE, shipped() / "cases" / "runner-with-sitting-bone-pain.yaml"), follow_up=old)
    assert placed(BASE, case).since == date(2026, 3, 9)


def test_matches_are_planned_after_twelve_weeks_at_the_earliest() -> None:
    """Who went fast through a phase is not planned to play before the criterion of the last one can be met."""
    found = FollowUp(START, "strain-grade-1", "weeks-10-12", START + timedelta(days=50))
    spans = plan_of(found, START + timedelta(days=50), 10).spans
    assert [span.phase for span in spans] == ["weeks-10-12", "full-sport"]
    assert spans[1].first == START + timedelta(days=84)


def test_what_is_done_so_many_times_a_day_survives_a_schedule(base: Base) -> None:
    day = ScheduleDay((1, 1), {"nl": "Jog 10 minuten.", "en": "Jog for 10 minutes."})
    rest = ScheduleDay((2, 2), {"nl": "Benen omhoog. Niet rennen.", "en": "Feet up. No running."}, rest=True)
    advice = replace(course_stretch(), exercises=("knee-to-chest",), schedule=(day, rest))
    assert exercises_on(base.exercises, advice, 1) == ("knee-to-chest",)
    assert exercises_on(base.exercises, advice, 2) == ()


def test_a_schedule_starts_anew_only_where_it_says_so() -> None:
    day = ScheduleDay((1, 2), {"nl": "Jog.", "en": "Jog."})
    assert [bool(schedule_on((day,), number)) for number in range(1, 5)] == [True, True, False, False]
    assert [bool(schedule_on((day,), number, True)) for number in range(1, 5)] == [True, True, True, True]


def test_days_of_a_schedule_stand_in_order_however_they_are_written(base: Base) -> None:
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            days = [part.days for part in phase.schedule]
            assert days == sorted(days), (pathway.id, phase.id)


def test_a_year_is_said_when_it_changes_and_how_to_do_each_exercise(base: Base) -> None:
    found = FollowUp(date(2026, 12, 20), "strain-grade-1", "weeks-1-2", date(2026, 12, 26))
    made = plan_of(found, date(2026, 12, 26), 3)
    text = " ".join(plan_text(Words(base, "en"), made, Page(80)).split())
    assert "Saturday 26 December to Friday 8 January 2027" in text
    assert "December 2026" not in text
    for name in made.days[0].exercises:
        exercise = base.exercises[name]
        assert text.count(exercise.how["en"]) == 1
        assert exercise.pain is None or exercise.pain["en"] in text


def course_stretch() -> Stretch:
    return ready()[1].stretches(FollowUp(START, "strain-grade-1", "weeks-1-2", START), START)[1]


@pytest.mark.parametrize(("spring", "hours"), [(date(2026, 3, 29), {8, 18}), (date(2026, 10, 25), {8, 18})])
def test_on_the_day_that_clocks_change_in_amsterdam_a_session_is_at_its_hour(
    base: Base, spring: date, hours: set[int]
) -> None:
    """A time without a zone is read in that of the calendar program: the same hour, 30 minutes long, on either side."""
    first = spring - timedelta(days=3)
    text = ics(base, plan_of(FollowUp(START, "strain-grade-1", "weeks-1-2", first), first, 1), first, "nl")
    zone = ZoneInfo("Europe/Amsterdam")
    sessions = [event for event in entries(text) if "check-in" not in event.summary]
    here = [(event.begins.replace(tzinfo=zone), event.ends.replace(tzinfo=zone)) for event in sessions]
    assert {start.date() for start, _ in here} >= {spring - timedelta(days=1), spring, spring + timedelta(days=1)}
    offsets = {start.utcoffset() for start, _ in here}
    assert len(offsets) == 2, "the clock does change in this week"
    assert {start.hour for start, end in here if (end - start) == timedelta(minutes=30)} >= hours
    for start, end in here:
        assert end.astimezone(UTC) - start.astimezone(UTC) == end - start


def test_a_calendar_file_is_folded_at_75_octets_and_ends_its_lines_as_the_standard_says(base: Base) -> None:
    """Counted in bytes, so that a letter with an accent is not cut in two, and put together again it says the same."""
    made = planned("strain-grade-1", "weeks-1-2", 2)
    raw = ics(base, made, START, "nl").encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()
    assert any(ord(letter) > 127 for letter in raw.decode())
    said = " ".join(event.description for event in entries(raw))
    for name in made.days[0].exercises:
        assert base.exercises[name].how["nl"] in said
