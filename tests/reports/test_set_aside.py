"""An answer to a question that does not apply is never dropped silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.inference.outcome import infer
from triage.language.answer import check_answers
from triage.language.load import load
from triage.language.words import Words
from triage.reports.layout import Page
from triage.reports.person.to_text import to_text
from triage.reports.to_json import outcome_json

TOOTH = Path(__file__).parents[1] / "terminal" / "bases" / "tooth"


@pytest.mark.parametrize(
    ("onset", "set_aside"),
    [("gradual", True), ("knock", False), ("unknown", False)],
)
def test_it_is_named(onset: str, set_aside: bool) -> None:
    """`knocked-out` is asked only after a knock, or where it is not known how it began."""
    base = load(TOOTH)
    outcome = infer(base, check_answers(base, {"onset": onset, "knocked-out": "no"}))
    assert ("Not counted" in to_text(Words(base, "en"), outcome, Page(200))) is set_aside
    assert outcome_json(outcome, "en")["set_aside"] == (["knocked-out"] if set_aside else [])
