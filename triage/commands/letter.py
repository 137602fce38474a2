"""`triage letter`: the page for who has to look."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from triage.commands.options import (
    date_option,
    format_option,
    knowledge_option,
    lang_option,
    same_bytes,
    started_option,
)
from triage.commands.reading import language_for, load_base, standing_of
from triage.commands.telling import new_page, say_first
from triage.commands.writing import into_a_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@date_option
@started_option
@format_option("text", "html")
@lang_option
@knowledge_option
@into_a_file(private=True)
def letter(
    file: Path, on: date | None, started: date | None, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Write the one page that someone hands to who has to look."""
    from triage.cases.case import load_case
    from triage.follow_up.beginning import started_on
    from triage.reports.clinician.letter import letter as written
    from triage.reports.clinician.letter import letter_html, letter_text

    base = load_base(knowledge)
    case = load_case(base, file)
    language = language_for(base, lang, case)
    standing = standing_of(base, case, knowledge)
    begun = started_on(base, case) or started
    say_first(standing, language, aside=True)
    written_letter = written(standing, begun, on or date.today(), language)
    if not sys.stdout.isatty():  # it goes to a file, and from there to somebody else
        same_bytes()
    click.echo(
        letter_html(written_letter, language) if form == "html" else letter_text(written_letter, new_page()), nl=False
    )
