"""The files of a base: none is skipped in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.commands.main import main
from triage.language.errors import TriageError
from triage.language.files import files_under, read_directory
from triage.language.load import load

ANKLE = Path(__file__).parent.parent / "bases" / "ankle"


@pytest.fixture
def ankle(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ANKLE, tmp_path / "ankle"))


@pytest.mark.parametrize("name", ["rules.YAML", "rules.Yml", "more/RULES.YAML"])
def test_capitals_are_read_as_well(ankle: Path, name: str) -> None:
    before = load(ankle)
    (ankle / name).parent.mkdir(exist_ok=True)
    (ankle / "rules.yaml").rename(ankle / name)
    assert name in read_directory(ankle)
    assert list(load(ankle).rules) == list(before.rules)


@pytest.mark.parametrize(
    ("folder", "read"), [("cases", False), ("properties", False), ("check-in", False), ("more/cases", True)]
)
def test_what_belongs_to_a_base_is_no_part_of_it(ankle: Path, folder: str, read: bool) -> None:
    """Only in the folder itself do these names mean something."""
    (ankle / folder).mkdir(parents=True, exist_ok=True)
    (ankle / folder / "some.yaml").write_text("[]")
    assert (f"{folder}/some.yaml" in read_directory(ankle)) is read


def test_a_base_behind_a_link_is_read(ankle: Path, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(ankle)
    assert load(tmp_path / "linked").hash == load(ankle).hash


def test_a_file_behind_a_link_is_read(ankle: Path, tmp_path: Path) -> None:
    (ankle / "rules.yaml").rename(tmp_path / "elsewhere.yaml")
    (ankle / "rules.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert load(ankle).rules


@pytest.mark.parametrize("where", ["rules", "cases/more", "properties/more"])
def test_a_link_to_a_directory_is_refused(ankle: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = ankle / where
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    said = f"{link}: a link to a directory is not followed; put the directory itself there"
    with pytest.raises(TriageError) as error:
        files_under(ankle)
    assert str(error.value) == said
    done = CliRunner().invoke(main, ["check", "-k", str(ankle)])
    assert (done.exit_code, done.stderr) == (2, f"{said}\n")


def test_a_link_that_leads_back_is_refused(ankle: Path) -> None:
    (ankle / "again").symlink_to(ankle)
    with pytest.raises(TriageError, match="a link to a directory is not followed"):
        load(ankle)


@pytest.mark.parametrize("command", ["check", "ask", "questions", "cases"])
def test_a_second_base_is_refused(ankle: Path, command: str) -> None:
    done = CliRunner().invoke(main, [command, "-k", str(ankle), "--knowledge", str(ankle)])
    assert done.exit_code == 2
    assert "there is more than one; name one knowledge base" in done.stderr
