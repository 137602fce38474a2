"""What is written on and beside the parts of a network, whatever it is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.explanation.network import Key, Link, Network, Part, State
from triage.explanation.to_words import answer_words, asked, finding_words, to_words
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.texts import text_in
from triage.reports.layout import clean
from triage.words.saying import say

MARKS: dict[State, str] = {
    "answered": "✓",
    "unknown": "?",
    "unanswered": "·",
    "inapplicable": "–",
    "fired": "✓",
    "waiting": "»",
    "false": "✗",
    "open": "?",
    "established": "✓",
    "refuted": "✗",
    "chosen": "★",
    "outranked": "✓",
    "not-chosen": "·",
}
"""What a state looks like without colour."""

ALIKE = {"questions": "question", "findings": "finding", "pathways": "pathway"}
"""What stands together looks like one of it."""


class Group(NamedTuple):
    """Parts that stand together, under a title."""

    title: str
    column: int
    members: tuple[Key, ...]


class Scribe:
    """Writes about the parts of one network in one language. `answers`: those of the case that it shows; `topic`: the
    one around which it is."""

    def __init__(
        self, base: Base, network: Network, language: str, answers: dict[str, Answer], topic: str = ""
    ) -> None:
        self.base = base
        self.network = network
        self.language = language
        self.answers = answers
        self.topic = topic
        self.overview = any(part.holds for part in network.parts)

    def name(self, key: Key) -> str:
        """What people call it."""
        match key.kind:
            case "question":
                return clean(asked(self.base.questions[key.id], self.language))
            case "finding":
                return clean(finding_words(self.base, key.id, self.language))
            case "urgency":
                return clean(text_in(self.base.urgencies[key.id].name, self.language))
            case "pathway":
                return clean(text_in(self.base.pathways[key.id].name, self.language))
            case "rule":
                return clean(to_words(self.base, self.base.rules[key.id].when, self.language))
            case "questions":
                return clean(text_in(self.base.topics[key.id], self.language))
            case "findings" | "pathways":
                return say(f"net-group-{key.id}", self.language)

    def short(self, part: Part) -> str:
        """Its id; of a question that was answered, with the answer; of a rule, with how much more it tests; in an
        overview, what people call it, with how much stands together in it."""
        key = part.key
        if part.holds:
            count = f"{part.strong}/{part.holds}" if self.network.lit else f"{part.holds}"
            return f"{self.name(key)} ({count})"
        if self.overview:
            return self.name(key)
        if part.state == "answered":
            answer = answer_words(self.base.questions[key.id], self.answers[key.id], self.language)
            return f"{key.id}: {clean(answer)}"
        return f"{key.id} (+{part.hidden})" if part.hidden else key.id

    def about(self, part: Part) -> str:
        """Everything there is to say in one line: kind, name, state."""
        if part.holds:
            return self._about_together(part)
        sentences = [f"{self.kind(part)} {part.key.id}: {self.name(part.key)}"]
        if part.key.kind == "rule":
            sentences.append(clean(text_in(self.base.rules[part.key.id].because, self.language)))
        if part.hidden:
            sentences.append(say("net-hidden", self.language, count=part.hidden))
        if part.state is not None:
            sentences.append(f"{MARKS[part.state]} {say(f'net-state-{part.state}', self.language)}")
        return " | ".join(sentences)

    def _about_together(self, part: Part) -> str:
        sentences = [self.short(part)]
        if part.key.kind == "questions":
            sentences.append(say("net-open-topic", self.language, topic=part.key.id))
        if part.state is not None:
            sentences.append(f"{MARKS[part.state]} {say(f'net-state-{part.state}', self.language)}: {part.strong}")
        return " | ".join(sentences)

    def kind(self, part: Part) -> str:
        match part.key.kind:
            case "rule":
                return say("rule", self.language)
            case "finding":
                return say(f"kind-{part.group}", self.language)
            case "question":
                return say("kind-question", self.language)
            case kind:
                return say(f"subject-{kind}", self.language)

    def about_link(self, link: Link) -> str:
        sense = "gate" if link.gate else "against" if link.against else "for"
        ends = [self.name(key) if self.overview else key.id for key in (link.start, link.end)]
        sentences = [f"{' → '.join(ends)}: {say(f'net-{sense}', self.language)}"]
        if link.rules and self.overview:
            sentences.append(say("net-rule-count", self.language, count=len(link.rules)))
        elif link.rules:
            sentences.append(say("net-rules", self.language, rules=", ".join(link.rules)))
        if link.lit:
            sentences.append(say("net-lit", self.language))
        return " | ".join(sentences)

    def title(self, centre: Sequence[Key]) -> str:
        title = clean(text_in(self.base.title, self.language))
        if self.overview:
            return say("net-title-overview", self.language, title=title)
        if not centre:
            return say("net-title", self.language, title=title)
        name = clean(text_in(self.base.topics[self.topic], self.language)) if self.topic else centre[0].id
        return say("net-title-around", self.language, title=title, name=name)

    def description(self, case: str) -> str:
        counts = {"parts": len(self.network.parts), "links": len(self.network.links)}
        sentences = [say("net-desc-overview" if self.overview else "net-desc", self.language, **counts)]
        if self.network.lit:
            sentences.append(say("net-case", self.language, case=clean(case) or say("net-a-case", self.language)) + ".")
        return " ".join(sentences)

    def groups(self) -> list[Group]:
        """The parts by column, and in a column by topic or kind; in an overview all questions, all findings."""
        members_by_group: dict[tuple[int, str, str], list[Key]] = {}
        for part in self.network.parts:
            group = part.key.kind if part.holds else part.group
            members_by_group.setdefault((part.column, part.key.kind, group), []).append(part.key)
        return [
            Group(self._group_title(kind, group), column, tuple(members))
            for (column, kind, group), members in members_by_group.items()
        ]

    def _group_title(self, kind: str, group: str) -> str:
        if kind != "question":
            return say(f"net-group-{group}", self.language)
        topic = clean(text_in(self.base.topics[group], self.language))
        return say("net-group-question", self.language, topic=topic)
