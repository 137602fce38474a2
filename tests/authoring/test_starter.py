"""`triage new`: a base that is sound at once, in the languages asked for, whole or not there at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.authoring.editor import complaints, seen
from tests.knowledge.reading import texts
from triage.cases.case import load_case
from triage.commands.main import main
from triage.inference.outcome import infer
from triage.language.check_in import load_check_in
from triage.language.errors import TriageError
from triage.language.files import case_files
from triage.language.load import load
from triage.language.provenance import provenance
from triage.language.starter import SCHEMA, TEMPLATES, start
from triage.reports.author.coverage import coverage
from triage.words.saying import say


@pytest.mark.parametrize("languages", [["nl"], ["en"], ["nl", "en"], ["en", "nl"]], ids="-".join)
def test_it_is_sound_at_once(tmp_path: Path, languages: list[str]) -> None:
    where = tmp_path / "my-base"
    written = start(where, languages)
    assert sorted(written) == sorted(path for path in where.rglob("*") if path.is_file())
    base = load(where)
    assert (base.id, list(base.languages)) == ("my-base", languages)
    assert {text.language for text in texts(where)} == set(languages)
    told = CliRunner().invoke(main, ["cases", "-k", str(where), "-l", languages[0]]).output
    assert told.splitlines()[-1] == say("cases-summary", languages[0], passed=3, total=3)
    assert coverage(provenance(base)).problems == ()
    assert {path.name: found for path in where.rglob("*.yaml") if (found := complaints(seen(path)))} == {}


@pytest.mark.parametrize("languages", ["nl", "nl,en"])
def test_a_check_in_beside_it_is_sound_too(tmp_path: Path, languages: str) -> None:
    where = tmp_path / "mine"
    made = CliRunner().invoke(main, ["new", str(where), "--check-in", "--lang", languages])
    assert made.exit_code == 0, made.output
    inside = load_check_in(load(where), where)
    assert (inside.id, list(inside.languages)) == ("mine-check-in", languages.split(","))
    assert inside.notice == load(where).notice  # nothing is written twice
    assert {"go-on-get-going-again-first-days", "back-get-going-again-building-up-1"} <= set(inside.rules)
    checked = CliRunner().invoke(main, ["check", "-k", str(where), "--lang", "nl"])
    assert checked.exit_code == 0, checked.output
    assert checked.output.count("is in orde.") == 2
    assert CliRunner().invoke(main, ["cases", "-k", str(where)]).exit_code == 0
    assert {path.name: found for path in where.rglob("*.yaml") if (found := complaints(seen(path)))} == {}


def test_without_it_there_is_none(tmp_path: Path) -> None:
    start(tmp_path / "base", ["nl", "en"])
    assert not (tmp_path / "base" / "check-in").exists()


def test_it_shows_what_there_is_to_learn(tmp_path: Path) -> None:
    start(tmp_path / "base", ["nl", "en"])
    base = load(tmp_path / "base")
    parts = (base.checklists, base.exercises, base.cautions, base.safety_net, base.contradictions, base.conflicts)
    assert all(parts)
    assert base.warning_signs
    assert {question.type for question in base.questions.values()} == {"yes-no", "choice", "number"}
    cases = [load_case(base, path) for path in case_files(tmp_path / "base")]
    fired = {name for case in cases for name in infer(base, case.answers).fired}
    assert {"danger-to-life", "mild-at-home", "lasting-needs-appointment"} <= fired
    for path in TEMPLATES.rglob("*.yaml"):
        assert path.read_text().startswith("# yaml-language-server: $schema="), path


def test_each_text_takes_a_line_a_language() -> None:
    for path in TEMPLATES.rglob("*.yaml"):
        for line in path.read_text().splitlines():
            assert not ("nl: " in line and "en: " in line), f"{path}: {line}"
            assert "- nl:" not in line, f"{path}: {line}"


@pytest.mark.parametrize(
    ("name", "base"), [("ankle", "ankle"), ("My_Base", "my-base"), ("mijn basis", "mijn-basis"), ("2024", "my-triage")]
)
def test_the_base_is_called_like_its_directory(tmp_path: Path, name: str, base: str) -> None:
    start(tmp_path / name, ["en"])
    assert load(tmp_path / name).id == base


def test_an_empty_directory_will_do(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    start(tmp_path / "base", ["nl"])
    assert load(tmp_path / "base").languages == ("nl",)


def test_it_can_begin_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["new", "base"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("base/base.yaml\n")
    assert "triage check -k base" in done.output
    assert CliRunner().invoke(main, ["check", "-k", "base"]).exit_code == 0
    assert CliRunner().invoke(main, ["cases", "-k", "base"]).exit_code == 0


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine too")
    for name, message in {
        "full": "this directory is not empty; name a new or an empty one",
        "file": "there is a file of that name; name a new directory",
        "no/where": f"there is no directory {tmp_path / 'no'} to put it in; make that first",
    }.items():
        with pytest.raises(TriageError) as caught:
            start(tmp_path / name, ["nl"])
        assert str(caught.value) == f"{tmp_path / name}: {message}"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "notes.txt"]


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ("fr", "--lang: there are no texts to begin with in `fr`; there is `nl`, `en`"),
        ("nl,nl", "--lang: `nl` stands twice; name each language once"),
        ("", "--lang: there are no texts to begin with in ``; there is `nl`, `en`"),
    ],
)
def test_a_language_must_be_one_we_have(tmp_path: Path, codes: str, message: str) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "base"), "--lang", codes])
    assert (done.exit_code, done.output) == (2, f"{message}\n")
    assert list(tmp_path.iterdir()) == []


def test_it_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = Path.write_text

    def full(self: Path, *args: object, **options: object) -> int:
        if self.name == SCHEMA:
            raise OSError(28, "No space left on device")
        return writing(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(TriageError, match="cannot be written: no space left on device"):
        start(tmp_path / "base", ["nl"])
    assert list(tmp_path.iterdir()) == []
