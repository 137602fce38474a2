"""What the program itself says: in every language, with the same blanks, and nothing that is never said."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.program import PACKAGE, spoken
from triage.words.saying import FALLBACK, is_said, keys, languages, say

WORDS = PACKAGE / "words"
BLANK = re.compile(r"\{([^{}]*)\}")


@cache
def written(language: str) -> dict[tuple[str, str | None], Message]:
    """Every phrase as it stands in the files of a language, by its key and its context."""
    found: dict[tuple[str, str | None], Message] = {}
    for path in sorted((WORDS / language).glob("*.po")):
        with path.open("rb") as file:
            found |= {(one.id if isinstance(one.id, str) else one.id[0], one.context): one for one in read_po(file)}
    return {
        (key, context): message for (key, context), message in found.items() if key and context not in ("help", "error")
    }


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def blanks(message: Message) -> set[str]:
    return {blank for form in forms(message) for blank in BLANK.findall(form)}


def strings() -> Iterator[str]:
    """Every string in the program; of a composed one a pattern."""
    yield from map(re.escape, spoken().strings)
    for parts in spoken().composed:
        pattern = "".join(".+" if part is None else re.escape(part) for part in parts)
        if re.search(r"\w", pattern.replace(".+", "")):
            yield pattern
    for path in PACKAGE.rglob("templates/*"):
        for call in re.findall(r"say\(([^)]*)\)", path.read_text(encoding="utf-8")):
            yield from map(re.escape, re.findall(r'"([^"]+)"', call))


def test_what_is_read_was_made_of_the_files_as_they_are() -> None:
    made = subprocess.run(
        [sys.executable, "tools/words.py", "--check"], cwd=PACKAGE.parent, capture_output=True, check=False
    )
    assert (made.stderr.decode(), made.returncode) == ("", 0)


@pytest.mark.parametrize("language", languages())
def test_every_language_says_every_phrase_with_the_same_blanks(language: str) -> None:
    here, reference = written(language), written(FALLBACK)
    assert set(here) == set(reference)
    assert [key for key, message in here.items() if not all(form.strip() for form in forms(message))] == []
    assert {key: blanks(here[key]) for key in here if blanks(here[key]) != blanks(reference[key])} == {}
    assert [key for key in here if bool(here[key].pluralizable) != bool(reference[key].pluralizable)] == []


def test_what_is_said_to_another_is_said_to_oneself_too() -> None:
    assert [key for key, context in written(FALLBACK) if context is not None and (key, None) not in written("en")] == []


@pytest.mark.parametrize("language", languages())
def test_every_phrase_is_filled_in_whole(language: str) -> None:
    filled = {}
    for (key, context), message in written(language).items():
        spoken = language if context is None else f"{language}+other"
        for number in (1, 7) if message.pluralizable else (None,):
            said = say(key, spoken, number, **{name: f"<{name}>" for name in blanks(message)})
            if BLANK.search(said):
                filled[key] = said
    assert filled == {}


@pytest.mark.xdist_group("program")
def test_every_phrase_is_said_somewhere() -> None:
    said = re.compile("|".join(f"(?:{pattern})" for pattern in set(strings())))
    assert [key for key in keys() if not said.fullmatch(key)] == []


@pytest.mark.xdist_group("program")
def test_whoever_says_a_phrase_with_a_plural_says_of_how_many() -> None:
    several = {key for (key, _), message in written(FALLBACK).items() if message.pluralizable}
    silent = [f"{module}:{line}: {key}" for module, line, key in spoken().said if key in several]
    assert silent == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 set of <repetitions>"), (0, "<sets> times"), (2, "<sets> times"), (1.5, "<sets> times")],
)
def test_the_number_chooses_the_form(number: float, said: str) -> None:
    key = "dose-sets" if number != 1 else "dose-one-set"
    assert say(key, "en", number if number != 1 else None, sets="<sets>", repetitions="<repetitions>") == said


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert say("yes", "fr") == "yes"
    assert say("yes", "fr+other") == "yes"
    assert say("answers-old", "fr", 1, days=1) == say("answers-old", "en", 1, days=1)


def test_what_is_not_a_phrase_is_not_said() -> None:
    assert not is_said("there-is-no-such-phrase")
    with pytest.raises(KeyError):
        say("there-is-no-such-phrase", "nl")
