"""A decision table in its forms: a spreadsheet calculates nothing in it, a browser runs nothing, all can read it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.terminal.person import TOOTH
from triage.explanation.decision_table import DecisionTable, decision_table
from triage.language.base import Base
from triage.language.load import load
from triage.language.words import Words
from triage.reports.author.decision_table import table_csv, table_html, table_json, table_text
from triage.reports.layout import Page

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '<script>alert("x")</script>', "a\u202eb\x1b[31m"]


def named(base: Base, name: str) -> Base:
    """The base with one finding called so."""
    finding = replace(base.findings["infection"], name={"nl": name, "en": name})
    return replace(base, findings={**base.findings, "infection": finding})


@pytest.fixture(scope="module")
def tooth() -> Base:
    return load(TOOTH)


def infection(base: Base) -> DecisionTable:
    return decision_table(base, "infection")


@pytest.mark.parametrize("name", NASTY)
def test_no_cell_is_a_formula(tooth: Base, name: str) -> None:
    base = named(tooth, name)
    rule = replace(base.rules["signs-of-infection"], id=name)
    base = replace(base, rules={name: rule})
    for row in csv.reader(io.StringIO(table_csv(Words(base, "en"), infection(base)), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            assert cell.isprintable()


@pytest.mark.parametrize("name", NASTY)
def test_names_are_shown_as_text(tooth: Base, name: str) -> None:
    base = named(tooth, name)
    page = table_html(Words(base, "en"), infection(base))
    assert "<script" not in page
    for text in (page, table_text(Words(base, "en"), infection(base), Page(80))):
        assert "\u202e" not in text
        assert "\x1b" not in text


class Reader(HTMLParser):
    """The table as a screen reader meets it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.rows[-1][-1] += data


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cell_of_the_page_has_its_headings(tooth: Base, language: str) -> None:
    table = decision_table(tooth, "urgent")
    data = table_json(Words(tooth, language), table)
    reader = Reader()
    reader.feed(table_html(Words(tooth, language), table))
    assert ("html", {"lang": language}) in reader.attributes
    assert {"caption", "thead", "tbody", "title", "main"} <= set(reader.tags)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert all(each.get("scope") for tag, each in reader.attributes if tag == "th")
    head, *rows = reader.rows
    assert len(head) == 1 + len(data["columns"])
    for number, row in enumerate(data["rows"]):
        words, *marks = rows[number]
        assert words == row
        yes, no = ("J", "N") if language == "nl" else ("Y", "N")
        signs = {True: yes, False: no, None: "-"}
        assert marks == [signs[column["marks"][number]] for column in data["columns"]]


def test_a_finding_without_rules_says_so(tooth: Base) -> None:
    base = replace(tooth, rules={name: rule for name, rule in tooth.rules.items() if "infection" not in rule.establish})
    table = infection(base)
    assert not table.columns
    assert "No rule leads to this." in table_text(Words(base, "en"), table, Page())
    assert "No rule leads to this." in table_html(Words(base, "en"), table)
