"""`triage cases`: the worked cases of a base."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import at_least_option, format_option, knowledge_option, lang_option
from triage.commands.reading import language_of, load_project, solving_if_installed
from triage.commands.telling import indented, new_page, say_left_out
from triage.language.errors import TriageError

if TYPE_CHECKING:
    from triage.cases.project import Project


@click.command()
@click.argument("names", nargs=-1, metavar="[CASE]...")
@click.option("--coverage", "covered", is_flag=True, help="Say what the cases show of each rule, and what not yet.")
@at_least_option("Percentage of tests to be shown (with --coverage).")
@format_option("text", "json")
@lang_option
@knowledge_option
def cases(
    names: tuple[str, ...],
    covered: bool,
    at_least: float | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Run the worked cases of a knowledge base (or those named); report each as passed or with what differs.

    What a reviewer proposes, and what cannot be read, is listed and counted apart.

    With --coverage: whether each rule fires and is ruled out somewhere, and for each test in it whether some case shows
    that it decides alone. The exit code is 1 where that is not enough."""
    from triage.reports.author.cases import run_cases

    project = load_project(knowledge)
    if covered:
        _cover(project, names, at_least, form, lang)
        return
    if form == "json" or at_least is not None:
        raise TriageError("--format and --at-least go with --coverage")
    failures = 0
    for line, passed in run_cases(project, names, language_of(project.base, lang)):
        click.echo(line)
        failures += not passed
    if failures:
        sys.exit(1)


def _cover(project: Project, names: tuple[str, ...], at_least: float | None, form: str, lang: str | None) -> None:
    from triage.coverage.gaps import examine
    from triage.coverage.worked import worked
    from triage.reports.author.case_coverage import ENOUGH, case_coverage_json, case_coverage_text, enough

    if names:
        raise TriageError("--coverage is about all worked cases; leave CASE out")
    language = language_of(project.base, lang)
    solving = solving_if_installed()
    looked = [(of, examine(of, None if solving is None else solving.Showing(of))) for of in worked(project)]
    say_left_out(project.both, language)
    wanted = ENOUGH if at_least is None else at_least
    if form == "json":
        click.echo(indented(case_coverage_json(looked, wanted)))
    else:
        click.echo(case_coverage_text(looked, wanted, language, new_page()), nl=False)
    if not enough(looked, wanted):
        sys.exit(1)
