"""`triage plan`: the coming weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path

import click

from triage.commands.options import (
    date_option,
    days,
    entrance_options,
    format_option,
    knowledge_option,
    lang_option,
    pretend_option,
    read_times,
    read_zone,
    started_option,
)
from triage.commands.reading import case_from, language_for, load_base, needing, standing_of
from triage.commands.telling import indented, new_page, say_first
from triage.commands.writing import into_a_file
from triage.language.errors import TriageError
from triage.language.words import Words


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--weeks", type=click.IntRange(1, 52), default=2, show_default=True, help="How many weeks to plan.")
@date_option
@started_option
@entrance_options
@pretend_option
@click.option(
    "--at",
    "times",
    metavar="TIME",
    multiple=True,
    callback=read_times,
    help="When somebody exercises, such as 07:30, for a calendar; once for each session of a day.",
)
@click.option(
    "--zone",
    metavar="NAME",
    callback=read_zone,
    help="The clock of whom a calendar is for, such as Europe/Amsterdam; by default that of this computer.",
)
@format_option("text", "json", "ics")
@lang_option
@knowledge_option
@into_a_file(private=True)
def plan(
    file: Path,
    weeks: int,
    on: date | None,
    started: date | None,
    phase: str | None,
    since: date | None,
    pretend: date | None,
    times: tuple[time, ...],
    zone: tzinfo | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Plan the coming weeks from the current phase on: which exercises on which days, and when to check in.

    Where somebody has to look first there is no plan: then it says what to do instead, and a calendar holds nothing but
    what earlier plans had put there, as cancelled. That is an answer like another, with exit code 0. A calendar goes 12
    weeks ahead at most, so that the next one can take out what this one put in."""
    from triage.follow_up.beginning import Course, Entrance, started_on
    from triage.follow_up.earlier import AHEAD
    from triage.follow_up.plan import plan as planned
    from triage.follow_up.plan import refusal
    from triage.language.check_in import has_check_in, load_check_in
    from triage.reports.person.notices import notices
    from triage.reports.person.plan import plan_json, plan_text, refusal_json, refusal_text
    from triage.reports.person.standing import sign_names
    from triage.terminal.checking_in import position
    from triage.words.saying import say

    if form == "ics":
        with needing("plan"):
            from triage.reports.person.to_ics import Edition, calendar
    base = load_base(knowledge)
    if pretend is not None and form == "ics":
        raise TriageError("--pretend makes up days, and no calendar should hold them; take --format text or json")
    first, _ = days(on, pretend)
    case = case_from(base, str(file))
    language = language_for(base, lang, case)
    words = Words(base, language)
    stands = standing_of(base, case, knowledge)
    refused = refusal(stands)
    inside = load_check_in(base, knowledge) if has_check_in(knowledge) else None
    course = Course(base, case, inside)
    if refused is None:
        entrance = Entrance(phase, since)
        here = position(base, file, first, max(first, date.today()), started, False, entrance, inside)
        ahead = min(weeks, AHEAD) if form == "ics" else weeks
        planned_days = planned(course, here.follow_up, first, ahead)
    # Where it is refused, it is refused whatever else is missing from the file, and whatever day it is.
    say_first(stands, language, aside=form != "text")
    notes = notices(stands, language)
    signs = sign_names(stands, language)
    if form == "ics" and weeks > AHEAD:
        click.echo(say("plan-ahead", language, weeks=AHEAD), err=True)
    begun = started_on(base, case) or started
    if form == "ics":
        follow_up = case.follow_up if refused is not None else here.follow_up
        done = len(follow_up.check_ins) if follow_up is not None else 0
        edition = Edition(file.name, begun or first, done, datetime.now(UTC).replace(microsecond=0), times, zone)
        plans = None if refused is not None else planned_days
        click.echo(calendar(words, course, follow_up, plans, edition, first), nl=False)
    elif form == "json" and refused is not None:
        click.echo(indented(refusal_json(words, refused, signs, begun, case.name, notes)))
    elif form == "json":
        click.echo(indented(plan_json(words, planned_days, case.name, notes)))
    elif refused is not None:
        click.echo(refusal_text(refused, signs, language, new_page()), nl=False)
    else:
        click.echo(plan_text(words, planned_days, new_page()), nl=False)
