"""What was typed of old works on, and says what to type by now: on standard error, and to no other effect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.test_help import EVERY
from tests.patience import PATIENCE
from tests.terminal.person import ROOT
from triage.commands.main import main
from triage.language.files import shipped

ANKLE = ROOT / "examples" / "ankle"
CASE = shipped() / "cases" / "night-cramp.yaml"
OLDER = {
    "batch": ("cases.csv", "out.csv"),
    "export clips": ("out.clp",),
    "export markdown": ("out",),
    "graph": ("out.dot",),
    "report": (str(CASE), "--html", "out.html"),
}
"""The place to write to is the last word, as an argument or under another option."""
OWN = {"batch": ("-k", str(ANKLE), "--missing-ok"), "graph": ("-k", str(ANKLE)), "export markdown": ("-k", str(ANKLE))}
SAYS = {"en": "This is called --output {} by now (-o for short).", "nl": "Dit heet voortaan --output {} (kort: -o)."}


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_with_two_names_for_a_place_is_looked_at() -> None:
    twice = {
        " ".join(path)
        for path, command in EVERY.items()
        if {"output"} < {param.name for param in command.params} & {"output", "out", "older"}
    }
    assert twice == set(OLDER)


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("command", OLDER)
def test_an_older_spelling_says_what_to_use_and_does_the_same(
    command: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *words, place = OLDER[command]
    done, files = [], []
    for older in (True, False):
        folder = tmp_path / str(older)
        folder.mkdir()
        monkeypatch.chdir(folder)
        Path("cases.csv").write_text("age\n30\n")
        spelled = [*words, place] if older else [*(word for word in words if word != "--html"), "--output", place]
        typed = [*command.split(), *spelled, *OWN.get(command, ()), "--lang", language]
        done.append(CliRunner().invoke(main, typed, env={"LC_ALL": "C.UTF-8", "LANGUAGE": ""}))
        files.append(written(folder))
    old, new = done
    assert (old.exit_code, old.stdout) == (new.exit_code, new.stdout) == (0, old.stdout)
    assert old.stderr == f"{SAYS[language].format(place)}\n{new.stderr}"
    assert files[0] == files[1]


def ended(words: tuple[str, ...], nobody: str, place: Path) -> int:
    """The exit code of a command started in this place, with standard error redirected to where nobody hears."""
    program = [sys.executable, str(ROOT / "cli.py"), *words, "-k", str(ANKLE)]
    return subprocess.run(
        ["sh", "-c", f'"$@" {nobody}', "sh", *program],
        cwd=place,
        check=False,
        timeout=PATIENCE,
        stdout=subprocess.DEVNULL,
    ).returncode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is nothing here that takes no more")
@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        (("batch", "cases.csv", "out", "--format", "csv", "--missing-ok"), "2>/dev/full"),
        (("graph", "out", "--format", "dot"), "2>&-"),
    ],
)
def test_where_nobody_can_be_told_the_work_is_done_all_the_same(
    words: tuple[str, ...], nobody: str, tmp_path: Path
) -> None:
    (tmp_path / "cases.csv").write_text("age\n30\n")
    assert ended(words, nobody, tmp_path) == 0
    assert (tmp_path / "out").stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is nothing here that takes no more")
@pytest.mark.parametrize("nobody", ["2>/dev/full", "2>&-"])
def test_where_nobody_can_be_told_the_exit_code_says_what_is_wrong(nobody: str, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("age\n30\n")
    assert ended(("batch", "cases.csv", "-o", "out.csv"), nobody, tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["cases.csv"]
