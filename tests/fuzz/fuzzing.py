"""The kinds of inputs, how each is damaged and fed, and what is wrong with how that ended."""

from __future__ import annotations

import json
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from tests.patience import PATIENCE
from triage.commands.catalogue import COMMANDS
from triage.commands.main import main
from triage.inference.outcome import infer
from triage.language.case import read_case
from triage.language.document import decode
from triage.language.errors import TriageError
from triage.language.files import DocumentError
from triage.language.load import build, load
from triage.records.record import read_records
from triage.reports.replay import replay

ANKLE = Path(__file__).parents[1] / "bases" / "ankle"
BASE = load(ANKLE)
FILES = {path.name: path.read_bytes() for path in sorted(ANKLE.glob("*.yaml"))}
CASES = [path.read_bytes() for path in sorted((ANKLE / "cases").glob("*.yaml"))]
ODD = [
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"\r", b"\t",
    b"\x85", b"{", b"}", b"[", b"]", b": ", b"- ", b"? ", b"|\n", b">", b"&a ", b"*a", b"!!python/object:os.system ",
    b"<<: ", b"---\n", b"...\n", b'"', b"'", b"%", b"#", b"unknown", b"none", b"yes", b"null", b"~", b"nan", b".inf",
    b"1e999", b"-1", b"9" * 40, b"0x1F", b"1_000", b"9999-12-31", b"0001-01-01", b"all-clear", b"not: ",
    b"[[[[[[[[[[", b"a" * 200,
]  # fmt: skip


def damaged(chance: random.Random, text: bytes) -> bytes:
    """A text with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        lines = text.splitlines(keepends=True) or [b""]
        line = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                text = text[:at] + chance.choice(ODD) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 20) :]
            case 2:
                text = text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]
            case 3:
                text = b"".join([*lines[:line], lines[chance.randrange(len(lines))], *lines[line:]])
            case 4:
                text = b"".join([*lines[:line], *lines[line + 1 :]])
            case 5:
                text = text[:at]
            case _:
                words = text.split(b" ")
                words[chance.randrange(len(words))] = chance.choice([*ODD, *words])
                text = b" ".join(words)
    return text


def _case(chance: random.Random) -> bool:
    data = damaged(chance, chance.choice(CASES))
    case = read_case(BASE, decode(data, "case.yaml"), "case.yaml")
    infer(BASE, case.answers)
    return True


def _base(chance: random.Random) -> bool:
    name = chance.choice(sorted(FILES))
    build({**FILES, name: damaged(chance, FILES[name])})
    return True


@cache
def _sound() -> tuple[bytes, object]:
    """A sealed record, and what stands in it."""
    words = ["run", str(ANKLE / "cases" / "mild-sprain.yaml"), "-k", str(ANKLE), "--format", "json"]
    record = CliRunner().invoke(main, words).stdout
    return record.encode(), json.loads(record)


def _record(chance: random.Random) -> bool:
    text, whole = _sound()
    data = damaged(chance, text)
    found = [replay(BASE, record) for record in read_records(data, "records")]
    if any(each.exit_code for each in found):
        return False
    if any(json.loads(each) != whole for each in ([data] if len(found) == 1 else data.splitlines())):
        raise AssertionError("an altered record is taken for a sound one")
    return True


SAVED = (
    CASES[0]
    + b"""
started: 2026-03-01
follow-up:
  started: 2026-03-01
  pathway: %s
  phase: first
  since: 2026-03-01
  check-ins:
    - date: 2026-03-08
      phase: first
      answers: {pain: 3}
      decision: stay
      urgency: planned
      next-phase: first
      knowledge: 0123456789abcdef
"""
    % next(iter(BASE.pathways)).encode()
)


def _saved(chance: random.Random) -> bool:
    read_case(BASE, decode(damaged(chance, SAVED), "saved.yaml"), "saved.yaml")
    return True


WORDS = [
    "--help", "--format", "json", "--lang", "nl", "-k", str(ANKLE), "-k", "", "case.yaml", "-", "--date", "9999-12-31",
    "--at-least", "nan", "--full", "--trace", "--around", "pain", "\x1b[2J", "\udcff", "a\0b", "--seed", "1e9", "../..",
    "-1", "--weeks", "0", "--record", "/nowhere/x", "--", "--case", "rules", "onset", "--phase", "x", "--as-of", "2026",
]  # fmt: skip
SLOW = {
    "ask",
    "serve",
    "step",
    "mutate",
    "diff",
    "batch",
    "check",
    "check-in",
    "export",
    "new",
    "review",
    "cases",
    "graph",
}
"""What waits for somebody, works for long, or writes: other tests feed them."""
QUICK = sorted(set(COMMANDS) - SLOW)


def _command(chance: random.Random) -> bool:
    words = [chance.choice(QUICK), *(chance.choice(WORDS) for _ in range(chance.randint(0, 5)))]
    with TemporaryDirectory() as there, chdir(there):
        Path("case.yaml").write_bytes(damaged(chance, chance.choice(CASES)))
        done = CliRunner().invoke(main, words, input=b"")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    if "\x1b" in done.stderr:
        raise AssertionError(f"an order for the terminal: {words}")
    return done.exit_code == 0


def _table(chance: random.Random) -> bool:
    from triage.population.tables import Table, TableError  # noqa: PLC0415  # a library that only this needs

    text = b"onset,pain,mine\n" + b"".join(b'twisted,%d,"a, b"\n' % number for number in range(9))
    with TemporaryDirectory() as there:
        place = Path(there) / "in.csv"
        place.write_bytes(damaged(chance, text))
        try:
            table = Table(place)
            rows = sum(chunk.size for chunk in table.chunks())
        except TableError:
            return False
    assert rows >= 0
    return True


KINDS: dict[str, Callable[[random.Random], bool]] = {
    "case": _case,
    "base": _base,
    "record": _record,
    "saved": _saved,
    "table": _table,
    "command": _command,
}
REFUSED = (TriageError, DocumentError)


@dataclass
class Ended:
    """How many inputs of each kind were taken or refused, and those that ended as none may."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def feed(kind: str, seeds: Iterator[int] | range, ended: Ended) -> None:
    """Feeds the inputs of these seeds."""
    before = signal.signal(signal.SIGALRM, _out_of_patience)
    try:
        for seed in seeds:
            signal.alarm(PATIENCE)
            try:
                taken = KINDS[kind](random.Random(f"{kind}/{seed}"))
            except REFUSED:
                taken = False
            except Hung:
                ended.wrong.append(f"{kind} {seed}: did not end")
                taken = False
            except Exception as error:
                ended.wrong.append(f"{kind} {seed}: {type(error).__name__}: {error}")
                taken = False
            signal.alarm(0)
            ended.counts[kind, "taken" if taken else "refused"] += 1
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class Hung(BaseException):
    """An input that nobody waits for any longer. Nothing that is tried may catch it."""


def _out_of_patience(*_: object) -> None:
    raise Hung
