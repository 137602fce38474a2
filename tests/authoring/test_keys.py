"""The table of keys: what is made of it is up to date, it has no idle row, and everything that is read has its rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.authoring.of_the_table import FORMS, PLAIN, key_tables, schema_text
from triage.cases.case import load_case
from triage.language.check_in import has_check_in, load_check_in
from triage.language.checks import WARNINGS
from triage.language.document import Mapping
from triage.language.files import case_files
from triage.language.keys import ENTRIES, PROMISES, QUESTION, RULE, Form
from triage.language.load import load
from triage.language.read_property import load_promises
from triage.language.reader import Fields, Reader
from triage.language.starter import PACKAGE, SCHEMA

ROOT = Path(__file__).resolve().parents[2]
BASES = ["knowledge", "tests/bases/ankle"]
PAGE = ROOT / "docs" / "language.md"
HEADING = "## Every key\n"
BELOW = """
Made of `triage/language/keys.py` (`pytest --renew tests/authoring/test_keys.py`): by these rows files are read and
checked, and editors complete them. What must stand may depend on another key, or on where it stands.

An entry of a base is one of {entries}; of a file of properties one of {promises}. A mapping that names a `base` is
[base.yaml](#base), and one that does not a [case](#case).

"""
UNCHECKED = {"text", "option", "bounds", "condition", "statement"}
"""Forms of which other keys are the author's: their readers say themselves what is wrong with one."""


def page(text: str) -> str:
    """docs/language.md with the tables as they are now."""
    own, _, _ = text.partition(HEADING)
    entries, promises = (", ".join(f"[{name}](#{name})" for name in names) for names in (ENTRIES, PROMISES))
    return own + HEADING + BELOW.format(entries=entries, promises=promises) + key_tables()


def test_the_schema_for_editors_is_made_of_the_table(renewing: bool) -> None:
    place = PACKAGE / SCHEMA
    if renewing:
        place.write_text(schema_text())
    assert place.read_text() == schema_text(), "stale: run `make golden`"


def test_the_tables_of_the_page_are_made_of_the_table(renewing: bool) -> None:
    if renewing:
        PAGE.write_text(page(PAGE.read_text()))
    assert PAGE.read_text() == page(PAGE.read_text()), "stale: run `make golden`"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.name))
def test_each_key_has_one_row_that_says_what_it_is_for(form: Form) -> None:
    assert len(form.keys) == len(form.rows)
    assert all(re.fullmatch(r"[A-Za-z].*\.", key.help) for key in form.rows)
    assert form.told_by in {"", *form.keys}
    assert {*form.one_of, *form.some_of} <= form.keys.keys()


def test_each_form_is_told_from_the_others_and_is_used() -> None:
    names = [form.name for form in FORMS]
    assert len({*names, *PLAIN}) == len(names) + len(PLAIN)
    used = {name for form in FORMS for key in form.rows for name in key.shape.forms}
    used |= set(re.findall(r'"#/definitions/([\w-]+)"', schema_text()))
    assert used == {*names, *PLAIN, "entries"}


def test_what_the_loader_reads_it_reads_by_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    reading = Reader.fields

    def noted(self: Reader, body: Mapping, form: Form, situation: str = "", what: str = "") -> Fields:
        read.add(form.name)
        return reading(self, body, form, situation, what)

    monkeypatch.setattr(Reader, "fields", noted)
    for name in BASES:
        base = load(ROOT / name)
        load_promises(base, WARNINGS, ROOT / name)
        if has_check_in(ROOT / name):
            load_check_in(base, ROOT / name)
        for file in case_files(ROOT / name)[:3]:
            load_case(base, file)
    forms = {form.name for form in FORMS}
    assert read <= forms - UNCHECKED
    assert read >= {*ENTRIES, *PROMISES, "base", "case"} - {"phrase"}


@pytest.mark.parametrize(
    "misread",
    [
        lambda fields: fields.flag("ask"),
        lambda fields: fields.text("options"),
        lambda fields: fields.parts("ask"),
        lambda fields: fields.known("whole", ()),
    ],
    ids=["a text as yes or no", "options as a text", "a text as a list", "yes or no as an id"],
)
def test_a_key_is_read_as_its_row_says(misread: object) -> None:
    fields = Fields(Reader("x", []), QUESTION, Mapping({}, {}, (), 1, 1))
    assert callable(misread)
    with pytest.raises(TypeError, match="the row of"):
        misread(fields)


def test_a_key_without_a_row_cannot_be_read() -> None:
    fields = Fields(Reader("x", []), RULE, Mapping({}, {}, (), 1, 1))
    with pytest.raises(KeyError):
        fields.text("becuase")
