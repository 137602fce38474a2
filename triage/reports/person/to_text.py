"""An outcome for a person: how soon, what it probably is, what to do, and why."""

from __future__ import annotations

from collections.abc import Mapping

from triage.explanation.chain import event_words, matched_words, steps
from triage.explanation.own_words import sign_words
from triage.explanation.to_words import answer_words, asked, finding_words, inside, leading_line, suspected_words
from triage.explanation.undecided import undecided
from triage.inference.outcome import Open, Outcome, Stretch
from triage.language.model import Amount, Exercise, Item, Text
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import COLOURS, Page
from triage.reports.person.page import nets
from triage.words.saying import say

FEW = 8
"""So many things that were not asked are named before the rest is counted; JSON has them all."""


def to_text(
    words: Words,
    outcome: Outcome,
    page: Page,
    full: bool = False,
    trace: bool = False,
    brief: bool = False,
    leads: str | None = None,
) -> str:
    """The whole outcome. `full` prints every phase of the pathway, not only the current one; `trace` every event;
    `brief` only what it is and what to do now; `leads` what it most likely is, where the case says otherwise."""
    base = words.base
    add_urgency(words, outcome, page)
    add_conditions(words, outcome, page, leads)
    _pathway(words, outcome, page, full)
    if brief:
        return page.text()
    cautions = [words.text(base.cautions[name].text) for name in outcome.cautions]
    _list(page, words.say("cautions"), cautions)
    sooner = sorted(nets(outcome), key=lambda net: base.levels.order.index(net.urgency))
    _list(
        page,
        words.say("safety-net"),
        [f"{words.text(net.text)} ({words.text(base.urgencies[net.urgency].name)})" for net in sooner],
    )
    page.gap()
    page.paragraph(words.text(base.notice))
    add_reasons(words, outcome, page)
    if trace:
        page.heading(words.say("trace"))
        for number, event in enumerate(outcome.trace, 1):
            page.bullets([event_words(words, event)], mark=f"{number}.")
            if event.matched:
                page.bullets((matched_words(words, matched) for matched in event.matched), indent=6)
    page.gap()
    page.paragraph(
        words.say(
            "made-with",
            base=outcome.knowledge.name,
            version=outcome.knowledge.version,
            hash=outcome.knowledge.hash[:12],
            software=outcome.software.version,
        )
    )
    return page.text()


def add_urgency(words: Words, outcome: Outcome, page: Page) -> None:
    base = words.base
    level = base.urgencies[outcome.urgency]
    page.heading(f"{words.say('urgency')}: {words.text(level.name)}", COLOURS[level.help])
    page.paragraph(words.text(level.act))
    if not outcome.demanded:
        page.paragraph(f"{words.say('not-demanded')} {words.text(base.default_because)}")
    if not outcome.settled and outcome.urgency != base.levels.alarm:
        page.paragraph(words.say("stopped-early"))  # what is most urgent stays so


def add_conditions(words: Words, outcome: Outcome, page: Page, leads: str | None = None) -> None:
    base = words.base
    if outcome.warning_signs:
        page.heading(words.say("warning-signs"), "red")
        page.bullets(sign_words(words, outcome, name) for name in outcome.warning_signs)
    established = [name for name, status in outcome.conditions.items() if status == "established"]
    if leads is not None:
        page.heading(leads)
    elif outcome.leading is None:
        page.heading(words.say("no-leading"))
    else:
        page.heading(leading_line(words, outcome))
        for name in outcome.leads:
            page.paragraph(words.text(base.findings[name].about))
    others = [name for name in established if name not in outcome.leads]
    if others and leads is None:
        page.label(f"{words.say('also')}:")
        page.bullets(f"{finding_words(words, name)}. {words.text(base.findings[name].about)}" for name in others)
    _open(words, outcome, page)
    if outcome.set_aside:
        questions = "; ".join(asked(base.questions[name], words.language) for name in outcome.set_aside)
        page.gap()
        page.paragraph(words.say("set-aside", questions=questions))
    if outcome.contradictions:
        page.heading(words.say("contradictory"))
        for name in outcome.contradictions:
            page.paragraph(words.text(base.contradictions[name].ask))
            for question in filter(outcome.answers.__contains__, base.contradictions[name].questions):
                answer = answer_words(base.questions[question], outcome.answers[question], words.language)
                page.bullets([f"{words.text(base.questions[question].ask)} {answer}"])


def _open(words: Words, outcome: Outcome, page: Page) -> None:
    """What could not be ruled out: first what would change what to do, each with the questions that would tell."""
    open_parts = undecided(outcome)
    if open_parts.stopped:
        page.gap()
        page.paragraph(words.say("page-stopped"))
    if open_parts.first:
        page.gap()
        page.label(f"{words.say('not-ruled-out')}:")
        page.bullets(_open_words(words, part) for part in open_parts.first)
    if open_parts.rest:
        page.gap()
        page.label(f"{words.say('not-ruled-out-either') if open_parts.first else words.say('not-ruled-out')}:")
        page.bullets(_open_words(words, part) for part in open_parts.rest if part.because == "unknown")
        unasked = [part.finding for part in open_parts.rest if part.because == "not-asked"]
        if unasked:
            names = "; ".join(inside(suspected_words(words, name)) for name in unasked[:FEW])
            if len(unasked) > FEW:
                names += f"; {words.say('and-more', count=len(unasked) - FEW)}"
            page.bullets([f"{words.say('because-not-asked')}: {names}"])


def _open_words(words: Words, part: Open) -> str:
    if part.because == "not-asked":
        why = words.say("because-not-asked")
    else:
        questions = "; ".join(asked(words.base.questions[name], words.language) for name in part.questions)
        why = words.say("because-unknown", questions=questions)
    return f"{suspected_words(words, part.finding)} ({why})"


def _pathway(words: Words, outcome: Outcome, page: Page, full: bool) -> None:
    pathway = words.base.pathways[outcome.pathway]
    page.heading(f"{words.say('pathway')}: {words.text(pathway.name)}")
    page.paragraph(words.text(pathway.summary))
    for stretch, phase in zip(outcome.phases, pathway.phases, strict=True):
        lasts = f" ({words.text(phase.lasts)})" if phase.lasts else ""
        when = {"current": "now", "ahead": "later", "behind": "behind"}[stretch.state]
        title = f"{words.say(when)}: {words.text(phase.name)}{lasts}"
        if full or stretch.state == "current":
            page.gap()
            page.label(title)
            add_stretch(words, stretch, page)
            if stretch.state == "current":
                page.gap()
        else:
            page.paragraph(title)


def add_stretch(words: Words, stretch: Stretch, page: Page) -> None:
    parts = {
        "goals": stretch.goals,
        "do": stretch.do,
        "avoid": stretch.avoid,
    }
    for key, items in parts.items():
        _advice(page, words.say(key), items, words.language)
    if stretch.exercises:
        page.label(f"{words.say('exercises')}:", 2)
        for name in stretch.exercises:
            _exercise(words.base.exercises[name], words.language, page)
    if stretch.schedule:
        page.label(f"{words.say('schedule')}:", 2)
        for day in stretch.schedule:
            first, last = day.days
            label = words.say("day", first=first) if first == last else words.say("days", first=first, last=last)
            page.bullets([f"{label}: {words.text(day.text)}"], indent=4)
    for key, items in {
        "move-on": stretch.move_on,
        "step-back": stretch.step_back,
        "seek-help": stretch.seek_help,
        "background": stretch.background,
    }.items():
        _advice(page, words.say(key), items, words.language)


def _advice(page: Page, title: str, items: tuple[Item, ...], language: str) -> None:
    if items:
        page.label(f"{title}:", 2)
        page.bullets((text_in(item.text, language) for item in items), indent=4)


def _exercise(exercise: Exercise, language: str, page: Page) -> None:
    dose = dose_words(exercise, language)
    page.bullets([f"{text_in(exercise.name, language)}{f': {dose}' if dose else ''}"], indent=4)
    page.paragraph(text_in(exercise.how, language), indent=6)
    extras: dict[str, Text | None] = {
        "equipment": exercise.equipment,
        "pain": exercise.pain,
        "harder": exercise.harder,
        "easier": exercise.easier,
    }
    for key, text in extras.items():
        if text is not None:
            page.paragraph(f"{say(key, language)}: {text_in(text, language)}", indent=6)


def dose_words(exercise: Exercise, language: str) -> str:
    """A dose as a phrase: "3 sets of 15, back in 3 seconds, 1 minute of rest between"."""
    dose = dict(_in_minutes(name, amount) for name, amount in exercise.dose.items())
    amounts = {name: amount_words(amount, language) for name, amount in dose.items()}
    numbers = {name: _number(amount) for name, amount in dose.items()}
    keys = [*_turns(numbers), *((name, number) for name, number in numbers.items() if name not in TURNS)]
    return ", ".join(say(f"dose-{key}", language, number, **amounts) for key, number in keys)


TURNS = ("sets", "repetitions")


def _number(amount: Amount) -> float:
    """The number by which an amount is said: from one to two is several."""
    low, high = amount
    return low if low == high else max(high, 2)


def _in_minutes(name: str, amount: Amount) -> tuple[str, Amount]:
    """A rest of whole minutes is told in minutes."""
    low, high = amount
    return ("rest-minutes", (low / 60, high / 60)) if name == "rest" and low % 60 == high % 60 == 0 else (name, amount)


def _turns(numbers: Mapping[str, float]) -> list[tuple[str, float | None]]:
    """The phrase for sets and repetitions, with the number by which it is said; one set of one is one repetition."""
    match [numbers.get(name) for name in TURNS]:
        case [None, None]:
            return []
        case [sets, None]:
            return [("sets", sets)]
        case [None, repetitions] | [1, 1 as repetitions]:
            return [("repetitions", repetitions)]
        case [1, _]:
            return [("one-set", None)]
        case [_, 1]:
            return [("sets-of-one", None)]
        case _:
            return [("sets-repetitions", None)]


def amount_words(amount: Amount, language: str) -> str:
    low, high = amount
    return f"{low:g}" if low == high else say("range", language, low=f"{low:g}", high=f"{high:g}")


def _list(page: Page, title: str, texts: list[str]) -> None:
    if texts:
        page.heading(title)
        page.bullets(texts)


def add_reasons(words: Words, outcome: Outcome, page: Page, without: frozenset[str] = frozenset()) -> None:
    """The chain: answers, rules in the order in which they fired (those `without` aside), reasons and sources."""
    page.heading(words.say("reasons"))
    for number, step in enumerate((step for step in steps(words, outcome) if step.rule not in without), 1):
        page.bullets([f"{words.say('rule')} {step.rule}"], indent=0, mark=f"{number}.")
        if step.resting_on:
            page.paragraph(f"{words.say('fired-because')}: {'; '.join(step.resting_on)}", indent=3)
        page.paragraph(f"{words.say('concluded')}: {'; '.join(step.concluded)}", indent=3)
        page.paragraph(step.because, indent=3)
        for source in step.sources:
            page.paragraph(f"{words.say('source')}: {source}", indent=3)
    if not outcome.fired:
        page.paragraph(words.text(words.base.default_because))
