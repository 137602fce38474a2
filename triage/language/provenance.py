"""What rests on what: the parts of a base that name claims, and the claims that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.language.base import Base
from triage.language.errors import NOWHERE, Place
from triage.language.model import EXPERT, Claim, Conflict, Document, Pathway

UNSEEN = frozenset({"phase"})
"""The kinds of parts that name claims without showing anything of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a base with what it rests on: claims, the agreement of experts (`EXPERT`), or both.

    A phase is named after its pathway (`rest/first-days`), an item after its phase (`rest/first-days/do/2`), and what
    belongs to the check-in of a base begins with `check-in/`."""

    kind: str
    id: str
    sources: tuple[str, ...]
    place: Place = NOWHERE

    @property
    def on_experts_alone(self) -> bool:
        return self.sources == (EXPERT,)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Documents, claims and conflicts, with what rests on each claim and the conflicts that name it."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    conflicts: Mapping[str, Conflict]
    parts: tuple[Part, ...]
    resting: Mapping[str, tuple[Part, ...]]
    disputed: Mapping[str, tuple[Conflict, ...]]

    def used(self, claim: str) -> bool:
        """Something that someone can be shown rests on the claim. A conflict that names it shows nothing of it."""
        return bool(self.visible(claim))

    def visible(self, claim: str) -> tuple[Part, ...]:
        """What someone can be shown that rests on the claim: a line, a dose, a rule. A phase shows nothing of it."""
        return tuple(part for part in self.resting[claim] if part.kind not in UNSEEN)


def provenance(base: Base, check_in: Base | None = None) -> Provenance:
    """What a base rests on, together with those of its check-in."""
    bases = [base] if check_in is None else [check_in, base]  # what both have counts as the base's own
    documents = {name: document for either_base in bases for name, document in either_base.documents.items()}
    claims = {name: claim for either_base in bases for name, claim in either_base.claims.items()}
    conflicts = {name: conflict for either_base in bases for name, conflict in either_base.conflicts.items()}
    own = {(part.kind, part.place): part for part in _parts(base)}
    added = [] if check_in is None else [part for part in _parts(check_in) if (part.kind, part.place) not in own]
    parts = (*_parts(base), *(Part(part.kind, f"check-in/{part.id}", part.sources, part.place) for part in added))
    resting: dict[str, list[Part]] = {name: [] for name in claims}
    for part in parts:
        for name in dict.fromkeys(part.sources):
            if name in resting:
                resting[name].append(part)
    disputed: dict[str, list[Conflict]] = {name: [] for name in claims}
    for conflict in conflicts.values():
        for name in dict.fromkeys(conflict.claims):
            if name in disputed:
                disputed[name].append(conflict)
    return Provenance(
        documents,
        claims,
        conflicts,
        parts,
        {name: tuple(on) for name, on in resting.items()},
        {name: tuple(by) for name, by in disputed.items()},
    )


def _parts(base: Base) -> Iterator[Part]:
    """Everything that has to rest on something, and the items that name claims of their own."""
    for question in base.questions.values():
        if question.unknown is not None and question.unknown.sources:
            yield Part("question", question.id, question.unknown.sources, question.place)
    for rule in base.rules.values():
        yield Part("rule", rule.id, rule.sources, rule.place)
    for preference in base.preferences.values():
        yield Part("preference", preference.id, preference.sources, preference.place)
    for pathway in base.pathways.values():
        yield from _phases(pathway)
    for exercise in base.exercises.values():
        yield Part("exercise", exercise.id, exercise.sources, exercise.place)
    for caution in base.cautions.values():
        yield Part("caution", caution.id, caution.sources, caution.place)
    for net in base.safety_net.values():
        yield Part("safety-net", net.id, net.sources, net.place)


def _phases(pathway: Pathway) -> Iterator[Part]:
    for phase in pathway.phases:
        name = f"{pathway.id}/{phase.id}"
        yield Part("phase", name, phase.sources, phase.place)
        for key, items in phase.items().items():
            for number, item in enumerate(items, 1):
                if item.sources:
                    yield Part("item", f"{name}/{key}/{number}", item.sources, phase.place)
