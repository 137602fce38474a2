"""The border: what a question takes (answers.yaml), and what is said of anything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from tests.strategies import Case, cases
from triage.cases.case import read_case
from triage.inference.outcome import infer
from triage.language.answer import check_answer, check_answers, expected, plain
from triage.language.base import Base
from triage.language.errors import AnswerError, CaseError

ROWS: list[dict[str, Any]] = yaml.load((Path(__file__).parent / "answers.yaml").read_text(), Loader=yaml.CBaseLoader)
INF, NAN = float("inf"), float("nan")
ALL_THERE_IS = "there is `bone-sticks-out`, `foot-cold`, `onset`, `place`, `pain`, `days`, `heard-a-crack`"


def written(answer: object) -> object:
    """An answer as the table has it."""
    return list(answer) if isinstance(answer, tuple) else str(answer)


@pytest.mark.parametrize("row", [row for row in ROWS if "taken" in row], ids=lambda row: row["note"])
def test_an_answer_is_taken(ankle: Base, row: dict[str, Any]) -> None:
    assert written(check_answer(ankle.questions[row["question"]], row["given"])) == row["taken"]


@pytest.mark.parametrize("row", [row for row in ROWS if "says" in row], ids=lambda row: row["note"])
def test_an_answer_is_refused(ankle: Base, row: dict[str, Any]) -> None:
    with pytest.raises(AnswerError) as error:
        check_answer(ankle.questions[row["question"]], row["given"])
    assert str(error.value) == row["says"]
    assert error.value.question == row["question"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["note"])
def test_a_case_file_takes_and_refuses_the_same(ankle: Base, row: dict[str, Any]) -> None:
    text = yaml.safe_dump({"answers": {row["question"]: row["given"]}}, allow_unicode=True)
    if "taken" in row:
        assert written(read_case(ankle, text, "case.yaml").answers[row["question"]]) == row["taken"]
    else:
        with pytest.raises(CaseError) as error:
            read_case(ankle, text, "case.yaml")
        assert [problem.message for problem in error.value.problems] == [row["says"]]


def test_every_row_is_one_or_the_other() -> None:
    assert all(("taken" in row) != ("says" in row) for row in ROWS)


@pytest.mark.parametrize(
    ("question", "given_answer", "taken"),
    [
        ("foot-cold", True, "yes"),
        ("foot-cold", False, "no"),
        ("pain", 7, 7),
        ("pain", 7.0, 7),
        ("pain", 7.5, 7.5),
        ("pain", -0.0, 0),
        ("place", {"heel", "inside"}, ("inside", "heel")),
        ("place", ("heel",), ("heel",)),
        ("place", (), ()),
    ],
)
def test_values_of_python_are_taken(ankle: Base, question: str, given_answer: object, taken: object) -> None:
    answer = check_answer(ankle.questions[question], given_answer)
    assert answer == taken
    assert type(answer) is type(taken)


@pytest.mark.parametrize(
    ("question", "given_answer", "complaint"),
    [
        ("foot-cold", 1, "`1` is no answer"),
        ("foot-cold", 1.0, "`1.0` is no answer"),
        ("foot-cold", None, "nothing is no answer"),
        ("onset", True, "`True` is no answer"),
        ("onset", {"twisted"}, "a list is no answer"),
        ("pain", True, "`True` is no number"),
        ("pain", None, "nothing is no number"),
        ("pain", NAN, "nan is out of range"),
        ("pain", INF, "inf is out of range"),
        pytest.param("pain", 10**400, "inf is out of range", id="pain-huge"),
        ("pain", 10.000001, "10.000001 is out of range"),
        ("place", 3, "`3` is no list"),
        pytest.param("place", 10**5000, "a number this large is no list", id="place-huge"),
        ("place", None, "nothing is no list"),
        ("place", [True], "`True` is no option"),
        ("place", [None], "nothing is no option"),
        ("place", [["heel"]], "a list is no option"),
        ("place", b"heel", "`b'heel'` is no list"),
        ("place", {"heel": True}, "a mapping is no list"),
    ],
)
def test_values_of_python_are_refused(ankle: Base, question: str, given_answer: object, complaint: str) -> None:
    with pytest.raises(AnswerError) as error:
        check_answer(ankle.questions[question], given_answer)
    assert str(error.value) == f"`{question}`: {complaint}; expected {expected(ankle.questions[question])}"


def test_true_one_and_one_point_nought_are_never_mixed_up(ankle: Base) -> None:
    """Experta takes them for equal. So yes is a word here, and a number never is a truth."""
    assert infer(ankle, check_answers(ankle, {"bone-sticks-out": True})).warning_signs == ("open-fracture",)
    for truth in (1, 1.0):
        with pytest.raises(AnswerError):
            check_answers(ankle, {"bone-sticks-out": truth})
    with pytest.raises(AnswerError):
        check_answers(ankle, {"days": True})
    assert repr(check_answers(ankle, {"days": 1.0})) == "{'days': 1}"


def test_answers_come_out_in_the_order_of_the_base(ankle: Base) -> None:
    given_answers = {"pain": 3, "onset": "kicked", "foot-cold": "no"}
    assert list(check_answers(ankle, given_answers)) == [
        "foot-cold",
        "onset",
        "pain",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pian", "unknown question `pian`; did you mean `pain`?"),
        ("trauma", f"unknown question `trauma`; {ALL_THERE_IS}"),
        (3, f"unknown question `3`; {ALL_THERE_IS}"),
    ],
)  # fmt: skip
def test_an_unknown_question(ankle: Base, name: object, message: str) -> None:
    with pytest.raises(AnswerError) as error:
        check_answers(ankle, {name: "yes"})  # type: ignore[dict-item]  # a key that is no text
    assert str(error.value) == message


@given(case=cases())
def test_an_answer_that_was_checked_is_taken_again_as_it_is(case: Case) -> None:
    base, answers = case
    checked = check_answers(base, answers)
    assert list(checked.items()) == [(name, answers[name]) for name in base.questions if name in answers]
    assert check_answers(base, {name: plain(answer) for name, answer in checked.items()}) == checked
