"""The rules of a check-in that follow from the criteria of the phases: to go on, to hold, and to step back.

Under `move-on` and `step-back` a phase says in words when somebody moves, and under `met` in a condition over the
answers of a check-in. From these come rules like any other, which fire, are explained and are proved like any other:
go on where each criterion of the phase is met, hold where one is not (what is not known is not met), step back where
that is met. What several phases ask in the same words comes in one rule.

Nobody leaves a phase between the first and the last on the day on which it began: who checks in twice a day would have
skipped it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.document import Mapping as MappingNode
from triage.language.document import Node, Scalar, Sequence
from triage.language.errors import Place
from triage.language.keys import FOR_ANOTHER
from triage.language.model import EXPERT, Criterion, Item, Phase, Text
from triage.language.reader import Entry
from triage.words.saying import OTHER, for_another, plainly, say


@dataclass(slots=True)
class _Rule:
    """A rule in the making: what it is called, what it establishes, and in which phases it holds, by pathway."""

    id: str
    establish: str
    when: list[object]
    because: Text
    sources: tuple[str, ...]
    at: Criterion | Place
    phases: dict[str, list[str]] = field(default_factory=dict)


def derived(
    parent: Base, followed: Collection[str], phases: Collection[str], asked: Mapping[str, str]
) -> Iterator[Entry]:
    """The rules that follow from the criteria of the pathways and phases that are followed, as if an author had written
    them. `asked`: the questions of the check-in that tell what the program has to know, by what they tell."""
    days = asked.get("days-in-phase")
    entries: dict[str, _Rule] = {}
    for pathway in parent.pathways.values():
        if pathway.id not in followed:
            continue
        for phase in pathway.phases:
            if phase.id not in phases:
                continue
            last = phase is pathway.phases[-1]
            between = not last and phase is not pathway.phases[0]
            for rule in _of_phase(parent, pathway.id, phase, last, days if between else None):
                key = json.dumps([rule.establish, rule.when, dict(rule.because), rule.sources])
                entries.setdefault(key, rule).phases.setdefault(pathway.id, []).append(phase.id)
    return (_entry(rule, asked) for rule in entries.values())


def criteria(phase: Phase) -> Iterator[tuple[Item, Criterion]]:
    """What has to be met to leave a phase."""
    return ((item, item.met) for item in phase.move_on if item.met is not None)


def claims(parent: Base, followed: Collection[str]) -> frozenset[str]:
    """The claims that these rules rest on."""
    items = (
        item
        for name in followed
        if name in parent.pathways
        for phase in parent.pathways[name].phases
        for item in (*phase.move_on, *phase.step_back)
        if item.met is not None
    )
    return frozenset(claim for item in items for claim in item.sources if claim != EXPERT)


def fingerprint(parent: Base) -> bytes:
    """What of the base around a check-in it depends on, apart from files that both have."""
    rows = [
        [pathway.id, phase.id, [[dict(item.text), item.met.written, item.sources] for item in lines if item.met]]
        for pathway in parent.pathways.values()
        for phase in pathway.phases
        for lines in (phase.move_on, phase.step_back)
    ]
    phrases = {name: [dict(one.text), dict(one.several or {})] for name, one in parent.phrases.items()}
    return json.dumps([rows, phrases] if phrases else rows).encode()


def _of_phase(parent: Base, pathway: str, phase: Phase, last: bool, days: str | None) -> Iterator[_Rule]:
    """`days`: the question that tells for how many days somebody is in this phase, if that could be skipped."""
    needed = list(criteria(phase))
    skippable = days is not None and bool(needed) and all(lowest(item.written, days) < 1 for _, item in needed)
    began_earlier: dict[str, object] = {days or "": {"at-least": 1}}
    if needed or last:
        yield _Rule(
            f"go-on-{pathway}-{phase.id}",
            "go-on",
            [
                *(criterion.written for _, criterion in needed),
                *([began_earlier] if skippable else []),
                {"finding": "all-clear", "not": {"finding": ["be-seen", "step-back", "hold"]}},
            ],
            _together([item.text for item, _ in needed], parent.languages),
            tuple(dict.fromkeys(source for item, _ in needed for source in item.sources)),
            needed[0][1] if needed else phase.place,
        )
    if skippable:
        yield _Rule(
            f"not-today-{pathway}-{phase.id}",
            "hold",
            [unmet(began_earlier)],
            {language: say("phase-began-today", language) for language in parent.languages},
            (),
            phase.place,
        )
    for number, (item, criterion) in enumerate(needed, 1):
        yield _Rule(
            f"not-yet-{pathway}-{phase.id}-{number}",
            "hold",
            [unmet(criterion.written)],
            {
                language: say("phase-not-yet", plainly(language)).format(criterion=text)
                for language, text in item.text.items()
            },
            item.sources,
            criterion,
        )
    for number, item in enumerate(phase.step_back, 1):
        if item.met is not None:
            yield _Rule(
                f"back-{pathway}-{phase.id}-{number}",
                "step-back",
                [item.met.written],
                item.text,
                item.sources,
                item.met,
            )


def lowest(written: object, question: str, choose: Callable[[Iterable[float]], float] = min) -> float:
    """The lowest number for a question with which a criterion, as it is written, can be met; with `max` as `choose`
    the one with which it is met whichever of its ways somebody goes. 0 where it takes none."""
    if not isinstance(written, dict):
        return 0
    bounds = [0.0]
    for name, value in written.items():
        parts = [lowest(part, question, choose) for part in (value if isinstance(value, list) else ())]
        if name == question and isinstance(value, dict):
            bounds.append(float(str(value.get("at-least", 0))))
        elif name == "any" and parts:
            bounds.append(choose(parts))
        elif name == "all":
            bounds += parts
    return max(bounds)


def unmet(written: object) -> dict[str, object]:
    """Where a criterion, as it is written, is certainly not met, or not known to be."""
    if not isinstance(written, dict):
        return {"any": []}
    return _any([part for name, value in written.items() for part in _unmet(name, value)])


def _unmet(name: str, value: object) -> Iterator[dict[str, object]]:
    parts = value if isinstance(value, list) else []
    match name:
        case "all":
            yield _any([unmet(part) for part in parts])
        case "any":
            yield {"all": [unmet(part) for part in parts]}
        case "not":
            yield value if isinstance(value, dict) else {"any": []}
            for question in _questions(value):
                yield {question: UNKNOWN}
        case _:
            yield {"not": {name: value}}
            if UNKNOWN not in (parts or [value]):
                yield {name: UNKNOWN}


def _any(parts: list[dict[str, object]]) -> dict[str, object]:
    return parts[0] if len(parts) == 1 else {"any": parts}


def _questions(written: object) -> Iterator[str]:
    if isinstance(written, dict):
        for name, value in written.items():
            if name in ("all", "any", "not"):
                yield from (
                    question_id
                    for part in (value if isinstance(value, list) else [value])
                    for question_id in _questions(part)
                )
            else:
                yield name


def _together(texts: Iterable[Text], languages: Collection[str]) -> Text:
    parts = list(texts)
    if not parts:
        return {language: say("phase-free", language) for language in languages}
    spoken = [*languages, *(map(for_another, languages) if any(map(_has_other, parts)) else ())]
    return {language: " ".join(text.get(language, text[plainly(language)]) for text in parts) for language in spoken}


def _has_other(text: Text) -> bool:
    return any(name.endswith(OTHER) for name in text)


def _written(text: Text) -> dict[str, object]:
    """A text as an author writes it: the form for another under a key of its own."""
    plain: dict[str, object] = {name: _Quoted(words) for name, words in text.items() if not name.endswith(OTHER)}
    other = {plainly(name): _Quoted(words) for name, words in text.items() if name.endswith(OTHER)}
    return plain | ({FOR_ANOTHER: other} if other else {})


def _entry(rule: _Rule, asked: Mapping[str, str]) -> Entry:
    at, file = (rule.at, rule.at.file) if isinstance(rule.at, Place) else (rule.at.node, rule.at.file)
    pathway, phase = asked["pathway"], asked["phase"]
    where = _any([{pathway: pathways, phase: list(phases)} for phases, pathways in _by_phases(rule.phases)])
    body = {
        "rule": rule.id,
        "when": {"all": [where, *rule.when]},
        "then": {"establish": rule.establish},
        "because": _written(rule.because),
        **_sources_and_basis(rule.sources),
    }
    node = _node(body, at.line, at.column)
    assert isinstance(node, MappingNode)
    return Entry("rule", rule.id, node, file)


def _sources_and_basis(sources: tuple[str, ...]) -> dict[str, object]:
    named = [source for source in sources if source != EXPERT]
    return {**({"sources": named} if named else {}), **({} if named and EXPERT not in sources else {"basis": EXPERT})}


def _by_phases(phases: Mapping[str, list[str]]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Phases, with the pathways in which it is these."""
    pathways_by_phases: dict[tuple[str, ...], list[str]] = {}
    for pathway, names in phases.items():
        pathways_by_phases.setdefault(tuple(names), []).append(pathway)
    return iter(pathways_by_phases.items())


class _Quoted(str):
    """A text, which is no word of the language whatever it is."""

    __slots__ = ()


def _node(value: object, line: int, column: int) -> Node:
    match value:
        case dict():
            keys = {name: Scalar(name, line, column) for name in value}
            return MappingNode(
                {name: _node(part, line, column) for name, part in value.items()}, keys, (), line, column
            )
        case list():
            return Sequence(tuple(_node(part, line, column) for part in value), line, column)
        case _:
            return Scalar(str(value), line, column, isinstance(value, _Quoted))
