"""One mistake at a time in a base that is right otherwise, and what is said of it (bad/*.yaml).

A row replaces a piece of one file of the ankle base (`replace` by `by`, `cut` leaves out all that follows) or all of
it (`content`), and gives in `says` every line of the error. To fill in new rows, or to renew old ones after a message
has changed:  python -m tests.language.test_bad
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from triage.language import load as loading
from triage.language import reader
from triage.language.errors import TOLD, KnowledgeError, Problem
from triage.language.load import build
from triage.words.message import in_language

ANKLE = Path(__file__).parent.parent / "bases" / "ankle"
FILES = {path.name: path.read_bytes() for path in sorted(ANKLE.glob("*.yaml"))}
TABLES = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


def read(table: Path) -> list[dict[str, Any]]:
    return list(yaml.load(table.read_text(), Loader=yaml.CBaseLoader))  # every scalar a word


ENGLISH = re.compile(
    r"\b(a|an|the|and|or|to|for|with|while|did|found|has|have|no|not|none|must|cannot|expected|unknown|there|here|this|"
    r"that|such|keep|words?|names?|question|finding|rule|pathway|claim|exercise|phase|topic|urgency|level|text|answer)\b"
)
"""Words that no message in Dutch has, but for what somebody wrote."""
ROWS = [(table.stem, row) for table in TABLES for row in read(table)]


def broken(row: dict[str, Any]) -> dict[str, bytes]:
    """The files of the base with the row's one mistake in them."""
    content = row.get("content")
    if content is None:
        content = FILES[row["file"]].decode()
        assert content.count(row["replace"]) == 1, "a row replaces what stands there exactly once"
        content = content.replace(row["replace"], row["by"])
        if "cut" in row:
            content = content[: content.index(row["cut"])]
    return {**FILES, row["file"]: content.encode()}


def said(row: dict[str, Any]) -> list[str]:
    try:
        build(broken(row))
    except KnowledgeError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[f"{table}/{row['note']}" for table, row in ROWS])
def test_a_mistake_is_named_with_its_place_and_what_would_be_right(row: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError) as error:
        build(broken(row))
    assert str(error.value).splitlines()[:TOLD] == row["says"][:TOLD]
    assert [str(problem) for problem in error.value.problems] == row["says"]
    dutch = [in_language(problem.message, "nl") for problem in error.value.problems]
    assert [message for message in dutch if ENGLISH.search(re.sub("`[^`]*`", "", message))] == []


def test_the_notes_differ() -> None:
    names = [(table, row["note"]) for table, row in ROWS]
    assert len(set(names)) == len(names)


def test_the_base_without_a_mistake_is_right() -> None:
    assert build(FILES).id == "ankle"


LANGUAGE = Path(reader.__file__).parent
SITES = {
    (file, node.lineno): node.end_lineno or node.lineno
    for file in ("reader.py", "read_condition.py", "read_parts.py", "load.py")
    for node in ast.walk(ast.parse((LANGUAGE / file).read_text()))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "wrong"
}
"""Where the loader complains: file and first line, to the last line."""


def test_every_complaint_of_the_loader_has_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()

    def wrong(self: Any, about: Any, message: str) -> None:
        caller = sys._getframe(1)
        seen.add((Path(caller.f_code.co_filename).name, caller.f_lineno))
        self.problems.append(Problem(self.place(about) if isinstance(self, reader.Reader) else about.place, message))

    monkeypatch.setattr(reader.Reader, "wrong", wrong)
    monkeypatch.setattr(loading.Assembly, "wrong", wrong)
    for _, row in ROWS:
        said(row)
    missed = [f"{file}:{first}" for (file, first), last in SITES.items()
              if not any(name == file and first <= line <= last for name, line in seen)]  # fmt: skip
    assert missed == []


def renew() -> None:
    """Writes what is said now into every table."""
    for table in TABLES:
        heading = [line for line in table.read_text().splitlines() if line.startswith("#")]
        rows = []
        for row in read(table):
            keys = [
                f"  {key}: {_scalar(row[key])}" for key in ("file", "content", "replace", "by", "cut") if key in row
            ]
            says = [f"    - {_scalar(line)}" for line in said(row)]
            rows.append("\n".join([f"- note: {_scalar(row['note'])}", *keys, "  says:", *says]))
        table.write_text("\n".join([*heading, *rows]) + "\n")


def _scalar(word: str) -> str:
    """A word as YAML has it on one line."""
    return yaml.safe_dump(word, width=10**6, allow_unicode=True, default_style='"' if "\n" in word else None).split(
        "\n"
    )[0]


if __name__ == "__main__":
    renew()
