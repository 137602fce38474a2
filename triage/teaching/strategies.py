"""Which rule on the agenda goes first: the order of the program, and two others to hold beside it.

Whatever the order, the outcome is the same: a rule that is true stays true, and none takes anything back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from triage.inference.matching import NewestFirst, OldestFirst, TotalOrder

StrategyName = Literal["depth", "oldest", "newest"]
STRATEGIES: Mapping[StrategyName, type[TotalOrder]] = {
    "depth": TotalOrder,
    "oldest": OldestFirst,
    "newest": NewestFirst,
}
"""`depth`: the least deep first, then as the base has them; `oldest`: what came onto the agenda first; `newest`: what
came onto it last."""
