"""The shape of the house: who may import whom, what a start loads, and what is named where."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sorted((ROOT / "triage").rglob("*.py"))

READS = {
    "version": set[str](),
    "words": set[str](),
    "language": {"words", "version"},
    "inference": {"language", "version"},
    "cases": {"language", "words"},
    "interview": {"inference", "language", "words"},
    "follow_up": {"cases", "inference", "language", "words"},
    "explanation": {"inference", "language", "words"},
    "records": {"cases", "inference", "language", "version", "words"},
    "teaching": {"inference", "language"},
    "population": {"inference", "language", "version", "words"},
    "coverage": {"cases", "inference", "language"},
    "proof": {"coverage", "cases", "inference", "language", "words"},
    "difference": {"proof", "coverage", "cases", "inference", "language"},
    "agreement": {"cases", "population", "inference", "language", "version"},
    "reports": {
        *("explanation", "follow_up", "records", "teaching", "population"),
        *("cases", "coverage", "proof", "difference", "agreement", "inference", "language", "version", "words"),
    },
    "terminal": {
        *("reports", "explanation", "records", "teaching", "follow_up", "interview"),
        *("cases", "inference", "language", "words"),
    },
    "clinic": {"records", "follow_up", "cases", "language", "version", "words"},
    "editor": {"reports", "explanation", "cases", "language", "version"},
    "web": {
        *("clinic", "records", "reports", "explanation", "follow_up", "interview", "teaching", "cases"),
        *("editor", "proof", "difference", "inference", "language", "version", "words"),
    },
    "commands": {
        *("editor", "web", "clinic", "terminal", "reports", "explanation", "records", "follow_up", "population"),
        *("cases", "coverage", "proof", "difference", "agreement", "inference", "language", "version", "words"),
    },
    "lessons": {"reports", "explanation", "teaching", "language"},
    "reviews": {"reports", "explanation", "records", "proof", "cases", "language"},
    "__main__": {"commands"},
    "__init__": {"reports", "interview", "cases", "inference", "language", "version"},
}
"""What each part of `triage` imports, besides itself: no more and no less. Each stands below all that it imports."""

HEAVY = (
    *("polars", "z3", "clips", "rich", "pydantic", "experta", "prompt_toolkit", "questionary", "jsonschema"),
    *("matplotlib", "numpy", "icalendar", "jinja2", "textual", "pygraphviz"),
    *("pyspark", "pyarrow", "starlette", "uvicorn", "segno", "pygls", "lsprotocol"),
    *("sqlalchemy", "alembic", "argon2", "pyotp", "psycopg"),
)
"""What only those wait for who use it."""

DOMAIN = """
    hamstring muscle spier biceps triceps quadriceps semitendin semimembran adductor glute gastrocnem soleus calf kuit
    femor femur ischi sciatic tuberos zitbeen zitknobbel sitting.bone sit.bone thigh bovenbeen dijbeen buttock knee knie
    groin hip heup pelvi bekken ankle enkelband enkelgewricht achilles tendon tendino pees
    rupture avulsi cramp kramp strain.grade thrombo trombo cauda compartment.syndrome
    sprint football voetbal cyclist fietser
"""
"""Beginnings of words that belong in a knowledge base, and nowhere in the program that reads it."""

MACHINE = re.compile(r"(?<![\w.~$}])/(?:home|Users|root|work|workspace|private|builds|opt)/[\w.]")
"""A path that is only there on somebody's machine."""


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The full name of every module that a file imports, wherever in it."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "triage").parts[0].removesuffix(".py")


def test_imports_run_one_way() -> None:
    forbidden = []
    for path in PROGRAM:
        allowed = READS[part_of(path)] | {part_of(path)}
        for name in imported(path):
            first, _, rest = name.partition(".")
            # Nothing imports the door of a checkout.
            if first == "cli" or (first == "triage" and rest.split(".")[0] not in allowed):
                forbidden.append(f"{shown(path)} must not import {name}")
    assert forbidden == []


def test_no_part_may_import_what_it_does_not() -> None:
    used: dict[str, set[str]] = {part: set() for part in READS}
    for path in PROGRAM:
        names = (name.split(".")[1] for name in imported(path) if name.startswith("triage."))
        used[part_of(path)].update(names)
    assert {part: names - {part} for part, names in used.items()} == READS


def test_no_part_is_reached_from_what_it_imports() -> None:
    below: dict[str, set[str]] = {}
    for part, reads in READS.items():
        if part not in ("__init__", "__main__"):
            assert reads <= below.keys(), f"{part} stands above what it imports"
            below[part] = reads


def test_each_reader_of_reports_stands_on_those_before() -> None:
    readers = ["person", "clinician", "author", "learner"]
    assert sorted(readers) == sorted(page.parent.name for page in (ROOT / "triage/reports").glob("*/__init__.py"))
    for path in (ROOT / "triage/reports").rglob("*.py"):
        reader = path.parent.name
        below = readers[: readers.index(reader) + 1] if reader in readers else []
        names = [name.split(".")[2] for name in imported(path) if name.startswith("triage.reports.")]
        assert set(names) & set(readers) <= set(below), shown(path)


def test_the_drawing_of_the_house_is_what_the_imports_say() -> None:
    """Rooms as CONTRIBUTING.md draws them: an arrow for each import that no longer way round already tells."""
    drawing = re.search(r"```mermaid\nflowchart BT\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL)
    assert drawing
    rooms = {name: parts.split(", ") for name, parts in re.findall(r"^  (\w+)\[(.+)\]$", drawing[1], re.MULTILINE)}
    rooms |= {name: [name] for name in re.findall(r"^  (\w+)$", drawing[1], re.MULTILINE)}
    drawn = set(re.findall(r"^  (\w+) --> (\w+)$", drawing[1], re.MULTILINE))
    room_of = {part: room for room, parts in rooms.items() for part in parts}
    assert {path.parent.name for path in (ROOT / "triage").glob("*/__init__.py")} == set(room_of)
    reads: dict[str, set[str]] = {room: set() for room in rooms}
    for part, room in room_of.items():
        reads[room] |= {room_of[other] for other in READS[part] if other in room_of} - {room}

    def below(room: str) -> set[str]:
        return reads[room].union(*map(below, reads[room]))

    assert drawn == {
        (room, other)
        for room, others in reads.items()
        for other in others
        if not any(other in below(between) for between in others - {other})
    }


@pytest.mark.parametrize("page", sorted((ROOT / "triage").glob("*/**/__init__.py")), ids=shown)
def test_the_page_of_a_folder_names_every_module_in_it(page: Path) -> None:
    named = re.findall(r"`(\w+)`", ast.get_docstring(ast.parse(page.read_text())) or "")
    if page.parent.name == "versions":
        return  # each is called by its number
    modules = {path.stem for path in page.parent.glob("*.py")} - {"__init__"}
    assert modules - set(named) == set()


def test_experta_comes_in_through_one_door() -> None:
    door = ROOT / "triage" / "inference" / "borrowed.py"
    borrowing = [
        shown(path)
        for path in (*PROGRAM, ROOT / "cli.py")
        if not {"experta", "frozendict"}.isdisjoint(name.partition(".")[0] for name in imported(path))
    ]
    assert borrowing == [shown(door)]


def test_the_program_names_no_muscle() -> None:
    words = re.compile(rf"(?<![^\W_])(?:{'|'.join(DOMAIN.split())})\w*", re.IGNORECASE)
    named = {shown(path): words.findall(path.read_text()) for path in PROGRAM if path.name != "version.py"}
    assert {path: found for path, found in named.items() if found} == {}


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_asking_for_help_loads_nothing_heavy(argument: str) -> None:
    program = f"""
import sys
from triage.commands.main import main
try:
    main([{argument!r}])
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert set(HEAVY) & set(done.stdout.split()) == set()


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, triage; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert set(HEAVY) & set(done.stdout.split()) == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    found = []
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            found += [f"{name}: {match[0]}" for match in MACHINE.finditer(text)]
            found += [f"{name}: {place}" for place in (str(ROOT), str(Path.home())) if len(place) > 5 and place in text]
    assert found == []
