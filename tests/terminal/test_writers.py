"""Whatever is written: never over what is there unasked nor over what is read, whole, and private where it should."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.killing import killed
from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.load import load
from triage.language.starter import start
from triage.language.writing import put_back
from triage.terminal.saving import keep_book

ROOT = Path(__file__).resolve().parents[2]
WRIST = ROOT / "tests" / "follow_up" / "wrist"
WRITERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "progress": lambda out: ("progress", "wrist.yaml", "-k", str(WRIST), "--svg", out),
    "picture": lambda out: ("progress", "wrist.yaml", "-k", str(WRIST), "--png", out),
    "record": lambda out: ("run", "wrist.yaml", "-k", str(WRIST), "--record", out),
    "report": lambda out: ("report", "wrist.yaml", "-k", str(WRIST), "--output", out),
    "case graph": lambda out: ("graph", "--output", out, "--format", "dot", "--case", "wrist.yaml", "-k", str(WRIST)),
    "graph": lambda out: ("graph", "--output", out, "--format", "dot", "-k", str(WRIST)),
    "clips": lambda out: ("export", "clips", "--output", out, "-k", str(WRIST)),
}
PUBLIC = {"graph", "clips"}


def invoke(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case after its first check-in, in the folder where we are."""
    monkeypatch.chdir(tmp_path)
    place = Path("wrist.yaml")
    saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
    place.write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n")
    Path("given.yaml").write_text("answers: {crooked: no, pain: 4}\n")
    words = ("check-in", "wrist.yaml", "--date", "2026-03-05", "--answers", "given.yaml", "-k", str(WRIST))
    assert invoke(*words).exit_code == 0
    return place


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_over_unasked_nor_over_what_is_read(name: str, case: Path) -> None:
    words = WRITERS[name]
    before = case.read_bytes()
    Path("there").write_text("somebody's")
    refused = invoke(*words("there"))
    assert (refused.exit_code, Path("there").read_text()) == (2, "somebody's")
    assert "there: there is one already; --force writes over it" in refused.stderr
    Path("nowhere").symlink_to("planted")
    assert invoke(*words("nowhere")).exit_code == 2
    assert not Path("planted").exists(), "no link is followed unasked"
    if name not in PUBLIC:
        Path("link").symlink_to(case)
        os.link(case, "hard")
        for out in ("wrist.yaml", "link", "hard"):
            source = invoke(*words(out), "--force")
            assert (source.exit_code, case.read_bytes()) == (2, before)
            assert f"{out}: this is the file that is read; name another one to write" in source.stderr
    assert invoke(*words("there"), "--force").exit_code == 0
    assert Path("there").read_bytes() != b"somebody's"
    mode = stat.S_IMODE(Path("there").stat().st_mode)
    assert mode == (0o644 if name in PUBLIC else 0o600)
    assert [path.name for path in Path.cwd().iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "words", [("graph", "--output", "{}", "--format", "dot"), ("export", "clips", "--output", "{}")]
)
def test_the_knowledge_that_is_read_is_not_written_over(words: tuple[str, ...], tmp_path: Path) -> None:
    start(tmp_path / "mine", ["en"])
    manifest = tmp_path / "mine" / "base.yaml"
    before = manifest.read_bytes()
    done = invoke(*(word.format(manifest) for word in words), "--force", "-k", str(tmp_path / "mine"))
    assert (done.exit_code, manifest.read_bytes()) == (2, before)


def test_two_pictures_have_two_names(case: Path) -> None:
    done = invoke("progress", str(case), "-k", str(WRIST), "--svg", "one", "--png", "./one")
    assert done.exit_code == 2
    assert not Path("one").exists()


PAGES = {"index.md": "# Book\n", "rules/one.md": "# One\n"}
PREPARE = "from pathlib import Path; from triage.terminal.saving import keep_book"
RUN = """keep_book(Path("book"), {"index.md": "# Book\\nnew\\n", "rules/one.md": "# One\\nnew\\n"}, True)"""


def test_a_book_survives_a_kill_at_any_step(tmp_path: Path) -> None:
    """It is the old one or the new one; where it had been moved aside, the next to write there puts it back."""
    place = tmp_path / "book"
    ended = set()
    with killed(PREPARE, RUN, ("mkdir", "open", "close", "fsync", "rename", "rmdir", "unlink"), tmp_path) as at:
        for step in range(1, 60):
            keep_book(place, PAGES, force=True)
            code = at(step)
            put_back(place)
            told = {path.read_text() for path in place.rglob("*.md")}
            assert told in ({"# Book\n", "# One\n"}, {"# Book\nnew\n", "# One\nnew\n"}), step
            assert [path.name for path in tmp_path.iterdir()] == ["book"]
            ended.add((code, len("".join(told)) > 13))
            if code == 0:
                break
    assert ended == {(-9, False), (-9, True), (0, True)}


def test_what_is_new_begins_whole(tmp_path: Path) -> None:
    start(tmp_path / "mine", ["en"])
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_kept_interview_is_whole_from_its_first_moment(tmp_path: Path) -> None:
    """Killed before its first answer, it can be gone on with; another one can begin in the same place."""
    prepare = (
        "from pathlib import Path; from triage.language.load import load; from triage.terminal.saving import Keeper; "
        f"base = load({str(WRIST)!r})"
    )
    calls = ["mkdir", "open", "fsync", "link", "close", "rmdir", "unlink"]
    place, step, made = tmp_path / "kept.yaml", 1, 0
    with killed(prepare, "Keeper(base, Path('kept.yaml'), 'en')", calls, tmp_path) as at:
        while at(step) != 0:
            if place.exists():
                assert dict(load_case(load(WRIST), place).answers) == {}
                place.unlink()
                made += 1
            step += 1
    assert 0 < made < step
