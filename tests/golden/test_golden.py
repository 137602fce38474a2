"""What the program prints, kept in files. `make golden` renews them: read the difference before you commit it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reports.schema import explanation_of, outcome_of, questions_of
from triage.commands.main import main
from triage.version import VERSION

HERE = Path(__file__).parent
BASE = HERE.parent / "terminal" / "bases" / "tooth"
CASES = ("hard-to-breathe", "tooth-knocked-out", "cold-hurts", "cold-still-hurts", "root-infected", "knows-little")


def run(case: str, *options: str) -> list[str]:
    return ["run", str(BASE / "cases" / f"{case}.yaml"), *options]


def explain(case: str, *options: str) -> list[str]:
    return ["explain", str(BASE / "cases" / f"{case}.yaml"), *options]


DIGEST = re.compile(r'(?<="digest": ")[0-9a-f]{64}')
"""It changes with every version of the program."""
EVERYTHING = (
    *(
        "--how",
        "infection",
        "--how",
        "urgent",
        "--how",
        "see-dentist",
        "--why-not",
        "spreading",
        "--why-not",
        "self-care",
    ),
    *("--what-if", "fever=no", "--what-if", "sore-with=cold", "--hinges", "--enough", "--open"),
)


GOLDEN = {
    **{f"{case}.page.{lang}.txt": run(case, "--lang", lang) for case in CASES for lang in ("nl", "en")},
    **{f"{case}.{lang}.txt": run(case, "--lang", lang, "--full") for case in CASES for lang in ("nl", "en")},
    "root-infected.trace.en.txt": run("root-infected", "--lang", "en", "--trace"),
    "root-infected.trace.nl.txt": run("root-infected", "--lang", "nl", "--trace"),
    "root-infected.nl.json": run("root-infected", "--lang", "nl", "--format", "json"),
    "cold-hurts.explain.en.txt": explain("cold-hurts", "--lang", "en"),
    "knows-little.explain.nl.txt": explain("knows-little", "--lang", "nl"),
    "root-infected.explain.en.txt": explain("root-infected", "--lang", "en", *EVERYTHING),
    "root-infected.explain.nl.txt": explain("root-infected", "--lang", "nl", *EVERYTHING),
    "root-infected.explain.nl.json": explain("root-infected", "--lang", "nl", "--format", "json", *EVERYTHING),
    "questions.nl.txt": ["questions", "--lang", "nl"],
    "questions.en.txt": ["questions", "--lang", "en"],
    "questions.en.json": ["questions", "--lang", "en", "--format", "json"],
    "check.txt": ["check"],
    "cases.txt": ["cases"],
    "rule.en.txt": ["show", "rule", "tooth-is-out", "--lang", "en"],
    "finding.nl.txt": ["show", "finding", "infection", "--lang", "nl"],
    "question.en.txt": ["show", "question", "fever", "--lang", "en"],
    "pathway.nl.txt": ["show", "pathway", "brush-gently", "--lang", "nl"],
    "claim.en.txt": ["show", "claim", "tooth-claim", "--lang", "en"],
    "exercise.nl.txt": ["show", "exercise", "soft-brushing", "--lang", "nl"],
    "rules.nl.txt": ["show", "rules", "--lang", "nl"],
    "decision-table.nl.txt": ["show", "rules", "--decision-table", "urgent", "--lang", "nl"],
    "decision-table.en.csv": ["show", "rules", "--decision-table", "urgent", "--lang", "en", "--format", "csv"],
    "decision-table.en.html": ["show", "rules", "--decision-table", "infection", "--lang", "en", "--format", "html"],
    "network.nl.mmd": ["graph", "--all", "--lang", "nl", "--format", "mermaid"],
    "overview.nl.mmd": ["graph", "--lang", "nl", "--format", "mermaid"],
    "around.en.dot": ["graph", "--around", "infection", "--lang", "en", "--format", "dot"],
    "tooth.clp": ["export", "clips"],
}
"""Every file, and the command of which it holds the output."""


@pytest.mark.parametrize("name", GOLDEN)
def test_the_output_is_the_one_we_keep(name: str, renewing: bool) -> None:
    done = CliRunner().invoke(main, [*GOLDEN[name], "--knowledge", str(BASE)])
    assert (done.exit_code, done.stderr) == (0, "")
    if name.endswith(".json"):
        read = {"questions": questions_of, "explain": explanation_of}
        next((each for part, each in read.items() if part in name.split(".")), outcome_of)(done.stdout)
    found = DIGEST.sub("DIGEST", done.stdout.replace(VERSION, "VERSION"))
    if renewing:
        (HERE / name).write_text(found)
    assert found == (HERE / name).read_text()


def test_no_file_lies_idle() -> None:
    assert {path.name for path in HERE.iterdir() if path.is_file() and path.suffix != ".py"} == set(GOLDEN)


def test_every_worked_case_of_the_base_is_kept() -> None:
    assert {path.stem for path in (BASE / "cases").iterdir()} == set(CASES)
