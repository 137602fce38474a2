"""`triage step` without a screen: plain steps, the quiz from a pipe, and what it refuses."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triage.cases.case import load_case
from triage.commands.main import main
from triage.inference.outcome import infer
from triage.language.load import load

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
TOOTH = HERE.parent / "terminal" / "bases" / "tooth"
CASE = TOOTH / "cases" / "root-infected.yaml"


def step(*options: str, case: Path | str = CASE, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["step", str(case), "--knowledge", str(TOOTH), *options], input=typed)


def quiz(typed: str, *options: str) -> Result:
    return step("--quiz", "--lang", "en", *options, typed=typed)


KEPT = {
    "root-infected.nl.txt": (["--lang", "nl"], ""),
    "root-infected.en.txt": (["--lang", "en"], ""),
    "root-infected.full.en.txt": (["--lang", "en", "--full"], ""),
    "root-infected.one-by-one.nl.txt": (["--lang", "nl", "--one-by-one"], ""),
    "root-infected.generated.en.txt": (["--lang", "en", "--generated", "--from", "5"], ""),
    "root-infected.quiz.nl.txt": (["--lang", "nl", "--quiz"], "?\n1\n2\n1\n?\n3\n1\n2\n"),
    "root-infected.quiz.en.txt": (["--lang", "en", "--quiz", "--seed", "7"], "1\nx\n\n2\n3\n1\n1\n1\n"),
}
"""Every file, the options of which it holds the output, and what is typed."""


@pytest.mark.parametrize("name", KEPT)
def test_the_output_is_the_one_we_keep(name: str, renewing: bool) -> None:
    options, typed = KEPT[name]
    done = step(*options, typed=typed)
    assert (done.exit_code, done.stderr) == (0, "")
    found = done.stdout
    for place, name_here in ((CASE, "CASE"), (TOOTH, "BASE")):
        found = found.replace(shlex.quote(str(place)), name_here).replace(str(place), name_here)
    if renewing:
        (GOLDEN / name).write_text(found)
    assert found == (GOLDEN / name).read_text()


def test_no_file_lies_idle() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(KEPT)


@pytest.mark.parametrize("case", sorted(path.stem for path in (TOOTH / "cases").iterdir()))
def test_every_rule_that_fires_has_its_step_in_order(case: str) -> None:
    path = TOOTH / "cases" / f"{case}.yaml"
    base = load(TOOTH)
    titles = [line for line in step("--lang", "en", case=path).stdout.splitlines() if line.startswith("Step ")]
    fired = [line.split("Rule ")[1].removesuffix(" fires") for line in titles if ": Rule " in line]
    assert tuple(fired) == infer(base, load_case(base, path).answers).fired
    assert titles[-1].endswith("The end: the agenda is empty")


def test_from_leaves_out_what_comes_before() -> None:
    everything = step("--lang", "en").stdout
    rest = step("--lang", "en", "--from", "3").stdout
    assert everything.endswith(rest[rest.index("Step 3") :])
    assert "Step 3 of" in rest
    assert "Step 2 of" not in rest


def test_a_case_without_answers_is_its_end(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("case: empty\nanswers: {}\n")
    done = step("--lang", "en", case=tmp_path / "empty.yaml")
    assert done.exit_code == 0
    assert done.stdout.count("Step ") == 1


def test_a_name_with_control_characters_is_only_text(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text('case: "a\\e[2Jb"\nstory: "\\u202Eevil"\nanswers: {fever: yes}\n')
    done = step(case=tmp_path / "odd.yaml")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--from", "99"], "--from: there are"),
        (["--lang", "fr"], "--lang: this knowledge base does not speak `fr`"),
        (["--quiz", "--generated"], "--quiz cannot go together with --generated"),
        (["--questions", "3"], "--questions goes together with --quiz"),
        (["--quiz", "--questions", "0"], "Invalid value for '--questions'"),
    ],
)
def test_what_cannot_be_is_said(options: list[str], message: str) -> None:
    done = step(*options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_quiz_does_not_read_case_and_answers_from_one_pipe() -> None:
    done = step("--quiz", case="-", typed=CASE.read_text())
    assert done.exit_code == 2
    assert "from which it reads the answers" in done.stderr


def test_the_quiz_stops_when_asked_and_says_the_score() -> None:
    done = quiz("quit\n")
    assert done.exit_code == 0
    assert done.stdout.endswith("Nothing was asked.\n")


def test_the_quiz_ends_where_its_input_does() -> None:
    done = quiz("1\n")
    assert done.exit_code == 0
    assert "of 1 right." in done.stdout


def test_the_quiz_from_a_later_step_asks_only_about_that() -> None:
    done = quiz("quit\n", "--from", "5")
    assert "Question 1 of" in done.stdout
    assert int(done.stdout.split("(at step ")[1].split(")")[0]) >= 5


@pytest.mark.parametrize(("wanted", "asked"), [("1", 1), ("3", 3), ("99", 6)])
def test_a_class_that_has_less_time_is_asked_less(wanted: str, asked: int) -> None:
    done = quiz("1\n" * asked, "--questions", wanted)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"Question {asked} of {asked} " in done.stdout
    assert f"of {asked} right." in done.stdout


def test_the_same_seed_asks_the_same() -> None:
    typed = "1\n" * 20
    assert quiz(typed, "--seed", "3").stdout == quiz(typed, "--seed", "3").stdout
