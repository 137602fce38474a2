"""What the answers that are still missing could change.

Everything here over-estimates, never under-estimates: a question that is not in reach cannot change what was asked
about, whatever is answered. So when nothing is in reach, the matter is settled.

Two passes over the open part of the base. Forwards, in the order of dependency: which tests, findings and conditions
could still become true, which could still become false. Backwards, from what would change the outcome: which missing
answers it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import assert_never

from triage.inference.session import Session
from triage.language.condition import NONE, All, Any, AtLeast, Chosen, Condition, Found, Is, Not, Test, Within
from triage.language.evaluate import Known, evaluate, verdict
from triage.language.model import RANK, Base, Question

Could = tuple[bool, bool]
"""Could become true, could become false. What is certain could become only that; (False, False) stays open."""

_CERTAIN: Mapping[bool | None, Could] = {True: (True, False), False: (False, True), None: (False, False)}


class Reach:
    """The reach of the answers that a session still misses."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.base = session.base
        self.known = Known(session.values, session.findings)
        self.applies: dict[str, Could] = {}
        self._found: dict[str, Could] = {name: _CERTAIN[status] for name, status in session.findings.items()}
        self._could: dict[int, Could] = {}
        self._certain: dict[int, bool] = {}
        for name in _by_stratum(self.base):
            if name in self.base.questions:
                self.applies[name] = self._whether_applies(self.base.questions[name])
            elif name not in self._found:
                rules = [self.could(when) for when in self.base.conditions_of[name]]
                self._found[name] = any(true for true, _ in rules), all(false for _, false in rules)

    # Forwards

    def _whether_applies(self, question: Question) -> Could:
        return (True, False) if question.when is None else self.could(question.when)

    def could(self, condition: Condition) -> Could:
        """What the condition could still become."""
        seen = self._could.get(id(condition))
        if seen is None:
            seen = self._could[id(condition)] = self._compute(condition)
        return seen

    def certain(self, condition: Condition) -> bool:
        """Whether the answers decide the condition already."""
        seen = self._certain.get(id(condition))
        if seen is None:
            seen = self._certain[id(condition)] = evaluate(condition, self.known) is not None
        return seen

    def found(self, finding: str) -> Could:
        """Whether the finding could still be established, and whether it could be refuted."""
        return self._found[finding]

    def _compute(self, condition: Condition) -> Could:
        match condition:
            case All(parts):
                all_parts = [self.could(part) for part in parts]
                return all(true for true, _ in all_parts), any(false for _, false in all_parts)
            case Any(parts):
                any_parts = [self.could(part) for part in parts]
                return any(true for true, _ in any_parts), all(false for _, false in any_parts)
            case Not(part):
                true, false = self.could(part)
                return false, true
            case AtLeast(count, parts):
                some = [self.could(part) for part in parts]
                return sum(true for true, _ in some) >= count, sum(false for _, false in some) > len(parts) - count
            case Found(finding):
                return self._found[finding]
            case Is() | Within() | Chosen():
                return self._test(condition)
            case _:
                assert_never(condition)

    def _test(self, test: Test) -> Could:
        session = self.session
        if test.question in session.values:
            return _CERTAIN[verdict(test, session.values[test.question])]
        applies, never = self.applies[test.question]
        if test.question in session.answers:
            true, false = _CERTAIN[verdict(test, session.answers[test.question])]
        else:
            true, false = outcomes(test, self.base.questions[test.question])
        return applies and true, never or (applies and false)

    # Backwards

    def trail(self, conditions: Iterable[Condition], truth: bool = True) -> Trail:
        """What it takes for any of these conditions to become true (or false), where they still could."""
        trail = Trail(self)
        for condition in conditions:
            trail.need(condition, truth)
        return trail

    @cached_property
    def deciding(self) -> Trail:
        """What it takes to change the urgency, the leading condition or the pathway."""
        return self.trail(self.decision())

    @cached_property
    def mattering(self) -> Mapping[str, None]:
        """The questions that may still matter, for the decision or for any advice that may come out."""
        return self.trail(self.decision() + self.tailoring(every_pathway=True)).questions

    def decision(self) -> list[Condition]:
        """What, becoming true, would change the urgency, the leading condition or the pathway."""
        base, session = self.base, self.session
        wanted = [
            rule.when
            for rule in base.rules.values()
            if (rule.urgency is not None and self._more_urgent(rule.urgency))
            or (rule.pathway is not None and self._prevails(rule.pathway))
        ]
        for name in base.condition_order:
            if session.findings.get(name):
                break
            wanted += base.conditions_of[name]
        return wanted

    def _more_urgent(self, level: str) -> bool:
        demanded, default = self.session.urgency, self.base.default_urgency
        if demanded is not None:
            return RANK[level] > RANK[demanded]
        return level != default or self._may_sink

    @cached_property
    def _may_sink(self) -> bool:
        """Whether less than the default may still be demanded: then it matters who demands the default itself."""
        default = RANK[self.base.default_urgency]
        return any(
            rule.urgency is not None and RANK[rule.urgency] < default and self.could(rule.when)[0]
            for rule in self.base.rules.values()
        )

    def _prevails(self, pathway: str) -> bool:
        order = self.base.pathway_order
        return order.index(pathway) < order.index(pathway_of(self.session))

    def tailoring(self, every_pathway: bool = False) -> list[Condition]:
        """What, becoming true, would change the cautions, the safety net or what the pathway says to this person;
        or, with `every_pathway`, what any pathway says that may still come out."""
        base = self.base
        conditions = [caution.when for caution in base.cautions.values()]
        conditions += [net.when for net in base.safety_net.values() if net.when is not None]
        current = pathway_of(self.session)
        paths = {current}
        if every_pathway:
            paths |= {
                rule.pathway
                for rule in base.rules.values()
                if rule.pathway is not None and self._prevails(rule.pathway) and self.could(rule.when)[0]
            }
        for path in base.pathway_order:
            if path in paths:
                conditions += [when for phase in base.pathways[path].phases for when in phase.conditions()]
        return conditions


class Trail:
    """The way back from what is wanted: `questions` that are missing and bear on it, `findings` that are open and lie
    on the way, each in the order met."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.questions: dict[str, None] = {}
        self.findings: dict[str, None] = {}
        self._seen: set[tuple[int, bool]] = set()

    def need(self, condition: Condition, truth: bool) -> None:
        key = (id(condition), truth)
        if key in self._seen:
            return
        self._seen.add(key)
        true, false = self.reach.could(condition)
        if not (true if truth else false):
            return
        match condition:
            case All(parts) | Any(parts) | AtLeast(_, parts):
                if self.reach.certain(condition):
                    return
                for part in parts:
                    if (id(part), truth) not in self._seen:
                        self.need(part, truth)
            case Not(part):
                self.need(part, not truth)
            case Found(finding):
                if finding not in self.reach.session.findings:
                    self.findings[finding] = None
                    for when in self.reach.base.conditions_of[finding]:
                        self.need(when, truth)
            case Is() | Within() | Chosen():
                self._question(condition.question, truth)

    def _question(self, name: str, truth: bool) -> None:
        session = self.reach.session
        if name in session.values:
            return
        when = self.reach.base.questions[name].when
        if when is not None:
            self.need(when, True)
            if not truth:
                self.need(when, False)
        if name not in session.answers and self.reach.applies[name][0]:
            self.questions[name] = None


def pathway_of(session: Session) -> str:
    """The pathway that prevails so far."""
    named = {rule.pathway for name in session.fired if (rule := session.base.rules[name]).pathway is not None}
    return next((path for path in session.base.pathway_order if path in named), session.base.default_pathway)


@lru_cache(maxsize=8)
def _by_stratum(base: Base) -> tuple[str, ...]:
    return tuple(sorted(base.stratum, key=base.stratum.__getitem__))


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
