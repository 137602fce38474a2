"""A case's standing in words: what stands before and behind everything that is made of a case, its page, and the same
for a program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from triage.explanation.own_words import own_words
from triage.explanation.to_words import either_words, finding_words, inside, urgency_words
from triage.follow_up.standing import Sign, Standing
from triage.language.base import Base
from triage.language.page import OnePage
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.page import Besides, likely_words, one_page
from triage.reports.person.plan import day_words
from triage.reports.to_json import StandingJson
from triage.words.saying import say

FEW_ANSWERS = 2
"""A warning sign is told in so many answers at most."""


def dated(day: date, language: str) -> str:
    """A date with its year, as people say it."""
    return f"{day_words(day, language)} {day.year}"


def standing_notes(standing: Standing, language: str) -> tuple[str, ...]:
    """Of which day this is, and after check-ins how soon somebody has to look, and why; often none."""
    if not standing.past and not standing.case.earlier:
        return ()
    notes = [day_note(standing, language), urgency_words(Words(level_base(standing), language), standing.urgency)]
    notes += (
        [f"{say('warning-signs', language)}: {'; '.join(sign_names(standing, language))}."] if standing.signs else []
    )
    if any(one.gone for one in standing.owed):
        notes.append(say("standing-gone", language))
    if not standing.presses:
        notes += decision_note(standing, language)
    return tuple(notes)


def day_note(standing: Standing, language: str) -> str:
    """Of which day it is."""
    count = len(standing.past)
    if standing.day is None:
        return ""
    day = dated(standing.day, language)
    if count == 0:
        return say("standing-first", language, day=day)
    return say("standing", language, count, day=day, count=count)


def decision_note(standing: Standing, language: str) -> Iterator[str]:
    """What the newest check-in came to."""
    done = standing.done
    if done is not None and standing.inside is not None:
        yield say(
            "standing-decision", language, decision=finding_words(Words(standing.inside, language), done.decision)
        )


def last_note(standing: Standing, language: str) -> str | None:
    """The last line, where somebody has to look today or now, and there is more than the interview to say so."""
    if not standing.presses or not (standing.past or standing.case.earlier):
        return None
    return urgency_words(Words(level_base(standing), language), standing.urgency)


def level_base(standing: Standing) -> Base:
    """Whose words say how soon."""
    return standing.speaks.base


def sign_names(standing: Standing, language: str) -> list[str]:
    """The warning signs that stand, by name; those that were denied since with their day."""
    return [sign_name(sign, language) for sign in standing.signs]


def sign_name(sign: Sign, language: str) -> str:
    """A warning sign by its name, with its day where it was denied since."""
    name = finding_words(Words(sign.base, language), sign.finding)
    if sign.gone and sign.day is not None:
        return f"{name} ({day_words(sign.day, language)})"
    return name


def sign_line(sign: Sign, language: str, most: int = FEW_ANSWERS, facts: bool = False) -> str:
    """A warning sign by its name and in the person's own words; with `facts` what is one for a clinician as that."""
    name = sign_name(sign, language)
    if sign.outcome is None:
        return name
    words = own_words(Words(sign.base, language), sign.outcome, sign.finding, facts)[:most]
    return f"{name}: {'; '.join(map(inside, words))}" if words else name


def leads_words(standing: Standing, language: str) -> str:
    """What it most likely is; where a check-in puts that in doubt, what it looked like before."""
    words = Words(standing.base, language)
    if not standing.doubted:
        return likely_words(words, standing.outcome)
    if not standing.first.leads:
        return say("no-leading", language)
    names = either_words(words, standing.first.leads)
    return say("standing-doubted", language, names=inside(names))


def standing_page(standing: Standing, language: str) -> OnePage:
    """The one page of a case as it stands."""
    outcome = standing.speaks
    base = outcome.base
    words = Words(base, language)
    if not standing.past and not standing.case.earlier:
        return one_page(words, outcome)
    there = set(outcome.warning_signs) if base is standing.base or base is standing.inside else set()
    others = [sign for sign in standing.signs if sign.base is not base or sign.finding not in there]

    def besides(spoken: str) -> Besides:
        notes = [note for note in (day_note(standing, spoken),) if note]
        if not standing.presses:
            notes += decision_note(standing, spoken)
        if any(one.gone for one in standing.owed):
            notes.append(say("standing-gone", spoken))
        return Besides(
            (" ".join(notes),) if notes else (),
            tuple((sign_line(sign, spoken),) for sign in others),
            leads_words(standing, spoken),
        )

    return one_page(words, outcome, besides)


def standing_record(standing: Standing, language: str) -> StandingJson:
    """How a case stands, for a program."""
    level = level_base(standing).urgencies[standing.urgency]
    return StandingJson(
        date=standing.day,
        check_ins=len(standing.past),
        urgency=standing.urgency,
        urgency_name=text_in(level.name, language),
        act=text_in(level.act, language),
        decision=None if standing.done is None else standing.done.decision,
        warning_signs=sign_names(standing, language),
        leading=[finding_words(Words(standing.base, language), name) for name in standing.leads],
        doubted=standing.doubted,
    )


def stands(standing: Standing, language: str) -> StandingJson | None:
    """The same where a case has more than its interview; None where that is all."""
    return standing_record(standing, language) if standing.past or standing.case.earlier else None
