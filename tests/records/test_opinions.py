"""What a review makes of an outcome: everything is asked, and what is proposed is a case that can be run."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Case as Made
from tests.strategies import cases
from triage.cases.case import Case, read_case
from triage.cases.review import CORRECTED, NONE, OTHER, Opinion, Subject, could_be, review_data
from triage.coverage.differences import differences
from triage.inference.outcome import infer
from triage.language.keys import MARKS
from triage.records.opinions import begun, candidate, holds, marked
from triage.records.yaml_patch import with_reviews


@st.composite
def opinions(draw: st.DrawFn, base: Any, subject: Subject) -> Opinion:
    """An opinion that the terminal could have asked for."""
    mark = draw(st.sampled_from(MARKS))
    if mark == "agreed":
        return Opinion(subject, mark, remark=draw(st.sampled_from(["", "so it is"])))
    names: tuple[str, ...] = ()
    if subject.kind in CORRECTED:
        every = {
            "urgency": could_be(base.levels, subject.id, mark) if subject.kind == "urgency" else (),
            "leading": (*base.condition_order, NONE, OTHER),
            "pathway": (*base.pathways, OTHER),
        }
        names = tuple(name for name in every[subject.kind] if name != subject.id)
    return Opinion(
        subject,
        mark,
        draw(st.sampled_from(names)) if names else "",
        draw(st.text("a#:'\"-[ ", min_size=1)).strip() or "x",
    )


@given(data=st.data(), made=cases())
def test_whatever_is_marked_can_be_read_back_and_run(data: st.DataObject, made: Made) -> None:
    base, given_answers = made
    case = Case("made-up", given_answers, story="A story: # with signs")
    outcome = infer(base, given_answers)
    review = begun(case, outcome, "Ann", "2026-11-22")
    assert holds(case, outcome, review)
    for subject in review.left:
        review = marked(review, data.draw(opinions(base, subject)))
    assert review.left == ()
    text = yaml.safe_dump(
        {
            "answers": {
                name: list(value) if isinstance(value, tuple) else value for name, value in given_answers.items()
            }
        },
        sort_keys=False,
    )
    read = read_case(base, with_reviews(text, [review_data(review)]), "case")
    assert read.reviews == (review,)
    assert holds(read, outcome, read.reviews[0])
    proposed = read_case(base, yaml.safe_dump(candidate(case, review, "proposed"), sort_keys=False), "candidate")
    assert proposed.answers == dict(given_answers)
    assert proposed.candidate is not None
    assert proposed.candidate.by == "Ann"
    assert len(proposed.candidate.remarks) == len(review.objections)
    objects_to_a_conclusion = [
        said for said in review.objections if said.should_be or said.mark == "wrong" or said.subject.kind in CORRECTED
    ]
    if not objects_to_a_conclusion and not any(said.subject.kind == "finding" for said in review.objections):
        assert differences(base, proposed) == [], "what is agreed with is what comes out"
    for said in review.objections:
        if said.should_be and said.should_be != OTHER:
            assert differences(base, proposed), "what should be is not what comes out"
