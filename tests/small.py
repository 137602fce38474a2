"""A small base in which nothing is wrong, and what becomes of it when one part is put in, changed or left out."""

from __future__ import annotations

from pathlib import Path

from tests.strategies import Sketch, Written, finding, manifest, pathway, question, rule, text
from triage.language.files import MANIFEST
from triage.language.model import Base


def phase(name: str, **parts: object) -> Written:
    return {"phase": name, "name": text(name), "basis": "expert-consensus", **parts}


def line(word: str, when: Written | None = None) -> Written:
    return {"text": text(word), "when": when} if when is not None else text(word)


def caution(name: str, when: Written) -> Written:
    return {"caution": name, "when": when, "text": text(name), "basis": "expert-consensus"}


def safety_net(name: str, when: Written) -> Written:
    return {"safety-net": name, "when": when, "text": text(name), "urgency": "soon", "basis": "expert-consensus"}


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


def sketch(*entries: Written, without: tuple[str, ...] = (), conditions: tuple[str, ...] = ("sore",)) -> Sketch:
    """The sound base with these entries, which take the place of those of the same name."""
    parts = {name: entry for name, entry in SOUND.items() if name not in without}
    parts |= {entry[next(iter(entry))]: entry for entry in entries}
    return Sketch(manifest(conditions), tuple(parts.values()))


def base(*entries: Written, without: tuple[str, ...] = (), conditions: tuple[str, ...] = ("sore",)) -> Base:
    return sketch(*entries, without=without, conditions=conditions).build()


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
