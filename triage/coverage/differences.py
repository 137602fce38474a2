"""What a worked case expected, and what came out otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from triage.cases.case import Case, Expectation
from triage.inference.outcome import Outcome, infer
from triage.language.base import Base


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about which a worked case is not as expected."""

    about: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.about}: expected {self.expected}, found {self.found}"


def differences(base: Base, case: Case) -> list[Difference]:
    """How the outcome of a worked case differs from what it expects; a case that expects nothing differs in that."""
    if case.expect is None or case.expect == Expectation():
        return [Difference("expect", "something", "nothing expected")]
    outcome = infer(base, case.answers)
    differing = []
    for about, wanted, seen in (
        ("urgency", case.expect.urgency, outcome.urgency),
        ("leading", case.expect.leading, outcome.leading or ""),
        ("pathway", case.expect.pathway, outcome.pathway),
    ):
        if wanted is not None and wanted != seen:
            differing.append(Difference(about, wanted or "none", seen or "none"))
    for about, names in case.expect.lists.items():
        differing += _listed(outcome, about, names)
    return differing


def _listed(outcome: Outcome, about: str, names: tuple[str, ...]) -> list[Difference]:
    match about:
        case "warning-signs":
            if set(names) != set(outcome.warning_signs):
                return [Difference(about, _words(names), _words(outcome.warning_signs))]
            return []
        case "fired":
            return [Difference(about, name, "it did not fire") for name in names if name not in outcome.fired]
        case "cautions":
            return [Difference(about, name, "it does not apply") for name in names if name not in outcome.cautions]
        case "must-not":
            come_out = {
                *(name for name, holds in outcome.known.findings.items() if holds),
                *outcome.fired,
                *outcome.cautions,
                outcome.urgency,
                outcome.pathway,
            }
            return [Difference(about, f"no {name}", name) for name in names if name in come_out]
        case _:
            return [
                Difference(about, name, f"it is {outcome.status(name)}")
                for name in names
                if outcome.status(name) != about
            ]


def _words(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
