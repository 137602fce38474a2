"""Options that several commands have, written once."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from triage.language.errors import TriageError
from triage.words.message import phrased

if TYPE_CHECKING:
    from triage.inference.session import EngineName


class Share(click.FloatRange):
    """A number in a range. `nan` is none: it is in no range, and no comparison says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        share = float(super().convert(value, param, ctx))
        if not isfinite(share):
            self.fail(f"{value} is no number.", param, ctx)
        return share


class Directory(click.Path):
    """A path that was really given: a variable of the shell that is empty names no directory."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it is empty; name a directory.", param, ctx)
        return super().convert(value, param, ctx)


def format_option(*kinds: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """In which of these form the command prints, the first where nobody says so."""
    return click.option(
        "--format", "form", type=click.Choice(kinds), default=kinds[0], show_default=True, callback=for_programs
    )


def for_programs(_context: click.Context, _option: click.Parameter, form: str | None) -> str | None:
    """What a program reads is the same bytes everywhere."""
    if form not in (None, "text"):
        same_bytes()
    return form


def same_bytes() -> None:
    """From here on what is printed is UTF-8 with a bare line feed, whatever the locale or the system would have."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def at_least_option(explained: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How much is enough."""
    return click.option("--at-least", type=Share(0, 100), help=explained)


def seed_option(explained: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Which of all that is drawn at random: the same number draws the same."""
    return click.option("--seed", metavar="N", type=int, default=0, show_default=True, help=explained)


def knowledge_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--knowledge",
        "-k",
        metavar="DIR",
        type=Directory(path_type=Path),
        multiple=True,
        callback=_only_one,
        help="Another knowledge base.",
    )(command)


def _only_one(_context: click.Context, _option: click.Parameter, given: tuple[Path, ...]) -> Path | None:
    """The one base that is meant: of two, none is skipped silently."""
    if len(given) > 1:
        raise click.BadParameter("there is more than one; name one knowledge base")
    return given[0] if given else None


LANG, LANG_HELP = ("--lang", "-l"), "Language, such as nl or en; the locale's by default."
BEFORE = "triage.lang"
"""Where a call keeps the --lang that stood before the name of the command."""


def lang_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(*LANG, metavar="CODE", callback=_or_the_one_before, help=LANG_HELP)(command)


def _or_the_one_before(context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    asked: str | None = context.meta.get(BEFORE) if given is None else given
    return asked


def lang_before_option(group: Callable[..., None]) -> Callable[..., None]:
    """The same before the name of a command: for its help, and for the command itself."""
    return click.option(*LANG, metavar="CODE", expose_value=False, callback=_for_those_within, help=LANG_HELP)(group)


def _for_those_within(context: click.Context, _option: click.Parameter, given: str | None) -> None:
    if given is not None:
        context.meta[BEFORE] = given


def engine_option(default: EngineName) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--engine",
        type=click.Choice(["experta", "counters"]),
        default=default,
        show_default=True,
        help="Which engine draws the conclusions. Both come to the same, for the same reasons.",
    )


def store_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--store",
        metavar="ADDRESS",
        envvar="TRIAGE_STORE",
        help="The store of cases: a file, or postgresql://...; by default one in your data directory.",
    )(command)


def read_date(_context: click.Context, option: click.Parameter, given: str | None) -> date | None:
    from triage.language.dates import EARLIEST, LATEST, day

    try:
        return None if given is None else day(given)
    except ValueError as error:
        far = (
            phrased(", from {first} to {last}", first=EARLIEST, last=LATEST)
            if given is not None and given[4:5] == given[7:8] == "-"
            else ""
        )
        raise TriageError(
            phrased(
                "{option}: {given} is no date; expected one such as 2026-03-31{far}",
                option=option.opts[0],
                given=given,
                far=far,
            )
        ) from error


def read_times(_context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[time, ...]:
    try:
        times = tuple(datetime.strptime(word, "%H:%M").time() for word in given)  # a time where one is
    except ValueError as error:
        raise TriageError(
            phrased(
                "{option}: {words} is no time; expected one such as 07:30",
                option=option.opts[0],
                words=", ".join(given),
            )
        ) from error
    if list(times) != sorted(set(times)):
        raise TriageError(phrased("{option}: name the times in order, each once", option=option.opts[0]))
    return times


def read_zone(_context: click.Context, option: click.Parameter, given: str | None) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(given) if given is not None else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TriageError(
            phrased(
                "{option}: {given} is no time zone; expected one such as Europe/Amsterdam",
                option=option.opts[0],
                given=given,
            )
        ) from error


def date_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--date", "on", metavar="DATE", callback=read_date, help="The day that counts as today.")(
        command
    )


def as_of_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--as-of", metavar="DATE", callback=read_date, help="How the case stood on that day.")(command)


def started_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--started", metavar="DATE", callback=read_date, help="When the complaint began, if FILE does not say so."
    )(command)


def entrance_options(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--since", metavar="DATE", callback=read_date, help="With --phase: the day that phase began; today by default."
    )(command)
    return click.option("--phase", metavar="PHASE", help="The phase somebody is in already.")(command)


def pretend_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--pretend",
        metavar="DATE",
        callback=read_date,
        help="As if it were this day, be it one to come: to go through a rehabilitation. It marks FILE as made up.",
    )(command)


def days(on: date | None, pretend: date | None) -> tuple[date, date]:
    """The day that counts as today, and the last that can have been: of days that are made up, none is to come."""
    if pretend is not None and on is not None:
        raise TriageError("--pretend and --date both say which day it is; take one")
    today = pretend or on or date.today()
    return today, max(today, date.today()) if pretend is not None else date.today()
