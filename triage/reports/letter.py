"""The letter that someone hands to a GP or physiotherapist: situation, background, assessment, request (SBAR).

One page. The parts are gathered once (`letter`), and put down as text or as HTML that needs nothing else.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from triage.explanation.own_words import own_words, sign_words
from triage.explanation.phrases import say, text_in
from triage.explanation.to_words import answer_words, asked, finding_words, leading_line, leading_words, suspected_words
from triage.explanation.undecided import undecided
from triage.follow_up.beginning import DAYS, placed
from triage.follow_up.check_in import SEEN_FIRST, outcome_of
from triage.inference.outcome import Outcome
from triage.language.case import Case
from triage.language.check_in import PAIN
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.follow_up import CheckIn, FollowUp, as_taken
from triage.language.model import RANK, URGENCIES, Base, plainly
from triage.reports.layout import Page, clean
from triage.reports.notices import notices
from triage.reports.plan import day_words

HISTORY = ("blood-thinners", "medicines", "diabetes", "pregnant", "clot-risks")
"""Questions of which a clinician wants the answer whatever it is, in a base that has them."""

ANSWERS = 12
SIGNS = 20
OPEN = 6
QUESTIONS = 4
BEHIND = 2
CHECK_INS = 4
"""So many of each fit on the page; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the letter, with paragraphs and lists below it. A list has a label."""

    title: str
    paragraphs: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """`first`: what has to be known before the rest is read."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
    first: tuple[str, ...] = ()


def letter(
    base: Base,
    check_in: Base | None,
    case: Case,
    outcome: Outcome,
    started: date | None,
    today: date,
    language: str,
) -> Letter:
    """The letter about a case that began on the day `started`, as far as known. `check_in` puts the check-ins into
    words, where there are any."""
    first = notices(base, case, language, check_in, led=True)
    if case.follow_up is not None:
        found = placed(base, case)
        case = replace(case, follow_up=found if check_in is None else as_taken(check_in, found))
    identity = outcome.knowledge
    past = case.follow_up.check_ins[-1:] if case.follow_up is not None else ()
    urgency = max([outcome.urgency, *(done.urgency for done in past)], key=RANK.__getitem__)
    return Letter(
        say("letter-title", language),
        f"{text_in(base.title, language)}. {day_words(today, language)} {today.year}.",
        (
            _situation(base, check_in, case, outcome, urgency, started, today, language),
            _background(base, case, outcome, started, language),
            _assessment(base, check_in, case, outcome, language),
            Part(say("letter-request", language), (say(f"letter-ask-{urgency}", language),)),
        ),
        (
            say("letter-origin", language),
            text_in(base.notice, language),
            say(
                "made-with",
                language,
                base=identity.name,
                version=identity.version,
                hash=identity.hash[:12],
                software=outcome.software.version,
            ),
        ),
        first,
    )


def _situation(
    base: Base,
    check_in: Base | None,
    case: Case,
    outcome: Outcome,
    urgency: str,
    started: date | None,
    today: date,
    language: str,
) -> Part:
    level = base.urgencies[urgency]
    said = [f"{say('urgency', language)}: {text_in(level.name, language)} (NTS {URGENCIES[urgency]})."]
    last = case.follow_up.check_ins[-1] if case.follow_up is not None and case.follow_up.check_ins else None
    seen = last is not None and last.decision == SEEN_FIRST
    if last is not None and seen:
        said.insert(0, _lead(base, check_in, case, last, language))
        if urgency == last.urgency:
            del said[1]  # it has been said with the check-in
    if outcome.leading is None:
        said.append(say("no-leading-first" if seen else "no-leading", language))
    else:
        first = f"{say('letter-leading-first', language)}: {leading_words(base, outcome, language)}"
        said.append(f"{first if seen else leading_line(base, outcome, language)}.")
    if started is not None:
        days = (today - started).days
        said.append(say("letter-since-one" if days == 1 else "letter-since", language, days=days))
    if case.follow_up is not None and case.follow_up.check_ins:
        said += _now_words(base, case.follow_up, language)
    if case.for_another:
        said.append(say("others-letter", language))
    if not outcome.settled:
        said.append(say("letter-stopped" if undecided(base, outcome).stopped else "stopped-early", language))
    return Part(say("letter-situation", language), (" ".join(said),))


def _lead(base: Base, check_in: Base | None, case: Case, last: CheckIn, language: str) -> str:
    """What a check-in that says to be seen came to: on which day, how soon, and by which signs."""
    level = (check_in or base).urgencies[last.urgency]
    said = [
        say(
            "letter-check-in",
            language,
            day=day_words(last.date, language),
            level=text_in(level.name, language),
            nts=URGENCIES[last.urgency],
        )
    ]
    if check_in is not None and case.follow_up is not None:
        then = outcome_of(check_in, case.follow_up, len(case.follow_up.check_ins) - 1)
        if then.warning_signs:
            said.append(f"{'; '.join(sign_words(check_in, then, name, language) for name in then.warning_signs)}.")
    return " ".join(said)


def _now_words(base: Base, found: FollowUp, language: str) -> list[str]:
    """The current step, and the last pain that somebody named at a check-in."""
    pathway = base.pathways.get(found.pathway)
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases} if pathway else {}
    phase = names.get(found.phase, found.phase)
    said = [say("letter-step", language, phase=phase, day=day_words(found.since, language))]
    felt = [(done.date, pain) for done in found.check_ins if (pain := done.answers.get(PAIN)) not in (None, UNKNOWN)]
    if felt:
        day, pain = felt[-1]
        said.append(say("letter-pain", language, day=day_words(day, language), pain=pain))
    return said


def _background(base: Base, case: Case, outcome: Outcome, started: date | None, language: str) -> Part:
    """The answers that made rules fire, except those that a warning sign was denied with, and the history.

    What the situation tells as of today is left out: days since the start, and after a check-in the pain."""
    again = case.follow_up is not None and case.follow_up.check_ins
    told = {*HISTORY, *([DAYS] if started is not None else []), *([PAIN] if again else [])}
    rested = {
        matched.question: None
        for event in outcome.trace
        if event.kind in ("fired", "cautioned")
        for matched in event.matched
        if matched.question is not None
    }
    said = [
        f"{asked(base.questions[name], language)}: {answer_words(base.questions[name], answer, language)}"
        for name, answer in sorted(outcome.answers.items(), key=lambda item: item[0] not in rested)
        if name not in told and answer not in ("no", UNKNOWN, ()) and _counts(outcome, name)
    ]
    few = max(ANSWERS - len(outcome.warning_signs), ANSWERS // 2)  # signs have their answers with them
    lists = [(say("letter-answers", language), _few(said, few, language))]
    history = [
        f"{asked(question, language)}: {answer_words(question, outcome.answers[name], language)}"
        for name in HISTORY
        if (question := base.questions.get(name)) and name in outcome.answers and _counts(outcome, name)
    ]
    if history:
        lists.append((say("letter-asked", language), ("; ".join(history),)))
    return Part(say("letter-background", language), (), tuple(lists))


def _counts(outcome: Outcome, question: str) -> bool:
    return not any(event.kind == "inapplicable" and event.of == question for event in outcome.trace)


def _assessment(base: Base, check_in: Base | None, case: Case, outcome: Outcome, language: str) -> Part:
    lists: list[tuple[str, tuple[str, ...]]] = []

    def add(key: str, said: Iterable[str], most: int) -> None:
        found = list(said)
        if found:
            lists.append((say(key, language), _few(found, most, language)))

    status = {event.of: event.kind for event in outcome.trace if event.kind in ("established", "refuted")}
    add("letter-signs-yes", _signs(base, outcome, language), SIGNS)
    others = [name for name, found in outcome.conditions.items() if found == "established"]
    others = [name for name in others if name not in outcome.leads]
    add("also", (finding_words(base, name, language) for name in others), OPEN)
    past = _past_outcomes(check_in, case)
    if any(then.warning_signs or done.decision == SEEN_FIRST for done, then in past):
        # What was no at first may be what was seen later: only what the last check-in asked again still stands.
        assert check_in is not None
        lists += _denied_again(check_in, past, language)
    else:
        denied = [finding_words(base, name, language) for name in base.warning_signs if status.get(name) == "refuted"]
        if denied:
            joined = "; ".join(denied)
            again = case.follow_up is not None and case.follow_up.check_ins
            lists.append((say("letter-signs-no-first" if again else "letter-signs-no", language), (joined,)))
        behind = _said_no(base, outcome.answers, language, HISTORY)
        if behind:
            lists.append((say("letter-denied", language), ("; ".join(behind),)))
    found = undecided(base, outcome)
    add("not-ruled-out", (_open_words(base, part.finding, part.questions, language) for part in found.every), OPEN)
    add("contradictory", (text_in(base.contradictions[name].ask, language) for name in outcome.contradictions), OPEN)
    last = case.follow_up.check_ins[-1:] if case.follow_up is not None else ()
    key = "letter-pathway-then" if last and last[0].decision == SEEN_FIRST else "pathway"
    paragraphs = [f"{say(key, language)}: {text_in(base.pathways[outcome.pathway].name, language)}."]
    if check_in is not None and case.follow_up is not None:
        add("letter-check-ins", past_words(base, check_in, case, language, CHECK_INS), CHECK_INS + 1)
    return Part(say("letter-assessment", language), tuple(paragraphs), tuple(lists))


def _signs(base: Base, outcome: Outcome, language: str) -> Iterator[str]:
    """The warning signs, each with the first answers that made it one and were not told with another."""
    told: set[str] = set()
    for sign in outcome.warning_signs:
        new = [word for word in own_words(base, outcome, sign, language) if word not in told][:BEHIND]
        told.update(new)
        yield finding_words(base, sign, language) + (f" ({'; '.join(new)})" if new else "")


def _past_outcomes(check_in: Base | None, case: Case) -> list[tuple[CheckIn, Outcome]]:
    """Every check-in with what it came to."""
    if check_in is None or case.follow_up is None:
        return []
    found = case.follow_up
    return [(done, outcome_of(check_in, found, number)) for number, done in enumerate(found.check_ins)]


def _denied_again(
    check_in: Base, past: list[tuple[CheckIn, Outcome]], language: str
) -> list[tuple[str, tuple[str, ...]]]:
    """What the last check-in asked and heard no to, except what any check-in has heard yes to."""
    done, last = past[-1]
    ever = {sign for _, then in past for sign in then.warning_signs}
    refuted = {event.of for event in last.trace if event.kind == "refuted"}
    signs = [finding_words(check_in, name, language) for name in check_in.warning_signs if name in refuted - ever]
    yes = {name for _, then in past for name, answer in then.answers.items() if answer == "yes"}
    behind = _said_no(check_in, last.answers, language, yes)
    day = day_words(done.date, language)
    lists = (("letter-signs-no-then", signs), ("letter-denied-then", behind))
    return [(say(key, language, day=day), ("; ".join(said),)) for key, said in lists if said]


def _said_no(base: Base, answers: Mapping[str, Answer], language: str, without: Container[str]) -> list[str]:
    """What was asked in lists and answered with no."""
    return [
        asked(base.questions[name], language)
        for checklist in base.checklists.values()
        for name in checklist.questions
        if answers.get(name) == "no" and name not in without
    ]


def _open_words(base: Base, finding: str, questions: tuple[str, ...], language: str) -> str:
    said = "; ".join(_few([asked(base.questions[name], language) for name in questions], QUESTIONS, language))
    return f"{suspected_words(base, finding, language)}{f' ({said})' if said else ''}"


def past_words(base: Base, check_in: Base, case: Case, language: str, most: int) -> list[str]:
    """The last check-ins, one on a line; `most` says how many."""
    assert case.follow_up is not None
    pathway = base.pathways.get(case.follow_up.pathway)
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases} if pathway else {}
    said = []
    first = max(len(case.follow_up.check_ins) - most, 0)
    for number, done in enumerate(case.follow_up.check_ins[first:], first):
        pain = done.answers.get(PAIN)
        felt = f", {say('pain', language).lower()} {pain}/10" if pain not in (None, UNKNOWN) else ""
        phase = names.get(done.phase, done.phase)
        decision = finding_words(check_in, done.decision, language)
        line = f"{day_words(done.date, language)}: {phase}{felt}. {decision}."
        if done.decision == SEEN_FIRST:
            level = text_in(check_in.urgencies[done.urgency].name, language)
            signs = outcome_of(check_in, case.follow_up, number).warning_signs
            line += f" {'. '.join([level, *(finding_words(check_in, name, language) for name in signs)])}."
        said.append(line)
    return said


def _few(said: list[str], most: int, language: str) -> tuple[str, ...]:
    if len(said) <= most:
        return tuple(said)
    return (*said[: most - 1], say("and-more", language, count=len(said) - most + 1))


def letter_text(written: Letter, page: Page) -> str:
    page.heading(written.title)
    page.paragraph(written.subtitle)
    if written.first:
        page.gap()
    for line in written.first:
        page.paragraph(line)
    for part in written.parts:
        page.heading(part.title)
        for paragraph in part.paragraphs:
            page.paragraph(paragraph)
        for label, lines in part.lists:
            page.label(f"{label}:")
            page.bullets(lines)
    page.rule()
    for line in written.foot:
        page.paragraph(line)
    return page.text()


STYLE = """
@page { size: A4; margin: 10mm 15mm; }
body { font: 8pt/1.2 sans-serif; color: #111; max-width: 178mm; margin: 0 auto; }
h1 { font-size: 14pt; margin: 0; }
h2 { font-size: 11pt; margin: 3mm 0 1mm; border-bottom: 0.3mm solid #888; }
h3 { font-size: 8pt; margin: 1.5mm 0 0; }
p { margin: 0.5mm 0; }
ul { margin: 0.5mm 0; padding-left: 5mm; }
ul.wide { columns: 2; column-gap: 6mm; }
footer { font-size: 7.5pt; color: #444; border-top: 0.3mm solid #888; margin-top: 3mm; padding-top: 1mm; }
"""


def letter_html(written: Letter, language: str) -> str:
    """One A4 page that needs no other file. Whatever was answered stands there as text only."""
    body = [f"<h1>{_safe(written.title)}</h1>", f"<p>{_safe(written.subtitle)}</p>"]
    body += [f"<p><strong>{_safe(line)}</strong></p>" for line in written.first]
    for part in written.parts:
        body.append(f"<h2>{_safe(part.title)}</h2>")
        body += [f"<p>{_safe(paragraph)}</p>" for paragraph in part.paragraphs]
        for label, lines in part.lists:
            body.append(f"<h3>{_safe(label)}</h3>")
            if len(lines) == 1:
                body.append(f"<p>{_safe(lines[0])}</p>")
            else:
                wide = ' class="wide"' if len(lines) > 6 else ""
                items = "".join(f"<li>{_safe(line)}</li>" for line in lines)
                body.append(f"<ul{wide}>{items}</ul>")
    foot = "".join(f"<p>{_safe(line)}</p>" for line in written.foot)
    inside = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{_safe(plainly(language))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_safe(written.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{inside}\n<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(clean(text))
