"""`triage letter`: the page for a GP or physiotherapist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from triage.commands.options import date_option, format_option, knowledge_option, lang_option, started_option
from triage.commands.reading import language_for, load_base
from triage.commands.telling import new_page, say_first


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@date_option
@started_option
@format_option("text", "html")
@lang_option
@knowledge_option
def letter(
    file: Path, on: date | None, started: date | None, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Write the one page that someone hands to a GP or physiotherapist."""
    from triage.follow_up.beginning import started_on
    from triage.inference.outcome import infer
    from triage.language.case import load_case
    from triage.language.check_in import load_check_in
    from triage.reports.letter import letter as written
    from triage.reports.letter import letter_html, letter_text

    base = load_base(knowledge)
    case = load_case(base, file)
    language = language_for(base, lang, case)
    inside = load_check_in(base, knowledge) if case.follow_up is not None else None
    begun = started_on(case) or started
    say_first(base, case, language, aside=True, inside=inside)
    made = written(base, inside, case, infer(base, case.answers), begun, on or date.today(), language)
    click.echo(letter_html(made, language) if form == "html" else letter_text(made, new_page()), nl=False)
