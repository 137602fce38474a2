"""What a typed line means: whole options, numbers, and the little words that mean none, yes, no or not known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import once
from triage.language.base import Base
from triage.language.load import load
from triage.language.typed import REPLIES, command, means_unknown
from triage.terminal.more import WANTED
from triage.terminal.prompts import menu_of, prompt_of
from triage.terminal.replies import Chosen, Menu, Misread, Option, read_choice
from triage.words.saying import Language, Phrase, for_another, languages, say
from triage.words.understanding import bare, words_in

NO_WORDS = (
    *(
        "n",
        "no",
        "nope",
        "none",
        "not",
        "nothing",
        "zero",
        "nil",
        "nee",
        "neen",
        "niet",
        "niets",
        "niks",
        "geen",
        "nul",
    ),
    *("none of these", "none of them", "none of the above", "nothing of these", "not any", "none at all", "all no"),
    *(
        "no thanks",
        "no, none",
        "no, nothing",
        "n/a",
        "nee hoor",
        "nee, niets",
        "nee, geen",
        "nee, niks",
        "nvt",
        "n.v.t",
    ),
    *("allemaal nee", "alles nee", "helemaal niets", "helemaal niks", "geen van allemaal", "niets van dit alles"),
    *("niets hiervan", "geen van deze", "geen van alle", "geen enkele", "niks hiervan"),
)
"""What means that nothing of a list is true, whichever language is spoken."""
UNKNOWN_WORDS = (
    *(
        "unknown",
        "don't know",
        "dont know",
        "i don't know",
        "i dont know",
        "idk",
        "not sure",
        "i'm not sure",
        "no idea",
    ),
    *("onbekend", "weet niet", "weet ik niet", "ik weet het niet", "weet ik niet zeker", "geen idee"),
)
COMMANDS = {
    "help": "?, h, help, uitleg",
    "why": "why, waarom",
    "back": "back, terug",
    "answers": "answers, list, antwoorden, lijst",
    "status": "status",
    "quit": "quit, stop, exit",
    "another": "for another, for someone else, for somebody else, voor een ander, voor iemand anders",
    "myself": "for myself, voor mezelf, voor mijzelf",
}
NONE = Option("none", "none of these", exclusive=True)
UNKNOWN = Option("unknown", "I don't know", exclusive=True)
SIGNS = Menu(
    (Option("cannot-pee", "not being able to pee"), Option("chest", "no breath"), Option("fever", "a fever"), NONE),
    "en",
    several=True,
    unsure=True,
)
YES_NO = Menu((Option("yes", "yes"), Option("no", "no")), "en")
MAYBE = Menu((Option("yes", "ja"), Option("no", "nee"), Option("unknown", "weet ik niet", exclusive=True)), "nl")
ONSET = Menu((Option("sudden", "Suddenly, in a sprint"), Option("gradual", "Slowly"), UNKNOWN), "en")
SORTS = Menu((Option("some", "Sometimes"), Option("none", "Never")), "en")
TWINS = Menu((Option("left", "The leg"), Option("right", "The leg"), Option("none", "geen")), "en")

CHOSEN = [
    *((SIGNS, word, ("none",)) for word in NO_WORDS),
    *((SIGNS, word, ("none",)) for word in ("No.", "NEE!", " niks ", "None of these", "niets hiervan", "Geen")),
    *((SIGNS, word, ("none",)) for word in ("nee hoor", "No thanks!", "n.v.t.", "nvt", "Nee, niets.", "allemaal nee")),
    (SIGNS, "Not being able to pee.", ("cannot-pee",)),
    (SIGNS, "a  fever", ("fever",)),
    (SIGNS, "fever", ("fever",)),
    (SIGNS, "1 3", ("cannot-pee", "fever")),
    (SIGNS, "4", ("none",)),
    *((YES_NO, word, ("yes",)) for word in ("ja", "j", "yes", "Y", "yep", "1")),
    *((YES_NO, word, ("no",)) for word in ("nee", "n", "no", "NOPE", "2")),
    *((MAYBE, word, ("unknown",)) for word in ("weet niet", "don't know", "don\u2019t know", "weet ik niet", "3")),
    *((MAYBE, word, ("no",)) for word in ("no", "nee", "n")),
    (ONSET, "suddenly, in a sprint", ("sudden",)),
    (ONSET, "idk", ("unknown",)),
    (SORTS, "no", ("none",)),
    (SORTS, "never", ("none",)),
    (TWINS, "niks", ("none",)),
]
REFUSED = [
    *((SIGNS, word) for word in ("not being", "able to pee", "no b", "feve", "ja", "yes", "0", "5", "1 or 3", "nota")),
    *((YES_NO, word) for word in ("yess", "none", "niks", "not", "don't know", "maybe", "0", "3")),
    *((ONSET, word) for word in ("sud", "suddenly", "slow", "no", "not", "none", "nee")),
    (TWINS, "the leg"),
]


@pytest.mark.parametrize(("menu", "line", "sure"), CHOSEN)
def test_what_is_chosen(menu: Menu, line: str, sure: tuple[str, ...]) -> None:
    assert read_choice(menu, line) == Chosen(sure)


@pytest.mark.parametrize(("menu", "line"), REFUSED)
def test_what_is_no_choice_says_what_would_be(menu: Menu, line: str) -> None:
    read = read_choice(menu, line)
    assert isinstance(read, Misread)
    assert "Choose " in read.message
    words = any(letter.isalpha() for letter in line)
    hint = "Or type: yes or no." if menu is YES_NO else "Words are fine too: then type the whole line."
    assert (hint in read.message) is words


@pytest.mark.parametrize(("line", "by_words"), [("a fever", True), ("3", False), ("fever", True), ("3?", False)])
def test_whether_words_chose(line: str, by_words: bool) -> None:
    read = read_choice(SIGNS, line)
    assert isinstance(read, Chosen)
    assert read.by_words is by_words


@pytest.mark.parametrize("language", ["nl", "en", "nl+other", "fr"])
@pytest.mark.parametrize(
    ("meant", "line"), [(name, line) for name, lines in COMMANDS.items() for line in lines.split(", ")]
)
def test_every_command_is_understood_in_every_language(meant: str, line: str, language: str) -> None:
    assert command(line, language) == command(f" {line.upper()}. ", language) == meant


@pytest.mark.parametrize("language", ["nl", "en", "nl+other", "fr"])
@pytest.mark.parametrize("line", UNKNOWN_WORDS)
def test_words_for_not_knowing_are_understood_in_every_language(line: str, language: str) -> None:
    assert means_unknown(line, language)
    assert command(line, language) is None


TAP = load(Path(__file__).parent.parent / "bases" / "tap").languages[0]
"""German, as a base speaks it that lists words for what is typed."""


def german(**texts: str) -> Language:
    return Language("de", {key.replace("_", "-"): Phrase({"de": text}) for key, text in texts.items()})


def in_language(menu: Menu, language: str) -> Menu:
    return replace(menu, language=language)


@pytest.mark.parametrize(
    ("menu", "line", "sure"),
    [
        (SIGNS, "nein", ("none",)),
        (SIGNS, "NÖ!", ("none",)),
        (SIGNS, "Keins davon.", ("none",)),
        (SIGNS, "nichts davon", ("none",)),
        *((SIGNS, word, ("none",)) for word in NO_WORDS),
        (SIGNS, "1 und 3", ("cannot-pee", "fever")),
        (SIGNS, "1 bis 3", ("cannot-pee", "chest", "fever")),
        (YES_NO, "Jo", ("yes",)),
        (YES_NO, "ja", ("yes",)),
        (YES_NO, "nein", ("no",)),
        (YES_NO, "nee", ("no",)),
        (YES_NO, "yes", ("yes",)),
        (ONSET, "keine Ahnung", ("unknown",)),
        (ONSET, "Weiss ich nicht", ("unknown",)),
        (ONSET, "weet niet", ("unknown",)),
    ],
)
def test_the_words_of_a_base_are_understood_too(menu: Menu, line: str, sure: tuple[str, ...]) -> None:
    assert read_choice(in_language(menu, TAP), line) == Chosen(sure)


@pytest.mark.parametrize(
    ("menu", "line"), [(SIGNS, "nein danke"), (SIGNS, "ja"), (SIGNS, "kein"), (YES_NO, "nichts"), (ONSET, "nein")]
)
def test_they_are_taken_whole_and_in_their_place(menu: Menu, line: str) -> None:
    assert isinstance(read_choice(in_language(menu, TAP), line), Misread)


@pytest.mark.parametrize(
    ("line", "meant"), [("Hilfe", "help"), ("zurück", "back"), ("Schluss", "quit"), ("stop", "quit")]
)
def test_the_commands_of_a_base_are_understood_too(line: str, meant: str) -> None:
    assert command(line, TAP) == meant


def test_the_words_that_are_spoken_count_before_those_of_other_languages() -> None:
    """As in Polish, where `no` says yes."""
    language = german(typed_yes="no | tak", no="nie")
    assert read_choice(in_language(YES_NO, language), "no") == Chosen(("yes",))
    assert isinstance(read_choice(in_language(SIGNS, language), "no"), Misread)
    assert read_choice(in_language(SIGNS, language), "nie") == Chosen(("none",))
    assert read_choice(in_language(SIGNS, language), "nope") == Chosen(("none",))
    assert read_choice(in_language(YES_NO, for_another(language)), "tak") == Chosen(("yes",))


def test_a_word_that_could_mean_two_things_means_neither() -> None:
    language = german(typed_yes="na", typed_no="na", typed_unknown="nee | why")
    assert isinstance(read_choice(in_language(YES_NO, language), "na"), Misread)
    assert read_choice(in_language(SIGNS, language), "nee") == Chosen((), ("cannot-pee", "chest", "fever"))
    assert read_choice(in_language(YES_NO, language), "no") == Chosen(("no",))
    assert command("why", language) is None


def test_an_empty_list_of_words_understands_nothing() -> None:
    language = german(typed_no=" | ", typed_and="|", typed_through="|.")
    assert isinstance(read_choice(in_language(SIGNS, language), "."), Misread)
    assert read_choice(in_language(SIGNS, language), "1 en 3") == Chosen(("cannot-pee", "fever"))


@pytest.mark.parametrize("language", languages())
def test_in_one_language_no_word_means_two_things(language: str) -> None:
    for kind in (REPLIES, WANTED):
        listed = [
            (bare(word), meant)
            for meant, keys in kind.phrases.items()
            for key in keys
            for word in words_in(say(key, language))
        ]
        assert [word for word, meant in listed if meant not in kind.of(word, language)] == []


def test_who_does_not_know_is_unsure_of_all() -> None:
    assert read_choice(SIGNS, "weet niet") == Chosen((), ("cannot-pee", "chest", "fever"))


@pytest.fixture(scope="module")
def shipped() -> Base:
    return once.base()


@given(st.data())
def test_no_part_of_an_option_chooses_it(shipped: Base, data: st.DataObject) -> None:
    """On every list of the shipped knowledge, in both languages, whatever part of a line is typed."""
    checklist = data.draw(st.sampled_from(sorted(shipped.checklists)))
    language = data.draw(st.sampled_from(shipped.languages))
    menu = menu_of(prompt_of(shipped, shipped.checklists[checklist].questions), language)
    label = data.draw(st.sampled_from([option.label for option in menu.options if not option.exclusive]))
    start = data.draw(st.integers(0, len(label) - 1))
    part = label[start : data.draw(st.integers(start, len(label)))]
    read = read_choice(menu, part)
    whole = {" ".join(option.label.casefold().split()).rstrip(".!") for option in menu.options}
    if isinstance(read, Chosen) and not all(option == "none" for option in read.sure):
        assert " ".join(part.casefold().split()).rstrip(".!") in whole | {option.id for option in menu.options}


@pytest.mark.parametrize("word", NO_WORDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_for_none_mean_none_on_every_shipped_list(word: str, language: str, shipped: Base) -> None:
    for checklist in shipped.checklists.values():
        menu = menu_of(prompt_of(shipped, checklist.questions), language)
        assert read_choice(menu, word) == Chosen(("none",)), checklist.id
