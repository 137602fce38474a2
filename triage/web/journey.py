"""From one page to the next: what came back from a page, and what is shown now.

It knows which pages there are and in what order they come; which question is asked, when it is settled and what follows
is up to `interview`. A `PageContent` says which template lays it out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from triage.cases.case import Case
from triage.explanation.asking import Purpose, purpose
from triage.explanation.to_words import answer_words, asked, finding_words, urgency_words
from triage.follow_up.anew import anew
from triage.follow_up.standing import standing
from triage.inference.outcome import infer
from triage.interview.interview import Change, Interview
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.derived import derived
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.notices import notices
from triage.reports.person.page import one_page
from triage.reports.person.standing import level_base
from triage.web.fields import Form, Mistake, fields_of, page_of, prompt_of, read
from triage.web.remembering import Remembered
from triage.web.seal import Seal, State, plain_answers
from triage.words.saying import OTHER, say

FEW = 8
"""So many names are listed before the rest is counted."""
KEPT = 16_384
"""So many next questions are remembered, by a digest of the answers before them."""
ALARMS = 256
"""And so many emergencies: most people who meet one answered what others did before them."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page. `status` is that of HTTP; `key` names a page that is the same for all who come to it, but for the state;
    `later` gives the values that only matter where it was not made before."""

    template: str
    values: Mapping[str, object]
    state: State
    status: int = 200
    key: Hashable = None
    later: Callable[[], Mapping[str, object]] | None = None

    @property
    def all_values(self) -> Mapping[str, object]:
        """All values of the page."""
        return self.values if self.later is None else {**self.values, **self.later()}


@dataclass(frozen=True, slots=True)
class Answered:
    """One page that was answered, as it stands in a list: `id` names it."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Next:
    """What is asked next, and why; None where nothing is. No answers clash there; `emergency`: they are one;
    `pressing`: the urgency, where somebody has to look today or now."""

    asked: tuple[str, ...] | None
    why: Purpose | None
    emergency: bool
    pressing: str


@derived
def alarming(base: Base) -> tuple[str, ...]:
    """The questions of the lists of warning signs to which a yes, by itself, is an emergency; in their order."""
    listed = (base.checklists[name].questions if name in base.checklists else (name,) for name in base.screens)
    return tuple(
        question
        for questions in listed
        for question in questions
        if base.questions[question].type == "yes-no" and Interview(base, {question: "yes"}).emergency
    )


class Journey:
    """The pages of one base. Holds nothing of anybody: what is remembered goes by a digest."""

    def __init__(self, base: Base, seal: Seal, today: Callable[[], datetime]) -> None:
        self.base = base
        self.today = today
        self.seal = seal
        self.remembered: Remembered[Next] = Remembered(KEPT)
        self.alarms: Remembered[Mapping[str, object]] = Remembered(ALARMS)

    def interview(self, state: State) -> Interview:
        """Raises AnswerError where an answer cannot stand."""
        interview = Interview(self.base, state.answers)
        interview.accepted = set(state.accepted)
        return interview

    def own(self, interview: Interview) -> dict[str, object]:
        """What somebody answered: what a check-in takes from its case is taken anew on every page."""
        return plain_answers(
            {name: answer for name, answer in interview.answers.items() if not self.base.questions[name].given}
        )

    # What somebody does

    def begin(self, language: str) -> PageContent:
        another = language.endswith(OTHER)
        content = self.forward(Interview(self.base), State(another=another), language)
        if another:
            content = replace(content, values={**content.values, "notes": (say("others-begin", language),)}, key=None)
        return content

    def again(self, state: State, form: Form, language: str) -> PageContent:
        """The same page once more, with what was ticked and typed on it."""
        if not state.asked:
            return self.resume(state, language)
        return self.ask(self.interview(state), state, language, (), _as_typed(self.base, state, form))

    def opened(self, case: Case, language: str, kept: str = "") -> PageContent:
        """Goes on with a case that somebody brought, as it is today: what is too old is asked again, as it was ticked.
        What was an emergency is told before anything is asked."""
        begun = anew(self.base, case, self.today().date())
        interview = Interview(self.base, {**begun.old, **begun.holds})
        if not interview.emergency:
            interview = Interview(self.base, begun.holds)
        stands = standing(self.base, None, case)
        notes = [*notices(stands, language, resumed=True)]
        if old := begun.waiting(interview.answers):
            notes.append(say("web-answers-old", language))
            if stands.presses:
                level = urgency_words(Words(level_base(stands), language), stands.urgency)
                notes.append(say("answers-stood", language, urgency=level))
        state = State(
            notes=tuple(notes),
            ahead=plain_answers(old),
            groups=groups_of(self.base, interview),
            another=case.for_another,
            kept=kept,
        )
        return self.forward(interview, state, language)

    def move(self, state: State, form: Form, language: str) -> PageContent:
        """What a button of a page does. Raises AnswerError."""
        action, _, about = form.one("do").partition(":")
        moves: Mapping[str, Callable[[], PageContent]] = {
            "": partial(self.answer, state, form, language),
            "back": partial(self.back, state, form, language),
            "change": partial(self.change, state, about, language),
            "on": partial(self.resume, replace(state, told=True), language),
            "calmer": partial(self.resume, replace(state, calmer=True), language),
            "right": partial(self.accept, state, about, language),
            "resume": partial(self.resume, state, language),
            "talk": partial(self.talk, state),
            "again": partial(self.again, state, form, language),
        }
        return moves.get(action, moves["resume"])()

    def answer(self, state: State, form: Form, language: str) -> PageContent:
        """Takes the answers of a page, or asks it again with what is wrong."""
        words = Words(self.base, language)
        if not state.asked:
            return self.resume(state, language)
        answers = read(words, state.asked, form, self.today().date())
        if isinstance(answers, list):
            before = _as_typed(self.base, state, form)
            return self.ask(self.interview(state), state, language, answers, before)
        notes: tuple[str, ...] = ()
        if state.changing:
            interview = self.interview(state)
            notes = change_words(words, interview.correct(answers))
            groups = [tuple(name for name in group if name in interview.answers) for group in state.groups]
            state = replace(state, groups=tuple(filter(None, groups)))
        else:
            state = replace(state, answers={**state.answers, **answers}, groups=(*state.groups, state.asked))
            interview = self.interview(state)
        ahead = {name: answer for name, answer in state.ahead.items() if name not in interview.answers}
        return self.forward(interview, replace(state, ahead=ahead, changing=False), language, notes)

    def back(self, state: State, form: Form, language: str) -> PageContent:
        """The page before this one, as it was answered. What was ticked here meanwhile is kept for later."""
        if state.asked and not state.changing:
            state = replace(state, ahead={**state.ahead, **_as_typed(self.base, state, form)})
        if state.changing or not state.groups:
            return self.resume(state, language)
        group = state.groups[-1]
        answers = {name: answer for name, answer in state.answers.items() if name not in group}
        taken = {name: state.answers[name] for name in group}
        state = replace(state, answers=answers, groups=state.groups[:-1], ahead={**state.ahead, **taken}, asked=group)
        interview = self.interview(state)
        # An emergency that is answered again is told again.
        return self.ask(interview, replace(state, told=state.told and interview.emergency), language)

    def change(self, state: State, about: str, language: str) -> PageContent:
        """Asks one page again; `about` is a question of it."""
        interview = self.interview(state)
        group = next((group for group in state.groups if about == group[0]), (about,))
        if not all(name in interview.answers for name in group):
            return self.resume(state, language)
        return self.ask(interview, replace(state, asked=group, changing=True), language)

    def accept(self, state: State, contradiction: str, language: str) -> PageContent:
        """Both answers are right."""
        known = contradiction in self.base.contradictions and contradiction not in state.accepted
        accepted = (*state.accepted, contradiction) if known else state.accepted
        return self.resume(replace(state, accepted=accepted), language)

    def resume(self, state: State, language: str) -> PageContent:
        return self.forward(self.interview(state), replace(state, changing=False), language)

    def talk(self, state: State) -> PageContent:
        """How to reach a person; what was answered stays."""
        return PageContent("talk", {"emergency": self.interview(state).emergency}, state)

    # What comes next

    def forward(self, interview: Interview, state: State, language: str, notes: Sequence[str] = ()) -> PageContent:
        """The page that comes now: an emergency before all else, then answers that clash, then what is still asked."""
        state = replace(state, answers=self.own(interview), asked=())
        if not interview.emergency:
            state = replace(state, told=False)
        elif not state.told:
            return self.emergency(interview, state, language)
        if interview.contradictions:
            return self.clash(interview, state, language)
        upcoming = self.next(interview)
        if upcoming.asked is None:
            return self.check(interview, state, language, notes)
        if not state.calmer and not interview.emergency and self.border(state, upcoming.asked):
            return self.calmer(upcoming, state, language)
        return self.ask(interview, replace(state, asked=upcoming.asked), language, notes=notes, why=upcoming.why)

    def next(self, interview: Interview) -> Next:
        """What is asked now. It takes most of the time of a page, and is a function of the answers in their order."""
        key = self.key(plain_answers(interview.answers), sorted(interview.accepted))
        upcoming = self.remembered.get(key)
        if upcoming is None:
            prompt = interview.next()
            names = None if prompt is None else page_of(prompt)
            why = None if names is None else purpose(interview.reach, names)
            pressing = interview.urgency if self.base.levels.presses(interview.session.urgency) else ""
            upcoming = self.remembered.keep(key, Next(names, why, interview.emergency, pressing))
        return upcoming

    def key(self, answers: Mapping[str, object], accepted: Sequence[str]) -> bytes:
        return self.seal.digest(repr((tuple(answers.items()), *accepted)))

    def quickly(self, state: State, form: Form, language: str) -> PageContent | None:
        """The page after this one, where answers such as these were had before and nothing is to be worked out; None
        where that takes more."""
        if state.changing or state.check_in:
            return None
        match form.one("do"):
            case "calmer":
                state = replace(state, calmer=True, asked=())
            case "" if state.asked:
                given = read(Words(self.base, language), state.asked, form, self.today().date())
                if isinstance(given, list) or not state.answers.keys().isdisjoint(given):
                    return None
                answers = {**state.answers, **plain_answers(given)}
                ahead = {name: answer for name, answer in state.ahead.items() if name not in answers}
                groups = (*state.groups, state.asked)
                state = replace(state, answers=answers, groups=groups, ahead=ahead, asked=())
            case _:
                return None
        upcoming = self.remembered.get(self.key(state.answers, sorted(state.accepted)))
        if upcoming is None or (upcoming.emergency and not state.told):
            return None
        if not upcoming.emergency:
            state = replace(state, told=False)
        if upcoming.asked is None:
            return self.checked(CheckedAnswers(self.base, state.answers), upcoming.emergency, state, language)
        if not state.calmer and not upcoming.emergency and self.border(state, upcoming.asked):
            return self.calmer(upcoming, state, language)
        return self.asking(replace(state, asked=upcoming.asked), language, upcoming.why, upcoming.emergency)

    def border(self, state: State, names: Sequence[str]) -> bool:
        """Whether the lists of warning signs are behind, and what comes now is something else."""
        screens = [group for group in state.groups if self._screen(group)]
        return bool(screens) and not self._screen(names)

    def _screen(self, names: Sequence[str]) -> bool:
        checklist = self.base.checklist_of(names[0])
        return (names[0] if checklist is None else checklist.id) in self.base.screens

    # The pages

    def ask(
        self,
        interview: Interview,
        state: State,
        language: str,
        mistakes: Sequence[Mistake] = (),
        before: Mapping[str, object] | None = None,
        notes: Sequence[str] = (),
        why: Purpose | None = None,
    ) -> PageContent:
        if why is None and not state.changing:
            why = purpose(interview.reach, state.asked)
        return self.asking(state, language, why, interview.emergency, mistakes, before, notes)

    def asking(
        self,
        state: State,
        language: str,
        why: Purpose | None,
        emergency: bool,
        mistakes: Sequence[Mistake] = (),
        before: Mapping[str, object] | None = None,
        notes: Sequence[str] = (),
    ) -> PageContent:
        words = Words(self.base, language)
        if before is None:
            before = state.answers if state.changing else state.ahead
        goes_on = self.goes_on(state, state.asked)

        def later() -> Mapping[str, object]:
            fields = fields_of(words, state.asked, before)
            if goes_on:
                fields = replace(fields, title=say("web-continued", language, question=fields.title))
            return {"fields": fields, "why": () if why is None else why_words(words, why)}

        values = {
            "mistakes": mistakes,
            "said": notes,
            "emergency": emergency,
            "can_go_back": bool(state.groups),
        }
        key = None
        if not (mistakes or notes or state.notes or state.changing or any(name in before for name in state.asked)):
            key = (self.base.id, language, state.asked, why, goes_on, emergency, bool(state.groups))
        return PageContent("ask", values, state, 422 if mistakes else 200, key, later)

    def emergency(self, interview: Interview, state: State, language: str) -> PageContent:
        key = self.key(plain_answers(interview.answers), (language,))
        alarm = self.alarms.get(key)
        if alarm is None:
            alarm = self.alarms.keep(key, self.alarm(interview, language))
        return PageContent("emergency", {**alarm, "can_go_back": bool(state.groups)}, state)

    def alarm(self, interview: Interview, language: str) -> Mapping[str, object]:
        """What an emergency tells: the page, and what to do until help comes."""
        outcome = infer(self.base, interview.answers)
        now = next((stretch for stretch in outcome.phases if stretch.state == "current"), None)
        until = {} if now is None else {"do": now.do, "avoid": now.avoid}
        return {
            "page": one_page(Words(self.base, language), outcome),
            "until": [
                (say(key, language), [text_in(item.text, language) for item in items])
                for key, items in until.items()
                if items
            ],
        }

    def clash(self, interview: Interview, state: State, language: str) -> PageContent:
        name = interview.contradictions[0]
        part = self.base.contradictions[name]
        given = [question for question in part.questions if question in interview.answers]
        values = {
            "contradiction": name,
            "title": text_in(part.ask, language),
            "answers": [self.answered(interview.answers, (question,), language) for question in given],
            "names": {question: asked(self.base.questions[question], language) for question in given},
            "emergency": interview.emergency,
            "can_go_back": True,
        }
        return PageContent("clash", values, state)

    def calmer(self, upcoming: Next, state: State, language: str) -> PageContent:
        level = self.base.urgencies[upcoming.pressing] if upcoming.pressing else None
        values = {
            "help": level.help if level else "",
            "name": text_in(level.name, language) if level else "",
            "act": text_in(level.act, language) if level else "",
            "emergency": False,
            "can_go_back": bool(state.groups),
        }
        key = None if state.notes else (self.base.id, language, upcoming.pressing, bool(state.groups))
        return PageContent("calmer", values, state, key=key)

    def check(self, interview: Interview, state: State, language: str, notes: Sequence[str]) -> PageContent:
        """Everything that was answered, before the outcome."""
        return self.checked(interview.answers, interview.emergency, state, language, notes)

    def checked(
        self,
        answers: Mapping[str, Answer],
        emergency: bool,
        state: State,
        language: str,
        notes: Sequence[str] = (),
    ) -> PageContent:
        chapters: dict[str, list[Answered]] = {}
        for group in state.groups:
            topic = text_in(self.base.topics[prompt_of(self.base, group).topic], language)
            row = self.answered(answers, group, language)
            if self.goes_on(state, group):
                row = replace(row, question=say("web-continued", language, question=row.question))
            chapters.setdefault(topic, []).append(row)
        values = {
            "chapters": chapters,
            "said": notes,
            "emergency": emergency,
            "can_go_back": bool(state.groups),
        }
        return PageContent("check", values, state)

    def goes_on(self, state: State, group: Sequence[str]) -> bool:
        """Whether an earlier page asked of the same list."""
        checklist = self.base.checklist_of(group[0])
        before = state.groups[: state.groups.index(tuple(group))] if tuple(group) in state.groups else state.groups
        return checklist is not None and any(self.base.checklist_of(other[0]) is checklist for other in before)

    def answered(self, answers: Mapping[str, Answer], group: Sequence[str], language: str) -> Answered:
        prompt = prompt_of(self.base, group)
        if prompt.checklist is None:
            question = prompt.questions[0]
            answer = answer_words(question, answers[question.id], language)
            return Answered(question.id, text_in(question.ask, language), answer)
        words_chosen = []
        for question in prompt.questions:
            answer_given = answers[question.id]
            if answer_given != "no":
                doubt = "" if answer_given == "yes" else f" ({say('unsure', language)})"
                words_chosen.append(f"{asked(question, language)}{doubt}")
        words = "; ".join(words_chosen) or say("none", language)
        return Answered(group[0], text_in(prompt.checklist.ask, language), words)


def why_words(words: Words, why: Purpose) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why something is asked: sentences, some with a list."""
    lists = {
        "why-both": [name for name in why.shows if name in why.rules_out],
        "why-shows": [name for name in why.shows if name not in why.rules_out],
        "why-rules-out": [name for name in why.rules_out if name not in why.shows],
    }
    lines: list[tuple[str, tuple[str, ...]]] = []
    for key, names in lists.items():
        if names:
            findings = [finding_words(words, name) for name in names[:FEW]]
            more = [words.say("and-more", count=len(names) - FEW)] if len(names) > FEW else []
            lines.append((words.say(key), (*findings, *more)))
    if why.urgencies:
        levels = ", ".join(words.text(words.base.urgencies[level].name) for level in why.urgencies)
        lines.append((words.say("why-urgency", names=levels), ()))
    if why.tailors:
        lines.append((words.say("why-tailors"), ()))
    return tuple(lines) or ((words.say("why-opens"), ()),)


def change_words(words: Words, change: Change) -> tuple[str, ...]:
    """What changing an answer did, a line each."""
    base = words.base
    keys = {True: "is-established", False: "is-refuted"}
    named = {*base.warning_signs, *base.condition_order}
    lines = []
    before, after = (words.text(base.urgencies[level].name) for level in change.urgency)
    if before != after:
        lines.append(words.say("change-urgency", before=before, after=after))
    for key, statuses in (("change-falls", change.fallen), ("change-appears", change.appeared)):
        for name, status in statuses.items():
            if name in named and status:
                line = words.say(keys[status], finding=finding_words(words, name))
                lines.append(words.say(key, name=line))
    lines += [
        words.say("change-dropped", question=asked(base.questions[name], words.language)) for name in change.dropped
    ]
    return tuple(lines) or (words.say("changed-nothing"),)


def groups_of(base: Base, interview: Interview) -> tuple[tuple[str, ...], ...]:
    """The pages that the answers of a case came from: lists as they are split, and single questions."""
    split: list[tuple[str, ...]] = []
    for group in interview.groups():
        rest = group
        while rest:
            first = page_of(prompt_of(base, rest))
            split.append(first)
            rest = rest[len(first) :]
    return tuple(split)


def _as_typed(base: Base, state: State, form: Form) -> dict[str, object]:
    """What was ticked and typed on a page that cannot be taken, so that nothing of it is lost."""
    prompt = prompt_of(base, state.asked)
    if prompt.checklist is not None:
        sure, unsure = form.all("yes"), form.all("unsure")
        ticked: dict[str, object] = {name: UNKNOWN for name in state.asked if name in unsure}
        return ticked | {name: "yes" for name in state.asked if name in sure}
    question = prompt.questions[0]
    if question.type == "number" and (typed := form.one("number").strip()):
        return {question.id: typed[:30]}
    given = form.all("answer")
    return {question.id: list(given) if question.type == "choices" else given[0]} if given else {}
