"""The JSON Schemas that ship with the package, made from the records of `triage.reports`; and what every test that
sees JSON reads it with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

import triage
from triage.language import as_json
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
    return json.dumps(as_json.schema(*SCHEMAS[name]), indent=2, ensure_ascii=False) + "\n"


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


def outcome_of(text: str) -> Any:
    """An outcome from its JSON, which is as the schema says."""
    return _valid(text, "outcome")


def error_of(text: str) -> Any:
    """What stands in the place of an outcome, from its JSON."""
    return _valid(text, "outcome", "ErrorJson")


def check_in_of(text: str) -> Any:
    return _valid(text, "check-in")


def plan_of(text: str) -> Any:
    return _valid(text, "plan")


def check_of(text: str) -> Any:
    return _valid(text, "check")


def explanation_of(text: str) -> Any:
    return _valid(text, "explanation")


def batch_of(text: str) -> Any:
    return _valid(text, "batch")


def shown_of(text: str) -> Any:
    return _valid(text, "shown")


def listed_of(text: str) -> Any:
    return _valid(text, "listed")


def decision_table_of(text: str) -> Any:
    return _valid(text, "decision-table")


def case_coverage_of(text: str) -> Any:
    return _valid(text, "case-coverage")


def mutation_of(text: str) -> Any:
    return _valid(text, "mutation")


def diff_of(text: str) -> Any:
    return _valid(text, "diff")


def questions_of(text: str) -> Any:
    return _valid(text, "questions")


def replay_of(text: str) -> Any:
    return _valid(text, "replay")


def agreement_of(text: str) -> Any:
    return _valid(text, "agreement")
