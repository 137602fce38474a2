"""One part of a base: what it depends on, what depends on it, and the worked cases in which it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal, get_args

from triage.explanation.network import Key, Network, network
from triage.explanation.worked import Worked
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.errors import TriageError, nearest, quoted
from triage.language.model import names
from triage.language.provenance import Provenance, provenance
from triage.words.message import phrased

PartKind = Literal["rule", "finding", "question", "pathway", "claim", "exercise"]
KINDS: tuple[PartKind, ...] = get_args(PartKind)


@dataclass(frozen=True, slots=True)
class Ref:
    """Some part of a base. A phase is named after its pathway (`rest/first-days`)."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class BasePart:
    """`direct` parts are one step away, `further` those behind them. `sources`: claims, or the agreement of experts.
    `cases`: the worked cases in which it matters, of so many that were `tried`."""

    kind: PartKind
    id: str
    depends_on: tuple[Ref, ...]
    depends_on_further: tuple[Ref, ...]
    used_by: tuple[Ref, ...]
    used_by_further: tuple[Ref, ...]
    sources: tuple[str, ...]
    cases: tuple[str, ...]
    tried: int


def read_kind(word: str, name: str | None, table: bool) -> tuple[PartKind, bool]:
    """The kind that is meant, and whether all parts of it are to be listed. Raises TriageError."""
    one = next((kind for kind in KINDS if word in (kind, f"{kind}s")), None)
    if one is None:
        hint = nearest(word, (*KINDS, *(f"{kind}s" for kind in KINDS)))
        raise TriageError(phrased("there is no kind {name}; {hint}", name=quoted(word), hint=hint))
    if table and (one != "rule" or name is not None):
        raise TriageError("a decision table is made of rules: triage show rules --decision-table ID")
    all_of_kind = word != one
    if all_of_kind and name is not None:
        message = "{name} lists them all; one of them is: {command}"
        raise TriageError(phrased(message, name=quoted(word), command=f"triage show {one} {name}"))
    if not all_of_kind and name is None and not table:
        raise TriageError(phrased("which {kind}? {command} lists them", kind=one, command=f"triage show {one}s"))
    return one, all_of_kind


def parts_of(base: Base, kind: PartKind) -> tuple[str, ...]:
    """The ids of all parts of a kind, in the order of the base."""
    parts_by_kind: Mapping[PartKind, Iterable[str]] = {
        "rule": base.rules,
        "finding": base.findings,
        "question": base.questions,
        "pathway": base.pathways,
        "claim": base.claims,
        "exercise": base.exercises,
    }
    return tuple(parts_by_kind[kind])


def known(base: Base, kind: PartKind, name: str) -> None:
    """Raises TriageError where there is no such part: with the kinds that it is of, or else the nearest name."""
    if name in parts_of(base, kind):
        return
    others = [
        phrased("an {kind}: {command}" if other == "exercise" else "a {kind}: {command}", kind=other, command=command)
        for other in KINDS
        if name in parts_of(base, other) and (command := f"triage show {other} {name}")
    ]
    if others:
        said = reduce(lambda one, other: phrased("{one} or {other}", one=one, other=other), others)
        raise TriageError(phrased("{name} is no {kind}; it is {said}", name=quoted(name), kind=kind, said=said))
    hint = nearest(name, parts_of(base, kind))
    raise TriageError(phrased("no {kind} {name}; {hint}", kind=kind, name=quoted(name), hint=hint))


class Shower:
    """Shows the parts of one base, with the worked cases in mind."""

    def __init__(self, base: Base, worked: Worked) -> None:
        self.base = base
        self.worked = worked
        self.provenance = provenance(base)
        self.roads = _Roads(base, network(base))

    def shown(self, kind: PartKind, name: str) -> BasePart:
        """Everything about one part. Raises TriageError where there is no such part."""
        known(self.base, kind, name)
        under = self.roads.beneath(kind, name)
        over = self.roads.above(kind, name, self.provenance)
        return BasePart(
            kind,
            name,
            under,
            self.roads.further(under, self.roads.before),
            over,
            self.roads.further(over, self.roads.after),
            _sources(self.base, kind, name),
            relevant_cases(kind, name, self.worked, self.provenance),
            len(self.worked.names),
        )


def _sources(base: Base, kind: PartKind, name: str) -> tuple[str, ...]:
    """The claims that it rests on; of a finding those of its rules, of a pathway those of its phases."""
    match kind:
        case "rule":
            return base.rules[name].sources
        case "exercise":
            return base.exercises[name].sources
        case "claim":
            return (name,)
        case "finding":
            rules = [rule for rule in base.rules.values() if name in rule.establish]
            return tuple(dict.fromkeys(source for rule in rules for source in rule.sources))
        case "pathway":
            phases = base.pathways[name].phases
            items = (item for phase in phases for group in phase.items().values() for item in group)
            lists = (*(phase.sources for phase in phases), *(item.sources for item in items))
            return tuple(dict.fromkeys(source for sources in lists for source in sources))
        case "question":
            return ()


def relevant_cases(kind: PartKind, name: str, worked: Worked, resting: Provenance) -> tuple[str, ...]:
    match kind:
        case "rule":
            return worked.without_rules([name])
        case "finding":
            return worked.without_finding(name)
        case "question":
            return worked.without_answer(name)
        case "pathway":
            return worked.with_pathway(name)
        case "exercise":
            return worked.with_exercise(name)
        case "claim":
            parts = resting.resting[name]
            cases = set(worked.without_rules([part.id for part in parts if part.kind == "rule"]))
            for part in parts:
                if part.kind == "exercise":
                    cases |= set(worked.with_exercise(part.id))
                elif part.kind in ("phase", "item"):
                    cases |= set(worked.with_pathway(part.id.split("/")[0]))
            return tuple(case for case in worked.names if case in cases)


class _Roads:
    """Which parts are neighbours of which."""

    def __init__(self, base: Base, full: Network) -> None:
        self.base = base
        self.order = {Ref(part.key.kind, part.key.id): place for place, part in enumerate(full.parts)}
        self.before: dict[Ref, list[Ref]] = {ref: [] for ref in self.order}
        self.after: dict[Ref, list[Ref]] = {ref: [] for ref in self.order}
        for link in full.links:
            self.before[_ref(link.end)].append(_ref(link.start))
            self.after[_ref(link.start)].append(_ref(link.end))

    def beneath(self, kind: PartKind, name: str) -> tuple[Ref, ...]:
        """What it depends on: what its condition tests, or the rules that bring it."""
        if kind in ("claim", "exercise"):
            return ()
        refs = dict.fromkeys(self.before[Ref(kind, name)])
        if kind == "pathway":
            phases = self.base.pathways[name].phases
            refs |= dict.fromkeys(ref for phase in phases for when in phase.conditions() for ref in self.tested(when))
            refs |= dict.fromkeys(Ref("exercise", use.exercise) for phase in phases for use in phase.exercises)
        return tuple(refs)

    def above(self, kind: PartKind, name: str, resting: Provenance) -> tuple[Ref, ...]:
        """What depends on it: what it brings or is tested by, or what rests on it."""
        match kind:
            case "claim":
                parts = [Ref(part.kind, part.id) for part in resting.resting[name]]
                return (*parts, *(Ref("conflict", conflict.id) for conflict in resting.disputed[name]))
            case "exercise":
                return tuple(
                    Ref("phase", f"{pathway.id}/{phase.id}")
                    for pathway in self.base.pathways.values()
                    for phase in pathway.phases
                    if any(use.exercise == name for use in phase.exercises)
                )
            case "pathway":
                return ()
            case _:
                refs = dict.fromkeys(self.after[Ref(kind, name)])
                if kind != "rule":
                    refs |= dict.fromkeys(self._advice(Ref(kind, name)))
                return tuple(refs)

    def _advice(self, tested: Ref) -> Iterator[Ref]:
        """Parts outside the network that test it."""
        base = self.base
        for caution in base.cautions.values():
            if tested in self.tested(caution.when):
                yield Ref("caution", caution.id)
        for net in base.safety_net.values():
            if net.when is not None and tested in self.tested(net.when):
                yield Ref("safety-net", net.id)
        for contradiction in base.contradictions.values():
            if tested in self.tested(contradiction.when):
                yield Ref("contradiction", contradiction.id)
        for pathway in base.pathways.values():
            for phase in pathway.phases:
                if any(tested in self.tested(when) for when in phase.conditions()):
                    yield Ref("phase", f"{pathway.id}/{phase.id}")

    def tested(self, when: Condition) -> list[Ref]:
        return [Ref("question" if name in self.base.questions else "finding", name) for name in names(when)]

    def further(self, start: Iterable[Ref], neighbours: Mapping[Ref, list[Ref]]) -> tuple[Ref, ...]:
        """Everything behind these parts, without rules, in the order of the base."""
        first = set(start)
        waiting, seen = list(first), set(first)
        while waiting:
            for ref in neighbours.get(waiting.pop(), ()):
                if ref not in seen:
                    seen.add(ref)
                    waiting.append(ref)
        return tuple(sorted((ref for ref in seen - first if ref.kind != "rule"), key=self.order.__getitem__))


def _ref(key: Key) -> Ref:
    return Ref(key.kind, key.id)
