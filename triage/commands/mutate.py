"""`triage mutate`: whether small mistakes in a base are noticed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.commands.options import at_least_option, format_option, knowledge_option, lang_option, seed_option
from triage.commands.reading import language_of, load_project, solving_if_installed
from triage.commands.telling import indented, new_page, say_left_out


@click.command()
@at_least_option("Percentage of mutants to be killed.  [default: 95]")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Try so many mutants of each base, not all.")
@seed_option("Which sample.")
@format_option("text", "json")
@lang_option
@knowledge_option
def mutate(
    at_least: float | None, sample: int | None, seed: int, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Make small mistakes in a knowledge base, and see whether its worked cases and properties notice them.

    What survives is listed with a case that would give it away. The exit code is 1 where too few are noticed, or not
    every lowered urgency."""
    from triage.coverage.mutation import trial
    from triage.coverage.worked import worked
    from triage.reports.author.mutation import ENOUGH, Outcome, enough, mutation_json, mutation_text

    project = load_project(knowledge)
    language = language_of(project.base, lang)
    solving = solving_if_installed()
    outcomes = []
    bases = worked(project)
    say_left_out(project.both, language)
    for of in bases:
        mutation_trial = trial(of, sample, seed)
        verdicts = mutation_trial.run(None if solving is None else solving.Solving)
        hidden = not sys.stderr.isatty()
        with click.progressbar(
            verdicts, len(mutation_trial.chosen), of.base.id, file=sys.stderr, hidden=hidden
        ) as seen:
            outcomes.append(Outcome(mutation_trial, tuple(seen)))
    wanted = ENOUGH if at_least is None else at_least
    if form == "json":
        click.echo(indented(mutation_json(outcomes, wanted)))
    else:
        click.echo(mutation_text(outcomes, wanted, language, new_page()), nl=False)
    if not enough(outcomes, wanted):
        sys.exit(1)
