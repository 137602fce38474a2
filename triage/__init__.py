"""Rule-based triage: from questions to a care pathway, with every reason shown.

>>> import triage
>>> base = triage.load()
>>> outcome = triage.infer(base, {})
>>> outcome.urgency
'soon'

`load` reads a knowledge base, `infer` draws every conclusion from answers, `Interview` asks one question at a time.
Both check what they are given: an answer that cannot stand is an `AnswerError`, never a case without it.
What they give is typed and immutable; `outcome_json` makes plain data of an outcome; `Words` is a base in one of its
languages. In a notebook a base, a rule, an outcome and a trace show themselves; `speak` says in which language.
`triage.lessons` and `triage.reviews` hold what lessons and reviews of rules need besides. See docs/python.md.

Imports run one way: ``inference`` stands on ``language``; ``interview``, ``follow_up`` and ``explanation`` stand on
these two, and none of them on another; ``reports`` on the latter two of the three, ``terminal`` on all. CONTRIBUTING.md
draws the whole house. Nothing here knows what complaint it is about; the knowledge does.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from triage.language.display import Bundle, Displayed, displayed_by, speak, written_by
from triage.version import VERSION as __version__

if TYPE_CHECKING:
    from triage.cases.case import Case, load_case
    from triage.inference.outcome import Outcome, infer
    from triage.interview.interview import Interview, Prompt
    from triage.language.answer import CheckedAnswers, check_answer, check_answers
    from triage.language.base import Base
    from triage.language.errors import AnswerError, CaseError, KnowledgeError, TriageError
    from triage.language.files import case_files
    from triage.language.load import load
    from triage.language.page import OnePage
    from triage.language.words import Words
    from triage.reports.to_json import outcome_json, questions_json

_HOMES = {
    "AnswerError": "language.errors",
    "Base": "language.base",
    "Case": "cases.case",
    "CaseError": "language.errors",
    "CheckedAnswers": "language.answer",
    "Interview": "interview.interview",
    "KnowledgeError": "language.errors",
    "Outcome": "inference.outcome",
    "Prompt": "interview.interview",
    "TriageError": "language.errors",
    "Words": "language.words",
    "case_files": "language.files",
    "check_answer": "language.answer",
    "check_answers": "language.answer",
    "infer": "inference.outcome",
    "load": "language.load",
    "load_case": "cases.case",
    "outcome_json": "reports.to_json",
    "questions_json": "reports.to_json",
}

__all__ = [
    "AnswerError",
    "Base",
    "Case",
    "CaseError",
    "CheckedAnswers",
    "Interview",
    "KnowledgeError",
    "Outcome",
    "Prompt",
    "TriageError",
    "Words",
    "__version__",
    "case_files",
    "check_answer",
    "check_answers",
    "infer",
    "load",
    "load_case",
    "outcome_json",
    "questions_json",
    "speak",
]


def __getattr__(name: str) -> object:
    """Each name is fetched when it is first used, so that importing this package costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    member: object = getattr(import_module(f"triage.{_HOMES[name]}"), name)
    globals()[name] = member
    return member


def _drawn(part: object) -> Bundle:
    """What draws is fetched when there is something to draw."""
    drawn: Bundle = import_module("triage.reports.learner.notebook").bundle(part)
    return drawn


displayed_by(_drawn)


def _written(outcome: Displayed, language: str | None) -> "OnePage":
    """So is what writes a page."""
    page: OnePage = import_module("triage.reports.person.page").page_of(outcome, language)
    return page


written_by(_written)
