"""In which order the screens are asked: the lists of warning signs, and what is asked right after a tick in one.

What can bring the most urgent help comes first, whatever file it stands in and wherever in it. A screen is as urgent as
the most urgent sign on it that demands something by itself; of two that are alike the one whose signs demand more
between them comes first, and then the one that comes first in the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from triage.language.evaluate import Known, evaluate
from triage.language.model import Checklist, Levels, Question, Rule, names


class Screening(Protocol):
    """What has to be known of a base for the order of its screens."""

    @property
    def questions(self) -> Mapping[str, Question]: ...

    @property
    def levels(self) -> Levels: ...

    @property
    def checklists(self) -> Mapping[str, Checklist]: ...

    @property
    def rules(self) -> Mapping[str, Rule]: ...

    @property
    def screens_for(self) -> Mapping[str, tuple[str, ...]]: ...

    def checklist_of(self, question: str) -> Checklist | None: ...


RulesOf = Mapping[str, tuple[Rule, ...]]
"""The rules that name each question and finding."""


def in_order(base: Screening) -> tuple[str, ...]:
    """The checklists that bear on a warning sign, and the single questions of their topics that do, in the order of
    asking; each by its id."""
    pressing = _pressing(base, _rules_of(base))
    return tuple(sorted(pressing, key=lambda name: pressing[name], reverse=True))


def _pressing(base: Screening, rules_of: RulesOf) -> Mapping[str, tuple[int, float]]:
    """How urgent each screen is: its most urgent sign, and what they come to between them. In the order of the base."""
    lists = [
        checklist
        for checklist in base.checklists.values()
        if any(base.screens_for[name] for name in checklist.questions)
    ]
    topics = {checklist.topic for checklist in lists}
    pressing: dict[str, tuple[int, float]] = {}
    rank = base.levels.rank
    for question in base.questions.values():
        screen = base.checklist_of(question.id)
        if screen in lists and screen is not None:
            if screen.id not in pressing:
                pressing[screen.id] = _of_list(rank, rules_of, screen)
        elif screen is None and question.topic in topics and base.screens_for[question.id] and not question.given:
            # What is asked only after a tick counts for all that it can lead to.
            most = max((rank.get(rule.urgency, 0) for rule in _above(rules_of, question.id) if rule.urgency), default=0)
            pressing[question.id] = most, float(most)
    return pressing


def _of_list(rank: Mapping[str, int], rules_of: RulesOf, screen: Checklist) -> tuple[int, float]:
    ranks = [_alone(rank, rules_of, name) for name in screen.questions]
    return max(ranks), sum(ranks) / len(ranks)


def _alone(rank: Mapping[str, int], rules_of: RulesOf, question: str) -> int:
    """How urgent a tick is by itself."""
    known = Known({question: "yes"}, findings := {})
    most, waiting = 0, [question]
    while waiting:
        for rule in rules_of.get(waiting.pop(), ()):
            if evaluate(rule.when, known):
                most = max(most, rank.get(rule.urgency, 0) if rule.urgency else 0)
                new = [finding for finding in rule.establish if finding not in findings]
                findings.update(dict.fromkeys(new, True))
                waiting += new
    return most


def _above(rules_of: RulesOf, name: str) -> Iterator[Rule]:
    """The rules that depend on this, through whatever findings."""
    seen, waiting = {name}, [name]
    while waiting:
        for rule in rules_of.get(waiting.pop(), ()):
            yield rule
            new = [finding for finding in rule.establish if finding not in seen]
            seen.update(new)
            waiting += new


def _rules_of(base: Screening) -> RulesOf:
    """The rules that name each question and finding."""
    rules_by_finding: dict[str, list[Rule]] = {}
    for rule in base.rules.values():
        for name in names(rule.when):
            rules_by_finding.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in rules_by_finding.items()}
