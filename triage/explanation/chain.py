"""A trace to its steps: which answers made which rules fire, in what order, with each rule's reason and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.explanation.to_words import answer_words, asked, finding_words
from triage.inference.outcome import Outcome
from triage.inference.trace import Event, Matched
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR
from triage.language.model import EXPERT
from triage.language.texts import text_in
from triage.words.saying import say


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that fired, in words. `resting_on`: the answers and findings that made it fire; `concluded`: what it
    added; `sources`: claim ids and their words."""

    number: int
    rule: str
    resting_on: tuple[str, ...]
    concluded: tuple[str, ...]
    because: str
    sources: tuple[str, ...]


def steps(base: Base, outcome: Outcome, language: str) -> list[Step]:
    """The rules that fired, in order."""
    chain_steps = []
    for number, event in enumerate(outcome.firings, 1):
        rule = base.rules[event.of]
        concluded = [say("establishes", language, name=finding_words(base, name, language)) for name in rule.establish]
        if rule.urgency is not None:
            concluded.append(say("demands", language, name=text_in(base.urgencies[rule.urgency].name, language)))
        if rule.pathway is not None:
            concluded.append(say("chooses", language, name=text_in(base.pathways[rule.pathway].name, language)))
        chain_steps.append(
            Step(
                number,
                rule.id,
                tuple(matched_words(base, matched, language) for matched in event.matched),
                tuple(concluded),
                text_in(rule.because, language),
                source_words(base, rule.sources, language),
            )
        )
    return chain_steps


def matched_words(base: Base, matched: Matched, language: str) -> str:
    if matched.question is not None:
        question = base.questions[matched.question]
        return say(
            "answered",
            language,
            question=asked(question, language),
            answer=answer_words(question, matched.answer, language),
        )
    if matched.finding == ALL_CLEAR and matched.status == "established":
        return finding_words(base, ALL_CLEAR, language)  # it says itself that it holds
    key = "is-established" if matched.status == "established" else "is-refuted"
    return say(key, language, finding=finding_words(base, matched.finding or "", language))


def source_words(base: Base, sources: Iterable[str], language: str) -> tuple[str, ...]:
    """Each claim in words with the document it comes from."""
    words = []
    for name in sources:
        if name == EXPERT:
            words.append(say("expert", language))
        else:
            claim = base.claims[name]
            words.append(f"{text_in(claim.text, language)} [{base.documents[claim.document].title}; {name}]")
    return tuple(words)


def event_words(base: Base, event: Event, language: str) -> str:
    """One event of the trace on one line."""
    kind = say(f"ev-{event.kind}", language)
    by = f" ({say('rule', language).lower()} {event.by})" if event.by else ""
    match event.kind:
        case "answered":
            question = base.questions[event.of]
            return f"{kind}: {asked(question, language)}: {answer_words(question, event.answer, language)} [{event.of}]"
        case "counts" | "inapplicable":
            return f"{kind}: {asked(base.questions[event.of], language)} [{event.of}]"
        case "established" | "refuted":
            return f"{kind}: {finding_words(base, event.of, language)} [{event.of}]{by}"
        case "raised":
            return f"{kind}: {text_in(base.urgencies[event.of].name, language)} [{event.of}]{by}"
        case "cautioned":
            return f"{kind}: {text_in(base.cautions[event.of].text, language)} [{event.of}]"
        case "activated" | "fired":
            return f"{kind}: {event.of}"
