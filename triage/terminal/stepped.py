"""An interview that shows after each answer what it set off: what `triage ask --step` runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.cases.case import Case
from triage.inference.session import EngineName
from triage.interview.interview import Prompt
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.reports.learner.step_words import StepWords
from triage.reports.learner.steps import set_off_text, steps_text
from triage.teaching.recording import record
from triage.teaching.steps import Step, steps
from triage.terminal.kept import Kept
from triage.words.saying import say
from triage.words.understanding import Meanings

COMMANDS = Meanings({"steps": ("typed-steps",)})


class Stepped(Kept):
    """The interview, which is told nothing else and keeps nothing else; after each answer the same answers go through
    a recording of their own. `told` are the answers as the interview was told them."""

    def __init__(
        self, base: Base, language: str, place: Path | None, case: Case | None, plain: bool, engine: EngineName
    ) -> None:
        super().__init__(base, language, place, case, plain, engine)
        self.told: list[Mapping[str, Answer]] = [dict(self.interview.answers)]

    def welcome(self) -> None:
        super().welcome()
        self.echo(say("set-off-how", self.language))

    def step(self, prompt: Prompt) -> None:
        before = dict(self.interview.answers)
        super().step(prompt)
        self.alarm()  # an emergency goes before every lesson
        answers = dict(self.interview.answers)
        if answers == before:
            return
        new = {name: answer for name, answer in answers.items() if name not in before}
        if {**before, **new} == answers:
            self.told.append(new)
        else:
            self.told = [answers]  # after a correction the interview derives everything anew, as we do
            self.echo()
            self.echo(say("set-off-anew", self.language))
        words, since = self.last()
        self.echo()
        self.asker.say(lambda: set_off_text(words, since, self.page()).rstrip("\n"))

    def also(self, typed: str) -> bool:
        if not COMMANDS.of(typed, self.language):
            return False
        words, since = self.last()
        if len(since) == 1:
            self.echo(say("nothing-yet", self.language))
        else:  # the last step, that nothing can fire any more, is not true yet of an interview
            self.asker.say(lambda: steps_text(words, since[:-1], self.page()).rstrip("\n"))
        return True

    def last(self) -> tuple[StepWords, Sequence[Step]]:
        """The steps that the last answers set off, with the words for them."""
        all_steps = steps(record(self.base, self.told))
        since = max((step.number for step in all_steps if step.kind == "answers"), default=1)
        return StepWords(self.words, all_steps), all_steps[since - 1 :]
