"""What is made of the table of keys: the JSON Schema that editors go by, and the tables in docs/language.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby

from triage.language import keys
from triage.language.keys import ENTRIES, ID_PATTERN, PROMISES, Form, Key, Shape
from triage.language.model import STANCES

Schema = dict[str, object]
FORMS = tuple(form for form in vars(keys).values() if isinstance(form, Form))
"""Every form, in the order of the table."""

TOP = (
    "A file of entries (a list), base.yaml, or a worked case. docs/language.md has the meaning, docs/authoring.md how "
    "to use this in an editor."
)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _listed(of: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": of, **({"minItems": least} if least else {})}


def _each(of: Schema, least: int = 1, **more: object) -> Schema:
    """A mapping with keys that the author chooses."""
    return {"type": "object", **({"minProperties": least} if least else {}), **more, "additionalProperties": of}


def _some(of: Schema, **more: object) -> Schema:
    return {"anyOf": [of, {**_listed(of), **more}]}


_NAME: Schema = {"type": "string", "minLength": 1}
PLAIN: Mapping[str, Schema] = {
    "string": {"type": "string"},
    "word": {"type": ["string", "number", "boolean"]},
    "words": _some(_ref("word")),
    "number": {"type": "number"},
    "count": {"type": "integer", "minimum": 1},
    "days": {"description": "A whole number of days.", "type": "integer", "minimum": 0},
    "amount": {
        "description": "A number, or a range [low, high].",
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "array", "items": {"type": "number", "exclusiveMinimum": 0}, "minItems": 2, "maxItems": 2},
        ],
    },
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "flag": {"enum": ["yes", "no"]},
    "mapping": {"type": "object"},
    "id": {
        "description": "Lower case words joined by hyphens.",
        "type": "string",
        "pattern": f"^{ID_PATTERN}$",
        "maxLength": 80,
    },
    "ids": {"description": "One id, or a list of ids.", **_some(_ref("id"), uniqueItems=True)},
    "level": {"description": "A level of the scale in base.yaml.", "allOf": [_ref("id")]},
    "named": {
        "description": "One name, or a list of which one is meant; `$name` is a variable of `for-each`.",
        **_some(_NAME, uniqueItems=True),
    },
    "table": {"description": "Ids, each with a text.", **_each(_ref("text"), propertyNames=_ref("id"))},
    "options": {"description": "Ids, each with a text.", **_each(_ref("option"), propertyNames=_ref("id"))},
    "facts": {"description": "Options, each with a text.", **_each(_ref("text"), 0)},
    "anchors": {
        "description": "Numbers, each with a text.",
        **_each(_ref("text"), propertyNames={"pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
    },
    "like": {"description": "Questions, each with an answer.", **_each(_ref("string"), 0)},
    "stances": {"description": "Subjects, each with a stance.", **_each({"enum": list(STANCES)})},
    "scale": {"description": "Levels, by id.", **_each(_ref("urgency"), 0, propertyNames=_ref("id"))},
    "subjects": {"description": "Subjects, by id.", **_each(_ref("subject"), 0)},
    "for-each": {
        "anyOf": [
            _each({"anyOf": [_ref("named"), _ref("set")]}),
            _listed({"type": "object", "minProperties": 1}),
        ]
    },
    "covers": {"description": "Variables, each with a set.", **_each(_ref("id"))},
    "tests": {"description": "Questions, each with answers.", **_each({"anyOf": [_ref("words"), _ref("bounds")]})},
    "looked-for": {"description": "Words by language.", **_each(_ref("named"))},
    "answers": {
        "description": "Questions by id.",
        **_each({"anyOf": [_ref("word"), _listed(_ref("word"), 0)]}, 0, propertyNames=_ref("id")),
    },
}
"""What stands behind keys and has no keys of its own."""


def schema() -> Schema:
    """The whole language."""
    entries = [_ref(name) for name in (*ENTRIES, *PROMISES)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The knowledge language of triage",
        "description": TOP,
        "if": {"type": "array"},
        "then": _ref("entries"),
        "else": {"if": {"required": ["base"]}, "then": _ref("base"), "else": _ref("case")},
        "definitions": {
            "entries": {
                "description": "A file of entries; the first key of each says what it is.",
                "type": "array",
                "items": {"anyOf": entries},
            },
            **{form.name: _form(form) for form in FORMS},
            **PLAIN,
        },
    }


def schema_text() -> str:
    """The same as a file, a line a key."""
    return _text(schema(), 4) + "\n"


def _text(value: object, levels: int, indent: str = "") -> str:
    if not (levels and isinstance(value, dict) and value):
        return json.dumps(value, ensure_ascii=False)
    parts = (f'{indent}  "{name}": {_text(part, levels - 1, f"{indent}  ")}' for name, part in value.items())
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"


def _form(form: Form) -> Schema:
    conditions = list(_conditions(form))
    sizes = {"minProperties": form.least, "maxProperties": form.most}
    pattern = {"pattern": f"^{form.other_names}$"}
    return {
        "description": form.help,
        "type": "object",
        "required": [key.name for key in form.rows if key.required is True and not key.where],
        **{name: size for name, size in sizes.items() if size},
        "properties": {key.name: _key(key) for key in form.rows},
        **({"propertyNames": {"anyOf": [{"enum": list(form.keys)}, pattern]}} if form.others else {}),
        "additionalProperties": _shape(form.others) if form.others else False,
        **({"oneOf": [{"required": [name]} for name in form.one_of]} if form.one_of else {}),
        **({"anyOf": [{"required": [name]} for name in form.some_of]} if form.some_of else {}),
        **({"allOf": conditions} if conditions else {}),
    }


def _conditions(form: Form) -> Iterator[Schema]:
    """Which keys must stand, and which may not, by the value of the key that tells."""
    teller = form.told_by
    if not teller:
        return
    for where, rows in groupby(sorted(form.rows, key=_where), key=_where):
        if where:
            must = [key.name for key in rows if key.required]
            if must:
                yield {"if": _is(teller, {"enum": list(where)}), "then": {"required": must}}
    for where, rows in groupby(sorted(form.rows, key=lambda key: key.where), key=lambda key: key.where):
        if where:
            never = {key.name: False for key in rows}
            yield {"if": _is(teller, {"not": {"enum": list(where)}}), "then": {"properties": never}}


def _where(key: Key) -> tuple[str, ...]:
    return key.required_where


def _is(teller: str, value: Schema) -> Schema:
    return {"required": [teller], "properties": {teller: value}}


def _key(key: Key) -> Schema:
    shape = _shape(key.shape)
    return {"description": _told(key), **({"allOf": [shape]} if "$ref" in shape else shape)}


def _told(key: Key) -> str:
    """What a key is for, and what holds without it."""
    left_out = "" if key.required is True else key.default
    return f"{key.help} Left out: {left_out}." if left_out else key.help


def _shape(shape: Shape) -> Schema:
    parts: list[Schema] = [{"enum": list(shape.words)}] if shape.words else []
    parts += map(_ref, shape.forms)
    one: Schema = parts[0] if len(parts) == 1 else {"anyOf": parts}
    match shape.many:
        case "one":
            return one
        case "one or several":
            return _some(one, uniqueItems=True)
        case "list":
            return _listed(one, 0)
        case "full list":
            return _listed(one)


# The tables of docs/language.md

SAID = {
    "ids": "id, or a list",
    "named": "id, or a list",
    "words": "word, or a list",
    "string": "sentence",
    "count": "whole number from 1",
    "days": "days",
    "amount": "number, or `[low, high]`",
    "date": "date",
    "flag": "`yes`, `no`",
    "table": "ids, each with a [text](#text)",
    "options": "ids, each an [option](#option)",
    "facts": "options, each with a [text](#text)",
    "anchors": "numbers, each with a [text](#text)",
    "like": "questions, each with an answer",
    "stances": "subjects, each with a stance",
    "scale": "ids, each with [its level](#urgency)",
    "subjects": "ids, each with [its subject](#subject)",
    "for-each": "variables, each with a list or a [set](#set); or a list of rows",
    "covers": "variables, each with a set",
    "tests": "questions, each with an answer, a list, or [bounds](#bounds)",
    "looked-for": "languages, each with a word, or a list",
    "answers": "questions, each with an answer",
}
"""How the tables call what stands behind a key, where it is called otherwise than in the table of keys."""


def key_tables() -> str:
    """Every form with its keys, as they stand in docs/language.md."""
    return "\n\n".join(map(_table, FORMS)) + "\n"


def _table(form: Form) -> str:
    rows = [f"| `{key.name}` | {_said(key.shape)} | {_stands(key, form)} | {_cell(_told(key))} |" for key in form.rows]
    more = [f"One of {_listed_keys(form.one_of)} stands there."] if form.one_of else []
    more += [f"At least one of {_listed_keys(form.some_of)} stands there."] if form.some_of else []
    more += [f"Other keys are the author's: {_said(form.others)}."] if form.others else []
    head = "| key | what stands there | must stand | what for |\n|---|---|---|---|"
    return "\n".join((f"### {form.name}\n\n{' '.join((form.help, *more))}\n\n{head}", *rows))


def _listed_keys(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _stands(key: Key, form: Form) -> str:
    """Whether a key must stand there, and where it may."""
    must, may = (_where_said(where, form) for where in (key.required_where, key.where))
    if key.required is True:
        return "one of these" if key.name in form.some_of else must or "yes"
    return must or (f"only {may}" if may else "")


def _where_said(where: tuple[str, ...], form: Form) -> str:
    return f"`{form.told_by}`: {', '.join(where)}" if where and form.told_by else "; ".join(where)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _said(shape: Shape) -> str:
    forms = {form.name for form in FORMS}
    parts = [f"`{word}`" for word in shape.words]
    for name in shape.forms:
        if name in ("id", "ids", "named", "level") and shape.names:
            parts.append(f"{SAID.get(name, 'id')} ({shape.names})")
        else:
            parts.append(SAID.get(name) or (f"[{name}](#{name})" if name in forms else name))
    said = " or ".join(parts) if not shape.words or shape.forms else ", ".join(parts)
    match shape.many:
        case "one":
            return said
        case "one or several":
            return f"{said}; or a list"
        case _:
            return f"list of: {said}"
