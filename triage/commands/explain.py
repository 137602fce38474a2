"""`triage explain`: why a case came out as it did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import engine_option, format_option, knowledge_option, lang_option
from triage.commands.reading import case_from, check_in_of, language_for, language_of, load_base
from triage.commands.telling import indented, new_page, say_first, say_last

if TYPE_CHECKING:
    from triage.inference.session import EngineName


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--how", metavar="ID", multiple=True, help="The proof of a finding, urgency, pathway or caution.")
@click.option("--why-not", metavar="ID", multiple=True, help="What it lacked, and the fewest answers that bring it.")
@click.option("--what-if", metavar="QUESTION=ANSWER", multiple=True, help="What changes with another answer.")
@click.option("--hinges", is_flag=True, help="Which other answers, alone or in pairs, would change the outcome.")
@click.option("--enough", is_flag=True, help="A smallest set of the answers that forces this urgency.")
@click.option("--open", "open_ends", is_flag=True, help="What could not be ruled out, and what would settle it.")
@format_option("text", "json")
@engine_option("counters")
@lang_option
@knowledge_option
def explain(
    file: str,
    how: tuple[str, ...],
    why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    hinges: bool,
    enough: bool,
    open_ends: bool,
    form: str,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Explain the outcome of a case file or saved interview (- is standard input).

    Without options: how the urgency and the likeliest condition came out, and what is open. --how, --why-not and
    --what-if may be repeated; all other answers of --what-if count together."""
    from triage.explanation.change import read_changes
    from triage.explanation.explanation import Asked
    from triage.explanation.explanation import explain as explained
    from triage.inference.outcome import infer
    from triage.reports.explanation_json import explanation_json
    from triage.reports.explanation_text import explanation_text

    base = load_base(knowledge)
    wanted = language_of(base, lang) if lang else None
    asked = Asked(how, why_not, read_changes(base, what_if) if what_if else None, hinges, enough, open_ends)
    case = case_from(base, file)
    language = language_for(base, wanted, case)
    made = explained(base, infer(base, case.answers, engine), asked)
    inside = check_in_of(base, case, knowledge)
    say_first(base, case, language, aside=form == "json", inside=inside)
    if form == "json":
        click.echo(indented(explanation_json(base, made, case, language, inside)))
    else:
        click.echo(explanation_text(base, made, case, language, new_page()), nl=False)
        say_last(base, case, language, inside)
