"""A kept base is the base, or it is not used."""

from __future__ import annotations

import os
import pickle
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest

from triage.inference.cache import load_cached, make_ready
from triage.inference.outcome import infer
from triage.inference.session import EngineName
from triage.language.check_in import load_check_in
from triage.language.errors import KnowledgeError
from triage.language.load import load

SMALL = Path(__file__).parents[1] / "bases" / "ankle"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(copytree(SMALL, tmp_path / "base"))


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A base with a check-in."""
    return Path(copytree(SMALL.parent / "tap", tmp_path / "followed"))


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


def test_it_names_only_what_is_ours_whatever_the_python(directory: Path, folder: Path) -> None:
    """How Python pickles a member of an Enum differs from one 3.11 to the next."""
    load_cached(directory, folder)
    named = set()

    class Noted(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> object:
            named.add(module.split(".", maxsplit=1)[0])
            return super().find_class(module, name)

    Noted(BytesIO(kept(folder).read_bytes()[64:])).load()
    assert named == {"triage"}


@pytest.mark.parametrize("engine", ["experta", "counters"])
def test_it_comes_back_ready_to_infer(
    directory: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, engine: EngineName
) -> None:
    load_cached(directory, folder)
    fresh = load(directory)
    monkeypatch.setattr("triage.inference.clauses.inward", None)
    monkeypatch.setattr("triage.inference.circuit.kinds", None)
    again = load_cached(directory, folder)
    monkeypatch.undo()
    for answers in ({}, {"onset": "twisted", "pain": 7}):
        assert infer(again, answers, engine) == infer(fresh, answers, engine)
        assert infer(again, answers, engine).trace == infer(fresh, answers, engine).trace


def test_of_persons_nothing_goes_into_a_file(directory: Path) -> None:
    base = load(directory)
    make_ready(base)
    before = len(pickle.dumps(base))
    infer(base, {"onset": "twisted", "pain": 7})
    assert len(pickle.dumps(base)) == before


def test_its_check_in_is_kept_when_it_is_asked_for(
    followed: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_cached(followed, folder)
    assert len(list(folder.iterdir())) == 1
    inside = load_check_in(first, followed)
    assert len(list(folder.iterdir())) == 2
    monkeypatch.setattr("triage.language.load.build", None)
    again = load_check_in(load_cached(followed, folder), followed)
    monkeypatch.undo()
    assert again is not inside
    assert asdict(again) == asdict(inside) == asdict(load_check_in(load(followed), followed))


def test_one_changed_letter_of_its_check_in_and_that_is_read_anew(followed: Path, folder: Path) -> None:
    load_check_in(load_cached(followed, folder), followed)
    (followed / "check-in" / "mistake.yaml").write_text("- rule: broken\n")
    with pytest.raises(KnowledgeError, match="lacks `when`"):
        load_check_in(load_cached(followed, folder), followed)


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


def test_not_a_bit_may_be_otherwise(directory: Path, folder: Path) -> None:
    whole = load_cached(directory, folder)
    written = kept(folder).read_bytes()
    for place in (40, len(written) // 2, len(written) - 100):
        kept(folder).write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        assert asdict(load_cached(directory, folder)) == asdict(whole)
        assert kept(folder).read_bytes()[:64] == written[:64], "it was not believed, and written anew"


def test_a_pipe_in_its_place_is_waited_for_by_nobody(directory: Path, folder: Path) -> None:
    load_cached(directory, folder)
    place = kept(folder)
    place.unlink()
    os.mkfifo(place)
    assert load_cached(directory, folder).questions


def test_nothing_is_written_over_through_a_link(directory: Path, folder: Path, tmp_path: Path) -> None:
    load_cached(directory, folder)
    place, other = kept(folder), tmp_path / "precious.txt"
    other.write_text("precious")
    place.unlink()
    place.symlink_to(other)
    assert load_cached(directory, folder).questions
    assert other.read_text() == "precious"


def test_nothing_is_kept_where_others_may_write(directory: Path, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    folder.chmod(0o777)
    assert load_cached(directory, folder).questions
    assert not list(folder.iterdir())


def test_a_check_in_built_on_what_is_no_more_is_not_believed(followed: Path, folder: Path) -> None:
    """Somebody edits the base while a program that read it before still runs."""
    before = load_cached(followed, folder)
    manifest = followed / "base.yaml"
    manifest.write_text(manifest.read_text().replace(f"version: {before.version}", "version: 9.9.9"))
    old = load_check_in(before, followed)
    new = load_check_in(load_cached(followed, folder), followed)
    assert new is not old
    assert asdict(new) == asdict(load_check_in(load(followed), followed))


@pytest.mark.parametrize(("what", "mode"), [("file", 0o666), ("folder", 0o777)])
def test_what_others_could_have_written_is_not_believed(
    directory: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, mode: int
) -> None:
    load_cached(directory, folder)
    monkeypatch.setattr("triage.language.load.build", None)
    assert load_cached(directory, folder).questions
    os.chmod(kept(folder) if what == "file" else folder, mode)
    with pytest.raises(TypeError, match="not callable"):  # it would be built anew
        load_cached(directory, folder)


def test_without_a_place_to_keep_it_all_works(directory: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert load_cached(directory, blocked / "below").questions
    assert blocked.read_text() == "in the way"
