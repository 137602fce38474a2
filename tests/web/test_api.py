"""The interface for programs: what it says is what the library says, and whatever is sent brings no mistake of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from tests import once
from tests.strategies import CHARACTERS
from tests.web.visitor import app
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.answer import words_of
from triage.reports.to_json import outcome_json, questions_json
from triage.web.api import CALLS
from triage.web.describing import MOST, NAMES, description

DESCRIBED = json.loads(json.dumps(description(once.base(), CALLS)))


def client() -> TestClient:
    return TestClient(app(), base_url="http://testserver", raise_server_exceptions=False)


def described(path: str, method: str, response: Any) -> None:
    """The response has a status and a shape that the description gives it."""
    responses = DESCRIBED["paths"][path][method]["responses"]
    assert str(response.status_code) in responses, (response.status_code, response.text[:300])
    schema = responses[str(response.status_code)]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": DESCRIBED["components"]}).validate(response.json())


WORDS = st.sampled_from(["yes", "no", "unknown", "none", "sudden", "0", "1e9", "", "\x00", "x" * 300])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(CHARACTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(CHARACTERS, max_size=8), inner, max_size=3),
    max_leaves=8,
)
QUESTIONS = st.sampled_from([*once.base().questions, "no-such-question"])


@st.composite
def answers(draw: st.DrawFn) -> dict[str, object]:
    """Mostly answers that can stand; sometimes anything."""
    base = once.base()
    made: dict[str, object] = {}
    for name in draw(st.lists(QUESTIONS, max_size=6)):
        words = words_of(base.questions[name]) if name in base.questions else ("yes",)
        made[name] = draw(st.sampled_from(words) | st.integers(-1, 100) | JSON if draw(st.booleans()) else WORDS)
    return made


FIELDS: Mapping[str, st.SearchStrategy[object]] = {
    "answers": answers() | JSON,
    "what_if": answers() | JSON,
    "language": st.sampled_from(["nl", "en", "fr"]) | JSON,
    "open": st.booleans() | JSON,
    **dict.fromkeys(("how", "why_not"), st.lists(st.sampled_from([*once.base().findings, "emergency", "?"])) | JSON),
    "cases": st.lists(st.fixed_dictionaries({"answers": answers()}) | JSON, max_size=MOST + 1) | JSON,
}


@pytest.mark.parametrize("path", sorted(DESCRIBED["paths"].keys() - {"/api/questions"}))
@given(data=st.data())
@settings(max_examples=10)
def test_whatever_is_sent_brings_an_answer_as_described(path: str, data: st.DataObject) -> None:
    """No answer is a mistake of ours (5xx), and each has the status and the shape that the description gives it."""
    takes = DESCRIBED["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]
    fields = {name: FIELDS[name] for name in takes}
    body = data.draw(st.fixed_dictionaries({}, optional=fields) | JSON)
    described(path, "post", client().post(path, json=body))


def part(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part of the description, looked up where it is told by its name."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return DESCRIBED["components"]["schemas"][name] if name else schema


def fitting(schema: Mapping[str, Any]) -> Iterator[object]:
    """Some things that are as described: of each kind the least and the most."""
    match part(schema):
        case {"anyOf": ways}:
            for way in ways:
                yield from fitting(way)
        case {"enum": words}:
            yield from (words[0], words[-1])
        case {"type": "object", "properties": properties}:
            every = {name: list(fitting(inner)) for name, inner in properties.items()}
            yield from ({}, {name: most[0] for name, most in every.items()}, {n: m[-1] for n, m in every.items()})
        case {"type": "array", "items": item}:
            yield from ([], [next(fitting(item))])
        case {"type": "boolean"}:
            yield from (False, True)
        case {"type": "integer" | "number", "minimum": low, "maximum": high}:
            yield from (low, high)
        case other:
            assert other == {"type": "object"}
            yield {}


def unfit(schema: Mapping[str, Any]) -> Iterator[object]:
    """For every word of the description something that goes against it alone."""
    found = part(schema)
    yield None
    match found:
        case {"anyOf": _} | {"enum": _}:
            yield from ("no such word", {}, [["no"]], -1e300)
        case {"type": "object"}:
            yield from ([], "x")
            if "properties" in found:
                yield {"no-such-field": 1}
            seen = set()
            for name, inner in found.get("properties", {}).items():
                shape = str(sorted(part(inner))) + str(part(inner).get("type"))
                if name not in DESCRIBED["components"]["schemas"]["Answers"]["properties"] or shape not in seen:
                    yield from ({name: value} for value in unfit(inner))
                seen.add(shape)
        case {"type": "array", "items": item}:
            yield from ({}, "x")
            if "maxItems" in found:
                yield [next(fitting(item))] * (found["maxItems"] + 1)
            yield from ([value] for value in unfit(item))
        case {"type": kind}:
            yield from ("x", [], {}, *((found["maximum"] + 1,) if kind != "boolean" else ()))


@pytest.mark.parametrize("path", sorted(DESCRIBED["paths"].keys() - {"/api/questions"}))
def test_what_is_as_described_is_taken_and_what_is_not_is_refused(path: str) -> None:
    """All that each keyword of the description allows and forbids; `make contract` tries much more of the same."""
    schema = DESCRIBED["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": DESCRIBED["components"]}
    for wanted, bodies in ((True, fitting(schema)), (False, unfit(schema))):
        for made in bodies:
            body = {"cases": [], **made} if "required" in schema and isinstance(made, dict) else made
            assert Draft202012Validator(whole).is_valid(body) is wanted, body
            said = client().post(path, json=body)
            assert (said.status_code == 200) is wanted, (body, said.text)
            described(path, "post", said)


@pytest.mark.parametrize("path", sorted(DESCRIBED["paths"].keys() - {"/api/questions"}))
@pytest.mark.parametrize(
    "body", [b"", b"null", b'{"\\ud800": 1}', b"{}", b'{"a":1,"a":2}', b"\x00", b'"' + b"x" * 1000 + b'"']
)
def test_whatever_bytes_are_sent_bring_an_answer_as_described(path: str, body: bytes) -> None:
    described(path, "post", client().post(path, content=body, headers={"content-type": "application/json"}))


def test_the_description_is_there_and_is_one() -> None:
    said = client().get("/api/openapi.json").json()
    assert said == DESCRIBED
    assert said["openapi"] == "3.1.0"
    for schema in said["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    described("/api/questions", "get", client().get("/api/questions"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_says_what_the_library_says(language: str) -> None:
    base = once.base()
    given_answers = {"chest-trouble": "no", "very-ill": True}
    assert client().get(f"/api/questions?language={language}").json() == json.loads(
        json.dumps(questions_json(base, language))
    )
    said = client().post("/api/outcome", json={"answers": given_answers, "language": language})
    assert said.status_code == 200
    assert said.json() == json.loads(json.dumps(outcome_json(infer(base, given_answers), language)))
    asked = client().post("/api/next", json={"answers": given_answers}).json()
    prompt = Interview(base, given_answers).next()
    assert prompt is not None
    assert asked["ask"] == [question.id for question in prompt.questions]
    assert asked["emergency"] is True


def test_an_explanation_is_asked_for_by_id() -> None:
    said = client().post(
        "/api/explain",
        json={"answers": {"very-ill": "yes"}, "how": ["emergency"], "what_if": {"very-ill": "no"}, "open": True},
    )
    assert said.status_code == 200, said.text
    assert {"how", "what_if", "open"} <= said.json().keys()
    # Each is worked out: the same one over and over would keep everybody waiting.
    for names in (["soon", "soon"], list(once.base().findings)[: NAMES + 1]):
        assert client().post("/api/explain", json={"why_not": names}).status_code == 422


@pytest.mark.parametrize(
    ("asked", "status"),
    [({}, 200), ({"open": True}, 409), ({"why_not": ["self-care"]}, 409), ({"why_not": ["emergency"]}, 200)],
)
def test_what_would_take_longer_than_anybody_waits_is_refused(asked: dict[str, Any], status: int) -> None:
    """Nothing is answered, so that fifty answers would have to be otherwise before self-care comes out."""
    said = client().post("/api/explain", json=asked)
    assert said.status_code == status, said.text
    described("/api/explain", "post", said)
    if status == 200:
        assert "open" not in said.json()
    else:
        assert "give more answers" in said.json()["error"]


def test_a_few_cases_at_once_each_with_its_own_mistake() -> None:
    cases = [{"answers": {"very-ill": "yes"}}, {"answers": {"very-ill": "perhaps"}}, {}]
    said = client().post("/api/batch", json={"cases": cases}).json()["cases"]
    assert [case.get("urgency") for case in said] == ["emergency", None, "soon"]
    assert "perhaps" in said[1]["error"]
    assert client().post("/api/batch", json={"cases": [{}] * (MOST + 1)}).status_code == 422


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400),
        ({"content": b'{"answers": {"pain": NaN}}', "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"9" * 10_000, "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"\xff\xfe", "headers": {"content-type": "application/json"}}, 400),
        ({"json": []}, 422),
        ({"json": {"answers": []}}, 422),
        ({"json": {"answers": {"pain": 1e308}}}, 422),
        ({"json": {"answers": {"pain": {"a": 1}}}}, 422),
        ({"json": {"answers": {"no-such-question": "yes"}}}, 422),
        ({"json": {"language": "fr"}}, 422),
        ({"json": {"language": ["en"]}}, 422),
        ({"json": {"other": 1}}, 422),
        ({"data": {"answers": "x"}}, 415),
        ({"json": {"answers": {"a": "x" * 200_000}}}, 413),
        ({"json": {}, "headers": {"origin": "https://elsewhere.example"}}, 403),
    ],
)
def test_what_cannot_be_taken_says_so(sent: dict[str, Any], status: int) -> None:
    said = client().post("/api/outcome", **sent)
    assert said.status_code == status, said.text
    assert said.json()["error"]


def test_what_is_not_there_is_said_as_json_too() -> None:
    assert client().get("/api/nothing").json()["error"]
    refused = client().get("/api/outcome")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    assert client().get("/api/questions?language=fr").status_code == 422


@pytest.mark.parametrize("deep", [20, 500, 5000])
def test_what_is_nested_too_deep_is_refused(deep: int) -> None:
    content = '{"answers": ' + "[" * deep + "]" * deep + "}"
    refused = client().post("/api/outcome", content=content, headers={"content-type": "application/json"})
    assert refused.status_code in (400, 422)
    assert refused.json()["error"]
