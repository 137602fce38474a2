"""`triage check-in`: how it goes since the last time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import (
    date_option,
    days,
    entrance_options,
    format_option,
    knowledge_option,
    lang_option,
    pretend_option,
    started_option,
)
from triage.commands.reading import case_from, language_for, language_of, load_base
from triage.commands.telling import indented, new_page, say_first
from triage.language.errors import TriageError
from triage.language.words import Words

if TYPE_CHECKING:
    from triage.follow_up.standing import Standing
    from triage.language.base import Base
    from triage.terminal.checking_in import Checked


@click.command(name="check-in")
@click.argument("file", type=click.Path(path_type=Path))
@date_option
@started_option
@entrance_options
@pretend_option
@click.option("--answers", metavar="ANSWERS", type=click.Path(path_type=Path), help="Take the answers from a file.")
@format_option("text", "json")
@click.option("--full", is_flag=True, help="Print everything: the whole step, and why.")
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@lang_option
@knowledge_option
def check_in(
    file: Path,
    on: date | None,
    started: date | None,
    phase: str | None,
    since: date | None,
    pretend: date | None,
    answers: Path | None,
    form: str,
    full: bool,
    plain: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Say how it goes since the last time, and hear whether to go on, hold, step back, or be seen.

    FILE is a saved interview or any other case; it keeps all check-ins."""
    from triage.explanation.to_words import urgency_words
    from triage.follow_up.beginning import Entrance
    from triage.follow_up.standing import standing
    from triage.language.check_in import follows, load_check_in
    from triage.reports.person.check_in import last_words
    from triage.terminal.checking_in import check_in as checked
    from triage.terminal.checking_in import further, position, pretended
    from triage.terminal.insisting import last_word
    from triage.words.saying import say

    if form == "json" and answers is None:
        raise TriageError("--format json asks no questions; give the answers with --answers")
    base = load_base(knowledge)
    inside = load_check_in(base, knowledge)
    wanted = language_of(base, lang) if lang else None
    today, now = days(on, pretend)
    case = case_from(base, str(file))
    stands = standing(base, inside, case)
    if stands.stops and case.follow_up is None and not follows(inside, stands.outcome.pathway):
        # Nobody who has to be seen is asked on which day it began, or reads which pathways there are instead.
        language = language_for(base, wanted, case)
        say_first(stands, language, aside=form == "json")
        page = new_page()
        page.paragraph(say("check-in-refused", language))
        page.label(urgency_words(Words(base, language), stands.urgency))
        click.echo(page.text(), nl=False, err=form == "json")
        sys.exit(2)
    entrance = Entrance(phase, since)
    later = answers is None and not entrance.said
    here = position(base, file, today, now, started, later, entrance, inside)
    language = language_for(base, wanted, here.case)
    here = pretended(here, file, pretend is not None, language)
    if answers is not None and here.case.told:  # otherwise the conversation says it
        say_first(standing(base, inside, here.case), language, aside=form == "json")
    ask_where = None if entrance.said else lambda begun: further(base, inside, file, begun, today, now, language)
    with last_word() as owed:

        def owe(found: Standing) -> Callable[[], None]:
            owed.plain = f"\n{last_words(found, language)}"
            owed.words = "" if form == "json" else f"\n{_labelled(owed.plain)}"
            return owed.say

        taken = checked(base, inside, file, here, today, language, answers, plain, ask_where, owe)
        if taken is None:
            return
        _print(taken, Words(base, language), inside, today, form, full)
    sys.exit(taken.code)


def _print(taken: Checked, words: Words, inside: Base, today: date, form: str, full: bool) -> None:
    from triage.reports.person.check_in import check_in_json, check_in_page, check_in_text, last_words
    from triage.terminal.insisting import insist

    done, stretches, stands = taken.done, taken.stretches, taken.standing
    if form == "json":
        click.echo(indented(check_in_json(words, inside, done, stands, stretches, today)))
    elif full:
        click.echo(check_in_text(words, inside, done, stands, stretches, new_page()))
    else:
        click.echo(check_in_page(words, done, stands, new_page()))
    if taken.trouble is not None:
        click.echo(str(taken.trouble), err=True)
    if form == "text":
        last = last_words(stands, words.language)
        if stands.presses:
            insist(lambda: _labelled(last), last)
        else:
            click.echo(_labelled(last))
    sys.stdout.flush()


def _labelled(words: str) -> str:
    page = new_page()
    page.label(words.strip())
    return page.text().rstrip("\n")
