"""Conditions that can be established together while no preference says which of them leads.

People are told both, as equally likely. That may be right; the author should have seen each pair once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.proof.encoding import Encoding
from triage.proof.space import both, either


@dataclass(frozen=True, slots=True)
class Pair:
    """Two conditions, the first in the order of the base first, and the answers of a smallest case in which one of them
    leads and the other is as likely."""

    first: str
    second: str
    answers: Mapping[str, Answer]


def unargued(base: Base) -> Iterator[Pair]:
    """Every such pair, in the order of the base."""
    encoding = Encoding(base)
    unsurpassed, leading = encoding.decision.unsurpassed, encoding.decision.leading
    for one, other in combinations(base.condition_order, 2):
        together = both((unsurpassed[one], unsurpassed[other], either((leading[one], leading[other]))))
        answers = encoding.smallest(together)
        if answers is not None:
            yield Pair(one, other, answers)
