"""The letter that someone hands to who has to look: situation, background, assessment, request (SBAR).

One page of some fifteen lines that can be pasted into a record: what is newest and positive first, by name and in the
person's own words. It says no to nothing that was not asked. The parts are gathered once (`letter`), and put down as
text or as HTML that needs nothing else and prints on A4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from textwrap import shorten

from triage.explanation.own_words import own_words, told_words
from triage.explanation.to_words import fact_words, finding_words, inside, suspected_words, term_words
from triage.explanation.undecided import speaks, undecided
from triage.follow_up.beginning import placed
from triage.follow_up.check_in import SEEN_FIRST, how_bad
from triage.follow_up.standing import Sign, Standing, behind
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.derived import derived
from triage.language.evaluate import Answer, evaluate
from triage.language.model import Question
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.layout import Page, clean
from triage.reports.person.notices import notices
from triage.reports.person.page import reason_lines
from triage.reports.person.plan import day_words, short_day
from triage.reports.person.standing import dated, leads_words, level_base, sign_name
from triage.words.saying import for_another, plainly, say

SIGNS = 2
WHY = 3
ANSWERS_OF_SIGN = 2
ANSWERS = 4
DENIED = 6
OPEN = 3
CHECK_INS = 2
"""So many of each fit on the page; of most the rest is named or counted."""
WIDE = 150
"""So many characters a list takes at most, two lines of a record."""
WIDE_SIGN = 110
"""So many a warning sign with its answers."""
STORY = 210
"""So many characters of a story are told, three lines,"""
LINE = STORY // 3
"""and a line less of it for each that the letter is longer than"""
LINES = 20
"""so many lines of 80 characters: what was found goes before how it was told."""
FEWEST = 3
"""So many answers no are named, however long they are."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the letter: its letter and title, and its lines."""

    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """`blanks` are lines to fill in, each with what stands there already; `first`: what has to be known before the rest
    is read."""

    title: str
    day: str
    blanks: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
    first: tuple[str, ...] = ()


def letter(standing: Standing, started: date | None, today: date, language: str) -> Letter:
    """The letter about a case as it stands, which began on the day `started`, as far as known."""
    identity = standing.outcome.knowledge
    origin = {"base": identity.name, "version": identity.version, "hash": identity.hash[:12]}
    told = _signs(standing, language)
    story = " ".join(standing.case.story.split())
    written = Letter(
        say("letter-title", language),
        dated(today, language),
        (
            (say("letter-name", language), ""),
            (say("letter-born", language), ""),
            (say("letter-story", language), _shortened(story, STORY)),
        ),
        (
            Part("S", say("letter-situation", language), tuple(_situation(standing, told, started, today, language))),
            Part("B", say("letter-background", language), tuple(_background(standing, language))),
            Part("A", say("letter-assessment", language), tuple(_assessment(standing, told, language))),
            Part(
                "R",
                say("letter-request", language),
                (say(f"letter-ask-{standing.base.urgencies[standing.urgency].help}", language),),
            ),
        ),
        (say("letter-origin", language, **origin, software=standing.outcome.software.version),),
        notices(standing, language, led=True),
    )
    over = sum(map(bool, letter_text(written, Page(80)).splitlines())) - LINES
    if over > 0 and story:
        *others, (key, _) = written.blanks
        written = replace(written, blanks=(*others, (key, _shortened(story, max(STORY - LINE * over, LINE)))))
    return written


def _shortened(story: str, most: int) -> str:
    return shorten(story, most, placeholder=" (...)")


def _situation(standing: Standing, told: _Told, started: date | None, today: date, language: str) -> Iterator[str]:
    level = level_base(standing).urgencies[standing.urgency]
    sentences = [f"{text_in(level.name, language)}{f' ({level.standard})' if level.standard else ''}."]
    facts = list(facts_of(Words(standing.base, language), standing.outcome.answers))
    sentences += [f"{_capital(', '.join(facts))}."] if facts else []
    if started is not None:
        days = (today - started).days
        sentences.append(say("letter-since", language, days, days=days))
    if standing.case.for_another:
        sentences.append(say("others-letter", language))
    if standing.past and standing.day is not None and standing.day != today:
        sentences.append(say("letter-as-of", language, day=day_words(standing.day, language)))
    yield from told.lines
    if not standing.outcome.settled and not standing.past:
        key = "letter-stopped" if undecided(standing.outcome).stopped else "letter-unfinished"
        sentences.append(say(key, language))
    yield " ".join(sentences)


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines about warning signs, and the answers that stand in the letter by then, so that none is said twice."""

    lines: tuple[str, ...]
    words: frozenset[str]


def _signs(standing: Standing, language: str) -> _Told:
    """The newest signs in the person's own words, the others by name. What stands among the facts, or was said of an
    earlier sign, is not said again where a sign has more to tell; since when is told once, apart."""
    signs = _newest(standing, language)
    told = set(facts_of(Words(standing.base, language), standing.outcome.answers))
    tells = standing.base.telling.get("since-when", "")
    days = standing.outcome.answers.get(tells)
    since = None if days is None else told_words(standing.base.questions[tells], days, language)
    lines = []
    for sign in signs[:SIGNS]:
        name = f"{_on(sign, standing, language)}{sign_name(sign, language)}"
        phrases = [phrase for phrase in _separate_answers(_felt_words(sign, language)) if phrase != since]
        words = [phrase for phrase in phrases if phrase not in told] or phrases
        words = _fitting(words, ANSWERS_OF_SIGN, language, WIDE_SIGN - len(name), count=False)
        told.update(words)
        lines.append(f"{name}: {'; '.join(map(inside, words))}." if words else f"{name}.")
    if others := [inside(sign_name(sign, language)) for sign in signs[SIGNS:]]:
        lines.append(say("letter-also", language, signs="; ".join(_fitting(others, len(others), language))))
    if not signs and standing.presses:
        lines += _reason(standing, language)
    return _Told(tuple(lines), frozenset(map(inside, told if since is None else {*told, since})))


def _reason(standing: Standing, language: str) -> Iterator[str]:
    """Why somebody has to look so soon, where no sign tells it: what was not known, most often."""
    outcome = standing.basis
    reasons = (
        reason_lines(Words(outcome.base, for_another(language)), outcome) if outcome.urgency == standing.urgency else []
    )
    for words in reasons[:1]:
        yield f"{_capital('; '.join(_fitting(words, ANSWERS_OF_SIGN, language, WIDE_SIGN, count=False))).rstrip('.')}."


def _separate_answers(words: Sequence[str]) -> list[str]:
    """Answers one by one, where several options of one question were chosen."""
    return [phrase for told in words for phrase in told.split("; ")]


def _newest(standing: Standing, language: str) -> list[Sign]:
    """The newest first. What the check-in calls a sign is left out where the interview has a name of its own for the
    same answers of that day."""
    told = {_felt(sign, language) for sign in standing.signs if sign.base is standing.base}
    mine = [sign for sign in standing.signs if sign.base is standing.base or _felt(sign, language) not in told]
    return sorted(mine, key=lambda sign: sign.day or date.min, reverse=True)


def _felt(sign: Sign, language: str) -> tuple[date | None, tuple[str, ...]]:
    return sign.day, _felt_words(sign, language) or (sign.finding,)


def _felt_words(sign: Sign, language: str) -> tuple[str, ...]:
    return () if sign.outcome is None else own_words(Words(sign.base, language), sign.outcome, sign.finding, facts=True)


def _on(sign: Sign, standing: Standing, language: str) -> str:
    """The day of a sign, where there is more than one to tell apart."""
    if sign.day is None or not standing.past or sign.gone:
        return ""
    return f"{day_words(sign.day, language)}: "


def facts_of(words: Words, answers: Mapping[str, Answer]) -> Iterator[str]:
    """What a clinician wants to know of anyone, in the few words of the base: "aged 68", "statin"."""
    for question in _telling_facts(words.base):
        answer = answers.get(question.id)
        if answer is not None:
            yield from fact_words(question, answer, words.language)


@derived
def _telling_facts(base: Base) -> tuple[Question, ...]:
    return tuple(question for question in base.questions.values() if question.facts)


def _background(standing: Standing, language: str) -> Iterator[str]:
    """The answers that made rules fire, and how it went on since."""
    base, first = standing.base, standing.first
    follow_up = standing.case.follow_up
    told = {name for sign in standing.signs if sign.base is base for name in behind(sign)}
    told |= {name for lead in standing.leads for name in _questions(first, lead)}
    rested = {
        matched.question: None for event in first.firings for matched in event.matched if matched.question is not None
    }
    newer = {name for _, then in standing.past if then is not None for name in then.answers}
    facts = [
        inside(told_words(base.questions[name], first.answers[name], language))
        for name in rested
        if name in first.answers
        and name not in told
        and name not in newer
        and base.questions[name].tells != "since-when"
        and not base.questions[name].facts
        and first.answers[name] not in ("no", UNKNOWN, ())
    ]
    if facts:
        room = WIDE if follow_up is None else WIDE // 2
        yield f"{_capital('; '.join(_fitting(facts, ANSWERS, language, room, count=False)))}."
    if follow_up is not None:
        follow_up = placed(base, standing.case)
        pathway = base.pathways.get(follow_up.pathway)
        names = {phase.id: text_in(phase.name, language) for phase in pathway.phases} if pathway else {}
        name = text_in(pathway.name, language) if pathway else follow_up.pathway
        yield say(
            "letter-step",
            language,
            pathway=name,
            phase=names.get(follow_up.phase, follow_up.phase),
            day=day_words(follow_up.since, language),
        )
        yield from _checked(standing, follow_up.phase, names, language)
    if not facts and follow_up is None:
        yield say("letter-nothing-else", language)


def _questions(outcome: Outcome, finding: str) -> frozenset[str]:
    return behind(Sign(finding, outcome.base, outcome, None))


def _assessment(standing: Standing, told: _Told, language: str) -> Iterator[str]:
    base, outcome = standing.base, standing.outcome
    lead = f"{leads_words(standing, language).rstrip('.')}."
    if standing.leads:
        words = _separate_answers(own_words(Words(base, language), outcome, standing.leads[0], facts=True))
        left = [phrase for phrase in map(inside, words) if phrase not in told.words]
        why = _fitting(left, WHY, language, WIDE - len(lead), least=not told.lines, count=False)
        key = "letter-because-also" if told.lines and len(left) < len(words) else "letter-because"
        lead += f" {say(key, language)}: {'; '.join(why)}." if why else ""
    yield lead
    if denied := denials(standing, language):
        yield f"{say('letter-denied', language)}: {'; '.join(denied)}."
    if (still := _open(standing, language)) and not standing.doubted:
        yield f"{say('not-ruled-out', language)}: {'; '.join(still)}."
    for name in outcome.contradictions[:1]:
        yield f"{say('contradictory', language)}: {text_in(base.contradictions[name].ask, language)}"


def _open(standing: Standing, language: str) -> list[str]:
    """What could not be ruled out: the few that matter, or else the most serious; the others are counted while
    questions are left."""
    open_parts = undecided(standing.outcome)
    parts = open_parts.first or open_parts.heads
    words = [inside(suspected_words(Words(standing.base, language), part.finding)) for part in parts]
    kept = _fitting(words, OPEN, language, WIDE - len(say("not-ruled-out", language)), count=False)
    more = (len(parts) if standing.outcome.settled else len(open_parts.heads)) - len(kept)
    return [*kept, say("and-more", language, count=more)] if more else kept


def denials(standing: Standing, language: str) -> list[str]:
    """The answers no of `denied` in words, as many as fit."""
    words = [term_words(question, language) for question in denied(standing)]
    room = WIDE - len(say("letter-denied", language))
    return _fitting(words, DENIED, language, room, least=FEWEST, count=False)


def denied(standing: Standing) -> list[Question]:
    """What was asked about warning signs and heard no to, of signs that an answer speaks for first, the most
    serious first. After a check-in that found a sign only what that asked counts: what was no at first may be what was
    seen later."""
    ever = {
        name
        for answers in (
            standing.first.answers,
            standing.outcome.answers,
            *(then.answers for _, then in standing.past if then is not None),
        )
        for name, answer in answers.items()
        if answer == "yes"
    }
    newest: tuple[tuple[Base, Outcome], ...] = ((standing.base, standing.outcome),)
    if standing.inside is not None and standing.checked is not None:
        again = (standing.inside, standing.checked)
        newest = (again,) if standing.doubted else (again, *newest)
    questions_denied: dict[str, Question] = {}
    turns = [_no(outcome, sign, ever) for base, outcome in newest for sign in _telling(outcome)]
    for turn in range(max(map(len, turns), default=0)):  # one of each sign before the second of any
        for questions in turns:
            if turn < len(questions):
                questions_denied.setdefault(questions[turn].id, questions[turn])
    return list(questions_denied.values())


def _telling(outcome: Outcome) -> list[str]:
    """The warning signs, those first that an answer speaks for."""
    known = outcome.known
    return sorted(outcome.base.warning_signs, key=lambda sign: not speaks(outcome.base, known, sign))


def _no(outcome: Outcome, sign: str, ever: set[str]) -> list[Question]:
    """The questions of a list of signs that were answered no, of a sign that is refuted by that, where a no means
    something for this person."""
    known = outcome.known
    if known.findings.get(sign) is not False:
        return []
    return [
        question
        for question in map(outcome.base.questions.__getitem__, _listed_beneath(outcome.base)[sign])
        if outcome.answers.get(question.id) == "no" and question.id not in ever
        if question.denied_when is None or evaluate(question.denied_when, known) is True
    ]


@derived
def _listed_beneath(base: Base) -> Mapping[str, tuple[str, ...]]:
    """The questions of lists that each warning sign depends on."""
    listed = [name for checklist in base.checklists.values() for name in checklist.questions]
    beneath = {sign: set(base.beneath(sign)) for sign in base.warning_signs}
    return {sign: tuple(name for name in listed if name in names) for sign, names in beneath.items()}


def _checked(standing: Standing, phase: str, names: Mapping[str, str], language: str) -> Iterator[str]:
    """The last check-ins, on a line together: the day, the phase where it was another, pain, and what came out."""
    if standing.inside is None or not standing.past:
        return
    parts = []
    for done, then in standing.past[-CHECK_INS:]:
        pain = None if then is None else how_bad(standing.inside, then.answers)
        words = [] if done.phase == phase else [names.get(done.phase, done.phase)]
        words += [f"{say('pain', language).lower()} {pain:g}/10"] if pain is not None else []
        level = text_in(standing.inside.urgencies[done.urgency].name, language)
        come = level if done.decision == SEEN_FIRST else finding_words(Words(standing.inside, language), done.decision)
        parts.append(f"{short_day(done.date, language)}: {', '.join([*words, inside(come)])}")
    yield f"{'; '.join(parts)}."


def past_words(standing: Standing, language: str, most: int) -> list[str]:
    """The last check-ins, one on a line; `most` says how many."""
    follow_up = standing.case.follow_up
    if follow_up is None or standing.inside is None:
        return []
    words = Words(standing.inside, language)
    pathway = standing.base.pathways.get(follow_up.pathway)
    names = {phase.id: text_in(phase.name, language) for phase in pathway.phases} if pathway else {}
    lines = []
    for done, then in standing.past[-most:]:
        pain = None if then is None else how_bad(standing.inside, then.answers)
        felt = f", {say('pain', language).lower()} {pain:g}/10" if pain is not None else ""
        phase = names.get(done.phase, done.phase)
        decision = finding_words(words, done.decision)
        line = f"{day_words(done.date, language)}: {phase}{felt}. {decision}."
        if done.decision == SEEN_FIRST:
            level = text_in(standing.inside.urgencies[done.urgency].name, language)
            signs = () if then is None else then.warning_signs
            line += f" {'. '.join([level, *(finding_words(words, name) for name in signs)])}."
        lines.append(line)
    return lines


def _fitting(
    facts: Sequence[str], most: int, language: str, wide: int = WIDE, least: int = 1, count: bool = True
) -> list[str]:
    """As many of these as fit, `least` of them whatever they take; with `count` the others are counted."""
    kept: list[str] = []
    for words in facts[:most]:
        if len(kept) >= least and len("; ".join((*kept, words))) > wide:
            break
        kept.append(words)
    if count and len(facts) > len(kept):
        kept.append(say("and-more", language, count=len(facts) - len(kept)))
    return kept


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


BLANK = "." * 24
"""Room to write in."""


def letter_text(written: Letter, page: Page) -> str:
    """Plain lines, each part behind its letter."""
    page.paragraph(f"{written.title}, {written.day}.")
    name, born, story = written.blanks
    page.paragraph(f"{name[0]}: {name[1] or BLANK}  {born[0]}: {born[1] or BLANK}")
    page.paragraph(f"{story[0]}: {story[1] or BLANK * 2}")
    for line in written.first:
        page.paragraph(line)
    page.gap()
    for part in written.parts:
        for number, line in enumerate(part.lines):
            page.paragraph(f"{part.key}: {line}" if number == 0 else line)
    page.gap()
    for line in written.foot:
        page.paragraph(line)
    return page.text()


STYLE = """
@page { size: A4; margin: 20mm; }
body { font: 11pt/1.4 sans-serif; color: #111; max-width: 170mm; margin: 0 auto; padding: 0 1rem; }
h1 { font-size: 14pt; margin: 0 0 3mm; }
h2 { font-size: 11pt; margin: 4mm 0 0; }
p { margin: 0.5mm 0; }
dl.blanks { margin: 0 0 3mm; }
dl.blanks div { display: flex; gap: 2mm; align-items: baseline; }
dl.blanks dt { min-width: 32mm; }
dl.blanks dd { margin: 0; flex: 1; min-height: 1.4em; border-bottom: 0.3mm solid #888; }
footer { font-size: 10pt; color: #444; border-top: 0.3mm solid #888; margin-top: 4mm; padding-top: 1mm; }
@media print { body { padding: 0; max-width: none; } h2, p { break-inside: avoid; } }
"""


def letter_html(written: Letter, language: str) -> str:
    """One A4 page that needs no other file; a browser prints it, or keeps it as PDF. Whatever was answered stands there
    as text only."""
    body = [f"<h1>{_safe(written.title)}</h1>", f"<p>{_safe(written.day)}</p>", '<dl class="blanks">']
    body += [f"<div><dt>{_safe(label)}</dt><dd>{_safe(text)}</dd></div>" for label, text in written.blanks]
    body.append("</dl>")
    body += [f"<p><strong>{_safe(line)}</strong></p>" for line in written.first]
    for part in written.parts:
        body.append(f"<h2>{_safe(part.title)}</h2>")
        body += [f"<p>{_safe(line)}</p>" for line in part.lines]
    foot = "".join(f"<p>{_safe(line)}</p>" for line in written.foot)
    within = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{_safe(plainly(language))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_safe(written.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{within}\n<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(clean(text))
