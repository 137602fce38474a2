"""Pain and phase over time, and counts over many cases, as pictures. The one module that loads matplotlib."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import escape
from io import BytesIO
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from triage.follow_up.progress import Point
from triage.language.model import Help, Pathway
from triage.language.texts import text_in
from triage.language.words import Words
from triage.words.saying import say

FAMILIES = re.compile(rb"font-family: [^;\"]*")
DATES = 10
"""At most about so many days are named below a picture."""
COLOURS: Mapping[Help, str] = {
    "now": "#b3261e",
    "today": "#d9730d",
    "soon": "#c9a400",
    "later": "#3b6ea5",
    "none": "#3f8f4f",
}


def progress_picture(pathway: Pathway, points: tuple[Point, ...], form: Literal["svg", "png"], language: str) -> bytes:
    """Two panels over the days: the pain from 0 to 10, and the phase as steps below it. The same points give the same
    file."""
    figure = Figure(figsize=(8, 6), layout="constrained")
    FigureCanvasAgg(figure)  # draws in memory; no screen is needed
    pain, phase = figure.subplots(2, 1, sharex=True)
    felt = [(point.day, point.pain) for point in points if point.pain is not None]
    pain.plot([day for day, _ in felt], [value for _, value in felt], marker="o", color="#b3261e")
    for day, value in felt:
        pain.annotate(f"{value:g}", (day, value), textcoords="offset points", xytext=(0, 6), ha="center", fontsize=8)
    pain.set_ylim(-0.5, 10.5)
    pain.set_ylabel(say("chart-pain", language))
    pain.grid(alpha=0.3)
    phase.step([point.day for point in points], [point.place for point in points], where="post", marker="o")
    names = [text_in(part.name, language) for part in pathway.phases]
    phase.set_yticks(range(1, len(names) + 1), [f"{number}. {_short(name)}" for number, name in enumerate(names, 1)])
    phase.set_ylim(0.5, len(names) + 0.5)
    year = points[0].date.year
    marked = points[:: len(points) // DATES + 1]
    phase.set_xticks([point.day for point in marked], [_date(point.date, language, year) for point in marked])
    phase.tick_params(axis="x", labelrotation=45)
    phase.grid(alpha=0.3)
    title = f"{say('progress', language)}: {text_in(pathway.name, language)}"
    figure.suptitle(_plain(title))
    drawn = _saved(figure, form)
    return _named(drawn, title) if form == "svg" else drawn


def _date(day: date, language: str, year: int) -> str:
    """8 Mar; with its year where that is another."""
    month = say("months-short", language).split()[day.month - 1]
    return f"{day.day} {month}{f' {day.year}' if day.year != year else ''}"


def _named(svg: bytes, title: str) -> bytes:
    """The picture with a title and a role, for who hears it, in letters that every machine has."""
    svg = FAMILIES.sub(b"font-family: system-ui, sans-serif", svg)
    begin = svg.index(b"<svg ") + len(b"<svg ")
    end = svg.index(b">", begin) + 1
    title_tag = f"\n <title>{escape(title)}</title>".encode()
    return b"".join((svg[:begin], b'role="img" ', svg[begin:end], title_tag, svg[end:]))


def batch_picture(words: Words, urgency: Mapping[str, int], leading: Mapping[str, int]) -> bytes:
    """Two panels of bars, as SVG: how many cases of each urgency, and of each leading condition that there is."""
    base = words.base
    led = {name: number for name, number in leading.items() if number}
    figure = Figure(figsize=(8, 2.5 + 0.25 * len(led)), layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1, height_ratios=(5, max(len(led), 1)))
    levels = [_short(words.text(base.urgencies[level].name)) for level in urgency]
    above.set_title(words.say("urgency"))
    above.barh(levels, list(urgency.values()), color=[COLOURS[base.urgencies[level].help] for level in urgency])
    below.set_title(words.say("batch-leading"))
    below.barh([_short(words.text(base.findings[name].name)) for name in led], list(led.values()), color="#3b6ea5")
    below.set_xlabel(words.say("batch-cases"))
    for panel in (above, below):
        panel.invert_yaxis()
        panel.grid(axis="x", alpha=0.3)
        panel.ticklabel_format(axis="x", style="plain", useOffset=False)
    title = f"{words.text(base.title)}: {words.say('urgency')}; {words.say('batch-leading')}"
    return _named(_saved(figure, "svg"), title)


def _saved(figure: Figure, form: Literal["svg", "png"]) -> bytes:
    held = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "triage", "svg.fonttype": "none"}):
        figure.savefig(held, format=form, dpi=120, metadata={"Date": None} if form == "svg" else {"Software": None})
    return held.getvalue()


def _short(name: str) -> str:
    return _plain(name if len(name) <= 34 else name[:33] + "…")


def _plain(text: str) -> str:
    """Text in which matplotlib sees no formulas."""
    return text.replace("$", r"\$")
