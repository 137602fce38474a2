"""Worked cases: what was expected, what came out, and the difference in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage.inference.outcome import Outcome, infer
from triage.language.case import Case, Expectation, load_case
from triage.language.errors import CaseError, TriageError, nearest, printable, quoted
from triage.language.files import CHECK_IN, named_case_files, shipped
from triage.language.model import Base
from triage.language.review import Candidate


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about which a worked case is not as expected."""

    about: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.about}: expected {self.expected}, found {self.found}"


def differences(base: Base, case: Case) -> list[Difference]:
    """How the outcome of a worked case differs from what it expects; a case that expects nothing differs in that."""
    if case.expect is None or case.expect == Expectation():
        return [Difference("expect", "something", "nothing expected")]
    outcome = infer(base, case.answers)
    found = []
    for about, wanted, seen in (
        ("urgency", case.expect.urgency, outcome.urgency),
        ("leading", case.expect.leading, outcome.leading or ""),
        ("pathway", case.expect.pathway, outcome.pathway),
    ):
        if wanted is not None and wanted != seen:
            found.append(Difference(about, wanted or "none", seen or "none"))
    for about, names in case.expect.lists.items():
        found += _listed(outcome, about, names)
    return found


def _listed(outcome: Outcome, about: str, names: tuple[str, ...]) -> list[Difference]:
    status = {event.of: event.kind for event in outcome.trace if event.kind in ("established", "refuted")}
    match about:
        case "warning-signs":
            if set(names) != set(outcome.warning_signs):
                return [Difference(about, _words(names), _words(outcome.warning_signs))]
            return []
        case "fired":
            return [Difference(about, name, "it did not fire") for name in names if name not in outcome.fired]
        case "cautions":
            return [Difference(about, name, "it does not apply") for name in names if name not in outcome.cautions]
        case "must-not":
            come_out = {
                *(name for name, kind in status.items() if kind == "established"),
                *outcome.fired,
                *outcome.cautions,
                outcome.urgency,
                outcome.pathway,
            }
            return [Difference(about, f"no {name}", name) for name in names if name in come_out]
        case _:
            return [
                Difference(about, name, f"it is {status.get(name, 'open')}")
                for name in names
                if status.get(name, "open") != about
            ]


def _words(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"


def run_cases(
    base: Base, check_in: Base | None, directory: Path | None, names: Sequence[str] = ()
) -> Iterator[tuple[str, bool]]:
    """A line for each worked case of the base in the directory and of its check-in (only those named, if any are), with
    its variants, and whether it passed; a summary last. Raises TriageError for a name that is no case."""
    files = {name: (base, path) for name, path in named_case_files(directory).items()}
    if check_in is not None:
        inside = (directory or shipped()) / CHECK_IN
        files |= {f"{CHECK_IN}/{name}": (check_in, path) for name, path in named_case_files(inside).items()}
    for name in names:
        if name not in files:
            raise TriageError(f"unknown case {quoted(name)}; {nearest(name, files)}")
    passed = total = proposed = 0
    for name in names or files:
        of, path = files[name]
        case: Case | None = None
        candidate: Candidate | None = None
        try:
            case = load_case(of, path)
            candidate = case.candidate
            found = list(map(str, differences(of, case)))
        except CaseError as error:
            found = [str(problem) for problem in error.problems]
        if candidate is not None:
            # What a reviewer proposes is no demand yet: it says what would have to change.
            proposed += 1
            said = f"candidate  {name} (by {printable(candidate.by)}): {'differs' if found else 'comes out so'}"
            yield "\n".join([said, *(f"    {line}" for line in found)]), True
            continue
        judged = [(name, found)]
        if case is not None:
            judged += [(f"{name}/{one.name}", list(map(str, differences(of, one)))) for one in case.variants]
        for shown, found in judged:
            total += 1
            passed += not found
            yield (
                "\n".join([f"{'passed' if not found else 'FAILED'}  {shown}", *(f"    {line}" for line in found)]),
                not found,
            )
    more = f"; {proposed} candidates" if proposed > 1 else "; 1 candidate" if proposed else ""
    yield f"{passed} of {total} worked cases passed{more}", True
