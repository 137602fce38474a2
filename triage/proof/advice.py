"""What someone is told, line by line, each with the formula that says for whom it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import assert_never

import z3

from triage.language.model import Base, Exercise, Item, Phase, Text
from triage.language.property import Says, Where
from triage.proof.encoding import Encoding
from triage.proof.space import both, either

Line = tuple[z3.BoolRef, Text]
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

    def _lines(self, where: Where) -> tuple[Line, ...]:
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
    def advised(self) -> tuple[Line, ...]:
        """What to do: under `do`, in the schedule, and how each exercise is done."""
        return tuple(line for shown, phase in self._phases() for line in self._to_do(shown, phase))

    @cached_property
    def advised_in_any_phase(self) -> tuple[Line, ...]:
        """What to do now or later on the pathway that prevails: a phase without `until` is left at a check-in, and
        a plan shows all that follow."""
        return tuple(line for shown, phase in self._all_phases() for line in self._to_do(shown, phase))

    @cached_property
    def warned_against(self) -> tuple[Line, ...]:
        """What to avoid."""
        return tuple(line for shown, phase in self._phases() for line in self._items(shown, phase.avoid))

    @cached_property
    def told(self) -> tuple[Line, ...]:
        """All that someone is told now: how soon to be seen, the pathway with its current phase, cautions, and what
        should make them seek help. Not the notice that everybody gets."""
        lines: list[Line] = []
        for level, words in self.base.urgencies.items():
            shown = self.encoding.urgency(level)
            lines += [(shown, words.name), (shown, words.act)]
        for pathway in self.base.pathways.values():
            shown = self.encoding.pathway(pathway.id)
            lines += [(shown, pathway.name), (shown, pathway.summary)]
        for shown, phase in self._phases():
            lines.append((shown, phase.name))
            for items in (phase.goals, phase.avoid, phase.move_on, phase.step_back, phase.seek_help):
                lines += self._items(shown, items)
        lines += self.advised
        lines += [(self.encoding.caution(caution.id), caution.text) for caution in self.base.cautions.values()]
        lines += [(self.encoding.safety_net(net.id), net.text) for net in self.base.safety_net.values()]
        return tuple(lines)

    def exercises(self, any_phase: bool) -> Iterator[tuple[z3.BoolRef, Exercise]]:
        """The exercises of the current phase, or of all phases."""
        for shown, phase in self._all_phases() if any_phase else self._phases():
            for use in phase.exercises:
                yield both((shown, self.encoding.shown(use.when))), self.base.exercises[use.exercise]

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

    def _items(self, shown: z3.BoolRef, items: tuple[Item, ...]) -> Iterator[Line]:
        for item in items:
            yield both((shown, self.encoding.shown(item.when))), item.text

    def _to_do(self, shown: z3.BoolRef, phase: Phase) -> Iterator[Line]:
        yield from self._items(shown, phase.do)
        for day in phase.schedule:
            yield both((shown, self.encoding.shown(day.when))), day.text
        for use in phase.exercises:
            exercise = self.base.exercises[use.exercise]
            done = both((shown, self.encoding.shown(use.when)))
            for text in (exercise.name, exercise.how, exercise.equipment, exercise.harder, exercise.easier):
                if text is not None:
                    yield done, text


def within(exercise: Exercise, limit: float) -> bool:
    """Whether the text about pain keeps it within this, in every language: the highest number out of 10 counts."""
    if exercise.pain is None:
        return False
    found = [
        [float(number.replace(",", ".")) for number in OUT_OF_TEN.findall(text)] for text in exercise.pain.values()
    ]
    return all(numbers and max(numbers) <= limit for numbers in found)


def languages(base: Base, speaks: bool) -> tuple[str, ...]:
    """The languages in which a statement is to be proved."""
    return base.languages if speaks else base.languages[:1]
