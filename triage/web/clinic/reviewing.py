"""Reviews: first what somebody would have done themselves, then every conclusion and rule marked; what is objected to
becomes a worked case to propose; and what all reviews add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from starlette.responses import Response

from triage.cases.review import LONGEST, NONE, OTHER, Opinion, Review, Subject, answers_hash
from triage.clinic.model import FirstImpression, StoredCase, StoredReview
from triage.language.base import Base
from triage.language.keys import MARKS
from triage.language.model import Mark
from triage.language.words import Words
from triage.records.opinions import begun, candidate_text, guessed, holds, instead, marked, slug
from triage.reports.clinician.agreement import agreement_csv, agreement_text
from triage.reports.clinician.agreement_svg import agreement_svg
from triage.reports.clinician.review import add_subject, opinion_words, story_text, subject_name, value_name
from triage.reports.layout import clean
from triage.web.clinic.desk import Desk
from triage.web.clinic.doors import Door, Visit
from triage.web.clinic.leaf import Leaf
from triage.web.clinic.seen import Seen
from triage.web.fields import Form, Mistake
from triage.web.theatre import DRAWING
from triage.words.saying import say

Given = TypeVar("Given", FirstImpression, StoredReview)
KEYS: dict[Mark, str] = {"agreed": "a", "too-careful": "c", "not-careful-enough": "n", "wrong": "w"}
"""The letter of each mark, as in a terminal."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What a subject could be instead, and which marks go with it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Marking:
    """A subject to be marked. `field`: what the form calls it; `opinion`: what was marked so far; `about`: what there
    is to say of it."""

    field: str
    title: str
    about: Leaf
    opinion: Opinion | None
    instead: tuple[Instead, ...]


class Reviewing:
    """The pages of reviews."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.base: Base = desk.base

    def doors(self) -> list[Door]:
        at = "/case/{code}/review"
        return [
            Door("GET", at, "add-review", self.show),
            Door("POST", f"{at}/first", "say-first", self.first),
            Door("POST", at, "add-review", self.mark),
            Door("GET", f"{at}/candidate", "add-review", self.candidate),
            Door("GET", "/summary", "summary", self.summary),
            Door("GET", "/summary.csv", "summary", self.table),
            Door("GET", "/summary.svg", "summary", self.picture),
        ]

    # One case

    def show(self, visit: Visit) -> Response:
        """Who said nothing yet sees the story and the answers alone."""
        kept, seen = self._kept(visit)
        firsts, reviews = self._given(visit)
        mine = own(firsts, visit)
        if mine is None and own(reviews, visit) is None:
            return self._blind(visit, kept, seen)
        return self._marks(visit, kept, seen, firsts, reviews, self._begun(visit, seen, mine, reviews))

    def _kept(self, visit: Visit) -> tuple[StoredCase, Seen]:
        kept = self.desk.store.case(visit.by, visit.part("code"))
        return kept, self.desk.memory.of(kept)

    def _given(self, visit: Visit) -> tuple[Sequence[FirstImpression], Sequence[StoredReview]]:
        code = visit.part("code")
        return self.desk.store.first_impressions(visit.by, code), self.desk.store.reviews(visit.by, code)

    def _blind(self, visit: Visit, kept: StoredCase, seen: Seen, message: str = "") -> Response:
        leaf = Leaf()
        story_text(seen.stands, say("desk-case", visit.language, code=kept.code), visit.language, leaf)
        names = (*self.base.condition_order, NONE, OTHER)
        values = {
            "path": f"/{visit.language}/clinic/case/{visit.part('code')}/review",
            "kept": kept,
            "leaf": leaf,
            "urgencies": [(name, self._name("urgency", name, visit.language)) for name in self.base.levels.order],
            "conditions": [(name, self._name("leading", name, visit.language)) for name in names],
            "said": message,
        }
        return self.desk.page(visit, "blind", values, 422 if message else 200)

    def _name(self, kind: str, name: str, language: str) -> str:
        subject = Subject("urgency", name) if kind == "urgency" else Subject("leading", name)
        return value_name(Words(self.base, language), subject, name)

    def first(self, visit: Visit) -> Response:
        """What somebody would have done; it is kept for good."""
        urgency, condition = visit.form.one("urgency"), visit.form.one("condition")
        if urgency not in self.base.levels.order or condition not in (*self.base.condition_order, NONE, OTHER):
            return self._blind(visit, *self._kept(visit), say("desk-both", visit.language))
        self.desk.store.say_first(visit.by, visit.part("code"), urgency, condition)
        return self.desk.to_case(visit, visit.part("code"), "/review")

    def _begun(
        self, visit: Visit, seen: Seen, first: FirstImpression | None, reviews: Sequence[StoredReview]
    ) -> Review:
        """The review so far: as it was left, or with the first impression in it."""
        outcome = seen.stands.first
        earlier = own(reviews, visit)
        if earlier is not None and holds(seen.case, outcome, earlier.review):
            return earlier.review
        review = begun(seen.case, outcome, visit.by.name, "")
        if first is None:
            return review
        return guessed(self.base, review, first.urgency, first.condition, say("review-blind", visit.language))

    def _marks(
        self,
        visit: Visit,
        kept: StoredCase,
        seen: Seen,
        firsts: Sequence[FirstImpression],
        reviews: Sequence[StoredReview],
        review: Review,
        mistakes: Sequence[Mistake] = (),
    ) -> Response:
        language = visit.language
        mine = own(reviews, visit)
        others = [other_review for other_review in reviews if other_review.by != visit.by.name and other_review.current]
        values = {
            "path": f"/{language}/clinic/case/{visit.part('code')}/review",
            "kept": kept,
            "markings": tuple(self._markings(seen, review, language)),
            "keys": KEYS,
            "answers": review.answers,
            "left": len(review.left),
            "finished": mine is not None and mine.current and not mine.review.left and not mistakes,
            "objected": mine is not None and mine.current and bool(mine.review.objections),
            "outdated": mine is not None and not mine.current,
            "firsts": [
                (
                    impression.by,
                    self._name("urgency", impression.urgency, language),
                    self._name("leading", impression.condition, language),
                )
                for impression in firsts
            ],
            "program": tuple(
                value_name(Words(self.base, language), subject, subject.id) for subject in review.outcome.subjects[:2]
            ),
            "others": [(other_review.by, tuple(self._objections(other_review, language))) for other_review in others],
            "mistakes": mistakes,
            "longest": LONGEST,
        }
        return self.desk.page(visit, "review", values, 422 if mistakes else 200)

    def _objections(self, review: StoredReview, language: str) -> Iterator[str]:
        words = Words(self.base, language)
        for opinion in review.review.objections:
            if self._known(opinion):
                name = subject_name(words, opinion.subject)
                yield f"{name}: {opinion_words(words, opinion)}"

    def _known(self, opinion: Opinion) -> bool:
        """Whether this version of the base has what is spoken of."""
        known = {*self.base.findings, *self.base.rules, *self.base.pathways, *self.base.levels.order, NONE, OTHER, ""}
        return {opinion.subject.id, opinion.should_be} <= known

    def _markings(self, seen: Seen, review: Review, language: str) -> Iterator[Marking]:
        words = Words(self.base, language)
        for number, subject in enumerate(review.outcome.subjects):
            leaf = Leaf()
            add_subject(words, seen.stands.first, subject, leaf)
            names = dict.fromkeys(name for mark in MARKS[1:] for name in instead(self.base, subject, mark))
            yield Marking(
                f"mark-{number}",
                subject_name(words, subject),
                leaf,
                review.opinions.get(subject),
                tuple(Instead(name, value_name(words, subject, name)) for name in names),
            )

    def mark(self, visit: Visit) -> Response:
        """Keeps the marks of a form. What stands there while something is missing is shown again, and not kept."""
        kept, seen = self._kept(visit)
        firsts, reviews = self._given(visit)
        mine = own(firsts, visit)
        if mine is None and own(reviews, visit) is None:
            return self._blind(visit, kept, seen, say("review-blind-first", visit.language))
        if visit.form.one("answers") != answers_hash(seen.case.answers):
            mistakes = [Mistake("review", say("desk-answers-changed", visit.language))]
            review = self._begun(visit, seen, mine, reviews)
            return self._marks(visit, kept, seen, firsts, reviews, review, mistakes)
        review = begun(seen.case, seen.stands.first, visit.by.name, "")
        review, mistakes = self._read(review, visit.form, visit.language)
        if mistakes:
            return self._marks(visit, kept, seen, firsts, reviews, review, mistakes)
        if not review.opinions:
            return self.desk.to_case(visit, kept.code, "/review")
        at = visit.now.isoformat(timespec="seconds")
        self.desk.store.add_review(visit.by, kept.code, replace(review, at=at))
        return self.desk.to_case(visit, kept.code, "/review")

    def _read(self, review: Review, form: Form, language: str) -> tuple[Review, list[Mistake]]:
        mistakes = []
        for number, subject in enumerate(review.outcome.subjects):
            field = f"mark-{number}"
            mark = next((known_mark for known_mark in MARKS if known_mark == form.one(field)), None)
            if mark is None and form.one("do") == "rest":
                mark = "agreed"
            if mark is None:
                continue
            remark = " ".join(clean(form.one(f"{field}-why")).split())
            should_be = form.one(f"{field}-instead") if mark != "agreed" else ""
            review = marked(review, Opinion(subject, mark, should_be, remark))
            if wrong := self._wrong(subject, mark, should_be, remark, language):
                name = subject_name(Words(self.base, language), subject)
                mistakes.append(Mistake(f"{field}-{wrong[0]}", f"{name}: {wrong[1]}"))
        return review, mistakes

    def _wrong(
        self, subject: Subject, mark: Mark, should_be: str, remark: str, language: str
    ) -> tuple[str, str] | None:
        """The field that is wrong, and why."""
        if mark == "agreed":
            return None
        names = instead(self.base, subject, mark)
        if subject.kind == "urgency" and not names:
            return "a", say("review-no-such", language)
        if should_be and should_be not in names:
            return "instead", say("desk-not-instead", language)
        if not remark:
            return "why", say("review-why", language)
        return ("why", say("review-too-long", language, most=LONGEST)) if len(remark) > LONGEST else None

    def candidate(self, visit: Visit) -> Response:
        """The worked case that this reviewer's objections propose."""
        _, seen = self._kept(visit)
        mine = own(self.desk.store.reviews(visit.by, visit.part("code")), visit)
        if mine is None or not mine.current or not mine.review.objections:
            return self.desk.wrong(visit, 404, "desk-no-candidate")
        # Not the code of the case: whoever gets the file need not know whom it is about.
        name = f"desk-{answers_hash(seen.case.answers)[:8]}-by-{slug(visit.by.name)}"
        text = candidate_text(replace(seen.case, name=""), mine.review, name)
        return self.desk.taken(text.encode(), "application/yaml", f"{name}.yaml")

    # All of them

    def summary(self, visit: Visit) -> Response:
        summary = self.desk.store.summary(visit.by)
        leaf = Leaf()
        agreement_text(Words(self.base, visit.language), summary.reviews, leaf)
        return self.desk.page(
            visit, "summary", {"leaf": leaf, "blind": summary.blind, "reviewed": bool(summary.reviews.editions)}
        )

    def table(self, visit: Visit) -> Response:
        text = agreement_csv(self.desk.store.summary(visit.by).reviews)
        return self.desk.taken(text.encode(), "text/csv; charset=utf-8", f"reviews-{visit.now.date()}.csv")

    def picture(self, visit: Visit) -> Response:
        drawn = agreement_svg(Words(self.base, visit.language), self.desk.store.summary(visit.by).reviews)
        return Response(drawn, media_type="image/svg+xml", headers=DRAWING)


def own(given_reviews: Sequence[Given], visit: Visit) -> Given | None:
    """What this account said."""
    return next((review for review in given_reviews if review.by == visit.by.name), None)
