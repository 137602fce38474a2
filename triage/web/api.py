"""The same for programs: questions, what to ask next, outcome, explanation, a few cases at once, as JSON.

Described at `/api/openapi.json` (OpenAPI 3.1). What is sent in is checked as answers are everywhere; what comes out has
the shapes of the JSON Schemas that ship with the program. Nothing is kept between two calls.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from triage.cases.case import Case, concluded_data
from triage.explanation.explanation import Asked, explain
from triage.follow_up.standing import standing
from triage.inference.minimal_change import Effort, TooMuch
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.answer import CheckedAnswers, check_answer, expected, unknown_question
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.derived import derived
from triage.language.errors import TriageError, listed, quoted
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.language.words import Words
from triage.reports.clinician.explanation_json import explanation_json
from triage.reports.to_json import outcome_json, questions_json
from triage.web.describing import MOST, NAMES, description

AT_ONCE = 1
"""So many calls are worked out at a time, so that pages for people go on meanwhile."""
STEPS = 2_500
"""So many steps an explanation takes at most to find what would bring something: a second or three. What is answered in
full takes far fewer."""
DEEP = 20
"""So deep may what is sent be nested."""
Body = Mapping[str, Any]


class Wrong(TriageError):
    """What was sent is not what is described. `status` is that of HTTP."""

    def __init__(self, message: str, status: int = 422) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Call:
    """One thing to ask: its name in the address, what it gives, which fields it takes besides the language, and what
    the description calls what comes out."""

    name: str
    does: str
    gives: Callable[[Words, Body], Mapping[str, Any]]
    takes: tuple[str, ...]
    result: str


def _next(words: Words, body: Body) -> Mapping[str, Any]:
    interview = Interview(words.base, _answers(words.base, body))
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


def _outcome(words: Words, body: Body) -> Mapping[str, Any]:
    return outcome_json(infer(words.base, _answers(words.base, body)), words.language)


def _explain(words: Words, body: Body) -> Mapping[str, Any]:
    base = words.base
    answers = _answers(base, body)
    changed = None
    if "what_if" in body:
        others = _table(body["what_if"], "`what_if`")
        changed = {name: _answer(_question(base, name), value) for name, value in others.items()}
    asked = Asked(_names(body, "how"), _names(body, "why_not"), changed, open=_flag(body, "open"))
    stands = standing(base, None, Case("", answers))
    if asked == Asked():
        asked = Asked(how=tuple(filter(None, (stands.outcome.urgency, stands.outcome.leading))))
    return explanation_json(words, explain(stands.outcome, asked, Effort(STEPS)), stands)


def _batch(words: Words, body: Body) -> Mapping[str, Any]:
    cases = body.get("cases")
    if not isinstance(cases, list) or len(cases) > MOST:
        raise Wrong(f"`cases` must be a list of {MOST} cases at most")
    results = []
    for case in cases:
        if strange := [name for name in _table(case, "a case") if name != "answers"]:
            raise Wrong(f"unknown field {quoted(strange[0])} of a case; there is `answers`")
        _table(case.get("answers", {}), "`answers`")
    for number, case in enumerate(cases, 1):
        try:
            outcome = infer(words.base, _answers(words.base, case))
        except TriageError as error:
            results.append({"number": number, "error": str(error)})
        else:
            results.append({"number": number, "settled": outcome.settled, **concluded_data(outcome.conclusion)})
    return {"cases": results}


CALLS = (
    Call("next", "What to ask now, given these answers", _next, ("answers",), "Next"),
    Call("outcome", "What these answers come to", _outcome, ("answers",), "Outcome"),
    Call(
        "explain",
        "Why it came out so; without more, the urgency and the leading condition. What takes too long is refused",
        _explain,
        ("answers", "how", "why_not", "what_if", "open"),
        "Explanation",
    ),
    Call("batch", f"What a few cases come to, {MOST} at most", _batch, ("cases",), "Batch"),
)


def routes(base: Base) -> list[BaseRoute]:
    """The addresses below `/api`."""
    working = CapacityLimiter(AT_ONCE)
    described, asked = _described(base), _asked(base)

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


@derived
def _described(base: Base) -> bytes:
    return json.dumps(description(base, CALLS)).encode()


@derived
def _asked(base: Base) -> Mapping[str, bytes]:
    """The questions, by language."""
    return {language: json.dumps(questions_json(base, language)).encode() for language in base.languages}


async def _called(base: Base, call: Call, working: CapacityLimiter, request: Request) -> Response:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return problem(415, "expected JSON, with `content-type: application/json`")
    try:
        body = read(await request.body(), {"language", *call.takes})
        language = body.get("language", base.languages[0])
        if language not in base.languages:
            raise Wrong(f"no such language; there is {listed(base.languages)}")
        result = await to_thread.run_sync(
            partial(call.gives, Words(base, base.language(language)), body), limiter=working
        )
    except Wrong as error:
        return problem(error.status, str(error))
    except TooMuch as error:
        return problem(409, str(error))
    except TriageError as error:
        return problem(422, str(error))
    return JSONResponse(result, headers={"cache-control": "no-store"})


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


def problem(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """What is wrong, for a program."""
    return JSONResponse({"error": message}, status, {"cache-control": "no-store", **(headers or {})})


def _answers(base: Base, body: Body) -> CheckedAnswers:
    given = _table(body.get("answers", {}), "`answers`")
    return CheckedAnswers(base, {name: _answer(_question(base, name), value) for name, value in given.items()})


def _answer(question: Question, given: object) -> Answer:
    """Raises TriageError; also for a number that is sent as text, which a file may have and a program need not."""
    if question.type == "number" and isinstance(given, str) and given != UNKNOWN:
        raise Wrong(f"{quoted(question.id)}: {quoted(given)} is text; expected {expected(question)}")
    return check_answer(question, given)


def _question(base: Base, name: str) -> Question:
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
    if len(set(names)) < len(names):
        raise Wrong(f"{quoted(key)} names something twice")
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
    while level := [item for item in level if isinstance(item, dict | list)]:
        depth += 1
        level = [inner for item in level for inner in (item.values() if isinstance(item, dict) else item)]
    return depth
