"""docs/authoring.md is followed step by step: every snippet is loaded, every command run, every message compared.

A snippet says after `yaml` what to do with it: `file=` append it to that file (a case: write it), `set=` replace those
keys, `add=` add what stands beneath a key, `wrong=` a file that must bring the messages of the `text` block after it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.commands.main import main
from triage.language.document import Mapping, Node, Sequence, parse
from triage.language.errors import KnowledgeError
from triage.language.load import load

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
BASE = Path("my-base")


@dataclass(frozen=True)
class Block:
    line: int
    kind: str
    act: str
    text: str


def blocks() -> list[Block]:
    text = GUIDE.read_text()
    return [
        Block(text.count("\n", 0, found.start()) + 1, found[1], found[2].strip(), found[3])
        for found in re.finditer(r"^```(\w*)([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]


def test_the_guide_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    todo = iter(blocks())
    for block in todo:
        where = f"{GUIDE.name}:{block.line}"
        act, _, files = block.act.partition("=")
        match block.kind, act:
            case "console", "":
                for command, shown in commands(block.text):
                    run(command, shown, where)
            case "yaml", "file":
                append(BASE / files, block.text)
            case "yaml", "set":
                replace_keys(BASE / files, block.text)
            case "yaml", "add":
                for file in files.split(","):
                    add_beneath(BASE / file, block.text)
            case "yaml", "wrong":
                message = next(todo)
                assert message.kind == "text", f"{where}: the messages must follow"
                (BASE / files).write_text(block.text)
                with pytest.raises(KnowledgeError) as caught:
                    load(BASE)
                assert str(caught.value) == message.text.strip(), where
                (BASE / files).unlink()
            case _:
                pytest.fail(f"{where}: nothing is done with this block; say what, such as `yaml file=rules.yaml`")


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what it should print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run(command: str, shown: str, where: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "triage", where
    said = CliRunner().invoke(main, arguments).output
    wanted = ".*?".join(map(re.escape, shown.strip().split("...")))
    assert re.fullmatch(rf"\s*{wanted}\s*", said, re.DOTALL), f"{where}: {command} says\n{said}"


def append(file: Path, text: str) -> None:
    file.write_text(text if "cases" in file.parts else f"{file.read_text()}\n{text}")


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The top keys of a mapping, each with all of its lines."""
    for found in re.finditer(r"^([a-z-]+):.*\n(?:(?![a-z-]+:|#).*\n)*", text, re.MULTILINE):
        yield found[1], found[0]


def replace_keys(file: Path, text: str) -> None:
    whole = file.read_text()
    for key, lines in parts(text):
        (old,) = (found for name, found in parts(whole) if name == key)
        whole = whole.replace(old, lines)
    file.write_text(whole)


def add_beneath(file: Path, text: str) -> None:
    whole = file.read_text()
    for key, lines in parts(text):
        head = f"{key}:\n"
        assert whole.count(head) == 1, file
        whole = whole.replace(head, lines)
    file.write_text(whole)


def test_the_yaml_of_the_page_about_the_language_is_read_as_it_looks() -> None:
    """No comma, colon or sign in it tears a text apart."""
    page = "language.md"
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) > 3
    for block in blocks:
        assert list(torn(parse(block, page))) == []


def torn(node: Node) -> Iterator[str]:
    if isinstance(node, Sequence):
        for part in node.items:
            yield from torn(part)
    elif isinstance(node, Mapping):
        yield from (text for text in node.bare if text != "...")
        for part in node.items.values():
            yield from torn(part)
