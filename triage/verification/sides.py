"""One side of a comparison: the base in a directory with the answers of its worked cases, and its check-in with its
own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.language.case import load_case
from triage.language.check_in import has_check_in, load_check_in
from triage.language.errors import CaseError
from triage.language.files import CHECK_IN, named_case_files
from triage.language.load import load
from triage.language.model import Base
from triage.verification.board import Answers
from triage.verification.renamed import renamed


@dataclass(frozen=True, slots=True)
class Side:
    """`cases`: the answers of each worked case and variant; `unreadable`: how many case files cannot be read."""

    base: Base
    cases: Mapping[str, Answers]
    unreadable: int
    check_in: Side | None = None


def read_side(directory: Path) -> Side:
    """Raises KnowledgeError with every mistake in the base, or in its check-in."""
    base = load(directory)
    if not has_check_in(directory):
        return _side(base, directory)
    inside = _side(load_check_in(base, directory), directory / CHECK_IN)
    return _side(base, directory, inside)


def _side(base: Base, directory: Path, check_in: Side | None = None) -> Side:
    cases: dict[str, Answers] = {}
    unreadable = 0
    for name, path in named_case_files(directory).items():
        try:
            case = load_case(base, path)
        except CaseError:
            unreadable += 1
            continue
        cases[name] = case.answers
        cases |= {f"{name}/{variant.name}": variant.answers for variant in case.variants}
    return Side(base, cases, unreadable, check_in)


def together(old: Side, new: Side) -> dict[str, Answers]:
    """The worked cases of both; one whose answers are no longer the same is there twice."""
    found = dict(new.cases)
    names = renamed(old.base, new.base)
    for name, given in old.cases.items():
        answers = names.answers(given)
        if name not in found:
            found[name] = answers
        elif dict(found[name]) != dict(answers):
            found[f"{name} (old)"] = answers
    return dict(sorted(found.items()))
