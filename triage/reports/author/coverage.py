"""Whether everything rests on something, and something on every claim: counts, and what an author has to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from triage.language.as_json import Json, to_json
from triage.language.errors import Problem, quoted
from triage.language.model import Claim
from triage.language.pointing import pointed
from triage.language.provenance import Provenance
from triage.words.message import phrased
from triage.words.saying import say


@dataclass(frozen=True, slots=True)
class Resting:
    """How many parts of one kind there are, how many of them name claims, and how many rest on experts alone."""

    kind: str
    total: int
    on_claims: int
    on_experts: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`used` counts claims on which something rests that someone can be shown, `excused` those left out on purpose."""

    documents: int
    claims: int
    used: int
    excused: int
    conflicts: int
    kinds: tuple[Resting, ...]
    problems: tuple[Problem, ...]


def coverage(origins: Provenance) -> Coverage:
    """How claims and what rests on them cover each other."""
    used = [name for name in origins.claims if origins.used(name)]
    parts = origins.parts
    problems = [_unused(claim) for name, claim in origins.claims.items() if name not in used and claim.unused is None]
    problems += [
        Problem(
            part.place,
            phrased("the {kind} {part} rests on nothing; name its `sources`", kind=part.kind, part=quoted(part.id)),
        )
        for part in parts
        if not part.sources
    ]
    return Coverage(
        documents=len(origins.documents),
        claims=len(origins.claims),
        used=len(used),
        excused=sum(claim.unused is not None and name not in used for name, claim in origins.claims.items()),
        conflicts=len(origins.conflicts),
        kinds=tuple(
            Resting(
                kind,
                total=len(of_kind := [part for part in parts if part.kind == kind]),
                on_claims=sum(bool(part.sources) and not part.on_experts_alone for part in of_kind),
                on_experts=sum(part.on_experts_alone for part in of_kind),
            )
            for kind in dict.fromkeys(part.kind for part in parts)
        ),
        problems=tuple(sorted(problems)),
    )


def _unused(claim: Claim) -> Problem:
    return Problem(
        claim.place,
        phrased(
            "nothing that someone is shown rests on the claim {claim}; name it in the `sources` of a line, a rule or "
            "an exercise, or say in `unused` why it is left out",
            claim=quoted(claim.id),
        ),
    )


def coverage_text(total: Coverage, language: str) -> str:
    """The counts in a few lines, then a line for each problem."""
    counts = say(
        "sources-counts",
        language,
        claims=total.claims,
        documents=total.documents,
        used=total.used,
        excused=total.excused,
        unused=total.claims - total.used - total.excused,
    )
    lines = [
        f"{counts} {say('sources-conflicts-counted', language, total.conflicts, count=total.conflicts)}",
        *(
            say(
                "sources-kind",
                language,
                kind=say(f"part-{kind.kind}", language),
                total=kind.total,
                claims=kind.on_claims,
                experts=kind.on_experts,
            )
            for kind in total.kinds
        ),
        *pointed(total.problems, language=language),
        say("sources-to-mend", language, count=len(total.problems))
        if total.problems
        else say("sources-covered", language),
    ]
    return "\n".join(lines) + "\n"


class ProblemJson(NamedTuple):
    """What to mend, and where."""

    file: str
    line: int
    column: int
    message: str


class CoverageJson(NamedTuple):
    """The counts of `triage sources --coverage`; all is well where `problems` is empty."""

    documents: int
    claims: int
    used: int
    excused: int
    unused: int
    conflicts: int
    kinds: Sequence[Resting]
    problems: Sequence[ProblemJson]


def coverage_json(total: Coverage) -> Json:
    """The same as plain data."""
    record = CoverageJson(
        documents=total.documents,
        claims=total.claims,
        used=total.used,
        excused=total.excused,
        unused=total.claims - total.used - total.excused,
        conflicts=total.conflicts,
        kinds=total.kinds,
        problems=[
            ProblemJson(problem.place.file, problem.place.line, problem.place.column, problem.message)
            for problem in total.problems
        ],
    )
    return to_json(record)
