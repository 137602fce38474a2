"""What a typed line means: whole options, numbers, and the little words that mean none, yes, no or not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import once
from triage.language.base import Base
from triage.terminal.prompts import menu_of, prompt_of
from triage.terminal.replies import NO_WORDS, Chosen, Menu, Misread, Option, read_choice

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
    *((SIGNS, word, ("none",)) for word in sorted(NO_WORDS)),
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


@pytest.mark.parametrize("word", sorted(NO_WORDS))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_for_none_mean_none_on_every_shipped_list(word: str, language: str, shipped: Base) -> None:
    for checklist in shipped.checklists.values():
        menu = menu_of(prompt_of(shipped, checklist.questions), language)
        assert read_choice(menu, word) == Chosen(("none",)), checklist.id
