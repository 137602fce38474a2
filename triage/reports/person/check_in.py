"""A check-in for a person and for a program: what was decided, why, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from triage.explanation.to_words import asked, finding_words, urgency_words
from triage.follow_up.check_in import SEEN_FIRST, Concluded
from triage.follow_up.standing import Standing
from triage.inference.outcome import Stretch
from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.keys import DECISIONS
from triage.language.model import Decision, Pathway
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import COLOURS, Page
from triage.reports.person.notices import version_note
from triage.reports.person.page import page_text
from triage.reports.person.standing import level_base, sign_line, standing_page, standing_record
from triage.reports.person.to_text import add_reasons, add_stretch, add_urgency
from triage.reports.to_json import (
    KnowledgeJson,
    OutcomeJson,
    PhaseJson,
    StandingJson,
    UrgencyId,
    knowledge_record,
    outcome_record,
    phase_record,
    sealed,
)
from triage.words.saying import say

FEW = 2
"""So many reasons stand on the one screen; the others are in `explain`."""
Day = date


def check_in_page(words: Words, done: Concluded, standing: Standing, page: Page) -> str:
    """One screen: how soon somebody has to look, what was decided, and what to do now. The thing to do comes last, from
    `last_words`."""
    content = standing_page(standing, words.language)
    moved = moved_words(words.base.pathways[done.follow_up.pathway], done, words.language)
    why = () if standing.inside is None else reasons(Words(standing.inside, words.language), done)[:FEW]
    notes = content.notes if standing.presses else (*content.notes, " ".join((moved, *why)))
    rest = words.say("check-in-rest-seen" if standing.stops else "check-in-rest")
    return page_text(replace(content, notes=notes), page, words.language, rest=rest, last=False)


def check_in_text(
    words: Words, inside: Base, done: Concluded, standing: Standing, stretches: tuple[Stretch, ...], page: Page
) -> str:
    """The decision, the reasons for it, and the advice of the phase. `inside` is the check-in base, `stretches` the
    phases of the pathway as they hold now."""
    base = words.base
    inside_words = Words(inside, words.language)
    saved = standing.case.saved
    outcome = done.outcome
    pathway = base.pathways[done.follow_up.pathway]
    pressing = standing.presses
    outcome = replace(outcome, urgency=standing.urgency) if outcome.urgency != standing.urgency else outcome
    if pressing:
        # How soon help is needed goes before everything, and no step of a programme is named beside it.
        add_urgency(inside_words, outcome, page)
        _add_signs(standing, words.language, page)
    page.heading(
        finding_words(inside_words, done.decision),
        COLOURS[level_base(standing).urgencies[standing.urgency].help],
    )
    page.paragraph(words.text(inside.findings[done.decision].about))
    if not pressing:
        page.paragraph(moved_words(pathway, done, words.language))
    if note := version_note(words, saved):
        page.paragraph(note)
    if not pressing:
        add_urgency(inside_words, outcome, page)
        _add_signs(standing, words.language, page)
    hidden = DECISIONS if done.decision == SEEN_FIRST else ("go-on",)
    unknown = [part for part in outcome.not_ruled_out if part.because == "unknown" and part.finding not in hidden]
    if unknown:
        page.heading(words.say("not-ruled-out"))
        for part in unknown:
            questions = "; ".join(asked(inside.questions[name], words.language) for name in part.questions)
            why = words.say("because-unknown", questions=questions)
            page.bullets([f"{finding_words(inside_words, part.finding)} ({why})"])
    advice = inside.pathways[outcome.pathway]
    page.heading(f"{words.say('what-now')}: {words.text(advice.name)}")
    page.paragraph(words.text(advice.summary))
    for advised in outcome.phases:
        add_stretch(inside_words, advised, page)
    if done.decision != SEEN_FIRST:
        for stretch, phase in zip(stretches, pathway.phases, strict=True):
            if stretch.state == "current":
                page.heading(f"{words.say('your-phase')}: {words.text(phase.name)}")
                add_stretch(words, stretch, page)
    # Only what would make it more urgent than it is: nobody who is to call now reads what can wait some days.
    nets = [
        net
        for name in outcome.safety_net
        if base.levels.rank[(net := inside.safety_net[name]).urgency] > base.levels.rank[outcome.urgency]
    ]
    if nets:
        page.heading(words.say("safety-net"))
        page.bullets(f"{words.text(net.text)} ({words.text(inside.urgencies[net.urgency].name)})" for net in nets)
    page.gap()
    page.paragraph(words.text(inside.notice))
    add_reasons(inside_words, outcome, page, without=_overruled(inside, done))
    page.gap()
    for knowledge in (base, inside):
        stamp = {"base": knowledge.id, "version": knowledge.version, "hash": knowledge.hash[:12]}
        page.paragraph(words.say("made-with", **stamp, software=outcome.software.version))
    return page.text()


def _add_signs(standing: Standing, language: str, page: Page) -> None:
    if standing.signs:
        page.heading(say("warning-signs", language), "red")
        page.bullets(
            f"{sign_line(sign, language)}. {text_in(sign.base.findings[sign.finding].about, language)}"
            for sign in standing.signs
        )


def _overruled(inside: Base, done: Concluded) -> frozenset[str]:
    """Where the decision is to be seen: the rules that led to nothing but another, such as to stay in a step."""
    if done.decision != SEEN_FIRST:
        return frozenset()
    others = {name for name in DECISIONS if name != done.decision}
    return frozenset(
        rule.id
        for rule in inside.rules.values()
        if {*rule.establish, *([rule.pathway] if rule.pathway is not None else [])} <= others
        and (rule.urgency is None or rule.urgency in inside.levels.reassuring)
        and (rule.establish or rule.pathway is not None)
    )


def last_words(standing: Standing, language: str) -> str:
    """How soon, and what to do about it: what a check-in ends with, for that is where somebody looks."""
    return urgency_words(Words(level_base(standing), language), standing.urgency)


def moved_words(pathway: Pathway, done: Concluded, language: str) -> str:
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases}
    if done.before == done.after:
        return say("phase-stays", language, phase=names[done.after])
    return say("phase-moves", language, before=names[done.before], after=names[done.after])


def reasons(words: Words, done: Concluded) -> tuple[str, ...]:
    """Why somebody stays, goes back or has to be seen; nobody asks why they may go on."""
    fired = (words.base.rules[name] for name in done.outcome.fired)
    return tuple(
        words.text(rule.because) for rule in fired if done.decision != "go-on" and done.decision in rule.establish
    )


class PastJson(NamedTuple):
    """A check-in that was done, on a day, and the phase before and after it."""

    date: Day
    phase: str
    decision: Decision
    urgency: UrgencyId
    next_phase: str


class CheckInJson(NamedTuple):
    """One check-in. `urgency` says how soon somebody has to look, and `act` what to do about it. `outcome` is that of
    the check-in base, `phase` what the pathway says of the phase after it, and `check_ins` are all so far, this one
    last. `note` says that the case was saved under another version of the base; `standing` is how the case stands by
    now, and so are `urgency` and `act`."""

    case: str
    language: str
    urgency: UrgencyId
    urgency_name: str
    act: str
    date: Day
    started: Day
    since: Day
    decision: Decision
    decision_name: str
    decision_about: str
    pathway: str
    phase_before: str
    phase_after: str
    phase: PhaseJson
    outcome: OutcomeJson
    check_ins: Sequence[PastJson]
    note: str | None
    standing: StandingJson
    knowledge: KnowledgeJson


def check_in_json(
    words: Words, inside: Base, done: Concluded, standing: Standing, stretches: tuple[Stretch, ...], today: date
) -> Json:
    """A check-in as plain data, fit for `json.dumps`. It speaks of the case, whoever answered it."""
    words = words.plain()
    inside_words = Words(inside, words.language)
    pathway = words.base.pathways[done.follow_up.pathway]
    current, phase = next(
        (stretch, phase)
        for stretch, phase in zip(stretches, pathway.phases, strict=True)
        if stretch.phase == done.after
    )
    level = level_base(standing).urgencies[standing.urgency]
    case = standing.case.name
    record = CheckInJson(
        case=case,
        language=words.language,
        urgency=standing.urgency,
        urgency_name=words.text(level.name),
        act=words.text(level.act),
        date=today,
        started=done.follow_up.started,
        since=done.follow_up.since,
        decision=done.decision,
        decision_name=finding_words(inside_words, done.decision),
        decision_about=words.text(inside.findings[done.decision].about),
        pathway=pathway.id,
        phase_before=done.before,
        phase_after=done.after,
        phase=phase_record(words, current, phase),
        outcome=outcome_record(inside_words, done.outcome, case),
        check_ins=[
            PastJson(past.date, past.phase, past.decision, past.urgency, past.next_phase)  # type: ignore[arg-type]  # one of the four
            for past in done.follow_up.check_ins
        ],
        note=version_note(words, standing.case.saved),
        standing=standing_record(standing, words.language),
        knowledge=knowledge_record(words.base),
    )
    data = to_json(record)
    sealed(inside, data["outcome"])
    return data
