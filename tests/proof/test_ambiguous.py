"""Words of an answer that do not choose it where somebody types them, and words that do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.language.base import Base
from triage.language.check_in import has_check_in, load_check_in
from triage.language.load import load
from triage.proof.ambiguous import remarks

ROOT = Path(__file__).parents[2]
ANKLE, TAP = ROOT / "examples" / "ankle", ROOT / "tests" / "bases" / "tap"
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/base.yaml"))


def with_labels(**labels: str) -> Base:
    """The tap, with other words for where it drips."""
    base = load(TAP)
    question = base.questions["tropft"]
    options = {name: {"de": labels.get(name, text["de"])} for name, text in question.options.items()}
    return replace(base, questions={**base.questions, "tropft": replace(question, options=options)})


def found(base: Base) -> list[tuple[str, tuple[str, ...]]]:
    return [(remark.at, remark.others) for remark in remarks(base)]


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({}, ()),
        ({"griff": "Stop!"}, ("Stop!",)),  # a command
        ({"griff": "help"}, ("help",)),
        ({"griff": "Weet niet."}, ("Weet niet.",)),  # not known, in another language
        ({"griff": "Aus dem  Auslauf", "auslauf": "aus dem Auslauf"}, ("aus dem Auslauf", "Aus dem  Auslauf")),
        ({"griff": "Auslauf"}, ("Auslauf",)),  # the id of another
        ({"auslauf": "2", "griff": "1"}, ("2", "1")),  # the numbers of others
        ({"auslauf": "1", "griff": "2"}, ()),
        ({"griff": "7"}, ()),
        ({"griff": "nein danke"}, ()),
    ],
)
def test_words_that_choose_something_else_are_told(labels: dict[str, str], words: tuple[str, ...]) -> None:
    assert found(with_labels(**labels)) == ([("tropft", words)] if words else [])


def test_two_lines_of_a_checklist_that_read_alike_are_told() -> None:
    base = load(ANKLE)
    checklist = next(iter(base.checklists.values()))
    one, other = (base.questions[name] for name in checklist.questions[:2])
    alike = replace(other, statement=one.statement or one.ask)
    assert [at for at, _ in found(replace(base, questions={**base.questions, other.id: alike}))] == [checklist.id]


@pytest.mark.parametrize("directory", [None, TAP, *EXAMPLES], ids=lambda path: path.name if path else "shipped")
def test_no_base_of_ours_has_any(directory: Path | None) -> None:
    base = load(directory) if directory else load()
    assert found(base) == []
    if has_check_in(directory):
        assert found(load_check_in(base, directory)) == []
