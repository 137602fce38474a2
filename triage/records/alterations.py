"""Where a record differs from what its answers give, leaf by leaf, and what it was before somebody changed it.

The digest says whether anything was changed, not what. So the outcome is derived again, under each reading of the
record that a change could have left: its answers, or those in its trace; its language, or another. Where what comes
out fits the digest, it is what was sealed, and the differences are exactly what was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from triage.cases.earlier import fit
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.records.record import Json, Record
from triage.records.seal import canonical, digest
from triage.version import VERSION

Derive = Callable[[Mapping[str, Answer], str, str], Json]
"""Makes an outcome of answers, in a language, for a case of this name."""
Path = tuple[str, ...]
UNCOMPARED = (("digest",), ("signature",))
"""What does not follow from the answers, and is told apart from what does."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """One place that differs: what stands there, and what the answers give. None: nothing stands there, or should."""

    path: Path
    found: str | None
    expected: str | None


@dataclass(frozen=True, slots=True)
class Alterations:
    """`proven`: what is expected is what was sealed."""

    entries: tuple[Alteration, ...]
    proven: bool


def alterations(base: Base, record: Record, derive: Derive) -> Alterations:
    """What a record says that its answers do not give, under the base that it names."""
    data = record.data
    name, wanted = str(data["case"]), data.get("digest")
    own, unfit = fitting(base, as_mapping(data["answers"]))
    told, _ = fitting(base, answered(data))
    spoken = str(data["language"])
    languages = [language for language in dict.fromkeys((spoken, *base.languages)) if language in base.languages]
    first: Alterations | None = None
    for answers, language in product((own, told) if own != told else (own,), languages):
        again = derive(answers, language, name)
        for version in dict.fromkeys((str(as_mapping(data["software"]).get("version")), VERSION)):
            expected = _made_by(again, version)
            changed = tuple(differences(data, expected))
            altered = Alterations(changed, digest(expected) == wanted)
            if altered.proven:
                return altered
            first = first or altered
    assert first is not None, "a base speaks at least one language"
    missing = {path for path in (alteration.path for alteration in first.entries) if path[0] == "answers"}
    extra = [
        Alteration(("answers", name), text, None) for name, text in unfit.items() if ("answers", name) not in missing
    ]
    return Alterations((*extra, *first.entries), False)


def _made_by(again: Json, version: str) -> Json:
    """The same, as the other version of the program would say it: that it is another is told elsewhere."""
    return {**again, "software": {**as_mapping(again["software"]), "version": version}}


def as_mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def fitting(base: Base, given: Mapping[str, object]) -> tuple[dict[str, Answer], dict[str, str]]:
    """The answers that the base takes, in its order, and those that it does not, as for any file of another version."""
    fitted = fit(base, given, told=False)
    unfit = {name: as_text(value) for name, value in fitted.unfit.items()}
    return {name: fitted.answers[name] for name in base.questions if name in fitted.answers}, unfit


def answered(data: Json) -> dict[str, object]:
    """The answers as the trace has them."""
    trace = data["trace"]
    assert isinstance(trace, list), "the shape was checked"
    events = [event for event in trace if event.get("kind") == "answered" and "answer" in event]
    return {str(event.get("id")): event["answer"] for event in events}


def differences(recorded: object, expected: object, path: Path = ()) -> Iterator[Alteration]:
    """Every place where two pieces of JSON differ. What has an id is told apart by it, not by its place."""
    if path in UNCOMPARED:
        return  # that it does not fit is said once, for the whole
    match recorded, expected:
        case dict(), dict():
            for name in dict.fromkeys((*expected, *recorded)):
                yield from _differences_at(recorded, expected, name, path)
        case list(), list() if _by_id(recorded) is not None and _by_id(expected) is not None:
            one, other = _by_id(recorded) or {}, _by_id(expected) or {}
            for name in dict.fromkeys((*other, *one)):
                yield from _differences_at(one, other, name, path)
            if set(one) == set(other) and list(one) != list(other):
                yield Alteration(path, ", ".join(one), ", ".join(other))
        case list(), list():
            one = {str(number): part for number, part in enumerate(recorded, 1)}
            other = {str(number): part for number, part in enumerate(expected, 1)}
            for name in dict.fromkeys((*other, *one)):
                yield from _differences_at(one, other, name, path)
        case _ if not _same(recorded, expected):
            yield Alteration(path, as_text(recorded), as_text(expected))


def _same(recorded: object, expected: object) -> bool:
    """Whether two leaves are written alike. Most are, and for those nothing need be written."""
    return (type(recorded) is type(expected) and recorded == expected) or canonical(recorded) == canonical(expected)


def _differences_at(
    recorded: Mapping[str, object], expected: Mapping[str, object], name: str, path: Path
) -> Iterator[Alteration]:
    here = (*path, name)
    if name not in recorded:
        if here not in UNCOMPARED:
            yield Alteration(here, None, as_text(expected[name]))
    elif name not in expected:
        if here not in UNCOMPARED:
            yield Alteration(here, as_text(recorded[name]), None)
    else:
        yield from differences(recorded[name], expected[name], here)


def _by_id(parts: list[object]) -> dict[str, object] | None:
    """The parts by their ids; None where they have none, or one twice (a trace)."""
    ids = [part.get("id") if isinstance(part, dict) else None for part in parts]
    if not parts or len(set(map(str, ids))) < len(ids):
        return None
    return {str(name): part for name, part in zip(ids, parts, strict=True)} if None not in ids else None


def as_text(value: object) -> str:
    """A value in a few words."""
    return value if isinstance(value, str) else canonical(value).decode()


def within(data: Json) -> tuple[Alteration, ...]:
    """Where a record does not even fit its own trace: all that can be told without the base that made it."""
    trace = data["trace"]
    assert isinstance(trace, list), "the shape was checked"
    last = {
        str(event.get("id")): str(event.get("kind"))
        for event in trace
        if event.get("kind") in ("established", "refuted")
    }
    raised = [event.get("id") for event in trace if event.get("kind") == "raised"]
    conditions = data["conditions"]
    assert isinstance(conditions, list), "the shape was checked"
    told: dict[str, object] = {"answers": data["answers"], "urgency": data["urgency"], "conditions": {}}
    shows: dict[str, object] = {"answers": answered(data), "urgency": raised[-1] if raised else data["urgency"]}
    told["conditions"] = {str(part.get("id")): part.get("status") for part in conditions}
    shows["conditions"] = {str(part.get("id")): last.get(str(part.get("id")), "open") for part in conditions}
    established = [str(part.get("id")) for part in conditions if part.get("status") == "established"]
    leading = data.get("leading")
    told["leading"] = leading
    shows["leading"] = leading if leading in established else established[0] if established else None
    return tuple(differences(told, shows))
