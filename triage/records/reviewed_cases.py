"""Every case in a directory that somebody has reviewed. One that cannot be read does not stop the others."""

from __future__ import annotations

from pathlib import Path

from triage.language.case import Case, read_case
from triage.language.document import Mapping, parse, read_text
from triage.language.errors import CaseError, Problem, TriageError
from triage.language.files import DocumentError
from triage.language.model import Base
from triage.records.beside import REVIEW

SUFFIXES = (".yaml", ".yml", ".json")


def reviewed_cases(base: Base, directory: Path) -> tuple[dict[str, Case], list[Problem]]:
    """The cases by file, sorted, and what is wrong with the others. Raises TriageError where there is no directory."""
    if not directory.is_dir():
        what = "this is a file" if directory.exists() else "there is no such directory"
        raise TriageError(f"{directory}: {what}; expected a directory with reviewed cases")
    found: dict[str, Case] = {}
    problems: list[Problem] = []
    try:
        paths = sorted(path for path in directory.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    except OSError as error:
        raise TriageError(f"{directory}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    for path in paths:
        shown = str(path)
        try:
            text = read_text(path, shown)
            if REVIEW not in text:  # nothing to count, whatever it is
                continue
            node = parse(text, shown)
            if isinstance(node, Mapping) and REVIEW in node.items:
                found[shown] = read_case(base, text, shown)
        except DocumentError as error:
            problems.append(error.problem)
        except CaseError as error:
            problems += error.problems
    return found, problems
