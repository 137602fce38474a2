"""Forward chaining in a notebook: what a lesson needs besides `triage` itself (docs/python.md).

>>> import triage
>>> from triage.lessons import Found, Known, Not, evaluate
>>> evaluate(Not(Found("a")), Known({}, {})) is None
True

The reasoning step by step (`record`, `steps`, told `at_once` or `one_by_one`, in words by `StepWords` and `steps_text`
on a `Page`); conditions and what they mean (`All`, `Any`, `Not`, `Found`, `Known`, `evaluate`); why something holds
(`Prover`, `leaves`, `proof_words`).
"""

from triage.explanation.explaining import proof_words
from triage.explanation.proof import Prover, leaves
from triage.language.condition import All, Any, Found, Not
from triage.language.evaluate import Known, evaluate
from triage.reports.layout import Page
from triage.reports.learner.step_words import StepWords
from triage.reports.learner.steps import steps_text
from triage.teaching.recording import at_once, one_by_one, record
from triage.teaching.steps import steps

__all__ = [
    "All",
    "Any",
    "Found",
    "Known",
    "Not",
    "Page",
    "Prover",
    "StepWords",
    "at_once",
    "evaluate",
    "leaves",
    "one_by_one",
    "proof_words",
    "record",
    "steps",
    "steps_text",
]
