"""Lines of advice, cautions and safety nets: to whom they are shown, which outcomes they fit, what they are about."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Literal

from triage.language.answer import node_value
from triage.language.condition import ALWAYS, NONE, Any
from triage.language.document import Mapping, Node, Scalar, Sequence
from triage.language.errors import quoted
from triage.language.model import (
    EXPERT,
    STANCES,
    Caution,
    Criterion,
    Decided,
    ExerciseUse,
    Fits,
    Item,
    Levels,
    SafetyNet,
    ScheduleDay,
    Stance,
    Stances,
    Subject,
)
from triage.language.read_condition import ConditionReader
from triage.language.reader import Entry, Reader

FOR = "for"
"""The key under which a line says which outcomes it fits."""
EVERY_OUTCOME = "every-outcome"
LINE_KEYS = ("when", FOR, "about", "stance")
MET = "met"
"""The key under which a criterion of a phase says when it is met, by the answers of a check-in."""


@dataclass(frozen=True, slots=True)
class Names:
    """What there is to refer to."""

    topics: Collection[str]
    questions: Collection[str]
    findings: Collection[str]
    pathways: Collection[str]
    exercises: Collection[str]
    claims: Collection[str]
    default_urgency: str
    levels: Levels
    conditions: Collection[str] = ()
    subjects: Table[str, Subject] = field(default_factory=dict)


def read_sources(reader: Reader, body: Mapping, names: Names, what: str, needed: bool = True) -> tuple[str, ...]:
    """The claims that something rests on, or `basis: expert-consensus`."""
    sources, basis = body.items.get("sources"), body.items.get("basis")
    if basis is not None:
        reader.one_of(basis, "`basis`", (EXPERT,), EXPERT)
    if sources is None:
        if basis is None and needed:
            reader.wrong(body, f"{what} lacks `sources`; name claims, or write `basis: {EXPERT}`")
        return (EXPERT,) if basis is not None else ()
    found = reader.all_known(sources, "claim", names.claims)
    return found if basis is None else (*found, EXPERT)


def read_fits(reader: Reader, body: Mapping, names: Names, otherwise: Fits = ()) -> Fits:
    """The outcomes that a line fits: `for: {urgency: {at-most: soon}}`. Several keys mean all of them, a list one of
    these, and `not` none of what stands in it."""
    node = body.items.get(FOR)
    if node is None:
        return otherwise
    if isinstance(node, Scalar) and node.text == EVERY_OUTCOME:
        return ()
    if not isinstance(node, Mapping):
        reader.wrong(node, f"`for` must say which outcomes, such as `{{urgency: soon}}`, or be `{EVERY_OUTCOME}`")
        return ()
    if not node.items:
        reader.wrong(node, f"`for` is empty; write `{EVERY_OUTCOME}` where that is meant")
    reader.fields(node, "`for`", (), (*_DECIDED, "not"))
    fits = _decided(reader, node, names, True)
    if "not" in node.items:
        inner = reader.mapping(node.items["not"], "`not`")
        reader.fields(inner, "`not`", (), _DECIDED)
        fits += _decided(reader, inner, names, False)
    return fits


_DECIDED: tuple[Literal["urgency", "leading", "pathway", "open"], ...] = ("urgency", "leading", "pathway", "open")


def _decided(reader: Reader, body: Mapping, names: Names, holds: bool) -> Fits:
    known: Table[str, Collection[str]] = {
        "leading": (*names.conditions, NONE),
        "pathway": names.pathways,
        "open": names.findings,
    }
    tests = []
    for key in _DECIDED:
        node = body.items.get(key)
        if node is None:
            continue
        if key == "urgency":
            tests.append(Decided(key, _levels(reader, node, names.levels), holds))
        else:
            what = "finding" if key == "open" else "condition" if key == "leading" else key
            tests.append(Decided(key, reader.all_known(node, what, known[key]), holds))
    return tuple(tests)


def read_level(reader: Reader, node: Node | None, levels: Levels, *more: str) -> str:
    """A level of the scale of the base, or one of a few other words. Where there is no scale that is said once."""
    if not levels.order:
        return reader.word(node, "urgency") if node is not None else ""
    return reader.known(node, "urgency", (*levels.order, *more))


def read_bounds(reader: Reader, body: Mapping, levels: Levels) -> tuple[str, ...]:
    """The levels from one to another: `{at-least: ..., at-most: ...}`."""
    reader.fields(body, "levels", (), ("at-least", "at-most"))
    if not body.items:
        reader.wrong(body, f"no bounds; expected something like `{{at-most: {''.join(levels.order[-2:-1])}}}`")
    rank = levels.rank
    low = read_level(reader, body.items.get("at-least"), levels)
    high = read_level(reader, body.items.get("at-most"), levels)
    found = tuple(level for level in levels.order if rank.get(low, 0) <= rank[level] <= rank.get(high, len(rank)))
    if not found and levels.order:
        reader.wrong(body, "the lower bound is above the upper one, so this never holds")
    return found


def _levels(reader: Reader, node: Node, levels: Levels) -> tuple[str, ...]:
    """Levels of urgency: one, a list, or all from or up to one."""
    return (
        read_bounds(reader, node, levels)
        if isinstance(node, Mapping)
        else reader.all_known(node, "urgency", levels.order)
    )


def read_about(reader: Reader, body: Mapping, names: Names, stance: Stance | None) -> Stances:
    """What a line says of each subject: the stance of its heading, or what `stance` says, or subject by subject."""
    node, own = body.items.get("about"), body.items.get("stance")
    if node is None:
        if own is not None:
            reader.wrong(own, "a `stance` needs an `about`: a stance on what?")
        return {}
    if isinstance(node, Mapping):
        if own is not None:
            reader.wrong(own, "the stance stands under `about` already, subject by subject; take one away")
        reader.mapping(node, "`about`")
        about: dict[str, Stance] = {
            reader.known(node.keys[name], "subject", names.subjects): _stance(reader, value)
            for name, value in node.items.items()
        }
    else:
        if own is not None:
            stance = _stance(reader, own)
        if stance is None:
            reader.wrong(node, "nothing says what to do about it; add a `stance`: `do`, `ask-first` or `avoid`")
        about = dict.fromkeys(reader.all_known(node, "subject", names.subjects), stance or "avoid")
    _one_way(reader, node, names, about)
    return about


def _one_way(reader: Reader, node: Node, names: Names, about: Stances) -> None:
    """A line that may give way on one subject must not be needed for what it says of another."""
    giving_way = [name for name, stance in about.items() if stance != STANCES[-1] and _careful(names, name)]
    others = [name for name, stance in about.items() if stance != STANCES[0] and name not in giving_way[:1]]
    if giving_way and others:
        reader.wrong(
            node,
            f"this line gives way to a more careful one on {quoted(giving_way[0])}, and with it goes what it says of "
            f"{quoted(others[0])}; write two lines",
        )


def _careful(names: Names, name: str) -> bool:
    subject = names.subjects.get(name)
    return subject is not None and subject.careful_prevails


def _stance(reader: Reader, node: Node) -> Stance:
    return reader.one_of(node, "a stance", STANCES, STANCES[-1])  # type: ignore[return-value]  # one_of gives one of these


def read_item(
    reader: Reader,
    node: Node,
    conditions: ConditionReader,
    names: Names,
    stance: Stance | None,
    criterion: bool = False,
) -> Item:
    """A line under a heading that has this stance, if it has one. `criterion`: it may say when it is met."""
    if isinstance(node, Mapping) and "text" in node.items:
        what = "a criterion" if criterion else "an item"
        reader.fields(node, what, ("text",), (*LINE_KEYS, "sources", "basis", *([MET] if criterion else [])))
        when = conditions.read(reader, node.items["when"]) if "when" in node.items else None
        return Item(
            reader.text(node.items["text"], "`text`"),
            when,
            read_sources(reader, node, names, "an item", needed=False),
            read_fits(reader, node, names),
            read_about(reader, node, names, stance),
            _criterion(reader, node.items[MET]) if MET in node.items else None,
        )
    return Item(reader.text(node, "an item"))


def _criterion(reader: Reader, node: Node) -> Criterion:
    """When a criterion is met. Its tests are of the answers of a check-in, which is read with that."""
    _made_of_answers(reader, node)
    return Criterion(node_value(node), node, reader.file)


def _made_of_answers(reader: Reader, node: Node) -> None:
    if not isinstance(node, Mapping):
        reader.wrong(node, "`met` must be made of answers at a check-in, such as `{walking-free: yes}`")
        return
    for name, value in node.items.items():
        if name in ("at-least", "finding"):
            reader.wrong(node.keys[name], "a criterion is made of answers, `all`, `any` and `not`")
        elif name in ("all", "any", "not"):
            for part in value.items if isinstance(value, Sequence) else (value,):
                _made_of_answers(reader, part)


def read_use(reader: Reader, node: Node, conditions: ConditionReader, names: Names) -> ExerciseUse:
    if isinstance(node, Scalar):
        return ExerciseUse(reader.known(node, "exercise", names.exercises))
    body = reader.mapping(node, "an exercise")
    reader.fields(body, "an exercise", ("exercise",), ("when", FOR))
    when = conditions.read(reader, body.items["when"]) if "when" in body.items else None
    return ExerciseUse(
        reader.known(body.items.get("exercise"), "exercise", names.exercises), when, read_fits(reader, body, names)
    )


def read_day(reader: Reader, node: Node, conditions: ConditionReader, names: Names) -> ScheduleDay:
    body = reader.mapping(node, "a day")
    reader.fields(body, "a day", ("day", "text"), ("rest", *LINE_KEYS))
    day = body.items.get("day")
    if isinstance(day, Sequence):
        first, last = reader.amount(day, "`day`")
    else:
        first = last = reader.number(day, "`day`") if day is not None else 1
    when = conditions.read(reader, body.items["when"]) if "when" in body.items else None
    return ScheduleDay(
        (int(first), int(last)),
        reader.text(body.items.get("text"), "`text`"),
        when,
        read_fits(reader, body, names),
        read_about(reader, body, names, "do"),
        reader.flag(body.items.get("rest"), "`rest`", False),
    )


def read_caution(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Caution:
    items = entry.body.items
    reader.fields(entry.body, "a caution", ("caution", "text"), (*LINE_KEYS, "sources", "basis"))
    return Caution(
        entry.id,
        reader.text(items.get("text"), "`text`"),
        conditions.read(reader, items["when"]) if "when" in items else ALWAYS,
        read_sources(reader, entry.body, names, "a caution"),
        entry.place,
        read_fits(reader, entry.body, names, names.levels.at_home),
        read_about(reader, entry.body, names, None),
    )


def read_safety_net(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> SafetyNet:
    items = entry.body.items
    optional = (*LINE_KEYS, "guards", "sign", "sources", "basis")
    reader.fields(entry.body, "a safety net", ("safety-net", "text", "urgency"), optional)
    sign = conditions.read(reader, items["sign"]) if "sign" in items else None
    return SafetyNet(
        entry.id,
        reader.text(items.get("text"), "`text`"),
        conditions.read(reader, items["when"]) if "when" in items else None,
        read_level(reader, items.get("urgency"), names.levels),
        read_sources(reader, entry.body, names, "a safety net"),
        entry.place,
        read_fits(reader, entry.body, names),
        read_about(reader, entry.body, names, None),
        reader.all_known(items.get("guards"), "finding", names.findings),
        () if sign is None else sign.parts if isinstance(sign, Any) else (sign,),
    )
