"""The fewest answers that would have to be otherwise for something to be so. Exact.

What is wanted is written as goals: a condition is true (or false), or it is not. Each comes down to single answers: a
`Leaf` wants the answer to one question to be of certain kinds (see `answer_classes`), an `AtLeast` wants so many of its
parts. A goal holds no Not, so whoever wants one may be repaired part by part: the search looks at the answers as they
are now, takes the first part that fails, and tries every way to mend it. It does so with no changes allowed, then with
one, and so on, and gives up early where parts that share no question need more than is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from triage.inference.answer_classes import answer_classes, nearest
from triage.inference.circuit import Gate, circuit
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.derived import derived
from triage.language.errors import TriageError
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """The answer to the question is of one of these kinds. `beneath`: a bit for each question that bears on it."""

    question: str
    kinds: int
    beneath: int


@dataclass(frozen=True, slots=True, eq=False)
class AtLeast:
    """So many of the parts hold, or more. `narrow_first`: the parts, first those on which few questions bear."""

    count: int
    parts: tuple[Goal, ...]
    beneath: int
    narrow_first: tuple[Goal, ...]


Goal = Leaf | AtLeast


class Goals:
    """The goals of a base: made once, shared where they are the same. Holds nothing of any person."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.circuit = circuit(base)
        self.kinds = answer_classes(base)
        self._bit = {name: 1 << number for number, name in enumerate(base.questions)}
        self._nodes: dict[tuple[int, bool], Goal] = {}
        self._opposites: dict[Goal, Goal] = {}

    def goal(self, condition: Condition, truth: bool = True, holds: bool = True) -> Goal:
        """The condition is true (`truth`) or false; or, unless this `holds`, it is not so: false or open, true or
        open."""
        return self._node(self.circuit.extension(condition)[not truth], holds)

    def found(self, finding: str, established: bool = True, holds: bool = True) -> Goal:
        """The finding is `established`, or else refuted; or, unless this `holds`, it is not so."""
        return self._node(self.circuit.findings[finding][not established], holds)

    def _node(self, number: int, holds: bool) -> Goal:
        key = (number, holds)
        if key not in self._nodes:
            node = self.circuit.nodes[number]
            if isinstance(node, Gate):
                need = node.need if holds else len(node.parts) - node.need + 1
                self._nodes[key] = at_least(need, [self._node(part, holds) for part in node.parts])
            else:
                name = node.test.question
                self._nodes[key] = Leaf(name, self.kinds[name].where(node.test, node.says, holds), self._bit[name])
        return self._nodes[key]

    def urgency(self, level: str) -> AtLeast:
        """The urgency comes out: no rule demands a higher one, and one demands it, or none any where it is the base's
        default."""
        rules = [rule for rule in self.base.rules.values() if rule.urgency is not None]
        rank = self.base.levels.rank
        by_rank = {rule.id: rank[rule.urgency] - rank[level] for rule in rules if rule.urgency is not None}
        higher = [self.goal(rule.when, True, False) for rule in rules if by_rank[rule.id] > 0]
        itself: list[Goal] = [self.goal(rule.when) for rule in rules if by_rank[rule.id] == 0]
        if level == self.base.default_urgency:
            itself.append(all_of(*(self.goal(rule.when, True, False) for rule in rules if by_rank[rule.id] < 0)))
        return all_of(*higher, any_of(*itself))

    def pathway(self, pathway: str) -> AtLeast:
        """The pathway prevails: a rule names it, or it is the default, and none names one that goes before."""
        order = self.base.pathway_order
        named = [(order.index(rule.pathway), rule.when) for rule in self.base.rules.values() if rule.pathway]
        place = order.index(pathway)
        earlier = [self.goal(when, True, False) for other, when in named if other < place]
        if pathway == self.base.default_pathway:
            return all_of(*earlier)
        return all_of(*earlier, any_of(*(self.goal(when) for other, when in named if other == place)))

    def failures(self, goal: AtLeast) -> list[Goal]:
        """The goal needs all its parts: the ways in which it does not hold, one for each part."""
        return [self._opposite(part) for part in goal.parts]

    def _opposite(self, goal: Goal) -> Goal:
        if goal not in self._opposites:
            if isinstance(goal, Leaf):
                left = self.kinds[goal.question].all_kinds & ~goal.kinds
                self._opposites[goal] = Leaf(goal.question, left, goal.beneath)
            else:
                self._opposites[goal] = at_least(len(goal.parts) - goal.count + 1, map(self._opposite, goal.parts))
        return self._opposites[goal]


def at_least(count: int, parts: Iterable[Goal]) -> AtLeast:
    """So many of these goals."""
    members = tuple(parts)
    beneath = 0
    for part in members:
        beneath |= part.beneath
    return AtLeast(count, members, beneath, tuple(sorted(members, key=_breadth)))


def all_of(*parts: Goal) -> AtLeast:
    return at_least(len(parts), parts)


def any_of(*parts: Goal) -> AtLeast:
    return at_least(1, parts)


@derived
def goals(base: Base) -> Goals:
    """The goals of a base."""
    return Goals(base)


NEVER = 1 << 30
"""More changes than there can be."""


class TooMuch(TriageError):
    """What was asked takes more steps than were allowed. `least`: so many changes it takes at least, as far as was
    found out."""

    least = 0


class Effort:
    """So many steps may be taken in all, in one search or several. Where little is answered, what would take fifty
    changes can be looked for longer than anybody waits."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        """One more. Raises TooMuch."""
        self.left -= 1
        if self.left < 0:
            raise TooMuch("this takes too long to work out; ask about less at once, or give more answers")


class MinimalChange:
    """What would be so if some answers were otherwise. Questions that are `free` may get any answer without counting as
    a change; `effort`: how long is searched, None for as long as it takes."""

    def __init__(
        self, base: Base, answers: Mapping[str, Answer], free: Collection[str] = (), effort: Effort | None = None
    ) -> None:
        self.effort = effort
        self.goals = goals(base)
        self.kinds = self.goals.kinds
        self.answers = answers
        self.own = {name: self.kinds[name].of(answers.get(name)) for name in base.questions}
        self.free = frozenset(free)
        self.costless = sum(1 << number for number, name in enumerate(base.questions) if name in self.free)
        self._nearest: dict[str, tuple[Answer | None, ...]] = {}
        self._starts: dict[frozenset[str], _State] = {}

    def fewest(self, goal: Goal, fixed: Collection[str] = ()) -> dict[str, Answer | None] | None:
        """The fewest changes that make the goal hold, as new answers to questions (None: the answer is taken away);
        those that are `fixed` keep theirs. None if there is no such thing. Raises TooMuch."""
        start = self._start(fixed)
        changes = start.least(goal)
        while changes < NEVER:
            search = _Search(changes, self.effort)
            try:
                repaired = search.mend((goal,), start, changes)
            except TooMuch as problem:
                problem.least = changes
                raise
            if repaired is not None:
                return {
                    name: self._answer(name, _preferred(allowed))
                    for name, allowed in repaired.items()
                    if not allowed >> self.own[name] & 1
                }
            changes = search.beyond
        return None

    def _start(self, fixed: Collection[str]) -> _State:
        """Where a search starts; what it finds out of goals there, the next one need not find out again."""
        names = frozenset(fixed)
        if names not in self._starts:
            self._starts[names] = _State(self, {name: 1 << self.own[name] for name in fixed})
        return self._starts[names]

    def _answer(self, name: str, kind: int) -> Answer | None:
        if name not in self._nearest:
            self._nearest[name] = nearest(self.goals.base, name, self.answers.get(name))
        return self._nearest[name][kind]

    def least(self, goal: Goal) -> int:
        """At least so many changes make the goal hold."""
        return self._start(()).least(goal)


class _State:
    """Where the search stands: the kinds that are still allowed for each question (left out where all are), and what
    that means for the goals that were looked at. What rests on no question that was `touched` since the state `before`
    is as it was there, and is found out there: every other state that follows that one finds it."""

    def __init__(self, here: MinimalChange, allowed: dict[str, int], before: _State | None = None) -> None:
        self.here = here
        self.allowed = allowed
        self.before = before
        self.touched = 0
        self._holding: dict[Goal, bool] = {}
        self._least: dict[Goal, int] = {}

    def limited(self, leaves: Iterable[Leaf]) -> tuple[_State, int]:
        """The same with only what these want allowed; and the changes that it takes, `NEVER` where nothing is left."""
        other = _State(self.here, dict(self.allowed), self)
        cost = 0
        for leaf in leaves:
            cost += other._cost(leaf)
            other.allowed[leaf.question] = other._left(leaf)
            other.touched |= leaf.beneath
        return other, min(cost, NEVER)

    def _source(self, goal: Goal) -> _State:
        """The first state in which it was with the goal as it is now."""
        state = self
        while state.before is not None and not goal.beneath & state.touched:
            state = state.before
        return state

    def _left(self, leaf: Leaf) -> int:
        allowed = self.allowed.get(leaf.question)
        return leaf.kinds if allowed is None else allowed & leaf.kinds

    def _cost(self, leaf: Leaf) -> int:
        left, own = self._left(leaf), self.here.own[leaf.question]
        if not left:
            return NEVER
        stands = self.allowed.get(leaf.question, -1) >> own & 1
        return int(stands and not left >> own & 1 and leaf.question not in self.here.free)

    def holds(self, goal: Goal) -> bool:
        """Whether the goal holds of the answers as they are for now: one's own, while they are allowed."""
        holds = self._holding.get(goal)
        if holds is None:
            source = self._source(goal)
            if source is not self:
                holds = source.holds(goal)
            elif isinstance(goal, Leaf):
                allowed, kind = self.allowed.get(goal.question, -1), self.here.own[goal.question]
                holds = bool(goal.kinds >> (kind if allowed >> kind & 1 else _preferred(allowed)) & 1)
            else:
                holds = self._enough_hold(goal)
            self._holding[goal] = holds
        return holds

    def _enough_hold(self, goal: AtLeast) -> bool:
        # Here most of the time goes, so what was read before is looked up on the spot.
        missing, spare, held = goal.count, len(goal.parts) - goal.count, self._holding.get
        if missing <= 0:
            return True
        for part in goal.parts:
            holds = held(part)
            if holds is None:
                holds = self.holds(part)
            if holds:
                missing -= 1
                if not missing:
                    return True
            else:
                spare -= 1
                if spare < 0:
                    return False
        return False

    def enough(self, goal: AtLeast, pinned: Collection[Goal]) -> bool:
        """Whether enough parts of the goal hold, or are pinned."""
        missing, held = goal.count, self._holding.get
        for part in goal.parts:
            holds = part in pinned or held(part)
            if self.holds(part) if holds is None else holds:
                missing -= 1
                if not missing:
                    return True
        return False

    def least(self, goal: Goal) -> int:
        """At least so many more changes make the goal hold, seen by itself."""
        least = self._least.get(goal)
        if least is None:
            source = self._source(goal)
            if source is not self:
                least = source.least(goal)
            elif isinstance(goal, Leaf):
                least = self._cost(goal)
            elif goal.count == len(goal.parts):
                least = self._adds_up(goal.narrow_first)
            elif goal.count > len(goal.parts):
                least = NEVER
            elif goal.count == 1:
                least = self._easiest(goal.parts)
            else:
                least = sorted(map(self.least, goal.parts))[goal.count - 1]
            self._least[goal] = least
        return least

    def together(self, parts: Iterable[Goal]) -> int:
        """At least so many more changes make all parts hold: what those need that share no question adds up."""
        return self._adds_up(sorted(parts, key=_breadth))

    def _easiest(self, parts: Iterable[Goal]) -> int:
        easiest = NEVER
        for part in parts:
            least = self._least.get(part)
            if least is None:
                least = self.least(part)
            if not least:
                return 0
            easiest = min(easiest, least)
        return easiest

    def _adds_up(self, parts: Iterable[Goal]) -> int:
        highest = total = used = 0
        for part in parts:
            least = self._least.get(part)
            if least is None:
                least = self.least(part)
            if least >= NEVER:
                return NEVER
            highest = max(highest, least)
            if least and not part.beneath & used:
                total += least
                used |= part.beneath & ~self.here.costless
        return max(highest, min(total, NEVER))


class _Search:
    """Looks for a way with at most `most` changes; `beyond` is the number to try next."""

    def __init__(self, most: int, effort: Effort | None) -> None:
        self.most = most
        self.effort = effort
        self.beyond = NEVER

    def mend(
        self, wanted: tuple[Goal, ...], before: _State, left: int, barred: frozenset[Goal] = frozenset()
    ) -> Mapping[str, int] | None:
        """The kinds allowed that make all goals hold with at most `left` more changes. With one that is `barred` there
        is no such way: that was tried before."""
        if self.effort is not None:
            self.effort.step()
        state = before
        pinned = frozenset(wanted)
        leaves, choices, needed = _failing(wanted, pinned, state)
        while leaves:
            state, cost = state.limited(leaves)
            if self._too_many(cost, left):
                return None
            left -= cost
            leaves, choices, needed = _failing(wanted, pinned, state)
        if not choices:
            return state.allowed
        if not barred.isdisjoint(needed):
            return None
        if self._too_many(state.together(choices), left):
            return None
        failing = (
            [part for part in goal.parts if part not in pinned and part not in barred and not state.holds(part)]
            for goal in choices
        )
        ways = min(failing, key=lambda parts: _hardest(parts, state, left))
        for part in sorted(ways, key=state.least):
            if self._too_many(state.least(part), left):
                break
            repaired = self.mend((*wanted, part), state, left, barred)
            if repaired is not None:
                return repaired
            barred |= {part}
        return None

    def _too_many(self, changes: int, left: int) -> bool:
        if changes <= left:
            return False
        self.beyond = min(self.beyond, self.most - left + changes)
        return True


def _failing(
    wanted: Iterable[Goal], pinned: Collection[Goal], state: _State
) -> tuple[list[Leaf], list[AtLeast], set[Goal]]:
    """What has to be mended, and of what else one more of the failing parts has to be; then all that is needed to hold.
    What is `pinned` will be mended."""
    leaves, choices = [], []
    queue = list(dict.fromkeys(wanted))
    met = set(queue)
    for goal in queue:
        if state.holds(goal):
            continue
        if isinstance(goal, Leaf):
            leaves.append(goal)
        elif goal.count == len(goal.parts):
            queue += [part for part in goal.parts if part not in met]
            met.update(goal.parts)
        elif not state.enough(goal, pinned):
            choices.append(goal)
    return leaves, choices, met


def _hardest(parts: Iterable[Goal], state: _State, left: int) -> tuple[int, int]:
    """Sorts first what takes the most changes, then what can be mended in the fewest ways: that fails soonest."""
    least = [state.least(part) for part in parts]
    return -min(least, default=NEVER), sum(changes <= left for changes in least)


def _breadth(goal: Goal) -> int:
    return goal.beneath.bit_count()


def _preferred(allowed: int) -> int:
    """Of these kinds the first that is an answer."""
    answered = allowed & ~1
    return (answered & -answered).bit_length() - 1 if answered else 0
