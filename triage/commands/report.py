"""`triage report`: the page of a case in HTML."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from triage.commands.options import knowledge_option, lang_option, read_date, same_bytes
from triage.commands.reading import case_from, language_for, language_of, load_base, needing, read_by, standing_of
from triage.commands.telling import say_first
from triage.commands.writing import output_options, place_of, say_written


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--html", "out", metavar="OUT", type=click.Path(path_type=Path), help="Older: the same as --output.")
@click.option(
    "--for",
    "reader",
    type=click.Choice(["patient", "clinician", "both"]),
    default="both",
    show_default=True,
    help="Whose part to write.",
)
@click.option(
    "--print",
    "paper",
    type=click.Choice(["short", "full"]),
    default="short",
    show_default=True,
    help="What of it a printer prints: two pages for each reader, or everything.",
)
@click.option("--date", "on", metavar="DATE", callback=read_date, help="The date to put on it; none by default.")
@lang_option
@knowledge_option
@output_options
def report(
    file: str,
    out: Path | None,
    reader: Literal["patient", "clinician", "both"],
    paper: Literal["short", "full"],
    output: Path | None,
    force: bool,
    on: date | None,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Write one HTML page on a case (- is standard input): advice for the person, proof for the clinician.

    The page loads nothing from elsewhere. It is made for a phone, a desk and A4 paper: what is not printed is on the
    screen."""
    from triage.terminal.saving import keep_new, refuse

    with needing("html"):
        from triage.reports.clinician.report import report as written
        from triage.reports.clinician.report import report_html

    base = load_base(knowledge)
    wanted = language_of(base, lang) if lang else None
    case = case_from(base, file)
    language = language_for(base, wanted, case)
    standing = standing_of(base, case, knowledge)
    sources = [*read_by(knowledge, file)]
    place = place_of(out, output)
    if place is not None:
        refuse(place, force, sources)
    say_first(standing, language, aside=True)
    page = report_html(written(standing, language, reader, on, paper == "full"))
    if place is None:
        same_bytes()
        click.echo(page, nl=False)
    else:
        keep_new(place, page, force, private=True, sources=sources)
        say_written(place)
