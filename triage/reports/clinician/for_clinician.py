"""What a report shows to the clinician who reviews it: every conclusion with its proof, every answer, every step, every
source.

A part of a proof that stands elsewhere is referred to, not repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from triage.explanation.chain import event_words, matched_words
from triage.explanation.explaining import change_words, given_words, proof_words, several_words, subject_words
from triage.explanation.open_ends import OpenEnd, open_ends
from triage.explanation.proof import Proof, Prover
from triage.explanation.subject import Subject, SubjectKind, proof_of, standing
from triage.explanation.to_words import asked, finding_words
from triage.inference.outcome import Outcome
from triage.inference.trace import Event
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.model import EXPERT, Document
from triage.language.provenance import provenance
from triage.language.texts import text_in
from triage.reports.clinician.for_patient import Course
from triage.words.saying import say

QUIET = ("answered", "counts", "inapplicable", "activated", "refuted")
"""Events of which there are many between two that conclude something; they are folded together."""

BRIEF = ("counts", "inapplicable")
"""Parts of a proof that are too small to look up elsewhere."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the summary."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a proof. `number` tells it from the others; `see` is that of the same step where it stands in
    full, and then it has no parts here. `claims` are ids; `expert` says that experts agreed on it."""

    number: int
    kind: str
    words: str
    because: str
    claims: tuple[str, ...]
    expert: bool
    parts: tuple[Node, ...]
    see: int = 0


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something that came out, how it stands, and its proof. Where several of one sort stand
    together, `kind` and `stands` are empty: their heading says it."""

    kind: str
    id: str
    name: str
    stands: str
    proof: Node


@dataclass(frozen=True, slots=True)
class Settler:
    """A question that would tell, with in a line each what its answers would do."""

    question: str
    tells: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A finding that could not be ruled out. `together` are changes that show it or rule it out when made together."""

    id: str
    name: str
    because: str
    examination: str
    questions: tuple[Settler, ...]
    together: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question and what was answered. `mark`: answered, unknown, open (not asked, and it could still matter),
    not-asked or inapplicable."""

    id: str
    question: str
    answer: str
    mark: str


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the trace."""

    number: int
    kind: str
    label: str
    words: str
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Events that follow each other. With a `title` they are folded together below it."""

    title: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim, and what rests on it here."""

    id: str
    text: str
    used: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its claims. `url` only where a browser may go there."""

    id: str
    title: str
    language: str
    about: str
    url: str
    claims: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims that disagree, that which is followed first."""

    claims: tuple[Fact, ...]
    situation: str
    because: str


@dataclass(frozen=True, slots=True)
class ForClinician:
    """`agreed` are the parts that rest on the agreement of experts alone."""

    summary: tuple[Fact, ...]
    conclusions: tuple[Conclusion, ...]
    cautions: tuple[Conclusion, ...]
    refuted: tuple[Conclusion, ...]
    open: tuple[LeftOpen, ...]
    counts: tuple[Fact, ...]
    topics: tuple[Topic, ...]
    stages: tuple[Stage, ...]
    sources: tuple[Source, ...]
    agreed: str
    disagreements: tuple[Disagreement, ...]
    versions: tuple[Fact, ...]


def for_clinician(base: Base, outcome: Outcome, course: Course, language: str) -> ForClinician:
    """The whole of it, in words."""
    resting = _resting(base, outcome, course, language)
    topics = _topics(base, outcome, language)
    refuted, conclusions, cautions = _conclusions(base, outcome, language)
    return ForClinician(
        summary=tuple(_summary(base, outcome, course, language)),
        conclusions=conclusions,
        cautions=cautions,
        refuted=refuted,
        open=tuple(_left_open(base, end, language) for end in open_ends(base, outcome)),
        counts=_counts(topics, language),
        topics=topics,
        stages=tuple(_stages(base, outcome, language)),
        sources=tuple(_sources(base, resting, language)),
        agreed=resting.get(EXPERT, ""),
        disagreements=tuple(_disagreements(base, resting, language)),
        versions=_versions(outcome, language),
    )


def _summary(base: Base, outcome: Outcome, course: Course, language: str) -> Iterator[Fact]:
    prover = Prover(base, outcome)
    if course.check_ins:
        yield Fact(say("report-now", language), _level(base, course.urgency, language))
        yield Fact(say("report-check-ins", language), " ".join(course.check_ins))
        yield Fact("", say("report-first", language))
    yield Fact(say("urgency", language), _level(base, outcome.urgency, language))
    if not outcome.demanded:
        yield Fact("", say("not-demanded", language))
    leading = "; ".join(_finding(base, name, language) for name in outcome.leads) or say("nothing-clear", language)
    yield Fact(say("leading", language), leading)
    others = [name for name, status in outcome.conditions.items() if status == "established"]
    others = [name for name in others if name not in outcome.leads]
    argued = [
        f"{text_in(preference.because, language)} ({preference.id})"
        for preference in base.preferences.values()
        if outcome.leading in preference.prefer and any(name in preference.over for name in others)
        if all(name in prover.known.findings and prover.known.findings[name] for name in preference.when)
    ]
    if argued:
        yield Fact(say("leads-because", language), "; ".join(argued))
    if outcome.as_likely:
        yield Fact("", say("leads-alike", language))
    for key, names in {"also": others, "warning-signs": outcome.warning_signs}.items():
        if names:
            yield Fact(say(key, language), "; ".join(_finding(base, name, language) for name in names))
    pathway = base.pathways[outcome.pathway]
    yield Fact(say("subject-pathway", language), f"{text_in(pathway.name, language)} ({pathway.id})")
    yield Fact(say("report-may-change", language), say("no" if outcome.settled else "yes", language))


def _level(base: Base, urgency: str, language: str) -> str:
    level = base.urgencies[urgency]
    return f"{text_in(level.name, language)} ({', '.join(filter(None, (urgency, level.standard)))})"


def _finding(base: Base, name: str, language: str) -> str:
    return f"{finding_words(base, name, language)} ({name})"


def _conclusions(base: Base, outcome: Outcome, language: str) -> Iterator[tuple[Conclusion, ...]]:
    """The warning signs that were ruled out; what came out, what it says of the person first; and the cautions.

    What was told of the former is not told again where the latter rest on it."""
    prover = Prover(base, outcome)
    teller = _Teller(base, language)

    def concluded(kind: SubjectKind, names: Iterable[str], labelled: bool = True) -> Iterator[Conclusion]:
        for name in names:
            subject = Subject(kind, name)
            proof = proof_of(prover, subject)
            assert proof is not None, "what came out can be proved"
            stands = say(f"stands-{standing(prover, outcome, subject)}", language)
            yield Conclusion(
                say(f"subject-{kind}", language) if labelled else "",
                name,
                subject_words(base, subject, language),
                stands[0].upper() + stands[1:] if labelled else "",
                teller.tell(proof),
            )

    established = [name for name, state in outcome.conditions.items() if state == "established"]
    refuted = [name for name in base.warning_signs if prover.known.findings.get(name) is False]
    yield tuple(concluded("finding", refuted, False))
    yield (
        *concluded("finding", (*outcome.warning_signs, *established)),
        *concluded("urgency", (outcome.urgency,)),
        *concluded("pathway", (outcome.pathway,)),
    )
    yield tuple(concluded("caution", outcome.cautions, False))


class _Teller:
    """Puts proofs into words, each part in full where it is told first."""

    def __init__(self, base: Base, language: str) -> None:
        self.base = base
        self.language = language
        self.told: dict[Proof, int] = {}
        self.count = 0

    def tell(self, proof: Proof) -> Node:
        self.count += 1
        number = self.count
        words = proof_words(self.base, proof, self.language)
        if proof in self.told:
            return Node(number, proof.kind, words, "", (), False, (), self.told[proof])
        if proof.parts and proof.kind not in BRIEF:
            self.told[proof] = number
        because, sources = self._reason(proof)
        claims = tuple(name for name in sources if name != EXPERT)
        parts = tuple(self.tell(part) for part in proof.parts)
        return Node(number, proof.kind, words, because, claims, EXPERT in sources, parts)

    def _reason(self, proof: Proof) -> tuple[str, tuple[str, ...]]:
        match proof.kind:
            case "fired":
                rule = self.base.rules[proof.of]
                return text_in(rule.because, self.language), rule.sources
            case "caution":
                return "", self.base.cautions[proof.of].sources
            case "default-urgency" | "default-pathway":
                return text_in(self.base.default_because, self.language), ()
            case _:
                return "", ()


def _left_open(base: Base, end: OpenEnd, language: str) -> LeftOpen:
    settlers = []
    for open_question in end.questions:
        tells = [
            Fact(say(key, language), several_words(base, open_question.question, answers, language))
            for key, answers in {"shows": open_question.shows, "rules-out": open_question.rules_out}.items()
            if answers
        ]
        settlers.append(Settler(asked(base.questions[open_question.question], language), tuple(tells)))
    together = [
        (say(key, language), tuple(change_words(base, change, language) for change in changes))
        for key, changes in {"show-together": end.show, "rule-out-together": end.rule_out}.items()
        if changes is not None and len(changes) > 1
    ]
    return LeftOpen(
        end.finding,
        finding_words(base, end.finding, language),
        say(f"open-{end.because}", language),
        text_in(base.findings[end.finding].examination, language),
        tuple(settlers),
        tuple(together),
    )


def _topics(base: Base, outcome: Outcome, language: str) -> tuple[Topic, ...]:
    """Every question of the base, by topic, whether it was asked or not."""
    inapplicable = {event.of for event in outcome.trace if event.kind == "inapplicable"}
    wanted = {name for part in outcome.not_ruled_out if part.because == "not-asked" for name in part.questions}

    def mark(name: str) -> str:
        if name in inapplicable:
            return "inapplicable"
        if name in outcome.answers:
            return "unknown" if outcome.answers[name] == UNKNOWN else "answered"
        return "open" if name in wanted else "not-asked"

    rows: dict[str, list[Row]] = {name: [] for name in base.topics}
    for question in base.questions.values():
        row_mark = mark(question.id)
        given = outcome.answers.get(question.id)
        answer = given_words(base, question.id, given, language) if given is not None else ""
        rows[question.topic].append(Row(question.id, asked(question, language), answer, row_mark))
    return tuple(
        Topic(text_in(base.topics[name], language), tuple(topic_rows))
        for name, topic_rows in rows.items()
        if topic_rows
    )


def _counts(topics: Iterable[Topic], language: str) -> tuple[Fact, ...]:
    """How many questions have each mark."""
    marks_counted = Counter(row.mark for topic in topics for row in topic.rows)
    marks = ("answered", "unknown", "open", "not-asked", "inapplicable")
    return tuple(
        Fact(say(f"report-mark-{mark}", language), str(marks_counted[mark])) for mark in marks if marks_counted[mark]
    )


def _stages(base: Base, outcome: Outcome, language: str) -> Iterator[Stage]:
    numbered = enumerate(outcome.trace, 1)
    for quiet, events in groupby(numbered, key=lambda numbered_event: numbered_event[1].kind in QUIET):
        group = list(events)
        moments = tuple(_moment(base, number, event, language) for number, event in group)
        yield Stage(_folded([event for _, event in group], language) if quiet else "", moments)


def _folded(group: list[Event], language: str) -> str:
    """What is folded together: "42 answers, 3 ruled out"."""
    kinds = Counter(event.kind for event in group)
    return ", ".join(say(f"report-ev-{kind}", language, count, count=count) for kind, count in kinds.items())


def _moment(base: Base, number: int, event: Event, language: str) -> Moment:
    label = say(f"ev-{event.kind}", language)
    words = event_words(base, event, language).removeprefix(f"{label}: ")
    matched = tuple(matched_words(base, condition, language) for condition in event.matched)
    return Moment(number, event.kind, label, words, matched)


def _resting(base: Base, outcome: Outcome, course: Course, language: str) -> dict[str, str]:
    """For each claim that a conclusion or advice of this report rests on: what does."""
    shown = {
        *(("rule", name) for name in outcome.fired),
        *(("caution", name) for name in outcome.cautions),
        *(("safety-net", name) for name in outcome.safety_net),
        *(("exercise", name) for stretch in course.phases for name in stretch.exercises),
        *(("phase", f"{course.pathway}/{stretch.phase}") for stretch in course.phases),
    }
    inside = f"{course.pathway}/"
    resting: dict[str, dict[str, list[str]]] = {}
    for part in provenance(base).parts:
        if (part.kind, part.id) in shown or (part.kind == "item" and part.id.startswith(inside)):
            for name in part.sources:
                kinds = resting.setdefault(name, {})
                kinds.setdefault(say(f"part-{part.kind}", language), []).append(part.id.removeprefix(inside))
    return {
        name: "; ".join(f"{kind} {', '.join(ids)}" for kind, ids in kinds.items()) for name, kinds in resting.items()
    }


def _sources(base: Base, resting: dict[str, str], language: str) -> Iterator[Source]:
    for document in base.documents.values():
        claims = [claim for claim in base.claims.values() if claim.document == document.id and claim.id in resting]
        if claims:
            about = (document.author, document.publisher, document.year)
            yield Source(
                document.id,
                document.title,
                document.language,
                ", ".join(filter(None, about)),
                _address(document),
                tuple(Cited(claim.id, text_in(claim.text, language), resting[claim.id]) for claim in claims),
            )


def _address(document: Document) -> str:
    """The address, where it is one that shows a page and does nothing else."""
    return document.url if document.url.startswith(("https://", "http://")) else ""


def _disagreements(base: Base, resting: dict[str, str], language: str) -> Iterator[Disagreement]:
    for conflict in base.conflicts.values():
        if conflict.follow in resting:
            claims = sorted(conflict.claims, key=lambda name: name != conflict.follow)
            yield Disagreement(
                tuple(
                    Fact(
                        say("conflict-followed" if name == conflict.follow else "conflict-other", language),
                        f"{text_in(base.claims[name].text, language)} ({name})",
                    )
                    for name in claims
                ),
                text_in(conflict.situation, language),
                text_in(conflict.because, language),
            )


def _versions(outcome: Outcome, language: str) -> tuple[Fact, ...]:
    knowledge, software = outcome.knowledge, outcome.software
    return (
        Fact(say("report-knowledge", language), f"{knowledge.name} {knowledge.version}"),
        Fact(say("report-hash", language), knowledge.hash),
        Fact(say("report-program", language), f"{software.name} {software.version}"),
    )
