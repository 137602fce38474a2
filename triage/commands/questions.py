"""`triage questions`: the questions of a base."""

from __future__ import annotations

import json
from pathlib import Path

import click

from triage.commands.options import format_option, knowledge_option, lang_option
from triage.commands.reading import language_of, load_base
from triage.commands.telling import new_page
from triage.commands.writing import into_a_file
from triage.language.words import Words


@click.command()
@format_option("text", "json")
@lang_option
@knowledge_option
@into_a_file(private=False)
def questions(form: str, lang: str | None, knowledge: Path | None) -> None:
    """List the questions, so that a person can look at them or another program can ask them."""
    from triage.reports.author.questions import questions_text
    from triage.reports.to_json import questions_json

    base = load_base(knowledge)
    language = language_of(base, lang)
    if form == "json":
        click.echo(json.dumps(questions_json(base, language), ensure_ascii=False, indent=2))
    else:
        click.echo(questions_text(Words(base, language), new_page()), nl=False)
