"""Properties: what must hold of a base whatever is answered, and what of it may stay though it looks odd.

A statement is a small tree like a condition, but about a whole case: its answers and what they come to. And it is
two-valued: a test of an answer or a finding holds where it is *certainly* true, and `Lacks` is everything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from triage.language.condition import Condition
from triage.language.errors import NOWHERE, Place
from triage.language.model import Text

Key = Literal[
    "finding",
    "refuted",
    "open",
    "urgency",
    "demanded",
    "leading",
    "pathway",
    "phase",
    "fires",
    "caution",
    "safety-net",
    "stance",
    "given",
    "applies",
    "contradiction",
]
"""What a statement can name of the outcome, as authors spell it."""
Where = Literal["advised", "advised-in-any-phase", "warned-against", "told"]
"""What the current phase says to do, what any phase of the pathway does, what the current one says to avoid, and
everything that someone is told."""
Monotone = Literal["urgency", "findings", "pathway"]
Kind = Literal["always", "never", "monotone", "in-order", "agreeing"]


@dataclass(frozen=True)
class Answered:
    """A test of an answer, certainly true."""

    condition: Condition


@dataclass(frozen=True)
class Comes:
    """One of these it is. `phase` names are PATHWAY/PHASE, `stance` names SUBJECT/STANCE."""

    key: Key
    names: tuple[str, ...]


@dataclass(frozen=True)
class Complete:
    """Every question that applies is answered, be it with `unknown`."""


@dataclass(frozen=True)
class Says:
    """A line that is shown has one of these words, in the language that the proof is about."""

    where: Where
    words: Mapping[str, tuple[str, ...]]

    def __hash__(self) -> int:
        return hash((self.where, tuple(self.words.items())))


@dataclass(frozen=True)
class AdvisesSomething:
    """The current phase tells to do anything at all."""


@dataclass(frozen=True)
class AdvisesExercise:
    """The current phase, or any phase of the pathway, has one of these exercises."""

    exercises: tuple[str, ...]
    any_phase: bool = False


@dataclass(frozen=True)
class AdvisesPainAbove:
    """The current phase, or any phase of the pathway, has an exercise whose text does not limit the pain to this much
    out of 10."""

    limit: float
    any_phase: bool = False


@dataclass(frozen=True)
class Every:
    parts: tuple[Statement, ...]


@dataclass(frozen=True)
class Some:
    parts: tuple[Statement, ...]


@dataclass(frozen=True)
class SomeOf:
    """So many of the parts hold, or more."""

    count: int
    parts: tuple[Statement, ...]


@dataclass(frozen=True)
class Lacks:
    """The part does not hold: plain negation, not "certainly false"."""

    part: Statement


Advises = Says | AdvisesSomething | AdvisesExercise | AdvisesPainAbove
Statement = Answered | Comes | Complete | Advises | Every | Some | SomeOf | Lacks


def parts(statement: Statement) -> Iterator[Statement]:
    """Every part of the tree that has no parts itself, in order."""
    match statement:
        case Every(inner) | Some(inner) | SomeOf(_, inner):
            for part in inner:
                yield from parts(part)
        case Lacks(part):
            yield from parts(part)
        case _:
            yield statement


@dataclass(frozen=True)
class Instance:
    """One of the statements that a property stands for: wherever `when` holds, `then` does. `bound` says what the
    variables of `for-each` stand for in it."""

    when: Statement
    then: Statement
    bound: Mapping[str, str] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether it is about words, so that it is to be proved in each language."""
        return any(isinstance(part, Says) for part in (*parts(self.when), *parts(self.then)))


@dataclass(frozen=True, eq=False)
class Property:
    """What must hold, why, and the hazards that it keeps away. `of`: what is `monotone`, the pathways `in-order`, or
    the subjects on which lines are `agreeing`."""

    id: str
    kind: Kind
    hazards: tuple[str, ...]
    because: Text
    instances: tuple[Instance, ...] = ()
    of: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Accepted:
    """A remark of the lint that may stay: which check, about what, and why."""

    check: str
    at: tuple[str, ...]
    because: Text
    place: Place = NOWHERE


@dataclass(frozen=True)
class Promises:
    """Everything in the properties of a base."""

    properties: Mapping[str, Property]
    accepted: tuple[Accepted, ...]
