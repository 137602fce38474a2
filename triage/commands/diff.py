"""`triage diff`: what a change of knowledge means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import format_option, knowledge_option, lang_option
from triage.commands.reading import language_of, needing
from triage.commands.telling import indented, new_page, progress_bar
from triage.commands.writing import into_a_file

if TYPE_CHECKING:
    from triage.difference.difference import Counts, OutcomeChange
    from triage.language.base import Base


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", required=False, metavar="[NEW]")
@format_option("text", "json", "markdown")
@click.option(
    "--examples", metavar="DIR", type=click.Path(path_type=Path), help="Write the smallest examples as case files."
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(0, 1_000_000),
    default=10_000,
    show_default=True,
    help="Count in N random cases: any answers, and worked cases with some answers changed.",
)
@click.option(
    "--smallest", is_flag=True, help="Look for the smallest example of every kind of change, however many there are."
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Which random cases.")
@lang_option
@knowledge_option
@into_a_file(private=False)
def diff(
    old: str,
    new: str | None,
    form: str,
    examples: Path | None,
    force: bool,
    sample: int,
    smallest: bool,
    seed: int,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Say what a change of knowledge means: which answers now lead to another urgency, leading condition or pathway.

    OLD and NEW are each a directory, or a git revision such as `main`, `HEAD~1` or `v1.0:path/to/base`; without a path
    that of --knowledge, or `knowledge`. NEW is what is on disk by default. What is found is proved to be all there is.
    Each change of urgency has its smallest example. Where there are very many kinds of change, the others have a small
    one, unless --smallest is given.

    Exit code 0: no outcome changes; 1: some do; 2: they cannot be compared."""
    from triage.cases.project import read_project
    from triage.difference.revisions import opened
    from triage.reports.author.cases import left_out
    from triage.reports.author.difference import compared, counted, difference_markdown, difference_text, example_files
    from triage.reports.author.difference_json import difference_json
    from triage.terminal.saving import keep_into

    with needing("proof"):
        from triage.difference.outcome_changes import outcome_changes
    with opened(old, knowledge) as before, opened(new, knowledge, beside=old) as after:
        one, other = read_project(before.directory), read_project(after.directory)
        language = language_of(other.base, lang)
        # Reads every case, while the files of a revision are there.
        for line in left_out((*one.both, *other.both), language, counted=False):
            told = line.replace(str(before.directory), before.shown)
            click.echo(told.replace(str(after.directory), after.shown), err=True)
    shown = sys.stderr.isatty()

    def tell(worked: Counts, drawn: Counts) -> None:
        if shown:
            click.echo(counted(worked, drawn, language), err=True)

    def solve(old: Base, new: Base) -> list[OutcomeChange]:
        with progress_bar() as progress:
            return list(outcome_changes(old, new, smallest, progress))

    comparison = compared(before, one, after, other, solve, sample, seed, tell)
    if examples is not None:
        keep_into(examples, example_files(comparison, language), force)
    if form == "json":
        click.echo(indented(difference_json(comparison)))
    elif form == "markdown":
        click.echo(difference_markdown(comparison, language), nl=False)
    else:
        click.echo(difference_text(comparison, language, new_page()), nl=False)
    if comparison.changed:
        sys.exit(1)
