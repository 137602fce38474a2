"""Pain and phase over time, on one screen: a line a check-in, under the phase in which it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from triage.explanation.to_words import finding_words
from triage.follow_up.progress import Point
from triage.language.model import Pathway
from triage.language.words import Words
from triage.reports.layout import Page
from triage.reports.person.plan import day_words
from triage.words.saying import say

SCREEN = 24
"""So many lines a screen has at least."""
HEAD, LEFT = 4, 1
"""The lines above the check-ins, and one that stays free for what is typed next."""
MOST = 10
"""The worst pain."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The check-ins that followed each other in one phase."""

    phase: str
    points: tuple[Point, ...]


def progress_text(words: Words, pathway: Pathway, points: tuple[Point, ...], page: Page) -> str:
    """Every check-in on a line: its day, the pain as a bar, and what it came to. Where that is more than a screen, the
    earliest stays in a phase become one line each."""
    page.heading(f"{words.say('progress')}: {words.text(pathway.name)}")
    stays = [Stay(phase, tuple(group)) for phase, group in groupby(points, key=lambda point: point.before)]
    names = {phase.id: words.text(phase.name) for phase in pathway.phases}
    year = points[0].date.year
    width = max(len(day_words(point.date, words.language, year)) for point in points)
    page.gap()
    page.lines.append(_cut(f"{'':{width + 4}}{words.say('chart-pain')}", page))
    folded = _folded(stays)
    for number, stay in enumerate(stays):
        name = names.get(stay.phase, stay.phase)
        if number < folded:
            page.lines.append(_cut(f"{name}: {_summary(stay, words.language, year)}", page))
            continue
        page.lines.append(_cut(name, page))
        for point in stay.points:
            page.lines.append(_cut(_row(words, point, year, width), page))
    now = names.get(points[-1].phase, points[-1].phase)
    page.lines.append(_cut(f"{words.say('progress-now')}: {now}", page))
    return page.text()


def _row(words: Words, point: Point, year: int, width: int) -> str:
    pain = words.say("unknown") if point.pain is None else f"{point.pain:g}"
    bar = "" if point.pain is None else "█" * round(point.pain)
    decision = finding_words(words, point.decision)
    return f"  {day_words(point.date, words.language, year):{width}}  {bar:·<{MOST}} {pain:<3}  {decision}"


def _summary(stay: Stay, language: str, year: int) -> str:
    first, last = stay.points[0], stay.points[-1]
    count = len(stay.points)
    felt = [point.pain for point in stay.points if point.pain is not None]
    days = day_words(first.date, language, year)
    if count > 1:
        days += f" – {day_words(last.date, language, year)}"
    parts = [days, say("progress-check-in" if count == 1 else "progress-check-ins", language, count=count)]
    if felt:
        moved = f"{felt[0]:g}" if len(set(felt)) == 1 else f"{felt[0]:g} → {felt[-1]:g}"
        parts.append(f"{say('pain', language).lower()} {moved}")
    return ", ".join(parts)


def _folded(stays: Sequence[Stay]) -> int:
    """So many of the earliest stays are told in one line, for all to fit on a screen; the last never is."""
    room = SCREEN - HEAD - LEFT - 1
    for folded in range(len(stays)):
        if folded + sum(_lines(stays[folded:])) <= room:
            return folded
    return len(stays) - 1


def _lines(stays: Sequence[Stay]) -> Iterator[int]:
    return (1 + len(stay.points) for stay in stays)


def _cut(line: str, page: Page) -> str:
    """A line of a chart is not broken, but cut."""
    return line if len(line) <= page.width else f"{line[: page.width - 1]}…"
