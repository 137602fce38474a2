"""A summary, of facts and tables, as HTML that stands in somebody else's page, or as text.

It brings no colours of its own but a bar along the side, so that it reads on a light and on a dark page; it loads
nothing, runs nothing, and whatever a file says in it is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from triage.language.model import Help
from triage.reports.layout import Page, clean

BARS: Mapping[Help, str] = {"now": "#d33", "today": "#d33", "soon": "#d80", "later": "#28c", "none": "#2a5"}
PLAIN = "#888"
STYLE = (
    "<style>div.triage-sheet td,div.triage-sheet th{text-align:left;vertical-align:top}"
    "div.triage-sheet caption,div.triage-sheet summary{text-align:left;font-weight:bold;margin-top:.6em}"
    "div.triage-sheet ul{margin:0;padding-left:1.2em}</style>"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A line; one that lies deeper belongs to the line above it."""

    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first column names the row. `folded`: closed until somebody opens it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """`level` is the urgency that it is about; `foot` stands small below."""

    title: str
    language: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    help: Help | None = None
    foot: str = ""


def fact(label: str, *texts: str) -> Fact:
    return Fact(label, tuple(Point(text) for text in texts if text))


# HTML


def to_html(summary: Summary) -> str:
    bar = BARS[summary.help] if summary.help else PLAIN
    style = f"border-left:4px solid {bar};padding-left:1em"
    parts = [
        f'<div class="triage-sheet" lang="{_text(summary.language)}" style="{style}">',
        STYLE,
        f"<p><strong>{_text(summary.title)}</strong></p>",
    ]
    if facts := [entry for entry in summary.facts if entry.points]:
        rows = "".join(
            f'<tr><th scope="row">{_text(entry.label)}</th><td>{_points(entry)}</td></tr>' for entry in facts
        )
        parts.append(f"<table><tbody>{rows}</tbody></table>")
    parts += [_folding(table) if table.folded else _table(table) for table in summary.tables if table.rows]
    if summary.foot:
        parts.append(f"<p><small>{_text(summary.foot)}</small></p>")
    return "\n".join([*parts, "</div>"])


def _points(fact: Fact) -> str:
    if len(fact.points) == 1:
        return _text(fact.points[0].text)
    tags, depth = ["<ul>"], 0
    for place, point in enumerate(fact.points):
        if point.depth > depth:
            tags.append("<ul>" * (point.depth - depth))
        elif place:
            tags.append("</li>" + "</ul></li>" * (depth - point.depth))
        depth = point.depth
        tags.append(f"<li>{_text(point.text)}")
    return "".join([*tags, "</li>", "</ul></li>" * depth, "</ul>"])


def _folding(table: Table) -> str:
    summary = f"{_text(table.caption)} ({len(table.rows)})"
    label = f' aria-label="{_text(table.caption)}"'
    return f"<details><summary>{summary}</summary><table{label}>{_rows(table)}</table></details>"


def _table(table: Table) -> str:
    return f"<table><caption>{_text(table.caption)}</caption>{_rows(table)}</table>"


def _rows(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{_text(first)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"


def _text(text: str) -> str:
    return escape(clean(text))


# Text


def to_plain(summary: Summary, page: Page) -> str:
    page.heading(summary.title)
    for entry in summary.facts:
        if len(entry.points) == 1:
            page.paragraph(f"{entry.label}: {entry.points[0].text}")
        elif entry.points:
            page.label(f"{entry.label}:")
            for point in entry.points:
                page.bullets([point.text], 2 + 2 * point.depth)
    for table in summary.tables:
        if table.rows:
            page.heading(f"{table.caption} ({len(table.rows)})")
            for row in [] if table.folded else table.rows:
                page.bullets([" | ".join(filter(None, row[1:]))], 0, clean(row[0]))
    if summary.foot:
        page.gap()
        page.paragraph(summary.foot)
    return page.text()
