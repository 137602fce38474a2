"""A wheel in an empty environment in an empty directory: the command is there, and the knowledge in it."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from configparser import ConfigParser
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from triage.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
UNSHIPPED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist"
)


def run(*command: object, cwd: Path) -> str:
    """What a command prints; it has to succeed, and sees nothing of our checkout or environment."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)),
        check=False,
        cwd=cwd,
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel built from that; without a network."""
    source = tmp_path_factory.mktemp("with a space") / "source"
    shutil.copytree(ROOT, source, ignore=UNSHIPPED)
    out = source.parent / "out"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source, cwd=source)
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
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home.parent)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home.parent).strip())
    # A folder that is named in a .pth file has its own .pth files left alone, so that our editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = run(python, "-c", "import triage, cli; print(triage.__file__, cli.__file__)", cwd=home.parent)
    assert where.count(str(site)) == 2
    return home / "bin" / "triage"


def test_the_command_tells_its_version(triage: Path, tmp_path: Path) -> None:
    assert VERSION in run(triage, "--version", cwd=tmp_path)


def test_the_knowledge_is_found_in_an_empty_directory(triage: Path, tmp_path: Path) -> None:
    run(triage, "check", cwd=tmp_path)
    run(triage, "cases", cwd=tmp_path)


def test_a_case_runs_in_an_empty_directory(triage: Path, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("answers: {}\n")
    assert '"urgency"' in run(triage, "run", "--format", "json", "case.yaml", cwd=tmp_path)


def test_every_file_of_the_knowledge_is_in_the_wheel(inside: set[str]) -> None:
    here = {path.relative_to(ROOT / "knowledge").as_posix() for path in (ROOT / "knowledge").rglob("*.y*ml")}
    prefix = "triage/knowledge/"
    assert {name.removeprefix(prefix) for name in inside if name.startswith(prefix)} == here


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
    pinned = {canonicalize_name(name): number for name, _, number in (line.partition("==") for line in lines)}
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
