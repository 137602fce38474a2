"""What the program itself says: in both languages, with the same blanks, and nothing that is never said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import triage
from triage.explanation.phrases import PHRASES, say

PACKAGE = Path(triage.__file__).parent
BLANK = re.compile(r"\{([^{}]*)\}")


def strings() -> Iterator[str]:
    """Every string in the program outside the phrases; of a composed one a pattern."""
    for path in PACKAGE.rglob("*.py"):
        if path.name == "phrases.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                pattern = "".join(parts)
                if re.search(r"\w", pattern.replace(".+", "")):
                    yield pattern
    for path in PACKAGE.rglob("templates/*"):
        for call in re.findall(r"say\(([^)]*)\)", path.read_text()):
            yield from map(re.escape, re.findall(r'"([^"]+)"', call))


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_is_there_in_both_languages_with_the_same_blanks(key: str) -> None:
    phrase = PHRASES[key]
    assert list(phrase) == ["nl", "en"]
    assert all(text.strip() for text in phrase.values())
    assert set(BLANK.findall(phrase["nl"])) == set(BLANK.findall(phrase["en"]))


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_is_filled_in_whole(key: str) -> None:
    blanks = BLANK.findall(PHRASES[key]["en"])
    said = say(key, "en", **{name: f"<{name}>" for name in blanks})
    assert all(f"<{name}>" in said for name in blanks)
    assert not BLANK.search(said)


def test_every_phrase_is_said_somewhere() -> None:
    said = re.compile("|".join(f"(?:{pattern})" for pattern in set(strings())))
    assert [key for key in PHRASES if not said.fullmatch(key)] == []


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert say("yes", "fr") == "yes"
