"""The network of a base: from questions through rules and findings to urgencies and pathways.

A whole base as one network of parts and links, an `overview` of it by topic, what lies `around` one part or topic, and
each with what one case makes of it. How it is drawn is up to `reports`. Around one part rules are parts of their own;
in a whole base, where they would hide everything else, they are `folded` into the links that they make.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from triage.explanation.proof import Prover
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import (
    ALL_CLEAR,
    UNKNOWN,
    Condition,
    Found,
    Not,
    Several,
    Test,
    inward,
)
from triage.language.errors import TriageError, nearest, quoted
from triage.language.evaluate import INAPPLICABLE, Known, evaluate
from triage.language.support import support
from triage.words.message import phrased

PartKind = Literal["question", "rule", "finding", "urgency", "pathway", "questions", "findings", "pathways"]
State = (
    Literal["answered", "unknown", "unanswered", "inapplicable"]
    | Literal["fired", "waiting", "false", "open", "established", "refuted"]
    | Literal["chosen", "outranked", "not-chosen"]
)
"""What a case makes of a part: of a question, a rule (``waiting`` on the agenda), a finding (it too may be ``open``),
an urgency or pathway."""


@dataclass(frozen=True, slots=True)
class Key:
    """What tells parts apart: a finding and a pathway may share a name. Many parts that stand together are called by
    their topic (`questions`), their kind (`findings`), or no name of their own (`pathways`)."""

    kind: PartKind
    id: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `group` is what it stands with: the topic of a question, the kind of a finding; `column` how far from
    the questions, which are in column 0, every other part being behind whatever it depends on; `hidden` how many parts
    a rule tests that are not in this network; `holds` how many parts stand together in it, of which `strong` carry the
    conclusion of the case."""

    key: Key
    group: str
    column: int
    state: State | None = None
    hidden: int = 0
    holds: int = 0
    strong: int = 0


STRONG: tuple[State, ...] = ("answered", "fired", "established", "chosen", "outranked")


@dataclass(frozen=True, slots=True)
class Link:
    """`end` depends on `start`. `against`: it is tested for being certainly false, and for nothing else; `gate`: it
    decides whether a question applies. `rules` made the link; `lit`: it carries the conclusion of the case."""

    start: Key
    end: Key
    against: bool = False
    gate: bool = False
    rules: tuple[str, ...] = ()
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Parts in the order of the base, and the links between them. `lit`: it shows a case."""

    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    lit: bool = False


def network(base: Base) -> Network:
    """The whole base, each rule a part of its own."""
    return Network(tuple(_parts(base)), tuple(_links(base)))


def _parts(base: Base) -> Iterator[Part]:
    for question in base.questions.values():
        yield Part(Key("question", question.id), question.topic, 0)
    columns: dict[str, int] = {}
    for finding in sorted(base.findings, key=base.stratum.__getitem__):
        columns[finding] = 1 + max((columns.get(name, 0) for name in base.dependencies[finding]), default=0)
    last = 1 + max(columns.values(), default=0)
    for rule in base.rules.values():
        yield Part(Key("rule", rule.id), "rule", min(columns.get(key.id, last) for key in brings(base, rule.id)))
    for finding in base.findings:
        yield Part(Key("finding", finding), base.findings[finding].kind, columns[finding])
    for level in base.levels.order:
        yield Part(Key("urgency", level), "urgency", last)
    for pathway in base.pathways:
        yield Part(Key("pathway", pathway), "pathway", last)


def _links(base: Base) -> Iterator[Link]:
    for question in base.questions.values():
        if question.when is not None:
            for key, against in tested(question.when):
                yield Link(key, Key("question", question.id), against, gate=True)
    for rule in base.rules.values():
        here = Key("rule", rule.id)
        for key, against in tested(rule.when):
            yield Link(key, here, against, rules=(rule.id,))
        for end in brings(base, rule.id):
            yield Link(here, end, rules=(rule.id,))
    if ALL_CLEAR in base.findings:
        for sign in base.warning_signs:
            yield Link(Key("finding", sign), Key("finding", ALL_CLEAR), against=True)


def brings(base: Base, rule: str) -> tuple[Key, ...]:
    """What a rule adds when it fires."""
    part = base.rules[rule]
    keys = [Key("finding", finding) for finding in part.establish]
    if part.urgency is not None:
        keys.append(Key("urgency", part.urgency))
    if part.pathway is not None:
        keys.append(Key("pathway", part.pathway))
    return tuple(keys)


def tested(condition: Condition) -> list[tuple[Key, bool]]:
    """What a condition tests, each once, and whether only for being certainly false."""
    tests: dict[Key, bool] = {}
    for leaf, against in _leaves(inward(condition)):
        key = _key(leaf)
        tests[key] = tests.get(key, True) and against
    return list(tests.items())


def _leaves(condition: Condition) -> Iterator[tuple[Test | Found, bool]]:
    if isinstance(condition, Several):
        for part in condition.parts:
            yield from _leaves(part)
    elif isinstance(condition, Not):
        yield from ((leaf, not against) for leaf, against in _leaves(condition.part))
    else:
        yield condition, False


def keys_of(base: Base, name: str) -> tuple[Key, ...]:
    """Every part that has this name. Raises TriageError where none has."""
    names: Mapping[PartKind, Iterable[str]] = {
        "question": base.questions,
        "rule": base.rules,
        "finding": base.findings,
        "urgency": base.levels.order,
        "pathway": base.pathways,
    }
    keys = tuple(Key(kind, name) for kind, known in names.items() if name in known)
    if not keys:
        hint = nearest(name, dict.fromkeys(ident for known in names.values() for ident in known))
        message = "no question, rule, finding, urgency or pathway {name}; {hint}"
        raise TriageError(phrased(message, name=quoted(name), hint=hint))
    return keys


def around(full: Network, centre: Iterable[Key], depth: int) -> Network:
    """What these parts depend on and what depends on them, so many steps far; a rule on the way is no step. Of a rule
    that leads away from the centre, what else it tests is only counted (`hidden`)."""
    before: dict[Key, list[Key]] = {part.key: [] for part in full.parts}
    after: dict[Key, list[Key]] = {part.key: [] for part in full.parts}
    for link in full.links:
        before[link.end].append(link.start)
        after[link.start].append(link.end)
    middle = tuple(centre)
    beneath, above = _reached(before, middle, depth), _reached(after, middle, depth)
    kept = {link: None for link in full.links if {link.start, link.end} <= beneath or {link.start, link.end} <= above}
    reached = beneath | above
    drawn: dict[Key, set[Key]] = {key: set() for key in reached}
    for link in kept:
        drawn[link.end].add(link.start)
    parts = []
    for part in full.parts:
        if part.key in reached:
            hidden = len(set(before[part.key]) - drawn[part.key]) if part.key.kind == "rule" else 0
            parts.append(replace(part, hidden=hidden))
    return replace(full, parts=tuple(parts), links=tuple(kept))


def _reached(neighbours: Mapping[Key, list[Key]], start: Iterable[Key], depth: int) -> set[Key]:
    seen = set(start)
    edge = list(seen)
    for _ in range(depth):
        rules = {key for here in edge for key in neighbours[here] if key.kind == "rule"} - seen
        rules |= {here for here in edge if here.kind == "rule"}
        beyond = {key for here in (*edge, *rules) for key in neighbours[here]} - seen
        seen |= rules | beyond
        edge = [key for key in beyond if key.kind != "rule"]
    return {key for key in seen if key.kind != "rule" or key in set(start) or set(neighbours[key]) & seen}


def folded(full: Network) -> Network:
    """The same without rules: a link from what a rule tests to what it brings, which carries the rules that make it."""
    links: list[Link] = []
    ends: dict[Key, list[Link]] = {}
    for link in full.links:
        if link.start.kind == "rule":
            ends.setdefault(link.start, []).append(link)
    for link in full.links:
        if link.start.kind == "rule":
            continue
        for inner in ends.get(link.end, []) if link.end.kind == "rule" else [link]:
            links.append(replace(link, end=inner.end, lit=link.lit and inner.lit))
    parts = tuple(part for part in full.parts if part.key.kind != "rule")
    return replace(full, parts=parts, links=_joined(links))


def _joined(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links between the same two parts as one."""
    joined: dict[tuple[Key, Key], Link] = {}
    for link in links:
        ends = link.start, link.end
        old = joined.setdefault(ends, link)
        if old is not link:
            rules = tuple(dict.fromkeys((*old.rules, *link.rules)))
            both = old.against and link.against
            joined[ends] = replace(
                link, against=both, gate=old.gate and link.gate, rules=rules, lit=old.lit or link.lit
            )
    return tuple(joined.values())


def overview(full: Network) -> Network:
    """The same by topic: the questions of each, the findings of each kind and the pathways stand together, and every
    link between two of them is one. What depends on something within its own topic is not shown."""
    inside: dict[Key, list[Part]] = {}
    of: dict[Key, Key] = {}
    without = folded(full)
    for part in without.parts:
        match part.key.kind:
            case "question":
                of[part.key] = Key("questions", part.group)
            case "finding":
                of[part.key] = Key("findings", part.group)
            case "pathway":
                of[part.key] = Key("pathways", "pathway")
            case _:
                of[part.key] = part.key
        inside.setdefault(of[part.key], []).append(part)
    joined = _joined(replace(link, start=of[link.start], end=of[link.end]) for link in without.links)
    parts = tuple(_together(key, members) if key.kind != "urgency" else members[0] for key, members in inside.items())
    return replace(full, parts=parts, links=tuple(link for link in joined if link.start != link.end))


def _together(key: Key, members: list[Part]) -> Part:
    strong = [part.state for part in members if part.state in STRONG]
    column = {"questions": 0, "findings": 1}.get(key.kind, members[0].column)
    return Part(key, members[0].group, column, strong[0] if strong else None, holds=len(members), strong=len(strong))


def topic(base: Base, name: str) -> tuple[Key, ...]:
    """The questions of a topic. Raises TriageError where the base has none that is called so."""
    asked = [question.topic for question in base.questions.values()]
    if name not in asked:
        topics = [topic for topic in base.topics if topic in asked]
        raise TriageError(phrased("no topic {name}; {hint}", name=quoted(name), hint=nearest(name, topics)))
    return tuple(Key("question", question.id) for question in base.questions.values() if question.topic == name)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is certain at some moment of a case: at its end, or at a step on the way. `fired`: the rules that fired by
    then; `chosen` and `outranked`: the urgencies and pathways that these demand, and those that give way."""

    known: Known
    fired: Collection[str]
    chosen: Collection[Key]
    outranked: Collection[Key]


def light(full: Network, outcome: Outcome) -> Network:
    """The network with what a case makes of every part."""
    prover = Prover(outcome)
    fired = [outcome.base.rules[rule] for rule in outcome.fired]
    asked = [Key("urgency", rule.urgency) for rule in fired if rule.urgency is not None]
    asked += [Key("pathway", rule.pathway) for rule in fired if rule.pathway is not None]
    chosen = (Key("urgency", outcome.urgency), Key("pathway", outcome.pathway))
    return lit(full, outcome.base, Moment(prover.known, outcome.fired, chosen, asked))


def at_moment(base: Base, known: Known, fired: Collection[str], urgency: str | None) -> Moment:
    """Where these rules have fired by now, and demand no more than this urgency."""
    rules = [base.rules[name] for name in fired]
    pathways = {rule.pathway for rule in rules if rule.pathway is not None}
    chosen = [Key("pathway", name) for name in base.pathway_order if name in pathways][:1]
    if urgency is not None:
        chosen.append(Key("urgency", urgency))
    asked = [Key("pathway", name) for name in pathways]
    asked += [Key("urgency", rule.urgency) for rule in rules if rule.urgency is not None]
    return Moment(known, fired, chosen, asked)


def lit(full: Network, base: Base, moment: Moment) -> Network:
    """The network with what holds at a moment. A link is lit where its start made its end come true."""
    states = {part.key: _state(part.key, base, moment) for part in full.parts}
    rests_on = {key: _rests_on(key, base, moment.known) for key in states if key.kind != "rule"}
    fired = [name for name in base.rules if name in moment.fired]
    rests_on |= {Key("rule", rule): _keys(support(base.rules[rule].when, moment.known, True)) for rule in fired}
    links = []
    for link in full.links:
        goes = link.start.kind == "rule" and states[link.start] == "fired"
        links.append(replace(link, lit=goes or link.start in rests_on.get(link.end, ())))
    parts = tuple(replace(part, state=states[part.key]) for part in full.parts)
    return Network(parts, tuple(links), lit=True)


def _rests_on(key: Key, base: Base, known: Known) -> frozenset[Key]:
    """What made a question apply or, where no rule of the author's did, a finding come true."""
    match key.kind:
        case "question":
            when = base.questions[key.id].when
            applies = known.answers.get(key.id, INAPPLICABLE) is not INAPPLICABLE
        case "finding" if key.id == ALL_CLEAR:
            (when,) = base.conditions_of[ALL_CLEAR]
            applies = known.findings.get(key.id) is True
        case _:
            return frozenset()
    return _keys(support(when, known, True)) if when is not None and applies else frozenset()


def _keys(leaves: Iterable[Test | Found]) -> frozenset[Key]:
    return frozenset(_key(leaf) for leaf in leaves)


def _key(leaf: Test | Found) -> Key:
    return Key("finding", leaf.finding) if isinstance(leaf, Found) else Key("question", leaf.question)


def _state(key: Key, base: Base, moment: Moment) -> State:
    known = moment.known
    match key.kind:
        case "question":
            value = known.answers.get(key.id)
            if value is INAPPLICABLE:
                return "inapplicable"
            return "unanswered" if value is None else "unknown" if value == UNKNOWN else "answered"
        case "rule":
            verdict = evaluate(base.rules[key.id].when, known)
            if verdict and key.id not in moment.fired:
                return "waiting"
            return "open" if verdict is None else "fired" if verdict else "false"
        case "finding":
            status = known.findings.get(key.id)
            return "open" if status is None else "established" if status else "refuted"
        case _:
            return "chosen" if key in moment.chosen else "outranked" if key in moment.outranked else "not-chosen"
