"""`triage new`: the beginning of a base of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from triage.language.errors import in_shell


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", "-l", "languages", metavar="CODES", default="nl,en", show_default=True, help="Its languages.")
@click.option("--check-in", is_flag=True, help="With a small check-in, for follow-up.")
def new(directory: Path, languages: str, check_in: bool) -> None:
    """Start a knowledge base of your own in a new directory: small, sound, and full of comments to learn from."""
    from triage.language.preferred import preferred
    from triage.language.starter import start
    from triage.words.saying import languages as spoken
    from triage.words.saying import say

    codes = [code.strip() for code in languages.split(",")]
    for file in start(directory, codes, check_in):
        click.echo(file)
    language = preferred(spoken(), *codes[: len(codes) == 1])
    click.echo(f"\n{say('new-next', language, command=f'triage check -k {in_shell(directory)}')}")
