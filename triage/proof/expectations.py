"""Worked cases that cannot both be right, whatever the rules are.

More answers never take a conclusion back. So of two cases of which one has all answers of the other and maybe more,
the larger must come to all that was certain in the smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.cases.case import Expectation
from triage.language.base import Base
from triage.language.evaluate import Answer

Expected = tuple[Mapping[str, Answer], Expectation]
"""The answers of a worked case, and what it expects."""


def contradictions(base: Base, smaller: Expected, larger: Expected) -> Iterator[str]:
    """The keys of `expect` about which two cases contradict each other; none where neither extends the other."""
    answers, first = smaller
    more, then = larger
    if not answers.items() <= more.items():
        return
    same = len(answers) == len(more)
    if _urgency(base, first.urgency, then.urgency, same):
        yield "urgency"
    gives_way = bool(base.turning.get(first.leading or ""))
    if (same or not gives_way) and _order(base.condition_order, first.leading, then.leading, same, weakest=""):
        yield "leading"
    if _order(base.pathway_order, first.pathway, then.pathway, same, weakest=base.default_pathway):
        yield "pathway"
    yield from _lists(first, then, same)


def _urgency(base: Base, first: str | None, then: str | None, same: bool) -> bool:
    if first is None or then is None or first == then:
        return False
    # Below or at the default it may be that nothing was demanded yet.
    return same or (
        base.levels.rank[first] > base.levels.rank[base.default_urgency]
        and base.levels.rank[then] < base.levels.rank[first]
    )


def _order(order: tuple[str, ...], first: str | None, then: str | None, same: bool, weakest: str) -> bool:
    """What comes first in an order of precedence never gives way to what comes later."""
    if first is None or then is None or first == then:
        return False
    return same or (first != weakest and (then == weakest or order.index(then) > order.index(first)))


def _lists(first: Expectation, then: Expectation, same: bool) -> Iterator[str]:
    certain = {
        "established": {*_names(first, "established"), *_names(first, "warning-signs")},
        "refuted": set(_names(first, "refuted")),
    }
    later = {name: set(_names(then, name)) for name in ("established", "refuted", "open", "must-not")}
    later["established"] |= set(_names(then, "warning-signs"))
    if certain["established"] & (later["refuted"] | later["open"] | later["must-not"]):
        yield "established"
    if certain["refuted"] & (later["established"] | later["open"]):
        yield "refuted"
    signs = first.lists.get("warning-signs"), then.lists.get("warning-signs")
    if signs[0] is not None and signs[1] is not None:
        missing = not set(signs[0]) <= set(signs[1])
        if missing or (same and set(signs[0]) != set(signs[1])):
            yield "warning-signs"
    for name in ("fired", "cautions"):
        if set(_names(first, name)) & later["must-not"]:
            yield name
    if same:
        undecided = set(_names(first, "open"))
        if undecided & (later["established"] | later["refuted"]):
            yield "open"
        if set(_names(first, "must-not")) & (
            later["established"] | {*_names(then, "fired"), *_names(then, "cautions")}
        ):
            yield "must-not"


def _names(expectation: Expectation, name: str) -> tuple[str, ...]:
    return expectation.lists.get(name, ())
