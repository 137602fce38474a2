"""The kinds of inputs, how each is damaged and fed, and what is wrong with how that ended."""

from __future__ import annotations

import json
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from click.testing import CliRunner

from tests.patience import PATIENCE
from triage.cases.case import read_case
from triage.commands.catalogue import COMMANDS
from triage.commands.main import main
from triage.follow_up.standing import standing
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.document import decode
from triage.language.errors import TriageError
from triage.language.files import DocumentError
from triage.language.load import build, load
from triage.records.record import read_records
from triage.reports.clinician.replay import replay

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


def nearly(chance: random.Random, text: bytes) -> bytes:
    """A text that is whole YAML, with one thing in it that was not there: a value, key or item changed, left out or
    taken from elsewhere in it. So what reads values is reached, and not the parser alone."""
    data = yaml.load(text, Loader=yaml.CBaseLoader)
    spots: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting:
        here = waiting.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here))
        spots += [(here, key) for key in keys]
        waiting += [here[key] for key in keys if isinstance(here[key], dict | list) and here[key]]
    inside, key = chance.choice(spots)
    other, its = chance.choice(spots)
    match chance.randrange(6):
        case 0:
            inside[key] = chance.choice(VALUES)
        case 1:
            inside[key] = deepcopy(other[its])
        case 2:
            del inside[key]
        case 3 if isinstance(inside, dict):
            inside[chance.choice(VALUES)] = inside.pop(key)
        case 4 if isinstance(inside[key], str):
            inside[key] = chance.choice([[inside[key]], [inside[key]] * 2, {"a": inside[key]}, inside[key] * 50])
        case _:
            question = chance.choice([*BASE.questions.values()])
            data["answers"][question.id] = chance.choice([*question.options, *VALUES])
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()


VALUES = ["", "0", "-1", "1e3", "11", "3.5", "yes", "no", "unknown", "none", "2026-02-30", "2026-03-08", "9999-12-31",
          "0001-01-01", "stay", "first", "planned", "emergency", "all-clear", "ankle", "\u202e", "x" * 300]  # fmt: skip


def _broken(chance: random.Random, text: bytes) -> bytes:
    return nearly(chance, text) if chance.random() < 0.7 else damaged(chance, text)


def _case(chance: random.Random) -> bool:
    data = _broken(chance, chance.choice(CASES))
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
    if not all(each.confirmed for each in found):
        return False
    if any(json.loads(each) != whole for each in ([data] if len(found) == 1 else data.splitlines())):
        raise AssertionError("an altered record is taken for a sound one")
    return True


WRIST = Path(__file__).parents[1] / "follow_up" / "wrist"


@cache
def _followed() -> tuple[Base, Base, bytes]:
    """A base, its check-in, and a case file as the program itself saved it after two check-ins."""
    base = load(WRIST)
    with TemporaryDirectory() as there, chdir(there):
        saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
        Path("saved.yaml").write_text(
            f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n", encoding="utf-8"
        )
        Path("given.yaml").write_text("answers: {crooked: no, pain: 4}\n", encoding="utf-8")
        for day in ("2026-03-05", "2026-03-12"):
            words = ["check-in", "saved.yaml", "--date", day, "--answers", "given.yaml", "-k", str(WRIST)]
            assert CliRunner().invoke(main, words).exit_code == 0
        return base, load_check_in(base, WRIST), Path("saved.yaml").read_bytes()


def _saved(chance: random.Random) -> bool:
    base, inside, whole = _followed()
    case = read_case(base, decode(_broken(chance, whole), "saved.yaml"), "saved.yaml")
    standing(base, inside, case)
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
    from triage.population.checking import TableError  # noqa: PLC0415  # a library that only this needs
    from triage.population.tables import Table  # noqa: PLC0415

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
