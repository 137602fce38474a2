"""Why a question is asked now: what it can still show or rule out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.inference.reach import Reach
from triage.language.condition import Condition


@dataclass(frozen=True, slots=True)
class Purpose:
    """`shows` and `rules_out` are warning signs and conditions, `urgencies` levels that the answer can still lead to,
    `tailors` says that it can change the advice itself."""

    shows: tuple[str, ...]
    rules_out: tuple[str, ...]
    urgencies: tuple[str, ...]
    tailors: bool


def purpose(reach: Reach, questions: tuple[str, ...]) -> Purpose:
    """What answers to these questions can still do."""
    base = reach.base
    session = reach.session

    bearing = reach.bearing(questions)

    def bears(conditions: Iterable[Condition], truth: bool) -> bool:
        return any(reach.circuit.extension(condition)[not truth] in bearing for condition in conditions)

    named = [name for name in (*base.warning_signs, *base.condition_order) if name not in session.findings]
    demands = {
        rule.urgency
        for rule in base.rules.values()
        if rule.urgency is not None
        and (session.urgency is None or base.levels.rank[rule.urgency] > base.levels.rank[session.urgency])
        and bears([rule.when], True)
    }
    return Purpose(
        shows=tuple(name for name in named if bears(base.conditions_of[name], True)),
        rules_out=tuple(name for name in named if reach.found(name)[1] and bears(base.conditions_of[name], False)),
        urgencies=tuple(sorted(demands, key=base.levels.rank.__getitem__, reverse=True)),
        tailors=not bearing.isdisjoint(reach.tailoring()),
    )
