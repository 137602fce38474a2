"""A check-in in a browser: what is asked first where the file does not say it, its few questions, and what it comes to.

The case file travels in the page; what comes out is that file with the check-in in it. What a check-in is told, what it
decides and how a file keeps it is up to `follow_up` and `records`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from triage.cases.case import Case, read_case
from triage.cases.follow_up import FollowUp
from triage.follow_up.anew import anew
from triage.follow_up.beginning import Entrance, beginning, pathway_of, started_on
from triage.follow_up.check_in import given
from triage.follow_up.standing import Standing, concluded, still_to_be_seen
from triage.interview.amounts import day_of
from triage.interview.interview import Interview
from triage.language.base import Base
from triage.language.check_in import follows
from triage.language.errors import TriageError
from triage.language.model import Pathway
from triage.language.texts import text_in
from triage.language.words import Words
from triage.records.case_file import with_follow_up
from triage.reports.person.check_in import moved_words
from triage.web.carrying import case_text, packed, unpacked
from triage.web.fields import Form, Mistake, Option
from triage.web.guarding import Refused
from triage.web.journey import Journey, PageContent, groups_of
from triage.web.seal import Seal, State, plain_answers
from triage.words.saying import say

LONG_AGO = 14
"""Who has had it for so many days may be further already than the first phase."""
FILE = "file"


@dataclass(frozen=True, slots=True)
class Here:
    """Where a case is in its pathway today; `text` is its file."""

    text: str
    case: Case
    pathway: Pathway
    follow_up: FollowUp


def can_check_in(inside: Base | None, stands: Standing) -> bool:
    """Whether there is a check-in for a case as it stands."""
    follow_up = stands.case.follow_up
    return follows(inside, stands.outcome.pathway if follow_up is None else follow_up.pathway)


class CheckIns(Journey):
    """The pages of a check-in. `base` is that of the check-in, `parent` the one that the case is of."""

    def __init__(self, base: Base, parent: Base, seal: Seal, today: Callable[[], datetime]) -> None:
        super().__init__(base, seal, today)
        self.parent = parent

    def start(self, state: State, language: str) -> PageContent:
        """The first page of a check-in of the case that was answered or opened."""
        text = case_text(Words(self.parent, language), state, self.today().date())
        bare = State(kept=packed(text), another=state.another, check_in=True)
        return self.where(bare, None, language)

    def where(self, state: State, form: Form | None, language: str) -> PageContent:
        """What is asked of when it began and how far somebody is, after the warning signs. `form`: what such a page
        brought; None at the start."""
        today = self.today().date()
        if form is not None and not self.dated(state):
            typed = form.one("started")
            day = day_of(typed, today, language)
            if day is None or day > today:
                return self._where(state, language, [Mistake("started", say("not-a-date", language))], typed)
            return self.where(replace(state, started=day.isoformat()), None, language)
        here = self.here(state)
        if form is None or not self.late(state, here):
            return self.forward(self.interview(state), state, language)
        phases = [phase.id for phase in here.pathway.phases]
        chosen, typed = form.one("phase"), form.one("since")
        if chosen not in phases:
            return self._where(state, language, [Mistake("phase-1", say("web-choose-one", language))], typed, here)
        since = day_of(typed, today, language) if typed.strip() else None
        if typed.strip() and since is None:
            return self._where(state, language, [Mistake("since", say("not-a-date", language))], typed, here, chosen)
        if since is None and chosen != here.follow_up.phase:
            since = today
        there = replace(state, phase=chosen, since="" if since is None else since.isoformat())
        try:
            interview = self.interview(there)
        except TriageError:  # a day before the complaint, or too soon after it for that phase
            mistake = Mistake("since", say("phase-cannot-be", language))
            return self._where(state, language, [mistake], typed, here, chosen)
        return self.forward(interview, there, language)

    def dated(self, state: State) -> bool:
        """Whether it is known when the complaint began."""
        return bool(state.started) or started_on(self.parent, self._case(state)) is not None

    def late(self, state: State, here: Here) -> bool:
        """Whether somebody comes first after a while, and has not said in which phase they are."""
        follow_up = here.follow_up
        if state.phase or follow_up.check_ins or follow_up.phase == here.pathway.phases[-1].id:
            return False
        return (self.today().date() - follow_up.started).days >= LONG_AGO

    def forward(self, interview: Interview, state: State, language: str, notes: Sequence[str] = ()) -> PageContent:
        """The next page. When it began and in which phase somebody is comes after the warning signs, and is asked of
        nobody who has to be seen today or now."""
        here = self.here(state)
        dated = self.dated(state)
        wanted = (not dated or self.late(state, here)) and not interview.contradictions
        if wanted and not self.base.levels.presses(interview.session.urgency):
            asked = self.next(interview).asked
            if asked is None or not self._sign(asked):
                state = replace(state, answers=self.own(interview), asked=())
                return self._where(state, language, [], "", here if dated else None)
        return super().forward(interview, state, language, notes)

    def _sign(self, names: Sequence[str]) -> bool:
        topics = {checklist.topic for checklist in self.base.checklists.values()}
        return self.base.questions[names[0]].topic in topics

    def _case(self, state: State) -> Case:
        return read_case(self.parent, unpacked(state.kept), FILE)

    def _where(
        self,
        state: State,
        language: str,
        mistakes: Sequence[Mistake],
        typed: str,
        here: Here | None = None,
        chosen: str = "",
    ) -> PageContent:
        phases: list[Option] = []
        if here is not None:
            for number, phase in enumerate(here.pathway.phases, 1):
                label = text_in(phase.name, language)
                ticked = phase.id == (chosen or here.follow_up.phase)
                phases.append(Option(f"phase-{number}", "phase", phase.id, label, ticked))
        values = {
            "phases": phases,
            "typed": typed,
            "mistakes": mistakes,
            "emergency": False,
            "can_go_back": bool(state.groups),
        }
        return PageContent("where", values, state, 422 if mistakes else 200)

    def here(self, state: State) -> Here:
        """Raises Refused where the file says of a later day than today, TriageError where the case cannot be there."""
        today = self.today().date()
        text = unpacked(state.kept)
        case = read_case(self.parent, text, FILE)
        known = started_on(self.parent, case)
        began = known or (date.fromisoformat(state.started) if state.started else case.day or today)
        days = [began, *(done.date for done in (case.follow_up.check_ins if case.follow_up else ()))]
        if max([*days, *([case.day] if case.day else [])]) > today:
            raise Refused(409, "web-clock")
        follow_up = beginning(self.parent, case, began, today)
        pathway = pathway_of(self.parent, follow_up, FILE)
        if not follows(self.base, pathway.id):
            raise Refused(404, "web-no-check-in")
        if state.phase:
            entrance = Entrance(state.phase, date.fromisoformat(state.since) if state.since else None)
            follow_up = beginning(self.parent, case, began, today, entrance, self.base)
        return Here(text, case, pathway, follow_up)

    def interview(self, state: State) -> Interview:
        here = self.here(state)
        owed = still_to_be_seen(self.parent, self.base, here.case)
        told = given(self.base, here.follow_up, self.today().date(), owed, self.dated(state))
        interview = Interview(self.base, {**told, **state.answers})
        interview.accepted = set(state.accepted)
        return interview

    def border(self, state: State, names: Sequence[str]) -> bool:  # noqa: ARG002
        """A check-in is short: no page stands between its questions."""
        return False

    def check(self, interview: Interview, state: State, language: str, notes: Sequence[str]) -> PageContent:  # noqa: ARG002
        return self.done(interview, state, language)

    def stopped(self, state: State, language: str) -> PageContent | None:
        """What somebody who stops half-way has: what has to be seen today or now is kept, anything else is not."""
        interview = self.interview(state)
        return self.done(interview, state, language) if self.base.levels.presses(interview.session.urgency) else None

    def done(self, interview: Interview, state: State, language: str) -> PageContent:
        """What it comes to, and the file with it: the same for whoever sends the same page twice."""
        here, today = self.here(state), self.today().date()
        done = concluded(self.parent, self.base, here.case, here.pathway, here.follow_up, interview.outcome(), today)
        text = with_follow_up(self.parent, here.text, FILE, here.case, done.follow_up)
        after = opened_state(self.parent, text, state.another, today)
        return PageContent("done", {"moved": moved_words(here.pathway, done, language)}, after)


def opened_state(base: Base, text: str, another: bool, today: date) -> State:
    """A case file as it is gone on with. Raises TriageError."""
    case = read_case(base, text, FILE)
    begun = anew(base, case, today)
    return State(
        plain_answers(begun.holds),
        groups_of(base, Interview(base, begun.holds)),
        plain_answers(begun.waiting(begun.holds)),
        kept=packed(text),
        another=another,
    )
