"""The shipped base, its check-in, and what comes of its worked cases: read and concluded once in a process,
however many tests ask.

For tests that look at a base or an outcome, which nobody can change. What a test does to a base it does to its own."""

from functools import cache
from pathlib import Path

from triage.cases.case import Case, load_case
from triage.cases.project import Project, read_project
from triage.coverage.worked import Worked, worked
from triage.inference.outcome import Outcome, infer
from triage.language.base import Base
from triage.language.load import load


@cache
def base() -> Base:
    return load()


@cache
def project() -> Project:
    return read_project(None, lambda _: base())


@cache
def worked_cases() -> tuple[Worked, ...]:
    """Of the base and of its check-in, with their variants, as bits."""
    return worked(project())


def check_in() -> Base:
    inside = project().check_in
    assert inside is not None
    return inside.base


@cache
def case(path: Path) -> Case:
    return load_case(base(), path)


@cache
def outcome(path: Path) -> Outcome:
    return infer(base(), case(path).answers)
