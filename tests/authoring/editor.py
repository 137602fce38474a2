"""A YAML file as an editor sees it: plain data by the rules of YAML 1.2, in which `yes` and `no` are words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft7Validator

from triage.language.document import Mapping, Node, Scalar, Sequence, parse
from triage.language.reader import NUMBER
from triage.language.starter import PACKAGE, SCHEMA

WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def schema() -> dict[str, Any]:
    return dict(json.loads((PACKAGE / SCHEMA).read_text()))


def seen(path: Path) -> object:
    return data(parse(path.read_text(), str(path)))


def data(node: Node) -> object:
    match node:
        case Mapping(items):
            return {name: data(part) for name, part in items.items()}
        case Sequence(parts):
            return [data(part) for part in parts]
        case Scalar(text, quoted=False) if NUMBER.match(text):
            return float(text) if "." in text else int(text)
        case Scalar(text, quoted=quoted):
            return text if quoted else WORDS.get(text, text)


@cache
def _quick() -> jsonschema_rs.Draft7Validator:
    """In a hundredth of the time; it says less well what is wrong."""
    return jsonschema_rs.Draft7Validator(schema())


def complaints(value: object) -> list[str]:
    """What an editor would underline."""
    if _quick().is_valid(value):
        return []
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema()).iter_errors(value)]
