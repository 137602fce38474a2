"""The JSON Schemas are those of the code, and say everything that they should."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests import once
from tests.deep import sample
from tests.reports.schema import PACKAGE, SCHEMAS, outcome_of, questions_of, schema, shipped
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.files import case_files
from triage.reports.to_json import outcome_json, questions_json


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every description of an object with properties, wherever in a schema."""
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from objects(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_the_one_the_code_makes(name: str, renewing: bool) -> None:
    place = PACKAGE / f"{name}.schema.json"
    if renewing:
        place.write_text(schema(name))
    assert place.read_text() == schema(name), "stale: run `make golden`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_sound_and_forbids_what_it_does_not_name(name: str) -> None:
    found = shipped(name)
    Draft202012Validator.check_schema(found)
    described = list(objects(found))
    assert len(described) > 1
    assert [part for part in described if part["additionalProperties"] is not False or not part["description"]] == []


@pytest.mark.parametrize("path", sample(case_files(), 60), ids=lambda path: path.stem)
def test_every_worked_case_gives_json_as_the_schema_says(path: Path, base: Base) -> None:
    case, outcome = once.case(path), once.outcome(path)
    for language in base.languages:
        data = outcome_of(json.dumps(outcome_json(outcome, language, case.name)))
        assert (data["case"], data["language"]) == (path.stem, language)
        assert data["answers"].keys() == case.answers.keys()
        fired = [event for event in data["trace"] if event["kind"] == "fired"]
        assert [event["id"] for event in fired] == list(outcome.fired)
        assert all(event["reason"] and "sources" in event for event in fired)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_are_as_the_schema_says(language: str, base: Base) -> None:
    data = questions_of(json.dumps(questions_json(base, language)))
    assert [question["id"] for question in data["questions"]] == list(base.questions)
    assert {topic["id"] for topic in data["topics"]} == set(base.topics)
    asked_in_lists = {question["id"] for question in data["questions"] if question["checklist"]}
    assert asked_in_lists == {name for part in data["checklists"] for name in part["questions"]}


def test_a_schema_that_is_violated_says_so(base: Base) -> None:
    data = json.loads(json.dumps(outcome_json(infer(base, {}), "en")))
    for name, value in {"urgency": 3, "pathway": None, "surprise": 1}.items():
        with pytest.raises(AssertionError, match=name):
            outcome_of(json.dumps({**data, name: value}))
