"""Worked cases in words: which came out as expected, and of the others each difference on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.cases.project import Project, with_variants
from triage.coverage.differences import differences
from triage.language.errors import CaseError, TriageError, nearest, printable, quoted
from triage.language.pointing import pointed
from triage.words.saying import say


def run_cases(project: Project, names: Sequence[str] = ()) -> Iterator[tuple[str, bool]]:
    """A line for each worked case of a project and of its check-in (only those named, if any are), with its variants,
    and whether it passed; what is proposed and what cannot be read apart; a summary last. Raises TriageError for a name
    that is no case."""
    files = {part.prefix + name: (part, name) for part in project.both for name in part.files}
    for name in names:
        if name not in files:
            raise TriageError(f"unknown case {quoted(name)}; {nearest(name, files)}")
    passed = total = inside = proposed = unreadable = 0
    for called in names or files:
        part, name = files[called]
        case = part.read(name)
        if isinstance(case, CaseError):
            unreadable += 1
            lines = (line for told in pointed(case.problems) for line in told.split("\n"))
            yield _told(f"unreadable  {called}", lines), False
        elif case.candidate is not None:
            # What a reviewer proposes is no demand yet: it says what would have to change.
            proposed += 1
            differing = differences(part.base, case)
            sentence = (
                f"candidate  {called} (by {printable(case.candidate.by)}): {'differs' if differing else 'comes out so'}"
            )
            yield _told(sentence, map(str, differing)), True
        else:
            for label, one in with_variants(called, case).items():
                differing = differences(part.base, one)
                total += 1
                inside += part is not project
                passed += not differing
                yield _told(f"{'FAILED' if differing else 'passed'}  {label}", map(str, differing)), not differing
    more = f", {inside} of them of the check-in" if inside else ""
    more += f"; {proposed} candidate{'s' * (proposed > 1)}" if proposed else ""
    more += f"; {unreadable} cannot be read" if unreadable else ""
    yield f"{passed} of {total} worked cases passed{more}", True


def _told(sentence: str, lines: Iterable[str]) -> str:
    return "\n".join([sentence, *(f"    {line}" for line in lines)])


def left_out(projects: Iterable[Project], language: str, counted: bool = True) -> Iterator[str]:
    """What a command that goes on without them says of the files that are no worked cases: each mistake once, and how
    many count for nothing; nothing where there are none. `counted`: say how many cannot be read, too."""
    unreadable = 0
    proposed = set()
    for part in projects:
        yield from pointed(part.problems)
        unreadable += len(part.unreadable)
        proposed |= {part.prefix + name for name in part.candidates}
    if unreadable and counted:
        yield say("left-out-unreadable", language, count=unreadable)
    if proposed:
        yield say("left-out-proposed", language, count=len(proposed))
