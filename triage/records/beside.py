"""The text of a case file with another `review` in it. Everything else in it stays as it stands, comments too.

Only the lines of `review` are written anew. What came out is read back: where it is not exactly what was meant (a
file written in some way that nobody thought of), the whole file is written anew, as a check-in does.
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
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            data = json.loads(text)
        except ValueError:
            pass  # YAML that is written like JSON
        else:
            return json.dumps({**data, REVIEW: list(reviews)}, ensure_ascii=False, indent=2) + "\n"
    written = {**_words(text), REVIEW: _words(_dumped({REVIEW: list(reviews)}))[REVIEW]}
    for made in (_spliced(text, reviews), _inside(text, reviews)):
        if made is not None and _read(made) == written:
            return made
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
    made: str = yaml.dump(dict(data), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    return made


def _spliced(text: str, reviews: Sequence[Mapping[str, object]]) -> str | None:
    """In place of the lines that there are, or at the end. None where it is not written in lines."""
    root = yaml.compose(text, Loader=_WORDS)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    ending = "\r\n" if "\r\n" in text else "\n"
    block = _dumped({REVIEW: list(reviews)}).replace("\n", ending)
    lines = text.splitlines(keepends=True)
    keys = [key for key, _ in root.value]
    at = next((number for number, key in enumerate(keys) if key.value == REVIEW), None)
    if at is None:
        first = last = len(lines)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += ending
    else:
        first = keys[at].start_mark.line
        last = keys[at + 1].start_mark.line if at + 1 < len(keys) else len(lines)
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith(("#", "..."))):
            last -= 1  # what stands before the next key belongs to that
    return "".join((*lines[:first], block, *lines[last:]))


def _inside(text: str, reviews: Sequence[Mapping[str, object]]) -> str | None:
    """Before the brace that closes a mapping in braces: JSON is YAML there. None where there is none, or a review."""
    root = yaml.compose(text, Loader=_WORDS)
    if not isinstance(root, yaml.MappingNode) or not root.flow_style:
        return None
    if any(key.value == REVIEW for key, _ in root.value):
        return None
    end = root.end_mark.index - 1
    comma = "" if text[:end].rstrip().endswith((",", "{")) else ", "
    return f"{text[:end]}{comma}{REVIEW}: {json.dumps(list(reviews), ensure_ascii=False)}{text[end:]}"
