"""The conversation: what to ask next, what an answer changed, and when the outcome is settled.

>>> from triage.language.load import load
>>> interview = Interview(load())
>>> while (prompt := interview.next()) is not None:
...     interview.answer({question.id: "unknown" for question in prompt.questions})
>>> interview.outcome().urgency != "self-care"
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.inference.decisive import DecisiveQuestions
from triage.inference.outcome import Outcome, contradictions, infer
from triage.inference.reach import Reach
from triage.inference.session import EngineName, Session
from triage.language.answer import CheckedAnswers, check_answer, unknown_question
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.derived import derived
from triage.language.errors import AnswerError, quoted
from triage.language.evaluate import INAPPLICABLE, Answer
from triage.language.model import Checklist, Question
from triage.words.message import phrased

TRIES = 4
"""So many questions are looked at for one that is proved to matter, before the first that may is asked."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to ask now: one question, or several yes-no questions as a `checklist`."""

    questions: tuple[Question, ...]
    checklist: Checklist | None = None

    @property
    def topic(self) -> str:
        return self.checklist.topic if self.checklist else self.questions[0].topic


@dataclass(frozen=True, slots=True)
class Change:
    """What correcting an answer did: answers that fell away because their question no longer applies, findings that
    are no longer established or refuted, and findings that now are."""

    dropped: tuple[str, ...]
    fallen: Mapping[str, bool]
    appeared: Mapping[str, bool]
    urgency: tuple[str, str]


class Interview:
    """One interview. `answers` holds what was answered, in the order of asking."""

    def __init__(
        self, base: Base, answers: Mapping[str, object] | None = None, engine: EngineName = "counters"
    ) -> None:
        """Raises AnswerError when given answers that cannot stand."""
        self.base = base
        self.engine = engine
        self.accepted: set[str] = set()
        answers = answers or {}
        given = {name for name in answers if self._question(name).given}
        self._start({name: answers[name] for name in given})
        if asked := {name: value for name, value in answers.items() if name not in given}:
            self.answer(asked)

    def _start(self, answers: Mapping[str, object]) -> None:
        session = Session(self.base, self.engine)
        # What a check-in takes from the case file and is not there is not known: nobody can be asked.
        given = {question.id: UNKNOWN for question in self.base.questions.values() if question.from_case_file}
        session.tell(CheckedAnswers(self.base, {**given, **answers}))
        self.session = session  # whatever breaks in before, the old one is whole
        self._reach: Reach | None = None

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.session.answers

    @property
    def reach(self) -> Reach:
        if self._reach is None or len(self._reach.answers) < len(self.answers):
            reach = Reach(self.session)
            reach.count(self._reach)
            self._reach = reach
        return self._reach

    def next(self) -> Prompt | None:
        """What to ask now; None when no answer can change anything any more."""
        return self._pick(DecisiveQuestions(self.reach)) or self._pick(DecisiveQuestions(self.reach, tailoring=True))

    @property
    def settled(self) -> bool:
        """Whether urgency, leading condition and pathway are what they will be, whatever is still answered."""
        return DecisiveQuestions(self.reach).settled

    @property
    def emergency(self) -> bool:
        return self.session.urgency == self.base.levels.alarm

    @property
    def urgency(self) -> str:
        return self.session.urgency or self.base.default_urgency

    def remaining(self) -> int:
        """At most so many prompts are still to come. Never grows while answers are added."""
        lists = set()
        single = 0
        for name in self.reach.relevant:
            checklist = self.base.checklist_of(name)
            if checklist is not None and self.askable(name):
                lists.add(checklist.id)
            else:
                single += 1
        return len(lists) + single

    def answer(self, given: Mapping[str, object]) -> tuple[str, ...]:
        """Takes answers, and gives the contradictions that they run into (ids of the base), if any.

        Raises AnswerError, taking none of them, when one cannot stand or its question was answered before."""
        checked = CheckedAnswers(self.base, given)
        for name in checked:
            if name in self.answers:
                raise AnswerError(name, phrased("{name} was answered before; change it instead", name=quoted(name)))
        before = set(self.contradictions)
        self.session.tell(checked)
        return tuple(name for name in self.contradictions if name not in before)

    def correct(self, given: Mapping[str, object]) -> Change:
        """Corrects earlier answers (None takes one back). Everything is derived anew, as in a fresh interview; answers
        to questions that no longer apply fall away.

        Raises AnswerError, changing nothing, when an answer cannot stand."""
        answers = dict(self.answers)
        for name, value in given.items():
            question = self._question(name)
            if value is None:
                answers.pop(name, None)
            else:
                answers[name] = check_answer(question, value)
        return self._replay(answers)

    def _replay(self, answers: dict[str, Answer]) -> Change:
        before, urgency = dict(self.session.findings), self.urgency
        dropped: list[str] = []
        while True:
            self._start(answers)
            gone = [name for name in answers if self.session.values.get(name) is INAPPLICABLE]
            if not gone:
                break
            dropped += gone
            answers = {name: answer for name, answer in answers.items() if name not in gone}
        after = self.session.findings
        return Change(
            tuple(dropped),
            {name: status for name, status in before.items() if after.get(name) is not status},
            {name: status for name, status in after.items() if before.get(name) is not status},
            (urgency, self.urgency),
        )

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Contradictions among the answers that were not accepted as they are."""
        return tuple(name for name in contradictions(self.base, self.session.values) if name not in self.accepted)

    def accept(self, contradiction: str) -> None:
        """Both answers are right, says the person. The outcome will mention it."""
        self.accepted.add(contradiction)

    def outcome(self) -> Outcome:
        """The outcome so far: a function of the answers alone, whatever their order."""
        return infer(self.base, self.answers, self.engine)

    def _question(self, name: str) -> Question:
        question = self.base.questions.get(name)
        if question is None:
            raise unknown_question(self.base, name)
        return question

    def askable(self, name: str) -> bool:
        """Whether the question is known to apply."""
        pair = self.reach.circuit.applies(name)
        return pair is None or self.reach.certain(pair[0])

    def _pick(self, pivots: DecisiveQuestions) -> Prompt | None:
        """The first question in order that is proved to matter; or failing that, that may."""
        if pivots.settled:
            return None
        askable = sorted(filter(self.askable, pivots.questions), key=self._order)
        doubtful = []
        for name in askable:
            match pivots.decisive(name):
                case "yes":
                    return self._prompt(name)
                case "maybe":
                    doubtful.append(name)
                    if len(doubtful) == TRIES:
                        break
                case "no":
                    pass
        # What is asked first here may only open the way to a question that matters.
        return self._prompt((doubtful or askable)[0]) if askable else None

    def _prompt(self, name: str) -> Prompt:
        """The question; or, where it stands in a checklist, all that may matter of what can be asked of it now."""
        checklist = self.base.checklist_of(name)
        if checklist is None:
            return Prompt((self.base.questions[name],))
        in_reach = self.reach.relevant
        questions = tuple(
            self.base.questions[other] for other in checklist.questions if other in in_reach and self.askable(other)
        )
        return Prompt(questions, checklist if len(questions) > 1 else None)

    def _order(self, name: str) -> tuple[bool, int, bool, int, int]:
        """What bears on a warning sign comes first: the screens in the order of the urgency that they can bring; then
        the topic that is being talked about, then the others."""
        calm, topic, screen, number = _places(self.base)[name]
        last = next(reversed(tuple(self.answers)), None)
        other = last is None or self.base.questions[name].topic != self.base.questions[last].topic
        return calm, screen, other, topic, number

    def groups(self) -> list[tuple[str, ...]]:
        """The prompts that the answers came from, in their order: questions of a list that stood together, and single
        questions."""
        groups: list[tuple[str, ...]] = []
        for name in self.answers:
            if self.base.questions[name].given:
                continue
            checklist = self.base.checklist_of(name)
            if checklist is not None and groups and self.base.checklist_of(groups[-1][0]) is checklist:
                groups[-1] = (*groups[-1], name)
            else:
                groups.append((name,))
        return groups


@derived
def _places(base: Base) -> Mapping[str, tuple[bool, int, int, int]]:
    """For each question whether it bears on no warning sign, the place of its topic, that of its screen if it has one,
    and its own place in the base."""
    topics = list(base.topics)
    screen = {name: place for place, name in enumerate(base.screens)}

    def place(question: Question) -> int:
        checklist = base.checklist_of(question.id)
        return screen.get(question.id if checklist is None else checklist.id, len(screen))

    return {
        question.id: (not base.screens_for[question.id], topics.index(question.topic), place(question), number)
        for number, question in enumerate(base.questions.values())
    }
