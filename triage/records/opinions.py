"""What reviewers are asked about an outcome, and the worked case that follows from their objections."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from hashlib import sha256

import yaml

from triage.cases.case import Case
from triage.cases.review import (
    CORRECTED,
    NONE,
    OTHER,
    Candidate,
    Opinion,
    Review,
    Reviewed,
    Subject,
    answers_hash,
    candidate_data,
    could_be,
)
from triage.inference.outcome import Outcome
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.model import Mark


def reviewed(outcome: Outcome) -> Reviewed:
    """An outcome as far as it is reviewed."""
    return Reviewed(
        outcome.urgency,
        outcome.leading or NONE,
        outcome.pathway,
        outcome.warning_signs,
        tuple(name for name, status in outcome.conditions.items() if status == "established"),
        outcome.fired,
    )


def begun(case: Case, outcome: Outcome, by: str, at: str) -> Review:
    """A review in which nothing is marked yet."""
    return Review(by, at, outcome.base.version, outcome.base.hash, answers_hash(case.answers), reviewed(outcome))


def holds(case: Case, outcome: Outcome, review: Review) -> bool:
    """Whether a review is about this very outcome: of these answers, under this base."""
    same = review.hash == outcome.base.hash and review.answers == answers_hash(case.answers)
    return same and review.outcome == reviewed(outcome)


def marked(review: Review, opinion: Opinion) -> Review:
    """The review with this opinion in it."""
    return replace(review, opinions={**review.opinions, opinion.subject: opinion})


def guessed(base: Base, review: Review, urgency: str, leading: str, remark: str) -> Review:
    """The review with what somebody would have said before they saw what came out: their first two marks."""
    for subject, own in zip(review.outcome.subjects[:2], (urgency, leading), strict=True):
        mark: Mark = "agreed"
        if subject.kind == "urgency" and own != subject.id:
            mark = "too-careful" if own in could_be(base.levels, subject.id, "too-careful") else "not-careful-enough"
        elif own != subject.id:
            mark = "wrong"
        review = marked(review, Opinion(subject, mark, "" if mark == "agreed" else own, remark))
    return review


def instead(base: Base, subject: Subject, mark: Mark) -> tuple[str, ...]:
    """What a reviewer can mean that it should be who marks a subject so; nothing where that is not asked."""
    match subject.kind:
        case "urgency":
            return could_be(base.levels, subject.id, mark)
        case "leading":
            return tuple(name for name in (*base.condition_order, NONE, OTHER) if name != subject.id)
        case "pathway":
            return tuple(name for name in (*base.pathways, OTHER) if name != subject.id)
        case _:
            return ()


def slug(name: str) -> str:
    """A name in the letters of an id."""
    plainly = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plainly))[:40].strip("-") or sha256(name.encode()).hexdigest()[:8]


def candidate_text(case: Case, review: Review, name: str) -> str:
    """The file of the worked case that a reviewer proposes."""
    text: str = yaml.dump(
        candidate(case, review, name), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return text


def candidate(case: Case, review: Review, name: str) -> dict[str, object]:
    """The case as its reviewer would have it come out: a worked case called `name`."""
    candidate_record = Candidate(review.by, review.at, tuple(map(_in_short, review.objections)))
    return {
        "case": name,
        **({"story": case.story} if case.story else {}),
        **({"language": case.language} if case.language else {}),
        "answers": {question: plain(answer) for question, answer in case.answers.items()},
        "expect": expected(review),
        "candidate": candidate_data(candidate_record),
    }


def _in_short(opinion: Opinion) -> str:
    should = f", should be {opinion.should_be}" if opinion.should_be else ""
    remark = f": {opinion.remark}" if opinion.remark else ""
    return f"{opinion.subject.kind} {opinion.subject.id}: {opinion.mark}{should}{remark}"


def expected(review: Review) -> dict[str, object]:
    """What has to come out according to the reviewer: what was agreed with, and what should be instead of the rest.
    A rule or finding that is wrong must not come out; one that is too careful may be right, and does too much."""
    expectations: dict[str, object] = {}
    must_not: list[str] = []
    established: list[str] = []
    for subject in review.outcome.subjects:
        opinion = review.opinions.get(subject)
        if opinion is None:
            continue
        agreed = opinion.mark == "agreed"
        if subject.kind in CORRECTED:
            wanted = subject.id if agreed else opinion.should_be
            if wanted and wanted != OTHER:
                expectations[subject.kind] = wanted
            elif subject.id != NONE:
                must_not.append(subject.id)
        elif opinion.mark == "wrong" or (subject.kind == "finding" and opinion.mark == "too-careful"):
            must_not.append(subject.id)
        elif subject.kind == "finding":
            established.append(subject.id)
    signs = [Subject("finding", name) for name in review.outcome.warning_signs]
    if all(sign in review.opinions for sign in signs):
        expectations["warning-signs"] = [sign.id for sign in signs if sign.id not in must_not]
    conditions = [name for name in established if name not in review.outcome.warning_signs]
    if conditions:
        expectations["established"] = conditions
    if must_not:
        expectations["must-not"] = must_not
    return expectations
