"""Pain and phase over time: a list, and a chart in the terminal."""

from __future__ import annotations

import plotext

from triage.explanation.phrases import say, text_in
from triage.explanation.to_words import finding_words
from triage.follow_up.progress import Point
from triage.language.model import Base, Pathway
from triage.reports.layout import Page
from triage.reports.plan import day_words

AROUND = 4
"""The rows that title, frame and days take."""
DAYS = 10
"""At most about so many days are named below a chart."""


def progress_text(check_in: Base, pathway: Pathway, points: tuple[Point, ...], language: str, page: Page) -> str:
    """A chart of the pain, a chart of the phase, and every check-in on a line."""
    page.heading(f"{say('progress', language)}: {text_in(pathway.name, language)}")
    felt = [(point.day, point.pain) for point in points if point.pain is not None]
    page.gap()
    if felt:
        page.lines += _chart(felt, say("chart-pain", language), list(range(11)), page)
    page.gap()
    places = [(point.day, float(point.place)) for point in points]
    page.lines += _chart(places, say("chart-phase", language), list(range(1, len(pathway.phases) + 1)), page)
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases}
    page.gap()
    for point in points:
        pain = say("unknown", language) if point.pain is None else f"{point.pain:g}"
        page.bullets(
            [
                f"{day_words(point.date, language)} ({say('day', language, first=point.day).lower()}): "
                f"{say('pain', language).lower()} {pain}. {finding_words(check_in, point.decision, language)}. "
                f"{point.place}. {names.get(point.phase, point.phase)}"
            ]
        )
    return page.text()


def _chart(points: list[tuple[int, float]], title: str, ticks: list[int], page: Page) -> list[str]:
    figure = plotext.figure
    figure.clear()
    figure.plot_size(min(max(page.width, 30), 78), ticks[-1] - ticks[0] + 1 + AROUND)  # a row for each whole number
    figure.title(title)
    days = [day for day, _ in points]
    signal = figure.signal(days, [value for _, value in points], marker="*")
    figure.draw(signal)
    figure.ruler("y").lim(ticks[0], ticks[-1])
    figure.ruler("y").ticks(ticks, list(map(str, ticks)))
    figure.ruler("x").lim(min(days) - 1, max(days) + 1)
    marked = days[:: len(days) // DAYS + 1]
    figure.ruler("x").ticks(marked, list(map(str, marked)))
    shown: str = figure.build().string(colorless=True)
    return [line.rstrip() for line in shown.splitlines()]
