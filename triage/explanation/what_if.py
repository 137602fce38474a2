"""What would be different if some answers were otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.explanation.change import Change, changed, changes
from triage.inference.outcome import Outcome, Status, infer
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A finding of which the status would be another."""

    finding: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two outcomes, and what differs: findings of the kinds that people are told, rules that would no longer fire or
    would fire too, cautions alike."""

    changes: tuple[Change, ...]
    before: Outcome
    after: Outcome
    findings: tuple[StatusChange, ...]
    fired: tuple[str, ...]
    not_fired: tuple[str, ...]
    cautions: tuple[str, ...]
    no_cautions: tuple[str, ...]


def what_if(before: Outcome, others: Mapping[str, Answer | None]) -> WhatIf:
    """The outcome with these other answers beside the one that is; None is not answered."""
    base = before.base
    after = infer(base, changed(before.answers, others))
    told = [name for name, finding in base.findings.items() if finding.kind != "sign"]
    return WhatIf(
        changes(base, before.answers, others),
        before,
        after,
        tuple(
            StatusChange(name, before.status(name), after.status(name))
            for name in told
            if before.status(name) != after.status(name)
        ),
        _beyond(after.fired, before.fired),
        _beyond(before.fired, after.fired),
        _beyond(after.cautions, before.cautions),
        _beyond(before.cautions, after.cautions),
    )


def _beyond(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(name for name in names if name not in known)
