"""What the program itself says: in both languages, with the same blanks, and nothing that is never said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import triage
from triage.explanation.phrases import PHRASES, say

PACKAGE = Path(triage.__file__).parent
BLANK = re.compile(r"\{([^{}]*)\}")


def strings() -> Iterator[str]:
    """Every string in the program outside the phrases; of a composed one a pattern."""
    for path in PACKAGE.rglob("*.py"):
        if path.name.startswith("phrases"):
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


def test_every_phrase_is_there_in_both_languages_with_the_same_blanks() -> None:
    assert {key: list(phrase) for key, phrase in PHRASES.items() if list(phrase) != ["nl", "en"]} == {}
    assert [key for key, phrase in PHRASES.items() if not all(text.strip() for text in phrase.values())] == []
    blanks = {key: [set(BLANK.findall(text)) for text in phrase.values()] for key, phrase in PHRASES.items()}
    assert {key: (dutch, english) for key, (dutch, english) in blanks.items() if dutch != english} == {}


def test_every_phrase_is_filled_in_whole() -> None:
    filled = {}
    for key, phrase in PHRASES.items():
        blanks = BLANK.findall(phrase["en"])
        said = say(key, "en", **{name: f"<{name}>" for name in blanks})
        if BLANK.search(said) or not all(f"<{name}>" in said for name in blanks):
            filled[key] = said
    assert filled == {}


def test_every_phrase_is_said_somewhere() -> None:
    said = re.compile("|".join(f"(?:{pattern})" for pattern in set(strings())))
    assert [key for key in PHRASES if not said.fullmatch(key)] == []


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert say("yes", "fr") == "yes"
