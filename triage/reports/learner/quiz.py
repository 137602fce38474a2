"""A quiz in words: what is asked, what there is to choose, and why an answer is right or wrong as things stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.explanation.to_words import to_words
from triage.language.model import Rule
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.learner.step_words import Line, StepWords
from triage.teaching.marked import marked
from triage.teaching.quiz import Attempt, Question, clause_of
from triage.words.saying import say


class QuizWords:
    """The words of a quiz about the steps that `steps` has the words of."""

    def __init__(self, steps: StepWords) -> None:
        self.steps = steps
        self.base = steps.base
        self.language = steps.language

    # What is asked

    def title(self, number: int, questions: Sequence[Question]) -> str:
        question = questions[number - 1]
        return say("quiz-title", self.language, number=number, last=len(questions), step=question.step.number)

    def situation(self, question: Question) -> list[Line]:
        """What to look at: the condition of the rule, of every rule for the finding, or of those to choose from."""
        match question.sort:
            case "next":
                return [self.wants(question, option) for option in question.options]
            case "adds":
                rule = self.base.rules[question.of]
                head = Line(f"{self.steps.act(question.step.clause)} ({self.steps.where(rule.place)})", tone="label")
                tree = marked(rule.when, question.step.memory.known)
                return [head, *self.steps.tree(tree, question.step.memory)]
            case "status":
                name = self.steps.finding(question.of)
                rules = [rule for rule in self.base.rules.values() if question.of in rule.establish]
                return [
                    Line(say("quiz-rules-for", self.language, name=name), tone="label"),
                    *map(self.condition, rules),
                ]

    def condition(self, rule: Rule) -> Line:
        words = to_words(Words(self.base, self.steps.language), rule.when)
        return Line(f"{say('step-act-rule', self.language, name=rule.id)}: {words}", 1)

    def asks(self, question: Question) -> str:
        key = (
            "quiz-status-end" if question.sort == "status" and question.step.kind == "end" else f"quiz-{question.sort}"
        )
        name = self.steps.finding(question.of) if question.sort == "status" else question.of
        return say(key, self.language, name=name)

    def option(self, question: Question, option: str) -> str:
        match question.sort:
            case "next":
                kind, _, name = option.partition("/")
                part = self.base.cautions[name] if kind == "caution" else self.base.rules[name]
                words = say("step-act-caution" if kind == "caution" else "step-act-rule", self.language, name=name)
                return f"{words} ({self.steps.where(part.place)})"
            case "adds":
                return self.adds(self.base.rules[option])
            case "status":
                return say(f"stands-{option}", self.language)

    def adds(self, rule: Rule) -> str:
        """What a rule says then, on a line."""
        lines = [say("establishes", self.language, name=self.steps.finding(name)) for name in rule.establish]
        if rule.urgency is not None:
            lines.append(say("demands", self.language, name=self.steps.level(rule.urgency)))
        if rule.pathway is not None:
            pathway = text_in(self.base.pathways[rule.pathway].name, self.steps.language)
            lines.append(say("chooses", self.language, name=pathway))
        return "; ".join(lines)

    def hint(self, question: Question) -> list[Line]:
        """All that is needed to find the answer, without it."""
        head = [
            Line(say(f"quiz-hint-{question.sort}", self.language), tone="aside"),
            Line(say("step-memory", self.language), tone="label"),
        ]
        return [*head, *self.steps.memory(question.step)]

    def wants(self, question: Question, option: str) -> Line:
        kind, _, name = option.partition("/")
        part = self.base.cautions[name] if kind == "caution" else self.base.rules[name]
        words = to_words(Words(self.base, self.steps.language), part.when)
        return Line(f"{self.option(question, option)}: {words}", 1)

    # What is right

    def verdict(self, attempt: Attempt) -> str:
        if attempt.right:
            return say("quiz-right", self.language)
        return say("quiz-wrong", self.language, answer=self.option(attempt.question, attempt.question.right))

    def reveals(self, question: Question) -> list[Line]:
        """What is right, and why: for everybody, whatever they said."""
        right = Attempt(question, question.right)
        return [Line(self.option(question, question.right), tone="label"), *self.explains(right)]

    def explains(self, attempt: Attempt) -> list[Line]:
        """Why it is so; of a wrong answer, why not that."""
        match attempt.question.sort:
            case "next":
                return list(self.explains_next(attempt))
            case "adds":
                return list(self.explains_adds(attempt))
            case "status":
                return list(self.explains_status(attempt.question))

    def explains_next(self, attempt: Attempt) -> Iterator[Line]:
        step = attempt.question.step
        yield Line(f"{self.steps.act(step.clause)}; {self.steps.depth(step.clause)}", mark=">")
        if attempt.right:
            others = [
                activation.clause
                for activation in step.agenda[1:]
                if activation.clause.field in attempt.question.options
            ]
            for clause in others:
                yield self.behind(attempt.question, clause.field)
            return
        if clause_of(step, attempt.chosen) is not None:
            yield self.behind(attempt.question, attempt.chosen)
            return
        name = attempt.chosen.partition("/")[2]
        yield Line(say("quiz-not-on-agenda", self.language, name=name))
        tree = marked(self.base.rules[name].when, step.memory.known)
        yield from self.steps.fails(name, tree, step.memory)

    def behind(self, question: Question, option: str) -> Line:
        """Why a rule that is on the agenda fires later."""
        clause = clause_of(question.step, option)
        assert clause is not None
        order = self.steps.order(question.step.clause, clause)
        return Line(f"{self.steps.act(clause)}; {self.steps.depth(clause)}. {order}")

    def explains_adds(self, attempt: Attempt) -> Iterator[Line]:
        rule = self.base.rules[attempt.question.right]
        if not attempt.right:
            other = self.base.rules[attempt.chosen]
            yield Line(say("quiz-adds-other", self.language, name=other.id))
            tree = marked(other.when, attempt.question.step.memory.known)
            yield from self.steps.fails(other.id, tree, attempt.question.step.memory)
        yield Line(text_in(rule.because, self.steps.language), tone="aside")
        yield from self.steps.brings(attempt.question.step, full=False)

    def explains_status(self, question: Question) -> Iterator[Line]:
        memory = self.steps.after(question.step)
        yield Line(say(f"quiz-because-{question.right}", self.language))
        for rule in self.base.rules.values():
            if question.of in rule.establish:
                yield from self.steps.fails(rule.id, marked(rule.when, memory.known), memory)

    # The end

    def score(self, attempts: Sequence[Attempt]) -> str:
        right = sum(attempt.right for attempt in attempts)
        return say("quiz-score", self.language, right=right, asked=len(attempts))

    def again(self, attempts: Sequence[Attempt]) -> list[Line]:
        """What to look at again: the steps, by what was asked."""
        lines = []
        for sort in ("next", "adds", "status"):
            wrong = [attempt for attempt in attempts if attempt.question.sort == sort and not attempt.right]
            if wrong:
                numbers = ", ".join(dict.fromkeys(str(attempt.question.step.number) for attempt in wrong))
                lines.append(Line(say(f"quiz-again-{sort}", self.language, numbers=numbers), mark="-"))
        return lines
