"""Answers as a person would say them."""

from __future__ import annotations

import pytest

from triage.explanation.to_words import answer_words
from triage.language.evaluate import Answer
from triage.language.model import Question

DAYS = Question(
    "days",
    "topic",
    "number",
    {"en": "How long?"},
    {"en": ""},
    unit={"nl": "dagen", "en": "days"},
    unit_one={"nl": "dag", "en": "day"},
)


@pytest.mark.parametrize(
    ("answer", "nl", "en"),
    [
        (0, "0 dagen", "0 days"),
        (1, "1 dag", "1 day"),
        (1.5, "1.5 dagen", "1.5 days"),
        (12, "12 dagen", "12 days"),
        ("unknown", "weet ik niet", "I don't know"),
        (None, "niet van toepassing", "does not apply"),
    ],
)
def test_a_number_goes_with_its_unit(answer: Answer | None, nl: str, en: str) -> None:
    assert answer_words(DAYS, answer, "nl") == nl
    assert answer_words(DAYS, answer, "en") == en
