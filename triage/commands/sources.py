"""`triage sources`: what rests on which document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.commands.options import format_option, knowledge_option, lang_option
from triage.commands.reading import language_of, load_project
from triage.commands.telling import indented, new_page
from triage.commands.writing import into_a_file
from triage.language.errors import TriageError


@click.command()
@click.argument("only", required=False, default="", metavar="[ID]")
@click.option("--coverage", "covered", is_flag=True, help="Count what rests on what, and list what is missing.")
@format_option("text", "json")
@lang_option
@knowledge_option
@into_a_file(private=False)
def sources(only: str, covered: bool, form: str, lang: str | None, knowledge: Path | None) -> None:
    """Show the documents and claims of a knowledge base, what rests on each, and where sources disagree.

    ID is one document, claim or conflict. With --coverage the exit code is 1 where something is missing."""
    from triage.language.provenance import provenance
    from triage.reports.author.coverage import coverage, coverage_json, coverage_text
    from triage.reports.author.sources import sources_json, sources_text

    project = load_project(knowledge)
    language = language_of(project.base, lang)
    origins = provenance(*(either.base for either in project.both))
    if not covered:
        data = sources_json(origins, language, only)
        click.echo(indented(data) if form == "json" else sources_text(origins, language, new_page(), only).rstrip("\n"))
        return
    if only:
        raise TriageError("--coverage is about the whole knowledge base; leave ID out")
    counted = coverage(origins)
    click.echo(indented(coverage_json(counted)) if form == "json" else coverage_text(counted, language).rstrip("\n"))
    if counted.problems:
        sys.exit(1)
