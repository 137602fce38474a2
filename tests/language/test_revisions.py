"""A base out of a git revision: found, read and cleaned up; and what is said where that cannot be done."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.small import sketch, write
from triage.difference.revisions import opened
from triage.language.errors import KnowledgeError, TriageError
from triage.language.load import load


def git(at: Path, *words: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(at), *settings, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits: a base in `knowledge` and the same in `deep/er`; then one in which `knowledge` lacks a rule."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    root = tmp_path / "repository"
    for place in ("knowledge", "deep/er"):
        (root / place).mkdir(parents=True)
        write(root / place, sketch(), cases={"hot.yaml": "answers: {fever: yes}\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "first: of all")
    git(root, "tag", "v1.0")
    write(root / "knowledge", sketch(without=("sore-at-home",)))
    git(root, "commit", "-q", "-a", "-m", "second")
    monkeypatch.chdir(root)
    return root


def rules(named: str | None, knowledge: Path | None = None, beside: str = "") -> int:
    with opened(named, knowledge, beside) as source:
        return len(load(source.directory).rules)


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ("main", 3),
        ("HEAD", 3),
        ("HEAD~1", 4),
        ("v1.0", 4),
        ("main:deep/er", 4),
        ("main:deep/er/", 4),
        ("main:knowledge", 3),
        ("HEAD^{/first: of}", 4),
        ("HEAD^{/first: of}:knowledge", 4),
        ("knowledge", 3),
        ("deep/er", 4),
        (".", 3),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_name_stands_for_a_base(named: str, count: int) -> None:
    assert rules(named) == count


def test_the_path_is_that_of_the_base_wherever_one_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules("main", Path("deep/er")) == 4
    assert rules("main", repository / "knowledge") == 3
    monkeypatch.chdir(repository / "deep")
    assert rules("main") == 3
    assert rules("main", Path("er")) == 4


def test_the_working_tree_is_what_is_on_disk(repository: Path) -> None:
    write(repository / "knowledge", sketch(without=("sore-at-home", "better-is-sore", "sore"), conditions=()))
    with opened(None, beside="main") as source:
        assert (source.directory.resolve(), source.commit) == ((repository / "knowledge").resolve(), "")
    with opened(None, beside="main:deep/er") as source:
        assert source.directory.resolve() == (repository / "deep/er").resolve()
    assert rules(None, Path("deep/er"), "main") == 4
    assert rules("main") == 3, "the revision, and not the disk"


def test_worked_cases_come_along_and_nothing_is_left_behind(repository: Path) -> None:
    with opened("v1.0") as source:
        assert [path.name for path in (source.directory / "cases").iterdir()] == ["hot.yaml"]
        assert source.shown == "v1.0:knowledge"
        assert source.commit == git(repository, "rev-parse", "v1.0")
    assert not source.directory.exists()
    assert list((repository.parent / "scratch").iterdir()) == []
    assert git(repository, "status", "--porcelain") == ""


def test_mistakes_in_a_revision_are_shown_with_its_name(repository: Path) -> None:
    (repository / "knowledge" / "more.yaml").write_text("- rule: broken\n  when: {feever: yes}\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "broken")
    with pytest.raises(KnowledgeError) as found:
        rules("HEAD")
    assert str(found.value).startswith("HEAD:knowledge/more.yaml:")
    assert str(repository.parent) not in str(found.value)
    assert list((repository.parent / "scratch").iterdir()) == []


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("mian", "`mian`: no such directory, and no such git revision"),
        ("main:nowhere", "main: there is no directory `nowhere` in this revision"),
        ("main:knowledge/base.yaml", "main: there is no directory `knowledge/base.yaml` in this revision"),
        ("main:../..", "main: there is no directory `../..` in this revision"),
        ("--output=/tmp/x", "a revision does not begin with `-`"),
        (":knowledge", "no such git revision"),
        ("", "no such git revision"),
        ("a\0b", "no such git revision"),
        ("main:a\0b", "no such git revision"),
        ("x" * 5000, "no such git revision"),
        ("main\x1b[31m", "`main\ufffd[31m`: no such directory"),
        ("knowledge/base.yaml", "no such directory, and no such git revision"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_stands_for_nothing_is_said_in_a_line(named: str, said: str) -> None:
    with pytest.raises(TriageError) as found:
        rules(named)
    assert said in str(found.value)
    assert "\n" not in str(found.value)


def test_a_revision_without_a_base_and_a_path_without_yaml(repository: Path) -> None:
    (repository / "docs").mkdir()
    (repository / "docs" / "page.md").write_text("hello")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "docs")
    with pytest.raises(TriageError, match="HEAD:docs: there are no YAML files"):
        rules("HEAD:docs")
    with pytest.raises(KnowledgeError, match=r"HEAD:deep.*no base\.yaml here"):
        rules("HEAD:deep")


def test_outside_a_repository_only_directories_can_be_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(TriageError, match=r"there is no directory `main`, and for a git revision .* git repository"):
        rules("main")


@pytest.mark.usefixtures("repository")
def test_without_git_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TriageError, match="git is not installed; without it only directories can be compared"):
        rules("main")
    assert rules("knowledge") == 3


def test_links_in_a_revision_are_not_followed(repository: Path) -> None:
    (repository / "knowledge" / "other.yaml").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "link")
    with opened("HEAD") as source:
        assert not (source.directory / "other.yaml").exists()
