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
from triage.language.words import Words
from triage.reports.author.base_part import brings_words
from triage.reports.author.summary import Fact, Point, Summary, Table, fact, to_html, to_plain
from triage.reports.layout import Page, clean
from triage.reports.person.to_text import FEW


def bundle(part: object) -> Bundle:
    """The part as HTML and as text."""
    summary = _summary(part)
    if summary is None:
        plain = clean(repr(part))
        return {"text/plain": plain, "text/html": f"<pre>{escape(plain)}</pre>"}
    return {"text/plain": to_plain(summary, Page(80)), "text/html": to_html(summary)}


def _summary(part: object) -> Summary | None:
    match part:
        case Base():
            return base_summary(_spoken(part))
        case Rule(home=Base() as base):
            return rule_summary(_spoken(base), part)
        case Outcome(base=base):
            return outcome_summary(_spoken(base), part)
        case Trace(base=Base() as base):
            return trace_summary(_spoken(base), part)
        case _:
            return None


def _spoken(base: Base) -> Words:
    """The words of a base in the language that notebooks speak."""
    return Words(base, preferred(base.languages, spoken()))


def base_summary(words: Words) -> Summary:
    """What there is in a base."""
    base = words.base
    kinds = {
        "questions": base.questions,
        "warning-signs": base.warning_signs,
        "conditions": base.condition_order,
        "rules": base.rules,
        "pathways": base.pathways,
        "exercises": base.exercises,
        "claims": base.claims,
    }
    counts = [f"{words.say(f'notebook-{kind}')}: {len(parts)}" for kind, parts in kinds.items()]
    return Summary(
        f"{words.text(base.title)} ({base.id} {base.version})",
        words.language,
        (
            fact(words.say("notebook-holds"), *counts),
            fact(words.say("notebook-hash"), base.hash[:12]),
        ),
        (
            _named(words, "notebook-warning-signs", base.warning_signs),
            _named(words, "notebook-conditions", base.condition_order),
            Table(
                _capital(words.say("notebook-rules")),
                (words.say("rule"), words.say("show-then")),
                tuple((rule.id, "; ".join(brings_words(words, rule))) for rule in base.rules.values()),
                folded=True,
            ),
        ),
        foot=words.text(base.notice),
    )


def _named(words: Words, key: str, names: tuple[str, ...]) -> Table:
    rows = tuple((finding_words(words, name), words.text(words.base.findings[name].about)) for name in names)
    return Table(_capital(words.say(key)), (words.say("notebook-name"), words.say("show-about")), rows, folded=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _findings(words: Words, names: tuple[str, ...]) -> Iterator[str]:
    return (finding_words(words, name) for name in names)


def rule_summary(words: Words, rule: Rule) -> Summary:
    """A rule as its author reads it."""
    return Summary(
        f"{words.say('rule')} {rule.id}",
        words.language,
        (
            Fact(words.say("show-when"), tuple(_condition(words, rule.when))),
            fact(words.say("show-then"), *brings_words(words, rule)),
            fact(words.say("show-because"), words.text(rule.because)),
            fact(words.say("source"), *source_words(words, rule.sources)),
        ),
        help=None if rule.urgency is None else words.base.urgencies[rule.urgency].help,
        foot=f"{PurePath(rule.place.file).name}:{rule.place.line}",
    )


def _condition(words: Words, condition: Condition, depth: int = 0) -> Iterator[Point]:
    """A condition part by part."""
    match condition:
        case Meant() | Denied() | Not(Meant()):
            yield Point(to_words(words, condition), depth)
            return
        case All((part,)) | Any((part,)):
            yield from _condition(words, part, depth)
            return
        case All(parts) if parts:
            head = words.say("step-all-of")
        case Any(parts) if parts:
            head = words.say("step-one-of")
        case AtLeast(count, parts):
            head = words.say("at-least-of", count=count)
        case Not(All() | Any() | AtLeast() as part):
            head, parts = words.say("step-not"), (part,)
        case _:
            yield Point(to_words(words, condition), depth)
            return
    yield Point(f"{head}:", depth)
    for part in parts:
        yield from _condition(words, part, depth + 1)


def outcome_summary(words: Words, outcome: Outcome) -> Summary:
    """How soon, what it is, what is open, and which rules say so."""
    base = words.base
    level = base.urgencies[outcome.urgency]
    default = "" if outcome.demanded else words.text(base.default_because)
    also = [
        name for name, status in outcome.conditions.items() if status == "established" and name not in outcome.leads
    ]
    phase = next((stretch.phase for stretch in outcome.phases if stretch.state == "current"), None)
    pathway = base.pathways[outcome.pathway]
    now = [words.text(part.name) for part in pathway.phases if part.id == phase]
    leading = outcome.leads
    return Summary(
        f"{words.say('urgency')}: {words.text(level.name)}",
        words.language,
        (
            fact(words.say("do"), words.text(level.act), default),
            fact(words.say("warning-signs"), *_findings(words, outcome.warning_signs)),
            fact(words.say("leading"), *_findings(words, tuple(leading))),
            fact(words.say("also"), *_findings(words, tuple(also))),
            fact(words.say("not-ruled-out"), *(_open(words, outcome))),
            fact(
                words.say("contradictory"),
                *(words.text(base.contradictions[name].ask) for name in outcome.contradictions),
            ),
            fact(words.say("pathway"), words.text(pathway.name)),
            fact(words.say("now"), *now),
        ),
        (
            Table(
                words.say("notebook-fired"),
                tuple(words.say(key) for key in ("notebook-number", "rule", "fired-because", "concluded")),
                tuple(
                    (f"{step.number}.", step.rule, "; ".join(step.resting_on), "; ".join(step.concluded))
                    for step in steps(words, outcome)
                ),
            ),
        ),
        help=level.help,
        foot=words.text(base.notice),
    )


def _open(words: Words, outcome: Outcome) -> Iterator[str]:
    """What is open because of what somebody did not know, then the first few of what was not asked."""
    for part in outcome.not_ruled_out:
        if part.because == "unknown":
            questions = "; ".join(asked(words.base.questions[name], words.language) for name in part.questions)
            why = words.say("because-unknown", questions=questions)
            yield f"{finding_words(words, part.finding)} ({why})"
    unasked = [part.finding for part in outcome.not_ruled_out if part.because == "not-asked"]
    if unasked:
        names = "; ".join(_findings(words, tuple(unasked[:FEW])))
        more = f"; {words.say('and-more', count=len(unasked) - FEW)}" if len(unasked) > FEW else ""
        yield f"{words.say('because-not-asked')}: {names}{more}"


def trace_summary(words: Words, trace: Trace) -> Summary:
    """Every event in order, with what it rests on."""
    return Summary(
        words.say("trace"),
        words.language,
        tables=(
            Table(
                words.say("notebook-events"),
                tuple(words.say(key) for key in ("notebook-number", "notebook-happened", "fired-because")),
                tuple(
                    (
                        f"{number}.",
                        event_words(words, event),
                        "; ".join(matched_words(words, matched) for matched in event.matched),
                    )
                    for number, event in enumerate(trace, 1)
                ),
            ),
        ),
    )
