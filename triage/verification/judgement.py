"""What can be said of a base that loads: remarks, each with its place, and what was proved of its properties.

One table holds every check.
Errors are what is certainly wrong: something that can never come out, or a promise that is broken. Warnings are what
may be meant so; they can be accepted, with a reason, in the properties of the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from triage.language.errors import Place
from triage.language.evaluate import Answer
from triage.language.model import Base
from triage.language.property import Accepted, Property

Severity = Literal["error", "warning"]

CHECKS: Mapping[str, Severity] = {
    "rule-never-fires": "error",
    "rule-doubled": "error",
    "rule-adds-nothing": "warning",
    "finding-never-established": "error",
    "sign-never-ruled-out": "error",
    "finding-unused": "warning",
    "question-never-applies": "error",
    "question-not-needed": "warning",
    "options-alike": "warning",
    "pathway-never-reached": "error",
    "phase-never-current": "error",
    "phase-never-left": "error",
    "phase-without-way-out": "error",
    "line-never-shown": "warning",
    "caution-never-shown": "warning",
    "safety-net-never-shown": "warning",
    "contradiction-never-met": "warning",
    "cases-contradict": "error",
    "property-fails": "error",
    "property-says-nothing": "warning",
    "accepted-for-nothing": "error",
}
"""Every check, and how bad it is."""
WARNINGS = tuple(check for check, severity in CHECKS.items() if severity == "warning")


@dataclass(frozen=True, order=True)
class Remark:
    """`at`: what it is about, and how an `accept` names it; `others`: what else has to do with it."""

    place: Place
    check: str
    at: str
    others: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return CHECKS[self.check]


@dataclass(frozen=True, slots=True)
class Failure:
    """A smallest case in which a property fails. `bound`: what its variables stand for; `language`: in whose words;
    `before`: what was answered first, where the answers came in two steps."""

    answers: Mapping[str, Answer]
    bound: Mapping[str, str]
    language: str | None = None
    before: Mapping[str, Answer] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the solver says of a property. `failures`: the statements that fail, each with a case;
    `idle`: those whose `when` never holds; `statements`: how many there were to prove."""

    about: Property
    statements: int
    failures: tuple[Failure, ...]
    idle: tuple[Mapping[str, str], ...]

    @property
    def proved(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was found of one base. `accepted`: remarks that may stay, each with what says so. `verdicts` is None
    where nothing could be proved, as the solver is not installed."""

    base: Base
    remarks: tuple[Remark, ...] = ()
    accepted: tuple[tuple[Remark, Accepted], ...] = ()
    verdicts: tuple[Verdict, ...] | None = None

    @property
    def errors(self) -> int:
        return sum(remark.severity == "error" for remark in self.remarks)
