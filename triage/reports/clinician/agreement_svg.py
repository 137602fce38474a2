"""What reviewers said of many cases as a picture: how often the urgency was off, and the rules with most objections.

Bars with their counts beside them, drawn by hand: it needs no library, and says nothing that the table does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from triage.language.words import Words
from triage.records.agreement import Edition, Summary, Tally
from triage.reports.layout import clean
from triage.words.saying import say

MOST = 12
"""So many rules are drawn."""
WIDTH, NAME, ROW, BAR = 900, 340, 34, 440
INK, SOFT, LINE, OVER, UNDER, RULE = "#1b2733", "#4a5866", "#d5dce3", "#1d4f91", "#a31515", "#765000"


def agreement_svg(words: Words, agreement: Summary) -> str:
    """The picture of the reviews under the newest version of the base; where there are none it says so."""
    edition = next(iter(agreement.editions), None)
    title = words.say("desk-summary")
    parts = list(_nothing(words.language)) if edition is None else list(_drawn(words, edition))
    height = 60 + ROW * len(parts)
    body = "".join(f'<g transform="translate(0 {50 + ROW * place})">{part}</g>' for place, part in enumerate(parts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="16"><title>{_safe(title)}</title>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{body}</svg>'
    )


def _nothing(language: str) -> Iterator[str]:
    yield _heading(say("desk-picture-none", language))


def _drawn(words: Words, edition: Edition) -> Iterator[str]:
    yield _heading(f"{words.say('urgency')} ({words.base.id} {edition.version})")
    for key, triage, colour in (
        ("desk-picture-over", edition.over, OVER),
        ("desk-picture-under", edition.under, UNDER),
    ):
        yield _bar(words.say(key), triage.count, triage.reviews, colour, words.language)
    rules = [tally for tally in edition.tallies if tally.sort == "rule" and tally.objections]
    if rules:
        yield _heading(words.say("desk-picture-rules"))
    for tally in sorted(rules, key=_objected)[:MOST]:
        yield _bar(tally.id, len(tally.objections), tally.reviews, RULE, words.language)


def _objected(tally: Tally) -> tuple[int, str]:
    return -len(tally.objections), tally.id


def _heading(words: str) -> str:
    return f'<text x="16" y="20" fill="{INK}" font-weight="700">{_safe(words)}</text>'


def _bar(name: str, count: int, all_of: int, colour: str, language: str) -> str:
    long = BAR * count / all_of if all_of else 0
    shown = name if len(name) <= 38 else f"{name[:37]}…"
    label = say("desk-picture-row", language, count=count, reviews=all_of)
    return (
        f'<text x="16" y="20" fill="{SOFT}">{_safe(shown)}</text>'
        f'<rect x="{NAME}" y="4" width="{BAR}" height="22" fill="{LINE}"/>'
        f'<rect x="{NAME}" y="4" width="{long:.1f}" height="22" fill="{colour}"/>'
        f'<text x="{NAME + BAR + 12}" y="20" fill="{INK}">{_safe(label)}</text>'
    )


def _safe(text: str) -> str:
    return escape(clean(text))
