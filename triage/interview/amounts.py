"""Numbers and lengths of time as people type them, in every language that the program speaks.

>>> number("7 van de 10", 10), number("zeven"), number("an 8 out of 10", 10), number("2½")
(7.0, 7.0, 8.0, 2.5)
>>> from datetime import date
>>> here = date(2026, 11, 28)
>>> days("3 weeks", here), days("gisteren", here), days("anderhalf jaar", here), days("sinds 3 november", here)
(21.0, 1.0, 547.5, 25.0)

What can be meant in two ways is not guessed at: "a few days", "2 to 3 weeks", and 3/11 where the month may come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import floor
from typing import TypeVar

from triage.language.dates import day
from triage.words.saying import FALLBACK, languages, plainly
from triage.words.understanding import ordered, own_texts, shipped_texts, words_in

DAYS: Mapping[str, float] = {"day": 1, "week": 7, "month": 30, "year": 365, "hour": 1 / 24, "minute": 1 / 1440}
"""How many days people count in each unit."""


HALVES: Mapping[str, float] = {"amount-half": 0.5, "amount-one-and-a-half": 1.5}
AGO: Mapping[str, float] = {"amount-today": 0, "amount-yesterday": 1, "amount-day-before": 2}
"""The phrases that list days by a name of their own, and how long ago each is."""
UNITS: Mapping[str, str] = {
    "day": "amount-day",
    "week": "amount-week",
    "month": "amount-month",
    "year": "amount-year",
    "hour": "amount-hour",
    "minute": "amount-minute",
}
"""The phrases that list the names of each unit."""
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for amounts. `before` and `behind` may stand around one without changing it; `last` says that a day of
    the week has passed; `out_of` stands before the top of a scale; `ordinals` stand behind the number of a day."""

    numbers: Mapping[str, float]
    halves: Mapping[str, float]
    units: Mapping[str, str]
    day_parts: Mapping[str, float]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    articles: frozenset[str]
    joined: frozenset[str]
    out_of: frozenset[str]
    of_month: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    last: frozenset[str]
    ordinals: frozenset[str]

    @property
    def article(self) -> str:
        """A pattern for any, as are the next two."""
        return _one_of(self.articles)

    @property
    def and_(self) -> str:
        return _one_of(self.joined)

    @property
    def half(self) -> str:
        return _one_of(word for word, value in self.halves.items() if value == 0.5)

    def over(self, other: Vocabulary) -> Vocabulary:
        """With the words of another language behind these: what has a meaning here keeps it, and that alone."""
        mine = {*self.numbers, *self.halves, *self.units, *self.day_parts, *self.months, *self.weekdays}
        return Vocabulary(
            {**_without(other.numbers, mine), **self.numbers},
            {**_without(other.halves, mine), **self.halves},
            {**_without(other.units, mine), **self.units},
            {**_without(other.day_parts, mine), **self.day_parts},
            {**_without(other.months, mine), **self.months},
            {**_without(other.weekdays, mine), **self.weekdays},
            self.articles | other.articles,
            self.joined | other.joined,
            self.out_of | other.out_of,
            self.of_month | other.of_month,
            self.before | (other.before - mine),
            self.behind | (other.behind - mine),
            self.last | other.last,
            self.ordinals | other.ordinals,
        )


def _without(words: Mapping[str, Value], taken: set[str]) -> dict[str, Value]:
    return {word: value for word, value in words.items() if word not in taken}


def vocabulary(language: str) -> Vocabulary:
    """The words of the base, of the language that is spoken, and of every other."""
    spoken = _shipped(str(plainly(language)))
    if not any(own_texts(key, language) for key in PHRASES):
        return spoken
    return _read(lambda key: own_texts(key, language)).over(spoken)


@cache
def _shipped(language: str) -> Vocabulary:
    first, *others = (_alone(code) for code in ordered(language))
    for other in others:
        first = first.over(other)
    return first


@cache
def _alone(code: str) -> Vocabulary:
    return _read(lambda key: shipped_texts(key, code))


PHRASES = (
    *(*HALVES, *AGO, *UNITS.values(), "amount-ones", "amount-tens", "amount-tens-and-ones", "amount-months"),
    *("amount-weekdays", "amount-one", "typed-and", "amount-out-of", "amount-about", "amount-ago", "amount-last"),
    *("amount-of", "amount-ordinals"),
)
"""The phrases that list words for amounts."""


def _read(texts: Callable[[str], tuple[str, ...]]) -> Vocabulary:
    """The words in the phrases of one language."""

    def words(key: str) -> frozenset[str]:
        return frozenset(_folded(word) for text in texts(key) for word in words_in(text))

    def in_order(key: str) -> list[tuple[int, str]]:
        """The words of a list in which each place has a meaning, with commas between those of one place."""
        places = [place for text in texts(key) for place in enumerate(words_in(text))]
        return [(at, _folded(word)) for at, spellings in places for word in spellings.split(",") if word.strip()]

    articles = words("amount-one")
    return Vocabulary(
        numbers={**dict.fromkeys(articles, 1.0), **_numbers(in_order, [*words("amount-tens-and-ones")])},
        halves={word: value for key, value in HALVES.items() for word in words(key)},
        units={word: unit for unit, key in UNITS.items() for word in words(key)},
        day_parts={word: ago for key, ago in AGO.items() for word in words(key)},
        months={word: at + 1 for at, word in in_order("amount-months")},
        weekdays={word: at for at, word in in_order("amount-weekdays")},
        articles=articles,
        joined=words("typed-and"),
        out_of=words("amount-out-of"),
        of_month=words("amount-of"),
        before=words("amount-about"),
        behind=words("amount-ago"),
        last=words("amount-last"),
        ordinals=words("amount-ordinals"),
    )


def _numbers(in_order: Callable[[str], list[tuple[int, str]]], joined: Iterable[str]) -> dict[str, float]:
    """The numbers up to 99 in words."""
    ones = [(float(at), word) for at, word in in_order("amount-ones")]
    tens = [(at * 10.0 + 20, word) for at, word in in_order("amount-tens")]
    values = {word: value for value, word in (*ones, *tens)}
    for ten, name in tens:
        for one, word in ones:
            if 1 <= one <= 9:
                for how in joined:
                    if "{tens}" not in how or "{ones}" not in how:
                        continue
                    values.setdefault(how.replace("{tens}", name).replace("{ones}", word), ten + one)
    return values


def _folded(word: str) -> str:
    return " ".join(word.replace("\u2019", "'").split()).casefold()


def _one_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first; for nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def number(typed: str, top: float | None = None, language: str = FALLBACK) -> float | None:
    """The number that somebody typed, in figures or words; None where it is none, or more than one.

    `top`: "7/10" is a 7 where it is 10."""
    text, known = _plain(typed), vocabulary(language)
    if top is not None and (scaled := re.fullmatch(rf"(.+?)\s*(?:{_one_of(known.out_of)}|/)\s*(\S+)", text)):
        return number(scaled[1], None, language) if _figure(scaled[2], known) == top else None
    return _figure(_bare(text, known), known)


def days(typed: str, today: date, day_first: bool = True, language: str = FALLBACK) -> float | None:
    """How many days ago, or how many days long: a length of time, or a day that has passed by `today`. None where it is
    neither, or where it is not clear. `day_first`: 3/11 is in November; otherwise it may be in March too."""
    text, known = _plain(typed), vocabulary(language)
    if text in known.day_parts:
        return float(known.day_parts[text])
    bare = _bare(text, known)
    if bare in known.day_parts:
        return float(known.day_parts[bare])
    length = _length(bare, known)
    if length is not None:
        return length if length < today.toordinal() else None  # before there was a calendar
    day = _day(bare, today, day_first, known) or _weekday(text, today, known)
    return None if day is None or day > today else float((today - day).days)


def day_first(language: str) -> bool:
    """Whether 3/11 can only be in November, for whoever speaks this language."""
    texts = own_texts("amount-dates", language) or (
        shipped_texts("amount-dates", plainly(language)) if plainly(language) in languages() else ()
    )
    return all(order.find("{day}") <= order.find("{month}") for text in texts for order in words_in(text))


def day_of(typed: str, today: date, language: str) -> date | None:
    """The day that somebody typed: a date, or how long ago it was."""
    try:
        return day(typed.strip())
    except ValueError:
        ago = days(typed, today, day_first(language), language)
    return None if ago is None else today - timedelta(days=floor(ago))


def is_year(typed: str, today: date) -> bool:
    """Whether a number may be meant as a year."""
    return re.fullmatch(r"[0-9]{4}", typed) is not None and 1900 <= int(typed) <= today.year


def _plain(typed: str) -> str:
    text = typed.replace("\u2019", "'").casefold()
    for sign, decimals in FRACTIONS.items():
        text = re.sub(rf"([0-9])\s*{sign}", rf"\g<1>{decimals}", text).replace(sign, f"0{decimals}")
    return " ".join(re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text).split()).strip(" .!,;")


def _bare(text: str, known: Vocabulary) -> str:
    """Without what stands around an amount: "al ongeveer 3 weken" is "3 weken"."""
    words = text.split()
    while len(words) > 1 and words[0] in known.before:
        words.pop(0)
    while len(words) > 1 and words[-1] in known.behind:
        words.pop()
    return " ".join(words)


def _figure(text: str, known: Vocabulary) -> float | None:
    """A number in figures or words; "zeven en een half", "two and a half"."""
    if re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", text):
        return float(text)
    if text in known.halves:
        return known.halves[text]
    if text in known.numbers:
        return known.numbers[text]
    article, joined, half = known.article, known.and_, known.half
    if with_half := re.fullmatch(rf"(.+?) (?:{joined}) (?:(?:{article}) )?(?:{half})", text):
        whole = _figure(with_half[1], known)
        return whole + 0.5 if whole is not None and whole.is_integer() else None
    if with_article := re.fullmatch(rf"(?:{article}) (.+)", text):
        inner = with_article[1]
        counts = inner in known.numbers or inner in known.halves or inner[:1].isdecimal()
        return _figure(inner, known) if counts else None
    return None


def _length(text: str, known: Vocabulary) -> float | None:
    """A length of time: amounts with their units, the longest unit first."""
    text = re.sub(r"([0-9])([^\W\d_])", r"\1 \2", text)
    article, joined, half, units = known.article, known.and_, known.half, known.units
    if turned := re.fullmatch(rf"(?:{article}) (\S+) (?:{joined}) (?:{article}) (?:{half})", text):  # a year and a half
        return 1.5 * DAYS[units[turned[1]]] if turned[1] in units else None
    if turned := re.fullmatch(rf"(?:{half}) (?:{article}) (\S+)", text):
        return 0.5 * DAYS[units[turned[1]]] if turned[1] in units else None
    total, before, amount = 0.0, float("inf"), []
    for word in [*text.replace(",", " ").split()]:
        if word not in units:
            amount.append(word)
            continue
        if amount and (amount[0] in known.joined or amount[0] in ("&", "+")) and total:
            amount.pop(0)
        many = _figure(" ".join(amount), known)
        length = DAYS[units[word]]
        if many is None or many < 0 or length >= before:
            return None
        total, before, amount = total + many * length, length, []
    return None if amount or before == float("inf") else total


def _day(text: str, today: date, day_first: bool, known: Vocabulary) -> date | None:
    """A day of the calendar: 2026-11-03, 3-11-2026, 3 november, November 3rd 2025. Without a year the last that was."""
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if figures := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?", text):
        first, second = int(figures[1]), int(figures[3])
        if figures[2] == "." and not figures[4]:
            return None  # a decimal number
        if not day_first and first <= 12 and second <= 12 and first != second:
            return None  # the month may come first
        day, month = (second, first) if second > 12 else (first, second)
        return _in_year(day, month, figures[4], today)
    months = known.months
    text = re.sub(rf"(?<=[0-9])(?:{_one_of(known.ordinals)})(?!\w)", "", text).replace(",", " ")
    words = re.sub(rf" (?:{_one_of(known.of_month)}) ", " ", text).split()
    if 2 <= len(words) <= 3 and all(word.strip(".") in months or word.isdecimal() for word in words):
        names = [months[word.strip(".")] for word in words if word.strip(".") in months]
        numbers = [word for word in words if word.isdecimal()]
        if len(names) == 1 and len(numbers[0]) <= 2 and all(len(year) in (2, 4) for year in numbers[1:]):
            return _in_year(int(numbers[0]), names[0], numbers[1] if len(numbers) > 1 else None, today)
    return None


def _in_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    day_of_year = _date(today.year, month, day)
    return day_of_year if day_of_year is not None and day_of_year <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(text: str, today: date, known: Vocabulary) -> date | None:
    """A day of the week: the last one before today; of "last week Tuesday" that of the week before this."""
    names = known.weekdays
    words = [word for word in text.split() if word not in known.before or word in known.last]
    while words and words[-1] in known.behind:
        words.pop()
    weeks = {word for word in words if known.units.get(word) == "week"}
    rest = [word for word in words if word not in known.last and word not in weeks]
    if len(rest) != 1 or rest[0] not in names or (weeks and not set(words) & known.last):
        return None
    number = names[rest[0]]
    if weeks:
        return today - timedelta(days=today.weekday() + 7 - number)
    return today - timedelta(days=(today.weekday() - number) % 7 or 7)
