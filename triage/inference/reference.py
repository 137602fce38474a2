"""The same conclusions without experta: conditions evaluated one after the other. The reference for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.language.base import Base
from triage.language.evaluate import INAPPLICABLE, Answer, Known, Value, evaluate


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What answers make certain. `values` are the answers that count, `findings` what is established (True) or
    refuted (False), `fired` the rules and `cautions` the cautions whose condition is true, `urgency` what is
    demanded (None while nothing is)."""

    values: Mapping[str, Value]
    findings: Mapping[str, bool]
    fired: frozenset[str]
    cautions: frozenset[str]
    urgency: str | None


def conclude(base: Base, answers: Mapping[str, Answer]) -> Conclusions:
    """Everything that follows from the answers (checked before)."""
    values: dict[str, Value] = {}
    findings: dict[str, bool] = {}
    known = Known(values, findings)
    for name in sorted(base.stratum, key=base.stratum.__getitem__):
        if name in base.questions:
            when = base.questions[name].when
            applies = True if when is None else evaluate(when, known)
            if applies is False:
                values[name] = INAPPLICABLE
            elif applies and name in answers:
                values[name] = answers[name]
        else:
            verdicts = [evaluate(condition, known) for condition in base.conditions_of[name]]
            if True in verdicts:
                findings[name] = True
            elif None not in verdicts:
                findings[name] = False
    fired = [rule for rule in base.rules.values() if evaluate(rule.when, known)]
    demands = [rule.urgency for rule in fired if rule.urgency is not None]
    return Conclusions(
        values,
        findings,
        frozenset(rule.id for rule in fired),
        frozenset(caution.id for caution in base.cautions.values() if evaluate(caution.when, known)),
        max(demands, key=base.levels.rank.__getitem__, default=None),
    )
