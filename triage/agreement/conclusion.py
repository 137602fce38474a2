"""What every engine must come to, in one shape, so that two of them can be held side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.inference.outcome import Outcome, infer
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.evaluate import Answer


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`findings`: established (True) or refuted (False), the others are open. `urgency` is the demanded one, or where
    none is (`demanded` is False) the default of the base. `cautions` is None for an engine that does not tell."""

    findings: Mapping[str, bool]
    fired: frozenset[str]
    cautions: frozenset[str] | None
    urgency: str
    demanded: bool
    leading: str | None
    pathway: str


@dataclass(frozen=True, slots=True)
class EngineDifference:
    """One thing about which an engine differs from the reference."""

    about: str
    name: str
    expected: str
    found: str


def by_evaluating(base: Base, answers: Mapping[str, Answer]) -> Conclusion:
    """The reference: conditions evaluated one after the other, and the rest as docs/language.md has it."""
    known = conclude(base, answers)
    named = {base.rules[rule].pathway for rule in known.fired}
    return Conclusion(
        findings=known.findings,
        fired=known.fired,
        cautions=known.cautions,
        urgency=known.urgency or base.default_urgency,
        demanded=known.urgency is not None,
        leading=_leading(base, known.findings),
        pathway=next((path for path in base.pathway_order if path in named), base.default_pathway),
    )


def _leading(base: Base, findings: Mapping[str, bool]) -> str | None:
    """The first condition that is established and to which no preference puts another that is; or else the first."""
    there = [name for name in base.condition_order if findings.get(name)]
    for name in there:
        preferred = [one for one in base.preferences.values() if name in one.over and all(map(findings.get, one.when))]
        if not any(findings.get(better) for one in preferred for better in one.prefer):
            return name
    return there[0] if there else None


def by_experta(base: Base, answers: Mapping[str, Answer]) -> Conclusion:
    """What `triage run` comes to."""
    return _of_outcome(infer(base, answers, "experta"))


def by_counters(base: Base, answers: Mapping[str, Answer]) -> Conclusion:
    """What `triage.infer` comes to."""
    return _of_outcome(infer(base, answers, "counters"))


def _of_outcome(outcome: Outcome) -> Conclusion:
    return Conclusion(
        findings=outcome.known.findings,
        fired=frozenset(outcome.fired),
        cautions=frozenset(event.of for event in outcome.trace if event.kind == "cautioned"),
        urgency=outcome.urgency,
        demanded=outcome.demanded,
        leading=outcome.leading,
        pathway=outcome.pathway,
    )


def agrees(reference: Conclusion, other: Conclusion) -> bool:
    return reference == other or not any(differing(reference, other))


def differing(reference: Conclusion, other: Conclusion) -> Iterator[EngineDifference]:
    """What two conclusions differ about. An engine that does not tell of cautions cannot differ about them."""
    for name in sorted({*reference.findings, *other.findings}):
        wanted, status = STATUS[reference.findings.get(name)], STATUS[other.findings.get(name)]
        if wanted != status:
            yield EngineDifference("finding", name, wanted, status)
    for name in sorted(reference.fired ^ other.fired):
        yield EngineDifference("rule", name, FIRED[name in reference.fired], FIRED[name in other.fired])
    if reference.cautions is not None and other.cautions is not None:
        for name in sorted(reference.cautions ^ other.cautions):
            yield EngineDifference(
                "caution", name, APPLIES[name in reference.cautions], APPLIES[name in other.cautions]
            )
    for about in ("urgency", "demanded", "leading", "pathway"):
        one, two = getattr(reference, about), getattr(other, about)
        if one != two:
            yield EngineDifference(about, "", _word(one), _word(two))


STATUS = {True: "established", False: "refuted", None: "open"}
FIRED = {True: "fired", False: "not fired"}
APPLIES = {True: "applies", False: "does not apply"}


def _word(value: str | bool | None) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case _:
            return value
