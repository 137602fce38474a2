"""The text of a case file with some of its parts written anew. Everything else in it stays as it stands, comments too.

Only the lines of those parts are written, and of a list that grew only its new items. What came out is read back:
where it is not exactly what was meant (a file written in some way that nobody thought of), the whole file is written
anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import yaml

REVIEW = "review"
_WORDS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser that cases are read with; the one in Python refuses some of what that takes."""


def with_reviews(text: str, reviews: Sequence[Mapping[str, object]]) -> str:
    """The text of a case file (read before, so it is sound) with these reviews in it."""
    return with_parts(text, {REVIEW: list(reviews)})


def with_parts(text: str, parts: Mapping[str, object]) -> str:
    """The text of a case file (read before, so it is sound) with these parts in it, each under its key."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            data = json.loads(text)
        except ValueError:
            pass  # YAML that is written like JSON
        else:
            return json.dumps({**data, **parts}, ensure_ascii=False, indent=2) + "\n"
    written = {**_words(text), **_words(_dumped(parts))}
    for new_text in (_spliced(text, parts), _inside(text, parts)):
        if new_text is not None and _read(new_text) == written:
            return new_text
    return _dumped(written)


def _words(text: str) -> dict[str, object]:
    """A YAML mapping in which every scalar stays the word it is."""
    return dict(yaml.load(text, Loader=_WORDS))


def _read(text: str) -> dict[str, object] | None:
    try:
        return _words(text)
    except yaml.YAMLError:
        return None


def _dumped(data: Mapping[str, object]) -> str:
    # Lines are not folded: one line a remark is what people compare and merge.
    text: str = yaml.dump(dict(data), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def _spliced(text: str, parts: Mapping[str, object]) -> str | None:
    """In place of the lines that there are, or at the end. None where it is not written in lines."""
    new_text: str | None = text
    for key, part in parts.items():
        new_text = _spliced_one(new_text, key, part) if new_text is not None else None
    return new_text


def _spliced_one(text: str, key: str, part: object) -> str | None:
    try:
        root = yaml.compose(text, Loader=_WORDS)
    except yaml.YAMLError:
        return None  # what was put in before does not stand well in this file
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    ending = "\r\n" if "\r\n" in text else "\n"
    block = _dumped({key: part})
    lines = text.splitlines(keepends=True)
    keys = [node for node, _ in root.value]
    at = next((number for number, node in enumerate(keys) if node.value == key), None)
    if at is None:
        first = last = len(lines)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += ending
    else:
        before, after = _words(text)[key], _words(block)[key]
        if before == after:
            return text
        first = keys[at].start_mark.line
        last = keys[at + 1].start_mark.line if at + 1 < len(keys) else len(lines)
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith(("#", "..."))):
            last -= 1  # what stands before the next key belongs to that
        node = root.value[at][1]
        new = _new_items(lines, node, before, part, after)
        if new is not None:
            first, block = last, new
            if not lines[last - 1].endswith("\n"):
                lines[last - 1] += ending
    return "".join((*lines[:first], block.replace("\n", ending), *lines[last:]))


def _new_items(lines: Sequence[str], node: yaml.Node, before: object, part: object, after: object) -> str | None:
    """The items that a list in lines gets at its end, where it only grows."""
    if not (isinstance(before, list) and isinstance(after, list) and isinstance(part, list) and before):
        return None
    if after[: len(before)] != before or not isinstance(node, yaml.SequenceNode) or node.flow_style:
        return None
    line = lines[node.value[0].start_mark.line]
    if not line.lstrip().startswith("- "):
        return None
    margin = line[: line.index("-")]
    items: str = yaml.dump(
        part[len(before) :], Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return "".join(f"{margin}{row}" for row in items.splitlines(keepends=True))


def _inside(text: str, parts: Mapping[str, object]) -> str | None:
    """Before the brace that closes a mapping in braces: JSON is YAML there. None where there is none, or one of these
    parts stands in it already."""
    root = yaml.compose(text, Loader=_WORDS)
    if not isinstance(root, yaml.MappingNode) or not root.flow_style:
        return None
    if any(key.value in parts for key, _ in root.value):
        return None
    end = root.end_mark.index - 1
    comma = "" if text[:end].rstrip().endswith((",", "{")) else ", "
    added = ", ".join(f"{key}: {json.dumps(part, ensure_ascii=False)}" for key, part in parts.items())
    return f"{text[:end]}{comma}{added}{text[end:]}"
