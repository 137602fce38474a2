"""A base, applied to whole tables: a frame of cases in, a frame of outcomes out, row for row.

>>> import polars
>>> import triage
>>> population = Population(triage.load(), ["urgency", "leading"])
>>> population.triage(polars.DataFrame({"chest-trouble": ["yes", None]})).rows()
[('emergency', 'possible-lung-clot'), ('soon', None)]

Nothing is kept from one frame to the next, so a table may be taken in parts of any size, here or on many machines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from triage.language.base import Base
from triage.language.errors import AnswerError, TriageError, nearest, quoted
from triage.language.model import names
from triage.population.checking import ANSWERS, Header, check, check_types, header, unknown_question, with_more
from triage.population.columns import FINDING, RULE, Columns
from triage.population.given_json import DoubledError, read_json
from triage.population.not_ruled_out import NotRuledOut

STATUS = pl.Enum(["refuted", "established", "open"])

COLUMNS = (
    "urgency",
    "demanded",
    "warning_signs",
    "leading",
    "conditions",
    "not_ruled_out",
    "pathway",
    "fired",
    "knowledge",
)
"""What can be written for each case: the ids that `triage run` gives."""
DEFAULT = ("urgency", "warning_signs", "leading", "conditions", "not_ruled_out", "fired", "knowledge")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot stand, and why. `place` counts the rows of its frame from 0."""

    place: int
    reason: str


Verdicts = tuple[int, int, int]
"""How often true, how often certainly false, how often open."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often: `urgency` and `leading` by id; for each of the `conditions` how often it was established, refuted and
    open, and for each of the `rules` how often it fired, was refuted and stayed open."""

    rows: int
    urgency: dict[str, int]
    leading: dict[str, int]
    conditions: dict[str, Verdicts]
    rules: dict[str, Verdicts]

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.rows + other.rows,
            {name: number + other.urgency[name] for name, number in self.urgency.items()},
            {name: number + other.leading[name] for name, number in self.leading.items()},
            _added(self.conditions, other.conditions),
            _added(self.rules, other.rules),
        )


def _added(verdicts: dict[str, Verdicts], more: dict[str, Verdicts]) -> dict[str, Verdicts]:
    return {
        name: (one + others[0], two + others[1], three + others[2])
        for (name, (one, two, three)), others in zip(verdicts.items(), more.values(), strict=True)
    }


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a frame: the rows that could be triaged, those that could not, and the counts over the first."""

    frame: pl.DataFrame
    rejected: tuple[Rejected, ...]
    counts: Counts


class Population:
    """A base compiled for many cases, and what to give of each."""

    def __init__(self, base: Base, columns: Sequence[str] = DEFAULT) -> None:
        for name in columns:
            if name not in COLUMNS:
                raise TriageError(f"unknown column {quoted(name)}; {nearest(name, COLUMNS)}")
        if len(set(columns)) < len(columns):
            raise TriageError("a column is named twice; keep one")
        if not columns:
            raise TriageError("no column is asked for")
        self.base = base
        self.columns = tuple(columns)
        self.compiled = Columns(base)
        self.rules = sorted(base.rules, key=self._depth)

    def _depth(self, rule: str) -> int:
        """Rules fire in this order, and otherwise in that of the base."""
        return 1 + max((self.base.stratum[name] for name in names(self.base.rules[rule].when)), default=-1)

    def triage(self, table: Any) -> pl.DataFrame:
        """The outcome of each row of a Polars frame, or of anything that can be read as Arrow
        (`__arrow_c_stream__`): a column a question, or a column `answers` with an object a row. Columns of one's own
        come first and stay as they are. A question without a column was not asked.

        Raises AnswerError for the first row with an answer that cannot stand, and TableError for a table that cannot
        be read."""
        frame = table if isinstance(table, pl.DataFrame) else pl.DataFrame(table)
        done = self.batch(frame, self.header(frame, missing_ok=True))
        if done.rejected:
            first = done.rejected[0]
            raise AnswerError("", f"row {first.place + 1}: {first.reason}")
        return done.frame

    def header(self, frame: pl.DataFrame, missing_ok: bool = False) -> Header:
        """Which columns of the frame are questions. Raises TableError."""
        shape = header(self.base, frame.columns, self.columns, missing_ok)
        check_types(self.base, frame.schema)
        return shape

    def batch(self, frame: pl.DataFrame, shape: Header) -> Batch:
        """Triages the rows that can stand, and sets the others apart."""
        frame = frame.rechunk()  # in many small parts everything takes many times as long
        questions, unreadable = (
            self._unpacked(frame[ANSWERS]) if shape.objects else (_taken(frame, shape.questions), None)
        )
        checked = check(self.base, questions, shape.comma)
        reasons = (
            checked.reasons if unreadable is None else unreadable.zip_with(unreadable.is_not_null(), checked.reasons)
        )
        if (more := with_more(frame, shape)) is not None:
            reasons = more.zip_with(more.is_not_null(), reasons)
        rejected: tuple[Rejected, ...] = ()
        extras, answers = _taken(frame, shape.extras), checked.answers
        if reasons.null_count() < len(reasons):
            wrong = reasons.is_not_null()
            rejected = tuple(map(Rejected, wrong.arg_true().to_list(), reasons.filter(wrong).to_list()))
            answers = answers.filter(~wrong)
            extras = extras.filter(~wrong) if extras.width else extras
        concluded = self.compiled.everything(answers)
        outcomes = self._outcomes(concluded)
        asked = outcomes.select(self.columns)
        return Batch(extras.hstack(asked) if extras.width else asked, rejected, self._counts(outcomes))

    def _unpacked(self, given: pl.Series) -> tuple[pl.DataFrame, pl.Series | None]:
        """The columns of an `answers` column, and the rows in which it is none."""
        if isinstance(given.dtype, pl.Struct):
            frame = given.struct.unnest()
            for name in frame.columns:
                if name not in self.base.questions:
                    raise AnswerError(name, unknown_question(self.base, name))
            check_types(self.base, frame.schema)
            return frame, None
        rows: list[dict[str, str | None]] = []
        reasons: list[str | None] = []
        for text in given.cast(pl.String).to_list():
            row, reason = self._read(text)
            rows.append(row)
            reasons.append(reason)
        frame = pl.DataFrame(rows, schema=dict.fromkeys(self.base.questions, pl.String()), orient="row")
        return frame, pl.Series("reason", reasons, dtype=pl.String)

    def _read(self, text: str | None) -> tuple[dict[str, str | None], str | None]:
        if text is None or not text.strip():
            return {}, None
        try:
            row = read_json(text)
        except DoubledError as error:
            return {}, str(error)
        except (ValueError, RecursionError):
            return {}, f"{quoted(ANSWERS)} is no JSON"
        if not isinstance(row, dict):
            return {}, f"{quoted(ANSWERS)} is no object"
        for name in row:
            if name not in self.base.questions:
                return {}, unknown_question(self.base, name)
        return {
            name: value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in row.items()
        }, None

    # What is given of each case

    def _outcomes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The asked columns, and those that are counted, besides the rules."""
        base, compiled = self.base, self.compiled
        if "not_ruled_out" in self.columns:
            frame = frame.hstack(self._not_ruled_out.open_ends(frame))
        order = base.condition_order
        status = [pl.col(FINDING + name).cast(pl.UInt8).fill_null(2).cat.to(STATUS).alias(name) for name in order]
        expressions: dict[str, pl.Expr] = {
            "urgency": pl.col("urgency").fill_null(pl.lit(base.default_urgency, dtype=compiled.levels)),
            "demanded": pl.col("urgency").is_not_null(),
            "leading": compiled.leading(),
            "pathway": compiled.pathway(),
            "conditions": pl.struct(status),
            "knowledge": pl.lit(base.hash, dtype=pl.Enum([base.hash])),
        }
        frame = frame.with_columns(urgency=compiled.urgency())
        wanted = {name: expressions[name] for name in expressions if name in (*self.columns, "urgency", "leading")}
        lists = {
            "warning_signs": (FINDING, list(base.warning_signs)),
            "fired": (RULE, self.rules),
            "not_ruled_out": ("open:", list(dict.fromkeys((*base.warning_signs, *order)))),
        }
        outcomes = frame.select(
            *[pl.col(FINDING + name) for name in order], *[pl.col(RULE + name) for name in base.rules], **wanted
        )
        for name, (before, ids) in lists.items():
            if name in self.columns:
                outcomes = outcomes.with_columns(_ids(frame, before, ids).alias(name))
        return outcomes

    @cached_property
    def _not_ruled_out(self) -> NotRuledOut:
        return NotRuledOut(self.compiled)

    def _counts(self, outcomes: pl.DataFrame) -> Counts:
        base = self.base
        return Counts(
            outcomes.height,
            _by_name(outcomes["urgency"], base.levels.order),
            _by_name(outcomes["leading"], base.condition_order),
            _verdicts(outcomes, FINDING, base.condition_order),
            _verdicts(outcomes, RULE, base.rules),
        )

    def none(self) -> Counts:
        """The counts over no rows."""
        return self._counts(self._outcomes(self.compiled.everything(self.compiled.of_cases([]))))


def _taken(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Columns by their very names. Polars would read `^o.*$` and `*` as patterns."""
    return pl.DataFrame([frame.get_column(name) for name in names])


def _verdicts(outcomes: pl.DataFrame, before: str, names: Iterable[str]) -> dict[str, Verdicts]:
    columns = [(name, outcomes[before + name]) for name in names]
    sums = ((name, int(column.sum() or 0), column.null_count()) for name, column in columns)
    return {name: (true, outcomes.height - true - maybe, maybe) for name, true, maybe in sums}


def _by_name(column: pl.Series, kinds: Any) -> dict[str, int]:
    counted = dict(column.drop_nulls().value_counts().rows())
    return {name: counted.get(name, 0) for name in kinds}


def _ids(frame: pl.DataFrame, before: str, ids: Sequence[str]) -> pl.Series:
    """For each row the ids of which the column is true, in this order."""
    kind, height, size = pl.Enum(ids), frame.height, len(ids)
    if not ids or not height:
        return pl.Series([[]], dtype=pl.List(kind)).new_from_index(0, height)
    # Row and id are one number, so that one sort puts the ids of all columns in the order of rows.
    numbers = pl.int_range(height, dtype=pl.UInt32 if height * size < 1 << 32 else pl.UInt64, eager=True) * size
    columns = [frame[before + name] for name in ids]
    nothing = ~frame.select(pl.any_horizontal(before + name for name in ids).fill_null(False)).to_series()
    parts = [numbers.filter(column) + number for number, column in enumerate(columns)]
    lists = (
        pl.concat([*parts, numbers.filter(nothing)])  # whatever has no id at all has its place too
        .sort(multithreaded=False)
        .to_frame("key")
        .select(row=pl.col("key") // size, id=(pl.col("key") % size).cast(pl.UInt16).cat.to(kind))
        .with_columns(pl.col("row").set_sorted())
        .group_by("row", maintain_order=True)
        .agg("id")["id"]
    )
    return lists.zip_with(~nothing, pl.Series([[]], dtype=lists.dtype)) if nothing.any() else lists
