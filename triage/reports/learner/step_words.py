"""Steps of the reasoning in words: what stands in each pane, as lines that a page prints and a screen shows.

A line has a mark before it (`+` new, `>` next, `[true]`) and a tone; nothing is said by the tone alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from triage.explanation.chain import matched_words
from triage.explanation.explaining import answered
from triage.explanation.to_words import answer_words, asked, finding_words, to_words
from triage.inference.clauses import Clause
from triage.inference.clauses import Literal as Pattern
from triage.inference.trace import Event, Matched
from triage.language.base import Base
from triage.language.condition import (
    ALL_CLEAR,
    All,
    Any,
    AtLeast,
    Chosen,
    Condition,
    Denied,
    Found,
    Is,
    Meant,
    Not,
    Within,
)
from triage.language.errors import NOWHERE, Place
from triage.language.evaluate import INAPPLICABLE, Value
from triage.language.words import Words
from triage.teaching.marked import Marked, blocking, marked
from triage.teaching.recording import Fact
from triage.teaching.steps import GIVEN, KINDS, Activation, Memory, Step, depth_of, kind_of, place, reason, rests_on
from triage.teaching.strategies import StrategyName

Tone = Literal["plain", "new", "next", "true", "false", "open", "label", "aside"]
MANY = 12
"""So many new facts and generated rules are shown, where not all are asked for."""
MOST_SHOWN = 8
"""So many names are given on a line."""
FEW = 4
"""So many consequences are given with their reasons, where not all are asked for."""
HOLDS: dict[bool | None, Literal["true", "false", "open"]] = {True: "true", False: "false", None: "open"}


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    depth: int = 0
    mark: str = ""
    tone: Tone = "plain"


class StepWords:
    """The words of one run. With `generated` the steps and facts that the language adds are shown too."""

    def __init__(
        self, words: Words, steps: Sequence[Step], generated: bool = False, strategy: StrategyName = "depth"
    ) -> None:
        self.words = words
        self.steps = steps
        self.generated = generated
        self.strategy = strategy

    @property
    def base(self) -> Base:
        return self.words.base

    @property
    def language(self) -> str:
        return self.words.language

    def title(self, step: Step) -> str:
        """What happens at a step, in a few words."""
        match step.kind:
            case "rule" | "caution":
                return self.words.say(f"step-{step.kind}", name=step.clause.field.partition("/")[2])
            case "answers":
                return self.words.say("step-answers", len(step.told))
            case "consequences" if self.generated:
                return self.words.say("step-generated", name=self.act(step.clause))
            case kind:
                return self.words.say(f"step-{kind}")

    # Names

    def finding(self, name: str) -> str:
        return finding_words(self.words, name)

    def question(self, name: str) -> str:
        return asked(self.words.base.questions[name], self.words.language)

    def level(self, urgency: str) -> str:
        return self.words.text(self.words.base.urgencies[urgency].name)

    def name(self, name: str) -> str:
        """A question or finding."""
        return self.finding(name) if name in self.words.base.findings else self.question(name)

    def status(self, finding: str, established: bool) -> str:
        if finding == ALL_CLEAR and not established:
            return self.words.say("step-act-not-clear")
        matched = Matched(finding=finding, status="established" if established else "refuted")
        return matched_words(self.words, matched)

    def act(self, clause: Clause) -> str:
        """A rule of the engine: the author's by its id, a generated one by what it says."""
        kind, _, name = clause.field.partition("/")
        match clause.conclude:
            case "fire":
                return self.words.say("step-act-rule", name=name)
            case "caution":
                return self.words.say("step-act-caution", name=name)
            case "established":
                return self.words.say("step-act-established")
            case "refuted" if clause.field == ALL_CLEAR:
                return self.words.say("step-act-not-clear")
            case "counts" | "inapplicable" | "refuted" as conclude:
                return self.words.say(f"step-act-{conclude}", name=clause.field)
            case _:
                return self.words.say("step-act-false", name=name) if kind == "rule" else self.part(name)

    def part(self, name: str) -> str:
        """An inner part of a condition; of one that counts, how far it has come."""
        number, *counted = map(int, name.split("/"))
        if not counted:
            return self.words.say("step-act-part", name=number + 1)
        first, wanted = counted
        return self.words.say("step-act-counted", name=number + 1, first=first, wanted=wanted)

    def where(self, at: Place) -> str:
        return f"{at.file.rpartition('/')[2]}:{at.line}"

    # Working memory

    def memory(self, step: Step, full: bool = True) -> list[Line]:
        """What is new first, then the rest; not `full` only counts the rest."""
        memory = step.memory
        new = [line for fact in memory.facts[memory.old :] if (line := self.fact(memory, fact)) is not None]
        rest = [fact for fact in memory.facts[: memory.old] if self.fact(memory, fact) is not None]
        if not new and not rest:
            return [Line(self.words.say("step-no-facts"), tone="aside")]
        lines = [replace(line, mark="+", tone="new") for line in new]
        if not new:
            lines.append(Line(self.words.say("step-nothing-new"), tone="aside"))
        if memory.urgency is not None:
            lines.append(Line(f"{self.words.say('status-urgency')}: {self.level(memory.urgency)}"))
        if rest and not full:
            lines.append(Line(self.words.say("step-was-there", counts=self.counts(rest)), tone="aside"))
        elif rest:
            lines += self.groups(memory, rest)
        return lines

    def fact(self, memory: Memory, fact: Fact) -> Line | None:
        """A fact on a line; None for what the language adds, unless that is asked for."""
        field, value = fact.field, fact.value
        if field in self.words.base.findings:
            return Line(self.status(field, value is True))
        if field.startswith(GIVEN):
            question = field.removeprefix(GIVEN)
            if question in memory.fields:
                return None
            return Line(self.words.say("step-waiting", fact=self.question(question)))
        if field in self.words.base.questions:
            return Line(self.answer(field, value))
        return Line(self.pattern(Pattern(field, None, value is True))) if self.generated else None

    def answer(self, question: str, value: Value) -> str:
        return answered(self.words, question, value) if value is not INAPPLICABLE else self.aside(question)

    def aside(self, question: str) -> str:
        return self.words.say("answered", question=self.question(question), answer=self.words.say("inapplicable"))

    def counts(self, facts: Sequence[Fact]) -> str:
        findings = [fact for fact in facts if fact.field in self.words.base.findings]
        counts = {
            "answers": sum(fact.field in self.words.base.questions for fact in facts),
            "established": sum(fact.value is True for fact in findings),
            "refuted": sum(fact.value is False for fact in findings),
        }
        counted = [
            self.words.say("step-count-answers", count, count=count)
            if kind == "answers"
            else self.words.say(f"step-count-{kind}", count=count)
            for kind, count in counts.items()
            if count
        ]
        return ", ".join(counted)

    def groups(self, memory: Memory, facts: Sequence[Fact]) -> Iterator[Line]:
        findings = [fact for fact in facts if fact.field in self.words.base.findings]
        named = {
            "status-established": [fact for fact in findings if fact.value is True or fact.field == ALL_CLEAR],
            "status-refuted": [fact for fact in findings if fact.value is False and fact.field != ALL_CLEAR],
            "step-group-answers": [fact for fact in facts if self.is_answer(fact)],
            "step-group-generated": [
                fact for fact in facts if fact.field not in self.words.base.findings and not self.is_answer(fact)
            ],
        }
        for key, of_kind in named.items():
            if of_kind:
                yield Line(self.words.say(key), tone="label")
            for fact in of_kind:
                line = self.fact(memory, fact)
                if line is not None:
                    settled = key.startswith("status") and fact.field != ALL_CLEAR
                    text = self.finding(fact.field) if settled else line.text
                    yield replace(line, text=text, depth=1)

    def is_answer(self, fact: Fact) -> bool:
        return fact.field in self.words.base.questions or fact.field.startswith(GIVEN)

    # The agenda

    def agenda(self, step: Step, full: bool = True) -> list[Line]:
        """Every activation in the order of firing, each with why it stands there. What the language adds is counted;
        or, where it is asked for, shown in full, or else the first few."""
        lines: list[Line] = []
        above: Clause | None = None
        for author, run in groupby(
            step.agenda, lambda activated: self.generated or kind_of(activated.clause) != "consequences"
        ):
            waiting = list(run)
            first_waiting = waiting if full or not self.generated else waiting[:MANY]
            if not author:
                lines.append(self.several(first_waiting, first=not lines))
                if above is None:
                    above = first_waiting[-1].clause
                continue
            for activation in first_waiting:
                mark = "> " if not lines else "  "
                new = "+" if activation.new else " "
                lines.append(
                    Line(
                        f"{self.act(activation.clause)}; {self.depth(activation.clause)}",
                        mark=f"{mark}{new}",
                        tone="next" if not lines else "new" if activation.new else "plain",
                    )
                )
                lines.append(Line(self.order(above, activation.clause, len(step.agenda) == 1), depth=2, tone="aside"))
                above = activation.clause
            if len(first_waiting) < len(waiting):
                lines.append(
                    Line(self.words.say("and-more", count=len(waiting) - len(first_waiting)), depth=2, tone="aside")
                )
        return lines or [Line(self.words.say("step-agenda-empty"), tone="aside")]

    def several(self, activations: Sequence[Activation], first: bool) -> Line:
        depths = [activation.clause.stratum for activation in activations]
        low, high = min(depths), max(depths)
        depth = f"{low}" if low == high else self.words.say("step-from-to", low=low, high=high)
        new = "+" if all(activation.new for activation in activations) else " "
        words = self.words.say("step-generated-rules", len(activations), count=len(activations), depth=depth)
        return Line(words, mark=f"{'> ' if first else '  '}{new}", tone="next" if first else "plain")

    def depth(self, clause: Clause) -> str:
        on = rests_on(self.words.base, clause)
        if not on:
            known = clause.field.startswith("part/")
            return self.words.say("step-depth-part" if known else "step-depth-none", depth=clause.stratum)
        below = depth_of(self.words.base, on[0])
        if below == 0:
            return self.words.say("step-depth-answers", depth=clause.stratum)
        return self.words.say("step-depth-on", depth=clause.stratum, name=self.name(on[0]), below=below)

    def order(self, above: Clause | None, clause: Clause, alone: bool = False) -> str:
        """Why an activation stands where it stands: behind the one above it, or as the first."""
        why = reason(self.words.base, above, clause)
        if above is None:
            first = "step-order-first" if self.strategy == "depth" else f"step-order-first-{self.strategy}"
            return self.words.say("step-order-alone" if alone else first)
        if self.strategy != "depth":
            return self.words.say(f"step-order-{self.strategy}", above=self.act(above))
        if not self.generated and kind_of(above) == "consequences":
            return self.words.say("step-order-generated")
        kind, other = (self.words.say(f"step-kind-{KINDS[either.conclude]}") for either in (clause, above))
        if why == "later":
            kind, other = (self.where(place(self.words.base, either) or NOWHERE) for either in (clause, above))
        return self.words.say(f"step-order-{why}", above=self.act(above), kind=kind, place=kind, other=other)

    # What happens

    def happens(self, step: Step, full: bool = True) -> list[Line]:
        """The rule that fires, with its condition marked part by part; of consequences, why each follows (not `full`:
        why the first few do)."""
        match step.kind:
            case "answers":
                return [Line(self.words.say("step-no-rule"))]
            case "end":
                return [Line(self.words.say("step-nothing-fires")), *self.certain(step.memory)]
            case "rule":
                rule = self.words.base.rules[step.clause.field.partition("/")[2]]
                head = f"{self.act(step.clause)} ({self.where(rule.place)})"
                return [
                    Line(head, tone="label"),
                    *self.tree(marked(rule.when, step.memory.known), step.memory),
                    Line(self.words.text(rule.because), tone="aside"),
                ]
            case "caution":
                caution = self.words.base.cautions[step.clause.field.partition("/")[2]]
                head = f"{self.act(step.clause)} ({self.where(caution.place)})"
                return [Line(head, tone="label"), *self.tree(marked(caution.when, step.memory.known), step.memory)]
            case "consequences":
                events = step.changes if full or len(step.changes) <= FEW + 1 else step.changes[:FEW]
                lines = [line for event in events for line in self.follows(event, self.after(step))]
                if len(events) < len(step.changes):
                    lines.append(Line(self.words.say("and-more", count=len(step.changes) - len(events)), tone="aside"))
                if self.generated:
                    body = [self.pattern(literal) for literal in step.clause.body]
                    lines = [Line(text, 0, self.mark(True), "true") for text in body] + lines
                return lines or [Line(self.words.say("step-nothing"), tone="aside")]

    def certain(self, memory: Memory) -> Iterator[Line]:
        urgency = memory.urgency or self.words.base.default_urgency
        yield Line(f"{self.words.say('urgency')}: {self.level(urgency)}", tone="label")
        findings = {name: memory.fields.get(name) for name in self.words.base.findings if name != ALL_CLEAR}
        for key, status in {"status-established": True, "status-open": None, "status-refuted": False}.items():
            words = "; ".join(self.finding(name) for name, value in findings.items() if value is status)
            yield Line(f"{self.words.say(key)}: {words or self.words.say('step-nothing')}")

    def after(self, step: Step) -> Memory:
        """Working memory when the step is done."""
        return self.steps[min(step.number, len(self.steps) - 1)].memory

    def follows(self, event: Event, memory: Memory) -> Iterator[Line]:
        """Why a finding is ruled out, or a question applies or not."""
        name = event.of
        match event.kind:
            case "refuted" if name == ALL_CLEAR:
                yield Line(self.status(name, False), tone="label")
                for sign in self.words.base.warning_signs:
                    if memory.fields.get(sign) is True:
                        yield Line(self.status(sign, True), 1, self.mark(True), "true")
            case "refuted":
                yield Line(self.words.say("step-refuted-why", name=self.finding(name)), tone="label")
                for rule in self.words.base.rules.values():
                    if name in rule.establish:
                        yield from self.fails(rule.id, marked(rule.when, memory.known), memory)
            case "established":
                yield Line(self.words.say("step-clear-why", name=self.finding(name)), tone="label")
            case "counts" | "inapplicable":
                yield Line(self.words.say(f"step-{event.kind}-why", name=self.question(name)), tone="label")
                when = self.words.base.questions[name].when
                if when is not None:
                    yield from self.tree(marked(when, memory.known), memory, 1)
            case _:
                pass

    def fails(self, rule: str, tree: Marked, memory: Memory) -> Iterator[Line]:
        """A rule that is false or open, because of these parts."""
        yield Line(self.words.say("step-act-rule", name=rule), 1, self.mark(tree.holds), HOLDS[tree.holds])
        for part in blocking(tree):
            yield Line(self.leaf(part.condition, memory), 2, self.mark(part.holds), HOLDS[part.holds])

    # A condition

    def mark(self, holds: bool | None) -> str:
        return f"[{self.words.say(f'mark-{HOLDS[holds]}')}]"

    def tree(self, tree: Marked, memory: Memory, depth: int = 0) -> Iterator[Line]:
        """A condition part by part, each marked true, false or open."""
        if len(tree.parts) == 1 and isinstance(tree.condition, All | Any):
            yield from self.tree(tree.parts[0], memory, depth)
            return
        words = self.joint(tree.condition) if tree.parts else self.leaf(tree.condition, memory)
        yield Line(words, depth, self.mark(tree.holds), HOLDS[tree.holds])
        for part in tree.parts:
            yield from self.tree(part, memory, depth + 1)

    def joint(self, condition: Condition) -> str:
        match condition:
            case AtLeast(count, _):
                return f"{self.words.say('at-least-of', count=count)}:"
            case Any():
                return f"{self.words.say('step-one-of')}:"
            case Not():
                return f"{self.words.say('step-not')}:"
            case _:
                return f"{self.words.say('step-all-of')}:"

    def leaf(self, condition: Condition, memory: Memory) -> str:
        """A test, and how it stands where that says more."""
        match condition:
            case Meant(_, test):
                return self.leaf(test, memory)
            case Not(Meant(_, test)) | Denied(_, Meant(_, test)):
                return self.leaf(Not(test), memory)
            case Found(finding):
                return self.hoped(finding, True, memory)
            case Not(Found(finding)):
                return self.hoped(finding, False, memory)
            case Not(Is(question, _)) | Is(question, _) | Within(question) | Chosen(question):
                wanted, now = to_words(self.words, condition), self.given(question, memory)
            case _:
                return to_words(self.words, condition)
        return wanted if wanted.endswith(f": {now}") else self.words.say("step-now", wanted=wanted, now=now)

    def hoped(self, finding: str, wanted: bool, memory: Memory) -> str:
        """A test of a finding: how it has to stand, and how it stands if that is otherwise."""
        words, now = self.status(finding, wanted), memory.known.findings.get(finding)
        if now is wanted or now is None:
            return words
        return self.words.say(
            "step-now", wanted=words, now=self.words.say("stands-established" if now else "stands-refuted")
        )

    def given(self, question: str, memory: Memory) -> str:
        """What was answered to a question, as it counts now."""
        value = memory.known.answers.get(question)
        if value is INAPPLICABLE:
            return self.words.say("inapplicable")
        if value is None:
            return self.words.say("not-answered")
        return answer_words(self.words.base.questions[question], value, self.words.language)

    def pattern(self, literal: Pattern) -> str:
        """What a generated rule waits for, or a fact that it made."""
        if literal.test is not None:
            return to_words(self.words, literal.test if literal.wanted else Not(literal.test))
        kind, _, name = literal.field.partition("/")
        if literal.field in self.words.base.findings:
            return self.status(literal.field, literal.wanted)
        if kind == "given":
            return self.words.say("step-fact-given", name=self.question(name))
        return self.words.say("step-act-false", name=name) if kind == "rule" else self.part(name)

    # What it adds

    def brings(self, step: Step, full: bool = True) -> list[Line]:
        """What a step adds to what is certain, and to the agenda. Not `full` counts consequences."""
        lines: list[Line] = []
        match step.kind:
            case "answers":
                count = len(step.told)
                lines += [Line(self.words.say("step-count-answers", count, count=count))]
                lines += [Line(answered(self.words, name, value), 1, "+") for name, value in step.told.items()]
            case "rule" | "caution":
                lines += self.fired(step)
            case "consequences" if not full and len(step.changes) > FEW:
                lines += [Line(self.tally(step), mark="+", tone="new")]
            case "consequences":
                lines += [Line(self.change(event), mark="+", tone="new") for event in step.changes]
            case "end":
                pass
        if step.number < len(self.steps):
            lines += [
                Line(self.words.say("step-to-agenda", name=self.act(activation.clause)), mark="+", tone="new")
                for activation in self.steps[step.number].agenda
                if activation.new and (self.generated or kind_of(activation.clause) != "consequences")
            ]
        return lines or [Line(self.words.say("step-nothing"), tone="aside")]

    def fired(self, step: Step) -> Iterator[Line]:
        """What a rule or caution itself adds."""
        if step.kind == "caution":
            caution = self.words.base.cautions[step.clause.field.partition("/")[2]]
            yield Line(f"{self.words.say('cautions')}: {self.words.text(caution.text)}", mark="+", tone="new")
            return
        rule = self.words.base.rules[step.clause.field.partition("/")[2]]
        for name in rule.establish:
            words = self.words.say("establishes", name=self.finding(name))
            if name in step.memory.fields:
                yield Line(self.words.say("step-already", name=words))
            else:
                yield Line(words, mark="+", tone="new")
        if rule.urgency is not None:
            now = step.memory.urgency
            if now is None or self.words.base.levels.rank[rule.urgency] > self.words.base.levels.rank[now]:
                yield Line(self.words.say("step-raised", name=self.level(rule.urgency)), mark="+", tone="new")
            else:
                yield Line(self.words.say("step-not-raised", name=self.level(rule.urgency), now=self.level(now)))
        if rule.pathway is not None:
            pathway = self.words.text(self.words.base.pathways[rule.pathway].name)
            yield Line(self.words.say("chooses", name=pathway), mark="+", tone="new")

    def change(self, event: Event) -> str:
        match event.kind:
            case "established" | "refuted":
                return self.status(event.of, event.kind == "established")
            case "counts":
                return self.words.say("step-act-counts", name=f"“{self.question(event.of)}”")
            case "inapplicable":
                return self.aside(event.of)
            case "raised":
                return self.words.say("step-raised", name=self.level(event.of))
            case _:
                return f"{self.words.say('cautions')}: {self.words.text(self.words.base.cautions[event.of].text)}"

    # What was done before

    def so_far(self, step: Step) -> list[Line]:
        """The steps before this one, one line each."""
        lines = [Line(self.summary(before), mark=f"{before.number}.") for before in self.steps[: step.number - 1]]
        return lines or [Line(self.words.say("step-so-far-none"), tone="aside")]

    def summary(self, step: Step) -> str:
        """What a step did, on a line."""
        match step.kind:
            case "answers":
                if len(step.told) == 1:
                    return "".join(answered(self.words, *answer) for answer in step.told.items())
                return self.words.say("step-count-answers", len(step.told), count=len(step.told))
            case "rule":
                added = "; ".join(self.change(event) for event in step.changes)
                return f"{self.act(step.clause)}: {added}" if added else self.act(step.clause)
            case "caution":
                return self.act(step.clause)
            case _ if len(step.changes) > 1:
                return f"{self.title(step)}: {self.tally(step)}"
            case _:
                return "; ".join(self.change(event) for event in step.changes) or self.title(step)

    def because(self, step: Step) -> Iterator[Line]:
        """The facts that made a rule or caution true."""
        for event in step.events:
            if event.kind in ("fired", "cautioned"):
                for matched in event.matched:
                    yield Line(matched_words(self.words, matched), mark="-")

    def consequences(self, step: Step) -> list[str]:
        """What follows by itself, a line for each kind."""
        names: dict[str, list[str]] = {}
        clear = [self.change(event) for event in step.changes if event.of == ALL_CLEAR]
        for event in (event for event in step.changes if event.of != ALL_CLEAR):
            name = self.finding(event.of) if event.of in self.words.base.findings else self.question(event.of)
            names.setdefault(f"set-off-{event.kind}", []).append(name)
        lines = []
        for key, entries in names.items():
            more = [self.words.say("and-more", count=len(entries) - MOST_SHOWN)] if len(entries) > MOST_SHOWN else []
            lines.append(f"{self.words.say(key)}: {'; '.join([*entries[:MOST_SHOWN], *more])}")
        return [*lines, *clear]

    def tally(self, step: Step) -> str:
        """How many findings and questions were settled."""
        counts = {kind: sum(event.kind == kind for event in step.changes) for kind in ("established", "refuted")}
        counted = [self.words.say(f"step-count-{kind}", count=count) for kind, count in counts.items() if count]
        questions = len(step.changes) - sum(counts.values())
        if questions:
            counted.append(self.words.say("step-count-questions", questions, count=questions))
        return ", ".join(counted)
