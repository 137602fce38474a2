"""What the conditions of a base say of a block of cases: each case a bit, each node of the circuit an integer.

One AND of Python's then does for a block of cases what `evaluate` does for one. Only nodes are worked out that rules,
findings and questions rest on; what only advice rests on is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from triage.inference.circuit import Gate, Leaf, circuit
from triage.inference.decision import Decision
from triage.language.base import Base
from triage.language.condition import Test
from triage.language.sets import Bits

Both = tuple[int, int]
"""The cases in which something is true, and those in which it is false."""


class Blocks:
    """Reads blocks of cases. `tests`: what has to be told of each; `nodes`: those that are worked out, each after its
    parts."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.circuit = circuit(base)
        self.fires = {rule.id: self.circuit.extension(rule.when)[0] for rule in base.rules.values()}
        statuses = [node for pair in self.circuit.findings.values() for node in pair]
        gates = [node for name in base.questions for node in self.circuit.applies(name) or ()]
        deciding = [self.fires[rule.id] for rule in base.rules.values() if rule.urgency or rule.pathway]
        deciding += [self.circuit.findings[name][0] for name in base.findings if name in base.leading_on]
        self.nodes = self._beneath([*self.fires.values(), *statuses, *gates])
        self.deciding = self._beneath(deciding)
        leaves = [node for number in self.nodes if isinstance(node := self.circuit.nodes[number], Leaf)]
        self.tests = list(dict.fromkeys(leaf.test for leaf in leaves))

    def _beneath(self, nodes: Iterable[int]) -> list[int]:
        """These nodes and all that they rest on, each after its parts."""
        beneath, waiting = set[int](), list(nodes)
        while waiting:
            number = waiting.pop()
            if number not in beneath:
                beneath.add(number)
                node = self.circuit.nodes[number]
                waiting += node.parts if isinstance(node, Gate) else ()
        return sorted(beneath)

    def read(self, told: Mapping[Test, Both], everywhere: int, deciding: bool = False) -> list[int]:
        """For each node the cases in which it holds, from what the answers say to the tests, whether their questions
        apply or not. `deciding`: only of what the decision rests on; 0 for the rest."""
        held, nodes, at_least = [0] * len(self.circuit.nodes), self.circuit.nodes, Bits(everywhere).at_least
        for number in self.deciding if deciding else self.nodes:
            node = nodes[number]
            if isinstance(node, Gate):
                held[number] = at_least(node.need, len(node.parts), [held[part] for part in node.parts])
            else:
                held[number] = told[node.test][not node.says]
        return held

    def decided(self, held: Sequence[int], everywhere: int) -> Decision[int]:
        """What the cases come to."""
        return Decision(
            self.base,
            Bits(everywhere),
            lambda rule: held[self.fires[rule.id]],
            lambda finding: held[self.circuit.findings[finding][0]],
        )

    def decision(self, held: Sequence[int], everywhere: int) -> list[int]:
        """The cases of each urgency, each leading condition, and each pathway: three partitions."""
        return list(self.decided(held, everywhere).parts())


def any_of(cases: Iterable[int]) -> int:
    """The cases in any of these."""
    union = 0
    for part in cases:
        union |= part
    return union
