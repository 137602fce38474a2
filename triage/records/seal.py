"""The seal of an outcome: a digest over every key and value of it, and fingerprints of what it came from.

The digest covers texts as well as ids, so that no word of a saved outcome changes unseen. It does not cover what JSON
leaves free: spaces, the order of keys, and how a number is written. It is no signature: who changes an outcome can seal
it anew. That shows when it is derived again under the same base, and only a signature (`signature`) shows it otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from triage.language.as_json import Json, to_json
from triage.language.base import Base
from triage.language.condition import Condition
from triage.language.derived import derived
from triage.language.model import (
    ALARMING,
    Caution,
    Contradiction,
    ExerciseUse,
    Item,
    Line,
    Pathway,
    Phase,
    Preference,
    Question,
    Rule,
    SafetyNet,
    Stances,
)
from triage.language.to_data import to_data


class RuleMarkJson(NamedTuple):
    """A rule in a few characters: `hash` changes with what it asks and what follows; `brings`: what follows, such as
    `finding/fracture`, `urgency/soon` or `pathway/rest`."""

    hash: str
    brings: Sequence[str]


class MarksJson(NamedTuple):
    """Fingerprints of all that decides in a base. `parts`: questions, cautions, pathways, safety net and contradictions
    by kind and id, and the orders and defaults of the base itself. Words are not in them."""

    rules: Mapping[str, RuleMarkJson]
    parts: Mapping[str, str]


UNSEALED = MarksJson({}, {})


def canonical(data: object) -> bytes:
    """The one way to write this JSON. Raises ValueError for a number that JSON does not have."""
    return json.dumps(_even(data), sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _even(data: object) -> object:
    """30.0 as 30: programs that copy JSON write it either way."""
    if isinstance(data, dict):
        return {name: part if type(part) is str else _even(part) for name, part in data.items()}
    if isinstance(data, list):
        return [part if type(part) is str else _even(part) for part in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def digest(record: Mapping[str, object], base: Base | None = None) -> str:
    """The SHA-256 of all that a record says, its own digest and the signature below it aside. `base`: whose
    fingerprints the record has, which are most of it, and are written once for all its outcomes."""
    written = {} if base is None else {"fingerprints": _canonical_marks(base)}
    names = sorted(record.keys() - {"digest", "signature"})
    parts = (canonical(name) + b":" + (written.get(name) or canonical(record[name])) for name in names)
    return sha256(b"{" + b",".join(parts) + b"}").hexdigest()


# A base never changes once it is loaded.
@derived
def marks(base: Base) -> Json:
    """The fingerprints of a base, as plain data."""
    parts: dict[str, object] = {
        **{f"question/{part.id}": _question(part) for part in base.questions.values()},
        **{f"caution/{part.id}": _caution(part) for part in base.cautions.values()},
        **{f"pathway/{part.id}": _pathway(part) for part in base.pathways.values()},
        **{f"safety-net/{part.id}": _safety_net(part) for part in base.safety_net.values()},
        **{f"contradiction/{part.id}": _contradiction(part) for part in base.contradictions.values()},
        **{f"exercise/{part.id}": [dict(part.about)] for part in base.exercises.values() if part.about},
        **{f"subject/{part.id}": [part.careful_prevails] for part in base.subjects.values()},
        **{f"preference/{part.id}": _preference(part) for part in base.preferences.values()},
        "warning-signs": list(base.warning_signs),
        "conditions": list(base.condition_order),
        "pathways": list(base.pathway_order),
        "default-urgency": base.default_urgency,
        "default-pathway": base.default_pathway,
    }
    record = MarksJson(
        {rule.id: RuleMarkJson(_short(_rule(rule)), brings(rule)) for rule in base.rules.values()},
        {name: _short(part) for name, part in parts.items()},
    )
    return to_json(record)


@derived
def _canonical_marks(base: Base) -> bytes:
    return canonical(marks(base))


def brings(rule: Rule) -> list[str]:
    """What follows when the rule fires."""
    return [
        *(f"finding/{name}" for name in rule.establish),
        *([f"urgency/{rule.urgency}"] if rule.urgency else []),
        *([f"pathway/{rule.pathway}"] if rule.pathway else []),
    ]


def _short(data: object) -> str:
    return sha256(canonical(data)).hexdigest()[:12]


def _when(when: Condition | None) -> object:
    return None if when is None else to_data(when)


def _rule(rule: Rule) -> object:
    return [to_data(rule.when), brings(rule)]


def _question(part: Question) -> object:
    fields = [part.type, list(part.options), part.min, part.max, part.whole, part.may_be_unknown, _when(part.when)]
    if part.kinds:  # so a base of before has its marks still
        fields.append({name: list(wider) for name, wider in part.kinds.items()})
    if part.unknown is None or part.unknown.means == ALARMING:  # as where nothing is said
        return fields
    readings = [[to_data(reading.when), to_data(reading.stands_for)] for reading in part.unknown.readings]
    return [*fields, part.unknown.means, list(part.unknown.ask), readings]


def _caution(part: Caution) -> object:
    return _line(part, to_data(part.when))


def _safety_net(part: SafetyNet) -> object:
    return _line(part, [_when(part.when), part.urgency])


def _line(part: Line, value: object) -> object:
    """With what else decides whether it is shown, where there is anything: so a base of before has its marks still."""
    own: Stances = {} if isinstance(part, ExerciseUse) else part.about
    fits = [[test.key, list(test.names), test.holds] for test in part.fits]
    return value if not own and not part.fits else [value, fits, dict(own)]


def _preference(part: Preference) -> object:
    return [list(part.prefer), list(part.over), list(part.when)]


def _contradiction(part: Contradiction) -> object:
    return to_data(part.when)


def _pathway(part: Pathway) -> object:
    return [_phase(phase) for phase in part.phases]


def _phase(part: Phase) -> object:
    items = part.items().values()
    return [
        part.id,
        _when(part.until),
        [[_item(item) for item in group] for group in items],
        [_line(use, [use.exercise, _when(use.when)]) for use in part.exercises],
        [_line(line, [list(line.days), _when(line.when)]) for line in part.schedule],
    ]


def _item(item: Item) -> object:
    return _line(item, _when(item.when))
