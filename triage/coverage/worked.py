"""The worked cases of a base and their variants, as a bitset."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from triage.cases.case import Case
from triage.cases.project import Project
from triage.coverage.bitset import CaseBitset, case_bitset
from triage.coverage.expected import Expected, expected
from triage.coverage.nearby import Nearby, nearby
from triage.language.base import Base
from triage.language.checks import WARNINGS
from triage.language.errors import InputError, KnowledgeError, Problem
from triage.language.property import Property


@dataclass(frozen=True)
class Worked:
    """A base with its worked cases and their variants; position n of the bitset is the n-th. `prefix` stands before
    their names where people read them."""

    base: Base
    names: tuple[str, ...]
    cases: tuple[Case, ...]
    properties: tuple[Property, ...] = ()
    prefix: str = ""

    @cached_property
    def bitset(self) -> CaseBitset:
        return case_bitset(self.base, [case.answers for case in self.cases])

    @cached_property
    def expected(self) -> Expected:
        return expected(self.base, self.cases)

    @cached_property
    def nearby(self) -> Nearby:
        return nearby(self.base, [case.answers for case in self.cases])

    def name(self, position: int) -> str:
        return self.prefix + self.names[position]


def worked(project: Project) -> tuple[Worked, ...]:
    """The base of a project with its worked cases and properties, and its check-in with its own, if it has one.

    Raises InputError with every mistake in them: what cases show is only known of all of them."""
    bases = []
    problems: list[Problem] = []
    for part in project.both:
        problems += part.problems
        cases = part.worked
        try:
            properties = tuple(part.promises(WARNINGS).properties.values())
        except KnowledgeError as error:
            problems += error.problems
        else:
            bases.append(Worked(part.base, tuple(cases), tuple(cases.values()), properties, part.prefix))
    if problems:
        raise InputError(problems)
    return tuple(bases)
