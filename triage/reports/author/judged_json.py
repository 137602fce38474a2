"""What `triage check` says of a base, for programs: a form of our own, and SARIF for code hosts and editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict
from urllib.parse import quote

from triage.language.answer import plain
from triage.language.base import Base
from triage.language.checks import CHECKS
from triage.language.errors import Place, Problem
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.proof.judgement import Failure, Judgement, Remark, Verdict
from triage.reports.author.engines import EnginesJson
from triage.reports.author.judged import case_name, counts, failed, may_be_unknown, message, not_done, why
from triage.version import VERSION
from triage.words.saying import say

if TYPE_CHECKING:
    from triage.proof.pairs import Pair

SARIF = "2.1.0"
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "triage/v1"
UNREADABLE = "cannot-be-read"
"""What SARIF calls a mistake for which a base does not load; each is told in English, as everywhere."""

Given = str | int | float | list[str]


class CheckedBaseJson(TypedDict):
    """A base that was judged: the one asked for, or its check-in."""

    base: str
    version: str
    hash: str


class RemarkJson(TypedDict):
    """`at`: what it is about, and how an `accept` names it. `accepted`: why it may stay. `answers`: a smallest case
    that shows it, where one does."""

    base: str
    check: str
    severity: Literal["error", "warning"]
    at: str
    others: list[str]
    message: str
    why: str
    file: str
    line: int
    column: int
    accepted: str | None
    answers: dict[str, Given] | None


class UnknownJson(TypedDict):
    """What it means not to know the answer to a question. `said`: the base says so; elsewhere it is alarming."""

    base: str
    question: str
    means: Literal["alarming", "neutral", "easier"]
    said: bool
    ask: list[str]
    because: str
    file: str
    line: int


class FailureJson(TypedDict):
    """A smallest case in which it fails. `before`: what was answered first, where it takes two steps."""

    bound: dict[str, str]
    language: str | None
    answers: dict[str, Given]
    before: dict[str, Given] | None


class ProvedJson(TypedDict):
    """A property, and what the solver says of it. `case`: the name of its counterexample."""

    base: str
    property: str
    kind: Literal["always", "never", "monotone", "in-order", "agreeing"]
    hazards: list[str]
    because: str
    proved: bool
    statements: int
    failures: list[FailureJson]
    case: str | None
    file: str
    line: int


class CountsJson(TypedDict):
    """Over all bases. `stated`: properties, of which so many are `proved`; `statements`: what they come to."""

    stated: int
    proved: int
    statements: int
    errors: int
    warnings: int
    accepted: int


class PairJson(TypedDict):
    """Two conditions that can be as likely as each other, and the answers of a smallest case."""

    first: str
    second: str
    answers: dict[str, str | int | float | list[str]]


class PairsJson(TypedDict):
    """Those of one base."""

    base: str
    pairs: list[PairJson]


class JudgedJson(TypedDict):
    """`complete`: lint and proofs were done; without the solver only reading was. `agreement`, where it was asked for:
    of each base, whether the engines agree; `pairs` too: the conditions of which nothing says which leads."""

    bases: list[CheckedBaseJson]
    complete: bool
    remarks: list[RemarkJson]
    proofs: list[ProvedJson]
    unknown: list[UnknownJson]
    counts: CountsJson
    agreement: NotRequired[list[EnginesJson]]
    pairs: NotRequired[list[PairsJson]]
    language: str
    software: str


def pairs_json(base: Base, pairs: Sequence[Pair]) -> PairsJson:
    """The conditions of which nothing says which leads."""
    made: list[PairJson] = [
        {
            "first": pair.first,
            "second": pair.second,
            "answers": {name: plain(said) for name, said in pair.answers.items()},
        }
        for pair in pairs
    ]
    return {"base": base.id, "pairs": made}


def judged_json(judgements: Sequence[Judgement], language: str) -> JudgedJson:
    """Everything, base by base."""
    found = counts(judgements)
    return {
        "bases": [{"base": each.base.id, "version": each.base.version, "hash": each.base.hash} for each in judgements],
        "complete": all(judgement.verdicts is not None for judgement in judgements),
        "remarks": [part for judgement in judgements for part in _remarks(judgement, language)],
        "proofs": [
            _proved(judgement, verdict, language) for judgement in judgements for verdict in judgement.verdicts or ()
        ],
        "unknown": [part for judgement in judgements for part in _unknown(judgement, language)],
        "counts": {
            "stated": found["properties"],
            "proved": found["proved"],
            "statements": found["statements"],
            "errors": found["errors"],
            "warnings": found["warnings"],
            "accepted": found["accepted"],
        },
        "language": language,
        "software": f"triage {VERSION}",
    }


def _remarks(judgement: Judgement, language: str) -> list[RemarkJson]:
    made = [_remark(judgement, remark, None, language) for remark in judgement.remarks]
    for remark, reason in judgement.accepted:
        made.append(_remark(judgement, remark, text_in(reason.because, language), language))
    return made


def _remark(judgement: Judgement, remark: Remark, accepted: str | None, language: str) -> RemarkJson:
    return {
        "base": judgement.base.id,
        "check": remark.check,
        "severity": remark.severity,
        "at": remark.at,
        "others": list(remark.others),
        "message": message(remark, language),
        "why": why(judgement, remark, language),
        "file": remark.place.file,
        "line": remark.place.line,
        "column": remark.place.column,
        "accepted": accepted,
        "answers": None if remark.answers is None else _answers(remark.answers),
    }


def _unknown(judgement: Judgement, language: str) -> list[UnknownJson]:
    return [
        {
            "base": judgement.base.id,
            "question": question.id,
            "means": question.unknown_means,
            "said": question.unknown is not None,
            "ask": [] if question.unknown is None else list(question.unknown.ask),
            "because": "" if question.unknown is None else text_in(question.unknown.because, language),
            "file": question.place.file,
            "line": question.place.line,
        }
        for question in may_be_unknown(judgement.base)
    ]


def _answers(answers: Mapping[str, Answer]) -> dict[str, Given]:
    return {name: _given(answer) for name, answer in answers.items()}


def _proved(judgement: Judgement, verdict: Verdict, language: str) -> ProvedJson:
    about = verdict.about
    return {
        "base": judgement.base.id,
        "property": about.id,
        "kind": about.kind,
        "hazards": list(about.hazards),
        "because": text_in(about.because, language),
        "proved": verdict.proved,
        "statements": verdict.statements,
        "failures": [_failure(failure) for failure in verdict.failures],
        "case": None if verdict.proved else case_name(about),
        "file": about.place.file,
        "line": about.place.line,
    }


def _failure(failure: Failure) -> FailureJson:
    return {
        "bound": dict(failure.bound),
        "language": failure.language,
        "answers": _answers(failure.answers),
        "before": None if failure.before is None else _answers(failure.before),
    }


def _given(answer: Answer) -> Given:
    return plain(answer)


# SARIF


def judged_sarif(
    judgements: Sequence[Judgement], problems: Sequence[Problem], language: str, here: Path
) -> dict[str, object]:
    """A log of SARIF 2.1.0 (OASIS), with every check as a rule, and with what is wrong in case files that cannot be
    read. Files are named from the directory `here`, where they lie below it, as code hosts want it."""
    ids = list(CHECKS)
    results: list[dict[str, object]] = []
    for judgement in judgements:
        for remark in judgement.remarks:
            results.append(_result(judgement, remark, None, ids, language, here))
        for remark, reason in judgement.accepted:
            results.append(_result(judgement, remark, text_in(reason.because, language), ids, language, here))
    rules: list[dict[str, object]] = [
        {
            "id": check,
            "shortDescription": {"text": check.replace("-", " ")},
            "fullDescription": {"text": say(f"lint-{check}-why", language, because=check.replace("-", " "))},
            "defaultConfiguration": {"level": severity},
        }
        for check, severity in CHECKS.items()
    ]
    if problems:
        results += _unreadable(problems, len(rules), here)
        rules.append(_rule("The file is left out, and counts for nothing."))
    done = all(judgement.verdicts is not None for judgement in judgements)
    return _log(rules, results, language, None if done else not_done(language))


def unreadable_sarif(problems: Sequence[Problem], here: Path) -> dict[str, object]:
    """The same for a base that does not load: each mistake at its place."""
    rule = _rule("A base with such a mistake does not load, and nothing else was looked at.")
    return _log([rule], _unreadable(problems, 0, here), "en", "The base does not load: nothing was judged.")


def _rule(why: str) -> dict[str, object]:
    return {
        "id": UNREADABLE,
        "shortDescription": {"text": "cannot be read"},
        "fullDescription": {"text": why},
        "defaultConfiguration": {"level": "error"},
    }


def _unreadable(problems: Sequence[Problem], index: int, here: Path) -> list[dict[str, object]]:
    """`index`: where their rule stands."""
    return [
        {
            "ruleId": UNREADABLE,
            "ruleIndex": index,
            "level": "error",
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": _location(problem.place, here)}],
        }
        for problem in problems
    ]


def _log(rules: Sequence[object], results: Sequence[object], language: str, not_done: str | None) -> dict[str, object]:
    """`not_done`: why this is not all that there is to say, so that no results are not taken for a sound base."""
    driver = {"name": "triage", "version": VERSION, "semanticVersion": VERSION, "language": language, "rules": rules}
    run: dict[str, object] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    if not_done is not None:
        told = {"level": "error", "message": {"text": not_done}}
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": [told]}]
    return {"$schema": SARIF_SCHEMA, "version": SARIF, "runs": [run]}


def _result(
    judgement: Judgement, remark: Remark, accepted: str | None, ids: list[str], language: str, here: Path
) -> dict[str, object]:
    text = f"{message(remark, language)}. {why(judgement, remark, language)}"
    verdict = failed(judgement, remark)
    made: dict[str, object] = {
        "ruleId": remark.check,
        "ruleIndex": ids.index(remark.check),
        "level": remark.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(remark.place, here)}],
        "partialFingerprints": {FINGERPRINT: f"{judgement.base.id}/{remark.check}/{remark.at}"},
    }
    if accepted is not None:
        made["suppressions"] = [{"kind": "external", "status": "accepted", "justification": accepted}]
    if remark.answers is not None:
        made["properties"] = {"counterexample": _answers(remark.answers)}
    if verdict is not None:
        made["properties"] = {"counterexample": _failure(verdict.failures[0])["answers"]}
    return made


def _location(place: Place, here: Path) -> dict[str, object]:
    file = Path(place.file)
    try:
        uri = file.resolve().relative_to(here.resolve()).as_posix()
    except ValueError:
        uri = file.resolve().as_uri()
    else:
        uri = quote(uri)
    region = {"region": {"startLine": place.line, "startColumn": place.column}} if place.line else {}
    return {"artifactLocation": {"uri": uri}, **region}
