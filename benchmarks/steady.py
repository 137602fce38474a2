"""Whether memory stays flat: many inferences and many interviews in one process."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Iterator

from benchmarks.measure import Row
from triage.cases.random_cases import random_cases
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.model import Base

INFERENCES = 20_000
INTERVIEWS = 2_000
GROWTH = 5
"""So many MB more, after ten times as many, are still flat: the allocator keeps some."""
