"""The one page that an outcome comes to, in the words of its language: plain data, for whoever shows it.

It is written in the reports (`triage.reports.person.page`); an outcome is asked for it by way of `display`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from triage.language.model import Help


@dataclass(frozen=True, slots=True)
class Points:
    """A list with its title. `more`: so many points stand in the whole outcome only."""

    key: str
    title: str
    points: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class OnePage:
    """What a person has to read, in this order.

    `level` is the id of the urgency, `help` how soon it asks for help, `urgency` what it is called, `act` what to do
    now; `notes` what has to be known of this advice (the questions are not finished, answers clash); `signs` the
    warning signs in the person's own answers; `reasons` the answers for which somebody has to look so soon where no
    sign tells it;
    `likely` the leading condition, or that no cause is clear; `lists` what to do, what not to do, what to take care of
    and when to seek help sooner; `not_ruled_out` and `rest` are lines, the first empty where there is nothing to say;
    `last` is the thing to do once more. `text` is all of it as 80 columns show it."""

    level: str
    help: Help
    urgency: str
    act: str
    notes: tuple[str, ...]
    signs: Points | None
    reasons: Points | None
    likely: str
    lists: tuple[Points, ...]
    not_ruled_out: str
    rest: str
    last: str
    text: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return self.text
