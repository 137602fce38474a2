"""A decision table as text, CSV, HTML and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from triage.explanation.decision_table import Column, DecisionTable
from triage.explanation.explaining import subject_words
from triage.explanation.to_words import finding_words, to_words
from triage.language.as_json import Json, to_json
from triage.language.condition import Condition
from triage.language.words import Words
from triage.reports.author.base_part import brings_words
from triage.reports.layout import Page, clean
from triage.words.saying import say

NARROW = 4
"""How wide a column is in text."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


class ColumnJson(NamedTuple):
    """One way in which a rule fires, the `number`th `of` so many. `rule` is null where the language has it built in.
    `marks`, a row each: it must be true, it must be certainly false (false), or it does not matter (null)."""

    rule: str | None
    number: int
    of: int
    marks: Sequence[bool | None]
    results: Sequence[str]


class DecisionTableJson(NamedTuple):
    """All ways to come to a finding, urgency, pathway or caution. `rows` are conditions in words."""

    language: str
    kind: str
    id: str
    name: str
    rows: Sequence[str]
    columns: Sequence[ColumnJson]


def table_json(words: Words, table: DecisionTable) -> Json:
    """The table as plain data."""
    subject = table.subject
    columns = [
        ColumnJson(
            column.rule or None,
            column.number,
            column.of,
            [column.marks.get(row) for row in table.rows],
            _results(words, table, column),
        )
        for column in table.columns
    ]
    rows = [to_words(words, row) for row in table.rows]
    name = subject_words(words, subject)
    return to_json(DecisionTableJson(words.language, subject.kind, subject.id, name, rows, columns))


def _results(words: Words, table: DecisionTable, column: Column) -> list[str]:
    if column.rule:
        return brings_words(words, words.base.rules[column.rule])
    return [subject_words(words, table.subject)]


def _title(words: Words, table: DecisionTable) -> str:
    name = subject_words(words, table.subject)
    return clean(words.say("table-title", name=name, id=table.subject.id))


def _column_name(column: Column, language: str) -> str:
    rule = column.rule or say("table-language", language)
    return rule if column.of == 1 else say("table-way", language, rule=rule, number=column.number, of=column.of)


def _mark(column: Column, row: Condition, language: str) -> str:
    mark = column.marks.get(row)
    return say("table-any" if mark is None else "table-yes" if mark else "table-no", language)


def _all_results(words: Words, table: DecisionTable) -> list[tuple[str, list[bool]]]:
    """Every result with whether each column has it."""
    several = [_results(words, table, column) for column in table.columns]
    all_results = dict.fromkeys(result for results in several for result in results)
    return [(result, [result in results for results in several]) for result in all_results]


# Text


def table_text(words: Words, table: DecisionTable, page: Page) -> str:
    """As many columns beside each other as there is room for, and each block only with the rows that matter in it."""
    page.heading(_title(words, table))
    if not table.columns:
        page.paragraph(words.say("table-empty"))
        return page.text()
    page.paragraph(words.say("table-read"))
    label = max(24, page.width // 2)
    fit = max(1, (page.width - label) // NARROW)
    results = _all_results(words, table)
    for start in range(0, len(table.columns), fit):
        columns = table.columns[start : start + fit]
        page.gap()
        page.lines.append(
            " " * label
            + "".join(f"{number:>{NARROW}}" for number in range(start + 1, start + fit + 1))[: NARROW * len(columns)]
        )
        for row in table.rows:
            if any(row in column.marks for column in columns):
                _row(page, to_words(words, row), [_mark(column, row, words.language) for column in columns], label)
        page.lines.append("-" * (label + NARROW * len(columns)))
        for result, has in results:
            if any(has[start : start + fit]):
                _row(page, result, ["X" if applies else "" for applies in has[start : start + fit]], label)
    page.gap()
    page.label(f"{words.say('table-columns')}:")
    for number, column in enumerate(table.columns, 1):
        page.bullets([_column_name(column, words.language)], mark=f"{number}.")
    for key, one, other in (("goes-before", "prefer", "over"), ("goes-behind", "over", "prefer")):
        argued = [
            f"{'; '.join(finding_words(words, name) for name in getattr(preference, other))} ({preference.id})"
            for preference in words.base.preferences.values()
            if table.subject.kind == "finding" and table.subject.id in getattr(preference, one)
        ]
        if argued:
            page.gap()
            page.label(f"{words.say(f'show-{key}')}:")
            page.bullets(argued)
    return page.text()


def _row(page: Page, text: str, marks: list[str], label: int) -> None:
    """The words in lines of their own width, the marks behind the last of them."""
    *first, last = Page(label - 1).wrapped(clean(text), "", "  ")
    page.lines += first
    page.lines.append((f"{last:<{label}}" + "".join(f"{mark:>{NARROW}}" for mark in marks)).rstrip())


# CSV


def table_csv(words: Words, table: DecisionTable) -> str:
    """For a spreadsheet: a line for each row of the table. What does not matter is left empty, and no cell is a
    formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_cell, ["", *(_column_name(column, words.language) for column in table.columns)]))
    for row in table.rows:
        marks = [_mark(column, row, words.language) if row in column.marks else "" for column in table.columns]
        writer.writerow(map(_cell, [to_words(words, row), *marks]))
    for result, has in _all_results(words, table):
        writer.writerow(map(_cell, [result, *("X" if applies else "" for applies in has)]))
    return out.getvalue()


def _cell(text: str) -> str:
    cell = clean(text)
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else cell


# HTML

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.4 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; margin: 1.5rem; }}
body {{ color: #111; background: #fff; }}
main {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
h1 {{ font-size: 1.4rem; margin: 0 0 .4rem; }}
caption {{ text-align: left; padding-bottom: .6rem; }}
th, td {{ border: 1px solid #888; padding: .3rem .5rem; vertical-align: top; }}
thead th {{ vertical-align: bottom; }}
thead th span {{ writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; font-weight: normal; }}
tbody th {{ text-align: left; font-weight: normal; min-width: 18rem; max-width: 36rem; }}
th[scope=row] {{ position: sticky; left: 0; background: #fff; }}
th.part {{ background: #e6ebf2; font-weight: bold; }}
td {{ text-align: center; }}
td.yes {{ background: #dff0d8; font-weight: bold; }}
td.no {{ background: #fbe3de; font-weight: bold; }}
td.any {{ color: #555; }}
@media print {{ main {{ overflow: visible; }} body {{ font-size: 10pt; margin: 0; }} }}
</style>
</head>
<body>
<main tabindex="0" aria-label="{title}">
{body}
</main>
</body>
</html>
"""


def table_html(words: Words, table: DecisionTable) -> str:
    """A page of its own with one table, every cell of which belongs to a heading above and before it."""
    title = escape(_title(words, table))
    if not table.columns:
        return PAGE.format(
            language=words.language, title=title, body=f"<h1>{title}</h1><p>{words.say('table-empty')}</p>"
        )
    width = 1 + len(table.columns)
    lines = [f"<h1>{title}</h1>", "<table>", f"<caption>{escape(words.say('table-read'))}</caption>"]
    lines += ["<thead>", "<tr>", f'<th scope="col">{escape(words.say("table-conditions"))}</th>']
    lines += [
        f'<th scope="col"><span>{escape(_column_name(column, words.language))}</span></th>' for column in table.columns
    ]
    lines += ["</tr>", "</thead>", "<tbody>"]
    looks = {None: "any", True: "yes", False: "no"}
    for row in table.rows:
        cells = "".join(
            f'<td class="{looks[column.marks.get(row)]}">{_mark(column, row, words.language)}</td>'
            for column in table.columns
        )
        lines.append(f'<tr><th scope="row">{escape(clean(to_words(words, row)))}</th>{cells}</tr>')
    lines += ["</tbody>", "<tbody>"]
    results = escape(words.say("table-results"))
    lines.append(f'<tr><th class="part" scope="rowgroup" colspan="{width}">{results}</th></tr>')
    for result, has in _all_results(words, table):
        cells = "".join(f"<td>{'X' if applies else ''}</td>" for applies in has)
        lines.append(f'<tr><th scope="row">{escape(clean(result))}</th>{cells}</tr>')
    lines += ["</tbody>", "</table>"]
    return PAGE.format(language=words.language, title=title, body="\n".join(lines))
