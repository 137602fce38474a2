"""`triage explain`: why a case came out as it did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.commands.options import as_of_option, engine_option, format_option, knowledge_option, lang_option
from triage.commands.reading import case_from, language_for, language_of, load_base, standing_of
from triage.commands.telling import first_words, indented, last_words, new_page, page_by_page, say_first
from triage.commands.writing import into_a_file
from triage.language.words import Words

if TYPE_CHECKING:
    from datetime import date

    from triage.inference.session import EngineName


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--how", metavar="ID", multiple=True, help="The proof of a finding, urgency, pathway or caution.")
@click.option("--why-not", metavar="ID", multiple=True, help="What it lacked, and the fewest answers that bring it.")
@click.option("--what-if", metavar="QUESTION=ANSWER", multiple=True, help="What changes with another answer.")
@click.option("--hinges", is_flag=True, help="Which other answers, alone or in pairs, would change the outcome.")
@click.option("--enough", is_flag=True, help="A smallest set of the answers that forces this urgency.")
@click.option("--depth", metavar="N", type=click.IntRange(0, 99), help="How many steps of a proof to tell.")
@click.option("--open", "open_ends", is_flag=True, help="What could not be ruled out, and what would settle it.")
@format_option("text", "json")
@as_of_option
@engine_option("counters")
@lang_option
@knowledge_option
@into_a_file(private=True)
def explain(
    file: str,
    how: tuple[str, ...],
    why_not: tuple[str, ...],
    what_if: tuple[str, ...],
    hinges: bool,
    enough: bool,
    depth: int | None,
    open_ends: bool,
    form: str,
    as_of: date | None,
    engine: EngineName,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Explain the outcome of a case file or saved interview (- is standard input).

    Without options: one screen, on how the urgency and the likeliest condition came out, and what is open; --depth
    tells that whole, with sources. What does not fit on a terminal is shown page by page. --how, --why-not and
    --what-if may be repeated; all other answers of --what-if count together. After check-ins it explains how the case
    stands by now; the options ask about the answers of the interview, with what was answered anew since."""
    from triage.explanation.change import read_changes
    from triage.explanation.explanation import Asked
    from triage.explanation.explanation import explain as explained
    from triage.reports.clinician.explanation_json import explanation_json
    from triage.reports.clinician.explanation_text import explanation_text
    from triage.reports.person.standing import leads_words

    base = load_base(knowledge)
    wanted = language_of(base, lang) if lang else None
    asked = Asked(how, why_not, read_changes(base, what_if) if what_if else None, hinges, enough, open_ends)
    case = case_from(base, file)
    language = language_for(base, wanted, case)
    standing = standing_of(base, case, knowledge, as_of, engine, file)
    outcome = standing.basis if asked == Asked() else standing.outcome
    words = Words(outcome.base, language)
    explanation = explained(outcome, asked)
    if form == "json":
        say_first(standing, language, aside=True)
        click.echo(indented(explanation_json(words, explanation, standing)))
        return
    leads = leads_words(standing, language) if standing.past else None
    first = asked == Asked() and depth is None
    text = explanation_text(words, explanation, case, new_page(), leads, standing.urgency, depth, first)
    page_by_page([*first_words(standing, language), *text.splitlines(), *last_words(standing, language)])
