"""Numbers and lengths of time as people type them, in both languages; what is not clear is not guessed at."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import CHARACTERS
from triage.interview.amounts import DAYS, day_first, days, number, vocabulary
from triage.language.load import load
from triage.words.saying import Language, Phrase, say
from triage.words.understanding import words_in

TODAY = date(2026, 11, 28)  # a Saturday
NUMBERS, UNITS = vocabulary("en").numbers, vocabulary("en").units
MONTHS = [
    [*en.split(", "), *nl.split(", ")[::-1]]
    for en, nl in zip(*(words_in(say("amount-months", code)) for code in ("en", "nl")), strict=True)
]
WEEKDAYS = [words_in(say("amount-weekdays", code)) for code in ("en", "nl")]

LENGTHS = {
    0: "today, vandaag, just now, net, vanavond, this morning, vanochtend, vannacht, nu",
    1: "yesterday, gisteren, Gisteren!, last night, gisteravond, since yesterday, sinds gisteren, een dag, "
    "1 day, 24 uur",
    2: "the day before yesterday, eergisteren, two days, twee dagen, 2 d, twee dagen geleden, 48 hours",
    7: "a week, een week, 1 wk, zeven dagen, seven days, a week ago, al een week",
    10.5: "anderhalve week, 1.5 weeks, 1,5 week, een en een halve week, 1½ weken, a week and a half",
    14: "fourteen days, two weeks, al twee weken, 2 weken lang, for two weeks now, sinds 2 weken, veertien dagen",
    21: "3 weeks, 3 weken, 3w, drie weken, 3 weken geleden, about three weeks, ongeveer 3 weken, 21 days, "
    "zo'n 3 weken, 3 weeks or so, eenentwintig dagen, twenty-one days, twenty one days",
    23: "3 weeks and 2 days, 3 weken en 2 dagen, 3 weken 2 dagen",
    30: "a month, een maand, 1 mnd, 30 days",
    182.5: "half a year, half jaar, een half jaar, een half jaar geleden",
    547.5: "anderhalf jaar, a year and a half, 1,5 jaar, one and a half years",
    730: "two years, twee jaar, 2 jaar geleden, al 2 jaar, bijna 2 jaar, 2 yrs",
}
DATES = {
    date(2026, 11, 3): "sinds 3 november, 3 november, since 3 November, November 3, November 3rd, 3 nov, "
    "3 nov., on 3 nov, op 3 november 2026, 2026-11-03, 3-11, 3/11, 3-11-2026, 03/11/26, 3 november",
    date(2026, 11, 25): "25/11, 11/25, 25-11-2026, woensdag, since Wednesday",
    date(2026, 11, 24): "since last Tuesday, dinsdag, last Tuesday, afgelopen dinsdag, sinds dinsdag, tuesday",
    date(2026, 11, 17): "last week Tuesday, vorige week dinsdag, dinsdag vorige week",
    date(2026, 11, 21): "saturday, zaterdag",  # of today one says today
    date(2025, 12, 3): "3 december, December 3rd",
    date(2024, 2, 29): "29 februari 2024, 29-2-2024, February 29, 2024",
}
UNCLEAR = (
    *("999999999 weeks", "99999 jaar", "3 november 99999999999", f"3 november {'9' * 50}"),
    *(
        "",
        " ",
        "a few days",
        "een paar dagen",
        "some weeks",
        "2-3 weeks",
        "2 tot 3 weken",
        "two or three weeks",
        "lang",
    ),
    *("weeks", "week 3", "3 weeks 5", "-3 weeks", "2 days 3 weeks", "31 februari", "0-0", "99/99", "2026-13-01"),
    *("tomorrow", "morgen", "next week", "1 januari 2030", "2026-11-29", "dinsdag of woensdag", "seven", "uur", "half"),
    *("ages", "ik weet het niet meer", "3 november 4 november", "3.11", "week dinsdag", "/", "½", "een", "½ week ½"),
)


def rows(table: dict[object, str]) -> list[tuple[object, str]]:
    return [
        (meant, typed.strip()) for meant, every in table.items() for typed in every.replace(", 2024", "@").split(",")
    ]


@pytest.mark.parametrize(("meant", "typed"), [(m, t) for m, every in LENGTHS.items() for t in every.split(", ")])
def test_a_length_of_time(meant: float, typed: str) -> None:
    assert days(typed, TODAY) == pytest.approx(meant)


@pytest.mark.parametrize(("meant", "typed"), rows(DATES))  # type: ignore[arg-type]
def test_a_day_that_has_passed(meant: date, typed: str) -> None:
    assert days(typed.replace("@", ", 2024"), TODAY) == (TODAY - meant).days


@pytest.mark.parametrize("typed", UNCLEAR)
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    assert days(typed, TODAY) is None


@pytest.mark.parametrize(("typed", "meant"), [("3/11", None), ("3-11-2026", None), ("25/11", 3), ("11/11", 17)])
def test_where_the_month_may_come_first_a_date_has_to_be_clear(typed: str, meant: int | None) -> None:
    assert days(typed, TODAY, day_first=False) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((typed, 7) for typed in ("7", "7/10", "7 / 10", "7 van de 10", "7 of 10", "7 out of 10", "seven", "zeven")),
        *((typed, 7) for typed in ("een 7", "a 7", "a 7 out of 10", "7!", "about 7", "ongeveer zeven", "7 van tien")),
        *((typed, 8) for typed in ("an eight", "acht", "8,0", "8.0")),
        *((typed, 7.5) for typed in ("7,5", "7.5", "7½", "zeven en een half", "seven and a half")),
        *((typed, 10) for typed in ("10/10", "ten out of ten", "tien")),
        *((typed, 84) for typed in ("84", "vierentachtig", "eighty-four", "eighty four")),
        *((typed, 22) for typed in ("tweeëntwintig", "twenty-two")),
        *(
            (typed, None)
            for typed in ("7/5", "6-7", "6 of 7", "mild", "heel erg", "", "7 8", "seven eight", "weeks", "-")
        ),
    ],
)
def test_a_number_in_figures_or_words(typed: str, meant: float | None) -> None:
    assert number(typed, 10) == meant


def test_out_of_how_many_counts_only_where_that_is_the_top() -> None:
    assert number("7/10") is None
    assert number("7/10", 100) is None


GERMAN = load(Path(__file__).parent.parent / "bases" / "tap").languages[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("heute", 0), ("Gestern.", 1), ("seit gestern", 1), ("vorgestern", 2), ("vor 3 Tagen", 3), ("drei Tage", 3)),
        *(("eine Woche", 7), ("zwei Wochen", 14), ("seit einundzwanzig Tagen", 21), ("3 Wochen und 2 Tage", 23)),
        *(("einem Monat", 30), ("ein halbes Jahr", 182.5), ("anderthalb Jahre", 547.5), ("dreißig Tage", 30)),
        *(("3. November", 25), ("seit dem 3. November 2026", 25), ("25.11.2026", 3), ("3/11", 25), ("20. Mai", 192)),
        *(("Mittwoch", 3), ("letzten Dienstag", 4), ("3 weeks", 21), ("drie weken geleden", 21), ("yesterday", 1)),
        *(("ein paar Tage", None), ("2 bis 3 Wochen", None), ("morgen", None), ("halb", None), ("3.11", None)),
    ],
)
def test_a_length_of_time_in_the_words_of_a_base(typed: str, meant: float | None) -> None:
    assert days(typed, TODAY, day_first(GERMAN), GERMAN) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sieben", 7), ("7 von 10", 7), ("etwa zweiundvierzig", 42), ("zeven", 7), ("ein halb", 0.5), ("zwei drei", None)],
)
def test_a_number_in_the_words_of_a_base(typed: str, meant: float | None) -> None:
    assert number(typed, 10, GERMAN) == meant


def test_the_words_of_a_base_count_first() -> None:
    language = Language("xx", {"amount-ones": Phrase({"xx": "nul | acht"}), "amount-week": Phrase({"xx": "of"})})
    assert number("acht", None, language) == 1
    assert number("zeven", None, language) == 7
    assert days("3 of", TODAY, True, language) == 21
    assert days("3 weken", TODAY, True, language) == 21


def test_which_of_day_and_month_comes_first_is_said_too() -> None:
    assert [day_first(language) for language in ("nl", "nl+other", "en", "en+other", "de", GERMAN)] == [
        *(True, True, False, False, True, True)
    ]
    assert not day_first(Language("de", {"amount-dates": Phrase({"de": "{month}/{day}"})}))


ONE = {"day": ("day", "dag"), "week": ("week", "week"), "month": ("month", "maand"), "year": ("year", "jaar")}
MANY = {"day": ("days", "dagen"), "week": ("weeks", "weken"), "month": ("months", "maanden"), "year": ("years", "jaar")}
AROUND = ("{}", "{} ago", "{} geleden", "al {}", "sinds {}", "about {}", "  {}. ", "{} or so", "for {} now")


@given(
    many=st.integers(0, 99),
    unit=st.sampled_from(sorted(MANY)),
    dutch=st.booleans(),
    in_words=st.booleans(),
    around=st.sampled_from(AROUND),
)
def test_a_length_that_is_written_out_is_read_back(
    many: int, unit: str, dutch: bool, in_words: bool, around: str
) -> None:
    name = (ONE if many == 1 else MANY)[unit][dutch]
    words = [word for word, value in NUMBERS.items() if value == many]
    figure = sorted(words)[-1] if in_words else str(many)
    assert days(around.format(f"{figure} {name}"), TODAY) == pytest.approx(many * DAYS[unit])


@given(weeks=st.integers(1, 99), more=st.integers(1, 6), joined=st.sampled_from((" ", " and ", " en ", ", ")))
def test_weeks_and_days(weeks: int, more: int, joined: str) -> None:
    assert days(f"{weeks} weeks{joined}{more} days", TODAY) == weeks * 7 + more


@given(ago=st.integers(0, 3650), form=st.integers(0, 5))
def test_a_date_that_is_written_out_is_read_back(ago: int, form: int) -> None:
    day = TODAY - timedelta(days=ago)
    english, *_, dutch = MONTHS[day.month - 1]
    written = (
        f"{day}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {english} {day.year}",
        f"sinds {day.day} {dutch} {day.year}",
        f"{english} {day.day}, {day.year}",
    )[form]
    assert days(written, TODAY) == ago


@given(ago=st.integers(0, 364), dutch=st.booleans())
def test_a_date_without_a_year_is_the_last_that_was(ago: int, dutch: bool) -> None:
    day = TODAY - timedelta(days=ago)
    assert days(f"{day.day} {MONTHS[day.month - 1][-1 if dutch else 0]}", TODAY) == ago


@given(typed=st.text(CHARACTERS, max_size=40), ahead=st.integers(0, 20000))
def test_nothing_that_is_typed_goes_wrong_or_lies_ahead(typed: str, ahead: int) -> None:
    today = date(1990, 1, 1) + timedelta(days=ahead)
    found = days(typed, today)
    assert found is None or found >= 0
    number(typed, 10)


@given(
    words=st.lists(
        st.sampled_from([*UNITS, *NUMBERS, "en", "and", "half", "ago", "last", *WEEKDAYS[0], "-", "3"]), max_size=6
    )
)
def test_no_order_of_words_goes_wrong(words: list[str]) -> None:
    found = days(" ".join(words), TODAY)
    assert found is None or found >= 0
