"""Where each id of a base is declared and used, from what its readers noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from triage.editor.lines import around
from triage.language.document import Mapping as MappingNode
from triage.language.document import Scalar
from triage.language.errors import Place
from triage.language.noting import Note

KINDS = {
    "condition": "finding",
    "warning sign": "finding",
    "`options`": "option",
    "`topics`": "topic",
    "claim of this conflict": "claim",
}
"""What the readers call other than it is."""
ANYTHING = "thing"


@dataclass(frozen=True, slots=True)
class Name:
    """What an id names: its kind and, of an option, its question. Two bases that lie together (`scope`) have names of
    their own."""

    scope: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where an id stands."""

    name: Name
    place: Place
    defines: bool


@dataclass
class Index:
    """The ids in some files, by the lines of these files."""

    lines: Mapping[str, Sequence[str]]
    spots: list[Spot] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """What may stand behind a key."""
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    """Which keys may stand below one, and what each is for."""
    _offered: set[tuple[bool, str, int, str]] = field(default_factory=set)

    def take(self, notes: Iterable[Note], scope: str) -> None:
        """Adds what was noted of one base."""
        question = ""
        for one in notes_by_place(notes):
            kind = one.kind.removeprefix("an ").removeprefix("a ")
            kind = KINDS.get(kind, kind)
            node = one.node
            if isinstance(node, MappingNode):
                self._offer(self.keys, self._above(one), one.names, one.helps)
                continue
            if not isinstance(node, Scalar):
                continue
            if not one.defines:
                self._offer(self.values, self._key(one), one.names, one.helps)
            elif kind == "question":
                question = node.text
            if kind == "option":
                kind = f"answer {question}"
            start = node.column - 1 + node.quoted
            lines = self.lines.get(one.file, ())
            there = lines[node.line - 1] if 0 < node.line <= len(lines) else ""
            if node.text and there[start : start + len(node.text)] == node.text:  # what was derived stands nowhere
                place = Place(one.file, node.line, start + 1)
                self.spots.append(Spot(Name(scope, kind, node.text), place, one.defines))

    def _offer(
        self, table: dict[str, dict[str, str]], key: str, names: Collection[str], helps: Mapping[str, str]
    ) -> None:
        offer = (table is self.keys, key, len(names), next(iter(names), ""))
        if offer not in self._offered:
            self._offered.add(offer)
            table.setdefault(key, {}).update({name: helps.get(name, "") for name in names})

    def _key(self, one: Note) -> str:
        key_line = around(self.lines.get(one.file, ()), one.node.line - 1, one.node.column - 1)
        return key_line.key

    def _above(self, one: Note) -> str:
        """The key that a mapping belongs to; an item of a list is known by its own first key."""
        lines, number = self.lines.get(one.file, ()), one.node.line - 1
        line = lines[number] if number < len(lines) else ""
        if line[: one.node.column - 1].lstrip(" -") == "" and "-" in line[: one.node.column - 1]:
            return line[one.node.column - 1 :].partition(":")[0]
        return around(lines, number, one.node.column).above

    @cached_property
    def defined(self) -> dict[Name, list[Place]]:
        places_by_name: dict[Name, list[Place]] = {}
        for spot in self.spots:
            if spot.defines:
                places_by_name.setdefault(spot.name, []).append(spot.place)
        return places_by_name

    def at(self, place: Place) -> Name | None:
        """The name of the id that a place is in."""
        return next((self._sure(spot.name) for spot in self._over(place)), None)

    def _over(self, place: Place) -> Iterable[Spot]:
        for spot in self.spots:
            at = spot.place
            if (at.file, at.line) == (place.file, place.line) and 0 <= place.column - at.column <= len(spot.name.id):
                yield spot

    @cached_property
    def by_id(self) -> dict[str, list[Name]]:
        names_by_id: dict[str, list[Name]] = {}
        for name in self.defined:
            names_by_id.setdefault(name.id, []).append(name)
        return names_by_id

    def _sure(self, name: Name) -> Name:
        """The one thing of that id, where what stands there may be of several kinds."""
        if name in self.defined:
            return name
        same = self.by_id.get(name.id, [])
        ours = [other for other in same if other.scope == name.scope] or same
        if name.kind != ANYTHING:
            ours = [other for other in ours if other.kind == name.kind]
        return ours[0] if len(ours) == 1 else name

    def everywhere(self, name: Name) -> list[Spot]:
        """Every place where that thing is meant. A file that two bases read has names of both: they are one."""
        names, places = {name}, set[Place]()
        while True:
            same_places = {
                spot.place for spot in self.spots if spot.name.id == name.id and self._sure(spot.name) in names
            }
            if same_places == places:
                return list(dict.fromkeys(spot for spot in self.spots if spot.place in places))
            places = same_places
            names |= {self._sure(spot.name) for spot in self.spots if spot.place in places}


def notes_by_place(notes: Iterable[Note]) -> list[Note]:
    """In the order of the files, so that what belongs to an entry follows its id."""
    return sorted(notes, key=lambda one: (one.file, one.node.line, one.node.column))
