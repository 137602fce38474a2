"""How far reviewers agree with the base, and with each other: counts per rule and condition, over- and under-triage.

Reviews under another version of the base are counted apart, and those of answers that have changed since not at all.
Where two have marked the same things, Cohen's kappa says how much more they agree than by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from triage.cases.case import Case
from triage.cases.review import Review, Reviewed, Subject, answers_hash
from triage.language.base import Base
from triage.language.model import Mark
from triage.records.kappa import kappa

Sort = Literal["urgency", "condition", "warning-sign", "pathway", "rule"]
SORTS: tuple[Sort, ...] = ("urgency", "condition", "warning-sign", "pathway", "rule")
Undefined = Literal["", "one-thing", "one-mark"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers of the same things. `kappa` is None where it says nothing (of one thing) or is not defined (both
    gave everything one mark); `why` tells which, and `mark` the one."""

    one: str
    other: str
    things: int
    same: int
    kappa: float | None
    why: Undefined = ""
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody did not agree with, and why."""

    case: str
    by: str
    mark: Mark
    should_be: str
    remark: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The marks of one thing over all cases."""

    sort: Sort
    id: str
    marks: Mapping[Mark, int]
    objections: tuple[Objection, ...]
    pairs: tuple[Pair, ...]

    @property
    def reviews(self) -> int:
        return sum(self.marks.values())

    @property
    def agreement(self) -> float:
        return self.marks.get("agreed", 0) / self.reviews

    @property
    def kappa(self) -> float | None:
        """That of the pair, or the mean of those of several pairs (Light)."""
        kappas = [pair.kappa for pair in self.pairs if pair.kappa is not None]
        return sum(kappas) / len(kappas) if kappas else None


@dataclass(frozen=True, slots=True)
class Triage:
    """In how many reviews the urgency should have been lower (`over`) or higher (`under`). `share`: of cases, each
    counted once, shared by its reviewers; `levels`: how many levels it was off, on average."""

    reviews: int
    count: int
    share: float
    levels: float


@dataclass(frozen=True, slots=True)
class Edition:
    """All reviews made under one version of the base. `tallies`: by sort, most objections first."""

    version: str
    hash: str
    current: bool
    cases: int
    reviewers: Mapping[str, int]
    unfinished: int
    over: Triage
    under: Triage
    pairs: tuple[Pair, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`outdated`: reviews of answers that were changed afterwards, by file and name."""

    editions: tuple[Edition, ...]
    outdated: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseReview:
    """One review of the case in a `file`, which is called `case`."""

    file: str
    case: str
    review: Review


def summary(base: Base, cases: Mapping[str, Case]) -> Summary:
    """What the reviewers of these cases (by file) said. The version that the base has comes first."""
    given_reviews: list[CaseReview] = []
    outdated = []
    for file, case in cases.items():
        for review in case.reviews:
            if review.answers != answers_hash(case.answers):
                outdated.append((file, review.by))
            else:
                given_reviews.append(CaseReview(file, case.name or file, review))
    return counted(base, given_reviews, outdated)


def counted(base: Base, given_reviews: Iterable[CaseReview], outdated: Iterable[tuple[str, str]]) -> Summary:
    """The same of reviews from wherever, each of the answers as they are; the others are only named."""
    editions: dict[tuple[str, str], list[CaseReview]] = {}
    for reviewed in given_reviews:
        if reviewed.review.opinions:
            editions.setdefault((reviewed.review.version, reviewed.review.hash), []).append(reviewed)
    order = sorted(editions, key=lambda key: (key[1] != base.hash, key))
    return Summary(tuple(_edition(base, *key, editions[key]) for key in order), tuple(outdated))


def _edition(base: Base, version: str, content: str, given_reviews: Sequence[CaseReview]) -> Edition:
    tallies, pairs = _tallies(given_reviews)
    return Edition(
        version,
        content,
        content == base.hash,
        len({reviewed.file for reviewed in given_reviews}),
        dict(sorted(Counter(reviewed.review.by for reviewed in given_reviews).items())),
        _unfinished(given_reviews),
        _triage(base, given_reviews, "too-careful"),
        _triage(base, given_reviews, "not-careful-enough"),
        pairs,
        tuple(
            sorted(
                tallies, key=lambda tally: (SORTS.index(tally.sort), -len(tally.objections), tally.agreement, tally.id)
            )
        ),
    )


def _unfinished(given_reviews: Sequence[CaseReview]) -> int:
    """In how many reviews something is not marked yet. Many are of one outcome: what is in it is listed once."""
    subjects: dict[Reviewed, tuple[Subject, ...]] = {}
    count = 0
    for reviewed in given_reviews:
        outcome = reviewed.review.outcome
        of = subjects.get(outcome)
        if of is None:
            of = subjects[outcome] = outcome.subjects
        count += not all(map(reviewed.review.opinions.__contains__, of))
    return count


def _sort(review: Review, subject: Subject) -> Sort:
    match subject.kind:
        case "leading":
            return "condition"
        case "finding":
            return "warning-sign" if subject.id in review.outcome.warning_signs else "condition"
        case kind:
            return kind


Key = tuple[Sort, str]
Given = tuple[Key, Mark]
"""What somebody marked, and how."""
Both = dict[tuple[str, str], Counter[tuple[str, str]]]
"""By two reviewers, in the order of their names: how often they gave which two marks to the same thing."""


def _tallies(given_reviews: Sequence[CaseReview]) -> tuple[Sequence[Tally], tuple[Pair, ...]]:
    """The marks of each thing, and every two reviewers with what both of them marked."""
    marked: list[Given] = []
    objections: defaultdict[Key, list[Objection]] = defaultdict(list)
    by_file: defaultdict[str, dict[str, dict[Subject, Given]]] = defaultdict(dict)
    known: defaultdict[tuple[tuple[str, ...], Mark], dict[Subject, Given]] = defaultdict(dict)
    for reviewed in given_reviews:
        review, signs = reviewed.review, reviewed.review.outcome.warning_signs
        agreed = known[signs, "agreed"]
        these: dict[Subject, Given] = {}
        for subject, opinion in review.opinions.items():
            mark = opinion.mark
            here = agreed if mark == "agreed" else known[signs, mark]
            given = here.get(subject)
            if given is None:
                given = here[subject] = (_sort(review, subject), subject.id), mark
            these[subject] = given
            if mark != "agreed":
                objection = Objection(reviewed.case, review.by, mark, opinion.should_be, opinion.remark)
                objections[given[0]].append(objection)
        marked += these.values()
        by_file[reviewed.file].setdefault(review.by, {}).update(these)
    marks: defaultdict[Key, dict[Mark, int]] = defaultdict(dict)
    for (key, mark), count in Counter(marked).items():
        marks[key][mark] = count
    of_all, by_key = _marked_by_both(by_file.values())
    return [
        Tally(*key, mark_counts, tuple(objections.get(key, ())), _pairs(by_key[key]))
        for key, mark_counts in marks.items()
    ], _pairs(of_all)


def _marked_by_both(files: Iterable[Mapping[str, Mapping[Subject, Given]]]) -> tuple[Both, Mapping[Key, Both]]:
    """All things together, and each apart. Most marks are alike: they are counted by kind before they are added up."""
    mark_pairs: defaultdict[tuple[str, str], Counter[tuple[Given, Given]]] = defaultdict(Counter)
    for by in files:
        for two in combinations(sorted(by), 2):
            theirs = by[two[1]]
            mark_pairs[two].update(
                [(given, theirs[subject]) for subject, given in by[two[0]].items() if subject in theirs]
            )
    of_all: Both = defaultdict(Counter)
    by_key: defaultdict[Key, Both] = defaultdict(lambda: defaultdict(Counter))
    for two, pair_counts in mark_pairs.items():
        for ((key, mark), (other_key, other_mark)), count in pair_counts.items():
            of_all[two][mark, other_mark] += count
            if key == other_key:
                by_key[key][two][mark, other_mark] += count
    return of_all, by_key


def _pairs(both: Both) -> tuple[Pair, ...]:
    return tuple(pair(*two, marks) for two, marks in sorted(both.items()))


def pair(one: str, other: str, both: Mapping[tuple[str, str], int]) -> Pair:
    """Two who each chose for the same things; `both`: how often they chose which two."""
    things = sum(both.values())
    same = sum(count for (mine, theirs), count in both.items() if mine == theirs)
    if things == 1:
        return Pair(one, other, 1, same, None, "one-thing")
    marks_given = {mark for marks in both for mark in marks}
    if len(marks_given) == 1:  # agreement by chance would be complete too
        return Pair(one, other, things, same, None, "one-mark", marks_given.pop())
    return Pair(one, other, things, same, kappa(both))


def _triage(base: Base, given_reviews: Sequence[CaseReview], mark: Mark) -> Triage:
    """`mark` says which way: `too-careful` is over-triage."""
    sign = -1 if mark == "too-careful" else 1
    by_case: dict[str, list[bool]] = {}
    levels = []
    rank = base.levels.rank
    for reviewed in given_reviews:
        urgency = reviewed.review.outcome.urgency
        opinion = reviewed.review.opinions.get(Subject("urgency", urgency))
        if opinion is None:
            continue
        off = sign * (rank[opinion.should_be] - rank[urgency]) if opinion.should_be else int(opinion.mark == mark)
        by_case.setdefault(reviewed.file, []).append(off > 0)
        if off > 0:
            levels.append(off)
    shares = [sum(differs) / len(differs) for differs in by_case.values()]
    return Triage(
        sum(map(len, by_case.values())),
        len(levels),
        sum(shares) / len(shares) if shares else 0.0,
        sum(levels) / len(levels) if levels else 0.0,
    )
