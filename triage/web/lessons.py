"""The cases that a class looks at: those of the base, each recorded when it is first asked for.

A worked case is a story that the author of the base made up. One that somebody brings is of somebody: of it the answers
alone are taken, it is in no list, its address cannot be guessed, and it is in memory until the server stops.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from triage.cases.case import Case, load_case
from triage.cases.project import Project
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.document import read_text
from triage.language.errors import AnswerError, CaseError, Place, TriageError
from triage.language.evaluate import Answer
from triage.language.files import files_under, shipped
from triage.language.words import Words
from triage.reports.learner.step_words import StepWords
from triage.teaching import recording
from triage.teaching.quiz import Question, fewer, quiz
from triage.teaching.steps import Step, steps
from triage.teaching.strategies import STRATEGIES, StrategyName
from triage.teaching.written import Line, written
from triage.web.guarding import Refused
from triage.web.remembering import Remembered

TOLD = ("at-once", "one-by-one")
Told = Literal["at-once", "one-by-one"]
RECORDED = 32
"""So many runs are remembered, the latest."""
OWN = "own-"
"""How the name of a case begins that somebody brought."""
BROUGHT = 100
"""So many cases that somebody brought are remembered, the latest."""
PAGE_SIZE = 30
"""So many cases stand on a page."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a case is run: its answers all at once or one by one, and which rule on the agenda goes first."""

    told: Told = "at-once"
    strategy: StrategyName = "depth"

    @classmethod
    def of(cls, query: Mapping[str, str], which: str = "") -> Way:
        """As an address names it. Raises Refused where that is no way."""
        told, strategy = query.get(f"told{which}", TOLD[0]), query.get(f"strategy{which}", "depth")
        if told not in TOLD or strategy not in STRATEGIES:
            raise Refused(404, "web-not-there")
        return cls(told, strategy)  # type: ignore[arg-type]  # looked up above


class Lessons:
    """The worked cases of one base, and their steps."""

    def __init__(self, base: Base, knowledge: Path | None, also: Path | None = None) -> None:
        """`also`: a directory of more case files, which come first. Raises TriageError where it cannot be read."""
        self.base = base
        self.project = Project(base, knowledge or shipped())
        self.own = {path.stem: path for path in files_under(also)} if also is not None else {}
        self.names = (*self.own, *(name for name in self.project.files if name not in self.own))
        self._brought: Remembered[Case] = Remembered(BROUGHT)
        self.read = cache(self._read)
        self.steps = lru_cache(maxsize=RECORDED)(self._steps)
        self.text = lru_cache(maxsize=RECORDED)(self._text)

    def named(self, wanted: str, first: int) -> tuple[Sequence[Case], int]:
        """So many cases as stand on a page, from number `first` on, of those in whose name all these words stand; and
        how many there are."""
        words = wanted.casefold().split()
        names = [name for name in self.names if all(word in name.casefold() for word in words)]
        read = map(self.read, names[first : first + PAGE_SIZE])
        return [case for case in read if isinstance(case, Case)], len(names)

    def case(self, name: str) -> Case:
        """Raises Refused where there is none of this name."""
        case = self.read(name) if name in self.names else self._brought.get(name)
        if not isinstance(case, Case):
            raise Refused(404, "teach-no-case")
        return case

    def bring(self, case: Case) -> str:
        """The name under which the answers of a case can be looked at from now on."""
        name = f"{OWN}{secrets.token_hex(8)}"
        self._brought.keep(name, Case(name, case.answers))
        return name

    def answers(self, name: str) -> Mapping[str, Answer]:
        return self.case(name).answers

    def _read(self, name: str) -> Case | CaseError:
        """The case in the file of this name, by which addresses call it whatever it says it is called."""
        try:
            case = load_case(self.base, self.own[name]) if name in self.own else self.project.read(name)
        except CaseError as error:
            return error
        return replace(case, name=name) if isinstance(case, Case) else case

    def _steps(self, name: str, way: Way) -> tuple[Step, ...]:
        answers = self.answers(name)
        told = recording.one_by_one(answers) if way.told == "one-by-one" else recording.at_once(self.base, answers)
        return steps(recording.record(self.base, told, STRATEGIES[way.strategy]))

    def words(self, name: str, way: Way, language: str) -> StepWords:
        return StepWords(Words(self.base, language), self.steps(name, way), strategy=way.strategy)

    def questions(self, name: str, seed: int, most: int) -> tuple[Question, ...]:
        lesson_steps = self.steps(name, Way())
        return fewer(quiz(self.base, lesson_steps, seed), most, seed)

    def written(self, step: Step) -> tuple[Line, ...]:
        """The rule or caution that fires at a step, as its author wrote it; nothing where the file is not there."""
        if step.kind not in ("rule", "caution"):
            return ()
        name = step.clause.field.partition("/")[2]
        place = (self.base.rules[name] if step.kind == "rule" else self.base.cautions[name]).place
        return written(self.base, self.text(place), place, step.memory.known)

    def _text(self, place: Place) -> str:
        try:
            return read_text(Path(place.file), place.file)
        except TriageError:
            return ""


class OtherBaseLessons(Lessons):
    """The cases of one base, as another hears them: whatever of the answers it asks for too."""

    def __init__(self, base: Base, knowledge: Path, cases: Lessons) -> None:
        super().__init__(base, knowledge)
        self.cases = cases

    def answers(self, name: str) -> Mapping[str, Answer]:
        """Raises Refused where the other base does not take them."""
        told = self.cases.answers(name)
        try:
            return CheckedAnswers(self.base, {name: told[name] for name in told if name in self.base.questions})
        except AnswerError as error:
            raise Refused(409, "teach-other-answers") from error
