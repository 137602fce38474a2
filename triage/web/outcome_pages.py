"""What the outcome comes to on the web: the one page first, and behind it all that the library gives besides.

Nothing is decided here: the page, the plan, the letter and the calendar are those of `reports`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.util import find_spec

from triage.explanation.chain import Step, steps
from triage.explanation.phrases import say
from triage.follow_up.beginning import beginning, started_on
from triage.follow_up.plan import plan, refusal
from triage.follow_up.standing import standing
from triage.inference.outcome import Outcome, infer
from triage.language.answer import CheckedAnswers
from triage.language.case import Case, Saved
from triage.language.model import Base, presses
from triage.language.page import OnePage
from triage.reports.for_patient import ForPatient, course, for_patient
from triage.reports.letter import Letter, letter
from triage.reports.page import one_page
from triage.web.carrying import case_data
from triage.web.seal import State

WEEKS = 4
"""So many weeks a calendar goes ahead."""


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """`why`: the rules that fired, in words; `calendar`: whether there is one to take along; `pressing`: the level,
    where somebody has to look today or now."""

    page: OnePage
    patient: ForPatient
    why: tuple[Step, ...]
    letter: Letter
    calendar: bool
    made_with: str
    pressing: str


def case_of(base: Base, state: State, today: date) -> Case:
    """The case, answered today."""
    saved = Saved(1, base.id, base.version, base.hash, today)
    return Case("", CheckedAnswers(base, state.answers), saved=saved)


def outcome_page(base: Base, inside: Base | None, state: State, language: str, today: date) -> OutcomePage:
    """All that stands on it. `inside`: the check-in of the base, where there is one."""
    case = case_of(base, state, today)
    stands = standing(base, inside, case)
    outcome, begun = stands.outcome, started_on(base, case)
    return OutcomePage(
        one_page(base, outcome, language),
        for_patient(stands, course(stands, None, language), language),
        tuple(steps(base, outcome, language)),
        letter(stands, begun, today, language),
        find_spec("icalendar") is not None and begun is not None and refusal(stands) is None,
        made_with(base, outcome, language),
        outcome.urgency if presses(outcome.urgency) else "",
    )


def made_with(base: Base, outcome: Outcome, language: str) -> str:
    return say(
        "made-with",
        language,
        base=base.id,
        version=base.version,
        hash=base.hash[:12],
        software=outcome.software.version,
    )


def calendar_text(base: Base, inside: Base | None, state: State, language: str, now: datetime) -> str | None:
    """The coming weeks as a calendar file; None where there is nothing to plan."""
    from triage.reports.to_ics import Edition, calendar  # noqa: PLC0415  # an extra

    today = now.date()
    case = case_of(base, state, today)
    begun = started_on(base, case)
    if begun is None or refusal(standing(base, inside, case)) is not None:
        return None
    found = beginning(base, case, begun, today)
    check_ins = inside is not None and found.pathway in inside.questions["pathway"].options
    made = plan(base, case, found, today, WEEKS, check_ins)
    named = sha256(json.dumps(case_data(base, infer(base, case.answers), language, begun)).encode()).hexdigest()[:16]
    edition = Edition(f"web-{named}", begun, 0, now.astimezone(UTC).replace(microsecond=0))
    text: str = calendar(base, case, found, made, edition, today, language)
    return text
