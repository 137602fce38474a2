"""Bad input: each gets one clear message with its place, exit code 2, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.pointed import messages
from tests.terminal.person import TOOTH
from tests.terminal.test_writers import WRIST
from triage.cases.case import NEWEST_FORMAT
from triage.commands.main import main

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n" for before, here in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class Bad:
    """A file, and the message that it has to bring (its own name in front)."""

    note: str
    content: str | bytes
    message: str


CASES = [
    Bad(
        "a value outside the domain",
        "answers:\n  onset: gradua\n",
        ":2:10: `onset`: `gradua` is no answer; did you mean `gradual`? "
        "Expected one of `knock`, `gradual`, `other`, `unknown`",
    ),
    Bad("an unknown question", "answers:\n  paan: 3\n", ":2:3: unknown question `paan`; did you mean `pain`?"),
    Bad(
        "a number out of range",
        "answers: {pain: 11}",
        ":1:17: `pain`: 11 is out of range; expected a number from 0 to 10, or `unknown`",
    ),
    Bad(
        "a number that is not whole",
        "answers: {days: 1.5}",
        ":1:17: `days`: 1.5 is not whole; expected a whole number from 0 to 365, or `unknown`",
    ),
    Bad(
        "a choice given twice",
        "answers: {sore-with: [cold, cold]}",
        ":1:22: `sore-with`: `cold` is chosen twice; expected a list of `cold`, `biting`, `lying`, or `unknown`",
    ),
    Bad(
        "a question answered twice",
        "answers:\n  pain: 3\n  pain: 4\n",
        ":3:3: question `pain` is answered twice; keep one",
    ),
    Bad(
        "unknown where it is no answer",
        "answers: {knocked-out: unknown}",
        ":1:24: `knocked-out`: `unknown` is no answer here; expected one of `yes`, `no`",
    ),
    Bad(
        "not a mapping",
        "- pain: 3\n",
        ":1:1: a case must be a mapping with `answers`, such as `answers: {onset: sudden}`",
    ),
    Bad(
        "answers that are no mapping",
        "answers: 3\n",
        ":1:10: `answers` must be a mapping (`key: value`), not the word `3`",
    ),
    Bad("an empty file", "", ": the file is empty"),
    Bad("a comment and nothing else", "# nothing\n", ": the file is empty"),
    Bad("50 MB", b"#" * 50_000_000, ": too large; expected at most 4 MB"),
    Bad("binary data", b"answers: {pain: 3}\0\1\2", ": binary data; expected a YAML or JSON text file"),
    Bad("a picture", b"\x89PNG\r\n\x1a\n\xff\xd8", ":1:1: not UTF-8 text; expected a YAML or JSON text file"),
    Bad("anchors that explode", BOMB, ":1:4: anchors and aliases are not used here; write it out"),
    Bad(
        "a program in a tag",
        "!!python/object/apply:os.system [ls]",
        ":1:1: tags such as `tag:yaml.org,2002:python/object/apply:os.system` are not used here",
    ),
    Bad("nested without end", "[" * 5000, ":1:42: nested deeper than 40 levels"),
    Bad("two documents", "answers: {}\n---\nanswers: {}\n", ":3:1: a second document starts here; expected only one"),
    Bad("no answers", "case: mine\n", ":1:1: a case lacks `answers`"),
    Bad(
        "a language that the base does not speak",
        "answers: {}\nlanguage: fr\n",
        ":2:11: unknown language `fr`; there is `nl`, `en`",
    ),
    Bad(
        "saved by a newer program",
        f"answers: {{}}\nsaved: {{format: {NEWEST_FORMAT + 1}, base: tooth, version: 9.9, hash: abc}}\n",
        f":2:8: saved by a newer version of this program (format {NEWEST_FORMAT + 1}); "
        f"this one reads up to {NEWEST_FORMAT}: update it to go on",
    ),
    Bad(
        "saved for another base",
        "answers: {something: else}\nsaved: {format: 1, base: ankle, version: 1.0.0, hash: abc}\n",
        ":2:8: saved for the knowledge base `ankle`; this is `tooth`: name the other one with --knowledge",
    ),
]


def refused(arguments: list[object], message: str) -> None:
    """What was said is this message and nothing else, with exit code 2."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert messages(done.stderr) == message.splitlines()
    assert (done.exit_code, done.stdout) == (2, "")
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("command", ["run", "ask --plain --resume"])
@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.note)
def test_a_bad_case(bad: Bad, command: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    content = bad.content.encode() if isinstance(bad.content, str) else bad.content
    file.write_bytes(content)
    refused([*command.split(), file, "--knowledge", TOOTH], f"{file}{bad.message}")
    assert os.listdir(tmp_path) == ["case.yaml"]
    assert file.read_bytes() == content


def test_all_mistakes_of_a_case_are_told_at_once_in_order(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("answers:\n  pain: 99\n  onset: never\n  fevr: yes\nexpect: {urgency: now}\nanswer: {}\n")
    done = CliRunner().invoke(main, ["run", str(file), "--knowledge", str(TOOTH)])
    assert [line.removeprefix(f"{file}:").split(": ")[0] for line in messages(done.stderr)] == [
        "2:9",
        "3:10",
        "4:3",
        "5:19",
        "6:1",
    ]


@pytest.mark.parametrize("name", ["missing.yaml", "folder", "file.yaml/below"])
def test_a_case_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.yaml").write_text("answers: {}")
    said = {
        "missing.yaml": "cannot be read: no such file or directory",
        "folder": "this is a directory; expected a file",
        "file.yaml/below": "cannot be read: not a directory",
    }[name]
    refused(["run", tmp_path / name, "--knowledge", TOOTH], f"{tmp_path / name}: {said}")


# Knowledge


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edited(base: Path) -> None:
        text = (base / file).read_text()
        assert text.count(old) == 1
        (base / file).write_text(text.replace(old, new))

    return edited


def add(text: str) -> Callable[[Path], object]:
    return lambda base: (base / "added.yaml").write_text(text)


BASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a rule cycle": (
        edit("rules.yaml", "  when: {onset: knock}\n", "  when: {finding: broken-tooth}\n"),
        "rules.yaml:34:3: rules go round in a circle: `knocked` needs `broken-tooth`, `broken-tooth` needs `knocked`",
    ),
    "two rules with one id": (
        edit("rules.yaml", "- rule: knocked-and-sore", "- rule: tooth-is-out"),
        "rules.yaml:44:3: rule `tooth-is-out` is there already, at {base}/rules.yaml:39:3",
    ),
    "a misspelt finding": (
        edit("rules.yaml", "not: {finding: knocked}", "not: {finding: knoked}"),
        "rules.yaml:51:20: unknown finding `knoked`; did you mean `knocked`?",
    ),
    "a missing translation": (
        edit("questions.yaml", "ask: {nl: Wat doet pijn?, en: What hurts?}", "ask: {en: What hurts?}"),
        "questions.yaml:89:8: `ask` has no translation in `nl`",
    ),
    "a file that is no list": (
        add("rule: mine\n"),
        "added.yaml:1:1: the file must be a list, not a mapping; "
        "what belongs to another program is named under `not-ours` in base.yaml",
    ),
    "binary data": (
        lambda base: (base / "added.yaml").write_bytes(b"\0"),
        "added.yaml: binary data; expected a YAML or JSON text file",
    ),
    "anchors that explode": (add(BOMB), "added.yaml:1:4: anchors and aliases are not used here; write it out"),
    "no manifest": (lambda base: (base / "base.yaml").unlink(), ": no base.yaml here; expected a knowledge base"),
}


@pytest.mark.parametrize("note", BASES)
def test_bad_knowledge(note: str, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(TOOTH, base)
    spoil, message = BASES[note]
    spoil(base)
    said = f"{base}{'' if message.startswith(': ') else '/'}{message.replace('{base}', str(base))}"
    for command in ("check", "questions", "cases", "ask", "run -"):
        refused([*command.split(), "--knowledge", base], said)


def test_all_mistakes_of_a_base_are_told_at_once(tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(TOOTH, base)
    for note in ("two rules with one id", "a misspelt finding", "a missing translation"):
        BASES[note][0](base)
    done = CliRunner().invoke(main, ["check", "--knowledge", str(base)])
    assert done.exit_code == 2
    assert [line.removeprefix(f"{base}/").split(": ")[0] for line in messages(done.stderr)] == [
        "questions.yaml:89:8",
        "rules.yaml:44:3",
        "rules.yaml:51:20",
    ]


@pytest.mark.parametrize("command", ["check", "questions", "cases", "ask", "run -"])
def test_no_knowledge_there(command: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    said = f"{nowhere}: there is no such directory; expected a directory with a base.yaml"
    refused([*command.split(), "--knowledge", nowhere], said)


@pytest.mark.parametrize("command", ["check", "questions", "cases", "ask", "run -"])
def test_a_name_that_no_knowledge_can_have(command: str, tmp_path: Path) -> None:
    nowhere = tmp_path / ("x" * 300)
    said = f"{nowhere}: cannot be read: file name too long; expected a directory with a base.yaml"
    refused([*command.split(), "--knowledge", nowhere], said)


def test_a_name_that_no_new_knowledge_can_have(tmp_path: Path) -> None:
    nowhere = tmp_path / ("x" * 300)
    refused(["new", nowhere], f"{nowhere}: cannot be written: file name too long")


# Where answers are kept


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("file/below.yaml", "not a directory"),
        ("/proc/answers.yaml", "no such file or directory"),
        ("/dev/null/answers.yaml", "not a directory"),
        (f"{'x' * 300}.yaml", "file name too long"),
    ],
)
def test_a_place_that_cannot_be_written(place: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    where = tmp_path / place
    refused(
        ["ask", "--plain", "--save", where, "--knowledge", TOOTH],
        f"{where}: the answers cannot be kept there: {reason}; name another file with --save, or use --no-save",
    )
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("there", ["a file", "a folder"])
def test_a_place_that_is_taken(there: str, tmp_path: Path) -> None:
    where = tmp_path / "answers.yaml"
    where.mkdir() if there == "a folder" else where.write_text("mine")
    refused(
        ["ask", "--plain", "--save", where, "--knowledge", TOOTH],
        f"{where}: this file is there already; go on with --resume {where}, or name another file",
    )


POINTED: dict[str, tuple[str, ...]] = {
    "run": ("run", "bad.yaml"),
    "standard input": ("run", "-"),
    "explain": ("explain", "bad.yaml"),
    "letter": ("letter", "bad.yaml"),
    "report": ("report", "bad.yaml", "--output", "out.html"),
    "plan": ("plan", "bad.yaml"),
    "progress": ("progress", "bad.yaml"),
    "check-in": ("check-in", "bad.yaml"),
    "answers of a check-in": ("check-in", "good.yaml", "--answers", "bad.yaml", "--started", "2026-01-01"),
    "step": ("step", "bad.yaml", "--plain"),
    "graph": ("graph", "--case", "bad.yaml", "--format", "dot"),
    "ask": ("ask", "--resume", "bad.yaml"),
    "review": ("review", "bad.yaml", "--as", "A"),
    "review of many": ("review", "--summary", "."),
    "cases": ("cases",),
    "check": ("check",),
    "the questions of a base": ("run", "good.yaml", "-k", "wrong"),
    "a check-in base": ("check-in", "good.yaml", "-k", "wrong-check-in"),
    "properties": ("check", "-k", "wrong-property"),
    "an old base": ("diff", "wrong", "-k", str(WRIST)),
}


@pytest.mark.parametrize("name", POINTED)
def test_a_mistake_stands_with_its_line_and_a_mark_under_the_place(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever reads it: nobody counts columns."""
    monkeypatch.chdir(tmp_path)
    bad = "answers: {crooked: maybe}\nreview: []\n"
    Path("bad.yaml").write_text(bad, encoding="utf-8")
    Path("good.yaml").write_text("answers: {crooked: no, fell: yes, days-since-start: 1}\n", encoding="utf-8")
    shutil.copytree(WRIST, "base")
    (Path("base") / "cases").mkdir()
    (Path("base") / "cases" / "bad.yaml").write_text(bad, encoding="utf-8")
    wrong = {"wrong": "odd.yaml", "wrong-check-in": "check-in/odd.yaml", "wrong-property": "properties/odd.yaml"}
    for copy, place in wrong.items():
        shutil.copytree(WRIST, copy)
        (Path(copy) / place).parent.mkdir(exist_ok=True)
        (Path(copy) / place).write_text("- qestion: x\n", encoding="utf-8")
    words = POINTED[name]
    done = CliRunner().invoke(main, [*words, *(() if "-k" in words else ("-k", "base")), "-l", "en"], input=bad)
    lines = done.output.splitlines()
    carets = [number for number, line in enumerate(lines) if line.strip() == "^"]
    assert carets, done.output
    for number in carets:
        column = int(re.search(r":\d+:(\d+): ", lines[number - 2])[1])  # type: ignore[index]
        indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
        assert lines[number].index("^") == indent + column - 1
