"""A condition with every part marked true, false or open, as things stand.

>>> known = Known(answers={"onset": "sudden"}, findings={})
>>> tree = marked(Any((Is("onset", ("gradual",)), Found("torn"))), known)
>>> tree.holds, [part.holds for part in tree.parts]
(None, [False, None])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.language.condition import All, Condition, Denied, Found, Is, Meant, Not, Several
from triage.language.evaluate import Known, evaluate


@dataclass(frozen=True, slots=True)
class Marked:
    """A condition, how it stands (None: open), and its parts marked alike."""

    condition: Condition
    holds: bool | None
    parts: tuple[Marked, ...] = ()


def marked(condition: Condition, known: Known) -> Marked:
    parts: tuple[Condition, ...] = ()
    if isinstance(condition, Several) and not isinstance(condition, Meant | Denied):
        parts = condition.parts
    elif isinstance(condition, Not) and not isinstance(condition.part, Found | Is | Meant):
        parts = (condition.part,)
    return Marked(condition, evaluate(condition, known), tuple(marked(part, known) for part in parts))


def blocking(tree: Marked) -> Iterator[Marked]:
    """The smallest parts because of which a condition that does not hold is as it is: false, or else open."""
    if not tree.parts:
        yield tree
    elif isinstance(tree.condition, Not):
        # What is denied is the other way round: the part as a whole says it best.
        yield tree
    else:
        wanted = [part for part in tree.parts if part.holds is tree.holds]
        for part in wanted[:1] if isinstance(tree.condition, All) and tree.holds is False else wanted:
            yield from blocking(part)
