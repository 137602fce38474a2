"""A case without whom it is about, for whoever studies cases. What is kept is listed; all else goes.

What stays are the answers and under which base they were given. Name, story, code, days, check-ins, what reviewers
wrote and who they are go. Answers can still be rare: this is less than anonymous, and docs/clinic.md says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from triage.cases.case import SAVE_FORMAT
from triage.clinic.model import StoredCase, StoredReview
from triage.language.keys import FOR
from triage.records.case_file import parsed, written_out

KEPT = ("language", FOR, "answers")
KEPT_OF_SAVED = ("base", "version", "hash", "software", "offered")


def hidden_text(text: str) -> str:
    """A case file with its answers and little else."""
    data, in_json = parsed(text)
    kept = {name: data[name] for name in KEPT if name in data}
    saved = data.get("saved")
    if isinstance(saved, dict):
        kept["saved"] = {"format": SAVE_FORMAT, **{name: saved[name] for name in KEPT_OF_SAVED if name in saved}}
    return written_out(kept, in_json)


def hidden(case: StoredCase, handle: str) -> StoredCase:
    return replace(
        case,
        id=0,
        code=handle,
        text=hidden_text(case.text),
        open_check_in=None,
        added=month(case.added),
        changed=month(case.changed),
        by="",
        hidden=True,
    )


def hidden_review(full_review: StoredReview, name: str) -> StoredReview:
    """The same marks, without who made them, when, and what they wrote."""
    marks = {
        subject: replace(opinion, remark="") if opinion.remark else opinion
        for subject, opinion in full_review.review.opinions.items()
    }
    at = month(full_review.at)
    review = replace(full_review.review, by=name, at=at.date().isoformat(), opinions=marks)
    return StoredReview(name, at, review, full_review.current)


def month(moment: datetime) -> datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
