"""Cohen's kappa of two reviewers, from scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.metrics import cohen_kappa_score


def kappa(marks: Sequence[tuple[str, str]], choices: Sequence[str]) -> float:
    """How much more two agree than by chance, over all that they could choose. Not for marks that are all the same."""
    one, other = zip(*marks, strict=True)
    return float(cohen_kappa_score(one, other, labels=list(choices)))
