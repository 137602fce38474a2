"""A trace to its steps: which answers made which rules fire, in what order, with each rule's reason and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.explanation.to_words import answer_words, asked, finding_words
from triage.inference.outcome import Outcome
from triage.inference.trace import Event, Matched
from triage.language.condition import ALL_CLEAR
from triage.language.model import EXPERT
from triage.language.words import Words


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


def steps(words: Words, outcome: Outcome) -> list[Step]:
    """The rules that fired, in order."""
    base = words.base
    chain_steps = []
    for number, event in enumerate(outcome.firings, 1):
        rule = base.rules[event.of]
        concluded = [words.say("establishes", name=finding_words(words, name)) for name in rule.establish]
        if rule.urgency is not None:
            concluded.append(words.say("demands", name=words.text(base.urgencies[rule.urgency].name)))
        if rule.pathway is not None:
            concluded.append(words.say("chooses", name=words.text(base.pathways[rule.pathway].name)))
        chain_steps.append(
            Step(
                number,
                rule.id,
                tuple(matched_words(words, matched) for matched in event.matched),
                tuple(concluded),
                words.text(rule.because),
                source_words(words, rule.sources),
            )
        )
    return chain_steps


def matched_words(words: Words, matched: Matched) -> str:
    if matched.question is not None:
        question = words.base.questions[matched.question]
        return words.say(
            "answered",
            question=asked(question, words.language),
            answer=answer_words(question, matched.answer, words.language),
        )
    if matched.finding == ALL_CLEAR and matched.status == "established":
        return finding_words(words, ALL_CLEAR)  # it says itself that it holds
    key = "is-established" if matched.status == "established" else "is-refuted"
    return words.say(key, finding=finding_words(words, matched.finding or ""))


def source_words(words: Words, sources: Iterable[str]) -> tuple[str, ...]:
    """Each claim in words with the document it comes from."""
    lines = []
    for name in sources:
        if name == EXPERT:
            lines.append(words.say("expert"))
        else:
            claim = words.base.claims[name]
            lines.append(f"{words.text(claim.text)} [{words.base.documents[claim.document].title}; {name}]")
    return tuple(lines)


def event_words(words: Words, event: Event) -> str:
    """One event of the trace on one line."""
    base = words.base
    kind = words.say(f"ev-{event.kind}")
    by = f" ({words.say('rule').lower()} {event.by})" if event.by else ""
    match event.kind:
        case "answered":
            question = base.questions[event.of]
            answer = answer_words(question, event.answer, words.language)
            return f"{kind}: {asked(question, words.language)}: {answer} [{event.of}]"
        case "counts" | "inapplicable":
            return f"{kind}: {asked(base.questions[event.of], words.language)} [{event.of}]"
        case "established" | "refuted":
            return f"{kind}: {finding_words(words, event.of)} [{event.of}]{by}"
        case "raised":
            return f"{kind}: {words.text(base.urgencies[event.of].name)} [{event.of}]{by}"
        case "cautioned":
            return f"{kind}: {words.text(base.cautions[event.of].text)} [{event.of}]"
        case "activated" | "fired":
            return f"{kind}: {event.of}"
