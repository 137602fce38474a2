"""The JSON Schema for editors: it accepts every file we ship, and refuses mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.authoring.editor import complaints, data, schema, seen
from tests.deep import sample
from triage.language.document import parse
from triage.language.files import CASES

ROOT = Path(__file__).resolve().parents[2]
BASES = ["knowledge", "examples/ankle", "triage/starter", "tests/bases/ankle", "tests/terminal/bases/tooth"]


def test_the_schema_is_sound() -> None:
    Draft7Validator.check_schema(schema())  # what the editors' language server reads


@pytest.mark.parametrize("base", BASES)
def test_every_file_is_accepted(base: str) -> None:
    files = sorted((ROOT / base).rglob("*.yaml"))
    files = [path for path in files if path.parent.name != CASES] + sample(
        [path for path in files if path.parent.name == CASES], 60
    )
    assert files
    assert {path.name: found for path in files if (found := complaints(seen(path)))} == {}


RIGHT = """
- rule: ill
  when: {fever: yes, pain: {at-least: 4}, not: {finding: [a, b]}, at-least: {count: 2, of: [{a: x}, {b: [x, unknown]}]}}
  then: {urgency: urgent}
  because: {nl: Koorts., en: Fever.}
  basis: expert-consensus
"""
WRONG = {
    "a misspelt key": ("because:", "becuase:"),
    "a misspelt kind": ("- rule:", "- ruel:"),
    "an id that is none": ("rule: ill", "rule: Very Ill"),
    "an urgency that is no id": ("urgency: urgent", "urgency: Quick!"),
    "nothing that follows": ("{urgency: urgent}", "{}"),
    "no reason": ("  because: {nl: Koorts., en: Fever.}\n", ""),
    "no source": ("  basis: expert-consensus\n", ""),
    "another basis": ("expert-consensus", "a-hunch"),
    "a text without languages": ("{nl: Koorts., en: Fever.}", "Fever."),
    "a condition that is a list": ("when: {fever: yes, ", "when: [{fever: yes}]\n  not-so: {"),
    "an unknown bound": ("{at-least: 4}", "{from: 4}"),
    "a bound that is no number": ("{at-least: 4}", "{at-least: four}"),
    "no count": ("{count: 2, of:", "{of:"),
}


def test_what_is_right_is_accepted() -> None:
    assert complaints(data(parse(RIGHT, "right"))) == []


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_underlined(old: str, new: str) -> None:
    assert RIGHT.count(old) == 1
    assert complaints(data(parse(RIGHT.replace(old, new), "wrong"))) != []


@pytest.mark.parametrize(
    "entry",
    [
        "{question: a, topic: b, type: choice, ask: {nl: x}, help: {nl: x}}",
        "{question: a, topic: b, type: yes-no, ask: {nl: x}, help: {nl: x}, min: 0}",
        "{question: a, topic: b, type: number, ask: {nl: x}, help: {nl: x}, unit: {nl: x}, min: 0}",
        "{question: a, topic: b, type: number, ask: {nl: x}, help: {nl: x}, unit: {nl: x}, min: 0, max: 5, whole: 1}",
        "{finding: a, kind: condition, name: {nl: x}}",
        "{caution: a, text: {nl: x}, sources: []}",
        "{exercise: a, name: {nl: x}, how: {nl: x}, dose: {times: 3}, basis: expert-consensus}",
        "{conflict: a, claims: [b, c], follow: b}",
        "{document: a, title: A, claims: [{claim: b}]}",
    ],
)
def test_an_entry_that_lacks_something_is_underlined(entry: str) -> None:
    assert complaints(data(parse(f"- {entry}", "entry"))) != []
