"""One check-in: what is given to its interview, and what its outcome decides.

A decision moves someone one phase at most: `go-on` forwards, `step-back` backwards, `hold` and `be-seen` not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from triage.cases.follow_up import CheckIn, FollowUp, check_history
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.check_in import CAREFUL
from triage.language.condition import UNKNOWN
from triage.language.errors import NOWHERE, TriageError, listed, quoted
from triage.language.evaluate import Answer
from triage.language.keys import DECISIONS
from triage.language.model import NOTHING, Decision, Pathway, Role
from triage.words.message import phrased

SEEN_FIRST: Decision = "be-seen"
"""The decision after which nobody exercises on before somebody has looked."""
STEPS: Mapping[Decision, int] = {"be-seen": 0, "step-back": -1, "hold": 0, "go-on": 1}
"""How many phases each decision moves."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """A check-in that is done. `follow_up` holds it already; `outcome` is that of the check-in base."""

    decision: Decision
    before: str
    after: str
    outcome: Outcome
    follow_up: FollowUp


def given(
    base: Base, follow_up: FollowUp, today: date, owed: str | None = None, dated: bool = True
) -> Mapping[str, Answer]:
    """What the check-in `base` is told without asking. What is not known is `unknown`. `owed`: how soon somebody has to
    look at what was found before, None where nothing is left of that; `dated`: whether it is known when the complaint
    began.

    Raises TriageError where it follows no such pathway, CaseError where earlier answers cannot stand."""
    pathways = base.questions[base.telling["pathway"]].options
    if follow_up.pathway not in pathways:
        raise TriageError(
            phrased(
                "there is no follow-up for the pathway {pathway}; there is for {pathways}. Finish the interview "
                "first if you stopped half-way; otherwise do what its advice says",
                pathway=quoted(follow_up.pathway),
                pathways=listed(pathways),
            )
        )
    history = check_history(base, follow_up)
    known: dict[Role, Answer] = {
        "pathway": follow_up.pathway,
        "phase": follow_up.phase,
        "days-since-start": (today - follow_up.started).days if dated else UNKNOWN,
        "days-in-phase": max((today - follow_up.since).days, 0),
        "still-to-be-seen": owed or NOTHING,
        "steps-back": _steps_back(follow_up),
    }
    told: dict[str, Answer] = {}
    for question in base.questions.values():
        if question.before is not None:
            told[question.id] = history[-1].get(question.before, UNKNOWN) if history else UNKNOWN
        elif question.tells is not None and question.from_case_file:
            value = known[question.tells]
            if isinstance(value, int | float):
                value = int(min(max(value, question.min), question.max))
            told[question.id] = value
    return told


def _steps_back(follow_up: FollowUp) -> int:
    """How often somebody went a step back since anybody last had to look."""
    decisions = [done.decision for done in follow_up.check_ins]
    seen = max((number for number, decision in enumerate(decisions, 1) if decision == SEEN_FIRST), default=0)
    return decisions[seen:].count("step-back")


def conclude(pathway: Pathway, follow_up: FollowUp, outcome: Outcome, today: date) -> Concluded:
    """What the outcome of a check-in decides, and the follow-up with it. Who has to be seen does not exercise on until
    somebody has looked, so that the days of the phase count anew from there."""
    decision = decided(outcome)
    phase = phase_after(pathway, follow_up.phase, decision)
    answers = {name: answer for name, answer in outcome.answers.items() if not outcome.base.questions[name].given}
    done = CheckIn(today, follow_up.phase, answers, decision, outcome.urgency, phase, outcome.base.hash)
    after = replace(
        follow_up,
        phase=phase,
        since=follow_up.since if phase == follow_up.phase and decision != SEEN_FIRST else today,
        check_ins=(*follow_up.check_ins, done),
    )
    return Concluded(decision, follow_up.phase, phase, outcome, after)


def goes_after(base: Base, before: FollowUp, now: FollowUp, done: Concluded, again: Concluded, today: date) -> bool:
    """Whether the same check-in, concluded `again` on what others kept meanwhile, can stand behind that.

    Both cannot stand in one file: another pathway, a check-in of a later day or of the same one, or answers that do not
    do for where the case is now, or would be taken less seriously. A check-in that says to be seen goes after one
    of the same day: it moves nobody, and must not stay behind."""
    others = now.check_ins[len(before.check_ins) :]
    if not same_course(before, now) or any(other.date > today for other in others):
        return False
    urgency, then = (concluded.follow_up.check_ins[-1].urgency for concluded in (again, done))
    careful = DECISIONS.index(again.decision) <= DECISIONS.index(done.decision)
    rank = base.levels.rank
    if not careful or rank[urgency] < rank[then]:
        return False
    that_day = [other for other in others if other.date == today]
    if again.decision == SEEN_FIRST:
        seen = [other.urgency for other in that_day if other.decision == SEEN_FIRST]
        return all(rank[other] <= rank[urgency] for other in seen)
    return not that_day and (again.outcome.settled or not done.outcome.settled)


def same_course(before: FollowUp, now: FollowUp) -> bool:
    """Whether a case goes on from where it was."""
    return now.pathway == before.pathway and _same(now.check_ins[: len(before.check_ins)], before.check_ins)


def _same(check_ins: Sequence[CheckIn], others: Sequence[CheckIn]) -> bool:
    """Whether these say the same, wherever they stand in a file."""
    return [replace(done, place=NOWHERE) for done in check_ins] == [replace(done, place=NOWHERE) for done in others]


def decided(outcome: Outcome) -> Decision:
    """The most careful decision that is established; to be careful while none is."""
    return next((decision for decision in DECISIONS if outcome.conditions[decision] == "established"), CAREFUL)


def phase_after(pathway: Pathway, phase: str, decision: Decision) -> str:
    phases = [part.id for part in pathway.phases]
    place = phases.index(phase) + STEPS[decision]
    return phases[min(max(place, 0), len(phases) - 1)]


def how_bad(base: Base, answers: Mapping[str, Answer]) -> float | None:
    """How bad it is by the answers of a check-in, from 0 to 10; None where it was not asked or not known."""
    pain = answers.get(base.telling.get("how-bad", ""))
    return float(pain) if isinstance(pain, int | float) else None
