"""A wheel in an empty environment in an empty directory: the command is there, and the knowledge in it."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from configparser import ConfigParser
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.patience import PATIENCE
from triage.version import VERSION

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "terminal" / "bases" / "tooth"
SOME = ("sprint-mild-strain", "numb-saddle-and-bladder", "check-in/cannot-pee-any-more")
"""Worked cases, the last of them of the check-in."""
UNSHIPPED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist"
)


def run(*command: object, cwd: Path, **more: str) -> str:
    """What a command prints; it has to succeed, and sees nothing of our checkout or environment, but `more`."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")} | more
    done = subprocess.run(
        list(map(str, command)),
        check=False,
        cwd=cwd,
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel built from that; without a network."""
    source = tmp_path_factory.mktemp("with a space") / "source"
    shutil.copytree(ROOT, source, ignore=UNSHIPPED)
    out = source.parent / "out"
    run(sys.executable, "-m", "build", "--no-isolation", "--skip-dependency-check", "--outdir", out, source, cwd=source)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def triage(wheel: Path) -> Path:
    """The command, installed from the wheel. The environment has our dependencies, but not our checkout."""
    home = wheel.parent.parent / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home.parent)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel, cwd=home.parent)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home.parent).strip())
    # A folder that is named in a .pth file has its own .pth files left alone, so that our editable install stays out.
    ours = [folder for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages")]
    (site / "dependencies.pth").write_text("\n".join(ours) + "\n")
    where = run(python, "-c", "import triage; print(triage.__file__)", cwd=home.parent)
    assert where.count(str(site)) == 1
    return home / "bin" / "triage"


def test_the_command_tells_its_version(triage: Path, tmp_path: Path) -> None:
    assert VERSION in run(triage, "--version", cwd=tmp_path)


def test_it_is_a_module_too(triage: Path, tmp_path: Path) -> None:
    python = triage.with_name("python")
    assert run(python, "-m", "triage", "--version", cwd=tmp_path) == run(triage, "--version", cwd=tmp_path)
    assert run(python, "-m", "triage", "run", "--help", cwd=tmp_path).startswith("Usage: triage run ")


def test_modules_of_somebodys_own_are_left_alone(triage: Path, tmp_path: Path) -> None:
    """All at once: each would end the program as soon as it is imported."""
    for name in ("cli.py", "main.py", "commands/__init__.py", "knowledge/__init__.py"):
        for path in (tmp_path / "mine" / name, tmp_path / "here" / name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"raise SystemExit('{name} is not yours to run')\n")
    python, case = triage.with_name("python"), tmp_path / "case.yaml"
    case.write_text("answers: {}\n")
    for command in ((triage,), (python, "-m", "triage")):
        said = run(*command, "run", "--format", "json", case, cwd=tmp_path / "here", PYTHONPATH=str(tmp_path / "mine"))
        assert '"urgency"' in said


def test_a_triage_of_somebodys_own_beside_them_is_left_alone(triage: Path, tmp_path: Path) -> None:
    (tmp_path / "triage.py").write_text("raise SystemExit('this is not yours to run')\n")
    assert VERSION in run(triage, "--version", cwd=tmp_path)


def test_the_knowledge_is_found_in_an_empty_directory(triage: Path, tmp_path: Path) -> None:
    said = run(triage, "cases", *SOME, cwd=tmp_path)
    assert {f"passed  {name}" for name in SOME} <= set(said.splitlines())
    run(triage, "check", "--knowledge", SMALL, cwd=tmp_path)


def test_a_case_runs_in_an_empty_directory(triage: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("answers: {}\n")
    assert '"urgency"' in run(triage, "run", "--format", "json", "case.yaml", cwd=tmp_path)


def test_every_file_of_the_knowledge_is_in_the_wheel(inside: set[str], wheel: Path) -> None:
    """As it is here, so that every case comes to the same there."""
    kept = ROOT / "knowledge"
    files = [*kept.rglob("*.y*ml"), *kept.glob("pictures/**/*.*")]
    here = {path.relative_to(kept).as_posix(): path.read_bytes() for path in files}
    prefix = "triage/knowledge/"
    assert {name.removeprefix(prefix) for name in inside if name.startswith(prefix)} == set(here)
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name, text in here.items() if archive.read(f"{prefix}{name}") != text] == []


def test_every_file_of_the_program_is_in_the_wheel(inside: set[str]) -> None:
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "triage").rglob("*") if path.is_file()}
    here = {name for name in here if "__pycache__" not in name}
    assert here - inside == set(), "add it to `packages` or `package_data` in setup.cfg"
    assert "triage/py.typed" in inside


def test_nothing_else_is_in_the_wheel(inside: set[str]) -> None:
    strange = {name for name in inside if not re.match(r"triage/|hamstring_triage-[^/]+\.dist-info/", name)}
    assert strange == set()


def test_licence_and_notice_travel_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
        texts = {
            name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if "/licenses/" in name
        }
    assert "License-Expression: Apache-2.0\n" in metadata
    assert "Apache License" in texts["LICENSE"]
    assert "LGPL-3.0" in texts["NOTICE"]


def test_the_source_distribution_holds_what_make_test_needs(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "constraints.txt", "pyproject.toml", "setup.cfg", ".ci/run", "knowledge/base.yaml"} <= names
    assert Path(__file__).relative_to(ROOT).as_posix() in names


def test_everything_installed_here_is_pinned_as_it_is() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), "exact versions only: no hosts, no paths"
    pinned: dict[str, str] = {
        canonicalize_name(name): number for name, _, number in (line.partition("==") for line in lines)
    }
    needed = _needed("hamstring-triage", {"", "all", "test"}, {})
    assert {name: pinned.get(name) for name in needed} == needed


def _needed(name: str, extras: set[str], found: dict[str, str]) -> dict[str, str]:
    """Every distribution that an installation with these extras brings, with its version here."""
    for line in requires(name) or ():
        wanted = Requirement(line)
        other = canonicalize_name(wanted.name)
        if other not in found and any(
            not wanted.marker or wanted.marker.evaluate({"extra": extra}) for extra in extras
        ):
            found[other] = version(other)
            _needed(other, {"", *wanted.extras}, found)
    return found


def test_setup_has_lower_bounds_only() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg")
    lines = setup["options"]["install_requires"] + "".join(setup["options.extras_require"].values())
    wanted = [Requirement(line) for line in lines.split("\n") if line]
    bounded = [each for each in wanted if not each.name.startswith("types-")]
    assert {"".join(re.findall("[<>=!~]", str(each.specifier))) for each in bounded} == {">="}
