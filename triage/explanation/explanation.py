"""Everything that somebody asked about one outcome, gathered once; reports put it down as text or data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.explanation.enough import Enough, enough
from triage.explanation.hinges import Hinges, hinges
from triage.explanation.open_ends import OpenEnd, open_ends
from triage.explanation.proof import Proof, Prover
from triage.explanation.subject import Standing, Subject, proof_of, standing, subjects
from triage.explanation.what_if import WhatIf, what_if
from triage.explanation.why_not import WhyNot, why_not
from triage.inference.minimal_change import Effort
from triage.inference.outcome import Outcome
from triage.language.evaluate import Answer, Known


@dataclass(frozen=True, slots=True)
class Asked:
    """What to explain: `how` and `why_not` are ids, `what_if` other answers."""

    how: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    what_if: Mapping[str, Answer] | None = None
    hinges: bool = False
    enough: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class How:
    """How something came out, or that it did not."""

    subject: Subject
    standing: Standing
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answers to what was asked; None to what was not."""

    outcome: Outcome
    known: Known
    how: tuple[How, ...] | None
    why_not: tuple[WhyNot, ...] | None
    what_if: WhatIf | None
    hinges: Hinges | None
    enough: Enough | None
    open: tuple[OpenEnd, ...] | None


def explain(outcome: Outcome, asked: Asked, effort: Effort | None = None) -> Explanation:
    """Explains what was asked; when nothing was, how the urgency and the leading condition came out, and what is open.

    Raises TriageError for an id that is not there, TooMuch for what takes more than `effort`: where little is answered,
    what would bring something can be searched for very long."""
    if asked == Asked():
        asked = Asked(how=tuple(filter(None, (outcome.urgency, outcome.leading))), open=True)
    prover = Prover(outcome, effort)
    how = [subject for name in asked.how for subject in subjects(outcome.base, name)]
    lacked = [subject for name in asked.why_not for subject in subjects(outcome.base, name)]
    return Explanation(
        outcome,
        prover.known,
        tuple(How(part, standing(prover, outcome, part), proof_of(prover, part)) for part in how) if how else None,
        tuple(why_not(outcome, prover, part) for part in lacked) if lacked else None,
        what_if(outcome, asked.what_if) if asked.what_if is not None else None,
        hinges(outcome) if asked.hinges else None,
        enough(outcome) if asked.enough else None,
        open_ends(outcome, effort) if asked.open else None,
    )
