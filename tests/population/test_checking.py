"""A table takes what a case file takes, and refuses it in the same words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import sketches
from triage.language.answer import check_answer
from triage.language.base import Base
from triage.language.errors import AnswerError
from triage.language.evaluate import Answer
from triage.language.load import load
from triage.language.model import Question
from triage.population.checking import check
from triage.population.encoding import decoded
from triage.population.population import Population
from triage.population.spoken import Manner, meant
from triage.words.saying import languages, say

BASES = Path(__file__).resolve().parents[1] / "bases"

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


def as_people_say_it(question: Question, text: str) -> Answer | str:
    """What a case file takes, and else the whole of a label or a word for yes and no, capitals or not."""
    answer = said(question, text)
    if not str(answer).startswith("refused"):
        return answer
    labels = {label: option for option, texts in question.options.items() for label in (option, *texts.values())}
    words = {"true": "yes", "false": "no", "yes": "yes", "no": "no", "ja": "yes", "nee": "no"}
    plain = {label.casefold(): word for label, word in (words if question.type == "yes-no" else labels).items()}
    return said(question, plain[text.strip().casefold()]) if text.strip().casefold() in plain else answer


SPOKEN = (*ODD, "TRUE", "False", "JA", " nee ", "A in English", "b in het nederlands", "a in", "in English")


@given(st.data())
def test_every_text_is_taken_as_in_a_case_file_or_as_people_say_it(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    question = data.draw(st.sampled_from(list(base.questions.values())))
    texts = data.draw(st.lists(st.sampled_from(SPOKEN), min_size=1))
    assert from_table(base, question, pl.Series(texts)) == [as_people_say_it(question, text) for text in texts]


YES_NO = Question("q", "t", "yes-no", {}, {})
SIDES = {"left": {"nl": "Links", "en": "Left; of the two"}, "no": {"nl": "Ja", "en": "Neither"}}
CHOICE = Question("q", "t", "choice", {}, {}, options=SIDES)
SEVERAL = Question("q", "t", "choices", {}, {}, options={**SIDES, "other": {"nl": "Links ", "en": "Other"}})


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (YES_NO, "WAAR", "yes"),
        (YES_NO, "onwaar", "no"),
        (YES_NO, "weet  ik niet", "unknown"),
        (YES_NO, "j", None),
        (YES_NO, "1", None),
        (YES_NO, "not", None),
        (CHOICE, "links", "left"),
        (CHOICE, "ja", "no"),
        (CHOICE, "Li", None),
        (CHOICE, "left; of the two", "left"),
        (SEVERAL, "links", None),
        (SEVERAL, "left; of the two", ("left",)),
        (SEVERAL, "neither;Other", ("no", "other")),
        (SEVERAL, '["neither", "Other"]', ("no", "other")),
        (SEVERAL, "neither;no", None),
        (SEVERAL, "left, other", ("left", "other")),
        (SEVERAL, "left, neither", None),
        (SEVERAL, "niets hiervan", ()),
        (SEVERAL, "geen", ()),
        (SEVERAL, "geen;other", None),
    ],
)
def test_what_people_and_spreadsheets_say(question: Question, text: str, answer: Answer | None) -> None:
    base = replace(load(BASES / "ankle"), questions={"q": question})
    (found,) = from_table(base, question, pl.Series([text]))
    assert str(found).startswith("refused: ") if answer is None else found == answer


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("word", ["yes", "no", "unknown", "none"])
def test_tables_take_the_words_that_the_program_says(word: str, language: str) -> None:
    question = SEVERAL if word == "none" else YES_NO
    assert meant(question, say(word, language), Manner()) == word


@pytest.mark.parametrize(("comma", "right"), [(True, 6.5), (False, None)])
def test_a_decimal_comma_counts_where_semicolons_stand_between_cells(comma: bool, right: float | None) -> None:
    question = Question("q", "t", "number", {}, {}, max=10)
    base = replace(load(BASES / "ankle"), questions={"q": question})
    checked = check(base, pl.DataFrame({"q": ["6,5", "1,5,0", ",5"]}), comma=comma)
    assert checked.answers["q"].to_list() == [right, None, None]
    assert checked.reasons.is_null().to_list() == [comma, False, False]


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


DONE: list[dict[str, str]] = [{"date": "2026-03-08", "decision": "be-seen", "urgency": "emergency"}]
DENIED = "2026-03-22: emergency, a-sign"


@pytest.mark.parametrize(
    ("own", "stays"),
    [
        ({"check-ins": [DONE, None, []]}, [1, 2]),
        ({"check-ins": [json.dumps(DONE), " [] ", None]}, [1, 2]),
        ({"saved": [{"earlier": DENIED}, {"earlier": ""}, {"earlier": None}]}, [1, 2]),
        ({"saved": [json.dumps({"format": "2", "earlier": DENIED}), '{"format": "2"}', None]}, [1, 2]),
        ({"saved": [{"format": "2"}, None, None]}, [0, 1, 2]),
        ({"earlier": ["a", "b", "c"]}, [0, 1, 2]),
    ],
)
def test_a_case_that_is_more_than_its_answers_is_not_judged_by_them(
    own: dict[str, list[object]], stays: list[int]
) -> None:
    population = Population(load(BASES / "tap"))
    frame = pl.DataFrame({"id": [0, 1, 2], "answers": ["{}", "{}", "{}"], **own}, strict=False)
    done = population.batch(frame, population.header(frame))
    assert done.frame["id"].to_list() == stays
    assert [rejected.place for rejected in done.rejected] == [row for row in range(3) if row not in stays]
    assert all("says how it stands" in rejected.reason for rejected in done.rejected)


def test_a_column_of_ones_own_is_ones_own() -> None:
    """In a table with a column a question nothing is a case file."""
    base = load(BASES / "tap")
    population = Population(base)
    frame = pl.DataFrame({"check-ins": ["3"], next(iter(base.questions)): [None]})
    assert population.batch(frame, population.header(frame, missing_ok=True)).frame["check-ins"].to_list() == ["3"]
