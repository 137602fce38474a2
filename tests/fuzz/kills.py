"""`python -m tests.fuzz.kills 300 [SEED]`: kills (SIGKILL) every command that writes, at moments drawn at random.

The program starts once; each run is a fork of it, killed from outside. Whatever the moment: a file is whole, the old
one or the new; what was told to be written is there; and after the next run nothing else lies beside it. `WRITERS` has
every option and argument that names a file or folder to write, `READS` all others: a test asks the commands."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from click.testing import CliRunner

from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.load import load
from triage.web.feedback import Feedback

ROOT = Path(__file__).resolve().parents[2]
WRIST = ROOT / "tests" / "follow_up" / "wrist"
K = ("-k", str(WRIST), "-l", "en")
BASE = load(WRIST)
SAVED = "saved: {format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
TOLD = "told.txt"
"""What a run said, when it was killed."""


def _is_case(place: Path) -> None:
    load_case(BASE, place)


def _ends_with(end: str) -> Callable[[Path], None]:
    def whole(place: Path) -> None:
        assert place.read_text(encoding="utf-8").rstrip().endswith(end), f"{place} is cut off"

    return whole


def _is_json(place: Path) -> None:
    json.loads(place.read_text(encoding="utf-8"))


def _is_svg(place: Path) -> None:
    ElementTree.parse(place)


def _is_png(place: Path) -> None:
    assert place.read_bytes().endswith(b"IEND\xaeB`\x82"), f"{place} is cut off"


def _is_base(place: Path) -> None:
    load(place)


def _is_book(place: Path) -> None:
    assert (place / "index.md").read_text(encoding="utf-8").strip()


def _is_text(place: Path) -> None:
    assert place.read_bytes().endswith(b"\n"), f"{place} is cut off"


def _is_packed(place: Path) -> None:
    assert gzip.decompress(place.read_bytes()).endswith(b"}\n"), f"{place} is cut off"


def _are_cases(place: Path) -> None:
    for case in place.glob("[!.]*"):
        load_case(BASE, case)


def _answers(told: str) -> None:
    """Each answer is kept before the next question is asked."""
    asked = len(re.findall(r"^> ", told, re.MULTILINE))
    kept = len(load_case(BASE, Path("kept.yaml")).answers) if Path("kept.yaml").exists() else 0
    assert kept >= min(asked - 1, 2), f"{asked} prompts were seen, and {kept} answers are kept"


def _marks(told: str) -> None:
    """Each mark is kept before the next one is asked for."""
    reviews = load_case(BASE, Path("case.yaml")).reviews
    marks = len(reviews[0].opinions) if reviews else 0
    seen = [int(number) for number in re.findall(r"^\[(\d)/5\]", told, re.MULTILINE)]
    assert marks >= max(seen, default=1) - 1, f"mark {max(seen)} was asked for, and {marks} are kept"


@dataclass(frozen=True)
class Writer:
    """A command (or what stands for a server that never ends), the files that it writes, and what tells that each is
    whole. `given` is what somebody types; `anew` removes what must not be there yet; `told` holds what was said against
    what is kept; `loads`: what is imported before, where running it once would start threads, which no fork has."""

    words: tuple[str, ...]
    writes: dict[str, Callable[[Path], None]]
    named: tuple[str, ...]
    given: str = ""
    anew: bool = False
    told: Callable[[str], None] | None = None
    loads: tuple[str, ...] = ()
    run: Callable[[], None] | None = None
    ends: int = 0


def _count() -> None:
    feedback = Feedback(Path("counts.json"))
    for _ in range(20):
        feedback.count("fell", "en", understood=True)


FORCE = ("--force",)
PRINTING = ("run", "explain", "plan", "letter", "questions", "show", "sources", "diff", "export phrases")
"""What prints, and is written to a file in one way."""
STORE = ("--store", "store.sqlite")
WRITERS = {
    "ask": Writer(
        ("ask", "--plain", "--save", "kept.yaml", *K),
        {"kept.yaml": _is_case},
        ("ask --save",),
        given="2\n1\n1\n",
        anew=True,
        told=_answers,
    ),
    "run": Writer(("run", "case.yaml", *K, "--record", "out.json", *FORCE), {"out.json": _is_json}, ("run --record",)),
    "serve": Writer((), {"counts.json": _is_json}, ("serve --feedback",), run=_count),
    "check-in": Writer(
        ("check-in", "case.yaml", "--date", "2026-03-12", "--answers", "given.yaml", *K),
        {"case.yaml": _is_case},
        ("check-in file",),
    ),
    "progress": Writer(
        ("progress", "case.yaml", *K, "--svg", "out.svg", "--png", "out.png", *FORCE),
        {"out.svg": _is_svg, "out.png": _is_png},
        ("progress --svg", "progress --png", "progress --output"),
    ),
    "report": Writer(
        ("report", "case.yaml", *K, "--output", "out.html", *FORCE),
        {"out.html": _ends_with("</html>")},
        ("report --output", "report --html"),
    ),
    "review": Writer(
        ("review", "case.yaml", "--as", "A", "--plain", "--candidates", "found", *K),
        {"case.yaml": _is_case, "found": _are_cases},
        ("review files", "review --candidates"),
        given="2\n4\n1\nlook at it\n1\n1\n1\n1\n",
        told=_marks,
    ),
    "graph": Writer(
        ("graph", "--output", "out.dot", *K, *FORCE), {"out.dot": _ends_with("}")}, ("graph --output", "graph out")
    ),
    "letter": Writer(
        ("letter", "case.yaml", *K, "--output", "out.txt", *FORCE),
        {"out.txt": _is_text},
        tuple(f"{name} --output" for name in PRINTING),
    ),
    "new": Writer(("new", "base"), {"base": _is_base}, ("new directory",), anew=True),
    "check": Writer(
        ("check", "-k", "changed", "-l", "en", "--counterexamples", "failing", *FORCE),
        {"failing": _are_cases},
        ("check --counterexamples",),
        ends=1,
    ),
    "diff": Writer(
        ("diff", "changed", *K, "--sample", "100", "--examples", "changes", *FORCE),
        {"changes": _are_cases},
        ("diff --examples",),
        ends=1,
    ),
    "export clips": Writer(
        ("export", "clips", "--output", "out.clp", *K[:2], *FORCE),
        {"out.clp": _is_text},
        ("export clips --output", "export clips out"),
    ),
    "export markdown": Writer(
        ("export", "markdown", "--output", "book", *K, *FORCE),
        {"book": _is_book},
        ("export markdown --output", "export markdown out"),
    ),
    "clinic export": Writer(
        ("clinic", "export", "case", "out.json", *STORE), {"out.json": _is_json}, ("clinic export file",), anew=True
    ),
    "clinic backup": Writer(("clinic", "backup", "out.gz", *STORE), {"out.gz": _is_packed}, ("clinic backup file",)),
    "batch": Writer(
        (
            *("batch", "in.csv", "--output", "out.csv", *K, *FORCE),
            *("--rejects", "rejects.csv", "--summary", "counts.json", "--plot", "out.svg"),
        ),
        {"out.csv": _is_text, "rejects.csv": _is_text, "counts.json": _is_json, "out.svg": _is_svg},
        ("batch --output", "batch older", "batch --rejects", "batch --summary", "batch --plot"),
        loads=("triage.commands.batch", "triage.population.run", "triage.reports.to_picture"),
    ),
}
READS = frozenset(
    f"{command} {name}"
    for command, names in {
        "ask": "--resume --story",
        "run": "files --key",
        "serve": "--key --lessons --beside",
        "check-in": "--answers",
        "plan": "file",
        "progress": "file",
        "letter": "file",
        "explain": "file",
        "report": "file",
        "review": "--summary",
        "replay": "file --key --public-key",
        "step": "file",
        "graph": "--case",
        "batch": "source",
        "clinic account add": "--password-from",
        "clinic account password": "--password-from",
        "clinic import": "files",
        "clinic restore": "file",
    }.items()
    for name in names.split()
)
"""What else names a file or a folder. Of `ask --resume` the writing is that of `ask --save`."""
PROMISE = """\
- property: nobody-falls
  hazard: harm
  because: {nl: Vallen is erg., en: A fall is bad.}
  when: {fell: yes}
  always: {urgency: emergency}
"""


def _prepare() -> None:
    Path("case.yaml").write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\n{SAVED}\n")
    Path("given.yaml").write_text("answers: {crooked: no, pain: 4}\n")
    Path("in.csv").write_text("crooked,fell,days-since-start\n" + "no,yes,1\nyes,no,2\nperhaps,no,3\n" * 50)
    Path("found").mkdir()
    shutil.copytree(WRIST, "changed")
    story = Path("changed") / "story.yaml"
    story.write_text(story.read_text().replace("urgency: self-care", "urgency: planned"))
    (Path("changed") / "properties").mkdir()
    (Path("changed") / "properties" / "all.yaml").write_text(PROMISE)
    words = ("check-in", "case.yaml", "--date", "2026-03-05", "--answers", "given.yaml", *K)
    _run(Writer(words, {}, ()))
    _run(Writer(("clinic", "import", "case.yaml", "--codes-from-names", *STORE, *K), {}, ()))


@cache
def _prepared() -> TemporaryDirectory[str]:
    """What every command finds, made once."""
    there = TemporaryDirectory()
    with chdir(there.name):
        _prepare()
    return there


def _run(writer: Writer, patience: float | None = None) -> tuple[float, bool]:
    """Runs a command in a fork, which is killed after so many seconds. How long it took, and whether it ended well."""
    Path("typed.txt").write_text(writer.given)
    Path(TOLD).write_text("")
    begun = time.monotonic()
    with warnings.catch_warnings():
        # From 3.12 on Python warns of threads that a library started here; a child that misses one is killed.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.dup2(os.open("typed.txt", os.O_RDONLY), 0)
        os.dup2(os.open(TOLD, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
        os.dup2(1, 2)
        sys.stdin, sys.stdout = open(0), open(1, "w", encoding="utf-8")  # noqa: SIM115
        code = 1
        try:
            main(list(writer.words), standalone_mode=True) if writer.run is None else writer.run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stdout.flush()
            os._exit(code)
    if patience is not None:
        time.sleep(patience)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return time.monotonic() - begun, os.waitstatus_to_exitcode(status) == writer.ends


@contextmanager
def _somewhere() -> Iterator[None]:
    with TemporaryDirectory() as there, chdir(there):
        yield


@dataclass
class Killing:
    """One command that is killed again and again."""

    name: str
    writer: Writer
    kept: bytes
    wrong: list[str] = field(default_factory=list)

    def complain(self, number: int, what: str) -> None:
        self.wrong.append(f"{self.name} {number}: {what}")

    def put_back(self) -> None:
        Path("case.yaml").write_bytes(self.kept)
        for name in self.writer.writes if self.writer.anew else ():
            shutil.rmtree(name) if Path(name).is_dir() else Path(name).unlink(missing_ok=True)
        for proposed in Path("found").glob("[!.]*"):
            proposed.unlink()

    def once(self, number: int, patience: float, expected: set[str]) -> None:
        self.put_back()
        before = {name: Path(name).exists() for name in self.writer.writes}
        _, ended = _run(self.writer, patience)
        for name, whole in self.writer.writes.items():
            if Path(name).exists():
                whole(Path(name))
            elif ended or before[name]:
                self.complain(number, f"{name} is gone")
        if ended and "case.yaml" in self.writer.writes and Path("case.yaml").read_bytes() == self.kept:
            self.complain(number, "what was told to be kept is not there")
        if self.writer.told is not None:
            self.writer.told(Path(TOLD).read_text(encoding="utf-8"))
        self.put_back()
        if not _run(self.writer)[1]:
            self.complain(number, f"it does not run any more: {Path(TOLD).read_text()[-300:]}")
        if stray := _everything() - expected:
            self.complain(number, f"left behind {sorted(stray)}")


def _everything() -> set[str]:
    return {str(path) for path in Path().rglob("*")}


def kill(name: str, times: int, seed: int = 0) -> list[str]:
    """Kills a command so often; gives what went wrong."""
    writer, chance = WRITERS[name], random.Random(f"{name}/{seed}")
    with _somewhere():
        shutil.copytree(_prepared().name, ".", dirs_exist_ok=True)
        killing = Killing(name, writer, Path("case.yaml").read_bytes())
        for module in writer.loads:
            import_module(module)
        if writer.words and not writer.loads:  # what it imports is then there for every fork
            CliRunner().invoke(main, writer.words, input=writer.given)
        killing.put_back()
        lasts, well = _run(writer)
        assert well, Path(TOLD).read_text()
        expected = _everything()
        for number in range(times):
            try:
                killing.once(number, chance.uniform(0, lasts * 1.1), expected)
            except Exception as error:
                killing.complain(number, f"{type(error).__name__}: {error}")
    return killing.wrong


if __name__ == "__main__":
    wanted, seed = (*map(int, sys.argv[1:]), *(300, 0)[len(sys.argv) - 1 :])
    each = -(-wanted // len(WRITERS))
    found: list[str] = []
    for called in WRITERS:
        found += (wrong := kill(called, each, seed))
        print(f"{called}: {each} kills, {len(wrong)} ended wrongly", *wrong[:20], sep="\n  ", flush=True)
    print(f"{each * len(WRITERS)} kills, {len(found)} ended wrongly")
    sys.exit(bool(found))
