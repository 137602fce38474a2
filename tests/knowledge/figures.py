"""The figures in a text: numbers with what they count, in either language, so that a text can be held to its claims.

    python -m tests.knowledge.figures       lists where a text and its claims differ

>>> sorted(figures("Houd 15 tot 30 seconden vast.", "nl"))
[(15.0, 'second'), (30.0, 'second')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from triage.language.base import Base
from triage.language.load import load
from triage.language.model import EXPERT, Amount, Item, Phase, Text
from triage.language.provenance import Part, Provenance, provenance

Figure = tuple[float, str]
"""A number and what it counts; "" where the text does not say."""

DOCUMENTS = (
    "hamstring-leaflet",
    "hamstring-recovery-article",
    "hamstring-cramp-article",
    "insertion-article",
    "recurrence-article",
)
"""The five documents of which every figure has to reach somebody."""

UNITS: Mapping[str, str] = {
    r"dag(en)?|days?": "day",
    r"week|weken|weeks": "week",
    r"maand(en)?|months?": "month",
    r"jaar|years?": "year",
    r"uur|hours?": "hour",
    r"minuut|minuten|minutes?|min": "minute",
    r"seconden?|seconds?": "second",
    r"tellen|tel|counts?": "count",
    r"%": "%",
    r"mg": "mg",
    r"gram|grams": "gram",
    r"ml": "ml",
    r"cm": "cm",
    r"meter|metres?": "metre",
    r"graden|degrees": "degree",
    r"keer|times|series|sets|set|herhalingen|repetitions": "times",
    r"omwentelingen|turns": "turn",
}
WORDS: Mapping[str, int] = {
    "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "twaalf": 12,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "twelve": 12,
}  # fmt: skip
"""Numbers in letters; they count where a unit follows."""
SECONDS = {"minute": 60.0}
"""Units that are told in another."""

_NUMBER = r"\d+(?:[.,]\d+)?"
_WORD = "|".join(WORDS)
_UNIT = "|".join(f"(?:{each})" for each in UNITS)
_FIGURES = re.compile(
    rf"(?<![\w-])((?:{_NUMBER}|\b(?:{_WORD})\b)"
    rf"(?:(?:,| tot en met| tot| to| en| and| of| or| hoogstens| at most|,? and at most|,? en hoogstens)+ {_NUMBER})*)"
    rf"(?!-\d)[ ]?({_UNIT})?(?![\w-])",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b90-90\b|\bomega-3\b|\b112\b|\((?:19|20)\d\d\)|\b0 (?:tot|to) (?=10\b)|\b\d (?:fasen|phases)\b"
    r"|(?<!per )(?<!a )\b(?:week|weeks|fase|phase|graad|grade|dag|days?) \d+(?:(?: tot| to| en| and) \d+)*\b"
    r"|\bin één keer\b",
    re.IGNORECASE,
)
"""What is a name and no amount: week 6 to 8, phase 2, grade 1, omega-3."""
_ABOUT = re.compile(r"[^.?!]*\b(?:ongeveer|about)\b[^.?!]*[.?!]", re.IGNORECASE)
"""A sentence in which experts fill in what the documents leave open."""


def figures(text: str, language: str) -> frozenset[Figure]:
    """The figures of a text. A minute is told as 60 seconds; a range gives both its ends."""
    if language == "nl":
        text = re.sub(r"(\d)\.(\d{3})\b", r"\1\2", text)
        text = re.sub(r"(\d),(\d)", r"\1.\2", text)
    text = re.sub(r"(\d),(\d{3})\b", r"\1\2", text)
    text = re.sub(r"\btwice\b", "2 times", _APART.sub("", text), flags=re.IGNORECASE)
    found: set[Figure] = set()
    for match in _FIGURES.finditer(text):
        unit = next((name for each, name in UNITS.items() if match[2] and re.fullmatch(each, match[2], re.I)), "")
        numbers = re.findall(rf"{_NUMBER}", match[1])
        if not numbers:
            if not unit:
                continue
            numbers = [str(WORDS[match[1].lower()])]
        found.update((float(number.rstrip(".,")) * SECONDS.get(unit, 1.0), _told(unit)) for number in numbers)
    return frozenset(found - {(1.0, "times")})  # once is no dose


def _told(unit: str) -> str:
    return "second" if unit in SECONDS else unit


def dose_figures(dose: Mapping[str, Amount]) -> frozenset[Figure]:
    """The figures of a dose."""
    units = {"minutes": "second", "metres": "metre"} | dict.fromkeys(
        ("hold", "lift", "lower", "out", "back", "rest", "seconds"), "second"
    )
    units |= dict.fromkeys(("sets", "repetitions", "per-day", "per-week"), "times")
    scale = {"minutes": 60.0}
    told = {(end * scale.get(name, 1.0), units[name]) for name, ends in dose.items() for end in ends}
    return frozenset(told - {(1.0, "times")})


def within(figure: Figure, others: frozenset[Figure]) -> bool:
    """Whether a figure stands among others. One without a unit may be any of that number."""
    number, unit = figure
    return any(
        (number == other and (not unit or not each or unit == each))
        or (not unit and each == "second" and number * 60 == other)
        or (not each and unit == "second" and other * 60 == number)
        for other, each in others
    )


@dataclass(frozen=True)
class Shown:
    """A part that someone can be shown, with its texts and dose. `own`: figures that the base itself gives it."""

    part: Part
    texts: tuple[Text, ...]
    dose: Mapping[str, Amount]
    own: frozenset[Figure] = frozenset()

    def filled_in(self, language: str) -> frozenset[Figure]:
        """What experts add where the documents leave it open: it is told as "about"."""
        about = [" ".join(_ABOUT.findall(text[language])) for text in self.texts if language in text]
        return frozenset().union(*(figures(text, language) for text in about))

    def figures(self, language: str) -> frozenset[Figure]:
        return frozenset().union(
            dose_figures(self.dose), *(figures(text[language], language) for text in self.texts if language in text)
        )


def _weeks(phase: Phase, item: Item) -> frozenset[Figure]:
    """How long a phase takes, and what a criterion to leave it asks: a criterion may name those."""
    if item.met is None:
        return frozenset()
    asked = re.findall(r"'days-in-phase': \{'at-least': '(\d+)'", str(item.met.written))
    return frozenset((float(days) / 7, "week") for days in (*(phase.takes or ()), *asked))


def shown(base: Base) -> Iterator[Shown]:
    """What can be shown of a base."""
    parts = {(part.kind, part.id): part for part in provenance(base).parts}
    for rule in base.rules.values():
        yield Shown(parts["rule", rule.id], (rule.because,), {})
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            for key, items in phase.items().items():
                for number, item in enumerate(items, 1):
                    part = parts.get(("item", f"{pathway.id}/{phase.id}/{key}/{number}"))
                    if part is not None:
                        yield Shown(part, (item.text,), {}, _weeks(phase, item))
    for exercise in base.exercises.values():
        texts = (exercise.how, exercise.equipment, exercise.harder, exercise.easier, exercise.pain)
        yield Shown(parts["exercise", exercise.id], tuple(text for text in texts if text), exercise.dose)
    for caution in base.cautions.values():
        yield Shown(parts["caution", caution.id], (caution.text,), {})
    for net in base.safety_net.values():
        yield Shown(parts["safety-net", net.id], (net.text,), {})


@cache
def hamstring() -> tuple[Base, Provenance, tuple[Shown, ...]]:
    base = load()
    return base, provenance(base), tuple(shown(base))


def beside_claims(language: str) -> Iterator[str]:
    """Figures in a text that none of its claims has. What experts agree on may add figures of its own."""
    base, _, every = hamstring()
    for one in every:
        claims = [base.claims[name] for name in one.part.sources if name != EXPERT]
        if EXPERT in one.part.sources or not any(claim.document in DOCUMENTS for claim in claims):
            continue
        told = frozenset().union(*(figures(claim.text[language], language) for claim in claims))
        told |= one.filled_in(language) | one.own
        for figure in sorted(one.figures(language)):
            if not within(figure, told):
                yield f"{one.part.kind} {one.part.id}: {figure[0]:g} {figure[1]}"


def not_told(language: str) -> Iterator[str]:
    """Figures of a claim of the five documents that no text or dose resting on it tells anybody."""
    base, _, every = hamstring()
    for claim in base.claims.values():
        if claim.document not in DOCUMENTS or claim.unused is not None:
            continue
        told = frozenset().union(
            *(one.figures(language) for one in every if claim.id in one.part.sources),
            *(
                figures(day.text[language], language)
                for pathway in base.pathways.values()
                for phase in pathway.phases
                if claim.id in phase.sources
                for day in phase.schedule
            ),
        )
        for figure in sorted(figures(claim.text[language], language)):
            if not within(figure, told):
                yield f"{claim.id}: {figure[0]:g} {figure[1]}"


def translated() -> Iterator[str]:
    """Texts that rest on the five documents and whose figures differ from language to language."""
    base, _, every = hamstring()
    texts = [(f"{one.part.kind} {one.part.id}", text) for one in every for text in one.texts]
    texts += [(claim.id, claim.text) for claim in base.claims.values() if claim.document in DOCUMENTS]
    for name, text in texts:
        dutch, english = (figures(text[language], language) for language in ("nl", "en"))
        missing = [each for each in dutch if not within(each, english)]
        missing += [each for each in english if not within(each, dutch)]
        if missing:
            yield f"{name}: {sorted(missing)}"


if __name__ == "__main__":
    for listed in (beside_claims("nl"), beside_claims("en"), not_told("nl"), not_told("en"), translated()):
        print(*listed, sep="\n", end="\n---\n")
