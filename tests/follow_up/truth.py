"""What every command says of a case, and where two of them, or one of them and the standing, contradict each other."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.scale import RANK
from triage.explanation.to_words import finding_words
from triage.follow_up.standing import Standing
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.standing import level_base, sign_names
from triage.words.saying import say


@dataclass(frozen=True)
class Truth:
    """What has to be said of a case, in a language."""

    level: str
    act: str
    others: tuple[str, ...]
    signs: tuple[str, ...]
    leads: tuple[str, ...]
    presses: bool
    likely: str
    how_soon: str


def truth(standing: Standing, language: str) -> Truth:
    base = level_base(standing)
    level = base.urgencies[standing.urgency]
    return Truth(
        text_in(level.name, language),
        text_in(level.act, language),
        tuple(text_in(base.urgencies[name].name, language) for name in RANK if name != standing.urgency),
        tuple(sign_names(standing, language)),
        tuple(finding_words(Words(standing.base, language), name) for name in standing.leads),
        standing.presses,
        say("leading", language),
        say("urgency", language),
    )


def flat(text: str) -> str:
    """Text without its line breaks, and a page without its tags."""
    if text.lstrip().startswith("<!doctype"):
        text = re.sub(r"<style>.*?</style>", " ", text, flags=re.DOTALL)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.split())


def contradictions(said: Mapping[str, str], known: Truth) -> Iterator[str]:
    """Every contradiction in what commands say."""
    for command, text in said.items():
        if command.endswith("json"):
            yield from _in_json(command, json.loads(text), known)
            continue
        words = flat(text)
        if known.level.casefold() not in words.casefold():
            yield f"{command}: it does not say {known.level}"
        for other in known.others:
            if f"{known.how_soon}: {other}" in words and f"{known.how_soon}: {known.level}" not in words:
                yield f"{command}: it says {known.how_soon}: {other}, and it is {known.level}"
        if known.presses and known.act not in words:
            yield "" if command.startswith("letter") else f"{command}: it does not say what to do: {known.act}"
        for found in re.findall(rf"{re.escape(known.likely)}: ([^.]+)", words):
            if not any(found.casefold().startswith(name.casefold()) for name in known.leads):
                yield f"{command}: it says {known.likely}: {found[:40]}, and it is {known.leads or 'not sure'}"


def _in_json(command: str, data: Mapping[str, object], known: Truth) -> Iterator[str]:
    stands = data.get("standing")
    if not isinstance(stands, dict):
        yield f"{command}: it does not say how the case stands"
        return
    if (stands["urgency_name"], stands["act"]) != (known.level, known.act):
        yield f"{command}: it says {stands['urgency_name']}, and it is {known.level}"
    if data.get("urgency") != stands["urgency"]:
        yield f"{command}: it says {data.get('urgency')} and {stands['urgency']}"
    if tuple(stands["warning_signs"]) != known.signs:
        yield f"{command}: it says {stands['warning_signs']}, and it is {known.signs}"
    if tuple(stands["leading"]) != known.leads:
        yield f"{command}: it says {stands['leading']}, and it is {known.leads}"
