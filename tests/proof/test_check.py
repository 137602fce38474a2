"""A whole directory judged: worked cases against each other, broken promises, and what may stay."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import once
from tests.small import asked, caution, sketch, write
from triage.cases.case import Expectation
from triage.cases.project import read_project
from triage.language.checks import WARNINGS
from triage.language.evaluate import Answer
from triage.language.load import load
from triage.proof.check import check_projects
from triage.proof.expectations import contradictions
from triage.proof.judgement import Judgement

Answers = Mapping[str, Answer]
FEVER: Answers = {"fever": "yes"}
PAIN: Answers = {"fever": "yes", "pain": 3}
ELSE: Answers = {"fever": "no", "pain": 3}
Row = tuple[Answers, Expectation, Answers, Expectation, str]

ROWS: dict[str, Row] = {
    "the same answers, another urgency": (FEVER, Expectation("soon"), FEVER, Expectation("urgent"), "urgency"),
    "less urgent than was certain": (FEVER, Expectation("urgent"), PAIN, Expectation("soon"), "urgency"),
    "more urgent later": (FEVER, Expectation("urgent"), PAIN, Expectation("emergency"), ""),
    "from the default to self-care": (FEVER, Expectation("soon"), PAIN, Expectation("self-care"), ""),
    "neither extends the other": (FEVER, Expectation("urgent"), ELSE, Expectation("soon"), ""),
    "who led gives way to nobody": (
        FEVER,
        Expectation(leading="sore"),
        PAIN,
        Expectation(leading=""),
        "leading",
    ),
    "nobody led yet": (FEVER, Expectation(leading=""), PAIN, Expectation(leading="sore"), ""),
    "a pathway that gives way": (FEVER, Expectation(pathway="rest"), PAIN, Expectation(pathway="move"), "pathway"),
    "a pathway that takes over": (FEVER, Expectation(pathway="move"), PAIN, Expectation(pathway="rest"), ""),
    "from the default pathway": (FEVER, Expectation(pathway="see-someone"), PAIN, Expectation(pathway="move"), ""),
    "established, then refuted": (
        FEVER,
        Expectation(lists={"established": ("hurts",)}),
        PAIN,
        Expectation(lists={"refuted": ("hurts",)}),
        "established",
    ),
    "a sign, then open": (
        FEVER,
        Expectation(lists={"warning-signs": ("ill",)}),
        PAIN,
        Expectation(lists={"open": ("ill",)}),
        "established",
    ),
    "refuted, then a sign": (
        FEVER,
        Expectation(lists={"refuted": ("ill",)}),
        PAIN,
        Expectation(lists={"warning-signs": ("ill",)}),
        "refuted",
    ),
    "a sign, then no sign": (
        FEVER,
        Expectation(lists={"warning-signs": ("ill",)}),
        PAIN,
        Expectation(lists={"warning-signs": ()}),
        "warning-signs",
    ),
    "no sign, then a sign": (
        FEVER,
        Expectation(lists={"warning-signs": ()}),
        PAIN,
        Expectation(lists={"warning-signs": ("ill",)}),
        "",
    ),
    "fired, then it must not": (
        FEVER,
        Expectation(lists={"fired": ("fever-is-ill",)}),
        PAIN,
        Expectation(lists={"must-not": ("fever-is-ill",)}),
        "fired",
    ),
    "open, then established": (
        FEVER,
        Expectation(lists={"open": ("sore",)}),
        PAIN,
        Expectation(lists={"established": ("sore",)}),
        "",
    ),
    "open and established": (
        FEVER,
        Expectation(lists={"open": ("sore",)}),
        FEVER,
        Expectation(lists={"established": ("sore",)}),
        "open",
    ),
    "it must not, and did": (
        FEVER,
        Expectation(lists={"must-not": ("care",)}),
        FEVER,
        Expectation(lists={"cautions": ("care",)}),
        "must-not",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_which_expectations_exclude_each_other(row: Row, tmp_path: Path) -> None:
    answers, first, more, then, about = row
    base = load(write(tmp_path, sketch()))
    assert ", ".join(contradictions(base, (answers, first), (more, then))) == about


def test_the_shipped_style_of_case_is_compared(tmp_path: Path) -> None:
    cases = {
        "small.yaml": "case: small\nanswers: {fever: yes}\nexpect: {urgency: urgent}\n",
        "large.yaml": "case: large\nanswers: {pain: 2, fever: yes}\nexpect: {urgency: soon}\n",
        "broken.yaml": "case: broken\nanswers: {fever: perhaps}\n",
        "silent.yaml": "case: silent\nanswers: {fever: yes}\n",
    }
    (found,) = judged(write(tmp_path, sketch(), cases=cases)).remarks
    assert (found.check, found.others) == ("cases-contradict", ("small", "large", "urgency"))
    assert (Path(found.place.file).name, found.place.line) == ("large.yaml", 3)


VARIANTS = """
case: ill
answers: {fever: no, pain: 2}
expect: {urgency: soon}
variants:
  - variant: hot
    because: so
    answers: {fever: yes}
    expect: {urgency: urgent}
  - variant: hot-again
    because: so
    answers: {fever: yes}
    expect: {urgency: soon}
"""


def test_files_of_one_name_are_two_cases(tmp_path: Path) -> None:
    root = write(
        tmp_path, sketch(), cases={"ill.yaml": "case: ill\nanswers: {fever: yes}\nexpect: {urgency: urgent}\n"}
    )
    for other in ("cases/more/ill.yaml", "cases/ill.yml"):
        (root / other).parent.mkdir(exist_ok=True)
        (root / other).write_text("case: ill\nanswers: {fever: yes}\nexpect: {urgency: soon}\n")
    assert [remark.at for remark in judged(root).remarks] == ["ill+ill.yml", "ill+more/ill.yaml"]


def test_variants_of_cases_are_compared_too(tmp_path: Path) -> None:
    cases = {"ill.yaml": VARIANTS, "fever.yaml": "case: fever\nanswers: {fever: yes}\nexpect: {urgency: urgent}\n"}
    remarks = judged(write(tmp_path, sketch(), cases=cases)).remarks
    assert [(remark.at, remark.place.line) for remark in remarks] == [
        ("fever+ill/hot-again", 13),
        ("ill/hot+ill/hot-again", 13),
    ]


@pytest.mark.parametrize(("candidate", "remarks"), [("", 1), ("candidate: {by: Ann, at: 2026-11-01T10:00:00Z}\n", 0)])
def test_what_a_reviewer_proposes_contradicts_nothing_yet(candidate: str, remarks: int, tmp_path: Path) -> None:
    cases = {
        "agreed.yaml": "case: agreed\nanswers: {fever: yes}\nexpect: {urgency: urgent}\n",
        "proposed.yaml": f"case: proposed\n{candidate}answers: {{fever: yes}}\nexpect: {{urgency: soon}}\n",
    }
    assert len(judged(write(tmp_path, sketch(), cases=cases)).remarks) == remarks


PROPERTY = "- {property: promise, hazard: harm, because: {nl: daarom, en: so}, %s}\n"
ACCEPT = "- {accept: %s, at: [%s], because: {nl: mag, en: fine}}\n"
ALIKE = sketch(asked("colour", "choice"), caution("care", {"colour": ["a", "b"]}))


def judged(root: Path) -> Judgement:
    project = read_project(root)
    assert project.both == (project,)
    return check_projects([project], [project.promises(WARNINGS)])[0]


def found(judgement: Judgement) -> list[str]:
    return [f"{remark.severity} {remark.check} {remark.at}" for remark in judgement.remarks]


def test_a_broken_promise_is_an_error(tmp_path: Path) -> None:
    made = judged(write(tmp_path, sketch(), PROPERTY % "never: {fires: pain-hurts}"))
    assert found(made) == ["error property-fails promise"]
    assert made.errors == 1


def test_a_promise_about_nobody_is_a_warning(tmp_path: Path) -> None:
    made = judged(write(tmp_path, sketch(), PROPERTY % "when: {fever: yes, refuted: ill}, never: {urgency: soon}"))
    assert found(made) == ["warning property-says-nothing promise"]
    assert made.errors == 0


def test_a_warning_may_stay_with_a_reason(tmp_path: Path) -> None:
    made = judged(write(tmp_path, ALIKE, ACCEPT % ("options-alike", "colour/a+b")))
    assert found(made) == []
    ((remark, reason),) = made.accepted
    assert (remark.at, reason.because["en"]) == ("colour/a+b", "fine")


def test_without_a_reason_it_does_not(tmp_path: Path) -> None:
    assert found(judged(write(tmp_path, ALIKE))) == ["warning options-alike colour/a+b"]


@pytest.mark.parametrize("at", ["colour/a+c", "colour/a+b, colour/b+c"])
def test_a_reason_for_nothing_is_an_error(at: str, tmp_path: Path) -> None:
    made = judged(write(tmp_path, ALIKE, ACCEPT % ("options-alike", at)))
    assert [remark for remark in found(made) if remark.startswith("error")] == [
        f"error accepted-for-nothing options-alike: {at.rpartition(', ')[2]}"
    ]


def test_the_check_in_is_judged_as_well() -> None:
    outer, inner = once.project().both
    assert (outer.base.id, inner.base.id) == ("hamstring", "hamstring-check-in")
    assert outer.worked
    assert inner.worked
