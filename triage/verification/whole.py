"""A directory as it is judged: the base, what it promises, and its worked cases; and the same of its check-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.language.case import Case, load_case
from triage.language.check_in import around, has_check_in, load_check_in
from triage.language.errors import CaseError
from triage.language.files import CHECK_IN, named_case_files, shipped
from triage.language.load import load
from triage.language.model import Base
from triage.language.property import Promises
from triage.language.read_property import load_promises
from triage.verification.judgement import WARNINGS


@dataclass(frozen=True, slots=True)
class Whole:
    """`cases` are the worked cases and their variants (`case/variant`), by name, as far as they can be read; what is
    wrong with others is for `triage cases` to say. What a reviewer proposes and nobody agreed on yet is left out."""

    base: Base
    promises: Promises
    cases: Mapping[str, Case]


def read_whole(directory: Path | None = None) -> tuple[Whole, ...]:
    """The base in a directory (the shipped one by default) and its check-in, if it has one; or a check-in alone.

    Raises KnowledgeError with every mistake in the first of them that has any, its properties included."""
    outer = around(directory)
    if outer is not None:
        return (_whole(load_check_in(load(outer), outer), directory),)
    base = load(directory)
    found = [_whole(base, directory)]
    if has_check_in(directory):
        found.append(_whole(load_check_in(base, directory), (directory or shipped()) / CHECK_IN))
    return tuple(found)


def _whole(base: Base, directory: Path | None) -> Whole:
    cases: dict[str, Case] = {}
    for name, path in named_case_files(directory).items():
        try:
            case = load_case(base, path)
        except CaseError:
            continue
        if case.candidate is None:
            cases[name] = case
            cases |= {f"{name}/{variant.name}": variant for variant in case.variants}
    return Whole(base, load_promises(base, WARNINGS, directory), cases)
