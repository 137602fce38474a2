"""Large tables of cases, the same every time: like the worked cases, but no two alike.

Each row is one of the worked cases of which here and there an answer was changed or left out; one in five is answered
at random. A table is made once, in the temporary directory, and used again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from triage.cases.case import load_case
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, UNKNOWN, All, Any, AtLeast, Condition, Found, Is, Not
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.model import Question

ROWS = 1 << 20
"""So many rows are made at a time."""
CHANGED, LEFT_OUT, AT_RANDOM = 0.08, 0.03, 0.2
SECOND = "-again"
"""What comes after the names in the second half of a doubled base."""

Cases = Sequence[Mapping[str, Answer]]


def folder() -> Path:
    """Where the tables are kept."""
    place = Path(tempfile.gettempdir(), f"triage-benchmarks-{os.getuid()}")
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def told(base: Base) -> Cases:
    """The answers of the worked cases; of a doubled base, in both halves."""
    plain = {name: question for name, question in base.questions.items() if not name.endswith(SECOND)}
    cases = [load_case(replace(base, questions=plain), path).answers for path in case_files()]
    twice = len(plain) < len(base.questions)
    return [{**case, **({name + SECOND: told for name, told in case.items()} if twice else {})} for case in cases]


def table(base: Base, rows: int, typed: bool = True) -> Path:
    """The Parquet file with so many rows: words as enums (`typed`) or as plain text, numbers as numbers, choices as
    lists of words."""
    place = folder() / f"{base.hash[:12]}-{len(base.rules)}-{'enums' if typed else 'text'}-{rows}.parquet"
    if not place.exists():
        cases = told(base)
        columns = [_Column(question, cases, number, typed) for number, question in enumerate(base.questions.values())]
        partial = place.with_suffix(".partial")
        source = register_io_source(lambda *_: _frames(columns, rows), schema=_frame(columns, 0, 1).schema)
        source.sink_parquet(partial, engine="streaming")
        partial.replace(place)
    return place


def as_lines(source: Path) -> Path:
    """The same table as NDJSON; what was not answered is null."""
    place = source.with_suffix(".ndjson")
    if not place.exists():
        partial = place.with_suffix(".partial")
        pl.scan_parquet(source).sink_ndjson(partial, engine="streaming")
        partial.replace(place)
    return place


class _Column:
    """What may stand in a column, and for each of the cases what does."""

    def __init__(self, question: Question, cases: Cases, number: int, typed: bool) -> None:
        self.name = question.id
        self.number = number
        random = np.random.default_rng(number)
        values = [_plain(question, case.get(question.id)) for case in cases]
        domain = _domain(question, random)
        every = list({repr(value): value for value in (*values, *domain) if value is not None}.values())
        places = {repr(value): place for place, value in enumerate(every)}
        self.nothing = len(every)
        words: pl.DataType = pl.Enum([str(word) for word in _words(question)]) if typed else pl.String()
        kind = {"number": pl.Float64(), "choices": pl.List(words)}.get(question.type, words)
        self.values = pl.Series(self.name, [*every, None], dtype=kind, strict=False)
        self.of_case = np.array([places.get(repr(value), self.nothing) for value in values])
        self.domain = np.array([places[repr(value)] for value in domain])

    def rows(self, start: int, cases: np.ndarray, at_random: np.ndarray) -> pl.Series:
        random = np.random.default_rng((start, self.number))
        drawn = random.random(len(cases))
        other = self.domain[random.integers(0, len(self.domain), len(cases))]
        codes = np.where(at_random | (drawn < CHANGED), other, self.of_case[cases])
        return self.values.gather(np.where(drawn > 1 - LEFT_OUT, self.nothing, codes))


def _frames(columns: Sequence[_Column], rows: int) -> Iterator[pl.DataFrame]:
    for start in range(0, rows, ROWS):
        yield _frame(columns, start, min(ROWS, rows - start))


def _frame(columns: Sequence[_Column], start: int, rows: int) -> pl.DataFrame:
    random = np.random.default_rng(start)
    cases = random.integers(0, len(columns[0].of_case), rows)
    at_random = random.random(rows) < AT_RANDOM
    return pl.DataFrame([column.rows(start, cases, at_random) for column in columns])


def _plain(question: Question, answer: Answer | None) -> object:
    """An answer as the column holds it: where that has numbers only, `unknown` cannot be said."""
    match question.type:
        case "number":
            return None if answer is None or isinstance(answer, str | tuple) else float(answer)
        case "choices":
            return list(answer) if isinstance(answer, tuple) else None if answer is None else [str(answer)]
        case _:
            return answer


def _domain(question: Question, random: np.random.Generator) -> list[object]:
    match question.type:
        case "number":
            return [float(round(value)) for value in np.linspace(question.min, question.max, 40)]
        case "choices":
            options = list(question.options)
            some = [[name for name in options if random.random() < 0.25] for _ in range(30)]
            return [*some, [UNKNOWN]] if question.may_be_unknown else list(some)
        case _:
            return list(_words(question))


def _words(question: Question) -> list[str]:
    words = ["yes", "no"] if question.type == "yes-no" else list(question.options)
    return [*words, UNKNOWN] if question.may_be_unknown else words


# A base with everything twice


def doubled(base: Base) -> Base:
    """Every question, finding and rule once more, under another name: twice the columns in, and twice out."""

    def again(name: str) -> str:
        return name if name == ALL_CLEAR else name + SECOND

    questions = {
        again(name): replace(question, id=again(name), when=question.when and _again(question.when))
        for name, question in base.questions.items()
    }
    findings = {again(name): replace(finding, id=again(name)) for name, finding in base.findings.items()}
    rules = {
        again(name): replace(rule, id=again(name), when=_again(rule.when), establish=tuple(map(again, rule.establish)))
        for name, rule in base.rules.items()
    }
    return replace(
        base,
        questions={**base.questions, **questions},
        findings={name: each for name, each in {**base.findings, **findings}.items() if name != ALL_CLEAR}
        | {ALL_CLEAR: base.findings[ALL_CLEAR]},
        rules={**base.rules, **rules},
        condition_order=(*base.condition_order, *map(again, base.condition_order)),
    )


def _again(condition: Condition) -> Condition:
    match condition:
        case All(parts):
            return All(tuple(map(_again, parts)))
        case Any(parts):
            return Any(tuple(map(_again, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(_again, parts)))
        case Not(part):
            return Not(_again(part))
        case Found(finding):
            return condition if finding == ALL_CLEAR else Found(finding + SECOND)
        case Is():
            return replace(condition, question=condition.question + SECOND)
        case _:
            return replace(condition, question=condition.question + SECOND)
