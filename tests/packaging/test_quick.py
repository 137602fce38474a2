"""Which tests `make quick` picks."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.fixture(scope="module")
def quick() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quick", ROOT / "tools" / "quick.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("tests/cli/test_run.py", "tests/cli/test_run.py"),
        ("triage/reports/clinician/letter.py", "tests/follow_up/test_letter.py"),
        ("triage/language/answer.py", "tests/language/test_answer.py"),
        ("knowledge/rules/urgency.yaml", "tests/knowledge/test_worked_cases.py"),
        ("docs/hazards.md", "tests/knowledge/test_hazards.py"),
        ("setup.cfg", "tests/packaging/test_make.py"),
    ],
)
def test_the_likeliest_come_first(quick: ModuleType, file: str, first: str) -> None:
    found = quick.chosen([file], TESTS)
    assert found[0] == first
    assert set(quick.ALWAYS) <= set(found)
    assert len(found) == len(set(found))


def test_who_imports_what_changed_comes_next(quick: ModuleType) -> None:
    found = quick.chosen(["triage/inference/bit_parallel.py"], TESTS)
    importers = [path for path in TESTS if "from triage.inference.bit_parallel import" in path.read_text()]
    assert {path.relative_to(ROOT).as_posix() for path in importers} <= set(found)


@pytest.mark.parametrize("module", ["saving", "kept"])
def test_however_it_is_imported(quick: ModuleType, module: str) -> None:
    found = quick.chosen([f"triage/terminal/{module}.py"], TESTS)
    assert "from triage.terminal import kept, keys, saving" in (ROOT / "tests/terminal/test_faults.py").read_text()
    assert "tests/terminal/test_faults.py" in found
    assert "tests/terminal/test_alarms.py" in found


def test_nothing_changed_or_no_checkout(quick: ModuleType) -> None:
    assert quick.chosen([], TESTS) == list(quick.ALWAYS)


def test_every_test_that_is_named_exists(quick: ModuleType) -> None:
    for name in {*quick.ALWAYS, *(name for some in quick.FOR.values() for name in some)}:
        assert (ROOT / name).is_file(), name
