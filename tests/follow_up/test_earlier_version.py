"""Somebody in a programme whose steps are others in this version of the base: they are told, and go on carefully."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.check_in import load_check_in
from triage.language.load import load
from triage.terminal.saving import Keeper

WRIST = Path(__file__).parent / "wrist"
Run = Callable[..., Result]


@pytest.fixture
def later(tmp_path: Path) -> Path:
    return copytree(WRIST, tmp_path / "later")


@pytest.fixture
def run(later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return lambda *words: CliRunner().invoke(main, [*map(str, words), "--knowledge", str(later)])


def edit(later: Path, *edits: tuple[str, str, str]) -> None:
    for name, old, new in edits:
        file = later / name
        assert old in file.read_text(), old
        file.write_text(file.read_text().replace(old, new))


def followed(place: Path, phase: str = "bend", **answers: Any) -> Path:
    """A case with a check-in, as the wrist base of before kept it."""
    base = load(WRIST)
    inside = load_check_in(base, WRIST)
    past = {
        "date": "2026-03-05",
        "phase": "rest",
        "answers": {"crooked": "no", "pain": 2, **answers},
        "decision": "go-on",
        "urgency": "self-care",
        "next-phase": phase,
        "knowledge": inside.hash,
    }
    data = {
        "language": "en",
        "answers": {"crooked": "no", "fell": "yes", "days-since-start": 0},
        "started": "2026-03-01",
        "pathway": "move-it",
        "phase": phase,
        "since": "2026-03-05",
        "check-ins": [past],
        "saved": {"format": 2, "base": base.id, "version": base.version, "hash": base.hash, "date": "2026-03-01"},
    }
    place.write_text(yaml.safe_dump(data, sort_keys=False))
    return place


RENAMED = (
    ("story.yaml", "    - phase: bend\n", "    - phase: bending\n      was: bend\n"),
    ("check-in/all.yaml", "    bend: {", "    bending: {"),
    ("story.yaml", "- pathway: move-it\n", "- pathway: moving\n  was: move-it\n"),
    ("story.yaml", "pathway: move-it}", "pathway: moving}"),
    ("base.yaml", "move-it", "moving"),
    ("check-in/all.yaml", "    move-it: {", "    moving: {"),
)
GONE = (
    ("story.yaml", "    - phase: bend\n", "    - phase: stretch\n"),
    ("check-in/all.yaml", "    bend: {", "    stretch: {"),
)
NO_PATHWAY = tuple((name, old, new.replace("\n  was: move-it", "")) for name, old, new in RENAMED[2:])


@pytest.mark.parametrize(
    ("edits", "pathway", "phase", "told"),
    [
        pytest.param(RENAMED, "moving", "bending", False, id="by another name"),
        pytest.param(GONE, "move-it", "rest", True, id="the step is gone"),
        pytest.param(NO_PATHWAY, "moving", "rest", True, id="the programme is gone"),
    ],
)
def test_somebody_goes_on_in_the_step_that_is_there(
    run: Run, later: Path, tmp_path: Path, edits: Any, pathway: str, phase: str, told: bool
) -> None:
    edit(later, *edits)
    file = followed(tmp_path / "mine.yaml")
    before = yaml.safe_load(file.read_text())
    said = "The step that you were in is not there any more:"
    for words in (
        ("plan", file, "--date", "2026-03-08"),
        ("letter", file, "--date", "2026-03-08"),
        ("report", file, "--output", "-"),
        ("progress", file),
        ("run", file),
        ("explain", file),
    ):
        done = run(*words)
        assert done.exit_code == 0, (words, done.stderr)
        assert (said in " ".join(done.stdout.split())) == told, words
    assert yaml.safe_load(file.read_text()) == before
    answers = tmp_path / "answers.yaml"
    answers.write_text("answers: {crooked: no, pain: 5}\n")
    for date in ("2026-03-08", "2026-03-09"):  # the second reads what the first wrote
        done = run("check-in", file, "--answers", answers, "--date", date)
        assert done.exit_code == 0, done.stderr
    data = yaml.safe_load(file.read_text())
    assert (data["pathway"], data["check-ins"][1]["phase"]) == (pathway, phase)
    assert data["check-ins"][0]["answers"] == before["check-ins"][0]["answers"], "history stays as it is"
    if told:
        assert [entry["phase"] for entry in data["set-aside"]] == ["bend"]
        assert data["check-ins"][0]["next-phase"] == "bend"
        assert data["since"] >= "2026-03-08", "a step that somebody is put in begins anew"


def test_a_file_written_by_hand_names_steps_that_there_are(run: Run, later: Path, tmp_path: Path) -> None:
    edit(later, *GONE)
    file = followed(tmp_path / "mine.yaml")
    data = yaml.safe_load(file.read_text())
    data["saved"]["hash"] = load(later).hash
    file.write_text(yaml.safe_dump(data))
    done = run("plan", file, "--date", "2026-03-08")
    assert (done.exit_code, "has no phase `bend`" in done.stderr) == (2, True)


def test_answers_of_earlier_check_ins_are_carried_over_or_not_known(run: Run, later: Path, tmp_path: Path) -> None:
    edit(later, ("alarm.yaml", "- question: crooked\n", "- question: bent\n  was: crooked\n"))
    for name in ("story.yaml", "check-in/all.yaml", "alarm.yaml"):
        text = (later / name).read_text()
        (later / name).write_text(text.replace("crooked:", "bent:"))
    file = followed(tmp_path / "mine.yaml", pain=99, oddity="yes")
    done = run("progress", file)
    assert done.exit_code == 0, done.stderr
    said = " ".join(done.stdout.split())
    assert "Part of the check-in of 2026-03-05 is not there any more" in said
    assert "How much pain?: 99 out of 10; oddity: yes." in said
    assert "I don't know Go on" in said
    inside = load_check_in(load(later), later)
    data = json.loads(run("run", file, "--format", "json").stdout)
    assert data["answers"]["bent"] == "no"
    assert "crooked" not in inside.questions


def test_who_answers_more_in_between_is_still_told_that_the_step_is_gone(run: Run, later: Path, tmp_path: Path) -> None:
    edit(later, *GONE)
    file = followed(tmp_path / "mine.yaml")
    base = load(later)
    case = load_case(base, file)
    Keeper(base, file, "en", case).save({**case.standing_answers, "days-since-start": 1})
    kept = yaml.safe_load(file.read_text())
    assert kept["saved"]["hash"] == base.hash
    assert kept["set-aside"] == [{"pathway": "move-it", "phase": "bend", "version": case.set_aside[0].version}]
    done = run("plan", file, "--date", "2026-03-08")
    assert (done.exit_code, "The step that you were in is not there any more" in done.stdout) == (0, True), done.stderr
