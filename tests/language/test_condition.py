"""What a condition means, as a table (conditions/*.yaml), held to by everything that reads conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.engines import ENGINES, by_evaluating, by_evaluating_inward, tell
from tests.strategies import (
    PATHWAYS,
    Sketch,
    answers,
    completions,
    conditions,
    finding,
    manifest,
    pathway,
    question,
    rule,
    text,
)
from triage.inference.reach import Reach
from triage.inference.reference import conclude
from triage.inference.session import Session
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.condition import All, AtLeast, Condition, Found, Is, Not, Within, inward, leaves
from triage.language.condition import Any as OneOf
from triage.language.evaluate import Answer, Known, evaluate

FOLDER = Path(__file__).parent / "conditions"
HOLDS = {"true": True, "false": False, "open": None}


def words(file: Path) -> list[dict[str, Any]]:
    """A table as it is written: every scalar a word."""
    return list(yaml.load(file.read_text(), Loader=yaml.CBaseLoader))  # the plainest of its loaders


QUESTIONS = words(FOLDER / "questions.yaml")
ROWS = [row for file in sorted(FOLDER.glob("*.yaml")) if file.stem != "questions" for row in words(file)]


def base_with(when: dict[str, Any]) -> Base:
    """The questions and findings of the table, and one rule with this condition, which establishes `asked`."""
    written = []
    for row in QUESTIONS:
        entry = {**row, "ask": text("ask"), "help": text("help")}
        if "options" in row:
            entry["options"] = {option: text(option) for option in row["options"]}
        if row["type"] == "number":
            entry["unit"] = text("points")
        written.append(entry)
    findings = [
        finding("tear"), finding("bruise"), finding("alarm", "warning-sign"), finding("asked", "condition"),
        rule("tear-is-seen", {"tear-seen": "yes"}, establish="tear"),
        rule("bruise-is-seen", {"bruise-seen": "yes"}, establish="bruise"),
        rule("alarm-is-seen", {"alarm-seen": "yes"}, establish="alarm"),
        rule("the-rule", when, establish="asked"),
    ]  # fmt: skip
    return Sketch(manifest(["asked"]), (*written, *findings, *map(pathway, PATHWAYS))).build()


Reader = Callable[[Base, Condition, Mapping[str, Answer]], bool | None]


def through(engine: Callable[..., Any]) -> Reader:
    """A whole engine as a reader of the one condition: what it makes of the finding that rests on it."""
    return lambda base, _condition, given_answers: engine(base, given_answers).findings.get("asked")


READERS: Mapping[str, Reader] = {
    "evaluate": by_evaluating,
    "evaluate, with every not inward": by_evaluating_inward,
    "plain": through(conclude),
    **{name: through(engine) for name, engine in ENGINES.items()},
}


@pytest.mark.parametrize("row", ROWS, ids=[row["note"] for row in ROWS])
def test_every_reader_agrees_with_the_table(row: dict[str, Any]) -> None:
    base = base_with(row["when"])
    condition, known = base.rules["the-rule"].when, check_answers(base, row["known"])
    said = {name: reader(base, condition, known) for name, reader in READERS.items()}
    assert said == dict.fromkeys(READERS, HOLDS[row["holds"]])


def test_the_notes_of_the_table_differ() -> None:
    notes = [row["note"] for row in ROWS]
    assert len(set(notes)) == len(notes)
    assert {row["holds"] for row in ROWS} == set(HOLDS)


ASKED = [
    question("a", "yes-no"),
    question("b", "choice"),
    question("c", "choices"),
    question("d", "whole"),
    question("e", "number", when={"a": ["yes", "unknown"]}),
]
TOLD = [finding("tear"), rule("tear-is-seen", {"b": "a"}, establish="tear"), finding("asked", "condition")]


@st.composite
def conditions_and_answers(draw: st.DrawFn) -> tuple[Base, Condition, dict[str, Answer]]:
    when = draw(conditions({entry["question"]: entry for entry in ASKED}, ["tear", "all-clear"]))
    entries = (*ASKED, *TOLD, rule("the-rule", when, establish="asked"), *map(pathway, PATHWAYS))
    base = Sketch(manifest(["asked"]), entries).build()
    return base, base.rules["the-rule"].when, draw(answers(base))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(case=conditions_and_answers())
def test_every_reader_says_what_evaluate_says(reader: Reader, case: tuple[Base, Condition, dict[str, Answer]]) -> None:
    assert reader(*case) is by_evaluating(*case)


@given(case=conditions_and_answers())
def test_what_is_true_or_false_stays_so_with_every_further_answer(
    case: tuple[Base, Condition, dict[str, Answer]],
) -> None:
    base, condition, given_answers = case
    before = by_evaluating(base, condition, given_answers)
    if before is not None:
        for number, full in enumerate(completions(base, given_answers)):
            if number > 50:
                break
            assert by_evaluating(base, condition, full) is before


@given(case=conditions_and_answers())
def test_not_is_the_mirror(case: tuple[Base, Condition, dict[str, Answer]]) -> None:
    base, condition, given_answers = case
    mirrored = {True: False, False: True, None: None}
    assert by_evaluating(base, Not(condition), given_answers) is mirrored[by_evaluating(base, condition, given_answers)]


@given(case=conditions_and_answers())
def test_inward_leaves_not_on_single_tests_alone(case: tuple[Base, Condition, dict[str, Answer]]) -> None:
    def check(condition: Condition) -> None:
        match condition:
            case All(parts) | OneOf(parts) | AtLeast(_, parts):
                for part in parts:
                    check(part)
            case Not(part):
                assert not isinstance(part, All | OneOf | AtLeast | Not)
            case _:
                pass

    check(inward(case[1]))
    assert set(leaves(inward(case[1]))) == set(leaves(case[1]))


@given(case=conditions_and_answers())
def test_what_reach_says_of_a_certain_condition_is_what_evaluate_says(
    case: tuple[Base, Condition, dict[str, Answer]],
) -> None:
    base, condition, given_answers = case
    session = Session(base)
    tell(session, given_answers)
    verdict = evaluate(condition, Known(session.values, session.findings))
    reach = Reach(session)
    could = tuple(map(reach.possible, reach.circuit.extension(condition)))
    assert verdict is None or could == (verdict, not verdict)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Is("onset", ("sudden", "pop")), "onset: sudden or pop"),
        (Within("pain", 4, 6, high_open=True), "4 <= pain < 6"),
        (Within("pain", high=2.5), "pain <= 2.5"),
        (Not(Found("tear")), "not (tear)"),
        (All((Is("a", ("yes",)), OneOf((Found("b"), Found("c"))))), "a: yes and (b or c)"),
        (AtLeast(2, (Found("a"), Found("b"))), "at least 2 of (a; b)"),
        (All(()), "always"),
        (OneOf(()), "never"),
    ],
)
def test_a_condition_says_what_it_is(condition: Condition, said: str) -> None:
    assert str(condition) == said


def test_the_empty_conditions() -> None:
    nothing = Known({}, {})
    assert evaluate(All(()), nothing) is True
    assert evaluate(OneOf(()), nothing) is False
