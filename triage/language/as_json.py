"""From a record to JSON, and from its type to the JSON Schema: the one way in which anything becomes data for programs.

A record is a frozen dataclass, or a `NamedTuple` where it exists for JSON alone: that is made in a fifth of the time,
at every start. Its fields are the keys, in their order, and its docstring describes it. A field with the default None
is left out where it is None (or with `...`, where null says something); every other is always there.

>>> from typing import NamedTuple
>>> class Level(NamedTuple):
...     "How soon."
...     id: str
...     days: tuple[int, int] | None
...     note: str | None = None
>>> to_json(Level("soon", (1, 2)))
{'id': 'soon', 'days': [1, 2]}
>>> schema(Level)["required"]
['id', 'days']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Json = dict[str, Any]
"""A record as JSON has it."""
Writer = Callable[[Any], Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
"""What JSON has itself, with its name there."""
_writers: dict[type, Writer] = {}
"""How each type that was met is written; what it comes to hangs on the type alone."""


def to_json(record: object) -> Json:
    """A record as plain data, fit for `json.dumps`. Raises TypeError for what has no form in JSON."""
    json: Json = _plain(record)
    return json


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in PLAIN:
        return value
    write = _writers.get(kind)
    if write is None:
        write = _writers[kind] = _writer(kind)
    return write(value)


def _writer(kind: type) -> Writer:
    if is_record(kind):
        return _record_writer(kind)
    if issubclass(kind, Mapping):
        return lambda value: {name: part if type(part) in PLAIN else _plain(part) for name, part in value.items()}
    if issubclass(kind, tuple | list):
        return lambda value: [part if type(part) in PLAIN else _plain(part) for part in value]
    if issubclass(kind, str):
        return str
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, Enum):
        return lambda value: _plain(value.value)
    raise TypeError(f"{kind.__name__} has no form in JSON")


def _record_writer(kind: type) -> Writer:
    defaults = tuple(defaults_of(kind).items())
    named = is_dataclass(kind)

    def write(record: Any) -> Json:
        values = [getattr(record, name) for name, _ in defaults] if named else record
        return {
            name: value if type(value) in PLAIN else _plain(value)
            for (name, default), value in zip(defaults, values, strict=True)
            if value is not default
        }

    return write


def is_record(kind: type) -> bool:
    return is_dataclass(kind) or hasattr(kind, "_field_defaults")


def defaults_of(kind: Any) -> Mapping[str, object]:
    """The fields of a record in their order, each with the value for which it is left out, or with `MISSING`."""
    if is_dataclass(kind):
        defaults: dict[str, object] = {field.name: field.default for field in fields(kind)}
    else:
        defaults = {name: kind._field_defaults.get(name, MISSING) for name in kind._fields}
    return {name: default if default in (None, ...) else MISSING for name, default in defaults.items()}


# Schema


def schema(kind: type, *others: type) -> dict[str, Any]:
    """The JSON Schema of a record; `others` stand among its definitions too. There a dataclass, which is not called for
    what it is in JSON, has `Json` behind its name. Raises TypeError for a type that has no form in JSON."""
    definitions: dict[str, Any] = {}
    described = _object(kind, definitions)
    for other in others:
        _of(other, definitions)
    return {"$schema": DIALECT, "title": kind.__name__, **described, "$defs": dict(sorted(definitions.items()))}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    defaults = defaults_of(kind)
    required = [name for name, default in defaults.items() if default is MISSING]
    return {
        "additionalProperties": False,
        "description": getdoc(kind),
        "properties": {
            name: _of(hints[name] if default is MISSING else _given(hints[name], default), definitions)
            for name, default in defaults.items()
        },
        **({"required": required} if required else {}),
        "type": "object",
    }


def _given(hint: Any, default: object) -> Any:
    """The type of a field where it is not left out."""
    return Union[tuple(part for part in get_args(hint) if part is not type(default))]  # noqa: UP007  # made of parts


def _of(hint: Any, definitions: dict[str, Any]) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is object:
        return True
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if hint is date:
        return {"type": "string"}
    if origin is Literal:
        kinds = {PLAIN[type(part)] for part in parts}
        choices = {"enum": list(parts)} if len(parts) > 1 else {"const": parts[0]}
        return {**choices, "type": kinds.pop()} if len(kinds) == 1 else choices
    if origin in (Union, UnionType):
        return {"anyOf": [_of(part, definitions) for part in parts]}
    if isinstance(hint, type) and is_record(hint):
        name = f"{hint.__name__}Json" if is_dataclass(hint) else hint.__name__
        if name not in definitions:
            definitions[name] = {}  # it may hold itself
            definitions[name] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"additionalProperties": _of(parts[1], definitions), "type": "object"}
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return {"items": _of(parts[0], definitions), "type": "array"}
    raise TypeError(f"{hint} has no form in JSON")
