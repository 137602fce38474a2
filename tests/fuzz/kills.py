"""`python -m tests.fuzz.kills 300`: kills (SIGKILL) every command that writes, at moments drawn at random.

The program starts once; each run is a fork of it, killed from outside. Whatever the moment: a file is whole, the old
one or the new; what was told to be written is there; and after the next run nothing else lies beside it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from triage.commands.main import main
from triage.language.case import load_case
from triage.language.load import load

ROOT = Path(__file__).resolve().parents[2]
WRIST = ROOT / "tests" / "follow_up" / "wrist"
K = ("-k", str(WRIST))
BASE = load(WRIST)
SAVED = "saved: {format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"


def _case_is_whole(place: Path) -> None:
    load_case(BASE, place)


def _ends_with(end: str) -> Callable[[Path], None]:
    def whole(place: Path) -> None:
        assert place.read_text(encoding="utf-8").rstrip().endswith(end), f"{place} is cut off"

    return whole


def _is_json(place: Path) -> None:
    json.loads(place.read_text(encoding="utf-8"))


def _is_base(place: Path) -> None:
    load(place)


def _book(place: Path) -> None:
    assert (place / "index.md").read_text(encoding="utf-8").strip()


def _any_text(place: Path) -> None:
    assert place.read_bytes().endswith(b"\n"), f"{place} is cut off"


@dataclass(frozen=True)
class Writer:
    """A command, what it writes, and what tells that this is whole."""

    words: tuple[str, ...]
    place: str
    whole: Callable[[Path], None]


WRITERS = {
    "run": Writer(("run", "case.yaml", *K, "--record", "out.json", "--force"), "out.json", _is_json),
    "report": Writer(("report", "case.yaml", *K, "--html", "out.html", "--force"), "out.html", _ends_with("</html>")),
    "graph": Writer(("graph", "out.dot", *K, "--force"), "out.dot", _ends_with("}")),
    "progress": Writer(("progress", "case.yaml", *K, "--svg", "out.svg", "--force"), "out.svg", _ends_with("</svg>")),
    "export clips": Writer(("export", "clips", "out.clp", *K, "--force"), "out.clp", _any_text),
    "export markdown": Writer(("export", "markdown", "book", *K, "--force"), "book", _book),
    "new": Writer(("new", "base"), "base", _is_base),
    "check-in": Writer(
        ("check-in", "case.yaml", "--date", "2026-03-12", "--answers", "given.yaml", *K), "case.yaml", _case_is_whole
    ),
}


def _prepare() -> None:
    Path("case.yaml").write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\n{SAVED}\n")
    Path("given.yaml").write_text("answers: {crooked: no, pain: 4}\n")
    _run(("check-in", "case.yaml", "--date", "2026-03-05", "--answers", "given.yaml", *K))


def _run(words: tuple[str, ...], patience: float | None = None) -> tuple[float, bool]:
    """Runs a command in a fork, which is killed after so many seconds. How long it took, and whether it ended well."""
    begun = time.monotonic()
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        code = 1
        try:
            main(list(words), standalone_mode=True)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            os._exit(code)
    if patience is not None:
        time.sleep(patience)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return time.monotonic() - begun, os.waitstatus_to_exitcode(status) == 0


@contextmanager
def _somewhere() -> Iterator[None]:
    before = Path.cwd()
    with TemporaryDirectory() as there:
        os.chdir(there)
        try:
            yield
        finally:
            os.chdir(before)


def kill(name: str, times: int, seed: int = 0) -> list[str]:
    """Kills a command so often; gives what went wrong."""
    writer, chance, wrong = WRITERS[name], random.Random(f"{name}/{seed}"), []
    with _somewhere():
        _prepare()
        kept = Path("case.yaml").read_bytes()
        CliRunner().invoke(main, writer.words)  # what it imports is then there for every fork
        if writer.place == "case.yaml":
            Path("case.yaml").write_bytes(kept)
        elif name == "new":
            shutil.rmtree("base")
        lasts, _ = _run(writer.words)
        expected = {path.name for path in Path().iterdir()}
        for number in range(times):
            if name == "new":
                shutil.rmtree("base", ignore_errors=True)
            Path("case.yaml").write_bytes(kept)
            _, ended = _run(writer.words, chance.uniform(0, lasts * 1.1))
            place = Path(writer.place)
            try:
                if place.exists():
                    writer.whole(place)
                elif ended or name not in ("new",):
                    wrong.append(f"{name} {number}: {place} is gone")
                if ended and writer.place == "case.yaml" and place.read_bytes() == kept:
                    wrong.append(f"{name} {number}: what was told to be kept is not there")
                if name == "new":
                    shutil.rmtree("base", ignore_errors=True)
                Path("case.yaml").write_bytes(kept)
                _, well = _run(writer.words)
                if not well:
                    wrong.append(f"{name} {number}: it does not run any more")
                if stray := {path.name for path in Path().iterdir()} - expected:
                    wrong.append(f"{name} {number}: left behind {sorted(stray)}")
            except Exception as error:
                wrong.append(f"{name} {number}: {type(error).__name__}: {error}")
    return wrong


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    each = -(-wanted // len(WRITERS))
    found: list[str] = []
    for called in WRITERS:
        found += (wrong := kill(called, each))
        print(f"{called}: {each} kills, {len(wrong)} ended wrongly", *wrong[:20], sep="\n  ", flush=True)
    print(f"{each * len(WRITERS)} kills, {len(found)} ended wrongly")
    sys.exit(bool(found))
