"""A recording to the steps that a class is shown.

The author's rules and cautions are a step each. What the language adds to them (a finding is ruled out once every rule
for it is false, a question turns out to apply or not, the counting inside a condition) is one step a depth, called
`consequences`; what of it shows nowhere goes with the step before. With `generated` every turn of the engine is a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from triage.inference.clauses import Clause
from triage.inference.trace import Event
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.errors import Place
from triage.language.evaluate import Answer, Known, Value
from triage.language.model import names
from triage.teaching.recording import Act, Cycle, Fact, Recording

Kind = Literal["answers", "rule", "caution", "consequences", "end"]
GIVEN = "given/"
KINDS: Mapping[str, int] = {
    **{"counts": 0, "inapplicable": 0},
    **{"fire": 1, "": 1},
    **{"refuted": 2, "established": 2},
    "caution": 3,
}
"""In which order the kinds of rules stand that lie equally deep: about questions, the author's, about findings, and
cautions."""


@dataclass(frozen=True)
class Memory:
    """What is certain at a moment. `facts` is working memory in the order in which it came, those from `old` on are
    new; `urgency` (None while no rule demands any) and `cautions` stand beside it."""

    facts: tuple[Fact, ...]
    old: int
    urgency: str | None
    cautions: tuple[str, ...]

    @cached_property
    def fields(self) -> Mapping[str, Value | bool]:
        return {fact.field: fact.value for fact in self.facts}

    @cached_property
    def new(self) -> frozenset[str]:
        return frozenset(fact.field for fact in self.facts[self.old :])

    @cached_property
    def known(self) -> Known:
        """The same, as conditions are evaluated against."""
        findings = {name: value for name, value in self.fields.items() if isinstance(value, bool)}
        answers = {name: value for name, value in self.fields.items() if not isinstance(value, bool)}
        return Known(answers, findings)


@dataclass(frozen=True, slots=True)
class Activation:
    """A rule that stands on the agenda; `new`: it did not at the step before."""

    clause: Clause
    new: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Things as they stand, what is done then, and what that brings. The last step does nothing.

    `acts` are several where they are shown as one, and hold what shows nowhere besides; `agenda` is that of the first,
    in the order of firing; `events` with the rules that came to stand on the agenda."""

    number: int
    kind: Kind
    acts: tuple[Act, ...]
    memory: Memory
    agenda: tuple[Activation, ...]
    events: tuple[Event, ...]

    @property
    def clause(self) -> Clause:
        """The rule that fires. Only for steps in which one does."""
        (act, *_) = self.acts
        assert isinstance(act, Clause)
        return act

    @property
    def told(self) -> Mapping[str, Answer]:
        """The answers that are told. Only for steps of that kind."""
        (act, *_) = self.acts
        assert not isinstance(act, Clause)
        return act

    @property
    def changes(self) -> tuple[Event, ...]:
        """What is brought, without what only came to stand on the agenda."""
        return tuple(event for event in self.events if event.kind not in ("activated", "fired", "answered"))


def steps(recording: Recording, generated: bool = False) -> tuple[Step, ...]:
    """Every step, the first one number 1. There is always one: the end."""
    steps_so_far: list[Step] = []
    urgency: str | None = None
    cautions: tuple[str, ...] = ()
    old = 0
    before: frozenset[Clause] = frozenset()
    for kind, cycles in _groups(recording.cycles, generated):
        first = cycles[0]
        memory = Memory(recording.facts[: first.facts], old, urgency, cautions)
        events = tuple(event for cycle in cycles for event in cycle.events)
        acts = tuple(cycle.act for cycle in cycles)
        agenda = tuple(Activation(clause, clause not in before) for clause in first.agenda)
        steps_so_far.append(Step(len(steps_so_far) + 1, kind, acts, memory, agenda, events))
        urgency = next((event.of for event in reversed(events) if event.kind == "raised"), urgency)
        cautions += tuple(event.of for event in events if event.kind == "cautioned")
        old, before = first.facts, frozenset(first.agenda)
    memory = Memory(recording.facts, old, urgency, cautions)
    return (*steps_so_far, Step(len(steps_so_far) + 1, "end", (), memory, (), ()))


def _groups(cycles: Sequence[Cycle], generated: bool) -> list[tuple[Kind, list[Cycle]]]:
    """The cycles that are a step together."""
    groups: list[tuple[Kind, list[Cycle]]] = []
    for (kind, _, _), run in groupby(
        enumerate(cycles), lambda numbered_cycle: _key(numbered_cycle[0], numbered_cycle[1], generated)
    ):
        group = [cycle for _, cycle in run]
        if groups and kind == "consequences" and not generated and not any(map(_shows, group)):
            groups[-1][1].extend(group)
        else:
            groups.append((kind, group))
    return groups


def _key(place: int, cycle: Cycle, generated: bool) -> tuple[Kind, int, int]:
    """What the cycles of a step have in common: for consequences how deep they lie, for others their place alone."""
    kind = kind_of(cycle.act)
    together = kind == "consequences" and not generated
    return kind, 0 if together else place, cycle.act.stratum if together and isinstance(cycle.act, Clause) else 0


def _shows(cycle: Cycle) -> bool:
    return any(event.kind != "activated" for event in cycle.events)


def kind_of(act: Act) -> Kind:
    if not isinstance(act, Clause):
        return "answers"
    return "rule" if act.conclude == "fire" else "caution" if act.conclude == "caution" else "consequences"


# The order of the agenda

Reason = Literal["first", "deeper", "kind", "later", "same"]


def reason(base: Base, above: Clause | None, clause: Clause) -> Reason:
    """Why an activation stands behind the one above it: it lies deeper, is of a kind that comes later, stands later in
    the base. `same`: the order in which the language made them, which says nothing to an author. None is above the
    first."""
    if above is None:
        return "first"
    if clause.stratum != above.stratum:
        return "deeper"
    if any(either.field.startswith("part/") for either in (above, clause)):
        return "same"  # an inner part is made beside whatever first has it
    if KINDS[clause.conclude] != KINDS[above.conclude]:
        return "kind"
    one, other = place(base, above), place(base, clause)
    return "same" if one is None or other is None or one == other else "later"


def place(base: Base, clause: Clause) -> Place | None:
    """Where in the base stands what the rule was made of; None for inner parts, which several rules may share."""
    kind, _, name = clause.field.partition("/")
    match clause.conclude:
        case "fire":
            return base.rules[name].place
        case "caution":
            return base.cautions[name].place
        case "counts" | "inapplicable":
            return base.questions[clause.field].place
        case "established" | "refuted":
            return None if clause.field == ALL_CLEAR else base.findings[clause.field].place
        case _:
            return base.rules[name].place if kind == "rule" else None


def depth_of(base: Base, name: str) -> int:
    """How deep a question or finding lies."""
    return base.stratum[name]


def rests_on(base: Base, clause: Clause) -> tuple[str, ...]:
    """The deepest questions and findings that a rule asks about: those because of which it lies as deep as it does."""
    asked = tuple(_asked(base, clause))
    return tuple(name for name in asked if base.stratum[name] == max(map(base.stratum.__getitem__, asked)))


def _asked(base: Base, clause: Clause) -> Iterator[str]:
    kind, _, name = clause.field.partition("/")
    match clause.conclude:
        case "fire":
            yield from names(base.rules[name].when)
        case "caution":
            yield from names(base.cautions[name].when)
        case "counts" | "inapplicable" | "established" | "refuted":
            yield from base.dependencies[clause.field]
        case _ if kind == "rule":
            yield from names(base.rules[name].when)
        case _:
            for literal in clause.body:
                if literal.field in base.stratum:
                    yield literal.field
