"""A saved outcome read back: one JSON document, or one a line. What is read here is checked for its shape alone;
whether it is true is up to `alterations` and `versions`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.language.document import MAX_DEPTH
from triage.language.errors import TriageError, printable, quoted
from triage.language.files import MAX_BYTES
from triage.records.seal import canonical, digest
from triage.words.message import phrased

Json = Mapping[str, object]

SHAPE: Mapping[str, type] = {
    "case": str,
    "language": str,
    "urgency": str,
    "conditions": list,
    "warning_signs": list,
    "pathway": dict,
    "cautions": list,
    "answers": dict,
    "trace": list,
    "knowledge": dict,
    "software": dict,
}
"""What tells an outcome from any other JSON."""
LONGEST_NUMBER = 20
"""So many digits have the numbers of an outcome at most, and more."""
MOST_BYTES = 64 * MAX_BYTES
"""A file of a thousand outcomes."""


class RecordError(TriageError):
    """What is no saved outcome."""


@dataclass(frozen=True, slots=True)
class Record:
    """A saved outcome. `line` is counted from 1 where several stand in one file, 0 where it is the only one."""

    data: Json
    line: int = 0

    @property
    def sealed(self) -> bool:
        return "digest" in self.data

    @property
    def intact(self) -> bool:
        """Whether it is what was sealed."""
        return self.data.get("digest") == digest(self.data)


def read_records(data: bytes, shown: str) -> Iterator[Record | RecordError]:
    """Every outcome in a file, and what is wrong with those that are none; `shown` is the name of the file."""
    if len(data) > MOST_BYTES:
        yield RecordError(
            phrased(
                "{shown}: too large; expected at most {megabytes} MB", shown=shown, megabytes=MOST_BYTES // 1024 // 1024
            )
        )
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield RecordError(
            phrased("{shown}: not UTF-8 text; expected an outcome as `triage run --format json` writes it", shown=shown)
        )
        return
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    several = len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for _, line in lines)
    for number, part in lines if several else [(0, text)]:
        try:
            yield Record(_outcome(_parsed(part)), number)
        except ValueError as error:
            yield RecordError(
                phrased("{shown}{line}: {error}", shown=shown, line=f":{number}" if number else "", error=error.args[0])
            )


def _parsed(text: str) -> object:
    """Raises ValueError with what is wrong."""
    if not text.strip():
        raise ValueError("the file is empty")
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_integer)
    except json.JSONDecodeError as error:
        message = f"{error.msg[0].lower()}{error.msg[1:]}"
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(
            phrased(
                "not valid JSON: {where}: {said}; expected what `triage run --format json` writes",
                where=where,
                said=message,
            )
        ) from error
    except RecursionError as error:
        raise ValueError("not valid JSON: nested too deep") from error
    if _deeper(data, MAX_DEPTH):
        raise ValueError("not valid JSON: nested too deep")
    try:
        canonical(data)
    except ValueError as error:
        raise ValueError("a number is too large") from error
    return data


def _deeper(data: object, levels: int) -> bool:
    if not isinstance(data, dict | list):
        return False
    return levels == 0 or any(_deeper(part, levels - 1) for part in (data.values() if isinstance(data, dict) else data))


def _integer(word: str) -> int:
    if len(word) > LONGEST_NUMBER:
        raise ValueError("a number is too large")
    return int(word)


def _no_number(word: str) -> object:
    raise ValueError(phrased("{word} is no number of JSON", word=quoted(word)))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """One reader takes the first of a doubled key, the next one the last: it could say two things."""
    members = dict(pairs)
    if len(members) != len(pairs):
        doubled = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise ValueError(
            phrased("{doubled} stands there twice, so it is not clear what it says", doubled=quoted(doubled))
        )
    return members


def _outcome(data: object) -> Json:
    if not isinstance(data, dict):
        raise ValueError("this is no outcome; expected what `triage run --format json` writes")
    if "error" in data and "file" in data:
        raise ValueError(
            phrased("there is no outcome, but an error: {error}", error=printable(str(data["error"]), 200))
        )
    for name, shape in SHAPE.items():
        if name not in data:
            raise ValueError(
                phrased(
                    "this is no outcome, it lacks {name}; expected what `triage run --format json` writes",
                    name=quoted(name),
                )
            )
        if not isinstance(data[name], shape):
            raise ValueError(phrased("{name} is not as `triage run --format json` writes it", name=quoted(name)))
    for name in ("name", "version", "hash"):
        if not isinstance(data["knowledge"].get(name), str):
            raise ValueError(phrased("`knowledge` does not say its {name}", name=quoted(name)))
    if not all(isinstance(part, dict) for name in ("trace", "conditions") for part in data[name]):
        raise ValueError("`trace` and `conditions` are not as `triage run --format json` writes them")
    return data
