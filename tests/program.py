"""The program as it is written: what several tests look for in it, found in one reading."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import triage

PACKAGE = Path(triage.__file__).parent


@dataclass(frozen=True, slots=True)
class Spoken:
    """`strings`: every text that stands in it; `composed`: the parts of each that is made of parts, with None where
    something is filled in; `said`: what is said without a number, by the module, the line and the key."""

    strings: frozenset[str]
    composed: frozenset[tuple[str | None, ...]]
    said: tuple[tuple[str, int, str], ...]


@cache
def spoken() -> Spoken:
    strings: set[str] = set()
    composed: set[tuple[str | None, ...]] = set()
    said: list[tuple[str, int, str]] = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)):
                    strings.add(text)
                case ast.JoinedStr(values=parts):
                    composed.add(tuple(str(part.value) if isinstance(part, ast.Constant) else None for part in parts))
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(key)), _]):
                    said.append((path.name, node.lineno, key))
                case ast.Call(func=ast.Attribute(attr="say"), args=[ast.Constant(value=str(key))]):
                    said.append((path.name, node.lineno, key))
                case _:
                    pass
    return Spoken(frozenset(strings), frozenset(composed), tuple(said))
