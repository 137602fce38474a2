"""What can be said of a base that loads: remarks, each with its place, and what was proved of its properties.

Errors are what is certainly wrong: something that can never come out, or a promise that is broken. Warnings are what
may be meant so; they can be accepted, with a reason, in the properties of the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.language.base import Base
from triage.language.checks import CHECKS, Severity
from triage.language.errors import Place
from triage.language.evaluate import Answer
from triage.language.property import Accepted, Property


@dataclass(frozen=True, order=True)
class Remark:
    """`at`: what it is about, and how an `accept` names it; `others`: what else has to do with it; `answers`: a
    smallest case that shows it, where one does."""

    place: Place
    check: str
    at: str
    others: tuple[str, ...] = ()
    answers: Mapping[str, Answer] | None = field(default=None, compare=False)

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
