"""What the answers that are still missing could change.

Everything here over-estimates, never under-estimates: a question that is not in reach cannot change what was asked
about, whatever is answered. So when nothing is in reach, the matter is settled.

Two passes over the circuit of the base (`circuit`). Forwards: which nodes could still hold, and which hold already.
Who asks about few nodes is told of each from its parts. For who asks about many that is counted, as the engine counts:
an answer rules out some leaves and settles others, a gate that lacks one part too many is ruled out, one that has
enough is certain, and neither is ever undone. Backwards, from what would change the outcome: which missing answers it
takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, assert_never

from triage.inference.circuit import Circuit, Gate, Leaf, Pair, circuit
from triage.inference.decision import Decision, decision_in, named
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.condition import NONE, Chosen, Condition, Is, Test, Within
from triage.language.derived import derived, lasting
from triage.language.evaluate import Answer, verdict
from triage.language.model import Line, Question

Could = tuple[bool, bool]
"""Could become true, could become false. What is certain could become only that; (False, False) stays open."""
Marks = bytes | bytearray
"""A row with 1 where something is so, and 0 where it is not."""


class Counts(NamedTuple):
    """How many parts of each node could still hold, and how many do. `opened`: 1 for each node that could come to hold
    and does not yet, and after these for each question, the last first, which are followed whatever is answered."""

    left: list[int]
    have: list[int]
    opened: bytearray


class Reach:
    """The reach of the answers that a session still misses. For what it is told later there is another."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.base = session.base
        self.circuit = circuit(self.base)
        self.answers = dict(session.answers)
        self.counts: Counts | None = None
        # Conclusions only ever come: where there are as many as before, the decision is the one of before.
        self._concluded = len(session.fired), sum(session.findings.values())
        self._possible: dict[int, bool] = {}
        self._certain: dict[int, bool] = {}

    # Forwards

    def count(self, earlier: Reach | None = None) -> Counts:
        """Counts all nodes, for who asks about many: an outcome asks about one in ten, and is told of these alone, an
        interview about most. `earlier`: the reach of the same session before it was told its last answers, to go on
        from."""
        if self.counts is None:
            if earlier is not None and earlier.session is self.session and earlier._concluded == self._concluded:
                self.stands = earlier.stands
            if earlier is not None and earlier.counts is not None and self._follows(earlier):
                counts = earlier.counts
                told: list[tuple[str, Answer | None]] = [
                    (name, answer) for name, answer in self.answers.items() if name not in earlier.answers
                ]
            else:
                counts = before_any_answer(self.circuit)
                told = list(self.answers.items())
                for name, question in self.base.questions.items():
                    if question.given and name not in self.answers:
                        told.append((name, None))
            self.counts = self._taking(told, counts)
        return self.counts

    def _follows(self, earlier: Reach) -> bool:
        """Whether that goes on where the earlier one stopped. What nobody is asked counts as never to come."""
        new = self.answers.keys() - earlier.answers.keys()
        return earlier.session is self.session and not any(self.base.questions[name].given for name in new)

    def _taking(self, told: Iterable[tuple[str, Answer | None]], before: Counts) -> Counts:
        """Counts what answers settle, and what they rule out. None: nobody is asked, and it is not given."""
        settled: list[int] = []
        ruled_out: list[int] = []
        for question, answer in told:
            up, down = self.circuit.told(question, answer)
            settled += up
            ruled_out += down
        counts = Counts(list(before.left), list(before.have), bytearray(before.opened))
        _count_up(self.circuit, counts, settled)
        _count_down(self.circuit, counts, ruled_out)
        return counts

    def possible(self, node: int) -> bool:
        """Whether the node could come to hold, or does."""
        if self.counts is not None:
            return self.counts.left[node] >= self.circuit.need[node]
        return self._holds(node, self._possible, self._leaf_possible)

    def certain(self, node: int) -> bool:
        """Whether the node holds, whatever is still answered."""
        if self.counts is not None:
            return self.counts.have[node] >= self.circuit.need[node]
        return self._holds(node, self._certain, self._leaf_certain)

    def open(self, node: int) -> bool:
        """Whether the node could come to hold, and does not yet."""
        return self.possible(node) and not self.certain(node)

    def _holds(self, number: int, seen: dict[int, bool], of_leaf: Callable[[Leaf], bool]) -> bool:
        """Whether so many parts of a node hold as it needs, if its leaves do as is said of them."""
        holds = seen.get(number)
        if holds is None:
            node = self.circuit.nodes[number]
            if isinstance(node, Leaf):
                holds = of_leaf(node)
            else:
                lacks, spare = node.need, len(node.parts) - node.need
                for part in node.parts:
                    if lacks <= 0 or spare < 0:
                        break
                    if self._holds(part, seen, of_leaf):
                        lacks -= 1
                    else:
                        spare -= 1
                holds = lacks <= 0
            seen[number] = holds
        return holds

    def _leaf_certain(self, leaf: Leaf) -> bool:
        return verdict(leaf.test, self.answers.get(leaf.test.question)) is leaf.says

    def _leaf_possible(self, leaf: Leaf) -> bool:
        name = leaf.test.question
        if name in self.answers:
            return self._leaf_certain(leaf)
        return outcomes(leaf.test, self.base.questions[name])[not leaf.says]

    def found(self, finding: str) -> Could:
        """Whether the finding could still be established, and whether it could be refuted."""
        return self._could(self.circuit.findings[finding])

    def applies(self, question: str) -> Could:
        """Whether the question could still come to apply, and whether it could not."""
        pair = self.circuit.applies(question)
        return (True, False) if pair is None else self._could(pair)

    def _could(self, pair: Pair) -> Could:
        true, false = pair
        return self.possible(true), self.possible(false)

    # Backwards

    def trail(self, wanted: Iterable[int], beyond: Trail | None = None) -> Trail:
        """What it takes for any of these nodes to hold, where they still could; `beyond`: a trail to go on from, with
        all that is on it."""
        return Trail(self, wanted, beyond)

    def open_among(self, nodes: Iterable[int]) -> list[int]:
        """Those of the nodes that could come to hold, and do not yet."""
        return list(filter(self.open, nodes))

    def bearing(self, questions: Iterable[str]) -> Set[int]:
        """The nodes from which a trail leads to any of these questions: what an answer to them can still settle."""
        forth = self.circuit.forth
        opened = self.count().opened
        numbers = {name: ~number for number, name in enumerate(self.circuit.questions)}
        waiting = [numbers[name] for name in questions if name not in self.answers and self.applies(name)[0]]
        reached: set[int] = set()
        while waiting:
            for node in forth[waiting.pop()]:
                if node not in reached and opened[node]:
                    reached.add(node)
                    waiting.append(node)
        return reached

    @cached_property
    def deciding(self) -> Trail:
        """What it takes to change the urgency, the leading condition or the pathway."""
        return self.trail(self.deciding_nodes)

    @cached_property
    def relevant(self) -> Mapping[str, None]:
        """The questions that may still matter, for the decision or for any advice that may come out."""
        return self.trail(self.tailoring(every_pathway=True), self.deciding).questions

    @cached_property
    def deciding_nodes(self) -> Sequence[int]:
        """What, coming to hold, would change the urgency, the leading condition or the pathway."""
        base, at_stake, findings = self.base, stakes(self.circuit), self.session.findings
        wanted = [node for level in filter(self._more_urgent, base.levels.order) for node in at_stake.urgencies[level]]
        for pathway in self._prevailing:
            wanted += at_stake.pathways[pathway]
        lead = self.decided[1]
        ways = [] if lead is None else [way for way in base.turning[lead] if self._all_possible(way)]
        for name in base.condition_order:
            if name == lead and not ways:
                break
            if name not in findings:
                wanted += at_stake.findings[name]
        for name in dict.fromkeys(name for way in ways for name in way):
            if name not in findings:
                wanted += at_stake.findings[name]
        return list(dict.fromkeys(wanted))

    def _all_possible(self, findings: tuple[str, ...]) -> bool:
        return all(self.found(name)[0] for name in findings)

    def _more_urgent(self, level: str) -> bool:
        demanded, default = self.session.urgency, self.base.default_urgency
        if demanded is not None:
            return self.base.levels.rank[level] > self.base.levels.rank[demanded]
        return level != default or self._may_sink

    @cached_property
    def _may_sink(self) -> bool:
        """Whether less than the default may still be demanded: then it matters who demands the default itself."""
        rank = self.base.levels.rank
        less = (level for level in rank if rank[level] < rank[self.base.default_urgency])
        return any(self.possible(node) for level in less for node in stakes(self.circuit).urgencies[level])

    @cached_property
    def stands(self) -> Decision[int]:
        """The decision as it stands."""
        return decision_in(self.session)

    @cached_property
    def decided(self) -> tuple[str, str | None, str]:
        """The urgency, leading condition and pathway as they stand."""
        return named(self.stands)

    @property
    def _pathway(self) -> str:
        return self.decided[2]

    @cached_property
    def _prevailing(self) -> Sequence[str]:
        """The pathways that go before the one that stands."""
        order = self.base.pathway_order
        return order[: order.index(self._pathway)]

    def tailoring(self, every_pathway: bool = False) -> list[int]:
        """What, coming to hold, would change the cautions, the safety net, what the pathway says to this person, or
        what it is as likely to be; or, with `every_pathway`, what any pathway says that may still come out: nodes."""
        at_stake = stakes(self.circuit)
        paths = {self._pathway}
        if every_pathway:
            paths |= {pathway for pathway in self._prevailing if any(map(self.possible, at_stake.pathways[pathway]))}
        told = [at_stake.around, *(at_stake.told[pathway] for pathway in self.base.pathway_order if pathway in paths)]
        wanted = [node for lines in told for line, node in lines if every_pathway or line is None or self._fits(line)]
        return list(dict.fromkeys(wanted + self._as_likely()))

    def _as_likely(self) -> list[int]:
        """What, coming to hold, would name another condition beside the one that leads. Whoever needs a doctor now or
        today is not asked for that."""
        urgency, leading, _ = self.decided
        base, findings = self.base, self.session.findings
        if leading is None or base.levels.presses(urgency):
            return []
        others = [
            name
            for name in base.condition_order
            if name not in findings
            and not any(all(findings.get(finding) for finding in way) for way in base.outranked[name])
        ]
        return [node for name in others for node in stakes(self.circuit).findings[name]]

    def _fits(self, line: Line) -> bool:
        """Whether a line is for what the case comes to as it stands; what is open may still close."""
        urgency, leading, pathway = self.decided
        now = {"urgency": urgency, "leading": leading or NONE, "pathway": pathway}
        return all(test.key == "open" or (now[test.key] in test.names) is test.holds for test in line.fits)


class Trail:
    """The way back from what is wanted: `questions` that are missing and bear on it, `findings` that are open and lie
    on the way, what others rest on first. Questions come in the order of the base."""

    def __init__(self, reach: Reach, wanted: Iterable[int], beyond: Trail | None = None) -> None:
        """`wanted`: nodes. They are followed back as far as they are open."""
        of = reach.circuit
        back, node = of.back, len(of.nodes)
        marks = bytearray(node + len(of.questions))
        # A mark for each node, and at the end for each question, the last first. What it takes for a node to hold comes
        # before it, so it is enough to go through them once.
        if reach.counts is None:
            for number in wanted:
                marks[number] = 1
            while (node := marks.rfind(1, 0, node)) >= 0:
                if reach.open(node) and not (beyond is not None and beyond._marks[node]):
                    for part in back[node]:
                        marks[part] = 1
        else:
            opened: Marks = reach.counts.opened if beyond is None else _without(reach.counts.opened, beyond._marks)
            for number in wanted:
                marks[number] = opened[number]
            while (node := marks.rfind(1, 0, node)) >= 0:
                for part in back[node]:
                    marks[part] = opened[part]
        self._marks: Marks = marks if beyond is None else _with(marks, beyond._marks)
        names = (name for number, name in enumerate(of.questions) if self._marks[~number])
        missing = (name for name in names if name not in reach.answers and reach.applies(name)[0])
        self.questions: dict[str, None] = dict.fromkeys(missing)
        self._reach = reach

    @cached_property
    def findings(self) -> Mapping[str, None]:
        nodes = ((node, name) for node, name in self._reach.circuit.finding_at.items() if self._marks[node])
        return {name: None for node, name in nodes if self._reach.open(node)}


def _without(marks: Marks, others: Marks) -> Marks:
    """The one row of marks without those of the other."""
    left = int.from_bytes(marks, "little") & ~int.from_bytes(others, "little")
    return left.to_bytes(len(marks), "little")


def _with(marks: Marks, others: Marks) -> Marks:
    """Both rows of marks."""
    return (int.from_bytes(marks, "little") | int.from_bytes(others, "little")).to_bytes(len(marks), "little")


@dataclass(frozen=True)
class Stakes:
    """What, coming to hold, would change something of an outcome: nodes. `urgencies`, `pathways`: that a rule fires
    which demands this level, or leads there; `findings`: that one of its rules fires; `around`: that a caution or a
    safety net is for somebody; `told`: the same of what a pathway says, and (no line) that a phase of it is behind."""

    urgencies: Mapping[str, Sequence[int]]
    pathways: Mapping[str, Sequence[int]]
    findings: Mapping[str, Sequence[int]]
    around: Sequence[tuple[Line | None, int]]
    told: Mapping[str, Sequence[tuple[Line | None, int]]]


@derived
@lasting
def stakes(of: Circuit) -> Stakes:
    """What the conditions of a base can change, by their nodes."""
    base = of.base

    def holds(when: Condition) -> int:
        return of.extension(when)[0]

    def lines(those: Iterable[Line]) -> list[tuple[Line | None, int]]:
        return [(line, holds(line.when)) for line in those if line.when is not None]

    told: dict[str, list[tuple[Line | None, int]]] = {}
    for name, pathway in base.pathways.items():
        told[name] = lines(line for phase in pathway.phases for _, line in phase.lines())
        told[name] += [(None, holds(phase.until)) for phase in pathway.phases if phase.until is not None]
    return Stakes(
        urgencies={level: [of.fires[rule.id] for rule in rules] for level, rules in base.demanding.items()},
        pathways={pathway: [of.fires[rule.id] for rule in rules] for pathway, rules in base.leading_to.items()},
        findings={name: list(map(holds, base.conditions_of[name])) for name in base.findings},
        around=lines((*base.cautions.values(), *base.safety_net.values())),
        told=told,
    )


def _count_up(of: Circuit, counts: Counts, nodes: Iterable[int]) -> None:
    """One more part of each of the nodes holds: what becomes certain by that."""
    need, above, have, opened = of.need, of.above, counts.have, counts.opened
    waiting = []
    for node in nodes:
        have[node] += 1
        if have[node] == need[node]:
            waiting.append(node)
    while waiting:
        node = waiting.pop()
        opened[node] = 0
        for gate in above[node]:
            have[gate] += 1
            if have[gate] == need[gate]:
                waiting.append(gate)


def _count_down(of: Circuit, counts: Counts, nodes: Iterable[int]) -> None:
    """One part of each of the nodes can no longer hold: what is ruled out by that."""
    need, above, left, opened = of.need, of.above, counts.left, counts.opened
    waiting = []
    for node in nodes:
        left[node] -= 1
        if left[node] == need[node] - 1:
            waiting.append(node)
    while waiting:
        node = waiting.pop()
        opened[node] = 0
        for gate in above[node]:
            left[gate] -= 1
            if left[gate] == need[gate] - 1:
                waiting.append(gate)


@derived
@lasting
def before_any_answer(of: Circuit) -> Counts:
    """The counts while nothing is answered."""
    left = [len(node.parts) if isinstance(node, Gate) else 1 for node in of.nodes]
    have = [0 for _ in of.nodes]
    counts = Counts(left, have, bytearray(b"\x01" * (len(of.nodes) + len(of.questions))))
    for number, node in enumerate(of.nodes):
        if isinstance(node, Gate) and not node.need:
            counts.opened[number] = 0
            _count_up(of, counts, of.above[number])
        elif isinstance(node, Gate) and node.need > len(node.parts):
            counts.opened[number] = 0
            _count_down(of, counts, of.above[number])
    for name, tests in of.leaves.items():
        question = of.base.questions[name]
        if not question.given:
            for test, (true, false) in tests.items():
                could_be_true, could_be_false = outcomes(test, question)
                _count_down(of, counts, [*([] if could_be_true else [true]), *([] if could_be_false else [false])])
    return counts


def outcomes(test: Test, question: Question) -> Could:
    """Whether some answer makes the test true, and whether some answer makes it false. Nobody is asked what is given:
    while it is missing, tests of it stay open."""
    if question.given:
        return False, False
    match test:
        case Is(_, values):
            words = question.options if question.type == "choice" else ("yes", "no")
            return True, question.type in ("number", "choices") or any(word not in values for word in words)
        case Within(_, low, high, _, _):
            return True, (low is not None and low >= question.min) or (high is not None and high <= question.max)
        case Chosen(_, options):
            return True, NONE not in options or any(option not in options for option in question.options)
        case _:
            assert_never(test)


def still_relevant(base: Base, answers: CheckedAnswers) -> list[str]:
    """The questions that may be asked and can still change what these answers come to, in the order of the base."""
    session = Session(base)
    session.tell(answers)
    reach = Reach(session)
    return [name for name in base.questions if name in reach.relevant and reach.applies(name)[0]]
