"""The JSON Schemas that ship with the package, made from the typed dictionaries of `triage.reports`; and what
every test that sees JSON reads it with."""

from __future__ import annotations

import json
import typing
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, NotRequired, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

import typing_extensions
from jsonschema_rs import Draft202012Validator
from pydantic import TypeAdapter

import triage
from triage.reports import to_json
from triage.reports.author.base_part import ListedJson, ShownJson
from triage.reports.author.case_coverage import CaseCoverageJson
from triage.reports.author.decision_table import DecisionTableJson
from triage.reports.author.difference_json import ComparedJson
from triage.reports.author.judged_json import JudgedJson
from triage.reports.author.mutation import MutationJson
from triage.reports.clinician.agreement import AgreementJson
from triage.reports.clinician.batch import BatchJson
from triage.reports.clinician.explanation_json import ExplanationJson
from triage.reports.clinician.replay import ReplayJson
from triage.reports.person.check_in import CheckInJson
from triage.reports.person.plan import PlanJson
from triage.reports.to_json import ErrorJson, OutcomeJson, QuestionsJson

PACKAGE = Path(triage.__file__).parent
SCHEMAS = {
    "batch": (BatchJson,),
    "outcome": (OutcomeJson, ErrorJson),
    "questions": (QuestionsJson,),
    "check-in": (CheckInJson,),
    "plan": (PlanJson,),
    "explanation": (ExplanationJson,),
    "replay": (ReplayJson,),
    "shown": (ShownJson,),
    "listed": (ListedJson,),
    "decision-table": (DecisionTableJson,),
    "agreement": (AgreementJson,),
    "check": (JudgedJson,),
    "case-coverage": (CaseCoverageJson,),
    "mutation": (MutationJson,),
    "diff": (ComparedJson,),
}
"""What each schema describes, and what else stands in its definitions."""


# Making


def schema(name: str) -> str:
    """The text of a schema as it has to be."""
    main, *others = SCHEMAS[name]
    made = TypeAdapter(_modern(main)).json_schema(ref_template="#/$defs/{model}")
    definitions = made.pop("$defs", {})
    for other in others:
        definitions[other.__name__] = TypeAdapter(_modern(other)).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": made.pop("title")}
    return json.dumps(_untitled({**head, **made, "$defs": definitions}), indent=2, ensure_ascii=False) + "\n"


@cache
def _modern(hint: Any) -> Any:
    """The same type for pydantic, which before Python 3.12 takes typed dictionaries of typing_extensions alone."""
    if is_typeddict(hint):
        hints = {name: _modern(part) for name, part in get_type_hints(hint, include_extras=True).items()}
        made = cast(Any, typing_extensions.TypedDict(hint.__name__, hints))  # type: ignore[operator]
        made.__doc__ = hint.__doc__
        made.__module__ = to_json.__name__
        made.__pydantic_config__ = {"extra": "forbid"}
        return made
    parts = tuple(map(_modern, get_args(hint))) if get_origin(hint) is not typing.Literal else ()
    match get_origin(hint):
        case _ if not parts:
            return hint
        case typing.NotRequired:
            return NotRequired[parts[0]]
        case origin if origin in (Union, UnionType):
            return Union[parts]  # noqa: UP007
        case origin:
            return origin[parts]


def _untitled(node: Any) -> Any:
    """Without the titles that pydantic makes of names: they say the name again."""
    if isinstance(node, list):
        return [_untitled(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _untitled(part) for name, part in value.items()}
        if key in ("properties", "$defs")
        else _untitled(value)
        for key, value in node.items()
        if key != "title" or value in {kind.__name__ for kinds in SCHEMAS.values() for kind in kinds}
    }


# Reading


def shipped(name: str) -> Any:
    return json.loads((PACKAGE / f"{name}.schema.json").read_text())


@cache
def _validator(name: str, part: str) -> Draft202012Validator:
    whole = shipped(name)
    return Draft202012Validator({**whole["$defs"][part], "$defs": whole["$defs"]} if part else whole)


def _valid(text: str, name: str, part: str = "") -> Any:
    data = json.loads(text)
    found = [
        f"{'.'.join(map(str, error.instance_path))}: {error.message}"
        for error in _validator(name, part).iter_errors(data)
    ]
    if found:
        raise AssertionError("\n".join(found))
    return data


def outcome_of(text: str) -> OutcomeJson:
    """An outcome from its JSON, which is as the schema says."""
    return cast(OutcomeJson, _valid(text, "outcome"))


def error_of(text: str) -> ErrorJson:
    """What stands in the place of an outcome, from its JSON."""
    return cast(ErrorJson, _valid(text, "outcome", "ErrorJson"))


def check_in_of(text: str) -> CheckInJson:
    return cast(CheckInJson, _valid(text, "check-in"))


def plan_of(text: str) -> PlanJson:
    return cast(PlanJson, _valid(text, "plan"))


def check_of(text: str) -> JudgedJson:
    return cast(JudgedJson, _valid(text, "check"))


def explanation_of(text: str) -> ExplanationJson:
    return cast(ExplanationJson, _valid(text, "explanation"))


def batch_of(text: str) -> BatchJson:
    return cast(BatchJson, _valid(text, "batch"))


def shown_of(text: str) -> ShownJson:
    return cast(ShownJson, _valid(text, "shown"))


def listed_of(text: str) -> ListedJson:
    return cast(ListedJson, _valid(text, "listed"))


def decision_table_of(text: str) -> DecisionTableJson:
    return cast(DecisionTableJson, _valid(text, "decision-table"))


def case_coverage_of(text: str) -> CaseCoverageJson:
    return cast(CaseCoverageJson, _valid(text, "case-coverage"))


def mutation_of(text: str) -> MutationJson:
    return cast(MutationJson, _valid(text, "mutation"))


def diff_of(text: str) -> ComparedJson:
    return cast(ComparedJson, _valid(text, "diff"))


def questions_of(text: str) -> QuestionsJson:
    return cast(QuestionsJson, _valid(text, "questions"))


def replay_of(text: str) -> ReplayJson:
    return cast(ReplayJson, _valid(text, "replay"))


def agreement_of(text: str) -> AgreementJson:
    return cast(AgreementJson, _valid(text, "agreement"))
