"""Reviews in a case file: written and read back, and checked against the base that they were made under."""

from __future__ import annotations

import pytest
import yaml

from tests import once
from tests.scale import URGENCIES
from triage.cases.case import read_case
from triage.cases.review import (
    Candidate,
    Opinion,
    Review,
    Reviewed,
    Subject,
    answers_hash,
    candidate_data,
    could_be,
    review_data,
)
from triage.language.base import Base
from triage.language.errors import CaseError
from triage.language.keys import MARKS

OUTCOME = Reviewed("self-care", "sprain", "walk-it-off", (), ("sprain", "bruise"), ("twisted-and-sore", "mild"))
SAID = {
    said.subject: said
    for said in (
        Opinion(Subject("urgency", "self-care"), "not-careful-enough", "planned", "an older person: \u201cwatch\u201d"),
        Opinion(Subject("leading", "sprain"), "wrong", "other", "yes"),
        Opinion(Subject("finding", "bruise"), "agreed", remark="2026-01-01"),
        Opinion(Subject("rule", "mild"), "too-careful", remark="# no comment"),
    )
}


def review(**more: object) -> Review:
    given: dict[str, object] = {"hash": "f" * 64, "opinions": SAID, **more}
    return Review("Ann", "2026-11-22T10:00:00+01:00", "1.0", answers="x", outcome=OUTCOME, **given)  # type: ignore[arg-type]


def written(*reviews: Review) -> str:
    return yaml.safe_dump({"answers": {}, "review": [review_data(each) for each in reviews]}, sort_keys=False)


def test_what_is_written_is_read_back(ankle: Base) -> None:
    case = read_case(ankle, written(review()), "case")
    assert case.reviews == (review(),)


def test_a_review_knows_what_is_left_and_what_is_objected_to() -> None:
    found = review()
    assert found.left == (Subject("pathway", "walk-it-off"), Subject("rule", "twisted-and-sore"))
    assert [said.subject.kind for said in found.objections] == ["urgency", "leading", "rule"]


def test_names_are_checked_where_the_base_is_the_same(ankle: Base) -> None:
    """The rules of another version may be gone by now."""
    text = written(review(hash=ankle.hash)).replace("sprain", "sprian").replace("- mild", "- mld")
    text = text.replace("rule: mild", "rule: mld").replace("should-be: other", "should-be: fractur")
    read_case(ankle, text.replace(ankle.hash, "f" * 64), "case")
    with pytest.raises(CaseError) as error:
        read_case(ankle, text, "case")
    said = [problem.message for problem in error.value.problems]
    assert said[0] == "unknown name `sprian` in `leading`; did you mean `sprain`?"
    assert "unknown name `mld` in `fired`; did you mean `mild`?" in said
    assert "unknown leading `fractur`; did you mean `fracture`?" in said


def test_a_remark_has_an_end(ankle: Base) -> None:
    long = Opinion(Subject("urgency", "self-care"), "wrong", "planned", "x" * 2001)
    with pytest.raises(CaseError, match="`remark` has 2001 characters; expected at most 2000"):
        read_case(ankle, written(review(opinions={long.subject: long})), "case")


def test_a_candidate_says_who_proposes_it(ankle: Base) -> None:
    made = Candidate("Ann", "2026-11-22", ("urgency soon: wrong: so it is",))
    text = yaml.safe_dump({"answers": {}, "candidate": candidate_data(made)})
    assert read_case(ankle, text, "case").candidate == made


def test_the_fingerprint_of_answers_does_not_depend_on_their_order() -> None:
    assert answers_hash({"a": "yes", "b": 1}) == answers_hash({"b": 1, "a": "yes"})
    assert answers_hash({"a": "yes"}) != answers_hash({"a": "no"})


@pytest.mark.parametrize("mark", MARKS[1:])
def test_an_urgency_should_be_one_that_fits_the_mark(mark: str) -> None:
    levels = list(URGENCIES)
    expected = {"too-careful": levels[3:], "not-careful-enough": levels[:2], "wrong": [*levels[:2], *levels[3:]]}
    assert list(could_be(once.base().levels, "soon", mark)) == expected[mark]  # type: ignore[arg-type]
