"""What is optional: a command whose library is not there says how to install it, and never a stranger's package."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.deep import sample
from tests.without import without
from triage.explanation.installing import installing
from triage.language.files import shipped
from triage.version import DISTRIBUTION

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "terminal" / "bases" / "tooth"
CASE = BASE / "cases" / "cold-hurts.yaml"
HERE = {".ci"}
"""Folders that begin with a dot and are ours."""
STRANGER = re.compile(
    r"""(?:\b(?:install|inject|add|uvx|pipx\ run|uv\ run)\s+(?:-\S+\s+)*["'`]*|(?<![\w./-])(?=triage\[[a-z]))"""
    r"""triage(?![\w./-])""",
    re.VERBOSE,
)
"""Advice to install what indexes call `triage`, which is not ours."""

MISSING = [
    ("z3", "proof", ("diff", BASE, BASE)),
    ("polars", "population", ("batch", "in.csv", "--output", "out.csv", "-k", BASE)),
    ("pyspark", "spark", ("batch", "in.csv", "--output", "out.csv", "--engine", "spark", "-k", BASE)),
    ("matplotlib", "chart", ("batch", "in.csv", "--output", "out.csv", "--plot", "out.svg", "-k", BASE)),
    ("jinja2", "html", ("report", CASE, "--output", "out.html", "-k", BASE)),
    ("pygraphviz", "graph", ("graph", "-k", BASE)),
    ("icalendar", "plan", ("plan", "followed.yaml", "--format", "ics")),
]


@pytest.fixture(scope="module")
def extras() -> set[str]:
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg")
    assert setup["metadata"]["name"] == DISTRIBUTION
    return set(setup["options.extras_require"])


@pytest.fixture(scope="module")
def followed() -> str:
    """A case that can be followed."""
    text = (shipped() / "cases" / "sprint-mild-strain.yaml").read_text()
    answers = text[text.index("answers:") : text.index("expect:")]
    saved = "saved: {format: 2, base: hamstring, version: 1.0.0, hash: x, date: 2026-03-02}"
    return f"{answers}started: 2026-03-01\n{saved}\n"


@pytest.mark.parametrize(
    ("library", "extra", "arguments"),
    sample([pytest.param(*each, id=f"{each[2][0]} {each[0]}") for each in MISSING], 3),
)
def test_a_command_whose_library_is_missing_says_how_to_install_it(
    library: str, extra: str, arguments: tuple[object, ...], followed: str, tmp_path: Path
) -> None:
    (tmp_path / "followed.yaml").write_text(followed)
    (tmp_path / "in.csv").write_text("pain\n3\n")
    done = without(library, *arguments, cwd=tmp_path)
    said = f"this needs the library {library}, which the extra `{extra}` brings. {installing('en', extra)}\n"
    assert (done.returncode, done.stderr[-len(said) :]) == (2, said)
    assert {path.name for path in tmp_path.iterdir()} == {"followed.yaml", "in.csv"}


def test_the_way_depends_on_the_tool() -> None:
    assert installing("en", "proof") == (
        "To install: pip install 'hamstring-triage[proof]', pipx inject hamstring-triage 'hamstring-triage[proof]' or "
        "uv tool install 'hamstring-triage[proof]'; in a checkout: make all"
    )
    assert "pip install 'hamstring-triage[population,clips]', " in installing("nl", "population", "clips")


def test_every_extra_that_is_named_exists(extras: set[str]) -> None:
    named = re.compile(r"""(?:needing|ways)\("(\w+)"|installing\([\w.]+, "(\w+)"|\bextra="(\w+)\"""")
    found = {
        "".join(match) for path in (ROOT / "triage").rglob("*.py") for match in named.findall(path.read_text("utf-8"))
    }
    assert {"proof", "spark", "clinic", "clips"} <= found <= extras
    table = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"\w+", " ".join(table))) >= found


def texts() -> Iterator[Path]:
    """Every text of ours that somebody may read or run."""
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            ours = not path.name.startswith(".") or path.name in HERE
            if path.is_dir() and ours and path.name not in ("build", "dist") and path.suffix != ".egg-info":
                folders.append(path)
            elif path.is_file() and path.suffix not in (".pyc", ".png", ".parquet"):
                yield path


def test_no_text_advises_to_install_a_strangers_package() -> None:
    found = []
    read = set()
    for path in texts():
        text = path.read_bytes().decode("utf-8", "replace")
        read.add(path.suffix or path.name)
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in STRANGER.finditer(text)]
    assert found == []
    assert {".py", ".md", ".ipynb", ".yaml", ".cfg", ".toml", ".txt", ".jinja", "Makefile"} <= read


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("pip install 'NAME[proof]'", True),
        ('python -m pip install --upgrade "NAME"', True),
        ("run `pipx install NAME`", True),
        ("uv tool install -q --force NAME", True),
        ("uvx NAME ask", True),
        ("uv add NAME", True),
        ("it takes the extra NAME[spark]", True),
        ("pip install 'hamstring-NAME[proof]'", False),
        ("pipx inject hamstring-NAME 'hamstring-NAME[proof]'", False),
        ("pip install -e . gives the command NAME", False),
        ("python -m NAME --version", False),
        ("install NAME/knowledge", False),
    ],
)
def test_what_counts_as_such_advice(text: str, wrong: bool) -> None:
    assert bool(STRANGER.search(text.replace("NAME", "triage"))) == wrong
