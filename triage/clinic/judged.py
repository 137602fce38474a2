"""What reviewers said of cases: blind first, then of the outcome, and what all of it adds up to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage.cases.review import LISTS, Opinion, Review, Reviewed, Subject, review_data
from triage.clinic.hiding import hidden_review
from triage.clinic.model import Account, FirstImpression, StoredReview
from triage.clinic.permissions import HIDDEN_FROM
from triage.clinic.problems import StoreProblem
from triage.clinic.tables import AccountRow, CaseRow, FirstRow, ReviewRow
from triage.language.base import Base
from triage.language.model import Mark
from triage.language.model import Markable as Kind
from triage.records.agreement import CaseReview, Pair, Summary, counted, pair

PART = 2000
"""So many reviews are read at once."""


@dataclass(frozen=True, slots=True)
class Blind:
    """First impressions beside each other and beside the program. `cases`: of how many cases there is one; `same`,
    `over`, `under`: in how many the program was as urgent as the reviewer, more urgent, less urgent; `pairs`: every two
    reviewers of the same cases, with kappa over the urgencies."""

    cases: int
    same: int
    over: int
    under: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """All that reviewers said. `reviews`: marks under each version of the base; `blind`: what they said first."""

    reviews: Summary
    blind: Blind


def say_first(
    session: Session, base: Base, by: Account, case: CaseRow, urgency: str, condition: str, now: datetime
) -> None:
    """Keeps a first impression for good. Raises StoreProblem where there is one already, or a review."""
    mine = _mine(session, by, case)
    reviewed = select(ReviewRow.id).where(ReviewRow.case_id == case.id, ReviewRow.account_id == by.id)
    if mine is not None or session.scalars(reviewed).first() is not None:
        raise StoreProblem("said-already")
    if urgency not in base.levels.order:
        raise ValueError(f"no urgency: {urgency}")
    session.add(FirstRow(case_id=case.id, account_id=by.id, at=now, urgency=urgency, condition=condition))
    session.flush()


def first_impressions(session: Session, by: Account, case: CaseRow) -> Sequence[FirstImpression]:
    """All there are for a researcher and for who gave theirs; for any other clinician none."""
    if by.role not in HIDDEN_FROM and not _has_reviewed(session, by, case):
        return []
    asked = select(FirstRow, AccountRow.name).join(AccountRow).where(FirstRow.case_id == case.id)
    impressions = session.execute(asked.order_by(FirstRow.at, FirstRow.account_id)).all()
    hide = by.role in HIDDEN_FROM
    return [
        FirstImpression(f"{number}" if hide else name, row.at, row.urgency, row.condition)
        for number, (row, name) in enumerate(impressions, 1)
    ]


def add(session: Session, by: Account, case: CaseRow, review: Review, now: datetime) -> None:
    """Keeps a review, in place of the one that this account gave before; it is signed with the name of the account."""
    row = session.scalars(
        select(ReviewRow).where(ReviewRow.case_id == case.id, ReviewRow.by == by.name).with_for_update()
    ).first()
    signed = replace(review, by=by.name, at=now.astimezone(UTC).isoformat(timespec="seconds"))
    if row is None:
        row = ReviewRow(case_id=case.id, by=by.name)
        session.add(row)
    row.account_id, row.at, row.of, row.body = by.id, now, signed.answers, written(signed)
    session.flush()


def take_over(session: Session, case: CaseRow, reviews: Sequence[Review], now: datetime) -> None:
    """Keeps reviews that came in the file of a case, each under the name that stands there; of two by one name the
    newer. One that somebody gave here keeps its account."""
    there = {row.by: row for row in session.scalars(select(ReviewRow).where(ReviewRow.case_id == case.id))}
    for review in reviews:
        by, at = review.by[:100], _moment(review.at) or now
        row = there.get(by)
        if row is None:
            row = there[by] = ReviewRow(case_id=case.id, by=by, account_id=None)
            session.add(row)
        elif at <= row.at:
            continue
        row.at, row.of, row.body = at, review.answers, written(review)
    session.flush()


def of_case(session: Session, by: Account, case: CaseRow) -> Sequence[StoredReview]:
    """The reviews of a case, oldest first. Another's only once this account said what it holds itself."""
    rows = session.scalars(select(ReviewRow).where(ReviewRow.case_id == case.id).order_by(ReviewRow.at, ReviewRow.id))
    reviews = [StoredReview(row.by, row.at, read(row.body), row.of == case.answers) for row in rows]
    if by.role in HIDDEN_FROM:
        return [hidden_review(one, str(number)) for number, one in enumerate(reviews, 1)]
    return reviews if _has_reviewed(session, by, case) else []


def summary(session: Session, by: Account, base: Base) -> Judged:
    """What all reviews add up to; a researcher gets numbers for names, and no remarks."""
    hide = by.role in HIDDEN_FROM
    names = _Names(hide)
    given_reviews: list[CaseReview] = []
    outdated: list[tuple[str, str]] = []
    for row in _reviews_with_cases(session):
        review = read(row.body)
        if hide:
            review = hidden_review(StoredReview(row.by, row.at, review, True), names[row.by]).review
        case = row.handle if hide else row.code
        if row.of != row.answers:
            outdated.append((case, review.by))
        else:
            given_reviews.append(CaseReview(case, case, review))
    return Judged(counted(base, given_reviews, outdated), _blind(session, base, names))


class _Names:
    """A name as it is shown: itself, or the same number each time."""

    def __init__(self, hide: bool) -> None:
        self._hide = hide
        self._numbers: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._numbers.setdefault(name, str(len(self._numbers) + 1)) if self._hide else name


class _Row(NamedTuple):
    """A review beside its case: only what is counted, without the text of either."""

    id: int
    by: str
    at: datetime
    of: str
    body: str
    code: str
    handle: str
    answers: str


def _reviews_with_cases(session: Session) -> Iterator[_Row]:
    last = 0
    of_review = (ReviewRow.id, ReviewRow.by, ReviewRow.at, ReviewRow.of, ReviewRow.body)
    reviews = select(*of_review, CaseRow.code, CaseRow.handle, CaseRow.answers).join(CaseRow).order_by(ReviewRow.id)
    while True:
        rows = [_Row(*row) for row in session.execute(reviews.where(ReviewRow.id > last).limit(PART))]
        yield from rows
        if len(rows) < PART:
            return
        last = rows[-1].id


def _blind(session: Session, base: Base, names: _Names) -> Blind:
    asked = select(FirstRow.case_id, AccountRow.name, FirstRow.urgency, CaseRow.urgency).join(AccountRow).join(CaseRow)
    off: list[int] = []
    levels = base.levels
    given: dict[str, dict[int, str]] = {}
    for case, name, own, programs in session.execute(asked):
        one, other = levels.now_called(programs), levels.now_called(own)
        if {one, other} <= levels.rank.keys():  # one that this version of the base has no more cannot be compared
            off.append(levels.rank[one] - levels.rank[other])
        given.setdefault(names[name], {})[case] = own
    pairs = []
    for one, other in combinations(sorted(given), 2):
        both = Counter((given[one][case], given[other][case]) for case in given[one] if case in given[other])
        if both:
            pairs.append(pair(one, other, both))
    cases = len({case for cases_of_one in given.values() for case in cases_of_one})
    return Blind(
        cases,
        off.count(0),
        sum(difference > 0 for difference in off),
        sum(difference < 0 for difference in off),
        tuple(pairs),
    )


def written(review: Review) -> str:
    return json.dumps(review_data(review), ensure_ascii=False)


def read(body: str) -> Review:
    """A review as `written` wrote it. What names in it are gone from the base by now is nobody's mistake."""
    data = json.loads(body)
    outcome = data["outcome"]
    lists = (tuple(outcome[name]) for name in LISTS)
    opinions: dict[Subject, Opinion] = {}
    for part in data["marks"]:
        # Most marks are one of a few thousand that carry no remark.
        opinion = _opinion(*part.items()) if len(part) == 2 else _opinion.__wrapped__(*part.items())
        opinions[opinion.subject] = opinion
    knowledge = data["knowledge"]
    reviewed = Reviewed(outcome["urgency"], outcome["leading"], outcome["pathway"], *lists)
    return Review(data["by"], data["at"], knowledge["version"], knowledge["hash"], data["answers"], reviewed, opinions)


@lru_cache(8192)
def _opinion(about: tuple[Kind, str], *parts: tuple[str, str]) -> Opinion:
    """What a mark is about comes first."""
    told = dict(parts)
    mark: Mark = told["mark"]  # type: ignore[assignment]  # `written` wrote it
    return Opinion(Subject(*about), mark, told.get("should-be", ""), told.get("remark", ""))


def _has_reviewed(session: Session, by: Account, case: CaseRow) -> bool:
    reviewed = select(ReviewRow.id).where(ReviewRow.case_id == case.id, ReviewRow.account_id == by.id)
    return _mine(session, by, case) is not None or session.scalars(reviewed).first() is not None


def _mine(session: Session, by: Account, case: CaseRow) -> FirstRow | None:
    return session.get(FirstRow, (case.id, by.id))


def _moment(word: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
