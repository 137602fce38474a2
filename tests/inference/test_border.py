"""What was not checked is checked: an answer that nobody can understand is an error, never a case without it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from typing import get_type_hints

import pytest
from hypothesis import given

import triage
from tests.strategies import Case as Drawn
from tests.strategies import cases
from triage.cases.case import Case, read_case
from triage.inference.outcome import followed, infer
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers, check_answers
from triage.language.base import Base
from triage.language.errors import AnswerError
from triage.teaching.recording import record

Taker = Callable[[Base, Mapping[str, object]], object]

TAKERS: dict[str, Taker] = {
    "triage.infer": triage.infer,
    "infer": infer,
    "Interview": triage.Interview,
    "answer": lambda base, given: triage.Interview(base).answer(given),
    "correct": lambda base, given: triage.Interview(base).correct(given),
    "check_answers": check_answers,
    "CheckedAnswers": CheckedAnswers,
    "record": lambda base, given: record(base, [given]),  # type: ignore[list-item]  # as one who does not check would
}
"""All that takes answers of anyone's."""

WRONG = {
    "misspelt": ({"bone-sticks-uit": "yes"}, "unknown question `bone-sticks-uit`; did you mean `bone-sticks-out`?"),
    "of another base": ({"numb-saddle": "yes"}, "unknown question `numb-saddle`; "),
    "no word": ({"bone-sticks-out": "yess"}, "`bone-sticks-out`: `yess` is no answer; did you mean `yes`? "),
    "no number": ({"bone-sticks-out": 1}, "`bone-sticks-out`: `1` is no answer; "),
    "nothing": ({"pain": None}, "`pain`: nothing is no number; "),
    "too much": ({"pain": 11}, "`pain`: 11 is out of range; "),
    "not a number": ({"pain": float("nan")}, "`pain`: nan is out of range; "),
    "a list": ({"onset": ["twisted"]}, "`onset`: a list is no answer; "),
    "no option": ({"place": ["outside", "moon"]}, "`place`: `moon` is no option; "),
    "no text": ({3: "yes"}, "unknown question `3`; "),
}


@pytest.mark.parametrize("take", TAKERS.values(), ids=TAKERS)
@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_stand_is_an_error(ankle: Base, take: Taker, given: dict[str, object], message: str) -> None:
    if take is TAKERS["correct"] and None in given.values():
        pytest.skip("there, None takes an answer back")
    with pytest.raises(AnswerError) as error:
        take(ankle, {"foot-cold": "no", **given})
    assert str(error.value).replace("expected one of `yes`, `no`, `unknown`", "").startswith(message.rstrip())


def test_true_is_yes(ankle: Base) -> None:
    assert infer(ankle, {"bone-sticks-out": True}) == infer(ankle, {"bone-sticks-out": "yes"})
    assert triage.infer(ankle, {"bone-sticks-out": True}).urgency == "emergency"


@given(case=cases())
def test_checked_or_not_makes_no_difference(case: Drawn) -> None:
    base, said = case
    checked = check_answers(base, said)
    assert checked == said
    assert list(checked) == [name for name in base.questions if name in said]
    assert check_answers(base, checked) == checked
    assert infer(base, said) == infer(base, checked) == infer(base, infer(base, said).answers)


def test_answers_for_another_base_are_checked_anew(ankle: Base) -> None:
    said = check_answers(ankle, {"onset": "twisted", "pain": 9, "heard-a-crack": "yes"})
    narrower = {**ankle.questions, "pain": replace(ankle.questions["pain"], max=8.0)}
    for other, message in (
        (replace(ankle, questions=narrower), "`pain`: 9 is out of range; "),
        (replace(ankle, questions={}), "unknown question `onset`; "),
    ):
        with pytest.raises(AnswerError, match=message):
            infer(other, said)
        with pytest.raises(AnswerError, match=message):
            followed(other, said, ankle.default_pathway, ankle.pathways[ankle.default_pathway].phases[0].id)
    wider = replace(ankle, questions={**ankle.questions, "pain": replace(ankle.questions["pain"], max=12.0)})
    assert infer(wider, said).urgency == infer(ankle, said).urgency == "urgent"


def test_what_was_checked_stays_as_it_was(ankle: Base) -> None:
    said: dict[str, object] = {"place": ["outside", "inside"], "pain": "3"}
    checked = check_answers(ankle, said)
    said["pain"] = 10
    assert checked == {"pain": 3, "place": ("inside", "outside")}
    assert not isinstance(checked, MutableMapping)
    again = pickle.loads(pickle.dumps(checked))
    assert (type(again), again) == (CheckedAnswers, checked)


def test_a_case_holds_what_was_checked_in_the_order_of_the_file(ankle: Base) -> None:
    text = """\
answers: {pain: 3, onset: twisted}
variants:
- {variant: worse, because: It got worse., answers: {pain: 9}, expect: {urgency: urgent}}
"""
    case = read_case(ankle, text, "case.yaml")
    (variant,) = case.variants
    assert (type(case.answers), list(case.answers.items())) == (CheckedAnswers, [("pain", 3), ("onset", "twisted")])
    assert (type(variant.answers), dict(variant.answers)) == (CheckedAnswers, {"pain": 9, "onset": "twisted"})


def test_the_type_checker_holds_the_inside_to_it() -> None:
    for inside in (Session.tell, followed, Case):
        assert get_type_hints(inside)["answers"] is CheckedAnswers
