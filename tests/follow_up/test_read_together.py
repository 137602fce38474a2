"""What a check-in advises stands above the step that somebody is in: the two never take different stances.

They are lines of two bases, so no property can prove it. Here each pair that could meet is looked at: for every
decision, every pathway that is followed, and every step from which and to which it can move somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import once
from triage.follow_up.check_in import SEEN_FIRST, STEPS
from triage.inference.composition import about
from triage.language.base import Base
from triage.language.evaluate import Known, evaluate
from triage.language.keys import DECISIONS
from triage.language.model import Decision, Pathway, Stances

BASE = once.base()
CHECK_IN = once.check_in()
FOLLOWED = tuple(CHECK_IN.questions[CHECK_IN.telling["pathway"]].options)


def advised(decision: Decision, pathway: str, before: str) -> Iterator[tuple[str, Stances]]:
    """The lines that may be read with this decision by who was in this step, and their stances."""
    known = Known({"pathway": pathway, "phase": before}, {})
    for phase in CHECK_IN.pathways[decision].phases:
        for name, line in phase.lines():
            if line.when is None or evaluate(line.when, known) is not False:
                yield f"{decision}/{name}", about(CHECK_IN, line)


def stances(base: Base, pathway: Pathway, place: int) -> Iterator[tuple[str, Stances]]:
    phase = pathway.phases[place]
    for name, line in phase.lines():
        yield f"{pathway.id}/{phase.id}/{name}", about(base, line)


@pytest.mark.parametrize("pathway", FOLLOWED)
@pytest.mark.parametrize("decision", [each for each in DECISIONS if each != SEEN_FIRST])
def test_a_check_in_and_the_step_never_quarrel(decision: Decision, pathway: str) -> None:
    """Who has to be seen first reads no step, so that decision is left out."""
    phases = BASE.pathways[pathway].phases
    for place, phase in enumerate(phases):
        after = min(max(place + STEPS[decision], 0), len(phases) - 1)
        for said, mine in advised(decision, pathway, phase.id):
            for stands, its in stances(BASE, BASE.pathways[pathway], after):
                both = {subject for subject in mine.keys() & its.keys() if mine[subject] != its[subject]}
                assert not both, f"{said} and {stands} about {both}"


def test_who_has_no_exercises_yet_is_not_told_to_plan_them() -> None:
    told = dict(advised("hold", "strain-grade-2", "first-days"))
    assert all("exercise" not in subjects for subjects in told.values())
