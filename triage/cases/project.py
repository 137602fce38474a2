"""A project: a base with all that lies around it in its directory. Its check-in (a project too), its worked cases with
their variants, what reviewers propose, its properties, and what cannot be read.

Three things are told apart, here and nowhere else:

- A *worked case* is evidence. So is each of its variants, as `case/variant`.
- A *candidate* is a case with `candidate` in it: a reviewer proposes it, and nobody has agreed yet. It becomes a worked
  case when its `candidate` is taken out. Until then nothing rests on it.
- A file that cannot be read is no case. What is wrong with it is kept, for whoever goes on without it to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cases.case import Case, load_case
from triage.language.base import Base
from triage.language.check_in import around, has_check_in, load_check_in
from triage.language.errors import CaseError, Problem
from triage.language.files import CASES, CHECK_IN, case_files, shipped

if TYPE_CHECKING:
    from triage.language.property import Promises


@dataclass(frozen=True)
class Project:
    """The base in a directory with what belongs to it; each file is read when it is first asked for, and once.
    `prefix` stands before the names of its cases where people read them beside those of the base around it."""

    base: Base
    directory: Path
    prefix: str = ""
    _read: dict[str, Case | CaseError] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def check_in(self) -> Project | None:
        """Raises KnowledgeError with every mistake in the check-in."""
        if self.prefix or not has_check_in(self.directory):
            return None
        inside = load_check_in(self.base, self.directory)
        return Project(inside, self.directory / CHECK_IN, f"{CHECK_IN}/")

    @property
    def both(self) -> tuple[Project, ...]:
        """This one, and its check-in if it has one."""
        return (self,) if self.check_in is None else (self, self.check_in)

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """The case files by name: that of the file without its end; of two that are called the same, the second has
        its path within the folder for a name."""
        named: dict[str, Path] = {}
        for path in case_files(self.directory):
            named[path.relative_to(self.directory / CASES).as_posix() if path.stem in named else path.stem] = path
        return named

    def read(self, name: str) -> Case | CaseError:
        """The case in the file of this name, worked or proposed, or every mistake in it."""
        if name not in self._read:
            try:
                self._read[name] = load_case(self.base, self.files[name])
            except CaseError as error:
                self._read[name] = error
        return self._read[name]

    @cached_property
    def worked(self) -> Mapping[str, Case]:
        """The worked cases by name, each with its variants behind it."""
        cases: dict[str, Case] = {}
        for name in self.files:
            case = self.read(name)
            if isinstance(case, Case) and case.candidate is None:
                cases |= with_variants(name, case)
        return cases

    @cached_property
    def candidates(self) -> Mapping[str, Case]:
        """What reviewers propose."""
        read = ((name, self.read(name)) for name in self.files)
        return {name: case for name, case in read if isinstance(case, Case) and case.candidate is not None}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every mistake in the case files that cannot be read."""
        read = map(self.read, self.files)
        return tuple(problem for error in read if isinstance(error, CaseError) for problem in error.problems)

    @cached_property
    def unreadable(self) -> tuple[str, ...]:
        """The names of those files."""
        return tuple(name for name in self.files if isinstance(self.read(name), CaseError))

    def promises(self, checks: Collection[str]) -> Promises:
        """What is promised of the base, and what of `checks` may stay. Raises KnowledgeError with every mistake."""
        from triage.language.read_property import load_promises  # noqa: PLC0415  # slow to load

        return load_promises(self.base, checks, self.directory)


def _load(directory: Path | None) -> Base:
    from triage.language.load import load  # noqa: PLC0415  # slow to load, and not needed where a base was kept

    return load(directory)


def read_project(directory: Path | None = None, read: Callable[[Path | None], Base] = _load) -> Project:
    """The project in a directory (the shipped one by default), or that of a check-in alone, named by its folder. `read`
    gives the base of a directory.

    Raises KnowledgeError with every mistake in the base."""
    outer = around(directory)
    if directory is not None and outer is not None:
        return Project(load_check_in(read(outer), outer), directory)
    return Project(read(directory), directory or shipped())


def with_variants(name: str, case: Case) -> dict[str, Case]:
    """A case and its variants, by name."""
    return {name: case} | {f"{name}/{variant.name}": variant for variant in case.variants}
