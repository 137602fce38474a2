"""Where somebody is, as it travels in the form of a page: signed, and bound to the base that it was made with.

The server keeps nothing. What comes back is read only where the signature is ours; whoever changes a letter, or brings
a page of another base, gets a page that says so.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from triage.language.answer import plain
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.evaluate import Answer

FORMAT = 1
LONGEST = 32_768
"""So many characters a state has at most; the longest of a real interview has a tenth."""
LATER = ("another", "kept", "check_in", "started", "phase", "since")
"""The fields that a state has only where they say something."""
SIGNATURE = 43
"""The characters of a SHA-256 in base64."""


class Forged(TriageError):
    """A state that we did not sign, or that is none."""


@dataclass(frozen=True, slots=True)
class State:
    """`answers`: in the order of asking, as JSON writes them; `groups`: the questions of each page that was answered;
    `ahead`: answers of pages that somebody went back from, to be ticked again; `accepted`: contradictions that are
    right as they are; `asked`: what the page at hand asks; `changing`: these were answered before; `told`: the
    emergency was told, and the person went on; `calmer`: the page between warning signs and the rest was shown;
    `notes`: what was to be said of a case that was opened; `another`: somebody answers for another; `kept`: the case
    file that was opened, packed; `check_in`: the questions are those of a check-in of that case; `started`: the day on
    which the complaint began, where the file does not say it; `phase`, `since`: where somebody says to be already."""

    answers: Mapping[str, object] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    ahead: Mapping[str, object] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    changing: bool = False
    told: bool = False
    calmer: bool = False
    notes: tuple[str, ...] = ()
    another: bool = False
    kept: str = ""
    check_in: bool = False
    started: str = ""
    phase: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back: a state, and the base that it was made with; `inside`: its check-in."""

    state: State
    base: str
    version: str
    hash: str
    inside: str = ""


def plain_answers(answers: Mapping[str, Answer]) -> dict[str, object]:
    return {name: plain(answer) for name, answer in answers.items()}


class Seal:
    """Signs states and reads them back, with a key that nobody else has."""

    def __init__(self, key: bytes, base: Base, inside: Base | None = None) -> None:
        self._key = sha256(b"triage state\0" + key).digest()
        self.base = base
        self.inside = "" if inside is None else inside.hash

    def write(self, state: State) -> str:
        data = {
            "format": FORMAT,
            "base": self.base.id,
            "version": self.base.version,
            "hash": self.base.hash,
            "answers": dict(state.answers),
            "groups": state.groups,
            "ahead": dict(state.ahead),
            "accepted": state.accepted,
            "asked": state.asked,
            "changing": state.changing,
            "told": state.told,
            "calmer": state.calmer,
            "notes": state.notes,
            **{name: value for name in LATER if (value := getattr(state, name))},
            **({"inside": self.inside} if state.check_in else {}),
        }
        text = _encoded(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        return f"{self._signature(text)}{text}"

    def read(self, text: str) -> Brought:
        """Raises Forged."""
        signature, body = text[:SIGNATURE], text[SIGNATURE:]
        if len(text) > LONGEST or not text.isascii() or not hmac.compare_digest(signature, self._signature(body)):
            raise Forged("this state was not signed here")
        data = json.loads(_decoded(body))
        if data["format"] != FORMAT:
            raise Forged(f"this state has format {data['format']}; expected {FORMAT}")
        return Brought(_state(data), data["base"], data["version"], data["hash"], data.get("inside", ""))

    def digest(self, text: str) -> bytes:
        """By which something can be looked up without anybody reading from it what was answered."""
        return hmac.digest(self._key, b"digest\0" + text.encode(), "sha256")

    def _signature(self, body: str) -> str:
        return _encoded(hmac.digest(self._key, body.encode(), "sha256"))


def _state(data: Mapping[str, Any]) -> State:
    return State(
        dict(data["answers"]),
        tuple(tuple(group) for group in data["groups"]),
        dict(data["ahead"]),
        tuple(data["accepted"]),
        tuple(data["asked"]),
        bool(data["changing"]),
        bool(data["told"]),
        bool(data["calmer"]),
        tuple(data["notes"]),
        **{name: data[name] for name in LATER if name in data},
    )


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
