"""Where a case stands: which pathway it follows, in which phase, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from triage.cases.case import Case, dates_of
from triage.cases.follow_up import FollowUp
from triage.inference.domain import domains
from triage.inference.outcome import Stretch, followed, infer
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.errors import TriageError, nearest, nearest_and, quoted
from triage.language.evaluate import Answer, Known, evaluate
from triage.language.model import Pathway
from triage.words.message import phrased


def started_on(base: Base, case: Case) -> date | None:
    """The day on which the complaint began, as far as the case tells."""
    if case.follow_up is not None:
        return case.follow_up.started
    if case.started is not None:
        return case.started
    tells = base.telling.get("since-when", "")
    day, days = case.day, case.answers.get(tells)
    if tells in (dates := dates_of(base, case)):
        return dates[tells]
    return day - timedelta(days=int(days)) if day is not None and isinstance(days, int | float) else None


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where somebody says to be already when they first come: in a `phase`, since a
    day. What is None follows from the case."""

    phase: str | None = None
    since: date | None = None

    @property
    def said(self) -> bool:
        return self.phase is not None or self.since is not None


def beginning(
    base: Base,
    case: Case,
    started: date,
    today: date,
    entrance: Entrance | None = None,
    inside: Base | None = None,
) -> FollowUp:
    """The follow-up of a case: what it holds already, or the pathway and phase of its outcome.

    The phase is that of the interview, not of today: nobody has yet looked whether it went well. Its clock starts when
    the interview was, for a programme starts when somebody hears of it, and not when the complaint did; only where a
    phase counts from the complaint (`counts-from`) does it start then. `entrance`: what somebody says of it; `inside`
    is the check-in, of whose criteria those that count days must hold for every phase that is behind them. Raises
    TriageError for an entrance that cannot be."""
    entrance = entrance or Entrance()
    if case.follow_up is not None:
        if entrance.said and case.follow_up.check_ins:
            raise TriageError(
                "where somebody is can only be said before the first check-in; after it, each check-in says it"
            )
        follow_up = placed(base, case, today)
        return _entered(base, follow_up, entrance, today, inside) if entrance.said else follow_up
    return _entered(base, _begun(base, case, started, today), entrance, today, inside)


def _entered(base: Base, follow_up: FollowUp, entrance: Entrance, today: date, inside: Base | None) -> FollowUp:
    phases = [phase.id for phase in base.pathways[follow_up.pathway].phases]
    phase = entrance.phase or follow_up.phase
    if phase not in phases:
        raise TriageError(
            phrased(
                "the pathway {pathway} has no phase {phase}; {hint}",
                pathway=quoted(follow_up.pathway),
                phase=quoted(phase),
                hint=nearest(phase, phases),
            )
        )
    since = entrance.since or (follow_up.since if phase == follow_up.phase else today)
    if not follow_up.started <= since <= today:
        raise TriageError(
            phrased(
                "a phase cannot have begun on {since}; expected a day from the start of the complaint, "
                "{started}, to {today}",
                since=since,
                started=follow_up.started,
                today=today,
            )
        )
    before = phases[: phases.index(phase)]
    days = (since - follow_up.started).days
    tells = inside.telling.get("days-since-start") if inside is not None else None
    known = Known({} if tells is None else {tells: days}, {})
    for stage in inside.stages if inside is not None else ():
        if stage.pathway == follow_up.pathway and stage.phase in before:
            for condition, _ in stage.criteria:
                if evaluate(condition, known) is False:
                    raise TriageError(
                        phrased(
                            "nobody can have been in {phase} on {since}, {number} days after the complaint "
                            "began: the phase {earlier} before it takes longer ({condition})",
                            phase=quoted(phase),
                            since=since,
                            number=days,
                            earlier=quoted(stage.phase),
                            condition=condition,
                        )
                    )
    return replace(follow_up, phase=phase, since=since, begun=since)


def placed(base: Base, case: Case, today: date | None = None) -> FollowUp:
    """The follow-up of a case that has one. Where this version of the base has its phase no more, it goes on in the
    latest phase before it that is still there, the first at worst; without its pathway, where the outcome begins. A
    phase that somebody is put in begins on `today`."""
    follow_up = case.follow_up
    assert follow_up is not None
    follow_up = _from_its_beginning(base, follow_up)
    if not case.lost_its_place:
        return follow_up
    since = follow_up.since if today is None else max(follow_up.since, today)
    pathway = base.pathways.get(follow_up.pathway)
    if pathway is None:
        begun = _begun(base, case, follow_up.started, since)
        return replace(follow_up, pathway=begun.pathway, phase=begun.phase, since=since)
    phases = [phase.id for phase in pathway.phases]
    been = [done.phase for done in reversed(follow_up.check_ins)]
    return replace(follow_up, phase=next((phase for phase in been if phase in phases), phases[0]), since=since)


def _from_its_beginning(base: Base, follow_up: FollowUp) -> FollowUp:
    """A follow-up as it counts now. In files of earlier versions a first phase began with the complaint, months ago for
    some; where it does not count from that day, it began at the first check-in at the latest."""
    if follow_up.begun is not None or follow_up.since != follow_up.started or not follow_up.check_ins:
        return follow_up
    pathway = base.pathways.get(follow_up.pathway)
    phases = pathway.phases if pathway is not None else ()
    if any(phase.id == follow_up.phase and not phase.from_complaint for phase in phases):
        first = follow_up.check_ins[0].date
        return replace(follow_up, since=first, begun=first)
    return follow_up


def _begun(base: Base, case: Case, started: date, today: date) -> FollowUp:
    outcome = infer(base, case.answers)
    phases = [stretch.phase for stretch in outcome.phases]
    phase = next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), phases[-1])
    asked = case.saved.date if case.saved is not None and case.saved.date is not None else today
    counts = next(part for part in base.pathways[outcome.pathway].phases if part.id == phase)
    since = started if counts.from_complaint else max(started, asked)
    return FollowUp(started, outcome.pathway, phase, since, begun=since)


def check_dates(follow_up: FollowUp, today: date, now: date, file: str) -> None:
    """Raises TriageError where `today`, the day that is looked at, cannot be; `now` is what the calendar says."""
    last = follow_up.check_ins[-1].date if follow_up.check_ins else None
    if today > now:
        raise TriageError(phrased("{file}: {today} is in the future; today is {now}", file=file, today=today, now=now))
    if follow_up.started > today:
        raise TriageError(
            phrased(
                "{file}: {today} lies before the start of the complaint, {started}",
                file=file,
                today=today,
                started=follow_up.started,
            )
        )
    if last is not None and today < last:
        raise TriageError(
            phrased(
                "{file}: {today} lies before the last check-in, {last}; name that day or a later one",
                file=file,
                today=today,
                last=last,
            )
        )


def pathway_of(base: Base, follow_up: FollowUp, file: str) -> Pathway:
    """The pathway that is followed. Raises TriageError where this version of the base has it no more, or its phase."""
    pathway = base.pathways.get(follow_up.pathway)
    where = f"{follow_up.place}: " if follow_up.place.file else f"{file}: "
    if pathway is None:
        raise TriageError(
            phrased(
                "{where}{base} {version} has no pathway {pathway}; {hint}",
                where=where,
                base=base.id,
                version=base.version,
                pathway=quoted(follow_up.pathway),
                hint=nearest_and(follow_up.pathway, base.pathways, "Start anew with `triage ask`"),
            )
        )
    phases = [phase.id for phase in pathway.phases]
    if follow_up.phase not in phases:
        raise TriageError(
            phrased(
                "{where}the pathway {pathway} of {base} {version} has no phase {phase}; {hint}",
                where=where,
                pathway=quoted(pathway.id),
                base=base.id,
                version=base.version,
                phase=quoted(follow_up.phase),
                hint=nearest_and(follow_up.phase, phases, "Correct it in the file, or start anew with `triage ask`"),
            )
        )
    return pathway


def stretches(base: Base, case: Case, follow_up: FollowUp, today: date) -> tuple[Stretch, ...]:
    """The phases of the pathway as they hold for this person today, with the phase that the follow-up is in."""
    return Course(base, case).stretches(follow_up, today)


class Course:
    """A case as the days go by, with the check-in of its base. Of days that the base cannot tell apart, one is
    concluded."""

    def __init__(self, base: Base, case: Case, inside: Base | None = None) -> None:
        self.base = base
        self.case = case
        self.inside = inside
        self._answers: Mapping[str, Answer] = case.answers
        self._first_days: list[float] | None = None
        self._tells = base.telling.get("since-when", "")
        self._stretches: dict[tuple[float | None, str, str], tuple[Stretch, ...]] = {}

    def stretches(self, follow_up: FollowUp, today: date) -> tuple[Stretch, ...]:
        """The phases of the pathway as they hold on this day, with the phase that the follow-up is in."""
        day = self._like((today - follow_up.started).days)
        key = (day, follow_up.pathway, follow_up.phase)
        if key not in self._stretches:
            changed = {} if day is None else {self._tells: day}
            answers = CheckedAnswers(self.base, {**self._answers, **changed})
            self._stretches[key] = followed(self.base, answers, follow_up.pathway, follow_up.phase)
        return self._stretches[key]

    def _like(self, days: int) -> float | None:
        """The first of the days that a base cannot tell apart and of which this is one; None where the case does not
        tell when it began. What a pathway says hangs on all that is concluded, so on whatever tests the day."""
        question = self.base.questions.get(self._tells)
        if question is None or self._answers.get(self._tells, UNKNOWN) == UNKNOWN:
            return None
        day = min(max(days, question.min), question.max)
        if not question.whole:
            return day
        if self._first_days is None:
            answers = domains(self.base)[self._tells].answers
            self._first_days = [first for first in answers if isinstance(first, int | float)]
        return max(first for first in self._first_days if first <= day)
