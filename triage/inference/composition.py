"""Which lines somebody reads: the second step of an outcome, after the decision.

A line of advice, a caution or a safety net is shown where

- its `when` is true;
- the outcome is one that it fits: its urgency, leading condition and pathway, and what is still open;
- on each subject on which the careful prevail, no line that is more careful is shown beside it.

What is shown together is a phase of the pathway, and beside the current phase the cautions and safety nets. All of it
is read off the final state, so lines may come and go while answers arrive; findings and urgency do not. Over any kind
of set (`sets`), so that the solver proves what a person reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, assert_never

from triage.inference.decision import Decision, decision_in
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.condition import NONE, Condition, Test
from triage.language.derived import derived, lasting
from triage.language.evaluate import Known, evaluate, verdict
from triage.language.model import STANCES, Caution, Decided, ExerciseUse, Line, Phase, PhaseLine, SafetyNet, Stances
from triage.language.sets import ONE_CASE, Extension, Reader, Set

CAREFUL: Mapping[str, int] = {stance: rank for rank, stance in enumerate(STANCES)}
"""How careful a stance is."""
Where = tuple[str, str]
"""A pathway and a phase of it."""


class Composition(Generic[Set]):
    """What is shown over a set of cases. `followed`: the pathway and the phase that somebody is in, whatever the
    decision says; by default the pathway that prevails, in its first phase that is not behind."""

    def __init__(self, reader: Reader[Set], decision: Decision[Set], followed: Where | None = None) -> None:
        self.reader = reader
        self.decision = decision
        self.base = decision.base
        self.algebra = decision.algebra
        self.arrangement = arrangement(self.base)
        self.followed = followed
        self._current: dict[str, dict[str, Set]] = {}
        self._says: dict[int, Set] = {}
        self._shown: dict[int, Set] = {}

    # What is shown together

    @cached_property
    def prevails(self) -> Mapping[str, Set]:
        """Where somebody is on each pathway."""
        if self.followed is None:
            return self.decision.pathway
        everywhere, nowhere = self.algebra.everywhere, self.algebra.any_of(())
        return {name: everywhere if name == self.followed[0] else nowhere for name in self.base.pathways}

    def current(self, pathway: str, phase: str) -> Set:
        """Where somebody is on this pathway, and in this phase of it."""
        if pathway not in self._current:
            self._current[pathway] = dict(self._phases(pathway))
        return self._current[pathway][phase]

    def _phases(self, pathway: str) -> Iterator[tuple[str, Set]]:
        left = self.prevails[pathway]
        nowhere = self.algebra.any_of(())
        for phase in self.base.pathways[pathway].phases:
            if self.followed is not None:
                yield phase.id, left if (pathway, phase.id) == self.followed else nowhere
                continue
            if phase.until is None:
                yield phase.id, left
                left = nowhere
            else:
                behind = self.reader.extension(phase.until)[0]
                yield phase.id, self.algebra.without(left, behind)
                left = self.algebra.all_of((left, behind))

    def together(self, pathway: str, phase: Phase) -> Iterator[tuple[str, Line, Set]]:
        """The lines of a phase, then the cautions and safety nets beside it where it is current; each by its name, with
        where it is shown to those on the pathway."""
        yield from self.of_phase(pathway, phase)
        current = self.current(pathway, phase.id)
        for line in self.arrangement.around:
            yield line.id, line, self.algebra.all_of((current, self.around(line)))

    # Line by line

    def of_phase(self, pathway: str, phase: Phase) -> Iterator[tuple[str, Line, Set]]:
        """The lines of a phase, each by its name in the phase, with where it is shown to those on the pathway."""
        for name, line in self.arrangement.lines[pathway, phase.id]:
            yield name, line, self._where_shown(line)

    def around(self, line: Caution | SafetyNet) -> Set:
        """Where a caution or a safety net is shown."""
        return self._where_shown(line)

    def may_be_around(self, net: SafetyNet, known: Known) -> bool:
        """Whether a safety net may yet be for somebody: its `when` is open, and nothing else keeps it back. Of a single
        case."""
        return net.when is not None and evaluate(net.when, known) is None and not any(self.keeps_back(net))

    def says(self, line: Line) -> Set:
        """Where a line would be shown if nothing stood beside it."""
        known = self._says.get(id(line))  # lines live as long as their base, and so longer than this
        if known is None:
            parts = [self.fits(test) for test in line.fits]
            if line.when is not None:
                parts.append(self.reader.extension(line.when)[0])
            known = self._says[id(line)] = self.algebra.all_of(parts)
        return known

    def fits(self, test: Decided) -> Set:
        """The cases that come to what a line is for."""
        algebra = self.algebra
        match test.key:
            case "urgency":
                holds = algebra.any_of(self.decision.urgency[name] for name in test.names)
            case "leading":
                names = (None if name == NONE else name for name in test.names)
                holds = algebra.any_of(self.decision.leading[name] for name in names)
            case "pathway":
                holds = algebra.any_of(self.prevails[name] for name in test.names)
            case "open":
                told = (algebra.any_of(self.reader.found(name)) for name in test.names)
                holds = algebra.any_of(algebra.without(algebra.everywhere, one) for one in told)
            case _:
                assert_never(test.key)
        return holds if test.holds else algebra.without(algebra.everywhere, holds)

    def _where_shown(self, line: Line) -> Set:
        """Where a line is shown: where it would be, and nothing more careful is."""
        shown = self._shown.get(id(line))
        if shown is None:
            shown = self.says(line)
            rivals = self.arrangement.rivals.get(id(line), ())
            if rivals and not self.algebra.nowhere(shown):
                shown = self.algebra.without(shown, self.algebra.any_of(self._there(*rival) for rival in rivals))
            self._shown[id(line)] = shown
        return shown

    def keeps_back(self, line: Line) -> tuple[tuple[Decided, ...], tuple[Line, ...]]:
        """What a line is not shown for, though its `when` is true: outcomes that it is not for, and the lines that are
        more careful and shown. Of a single case."""
        nowhere = self.algebra.nowhere
        unfit = tuple(test for test in line.fits if nowhere(self.fits(test)))
        rivals = self.arrangement.rivals.get(id(line), ())
        return unfit, tuple(dict.fromkeys(rival for where, rival in rivals if not nowhere(self._there(where, rival))))

    def _there(self, where: Where | None, line: Line) -> Set:
        """Where a line is read beside others: everywhere that it would be shown, or in one phase only."""
        if where is None or self.algebra.nowhere(here := self.current(*where)):
            return self.says(line) if where is None else here
        return self.algebra.all_of((here, self.says(line)))


@dataclass(frozen=True)
class Arrangement:
    """What a base puts together. `lines`: those of each phase, by name; `around`: cautions and safety nets that take a
    stance, beside whatever phase is current; `rivals`: by the id of a line what is more careful on a subject on which
    the careful prevail, with the phase that has to be current for it to stand beside that line, if one has to."""

    lines: Mapping[Where, tuple[tuple[str, PhaseLine], ...]]
    around: tuple[Caution | SafetyNet, ...]
    rivals: Mapping[int, tuple[tuple[Where | None, Line], ...]]

    def everything(self) -> Iterator[Line]:
        """Every line that something may be more careful than."""
        yield from self.around
        for named in self.lines.values():
            yield from (line for _, line in named)

    def __getstate__(self) -> dict[str, Any]:
        """Elsewhere the lines have other identities."""
        rivals = [(line, self.rivals[id(line)]) for line in self.everything() if id(line) in self.rivals]
        return {**vars(self), "rivals": rivals}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, rivals={id(line): rivals for line, rivals in state["rivals"]})


@derived
@lasting
def arrangement(base: Base) -> Arrangement:
    """What a base puts together, worked out once."""
    lines = {
        (pathway.id, phase.id): tuple(phase.lines()) for pathway in base.pathways.values() for phase in pathway.phases
    }
    accompanying: tuple[Caution | SafetyNet, ...] = (*base.cautions.values(), *base.safety_net.values())
    around = tuple(line for line in accompanying if line.about)
    care = {
        id(line): care_of(base, line) for line in (*around, *(line for named in lines.values() for _, line in named))
    }
    rivals: dict[int, tuple[tuple[Where | None, Line], ...]] = {}
    for where, named in lines.items():
        here: list[tuple[Where | None, Line]] = [(None, line) for _, line in named]
        here += [(where, line) for line in around]
        for _, line in named:
            rivals[id(line)] = _rivals(care, line, here)
    everywhere: list[tuple[Where | None, Line]] = [(None, line) for line in around]
    everywhere += [(where, line) for where, named in lines.items() for _, line in named]
    rivals |= {id(line): _rivals(care, line, everywhere) for line in around}
    return Arrangement(lines, around, {name: rival for name, rival in rivals.items() if rival})


def _rivals(
    care: Mapping[int, Mapping[str, int]], line: Line, among: Iterable[tuple[Where | None, Line]]
) -> tuple[tuple[Where | None, Line], ...]:
    """Those among them that are more careful than the line on a subject on which the careful prevail."""
    ours = care[id(line)].items()
    if all(rank == CAREFUL[STANCES[-1]] for _, rank in ours):
        return ()
    return tuple(
        (where, other)
        for where, other in among
        if (theirs := care[id(other)]) and any(theirs.get(subject, rank) > rank for subject, rank in ours)
    )


def about(base: Base, line: Line) -> Stances:
    """What a line says of which subjects."""
    return base.exercises[line.exercise].about if isinstance(line, ExerciseUse) else line.about


def care_of(base: Base, line: Line) -> Mapping[str, int]:
    """How careful a line is, as a rank, on each of its subjects on which a more careful line takes its place."""
    return {
        subject: CAREFUL[stance]
        for subject, stance in about(base, line).items()
        if base.subjects[subject].careful_prevails
    }


def gives_way(base: Base, line: Line) -> bool:
    """Whether there are subjects on which a more careful line takes the place of this one."""
    return any(rank < CAREFUL[STANCES[-1]] for rank in care_of(base, line).values())


class OneCase(Reader[int]):
    """A single case, of which this is known: 1 where something is so, 0 where it is not."""

    algebra = ONE_CASE

    def __init__(self, known: Known) -> None:
        self.known = known

    def extension(self, condition: Condition) -> Extension[int]:
        says = evaluate(condition, self.known)
        return int(says is True), int(says is False)

    def answered(self, test: Test) -> Extension[int]:
        says = verdict(test, self.known.answers.get(test.question))
        return int(says is True), int(says is False)

    def applies(self, question: str) -> None:
        """What does not apply stands among the answers as such."""

    def found(self, finding: str) -> Extension[int]:
        says = self.known.findings.get(finding)
        return int(says is True), int(says is False)


def composed(
    session: Session, followed: Where | None = None, decision: Decision[int] | None = None
) -> Composition[int]:
    """What one person reads, as far as the case is known; `decision`: that about the case, where it was made before."""
    return Composition(OneCase(Known(session.values, session.findings)), decision or decision_in(session), followed)
