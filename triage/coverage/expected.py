"""What worked cases expect, all of them at once: of each node of a bitset of cases, the cases that want it so.

Says of every case the same as `differences` says of one case after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.cases.case import Case
from triage.coverage.bitset import CaseBitset, Node, Pair, Part, Variation
from triage.language.base import Base

MAY_NOT_COME_OUT: tuple[Part, ...] = ("finding", "rule", "caution", "urgency", "pathway")
"""What the names under `must-not` can be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cases that want a node true, not true, certainly false, and open."""

    true: int = 0
    never: int = 0
    false: int = 0
    open: int = 0

    def missed(self, bits: Pair) -> int:
        """The cases that do not get what they want."""
        true, false = bits
        return self.true & ~true | self.never & true | self.false & ~false | self.open & (true | false)


@dataclass(frozen=True, slots=True)
class Expected:
    """What cases want of each node that any of them wants something of."""

    wanted: Mapping[Node, Wanted] = field(default_factory=dict)

    def missed(self, bitset: CaseBitset) -> int:
        """The cases in which something is not as expected."""
        return self._missed(bitset.bits)

    def killing(self, variation: Variation) -> int:
        """The cases in which a change makes something other than expected, that was as expected before."""
        before = {node: variation.bitset.bits[node] for node in variation.bits}
        return self._missed(variation.bits) & ~self._missed(before)

    def _missed(self, bits: Mapping[Node, Pair]) -> int:
        cases = 0
        for node, seen in bits.items():
            wanted = self.wanted.get(node)
            if wanted is not None:
                cases |= wanted.missed(seen)
        return cases


def expected(base: Base, cases: Sequence[Case]) -> Expected:
    """What these cases want; position n is the n-th."""
    wants: dict[Node, dict[str, int]] = {}
    for position, case in enumerate(cases):
        for how, node in _wants(base, case):
            of = wants.setdefault(node, {})
            of[how] = of.get(how, 0) | 1 << position
    return Expected({node: Wanted(**of) for node, of in wants.items()})


def _wants(base: Base, case: Case) -> Iterable[tuple[str, Node]]:
    expect = case.expect
    if expect is None:
        return
    if expect.urgency is not None:
        yield "true", ("urgency", expect.urgency)
    if expect.leading is not None:
        yield "true", ("leading", expect.leading)
    if expect.pathway is not None:
        yield "true", ("pathway", expect.pathway)
    for about, names in expect.lists.items():
        match about:
            case "warning-signs":
                for sign in base.warning_signs:
                    yield ("true" if sign in names else "never"), ("finding", sign)
            case "established":
                yield from (("true", ("finding", name)) for name in names)
            case "refuted":
                yield from (("false", ("finding", name)) for name in names)
            case "open":
                yield from (("open", ("finding", name)) for name in names)
            case "fired":
                yield from (("true", ("rule", name)) for name in names)
            case "cautions":
                yield from (("true", ("caution", name)) for name in names)
            case "must-not":
                yield from (("never", (part, name)) for name in names for part in MAY_NOT_COME_OUT)
