"""Lines of advice, cautions and safety nets: to whom they are shown, which outcomes they fit, what they are about."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from triage.language.answer import node_value
from triage.language.condition import ALWAYS, NONE, Any
from triage.language.document import Mapping, Node, Scalar, Sequence
from triage.language.errors import quoted
from triage.language.keys import (
    CAUTION,
    CRITERION,
    DAY,
    DECIDED,
    FOR,
    ITEM,
    LEVEL_BOUNDS,
    MET,
    NO_OUTCOMES,
    OUTCOMES,
    SAFETY_NET,
    USE,
)
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
from triage.language.reader import Entry, Fields, Reader
from triage.words.message import phrased

EVERY_OUTCOME = "every-outcome"


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


def read_sources(fields: Fields, names: Names, needed: bool = True) -> tuple[str, ...]:
    """The claims that something rests on, or `basis: expert-consensus`."""
    if has_basis := "basis" in fields:
        fields.one_of("basis")
    if "sources" not in fields:
        if needed and not has_basis:
            what = fields.form.what
            fields.reader.wrong(
                fields.body,
                phrased("{what} lacks `sources`; name claims, or write `basis: {expert}`", what=what, expert=EXPERT),
            )
        return (EXPERT,) if has_basis else ()
    sources = fields.all_known("sources", names.claims)
    return (*sources, EXPERT) if has_basis else sources


def read_fits(fields: Fields, names: Names, default: Fits = ()) -> Fits:
    """The outcomes that a line fits: `for: {urgency: {at-most: soon}}`. Several keys mean all of them, a list one of
    these, and `not` none of what stands in it."""
    reader, node = fields.reader, fields.get(FOR)
    if node is None:
        return default
    if isinstance(node, Scalar) and node.text == EVERY_OUTCOME:
        return ()
    if not isinstance(node, Mapping):
        reader.wrong(
            node,
            phrased(
                "`for` must say which outcomes, such as `{urgency: soon}`, or be `{word}`",
                word=EVERY_OUTCOME,
            ),
        )
        return ()
    if not node.items:
        reader.wrong(node, phrased("`for` is empty; write `{word}` where that is meant", word=EVERY_OUTCOME))
    outcomes = reader.fields(node, OUTCOMES)
    fits = _decided(outcomes, names, True)
    if (inside := outcomes.inside("not", NO_OUTCOMES)) is not None:
        fits += _decided(reader.fields(inside, NO_OUTCOMES), names, False)
    return fits


def _decided(fields: Fields, names: Names, holds: bool) -> Fits:
    known: Table[str, Collection[str]] = {
        "leading": (*names.conditions, NONE),
        "pathway": names.pathways,
        "open": names.findings,
    }
    tests = []
    for key in DECIDED:
        if (node := fields.get(key)) is not None:
            meant = (
                _levels(fields.reader, node, names.levels) if key == "urgency" else fields.all_known(key, known[key])
            )
            tests.append(Decided(key, meant, holds))
    return tuple(tests)


def read_level(reader: Reader, node: Node | None, levels: Levels, *more: str) -> str:
    """A level of the scale of the base, or one of a few other words. Where there is no scale that is said once."""
    if not levels.order:
        return reader.word(node, "urgency") if node is not None else ""
    return reader.known(node, "urgency", (*levels.order, *more))


def read_bounds(reader: Reader, body: Mapping, levels: Levels) -> tuple[str, ...]:
    """The levels from one to another: `{at-least: ..., at-most: ...}`."""
    fields = reader.fields(body, LEVEL_BOUNDS)
    if not body.items:
        reader.wrong(
            body, phrased("no bounds; expected something like `{at-most: {level}}`", level="".join(levels.order[-2:-1]))
        )
    rank = levels.rank
    low = read_level(reader, fields.get("at-least"), levels)
    high = read_level(reader, fields.get("at-most"), levels)
    bounds = tuple(level for level in levels.order if rank.get(low, 0) <= rank[level] <= rank.get(high, len(rank)))
    if not bounds and levels.order:
        reader.wrong(body, "the lower bound is above the upper one, so this never holds")
    return bounds


def _levels(reader: Reader, node: Node, levels: Levels) -> tuple[str, ...]:
    """Levels of urgency: one, a list, or all from or up to one."""
    return (
        read_bounds(reader, node, levels)
        if isinstance(node, Mapping)
        else reader.all_known(node, "urgency", levels.order)
    )


def read_about(fields: Fields, names: Names, stance: Stance | None) -> Stances:
    """What a line says of each subject: the stance of its heading, or what `stance` says, or subject by subject."""
    reader, node = fields.reader, fields.get("about")
    own = fields.get("stance") if "stance" in fields.form.keys else None
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
        about = dict.fromkeys(fields.all_known("about", names.subjects), stance or "avoid")
    _one_way(reader, node, names, about)
    return about


def _one_way(reader: Reader, node: Node, names: Names, about: Stances) -> None:
    """A line that may give way on one subject must not be needed for what it says of another."""
    giving_way = [name for name, stance in about.items() if stance != STANCES[-1] and _careful(names, name)]
    others = [name for name, stance in about.items() if stance != STANCES[0] and name not in giving_way[:1]]
    if giving_way and others:
        reader.wrong(
            node,
            phrased(
                "this line gives way to a more careful one on {subject}, and with it goes what it says of {other}; "
                "write two lines",
                subject=quoted(giving_way[0]),
                other=quoted(others[0]),
            ),
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
        fields = reader.fields(node, CRITERION if criterion else ITEM)
        return Item(
            fields.text("text"),
            conditions.read_in(fields, "when"),
            read_sources(fields, names, needed=False),
            read_fits(fields, names),
            read_about(fields, names, stance),
            _criterion(reader, fields[MET]) if criterion and MET in fields else None,
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
    fields = reader.fields(reader.mapping(node, "an exercise"), USE)
    when = conditions.read_in(fields, "when")
    return ExerciseUse(fields.known("exercise", names.exercises), when, read_fits(fields, names))


def read_day(reader: Reader, node: Node, conditions: ConditionReader, names: Names) -> ScheduleDay:
    fields = reader.fields(reader.mapping(node, "a day"), DAY)
    day = fields.get("day")
    if isinstance(day, Sequence):
        first, last = fields.amount("day") or (1, 1)
    else:
        first = last = fields.number("day", 1)
    return ScheduleDay(
        (int(first), int(last)),
        fields.text("text"),
        conditions.read_in(fields, "when"),
        read_fits(fields, names),
        read_about(fields, names, "do"),
        fields.flag("rest"),
    )


def read_caution(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> Caution:
    fields = reader.fields(entry.body, CAUTION)
    return Caution(
        entry.id,
        fields.text("text"),
        conditions.read_in(fields, "when") or ALWAYS,
        read_sources(fields, names),
        entry.place,
        read_fits(fields, names, names.levels.at_home),
        read_about(fields, names, None),
    )


def read_safety_net(reader: Reader, entry: Entry, conditions: ConditionReader, names: Names) -> SafetyNet:
    fields = reader.fields(entry.body, SAFETY_NET)
    sign = conditions.read_in(fields, "sign")
    return SafetyNet(
        entry.id,
        fields.text("text"),
        conditions.read_in(fields, "when"),
        read_level(reader, fields.get("urgency"), names.levels),
        read_sources(fields, names),
        entry.place,
        read_fits(fields, names),
        read_about(fields, names, None),
        fields.all_known("guards", names.findings),
        () if sign is None else sign.parts if isinstance(sign, Any) else (sign,),
    )
