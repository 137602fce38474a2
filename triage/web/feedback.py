"""Whether people understand the words of a question: counted, and nothing else.

A host may name a file. In it stands, for each question and language, how often somebody said yes and no: no answer, no
time, nobody. Several processes may count in one file.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from triage.language.errors import TriageError
from triage.language.writing import locked, write_atomically

MOST = 1_000_000
"""Nobody counts further than that."""


class Feedback:
    """`path`: where it is counted; None where nobody is asked."""

    def __init__(self, path: Path | None) -> None:
        """Raises TriageError where the file is none of ours, or cannot be read."""
        self.path = path
        if path is not None:
            try:
                self._read(path)
            except (OSError, ValueError) as error:
                raise TriageError(f"{path}: no counts of feedback stand in this file; name another one") from error

    @property
    def wanted(self) -> bool:
        return self.path is not None

    def count(self, question: str, language: str, understood: bool) -> None:
        """One more. A file that cannot be written keeps nobody from going on."""
        if self.path is None:
            return
        with suppress(OSError, ValueError), locked(self.path):
            counts = self._read(self.path)
            of = counts.setdefault(question, {}).setdefault(language, {"yes": 0, "no": 0})
            reply = "yes" if understood else "no"
            of[reply] = min(of[reply] + 1, MOST)
            write_atomically(self.path, json.dumps(counts, indent=1, sort_keys=True) + "\n")

    @staticmethod
    def _read(path: Path) -> dict[str, dict[str, dict[str, int]]]:
        if not path.exists():
            return {}
        counts = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(counts, dict) or not all(isinstance(by_language, dict) for by_language in counts.values()):
            raise ValueError(path)
        return counts
