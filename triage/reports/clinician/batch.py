"""What a run over many cases came to: a summary as text and as JSON."""

from __future__ import annotations

import locale
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from triage.language.as_json import Json, to_json
from triage.language.texts import text_in
from triage.population.run import Done
from triage.reports.layout import Page, clean, figures
from triage.reports.to_json import KnowledgeJson, knowledge_record
from triage.version import VERSION
from triage.words.saying import say


class VerdictsJson(NamedTuple):
    """In how many cases a rule fired, or a condition was established; in how many that was refuted, or open."""

    true: int
    refuted: int
    open: int


class RowsJson(NamedTuple):
    """How many rows were read, written, rejected and blank: the first is the sum of the others. `share_rejected` is of
    the rows that were not blank."""

    read: int
    written: int
    rejected: int
    blank: int
    share_rejected: float


class BatchJson(NamedTuple):
    """The counts over many cases, those that were written. `urgency` and `leading` are by id; cases without a leading
    condition are in `without_leading`."""

    rows: RowsJson
    urgency: Mapping[str, int]
    leading: Mapping[str, int]
    without_leading: int
    conditions: Mapping[str, VerdictsJson]
    rules: Mapping[str, VerdictsJson]
    columns: Sequence[str]
    knowledge: KnowledgeJson
    software: str


def batch_json(done: Done) -> Json:
    counts = done.counts
    rejected = done.rejected / (done.rows_in - done.blank) if done.rejected else 0.0
    record = BatchJson(
        rows=RowsJson(done.rows_in, done.rows_out, done.rejected, done.blank, rejected),
        urgency=counts.urgency,
        leading=counts.leading,
        without_leading=done.rows_out - sum(counts.leading.values()),
        conditions={name: VerdictsJson(*verdicts) for name, verdicts in counts.conditions.items()},
        rules={name: VerdictsJson(*verdicts) for name, verdicts in counts.rules.items()},
        columns=done.columns,
        knowledge=knowledge_record(done.base),
        software=VERSION,
    )
    return to_json(record)


def batch_text(done: Done, language: str, page: Page) -> str:
    """Rules first, for they are many: what matters most stands at the end, where a terminal stops. What holds nowhere
    and is open nowhere is only counted."""
    base, counts = done.base, done.counts
    page.heading(say("batch-rules", language))
    rules = [(name, verdicts) for name, verdicts in counts.rules.items() if _tells(verdicts)]
    page.lines += _table(rules, language)
    page.lines += _others(len(counts.rules) - len(rules), language)
    page.heading(say("batch-conditions", language))
    conditions = [
        (text_in(base.findings[name].name, language), (counts.leading[name], *verdicts))
        for name, verdicts in counts.conditions.items()
        if _tells(verdicts)
    ]
    page.lines += _table(conditions, language)
    page.lines += _others(len(counts.conditions) - len(conditions), language)
    page.heading(say("urgency", language))
    levels = [(text_in(base.urgencies[level].name, language), (number,)) for level, number in counts.urgency.items()]
    page.lines += [
        f"{line}  {_share(number, done.rows_out, language):>7}"
        for line, (_, (number,)) in zip(_table(levels, language), levels, strict=True)
    ]
    page.gap()
    read, written = _number(done.rows_in, language), _number(done.rows_out, language)
    blank = f", {say('batch-blank', language, count=_number(done.blank, language))}" if done.blank else ""
    page.paragraph(f"{say('batch-rows', language, rows=read, out=written)}, {_rejected(done, language)}{blank}.")
    page.paragraph(say("batch-adds-up", language))
    if done.formulas:
        phrase = "batch-formula" if done.formulas == 1 else "batch-formulas"
        page.paragraph(
            say(phrase, language, **({} if done.formulas == 1 else {"count": _number(done.formulas, language)}))
        )
    if done.rejects is not None:
        page.lines.append(say("batch-rejects", language, place=clean(str(done.rejects))))
    return page.text()


def refused_row(row: int, reason: str, language: str) -> str:
    """One line about a row that could not stand."""
    return say("batch-refused", language, row=_number(row, language), reason=clean(reason))


def decimal_comma(asked: str | None, language: str) -> bool:
    """Whether numbers have a decimal comma: in the language that was asked for, or else in the person's locale."""
    if asked is None:
        before = locale.setlocale(locale.LC_NUMERIC)
        try:
            locale.setlocale(locale.LC_NUMERIC, "")
            known = locale.setlocale(locale.LC_NUMERIC).partition(".")[0] not in ("C", "POSIX")
            point = locale.localeconv()["decimal_point"]
        except locale.Error:  # it is not installed here
            known, point = False, ""
        finally:
            locale.setlocale(locale.LC_NUMERIC, before)
        if known:
            return point == ","
    return _number(1000, language) == "1.000"


def _rejected(done: Done, language: str) -> str:
    if not done.rejected:
        return say("batch-none-rejected", language)
    share = _share(done.rejected, done.rows_in - done.blank, language)
    return say("batch-rejected", language, count=_number(done.rejected, language), share=share)


def _tells(verdicts: tuple[int, int, int]) -> bool:
    """Whether something fired or was established in some case, or stayed open in it."""
    true, _, undecided = verdicts
    return true + undecided > 0


def _others(number: int, language: str) -> list[str]:
    return [f"  {say('batch-others', language, number, count=_number(number, language))}"] if number else []


def _table(rows: Sequence[tuple[str, tuple[int, ...]]], language: str) -> list[str]:
    """Names to the left, numbers to the right."""
    lines = [(clean(name), [_number(number, language) for number in numbers]) for name, numbers in rows]
    name = max((len(label) for label, _ in lines), default=0)
    wide = max((len(number) for _, numbers in lines for number in numbers), default=0)
    return [f"  {label:<{name}}" + "".join(f"  {number:>{wide}}" for number in numbers) for label, numbers in lines]


def _number(number: int, language: str) -> str:
    return figures(f"{number:,}", language)


def _share(part: int, whole: int, language: str) -> str:
    return figures(f"{100 * part / whole if whole else 0:.1f} %", language)
