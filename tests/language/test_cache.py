"""A kept base is the base, or it is not used."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from shutil import copytree

import pytest

from triage.inference.outcome import infer
from triage.language.cache import load_cached
from triage.language.errors import KnowledgeError
from triage.language.load import load

SMALL = Path(__file__).parents[1] / "bases" / "ankle"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(copytree(SMALL, tmp_path / "base"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_kept_base_is_the_same_base(directory: Path, folder: Path) -> None:
    first, second, fresh = load_cached(directory, folder), load_cached(directory, folder), load(directory)
    assert second is not first
    assert asdict(second) == asdict(first) == asdict(fresh)
    assert infer(second, {}) == infer(fresh, {})


def test_it_is_really_read_back(directory: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_cached(directory, folder)
    monkeypatch.setattr("triage.language.load.build", None)
    assert load_cached(directory, folder).questions


def test_one_changed_letter_and_it_is_loaded_anew(directory: Path, folder: Path) -> None:
    before = load_cached(directory, folder)
    manifest = directory / "base.yaml"
    manifest.write_text(manifest.read_text().replace(f"version: {before.version}", "version: 9.9.9"))
    assert load_cached(directory, folder).version == "9.9.9"


def test_a_mistake_made_since_is_reported(directory: Path, folder: Path) -> None:
    load_cached(directory, folder)
    (directory / "mistake.yaml").write_text("- rule: broken\n")
    with pytest.raises(KnowledgeError, match="lacks `when`"):
        load_cached(directory, folder)


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"x" * 5000], ids=["empty", "short", "nonsense"])
def test_a_damaged_file_is_no_matter(directory: Path, folder: Path, damage: bytes) -> None:
    load_cached(directory, folder)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(damage)
    assert load_cached(directory, folder).questions
    kept(folder).write_bytes(whole[:32] + damage)
    assert load_cached(directory, folder).questions


def test_what_others_could_have_written_is_not_believed(
    directory: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached(directory, folder)
    read: list[object] = []
    monkeypatch.setattr("triage.language.cache.pickle.load", read.append)
    os.chmod(kept(folder), 0o666)
    load_cached(directory, folder)
    os.chmod(kept(folder), 0o600)
    os.chmod(folder, 0o777)
    load_cached(directory, folder)
    assert read == []


def test_without_a_place_to_keep_it_all_works(directory: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert load_cached(directory, blocked / "below").questions
    assert blocked.read_text() == "in the way"
