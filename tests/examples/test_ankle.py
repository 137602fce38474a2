"""The example about ankles: another complaint, the same program. Every command runs on it untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.scale import URGENCIES
from triage.cases.case import Case, load_case
from triage.commands.main import main
from triage.inference.outcome import Outcome, infer
from triage.interview.interview import Interview
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.files import case_files
from triage.language.load import load
from triage.language.provenance import provenance
from triage.reports.author.coverage import coverage

ANKLE = Path(__file__).resolve().parents[2] / "examples" / "ankle"
FILES = case_files(ANKLE)
KNOWLEDGE = ["--knowledge", str(ANKLE)]

PAGES = {
    "https://www.mdcalc.com/calc/1670/ottawa-ankle-rule",
    "https://richtlijnen.nhg.org/standaarden/enkelbandletsel",
    "https://doi.org/10.1136/bjsports-2017-098106",
}
"""Some of what it has to rest on."""

OTTAWA = {
    "press-outer": "tender-outer-ankle-bone",
    "press-inner": "tender-inner-ankle-bone",
    "press-little-toe-side": "tender-outer-foot",
    "press-inner-arch": "tender-inner-foot",
}


@pytest.fixture(scope="module")
def base() -> Base:
    return load(ANKLE)


@pytest.fixture(scope="module")
def cases(base: Base) -> dict[str, Case]:
    return {path.stem: load_case(base, path) for path in FILES}


@pytest.fixture(scope="module")
def outcomes(base: Base, cases: dict[str, Case]) -> dict[str, Outcome]:
    return {name: infer(base, case.answers) for name, case in cases.items()}


def test_it_is_small_but_real(base: Base) -> None:
    assert 15 <= len(base.questions) <= 20
    assert len(base.rules) >= 20
    assert len(FILES) >= 12
    assert base.languages == ("nl", "en")
    assert {document.url for document in base.documents.values()} >= PAGES
    assert all(document.url for document in base.documents.values())
    assert len(base.pathways["sprain-recovery"].phases) == 4


def test_everything_is_covered(base: Base) -> None:
    assert coverage(provenance(base, load_check_in(base, ANKLE))).problems == ()


def test_cases_reach_every_urgency_rule_and_condition(base: Base, outcomes: dict[str, Outcome]) -> None:
    assert {outcome.urgency for outcome in outcomes.values()} == set(URGENCIES)
    assert {name for outcome in outcomes.values() for name in outcome.fired} == set(base.rules)
    assert {outcome.pathway for outcome in outcomes.values()} == set(base.pathways)
    assert {name for outcome in outcomes.values() for name in outcome.warning_signs} == set(base.warning_signs)
    established = {
        name for found in outcomes.values() for name, status in found.conditions.items() if status == "established"
    }
    assert established == set(base.condition_order)


CALM = "twisted-at-handball"


@pytest.mark.parametrize(("place", "rule"), OTTAWA.items())
def test_each_place_of_the_ottawa_rules_asks_for_an_x_ray(
    base: Base, cases: dict[str, Case], place: str, rule: str
) -> None:
    calm = cases[CALM].answers
    outcome = infer(base, {**calm, place: "yes"})
    assert (outcome.urgency, outcome.leading, outcome.warning_signs) == (
        "urgent",
        "possible-fracture",
        ("ottawa-positive",),
    )
    assert rule in outcome.fired


@pytest.mark.parametrize(
    ("then", "now", "positive"),
    [
        ("no", "fewer-than-four", True),
        ("yes", "fewer-than-four", False),
        ("no", "with-limp", False),
        ("no", "without-limp", False),
        ("yes", "with-limp", False),
    ],
)
def test_four_steps_both_at_once_and_now(
    base: Base, cases: dict[str, Case], then: str, now: str, positive: bool
) -> None:
    outcome = infer(base, {**cases[CALM].answers, "steps-at-once": then, "steps-now": now})
    assert ("ottawa-positive" in outcome.warning_signs) is positive
    assert (outcome.urgency == "urgent") is (now == "fewer-than-four")


@pytest.mark.parametrize(
    "change",
    [
        {"age": 17},
        {"age": 56},
        *(
            {"limits": [limit]}
            for limit in ("pregnant", "alcohol-drugs", "other-injury", "less-feeling", "too-swollen")
        ),
        {"limits": "unknown"},
        {"press-inner": "unknown"},
        {"calf-swollen": "unknown"},
        {"chest-trouble": "unknown"},
        {"swelling": "large"},
    ],
    ids=str,
)
def test_beyond_the_limits_nobody_is_sent_home(base: Base, cases: dict[str, Case], change: dict[str, object]) -> None:
    calm = cases[CALM].answers
    assert infer(base, calm).urgency == "self-care"
    assert infer(base, {**calm, **check_answers(base, change)}).urgency in ("soon", "urgent")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_interview_comes_to_the_same(
    base: Base, cases: dict[str, Case], outcomes: dict[str, Outcome], path: Path
) -> None:
    case, whole = cases[path.stem], outcomes[path.stem]
    if path.stem == "cut-short":
        return
    interview = Interview(base)
    while (prompt := interview.next()) is not None:
        interview.answer({question.id: case.answers.get(question.id, "unknown") for question in prompt.questions})
    found = interview.outcome()
    assert (found.urgency, found.leading, found.pathway) == (whole.urgency, whole.leading, whole.pathway)
    assert len(interview.answers) <= len(base.questions)


FOLLOWED = "follow-up.yaml"
"""A file that is being followed up; each test has its own."""
COMMANDS = [
    ["questions"],
    ["questions", "--format", "json"],
    ["sources"],
    ["sources", "--coverage"],
    ["run", str(FILES[0]), "--full", "--trace"],
    ["run", str(FILES[0]), "--format", "json"],
    ["run", *map(str, FILES), "--format", "json"],
    ["check-in", FOLLOWED, "--date", "2026-03-20", "--answers", "answers.yaml", "--format", "json"],
    ["plan", FOLLOWED, "--date", "2026-03-11"],
    ["plan", FOLLOWED, "--date", "2026-03-11", "--format", "json"],
    ["progress", FOLLOWED],
    ["letter", FOLLOWED],
]


SPEAKING = [[*command, "--lang", language] for command in COMMANDS for language in ("nl", "en")]
SILENT = [["check"], ["cases"]]
"""What is run once, in the language of whoever runs it."""


@pytest.mark.parametrize(
    "command", [*SILENT, *SPEAKING], ids=lambda command: " ".join(part for part in command if "/" not in part)
)
def test_every_command_runs(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if FOLLOWED in command:
        follow_up()
    done = CliRunner().invoke(main, [*command, *KNOWLEDGE])
    assert done.exit_code == 0, done.output
    if "json" in command:
        for line in done.stdout.splitlines() if len(FILES) < len(command) else [done.stdout]:
            assert json.loads(line)


KEPT: dict[str, str] = {}
"""The files below, once they are made: they come out the same each time."""


def follow_up() -> None:
    """In the current directory a case with one check-in behind it, and the answers for the next."""
    if not KEPT:
        _begun()
        KEPT.update({path.name: path.read_text() for path in Path.cwd().iterdir()})
    for name, text in KEPT.items():
        Path(name).write_text(text)


def _begun() -> None:
    calm = ANKLE / "check-in" / "cases" / "stands-firmly.yaml"
    said = [line for line in calm.read_text().splitlines() if line.startswith("  ")]
    given = ("pathway", "phase", "days-in-phase", "leading", "urgency", "fired")
    answers = [line for line in said if line.strip().split(":")[0] not in given]
    Path("answers.yaml").write_text("\n".join(["answers:", *answers]))
    Path(FOLLOWED).write_text((ANKLE / "cases" / f"{CALM}.yaml").read_text())
    first = [line for line in answers if "stands-30-seconds" not in line]
    Path("first.yaml").write_text("\n".join(["answers:", *first]))
    begun = ["check-in", FOLLOWED, "--started", "2026-03-01", "--date", "2026-03-10", "--answers", "first.yaml"]
    done = CliRunner().invoke(main, [*begun, *KNOWLEDGE])
    assert done.exit_code == 0, done.output


def test_a_check_in_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    follow_up()
    kept = load_case(load(ANKLE), Path(FOLLOWED)).follow_up
    assert kept is not None
    assert [check_in.decision for check_in in kept.check_ins] == ["go-on"]


def test_the_cases_of_the_check_in_reach_every_decision_and_rule() -> None:
    check_in = load_check_in(load(ANKLE), ANKLE)
    cases = [load_case(check_in, path) for path in case_files(ANKLE / "check-in")]
    outcomes = [infer(check_in, case.answers) for case in cases]
    assert {outcome.leading for outcome in outcomes} == {"be-seen", "step-back", "hold", "go-on"}
    assert {name for outcome in outcomes for name in outcome.fired} >= {
        rule.id for rule in check_in.rules.values() if not rule.derived
    }


def test_the_questionnaire_runs(tmp_path: Path) -> None:
    kept = str(tmp_path / "mine.yaml")
    done = CliRunner().invoke(main, ["ask", *KNOWLEDGE, "--lang", "en", "--plain", "--save", kept], input="1\n1\n")
    assert done.exit_code == 0, done.output
    assert "EMERGENCY" in done.output
    assert load_case(load(ANKLE), Path(kept)).answers["chest-trouble"] == "yes"
