"""`triage ask`: the interview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import engine_option, knowledge_option, lang_option
from triage.commands.reading import language_of, load_base
from triage.language.errors import TriageError

if TYPE_CHECKING:
    from triage.inference.session import EngineName

NEWEST = ""
"""In place of the name of a file: the interview that was saved last. No file is called so."""


@click.command()
@click.option("--save", metavar="FILE", type=click.Path(path_type=Path), help="Keep the answers in this file.")
@click.option(
    "--resume",
    metavar="[FILE]",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=NEWEST,
    help="Go on with a saved interview; the newest without FILE.",
)
@click.option("--list", "listing", is_flag=True, help="Show which interviews are saved, the newest first, and end.")
@click.option("--no-save", is_flag=True, help="Keep nothing on disk.")
@click.option("--story", metavar="FILE|TEXT", help="Keep what happened, in your own words, with the answers.")
@click.option("--plain", is_flag=True, help="Plain numbered prompts, as for screen readers.")
@click.option("--step", "stepped", is_flag=True, help="Show after each answer what it sets off.")
@click.option("--for", "whom", type=click.Choice(["myself", "another"]), help="For whom you answer. [default: myself]")
@engine_option("experta")
@lang_option
@knowledge_option
def ask(
    save: Path | None,
    resume: Path | None,
    listing: bool,
    no_save: bool,
    story: str | None,
    plain: bool,
    stepped: bool,
    whom: str | None,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Answer the questionnaire."""
    from triage.language.preferred import language_in, preferred
    from triage.terminal.kept import Kept, converse
    from triage.terminal.places import saved
    from triage.terminal.saving import told
    from triage.words.saying import languages, say

    if save is not None and no_save:
        raise TriageError("--save and --no-save cannot go together; take one")
    if listing:
        here = list(saved())
        for at, place in here:
            click.echo(f"{at:%Y-%m-%d %H:%M}  {place}")
        if not here:
            click.echo(say("none-saved", preferred(languages(), language_in(lang or ""))), err=True)
        return
    if resume == Path(NEWEST):
        newest = next(iter(saved()), None)
        if newest is None:
            raise TriageError("--resume: no interview is saved; name a file, or begin with triage ask")
        resume = newest[1]
    kind = Kept
    if stepped:
        from triage.terminal.stepped import Stepped as kind
    base = load_base(knowledge)

    def language(case: str | None) -> str:
        return language_of(base, lang, case)

    sys.exit(
        converse(
            base,
            language,
            save=save,
            resume=resume,
            keep=not no_save,
            plain=plain,
            kind=kind,
            knowledge=knowledge,
            engine=engine,
            another=None if whom is None else whom == "another",
            story="" if story is None else told(story),
        )
    )
