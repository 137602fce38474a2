"""What a run looks at of what is many."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import deep

MANY = range(400)


@pytest.fixture(autouse=True)
def begun_again() -> Iterator[None]:
    before = deep.seed()
    yield
    deep.begin(before)


def test_a_sample_is_that_of_the_seed_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep, "DEEP", False)
    runs = []
    for seed in (1, 2, 1):
        deep.begin(seed)
        runs.append((deep.sample(MANY, 20), [deep.drawn(("nl", "en"), number) for number in MANY]))
    assert runs[0] == runs[2]
    assert all(one != other for one, other in zip(runs[0], runs[1], strict=True))
    for some, each in runs:
        assert some == sorted(set(some))
        assert len(some) == 20
        assert {word for (word,) in each} == {"nl", "en"}
    assert deep.sample("abc", 20) == list("abc")


def test_over_the_runs_everything_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep, "DEEP", False)
    seen: set[int] = set()
    for seed in range(300):
        deep.begin(seed)
        seen |= set(deep.sample(MANY, 20))
    assert seen == set(MANY)


def test_deep_is_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep, "DEEP", True)
    assert deep.sample(MANY, 20) == list(MANY)
    assert deep.drawn(("nl", "en"), "x") == ["nl", "en"]
    assert deep.examples(20) > 20


def test_a_commit_has_its_own_draw_and_what_no_test_reads_changes_it_not(tmp_path: Path) -> None:
    def commit(name: str, text: str) -> int:
        file = tmp_path / name / "file"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        for command in (["add", "."], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", name]):
            subprocess.run(["git", *command], cwd=tmp_path, check=True)
        return deep.of_the_commit(tmp_path)

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("knowledge", "tests", "triage"):
        first = commit(name, "one")
    assert first == deep.of_the_commit(tmp_path) == commit("docs", "one")
    assert len({first, *(commit(name, "two") for name in ("knowledge", "tests", "triage"))}) == 4
