"""The JSON Schema for editors: it accepts every file we ship, refuses mistakes, and knows the keys of the language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.authoring.editor import complaints, data, schema, seen
from triage.language.case import load_case
from triage.language.check_in import has_check_in, load_check_in
from triage.language.checks import WARNINGS
from triage.language.document import Mapping, parse
from triage.language.files import case_files
from triage.language.load import load
from triage.language.read_property import load_promises
from triage.language.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
BASES = ["knowledge", "examples/ankle", "triage/starter", "tests/bases/ankle", "tests/terminal/bases/tooth"]


def test_the_schema_is_sound() -> None:
    Draft7Validator.check_schema(schema())  # what the editors' language server reads


@pytest.mark.parametrize("base", BASES)
def test_every_file_is_accepted(base: str) -> None:
    files = sorted((ROOT / base).rglob("*.yaml"))
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


PLACES: dict[str, tuple[str, ...]] = {
    "an item": ("item", "anyOf", "0"),
    "a criterion": ("criterion", "anyOf", "0"),
    "`then`": ("rule", "properties", "then"),
    "a dose": ("exercise", "properties", "dose"),
    "a use of an exercise": ("phase", "properties", "exercises", "items", "anyOf", "1"),
    "a day": ("phase", "properties", "schedule", "items"),
    "`takes`": ("phase", "properties", "takes"),
    "`at-least`": ("condition", "properties", "at-least"),
    "base.yaml": ("base",),
    "`default`": ("base", "properties", "default"),
    "urgency": ("base", "properties", "urgency", "additionalProperties"),
    "a subject": ("base", "properties", "subjects", "additionalProperties"),
    "`for`": ("outcomes",),
    "`not`": ("no-outcomes",),
    "`unknown`": ("unknown",),
    "a reading": ("unknown", "properties", "reads", "items"),
    "`expect`": ("case", "properties", "expect"),
}
"""Where the schema describes what the loader calls so; others are named alike."""


NAMED_BY_THE_AUTHOR = ("a row", "words by language", "`urgency`")
"""What has the keys that an author gives it."""


def described(what: str) -> dict[str, Any]:
    found: Any = schema()["definitions"]
    for step in PLACES.get(what, (what.removeprefix("an ").removeprefix("a ").replace(" ", "-"),)):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return dict(found)


def test_the_schema_has_the_keys_that_the_loader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: dict[str, set[str]] = {}
    required: dict[str, set[str]] = {}
    reading = Reader.fields

    def noted(self: Reader, body: Mapping, what: str, needed: Any, optional: Any = ()) -> None:
        if tuple(needed) == ("exercise",):
            what = "a use of an exercise"
        what = "urgency" if what.startswith("urgency ") else what
        allowed.setdefault(what, set()).update(needed, optional)
        required[what] = required.get(what, set(needed)) & set(needed)
        reading(self, body, what, needed, optional)

    monkeypatch.setattr(Reader, "fields", noted)
    for name in BASES:
        base = load(ROOT / name)
        load_promises(base, WARNINGS, ROOT / name)
        if has_check_in(ROOT / name):
            load_check_in(base, ROOT / name)
        for file in case_files(ROOT / name)[:3]:
            load_case(base, file)
    assert len(allowed) > 20
    for what, keys in allowed.items():
        if what in NAMED_BY_THE_AUTHOR:
            continue
        found = described(what)
        assert set(found["properties"]) == keys, f"{what}: renew triage/knowledge.schema.json"
        assert set(found.get("required", ())) == required[what], f"{what}: renew triage/knowledge.schema.json"
        assert found["additionalProperties"] is False, what
