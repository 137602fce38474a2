"""A base as a whole, and what follows from its parts: what depends on what, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from triage.language.condition import ALL_CLEAR, Any, Condition, Found, Not
from triage.language.derived import Deriving
from triage.language.display import Displayed
from triage.language.model import (
    Caution,
    Checklist,
    Claim,
    Conflict,
    Contradiction,
    Document,
    Exercise,
    Finding,
    Levels,
    Pathway,
    Preference,
    Question,
    Role,
    Rule,
    SafetyNet,
    Stage,
    Subject,
    Text,
    Urgency,
    names,
)
from triage.language.screens import in_order
from triage.words.saying import Phrase


@dataclass(frozen=True, eq=False)
class Base(Deriving, Displayed):
    """A whole knowledge base. Mappings keep the order of the files (sorted by name) and of the entries in them;
    `findings` ends with `all-clear`. `hash` is the SHA-256 of all its files; worked cases, properties and the
    check-in are not among them. `stages`: in the base of a check-in, the phases that it follows.
    `speaks_for_another`: it may be answered for another, and has its texts for that. `phrases`: what the program says,
    as this base says it; its `languages` bring them."""

    id: str
    version: str
    hash: str
    title: Text
    notice: Text
    languages: tuple[str, ...]
    topics: Mapping[str, Text]
    urgencies: Mapping[str, Urgency]
    default_urgency: str
    default_pathway: str
    default_because: Text
    condition_order: tuple[str, ...]
    pathway_order: tuple[str, ...]
    questions: Mapping[str, Question]
    checklists: Mapping[str, Checklist]
    findings: Mapping[str, Finding]
    rules: Mapping[str, Rule]
    pathways: Mapping[str, Pathway]
    exercises: Mapping[str, Exercise]
    cautions: Mapping[str, Caution]
    safety_net: Mapping[str, SafetyNet]
    contradictions: Mapping[str, Contradiction]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    conflicts: Mapping[str, Conflict]
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    preferences: Mapping[str, Preference] = field(default_factory=dict)
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    signs_last: int = 1
    speaks_for_another: bool = False

    def __repr__(self) -> str:
        return f"<Base {self.id} {self.version}: {len(self.questions)} questions, {len(self.rules)} rules>"

    def language(self, code: str) -> str:
        """The language with this code, with what the base says in it in its own way; the code alone where the base does
        not speak it."""
        return self.languages[self.languages.index(code)] if code in self.languages else code

    @cached_property
    def levels(self) -> Levels:
        """The scale of urgency."""
        return Levels.of(self.urgencies)

    @cached_property
    def telling(self) -> Mapping[Role, str]:
        """The questions that tell what the program has to know."""
        return {question.tells: question.id for question in self.questions.values() if question.tells is not None}

    @cached_property
    def warning_signs(self) -> tuple[str, ...]:
        return tuple(finding.id for finding in self.findings.values() if finding.kind == "warning-sign")

    @cached_property
    def conditions_of(self) -> Mapping[str, tuple[Condition, ...]]:
        """For each finding the conditions of the rules that establish it, in the order of the base."""
        conditions_by_finding: dict[str, list[Condition]] = {finding: [] for finding in self.findings}
        for rule in self.rules.values():
            for finding in rule.establish:
                conditions_by_finding[finding].append(rule.when)
        conditions_by_finding[ALL_CLEAR] = [Not(Any(tuple(map(Found, self.warning_signs))))]
        return {finding: tuple(conditions) for finding, conditions in conditions_by_finding.items()}

    @cached_property
    def demanding(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that demand each urgency, the most urgent first."""
        return demanding(self, self.rules.values())

    @cached_property
    def leading_to(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that lead to each pathway, the first in the order of the base first."""
        return leading_to(self, self.rules.values())

    @cached_property
    def outranked(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """For each condition the ways in which another is preferred to it: findings that are all established, the
        other condition first."""
        ways: dict[str, dict[tuple[str, ...], None]] = {name: {} for name in self.condition_order}
        for preference in self.preferences.values():
            for name in preference.over:
                for better in preference.prefer:
                    ways[name][better, *preference.when] = None
        return {name: tuple(alternatives) for name, alternatives in ways.items()}

    @cached_property
    def turning(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The same, as far as the order of the base does not tell: the other condition comes later, or is preferred
        only while something else is so. Where there are none, the first that is established leads."""
        place = {name: number for number, name in enumerate(self.condition_order)}
        return {
            name: tuple(way for way in ways if place[way[0]] > place[name] or len(way) > 1)
            for name, ways in self.outranked.items()
        }

    @cached_property
    def leading_on(self) -> frozenset[str]:
        """The findings on which the leading condition depends."""
        ways = (finding for ways in self.outranked.values() for way in ways for finding in way)
        return frozenset((*self.condition_order, *ways))

    @cached_property
    def stratum(self) -> Mapping[str, int]:
        """How deep each question and finding lies: 0 depends on nothing, others one more than what they depend on."""
        depth: dict[str, int] = {}
        for name in self.dependencies:
            self._deepen(name, depth)
        return depth

    def _deepen(self, name: str, depth: dict[str, int]) -> int:
        if name not in depth:
            depth[name] = 1 + max((self._deepen(other, depth) for other in self.dependencies[name]), default=-1)
        return depth[name]

    @cached_property
    def dependencies(self) -> Mapping[str, tuple[str, ...]]:
        """What each question (by its `when`) and finding (by its rules) depends on directly."""
        on: dict[str, tuple[str, ...]] = {}
        for question in self.questions.values():
            on[question.id] = names(question.when) if question.when is not None else ()
        for finding, conditions in self.conditions_of.items():
            on[finding] = tuple(dict.fromkeys(name for condition in conditions for name in names(condition)))
        return on

    @cached_property
    def screens_for(self) -> Mapping[str, tuple[str, ...]]:
        """The warning signs that each question bears on, through whatever findings."""
        bears: dict[str, list[str]] = {question: [] for question in self.questions}
        for sign in self.warning_signs:
            for name in self.beneath(sign):
                if name in bears:
                    bears[name].append(sign)
        return {question: tuple(signs) for question, signs in bears.items()}

    @cached_property
    def screens(self) -> tuple[str, ...]:
        """The lists of warning signs, and what is asked right after a tick in one, in the order of asking."""
        return in_order(self)

    def beneath(self, name: str) -> Iterator[str]:
        """Every question and finding on which it depends, each once."""
        return self._beneath(name, set())

    def _beneath(self, name: str, seen: set[str]) -> Iterator[str]:
        for other in self.dependencies[name]:
            if other not in seen:
                seen.add(other)
                yield other
                yield from self._beneath(other, seen)

    def now_called(self, name: str) -> str:
        """What the question or finding is called that had this id in an earlier version; otherwise the id itself."""
        return self._formerly.get(name, name)

    def pathway_now_called(self, name: str) -> str:
        """The same of a pathway."""
        return next((pathway.id for pathway in self.pathways.values() if name in pathway.was), name)

    def phase_now_called(self, pathway: str, name: str) -> str:
        """The same of a phase of a pathway, which goes by the name that it has now."""
        phases = self.pathways[pathway].phases if pathway in self.pathways else ()
        return next((phase.id for phase in phases if name in phase.was), name)

    @cached_property
    def _formerly(self) -> Mapping[str, str]:
        parts: tuple[Question | Finding, ...] = (*self.questions.values(), *self.findings.values())
        return {former: part.id for part in parts for former in part.was}

    def prepare(self) -> None:
        """Works out now what is otherwise worked out when it is first asked for."""
        for part in (
            "levels",
            "warning_signs",
            "conditions_of",
            "dependencies",
            "stratum",
            "screens_for",
            "screens",
            "outranked",
            "turning",
            "leading_on",
            "_checklists_by_question",
        ):
            getattr(self, part)

    def checklist_of(self, question: str) -> Checklist | None:
        return self._checklists_by_question.get(question)

    @cached_property
    def _checklists_by_question(self) -> Mapping[str, Checklist]:
        return {question: checklist for checklist in self.checklists.values() for question in checklist.questions}


def demanding(base: Base, rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    """Those of some rules that demand each urgency."""
    return _grouped(base.levels.order, ((rule.urgency, rule) for rule in rules))


def leading_to(base: Base, rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    """Those of some rules that lead to each pathway."""
    return _grouped(base.pathway_order, ((rule.pathway, rule) for rule in rules))


def _grouped(names: Iterable[str], rules: Iterable[tuple[str | None, Rule]]) -> dict[str, tuple[Rule, ...]]:
    groups: dict[str, list[Rule]] = {name: [] for name in names}
    for name, rule in rules:
        if name is not None:
            groups[name].append(rule)
    return {name: tuple(group) for name, group in groups.items()}
