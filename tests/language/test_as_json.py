"""Records as JSON, and the schema of it: by the type of each field, and left out by one rule."""

from __future__ import annotations

import doctest
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import EllipsisType
from typing import Any, Literal, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from triage.language import as_json
from triage.language.as_json import schema, to_json


class Colour(Enum):
    RED = "red"


class Word(str):
    """A word that knows more than its letters."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program, with more defaults than JSON has."""

    id: str
    of: tuple[str, ...] = ()


class Whole(NamedTuple):
    """Everything at once."""

    name: str
    day: date
    parts: Sequence[Part]
    counts: Mapping[str, tuple[float, ...]]
    sure: Literal["yes", "no"]
    note: str | None
    extra: object
    within: Whole | None = None
    answer: int | EllipsisType | None = ...


DAY = date(2026, 11, 29)
WHOLE = Whole("all", DAY, (Part("one"),), {"sets": (2, 3)}, "yes", None, {})
WRITTEN: dict[str, Any] = {
    "name": "all",
    "day": "2026-11-29",
    "parts": [{"id": "one", "of": []}],
    "counts": {"sets": [2, 3]},
    "sure": "yes",
    "note": None,
    "extra": {},
}


@pytest.mark.parametrize(
    ("record", "written"),
    [
        pytest.param(WHOLE, WRITTEN, id="each field by its type"),
        pytest.param(WHOLE._replace(within=WHOLE), {**WRITTEN, "within": WRITTEN}, id="a record in itself"),
        pytest.param(WHOLE._replace(answer=3), {**WRITTEN, "answer": 3}, id="what is left out elsewhere"),
        pytest.param(WHOLE._replace(answer=None), {**WRITTEN, "answer": None}, id="null where it says something"),
        pytest.param(WHOLE._replace(note=Word("so")), {**WRITTEN, "note": "so"}, id="a word is text"),
        pytest.param(WHOLE._replace(extra=Colour.RED), {**WRITTEN, "extra": "red"}, id="a member is its value"),
    ],
)
def test_a_record_is_what_its_schema_says(record: Whole, written: dict[str, Any]) -> None:
    made = to_json(record)
    assert json.dumps(made) == json.dumps(written)
    assert Draft202012Validator(schema(Whole)).is_valid(made)


@pytest.mark.parametrize(
    "wrong",
    [{**WRITTEN, "surprise": 1}, {**WRITTEN, "sure": "perhaps"}, {**WRITTEN, "within": None}, {"name": "all"}],
    ids=["a key too many", "another word", "null for what is left out", "keys too few"],
)
def test_the_schema_refuses_what_no_record_gives(wrong: dict[str, Any]) -> None:
    assert not Draft202012Validator(schema(Whole)).is_valid(wrong)


def test_the_schema_calls_each_by_its_name_and_describes_it() -> None:
    made = schema(Whole, Part)
    assert (made["title"], made["description"]) == ("Whole", "Everything at once.")
    assert made["$defs"]["PartJson"]["description"] == "A part of the program, with more defaults than JSON has."
    assert made["$defs"]["PartJson"]["required"] == ["id", "of"]


def test_what_has_no_form_in_json_says_so() -> None:
    with pytest.raises(TypeError, match="set has no form in JSON"):
        to_json(WHOLE._replace(extra={1}))


def test_the_docstring_is_true() -> None:
    assert doctest.testmod(as_json).failed == 0
