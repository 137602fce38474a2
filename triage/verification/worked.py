"""The worked cases of a base and their variants, on a board."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from triage.language.case import Case, load_case
from triage.language.check_in import has_check_in, load_check_in
from triage.language.files import CHECK_IN, named_case_files, shipped
from triage.language.model import Base
from triage.language.property import Property
from triage.language.read_property import load_promises
from triage.verification.board import Board, board
from triage.verification.expected import Expected, expected
from triage.verification.judgement import WARNINGS
from triage.verification.nearby import Nearby, nearby


@dataclass(frozen=True)
class Worked:
    """A base with its worked cases and their variants; lane n of the board is the n-th. `prefix` stands before
    their names where people read them."""

    base: Base
    names: tuple[str, ...]
    cases: tuple[Case, ...]
    properties: tuple[Property, ...] = ()
    prefix: str = ""

    @cached_property
    def board(self) -> Board:
        return board(self.base, [case.answers for case in self.cases])

    @cached_property
    def expected(self) -> Expected:
        return expected(self.base, self.cases)

    @cached_property
    def nearby(self) -> Nearby:
        return nearby(self.base, [case.answers for case in self.cases])

    def name(self, lane: int) -> str:
        return self.prefix + self.names[lane]


def worked(base: Base, directory: Path | None) -> tuple[Worked, ...]:
    """The base in this directory with its cases and properties, and its check-in with its own, if it has one.

    Raises TriageError with every mistake in them."""
    found = [_read(base, directory)]
    if has_check_in(directory):
        inside = (directory or shipped()) / CHECK_IN
        found.append(_read(load_check_in(base, directory), inside, f"{CHECK_IN}/"))
    return tuple(found)


def _read(base: Base, directory: Path | None, prefix: str = "") -> Worked:
    found: dict[str, Case] = {}
    for name, path in named_case_files(directory).items():
        case = load_case(base, path)
        if case.candidate is not None:
            continue  # proposed by a reviewer, and not agreed on yet
        found[name] = case
        found |= {f"{name}/{variant.name}": variant for variant in case.variants}
    promises = load_promises(base, WARNINGS, directory)
    return Worked(base, tuple(found), tuple(found.values()), tuple(promises.properties.values()), prefix)
