"""A base in an editor: its mistakes while somebody types, and what is known of a place in its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from triage.cases.project import Project, read_project
from triage.editor.index import Index, Name, Spot
from triage.editor.lines import around, word_at
from triage.explanation.base_part import Shower, read_kind
from triage.explanation.worked import Worked
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.document import read_text
from triage.language.errors import InputError, KnowledgeError, Place, Problem, TriageError, quoted
from triage.language.files import CHECK_IN, MANIFEST, YAML, DocumentError, files_under, unsaved
from triage.language.noting import Note, noting
from triage.language.reader import IDENT, RESERVED
from triage.language.words import Words
from triage.reports.author.base_part import base_part_text
from triage.reports.layout import Page

RENAMED = (
    "question finding rule exercise pathway claim document checklist caution safety-net contradiction conflict "
    "preference topic subject property"
)
"""What can be renamed everywhere it is named, and so can the options of a question."""
WIDTH = 88


def base_of(file: Path) -> Path | None:
    """The directory of the base that a file belongs to: with the one around it, where that is its check-in."""
    if file.suffix.lower() not in YAML:
        return None
    for directory in file.resolve().parents:
        if (directory / MANIFEST).is_file():
            outer = directory.parent
            return outer if directory.name == CHECK_IN and (outer / MANIFEST).is_file() else directory
    return None


@dataclass(frozen=True)
class Looked:
    """What a look at a base brought: its mistakes, the base where it loads, and where each id stands."""

    problems: tuple[Problem, ...]
    base: Base | None
    lines: Mapping[str, Sequence[str]]
    notes: Sequence[tuple[str, Sequence[Note]]]

    @cached_property
    def index(self) -> Index:
        index = Index(self.lines)
        for scope, notes in self.notes:
            index.take(notes, scope)
        return index


@dataclass
class Writing:
    """The base in a directory, with the texts of its files that are open in the editor."""

    directory: Path
    texts: dict[Path, bytes] = field(default_factory=dict)
    last: Looked = field(default_factory=lambda: Looked((), None, {}, ()))

    def look(self, quick: bool = False) -> Looked:
        """Reads it all again, as it stands in the editor. `quick`: without the cases that nobody has open. What was
        known before stays known where a file cannot be read at all; where nothing was, what stands on disk is."""
        looked = _look(self.directory, dict(self.texts), quick)
        if looked.base is not None:
            self.last = looked
        elif self.last.base is None:
            saved = _look(self.directory, {}, quick=True)
            self.last = looked if saved.base is None else saved
        return looked

    # What is known of a place

    def offered(self, file: Path, number: int, column: int) -> Mapping[str, str]:
        """What may be written at a place, counted from 0, and what each key there is for."""
        here = around(self.lines(file), number, column)
        index, base = self.last.index, self.last.base
        names = index.values.get(here.key, {}) if here.key else index.keys.get(here.above, {})
        if base is not None and here.key in base.questions:
            question = base.questions[here.key]
            options = ("yes", "no") if question.type == "yes-no" else tuple(question.options)
            answers = (*options, *(("unknown",) if question.may_be_unknown else ()))
            names = {**dict.fromkeys(answers, ""), **names}
        return names

    def key_told(self, file: Path, number: int, column: int) -> str:
        """What the key at a place is for; "" where there is none, or it is the author's own."""
        lines = self.lines(file)
        begin, end = word_at(lines, number, column)
        line = lines[number] if number < len(lines) else ""
        key = line[begin:end]
        if not key or line[end : end + 1] != ":":
            return ""
        first = line[:begin].strip() == "-"
        return self.last.index.keys.get(key if first else around(lines, number, begin).above, {}).get(key, "")

    def lines(self, file: Path) -> list[str]:
        with unsaved(self.texts), suppress(DocumentError):
            return read_text(file, str(file)).split("\n")
        return []

    def named(self, file: Path, number: int, column: int) -> Name | None:
        return self.last.index.at(Place(str(file), number + 1, column + 1))

    def declared(self, name: Name) -> list[Place]:
        return [spot.place for spot in self.last.index.everywhere(name) if spot.defines]

    def told(self, name: Name, language: str) -> str:
        """What an id names, in words; "" where there is nothing to say of it."""
        base = self.last.base
        if base is None or name.scope:
            return ""
        if name.kind.startswith("answer "):
            question = base.questions.get(name.kind.removeprefix("answer "))
            return question.options[name.id][language] if question and name.id in question.options else ""
        if name.kind == "topic" and name.id in base.topics:
            return base.topics[name.id][language]
        with suppress(TriageError):
            kind, _ = read_kind(name.kind, name.id, False)
            return base_part_text(
                Words(base, language), Shower(base, Worked(base, {})).shown(kind, name.id), Page(WIDTH)
            )
        return ""

    # Renaming

    def renamed(self, name: Name, new: str) -> list[Spot]:
        """Where an id has to be written anew. Raises TriageError where that would not give the same base."""
        if name.kind not in RENAMED.split() and not name.kind.startswith("answer "):
            raise TriageError(f"{quoted(name.id)} is a word of the language, and not yours to rename")
        if not IDENT.match(new) or new in RESERVED:
            raise TriageError(f"{quoted(new)} is no id; expected lower case words joined by hyphens")
        before = self.look()
        if before.problems:
            raise TriageError(f"mend this first: {before.problems[0]}")
        spots = before.index.everywhere(name)
        if not any(spot.defines for spot in spots):
            raise TriageError(f"{quoted(name.id)} is declared nowhere in this base")
        trial = Writing(self.directory, {**self.texts, **_replaced(before.index, spots, name.id, new)})
        if after := trial.look().problems:
            raise TriageError(f"{quoted(name.id)} cannot be called {quoted(new)}: {after[0]}")
        return spots


def _replaced(index: Index, spots: list[Spot], old: str, new: str) -> dict[Path, bytes]:
    """The files with an id written anew."""
    texts: dict[str, list[str]] = {}
    for place in sorted({spot.place for spot in spots}, reverse=True):
        lines = texts.setdefault(place.file, list(index.lines[place.file]))
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + new + line[place.column - 1 + len(old) :]
    return {Path(file).resolve(): "\n".join(lines).encode() for file, lines in texts.items()}


def _look(directory: Path, texts: Mapping[Path, bytes], quick: bool) -> Looked:
    problems: list[Problem] = []
    base = None
    lines: dict[str, list[str]] = {}
    with unsaved(texts):
        with suppress(TriageError):
            for path in files_under(directory):
                with suppress(DocumentError):
                    lines[str(path)] = read_text(path, str(path)).split("\n")
        kept: list[tuple[str, Sequence[Note]]] = []
        project = None
        try:
            with noting() as notes:
                project = read_project(directory)
            base = project.base
        except InputError as error:
            problems += error.problems
        except TriageError as error:
            problems.append(Problem(Place(str(directory / MANIFEST)), str(error)))
        kept.append(("", notes))
        if project is not None:
            problems += _project_problems(project, kept, texts, quick)
    return Looked(tuple(dict.fromkeys(problems)), base, lines, kept)


def _project_problems(
    project: Project, kept: list[tuple[str, Sequence[Note]]], texts: Mapping[Path, bytes], quick: bool
) -> Iterator[Problem]:
    """The mistakes in what lies around a base: its check-in, and the cases and properties of both."""
    parts = [project]
    if quick:
        yield from _cases(project, kept, [name for name, file in project.files.items() if file.resolve() in texts])
        return
    try:
        with noting() as notes:
            inside = project.check_in
        parts += [] if inside is None else [inside]
    except KnowledgeError as error:
        yield from error.problems
    kept.append((CHECK_IN, notes))
    for part in parts:
        yield from _cases(part, kept, part.files)
        try:
            with noting() as notes:
                part.promises(WARNINGS)
        except KnowledgeError as error:
            yield from error.problems
        kept.append((part.prefix.rstrip("/"), notes))


def _cases(project: Project, kept: list[tuple[str, Sequence[Note]]], names: Iterable[str]) -> Iterator[Problem]:
    with noting() as notes:
        for name in names:
            yield from getattr(project.read(name), "problems", ())
    kept.append((project.prefix.rstrip("/"), notes))
