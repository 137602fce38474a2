"""What somebody may ask about: a finding, urgency, pathway or caution of a base, and how it stands in an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triage.explanation.proof import Proof, Prover
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.errors import TriageError, nearest, quoted
from triage.language.evaluate import evaluate
from triage.language.model import names
from triage.words.message import phrased

SubjectKind = Literal["finding", "urgency", "pathway", "caution"]
Standing = Literal["established", "refuted", "default", "outranked", "open", "not-considered"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a case may come to."""

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class Way:
    """A rule that brings the subject, with its condition; `rule` is empty where it is no rule of the author's."""

    rule: str
    when: Condition


def by_kind(base: Base) -> dict[SubjectKind, tuple[str, ...]]:
    """All that a case may come to, by its id."""
    return {
        "finding": tuple(base.findings),
        "urgency": base.levels.order,
        "pathway": tuple(base.pathways),
        "caution": tuple(base.cautions),
    }


def subjects(base: Base, name: str) -> tuple[Subject, ...]:
    """Everything that has this name: a finding and a pathway may share one. Raises TriageError where nothing has."""
    names_by_kind = by_kind(base)
    matches = tuple(Subject(kind, name) for kind, known in names_by_kind.items() if name in known)
    if matches:
        return matches
    if name in base.rules:
        rule = base.rules[name]
        brings = [brought for brought in (*rule.establish, rule.urgency, rule.pathway) if brought]
        raise TriageError(
            phrased(
                "{name} is a rule; ask about what it brings, such as {brings}",
                name=quoted(name),
                brings=quoted(brings[0]),
            )
        )
    if name in base.questions:
        raise TriageError(
            phrased(
                "{name} is a question; see what its answer does with --what-if {question}=ANSWER",
                name=quoted(name),
                question=name,
            )
        )
    hint = nearest(name, dict.fromkeys(ident for known in names_by_kind.values() for ident in known))
    lists = "".join(f"\n{kind}: {', '.join(known)}" for kind, known in names_by_kind.items() if known)
    if hint.endswith("?"):
        lists = ""  # one name is meant
    raise TriageError(
        phrased(
            "no finding, urgency, pathway or caution {name}; {hint}{lists}", name=quoted(name), hint=hint, lists=lists
        )
    )


def ways(base: Base, subject: Subject) -> tuple[Way, ...]:
    """The rules that bring the subject, in the order of the base."""
    match subject.kind:
        case "finding":
            rules = [rule for rule in base.rules.values() if subject.id in rule.establish]
            if not rules:
                return tuple(Way("", when) for when in base.conditions_of[subject.id])
        case "urgency":
            rules = [rule for rule in base.rules.values() if rule.urgency == subject.id]
        case "pathway":
            rules = [rule for rule in base.rules.values() if rule.pathway == subject.id]
        case "caution":
            return (Way("", base.cautions[subject.id].when),)
    return tuple(Way(rule.id, rule.when) for rule in rules)


def proof_of(prover: Prover, subject: Subject) -> Proof | None:
    """Why the subject is as it is; None where nothing is certain about it."""
    match subject.kind:
        case "finding":
            return prover.finding(subject.id)
        case "urgency":
            return prover.urgency(subject.id)
        case "pathway":
            return prover.pathway(subject.id)
        case "caution":
            return prover.caution(subject.id)


def standing(prover: Prover, outcome: Outcome, subject: Subject) -> Standing:
    """How the subject stands. `outranked`: a rule brings it, and another something that goes before. `not-considered`:
    no answer has anything to do with it."""
    proof = proof_of(prover, subject)
    if proof is None:
        conditions = [way.when for way in ways(prover.base, subject)]
        if all(evaluate(when, prover.known) is False for when in conditions):
            return "refuted"
        beneath = questions_beneath(prover.base, conditions)
        return "open" if beneath & outcome.answers.keys() else "not-considered"
    if proof.kind in ("default-urgency", "default-pathway"):
        return "default"
    if proof.kind == "refuted":
        return "refuted"
    prevails = {"urgency": outcome.urgency, "pathway": outcome.pathway}.get(subject.kind, subject.id)
    return "established" if prevails == subject.id else "outranked"


def questions_beneath(base: Base, conditions: list[Condition]) -> set[str]:
    """The questions that bear on these conditions, through whatever findings and questions."""
    waiting = [name for when in conditions for name in names(when)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += base.dependencies[name]
    return seen & base.questions.keys()
