"""What a report says to the person it is about: how soon, what it probably is, what to do, when to seek help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from triage.cases.follow_up import as_taken
from triage.explanation.own_words import own_words
from triage.explanation.to_words import answer_words, asked, either_words, finding_words, suspected, suspected_words
from triage.explanation.undecided import undecided
from triage.follow_up.beginning import pathway_of, placed, stretches
from triage.follow_up.standing import Sign, Standing
from triage.inference.outcome import Outcome, Stretch
from triage.language.model import Help, Item, Phase, Text
from triage.language.page import OnePage
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.clinician.letter import past_words
from triage.reports.person.page import nets
from triage.reports.person.plan import day_words
from triage.reports.person.standing import leads_words, level_base, standing_page
from triage.reports.person.timeline import Drawing, drawing, state_words
from triage.reports.person.to_text import FEW, dose_words
from triage.words.saying import say


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its name, and what it is in a sentence or two."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Course:
    """Where a person is: as the answers say, or after a check-in as that says.

    `check_ins` are those so far, in words; `note` and `signs` say what came of the last. `paused`: it says to be seen
    before going on."""

    urgency: str
    pathway: str
    phases: tuple[Stretch, ...]
    check_ins: tuple[str, ...] = ()
    note: str = ""
    signs: tuple[Named, ...] = ()
    paused: bool = False


def course(standing: Standing, on: date | None, language: str) -> Course:
    """The course of a case as it stands, on a day; that of the last check-in where no other is named.

    Raises TriageError where the base no longer has the pathway or phase that the case is in."""
    base, outcome, case = standing.base, standing.outcome, standing.case
    signs = tuple(_sign(sign, language) for sign in standing.signs)
    if case.follow_up is None or standing.inside is None:
        return Course(standing.urgency, outcome.pathway, outcome.phases, signs=signs)
    follow_up = as_taken(standing.inside, placed(base, case))
    case = replace(case, follow_up=follow_up)
    pathway = pathway_of(base, follow_up, case.name)
    last = follow_up.check_ins[-1] if follow_up.check_ins else None
    note = ""
    if last is not None:
        decision = finding_words(Words(standing.inside, language), last.decision)
        about = text_in(standing.inside.findings[last.decision].about, language)
        note = say("report-last-check-in", language, day=day_words(last.date, language), said=f"{decision}. {about}")
    return Course(
        standing.urgency,
        pathway.id,
        stretches(base, case, follow_up, on or (last.date if last else follow_up.since)),
        tuple(past_words(standing, language, len(follow_up.check_ins))),
        note,
        signs,
        standing.stops,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with a title. `key` says what kind it is."""

    key: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """An exercise as a phase names it; how it is done stands elsewhere, once."""

    id: str
    name: str
    dose: str


@dataclass(frozen=True, slots=True)
class Step:
    """One phase. `when` is `state` in a word; `open`: it is what to do now; `first` and `last` are what comes before
    and after the exercises."""

    number: int
    name: str
    lasts: str
    state: str
    when: str
    open: bool
    first: tuple[Listed, ...]
    exercises: tuple[ToDo, ...]
    last: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """How an exercise is done. `extras` have a label."""

    id: str
    name: str
    dose: str
    how: str
    extras: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ForPatient:
    """`page` is the one page on which all of it stands in short; `open` is what could
    not be ruled out, most serious first, `unknown` the questions whose answer would have told, `stopped` that the rest
    was not asked."""

    page: OnePage
    help: Help
    urgency: Named
    notes: tuple[str, ...]
    warning_signs: tuple[Named, ...]
    leading: Named | None
    suspected: bool
    also: tuple[Named, ...]
    stopped: str
    open: tuple[str, ...]
    unknown: tuple[str, ...]
    set_aside: str
    contradictions: tuple[Listed, ...]
    cautions: tuple[str, ...]
    pathway: Named
    paused: bool
    check_ins: tuple[str, ...]
    drawing: Drawing
    steps: tuple[Step, ...]
    exercises: tuple[Explained, ...]
    safety_net: tuple[Listed, ...]
    notice: str


def for_patient(standing: Standing, course: Course, language: str) -> ForPatient:
    """The whole of it, in words."""
    base, outcome = standing.base, standing.outcome
    words = Words(base, language)
    pathway = base.pathways[course.pathway]
    level = level_base(standing).urgencies[course.urgency]
    # What holds for who looks after it at home is not said to who has to be seen now.
    quiet = standing.presses and base.levels.rank[outcome.urgency] < base.levels.rank[standing.urgency]
    established = [name for name, status in outcome.conditions.items() if status == "established"]
    open_parts = undecided(outcome)
    unknown = [part for part in open_parts.combined if part.because == "unknown"]
    return ForPatient(
        page=standing_page(standing, language),
        help=level.help,
        urgency=Named(text_in(level.name, language), text_in(level.act, language)),
        notes=_notes(words, outcome, course),
        warning_signs=course.signs,
        leading=_leading(standing, language),
        suspected=suspected(outcome) and not standing.doubted,
        also=()
        if standing.doubted
        else tuple(_named(words, name) for name in established if name not in outcome.leads),
        stopped=say("page-stopped", language) if open_parts.stopped else "",
        open=_few([suspected_words(words, part.finding) for part in open_parts.combined], language),
        unknown=_asked(words, [name for part in unknown for name in part.questions]),
        set_aside=_set_aside(words, outcome),
        contradictions=tuple(_contradiction(words, outcome, name) for name in outcome.contradictions),
        cautions=() if quiet else tuple(text_in(base.cautions[name].text, language) for name in outcome.cautions),
        pathway=Named(text_in(pathway.name, language), text_in(pathway.summary, language)),
        paused=course.paused,
        check_ins=course.check_ins,
        drawing=drawing(pathway, course.phases, language, course.paused),
        steps=tuple(
            _step(words, number, stretch, phase, course.paused)
            for number, (stretch, phase) in enumerate(zip(course.phases, pathway.phases, strict=True), 1)
        ),
        exercises=tuple(
            _explained(words, name)
            for name in dict.fromkeys(name for stretch in course.phases for name in stretch.exercises)
        ),
        safety_net=_safety_net(words, outcome, standing.urgency),
        notice=text_in(base.notice, language),
    )


def _notes(words: Words, outcome: Outcome, course: Course) -> tuple[str, ...]:
    notes = [course.note] if course.note else []
    if not outcome.demanded and course.urgency == outcome.urgency:
        notes.append(words.text(words.base.default_because))
    if not outcome.settled and outcome.urgency != words.base.levels.alarm:
        notes.append(words.say("stopped-early"))  # what is most urgent stays so
    return tuple(notes)


def _sign(sign: Sign, language: str) -> Named:
    """A warning sign, with the answers that made it one."""
    words = () if sign.outcome is None else own_words(Words(sign.base, language), sign.outcome, sign.finding)
    return Named(finding_words(Words(sign.base, language), sign.finding), "; ".join(words))


def _named(words: Words, finding: str) -> Named:
    return Named(finding_words(words, finding), words.text(words.base.findings[finding].about))


def _leading(standing: Standing, language: str) -> Named | None:
    if standing.doubted:
        return Named(leads_words(standing, language).rstrip("."), "") if standing.first.leads else None
    if not standing.leads:
        return None
    about = " ".join(text_in(standing.base.findings[name].about, language) for name in standing.leads)
    return Named(either_words(Words(standing.base, language), standing.leads), about)


def _few(names: Sequence[str], language: str) -> tuple[str, ...]:
    if len(names) <= FEW:
        return tuple(names)
    return (*names[:FEW], say("and-more", language, count=len(names) - FEW))


def _asked(words: Words, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(asked(words.base.questions[name], words.language) for name in dict.fromkeys(names))


def _set_aside(words: Words, outcome: Outcome) -> str:
    if not outcome.set_aside:
        return ""
    return words.say("set-aside", questions="; ".join(_asked(words, outcome.set_aside)))


def _contradiction(words: Words, outcome: Outcome, name: str) -> Listed:
    base = words.base
    contradiction = base.contradictions[name]
    return Listed(
        "contradiction",
        words.text(contradiction.ask),
        tuple(
            f"{words.text(base.questions[question].ask)} "
            f"{answer_words(base.questions[question], outcome.answers[question], words.language)}"
            for question in contradiction.questions
            if question in outcome.answers
        ),
    )


def _step(words: Words, number: int, stretch: Stretch, phase: Phase, paused: bool) -> Step:
    first = {"goals": stretch.goals, "do": stretch.do, "avoid": stretch.avoid}
    last = {
        "move-on": stretch.move_on,
        "step-back": stretch.step_back,
        "seek-help": stretch.seek_help,
        "background": stretch.background,
    }
    days = []
    for day in sorted(stretch.schedule, key=lambda day: day.days):
        start, end = day.days
        label = words.say("day", first=start) if start == end else words.say("days", first=start, last=end)
        days.append(f"{label}: {words.text(day.text)}")
    schedule = (Listed("schedule", words.say("schedule"), tuple(days)),) if days else ()
    return Step(
        number,
        words.text(phase.name),
        words.text(phase.lasts),
        stretch.state,
        state_words(stretch.state, words.language, paused),
        stretch.state == "current" and not paused,
        _lists(first, words.language),
        tuple(
            ToDo(
                exercise,
                words.text(words.base.exercises[exercise].name),
                dose_words(words.base.exercises[exercise], words.language),
            )
            for exercise in dict.fromkeys(stretch.exercises)
        ),
        (*schedule, *_lists(last, words.language)),
    )


def _lists(lists: Mapping[str, tuple[Item, ...]], language: str) -> tuple[Listed, ...]:
    return tuple(
        Listed(key, say(key, language), tuple(text_in(item.text, language) for item in items))
        for key, items in lists.items()
        if items
    )


def _explained(words: Words, name: str) -> Explained:
    exercise = words.base.exercises[name]
    extras: dict[str, Text | None] = {
        "equipment": exercise.equipment,
        "pain": exercise.pain,
        "harder": exercise.harder,
        "easier": exercise.easier,
    }
    return Explained(
        name,
        words.text(exercise.name),
        dose_words(exercise, words.language),
        words.text(exercise.how),
        tuple((words.say(key), words.text(text)) for key, text in extras.items() if text is not None),
    )


def _safety_net(words: Words, outcome: Outcome, urgency: str) -> tuple[Listed, ...]:
    """By how soon help is needed, most urgent first; after check-ins none that asks for less than the case does."""
    base = words.base
    sooner = nets(outcome)
    if urgency != outcome.urgency:
        sooner = tuple(net for net in sooner if base.levels.rank[net.urgency] > base.levels.rank[urgency])
    return tuple(
        Listed(level, words.text(base.urgencies[level].name), items)
        for level in base.levels.order
        if (items := tuple(words.text(net.text) for net in sooner if net.urgency == level))
    )
