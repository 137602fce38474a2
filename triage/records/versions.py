"""An outcome under two versions of a base: what came out differently, and which changed rules lie behind it.

The record holds a fingerprint of every rule and other part that decides, and a trace. What changed in the base is told
by the fingerprints; what lies behind a difference by going down both traces from it, through whatever came out
differently there, until a part is met that changed itself. With one changed part, that is it; with several, every one
that lies on the way is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from triage.language.base import Base
from triage.language.condition import Condition, Found, leaves
from triage.language.evaluate import INAPPLICABLE, Known, Value, evaluate
from triage.language.model import Decided
from triage.records.alterations import as_mapping, fitting
from triage.records.record import Json

Change = Literal["added", "removed", "changed"]
About = Literal["urgency", "leading", "finding", "pathway", "phase", "caution", "rule"]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A rule (`rule/ID`) or other part of the base that is not what it was. `fired`: whether the rule fired then, and
    now."""

    part: str
    change: Change
    fired: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out differently; `id` is empty where there is only one such thing. None: nothing.
    `behind`: the changed parts that lie behind it."""

    about: About
    id: str
    before: str | None
    after: str | None
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """`unfit`: answers that this base does not take. `differences`: what came out otherwise. `marked`: whether the
    record has fingerprints, without which no `changes` and no `behind` can be told."""

    marked: bool
    changes: tuple[PartChange, ...]
    differences: tuple[Difference, ...]
    unfit: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """One of the two outcomes, as the record of it says."""

    urgency: str
    leading: str | None
    pathway: str
    phase: str | None
    findings: Mapping[str, str]
    applies: Mapping[str, bool]
    fired: tuple[str, ...]
    matched: Mapping[str, tuple[str, ...]]
    cautions: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]]
    parts: Mapping[str, object]
    bringing: Mapping[str, tuple[str, ...]]

    def brings(self, rule: str) -> tuple[str, ...]:
        return tuple(what for what, rules in self.bringing.items() if rule in rules)


def versions(base: Base, record: Json, again: Json) -> Versions:
    """What differs between a record and the outcome of its answers under this base."""
    before, after = recorded_outcome(record), recorded_outcome(again)
    return Versions(
        bool(before.rules),
        tuple(_changes(before, after)) if before.rules else (),
        tuple(_Causes(base, before, after, again).differences()),
        fitting(base, as_mapping(record["answers"]))[1],
    )


def recorded_outcome(record: Json) -> RecordedOutcome:
    """Reads an outcome; what is not there is as good as not concluded."""
    trace = [event for event in _list(record.get("trace")) if isinstance(event.get("id"), str)]
    kinds: dict[str, list[Json]] = {}
    for event in trace:
        kinds.setdefault(str(event.get("kind")), []).append(event)
    fingerprints = as_mapping(record.get("fingerprints"))
    rules = {name: as_mapping(part) for name, part in as_mapping(fingerprints.get("rules")).items()}
    bringing: dict[str, tuple[str, ...]] = {}
    for name, part in rules.items():
        brought = part.get("brings")
        for what in brought if isinstance(brought, list) else []:
            bringing[str(what)] = (*bringing.get(str(what), ()), name)
    pathway = as_mapping(record.get("pathway"))
    return RecordedOutcome(
        str(record.get("urgency")),
        _word(record.get("leading")),
        str(pathway.get("id")),
        _word(pathway.get("phase")),
        {str(event["id"]): kind for kind in ("established", "refuted") for event in kinds.get(kind, ())},
        {
            **{str(event["id"]): True for event in kinds.get("counts", ())},
            **{str(event["id"]): False for event in kinds.get("inapplicable", ())},
        },
        tuple(str(event["id"]) for event in kinds.get("fired", ())),
        {
            f"{of}/{event['id']}": tuple(_matched(event))
            for kind, of in (("fired", "rule"), ("cautioned", "caution"))
            for event in kinds.get(kind, ())
        },
        tuple(str(part.get("id")) for part in _list(record.get("cautions"))),
        rules,
        as_mapping(fingerprints.get("parts")),
        bringing,
    )


def called_now(base: Base, record: Json) -> Json:
    """A record with the ids that questions, findings, pathway and phases have now, as `was` of the base says."""
    pathway = as_mapping(record.get("pathway"))
    now = base.pathway_now_called(str(pathway.get("id")))
    phases = [{**part, "id": base.phase_now_called(now, str(part.get("id")))} for part in _list(pathway.get("phases"))]
    phase = pathway.get("phase")
    fingerprints = as_mapping(record.get("fingerprints"))
    leading = record.get("leading")
    answers = as_mapping(record.get("answers"))
    return {
        **record,
        "leading": base.now_called(leading) if isinstance(leading, str) else leading,
        "pathway": {
            **pathway,
            "id": now,
            "phase": base.phase_now_called(now, phase) if isinstance(phase, str) else phase,
            "phases": phases,
        },
        "answers": {base.now_called(name): answer for name, answer in answers.items()},
        **{key: _renamed(base, record.get(key)) for key in ("warning_signs", "conditions", "not_ruled_out", "trace")},
        "fingerprints": {
            **fingerprints,
            "rules": {
                name: {**as_mapping(part), "brings": [_part_now(base, str(what)) for what in _brought(part)]}
                for name, part in as_mapping(fingerprints.get("rules")).items()
            },
            "parts": {_part_now(base, name): part for name, part in as_mapping(fingerprints.get("parts")).items()},
        }
        if fingerprints
        else record.get("fingerprints"),
    }


def _renamed(base: Base, parts: object) -> object:
    """Parts with ids, and what steps of the trace rest on. Rules and urgencies are never renamed."""
    renamed = []
    for part in _list(parts):
        told = part.get("kind") in ("fired", "activated", "raised", "cautioned")
        one = dict(part) if told else {**part, "id": base.now_called(str(part.get("id")))}
        if "matched" in part:
            one["matched"] = [
                {
                    key: base.now_called(value) if key in ("question", "finding") and isinstance(value, str) else value
                    for key, value in matched.items()
                }
                for matched in _list(part["matched"])
            ]
        renamed.append(one)
    return renamed


def _part_now(base: Base, name: str) -> str:
    kind, sign, ident = name.partition("/")
    match kind:
        case "question" | "finding":
            return f"{kind}/{base.now_called(ident)}"
        case "pathway" if sign:
            return f"{kind}/{base.pathway_now_called(ident)}"
        case _:
            return name


def _brought(part: object) -> list[object]:
    brought = as_mapping(part).get("brings")
    return brought if isinstance(brought, list) else []


def _list(value: object) -> list[Mapping[str, object]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _matched(event: Json) -> Iterator[str]:
    """What a step rested on, as `question/ID` or `finding/ID`."""
    for part in _list(event.get("matched")):
        for kind in ("question", "finding"):
            if isinstance(part.get(kind), str):
                yield f"{kind}/{part[kind]}"


def _changes(before: RecordedOutcome, after: RecordedOutcome) -> Iterator[PartChange]:
    """The rules first, in the order of the base as it is; what was removed last."""
    one = {**{f"rule/{name}": part.get("hash") for name, part in before.rules.items()}, **before.parts}
    other = {**{f"rule/{name}": part.get("hash") for name, part in after.rules.items()}, **after.parts}
    for name in dict.fromkeys((*other, *one)):
        if one.get(name) == other.get(name):
            continue
        rule = name.removeprefix("rule/")
        change: Change = "added" if name not in one else "removed" if name not in other else "changed"
        yield PartChange(name, change, (rule in before.fired, rule in after.fired))


class _Causes:
    """Goes down from what differs to the parts of the base that changed."""

    def __init__(self, base: Base, before: RecordedOutcome, after: RecordedOutcome, again: Json) -> None:
        self.base = base
        self.before = before
        self.after = after
        self.changed = {change.part for change in _changes(before, after)} if before.rules else set()
        rules = [*(f"rule/{rule}" for rule in (*after.rules, *before.rules)), *after.parts, *before.parts]
        self.order = tuple(dict.fromkeys(rules))
        values: dict[str, Value] = {}
        for name, answer in fitting(base, as_mapping(again["answers"]))[0].items():
            if base.questions[name].when is None or after.applies.get(name):
                values[name] = answer
        values |= dict.fromkeys((name for name, applies in after.applies.items() if not applies), INAPPLICABLE)
        self.known = Known(values, {name: status == "established" for name, status in after.findings.items()})
        self.seen: set[str] = set()

    def differences(self) -> Iterator[Difference]:
        one, other = self.before, self.after
        if one.urgency != other.urgency:
            yield self.difference("urgency", "", one.urgency, other.urgency, self.urgency())
        if one.leading != other.leading:
            yield self.difference("leading", "", one.leading, other.leading, self.leading())
        for name in self.told():
            before, after = one.findings.get(name, "open"), other.findings.get(name, "open")
            if before != after:
                yield self.difference("finding", name, before, after, self.finding(name))
        if one.pathway != other.pathway:
            yield self.difference("pathway", "", one.pathway, other.pathway, self.pathway())
        elif one.phase != other.phase:
            yield self.difference("phase", "", one.phase, other.phase, self.phase())
        for name in dict.fromkeys((*other.cautions, *one.cautions)):
            if (name in one.cautions) != (name in other.cautions):
                held = ["applies" if name in outcome.cautions else None for outcome in (one, other)]
                yield self.difference("caution", name, held[0], held[1], self.caution(name))
        for name in dict.fromkeys((*other.fired, *one.fired)):
            if (name in one.fired) != (name in other.fired):
                held = ["fired" if name in outcome.fired else None for outcome in (one, other)]
                yield self.difference("rule", name, held[0], held[1], self.rule(name))

    def told(self) -> Iterator[str]:
        """The findings that people are told: those that both bases have, or that came out."""
        there = {*self.before.bringing, *self.before.findings} if self.before.rules else None
        for name, finding in self.base.findings.items():
            known = there is None or name in there or f"finding/{name}" in there
            if finding.kind != "sign" and (known or self.after.findings.get(name) == "established"):
                yield name
        for name, status in self.before.findings.items():
            if name not in self.base.findings and status == "established":
                yield name

    def difference(
        self, about: About, name: str, before: str | None, after: str | None, behind: Iterator[str]
    ) -> Difference:
        self.seen.clear()
        behind_it = set(behind)
        return Difference(about, name, before, after, tuple(part for part in self.order if part in behind_it))

    # Each of these gives the changed parts behind a difference in what it is about.

    def urgency(self) -> Iterator[str]:
        """Behind it are rules that demand what the other side does not come to, and the default where it stood."""
        rank = self.base.levels.rank
        for one, other in ((self.before, self.after), (self.after, self.before)):
            demands = {rule: what[8:] for rule in one.fired for what in one.brings(rule) if what.startswith("urgency/")}
            for rule, level in demands.items():
                if level == one.urgency or rank.get(level, 0) > rank.get(other.urgency, 0):
                    yield from self.rule(rule)
            if not demands:
                yield from self.part("default-urgency")

    def leading(self) -> Iterator[str]:
        for name in filter(None, (self.after.leading, self.before.leading)):
            yield from self.finding(name)
        yield from self.part("conditions")
        for name in self.order:
            if name.startswith("preference/"):
                yield from self.part(name)
        for preference in self.base.preferences.values():
            for name in preference.when:
                yield from self.finding(name)

    def pathway(self) -> Iterator[str]:
        for one in (self.after, self.before):
            rules = [rule for rule in one.fired if f"pathway/{one.pathway}" in one.brings(rule)]
            for rule in rules:
                yield from self.rule(rule)
            if not rules:
                yield from self.part("default-pathway")
        yield from self.part("pathways")

    def phase(self) -> Iterator[str]:
        yield from self.part(f"pathway/{self.after.pathway}")
        for phase in self.base.pathways[self.after.pathway].phases:
            yield from self.tests(_tested(phase.until))

    def caution(self, name: str) -> Iterator[str]:
        yield from self.part(f"caution/{name}")
        yield from self.tests(self.before.matched.get(f"caution/{name}", ()))
        if name in self.base.cautions:
            caution = self.base.cautions[name]
            yield from self.tests(_tested(caution.when))
            for test in caution.fits:
                yield from self.decided(test)

    def decided(self, test: Decided) -> Iterator[str]:
        """Behind what a case came to, as far as a line is for that alone."""
        one, other = self.before, self.after
        match test.key:
            case "urgency" if one.urgency != other.urgency:
                yield from self.urgency()
            case "leading" if one.leading != other.leading:
                yield from self.leading()
            case "pathway" if one.pathway != other.pathway:
                yield from self.pathway()
            case "open":
                for name in test.names:
                    yield from self.finding(name)
            case _:
                return

    def part(self, name: str) -> Iterator[str]:
        if name in self.changed:
            yield name

    def finding(self, name: str) -> Iterator[str]:
        """If its status differs, the rules on which that hangs: those that established it on one side; or, where it
        was ruled out on one and open on the other, those that kept it open."""
        before, after = self.before.findings.get(name), self.after.findings.get(name)
        key = f"finding/{name}"
        if before == after or key in self.seen:
            return
        self.seen.add(key)
        if key not in self.before.bringing and key not in self.after.bringing:  # `all-clear`
            yield from self.part("warning-signs")
            for when in self.base.conditions_of.get(name, ()):
                yield from self.tests(_tested(when))
            return
        for rule in self.ways(key, before, after):
            yield from self.rule(rule)

    def ways(self, key: str, before: str | None, after: str | None) -> list[str]:
        if after == "established":
            return [rule for rule in self.after.bringing.get(key, ()) if rule in self.after.fired]
        if before == "established":
            return [rule for rule in self.before.bringing.get(key, ()) if rule in self.before.fired]
        if after is None:
            return [rule for rule in self.after.bringing.get(key, ()) if not self.false(rule)]
        return list(self.before.bringing.get(key, ()))

    def false(self, rule: str) -> bool:
        return rule in self.base.rules and evaluate(self.base.rules[rule].when, self.known) is False

    def rule(self, name: str) -> Iterator[str]:
        key = f"rule/{name}"
        if key in self.seen:
            return
        self.seen.add(key)
        yield from self.part(key)
        yield from self.tests(self.before.matched.get(key, ()))
        if name in self.base.rules:
            yield from self.tests(_tested(self.base.rules[name].when))

    def tests(self, names: Iterable[str]) -> Iterator[str]:
        """Questions and findings that a condition tests: behind it lies what makes one of them differ."""
        for name in names:
            kind, _, ident = name.partition("/")
            if kind == "finding":
                yield from self.finding(ident)
            elif name not in self.seen:
                self.seen.add(name)
                yield from self.part(name)
                if ident in self.base.questions and self.before.applies.get(ident) != self.after.applies.get(ident):
                    yield from self.tests(_tested(self.base.questions[ident].when))


def _tested(when: Condition | None) -> Iterator[str]:
    for test in leaves(when) if when is not None else ():
        yield f"finding/{test.finding}" if isinstance(test, Found) else f"question/{test.question}"
