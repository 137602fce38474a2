"""`triage review`: what reviewers say of outcomes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from triage.commands.options import date_option, for_programs, knowledge_option, lang_option
from triage.commands.reading import language_of, load_base
from triage.commands.telling import indented, new_page
from triage.language.errors import CaseError, TriageError
from triage.language.words import Words


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--as", "reviewer", metavar="NAME", help="Who reviews; asked for otherwise.")
@click.option("--candidates", metavar="DIR", type=click.Path(path_type=Path), help="Where proposed cases go.")
@date_option
@click.option("--blind", is_flag=True, help="Say what you would have done before you see the outcome.")
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@click.option(
    "--summary", metavar="DIR", type=click.Path(path_type=Path), help="Count the reviews of all cases in DIR."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    callback=for_programs,
    help="Of the summary.",
)
@lang_option
@knowledge_option
def review(
    files: tuple[Path, ...],
    reviewer: str | None,
    candidates: Path | None,
    on: date | None,
    blind: bool,
    plain: bool,
    summary: Path | None,
    form: str,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Review the outcomes of case files, or count what reviewers said.

    A letter has one meaning all through: a agreed, r agreed with a remark, c too careful, n not careful enough,
    w wrong, l agreed with all that is left. With --blind your own urgency and condition come first.

    Every conclusion and every rule that fired is marked as agreed, too careful, not careful enough or wrong. The marks
    are kept in the case file, under `review`; objections make a worked case in a directory `candidates` beside it.
    With --summary: agreement per rule and condition, over- and under-triage, and between reviewers (Cohen's kappa)."""
    base = load_base(knowledge)
    language = language_of(base, lang)
    if summary is None:
        from triage.terminal.reviewing import review as reviewed

        if form != "text":
            raise TriageError("--format goes with --summary")
        if not files:
            raise TriageError("name the case files to review, or --summary with a directory")
        sys.exit(reviewed(base, files, reviewer, language, candidates, on, plain, knowledge, blind))
    from triage.records.agreement import summary as counted
    from triage.records.reviewed_cases import reviewed_cases
    from triage.reports.clinician.agreement import agreement_csv, agreement_json, agreement_text

    if files:
        raise TriageError("--summary reads the cases in its own directory; leave FILE out")
    cases, problems = reviewed_cases(base, summary)
    agreement_summary = counted(base, cases)
    match form:
        case "json":
            click.echo(indented(agreement_json(base, agreement_summary)))
        case "csv":
            click.echo(agreement_csv(agreement_summary), nl=False)
        case _:
            click.echo(agreement_text(Words(base, language), agreement_summary, new_page()), nl=False)
    if problems:
        raise CaseError(problems)
