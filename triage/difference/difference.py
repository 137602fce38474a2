"""What a change of knowledge comes to: the changes of outcome there are, how many cases each has, and which changed
parts lie behind it. The changes themselves are found by a solver; see `outcome_changes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from random import Random
from typing import Literal

from triage.cases.project import Project
from triage.cases.random_cases import Cases
from triage.coverage.bitset import Answers, CaseBitset, case_bitset, positions
from triage.difference.parts import OneSided, PartChange, as_taken, one_sided, part_changes
from triage.difference.renamed import renamed
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.evaluate import Answer
from triage.language.model import HELPS, names

Aspect = Literal["urgency", "leading", "pathway"]
ASPECTS: tuple[Aspect, ...] = ("urgency", "leading", "pathway")
Among = Literal["both", "contradictory", "one-sided"]
"""Whether there is a case of answers that both bases take; only of such that contradict each other; or only with an
answer that one of them does not take."""
APART = 100
"""More than a base has levels that ask for help equally soon."""
SAMPLE = 10_000
"""So many random cases are counted, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case as each of the bases hears it: the same, unless only one of them takes some of the answers. `smallest`:
    there is none with fewer answers; otherwise only that none of its answers can be left out."""

    old: Mapping[str, Answer]
    new: Mapping[str, Answer]
    among: Among
    smallest: bool = True

    @property
    def answers(self) -> dict[str, Answer]:
        return {**self.old, **self.new}


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """A kind of change: what the outcome was and what it is now ("" for no leading condition), with a small case.
    `worked`: the worked cases that change so; `sampled`: how many of the sample; `behind`: the changes of parts each of
    which, taken back alone, takes the change of the smallest case back. `step`: how much more urgent it
    is now, less than nothing where it is less urgent."""

    aspect: Aspect
    old: str
    new: str
    example: Example
    worked: tuple[str, ...] = ()
    sampled: int = 0
    behind: tuple[PartChange, ...] = ()
    step: int = 0

    @property
    def lowers(self) -> bool:
        """Whether someone is now told something less urgent."""
        return self.step < 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases there were, and in how many each aspect of the outcome differs."""

    total: int
    changed: Mapping[Aspect, int]
    any: int
    less_urgent: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a base. `changes` are all there are: those that lower an urgency come first. `unreadable`: how
    many case files could not be read; `taken_back`: the changes that were taken back one by one, to see what lies
    behind the smallest cases."""

    old: Base
    new: Base
    changes: tuple[OutcomeChange, ...]
    worked: Counts
    sample: Counts
    seed: int
    one_sided: tuple[OneSided, ...]
    parts: tuple[PartChange, ...]
    taken_back: tuple[PartChange, ...]
    unreadable: int = 0

    @property
    def lowering(self) -> tuple[OutcomeChange, ...]:
        return tuple(change for change in self.changes if change.lowers)

    @property
    def screens(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """In which order both ask the lists of warning signs that both have, in the old and in the new one."""
        kept = set(self.old.screens) & set(self.new.screens)
        return (
            tuple(name for name in self.old.screens if name in kept),
            tuple(name for name in self.new.screens if name in kept),
        )

    def renamed(self, change: OutcomeChange) -> bool:
        """Whether what is shown now is what was shown before, under another name."""
        kind = {"urgency": "urgency", "leading": "finding", "pathway": "pathway"}[change.aspect]
        return any((part.kind, part.was, part.id) == (kind, change.old, change.new) for part in self.parts if part.was)


Solve = Callable[[Base, Base], Iterable[OutcomeChange]]
Tell = Callable[["Counts", "Counts"], None]
"""Is told what was counted in the worked cases and in the sample before the solver begins."""


def compare(
    old: Base,
    new: Base,
    worked: Mapping[str, Answers],
    solve: Solve,
    size: int = SAMPLE,
    seed: int = 0,
    unreadable: int = 0,
    tell: Tell | None = None,
) -> Comparison:
    """What becomes of all cases; counted over the worked cases (of both bases, by name, under the names that questions
    and options have in the new one) and a random sample. That takes seconds, and is told at once; what the solver
    looks for takes longer."""
    names = renamed(old, new)
    old = names.base(old)
    parts = (*names.changes(), *part_changes(old, new))
    own = _Pair(old, new, tuple(worked.values()))
    drawn = _Pair(old, new, list(sample(old, new, tuple(worked.values()), size, seed)))
    if tell is not None:
        tell(own.counts(), drawn.counts())
    called = tuple(worked)
    changes = list(solve(old, new))
    reverted = list(_reverted(old, new, parts)) if changes else []
    behind = _behind(reverted, changes)
    counted = [
        replace(
            change,
            worked=tuple(called[position] for position in positions(own.changing(change))),
            sampled=drawn.changing(change).bit_count(),
            behind=tuple(behind[number]),
        )
        for number, change in enumerate(changes)
    ]
    return Comparison(
        old,
        new,
        tuple(sorted(counted, key=lambda change: _place(old, new, change))),
        own.counts(),
        drawn.counts(),
        seed,
        one_sided(old, new),
        parts,
        tuple(part for part, _ in reverted),
        unreadable,
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """A case of which an aspect is otherwise under the new base ("" for no leading condition)."""

    case: str
    aspect: Aspect
    old: str
    new: str


def moved(old: Base, new: Base, worked: Mapping[str, Answers]) -> tuple[Moved, ...]:
    """What is otherwise in worked cases, without looking for others."""
    pair, called = _Pair(old, new, tuple(worked.values())), tuple(worked)
    differences = []
    for aspect in ASPECTS:
        befores, afters = ([name for part, name in of.bits if part == aspect] for of in (pair.old, pair.new))
        for before in befores:
            for after in (name for name in afters if name != before):
                both = _cases_with(pair.old, aspect, before) & _cases_with(pair.new, aspect, after)
                differences += [Moved(called[position], aspect, before, after) for position in positions(both)]
    return tuple(differences)


def in_either(old: Project, new: Project) -> dict[str, Answers]:
    """The worked cases of both; one whose answers are no longer the same is there twice."""
    cases: dict[str, Answers] = {name: case.answers for name, case in new.worked.items()}
    names = renamed(old.base, new.base)
    for name, case in old.worked.items():
        answers = names.answers(case.answers)
        if name not in cases:
            cases[name] = answers
        elif dict(cases[name]) != dict(answers):
            cases[f"{name} (old)"] = answers
    return dict(sorted(cases.items()))


def sample(old: Base, new: Base, worked: Sequence[Answers], size: int, seed: int) -> Iterator[dict[str, Answer]]:
    """Random cases, in turn of the answers that the old base takes and of those that the new one takes."""
    random = Random(seed)
    samplers = [
        Cases(base, [as_taken(base, other, case) for case in worked], random)
        for base, other in ((old, new), (new, old))
    ]
    for number in range(size):
        yield samplers[number % 2].draw()


class _Pair:
    """The same cases under both bases."""

    def __init__(self, old: Base, new: Base, cases: Sequence[Answers]) -> None:
        self.total = len(cases)
        self.before, self.after = urgent(old), urgent(new)
        self.old = case_bitset(old, [as_taken(old, new, case) for case in cases])
        self.new = case_bitset(new, [as_taken(new, old, case) for case in cases])

    def changing(self, change: OutcomeChange) -> int:
        return _cases_with(self.old, change.aspect, change.old) & _cases_with(self.new, change.aspect, change.new)

    def counts(self) -> Counts:
        differing = {aspect: self._differing(aspect) for aspect in ASPECTS}
        together = 0
        for bits in differing.values():
            together |= bits
        lower = 0
        for before, urgent in self.before.items():
            for after, now in self.after.items():
                if now < urgent:
                    lower |= _cases_with(self.old, "urgency", before) & _cases_with(self.new, "urgency", after)
        return Counts(
            self.total,
            {aspect: bits.bit_count() for aspect, bits in differing.items()},
            together.bit_count(),
            lower.bit_count(),
        )

    def _differing(self, aspect: Aspect) -> int:
        bits = 0
        for part, name in self.old.bits:
            if part == aspect:
                bits |= _cases_with(self.old, aspect, name) & ~_cases_with(self.new, aspect, name)
        return bits


def _cases_with(of: CaseBitset, aspect: Aspect, name: str) -> int:
    return of.bits.get((aspect, name), (0, 0))[0]


def urgent(base: Base) -> Mapping[str, int]:
    """How urgent each level of a base is, on a measure that levels of another base have as well: first by how soon it
    asks for help, then by its place among the levels that do so."""
    ranks: dict[str, int] = {}
    for name in reversed(base.levels.order):
        late = len(HELPS) - HELPS.index(base.urgencies[name].help)
        ranks[name] = late * APART + sum(1 for other in ranks.values() if other // APART == late)
    return ranks


def _place(old: Base, new: Base, change: OutcomeChange) -> tuple[int, ...]:
    """What makes the advice less urgent first, then what makes it more so, the biggest step first; then in the order
    of the bases."""
    if change.aspect == "urgency":
        return 0, not change.lowers, -abs(change.step), -urgent(old)[change.old]
    leads = change.aspect == "leading"
    orders = [base.condition_order if leads else base.pathway_order for base in (old, new)]
    before, after = (
        order.index(name) if name else len(order) for order, name in zip(orders, (change.old, change.new), strict=True)
    )
    return ASPECTS.index(change.aspect), 0, before, after


def _behind(reverted: Sequence[tuple[PartChange, Base]], changes: Sequence[OutcomeChange]) -> list[list[PartChange]]:
    """For each change of outcome the changes of parts without which its smallest case does not change so."""
    behind: list[list[PartChange]] = [[] for _ in changes]
    for part, base in reverted:
        tried = case_bitset(base, [change.example.new for change in changes])
        for position, change in enumerate(changes):
            if not _cases_with(tried, change.aspect, change.new) >> position & 1:
                behind[position].append(part)
    return behind


def _reverted(old: Base, new: Base, parts: Sequence[PartChange]) -> Iterator[tuple[PartChange, Base]]:
    """The new base with one change taken back, for each that can be."""
    for part in parts:
        if part.decides:
            reverted = _without(old, new, part)
            if reverted is not None and _sound(reverted):
                yield part, reverted


def _without(old: Base, new: Base, part: PartChange) -> Base | None:
    """The new base as if this part had not changed; None where that is no single step."""
    match part.kind, part.change:
        case "rule", "added":
            return replace(new, rules={name: rule for name, rule in new.rules.items() if name != part.id})
        case ("rule", "removed" | "changed") if _fits(old, new, old.rules[part.id].when):
            return replace(new, rules={**new.rules, part.id: old.rules[part.id]})
        case "question", "changed" if "when" in part.fields and _fits(old, new, old.questions[part.id].when):
            back = replace(new.questions[part.id], when=old.questions[part.id].when)
            return replace(new, questions={**new.questions, part.id: back})
        case "preference", "added":
            return replace(new, preferences={name: one for name, one in new.preferences.items() if name != part.id})
        case "preference", "removed" | "changed":
            return replace(new, preferences={**new.preferences, part.id: old.preferences[part.id]})
        case "finding", "changed":
            return replace(new, findings={**new.findings, part.id: old.findings[part.id]})
        case "base", "changed":
            base = replace(new, default_urgency=old.default_urgency)
            if set(old.condition_order) == set(new.condition_order):
                base = replace(base, condition_order=old.condition_order)
            if set(old.pathway_order) == set(new.pathway_order):
                base = replace(base, pathway_order=old.pathway_order, default_pathway=old.default_pathway)
            return base
    return None


def _fits(old: Base, new: Base, when: Condition | None) -> bool:
    """Whether a condition of the old base can stand in the new one."""
    asked = [name for name in names(when) if name in old.questions] if when is not None else []
    return all(name in new.questions and new.questions[name].type == old.questions[name].type for name in asked)


def _sound(base: Base) -> bool:
    """Whether the base names only what it has, and goes round in no circle."""
    known = {*base.questions, *base.findings}
    for rule in base.rules.values():
        if not set(rule.establish) <= base.findings.keys() or not (
            (rule.pathway is None or rule.pathway in base.pathways)
            and (rule.urgency is None or rule.urgency in base.urgencies)
        ):
            return False
    for preference in base.preferences.values():
        if not {*preference.prefer, *preference.over} <= {*base.condition_order} or not known.issuperset(
            preference.when
        ):
            return False
    if base.default_urgency not in base.urgencies:
        return False
    try:
        conditions = base.dependencies
        TopologicalSorter(conditions).prepare()
    except (CycleError, KeyError):
        return False
    if not all(set(others) <= known for others in conditions.values()):
        return False
    return all(set(names(rule.when)) <= known for rule in base.rules.values())
