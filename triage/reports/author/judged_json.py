"""What `triage check` says of a base, for programs: a form of our own, and SARIF for code hosts and editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.checks import CHECKS
from triage.language.errors import Place, Problem
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.proof.judgement import Judgement, Remark, Verdict
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


class CheckedBaseJson(NamedTuple):
    """A base that was judged: the one asked for, or its check-in."""

    base: str
    version: str
    hash: str


class RemarkJson(NamedTuple):
    """`at`: what it is about, and how an `accept` names it. `accepted`: why it may stay. `answers`: a smallest case
    that shows it, where one does."""

    base: str
    check: str
    severity: Literal["error", "warning"]
    at: str
    others: Sequence[str]
    message: str
    why: str
    file: str
    line: int
    column: int
    accepted: str | None
    answers: Mapping[str, Answer] | None


class UnknownJson(NamedTuple):
    """What it means not to know the answer to a question. `said`: the base says so; elsewhere it is alarming."""

    base: str
    question: str
    means: Literal["alarming", "neutral", "easier"]
    said: bool
    ask: Sequence[str]
    because: str
    file: str
    line: int


class FailureJson(NamedTuple):
    """A smallest case in which it fails. `before`: what was answered first, where it takes two steps."""

    bound: Mapping[str, str]
    language: str | None
    answers: Mapping[str, Answer]
    before: Mapping[str, Answer] | None


class ProvedJson(NamedTuple):
    """A property, and what the solver says of it. `case`: the name of its counterexample."""

    base: str
    property: str
    kind: Literal["always", "never", "monotone", "in-order", "agreeing"]
    hazards: Sequence[str]
    because: str
    proved: bool
    statements: int
    failures: Sequence[FailureJson]
    case: str | None
    file: str
    line: int


class CountsJson(NamedTuple):
    """Over all bases. `stated`: properties, of which so many are `proved`; `statements`: what they come to."""

    stated: int
    proved: int
    statements: int
    errors: int
    warnings: int
    accepted: int


class PairJson(NamedTuple):
    """Two conditions that can be as likely as each other, and the answers of a smallest case."""

    first: str
    second: str
    answers: Mapping[str, Answer]


class PairsJson(NamedTuple):
    """Those of one base."""

    base: str
    pairs: Sequence[PairJson]


class JudgedJson(NamedTuple):
    """`complete`: lint and proofs were done; without the solver only reading was. `agreement`, where it was asked for:
    of each base, whether the engines agree; `pairs` too: the conditions of which nothing says which leads."""

    bases: Sequence[CheckedBaseJson]
    complete: bool
    remarks: Sequence[RemarkJson]
    proofs: Sequence[ProvedJson]
    unknown: Sequence[UnknownJson]
    counts: CountsJson
    language: str
    software: str
    agreement: Sequence[EnginesJson] | None = None
    pairs: Sequence[PairsJson] | None = None


def pairs_record(base: Base, pairs: Sequence[Pair]) -> PairsJson:
    """The conditions of which nothing says which leads."""
    return PairsJson(base.id, [PairJson(pair.first, pair.second, pair.answers) for pair in pairs])


def judged_json(
    judgements: Sequence[Judgement],
    language: str,
    agreement: Sequence[EnginesJson] | None = None,
    pairs: Sequence[PairsJson] | None = None,
) -> Json:
    """Everything, base by base."""
    totals = counts(judgements)
    record = JudgedJson(
        bases=[
            CheckedBaseJson(judgement.base.id, judgement.base.version, judgement.base.hash) for judgement in judgements
        ],
        complete=all(judgement.verdicts is not None for judgement in judgements),
        remarks=[part for judgement in judgements for part in _remarks(judgement, language)],
        proofs=[
            _proved(judgement, verdict, language) for judgement in judgements for verdict in judgement.verdicts or ()
        ],
        unknown=[part for judgement in judgements for part in _unknown(judgement, language)],
        counts=CountsJson(
            totals["properties"],
            totals["proved"],
            totals["statements"],
            totals["errors"],
            totals["warnings"],
            totals["accepted"],
        ),
        language=language,
        software=f"triage {VERSION}",
        agreement=agreement,
        pairs=pairs,
    )
    return to_json(record)


def _remarks(judgement: Judgement, language: str) -> list[RemarkJson]:
    remarks = [_remark(judgement, remark, None, language) for remark in judgement.remarks]
    for remark, reason in judgement.accepted:
        remarks.append(_remark(judgement, remark, text_in(reason.because, language), language))
    return remarks


def _remark(judgement: Judgement, remark: Remark, accepted: str | None, language: str) -> RemarkJson:
    return RemarkJson(
        base=judgement.base.id,
        check=remark.check,
        severity=remark.severity,
        at=remark.at,
        others=remark.others,
        message=message(remark, language),
        why=why(judgement, remark, language),
        file=remark.place.file,
        line=remark.place.line,
        column=remark.place.column,
        accepted=accepted,
        answers=remark.answers,
    )


def _unknown(judgement: Judgement, language: str) -> list[UnknownJson]:
    return [
        UnknownJson(
            base=judgement.base.id,
            question=question.id,
            means=question.unknown_means,
            said=question.unknown is not None,
            ask=() if question.unknown is None else question.unknown.ask,
            because="" if question.unknown is None else text_in(question.unknown.because, language),
            file=question.place.file,
            line=question.place.line,
        )
        for question in may_be_unknown(judgement.base)
    ]


def _proved(judgement: Judgement, verdict: Verdict, language: str) -> ProvedJson:
    about = verdict.about
    return ProvedJson(
        base=judgement.base.id,
        property=about.id,
        kind=about.kind,
        hazards=about.hazards,
        because=text_in(about.because, language),
        proved=verdict.proved,
        statements=verdict.statements,
        failures=[
            FailureJson(failure.bound, failure.language, failure.answers, failure.before)
            for failure in verdict.failures
        ],
        case=None if verdict.proved else case_name(about),
        file=about.place.file,
        line=about.place.line,
    )


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
    result: dict[str, object] = {
        "ruleId": remark.check,
        "ruleIndex": ids.index(remark.check),
        "level": remark.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(remark.place, here)}],
        "partialFingerprints": {FINGERPRINT: f"{judgement.base.id}/{remark.check}/{remark.at}"},
    }
    if accepted is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": accepted}]
    if remark.answers is not None:
        result["properties"] = {"counterexample": dict(remark.answers)}
    if verdict is not None:
        result["properties"] = {"counterexample": dict(verdict.failures[0].answers)}
    return result


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
