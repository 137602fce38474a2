"""A case as it leaves the page and comes back: a file to keep, and a link in which the answers stand behind the `#`.

Both are what `triage ask` keeps: a case file, which says under which base it was made. A browser never sends what
stands behind the `#` of an address; the page that the link opens reads it there and hands it in with a form.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from triage.inference.outcome import Outcome
from triage.language.answer import plain
from triage.language.case import SAVE_FORMAT, Case, concluded_data, offered_data, read_case
from triage.language.document import decode
from triage.language.errors import CaseError, TriageError
from triage.language.files import DocumentError
from triage.language.model import Base
from triage.version import VERSION

LARGEST = 131_072
"""So many bytes a case has at most that somebody brings."""


def case_data(base: Base, outcome: Outcome, language: str, day: date | None) -> dict[str, Any]:
    """What stands in a case file. `day`: when the answers were given."""
    return {
        "language": language,
        "answers": {name: plain(answer) for name, answer in outcome.answers.items()},
        "saved": {
            "format": SAVE_FORMAT,
            "base": base.id,
            "version": base.version,
            "hash": base.hash,
            "software": VERSION,
            **({} if day is None else {"date": day.isoformat()}),
            **concluded_data(outcome.conclusion),
            **offered_data(base, outcome.answers),
        },
    }


def case_text(data: Mapping[str, Any]) -> str:
    text: str = yaml.dump(dict(data), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=120)
    return text


def to_fragment(data: Mapping[str, Any]) -> str:
    """A case as it stands behind the `#` of a link."""
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def from_fragment(base: Base, typed: str) -> Case:
    """The case of a link, or of what stands behind its `#`. Raises TriageError."""
    text = typed.strip().rpartition("#")[2]
    try:
        packed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, LARGEST)
        if not unpacking.eof:
            raise TriageError("this link is not whole, or too long")
        return read_case(base, data.decode(), "link")
    except (ValueError, Error, zlib.error) as error:
        raise TriageError("this is no link to a case, or not the whole of it") from error


def from_file(base: Base, data: bytes) -> Case:
    """The case of a file that somebody brought. Raises TriageError."""
    try:
        return read_case(base, decode(data, "file"), "file")
    except DocumentError as error:
        raise CaseError([error.problem]) from error
