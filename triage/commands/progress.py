"""`triage progress`: pain and phase over time."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from triage.commands.options import knowledge_option, lang_option
from triage.commands.reading import language_for, load_base, needing, read_by, standing_of
from triage.commands.telling import new_page, say_first
from triage.commands.writing import output_options, place_of, say_written
from triage.language.errors import TriageError
from triage.language.words import Words
from triage.words.message import phrased


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--svg", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in an SVG file.")
@click.option("--png", metavar="OUT", type=click.Path(path_type=Path), help="Draw it in a PNG file.")
@lang_option
@knowledge_option
@output_options
def progress(
    file: Path,
    svg: Path | None,
    png: Path | None,
    output: Path | None,
    force: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Show pain and phase over time, from the check-ins in FILE. --output with a name that ends in .svg or .png draws
    it."""
    from triage.follow_up.progress import progress as over_time
    from triage.language.check_in import load_check_in
    from triage.reports.person.progress import progress_text
    from triage.terminal.checking_in import recorded
    from triage.terminal.saving import keep_new, refuse
    from triage.terminal.waiting import framed
    from triage.words.saying import say

    with framed("progress", file):
        base = load_base(knowledge)
        inside = load_check_in(base, knowledge)
        here = recorded(base, file)
        language = language_for(base, lang, here.case)
        points = over_time(inside, here.pathway, here.follow_up, str(file))
    ending = "" if output is None else output.suffix.lower()
    kinds: tuple[tuple[Literal["svg", "png"], Path | None], ...] = (
        ("svg", output if ending == ".svg" else svg),
        ("png", output if ending == ".png" else png),
    )
    drawn = {kind: out for kind, out in kinds if out is not None}
    place = place_of(None, output)
    stands = standing_of(base, here.case, knowledge)
    for out in (*drawn.values(), *([] if place is None else [place])):
        refuse(out, force, read_by(knowledge, file))
    if svg is not None and png is not None and svg.resolve() == png.resolve():
        raise TriageError(phrased("{svg}: --svg and --png name the same file; give each its own", svg=svg))
    if drawn:
        with needing("chart"):
            from triage.reports.to_picture import progress_picture
        say_first(stands, language, aside=True)  # a picture is of the pain alone
        for kind, out in drawn.items():
            picture = progress_picture(here.pathway, points, kind, language)
            keep_new(out, picture, force, private=True, sources=read_by(knowledge, file))
            click.echo(say("drawn", language, file=out))
        if output in drawn.values() or output is None:
            return
    else:
        say_first(stands, language, aside=place is not None)
    text = progress_text(Words(inside, language), here.pathway, points, new_page())
    if place is None:
        click.echo(text, nl=False)
    else:
        keep_new(place, text, force, private=True, sources=read_by(knowledge, file))
        say_written(place)
