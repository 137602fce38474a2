"""`triage replay`: a kept outcome, derived again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triage.commands.options import format_option, knowledge_option, lang_option
from triage.commands.reading import bytes_from, key_from, language_of, load_base
from triage.commands.telling import indented, new_page
from triage.language.errors import TriageError
from triage.language.words import Words


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--key", metavar="KEY", type=click.Path(path_type=Path), help="Check signatures with the key that made them."
)
@click.option(
    "--public-key",
    "public",
    metavar="KEY",
    type=click.Path(path_type=Path),
    help="Or with the public half of that key.",
)
@format_option("text", "json")
@lang_option
@knowledge_option
def replay(
    file: str, key: Path | None, public: Path | None, form: str, lang: str | None, knowledge: Path | None
) -> None:
    """Derive a saved outcome again, and say whether it is still the same.

    FILE (- is standard input) is what `triage run --format json` or `--record` wrote, one outcome or one a line. The
    exit code is 0 where every outcome is the same to the letter, 1 where one was altered or comes out otherwise under
    this version of the knowledge base, or where a key was given and a signature is missing or not of that key, 2 where
    one cannot be read. An older version can be named with --knowledge."""
    from triage.records.record import read_records
    from triage.reports.clinician.replay import replay as derived_again
    from triage.reports.clinician.replay import replay_json, replays_text

    if key is not None and public is not None:
        raise TriageError("--key and --public-key do the same here; give one of them")
    checking = key_from(public, public=True) if public is not None else key_from(key)
    base = load_base(knowledge)
    language = language_of(base, lang)
    shown = "standard input" if file == "-" else file
    replays = [derived_again(base, record, checking) for record in read_records(bytes_from(file), shown)]
    if form == "json":
        click.echo(indented(replay_json(replays, shown)))
    else:
        click.echo(replays_text(Words(base, language), replays, iter(new_page, None), shown), nl=False)
    sys.exit(max(2 if replayed.status == "unreadable" else 0 if replayed.confirmed else 1 for replayed in replays))
