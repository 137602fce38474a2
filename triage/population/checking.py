"""A table at the border: which of its columns are questions, and which of its answers can stand.

What is right is told by whole columns at once. Whatever is left goes through `check_answer`, each different text once,
so that a table takes what a case file takes, and refuses it in the same words. It takes more besides: what people and
spreadsheets say for it (see `spoken`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from typing import Any, cast

import polars as pl

from triage.language.answer import check_answer, words_of
from triage.language.base import Base
from triage.language.condition import NONE, UNKNOWN
from triage.language.errors import AnswerError, TriageError, listed, nearest, quoted
from triage.language.evaluate import Answer
from triage.language.model import Question
from triage.population.encoding import encoded, kind, unknown_bit, words
from triage.population.spoken import Manner, manner, meant
from triage.words.message import phrased

ANSWERS = "answers"
"""The column that holds all answers of a row as one object, as a case file does."""

CHECK_INS, SAVED, EARLIER = "check-ins", "saved", "earlier"
"""Where a case file has what was found after its first answers, or before they were given anew."""

SIZE, FIRST = "/size", "/first"
"""What comes after a question's name in columns that are only for the moment."""
SIMILARITY = 0.8
"""From here on a name is taken for a misspelt one."""
MANY = 500
"""Among more columns than this a name is taken for a misspelt one only if nothing but its letters' case, spaces or
underscores are wrong: comparing all of them would take minutes."""
COMMA = re.compile(r"\s*([+-]?[0-9]+),([0-9]+)\s*")
"""A number as a spreadsheet writes it where it has semicolons between cells."""


class TableError(TriageError):
    """A table that cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of a table are: `questions` with answers, or one column of objects; and `extras`, which are
    carried through. With `comma` a number may have a decimal comma."""

    questions: tuple[str, ...]
    extras: tuple[str, ...]
    objects: bool
    comma: bool = False


def header(base: Base, names: Sequence[str], given: Sequence[str], missing_ok: bool) -> Header:
    """Reads the names of the columns; `given` are the names that the output will have besides the extras.

    Raises TableError with what is wrong."""
    times = Counter(names)
    if "" in times:
        more = phrased(", and {number} more have none", number=times[""] - 1) if times[""] > 1 else ""
        raise TableError(
            phrased(
                "column {number} has no name{more}; give each column a name, or take it out",
                number=names.index("") + 1,
                more=more,
            )
        )
    doubled = [name for name in times if times[name] > 1]
    if doubled:
        raise TableError(phrased("the column {name} stands there twice; keep one", name=quoted(doubled[0])))
    if any("\0" in name for name in names):
        raise TableError("the name of a column holds the character NUL; is the file text in UTF-16? save it as UTF-8")
    questions = tuple(name for name in base.questions if name in times)
    objects = ANSWERS in times and ANSWERS not in base.questions
    extras = tuple(name for name in names if name not in base.questions and not (objects and name == ANSWERS))
    if objects and questions:
        message = "there is a column {name} and also {names}; give the answers in one way"
        raise TableError(phrased(message, name=quoted(ANSWERS), names=listed(questions, 3)))
    taken = [name for name in extras if name in given]
    if taken:
        message = "there is a column {name} already, which is to be written; rename it"
        raise TableError(phrased(message, name=quoted(taken[0])))
    missing = [question.id for question in base.questions.values() if question.id not in questions]
    cutoff = SIMILARITY if len(extras) <= MANY else 1.0
    misspelt = [] if objects else [(name, near) for name in extras for near in _near(name, missing, cutoff)]
    if misspelt:
        told = [
            phrased("unknown column {name}: did you mean {near}?", name=quoted(name), near=quoted(near))
            for name, near in misspelt[:3]
        ]
        hints = reduce(lambda before, hint: phrased("{before} {hint}", before=before, hint=hint), told)
        raise TableError(phrased("{hints} (a column of your own needs another name)", hints=hints))
    if not objects and not questions:
        message = "no column is a question; expected {names}, or {name}"
        raise TableError(phrased(message, names=listed(base.questions, 3), name=quoted(ANSWERS)))
    wanted = [name for name in missing if not base.questions[name].given]
    if wanted and not objects and not missing_ok:
        raise TableError(
            phrased(
                "no column for {names}; add what is missing (an empty cell is an answer that was not given), "
                "or say --missing-ok: then nobody was asked",
                names=listed(wanted, 3),
            )
        )
    return Header(questions, extras, objects)


def _near(name: str, missing: Sequence[str], cutoff: float) -> list[str]:
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    if cutoff == 1:
        return [plain] if plain in missing else []
    return get_close_matches(plain[:80], missing, n=1, cutoff=cutoff)


@dataclass(frozen=True, slots=True)
class Checked:
    """`answers` as `Columns` takes them, and for each row the reasons why it cannot stand (null where it can)."""

    answers: pl.DataFrame
    reasons: pl.Series

    @property
    def sound(self) -> bool:
        return self.reasons.null_count() == len(self.reasons)


def check(base: Base, frame: pl.DataFrame, comma: bool = False) -> Checked:
    """Checks and encodes the columns that are questions; with `comma` numbers may have a decimal comma. Raises
    TableError for a column of the wrong type."""
    columns: list[pl.Series] = []
    wrong: list[pl.Series] = []
    ready, read = _at_once(base, frame), manner(base, comma)
    for question in base.questions.values():
        if question.id in ready:
            column = ready[question.id]
        elif question.id in frame.columns:
            column, reasons = _checked(question, frame[question.id], read)
            if reasons is not None:
                wrong.append(reasons)
        else:
            column = pl.Series(question.id, [None], dtype=kind(question)).new_from_index(0, frame.height)
        columns.append(column.alias(question.id))
    if not wrong:
        return Checked(pl.DataFrame(columns), pl.Series("reason", [None], pl.String).new_from_index(0, frame.height))
    reasons_frame = pl.DataFrame([part.alias(str(number)) for number, part in enumerate(wrong)]).select(
        reason=pl.concat_str(pl.all(), separator="; ", ignore_nulls=True)
    )
    return Checked(
        pl.DataFrame(columns), reasons_frame.select(pl.when(pl.col("reason") != "").then("reason")).to_series()
    )


def with_more(frame: pl.DataFrame, shape: Header) -> pl.Series | None:
    """The reasons why rows cannot stand that are case files with check-ins, or with a sign that was denied since: how
    such a case stands is more than its answers say, and may be an emergency. None where there is no such row."""
    if not shape.objects:
        return None
    more = [pl.lit(False)]
    if CHECK_INS in shape.extras:
        more.append(_filled(frame.schema[CHECK_INS], pl.col(CHECK_INS)))
    if SAVED in shape.extras:
        kept, dtype = pl.col(SAVED), frame.schema[SAVED]
        if isinstance(dtype, pl.Struct):
            fields = {field.name: cast(pl.DataType, field.dtype) for field in dtype.fields}
            if EARLIER in fields:
                more.append(_filled(fields[EARLIER], kept.struct.field(EARLIER)))
        elif dtype == pl.String:
            more.append(kept.str.contains(rf'"{EARLIER}"\s*:\s*"[^"]').fill_null(False))
    rows = frame.select(pl.any_horizontal(more)).to_series()
    if not rows.any():
        return None
    reason = "it has check-ins, or a sign that was denied since: `triage run` says how it stands"
    return pl.select(pl.when(rows).then(pl.lit(reason))).to_series()


def _filled(dtype: pl.DataType, column: pl.Expr) -> pl.Expr:
    match dtype:
        case pl.List():
            return column.list.len().fill_null(0) > 0
        case pl.String():
            return ~column.str.strip_chars().is_in(["", "[]", "null"]).fill_null(True)
        case _:
            return column.is_not_null()


def checked(base: Base, frame: pl.DataFrame) -> pl.DataFrame:
    """Only the answers. Raises AnswerError for the first row that cannot stand."""
    result = check(base, frame)
    if not result.sound:
        row = int(result.reasons.is_not_null().arg_true()[0])
        raise AnswerError("", f"row {row + 1}: {result.reasons[row]}")
    return result.answers


def takes(question: Question, dtype: pl.DataType) -> bool:
    """Whether a column of this type can hold answers to the question."""
    match dtype:
        case pl.Null() | pl.String() | pl.Categorical() | pl.Enum():
            return True
        case pl.Boolean():
            return question.type == "yes-no"
        case pl.List(inner=inner):
            return question.type == "choices" and isinstance(inner, pl.String | pl.Categorical | pl.Enum | pl.Null)
        case _:
            return question.type == "number" and dtype.is_numeric()


def check_types(base: Base, schema: Mapping[str, pl.DataType]) -> None:
    """Raises TableError where a column cannot hold answers to its question."""
    for name, question in base.questions.items():
        if name in schema and not takes(question, schema[name]):
            raise TableError(f"the column {quoted(name)} is of type {schema[name]}; expected {_type(question)}")


def _type(question: Question) -> str:
    match question.type:
        case "yes-no":
            return "text (yes, no, unknown) or true and false"
        case "choice":
            return "text"
        case "choices":
            return "a list of texts, or text such as `a;b`"
        case "number":
            return "numbers, or text"


def _checked(question: Question, given: pl.Series, manner: Manner) -> tuple[pl.Series, pl.Series | None]:
    """The column as it is kept, and the reasons against it, if there are any."""
    target = kind(question)
    match given.dtype:
        case pl.Null():
            return given.cast(target), None
        case dtype if not takes(question, dtype):
            raise TableError(f"the column {quoted(question.id)} is of type {dtype}; expected {_type(question)}")
        case pl.Boolean():
            return pl.select(
                pl.when(given).then(pl.lit("yes")).when(~given).then(pl.lit("no")).cast(target)
            ).to_series(), None
        case pl.List():
            return _lists(question, given, manner)
        case pl.String():
            return _texts(question, given, manner)
        case pl.Categorical() | pl.Enum() if question.type in ("yes-no", "choice"):
            if given.dtype == target and question.may_be_unknown:
                return given, None
            return _texts(question, given.cast(pl.String), manner)
        case pl.Categorical() | pl.Enum():
            return _texts(question, given.cast(pl.String), manner)
        case _:
            return _numbers(question, given, manner)


def _at_once(base: Base, frame: pl.DataFrame) -> dict[str, pl.Series]:
    """The columns of words in which every word is spelt as in the base: nearly all, and all of them side by side."""
    plain = [
        question
        for name, question in base.questions.items()
        if (question.type in ("yes-no", "choice") and frame.schema.get(name) == pl.String)
        or (question.type == "choices" and isinstance(frame.schema.get(name), pl.List) and question.options)
    ]
    plain = [question for question in plain if takes(question, frame.schema[question.id])]
    if not plain:
        return {}
    lists = [question for question in plain if question.type == "choices"]
    masks = frame.select(part for question in lists for part in _mask(question, frame.schema[question.id]))
    columns = {
        column.name: column
        for part in (
            frame.select(_word(question) for question in plain if question.type != "choices"),
            masks.select(_choices(question) for question in lists),
        )
        for column in part
    }
    return {name: column for name, column in columns.items() if column.null_count() == frame[name].null_count()}


def _mask(question: Question, given: pl.DataType) -> Iterator[pl.Expr]:
    """The bits of all options added up, how many members there are, and whether `unknown` is the only one."""
    texts = pl.col(question.id)
    inner = given.inner if isinstance(given, pl.List) else None
    if not isinstance(inner, pl.Enum):
        texts = texts.cast(pl.List(pl.String))
    member = pl.element().cast(pl.Enum(list(question.options)), strict=False).to_physical().cast(pl.UInt64)
    bit = pl.lit(2, dtype=pl.UInt64).pow(member).fill_null(0)
    yield texts.list.eval(bit).list.sum().cast(pl.UInt64).alias(question.id)
    yield texts.list.len().alias(question.id + SIZE)
    sayable = question.may_be_unknown and (not isinstance(inner, pl.Enum) or UNKNOWN in inner.categories)
    yield (texts.list.first() == UNKNOWN if sayable else pl.lit(False)).alias(question.id + FIRST)


def _choices(question: Question) -> pl.Expr:
    """The column as it is kept; null where fewer bits are set than there are members: an option is doubled, or is
    none."""
    mask, size, target = pl.col(question.id), pl.col(question.id + SIZE), kind(question)
    return (
        pl.when(mask.bitwise_count_ones() == size)
        .then(mask.cast(target, strict=False))
        .when((size == 1) & pl.col(question.id + FIRST))
        .then(pl.lit(unknown_bit(question), dtype=target))
        .otherwise(None)
        .alias(question.id)
    )


def _word(question: Question) -> pl.Expr:
    """The number of the word that may stand here, as an Enum; null for any other. Comparing short texts is quicker than
    looking them up."""
    allowed = words_of(question)
    number: Any = pl
    for place, word in enumerate(words(question)):
        if word in allowed:
            number = number.when(pl.col(question.id) == word).then(pl.lit(place, dtype=pl.UInt8))
    return cast(pl.Expr, number.otherwise(pl.lit(None, dtype=pl.UInt8)).cat.to(kind(question)).alias(question.id))


def _texts(question: Question, given: pl.Series, manner: Manner) -> tuple[pl.Series, pl.Series | None]:
    """Words that are spelt as in the base at once, other texts each once."""
    target = kind(question)
    if isinstance(target, pl.Enum):
        column = given.cast(target, strict=False)
        doubtful = given.is_not_null() & (
            column.is_null() | (column == UNKNOWN if not question.may_be_unknown else False)
        )
    else:
        column = pl.Series([None], dtype=target).new_from_index(0, len(given))
        doubtful = given.is_not_null()
    if not doubtful.any():
        return column, None
    right: dict[str, str | float | int | None] = {}
    reasons: dict[str, str] = {}
    for text in given.filter(doubtful).unique().to_list():
        try:
            answer = _answer(question, _read(question, text), manner) if text.strip() else None
            right[text] = None if answer is None else encoded(question, answer)
        except AnswerError as error:
            reasons[text] = str(error)
    if right:
        mended = given.replace_strict(
            list(right), pl.Series(list(right.values()), dtype=target, strict=False), default=None, return_dtype=target
        )
        column = mended.zip_with(doubtful, column)
    if not reasons:
        return column, None
    problems = given.replace_strict(list(reasons), list(reasons.values()), default=None, return_dtype=pl.String)
    return column.zip_with(problems.is_null(), pl.Series([None], dtype=target)), problems


def _read(question: Question, text: str) -> object:
    """A text as `check_answer` takes it. Several choices stand in a JSON list, or with semicolons between them, ids
    also with commas."""
    if question.type != "choices":
        return text
    if text.lstrip().startswith("["):
        try:
            return _single(json.loads(text))
        except (ValueError, RecursionError):
            return text
    if ";" in text:
        return [part for part in text.split(";") if part.strip()]
    parts = [part.strip() for part in text.split(",")]
    return parts if len(parts) > 1 and all(part in question.options for part in parts) else text


def _answer(question: Question, given: object, manner: Manner) -> Answer:
    """The answer, as a case file has it or as it is said.

    Raises AnswerError with what is wrong with it as it stands."""
    try:
        return check_answer(question, given)
    except AnswerError:
        other = _meant_answer(question, given, manner)
        if other is None:
            raise
        return check_answer(question, other)


def _meant_answer(question: Question, given: object, manner: Manner) -> object:
    """What is meant by what is no answer as it stands; None where that is not clear."""
    match given:
        case str() if manner.comma and question.type == "number" and (number := COMMA.fullmatch(given)):
            return f"{number[1]}.{number[2]}"
        case str():
            return meant(question, given, manner)
        case list() if question.type == "choices" and all(isinstance(part, str) for part in given):
            joined = meant(question, ";".join(given), manner)  # a label may have a semicolon of its own
            return joined if joined is not None else _single([meant(question, part, manner) or part for part in given])
        case _:
            return None


def _single(given: object) -> object:
    """A list has no other way to say `unknown` or `none` than to hold that word alone."""
    return given[0] if isinstance(given, list) and given in ([UNKNOWN], [NONE]) else given


def _numbers(question: Question, given: pl.Series, manner: Manner) -> tuple[pl.Series, pl.Series | None]:
    column = given.cast(pl.Float64, strict=False)
    right = column.is_between(question.min, question.max) & column.is_not_nan()
    if question.whole:
        right &= column == column.floor()
    doubtful = given.is_not_null() & ~right.fill_null(False)
    if not doubtful.any():
        return column, None
    return _one_by_one(question, given, column, doubtful, lambda value: _answer(question, value, manner))


def _lists(question: Question, given: pl.Series, manner: Manner) -> tuple[pl.Series, pl.Series | None]:
    """Lists that are right at once, the others one by one."""
    frame = given.alias(question.id).to_frame()
    column = frame.select(_mask(question, given.dtype)).select(_choices(question)).to_series()
    doubtful = given.is_not_null() & column.is_null()
    if not doubtful.any():
        return column, None
    texts = given.cast(pl.List(pl.String))
    return _one_by_one(question, texts, column, doubtful, lambda value: _answer(question, _single(value), manner))


def _one_by_one(
    question: Question, given: pl.Series, column: pl.Series, doubtful: pl.Series, read: Callable[[object], Answer]
) -> tuple[pl.Series, pl.Series | None]:
    rows = doubtful.arg_true()
    mended: list[str | float | int | None] = []
    reasons: list[str | None] = []
    for value in given.gather(rows).to_list():
        try:
            mended.append(encoded(question, read(value)))
            reasons.append(None)
        except AnswerError as error:
            mended.append(None)
            reasons.append(str(error))
    column = column.clone().scatter(rows, pl.Series(mended, dtype=column.dtype, strict=False))
    if not any(reasons):
        return column, None
    problems = (
        pl.Series([None], dtype=pl.String)
        .new_from_index(0, len(given))
        .scatter(rows, pl.Series(reasons, dtype=pl.String))
    )
    return column, problems


def unknown_question(base: Base, name: str) -> str:
    """What is wrong with an answer to something that is no question."""
    return f"unknown question {quoted(name)}; {nearest(name, base.questions)}"
