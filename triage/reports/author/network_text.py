"""A network as DOT, for Graphviz, and as Mermaid, for Markdown pages that draw it themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.explanation.network import STRONG, Key, Link, Network, Part
from triage.reports.author.network_words import MARKS, SINGULAR, Scribe

MERMAID_LINKS = 500
"""So many lines Mermaid draws where its site does not allow more."""

DOT_LOOK = {
    "question": 'shape=box, style="rounded,filled", fillcolor="#e3f0fb"',
    "rule": 'shape=octagon, style=filled, fillcolor="#fff8dc"',
    "sign": 'shape=box, style=filled, fillcolor="#eeeeee"',
    "condition": 'shape=box, style=filled, fillcolor="#e8f5e2"',
    "warning-sign": 'shape=box, style=filled, fillcolor="#fde8e4", color="#a3230f"',
    "urgency": 'shape=cds, style=filled, fillcolor="#f3e6f8"',
    "pathway": 'shape=cds, style=filled, fillcolor="#e0f3f1"',
}
MERMAID_SHAPE = {"question": ('(["', '"])'), "rule": ('{{"', '"}}'), "urgency": ('>"', '"]'), "pathway": ('>"', '"]')}


def network_dot(scribe: Scribe, network: Network, centre: Sequence[Key] = (), case: str = "") -> str:
    """A directed graph from left to right, with a tooltip on everything."""
    return "\n".join(_dot(scribe, network, centre, case)) + "\n"


def _dot(scribe: Scribe, network: Network, centre: Sequence[Key], case: str) -> Iterator[str]:
    numbers = {part.key: number for number, part in enumerate(network.parts)}
    yield f"// {_line(scribe.description(case))}"
    yield f"digraph {_quoted(scribe.title(centre))} {{"
    yield '  rankdir=LR; node [fontname="sans-serif", fontsize=11]; edge [color="#46536b"];'
    parts = {part.key: part for part in network.parts}
    for number, group in enumerate(scribe.groups()):
        inside = not centre or bool(scribe.topic)  # groups would only pull neighbours apart
        if inside:
            yield f"  subgraph cluster_{number} {{ label={_quoted(group.title)};"
        for key in group.members:
            yield f"    n{numbers[key]} [{_dot_part(scribe, parts[key], key in centre)}];"
        if inside:
            yield "  }"
    for link in network.links:
        look = [f"tooltip={_quoted(scribe.about_link(link))}"]
        if link.gate or link.against:
            look.append(f"style={'dotted' if link.gate else 'dashed'}")
        if link.lit:
            look.append('penwidth=3, color="#0b5d43"')
        yield f"  n{numbers[link.start]} -> n{numbers[link.end]} [{', '.join(look)}];"
    yield "}"


def _dot_part(scribe: Scribe, part: Part, middle: bool) -> str:
    look = [f"label={_quoted(_label(scribe, part))}", f"tooltip={_quoted(scribe.about(part))}", DOT_LOOK[_kind(part)]]
    if middle or part.state in STRONG:
        look.append("penwidth=3")
    return ", ".join(look)


def network_mermaid(scribe: Scribe, network: Network, centre: Sequence[Key] = (), case: str = "") -> str:
    """A flow chart from left to right."""
    return "\n".join(_mermaid(scribe, network, centre, case)) + "\n"


def _mermaid(scribe: Scribe, network: Network, centre: Sequence[Key], case: str) -> Iterator[str]:
    numbers = {part.key: number for number, part in enumerate(network.parts)}
    parts = {part.key: part for part in network.parts}
    yield "flowchart LR"
    yield f"  %% {_line(scribe.title(centre))}. {_line(scribe.description(case))}"
    if len(network.links) > MERMAID_LINKS:
        yield f"  %% {len(network.links)} lines: draw it with maxEdges set to as many, or take less with --topic."
    yield f"  accTitle: {_line(scribe.title(centre))}"
    yield f"  accDescr: {_line(scribe.description(case))}"
    inside = not centre or bool(scribe.topic)
    for number, group in enumerate(scribe.groups()):
        if inside:
            yield f'  subgraph g{number}["{_entities(group.title)}"]'
        for key in group.members:
            start, end = MERMAID_SHAPE.get(SINGULAR.get(key.kind, key.kind), ('["', '"]'))
            yield f"    n{numbers[key]}{start}{_entities(_label(scribe, parts[key]))}{end}"
        if inside:
            yield "  end"
    for link in network.links:
        yield f"  n{numbers[link.start]} {_arrow(link)} n{numbers[link.end]}"
    kinds = {kind: DOT_LOOK[kind].split('fillcolor="')[1][:7] for kind in DOT_LOOK}
    for kind, colour in kinds.items():
        if members := [f"n{numbers[part.key]}" for part in network.parts if _kind(part) == kind]:
            yield f"  classDef {kind} fill:{colour},stroke:#444,color:#111"
            yield f"  class {','.join(members)} {kind}"
    strong = [part for part in network.parts if part.key in centre or part.state in STRONG]
    if strong:
        yield "  classDef strong stroke-width:3px,stroke:#0b3d2e,font-weight:bold"
        yield f"  class {','.join(f'n{numbers[part.key]}' for part in strong)} strong"
    lit = [str(number) for number, link in enumerate(network.links) if link.lit]
    if lit:
        yield f"  linkStyle {','.join(lit)} stroke:#0b5d43,stroke-width:3px"


def _arrow(link: Link) -> str:
    """Thick for what is lit: it stays one where no colours are shown."""
    return "==>" if link.lit else "-.->" if link.against or link.gate else "-->"


def _kind(part: Part) -> str:
    return part.group if part.key.kind in ("finding", "findings") else SINGULAR.get(part.key.kind, part.key.kind)


def _label(scribe: Scribe, part: Part) -> str:
    alarm = "! " if _kind(part) == "warning-sign" else ""
    return f"{MARKS[part.state]} {alarm}{scribe.short(part)}" if part.state else f"{alarm}{scribe.short(part)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _line(text: str) -> str:
    """Text of a comment or title, which nothing may end early."""
    return " ".join(text.replace("{", "(").replace("}", ")").replace(";", ",").replace("%%", "%").split())


def _entities(text: str) -> str:
    return "".join(char if char.isalnum() or char in " -_.,:/()!?+✓✗·–★" else f"#{ord(char)};" for char in text)
