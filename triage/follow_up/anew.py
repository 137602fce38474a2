"""Answers of an earlier day: what of them holds today, and what is asked again.

What counts days is kept as a date, so today it is another number. What a base lets stand for so many days only
(`signs-last`, `lasts`) is asked again, with the answer of then shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from triage.cases.case import Case, Earlier, Saved, counted, counts, dates_of, days_since
from triage.follow_up.standing import bears_on
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer, Known, evaluate


@dataclass(frozen=True, slots=True)
class Anew:
    """The answers of a case as they are on a day: `holds` to go on with, `old` to ask again; `age` in days of the
    oldest of these."""

    holds: Mapping[str, Answer] = field(default_factory=dict)
    old: Mapping[str, Answer] = field(default_factory=dict)
    age: int = 0

    def waiting(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """What was not asked again yet, by somebody who gave these answers: it goes on standing."""
        return {name: answer for name, answer in self.old.items() if name not in answers}


def anew(base: Base, case: Case, today: date) -> Anew:
    """The answers of a saved interview as they are today. In a file without a day they hold as they stand."""
    answers = case.standing_answers
    if case.saved is None or case.saved.date is None:
        return Anew(answers)
    dates = dates_of(base, case)
    holds: dict[str, Answer] = {}
    old: dict[str, Answer] = {}
    age = 0
    for name, answer in answers.items():
        given = case.days.get(name, case.saved.date)
        if name in dates:
            holds[name] = days_since(base, name, dates[name], max(today, given))
        elif answer != UNKNOWN and _expired(base, name, (today - given).days):
            old[name] = answer
            age = max(age, (today - given).days)
        else:
            holds[name] = answer
    return Anew(holds, old, age)


def _expired(base: Base, name: str, days: int) -> bool:
    """Whether an answer of so many days ago is to be asked again."""
    lasts = base.questions[name].lasts
    if lasts is None and screens(base, name):
        lasts = base.signs_last
    return lasts is not None and days > lasts


def screens(base: Base, name: str) -> bool:
    """Whether a question stands in a list of warning signs, or is asked right after a tick in one."""
    checklist = base.checklist_of(name)
    return name in base.screens or (checklist is not None and checklist.id in base.screens)


def saved_now(
    base: Base, case: Case | None, answers: Mapping[str, Answer], begun: Anew, saved: Saved, today: date | None
) -> Saved:
    """What a file keeps of the days of these answers. Its own day never moves; what was answered on a later one has
    that day, and what had to be seen and is denied on a later day is not forgotten."""
    first = case.saved.date if case is not None and case.saved is not None else None
    if today is None or case is None or first is None:
        return replace(saved, date=today, dates=_dates(base, answers, {}, today))
    kept = {name for name, answer in answers.items() if begun.holds.get(name) == answer}
    days = {name: case.days.get(name, first) if name in kept else today for name in answers}
    days |= {name: case.days.get(name, first) for name in begun.waiting(answers)}
    return replace(
        saved,
        date=first,
        given={name: day for name, day in days.items() if day != first},
        dates=_dates(base, answers, {name: day for name, day in dates_of(base, case).items() if name in kept}, today),
        earlier=(*case.earlier, *_denied(base, case, {**begun.waiting(answers), **answers}, today)),
    )


def _dates(
    base: Base, answers: Mapping[str, Answer], before: Mapping[str, date], today: date | None
) -> dict[str, date]:
    return {
        name: before.get(name, today - timedelta(days=counted(base, name, answer)))
        for name, answer in answers.items()
        if today is not None and isinstance(answer, int | float) and counts(base, name, answers)
    }


def _denied(base: Base, case: Case, answers: Mapping[str, Answer], today: date) -> Iterator[Earlier]:
    """What answers of an earlier day had to be seen for, and these deny."""
    if case.day is None or case.day >= today:
        return  # a mistake, put right on the same day
    then, now = Session(base), Session(base)
    then.tell(case.answers)
    now.tell(CheckedAnswers(base, answers))
    known = Known(now.values, now.findings)
    gone = [
        rule
        for rule in map(base.rules.__getitem__, then.fired)
        if rule.urgency is not None and base.levels.lingers(rule) is not None and evaluate(rule.when, known) is False
    ]
    levels = [level for rule in gone if (level := base.levels.lingers(rule)) is not None]
    if levels:
        signs = [
            sign
            for sign in base.warning_signs
            if then.findings.get(sign) and not now.findings.get(sign) and any(bears_on(rule, sign) for rule in gone)
        ]
        yield Earlier(case.day, max(levels, key=base.levels.rank.__getitem__), tuple(signs))
