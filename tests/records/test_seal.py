"""A saved outcome: what its seal covers, and that no change to it goes unseen."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.schema import outcome_of, replay_of
from tests.strategies import CHARACTERS, Case, cases
from tests.terminal.person import TOOTH
from triage.cases.case import load_case
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.load import load
from triage.records.record import Record, RecordError, read_records
from triage.records.seal import canonical, digest
from triage.reports.clinician.replay import Replay, replay, replay_json
from triage.reports.to_json import outcome_json

BASE = load(TOOTH)
CASE = load_case(BASE, TOOTH / "cases" / "root-infected.yaml")
SEALED: dict[str, Any] = json.loads(json.dumps(outcome_json(infer(BASE, CASE.answers), "en", CASE.name)))
Step = str | int


def again(data: object, base: Base = BASE) -> Replay:
    """Replays what came back from a file."""
    (record,) = read_records(json.dumps(data).encode(), "outcome.json")
    return replay(base, record)


def places(data: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The path to everything in it that can be changed: single values, lists and mappings."""
    if path:
        yield path
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from places(data[key], (*path, key))


def parent_of(data: Any, path: tuple[Step, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


PLACES = sorted(places(SEALED), key=str)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 9), st.text(CHARACTERS, max_size=8), st.sampled_from(["soon", "yes"])
)


def test_an_outcome_that_was_only_kept_is_identical() -> None:
    outcome_of(json.dumps(SEALED))
    assert again(SEALED) == Replay("identical", Record(SEALED))
    assert again(SEALED).confirmed


@given(path=st.sampled_from(PLACES), value=VALUES)
def test_any_value_that_is_changed_is_seen(path: tuple[Step, ...], value: object) -> None:
    data = copy.deepcopy(SEALED)
    holder = parent_of(data, path)
    if canonical(holder[path[-1]]) == canonical(value):
        return
    holder[path[-1]] = value
    found = again(data)
    assert not found.confirmed, path
    assert found.status in ("altered", "unreadable"), path


@given(path=st.sampled_from(PLACES))
def test_anything_that_is_taken_out_is_seen(path: tuple[Step, ...]) -> None:
    data = copy.deepcopy(SEALED)
    del parent_of(data, path)[path[-1]]
    found = again(data)
    assert found.status in ("altered", "unreadable", "unsealed"), path
    assert not found.confirmed
    assert (found.status == "unsealed") == (path == ("digest",))


@given(path=st.sampled_from([path for path in PLACES if isinstance(parent_of(SEALED, (*path, 0)), dict)]))
def test_anything_that_is_added_is_seen(path: tuple[Step, ...]) -> None:
    data = copy.deepcopy(SEALED)
    parent_of(data, (*path, 0))["extra"] = "more"
    found = again(data)
    assert found.status == "altered"
    assert found.altered is not None
    assert found.altered.proven
    assert [each.path[-1] for each in found.altered.entries] == ["extra"]


@pytest.mark.parametrize(
    ("path", "value", "was"),
    [
        (("urgency",), "self-care", "urgent"),
        (("answers", "fever"), "no", "yes"),
        (("leading",), "broken-tooth", "infection"),
        (("pathway", "name"), "Go home", "See the dentist"),
        (("trace", 3, "kind"), "fired", SEALED["trace"][3]["kind"]),
        (("language",), "nl", "en"),
        (("software", "version"), "9.9", SEALED["software"]["version"]),
        (("knowledge", "version"), "9.9", "1.2.3"),
        (("knowledge", "hash"), "0" * 64, BASE.hash),
        (("knowledge", "name"), "knee", "tooth"),
        (("fingerprints", "rules", "signs-of-infection", "hash"), "0" * 12, None),
    ],
    ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else "",
)
def test_the_seal_proves_what_one_change_was(path: tuple[Step, ...], value: str, was: str | None) -> None:
    data = copy.deepcopy(SEALED)
    before = parent_of(data, path)[path[-1]]
    parent_of(data, path)[path[-1]] = value
    found = again(data)
    assert found.status == "altered"
    assert found.altered is not None
    assert found.altered.proven
    (only,) = found.altered.entries
    shown = tuple(str(step + 1) if isinstance(step, int) else step for step in path)
    assert (only.path, only.found, only.expected) == (shown, value, was or before)


@pytest.mark.parametrize("path", [("digest",), ("case",)])
def test_what_follows_from_nothing_is_said_to(path: tuple[str]) -> None:
    data = {**SEALED, path[0]: "x"}
    found = again(data)
    assert (found.status, found.confirmed) == ("altered", False)
    assert found.altered is not None
    assert found.altered.entries == ()


def test_a_change_that_was_sealed_anew_shows_when_it_is_derived_again() -> None:
    forged = {**SEALED, "urgency": "self-care"}
    forged["digest"] = digest(forged)
    found = again(forged)
    assert found.record is not None
    assert found.record.intact
    assert (found.status, found.confirmed) == ("altered", False)
    assert found.altered is not None
    assert [each.path for each in found.altered.entries] == [("urgency",)]


def test_an_outcome_from_before_there_were_seals_is_compared_all_the_same() -> None:
    old = {name: part for name, part in SEALED.items() if name not in ("digest", "fingerprints")}
    found = again(old)
    assert (found.status, found.confirmed) == ("unsealed", False)
    assert found.altered is not None
    assert found.altered.entries == ()
    found = again({**old, "urgency": "self-care"})
    assert found.altered is not None
    assert [each.path for each in found.altered.entries] == [("urgency",)]
    assert not found.altered.proven


@pytest.mark.parametrize(
    "rewritten",
    [
        json.dumps(SEALED, indent=4, sort_keys=True),
        json.dumps(SEALED, ensure_ascii=False),
        json.dumps(SEALED).replace("8,", "8.0,"),
        "\ufeff" + json.dumps(SEALED) + "\n\n",
    ],
    ids=["other spaces and order", "other escapes", "a number written otherwise", "a byte order mark"],
)
def test_what_json_leaves_free_is_not_sealed(rewritten: str) -> None:
    (record,) = read_records(rewritten.encode(), "outcome.json")
    assert replay(BASE, record).status == "identical"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        ("[", "not valid JSON: line 1, column 2: expecting value"),
        ("[1]", "this is no outcome"),
        ("{}", "this is no outcome, it lacks `case`"),
        ('{"urgency": "soon", "urgency": "planned"}', "`urgency` stands there twice"),
        (json.dumps({**SEALED, "trace": {}}), "`trace` is not as `triage run --format json` writes it"),
        (json.dumps({**SEALED, "trace": [1]}), "`trace` and `conditions` are not as"),
        (json.dumps({**SEALED, "knowledge": {}}), "`knowledge` does not say its `name`"),
        (json.dumps({**SEALED, "extra": float("nan")}), "`NaN` is no number of JSON"),
        (json.dumps({**SEALED, "extra": 0}).replace('"extra": 0', '"extra": 1e999'), "a number is too large"),
        ("[" * 100_000, "not valid JSON: nested too deep"),
        (json.dumps({**SEALED, "extra": 0}).replace('"extra": 0', f'"extra": {"[" * 50}{"]" * 50}'), "nested too deep"),
        (json.dumps({**SEALED, "extra": 0}).replace('"extra": 0', f'"extra": {"9" * 5000}'), "a number is too large"),
        ('{"file": "x.yaml", "error": "no such file"}', "there is no outcome, but an error: no such file"),
    ],
)
def test_what_is_no_outcome_is_said(text: str, says: str) -> None:
    (record,) = read_records(text.encode(), "outcome.json")
    assert isinstance(record, RecordError)
    assert str(record).startswith("outcome.json: ")
    assert says in str(record)
    assert replay(BASE, record).status == "unreadable"


def test_text_in_another_encoding_is_no_outcome() -> None:
    (record,) = read_records(b"\xff\xfe{}", "outcome.json")
    assert "not UTF-8 text" in str(record)


def test_outcomes_one_a_line_are_replayed_one_by_one() -> None:
    altered = json.dumps({**SEALED, "urgency": "soon"})
    text = f'{json.dumps(SEALED)}\n\n{altered}\n{{"file": "x", "error": "gone"}}\n'
    found = [replay(BASE, record) for record in read_records(text.encode(), "many.ndjson")]
    assert [each.status for each in found] == ["identical", "altered", "unreadable"]
    assert [each.record and each.record.line for each in found] == [1, 3, None]
    assert found[2].error == "many.ndjson:4: there is no outcome, but an error: gone"
    data = replay_of(json.dumps(replay_json(found, "many.ndjson")))
    assert (data["identical"], data["outcomes"][1]["line"], data["outcomes"][1]["proven"]) == (False, 3, True)
    assert data["outcomes"][1]["alterations"] == [{"path": ["urgency"], "found": "soon", "expected": "urgent"}]


@given(made=cases())
def test_every_outcome_that_is_kept_is_identical(made: Case) -> None:
    base, given_answers = made
    for language in base.languages:
        data = json.loads(json.dumps(outcome_json(infer(base, given_answers), language, "made-up")))
        assert again(data, base).status == "identical"


def test_an_outcome_of_another_base_is_not_compared(ankle_files: Path) -> None:
    found = again(SEALED, load(ankle_files))
    assert found.status == "unreadable"
    assert "made with the knowledge base `tooth`; this is `ankle`" in found.error
