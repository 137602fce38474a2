"""Everything that a person was shown in an outcome, a line each, and what of it is gone, new, or said otherwise.

Two versions of a base can come to the same conclusions and say other things. What holds lines with ids is told apart by
them; advice without ids by its words, so that a line that vanishes does not make all others look changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.records.record import Json

Path = tuple[str, ...]

WORDS = (
    "name",
    "about",
    "text",
    "act",
    "because",
    "reason",
    "summary",
    "lasts",
    "how",
    "equipment",
    "harder",
    "easier",
)
"""The keys under which an outcome holds words, in the order in which they are told."""
ITEMS = ("goals", "do", "avoid", "move_on", "step_back", "seek_help", "background")
"""The lists of a phase whose lines have no ids."""


STANDARD = ("urgency_text", "standard")
"""What the urgency is in a standard of the field: not every record says it, and the level is compared anyway."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """What somebody was shown and what they would be shown now, at a place of the outcome. None: nothing."""

    path: Path
    before: str | None
    after: str | None


def text_changes(before: Json, after: Json) -> tuple[TextChange, ...]:
    """Every difference in words between two outcomes: what is gone, what is new, and what is said otherwise."""
    one, other = dict(_keyed(before)), dict(_keyed(after))
    changes = [
        TextChange(path, one.get(path), other.get(path))
        for path in dict.fromkeys((*one, *other))
        if one.get(path) != other.get(path) and not (path == STANDARD and None in (one.get(path), other.get(path)))
    ]
    was, now = _listed(before), _listed(after)
    for path in dict.fromkeys((*was, *now)):
        lines, others = was.get(path, []), now.get(path, [])
        gone, new = Counter(lines) - Counter(others), Counter(others) - Counter(lines)
        changes += [TextChange(path, line, None) for line in gone.elements()]
        changes += [TextChange(path, None, line) for line in new.elements()]
        if not gone and not new and lines != others:
            changes.append(TextChange(path, " / ".join(lines), " / ".join(others)))
    return tuple(changes)


def _keyed(outcome: Json) -> Iterator[tuple[Path, str]]:
    """What stands at a place of its own."""
    yield from _words(("urgency_text",), _mapping(outcome.get("urgency_text")), (*WORDS, STANDARD[-1]))
    yield from _words((), outcome, ("notice",))
    for key in ("warning_signs", "conditions", "not_ruled_out", "cautions", "safety_net"):
        for part in _parts(outcome.get(key)):
            if key != "conditions" or part.get("status") == "established":
                yield from _words((key, str(part.get("id"))), part, (*WORDS, "because", "urgency"))
    yield from (((("contradictions"), str(name)), str(name)) for name in _values(outcome.get("contradictions")))
    pathway = _mapping(outcome.get("pathway"))
    yield from _words(("pathway",), pathway)
    for phase in _parts(pathway.get("phases")):
        here = ("pathway", "phases", str(phase.get("id")))
        yield from _words(here, phase, (*WORDS, "state"))
        for number, exercise in _numbered(phase.get("exercises")):
            there = (*here, "exercises", f"{exercise.get('id')}{number}")
            yield from _words(there, exercise, (*WORDS, "pain"))
            for name, amount in _mapping(exercise.get("dose")).items():
                yield (*there, "dose", name), "-".join(f"{part:g}" for part in _values(amount) if _is_number(part))
    for event in _parts(outcome.get("trace")):
        if event.get("kind") == "fired":
            yield from _words(("reasons", str(event.get("id"))), event, ("reason",))


def _listed(outcome: Json) -> dict[Path, list[str]]:
    """The lines that have no ids, under where they stand."""
    texts: dict[Path, list[str]] = {}
    for phase in _parts(_mapping(outcome.get("pathway")).get("phases")):
        here = ("pathway", "phases", str(phase.get("id")))
        for key in ITEMS:
            texts[(*here, key)] = [str(item.get("text")) for item in _parts(phase.get(key))]
        texts[(*here, "schedule")] = [
            f"{day.get('first')}-{day.get('last')}: {day.get('text')}" for day in _parts(phase.get("schedule"))
        ]
    return {path: lines for path, lines in texts.items() if lines}


def _words(path: Path, part: Json, keys: tuple[str, ...] = WORDS) -> Iterator[tuple[Path, str]]:
    for key in dict.fromkeys(keys):
        if part.get(key) not in (None, ""):
            yield (*path, key), str(part[key])


def _numbered(value: object) -> Iterator[tuple[str, Json]]:
    """Parts with a number behind those whose id has been there before: an exercise can stand there twice."""
    seen: Counter[str] = Counter()
    for part in _parts(value):
        name = str(part.get("id"))
        seen[name] += 1
        yield ("" if seen[name] == 1 else f" ({seen[name]})"), part


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _parts(value: object) -> Iterator[Json]:
    yield from (part for part in _values(value) if isinstance(part, dict))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
