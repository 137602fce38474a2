"""Cohen's kappa of two reviewers, from how often they gave which two marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def kappa(both: Mapping[tuple[str, str], int]) -> float:
    """How much more two agree than by chance. Not for marks that are all the same: the two agree by chance too.

    Of whole numbers up to the one division, so that no rounding adds up."""
    things = sum(both.values())
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in both.items():
        ones[one] += count
        others[other] += count
    unlike = sum(count for (one, other), count in both.items() if one != other)
    by_chance = things * things - sum(count * others[mark] for mark, count in ones.items())
    return 1 - things * unlike / by_chance
