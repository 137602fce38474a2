"""Every case in a directory that somebody has reviewed. One that cannot be read does not stop the others; a candidate,
which has the answers of a case that is there already, is left out."""

from __future__ import annotations

from pathlib import Path

from triage.cases.case import Case, read_case
from triage.language.base import Base
from triage.language.document import Mapping, parse, read_text
from triage.language.errors import CaseError, Problem, TriageError
from triage.language.files import YAML, DocumentError, files_under
from triage.records.yaml_patch import REVIEW
from triage.words.message import phrased


def reviewed_cases(base: Base, directory: Path) -> tuple[dict[str, Case], list[Problem]]:
    """The cases by file, sorted, and what is wrong with the others. Raises TriageError where there is no directory."""
    if not directory.is_dir():
        what = "this is a file" if directory.exists() else "there is no such directory"
        raise TriageError(
            phrased("{directory}: {what}; expected a directory with reviewed cases", directory=directory, what=what)
        )
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    for path in files_under(directory, (*YAML, ".json")):
        label = str(path)
        try:
            text = read_text(path, label)
            if REVIEW not in text:  # nothing to count, whatever it is
                continue
            node = parse(text, label)
            if isinstance(node, Mapping) and REVIEW in node.items:
                case = read_case(base, text, label)
                if case.candidate is None:
                    cases[label] = case
        except DocumentError as error:
            problems.append(error.problem)
        except CaseError as error:
            problems += error.problems
    return cases, problems
