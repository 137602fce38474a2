"""What readers meet, for whoever wants to know where each id stands: an editor.

A reader that looks a word up says so here: the word, where it stands, what kind of thing it names, and what else could
stand there. Nobody listens as a rule, and then nothing is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from triage.language.document import Node


@dataclass(frozen=True, slots=True)
class Note:
    """A word in a file. `kind` is what it names (`question`, `answer onset`); `key`: a mapping that may have these
    `names` for keys, of which `helps` says what they are for; `defines`: the thing is declared here."""

    file: str
    node: Node
    kind: str
    names: Collection[str] = ()
    defines: bool = False
    helps: Mapping[str, str] = field(default_factory=dict)


_notes: ContextVar[list[Note] | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[list[Note]]:
    """Everything that is read inside is noted."""
    notes: list[Note] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def note(file: str, node: Node, kind: str, names: Collection[str] = (), defines: bool = False) -> None:
    notes = _notes.get()
    if notes is not None:
        notes.append(Note(file, node, kind, names, defines))


def note_keys(file: str, node: Node, names: Collection[str], helps: Mapping[str, str]) -> None:
    """A mapping that may have these keys."""
    notes = _notes.get()
    if notes is not None:
        notes.append(Note(file, node, "key", names, helps=helps))
