"""Every answer on disk before the next question.

A saved interview is a case file: `triage run` takes it as it is. It is written beside its place and moved there, so
that whatever happens there is either the old file or the new one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click
import yaml

from triage.language.answer import plain
from triage.language.case import SAVE_FORMAT, Case
from triage.language.errors import TriageError
from triage.language.evaluate import Answer
from triage.language.model import Base
from triage.version import VERSION


def default_place() -> Path:
    """A new file in the person's own folder for application data."""
    name = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    folder = Path(click.get_app_dir("triage")) / "interviews"
    place = folder / f"{name}.yaml"
    number = 2
    while place.exists():
        place = folder / f"{name}-{number}.yaml"
        number += 1
    return place


class Keeper:
    """Keeps one interview in one file. Raises TriageError when that cannot be done."""

    def __init__(self, base: Base, place: Path, language: str, case: Case | None = None) -> None:
        self.base = base
        self.place = place
        self.head: dict[str, object] = {}
        if case is not None and case.name:
            self.head["case"] = case.name
        if case is not None and case.story:
            self.head["story"] = case.story
        self.head["language"] = language

    def save(self, answers: Mapping[str, Answer]) -> None:
        data = {
            **self.head,
            "answers": {name: plain(answer) for name, answer in answers.items()},
            "saved": {
                "format": SAVE_FORMAT,
                "base": self.base.id,
                "version": self.base.version,
                "hash": self.base.hash,
                "software": VERSION,
            },
        }
        text = yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=120)
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.place, text)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise TriageError(
                f"{self.place}: the answers cannot be kept there: {reason}; name another file with --save, or use --no-save"
            ) from error


def write_whole(place: Path, text: str) -> None:
    """Writes a file that only its owner can read, whole or not at all. Raises OSError."""
    descriptor, beside = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
