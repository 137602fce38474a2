"""Everything that a person was shown is compared under another version, in both directions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.records.test_versions import BEFORE, Edit, case, sealed, tooth
from tests.reports.schema import replay_of
from triage.language.words import Words
from triage.records.record import Record
from triage.records.seal import digest
from triage.reports.clinician.replay import replay, replay_json, replay_text
from triage.reports.layout import Page

Entries = dict[str, dict[str, Any]]
TEXT = {"nl": "Iets nieuws.", "en": "Something new."}


def phase(entries: Entries) -> dict[str, Any]:
    found: dict[str, Any] = entries["brush-gently"]["phases"][0]
    return found


def without_later_phase(_: Any, entries: Entries) -> None:
    entries["brush-gently"]["phases"].pop()


def vanish(key: str) -> Edit:
    return lambda _, entries: phase(entries)[key].pop(0)


def appear(key: str) -> Edit:
    return lambda _, entries: phase(entries).setdefault(key, []).append(TEXT)


SOMETIMES = {"onset": "knock"}
EDITS: dict[str, tuple[Edit, tuple[str, ...], bool, bool]] = {
    "a goal is gone": (vanish("goals"), ("pathway", "phases", "first-week", "goals"), True, False),
    "a thing to do is gone": (vanish("do"), ("pathway", "phases", "first-week", "do"), True, False),
    "a reason to call is new": (appear("seek-help"), ("pathway", "phases", "first-week", "seek_help"), False, True),
    "a thing not to do is new": (appear("avoid"), ("pathway", "phases", "first-week", "avoid"), False, True),
    "a phase is gone": (without_later_phase, ("pathway", "phases"), True, False),
    "an exercise is gone": (vanish("exercises"), ("pathway", "phases", "first-week", "exercises"), True, False),
    "a safety-net line is gone": (
        lambda _, entries: [entries[name].update(when=SOMETIMES) for name in entries if "safety-net" in entries[name]],
        ("safety_net",),
        True,
        False,
    ),
    "a name reads otherwise": (
        lambda _, entries: entries["brush-gently"].update(name=TEXT), ("pathway", "name"), True, True,
    ),
    "a dose is another": (
        lambda _, entries: entries["soft-brushing"].update(dose={"minutes": 9, "per-day": 2}),
        ("pathway", "phases", "first-week", "exercises", "soft-brushing", "dose", "minutes"),
        True,
        True,
    ),
    "the notice reads otherwise": (lambda manifest, _: manifest.update(notice=TEXT), ("notice",), True, True),
    "what to do reads otherwise": (
        lambda manifest, _: manifest["urgency"]["self-care"].update(act=TEXT), ("urgency_text", "act"), True, True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "place", "before", "after"), EDITS.values(), ids=EDITS)
def test_what_vanished_or_came_is_not_the_same(edit: Edit, place: tuple[str, ...], before: bool, after: bool) -> None:
    found = replay(tooth(edit), sealed(BEFORE, case("cold-hurts")))
    assert (found.status, found.confirmed, found.same) == ("other-version", False, False)
    changes = [each for each in found.texts if each.path[: len(place)] == place]
    assert changes, found.texts
    assert all((each.before is not None, each.after is not None) == (before, after) for each in changes)
    assert len(changes) == len(found.texts), "and nothing else is said to differ"
    for language in ("nl", "en"):
        said = replay_text(Words(tooth(edit), language), found, Page(80, False))
        assert " ".join(str(changes[0].before or changes[0].after).split()[:2]) in " ".join(said.split())
    data = replay_of(json.dumps(replay_json([found], "x.json")))
    assert data["identical"] is False
    assert data["outcomes"][0]["texts_differ"] == len(data["outcomes"][0]["texts"]) > 0


def test_the_same_advice_in_another_order_is_said() -> None:
    def turned(_: Any, entries: Entries) -> None:
        entries["brush-gently"]["phases"][0]["do"] = list(reversed([*phase(entries)["do"], TEXT]))

    before = tooth(lambda _, entries: phase(entries)["do"].append(TEXT))
    found = replay(tooth(turned), sealed(before, case("cold-hurts")))
    assert [each.path[-1] for each in found.texts] == ["do"]


@pytest.mark.parametrize("key", ["safety_net", "notice", "pathway"])
def test_what_somebody_took_out_and_sealed_anew_is_not_the_same_under_another_version(key: str) -> None:
    """No digest can show it, for they made a new one; but nobody is told that it is the same."""
    data: dict[str, Any] = {**sealed(BEFORE, case("cold-hurts")).data}
    if key == "pathway":
        data[key] = {**data[key], "phases": data[key]["phases"][:1]}
    else:
        data[key] = "No doctor needed." if key == "notice" else []
    data["digest"] = digest(data)
    later = tooth(lambda manifest, _: manifest.update(version="9.9"))
    found = replay(later, Record(data))
    assert (found.status, found.confirmed) == ("other-version", False)
    assert found.texts
    said = replay_text(Words(later, "en"), found, Page(80, False))
    assert "Not signed." in said
    assert "only the version of then can show" in said


def test_another_name_for_the_same_is_no_difference() -> None:
    def edit(_: Any, entries: Entries) -> None:
        entries["brush-gently"] = {**entries.pop("brush-gently"), "pathway": "brushing", "was": ["brush-gently"]}
        entries["brush-it-yourself"]["then"]["pathway"] = "brushing"
        entries["sensitive-tooth"] = {**entries["sensitive-tooth"], "finding": "bare-neck", "was": ["sensitive-tooth"]}
        entries["only-cold-hurts"]["then"] = {"establish": "bare-neck"}
        entries["brush-it-yourself"]["when"] = {"finding": "bare-neck"}
        entries["pain"] = {**entries["pain"], "question": "ache", "was": ["pain"]}
        for name in entries:
            entries[name] = json.loads(json.dumps(entries[name]).replace('"pain":', '"ache":'))

    def manifest_too(manifest: Any, entries: Entries) -> None:
        edit(manifest, entries)
        manifest["pathways"] = ["brushing" if name == "brush-gently" else name for name in manifest["pathways"]]
        manifest["conditions"] = ["bare-neck" if name == "sensitive-tooth" else name for name in manifest["conditions"]]

    found = replay(tooth(manifest_too), sealed(BEFORE, case("cold-hurts")))
    assert found.versions is not None
    assert (found.versions.differences, found.versions.unfit, found.texts) == ((), {}, ())
    assert found.confirmed
    changed = {change.part for change in found.versions.changes}
    assert not any(part.startswith(("question/", "pathway/")) for part in changed), "they are the same parts"
