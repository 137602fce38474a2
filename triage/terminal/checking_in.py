"""A check-in: the case it belongs to, its few questions, and the file that keeps it.

Nothing is written before a decision is there. Who stops half-way has the file as it was; only what has to be seen today
or now is kept. What was decided is told whether it could be kept or not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from triage.cases.case import Case, load_case, read_case
from triage.cases.follow_up import FollowUp
from triage.follow_up.beginning import Entrance, beginning, check_dates, pathway_of, placed, started_on, stretches
from triage.follow_up.check_in import Concluded, given, goes_after
from triage.follow_up.standing import Standing, concluded, standing, still_to_be_seen
from triage.inference.outcome import Stretch, infer
from triage.interview.amounts import day_of
from triage.interview.interview import Interview, Prompt
from triage.language.base import Base
from triage.language.check_in import follows, has_check_in, load_check_in
from triage.language.document import read_text
from triage.language.errors import INTERRUPTED, CaseError, TriageError, in_shell, printable, quoted
from triage.language.evaluate import Answer
from triage.language.files import DocumentError
from triage.language.model import Pathway
from triage.language.texts import text_in
from triage.language.typed import command
from triage.reports.person.notices import notices
from triage.reports.person.standing import dated, last_note
from triage.terminal.choosing import Asker
from triage.terminal.conversation import Conversation, Quit
from triage.terminal.insisting import Ended
from triage.terminal.keeping_check_ins import keep
from triage.words.message import phrased
from triage.words.saying import say


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case is in its pathway on a day; `text` is what it was read from. `dated`: whether it is known when the
    complaint began; as long as it is not, the follow-up begins where the case does."""

    case: Case
    pathway: Pathway
    follow_up: FollowUp
    text: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """A check-in that came to a decision, and how the case stands by it. `stopped`: before its last question.
    `trouble`: what there is to say about how it was kept; `code`: how the program is to end."""

    done: Concluded
    standing: Standing
    stretches: tuple[Stretch, ...]
    stopped: bool = False
    trouble: TriageError | None = None
    code: int = 0


def position(
    base: Base,
    path: Path,
    today: date,
    now: date,
    started: date | None = None,
    later: bool = False,
    entrance: Entrance | None = None,
    inside: Base | None = None,
) -> Position:
    """Where the case in a file is. `started` says when the complaint began, where the file does not; with `later` it
    may stay open, to be asked; `entrance` and `stages`: see `beginning`.

    Raises CaseError or TriageError, with what would be right."""
    return _position(base, path, _text(path), today, now, started, later, entrance, inside)


def _text(path: Path) -> str:
    try:
        return read_text(path, str(path))
    except DocumentError as error:
        raise CaseError([error.problem]) from error


def _position(
    base: Base,
    path: Path,
    text: str,
    today: date,
    now: date,
    started: date | None = None,
    later: bool = False,
    entrance: Entrance | None = None,
    inside: Base | None = None,
) -> Position:
    case = read_case(base, text, str(path))
    begun = started_on(base, case)
    began = case.started if case.follow_up is None else begun
    if began is not None and started not in (None, began):
        raise TriageError(
            phrased(
                "{path}: it says that the complaint began on {said}; correct that there, without --started",
                path=path,
                said=began,
            )
        )
    begun = started or begun
    dated = begun is not None
    if begun is None and later:
        begun = min(case.day or today, today)
    if begun is None:
        raise TriageError(
            phrased("{path}: it does not say when the complaint began; add --started with a date", path=path)
        )
    follow_up = beginning(base, case, begun, today)
    check_dates(follow_up, today, now, str(path))
    if entrance is not None and entrance.said:
        try:
            follow_up = beginning(base, case, begun, today, entrance, inside)
        except TriageError as error:
            raise TriageError(phrased("{path}: {error}", path=path, error=error.message)) from error
    return Position(case, pathway_of(base, follow_up, str(path)), follow_up, text, dated)


def pretended(here: Position, path: Path, pretends: bool, language: str) -> Position:
    """The standing for a check-in of a day that is made up, which is said, or for a real one: in one file there are
    only days of one kind. Raises TriageError where the file has days of the other."""
    follow_up = here.follow_up
    if pretends and follow_up.check_ins and not follow_up.pretended:
        raise TriageError(
            phrased(
                "{path}: its check-ins are real ones, and made-up days do not go with them; take a copy without them",
                path=path,
            )
        )
    if follow_up.pretended and not pretends:
        raise TriageError(
            phrased("{path}: the days in this file are made up; go on with --pretend DATE, or start anew", path=path)
        )
    if pretends:
        click.echo(say("pretended", language), err=True)
    return replace(here, follow_up=replace(follow_up, pretended=pretends))


def recorded(base: Base, path: Path) -> Position:
    """A case with check-ins, as they are, whatever day it is. Raises TriageError where it has none."""
    case = load_case(base, path)
    if case.follow_up is None:
        begin = f"triage check-in {in_shell(path)}"
        raise TriageError(
            phrased(
                "{path}: no check-ins yet, so there is nothing to show; start with: {begin}", path=path, begin=begin
            )
        )
    follow_up = placed(base, case)
    return Position(case, pathway_of(base, follow_up, str(path)), follow_up)


def followed(base: Base, here: Position, directory: Path | None) -> bool:
    """Whether there is a check-in for the pathway of a case."""
    if not has_check_in(directory):
        return False
    return follows(load_check_in(base, directory), here.follow_up.pathway)


def check_in(
    base: Base,
    inside: Base,
    path: Path,
    here: Position,
    today: date,
    language: str,
    answers: Path | None = None,
    plain: bool = False,
    further: Callable[[Position], Position] | None = None,
    owe: Callable[[Standing], Callable[[], None]] = lambda _standing: lambda: None,
) -> Checked | None:
    """Asks what fits the phase (or takes it from the file `answers`), decides, and keeps it in the file of the case.
    `further` asks when it began where nobody knows yet, and somebody who comes first after a while in which phase they
    are, once there is no warning sign. `owe` is given how the case stands where somebody has to look today or now,
    before it is kept, and gives what says so while another program holds the file.

    None when the person stopped before the end, without anything that has to be seen today: then nothing is kept."""
    begun = standing(base, inside, here.case)
    told = given(inside, here.follow_up, today, begun.still, here.dated)
    stopped, code = False, 0

    def keep_it(interview: Interview) -> tuple[Case, Concluded, TriageError | None]:
        """What the check-in comes to, and what there is to say about how it was kept."""
        done = concluded(base, inside, here.case, here.pathway, here.follow_up, interview.outcome(), today)
        found = standing(base, inside, replace(here.case, follow_up=done.follow_up))
        waiting = owe(found) if found.presses else None

        def again(text: str) -> tuple[Case, Concluded] | None:
            return _again(base, inside, path, here, text, done, today)

        try:
            return *keep(base, path, here.text, here.case, done, again, today, language, waiting), None
        except TriageError as error:
            return here.case, done, error

    if answers is None:
        interview = Interview(inside, told)

        def where() -> Mapping[str, Answer]:
            nonlocal here
            here = further(here) if further is not None else here
            return given(inside, here.follow_up, today, begun.still)

        conversation = _Conversation(interview, language, plain, where if further is not None else None)
        with conversation.guarded(always=False):  # where it ends well, who prints the decision has the last word
            try:
                welcome(conversation, here, begun)
                stopped = not conversation.questions()
            except KeyboardInterrupt:
                stopped, code = True, INTERRUPTED
            except Ended:
                # Who has to be seen has it in the file, for whoever reads that later: it was told before.
                if base.levels.presses(interview.session.urgency) and (conversation.alarmed or not interview.emergency):
                    with suppress(Exception):
                        keep_it(interview)
                raise
            except OSError:  # the terminal is gone, but what was found is not
                if not base.levels.presses(interview.session.urgency):
                    raise
                stopped = True
        if stopped and not base.levels.presses(interview.session.urgency):
            conversation.echo()
            conversation.echo(say("check-in-stopped", language))
            if (note := last_note(begun, language)) is not None:
                conversation.echo(note, bold=True)  # what was said before still stands
            if code:
                sys.exit(code)
            return None
    else:
        interview = Interview(inside, {**told, **asked_in(inside, answers)})
    case, done, trouble = keep_it(interview)
    if trouble is not None:
        code = code or trouble.exit_code
    now = standing(base, inside, replace(case, follow_up=done.follow_up))
    return Checked(done, now, stretches(base, case, done.follow_up, today), stopped, trouble, code)


class _Conversation(Conversation):
    """The conversation of a check-in. `where` asks in which phase somebody is, and gives what follows from that: after
    the warning signs, and not of somebody who has to be seen today or now."""

    def __init__(
        self, interview: Interview, language: str, plain: bool, where: Callable[[], Mapping[str, Answer]] | None
    ) -> None:
        super().__init__(interview, language, plain)
        self.where = where

    def first(self, prompt: Prompt | None) -> bool:
        signs = prompt is not None and prompt.topic in {checklist.topic for checklist in self.base.checklists.values()}
        if self.where is None or signs or self.base.levels.presses(self.interview.session.urgency):
            return False
        where, self.where = self.where, None
        self.echo()
        told = where()
        new = {name: answer for name, answer in told.items() if self.interview.answers.get(name) != answer}
        if new:
            self.interview.correct(new)
        return True


def _again(
    base: Base, inside: Base, path: Path, here: Position, text: str, done: Concluded, today: date
) -> tuple[Case, Concluded] | None:
    """The check-in concluded anew on what others kept meanwhile; None where both cannot stand in one file."""
    try:
        began = _started(here, text, base, path)
        first = read_case(base, text, str(path)).follow_up is None
        entered = Entrance(here.follow_up.phase, here.follow_up.since) if first else None
        now = _position(base, path, text, today, today, began, entrance=entered)
        asked = {name: answer for name, answer in done.outcome.answers.items() if not inside.questions[name].given}
        owed = still_to_be_seen(base, inside, now.case)
        outcome = infer(inside, {**given(inside, now.follow_up, today, owed, here.dated), **asked})
        conclusion = concluded(base, inside, now.case, now.pathway, now.follow_up, outcome, today)
    except TriageError:
        return None
    return (now.case, conclusion) if goes_after(base, here.follow_up, now.follow_up, done, conclusion, today) else None


def _started(here: Position, text: str, base: Base, path: Path) -> date | None:
    """When the complaint began, for a text that does not say it; it was told on the way."""
    return here.follow_up.started if started_on(base, read_case(base, text, str(path))) is None else None


def asked_in(inside: Base, path: Path) -> Mapping[str, Answer]:
    """The answers in a file. Raises TriageError for what is not asked but follows from the case."""
    answers = load_case(inside, path).answers
    for name in answers:
        if inside.questions[name].given:
            raise TriageError(
                phrased(
                    "{path}: {name} is not asked, it follows from the case; leave it out", path=path, name=quoted(name)
                )
            )
    return answers


def welcome(conversation: Conversation, here: Position, begun: Standing) -> None:
    language = conversation.language
    names = {phase.id: text_in(phase.name, language) for phase in here.pathway.phases}
    conversation.echo(text_in(conversation.base.title, language), bold=True)
    conversation.echo(text_in(conversation.base.notice, language))
    follow_up = here.follow_up
    began = [say("check-in-began", language, date=dated(follow_up.started, language))] if here.dated else []
    conversation.echo(" ".join([*began, say("check-in-phase", language, phase=names[follow_up.phase])]))
    for notice in notices(begun, language):
        conversation.echo(notice)
    conversation.instructions()


LONG_AGO = 14
"""Who has had it for so many days may be further already than the first phase."""


def further(base: Base, inside: Base, path: Path, here: Position, today: date, now: date, language: str) -> Position:
    """Asks when it began, where nobody knows yet, and at a first check-in in which phase somebody is, where they may be
    further already.

    Raises Quit, EndOfInput or KeyboardInterrupt when the person stops."""
    if not here.dated:
        there = position(base, path, today, now, ask_started(language, today))
        here = replace(there, follow_up=replace(there.follow_up, pretended=here.follow_up.pretended))
    follow_up = here.follow_up
    last = here.pathway.phases[-1].id
    if follow_up.check_ins or follow_up.phase == last or (today - follow_up.started).days < LONG_AGO:
        return here
    while (entrance := ask_entrance(here, today, language)).said:
        try:
            there = position(base, path, today, now, follow_up.started, False, entrance, inside)
            return replace(there, follow_up=replace(there.follow_up, pretended=follow_up.pretended))
        except TriageError:  # a day before the complaint, or too soon after it for that phase
            click.echo(say("phase-cannot-be", language))
    return here


def ask_entrance(here: Position, today: date, language: str) -> Entrance:
    """Asks in which phase somebody is and since when; nothing said is where the case begins."""
    phases = here.pathway.phases
    name = next(text_in(phase.name, language) for phase in phases if phase.id == here.follow_up.phase)
    click.echo(say("ask-phase", language, phase=name))
    for number, phase in enumerate(phases, 1):
        click.echo(f"  {number}. {text_in(phase.name, language)}")
    typed = _typed(
        language, lambda word: not word or (word.isdecimal() and 1 <= int(word) <= len(phases)), "not-on-the-list"
    )
    if not typed or phases[int(typed) - 1].id == here.follow_up.phase:
        return Entrance()
    click.echo(say("ask-since", language))
    since = _typed(language, lambda word: not word or day_of(word, today, language) is not None, "not-a-date")
    return Entrance(phases[int(typed) - 1].id, day_of(since, today, language) if since else None)


def _typed(language: str, fits: Callable[[str], bool], refusal: str, ask: str = "") -> str:
    """A line that fits. `refusal` says that one does not, `ask` what is asked, each time. Raises Quit, EndOfInput or
    KeyboardInterrupt when the person stops."""
    asker = Asker(arrows=False, colour=False)
    while True:
        if ask:
            click.echo(say(ask, language))
        typed = asker.line().strip()
        if command(typed, language) == "quit":
            raise Quit
        if fits(typed):
            return typed
        click.echo(say(refusal, language))


def ask_started(language: str, today: date) -> date:
    """Asks on which day the complaint began. Raises Quit, EndOfInput or KeyboardInterrupt when the person stops."""

    def day_in(word: str) -> date | None:
        day = day_of(word, today, language)
        return day if day is not None and day <= today else None

    typed = _typed(language, lambda word: day_in(word) is not None, "not-a-date", "ask-started")
    began = day_in(typed)
    assert began is not None
    if began.isoformat() != typed:
        click.echo(say("number-understood", language, typed=printable(typed, 40), answer=str(began)))
    return began
