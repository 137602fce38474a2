"""What the outcome comes to on the web: the one page first, and behind it all that the library gives besides.

Nothing is decided here: the page, the plan, the letter and the calendar are those of `reports`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec

from triage.cases.case import Case
from triage.explanation.chain import Step, steps
from triage.explanation.to_words import finding_words
from triage.follow_up.beginning import Course, beginning, pathway_of, placed, started_on
from triage.follow_up.plan import plan, refusal, sessions
from triage.follow_up.progress import progress
from triage.follow_up.standing import Standing
from triage.inference.outcome import Outcome
from triage.language.page import OnePage
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.clinician.for_patient import Explained, ForPatient, course, for_patient
from triage.reports.clinician.letter import Letter, letter
from triage.reports.person.plan import day_words
from triage.web.checking_in import can_check_in
from triage.web.seal import plain_answers
from triage.words.saying import say

WEEKS = 4
"""So many weeks a calendar goes ahead."""


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """`why`: the rules that fired, in words; `calendar`: whether there is one to take along; `pressing`: the level,
    where somebody has to look today or now; `today`: whether there are exercises for a day; `check_in`: whether one can
    say how it goes; `check_ins`: how often somebody did."""

    page: OnePage
    patient: ForPatient
    why: tuple[Step, ...]
    letter: Letter
    calendar: bool
    made_with: str
    pressing: str
    today: bool
    check_in: bool
    check_ins: int


def outcome_page(case: Case, stands: Standing, language: str, today: date) -> OutcomePage:
    """All that stands on it, as the case stands."""
    base = stands.base
    begun = started_on(base, case)
    patient = for_patient(stands, course(stands, None, language), language)
    return OutcomePage(
        patient.page,
        patient,
        tuple(steps(Words(stands.basis.base, language), stands.basis)),
        letter(stands, begun, today, language),
        _makes_calendars() and begun is not None and refusal(stands) is None,
        made_with(Words(base, language), stands.outcome),
        stands.urgency if base.levels.presses(stands.urgency) else "",
        begun is not None and refusal(stands) is None and stands.outcome.settled,
        can_check_in(stands.inside, stands) and stands.outcome.settled,
        len(stands.past),
    )


@cache
def _makes_calendars() -> bool:
    """Whether the library is there that writes calendar files."""
    return find_spec("icalendar") is not None


def made_with(words: Words, outcome: Outcome) -> str:
    base = words.base
    return words.say(
        "made-with",
        base=base.id,
        version=base.version,
        hash=base.hash[:12],
        software=outcome.software.version,
    )


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of today. `hold` and `rest` are seconds, `sets` how often, for a timer; 0 where there is none. Of
    many repetitions only the rest after them is timed, not how long each is held."""

    explained: Explained
    hold: int
    rest: int
    sets: int


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to do today. `rows` are what the schedule says, `lists` what the phase asks for; `times`: so often;
    `due`: a check-in is."""

    phase: str
    rows: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    exercises: tuple[Exercise, ...]
    times: int
    due: bool


def today_page(case: Case, stands: Standing, language: str, today: date) -> Today | None:
    """None where there is nothing to plan, because somebody has to look first or nobody knows when it began."""
    base, inside = stands.base, stands.inside
    begun = started_on(base, case)
    if begun is None or refusal(stands) is not None:
        return None
    follow_up = beginning(base, case, begun, today)
    planned = plan(Course(base, case, inside), follow_up, today, 1)
    day = planned.days[0]
    explained = {
        exercise.id: exercise for exercise in for_patient(stands, course(stands, today, language), language).exercises
    }
    phase = next(candidate for candidate in base.pathways[follow_up.pathway].phases if candidate.id == day.phase)

    def timed(name: str) -> Exercise:
        least = {part: int(amounts[0]) for part, amounts in base.exercises[name].dose.items()}
        hold = 0 if least.get("repetitions") else least.get("hold", 0)
        return Exercise(explained[name], hold, least.get("rest", 0), max(least.get("sets", 0), 1))

    return Today(
        text_in(phase.name, language),
        tuple(text_in(part.text, language) for part in day.schedule),
        tuple(
            (say(key, language), tuple(text_in(item.text, language) for item in items))
            for key, items in (("do", planned.do), ("avoid", planned.avoid))
            if items
        ),
        tuple(timed(name) for name in day.exercises if name in explained),
        len(sessions(base.exercises, day)),
        day.check_in,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """A check-in that was done: its day, the pain (None where that is not known), and what it came to."""

    day: str
    phase: str
    pain: float | None
    decision: str


def progress_page(case: Case, stands: Standing, language: str) -> tuple[Checked, ...]:
    """The check-ins of a case, the first first."""
    base, inside = stands.base, stands.inside
    if inside is None or case.follow_up is None or not case.follow_up.check_ins:
        return ()
    follow_up = placed(base, case)
    pathway = pathway_of(base, follow_up, "file")
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases}
    return tuple(
        Checked(
            day_words(point.date, language),
            names.get(point.before, point.before),
            point.pain,
            finding_words(Words(inside, language), point.decision),
        )
        for point in progress(inside, pathway, follow_up, "file")
    )


def calendar_text(case: Case, stands: Standing, language: str, now: datetime) -> str | None:
    """The coming weeks as a calendar file; None where there is nothing to plan."""
    from triage.reports.person.to_ics import Edition, calendar  # noqa: PLC0415  # an extra

    base, inside = stands.base, stands.inside
    today = now.date()
    begun = started_on(base, case)
    if begun is None or refusal(stands) is not None:
        return None
    follow_up = beginning(base, case, begun, today)
    along = Course(base, case, inside)
    planned = plan(along, follow_up, today, WEEKS)
    # One name for all editions of a case, so that a calendar takes a new one for the same.
    first = json.dumps([begun.isoformat(), plain_answers(case.standing_answers)])
    named = sha256(first.encode()).hexdigest()[:16]
    edition = Edition(f"web-{named}", begun, len(follow_up.check_ins), now.astimezone(UTC).replace(microsecond=0))
    text: str = calendar(Words(base, language), along, follow_up, planned, edition, today)
    return text
