"""Many cases under one base at once, and what becomes of them when a part of the base is changed.

Each case is one bit in a big integer, as in `inference.bit_parallel`. A bitset works out every finding, rule,
caution and decision for all of them in one go, from nothing but the answers. A variation is the same cases under a base
in which a rule or a `when` differs: only what lies downstream of the change, and does differ, is worked out again, so
that thousands of variations take seconds.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from typing import Literal

from triage.inference.decision import Decision
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, Condition, Test
from triage.language.derived import derived
from triage.language.evaluate import Answer, verdict
from triage.language.model import Rule, names
from triage.language.sets import Bits, Reader

Pair = tuple[int, int]
"""The cases in which something is true, and those in which it is false; in the others it is open."""
Answers = Mapping[str, Answer]
Column = Mapping[Answer, int]
"""The cases that have each answer to a question; those without any are in none."""
Part = Literal["question", "finding", "rule", "caution", "urgency", "leading", "pathway"]
Node = tuple[Part, str]
"""Something that is so or not so of a case: a question applies, a finding is established, a rule fires, a caution
applies; this is the urgency, the leading condition ("" for none), the pathway."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the base: rules by their id (None: the rule is gone), and the `when` of questions and
    cautions."""

    rules: Mapping[str, Rule | None] = field(default_factory=dict)
    questions: Mapping[str, Condition] = field(default_factory=dict)
    cautions: Mapping[str, Condition] = field(default_factory=dict)

    @property
    def nodes(self) -> list[Node]:
        return [
            *(("rule", name) for name in self.rules),
            *(("question", name) for name in self.questions),
            *(("caution", name) for name in self.cautions),
        ]


NOTHING = Change()


def changed(base: Base, change: Change) -> Base:
    """The whole base with the change in it."""
    rules = {name: change.rules.get(name, rule) for name, rule in base.rules.items()}
    return replace(
        base,
        rules={name: rule for name, rule in rules.items() if rule is not None},
        questions={
            name: replace(question, when=change.questions[name]) if name in change.questions else question
            for name, question in base.questions.items()
        },
        cautions={
            name: replace(caution, when=change.cautions[name]) if name in change.cautions else caution
            for name, caution in base.cautions.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What hangs on what in a base. In `order` everything comes after what it needs, `place` is where; `after` gives
    what needs something directly, `establishing` the rules of a finding."""

    order: tuple[Node, ...]
    place: Mapping[Node, int]
    after: Mapping[Node, tuple[Node, ...]]
    establishing: Mapping[str, tuple[str, ...]]


@derived
def shape(base: Base) -> Shape:
    after: dict[Node, list[Node]] = {}
    depth: dict[Node, float] = {}
    establishing: dict[str, list[str]] = {name: [] for name in base.findings}

    def node(name: str) -> Node:
        return ("question" if name in base.questions else "finding", name)

    for name, stratum in base.stratum.items():
        depth[node(name)] = 2 * stratum
    for question in base.questions.values():
        for name in base.dependencies[question.id]:
            after.setdefault(node(name), []).append(("question", question.id))
    for sign in base.warning_signs:
        after.setdefault(("finding", sign), []).append(("finding", ALL_CLEAR))
    for rule in base.rules.values():
        needs = names(rule.when)
        # A rule that establishes nothing can wait for everything: a change may give it more to look at.
        last = max((base.stratum[name] for name in needs), default=-1)
        depth["rule", rule.id] = 2 * last + 1 if rule.establish else float("inf")
        for name in needs:
            after.setdefault(node(name), []).append(("rule", rule.id))
        for finding in rule.establish:
            after.setdefault(("rule", rule.id), []).append(("finding", finding))
            establishing[finding].append(rule.id)
    for caution in base.cautions.values():
        depth["caution", caution.id] = float("inf")
        for name in names(caution.when):
            after.setdefault(node(name), []).append(("caution", caution.id))
    order = tuple(sorted(depth, key=depth.__getitem__))
    return Shape(
        order,
        {node: place for place, node in enumerate(order)},
        {node: tuple(dict.fromkeys(users)) for node, users in after.items()},
        {name: tuple(rules) for name, rules in establishing.items()},
    )


class View(Reader[int]):
    """Cases under a base, or under a change of it; `get` is what became of a node."""

    algebra: Bits

    @abstractmethod
    def get(self, node: Node) -> Pair:
        """In which cases it is so, and in which it is not."""

    def found(self, finding: str) -> Pair:
        return self.get(("finding", finding))

    def applies(self, question: str) -> Pair:
        return self.get(("question", question))


class CaseBitset(View):
    """Cases under a base, worked out. `columns` has the answers of all of them, by question."""

    def __init__(self, base: Base, width: int, columns: Mapping[str, Column]) -> None:
        self.base = base
        self.width = width
        self.algebra = Bits((1 << width) - 1)
        self.everywhere = self.algebra.everywhere
        self.columns = columns
        self.bits: dict[Node, Pair] = {}
        self._answered: dict[Test, Pair] = {}
        self._tested: dict[Test, Pair] = {}
        for node in shape(base).order:
            self.bits[node] = work_out(node, base, NOTHING, self)
        self.decision = decision_in(base, NOTHING, self)
        self.bits |= decisions(self.decision)

    def get(self, node: Node) -> Pair:
        return self.bits[node]

    def answered(self, test: Test) -> Pair:
        seen = self._answered.get(test)
        if seen is None:
            true = false = 0
            for answer, cases in self.columns.get(test.question, {}).items():
                says = verdict(test, answer)
                if says:
                    true |= cases
                elif says is False:
                    false |= cases
            seen = self._answered[test] = true, false
        return seen

    def tested(self, test: Test) -> Pair:
        seen = self._tested.get(test)
        if seen is None:
            seen = self._tested[test] = super().tested(test)
        return seen

    def answers(self, position: int) -> dict[str, Answer]:
        """What was answered in the case at a position, in the order of the base."""
        return {
            name: answer
            for name in self.base.questions
            for answer, cases in self.columns.get(name, {}).items()
            if cases >> position & 1
        }


class Variation(View):
    """The cases of a bitset under its base with a change. `bits` holds what became different, the bitset the rest."""

    def __init__(self, bitset: CaseBitset, change: Change) -> None:
        self.bitset = bitset
        self.algebra = bitset.algebra
        self.bits: dict[Node, Pair] = {}
        base, form = bitset.base, shape(bitset.base)
        queued = set(change.nodes)
        waiting = [form.place[node] for node in queued]
        heapify(waiting)
        decided = bool(change.rules)
        while waiting:
            node = form.order[heappop(waiting)]
            seen = work_out(node, base, change, self)
            # What a rule brings about may be changed, and not when it fires.
            if seen == bitset.bits[node] and node[1] not in change.rules:
                continue
            if seen != bitset.bits[node]:
                self.bits[node] = seen
            decided |= node[0] == "rule" or node[1] in base.leading_on
            for user in form.after.get(node, ()):
                if user not in queued:
                    queued.add(user)
                    heappush(waiting, form.place[user])
        if decided:
            now = decisions(decision_in(base, change, self))
            self.bits |= {node: seen for node, seen in now.items() if seen != bitset.bits[node]}

    def get(self, node: Node) -> Pair:
        return self.bits.get(node) or self.bitset.bits[node]

    def answered(self, test: Test) -> Pair:
        return self.bitset.answered(test)

    @property
    def differing(self) -> int:
        """The cases in which someone would notice: another finding, caution, urgency, leading condition or pathway."""
        cases = 0
        for node, (true, false) in self.bits.items():
            was_true, was_false = self.bitset.bits[node]
            if node[0] not in ("question", "rule"):
                cases |= true ^ was_true
            if node[0] == "finding":  # nobody is told that a caution is ruled out
                cases |= false ^ was_false
        return cases


def work_out(node: Node, base: Base, change: Change, view: View) -> Pair:
    """What becomes of a node, from what it needs."""
    everywhere = view.algebra.everywhere
    match node:
        case "question", name:
            when = change.questions.get(name, base.questions[name].when)
            return (everywhere, 0) if when is None else view.extension(when)
        case "rule", name:
            rule = change.rules.get(name, base.rules[name])
            return (0, everywhere) if rule is None else view.extension(rule.when)
        case "caution", name:
            return view.extension(change.cautions.get(name, base.cautions[name].when))
        case "finding", name if name == ALL_CLEAR:
            return view.extension(base.conditions_of[ALL_CLEAR][0])
        case _, name:
            rules = ((rule, change.rules.get(rule, base.rules[rule])) for rule in shape(base).establishing[name])
            pairs = [view.get(("rule", rule)) for rule, now in rules if now is not None and name in now.establish]
            return view.algebra.any_of(true for true, _ in pairs), view.algebra.all_of(false for _, false in pairs)


def decision_in(base: Base, change: Change, view: View) -> Decision[int]:
    """What the cases come to."""
    rules = (change.rules.get(name, rule) for name, rule in base.rules.items())
    return Decision(
        base,
        view.algebra,
        lambda rule: view.get(("rule", rule.id))[0],
        lambda finding: view.get(("finding", finding))[0],
        [rule for rule in rules if rule is not None],
    )


def decisions(decision: Decision[int]) -> dict[Node, Pair]:
    """The same as nodes: of each it is known in which cases it is so."""
    return {
        **{("urgency", level): (cases, 0) for level, cases in decision.urgency.items()},
        **{("leading", name or ""): (cases, 0) for name, cases in decision.leading.items()},
        **{("pathway", name): (cases, 0) for name, cases in decision.pathway.items()},
    }


def columns(base: Base, cases: Sequence[Answers]) -> dict[str, Column]:
    """The answers of cases by question; position n is the n-th case."""
    return {name: _column([case.get(name) for case in cases]) for name in base.questions}


def _column(answers: Sequence[Answer | None]) -> dict[Answer, int]:
    cases: dict[Answer, int] = {}
    for position, answer in enumerate(answers):
        if answer is not None:
            cases[answer] = cases.get(answer, 0) | 1 << position
    return cases


def case_bitset(base: Base, cases: Sequence[Answers]) -> CaseBitset:
    """Cases under a base; position n is the n-th case."""
    return CaseBitset(base, len(cases), columns(base, cases))


def positions(bits: int) -> Iterator[int]:
    """The positions of the cases in a set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
