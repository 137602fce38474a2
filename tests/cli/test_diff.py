"""`triage diff`: what it prints in each form, what it writes, and how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.reports.schema import diff_of, outcome_of
from tests.terminal.person import TOOTH
from triage.commands.main import main

GOLDEN = Path(__file__).parent / "golden"
WRIST = Path(__file__).parents[1] / "follow_up" / "wrist"
KEPT = {
    "diff.nl.txt": ("--lang", "nl"),
    "diff.en.txt": ("--lang", "en"),
    "diff.nl.md": ("--lang", "nl", "--format", "markdown"),
    "diff.en.md": ("--lang", "en", "--format", "markdown"),
}
EDITS = (
    ("rules.yaml", "establish: spreading, urgency: urgent", "establish: spreading, urgency: soon"),
    ("rules.yaml", "pain: {at-most: 3}", "pain: {at-most: 4}"),
    ("rules.yaml", "Er was een klap.", "Er was een klap op de tand."),
    ("rules.yaml", "sore-with: [biting, lying]", "sore-with: [biting, lying, warm]"),
    ("questions.yaml", "    lying: {nl: Liggen", "    warm: {nl: Warmte, en: Warmth}\n    lying: {nl: Liggen"),
    ("questions.yaml", "Denk terug aan de eerste dag.", "Wat was het eerste dat je merkte?"),
    ("care.yaml", "Leg de tand in melk", "Leg de tand in koude melk"),
)
"""What is edited: an urgency, a threshold, an option with a rule that uses it, and three texts."""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small base as it was (`old`) and as it was edited (`new`)."""
    for name in ("old", "new"):
        shutil.copytree(TOOTH, tmp_path / name)
    for file, before, after in EDITS:
        edit(tmp_path / "new" / file, before, after)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert text.count(before) == 1
    path.write_text(text.replace(before, after))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", KEPT)
def test_the_output_is_the_one_we_keep(name: str, renewing: bool) -> None:
    done = run("old", "new", *KEPT[name])
    assert (done.exit_code, done.stderr) == (1, "")
    if renewing:
        (GOLDEN / name).write_text(done.stdout)
    assert done.stdout == (GOLDEN / name).read_text()


def test_no_file_lies_idle() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(KEPT)


@pytest.mark.usefixtures("here")
def test_the_json_says_the_same() -> None:
    done = run("old", "new", "--format", "json", "--sample", 500)
    data = diff_of(done.stdout)
    assert (done.exit_code, data["changed"], data["less_urgent"], data["check_in"]) == (1, True, True, "none")
    (base,) = data["bases"]
    lowering = [(shift["old"], shift["new"]) for shift in base["shifts"] if shift["less_urgent"]]
    assert ("urgent", "soon") in lowering
    assert [shift["less_urgent"] for shift in base["shifts"][: len(lowering)]] == [True] * len(lowering)
    assert base["one_sided"] == [{"side": "new", "question": "sore-with", "what": "options", "detail": ["warm"]}]
    assert (base["worked"]["total"], base["sample"]["total"]) == (6, 500)
    assert run("old", "new", "--format", "json", "--sample", 500).stdout == done.stdout


@pytest.mark.usefixtures("here")
def test_every_example_runs_under_both_and_comes_out_as_said() -> None:
    data = diff_of(run("old", "new", "--format", "json", "--examples", "out").stdout)
    shifts = data["bases"][0]["shifts"]
    sides = {shift["example"]["among"] for shift in shifts}
    assert sides == {"both", "one-sided"}
    seen = set()
    for shift in shifts:
        name = f"{shift['aspect']}-{shift['old'] or 'none'}-to-{shift['new'] or 'none'}"
        both = shift["example"]["among"] != "one-sided"
        for side in ("old", "new"):
            file = f"out/{name}.yaml" if both else f"out/{name}.{side}.yaml"
            seen.add(Path(file).name)
            ran = CliRunner().invoke(main, ["run", file, "-k", side, "--format", "json", "--lang", "en"])
            assert ran.exit_code == 0, ran.stderr
            outcome: Any = outcome_of(ran.stdout)
            level = outcome[shift["aspect"]]
            found = level["id"] if isinstance(level, dict) else level
            assert found == shift[side]
    assert {path.name for path in Path("out").iterdir()} == seen


@pytest.mark.usefixtures("here")
def test_examples_are_not_written_over_unless_asked() -> None:
    assert run("old", "new", "--sample", 0, "--examples", "out").exit_code == 1
    first = sorted(Path("out").iterdir())[0]
    first.write_text("mine")
    kept = {path.name: path.stat().st_mtime_ns for path in Path("out").iterdir()}
    done = run("old", "new", "--sample", 0, "--examples", "out")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("there is one already; --force writes over it\n")
    assert {path.name: path.stat().st_mtime_ns for path in Path("out").iterdir()} == kept
    assert run("old", "new", "--sample", 0, "--examples", "out", "--force").exit_code == 1
    assert first.read_text() != "mine"


def test_no_change_of_outcome_ends_with_0(here: Path) -> None:
    shutil.rmtree("new")
    shutil.copytree("old", "new")
    edit(here / "new" / "care.yaml", "Leg de tand in melk", "Leg de tand in koude melk")
    done = run("old", "new", "--lang", "en")
    assert done.exit_code == 0
    flat = " ".join(done.stdout.split())
    assert "Proved: no answers anywhere change the outcome" in flat
    assert "pathway save-the-tooth: changed: keep-it-wet/do" in flat
    assert "less urgent (" not in flat


def test_the_check_in_is_compared_as_well(here: Path) -> None:
    shutil.copytree(WRIST, here / "one")
    shutil.copytree(WRIST, here / "two")
    data = diff_of(run("one", "two", "--format", "json", "--sample", 100).stdout)
    assert (data["check_in"], data["changed"], len(data["bases"])) == ("both", False, 2)
    shutil.rmtree("two/check-in")
    done = run("one", "two", "--lang", "en", "--sample", 100)
    assert done.exit_code == 1
    assert "Only the old knowledge has a check-in" in done.stdout
    done = run("two", "one", "--lang", "nl", "--sample", 100)
    assert "Alleen de nieuwe kennis heeft een check-in" in done.stdout


def test_a_case_file_that_cannot_be_read_is_told_of(here: Path) -> None:
    (here / "new" / "cases" / "odd.yaml").write_text("answers: {feever: yes}\n")
    said = " ".join(run("old", "new", "--lang", "en").stdout.split())
    assert "Case files that cannot be read, and so do not count: 1" in said


def test_nothing_in_a_base_can_steer_the_terminal_or_the_page(here: Path) -> None:
    edit(
        here / "new" / "questions.yaml", "{nl: Warmte, en: Warmth}", '{nl: Warmte, en: "<b>@all|\\u202e\\e[31m*warm*"}'
    )
    for form in ("text", "markdown"):
        shown = run("old", "new", "--lang", "en", "--format", form).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "&lt;b&gt;@<!-- -->all\\|" in shown
    assert "<b>" not in shown


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("old", "nwe"), "there is no directory `nwe`"),
        (("old", "old/cases"), "no base.yaml here"),
        (("old", "new", "--lang", "fr"), "does not speak `fr`"),
        (("--", "-x", "new"), "-x"),
    ],
)
def test_trouble_ends_with_2_and_a_line(words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_revision_against_the_working_tree(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    shutil.move(here / "old", here / "knowledge")
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "knowledge"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "base"),
    ):
        subprocess.run(["git", "-C", str(here), *words], check=True)
    assert run("main", "--sample", 50).exit_code == 0
    shutil.copytree(here / "new", here / "knowledge", dirs_exist_ok=True)
    data = diff_of(run("main", "--sample", 50, "--format", "json").stdout)
    assert data["changed"]
    assert (data["old"]["shown"], data["new"]["shown"]) == ("main:knowledge", "knowledge")
    assert data["old"]["commit"]
    assert data["new"]["commit"] is None
    assert run("main", "main", "--sample", 50).exit_code == 0
    assert run("knowledge", "main", "--sample", 50).exit_code == 1
