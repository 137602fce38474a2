"""`triage check --watch` looks again at every change, and Ctrl-C is how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.commands.main import main
from triage.terminal import watching


@pytest.fixture
def tooth(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Path(__file__).parent / "bases" / "tooth", tmp_path / "tooth"))


def test_the_whole_message_comes_at_each_change(tooth: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = sorted(tooth.glob("rules*.yaml"))[0]
    whole = rules.read_text()
    rules.write_text(whole.replace("urgency: ", "urgncy: ", 1))
    waits = iter((lambda: None, lambda: rules.write_text(whole)))

    def sleep(_seconds: float) -> None:  # in its place there alone: other threads of this process sleep too
        step = next(waits, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("triage.terminal.watching.sleep", sleep)
    done = CliRunner().invoke(main, ["check", "--watch", "--lang", "en", "-k", str(tooth)])
    assert done.exit_code == 0
    first, second = done.output.split("Ctrl-C stops.")[:2]
    assert "has no key `urgncy`" in first
    assert "^" in first
    assert "is sound" in second
    assert "urgncy" not in second


def test_a_file_that_goes_while_it_is_looked_at_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")
    before = watching.seen(tmp_path)
    (tmp_path / "a.yaml").unlink()
    assert before != watching.seen(tmp_path) == {}
    assert watching.seen(tmp_path / "nowhere") == {}


def test_what_programs_read_is_not_watched() -> None:
    done = CliRunner().invoke(main, ["check", "--watch", "--format", "json"])
    assert done.exit_code == 2
    assert "--watch" in done.output
