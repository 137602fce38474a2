"""What is written on and beside the parts of a network, whatever it is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from triage.explanation.network import Key, Link, Network, Part, State
from triage.explanation.to_words import answer_words, asked, finding_words, to_words
from triage.language.evaluate import Answer
from triage.language.words import Words
from triage.reports.layout import clean

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

SINGULAR = {"questions": "question", "findings": "finding", "pathways": "pathway"}
"""What stands together looks like one of it."""


class Group(NamedTuple):
    """Parts that stand together, under a title."""

    title: str
    column: int
    members: tuple[Key, ...]


class Scribe:
    """Writes about the parts of one network in one language. `answers`: those of the case that it shows; `topic`: the
    one around which it is."""

    def __init__(self, words: Words, network: Network, answers: dict[str, Answer], topic: str = "") -> None:
        self.words = words
        self.network = network
        self.answers = answers
        self.topic = topic
        self.overview = any(part.holds for part in network.parts)

    def name(self, key: Key) -> str:
        """What people call it."""
        match key.kind:
            case "question":
                return clean(asked(self.words.base.questions[key.id], self.words.language))
            case "finding":
                return clean(finding_words(self.words, key.id))
            case "urgency":
                return clean(self.words.text(self.words.base.urgencies[key.id].name))
            case "pathway":
                return clean(self.words.text(self.words.base.pathways[key.id].name))
            case "rule":
                return clean(to_words(self.words, self.words.base.rules[key.id].when))
            case "questions":
                return clean(self.words.text(self.words.base.topics[key.id]))
            case "findings" | "pathways":
                return self.words.say(f"net-group-{key.id}")

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
            answer = answer_words(self.words.base.questions[key.id], self.answers[key.id], self.words.language)
            return f"{key.id}: {clean(answer)}"
        return f"{key.id} (+{part.hidden})" if part.hidden else key.id

    def about(self, part: Part) -> str:
        """Everything there is to say in one line: kind, name, state."""
        if part.holds:
            return self._about_together(part)
        sentences = [f"{self.kind(part)} {part.key.id}: {self.name(part.key)}"]
        if part.key.kind == "rule":
            sentences.append(clean(self.words.text(self.words.base.rules[part.key.id].because)))
        if part.hidden:
            sentences.append(self.words.say("net-hidden", count=part.hidden))
        if part.state is not None:
            sentences.append(f"{MARKS[part.state]} {self.words.say(f'net-state-{part.state}')}")
        return " | ".join(sentences)

    def _about_together(self, part: Part) -> str:
        sentences = [self.short(part)]
        if part.key.kind == "questions":
            sentences.append(self.words.say("net-open-topic", topic=part.key.id))
        if part.state is not None:
            sentences.append(f"{MARKS[part.state]} {self.words.say(f'net-state-{part.state}')}: {part.strong}")
        return " | ".join(sentences)

    def kind(self, part: Part) -> str:
        match part.key.kind:
            case "rule":
                return self.words.say("rule")
            case "finding":
                return self.words.say(f"kind-{part.group}")
            case "question":
                return self.words.say("kind-question")
            case kind:
                return self.words.say(f"subject-{kind}")

    def about_link(self, link: Link) -> str:
        sense = "gate" if link.gate else "against" if link.against else "for"
        ends = [self.name(key) if self.overview else key.id for key in (link.start, link.end)]
        sentences = [f"{' → '.join(ends)}: {self.words.say(f'net-{sense}')}"]
        if link.rules and self.overview:
            sentences.append(self.words.say("net-rule-count", count=len(link.rules)))
        elif link.rules:
            sentences.append(self.words.say("net-rules", rules=", ".join(link.rules)))
        if link.lit:
            sentences.append(self.words.say("net-lit"))
        return " | ".join(sentences)

    def title(self, centre: Sequence[Key]) -> str:
        title = clean(self.words.text(self.words.base.title))
        if self.overview:
            return self.words.say("net-title-overview", title=title)
        if not centre:
            return self.words.say("net-title", title=title)
        name = clean(self.words.text(self.words.base.topics[self.topic])) if self.topic else centre[0].id
        return self.words.say("net-title-around", title=title, name=name)

    def description(self, case: str) -> str:
        counts = {"parts": len(self.network.parts), "links": len(self.network.links)}
        sentences = [self.words.say("net-desc-overview" if self.overview else "net-desc", **counts)]
        if self.network.lit:
            sentences.append(self.words.say("net-case", case=clean(case) or self.words.say("net-a-case")) + ".")
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
            return self.words.say(f"net-group-{group}")
        topic = clean(self.words.text(self.words.base.topics[group]))
        return self.words.say("net-group-question", topic=topic)
