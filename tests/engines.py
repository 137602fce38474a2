"""Every way to draw conclusions, side by side. `reference.conclude`, which is `evaluate` in the order of dependency, is
the reference; the others are held to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from tests.scale import RANK
from triage.agreement.with_clips import Clips
from triage.inference.bit_parallel import BitParallel
from triage.inference.borrowed import Activation, Fact, KnowledgeEngine, ReteMatcher
from triage.inference.counters import Counters
from triage.inference.engine import Engine
from triage.inference.memory import WorkingMemory
from triage.inference.reference import Conclusions, conclude
from triage.inference.session import Session
from triage.language.answer import CheckedAnswers
from triage.language.base import Base
from triage.language.condition import Condition, inward
from triage.language.evaluate import Answer, Known, evaluate


class Rete(ReteMatcher):  # type: ignore[misc]  # experta has no types
    """Experta's own. It makes new rules of those that it gets, so what we have noted on ours is noted anew."""

    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Iterable[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        added, removed = super().changes(adding, deleting)
        rank = {rule._wrapped: rule.rank for rule in self.engine.get_rules()}
        for activation in added:
            activation.rule.rank = rank[activation.rule._wrapped]
        return added, removed


class ReteEngine(Engine):
    """Our rules under everything that is experta's own: its Rete network and its depth strategy."""

    __matcher__ = Rete
    __strategy__ = KnowledgeEngine.__strategy__


def tell(session: Session, answers: Mapping[str, object]) -> None:
    """Tells a session what somebody answered, as the border lets it in."""
    session.tell(CheckedAnswers(session.base, answers))


def from_engine(engine: type[WorkingMemory]) -> Callable[[Base, Mapping[str, Answer]], Conclusions]:
    def concluded(base: Base, answers: Mapping[str, Answer]) -> Conclusions:
        session = Session(base, engine)
        tell(session, answers)
        return conclusions(session)

    return concluded


def conclusions(session: Session) -> Conclusions:
    """What a session came to, in the shape of the reference."""
    return Conclusions(
        dict(session.values),
        dict(session.findings),
        frozenset(session.fired),
        frozenset(session.cautions),
        session.urgency,
    )


def from_bitset(base: Base, answers: Mapping[str, Answer]) -> Conclusions:
    """The answers as the one bit of a session that was told nothing."""
    evaluated = BitParallel(Session(base), 1, {name: [(answer, 1)] for name, answer in answers.items()})

    def holds(condition: Condition) -> bool | None:
        return STATUS[evaluated.bits(condition)]

    findings = {name: STATUS[evaluated.found(name)] for name in base.findings}
    fired = [rule for rule in base.rules.values() if holds(rule.when)]
    return Conclusions(
        conclude(base, answers).values,  # bits have no values of their own to compare
        {name: status for name, status in findings.items() if status is not None},
        frozenset(rule.id for rule in fired),
        frozenset(caution.id for caution in base.cautions.values() if holds(caution.when)),
        max((rule.urgency for rule in fired if rule.urgency), key=RANK.__getitem__, default=None),
    )


def from_clips(base: Base, answers: Mapping[str, Answer]) -> Conclusions:
    """The text that `triage export clips` writes, run by CLIPS."""
    told = _clips(base).conclude(answers)
    assert told.cautions is not None
    values = conclude(base, answers).values  # what counts is not told
    return Conclusions(values, told.findings, told.fired, told.cautions, told.urgency if told.demanded else None)


@lru_cache(maxsize=1)
def _clips(base: Base) -> Clips:
    return Clips(base)


STATUS = {(1, 0): True, (0, 1): False, (0, 0): None}

ENGINES: Mapping[str, Callable[[Base, Mapping[str, Answer]], Conclusions]] = {
    "experta, our matcher": from_engine(Engine),
    "experta, its own Rete": from_engine(ReteEngine),
    "counters": from_engine(Counters),
    "bitsets": from_bitset,
    "CLIPS": from_clips,
}
"""All but the reference."""


def by_evaluating(base: Base, condition: Condition, answers: Mapping[str, Answer]) -> bool | None:
    known = conclude(base, answers)
    return evaluate(condition, Known(known.values, known.findings))


def by_evaluating_inward(base: Base, condition: Condition, answers: Mapping[str, Answer]) -> bool | None:
    return by_evaluating(base, inward(condition), answers)


def decision(base: Base, known: Conclusions) -> tuple[str, str | None, str]:
    """Urgency, leading condition and pathway, written down anew from what docs/language.md says of them."""
    paths = {base.rules[rule].pathway for rule in known.fired}
    return (
        known.urgency or base.default_urgency,
        leading(base, known.findings),
        next((path for path in base.pathway_order if path in paths), base.default_pathway),
    )


def tailoring(base: Base, known: Conclusions) -> tuple[object, ...]:
    """What the advice says besides: cautions, safety net, each condition of the pathway that came out, and what it is
    as likely to be for who need not be seen today."""
    pathway = base.pathways[decision(base, known)[2]]
    facts = Known(known.values, known.findings)
    nets = [net.id for net in base.safety_net.values() if net.when is None or evaluate(net.when, facts)]
    lines = [evaluate(when, facts) is True for phase in pathway.phases for when in phase.conditions()]
    seen_today = decision(base, known)[0] in ("emergency", "urgent")
    cautions = {name for name in known.cautions if not (seen_today and base.cautions[name].fits)}
    likely = [] if seen_today else unsurpassed(base, known.findings)
    return frozenset(cautions), tuple(nets), tuple(lines), tuple(likely)


def leading(base: Base, findings: Mapping[str, bool | None]) -> str | None:
    """The leading condition, written down anew: the first of those to which nothing that is so is preferred."""
    there = [name for name in base.condition_order if findings.get(name)]
    return next(iter(unsurpassed(base, findings) or there), None)


def unsurpassed(base: Base, findings: Mapping[str, bool | None]) -> list[str]:
    """The conditions to which nothing that is so is preferred, in their order."""
    so = {name for name, status in findings.items() if status}
    there = [name for name in base.condition_order if name in so]
    surpassed = {
        worse
        for preference in base.preferences.values()
        if so.issuperset(preference.when) and so.intersection(preference.prefer)
        for worse in preference.over
    }
    return [name for name in there if name not in surpassed]
