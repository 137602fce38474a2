"""What is typed where a number is asked: understood, read back, or answered by one message that shows how."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from tests import once
from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH
from triage.interview.numbers import Number
from triage.language.base import Base
from triage.terminal.replies import Chosen, Menu, Misread, Option, read_choice, read_number

TODAY = date(2026, 11, 28)
LIST = Menu(
    (*(Option(letter, letter.upper()) for letter in "abcde"), Option("none", "none", exclusive=True)), "en", True, True
)


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [
        ("days-since-start", "21", Number(21)),
        ("days-since-start", "3 d", Number(3, as_typed=False)),
        ("days-since-start", "3 weken", Number(21, as_typed=False)),
        ("days-since-start", "gisteren", Number(1, as_typed=False)),
        ("days-since-start", "zeven", Number(7, as_typed=False)),
        ("days-since-start", "an hour ago", Number(0, as_typed=False)),
        ("days-since-start", "anderhalve week", Number(10, as_typed=False)),
        ("days-since-start", "3 december", Number(360, as_typed=False)),  # and no 3 d
        ("days-since-start", "10 jaar", Number(3650, as_typed=False)),
        ("days-since-start", "2019 dagen", Number(2019, as_typed=False)),
        ("pain", "7/10", Number(7, as_typed=False)),
        ("pain", "seven", Number(7, as_typed=False)),
        ("pain", "Geen pijn.", Number(0, as_typed=False)),
        ("pain", "no pain", Number(0, as_typed=False)),
        ("pain", "7", Number(7)),
        ("age", "84 jaar", Number(84)),
        ("age", "vierentachtig", Number(84, as_typed=False)),
    ],
)
def test_what_is_understood(base: Base, question: str, typed: str, meant: Number) -> None:
    assert read_number(base.questions[question], typed, "nl", TODAY) == meant


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        ("days-since-start", "een paar dagen", "3 weken"),
        ("days-since-start", "2 tot 3 weken", "gisteren"),
        ("days-since-start", "2019", "2019 dagen"),
        ("days-since-start", "20 jaar", "typ dan 3650"),
        ("days-since-start", "-3", "van 0 tot 3650"),
        ("days-since-start", "1,5", "heel getal"),
        ("pain", "mild", "zoals: 3"),
        ("pain", "3 weken", "zoals: 3"),
        ("pain", "11", "van 0 tot 10"),
        ("pain", "7/5", "zoals: 3"),
        ("pain", "\x1b[31mrood", "\ufffd[31mrood"),
        ("age", "oud", "zoals: 40"),
    ],
)
def test_what_is_not_understood_is_asked_again_with_examples(base: Base, question: str, typed: str, says: str) -> None:
    for language in base.languages:
        read = read_number(base.questions[question], typed, language, TODAY)
        assert isinstance(read, Misread)
        assert "\x1b" not in read.message
    read = read_number(base.questions[question], typed, "nl", TODAY)
    assert isinstance(read, Misread)
    assert says in read.message


@pytest.mark.parametrize(
    ("typed", "sure", "unsure"),
    [
        ("1-3", "abc", ""),
        ("1 - 3", "abc", ""),
        ("1\u20133", "abc", ""),
        ("1 t/m 3", "abc", ""),
        ("1 tot en met 3", "abc", ""),
        ("1 to 3", "abc", ""),
        ("1 and 2", "ab", ""),
        ("1 en 2", "ab", ""),
        ("1, 2 and 5", "abe", ""),
        ("1 & 2", "ab", ""),
        ("2? en 4", "d", "b"),
        ("1-2, 4-5", "abde", ""),
        ("1+3", "ac", ""),
        ("3-3", "c", ""),
    ],
)
def test_several_numbers_as_people_write_them(typed: str, sure: str, unsure: str) -> None:
    assert read_choice(LIST, typed) == Chosen(tuple(sure), tuple(unsure))


@pytest.mark.parametrize("typed", ["3-1", "1-9", "1-", "-2", "and", "1-3-5", "0-2", "1 of 2", "5-6"])
def test_what_is_no_list_of_numbers(typed: str) -> None:
    assert isinstance(read_choice(LIST, typed), Misread)


@pytest.fixture
def tooth(tmp_path: Path) -> Path:
    """The small base, which also takes lengths of time and says what its numbers mean."""
    there = tmp_path / "tooth"
    copytree(TOOTH, there)
    text = (there / "questions.yaml").read_text(encoding="utf-8")
    text = text.replace("  max: 365\n", "  max: 365\n  counts: days\n")
    anchors = "  anchors: {0: {nl: geen pijn, en: no pain}, 10: {nl: ondraaglijk, en: unbearable}}\n"
    text = text.replace("  max: 10\n", f"  max: 10\n{anchors}")
    (there / "questions.yaml").write_text(text, encoding="utf-8")
    return there


@pytest.mark.parametrize("mode", [(), ("--plain",)], ids=["arrows", "plain"])
@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            {
                "How much pain": (
                    ("mild", "“mild” is no answer here. Type one number from 0 to 10, such as: 3. 0 = no pain"),
                    ("a few days", "“a few days” is no answer here."),
                    ("7 out of 10", "7 out of 10: 7 points."),
                ),
                "For how many days": (
                    ("a while", "I do not understand “a while”. Type one time, such as: 10 days, 3 weeks"),
                    ("2019", "2019: is that a year?"),
                    ("two years", "“two years” is 730 days. More than 365 is not possible here."),
                    ("3 weeks", "3 weeks: 21 days."),
                ),
            },
        ),
        (
            "nl",
            {
                "Hoeveel pijn": (
                    ("erg", "“erg” is hier geen antwoord. Typ één getal van 0 tot 10, zoals: 3. 0 = geen pijn"),
                    ("zeven", "zeven: 7 punten."),
                ),
                "Hoeveel dagen": (
                    ("een tijdje", "“een tijdje” begrijp ik niet. Typ één tijd, zoals: 10 dagen, 3 weken"),
                    ("anderhalve week", "anderhalve week: 10 dagen."),
                ),
            },
        ),
    ],
)
def test_somebody_types_what_they_would_say(
    tooth: Path, triage: Comes, mode: tuple[str, ...], language: str, told: dict[str, tuple[tuple[str, str], ...]]
) -> None:
    person = triage("ask", "--knowledge", tooth, "--no-save", "--lang", language, *mode)
    none = {"en": "none of these", "nl": "niets hiervan"}[language]
    person.sees(none)
    person.types("4")
    if not mode:
        person.presses("enter")
    person.sees({"en": "Slowly", "nl": "Langzaam"}[language])
    person.types("2")
    for question, said in told.items():
        person.sees(question)
        for typed, answer in said:
            person.types(typed)
            person.sees(answer)
        if question == next(iter(told)):
            person.sees({"en": "What hurts?", "nl": "Wat doet pijn?"}[language])
            person.types("4")
            if not mode:
                person.presses("enter")
