"""What a notebook shows when a base, a rule, an outcome or a trace is the last line of a cell.

The package hands `bundle` to the classes that can be drawn (see `triage.language.display`). They are drawn in the words
of the base they come from; if that is gone, by what they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import PurePath

from triage.explanation.chain import event_words, matched_words, source_words, steps
from triage.explanation.to_words import asked, finding_words, to_words
from triage.inference.outcome import Outcome
from triage.inference.trace import Trace
from triage.language.base import Base
from triage.language.condition import All, Any, AtLeast, Condition, Denied, Meant, Not
from triage.language.display import Bundle, spoken
from triage.language.model import Rule
from triage.language.preferred import preferred
from triage.language.remembered import remembered
from triage.language.texts import text_in
from triage.reports.author.base_part import brings_words
from triage.reports.author.fact_sheet import Fact, FactSheet, Point, Table, fact, to_html, to_plain
from triage.reports.layout import Page, clean
from triage.reports.person.to_text import FEW
from triage.words.saying import say


def bundle(part: object) -> Bundle:
    """The part as HTML and as text."""
    sheet = _sheet(part)
    if sheet is None:
        plain = clean(repr(part))
        return {"text/plain": plain, "text/html": f"<pre>{escape(plain)}</pre>"}
    return {"text/plain": to_plain(sheet, Page(80)), "text/html": to_html(sheet)}


def _sheet(part: object) -> FactSheet | None:
    base = part if isinstance(part, Base) else _home(part)
    if base is None:
        return None
    language = preferred(base.languages, spoken())
    match part:
        case Base():
            return base_sheet(base, language)
        case Rule():
            return rule_sheet(base, part, language)
        case Outcome():
            return outcome_sheet(base, part, language)
        case Trace():
            return trace_sheet(base, part, language)
        case _:
            return None


def _home(part: object) -> Base | None:
    """The base that the part belongs to, if it is still in use."""
    return next((base for base in remembered() if _belongs(part, base)), None)


def _belongs(part: object, base: Base) -> bool:
    match part:
        case Rule(id=name):
            return base.rules.get(name) is part
        case Outcome(knowledge=knowledge):
            return knowledge.hash == base.hash
        case Trace(knowledge=digest):
            return digest == base.hash
        case _:
            return False


def base_sheet(base: Base, language: str) -> FactSheet:
    """What there is in a base."""
    kinds = {
        "questions": base.questions,
        "warning-signs": base.warning_signs,
        "conditions": base.condition_order,
        "rules": base.rules,
        "pathways": base.pathways,
        "exercises": base.exercises,
        "claims": base.claims,
    }
    counts = [f"{say(f'notebook-{kind}', language)}: {len(parts)}" for kind, parts in kinds.items()]
    return FactSheet(
        f"{text_in(base.title, language)} ({base.id} {base.version})",
        language,
        (
            fact(say("notebook-holds", language), *counts),
            fact(say("notebook-hash", language), base.hash[:12]),
        ),
        (
            _named(base, "notebook-warning-signs", base.warning_signs, language),
            _named(base, "notebook-conditions", base.condition_order, language),
            Table(
                _capital(say("notebook-rules", language)),
                (say("rule", language), say("show-then", language)),
                tuple((rule.id, "; ".join(brings_words(base, rule, language))) for rule in base.rules.values()),
                folded=True,
            ),
        ),
        foot=text_in(base.notice, language),
    )


def _named(base: Base, key: str, names: tuple[str, ...], language: str) -> Table:
    rows = tuple((finding_words(base, name, language), text_in(base.findings[name].about, language)) for name in names)
    return Table(
        _capital(say(key, language)), (say("notebook-name", language), say("show-about", language)), rows, folded=True
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _findings(base: Base, names: tuple[str, ...], language: str) -> Iterator[str]:
    return (finding_words(base, name, language) for name in names)


def rule_sheet(base: Base, rule: Rule, language: str) -> FactSheet:
    """A rule as its author reads it."""
    return FactSheet(
        f"{say('rule', language)} {rule.id}",
        language,
        (
            Fact(say("show-when", language), tuple(_condition(base, rule.when, language))),
            fact(say("show-then", language), *brings_words(base, rule, language)),
            fact(say("show-because", language), text_in(rule.because, language)),
            fact(say("source", language), *source_words(base, rule.sources, language)),
        ),
        help=None if rule.urgency is None else base.urgencies[rule.urgency].help,
        foot=f"{PurePath(rule.place.file).name}:{rule.place.line}",
    )


def _condition(base: Base, condition: Condition, language: str, depth: int = 0) -> Iterator[Point]:
    """A condition part by part."""
    match condition:
        case Meant() | Denied() | Not(Meant()):
            yield Point(to_words(base, condition, language), depth)
            return
        case All((part,)) | Any((part,)):
            yield from _condition(base, part, language, depth)
            return
        case All(parts) if parts:
            head = say("step-all-of", language)
        case Any(parts) if parts:
            head = say("step-one-of", language)
        case AtLeast(count, parts):
            head = say("at-least-of", language, count=count)
        case Not(All() | Any() | AtLeast() as part):
            head, parts = say("step-not", language), (part,)
        case _:
            yield Point(to_words(base, condition, language), depth)
            return
    yield Point(f"{head}:", depth)
    for part in parts:
        yield from _condition(base, part, language, depth + 1)


def outcome_sheet(base: Base, outcome: Outcome, language: str) -> FactSheet:
    """How soon, what it is, what is open, and which rules say so."""
    level = base.urgencies[outcome.urgency]
    default = "" if outcome.demanded else text_in(base.default_because, language)
    also = [
        name for name, status in outcome.conditions.items() if status == "established" and name not in outcome.leads
    ]
    phase = next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), None)
    pathway = base.pathways[outcome.pathway]
    now = [text_in(part.name, language) for part in pathway.phases if part.id == phase]
    leading = outcome.leads
    return FactSheet(
        f"{say('urgency', language)}: {text_in(level.name, language)}",
        language,
        (
            fact(say("do", language), text_in(level.act, language), default),
            fact(say("warning-signs", language), *_findings(base, outcome.warning_signs, language)),
            fact(say("leading", language), *_findings(base, tuple(leading), language)),
            fact(say("also", language), *_findings(base, tuple(also), language)),
            fact(say("not-ruled-out", language), *(_open(base, outcome, language))),
            fact(
                say("contradictory", language),
                *(text_in(base.contradictions[name].ask, language) for name in outcome.contradictions),
            ),
            fact(say("pathway", language), text_in(pathway.name, language)),
            fact(say("now", language), *now),
        ),
        (
            Table(
                say("notebook-fired", language),
                tuple(say(key, language) for key in ("notebook-number", "rule", "fired-because", "concluded")),
                tuple(
                    (f"{step.number}.", step.rule, "; ".join(step.resting_on), "; ".join(step.concluded))
                    for step in steps(base, outcome, language)
                ),
            ),
        ),
        help=level.help,
        foot=text_in(base.notice, language),
    )


def _open(base: Base, outcome: Outcome, language: str) -> Iterator[str]:
    """What is open because of what somebody did not know, then the first few of what was not asked."""
    for part in outcome.not_ruled_out:
        if part.because == "unknown":
            questions = "; ".join(asked(base.questions[name], language) for name in part.questions)
            why = say("because-unknown", language, questions=questions)
            yield f"{finding_words(base, part.finding, language)} ({why})"
    unasked = [part.finding for part in outcome.not_ruled_out if part.because == "not-asked"]
    if unasked:
        names = "; ".join(_findings(base, tuple(unasked[:FEW]), language))
        more = f"; {say('and-more', language, count=len(unasked) - FEW)}" if len(unasked) > FEW else ""
        yield f"{say('because-not-asked', language)}: {names}{more}"


def trace_sheet(base: Base, trace: Trace, language: str) -> FactSheet:
    """Every event in order, with what it rests on."""
    return FactSheet(
        say("trace", language),
        language,
        tables=(
            Table(
                say("notebook-events", language),
                tuple(say(key, language) for key in ("notebook-number", "notebook-happened", "fired-because")),
                tuple(
                    (
                        f"{number}.",
                        event_words(base, event, language),
                        "; ".join(matched_words(base, matched, language) for matched in event.matched),
                    )
                    for number, event in enumerate(trace, 1)
                ),
            ),
        ),
    )
