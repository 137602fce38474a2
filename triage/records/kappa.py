"""Cohen's kappa of two reviewers, from scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.metrics import cohen_kappa_score

from triage.language.review import MARKS, Mark


def kappa(marks: Sequence[tuple[Mark, Mark]]) -> float:
    """How much more two agree than by chance, over all four marks. Not for marks that are all the same."""
    one, other = zip(*marks, strict=True)
    return float(cohen_kappa_score(one, other, labels=list(MARKS)))
