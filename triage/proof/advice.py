"""What someone is told, line by line, each with the formula that says for whom it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import assert_never

import z3

from triage.inference.composition import Composition, about
from triage.language.base import Base
from triage.language.model import STANCES, Exercise, ExerciseUse, Item, Line, Phase, ScheduleDay, Text
from triage.language.property import Says, Where
from triage.proof.encoding import Encoding
from triage.proof.space import at_least, both, either

GuardedText = tuple[z3.BoolRef, Text]
"""A text, and where it is shown."""
FOLLOWED = " (followed)"
"""Behind the name of a phase: somebody is in it since a check-in, whatever the answers would lead to."""
OUT_OF_TEN = re.compile(r"\b([0-9]+(?:[.,][0-9]+)?)\s*(?:/\s*|[^\W\d]+\s+(?:[^\W\d]+\s+)?)10\b")
"""So much pain out of 10, however a language joins the two: `4 of 10`, `4 van de 10`, `4/10`."""


class Advice:
    """The lines of the current phase of the pathway that prevails, and what is said around it."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.base = encoding.base
        self._current: dict[tuple[str, str], z3.BoolRef] = {}

    def current(self, pathway: str, phase: str) -> z3.BoolRef:
        """This is the current phase."""
        key = pathway, phase
        if key not in self._current:
            term = self.encoding.current(pathway, phase)
            self._current[key] = self.encoding.named(f"{pathway}/{phase}", term)
        return self._current[key]

    def says(self, statement: Says, language: str) -> z3.BoolRef:
        """A line that is shown has one of the words, at the beginning of a word and in whatever case."""
        words = "|".join(map(re.escape, statement.words[language]))
        wanted = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
        return either(shown for shown, text in self._lines(statement.where) if wanted.search(text[language]))

    def _lines(self, where: Where) -> tuple[GuardedText, ...]:
        match where:
            case "advised":
                return self.advised
            case "advised-in-any-phase":
                return self.advised_in_any_phase
            case "warned-against":
                return self.warned_against
            case "told":
                return self.told
            case _:
                assert_never(where)

    @cached_property
    def advised(self) -> tuple[GuardedText, ...]:
        """What to do: under `do`, in the schedule, and how each exercise is done."""
        return tuple(advised for where, phase in self._phases() for advised in self._to_do(where, phase))

    @cached_property
    def advised_in_any_phase(self) -> tuple[GuardedText, ...]:
        """What to do now or later on the pathway that prevails: a phase without `until` is left at a check-in, and
        a plan shows all that follow."""
        return tuple(advised for where, phase in self._all_phases() for advised in self._to_do(where, phase))

    @cached_property
    def warned_against(self) -> tuple[GuardedText, ...]:
        """What to avoid."""
        return tuple(warned for where, phase in self._phases() for warned in self._items(where, phase, ("avoid",)))

    @cached_property
    def told(self) -> tuple[GuardedText, ...]:
        """All that someone is told now: how soon to be seen, the pathway with its current phase, cautions, and what
        should make them seek help. Not the notice that everybody gets."""
        lines: list[GuardedText] = []
        for level, words in self.base.urgencies.items():
            shown = self.encoding.urgency(level)
            lines += [(shown, words.name), (shown, words.act)]
        for pathway in self.base.pathways.values():
            shown = self.encoding.pathway(pathway.id)
            lines += [(shown, pathway.name), (shown, pathway.summary)]
        for where, phase in self._phases():
            lines.append((where, phase.name))
            lines += self._items(where, phase, ("goals", "avoid", "move-on", "step-back", "seek-help", "background"))
        lines += self.advised
        lines += [(self.encoding.caution(caution.id), caution.text) for caution in self.base.cautions.values()]
        lines += [(self.encoding.safety_net(net.id), net.text) for net in self.base.safety_net.values()]
        return tuple(lines)

    def stance(self, subject: str, stance: str) -> z3.BoolRef:
        """A line with this stance on this subject is shown: in the current phase, or beside it."""
        return either(
            both((self.current(pathway, phase), either(taken[stance])))
            for (pathway, phase), taken in self._taken[subject].items()
        )

    def quarrels(self, subject: str) -> Iterator[tuple[str, z3.BoolRef]]:
        """Where lines that are shown together take different stances on a subject: phase by phase of the pathway that
        prevails, and for the current phase with what is shown beside it. Whoever is followed may be in any phase, so
        each is looked at as the current one too (`FOLLOWED` behind its name)."""
        for when, statements in (("", self._taken), (FOLLOWED, self._taken_when_followed)):
            for (pathway, phase), taken in statements[subject].items():
                two = at_least(2, [either(taken[stance]) for stance in STANCES])
                yield f"{pathway}/{phase}{when}", both((self.encoding.pathway(pathway), two))

    @cached_property
    def _taken(self) -> Mapping[str, Mapping[tuple[str, str], Mapping[str, list[z3.BoolRef]]]]:
        """By subject and phase, where each stance is taken by a line that is shown to those on the pathway."""
        where = [(pathway.id, phase) for pathway in self.base.pathways.values() for phase in pathway.phases]
        return self._stances({(pathway, phase.id): self.encoding.composition for pathway, phase in where})

    @cached_property
    def _taken_when_followed(self) -> Mapping[str, Mapping[tuple[str, str], Mapping[str, list[z3.BoolRef]]]]:
        """The same for those who are followed there, of the phases that answers alone do not lead to."""
        later = [
            (pathway.id, phase.id)
            for pathway in self.base.pathways.values()
            for place, phase in enumerate(pathway.phases)
            if any(before.until is None for before in pathway.phases[:place])
        ]
        return self._stances({at: Composition(self.encoding, self.encoding.decision, at) for at in later})

    def _stances(
        self, compositions: Mapping[tuple[str, str], Composition[z3.BoolRef]]
    ) -> Mapping[str, Mapping[tuple[str, str], Mapping[str, list[z3.BoolRef]]]]:
        taken: dict[str, dict[tuple[str, str], dict[str, list[z3.BoolRef]]]] = {
            subject: {at: {stance: [] for stance in STANCES} for at in compositions} for subject in self.base.subjects
        }
        for (pathway, name), composition in compositions.items():
            phase = next(phase for phase in self.base.pathways[pathway].phases if phase.id == name)
            for _, line, shown in composition.together(pathway, phase):
                for subject, stance in about(self.base, line).items():
                    taken[subject][pathway, name][stance].append(shown)
        return taken

    def exercises(self, any_phase: bool) -> tuple[tuple[z3.BoolRef, Exercise], ...]:
        """The exercises of the current phase, or of all phases."""
        return self._exercises_in_any_phase if any_phase else self._exercises

    @cached_property
    def _exercises(self) -> tuple[tuple[z3.BoolRef, Exercise], ...]:
        return tuple(used for where, phase in self._phases() for used in self._uses(where, phase))

    @cached_property
    def _exercises_in_any_phase(self) -> tuple[tuple[z3.BoolRef, Exercise], ...]:
        return tuple(used for where, phase in self._all_phases() for used in self._uses(where, phase))

    def _uses(self, where: z3.BoolRef, phase: Phase) -> Iterator[tuple[z3.BoolRef, Exercise]]:
        for _, line, shown in self._lines_of(phase):
            if isinstance(line, ExerciseUse):
                yield both((where, shown)), self.base.exercises[line.exercise]

    def pain_above(self, limit: float, any_phase: bool) -> z3.BoolRef:
        """An exercise allows more pain than this out of 10, or does not say how much."""
        return either(shown for shown, exercise in self.exercises(any_phase) if not within(exercise, limit))

    def _phases(self) -> Iterator[tuple[z3.BoolRef, Phase]]:
        for pathway in self.base.pathways.values():
            for phase in pathway.phases:
                yield self.current(pathway.id, phase.id), phase

    def _all_phases(self) -> Iterator[tuple[z3.BoolRef, Phase]]:
        for pathway in self.base.pathways.values():
            for phase in pathway.phases:
                yield self.encoding.pathway(pathway.id), phase

    def _lines_of(self, phase: Phase) -> Iterator[tuple[str, Line, z3.BoolRef]]:
        """The lines of a phase, and where each is shown to those who are there."""
        return self.encoding.composition.of_phase(self._pathways[id(phase)], phase)

    @cached_property
    def _pathways(self) -> dict[int, str]:
        """The pathway of each phase, which may share its name with phases of others."""
        return {id(phase): pathway.id for pathway in self.base.pathways.values() for phase in pathway.phases}

    def _items(self, where: z3.BoolRef, phase: Phase, keys: tuple[str, ...]) -> Iterator[GuardedText]:
        for name, line, shown in self._lines_of(phase):
            if isinstance(line, Item) and name.rpartition("-")[0] in keys:
                yield both((where, shown)), line.text

    def _to_do(self, where: z3.BoolRef, phase: Phase) -> Iterator[GuardedText]:
        yield from self._items(where, phase, ("do",))
        for _, line, shown in self._lines_of(phase):
            if isinstance(line, ScheduleDay):
                yield both((where, shown)), line.text
        for shown, exercise in self._uses(where, phase):
            for text in (exercise.name, exercise.how, exercise.equipment, exercise.harder, exercise.easier):
                if text is not None:
                    yield shown, text


def within(exercise: Exercise, limit: float) -> bool:
    """Whether the text about pain keeps it within this, in every language: the highest number out of 10 counts."""
    if exercise.pain is None:
        return False
    figures = [
        [float(number.replace(",", ".")) for number in OUT_OF_TEN.findall(text)] for text in exercise.pain.values()
    ]
    return all(numbers and max(numbers) <= limit for numbers in figures)


def languages(base: Base, speaks: bool) -> tuple[str, ...]:
    """The languages in which a statement is to be proved."""
    return base.languages if speaks else base.languages[:1]
