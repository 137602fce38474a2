"""Reviews in the store: blind first, each under its own name, and what they add up to is what files add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.clinic.conftest import PASSWORD
from tests.clinic.test_cases import EMERGENCY, SOON, text_of
from tests.once import base
from triage.cases.case import read_case
from triage.cases.review import Opinion, Review, Subject, review_data
from triage.clinic.model import OPERATOR, Account
from triage.clinic.problems import StoreProblem
from triage.clinic.store import Store
from triage.inference.outcome import infer
from triage.language.model import Mark
from triage.records.agreement import summary
from triage.records.opinions import begun, marked
from triage.records.yaml_patch import with_reviews
from triage.reports.to_json import outcome_json


@pytest.fixture
def second(store: Store) -> Account:
    return store.add_account(OPERATOR, "second", PASSWORD, "clinician")


@pytest.fixture
def case(store: Store, clinician: Account) -> str:
    return store.add_case(clinician, text_of(SOON), code="x").code


def review(name: str, by: str, **marks: Mark) -> Review:
    """All agreed with, but for the kinds that are named."""
    read = read_case(base(), text_of(name), name)
    made = begun(read, infer(base(), read.answers), by, "2026-06-01T08:00:00+00:00")
    for subject in made.outcome.subjects:
        mark = marks.get(subject.kind, "agreed")
        made = marked(made, Opinion(subject, mark, "", "" if mark == "agreed" else f"says {by}"))
    return made


def test_a_review_comes_back_as_it_was_given_signed_by_its_account(store: Store, clinician: Account, case: str) -> None:
    store.add_review(clinician, case, review(SOON, "somebody else", urgency="too-careful"))
    (found,) = store.reviews(clinician, case)
    assert found.review == review(SOON, "clinician", urgency="too-careful") or found.review.by == "clinician"
    assert found.review.opinions[Subject("urgency", "soon")].mark == "too-careful"
    assert found.current


def test_who_reviews_again_takes_the_place_of_their_own(store: Store, clinician: Account, case: str) -> None:
    store.add_review(clinician, case, review(SOON, "", urgency="wrong"))
    store.add_review(clinician, case, review(SOON, ""))
    (found,) = store.reviews(clinician, case)
    assert not found.review.objections


def test_nobody_sees_anothers_opinion_before_they_gave_their_own(
    store: Store, clinician: Account, second: Account, case: str
) -> None:
    store.say_first(clinician, case, "urgent", "none")
    store.add_review(clinician, case, review(SOON, ""))
    assert list(store.reviews(second, case)) == []
    assert list(store.first_impressions(second, case)) == []
    store.say_first(second, case, "soon", "strain-grade-2")
    assert [one.by for one in store.reviews(second, case)] == ["clinician"]
    assert [(one.by, one.urgency) for one in store.first_impressions(second, case)] == [
        ("clinician", "urgent"),
        ("second", "soon"),
    ]


def test_a_first_impression_is_given_once_and_before_a_review(
    store: Store, clinician: Account, second: Account, case: str
) -> None:
    store.say_first(clinician, case, "urgent", "none")
    store.add_review(second, case, review(SOON, ""))
    for account in (clinician, second):
        with pytest.raises(StoreProblem) as error:
            store.say_first(account, case, "soon", "none")
        assert error.value.kind == "said-already"


def test_first_impressions_are_held_beside_each_other_and_the_program(
    store: Store, clinician: Account, second: Account, case: str
) -> None:
    other = store.add_case(clinician, text_of(EMERGENCY), code="y").code
    for account, said in ((clinician, ("soon", "urgent")), (second, ("soon", "emergency"))):
        for code, urgency in zip((case, other), said, strict=True):
            store.say_first(account, code, urgency, "none")
    blind = store.summary(clinician).blind
    assert (blind.cases, blind.same, blind.over, blind.under) == (2, 3, 1, 0)
    (pair,) = blind.pairs
    assert (pair.one, pair.other, pair.things, pair.same) == ("clinician", "second", 2, 1)
    assert pair.kappa == pytest.approx(1 / 3)


def test_the_summary_is_that_of_the_same_reviews_in_files(
    store: Store, clinician: Account, second: Account, case: str
) -> None:
    given = {
        (clinician.name, SOON): review(SOON, "clinician", urgency="too-careful", rule="wrong"),
        (second.name, SOON): review(SOON, "second", rule="wrong"),
        (clinician.name, EMERGENCY): review(EMERGENCY, "clinician"),
        (second.name, EMERGENCY): review(EMERGENCY, "second", urgency="wrong"),
    }
    store.add_case(clinician, text_of(EMERGENCY), code="y")
    codes = {SOON: case, EMERGENCY: "y"}
    for (by, name), made in given.items():
        store.add_review(clinician if by == "clinician" else second, codes[name], made)
    in_files = {}
    for name, code in codes.items():
        both = [review_data(made) for (_, of), made in given.items() if of == name]
        in_files[code] = replace(read_case(base(), with_reviews(text_of(name), both), name), name=code)
    assert store.summary(clinician).reviews == summary(base(), in_files)


def test_reviews_in_a_file_become_reviews_of_the_store(store: Store, clinician: Account) -> None:
    made = review(SOON, "dr. Elsewhere", urgency="too-careful")
    kept = store.add_case(clinician, with_reviews(text_of(SOON), [review_data(made)]), code="x")
    assert "Elsewhere" not in kept.text
    (edition,) = store.summary(clinician).reviews.editions
    assert dict(edition.reviewers) == {"dr. Elsewhere": 1}


def by_elsewhere(day: str, mark: Mark) -> dict[str, object]:
    return review_data(replace(review(SOON, "dr. Elsewhere", urgency=mark), at=day))


@pytest.mark.parametrize(
    ("brought", "kept"),
    [
        ([("2026-06-02", "wrong")], "wrong"),
        ([("2026-05-31", "wrong")], "too-careful"),
        ([("2026-06-01", "wrong")], "too-careful"),
        ([("2026-06-01T00:30:00+02:00", "wrong")], "too-careful"),
        ([], "too-careful"),
    ],
)
def test_of_two_reviews_by_one_name_the_newest_stays(
    store: Store, clinician: Account, brought: list[tuple[str, Mark]], kept: Mark
) -> None:
    store.add_case(clinician, with_reviews(text_of(SOON), [by_elsewhere("2026-06-01", "too-careful")]), code="x")
    text = with_reviews(text_of(SOON), [by_elsewhere(*each) for each in brought])
    assert store.save_case(clinician, "x", text, 1).version == 2
    store.add_review(clinician, "x", review(SOON, ""))
    found = {one.by: one.review.opinions[Subject("urgency", "soon")].mark for one in store.reviews(clinician, "x")}
    assert found == {"dr. Elsewhere": kept, "clinician": "agreed"}


def test_a_review_that_went_out_and_comes_back_newer_stays_that_of_its_account(
    store: Store, clinician: Account, case: str
) -> None:
    store.add_review(clinician, case, review(SOON, ""))
    newer = replace(review(SOON, clinician.name, urgency="wrong"), at="2026-06-05")
    store.save_case(clinician, case, with_reviews(text_of(SOON), [review_data(newer)]), 1)
    (found,) = store.reviews(clinician, case)
    assert found.review.objections
    store.add_review(clinician, case, review(SOON, ""))
    (found,) = store.reviews(clinician, case)
    assert not found.review.objections


def test_a_review_of_answers_that_were_changed_is_told_apart(store: Store, clinician: Account, case: str) -> None:
    store.add_review(clinician, case, review(SOON, ""))
    store.save_case(clinician, case, text_of(EMERGENCY), 1)
    assert [one.current for one in store.reviews(clinician, case)] == [False]
    found = store.summary(clinician).reviews
    assert (found.editions, found.outdated) == ((), ((case, "clinician"),))


def test_a_researcher_gets_marks_without_names_and_words(
    store: Store, clinician: Account, researcher: Account, case: str
) -> None:
    store.say_first(clinician, case, "soon", "none")
    store.add_review(clinician, case, review(SOON, "", urgency="too-careful"))
    (shown,) = store.work_list(researcher).items
    seen = (
        repr(store.reviews(researcher, shown.code))
        + repr(store.first_impressions(researcher, shown.code))
        + repr(store.summary(researcher))
    )
    assert "too-careful" in seen
    assert not [word for word in ("says", "by='clinician'", "'clinician'", f"'{case}'") if word in seen]


def test_a_sealed_outcome_is_kept_word_for_word_and_one_that_was_changed_is_not(
    store: Store, clinician: Account, case: str
) -> None:
    import json  # noqa: PLC0415

    read = read_case(base(), text_of(SOON), "x")
    sealed = json.dumps(outcome_json(infer(base(), read.answers), "nl"), ensure_ascii=False)
    kept = store.add_record(clinician, case, sealed)
    assert list(store.records(clinician, case)) == [kept]
    assert (kept.text, kept.by) == (sealed, "clinician")
    for wrong in (sealed.replace('"soon"', '"urgent"'), "{}", "", f"{sealed}\n{sealed}"):
        with pytest.raises(StoreProblem) as error:
            store.add_record(clinician, case, wrong)
        assert error.value.kind == "bad-record"
    assert list(store.records(clinician, case)) == [kept]
