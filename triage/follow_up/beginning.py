"""Where a case stands: which pathway it follows, in which phase, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from triage.inference.domain import domains
from triage.inference.outcome import Stretch, followed, infer
from triage.language.answer import CheckedAnswers
from triage.language.case import Case, dates_of
from triage.language.condition import UNKNOWN
from triage.language.errors import TriageError, nearest, quoted
from triage.language.evaluate import Answer
from triage.language.follow_up import FollowUp
from triage.language.model import Base, Pathway

DAYS = "days-since-start"
"""The question of a base that tells, in an interview, how many days ago the complaint began."""


def started_on(base: Base, case: Case) -> date | None:
    """The day on which the complaint began, as far as the case tells."""
    if case.follow_up is not None:
        return case.follow_up.started
    if case.started is not None:
        return case.started
    day, days = case.day, case.answers.get(DAYS)
    if DAYS in (dates := dates_of(base, case)):
        return dates[DAYS]
    return day - timedelta(days=int(days)) if day is not None and isinstance(days, int | float) else None


def beginning(base: Base, case: Case, started: date, today: date) -> FollowUp:
    """The follow-up of a case: what it holds already, or the pathway and phase of its outcome.

    The phase is that of the interview, not of today: nobody has yet looked whether it went well."""
    if case.follow_up is not None:
        return placed(base, case, today)
    return _begun(base, case, started, today)


def placed(base: Base, case: Case, today: date | None = None) -> FollowUp:
    """The follow-up of a case that has one. Where this version of the base has its phase no more, it goes on in the
    latest phase before it that is still there, the first at worst; without its pathway, where the outcome begins. A
    phase that somebody is put in begins on `today`."""
    found = case.follow_up
    assert found is not None
    if not case.lost_its_place:
        return found
    since = found.since if today is None else max(found.since, today)
    pathway = base.pathways.get(found.pathway)
    if pathway is None:
        begun = _begun(base, case, found.started, since)
        return replace(found, pathway=begun.pathway, phase=begun.phase, since=since)
    phases = [phase.id for phase in pathway.phases]
    been = [done.phase for done in reversed(found.check_ins)]
    return replace(found, phase=next((phase for phase in been if phase in phases), phases[0]), since=since)


def _begun(base: Base, case: Case, started: date, today: date) -> FollowUp:
    outcome = infer(base, case.answers)
    phases = [stretch.phase for stretch in outcome.phases]
    phase = next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), phases[-1])
    asked = case.saved.date if case.saved is not None and case.saved.date is not None else today
    return FollowUp(started, outcome.pathway, phase, started if phase == phases[0] else max(started, asked))


def check_dates(found: FollowUp, today: date, now: date, file: str) -> None:
    """Raises TriageError where `today`, the day that is looked at, cannot be; `now` is what the calendar says."""
    last = found.check_ins[-1].date if found.check_ins else None
    if today > now:
        raise TriageError(f"{file}: {today} is in the future; today is {now}")
    if found.started > today:
        raise TriageError(f"{file}: {today} lies before the start of the complaint, {found.started}")
    if last is not None and today < last:
        raise TriageError(f"{file}: {today} lies before the last check-in, {last}; name that day or a later one")


def pathway_of(base: Base, found: FollowUp, file: str) -> Pathway:
    """The pathway that is followed. Raises TriageError where this version of the base has it no more, or its phase."""
    pathway = base.pathways.get(found.pathway)
    where = f"{found.place}: " if found.place.file else f"{file}: "
    if pathway is None:
        raise TriageError(
            f"{where}{base.id} {base.version} has no pathway {quoted(found.pathway)}; "
            f"{nearest(found.pathway, base.pathways)} Start anew with `triage ask`"
        )
    phases = [phase.id for phase in pathway.phases]
    if found.phase not in phases:
        raise TriageError(
            f"{where}the pathway {quoted(pathway.id)} of {base.id} {base.version} has no phase {quoted(found.phase)}; "
            f"{nearest(found.phase, phases)} Correct it in the file, or start anew with `triage ask`"
        )
    return pathway


def stretches(base: Base, case: Case, found: FollowUp, today: date) -> tuple[Stretch, ...]:
    """The phases of the pathway as they hold for this person today, with the phase that the follow-up is in."""
    return Course(base, case).stretches(found, today)


class Course:
    """A case as the days go by. Of days that the base cannot tell apart, one is concluded."""

    def __init__(self, base: Base, case: Case) -> None:
        self.base = base
        self._answers: Mapping[str, Answer] = case.answers
        self._first_days: list[float] | None = None
        self._stretches: dict[tuple[float | None, str, str], tuple[Stretch, ...]] = {}

    def stretches(self, found: FollowUp, today: date) -> tuple[Stretch, ...]:
        """The phases of the pathway as they hold on this day, with the phase that the follow-up is in."""
        day = self._like((today - found.started).days)
        key = (day, found.pathway, found.phase)
        if key not in self._stretches:
            changed = {} if day is None else {DAYS: day}
            answers = CheckedAnswers(self.base, {**self._answers, **changed})
            self._stretches[key] = followed(self.base, answers, found.pathway, found.phase)
        return self._stretches[key]

    def _like(self, days: int) -> float | None:
        """The first of the days that a base cannot tell apart and of which this is one; None where the case does not
        tell when it began. What a pathway says hangs on all that is concluded, so on whatever tests the day."""
        question = self.base.questions.get(DAYS)
        if question is None or self._answers.get(DAYS, UNKNOWN) == UNKNOWN:
            return None
        day = min(max(days, question.min), question.max)
        if not question.whole:
            return day
        if self._first_days is None:
            self._first_days = [first for first in domains(self.base)[DAYS].answers if isinstance(first, int | float)]
        return max(first for first in self._first_days if first <= day)
