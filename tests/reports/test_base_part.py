"""Every part of a base can be shown, in both languages, as text and as data."""

from __future__ import annotations

import json
from functools import cache

import pytest
from click.testing import CliRunner

from tests import once
from tests.deep import drawn
from tests.reports.schema import decision_table_of, listed_of, shown_of
from tests.scale import URGENCIES
from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.explanation.base_part import KINDS, PartKind, Shower, parts_of
from triage.explanation.decision_table import decision_table
from triage.explanation.worked import Worked
from triage.language.base import Base
from triage.language.load import load
from triage.language.model import EXPERT
from triage.language.words import Words
from triage.reports.author.base_part import base_part_json, base_part_text
from triage.reports.author.decision_table import table_csv, table_html, table_json, table_text
from triage.reports.layout import Page


@cache
def shipped() -> Base:
    return once.base()


@cache
def shower() -> Shower:
    return Shower(shipped(), Worked(shipped(), {}))


@pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in drawn(["nl", "en"], kind)]
)
def test_every_part_of_the_shipped_base_can_be_shown(
    kind: PartKind, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = shipped()
    monkeypatch.setattr(
        "triage.explanation.base_part.relevant_cases", lambda *_: ()
    )  # the slow part; it is tested elsewhere
    for number, name in enumerate(parts_of(base, kind)):
        part = shower().shown(kind, name)
        data = base_part_json(Words(base, language), part)
        if number % 20 == 0:
            assert shown_of(json.dumps(data)) == data
        text = base_part_text(Words(base, language), part, Page(100))
        flat = " ".join(text.split())
        assert name in flat
        for said in data["says"]:
            assert said["label"] in flat
            assert all(said["texts"])
        assert [source["id"] or EXPERT for source in data["sources"]] == list(part.sources)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_names_every_part(kind: PartKind) -> None:
    base = load(TOOTH)
    run = ["show", f"{kind}s", "--knowledge", str(TOOTH)]
    text = CliRunner().invoke(main, run)
    data = CliRunner().invoke(main, [*run, "--format", "json"])
    assert [part["id"] for part in listed_of(data.stdout)["parts"]] == list(parts_of(base, kind))
    assert all(f"- {name}: " in text.stdout for name in parts_of(base, kind))


def test_worked_cases_are_named_and_counted() -> None:
    run = ["show", "rule", "tooth-is-out", "--knowledge", str(TOOTH), "--format", "json", "--lang", "en"]
    data = shown_of(CliRunner().invoke(main, run).stdout)
    assert data["matters"]["cases"] == ["tooth-knocked-out"]
    assert data["matters"]["tried"] == 6
    assert data["matters"]["meaning"].startswith("Without this rule")


@pytest.mark.parametrize("language", drawn(["nl", "en"], "tables"))
def test_every_finding_and_level_of_the_shipped_base_has_a_table_in_every_form(language: str) -> None:
    base = shipped()
    for name in (*base.findings, *URGENCIES):
        table = decision_table(base, name)
        data = table_json(Words(base, language), table)
        if name in URGENCIES:
            assert decision_table_of(json.dumps(data)) == data
        assert all(len(column["marks"]) == len(data["rows"]) for column in data["columns"])
        assert table_csv(Words(base, language), table).count("\n") >= len(data["rows"])
        assert table_html(Words(base, language), table).count('<th scope="row">') >= len(data["rows"])
        text = table_text(Words(base, language), table, Page(80))
        assert max(map(len, text.splitlines())) <= 80
        for column in data["columns"]:
            assert column["rule"] is None or column["rule"] in text


WRONG = [
    (("rule", "tooth-was-out"), "no rule `tooth-was-out`; did you mean `tooth-is-out`?\n"),
    (("rule", "tooth-is-in"), "no rule `tooth-is-in`; there is `breathing-is-hard`, "),
    (("rule", "infection"), "`infection` is no rule; it is a finding: triage show finding infection\n"),
    (("finding",), "which finding? triage show findings lists them\n"),
    (("rules", "--format", "html"), "--format html is for --decision-table; here it is text or json\n"),
    (("rules", "--decision-table", "tooth-is-out"), "`tooth-is-out` is a rule; ask about what it brings, such as "),
    (
        ("rules", "--decision-table", "urgant"),
        "no finding, urgency, pathway or caution `urgant`; did you mean `urgent`?\n",
    ),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_what_cannot_be_shown_is_said(options: tuple[str, ...], message: str) -> None:
    done = CliRunner().invoke(main, ["show", *options, "--knowledge", str(TOOTH)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1
