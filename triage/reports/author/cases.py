"""Worked cases in words: which came out as expected, and of the others each difference on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.cases.project import Project, with_variants
from triage.coverage.differences import Difference, differences
from triage.language.errors import CaseError, TriageError, nearest, printable, quoted
from triage.language.pointing import pointed
from triage.words.message import phrased
from triage.words.saying import FALLBACK, say


def run_cases(project: Project, names: Sequence[str] = (), language: str = FALLBACK) -> Iterator[tuple[str, bool]]:
    """A line in a language for each worked case of a project and of its check-in (only those named, if any are), with
    its variants, and whether it passed; what is proposed and what cannot be read apart; a summary last. Raises
    TriageError for a name that is no case."""
    files = {part.prefix + name: (part, name) for part in project.both for name in part.files}
    for name in names:
        if name not in files:
            raise TriageError(phrased("unknown case {name}; {hint}", name=quoted(name), hint=nearest(name, files)))
    passed = total = inside = proposed = unreadable = 0
    for called in names or files:
        part, name = files[called]
        case = part.read(name)
        if isinstance(case, CaseError):
            unreadable += 1
            lines = (line for told in pointed(case.problems, language=language) for line in told.split("\n"))
            yield _told(say("cases-unreadable", language, case=called), lines), False
        elif case.candidate is not None:
            # What a reviewer proposes is no demand yet: it says what would have to change.
            proposed += 1
            differing = differences(part.base, case)
            key = "cases-candidate-differs" if differing else "cases-candidate-same"
            sentence = say(key, language, case=called, by=printable(case.candidate.by))
            yield _told(sentence, _differing(differing, language)), True
        else:
            for label, one in with_variants(called, case).items():
                differing = differences(part.base, one)
                total += 1
                inside += part is not project
                passed += not differing
                sentence = say("cases-failed" if differing else "cases-passed", language, case=label)
                yield _told(sentence, _differing(differing, language)), not differing
    more = say("cases-inside", language, count=inside) if inside else ""
    more += say("cases-proposed", language, proposed, count=proposed) if proposed else ""
    more += say("cases-unread", language, count=unreadable) if unreadable else ""
    yield say("cases-summary", language, passed=passed, total=total) + more, True


def _differing(differing: Iterable[Difference], language: str) -> Iterator[str]:
    for one in differing:
        yield say("cases-differing", language, about=one.about, expected=one.expected, found=one.found)


def _told(sentence: str, lines: Iterable[str]) -> str:
    return "\n".join([sentence, *(f"    {line}" for line in lines)])


def left_out(projects: Iterable[Project], language: str, counted: bool = True) -> Iterator[str]:
    """What a command that goes on without them says of the files that are no worked cases: each mistake once, and how
    many count for nothing; nothing where there are none. `counted`: say how many cannot be read, too."""
    unreadable = 0
    proposed = set()
    for part in projects:
        yield from pointed(part.problems, language=language)
        unreadable += len(part.unreadable)
        proposed |= {part.prefix + name for name in part.candidates}
    if unreadable and counted:
        yield say("left-out-unreadable", language, count=unreadable)
    if proposed:
        yield say("left-out-proposed", language, count=len(proposed))
