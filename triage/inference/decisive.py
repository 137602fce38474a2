"""Whether the answer to a question can still change the outcome.

`Reach` tells which questions cannot; it over-estimates the others, for it does not see that two conditions exclude each
other. Here such a question has to show a witness: two ways to complete the case that differ in its answer alone and
come to another urgency, leading condition or pathway. While few questions are left all completions are tried, and the
answer is exact. Before that some hundreds are: random ones, quiet ones, and ones that are made to fulfil what would
change the outcome. The random numbers are the same in every run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from random import Random
from typing import Literal

from triage.inference.bit_parallel import BitParallel, Completions
from triage.inference.circuit import Leaf
from triage.inference.domain import domains, verdicts
from triage.inference.reach import Reach
from triage.language.base import Base
from triage.language.derived import derived
from triage.language.evaluate import Answer

EXHAUSTIVE = 4096
"""Up to so many completions all of them are tried."""
RANDOM = 192
"""So many random completions of each kind otherwise, and then"""
TARGETED = 64
"""so many that are made to fulfil something."""

Decisive = Literal["yes", "no", "maybe"]


@dataclass(frozen=True, slots=True)
class _Exact:
    """`pivotal` questions; and whether some completion comes to something else than what stands now, which may be so
    while no single question is pivotal: where every answer to it makes the same conclusion."""

    pivotal: frozenset[str]
    moves: bool


class DecisiveQuestions:
    """Which of the questions in reach can change a session's decision; or, with `tailoring`, what its advice says."""

    def __init__(self, reach: Reach, tailoring: bool = False) -> None:
        self.reach = reach
        self.session = reach.session
        self.wanted = reach.tailoring() if tailoring else reach.deciding_nodes
        self.questions = tuple((reach.trail(self.wanted) if tailoring else reach.deciding).questions)
        self.tailoring = tailoring
        self.domains = domains(reach.base)
        self.verdicts = verdicts(reach.base)
        self.missing = frozenset(self.questions)
        self._exact: _Exact | None = None
        self._open_parts: dict[int, list[int]] = {}
        self._answers_telling: dict[int, list[Answer]] = {}
        self._targeted: Completions | None = None
        all_domains = [self.domains[name] for name in self.questions]
        if not self.questions:
            self._exact = _Exact(frozenset(), False)
        elif (
            all(domain.complete for domain in all_domains)
            and prod(len(domain.answers) for domain in all_domains) <= EXHAUSTIVE
        ):
            self._exact = self._all_completions()

    @cached_property
    def targets(self) -> list[int]:
        """The nodes that, coming to hold, would change the outcome, and still could hold."""
        return list(filter(self.reach.possible, self.wanted))

    @property
    def settled(self) -> bool:
        """Whether it is certain that no answer can change anything."""
        return self._exact is not None and not self._exact.moves

    def decisive(self, question: str) -> Decisive:
        """Whether the question is proved to change the decision, proved not to, or neither."""
        if self._exact is not None:
            return "yes" if question in self._exact.pivotal else "no"
        return "yes" if self._witnessed(question) else "maybe"

    def _parts(self, completions: BitParallel) -> Iterator[int]:
        return map(completions.node_bits, self.targets) if self.tailoring else completions.decision().parts()

    def _all_completions(self) -> _Exact:
        """From every completion: the numbers of the bits count through the answers like digits."""
        sizes = [len(self.domains[name].answers) for name in self.questions]
        width = prod(sizes)
        answers: dict[str, list[tuple[Answer, int]]] = {}
        strides: dict[str, tuple[int, int]] = {}
        stride = 1
        for name, size in zip(self.questions, sizes, strict=True):
            block = (1 << stride) - 1
            period = stride * size
            # 1 in every `period` bits
            comb = ((1 << width) - 1) // ((1 << period) - 1)
            answers[name] = [
                (answer, (block << (number * stride)) * comb)
                for number, answer in enumerate(self.domains[name].answers)
            ]
            strides[name] = stride, answers[name][-1][1]
            stride = period
        parts = list(self._parts(BitParallel(self.session, width, answers, self.reach)))
        everywhere = (1 << width) - 1
        pivotal = frozenset(
            name
            for name, (step, last) in strides.items()
            # Bits next to each other in this digit; the last answer has no next one.
            if any((part ^ (part >> step)) & (everywhere & ~last) for part in parts)
        )
        now = self._parts(BitParallel(self.session, 1, {})) if self.tailoring else self.reach.stands.parts()
        moves = any(part != (everywhere if stands else 0) for part, stands in zip(parts, now, strict=True))
        return _Exact(pivotal, moves)

    def _witnessed(self, question: str) -> bool:
        return self._differs(question, _random(self.reach.base), 2 * RANDOM) or self._differs(
            question, *self._targeted_completions()
        )

    def _differs(self, question: str, sample: Completions, size: int) -> bool:
        """Whether in some completion of the sample another answer to the question makes another decision. Each
        completion gets a bit for each answer to it, `size` bits apart."""
        own = self.domains[question].answers
        block = (1 << size) - 1
        repeat = ((1 << (size * len(own))) - 1) // block
        apart = {question: [(answer, block << (number * size)) for number, answer in enumerate(own)]}
        width = size * len(own)
        parts = self._parts(BitParallel(self.session, width, sample, self.reach, "", repeat, apart, self.missing))
        compared = (1 << (size * (len(own) - 1))) - 1
        return any((part ^ (part >> size)) & compared for part in parts)

    def _targeted_completions(self) -> tuple[Completions, int]:
        """Completions made to fulfil what would change the decision, and their number."""
        if self._targeted is None:
            random = Random(len(self.questions))
            sampled = [self._towards(random) for _ in range(TARGETED)]
            completions: dict[str, list[tuple[Answer, int]]] = {}
            for name in self.questions:
                bits: dict[Answer, int] = {}
                for number, completion in enumerate(sampled):
                    bits[completion[name]] = bits.get(completion[name], 0) | (1 << number)
                completions[name] = list(bits.items())
            self._targeted = Completions(self.reach.base, completions)
        return self._targeted, TARGETED

    def _towards(self, random: Random) -> dict[str, Answer]:
        """A completion that tries to fulfil something that would change the decision."""
        completion = {name: self.domains[name].answers[0] for name in self.questions}
        if self.targets:
            self._fulfil(random.choice(self.targets), completion, random, set())
        return completion

    def _telling(self, number: int, leaf: Leaf) -> list[Answer]:
        """The answers of which the test of a leaf says so; for each leaf worked out once."""
        telling = self._answers_telling.get(number)
        if telling is None:
            verdicts = self.verdicts[leaf.test]
            telling = [answer for answer, says in verdicts.items() if says is leaf.says]
            self._answers_telling[number] = telling
        return telling

    def _fulfil(self, number: int, completion: dict[str, Answer], random: Random, seen: set[int]) -> None:
        """Answers in such a way that the node would hold, if what was answered before does not stand in the way; those
        that were `seen` before are left as they are."""
        seen.add(number)
        node = self.reach.circuit.nodes[number]
        # `parts[int(random.random() * len(parts))]` is `random.choice(parts)` in a third of the time.
        if isinstance(node, Leaf):
            name = node.test.question
            if name in completion and (telling := self._telling(number, node)):
                completion[name] = telling[int(random.random() * len(telling))]
            return
        parts = self._open_parts.get(number)
        if parts is None:
            parts = self._open_parts[number] = self.reach.open_among(node.parts)
        if len(parts) <= node.need:
            chosen = parts
        elif node.need == 1:
            chosen = [parts[int(random.random() * len(parts))]]
        else:
            chosen = random.sample(parts, node.need)
        for part in chosen:
            if part not in seen:
                self._fulfil(part, completion, random, seen)


@derived
def _random(base: Base) -> Completions:
    """Random completions, the same in every run and whatever was answered: in half of them any answer, in the other
    half mostly the first ("no" of yes and no), for where one warning sign in a hundred is ticked the others would not
    matter."""
    completions: dict[str, list[tuple[Answer, int]]] = {}
    for name, domain in domains(base).items():
        random, answers = Random(name), domain.answers
        left = (1 << (2 * RANDOM)) - 1
        first = _chance(random, 1, len(answers)) | (_chance(random, 7, 8) << RANDOM)
        bits: list[tuple[Answer, int]] = [(answers[0], first & left)]
        left &= ~first
        for number, answer in enumerate(answers[1:], 1):
            rest = len(answers) - number
            chosen = left & (_chance(random, 1, rest) | (_chance(random, 1, rest) << RANDOM)) if rest > 1 else left
            bits.append((answer, chosen))
            left &= ~chosen
        completions[name] = bits
    return Completions(base, completions)


def _chance(random: Random, part: int, whole: int) -> int:
    """RANDOM bits, each set with a chance of about `part` in `whole`."""
    draw, chance = random.getrandbits, part * 16 // whole
    bits = 0
    for digit in range(4):  # the binary digits of the chance, the last first
        bits = bits | draw(RANDOM) if chance >> digit & 1 else bits & draw(RANDOM)
    return bits
