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
from triage.language.follow_up import Decision
from triage.language.keys import DECISIONS
from triage.language.model import Pathway
from triage.language.texts import text_in
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
from triage.words.saying import plainly, say

FEW = 2
"""So many reasons stand on the one screen; the others are in `explain`."""
Day = date


def check_in_page(base: Base, done: Concluded, standing: Standing, language: str, page: Page) -> str:
    """One screen: how soon somebody has to look, what was decided, and what to do now. The thing to do comes last, from
    `last_words`."""
    shown = standing_page(standing, language)
    moved = moved_words(base.pathways[done.follow_up.pathway], done, language)
    why = () if standing.inside is None else reasons(standing.inside, done, language)[:FEW]
    notes = shown.notes if standing.presses else (*shown.notes, " ".join((moved, *why)))
    rest = say("check-in-rest-seen" if standing.stops else "check-in-rest", language)
    return page_text(replace(shown, notes=notes), page, language, rest=rest, last=False)


def check_in_text(
    base: Base,
    inside: Base,
    done: Concluded,
    standing: Standing,
    stretches: tuple[Stretch, ...],
    language: str,
    page: Page,
) -> str:
    """The decision, the reasons for it, and the advice of the phase. `inside` is the check-in base, `stretches` the
    phases of the pathway as they hold now."""
    saved = standing.case.saved
    outcome = done.outcome
    pathway = base.pathways[done.follow_up.pathway]
    pressing = standing.presses
    outcome = replace(outcome, urgency=standing.urgency) if outcome.urgency != standing.urgency else outcome
    if pressing:
        # How soon help is needed goes before everything, and no step of a programme is named beside it.
        add_urgency(inside, outcome, language, page)
        _add_signs(standing, language, page)
    page.heading(
        finding_words(inside, done.decision, language), COLOURS[level_base(standing).urgencies[standing.urgency].help]
    )
    page.paragraph(text_in(inside.findings[done.decision].about, language))
    if not pressing:
        page.paragraph(moved_words(pathway, done, language))
    if note := version_note(base, saved, language):
        page.paragraph(note)
    if not pressing:
        add_urgency(inside, outcome, language, page)
        _add_signs(standing, language, page)
    hidden = DECISIONS if done.decision == SEEN_FIRST else ("go-on",)
    unknown = [part for part in outcome.not_ruled_out if part.because == "unknown" and part.finding not in hidden]
    if unknown:
        page.heading(say("not-ruled-out", language))
        for part in unknown:
            questions = "; ".join(asked(inside.questions[name], language) for name in part.questions)
            why = say("because-unknown", language, questions=questions)
            page.bullets([f"{finding_words(inside, part.finding, language)} ({why})"])
    advice = inside.pathways[outcome.pathway]
    page.heading(f"{say('what-now', language)}: {text_in(advice.name, language)}")
    page.paragraph(text_in(advice.summary, language))
    for advised in outcome.phases:
        add_stretch(inside, advised, language, page)
    if done.decision != SEEN_FIRST:
        for stretch, phase in zip(stretches, pathway.phases, strict=True):
            if stretch.state == "current":
                page.heading(f"{say('your-phase', language)}: {text_in(phase.name, language)}")
                add_stretch(base, stretch, language, page)
    # Only what would make it more urgent than it is: nobody who is to call now reads what can wait some days.
    nets = [
        net
        for name in outcome.safety_net
        if base.levels.rank[(net := inside.safety_net[name]).urgency] > base.levels.rank[outcome.urgency]
    ]
    if nets:
        page.heading(say("safety-net", language))
        page.bullets(
            f"{text_in(net.text, language)} ({text_in(inside.urgencies[net.urgency].name, language)})" for net in nets
        )
    page.gap()
    page.paragraph(text_in(inside.notice, language))
    add_reasons(inside, outcome, language, page, without=_overruled(inside, done))
    page.gap()
    for knowledge in (base, inside):
        words = {"base": knowledge.id, "version": knowledge.version, "hash": knowledge.hash[:12]}
        page.paragraph(say("made-with", language, **words, software=outcome.software.version))
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
    return urgency_words(level_base(standing), standing.urgency, language)


def moved_words(pathway: Pathway, done: Concluded, language: str) -> str:
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases}
    if done.before == done.after:
        return say("phase-stays", language, phase=names[done.after])
    return say("phase-moves", language, before=names[done.before], after=names[done.after])


def reasons(inside: Base, done: Concluded, language: str) -> tuple[str, ...]:
    """Why somebody stays, goes back or has to be seen; nobody asks why they may go on."""
    fired = (inside.rules[name] for name in done.outcome.fired)
    return tuple(
        text_in(rule.because, language)
        for rule in fired
        if done.decision != "go-on" and done.decision in rule.establish
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
    base: Base,
    inside: Base,
    done: Concluded,
    standing: Standing,
    stretches: tuple[Stretch, ...],
    today: date,
    language: str,
) -> Json:
    """A check-in as plain data, fit for `json.dumps`. It speaks of the case, whoever answered it."""
    language = plainly(language)
    pathway = base.pathways[done.follow_up.pathway]
    current, phase = next(
        (stretch, phase)
        for stretch, phase in zip(stretches, pathway.phases, strict=True)
        if stretch.phase == done.after
    )
    level = level_base(standing).urgencies[standing.urgency]
    case = standing.case.name
    record = CheckInJson(
        case=case,
        language=language,
        urgency=standing.urgency,
        urgency_name=text_in(level.name, language),
        act=text_in(level.act, language),
        date=today,
        started=done.follow_up.started,
        since=done.follow_up.since,
        decision=done.decision,
        decision_name=finding_words(inside, done.decision, language),
        decision_about=text_in(inside.findings[done.decision].about, language),
        pathway=pathway.id,
        phase_before=done.before,
        phase_after=done.after,
        phase=phase_record(base, current, phase, language),
        outcome=outcome_record(inside, done.outcome, language, case),
        check_ins=[
            PastJson(past.date, past.phase, past.decision, past.urgency, past.next_phase)  # type: ignore[arg-type]  # one of the four
            for past in done.follow_up.check_ins
        ],
        note=version_note(base, standing.case.saved, language),
        standing=standing_record(standing, language),
        knowledge=knowledge_record(base),
    )
    data = to_json(record)
    sealed(inside, data["outcome"])
    return data
