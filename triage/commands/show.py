"""`triage show`: one part of a base, or all of a kind."""

from __future__ import annotations

from pathlib import Path

import click

from triage.commands.options import format_option, knowledge_option, lang_option
from triage.commands.reading import language_of, load_project
from triage.commands.telling import indented, new_page, say_left_out
from triage.commands.writing import into_a_file
from triage.language.errors import TriageError
from triage.language.words import Words
from triage.words.message import phrased


@click.command()
@click.argument("kind", metavar="KIND")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--decision-table", "table", metavar="ID", help="Of the rules: a table of all that lead to this finding.")
@format_option("text", "json", "csv", "html")
@lang_option
@knowledge_option
@into_a_file(private=False)
def show(kind: str, name: str | None, table: str | None, form: str, lang: str | None, knowledge: Path | None) -> None:
    """Show one rule, finding, question, pathway, claim or exercise: what it says, and what hangs together with it.

    A plural (`triage show rules`) lists them all. --decision-table takes a finding, urgency, pathway or caution; only
    it is there as csv and html too."""
    from triage.explanation.base_part import Shower, read_kind
    from triage.explanation.decision_table import decision_table
    from triage.explanation.worked import Worked
    from triage.reports.author.base_part import base_part_json, base_part_text, listed_json, listed_text
    from triage.reports.author.decision_table import table_csv, table_html, table_json, table_text

    one, listed = read_kind(kind, name, table is not None)
    if table is None and form in ("csv", "html"):
        raise TriageError(phrased("--format {form} is for --decision-table; here it is text or json", form=form))
    project = load_project(knowledge)
    base = project.base
    language = language_of(base, lang)
    words = Words(base, language)
    if table is not None:
        decisions = decision_table(base, table)
        match form:
            case "text":
                click.echo(table_text(words, decisions, new_page()), nl=False)
            case "json":
                click.echo(indented(table_json(words, decisions)))
            case "csv":
                click.echo(table_csv(words, decisions), nl=False)
            case _:
                click.echo(table_html(words, decisions), nl=False)
    elif listed:
        data = listed_json(words, one)
        click.echo(indented(data) if form == "json" else listed_text(words, one, new_page()).rstrip("\n"))
    else:
        worked = Worked(base, {called: case.answers for called, case in project.worked.items()})
        part = Shower(base, worked).shown(one, name or "")
        say_left_out([project], language)
        if form == "json":
            click.echo(indented(base_part_json(words, part)))
        else:
            click.echo(base_part_text(words, part, new_page()), nl=False)
