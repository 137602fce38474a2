"""What is kept with the answers, where, and the hints that lead back to it: commands that a shell takes as they are."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.language.errors import in_shell
from triage.language.load import load
from triage.terminal import keys, waiting
from triage.terminal.prompts import on_one_line
from triage.terminal.saving import LONGEST_STORY, Keeper, MovedAside

TOLD = "I bit on a stone.\nNow it is sore."


def ask(*options: object, typed: str = "4\n") -> Result:
    words = ["ask", "-k", str(TOOTH), "--lang", "en", *map(str, options)]
    return CliRunner().invoke(main, words, input=typed, env={"COLUMNS": "80"})


@pytest.mark.parametrize("in_a_file", [True, False])
def test_a_story_is_kept_with_the_answers(in_a_file: bool, tmp_path: Path) -> None:
    file, place = tmp_path / "story", tmp_path / "kept.yaml"
    file.write_text(f"  {TOLD}\x1b\n")
    assert ask("--save", place, "--story", file if in_a_file else TOLD).exit_code == 0
    assert yaml.safe_load(place.read_text())["story"] == TOLD
    told = CliRunner().invoke(main, ["letter", str(place), "-k", str(TOOTH), "--lang", "en"])
    assert "In their own words: I bit on a stone. Now it is sore." in " ".join(told.output.split())


def test_a_story_comes_to_answers_that_were_kept_before(tmp_path: Path) -> None:
    place = tmp_path / "kept.yaml"
    assert ask("--save", place).exit_code == 0
    assert ask("--resume", place, "--story", TOLD, typed="").exit_code == 0
    assert yaml.safe_load(place.read_text())["story"] == TOLD
    again = ask("--resume", place, "--story", "Something else happened.")
    assert again.exit_code == 2
    assert "a story is there already" in again.output


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("no-such-file", "--story no-such-file: cannot be read: no such file or directory; name a file"),
        ("", "--story: there is nothing in it"),
        (" \n ", "--story: there is nothing in it"),
        ("word " * (LONGEST_STORY // 4), f"expected at most {LONGEST_STORY}"),
        ("/dev/zero", "this is a pipe or a device; expected a file"),
    ],
    ids=["a slip", "nothing", "blanks", "too long", "a device"],
)
def test_what_is_no_story_is_refused_before_the_first_question(story: str, said: str) -> None:
    done = ask("--no-save", "--story", story)
    assert done.exit_code == 2
    assert said in done.output
    assert "Warning signs" not in done.output


def test_answers_are_kept_and_not_kept_by_nobody(tmp_path: Path) -> None:
    done = ask("--save", tmp_path / "kept.yaml", "--no-save")
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "--save and --no-save cannot go together" in done.output


def test_no_directory_is_made_for_a_slip(tmp_path: Path) -> None:
    done = ask("--save", tmp_path / "my legs" / "kept.yaml")
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert f"make it first, with: mkdir -p '{tmp_path}/my legs'" in done.output
    assert ask("--save", tmp_path / ("x" * 300) / "kept.yaml").exit_code == 2


def test_a_path_with_blanks_is_whole_and_quoted_in_every_hint(tmp_path: Path) -> None:
    place = tmp_path / "answers of my left leg; and more" / f"{'long ' * 20}.yaml"
    place.parent.mkdir()
    lines = ask("--save", place, typed="4\nquit\n").output.splitlines()
    assert f"  {place}" in lines
    hints = [line.strip() for line in lines if line.strip().startswith("triage ")]
    assert [shlex.split(hint)[-3] for hint in hints] == [str(place), str(place)]
    there = ask("--save", place)
    assert f"go on with --resume {shlex.quote(str(place))}, or" in there.output


@pytest.mark.parametrize("name", ["a b", "it's", "a\x1b[2Jb", os.fsdecode(b"caf\xe9"), "één", "a\\\nb"])
def test_a_name_is_the_same_behind_a_shell(name: str) -> None:
    shown = in_shell(name)
    assert shown.isprintable()
    said = subprocess.run(["bash", "-c", f"printf %s {shown}"], stdout=subprocess.PIPE, check=True).stdout
    assert said == os.fsencode(name)


def test_a_pipe_in_the_place_of_the_answers_is_not_waited_for(tmp_path: Path) -> None:
    keeper = Keeper(load(TOOTH), tmp_path / "kept.yaml", "en")
    keeper.save({"hard-to-breathe": "no"})
    keeper.place.unlink()
    os.mkfifo(keeper.place)
    with pytest.raises(MovedAside) as moved:
        keeper.save({"hard-to-breathe": "no", "fever": "no"})
    assert "fever" in moved.value.place.read_text()


@pytest.mark.parametrize(
    ("text", "answer", "width", "line"),
    [
        ("A fever?", "yes", 80, "A fever? yes"),
        ("Do you have any of these right now?", "a fever", 34, "Do you have any of... a fever"),
        ("Do you have any of these?", "a fever and much more than that", 34, None),
        ("足が痛いですか足が痛いですか", "yes", 28, "足が痛いですか足が痛... yes"),
    ],
)
def test_what_was_answered_is_whole_and_the_question_cut_short(
    text: str, answer: str, width: int, line: str | None
) -> None:
    assert on_one_line(text, answer, width) == (line or f"{text} {answer}")


@pytest.mark.parametrize("width", [79, 30, 11, 1])
def test_a_frame_fits_the_window(width: int) -> None:
    lines = waiting.frame("triage step", "a/very/long/path/to/the/case/that/is/shown.yaml", width)
    assert max(map(len, lines)) <= width
    assert all(len(line) == len(lines[0]) for line in lines)


def test_a_frame_is_gone_when_what_is_in_it_is_there_or_cannot_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keys, "available", lambda: True)
    with pytest.raises(KeyboardInterrupt), waiting.framed("step", "case\x1b.yaml"):
        raise KeyboardInterrupt
    out = capsys.readouterr().out
    assert out.startswith("+- triage step -")
    assert "| case .yaml " in out
    assert out.endswith("\x1b[4A\r\x1b[J")
