"""`triage graph`: the network of a base, drawn."""

from __future__ import annotations

from pathlib import Path

import click

from triage.commands.options import knowledge_option, lang_option, same_bytes
from triage.commands.reading import case_from, language_of, load_base, needing, read_by, standing_of
from triage.commands.telling import say_first
from triage.commands.writing import output_options, place_of, say_written
from triage.language.errors import TriageError
from triage.language.words import Words


@click.command()
@click.argument("out", required=False, metavar="[OUT]", type=click.Path(path_type=Path))
@click.option("--around", metavar="ID", help="Only what this depends on and what depends on it.")
@click.option("--topic", metavar="NAME", help="Only the questions of a topic and what depends on them.")
@click.option("--all", "whole", is_flag=True, help="Every part of the base in one drawing.")
@click.option("--depth", metavar="N", type=click.IntRange(1, 99), help="How far around, in steps.  [default: 1]")
@click.option("--case", "file", metavar="FILE", help="Light up what a case makes of it (- is standard input).")
@click.option("--format", "form", type=click.Choice(["svg", "dot", "mermaid"]), help="svg, or as OUT ends.")
@lang_option
@knowledge_option
@output_options
def graph(
    out: Path | None,
    around: str | None,
    topic: str | None,
    whole: bool,
    depth: int | None,
    file: str | None,
    form: str | None,
    output: Path | None,
    force: bool,
    lang: str | None,
    knowledge: Path | None,
) -> None:
    """Draw the network from questions through rules and findings to urgencies and pathways.

    It is an overview by topic, unless --topic, --around or --all asks for more. Without --around it is drawn without
    rules: a line says which of them made it. Without --output it is printed."""
    from triage.explanation import network as networks
    from triage.reports.author.network_text import network_dot, network_mermaid
    from triage.reports.author.network_words import Scribe
    from triage.terminal.saving import keep_new

    if depth is not None and around is None and topic is None:
        raise TriageError("--depth says how far to go around something; name it with --around or --topic")
    if (around is not None) + (topic is not None) + whole > 1:
        raise TriageError("--around, --topic and --all each say what to draw; give one of them")
    endings = {".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".svg": "svg"}
    place = place_of(out, output)
    ending = "" if place is None else place.suffix.lower()
    if form is None and ending and ending not in endings:
        raise TriageError(
            f"{place}: a graph is drawn as {', '.join(endings)}, and not as {ending}; "
            "a browser prints an SVG as PDF, and Graphviz makes pictures of a .dot"
        )
    base = load_base(knowledge)
    wanted = language_of(base, lang) if lang else None
    centre = networks.keys_of(base, around) if around is not None else ()
    centre = networks.topic(base, topic) if topic is not None else centre
    case = case_from(base, file) if file is not None else None
    language = wanted or language_of(base, None, None if case is None else case.language)
    network = networks.network(base)
    if case is not None:
        standing = standing_of(base, case, knowledge)
        say_first(standing, language, aside=True)
        network = networks.light(network, standing.outcome)
    if centre:
        network = networks.around(network, centre, depth or 1)
    if around is None:
        network = networks.folded(network) if whole or centre else networks.overview(network)
    scribe = Scribe(Words(base, language), network, {} if case is None else dict(case.answers), topic or "")
    form = form or endings.get(ending, "svg")
    if form == "svg":
        with needing("graph"):
            from triage.reports.author.network_svg import network_svg as drawn
    else:
        drawn = network_dot if form == "dot" else network_mermaid
    text = drawn(scribe, network, centre, "" if case is None else case.name)
    if place is None:
        same_bytes()
        click.echo(text, nl=False)
    else:
        sources = read_by(knowledge, *([] if file is None else [file]))
        keep_new(place, text, force, private=case is not None, sources=sources)
        say_written(place)
