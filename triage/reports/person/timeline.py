"""The phases of a pathway as bars next to each other: where each stands, how wide it is, what is written on it.

Widths are in per cent and heights in pixels, so that a drawing fits any screen and its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from triage.inference.outcome import Stretch
from triage.language.model import Amount, Pathway, Phase
from triage.language.texts import text_in
from triage.words.saying import say

MOST = 5
"""So many bars fit beside each other on a phone."""
NARROWEST = 17.0
GAP = 1.0
ROW = 92
LOWER = 26
"""So much more where something is drawn below the bars."""
WEEK = 7
STATES = {"current": "now", "ahead": "later", "behind": "behind"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase. `x` and `width` are in per cent of the drawing, `y` in pixels; `open` where nobody can say how long
    it takes; `help`: it has its own reasons to seek help."""

    number: int
    state: str
    x: str
    width: str
    y: int
    lasts: str
    open: bool
    exercises: int
    help: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """`title` and `about` say in words what the bars show; `here` stands above the current one."""

    title: str
    about: str
    height: int
    here: str
    bars: tuple[Bar, ...]


def drawing(pathway: Pathway, stretches: Sequence[Stretch], language: str, paused: bool = False) -> Drawing:
    """The drawing of a pathway as it holds for one person. `paused`: the current phase waits."""
    height = ROW + LOWER * any(stretch.exercises or stretch.seek_help for stretch in stretches)
    both = list(zip(pathway.phases, stretches, strict=True))
    rows = _rows(len(both))
    bars: list[Bar] = []
    for line, numbers in enumerate(rows):
        widths = _widths([both[number][0] for number in numbers])
        x = 0.0
        for number, width in zip(numbers, widths, strict=True):
            phase, stretch = both[number]
            bars.append(
                Bar(
                    number + 1,
                    stretch.state,
                    f"{x:.2f}%",
                    f"{width:.2f}%",
                    line * height,
                    span_words(phase.takes, language),
                    phase.takes is None,
                    len(set(stretch.exercises)),
                    bool(stretch.seek_help),
                )
            )
            x += width + GAP
    return Drawing(
        say("report-drawing", language, name=text_in(pathway.name, language)),
        " ".join(
            _phase_words(number, phase, stretch, language, paused) for number, (phase, stretch) in enumerate(both, 1)
        ),
        len(rows) * height,
        state_words("current", language, paused),
        tuple(bars),
    )


def state_words(state: str, language: str, paused: bool) -> str:
    """The state of a phase in a word or two."""
    return say("report-paused" if paused and state == "current" else STATES[state], language)


def _rows(count: int) -> list[range]:
    """As few rows as do, none much longer than another."""
    rows = max(1, -(-count // MOST))
    length, more = divmod(count, rows)
    ranges, start = [], 0
    for row in range(rows):
        end = start + length + (row < more)
        ranges.append(range(start, end))
        start = end
    return ranges


def _widths(phases: Sequence[Phase]) -> list[float]:
    """What takes longer is wider. A phase that is open-ended counts as long as the longest of the others."""
    known = [phase.takes[1] for phase in phases if phase.takes is not None]
    days = [phase.takes[1] if phase.takes is not None else max(known, default=1) for phase in phases]
    free = 100 - GAP * (len(phases) - 1) - NARROWEST * len(phases)
    return [NARROWEST + free * days_of_phase / sum(days) for days_of_phase in days]


def span_words(takes: Amount | None, language: str) -> str:
    """How long a phase takes, in as few letters as can be: "6 days", "6-8 wk"."""
    if takes is None:
        return say("report-varies", language)
    if all(days % WEEK == 0 for days in takes):
        return say("report-weeks", language, count=_amount(takes[0] / WEEK, takes[1] / WEEK))
    key = "report-day" if takes == (1, 1) else "report-days"
    return say(key, language, count=_amount(*takes))


def _amount(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def _phase_words(number: int, phase: Phase, stretch: Stretch, language: str, paused: bool) -> str:
    """One phase in a sentence."""
    lasts = f" ({text_in(phase.lasts, language)})" if phase.lasts else ""
    parts = [state_words(stretch.state, language, paused).lower()]
    if exercises := len(set(stretch.exercises)):
        parts.append(say("report-exercise" if exercises == 1 else "report-exercises", language, count=exercises))
    if stretch.seek_help:
        parts.append(say("report-legend-help", language))
    return f"{number}. {text_in(phase.name, language)}{lasts}: {', '.join(parts)}."
