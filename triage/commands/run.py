"""`triage run`: case files through the rules, without asking."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import as_of_option, engine_option, format_option, knowledge_option, lang_option
from triage.commands.reading import case_from, key_from, language_for, language_of, load_base, read_by, standing_of
from triage.commands.telling import new_page, say_first, say_last
from triage.commands.writing import into_a_file
from triage.language.errors import TriageError
from triage.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from triage.follow_up.standing import Standing
    from triage.inference.session import EngineName


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("text", "json")
@click.option("--full", is_flag=True, help="Print the whole outcome: every phase of the care pathway, and why.")
@click.option("--trace", is_flag=True, help="Print the whole outcome with every step of the reasoning.")
@click.option("--record", metavar="OUT", type=click.Path(path_type=Path), help="Keep it in a file, for triage replay.")
@click.option("--key", metavar="KEY", type=click.Path(path_type=Path), help="Sign what is kept with the key in a file.")
@as_of_option
@engine_option("experta")
@lang_option
@knowledge_option
@into_a_file(private=True)
def run(
    files: tuple[str, ...],
    form: str,
    full: bool,
    trace: bool,
    record: Path | None,
    key: Path | None,
    force: bool,
    as_of: date | None,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Triage the answers in case files (- is standard input) without asking.

    It prints one page: how soon, what to do, when to seek help sooner. With several files each outcome stands in the
    order given, in JSON one a line; a bad file gets its error there. After check-ins it is how the case stands by now,
    or on an earlier day with --as-of."""
    from triage.language.errors import CaseError
    from triage.language.pointing import said
    from triage.terminal.saving import keep_new, refuse
    from triage.words.saying import plainly

    if key is not None and record is None and form != "json":
        raise TriageError("--key signs what is kept; add --record with a file, or --format json")
    signing = key_from(key)
    base = load_base(knowledge)
    wanted = language_of(base, lang) if lang else None
    if record is not None:
        refuse(record, force, read_by(knowledge, *files))
    failed = False
    gap = ""
    kept: list[str] = []
    for file in files:
        try:
            case = case_from(base, file)
        except CaseError as error:
            failed = True
            if form == "json" and len(files) > 1:
                click.echo(json.dumps({"file": file, "error": str(error)}, ensure_ascii=False))
            click.echo(said(error, wanted or language_of(base, None)), err=True)
            continue
        language = language_for(base, wanted, case)
        standing = standing_of(base, case, knowledge, as_of, engine, file)
        if form == "json" or record is not None:
            from triage.reports.person.standing import stands
            from triage.reports.to_json import outcome_json

            told = stands(standing, plainly(language))
            data = outcome_json(standing.outcome, language, case.name, signing, told)
            printed = json.dumps(data, ensure_ascii=False, indent=2 if len(files) == 1 else None)
            kept.append(printed)
        if form == "json":
            say_first(standing, language, aside=True)
            click.echo(printed)
        else:
            if len(files) > 1:
                click.echo(f"{gap}==> {file} <==")
                gap = "\n"
            whole = full or trace
            for line in _notices(standing, language, whole):
                click.echo(line)
            click.echo(_words(standing, language, full, trace), nl=False)
            if whole:
                say_last(standing, language)
    if record is not None:
        sources = read_by(knowledge, *files)
        keep_new(record, "".join(f"{line}\n" for line in kept), force, private=True, sources=sources)
    if failed:
        sys.exit(2)


def _notices(standing: Standing, language: str, whole: bool) -> Iterator[str]:
    """What is said first; the page of a standing begins with it by itself."""
    from triage.reports.person.notices import notices

    for notice in notices(standing, language, led=not whole):
        page = new_page()
        page.paragraph(notice)
        yield from page.lines


def _words(standing: Standing, language: str, full: bool, trace: bool) -> str:
    """The whole outcome where that was asked for, otherwise the page."""
    from triage.reports.person.page import page_text
    from triage.reports.person.standing import leads_words, standing_page
    from triage.reports.person.to_text import to_text
    from triage.words.saying import say

    if full or trace:
        outcome = standing.basis if trace else standing.speaks
        leads = leads_words(standing, language) if standing.past else None
        return to_text(Words(outcome.base, language), outcome, new_page(), full=full, trace=trace, leads=leads)
    return page_text(standing_page(standing, language), new_page(), language, rest=say("page-rest-run", language))
