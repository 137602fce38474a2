"""`triage export`: a base in forms for other readers."""

from __future__ import annotations

from pathlib import Path

import click

from triage.commands.options import knowledge_option, lang_before_option, lang_option, same_bytes
from triage.commands.reading import language_of, load_base, read_by
from triage.commands.speaking import Group
from triage.commands.writing import into_a_file, output_options, place_of, say_written
from triage.language.words import Words


@click.group(cls=Group)
@lang_before_option
def export() -> None:
    """Write the knowledge base in a form for other readers."""


@export.command(name="clips", short_help="The rules, for CLIPS 6.4.")
@click.argument("out", required=False, metavar="[OUT.clp]", type=click.Path(path_type=Path))
@click.option("--check-in", "inside", is_flag=True, help="The rules of its check-in instead.")
@lang_option
@knowledge_option
@output_options
def export_clips(
    out: Path | None, inside: bool, output: Path | None, force: bool, lang: str | None, knowledge: Path | None
) -> None:
    """Write the rules as CLIPS 6.4 source with comments, which say how to use it."""
    from triage.agreement.to_clips import to_clips
    from triage.language.check_in import load_check_in
    from triage.terminal.saving import keep_new

    base = load_base(knowledge)
    language_of(base, lang)  # what is said of the file; CLIPS itself reads none
    text = to_clips(load_check_in(base, knowledge) if inside else base)
    place = place_of(out, output)
    if place is None:
        same_bytes()
        click.echo(text, nl=False)
    else:
        keep_new(place, text, force, sources=read_by(knowledge))
        say_written(place)


@export.command(name="phrases", short_help="What the program says, to be said otherwise.")
@lang_option
@knowledge_option
@into_a_file(private=False)
def export_phrases(lang: str | None, knowledge: Path | None) -> None:
    """Print what the program itself says, as a file of a base that says it in another way or in another language."""
    from triage.reports.author.phrases import phrases_yaml

    base = load_base(knowledge)
    language = language_of(base, lang)
    same_bytes()
    click.echo(phrases_yaml(Words(base, language)), nl=False)


@export.command(name="markdown", short_help="All of it, as a book of pages.")
@click.argument("out", required=False, metavar="[OUT/]", type=click.Path(path_type=Path))
@lang_option
@knowledge_option
@output_options
def export_markdown(
    out: Path | None, output: Path | None, force: bool, lang: str | None, knowledge: Path | None
) -> None:
    """Write the whole base as a book of Markdown pages with links, one page a condition and a care pathway."""
    from triage.reports.author.book import book
    from triage.terminal.saving import keep_book

    base = load_base(knowledge)
    pages = book(Words(base, language_of(base, lang)))
    place = place_of(out, output)
    if place is None:
        raise click.UsageError("A book is a directory of pages; name one with --output.")
    keep_book(place, pages, force)
    click.echo(f"{place / 'index.md'}: {len(pages)} pages")
