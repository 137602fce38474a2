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
from triage.language.condition import UNKNOWN
from triage.language.evaluate import INAPPLICABLE
from triage.language.model import EXPERT, Document
from triage.language.provenance import provenance
from triage.language.words import Words
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


def for_clinician(words: Words, outcome: Outcome, course: Course) -> ForClinician:
    """The whole of it, in words."""
    resting = _resting(words, outcome, course)
    topics = _topics(words, outcome)
    refuted, conclusions, cautions = _conclusions(words, outcome)
    return ForClinician(
        summary=tuple(_summary(words, outcome, course)),
        conclusions=conclusions,
        cautions=cautions,
        refuted=refuted,
        open=tuple(_left_open(words, end) for end in open_ends(outcome)),
        counts=_counts(topics, words.language),
        topics=topics,
        stages=tuple(_stages(words, outcome)),
        sources=tuple(_sources(words, resting)),
        agreed=resting.get(EXPERT, ""),
        disagreements=tuple(_disagreements(words, resting)),
        versions=_versions(outcome, words.language),
    )


def _summary(words: Words, outcome: Outcome, course: Course) -> Iterator[Fact]:
    prover = Prover(outcome)
    if course.check_ins:
        yield Fact(words.say("report-now"), _level(words, course.urgency))
        yield Fact(words.say("report-check-ins"), " ".join(course.check_ins))
        yield Fact("", words.say("report-first"))
    yield Fact(words.say("urgency"), _level(words, outcome.urgency))
    if not outcome.demanded:
        yield Fact("", words.say("not-demanded"))
    leading = "; ".join(_finding(words, name) for name in outcome.leads) or words.say("nothing-clear")
    yield Fact(words.say("leading"), leading)
    others = [name for name, status in outcome.conditions.items() if status == "established"]
    others = [name for name in others if name not in outcome.leads]
    argued = [
        f"{words.text(preference.because)} ({preference.id})"
        for preference in words.base.preferences.values()
        if outcome.leading in preference.prefer and any(name in preference.over for name in others)
        if all(name in prover.known.findings and prover.known.findings[name] for name in preference.when)
    ]
    if argued:
        yield Fact(words.say("leads-because"), "; ".join(argued))
    if outcome.as_likely:
        yield Fact("", words.say("leads-alike"))
    for key, names in {"also": others, "warning-signs": outcome.warning_signs}.items():
        if names:
            yield Fact(words.say(key), "; ".join(_finding(words, name) for name in names))
    pathway = words.base.pathways[outcome.pathway]
    yield Fact(words.say("subject-pathway"), f"{words.text(pathway.name)} ({pathway.id})")
    yield Fact(words.say("report-may-change"), words.say("no" if outcome.settled else "yes"))


def _level(words: Words, urgency: str) -> str:
    level = words.base.urgencies[urgency]
    return f"{words.text(level.name)} ({', '.join(filter(None, (urgency, level.standard)))})"


def _finding(words: Words, name: str) -> str:
    return f"{finding_words(words, name)} ({name})"


def _conclusions(words: Words, outcome: Outcome) -> Iterator[tuple[Conclusion, ...]]:
    """The warning signs that were ruled out; what came out, what it says of the person first; and the cautions.

    What was told of the former is not told again where the latter rest on it."""
    prover = Prover(outcome)
    teller = _Teller(words)

    def concluded(kind: SubjectKind, names: Iterable[str], labelled: bool = True) -> Iterator[Conclusion]:
        for name in names:
            subject = Subject(kind, name)
            proof = proof_of(prover, subject)
            assert proof is not None, "what came out can be proved"
            stands = words.say(f"stands-{standing(prover, outcome, subject)}")
            yield Conclusion(
                words.say(f"subject-{kind}") if labelled else "",
                name,
                subject_words(words, subject),
                stands[0].upper() + stands[1:] if labelled else "",
                teller.tell(proof),
            )

    established = [name for name, state in outcome.conditions.items() if state == "established"]
    refuted = [name for name in words.base.warning_signs if prover.known.findings.get(name) is False]
    yield tuple(concluded("finding", refuted, False))
    yield (
        *concluded("finding", (*outcome.warning_signs, *established)),
        *concluded("urgency", (outcome.urgency,)),
        *concluded("pathway", (outcome.pathway,)),
    )
    yield tuple(concluded("caution", outcome.cautions, False))


class _Teller:
    """Puts proofs into words, each part in full where it is told first."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.told: dict[Proof, int] = {}
        self.count = 0

    def tell(self, proof: Proof) -> Node:
        self.count += 1
        number = self.count
        words = proof_words(self.words, proof)
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
                rule = self.words.base.rules[proof.of]
                return self.words.text(rule.because), rule.sources
            case "caution":
                return "", self.words.base.cautions[proof.of].sources
            case "default-urgency" | "default-pathway":
                return self.words.text(self.words.base.default_because), ()
            case _:
                return "", ()


def _left_open(words: Words, end: OpenEnd) -> LeftOpen:
    settlers = []
    for open_question in end.questions:
        tells = [
            Fact(words.say(key), several_words(words, open_question.question, answers))
            for key, answers in {"shows": open_question.shows, "rules-out": open_question.rules_out}.items()
            if answers
        ]
        settlers.append(Settler(asked(words.base.questions[open_question.question], words.language), tuple(tells)))
    together = [
        (words.say(key), tuple(change_words(words, change) for change in changes))
        for key, changes in {"show-together": end.show, "rule-out-together": end.rule_out}.items()
        if changes is not None and len(changes) > 1
    ]
    return LeftOpen(
        end.finding,
        finding_words(words, end.finding),
        words.say(f"open-{end.because}"),
        words.text(words.base.findings[end.finding].examination),
        tuple(settlers),
        tuple(together),
    )


def _topics(words: Words, outcome: Outcome) -> tuple[Topic, ...]:
    """Every question of the base, by topic, whether it was asked or not."""
    base = words.base
    inapplicable = {name for name, value in outcome.known.answers.items() if value is INAPPLICABLE}
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
        answer = given_words(words, question.id, given) if given is not None else ""
        rows[question.topic].append(Row(question.id, asked(question, words.language), answer, row_mark))
    return tuple(
        Topic(words.text(base.topics[name]), tuple(topic_rows)) for name, topic_rows in rows.items() if topic_rows
    )


def _counts(topics: Iterable[Topic], language: str) -> tuple[Fact, ...]:
    """How many questions have each mark."""
    marks_counted = Counter(row.mark for topic in topics for row in topic.rows)
    marks = ("answered", "unknown", "open", "not-asked", "inapplicable")
    return tuple(
        Fact(say(f"report-mark-{mark}", language), str(marks_counted[mark])) for mark in marks if marks_counted[mark]
    )


def _stages(words: Words, outcome: Outcome) -> Iterator[Stage]:
    numbered = enumerate(outcome.trace, 1)
    for quiet, events in groupby(numbered, key=lambda numbered_event: numbered_event[1].kind in QUIET):
        group = list(events)
        moments = tuple(_moment(words, number, event) for number, event in group)
        yield Stage(_folded([event for _, event in group], words.language) if quiet else "", moments)


def _folded(group: list[Event], language: str) -> str:
    """What is folded together: "42 answers, 3 ruled out"."""
    kinds = Counter(event.kind for event in group)
    return ", ".join(say(f"report-ev-{kind}", language, count, count=count) for kind, count in kinds.items())


def _moment(words: Words, number: int, event: Event) -> Moment:
    label = words.say(f"ev-{event.kind}")
    told = event_words(words, event).removeprefix(f"{label}: ")
    matched = tuple(matched_words(words, condition) for condition in event.matched)
    return Moment(number, event.kind, label, told, matched)


def _resting(words: Words, outcome: Outcome, course: Course) -> dict[str, str]:
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
    for part in provenance(words.base).parts:
        if (part.kind, part.id) in shown or (part.kind == "item" and part.id.startswith(inside)):
            for name in part.sources:
                kinds = resting.setdefault(name, {})
                kinds.setdefault(words.say(f"part-{part.kind}"), []).append(part.id.removeprefix(inside))
    return {
        name: "; ".join(f"{kind} {', '.join(ids)}" for kind, ids in kinds.items()) for name, kinds in resting.items()
    }


def _sources(words: Words, resting: dict[str, str]) -> Iterator[Source]:
    for document in words.base.documents.values():
        claims = [
            claim for claim in words.base.claims.values() if claim.document == document.id and claim.id in resting
        ]
        if claims:
            about = (document.author, document.publisher, document.year)
            yield Source(
                document.id,
                document.title,
                document.language,
                ", ".join(filter(None, about)),
                _address(document),
                tuple(Cited(claim.id, words.text(claim.text), resting[claim.id]) for claim in claims),
            )


def _address(document: Document) -> str:
    """The address, where it is one that shows a page and does nothing else."""
    return document.url if document.url.startswith(("https://", "http://")) else ""


def _disagreements(words: Words, resting: dict[str, str]) -> Iterator[Disagreement]:
    for conflict in words.base.conflicts.values():
        if conflict.follow in resting:
            claims = sorted(conflict.claims, key=lambda name: name != conflict.follow)
            yield Disagreement(
                tuple(
                    Fact(
                        words.say("conflict-followed" if name == conflict.follow else "conflict-other"),
                        f"{words.text(words.base.claims[name].text)} ({name})",
                    )
                    for name in claims
                ),
                words.text(conflict.situation),
                words.text(conflict.because),
            )


def _versions(outcome: Outcome, language: str) -> tuple[Fact, ...]:
    knowledge, software = outcome.knowledge, outcome.software
    return (
        Fact(say("report-knowledge", language), f"{knowledge.name} {knowledge.version}"),
        Fact(say("report-hash", language), knowledge.hash),
        Fact(say("report-program", language), f"{software.name} {software.version}"),
    )
