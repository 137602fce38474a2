"""An interview that is kept in a file and ends with its outcome: what `triage ask` runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from triage.cases.case import Case, load_case
from triage.cases.check_in import check_in_of
from triage.explanation.to_words import urgency_words
from triage.follow_up.anew import Anew, anew, saved_now
from triage.follow_up.standing import Standing, standing
from triage.inference.outcome import Outcome, conclusion, infer
from triage.inference.session import EngineName
from triage.interview.interview import Interview, Prompt
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.errors import INTERRUPTED, TriageError, in_shell, shown_path
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.notices import earlier_stands, notices
from triage.reports.person.page import one_page, page_text, thing_to_do
from triage.reports.person.standing import last_note, level_base, standing_page
from triage.reports.person.to_text import to_text
from triage.terminal.choosing import EndOfInput
from triage.terminal.conversation import Conversation
from triage.terminal.places import lying
from triage.terminal.saving import Keeper, MovedAside, default_place, must_be_there, today, why_not_kept
from triage.terminal.screen import unbroken
from triage.terminal.style import width
from triage.words.message import phrased
from triage.words.saying import OTHER, for_another, say


def converse(
    base: Base,
    language_for: Callable[[str | None], str],
    save: Path | None = None,
    resume: Path | None = None,
    keep: bool = True,
    plain: bool = False,
    kind: type[Kept] | None = None,
    knowledge: Path | None = None,
    engine: EngineName = "experta",
    another: bool | None = None,
    story: str = "",
) -> int:
    """Runs an interview in this terminal and gives the exit code.

    `save` and `resume` are files, `keep` False keeps nothing; `language_for` tells the language, given that of a saved
    interview; `another`: whether somebody answers for another, None as in the saved interview; `kind` is a conversation
    that shows more; `knowledge` is where the base was read, where that was named: whoever goes on later has to name it
    again; `engine` draws the conclusions; `story` is what happened, in the person's own words.

    Raises TriageError where a saved interview cannot be read, or answers cannot be kept in a file that was asked for;
    without such a file the interview goes on unsaved."""
    case = None
    if save is not None and not keep:
        raise TriageError("--save and --no-save cannot go together; take one")
    if resume is not None:
        if save is not None:
            raise TriageError("--save and --resume cannot go together; --resume goes on keeping in the same file")
        resume = lying(resume)
        case = load_case(base, resume)
        if story and case.story and case.story != story:
            raise TriageError(phrased("{resume}: a story is there already; change it in the file", resume=resume))
    elif save is not None and os.path.lexists(save):
        raise TriageError(
            phrased(
                "{save}: this file is there already; go on with --resume {word}, or name another file",
                save=save,
                word=in_shell(save),
            )
        )
    elif save is not None:
        must_be_there(save.parent)
    language = language_for(case.language if case else None)
    if another if another is not None else case is not None and case.for_another:
        language = for_another(language)
    place, lost = resume or save, None
    if keep and place is None:
        try:
            place = default_place()
        except OSError as error:
            lost = error
    conversation = (kind or Kept)(base, language, place if keep else None, case, plain, engine)
    conversation.knowledge = knowledge
    conversation.story = story
    if lost is not None:
        conversation.lost = lost
    if save is not None and keep:
        conversation.open()
    with conversation.guarded():
        try:
            return conversation.run()
        except KeyboardInterrupt:
            conversation.say_goodbye()
            return INTERRUPTED


class Kept(Conversation):
    """An interview that is kept in a file, and ends with its outcome. Whether it can be kept never stands in the way of
    a question, and still less of an alarm: what cannot be kept is said, and tried again at the next answer."""

    def __init__(
        self, base: Base, language: str, place: Path | None, case: Case | None, plain: bool, engine: EngineName
    ) -> None:
        self.begun = Anew() if case is None else anew(base, case, today())
        super().__init__(Interview(base, self.begun.holds, engine), language, plain)
        self.place = place
        self.case = case
        self.engine = engine
        self.keeper: Keeper | None = None
        self.knowledge: Path | None = None
        self.story = ""
        """What happened, in the person's own words, where it was told along with the command."""
        self.lost: Exception | None = None
        """Why the answers are not kept, where they should be and are not."""
        self.lost_said = False
        self.kept = case is not None
        """Whether some answers are in the file."""

    @contextmanager
    def guarded(self, always: bool = True) -> Iterator[None]:
        try:
            with super().guarded(always):
                yield
        finally:
            self.leave()

    def open(self) -> None:
        """Makes sure of the file. Raises TriageError where the answers cannot be kept there."""
        if self.keeper is None and self.place is not None:
            self.keeper = Keeper(self.base, self.place, self.language, self.case, self.begun)
            if self.story:
                self.keeper.tell(self.story)

    def run(self) -> int:
        if self.interview.emergency:
            self.welcome()
            self.tell()  # before anything is done with the file
            self.save()
        else:
            self.save(quietly=True)  # the welcome says what became of it
            self.welcome()
        stopped = not self.questions()
        self.echo()
        if stopped and self.nothing_answered():
            self.nothing_said()
            return 0
        self.echo(say("stopped" if stopped else "finished", self.language), bold=True)
        outcome = self.outcome()
        if stopped and self.interview.emergency:
            self.echo()
            # Who is to call for help now does not read a page of reasons first; they are in the file.
            click.echo(to_text(self.words, outcome, self.page(), brief=True))
            self.say_earlier(outcome)
            self.say_where(go_on=True)
            if self.place is not None and self.lost is None:
                self.tell_command("full-hint", self.command("run", "--full", str(self.place)))
            return 0
        self.say_earlier(outcome)
        self.say_where(go_on=stopped)
        self.echo()
        if stopped or self.gone or not (sys.stdin.isatty() and sys.stdout.isatty()):
            self.show_page(outcome)
            self.say_rest()
        else:
            self.show_page(outcome, last=True)
            self.more(outcome)
        if not self.interview.emergency:  # whose last word comes last whatever happens
            self.echo(self.thing_to_do(outcome), bold=True)
        return 0

    def answers(self) -> Mapping[str, Answer]:
        """What was answered, with what of an earlier day was not asked again yet."""
        answers = self.interview.answers
        return {**self.begun.waiting(answers), **answers}

    def outcome(self) -> Outcome:
        """What that comes to."""
        if not self.begun.waiting(self.interview.answers):
            return self.interview.outcome()
        return infer(self.base, self.answers(), self.engine)

    def standing(self) -> Standing | None:
        """How the case stands with these answers; None for an interview that was never kept before."""
        if self.case is None:
            return None
        answers = CheckedAnswers(self.base, self.answers())
        saved = self.case.saved
        if saved is not None:
            saved = saved_now(self.base, self.case, self.interview.answers, self.begun, saved, today())
        inside = check_in_of(self.base, self.case, self.knowledge)
        return standing(self.base, inside, replace(self.case, answers=answers, saved=saved))

    def say_earlier(self, outcome: Outcome) -> None:
        """What was answered in an earlier version of the base, and was not asked again."""
        if self.case is not None and not outcome.settled:
            left = [entry for entry in self.case.told if self.base.now_called(entry.question) not in outcome.answers]
            for notice in earlier_stands(self.words, left, outcome.urgency):
                self.echo(notice)

    def show_page(self, outcome: Outcome, last: bool = False) -> None:
        """The one page; with `last` it ends with the thing to do."""
        stands = self.standing()
        content = one_page(self.words, outcome) if stands is None else standing_page(stands, self.language)
        if last:
            content = replace(content, last=self.thing_to_do(outcome))
        self.asker.say(lambda: page_text(content, self.page(), self.language, rest="", last=last).rstrip("\n"))

    def thing_to_do(self, outcome: Outcome) -> str:
        return self.standing_note() or thing_to_do(self.words, outcome.urgency)

    def say_rest(self) -> None:
        """How to see the whole outcome."""
        self.echo()
        if self.place is not None and self.lost is None:
            self.tell_command("page-rest-command", self.command("run", "--full", str(self.place)))
        elif self.place is None:
            self.echo(say("page-rest-unkept", self.language))

    def more(self, outcome: Outcome) -> None:
        """Shows what stands behind the page, as long as somebody asks for it."""
        from triage.terminal.more import Behind, wanted  # noqa: PLC0415  # nobody waits for it before a question

        there = self.kept and self.lost is None and self.place is not None and self.place.is_file()
        behind = Behind(self.words, outcome, self.place if there else None, self.knowledge, self.story)
        texts = {"plan": behind.plan, "why": behind.why, "letter": behind.letter}
        try:
            while True:
                self.echo(say("page-keys", self.language))
                asked_for = wanted(self.asker.line(), self.language)
                if asked_for == "quit":
                    return
                self.echo()
                if asked_for == "open":
                    became, place = behind.open()
                    self.echo(became)
                    if place is not None:
                        self.as_it_is(place)
                    self.echo()
                elif asked_for is None:
                    self.echo(say("page-keys-again", self.language))
                    continue
                else:
                    try:
                        self.asker.say(partial(str, texts[asked_for](self.page())))
                    except TriageError as error:  # the file was changed meanwhile
                        click.echo(say("page-file-changed", self.language, error=error), err=True)
                    self.echo(self.thing_to_do(outcome), bold=True)  # it has scrolled away
        except (EndOfInput, KeyboardInterrupt):
            self.echo()

    def standing_note(self) -> str | None:
        """What has to be seen today or now, by whatever the case holds."""
        stands = self.standing()
        return None if stands is None else last_note(stands, self.language)

    def welcome(self) -> None:
        self.echo(text_in(self.base.title, self.language), bold=True)
        self.echo(text_in(self.base.notice, self.language))
        if self.base.speaks_for_another:
            self.echo(say("others-begin" if self.language.endswith(OTHER) else "others-how", self.language))
        if self.lost is not None:
            self.say_lost(self.lost)
        elif self.place is None:
            self.echo(say("not-saving", self.language))
        else:
            self.echo(say("welcome-saving", self.language))
            self.as_it_is(self.place)
        if self.case is not None:
            self.echo(say("resumed", self.language, count=len(self.interview.answers)))
            stood = standing(self.base, check_in_of(self.base, self.case, self.knowledge), self.case)
            for notice in notices(stood, self.language, resumed=True):
                self.echo(notice)
            self.say_age(stood)
        self.instructions()

    def say_age(self, stood: Standing) -> None:
        """That answers are old, and what they came to where that presses."""
        if not self.begun.old:
            return
        days = self.begun.age
        self.echo(say("answers-old", self.language, days, days=days), bold=True)
        if stood.presses:
            level = urgency_words(Words(level_base(stood), self.language), stood.urgency)
            self.echo(say("answers-stood", self.language, urgency=level), bold=True)

    def earlier(self, prompt: Prompt) -> Mapping[str, Answer] | None:
        """What was answered to a prompt on an earlier day, where all of it is to be asked again."""
        old = {question.id: self.begun.old.get(question.id) for question in prompt.questions}
        return {name: answer for name, answer in old.items() if answer is not None} if all(old.values()) else None

    def speak(self, another: bool) -> None:
        super().speak(another)
        if self.keeper is not None:
            self.keeper.speak(self.language)

    def save(self, quietly: bool = False) -> None:
        """Keeps the answers. What goes wrong is said once, and is no reason to stop."""
        try:
            self.keep()
        except MovedAside as moved:
            self.place, self.lost, self.lost_said, self.kept = moved.place, None, False, True
            self.echo(say("kept-aside", self.language))
            self.as_it_is(moved.place)
        except Exception as error:  # whatever it is: the person has come for something else
            self.lost = error
            if not self.lost_said and not quietly:
                self.say_lost(error)
        else:
            if self.lost_said:
                self.lost_said = False
                self.echo(say("kept-again", self.language))
                if self.place is not None:
                    self.as_it_is(self.place)

    def keep(self) -> None:
        """Raises MovedAside, TriageError or whatever else comes of it."""
        if self.place is None:
            if self.lost is not None:
                raise self.lost
            return
        self.open()
        if self.keeper is not None:
            waiting = self.begun.waiting(self.interview.answers)
            concluded = self.outcome().conclusion if waiting else conclusion(self.interview.session)
            self.keeper.save(self.interview.answers, concluded)
            self.lost, self.kept = None, self.kept or bool(self.interview.answers)

    def say_lost(self, error: BaseException) -> None:
        """That the answers are not kept, and why, as far as that helps."""
        self.lost_said = True
        self.echo(say("not-kept", self.language, reason=why_not_kept(error, self.language)))

    def say_where(self, go_on: bool) -> None:
        """Where the answers are, or that they are nowhere."""
        if self.kept and self.lost is None and self.place is not None and not self.place.is_file():
            self.save(quietly=True)  # somebody took it away
        there = self.kept and self.place is not None and self.place.is_file()  # a folder can have gone with all in it
        if self.lost is not None:
            self.echo(say("not-kept-last" if there else "not-kept-at-all", self.language))
        if self.place is not None and (there or self.lost is None):
            self.tell_unbroken("kept-in", "file", shown_path(self.place))
            if go_on:
                self.tell_command("go-on-with", self.command("ask", "--resume", str(self.place)))

    def command(self, *words: str) -> str:
        """What to type in a shell, about the same base."""
        return " ".join(
            map(in_shell, ["triage", *words, *([] if self.knowledge is None else ["-k", str(self.knowledge)])])
        )

    def tell_command(self, key: str, command: str) -> None:
        self.tell_unbroken(key, "command", command)

    def tell_unbroken(self, key: str, name: str, words: str) -> None:
        def draw() -> str:
            return "\n".join(unbroken(lambda words: say(key, self.language, **{name: words}), words, width()))

        self.asker.say(draw)

    def as_it_is(self, words: Path | str) -> None:
        """A path or a command on a line of its own, however long."""
        line = f"  {shown_path(words) if isinstance(words, Path) else words}"
        self.asker.say(lambda: line)

    def nothing_answered(self) -> bool:
        return not self.interview.answers and not self.interview.emergency

    def nothing_said(self) -> None:
        """To who leaves before the first answer: there is nothing to advise on, only what holds for everybody."""
        self.echo(say("nothing-answered", self.language), bold=True)
        self.echo(text_in(self.base.notice, self.language))
        again = ["--resume", str(self.place)] if self.case is not None else []
        self.tell_command("begin-again", self.command("ask", *again))
        # Last, where the person is looking: what to do in an emergency, which nothing was asked about.
        level = self.base.urgencies[self.base.levels.alarm]
        self.echo(f"{text_in(level.name, self.language)}? {text_in(level.act, self.language)}", bold=True)

    def say_goodbye(self) -> None:
        self.save()
        self.echo()
        if self.nothing_answered():
            self.nothing_said()
            return
        self.echo(say("stopped", self.language))
        self.say_where(go_on=True)
        if not self.interview.emergency and (note := self.standing_note()) is not None:
            self.echo(note, bold=True)

    def leave(self) -> None:
        """Keeps what was answered when something ended the conversation before it was kept, or takes away a file in
        which there is nothing."""
        with suppress(Exception):  # it was tried before; this is not the time to say more
            if self.keeper is not None and self.nothing_answered():
                self.keeper.discard()
            elif self.keeper is not None and self.keeper.answers != dict(self.interview.answers):
                self.keep()
        with suppress(Exception):
            if self.keeper is not None and not self.keeper.text:
                self.keeper.discard()  # nothing could be kept in it: it would only be taken for an interview
