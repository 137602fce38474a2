"""Patients read short sentences and everyday words, in both languages, in everything we ship.

`python -m tests.knowledge.reading knowledge` gives the same list.
"""

from pathlib import Path

import pytest

from tests.knowledge.reading import AVERAGE, Text, averages, length, offenders, sentences, texts, unexplained
from triage.language.errors import NOWHERE

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ["knowledge", "examples/ankle", "triage/starter"]


@pytest.mark.parametrize("base", SHIPPED)
def test_nothing_is_too_hard(base: str) -> None:
    assert "\n".join(map(str, offenders(ROOT / base))) == ""


@pytest.mark.parametrize("base", SHIPPED)
def test_sentences_are_short_on_average(base: str) -> None:
    assert {code: average for code, average in averages(ROOT / base).items() if average >= AVERAGE} == {}


def test_every_text_is_looked_at() -> None:
    found = [text for text in texts(ROOT / "triage" / "starter") if text.language == "nl"]
    said = (ROOT / "triage" / "starter" / "care.yaml").read_text().count("nl: ")
    assert sum(text.place.file.endswith("starter/care.yaml") for text in found) == said
    assert not any(text.place.file.endswith("sources.yaml") for text in found)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Bel nu. Wacht niet af!", [2, 3]),
        ("Rest for 1.5 minutes. Then go on.", [4, 3]),
        ("Hold it for 30 to 45 seconds (e.g. on a chair).", [11]),
        ("Doet het pijn? 2 keer is genoeg; Stop dan.", [3, 4, 2]),
        ("", []),
    ],
)
def test_sentences_and_words_are_counted(text: str, lengths: list[int]) -> None:
    assert [length(sentence) for sentence in sentences(text)] == lengths


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("nl", "Mogelijk trombose in je been.", ["trombose"]),
        ("nl", "Mogelijk trombose (een stolsel in een ader).", []),
        ("nl", "Een bloedstolsel, dus trombose.", []),
        ("nl", "Een hematoom bij de ruptuur.", ["ruptuur", "hematoom"]),
        ("en", "This fits tendinopathy.", ["tendinopathy"]),
        ("en", "This fits tendinopathy, a tendon that is overloaded.", []),
        ("en", "A proximal avulsion.", ["avulsion", "proximal"]),
        ("en", "The bone may be broken (a fracture).", []),
    ],
)
def test_medical_words_need_everyday_ones(language: str, words: str, found: list[str]) -> None:
    assert unexplained(Text(NOWHERE, language, words)) == found
