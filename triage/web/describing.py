"""What `/api` takes and gives, as OpenAPI 3.1 has it: made of the base, so that it says what answers each question.

What comes out has the shapes of the JSON Schemas that ship with the program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.model import Question
from triage.version import VERSION

MOST = 20
"""So many cases are taken at once; for more there is `triage batch`."""
NAMES = 20
"""So many ids an explanation is asked of at most."""
SCHEMAS = Path(__file__).parent.parent


class Called(Protocol):
    """A call, as far as it is described here."""

    @property
    def name(self) -> str: ...
    @property
    def does(self) -> str: ...
    @property
    def takes(self) -> Sequence[str]: ...
    @property
    def result(self) -> str: ...


def description(base: Base, calls: Sequence[Called]) -> Mapping[str, Any]:
    """The interface as OpenAPI 3.1 has it."""
    schemas: dict[str, Any] = {}
    for name, file in (("Outcome", "outcome"), ("Explanation", "explanation"), ("Questions", "questions")):
        schemas.update(_schema(name, json.loads((SCHEMAS / f"{file}.schema.json").read_text(encoding="utf-8"))))
    schemas["Error"] = _object({"error": {"type": "string"}})
    texts = {"type": "array", "items": {"type": "string"}}
    schemas["Next"] = _object(
        {
            "ask": texts,
            "checklist": {"type": ["string", "null"]},
            "settled": {"type": "boolean"},
            "at_most_left": {"type": "integer", "minimum": 0},
            "urgency": {"enum": list(base.urgencies)},
            "emergency": {"type": "boolean"},
            "contradictions": texts,
        }
    )
    schemas["Batch"] = _object({"cases": {"type": "array", "maxItems": MOST, "items": {"type": "object"}}})
    schemas["Answers"] = {
        "type": "object",
        "properties": {name: _answer(question) for name, question in base.questions.items()},
        "additionalProperties": False,
        "description": "Answers by the id of their question.",
    }
    fields = _fields(base)
    language = {"enum": list(base.languages)}
    asking = [{"name": "language", "in": "query", "required": False, "schema": language}]
    paths: dict[str, Any] = {
        "/api/questions": {
            "get": {
                "operationId": "questions",
                "summary": "All questions of the base",
                "parameters": asking,
                "responses": _responses("Questions", 421, 422, 429),
            }
        }
    }
    for call in calls:
        properties = {"language": language, **{name: fields[name] for name in call.takes}}
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if "cases" in call.takes:
            schema["required"] = ["cases"]
        paths[f"/api/{call.name}"] = {
            "post": {
                "operationId": call.name,
                "summary": call.does,
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
                "responses": _responses(call.result, 400, 403, 409, 413, 415, 421, 422, 429, 503),
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": next(iter(base.title.values())), "version": f"{base.version} ({VERSION})"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _fields(base: Base) -> Mapping[str, Mapping[str, Any]]:
    """What calls take, by name."""
    answers = {"$ref": "#/components/schemas/Answers"}
    ids = list(dict.fromkeys([*base.findings, *base.levels.order, *base.pathways, *base.cautions]))
    asked = {"type": "array", "items": {"enum": ids}, "maxItems": NAMES, "uniqueItems": True}
    # What is wrong with the answers of one case is said beside it, and the others are worked out.
    case = {"type": "object", "properties": {"answers": {"type": "object"}}, "additionalProperties": False}
    return {
        "answers": answers,
        "what_if": answers,
        "how": asked,
        "why_not": asked,
        "open": {"type": "boolean"},
        "cases": {"type": "array", "maxItems": MOST, "items": case},
    }


def _answer(question: Question) -> Mapping[str, Any]:
    """What `check_answer` takes, as far as a program may send it."""
    words = list(question.options)
    unknown = [UNKNOWN] if question.may_be_unknown else []
    match question.type:
        case "yes-no":
            return {"enum": ["yes", "no", "true", "false", *unknown, True, False]}
        case "choice":
            return {"enum": words + unknown}
        case "choices":
            several = {"type": "array", "items": {"enum": words}, "uniqueItems": True}
            return {"anyOf": [several, {"enum": [NONE, *words, *unknown]}]}
        case "number":
            kind = "integer" if question.whole else "number"
            number = {"type": kind, "minimum": question.min, "maximum": question.max}
            return {"anyOf": [number, {"enum": unknown}]} if unknown else number


def _responses(result: str, *statuses: int) -> Mapping[str, Any]:
    def content(name: str) -> Mapping[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    wrong = {str(status): {"description": "what is wrong", "content": content("Error")} for status in statuses}
    return {"200": {"description": "the answer", "content": content(result)}, **wrong}


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that ships with the program as parts of the description; what it defines goes by its own name there."""
    defined = schema.pop("$defs", {})
    schema.pop("$schema", None)
    schema.pop("$id", None)

    def moved(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                key: value.replace("#/$defs/", f"#/components/schemas/{name}.")
                if key == "$ref" and isinstance(value, str)
                else moved(value)
                for key, value in part.items()
            }
        return [moved(item) for item in part] if isinstance(part, list) else part

    return {name: moved(schema), **{f"{name}.{inside}": moved(part) for inside, part in defined.items()}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
