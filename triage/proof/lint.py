"""What looks wrong in a base that loads, decided by the solver over all answers.

Each check is a method that yields remarks. Nothing here guesses: "never" means that there is no case at all, and
"alike" that no case comes out differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from itertools import combinations
from operator import or_

import z3

from triage.coverage.bitset import case_bitset
from triage.inference.composition import Composition, gives_way
from triage.inference.domain import conditions
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, Condition
from triage.language.evaluate import Answer
from triage.language.model import Finding, Pathway, Question, Rule, SafetyNet, names
from triage.language.what_unknown_means import rules_out
from triage.proof.encoding import Encoding
from triage.proof.judgement import Remark
from triage.proof.relevance import Relevance, left_open
from triage.proof.space import either, opposite
from triage.words.saying import OTHER


class Lint:
    """`met` are some cases, such as the worked ones: what they show, the solver need not look for."""

    def __init__(self, encoding: Encoding, met: Sequence[Mapping[str, Answer]] = ()) -> None:
        self.encoding = encoding
        self.base = encoding.base
        self._seen: list[frozenset[str]] = []
        self._met = list(met)
        self._bitset = case_bitset(self.base, self._met)
        self._composed = Composition(self._bitset, self._bitset.decision)

    def remarks(self) -> Iterator[Remark]:
        yield from self.rules()
        yield from self.findings()
        yield from self.questions()
        yield from self.pathways()
        yield from self.care()
        yield from self.lines()

    def _possible(self, met: int, *constraints: z3.BoolRef) -> bool:
        """Whether there is a case: one that was met (`met`: the bits of such cases), or one that the solver finds."""
        return bool(met) or self.encoding.possible(*constraints)

    def _fired(self, rule: Rule) -> int:
        return self._bitset.get(("rule", rule.id))[0]

    def _holding(self, condition: Condition | None) -> int:
        return self._bitset.everywhere if condition is None else self._bitset.extension(condition)[0]

    # Rules

    def rules(self) -> Iterator[Remark]:
        doubled: set[str] = set()
        for rule in self.base.rules.values():
            if not self._can_fire(rule):
                yield Remark(rule.place, "rule-never-fires", rule.id)
            elif not rule.derived and (duplicate := self._duplicate(rule)):
                doubled.add(rule.id)
                yield Remark(rule.place, "rule-doubled", rule.id, (duplicate.id,))
        for rule in self.base.rules.values():
            if rule.derived:
                continue  # two criteria may ask the same, each in its own words
            if rule.id not in doubled and self._can_fire(rule) and self._adds_nothing(rule, doubled):
                yield Remark(rule.place, "rule-adds-nothing", rule.id, self._covering(rule, doubled))

    def _can_fire(self, rule: Rule) -> bool:
        if self._fired(rule) or any(rule.id in fired for fired in self._seen):
            return True
        answers = self.encoding.solve(self.encoding.fires(rule.id))
        if answers is not None:
            self._see(answers)
        return answers is not None

    def _see(self, answers: dict[str, Answer]) -> None:
        """Remembers a case: what fires in it need not be asked again."""
        self._seen.append(conclude(self.base, answers).fired)
        self._met.append(answers)

    def _follows(self, rule: Rule, other: Rule) -> bool:
        """Wherever the rule fires, the other does."""
        if self._fired(rule) & ~self._fired(other):
            return False
        if any(rule.id in fired and other.id not in fired for fired in self._seen):
            return False
        answers = self.encoding.solve(self.encoding.fires(rule.id), opposite(self.encoding.fires(other.id)))
        if answers is not None:
            self._see(answers)
        return answers is None

    def _duplicate(self, rule: Rule) -> Rule | None:
        """A rule before this one that fires in the same cases and says the same."""
        for other in self.base.rules.values():
            if other is rule:
                return None
            if _conclusions(other) == _conclusions(rule) and self._follows(rule, other) and self._follows(other, rule):
                return other
        return None

    def _adds_nothing(self, rule: Rule, without: Iterable[str]) -> bool:
        """All that the rule concludes is concluded by others too, wherever it fires."""
        others = [other for other in self.base.rules.values() if other is not rule and other.id not in without]
        covering = [[other for other in others if finding in other.establish] for finding in rule.establish]
        if rule.urgency is not None:
            covering.append([other for other in others if _as_urgent(self.base.levels.rank, other, rule.urgency)])
        if rule.pathway is not None:
            covering.append([other for other in others if self._prevails(other, rule.pathway)])
        if any(self._fired(rule) & ~reduce(or_, map(self._fired, rules), 0) for rules in covering):
            return False
        alone = [opposite(either(self.encoding.fires(other.id) for other in rules)) for rules in covering]
        return not self.encoding.possible(self.encoding.fires(rule.id), either(alone))

    def _covering(self, rule: Rule, without: Iterable[str]) -> tuple[str, ...]:
        """The first rule that by itself makes this one needless, if there is one."""
        for other in self.base.rules.values():
            if (
                other is not rule
                and other.id not in without
                and self._covers(other, rule)
                and self._follows(rule, other)
            ):
                return (other.id,)
        return ()

    def _covers(self, other: Rule, rule: Rule) -> bool:
        return (
            set(rule.establish) <= set(other.establish)
            and (rule.urgency is None or _as_urgent(self.base.levels.rank, other, rule.urgency))
            and (rule.pathway is None or self._prevails(other, rule.pathway))
        )

    def _prevails(self, rule: Rule, pathway: str) -> bool:
        order = self.base.pathway_order
        return rule.pathway is not None and order.index(rule.pathway) <= order.index(pathway)

    # Findings

    def findings(self) -> Iterator[Remark]:
        used = {name for condition in _every_condition(self.base) for name in names(condition)}
        used |= {name for preference in self.base.preferences.values() for name in preference.when}
        used |= {*left_open(self.base), *(name for net in self.base.safety_net.values() for name in net.guards)}
        for finding in self.base.findings.values():
            if finding.id == ALL_CLEAR:
                continue
            true, false = self._bitset.get(("finding", finding.id))
            if not self._possible(true, self.encoding.established(finding.id)):
                yield Remark(finding.place, "finding-never-established", finding.id)
            if finding.kind == "sign" and finding.id not in used and not finding.settles_earlier:
                yield Remark(finding.place, "finding-unused", finding.id)
            if finding.kind == "warning-sign" and not self._possible(false, self.encoding.refuted(finding.id)):
                yield Remark(finding.place, "sign-never-ruled-out", finding.id)

            if finding.kind == "warning-sign":
                yield from self._too_little(finding)

    def _too_little(self, sign: Finding) -> Iterator[Remark]:
        """A warning sign has to be looked at: some rule demands so, and no less than stands where none demands any."""
        floor = max((self.base.levels.soon, self.base.default_urgency), key=self.base.levels.rank.__getitem__)
        true = self._bitset.get(("finding", sign.id))[0]
        yield from self._with_witness(
            Remark(sign.place, "sign-demands-too-little", sign.id, (floor,)),
            true & ~self._demanding(floor),
            self.encoding.established(sign.id),
            opposite(self.encoding.demands_at_least(floor)),
        )

    def _demanding(self, level: str) -> int:
        """The cases in which a rule demands this urgency, or more."""
        return self._any_fired(
            rule for rule in self.base.rules.values() if _as_urgent(self.base.levels.rank, rule, level)
        )

    def _with_witness(self, remark: Remark, met: int, *constraints: z3.BoolRef) -> Iterator[Remark]:
        """The remark with a smallest case, if there is any. `met`: the cases that show that there is."""
        if self._possible(met, *constraints):
            yield replace(remark, answers=self.encoding.smallest(*constraints))

    # Questions

    def questions(self) -> Iterator[Remark]:
        relevance = Relevance(self.base, self._met)
        for question in self.base.questions.values():
            applying = self._bitset.get(("question", question.id))[0]
            if not self._possible(applying, self.encoding.applies(question.id)[0]):
                yield Remark(question.place, "question-never-applies", question.id)
            yield from self._counts_twice(question)
        for question in self.base.questions.values():
            if question.given:
                continue  # nobody is asked, and the one who fills it in needs a place for every answer
            if self.base.speaks_for_another and not any(name.endswith(OTHER) for name in question.ask):
                yield Remark(question.place, "other-form-missing", question.id)
            if not relevance.is_relevant(question.id):
                yield Remark(question.place, "question-not-needed", question.id)
                continue
            for group in relevance.interchangeable(question):
                # What is a kind of another answer is offered to be recognised: it may well come to the same.
                apart = tuple(name for name in group if set(question.kinds.get(name, ())).isdisjoint(group))
                if len(apart) > 1:
                    yield Remark(question.place, "options-alike", f"{question.id}/{'+'.join(apart)}", apart)

    def _counts_twice(self, question: Question) -> Iterator[Remark]:
        """An answer that is not known counts as one thing at a time."""
        readings = () if question.unknown is None else question.unknown.readings
        for one, other in combinations(readings, 2):
            if rules_out(one.stands_for, other.stands_for):
                yield from self._with_witness(
                    Remark(question.place, "unknown-counts-twice", question.id, (str(one.when), str(other.when))),
                    0,
                    self.encoding.unknown(question.id),
                    self.encoding.true(one.when),
                    self.encoding.true(other.when),
                )

    # Pathways

    def care(self) -> Iterator[Remark]:
        """What somebody who has to be seen today or now is told to do is meant for that."""
        for pathway in self.base.pathways.values():
            for level in filter(self.base.levels.presses, self.base.levels.rank):
                yield from self._too_mild(pathway, level)
        emergencies = [rule for rule in self.base.rules.values() if rule.urgency == self.base.levels.alarm]
        caring = [rule for rule in emergencies if rule.pathway is not None]
        for rule in emergencies:
            # What one emergency lacks another may bring, but not the care for something else.
            yield from self._with_witness(
                Remark(rule.place, "emergency-without-care", rule.id),
                self._fired(rule) & ~self._any_fired(caring),
                self.encoding.fires(rule.id),
                opposite(self._any_fires(caring)),
            )

    def _too_mild(self, pathway: Pathway, level: str) -> Iterator[Remark]:
        """The pathway prevails at this urgency, and all rules that lead to it are about something less urgent. Or the
        one that does so says nothing of how soon, and a rule that demands this urgency leads to another pathway."""
        leading = [rule for rule in self.base.rules.values() if rule.pathway == pathway.id]
        mild = [rule for rule in leading if self._is_mild(rule, pathway, level)]
        vague = [rule for rule in leading if rule.urgency is None and rule not in mild]
        fit = [rule for rule in leading if rule not in mild and rule not in vague]
        others = [
            rule
            for rule in self.base.rules.values()
            if rule.urgency == level and rule.pathway not in (None, pathway.id)
        ]
        here = self._bitset.get(("pathway", pathway.id))[0] & self._bitset.get(("urgency", level))[0]
        here &= ~self._any_fired(fit)
        for rules, met, constraint in (
            (mild, ~self._any_fired(vague), opposite(self._any_fires(vague))),
            (vague, self._any_fired(others), self._any_fires(others)),
        ):
            if not rules or (rules is vague and not others):
                continue
            remarks = list(
                self._with_witness(
                    Remark(
                        pathway.place, "pathway-too-mild", f"{pathway.id}/{level}", tuple(rule.id for rule in rules)
                    ),
                    here & self._any_fired(rules) & met,
                    self.encoding.pathway(pathway.id),
                    self.encoding.urgency(level),
                    self._any_fires(rules),
                    opposite(self._any_fires(fit)),
                    constraint,
                )
            )
            if remarks:
                yield from remarks
                return

    def _any_fired(self, rules: Iterable[Rule]) -> int:
        return reduce(or_, map(self._fired, rules), 0)

    def _any_fires(self, rules: Iterable[Rule]) -> z3.BoolRef:
        return either(self.encoding.fires(rule.id) for rule in rules)

    def _is_mild(self, rule: Rule, pathway: Pathway, level: str) -> bool:
        """A rule that demands no urgency leads to something mild if that is also for who stays at home."""
        if rule.urgency is not None:
            return self.base.levels.rank[rule.urgency] < self.base.levels.rank[level]
        home = self.base.levels.reassuring
        met = reduce(or_, (self._bitset.get(("urgency", name))[0] for name in home), 0)
        met &= self._bitset.get(("pathway", pathway.id))[0]
        return self._possible(met, self.encoding.pathway(pathway.id), either(map(self.encoding.urgency, home)))

    def pathways(self) -> Iterator[Remark]:
        for pathway in self.base.pathways.values():
            prevails = self._bitset.get(("pathway", pathway.id))[0]
            if not self._possible(prevails, self.encoding.pathway(pathway.id)):
                yield Remark(pathway.place, "pathway-never-reached", pathway.id)
                continue
            here = prevails  # who has all phases so far behind them
            open_so_far = True  # every phase so far can be left by answers
            for phase in pathway.phases:
                at = f"{pathway.id}/{phase.id}"
                behind = 0 if phase.until is None else prevails & self._holding(phase.until)
                current = here & ~behind
                here &= behind
                if open_so_far and not self._possible(current, self.encoding.current(pathway.id, phase.id)):
                    yield Remark(phase.place, "phase-never-current", at)
                if phase.until is None:
                    if phase is not pathway.phases[-1] and not phase.move_on:
                        yield Remark(phase.place, "phase-without-way-out", at)
                elif not self._possible(behind, self.encoding.pathway(pathway.id), self.encoding.true(phase.until)):
                    yield Remark(phase.place, "phase-never-left", at)
                    open_so_far = False
                open_so_far = open_so_far and phase.until is not None

    def lines(self) -> Iterator[Remark]:
        """What is never said to anyone."""
        for pathway in self.base.pathways.values():
            prevails = self._bitset.get(("pathway", pathway.id))[0]
            if not self._possible(prevails, self.encoding.pathway(pathway.id)):
                continue  # said already
            for phase in pathway.phases:
                met = self._composed.of_phase(pathway.id, phase)
                lines = self.encoding.composition.of_phase(pathway.id, phase)
                for (name, line, bits), (_, _, formula) in zip(met, lines, strict=True):
                    if line.when is None and not line.fits and not gives_way(self.base, line):
                        continue
                    if not self._possible(prevails & bits, self.encoding.pathway(pathway.id), formula):
                        yield Remark(phase.place, "line-never-shown", f"{pathway.id}/{phase.id}/{name}")
        for check, parts in (
            ("caution-never-shown", self.base.cautions.values()),
            ("safety-net-never-shown", self.base.safety_net.values()),
        ):
            for part in parts:
                if not self._possible(self._composed.around(part), self.encoding.composition.around(part)):
                    yield Remark(part.place, check, part.id)
        for net in self.base.safety_net.values():
            for sign in net.signs:
                yield from self.as_the_rules_say(net, sign)
        for contradiction in self.base.contradictions.values():
            gate = contradiction.when
            if not self._possible(self._holding(gate), self.encoding.true(gate)):
                yield Remark(contradiction.place, "contradiction-never-met", contradiction.id)

    @cached_property
    def _complete(self) -> z3.BoolRef:
        return self.encoding.named("complete", self.encoding.complete())

    def as_the_rules_say(self, net: SafetyNet, sign: Condition) -> Iterator[Remark]:
        """Whoever reads the line and then has its sign is never found less urgent than the line says, and just as
        urgent where nothing else is the matter. A line for whom a question is open is about what its answer may be."""
        having = [self.encoding.true(sign)]
        if net.when is not None and self.encoding.possible(*having, self.encoding.true(net.when)):
            having.append(self.encoding.true(net.when))
        remark = Remark(net.place, "net-more-urgent-than-rules", net.id, (str(sign),))
        milder = [
            self.encoding.urgency(level)
            for level in self.base.levels.rank
            if self.base.levels.rank[level] < self.base.levels.rank[net.urgency]
        ]
        if remarks := list(self._with_witness(remark, 0, *having, self._complete, either(milder))):
            yield from remarks
        elif not self.encoding.possible(*having, self.encoding.urgency(net.urgency)):
            answers = self.encoding.smallest(*having)
            yield replace(remark, check="net-less-urgent-than-rules", answers=answers)


def _conclusions(rule: Rule) -> tuple[frozenset[str], str | None, str | None]:
    return frozenset(rule.establish), rule.urgency, rule.pathway


def _as_urgent(rank: Mapping[str, int], rule: Rule, level: str) -> bool:
    return rule.urgency is not None and rank[rule.urgency] >= rank[level]


def _every_condition(base: Base) -> list[Condition]:
    return [*conditions(base), *(part.when for part in base.contradictions.values())]
