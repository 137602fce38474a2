"""What has a bound, at its bound (docs/limits.md), and that what strangers name or write is data."""

from __future__ import annotations

import io
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from tests.terminal.person import TOOTH
from triage.cases.case import read_case
from triage.commands import reading
from triage.commands.main import main
from triage.commands.options import Share, same_bytes
from triage.difference.revisions import opened
from triage.inference import cache
from triage.language import files
from triage.language.base import Base
from triage.language.errors import ENOUGH, TOLD, CaseError, KnowledgeError, Place, Problem, harmless
from triage.language.load import build, load
from triage.language.preferred import language_in, preferred

TITLE = "\x1b]0;yours\x07"
"""What gives a terminal another title."""
DOCS = Path(__file__).parents[2] / "docs"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def refused(result: Result, said: str) -> None:
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.yaml")
    return tmp_path / "pipe.yaml"


@pytest.mark.parametrize("command", ["run", "replay", "letter", "plan"])
@pytest.mark.parametrize("device", [False, True])
def test_a_pipe_or_a_device_is_no_file(pipe: Path, command: str, device: bool) -> None:
    refused(run(command, "/dev/zero" if device else str(pipe), "-k", str(TOOTH)), "this is a pipe or a device")


def test_a_pipe_among_the_files_of_a_base(pipe: Path) -> None:
    (pipe.parent / "base.yaml").write_text("base: x\n")
    with pytest.raises(KnowledgeError, match="this is a pipe or a device"):
        load(pipe.parent)


def test_a_device_is_no_table(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    refused(run("batch", "/dev/zero", str(tmp_path / "out.csv"), "--in-format", "csv"), "is a device")


def test_records_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_RECORDED", 1 << 20)
    (tmp_path / "records").write_bytes(b"{" * ((1 << 20) + 1))
    refused(run("replay", str(tmp_path / "records"), "-k", str(TOOTH)), "too large; expected at most 1 MB")
    given = CliRunner().invoke(main, ["replay", "-", "-k", str(TOOTH)], input="{" * ((1 << 20) + 1))
    refused(given, "too large; expected at most 1 MB")


def test_so_many_mistakes_are_told() -> None:
    found = KnowledgeError(Problem(Place("a", line), "wrong") for line in range(1, TOLD + 51))
    lines = str(found).splitlines()
    assert len(lines) == TOLD + 1
    assert lines[-1] == "and 50 more; mend these first"


def test_after_so_many_mistakes_the_rest_is_not_read() -> None:
    base = b"base: x\n" + b"".join(b"k%d: 1\n" % number for number in range(20 * ENOUGH))
    with pytest.raises(KnowledgeError) as raised:
        build({"base.yaml": base})
    assert len(raised.value.problems) <= ENOUGH
    assert str(raised.value).endswith(f"and at least {ENOUGH - TOLD} more; mend these first")
    with pytest.raises(CaseError) as told:
        read_case(load(TOOTH), "answers:\n" + "".join(f"  q{n}: 1\n" for n in range(5 * ENOUGH)), "case.yaml")
    assert len(told.value.problems) <= ENOUGH


def test_so_many_files_are_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_WALKED", 10)
    for number in range(11):
        (tmp_path / f"{number}.txt").touch()
    refused(run("check", "-k", str(tmp_path)), "more than 10 files and directories; name a smaller directory")


def test_so_many_files_are_a_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    for name in ("base", "b", "c", "d"):
        (tmp_path / f"{name}.yaml").touch()
    refused(run("check", "-k", str(tmp_path)), "more than 3 files; expected a knowledge base")


def test_a_link_among_worked_cases_keeps_nobody_from_an_answer(tmp_path: Path) -> None:
    """Neither who reads it nor who keeps it in a file: a base is read without its worked cases."""
    base = Path(copytree(TOOTH, tmp_path / "tooth"))
    (base / "cases" / "loop").symlink_to(base / "cases")
    case, out = str(base / "cases" / "cold-hurts.yaml"), tmp_path / "out.txt"
    shown = run("run", "-k", str(base), case)
    assert shown.exit_code == 0
    assert run("run", "-k", str(base), case, "-o", str(out)).exit_code == 0
    assert out.read_text() == shown.stdout


def test_a_link_to_a_directory_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    refused(run("check", "-k", str(tmp_path)), "a link to a directory is not followed")


def test_what_begins_with_a_dot_belongs_to_other_programs(tmp_path: Path) -> None:
    for name in (".github/workflows/test.yaml", "._base.yaml", ".#rules.yaml", "rules.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in files.files_under(tmp_path)] == ["rules.yaml"]


def test_so_many_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    monkeypatch.setattr("triage.population.tables.MOST_COLUMNS", 10)
    (tmp_path / "in.csv").write_text(",".join(f"c{number}" for number in range(11)) + "\n")
    said = run("batch", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), "-k", str(TOOTH))
    refused(said, "has 11 columns; expected at most 10")


def test_a_revision_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        (tmp_path / "base.yaml").write_text("base: x\n")
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, "-C", str(tmp_path), *words], check=True, capture_output=True)
    monkeypatch.setattr("triage.difference.revisions.MOST_BYTES", 5)
    monkeypatch.chdir(tmp_path)
    refused(run("diff", "HEAD:.", str(TOOTH)), "MB; expected a knowledge base")


def test_a_key_up_to_a_size(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"k" * (64 * 1024 + 1))
    (tmp_path / "key").chmod(0o600)
    refused(run("serve", "--key", str(tmp_path / "key")), "too large for a key; expected at most 64 kB")
    (tmp_path / "case.yaml").write_text("answers: {}\n")
    words = ("run", str(tmp_path / "case.yaml"), "-k", str(TOOTH), "--key", str(tmp_path / "key"))
    refused(run(*words, "--record", str(tmp_path / "out")), "too large for a key")


@pytest.mark.parametrize("word", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
def test_a_day_near_the_end_of_time(tmp_path: Path, word: str) -> None:
    (tmp_path / "case.yaml").write_text("answers: {}\n")
    for command, option in (("plan", "--date"), ("plan", "--started"), ("letter", "--date"), ("run", "--as-of")):
        said = run(command, str(tmp_path / "case.yaml"), option, word, "-k", str(TOOTH))
        refused(said, f"{word} is no date; expected one such as 2026-03-31, from 1900 to 2199")


def test_keeping_and_not_keeping_is_refused(tmp_path: Path) -> None:
    refused(run("ask", "--save", str(tmp_path / "a.yaml"), "--no-save", "-k", str(TOOTH)), "cannot go together")
    assert not list(tmp_path.iterdir())


def test_the_newest_interview_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    refused(run("ask", "--resume", "-k", str(TOOTH)), "no interview is saved")
    none = run("ask", "--list", "--lang", "nl_NL")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "Er is nog geen vragenlijst bewaard. Beginnen: triage ask\n"
    room = tmp_path / "triage" / "interviews"
    room.mkdir(parents=True)
    for number, name in enumerate(("newest", "older", "oldest", ".hidden")):
        (room / f"{name}.yaml").write_text("answers: {nothing-of-ours: 1}\n")
        os.utime(room / f"{name}.yaml", (1e9 - number, 1e9 - number))
    listed = run("ask", "--list").output.splitlines()
    assert [Path(line).name for line in listed] == ["newest.yaml", "older.yaml", "oldest.yaml"]
    refused(run("ask", "--plain", "--resume", "-k", str(TOOTH)), "newest.yaml:1:11: unknown question")
    refused(run("ask", "--resume", "older.yaml", "-k", str(TOOTH)), "older.yaml:1:11: unknown question")
    refused(run("ask", "--resume", "--plain", "-k", str(TOOTH)), "newest.yaml:1:11: unknown question")


def test_an_empty_name_is_no_directory() -> None:
    refused(run("check", "-k", ""), "it is empty; name a directory")


@pytest.mark.parametrize("word", ["nan", "inf", "-inf"])
def test_no_number_is_no_share(word: str) -> None:
    with pytest.raises(click.BadParameter):
        Share(0).convert(word, None, None)


@pytest.mark.parametrize(
    "words",
    [
        ("run", f"{TITLE}.yaml"), ("check", "-k", TITLE), (TITLE,), ("run", f"--{TITLE}"), ("diff", TITLE),
        ("run", "x", "--lang", TITLE), ("replay", TITLE), ("letter", TITLE), ("plan", "x", "--date", TITLE),
        ("run", f"\udcff{TITLE}"), ("run", "a\0b"), ("graph", f"{TITLE}.png"), ("serve", "--key", TITLE),
    ],
)  # fmt: skip
def test_no_order_for_the_terminal_comes_out_of_a_name(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert "\x1b" not in result.output
    assert "\x07" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_what_is_harmless_stays() -> None:
    assert harmless("één\n\tnaam: 日本") == "één\n\tnaam: 日本"
    assert harmless("a\x1b[2Jb\u202ec\x9b") == "a\ufffd[2Jb\ufffdc\ufffd"


@pytest.mark.parametrize("ending", ["png", "pdf", "jpg"])
def test_a_graph_is_drawn_as_what_its_name_says(tmp_path: Path, ending: str) -> None:
    refused(run("graph", str(tmp_path / f"out.{ending}"), "-k", str(TOOTH)), "a graph is drawn as")
    assert not list(tmp_path.iterdir())


def test_a_kept_base_that_would_run_something_is_not_read(tmp_path: Path) -> None:
    class Runs:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return os.mkdir, (str(tmp_path / "ran"),)

    kept = tmp_path / "kept"
    cache.load_cached(TOOTH, kept)
    (file,) = kept.iterdir()
    parts = pickle.dumps(Runs())
    file.write_bytes(file.read_bytes()[:32] + sha256(parts).digest() + parts)
    assert cache.load_cached(TOOTH, kept).questions
    assert not (tmp_path / "ran").exists()


def test_the_shipped_base_is_read_from_where_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has parts that a small base has not: none is taken for a stranger's."""
    made = cache.load_cached(None, tmp_path / "kept")
    monkeypatch.setattr("triage.language.load.build", None)
    assert cache.load_cached(None, tmp_path / "kept").hash == made.hash


def test_a_kept_base_under_a_directory_of_others_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.load_cached(TOOTH, tmp_path / "open" / "kept")
    (tmp_path / "open").chmod(0o777)
    made: list[object] = []

    def counted(*words: Any) -> Base:
        made.append(words)
        return build(*words)

    monkeypatch.setattr("triage.language.load.build", counted)
    cache.load_cached(TOOTH, tmp_path / "open" / "kept")
    assert made
    (tmp_path / "open").chmod(0o1777)  # others may write there, and not move what is ours
    made.clear()
    cache.load_cached(TOOTH, tmp_path / "open" / "kept")
    assert not made


def test_a_repository_of_a_stranger_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its configuration says where to fetch what is missing, and which program to start for that."""

    def git(*words: str) -> bytes:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *who, "-C", str(there), *words], check=True, capture_output=True).stdout

    there = tmp_path / "there"
    (there / "knowledge").mkdir(parents=True)
    (there / "knowledge" / "base.yaml").write_text("base: x\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    blob = git("rev-parse", "HEAD:knowledge/base.yaml").decode().strip()
    (there / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    ran = tmp_path / "ran"
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "far",
        "remote.far.url": f"ext::sh -c touch% {ran}",
        "remote.far.promisor": "true",
        "protocol.ext.allow": "always",
        "core.fsmonitor": f"touch {ran}",
        "core.sshCommand": f"touch {ran}",
    }.items():
        git("config", name, value)
    monkeypatch.chdir(there)
    refused(run("diff", "HEAD", str(TOOTH)), "")
    assert not ran.exists()
    with pytest.raises(Exception, match="git"), opened("HEAD", None):
        pass


@pytest.mark.parametrize(
    ("name", "code"),
    [("nl_NL.UTF-8", "nl"), ("nl-BE", "nl"), ("NL", "nl"), ("nl", "nl"), ("Dutch_Netherlands.1252", "nl"),
     ("nld", "nld"), ("en_GB@euro", "en"), ("C.UTF-8", "c"), ("", "")],
)  # fmt: skip
def test_the_language_in_the_name_of_a_locale(name: str, code: str) -> None:
    assert language_in(name) == code


@pytest.mark.parametrize(
    ("set_to", "code"),
    [
        ({"LANGUAGE": "nl_BE:en", "LANG": "en_GB.UTF-8"}, "nl"),
        ({"LANGUAGE": "de:nl"}, "nl"),
        ({"LANGUAGE": "nl", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "nl_NL"}, "nl"),
        ({"LANG": "NL"}, "nl"),
        ({}, "en"),
    ],
)
def test_dutch_is_found(monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], code: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert preferred(("nl", "en")) == code


def test_a_language_is_taken_in_the_form_of_a_locale(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("answers: {}\n")
    for word in ("nl_NL", "NL", "nl-BE"):
        assert run("run", str(tmp_path / "case.yaml"), "-k", str(TOOTH), "--lang", word).exit_code == 0
    refused(run("run", str(tmp_path / "case.yaml"), "-k", str(TOOTH), "--lang", "de"), "does not speak `de`")


def test_what_programs_read_is_the_same_bytes_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the code page of an old Windows, with its ends of lines."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    same_bytes()
    print("één →\n日本")
    sys.stdout.flush()
    assert raw.getvalue() == "één →\n日本\n".encode()


@pytest.mark.parametrize(
    "words",
    [("questions", "--format", "json"), ("graph", "--format", "mermaid"), ("show", "rules", "--format", "json")],
)
def test_commands_print_for_programs_in_utf_8(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    with pytest.raises(SystemExit):
        main([*words, "-k", str(TOOTH), "--lang", "nl"])
    sys.stdout.flush()
    assert raw.getvalue().decode("utf-8")
    assert b"\r" not in raw.getvalue()


def test_every_limit_has_a_test_that_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", (DOCS / "limits.md").read_text(encoding="utf-8"))
    assert len(named) >= 12
    for file, name in named:
        assert f"def {name}(" in (DOCS.parent / file).read_text(encoding="utf-8"), name
