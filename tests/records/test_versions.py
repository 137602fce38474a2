"""An outcome under another version of the base: what differs, and which changed parts lie behind it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.schema import replay_of
from tests.strategies import Sketch, answers, conditions, sketches
from tests.terminal.person import TOOTH
from triage.cases.case import load_case
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import read_directory
from triage.language.load import build
from triage.records.record import Record
from triage.records.seal import marks
from triage.records.versions import Versions, versions
from triage.reports.clinician.replay import Replay, replay, replay_json
from triage.reports.to_json import outcome_json

FILES = read_directory(TOOTH)
ENTRIES: list[dict[str, Any]] = [
    entry for name, data in FILES.items() if name != "base.yaml" for entry in yaml.load(data, Loader=yaml.CBaseLoader)
]
MANIFEST: dict[str, Any] = yaml.load(FILES["base.yaml"], Loader=yaml.CBaseLoader)
Edit = Callable[[dict[str, Any], dict[str, dict[str, Any]]], object]


def tooth(edit: Edit | None = None) -> Base:
    """The small base after an edit of its manifest and its entries (by id)."""
    manifest = copy.deepcopy(MANIFEST)
    entries = {next(iter(entry.values())): copy.deepcopy(entry) for entry in ENTRIES}
    if edit is not None:
        edit(manifest, entries)
    return Sketch(manifest, tuple(entries.values())).build()


BEFORE = tooth()


def sealed(base: Base, given: dict[str, Answer]) -> Record:
    return Record(json.loads(json.dumps(outcome_json(infer(base, given), "en", "made-up"))))


def case(name: str) -> dict[str, Answer]:
    return dict(load_case(BEFORE, TOOTH / "cases" / f"{name}.yaml").answers)


def replayed(name: str, edit: Edit) -> Replay:
    return replay(tooth(edit), sealed(BEFORE, case(name)))


def set_when(rule: str, when: dict[str, Any]) -> Edit:
    return lambda _, entries: entries[rule].update(when=when)


def differing(found: Replay) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    assert found.versions is not None
    return {(each.about, each.id): (each.before, each.after) for each in found.versions.differences}


def test_a_rule_that_fires_no_more() -> None:
    found = replayed("root-infected", set_when("signs-of-infection", {"fever": "yes", "pain": {"at-least": "9"}}))
    assert (found.status, found.confirmed) == ("other-version", False)
    assert differing(found) == {
        ("urgency", ""): ("urgent", "soon"),
        ("leading", ""): ("infection", None),
        ("finding", "infection"): ("established", "refuted"),
        ("rule", "signs-of-infection"): ("fired", None),
    }
    assert found.versions is not None
    assert {each.behind for each in found.versions.differences} == {("rule/signs-of-infection",)}
    (change,) = found.versions.changes
    assert (change.part, change.change, change.fired) == ("rule/signs-of-infection", "changed", (True, False))


def test_of_several_changes_only_those_on_the_way_are_behind_it() -> None:
    def edit(_: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        entries["signs-of-infection"]["when"] = {"fever": "no"}
        entries["only-cold-hurts"]["when"] = {"days": {"at-least": "3"}}
        entries["onset"]["options"]["chewing"] = {"nl": "Kauwen", "en": "Chewing"}

    found = replayed("root-infected", edit)
    assert found.versions is not None
    parts = {change.part for change in found.versions.changes}
    assert parts == {"rule/signs-of-infection", "rule/only-cold-hurts", "question/onset"}
    urgency = next(each for each in found.versions.differences if each.about == "urgency")
    assert "rule/signs-of-infection" in urgency.behind
    assert "rule/only-cold-hurts" not in urgency.behind
    data = replay_of(json.dumps(replay_json([found], "x.json")))["outcomes"][0]
    assert {each["part"]: each["made_a_difference"] for each in data["changes"]}["rule/signs-of-infection"]


def test_a_rule_that_is_gone_and_one_that_is_new() -> None:
    def edit(_: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        new = {**entries.pop("signs-of-infection"), "rule": "fever-and-pain"}
        entries["fever-and-pain"] = {**new, "then": {"establish": "infection", "urgency": "emergency"}}

    found = replayed("root-infected", edit)
    assert differing(found) == {
        ("urgency", ""): ("urgent", "emergency"),
        ("rule", "fever-and-pain"): (None, "fired"),
        ("rule", "signs-of-infection"): ("fired", None),
    }
    assert found.versions is not None
    changes = {change.part: change.change for change in found.versions.changes}
    assert changes == {"rule/fever-and-pain": "added", "rule/signs-of-infection": "removed"}
    assert set(found.versions.differences[0].behind) == set(changes)


def test_other_words_alone_are_told_as_such() -> None:
    def edit(_: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        entries["signs-of-infection"]["because"] = {"nl": "Anders gezegd.", "en": "Said otherwise."}

    found = replayed("root-infected", edit)
    assert found.versions is not None
    assert (found.versions.changes, found.versions.differences, len(found.texts)) == ((), (), 1)
    assert not found.confirmed, "it is not what it was to the letter"


def test_a_change_elsewhere_leaves_the_outcome_as_it_was() -> None:
    def edit(_: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        entries["only-cold-hurts"]["when"] = {"onset": "knock"}

    found = replayed("root-infected", edit)
    assert (found.same, found.texts, found.confirmed) == (True, (), True)
    assert found.versions is not None
    assert [change.part for change in found.versions.changes] == ["rule/only-cold-hurts"]


@pytest.mark.parametrize(
    ("edit", "part", "about"),
    [
        (lambda manifest, _: manifest["default"].update(urgency="planned"), "default-urgency", "urgency"),
        (lambda manifest, _: manifest["default"].update(pathway="brush-gently"), "default-pathway", "pathway"),
    ],
    ids=["the urgency without a rule", "the pathway without a rule"],
)
def test_a_default_that_changed(edit: Edit, part: str, about: str) -> None:
    def both(manifest: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        edit(manifest, entries)
        if about == "pathway":
            manifest["pathways"] = [*(name for name in manifest["pathways"] if name != "brush-gently"), "brush-gently"]

    found = replayed("knows-little", both)
    assert found.versions is not None
    different = {each.about: each.behind for each in found.versions.differences}
    assert part in different[about]  # type: ignore[index]


def test_a_caution_that_changed() -> None:
    found = replayed("root-infected", lambda _, entries: entries["no-aspirin-on-the-gum"].update(when={"fever": "no"}))
    assert differing(found) == {("caution", "no-aspirin-on-the-gum"): ("applies", None)}
    assert found.versions is not None
    assert found.versions.differences[0].behind == ("caution/no-aspirin-on-the-gum",)


def test_an_answer_that_does_not_fit_any_more_is_told() -> None:
    def edit(_: dict[str, Any], entries: dict[str, dict[str, Any]]) -> None:
        entries["pain"]["max"] = "7"

    found = replayed("root-infected", edit)
    assert found.versions is not None
    assert found.versions.unfit == {"pain": "8"}
    assert not found.confirmed


def test_a_record_without_fingerprints_still_says_what_differs() -> None:
    record = sealed(BEFORE, case("root-infected"))
    bare = Record({name: part for name, part in record.data.items() if name != "fingerprints"})
    changed = tooth(set_when("signs-of-infection", {"fever": "no"}))
    again = sealed(changed, case("root-infected"))
    found = versions(changed, bare.data, again.data)
    assert not found.marked
    assert found.changes == ()
    assert {each.behind for each in found.differences} == {()}


def test_what_was_altered_is_not_known_without_its_base_but_what_does_not_fit_itself_is() -> None:
    record = sealed(BEFORE, case("root-infected"))
    altered = Record({**record.data, "urgency": "self-care"})
    found = replay(tooth(set_when("only-cold-hurts", {"fever": "no"})), altered)
    assert (found.status, found.confirmed) == ("altered", False)
    assert found.altered is not None
    assert not found.altered.proven
    assert [(each.path, each.found, each.expected) for each in found.altered.entries] == [
        (("urgency",), "self-care", "urgent")
    ]


def test_the_fingerprints_change_with_what_decides_and_nothing_else() -> None:
    same = tooth(lambda manifest, _: manifest.update(title={"nl": "Anders", "en": "Otherwise"}))
    assert same.hash != BEFORE.hash
    assert marks(same) == marks(BEFORE)


# The law


@st.composite
def edited(draw: st.DrawFn) -> tuple[Sketch, Sketch, str]:
    """A base, the same with one rule edited, taken out or put in, and the name of that rule."""
    sketch = draw(sketches())
    places = [number for number, entry in enumerate(sketch.entries) if "rule" in entry]
    place = draw(st.sampled_from(places))
    entry = sketch.entries[place]
    questions = {entry["question"]: entry for entry in sketch.entries if "question" in entry}
    when = draw(conditions({name: part for name, part in questions.items() if "when" not in part}, ()))
    other = replace(
        sketch,
        entries=(*sketch.entries[:place], {**entry, "when": when}, *sketch.entries[place + 1 :]),
    )
    pair = draw(st.permutations([sketch, other]))
    return pair[0], pair[1], entry["rule"]


@given(data=st.data())
def test_behind_every_difference_lies_the_one_rule_that_changed(data: st.DataObject) -> None:
    before, after, rule = data.draw(edited())
    old, new = before.build(), after.build()
    given_answers = data.draw(answers(old))
    found = found_between(old, new, given_answers)
    if marks(old) == marks(new):
        assert found.differences == ()
    for each in found.differences:
        assert each.behind == (f"rule/{rule}",), each


@given(data=st.data())
def test_behind_every_difference_lies_the_one_rule_that_came_or_went(data: st.DataObject) -> None:
    sketch = data.draw(sketches())
    demands = [entry for entry in sketch.entries if "rule" in entry]
    brought: dict[str, int] = {}
    for entry in demands:
        establish = entry["then"].get("establish", [])
        for name in [establish] if isinstance(establish, str) else establish:
            brought[name] = brought.get(name, 0) + 1
    spare = [
        entry
        for entry in demands
        if all(
            brought[name] > 1
            for name in (
                [entry["then"]["establish"]]
                if isinstance(entry["then"].get("establish"), str)
                else entry["then"].get("establish", [])
            )
        )
    ]
    if not spare:
        return
    rule = data.draw(st.sampled_from(spare))
    without = replace(sketch, entries=tuple(entry for entry in sketch.entries if entry is not rule))
    pair = data.draw(st.permutations([sketch.build(), without.build()]))
    found = found_between(pair[0], pair[1], data.draw(answers(pair[0])))
    for each in found.differences:
        assert each.behind == (f"rule/{rule['rule']}",), each


def found_between(old: Base, new: Base, given_answers: dict[str, Answer]) -> Versions:
    return versions(new, sealed(old, given_answers).data, sealed(new, given_answers).data)


def test_a_base_on_disk_with_one_rule_changed_is_told_by_that_rule(tmp_path: Path) -> None:
    """The same through files, as somebody does who edits one."""
    for name, data in FILES.items():
        (tmp_path / name).write_text(data.decode().replace("more-than: 6", "more-than: 9"))
    original, changed = build(dict(FILES)), build(read_directory(tmp_path))
    found = replay(changed, sealed(original, case("root-infected")))
    assert found.versions is not None
    assert {each.behind for each in found.versions.differences} == {("rule/signs-of-infection",)}
