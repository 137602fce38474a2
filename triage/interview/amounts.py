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
from collections.abc import Mapping
from datetime import date, timedelta
from math import floor

from triage.language.dates import day
from triage.words.saying import plainly

DAYS: Mapping[str, float] = {"day": 1, "week": 7, "month": 30, "year": 365, "hour": 1 / 24, "minute": 1 / 1440}
"""How many days people count in each unit."""


def _words(**groups: str) -> dict[str, str]:
    return {word: unit for unit, words in groups.items() for word in words.split()}


UNITS = _words(
    day="day days d dag dagen dgn",
    week="week weeks wk wks w weken",
    month="month months mth mths maand maanden mnd",
    year="year years yr yrs y jaar jaren jr",
    hour="hour hours hr hrs uur uren",
    minute="minute minutes min mins minuut minuten",
)
DAY_PARTS: Mapping[str, float] = {
    **dict.fromkeys(("today", "tonight", "now", "just now", "this morning", "this afternoon", "this evening"), 0),
    **dict.fromkeys(
        ("vandaag", "nu", "net", "zonet", "daarnet", "vanmorgen", "vanochtend", "vanmiddag", "vanavond", "vannacht"), 0
    ),
    **dict.fromkeys(("yesterday", "last night", "yesterday morning", "yesterday evening", "yesterday afternoon"), 1),
    **dict.fromkeys(("gisteren", "gister", "gisterochtend", "gistermorgen", "gistermiddag", "gisteravond"), 1),
    **dict.fromkeys(("the day before yesterday", "day before yesterday", "eergisteren", "eergister"), 2),
}
"""Days by a name of their own, and how long ago each is."""
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien",
)
TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
)
ARTICLES = {"a": 1.0, "an": 1.0, "één": 1.0}
HALVES = {"half": 0.5, "halve": 0.5, "anderhalf": 1.5, "anderhalve": 1.5}
MONTHS = (
    ("january", "jan", "januari"),
    ("february", "feb", "februari"),
    ("march", "mar", "maart", "mrt"),
    ("april", "apr"),
    ("may", "mei"),
    ("june", "jun", "juni"),
    ("july", "jul", "juli"),
    ("august", "aug", "augustus"),
    ("september", "sep", "sept"),
    ("october", "oct", "oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
WEEKDAYS = (
    ("monday", "maandag"),
    ("tuesday", "dinsdag"),
    ("wednesday", "woensdag"),
    ("thursday", "donderdag"),
    ("friday", "vrijdag"),
    ("saturday", "zaterdag"),
    ("sunday", "zondag"),
)
ABOUT = (
    *("about", "around", "roughly", "some", "approximately", "nearly", "almost", "over", "+-", "±", "~"),
    *("ongeveer", "circa", "ca", "zo'n", "ruwweg", "rond", "ruim", "bijna"),
    *("since", "for", "from", "on", "the", "last", "past", "already", "now", "it", "began", "was", "is", "i", "say"),
    *("sinds", "vanaf", "sedert", "op", "de", "het", "begon", "al", "nu", "zeg"),
)
"""What may stand before an amount without changing it."""
AGO = (
    "ago",
    "geleden",
    "now",
    "nu",
    "al",
    "already",
    "lang",
    "long",
    "old",
    "oud",
    "terug",
    "back",
    "so",
    "or",
    "of",
    "zo",
)
LAST = ("last", "past", "afgelopen", "vorige", "jongstleden", "laatste")


def _numbers() -> dict[str, float]:
    values: dict[str, float] = {**ARTICLES}
    for ones, tens in zip(ONES, TENS, strict=True):
        for value, word in enumerate(ones.split()):
            values[word] = float(value)
        for ten, word in enumerate(tens.split(), 2):
            values[word] = ten * 10.0
            for one, name in enumerate(ones.split()[1:10], 1):
                values[f"{word}-{name}"] = values[f"{name}{'ën' if name.endswith('e') else 'en'}{word}"] = (
                    ten * 10.0 + one
                )
    return values


NUMBERS = _numbers()
"""The numbers up to 99 in words."""
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
TO = r"(?:out of|of the|of|van de|van|uit de|uit|op de|/)"


def number(typed: str, top: float | None = None) -> float | None:
    """The number that somebody typed, in figures or words; None where it is none, or more than one.

    `top`: "7/10" is a 7 where it is 10."""
    text = _plain(typed)
    if top is not None and (scaled := re.fullmatch(rf"(.+?)\s*{TO}\s*(\S+)", text)):
        return number(scaled[1]) if _figure(scaled[2]) == top else None
    return _figure(_bare(text))


def days(typed: str, today: date, day_first: bool = True) -> float | None:
    """How many days ago, or how many days long: a length of time, or a day that has passed by `today`. None where it is
    neither, or where it is not clear. `day_first`: 3/11 is in November; otherwise it may be in March too."""
    text = _plain(typed)
    if text in DAY_PARTS:
        return float(DAY_PARTS[text])
    bare = _bare(text)
    if bare in DAY_PARTS:
        return float(DAY_PARTS[bare])
    length = _length(bare)
    if length is not None:
        return length if length < today.toordinal() else None  # before there was a calendar
    day = _day(bare, today, day_first) or _weekday(text, today)
    return None if day is None or day > today else float((today - day).days)


MONTH_FIRST = ("en",)
"""The languages of which some speakers write the month before the day."""


def day_first(language: str) -> bool:
    """Whether 3/11 can only be in November, for whoever speaks this language."""
    return language not in MONTH_FIRST


def day_of(typed: str, today: date, language: str) -> date | None:
    """The day that somebody typed: a date, or how long ago it was."""
    try:
        return day(typed.strip())
    except ValueError:
        ago = days(typed, today, day_first(plainly(language)))
    return None if ago is None else today - timedelta(days=floor(ago))


def is_year(typed: str, today: date) -> bool:
    """Whether a number may be meant as a year."""
    return re.fullmatch(r"[0-9]{4}", typed) is not None and 1900 <= int(typed) <= today.year


def _plain(typed: str) -> str:
    text = typed.replace("\u2019", "'").casefold()
    for sign, decimals in FRACTIONS.items():
        text = re.sub(rf"([0-9])\s*{sign}", rf"\g<1>{decimals}", text).replace(sign, f"0{decimals}")
    return " ".join(re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text).split()).strip(" .!,;")


def _bare(text: str) -> str:
    """Without what stands around an amount: "al ongeveer 3 weken" is "3 weken"."""
    words = text.split()
    while len(words) > 1 and words[0] in ABOUT:
        words.pop(0)
    while len(words) > 1 and words[-1] in AGO:
        words.pop()
    return " ".join(words)


def _figure(text: str) -> float | None:
    """A number in figures or words; "zeven en een half", "two and a half"."""
    if re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", text):
        return float(text)
    if text in HALVES:
        return HALVES[text]
    if text in NUMBERS:
        return NUMBERS[text]
    if half := re.fullmatch(r"(.+?)(?: and | en )(?:a |een )?(?:half|halve)", text):
        whole = _figure(half[1])
        return whole + 0.5 if whole is not None and whole.is_integer() else None
    if with_article := re.fullmatch(r"(?:a|an|een|één|'n) (.+)", text):
        inner = with_article[1]
        return _figure(inner) if inner in NUMBERS or inner in HALVES or inner[:1].isdecimal() else None
    if spaced := re.fullmatch(r"([a-z]+) ([a-z]+)", text):
        return NUMBERS.get(f"{spaced[1]}-{spaced[2]}")
    return None


def _length(text: str) -> float | None:
    """A length of time: amounts with their units, the longest unit first."""
    text = re.sub(r"([0-9])([a-z])", r"\1 \2", text)
    if turned := re.fullmatch(r"(?:a|an|een|één) (\S+) (?:and|en) (?:a|een) (?:half|halve)", text):  # a year and a half
        return 1.5 * DAYS[UNITS[turned[1]]] if turned[1] in UNITS else None
    if turned := re.fullmatch(r"half (?:a|an) (\S+)", text):
        return 0.5 * DAYS[UNITS[turned[1]]] if turned[1] in UNITS else None
    total, before, amount = 0.0, float("inf"), []
    for word in [*text.replace(",", " ").split()]:
        if word not in UNITS:
            amount.append(word)
            continue
        if amount and amount[0] in ("and", "en", "&", "+") and total:
            amount.pop(0)
        many = _figure(" ".join(amount))
        length = DAYS[UNITS[word]]
        if many is None or many < 0 or length >= before:
            return None
        total, before, amount = total + many * length, length, []
    return None if amount or before == float("inf") else total


def _day(text: str, today: date, day_first: bool = True) -> date | None:
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
    months = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
    words = re.sub(r"(?<=[0-9])(?:st|nd|rd|th|e|ste|de)\b", "", text).replace(",", " ").replace(" of ", " ").split()
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


def _weekday(text: str, today: date) -> date | None:
    """A day of the week: the last one before today; of "last week Tuesday" that of the week before this."""
    names = {name: number for number, spellings in enumerate(WEEKDAYS) for name in spellings}
    words = [word for word in text.split() if word not in ABOUT or word in LAST]
    while words and words[-1] in AGO:
        words.pop()
    week_before = [word for word in words if word == "week"] != []
    rest = [word for word in words if word not in LAST and word != "week"]
    if len(rest) != 1 or rest[0] not in names or (week_before and not set(words) & set(LAST)):
        return None
    number = names[rest[0]]
    if week_before:
        return today - timedelta(days=today.weekday() + 7 - number)
    return today - timedelta(days=(today.weekday() - number) % 7 or 7)
