"""A language more is a folder of files more: the program and a base in letters that are not ours, and what still comes
out in ours."""

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

import triage
from tests.patience import PATIENCE

PACKAGE = Path(triage.__file__).parent
TOOL = PACKAGE.parent / "tools" / "words.py"
OTHERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβγδεζηθικλμνξοπρσςτυφχψωϊΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣϷΤΥΦΧΨΩΪ"
)
"""Another letter for each of ours."""
KEPT = re.compile(r"(\{[^{}]*\})")
OURS = re.compile(r"[A-Za-z]{2,}")
HASH = re.compile(r"\b[0-9a-f]{12,}\b")
NAMES = {"triage", "all", "clear"}
"""What is called so in every language: the program, a finding that every base has."""


def spelt(text: str) -> str:
    """A text in other letters; what is filled in stays what it is."""
    return "".join(part if KEPT.fullmatch(part) else part.translate(OTHERS) for part in KEPT.split(text))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the program, which has a language more, a base that speaks nothing else, and a case."""
    place = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(PACKAGE, place / "triage", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PACKAGE.parent / "knowledge", place / "knowledge")  # where a checkout has it
    words = place / "triage" / "words"
    (words / "eo").mkdir()
    for path in (words / "en").glob("*.po"):
        with path.open("rb") as file:
            area = read_po(file)
        for message in area:
            if message.id:
                said = message.string
                message.string = spelt(said) if isinstance(said, str) else tuple(map(spelt, said or ()))
        with (words / "eo" / path.name).open("wb") as file:
            write_po(file, area)
    subprocess.run([sys.executable, TOOL, words], check=True, timeout=PATIENCE)
    run(place, "new", "base", "--lang", "en", "--check-in")
    for path in (place / "base").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("languages: [en]", "languages: [eo]")
        path.write_text(re.sub(r"(?m)^( +)en: (.*)$", _line, text), encoding="utf-8")
    shutil.copy(place / "base" / "cases" / "mild.yaml", place / "case.yaml")
    return place


def _line(found: re.Match[str]) -> str:
    return f"{found[1]}eo: {spelt(found[2])}"


def run(place: Path, *words: str) -> str:
    return python(place, "-m", "triage", *words)


def python(place: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=place,
        input="",
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={"PATH": "", "HOME": str(place), "PYTHONUTF8": "1", "PYTHONPATH": str(place)},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


READ = (
    "run case.yaml",
    "run case.yaml --full",
    "letter case.yaml",
    "plan case.yaml --started 2026-11-01",
    "explain case.yaml --depth 9",
    "step case.yaml --plain",
    "questions",
    "report case.yaml --html -",
)
EACH = """\
import json, sys
from click.testing import CliRunner
from triage.commands.main import main

said = {words: CliRunner().invoke(main, [*words.split(), "-k", "base"]) for words in sys.argv[1:]}
print(json.dumps({words: [done.exit_code, done.output] for words, done in said.items()}))
"""
"""The commands, one after the other: each in a process of its own would take most of its time to start."""


@pytest.fixture(scope="module")
def said(elsewhere: Path) -> dict[str, list[object]]:
    """What each command ended with and said."""
    return dict(json.loads(python(elsewhere, "-c", EACH, *READ)))


@pytest.mark.xdist_group("another language")
@pytest.mark.parametrize("words", READ)
def test_everything_that_people_read_is_in_the_language_of_the_base(
    elsewhere: Path, said: dict[str, list[object]], words: str
) -> None:
    code, read = said[words]
    assert (code, isinstance(read, str)) == (0, True)
    shown = html.unescape(re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>|<[^>]*>", " ", str(read)))
    assert set(OURS.findall(HASH.sub("", shown))) - names(elsewhere / "base") - NAMES == set()


def names(base: Path) -> set[str]:
    """The words in ids, names of files, titles of documents and stories, which are in no language."""
    written = (f"{path} {re.sub(r'#.*', '', path.read_text(encoding='utf-8'))}" for path in base.rglob("*.yaml"))
    return {word for text in written for word in OURS.findall(text)}
