"""A table takes what a case file takes, and refuses it in the same words."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import sketches
from triage.language.answer import check_answer
from triage.language.errors import AnswerError
from triage.language.evaluate import Answer
from triage.language.model import Base, Question
from triage.population.checking import check
from triage.population.encoding import decoded

ODD = (
    "yes",
    "no",
    "unknown",
    " yes ",
    "true",
    "false",
    "a",
    "b",
    "c",
    "none",
    "A",
    "3",
    "3.5",
    "9",
    "-1",
    "nan",
    "1e0",
    "🦵",
)
"""Texts that some question takes, and some that none does."""


def said(question: Question, given: object) -> Answer | str:
    try:
        return check_answer(question, given)
    except AnswerError as error:
        return f"refused: {error}"


def from_table(base: Base, question: Question, column: pl.Series) -> list[Answer | str | None]:
    checked = check(base, column.alias(question.id).to_frame())
    return [
        decoded(question, code) if reason is None else f"refused: {reason}"
        for code, reason in zip(checked.answers[question.id].to_list(), checked.reasons.to_list(), strict=True)
    ]


@given(st.data())
def test_every_text_is_taken_or_refused_as_in_a_case_file(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    question = data.draw(st.sampled_from(list(base.questions.values())))
    texts = data.draw(st.lists(st.sampled_from(ODD), min_size=1))
    assert from_table(base, question, pl.Series(texts)) == [said(question, text) for text in texts]


@given(st.data())
def test_every_list_is_taken_or_refused_as_in_a_case_file(data: st.DataObject) -> None:
    base = data.draw(sketches().filter(lambda s: any(e.get("type") == "choices" for e in s.entries))).build()
    question = next(question for question in base.questions.values() if question.type == "choices")
    word = st.sampled_from(("a", "b", " b", "none", "unknown", "z"))
    lists = data.draw(st.lists(st.lists(word, max_size=3), min_size=1))
    alone = [each[0] if each in (["none"], ["unknown"]) else each for each in lists]
    expected = [said(question, each) for each in alone]
    assert from_table(base, question, pl.Series(lists, dtype=pl.List(pl.String))) == expected


@given(st.data())
def test_every_number_is_taken_or_refused_as_in_a_case_file(data: st.DataObject) -> None:
    base = data.draw(sketches().filter(lambda s: any(e.get("type") == "number" for e in s.entries))).build()
    question = next(question for question in base.questions.values() if question.type == "number")
    numbers = data.draw(
        st.lists(st.sampled_from((0.0, 1.0, 2.5, 4.0, 4.5, -1.0, float("nan"), float("inf"))), min_size=1)
    )
    assert from_table(base, question, pl.Series(numbers)) == [said(question, number) for number in numbers]
