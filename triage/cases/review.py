"""What reviewers said of the outcome of a case: one signed review a person, kept in the case file under `review`.

A review holds the outcome that it is about, so that it can be counted when rules and answers have changed since.
Names in it are checked against the base only where it was made under this very base: a rule may be gone by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import NamedTuple

from triage.language.answer import plain
from triage.language.base import Base
from triage.language.dates import day
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar
from triage.language.errors import nearest, quoted
from triage.language.evaluate import Answer
from triage.language.keys import CANDIDATE, MARK, MARKABLE, MARKS, REVIEW, REVIEWED, REVIEWED_BASE, Form
from triage.language.model import Levels, Mark, Markable
from triage.language.reader import Reader, no_such_name
from triage.words.message import phrased

CORRECTED: tuple[Markable, ...] = ("urgency", "leading", "pathway")
"""Those of which a reviewer can say what they should be."""
NONE = "none"
"""What leads where no condition does."""
OTHER = "other"
"""It should be something that the base does not have."""
LISTS = ("warning-signs", "established", "fired")
LONGEST = 2000
"""The longest remark, in characters."""


class Subject(NamedTuple):
    """One thing that an outcome says or rests on."""

    kind: Markable
    id: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer holds of one subject. `should_be` is empty where that was not said."""

    subject: Subject
    mark: Mark
    should_be: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The outcome that a review is about. `established`: conditions, the leading one first."""

    urgency: str
    leading: str
    pathway: str
    warning_signs: tuple[str, ...] = ()
    established: tuple[str, ...] = ()
    fired: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Everything in it that can be marked, in the order in which a reviewer sees it."""
        return (
            Subject("urgency", self.urgency),
            Subject("leading", self.leading),
            *(Subject("finding", name) for name in self.warning_signs),
            *(Subject("finding", name) for name in self.established if name != self.leading),
            Subject("pathway", self.pathway),
            *(Subject("rule", name) for name in self.fired),
        )


@dataclass(frozen=True, slots=True)
class Review:
    """One person's review. `at`: a day, or a moment with its distance from UTC; `answers`: their fingerprint (see
    `answers_hash`)."""

    by: str
    at: str
    version: str
    hash: str
    answers: str
    outcome: Reviewed
    opinions: Mapping[Subject, Opinion] = field(default_factory=dict)

    @property
    def left(self) -> tuple[Subject, ...]:
        """What is not marked yet."""
        return tuple(subject for subject in self.outcome.subjects if subject not in self.opinions)

    @property
    def objections(self) -> tuple[Opinion, ...]:
        return tuple(opinion for opinion in self.opinions.values() if opinion.mark != "agreed")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a reviewer proposes as a worked case, and why."""

    by: str
    at: str
    remarks: tuple[str, ...] = ()


def answers_hash(answers: Mapping[str, Answer]) -> str:
    """Tells whether the answers of a case are still those that were reviewed."""
    text = dumps({name: plain(answer) for name, answer in answers.items()}, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def could_be(levels: Levels, given_level: str, mark: Mark) -> tuple[str, ...]:
    """The urgencies that a reviewer can mean who marks `found` so."""
    rank = levels.rank
    match mark:
        case "too-careful":
            return tuple(level for level in levels.order if rank[level] < rank[given_level])
        case "not-careful-enough":
            return tuple(level for level in levels.order if rank[level] > rank[given_level])
        case _:
            return tuple(level for level in levels.order if level != given_level)


# Reading


def read_reviews(reader: Reader, base: Base, node: Node) -> tuple[Review, ...]:
    """The reviews under `review`; every mistake in them becomes a problem."""
    reviews: dict[str, Review] = {}
    for part in reader.sequence(node, "`review`"):
        review = _review(reader, base, part)
        if review.by and review.by in reviews:
            reader.wrong(part, phrased("a second review by {by}; keep one", by=quoted(review.by)))
        reviews.setdefault(review.by, review)
    return tuple(reviews.values())


def _review(reader: Reader, base: Base, node: Node) -> Review:
    body = reader.mapping(node, "a review")
    reader.fields(body, REVIEW)
    items = body.items
    knowledge = _mapping(reader, items.get("knowledge"), REVIEWED_BASE)
    review = Review(
        _word(reader, items, "by"),
        _moment(reader, items.get("at")),
        _word(reader, knowledge.items, "version"),
        _word(reader, knowledge.items, "hash"),
        _word(reader, items, "answers"),
        _outcome(reader, base, items.get("outcome")),
    )
    own = base if review.hash == base.hash else None
    if own is not None and "outcome" in items:
        _names(reader, own, items["outcome"])
    opinions: dict[Subject, Opinion] = {}
    for part in reader.sequence(items.get("marks"), "`marks`"):
        opinion = _opinion(reader, own, base.levels, review.outcome, part)
        if opinion is None:
            continue
        if opinion.subject in opinions:
            reader.wrong(
                part,
                phrased(
                    "the {kind} {subject} is marked twice; keep one",
                    kind=opinion.subject.kind,
                    subject=quoted(opinion.subject.id),
                ),
            )
        opinions[opinion.subject] = opinion
    return Review(review.by, review.at, review.version, review.hash, review.answers, review.outcome, opinions)


def _mapping(reader: Reader, node: Node | None, form: Form) -> MappingNode:
    if node is None:
        return MappingNode({}, {}, (), 1, 1)  # said where it is missing
    body = reader.mapping(node, form.what)
    if isinstance(node, MappingNode):
        reader.fields(body, form)
    return body


def _word(reader: Reader, items: Mapping[str, Node], name: str) -> str:
    return reader.word(items[name], quoted(name)) if name in items else ""


def _moment(reader: Reader, node: Node | None) -> str:
    if node is None:
        return ""
    word = reader.word(node, "`at`")
    try:
        day(word) if len(word) == 10 else datetime.fromisoformat(word)
    except ValueError:
        if word:
            reader.wrong(
                node,
                phrased("`at` is {word}; expected a moment such as `2026-03-31T14:05:00+02:00`", word=quoted(word)),
            )
    return word


def _outcome(reader: Reader, base: Base, node: Node | None) -> Reviewed:
    body = _mapping(reader, node, REVIEWED)
    items = body.items
    lists = {name: tuple(word for word, _ in reader.words(items.get(name), quoted(name))) for name in _filled(items)}
    return Reviewed(
        reader.kept_level(items.get("urgency"), base.levels) or base.default_urgency,
        _word(reader, items, "leading"),
        _word(reader, items, "pathway"),
        *(lists.get(name, ()) for name in LISTS),
    )


def _filled(items: Mapping[str, Node]) -> tuple[str, ...]:
    return tuple(name for name in LISTS if name in items and getattr(items[name], "items", True) != ())


def _names(reader: Reader, base: Base, node: Node) -> None:
    """A review made under this base names what is in it."""
    if not isinstance(node, MappingNode):
        return
    known = {
        "leading": (*base.condition_order, NONE),
        "pathway": base.pathways,
        "warning-signs": base.warning_signs,
        "established": base.condition_order,
        "fired": base.rules,
    }
    for name, names in known.items():
        part = node.items.get(name)
        for item in getattr(part, "items", (part,)):
            if isinstance(item, Scalar) and item.text.strip() and item.text.strip() not in names:
                word = item.text.strip()
                reader.wrong(item, no_such_name(word, name, names))


def _opinion(reader: Reader, base: Base | None, levels: Levels, outcome: Reviewed, node: Node) -> Opinion | None:
    body = reader.mapping(node, "a mark")
    kind = next((kind for kind in MARKABLE if kind in body.items), None)
    if kind is None:
        if isinstance(node, MappingNode):
            reader.wrong(
                node,
                "a mark lacks what it is about; expected one of `urgency`, `leading`, `finding`, `pathway`, `rule`",
            )
        return None
    reader.fields(body, MARK, kind)
    ident = _word(reader, body.items, kind)
    subject = Subject(kind, levels.now_called(ident) if kind == "urgency" else ident)
    if subject.id and subject not in outcome.subjects:
        ids = [candidate.id for candidate in outcome.subjects if candidate.kind == kind]
        reader.wrong(
            body.items[kind],
            phrased(
                "no {kind} {subject} in the reviewed outcome; {hint}",
                kind=kind,
                subject=quoted(subject.id),
                hint=nearest(subject.id, ids),
            ),
        )
    mark = reader.one_of(body.items.get("mark"), "the mark", MARKS, "agreed")
    opinion = Opinion(
        subject,
        next(known for known in MARKS if known == mark),
        _should_be(reader, base, levels, subject, body.items.get("should-be")),
        _remark(reader, body.items.get("remark")),
    )
    if opinion.mark != "agreed" and not opinion.remark and "remark" not in body.items:
        reader.wrong(node, phrased("a mark {mark} needs a `remark` that says why", mark=quoted(opinion.mark)))
    if opinion.should_be and (opinion.mark == "agreed" or opinion.should_be == subject.id):
        reader.wrong(body.items["should-be"], "`should-be` goes with a mark other than `agreed`, and names another")
    return opinion


def _should_be(reader: Reader, base: Base | None, levels: Levels, subject: Subject, node: Node | None) -> str:
    if node is None:
        return ""
    if subject.kind not in CORRECTED:
        reader.wrong(
            node,
            phrased(
                "`should-be` goes with the urgency, the leading condition or the pathway, not a {kind}",
                kind=subject.kind,
            ),
        )
        return ""
    if subject.kind == "urgency":
        return reader.kept_level(node, levels)
    word = reader.word(node, "`should-be`")
    if base is not None and word:
        names = (*base.condition_order, NONE, OTHER) if subject.kind == "leading" else (*base.pathways, OTHER)
        if word not in names:
            reader.wrong(
                node,
                phrased(
                    "unknown {kind} {word}; {hint}", kind=subject.kind, word=quoted(word), hint=nearest(word, names)
                ),
            )
    return word


def _remark(reader: Reader, node: Node | None) -> str:
    if node is None:
        return ""
    word = reader.word(node, "`remark`")
    if len(word) > LONGEST:
        reader.wrong(
            node, phrased("`remark` has {number} characters; expected at most {most}", number=len(word), most=LONGEST)
        )
    return word


def read_candidate(reader: Reader, node: Node) -> Candidate:
    """What stands under `candidate`."""
    body = reader.mapping(node, "`candidate`")
    reader.fields(body, CANDIDATE)
    return Candidate(
        _word(reader, body.items, "by"),
        _moment(reader, body.items.get("at")),
        tuple(reader.word(part, "`remarks`") for part in reader.sequence(body.items.get("remarks"), "`remarks`")),
    )


# Writing


def review_data(review: Review) -> dict[str, object]:
    """A review as it stands in a case file."""
    outcome = review.outcome
    return {
        "by": review.by,
        "at": review.at,
        "knowledge": {"version": review.version, "hash": review.hash},
        "answers": review.answers,
        "outcome": {
            "urgency": outcome.urgency,
            "leading": outcome.leading,
            "pathway": outcome.pathway,
            "warning-signs": list(outcome.warning_signs),
            "established": list(outcome.established),
            "fired": list(outcome.fired),
        },
        "marks": [
            {
                opinion.subject.kind: opinion.subject.id,
                "mark": opinion.mark,
                **({"should-be": opinion.should_be} if opinion.should_be else {}),
                **({"remark": opinion.remark} if opinion.remark else {}),
            }
            for subject in outcome.subjects
            if (opinion := review.opinions.get(subject)) is not None
        ],
    }


def candidate_data(candidate: Candidate) -> dict[str, object]:
    return {
        "by": candidate.by,
        "at": candidate.at,
        **({"remarks": list(candidate.remarks)} if candidate.remarks else {}),
    }
