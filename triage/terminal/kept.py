"""An interview that is kept in a file and ends with its outcome: what `triage ask` runs."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path

import click

from triage.explanation.phrases import say, text_in
from triage.inference.outcome import conclusion
from triage.interview.interview import Interview
from triage.language.case import Case, load_case
from triage.language.errors import TriageError
from triage.language.model import Base
from triage.reports.notices import earlier_stands, notices
from triage.reports.to_text import to_text
from triage.terminal.conversation import INTERRUPTED, Conversation
from triage.terminal.saving import Keeper, default_place


def converse(
    base: Base,
    language_for: Callable[[str | None], str],
    save: Path | None = None,
    resume: Path | None = None,
    keep: bool = True,
    plain: bool = False,
    kind: type[Kept] | None = None,
) -> int:
    """Runs an interview in this terminal and gives the exit code.

    `save` and `resume` are files, `keep` False keeps nothing; `language_for` tells the language, given that of a saved
    interview; `kind` is a conversation that shows more. Raises TriageError where answers cannot be read or kept."""
    case = None
    if resume is not None:
        if save is not None:
            raise TriageError("--save and --resume cannot go together; --resume goes on keeping in the same file")
        case = load_case(base, resume)
    elif save is not None and os.path.lexists(save):
        raise TriageError(f"{save}: this file is there already; go on with --resume {save}, or name another file")
    language = language_for(case.language if case else None)
    place = None if not keep else resume or save or default_place()
    conversation = (kind or Kept)(base, language, place, case, plain)
    try:
        return conversation.run()
    except KeyboardInterrupt:
        conversation.say_goodbye()
        return INTERRUPTED


class Kept(Conversation):
    """An interview that is kept in a file, and ends with its outcome."""

    def __init__(self, base: Base, language: str, place: Path | None, case: Case | None, plain: bool) -> None:
        super().__init__(Interview(base, case.standing_answers if case else None), language, plain)
        self.place = place
        self.case = case
        self.keeper = Keeper(base, place, language, case) if place is not None else None

    def run(self) -> int:
        self.save()
        self.welcome()
        stopped = not self.questions()
        self.echo()
        self.echo(say("stopped" if stopped else "finished", self.language), bold=True)
        self.echo()
        outcome = self.interview.outcome()
        # Who is to call for help now does not read a page of reasons first; they are in the file.
        brief = stopped and self.interview.emergency
        click.echo(to_text(self.base, outcome, self.language, self.page(), brief=brief))
        if self.case is not None and not outcome.settled:
            left = [entry for entry in self.case.told if self.base.now_called(entry.question) not in outcome.answers]
            for notice in earlier_stands(self.base, left, outcome.urgency, self.language):
                self.echo(notice)
        if self.place is not None:
            self.echo(say("kept-in", self.language, file=self.place))
            if stopped:
                self.echo(say("go-on-with", self.language, command=self.command("ask", "--resume")))
            self.echo(say("full-hint", self.language, file=shlex.quote(str(self.place))))
        # The advice is longer than a screen: what matters most stands where the person is looking.
        level = self.base.urgencies[outcome.urgency]
        self.echo(f"{text_in(level.name, self.language)}: {text_in(level.act, self.language)}", bold=True)
        return 0

    def welcome(self) -> None:
        self.echo(text_in(self.base.title, self.language), bold=True)
        self.echo(text_in(self.base.notice, self.language))
        if self.place is None:
            self.echo(say("not-saving", self.language))
        else:
            self.echo(say("welcome-saving", self.language))
            click.echo(f"  {self.place}")
        if self.case is not None:
            self.echo(say("resumed", self.language, count=len(self.interview.answers)))
            for notice in notices(self.base, self.case, self.language, resumed=True):
                self.echo(notice)
        self.instructions()

    def save(self) -> None:
        if self.keeper is not None:
            self.keeper.save(self.interview.answers, conclusion(self.interview.session))

    def command(self, *words: str) -> str:
        return f"triage {' '.join(words)} {shlex.quote(str(self.place))}"

    def say_goodbye(self) -> None:
        self.echo()
        self.echo(say("stopped", self.language))
        if self.place is not None:
            self.echo(say("kept-in", self.language, file=self.place))
            self.echo(say("go-on-with", self.language, command=self.command("ask", "--resume")))
