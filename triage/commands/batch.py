"""`triage batch`: many cases at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from triage.commands.options import knowledge_option, lang_option
from triage.commands.reading import language_of, load_base, needing
from triage.commands.telling import indented, new_page, progress_bar
from triage.commands.writing import output_options, place_of
from triage.language.errors import TriageError
from triage.language.words import Words

FORMATS = ("csv", "tsv", "ndjson", "parquet", "arrow", "xlsx", "csv.gz", "tsv.gz", "ndjson.gz")
"""What kinds of tables there are."""


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("older", required=False, metavar="[OUT]", type=click.Path(path_type=Path))
@click.option("--in-format", type=click.Choice(FORMATS), help="What IN is, if its name does not say so.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What OUT is, if its name does not say so.")
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook to read.")
@click.option(
    "--excel", is_flag=True, help="Write CSV that a spreadsheet opens well, and in which it runs nothing as a formula."
)
@click.option("--columns", metavar="A,B,...", help="What to write of each case, instead of everything usual.")
@click.option(
    "--rejects",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where rows go that cannot stand, with the reason.",
)
@click.option("--summary", metavar="OUT", type=click.Path(path_type=Path), help="Write the counts as JSON.")
@click.option("--plot", metavar="OUT", type=click.Path(path_type=Path), help="Draw the counts in an SVG file.")
@click.option("--missing-ok", is_flag=True, help="A question without a column was not asked of anybody.")
@click.option(
    "--engine", type=click.Choice(["polars", "spark"]), default="polars", show_default=True, help="What does the work."
)
@click.option("--master", metavar="URL", help="The Spark master, such as spark://HOST:7077; otherwise this machine.")
@lang_option
@knowledge_option
@output_options
def batch(
    source: Path,
    older: Path | None,
    in_format: str | None,
    form: str | None,
    sheet: str | None,
    excel: bool,
    columns: str | None,
    rejects: Path | None,
    summary: Path | None,
    plot: Path | None,
    missing_ok: bool,
    output: Path | None,
    force: bool,
    engine: str,
    master: str | None,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Triage a table of cases into another: CSV, TSV, NDJSON (also as .gz), Parquet, Arrow or a workbook (.xlsx), by
    the end of its name. - is standard input. Without --output it is CSV on standard output.

    IN has a column for each question, or a column `answers` with an object in each row; other columns are carried
    through. A row with an answer that cannot stand goes to OUT.rejects with the reason, in the format of IN. A row in
    which every cell is empty is no case."""
    with needing("population"):
        from triage.population.interrupting import interruptible
        from triage.population.population import DEFAULT
        from triage.population.run import Files, keep
        from triage.population.run import run as run_through
        from triage.reports.clinician.batch import batch_json, batch_text, decimal_comma, refused_row
    if engine == "spark":
        with needing("spark"):
            from triage.population.spark import run as run_on_spark
        through: Callable[..., Any] = partial(run_on_spark, master=master or "local[*]")
    elif master is not None:
        raise TriageError("--master is for --engine spark")
    else:
        through = run_through
    if plot is not None:
        with needing("chart"):
            from triage.reports.to_picture import batch_picture

    base = load_base(knowledge)
    language = language_of(base, lang)
    asked = tuple(name.strip() for name in columns.split(",")) if columns is not None else DEFAULT
    also = tuple(place for place in (summary, plot) if place is not None)
    comma = excel and decimal_comma(language if lang is not None else None, language)
    place = place_of(older, output)
    out = Path("-") if place is None else place
    form = form or ("csv" if place is None else None)
    files = Files(source, out, rejects, also, in_format, form, sheet, excel, comma, force)
    aside = place is None  # data goes to standard output, and whatever is said to standard error
    with progress_bar() as told, needing("population"):
        try:
            with interruptible() as heed:

                def progress(done: int, of: int) -> None:
                    heed()
                    if told is not None:
                        told(done, of)

                done = through(
                    base,
                    files,
                    asked,
                    missing_ok=missing_ok,
                    progress=progress,
                    refused=lambda row, reason: click.echo(refused_row(row, reason, language), err=True),
                )
        except KeyboardInterrupt as stopped:
            raise TriageError("stopped; nothing is kept of what was being written") from stopped
    if summary is not None:
        keep(summary, indented(batch_json(done)) + "\n")
    if plot is not None:
        keep(plot, batch_picture(Words(base, language), done.counts.urgency, done.counts.leading).decode())
    click.echo(batch_text(done, language, new_page()), nl=False, err=aside)
