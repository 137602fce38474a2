"""The same for programs: questions, what to ask next, outcome, explanation, a few cases at once, as JSON.

Described at `/api/openapi.json` (OpenAPI 3.1). What is sent in is checked as answers are everywhere; what comes out has
the shapes of the JSON Schemas that ship with the program. Nothing is kept between two calls.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from triage.explanation.explanation import Asked, explain
from triage.follow_up.standing import standing
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.answer import CheckedAnswers, check_answer, unknown_question
from triage.language.case import Case, concluded_data
from triage.language.errors import TriageError, listed, quoted
from triage.language.model import Base
from triage.reports.explanation_json import explanation_json
from triage.reports.to_json import outcome_json, questions_json
from triage.version import VERSION

MOST = 20
"""So many cases are taken at once; for more there is `triage batch`."""
NAMES = 50
"""So many ids an explanation is asked of at most."""
AT_ONCE = 1
"""So many calls are worked out at a time, so that pages for people go on meanwhile."""
DEEP = 20
"""So deep may what is sent be nested."""
SCHEMAS = Path(__file__).parent.parent
Body = Mapping[str, Any]


class Wrong(TriageError):
    """What was sent is not what is described. `status` is that of HTTP."""

    def __init__(self, message: str, status: int = 422) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to ask: its name in the address, what it gives, which fields it takes besides the language, and the
    schema of what comes out."""

    name: str
    does: str
    gives: Callable[[Base, Body, str], Mapping[str, Any]]
    takes: Mapping[str, Mapping[str, Any]]
    result: str


def _next(base: Base, body: Body, _language: str) -> Mapping[str, Any]:
    interview = Interview(base, _answers(base, body))
    prompt = interview.next()
    return {
        "ask": [] if prompt is None else [question.id for question in prompt.questions],
        "checklist": prompt.checklist.id if prompt is not None and prompt.checklist is not None else None,
        "settled": interview.settled,
        "at_most_left": interview.remaining(),
        "urgency": interview.urgency,
        "emergency": interview.emergency,
        "contradictions": list(interview.contradictions),
    }


def _outcome(base: Base, body: Body, language: str) -> Mapping[str, Any]:
    return outcome_json(base, infer(base, _answers(base, body)), language)


def _explain(base: Base, body: Body, language: str) -> Mapping[str, Any]:
    answers = _answers(base, body)
    others = body.get("what_if")
    changed = None
    if others is not None:
        changed = {
            name: check_answer(_question(base, name), value) for name, value in _table(others, "what_if").items()
        }
    asked = Asked(_names(body, "how"), _names(body, "why_not"), changed, open=_flag(body, "open"))
    stands = standing(base, None, Case("", answers))
    return explanation_json(base, explain(base, stands.outcome, asked), stands, language)


def _batch(base: Base, body: Body, _language: str) -> Mapping[str, Any]:
    cases = body.get("cases")
    if not isinstance(cases, list) or len(cases) > MOST:
        raise Wrong(f"`cases` must be a list of {MOST} cases at most")
    made = []
    for number, case in enumerate(cases, 1):
        try:
            outcome = infer(base, _answers(base, _table(case, "a case")))
        except TriageError as error:
            made.append({"number": number, "error": str(error)})
        else:
            made.append({"number": number, "settled": outcome.settled, **concluded_data(outcome.conclusion)})
    return {"cases": made}


ANSWER = {
    "anyOf": [
        {"type": "string"},
        {"type": "number"},
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}},
    ]
}
ANSWERS = {"type": "object", "additionalProperties": ANSWER, "description": "Answers by the id of their question."}
IDS = {"type": "array", "items": {"type": "string"}, "maxItems": NAMES}
CALLS = (
    Call("next", "What to ask now, given these answers", _next, {"answers": ANSWERS}, "Next"),
    Call("outcome", "What these answers come to", _outcome, {"answers": ANSWERS}, "Outcome"),
    Call(
        "explain",
        "Why it came out so; without more, the urgency and the leading condition",
        _explain,
        {"answers": ANSWERS, "how": IDS, "why_not": IDS, "what_if": ANSWERS, "open": {"type": "boolean"}},
        "Explanation",
    ),
    Call(
        "batch",
        f"What a few cases come to, {MOST} at most",
        _batch,
        {
            "cases": {
                "type": "array",
                "maxItems": MOST,
                "items": {"type": "object", "properties": {"answers": ANSWERS}, "additionalProperties": False},
            }
        },
        "Batch",
    ),
)


def routes(base: Base) -> list[BaseRoute]:
    """The addresses below `/api`."""
    working = CapacityLimiter(AT_ONCE)
    described = json.dumps(description(base)).encode()
    asked = {language: json.dumps(questions_json(base, language)).encode() for language in base.languages}

    async def openapi(_request: Request) -> Response:
        return Response(described, media_type="application/json")

    async def questions(request: Request) -> Response:
        language = request.query_params.get("language", base.languages[0])
        if language not in asked:
            return problem(422, f"no language {quoted(language)}; there is {listed(base.languages)}")
        return Response(asked[language], media_type="application/json")

    return [
        Route("/api/openapi.json", openapi),
        Route("/api/questions", questions),
        *(Route(f"/api/{call.name}", partial(_called, base, call, working), methods=["POST"]) for call in CALLS),
    ]


async def _called(base: Base, call: Call, working: CapacityLimiter, request: Request) -> Response:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return problem(415, "expected JSON, with `content-type: application/json`")
    try:
        body = read(await request.body(), {"language", *call.takes})
        language = body.get("language", base.languages[0])
        if language not in base.languages:
            raise Wrong(f"no such language; there is {listed(base.languages)}")
        made = await to_thread.run_sync(partial(call.gives, base, body, language), limiter=working)
    except Wrong as error:
        return problem(error.status, str(error))
    except TriageError as error:
        return problem(422, str(error))
    return JSONResponse(made, headers={"cache-control": "no-store"})


def read(data: bytes, fields: set[str]) -> Body:
    """What was sent, as plain data. Raises Wrong."""
    try:
        body = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Wrong("this is no JSON", 400) from error
    table = _table(body, "what is sent")
    if strange := [name for name in table if name not in fields]:
        raise Wrong(f"unknown field {quoted(strange[0])}; there is {listed(sorted(fields))}")
    if _depth(table) > DEEP:
        raise Wrong("this is nested too deep")
    return table


def problem(status: int, message: str) -> Response:
    """What is wrong, for a program."""
    return JSONResponse({"error": message}, status, {"cache-control": "no-store"})


def description(base: Base) -> Mapping[str, Any]:
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
    language = {"enum": list(base.languages)}
    asking = [{"name": "language", "in": "query", "required": False, "schema": language}]
    paths: dict[str, Any] = {
        "/api/questions": {
            "get": {
                "operationId": "questions",
                "summary": "All questions of the base",
                "parameters": asking,
                "responses": _responses("Questions", 422, 429),
            }
        }
    }
    for call in CALLS:
        properties = {"language": language, **call.takes}
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if "cases" in call.takes:
            schema["required"] = ["cases"]
        paths[f"/api/{call.name}"] = {
            "post": {
                "operationId": call.name,
                "summary": call.does,
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
                "responses": _responses(call.result, 400, 403, 413, 415, 422, 429, 503),
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": next(iter(base.title.values())), "version": f"{base.version} ({VERSION})"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


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
        return [moved(each) for each in part] if isinstance(part, list) else part

    return {name: moved(schema), **{f"{name}.{inside}": moved(part) for inside, part in defined.items()}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _answers(base: Base, body: Body) -> CheckedAnswers:
    return CheckedAnswers(base, _table(body.get("answers", {}), "`answers`"))


def _question(base: Base, name: str) -> Any:
    if name not in base.questions:
        raise unknown_question(base, name)
    return base.questions[name]


def _table(part: object, name: str) -> dict[str, Any]:
    if not isinstance(part, dict):
        raise Wrong(f"{name} must be an object")
    return part


def _names(body: Body, key: str) -> tuple[str, ...]:
    names = body.get(key, [])
    if not isinstance(names, list) or len(names) > NAMES or not all(isinstance(name, str) for name in names):
        raise Wrong(f"{quoted(key)} must be a list of {NAMES} ids at most")
    return tuple(names)


def _flag(body: Body, key: str) -> bool:
    flag = body.get(key, False)
    if not isinstance(flag, bool):
        raise Wrong(f"{quoted(key)} must be true or false")
    return flag


def _no_number(word: str) -> object:
    raise ValueError(word)


def _depth(part: object) -> int:
    """How deep something is nested; without calling itself, for it may be very deep."""
    depth, level = 0, [part]
    while level := [each for each in level if isinstance(each, dict | list)]:
        depth += 1
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
    return depth
