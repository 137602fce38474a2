"""What `make` says. That it sets up from a clean clone is what a run of `.ci/run` in one shows."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(
        command, check=False, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clean checkout, as far as setting up looks at it, in a path with spaces."""
    where = tmp_path / "a clean (clone)"
    where.mkdir()
    for name in ("Makefile", "setup.cfg", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, where)
    return where


def test_help_prints_every_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test", "bench", "golden", "clean"} <= targets
    assert set(re.findall(r"^make (\w+)\t", make("help").stdout, re.MULTILINE)) == targets
    assert make().stdout == make("help").stdout


@pytest.mark.parametrize(("found", "says"), [("echo Python 3.10.13; exit 1", "Python 3.10.13"), ("exit 127", "old")])
def test_a_python_that_will_not_do_is_named(clone: Path, found: str, says: str) -> None:
    (clone / "old").write_text(f"#!/bin/sh\n{found}\n")
    (clone / "old").chmod(0o755)
    done = make("run", "PYTHON=./old nowhere", cwd=clone)
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stdout
    assert says in done.stdout
    assert "nowhere" not in done.stdout
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize(
    ("pythons", "taken"),
    [
        ({"slow": 1, "quick": 0}, "quick"),
        ({"slow": 1, "slower": 1}, "slow"),
        ({"first": 0, "second": 0}, "first"),
    ],
)
def test_of_those_that_will_do_one_that_was_made_to_be_quick_is_taken(
    clone: Path, pythons: dict[str, int], taken: str
) -> None:
    for name, slow in pythons.items():
        script = f"""#!/bin/sh
case "$*" in
    *CONFIG_ARGS*) exit {slow};;
    "-m venv"*) echo {name} makes it; exit 3;;
esac
exec "{sys.executable}" "$@"
"""
        (clone / name).write_text(script)
        (clone / name).chmod(0o755)
    done = make("run", f"PYTHON=nowhere {' '.join(f'./{name}' for name in pythons)}", cwd=clone)
    assert done.returncode != 0
    assert f"{taken} makes it" in done.stdout.splitlines()


def test_pytest_has_the_last_word() -> None:
    done = make("--dry-run", "test")
    assert "-m pytest" in done.stdout.strip().splitlines()[-1]


def test_continuous_integration_runs_make_test_with_nobody_at_the_keyboard() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test </dev/null" in script.read_text()
