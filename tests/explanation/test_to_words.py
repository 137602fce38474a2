"""Conditions to words, and to data and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from tests import once
from tests.strategies import Sketch, flow, sketches
from tests.terminal.person import TOOTH
from triage.explanation.to_words import to_words
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.document import parse
from triage.language.load import load
from triage.language.read_condition import ConditionReader
from triage.language.reader import Reader
from triage.language.to_data import to_data
from triage.language.words import Words

ROWS: list[dict[str, Any]] = yaml.load((Path(__file__).parent / "words.yaml").read_text(), Loader=yaml.CBaseLoader)


def read(base: Base, written: Mapping[str, object]) -> Condition:
    """A condition as an author writes it, on one line."""
    reader = Reader("here", [], base.languages)
    condition = ConditionReader(base.questions, base.findings).read(reader, parse(flow(written), "here"))
    assert reader.problems == []
    return condition


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["note"])
def test_a_condition_in_words(row: dict[str, Any], language: str) -> None:
    base = load(TOOTH)
    assert to_words(Words(base, language), read(base, row["when"])) == row[language]


@given(sketch=sketches())
def test_a_condition_as_data_is_read_back_as_it_was(sketch: Sketch) -> None:
    base = sketch.build()
    for when in [rule.when for rule in base.rules.values()] + [caution.when for caution in base.cautions.values()]:
        assert read(base, to_data(when)) == when


def test_every_condition_that_we_ship_is_read_back_as_it_was() -> None:
    base = once.base()
    for rule in base.rules.values():
        assert read(base, to_data(rule.when)) == rule.when
    for question in base.questions.values():
        assert question.when is None or read(base, to_data(question.when)) == question.when
