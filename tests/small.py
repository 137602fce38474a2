"""A small base in which nothing is wrong, and what becomes of it when one part is put in, changed or left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.strategies import Sketch, Written, finding, manifest, pathway, question, rule, text
from triage.language.base import Base
from triage.language.files import MANIFEST


def phase(name: str, **parts: object) -> Written:
    return {"phase": name, "name": text(name), "basis": "expert-consensus", **parts}


def line(word: str, when: Written | None = None, /, **more: object) -> Written:
    if when is None and not more:
        return text(word)
    return {"text": text(word), **({} if when is None else {"when": when}), **more}


def caution(name: str, when: Written, **more: object) -> Written:
    """For every outcome, unless `more` says otherwise."""
    made = {"caution": name, "when": when, "text": text(name), "for": "every-outcome", "basis": "expert-consensus"}
    return {**made, **more}


def safety_net(name: str, when: Written, **more: object) -> Written:
    made = {"safety-net": name, "when": when, "text": text(name), "urgency": "soon", "basis": "expert-consensus"}
    return {**made, **more}


def exercise(name: str, pain: str | None = None) -> Written:
    made: Written = {
        "exercise": name,
        "name": text(name),
        "how": text(f"{name} slowly"),
        "dose": {"sets": 3},
        "basis": "expert-consensus",
    }
    return made if pain is None else {**made, "pain": {"nl": pain, "en": pain}}


MOVE_ON: dict[str, list[Written]] = {"move-on": [line("rested")]}
"""A criterion, which a phase needs where another follows."""


def asked(name: str, kind: str, when: Written | None = None) -> Written:
    """A question that says what not knowing means."""
    return {**question(name, kind, when), "unknown": {"means": "alarming", "because": text("alarming")}}


SOUND: dict[str, Written] = {
    entry[next(iter(entry))]: entry
    for entry in (
        asked("fever", "yes-no"),
        asked("pain", "whole"),
        asked("worse", "yes-no", {"pain": {"at-least": 1}}),
        finding("ill", "warning-sign"),
        finding("hurts"),
        finding("sore", "condition"),
        rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="urgent"),
        rule("pain-hurts", {"pain": {"at-least": 1}}, establish="hurts"),
        rule("better-is-sore", {"finding": "hurts", "worse": "no"}, establish="sore", pathway="move"),
        rule("sore-at-home", {"finding": "sore"}, urgency="self-care", pathway="rest"),
        pathway("rest", [phase("first", lasts=text("a day"), do=[line("sleep")], **MOVE_ON)]),
        pathway(
            "move",
            [
                phase(
                    "first", until={"pain": {"at-most": 2}}, do=[line("walk"), line("crawl", {"pain": {"at-least": 3}})]
                )
            ],
        ),
        pathway("see-someone"),
    )
}


def sketch(
    *entries: Written,
    without: tuple[str, ...] = (),
    conditions: tuple[str, ...] = ("sore",),
    subjects: Mapping[str, bool] | None = None,
) -> Sketch:
    """The sound base with these entries, which take the place of those of the same name. `subjects`: whether the
    careful prevail on each."""
    parts = {name: entry for name, entry in SOUND.items() if name not in without}
    parts |= {entry[next(iter(entry))]: entry for entry in entries}
    head = manifest(conditions)
    if subjects:
        words = {True: "yes", False: "no"}
        head["subjects"] = {
            name: {"name": text(name), "careful-prevails": words[careful]} for name, careful in subjects.items()
        }
    return Sketch(head, tuple(parts.values()))


def base(
    *entries: Written,
    without: tuple[str, ...] = (),
    conditions: tuple[str, ...] = ("sore",),
    subjects: Mapping[str, bool] | None = None,
) -> Base:
    return sketch(*entries, without=without, conditions=conditions, subjects=subjects).build()


def write(root: Path, made: Sketch, properties: str = "", cases: dict[str, str] | None = None) -> Path:
    """The base as a directory."""
    for name, data in made.files().items():
        (root / name).write_bytes(data)
    assert (root / MANIFEST).is_file()
    for folder, files in (("properties", {"all.yaml": properties} if properties else {}), ("cases", cases or {})):
        for name, content in files.items():
            (root / folder).mkdir(exist_ok=True)
            (root / folder / name).write_text(content)
    return root
