"""How many prompts the worked cases take: few, and with the outcome of answering everything."""

from __future__ import annotations

from statistics import median, quantiles
from zlib import crc32

import pytest

from tests import deep, once
from tests.scale import presses
from triage.cases.case import Case
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.base import Base
from triage.language.files import case_files

EVERY = 3 if deep.DEEP else 8
"""One of so many cases is counted, chosen by its name: so a case that is added moves no other in or out."""
OTHERS = 5
"""So many, other ones each time, are looked at besides."""
MEDIAN = 15
MOST = 28
"""Nineteen of twenty cases need no more prompts than this."""


def prompts(base: Base, case: Case) -> int:
    """The prompts until nothing can matter any more; what a case does not answer is not known, or no."""
    interview = Interview(base, {name: answer for name, answer in case.answers.items() if base.questions[name].given})
    count = 0
    while (prompt := interview.next()) is not None:
        interview.answer({question.id: case.answers.get(question.id, "unknown") for question in prompt.questions})
        count += 1
    asked, every = interview.outcome(), infer(base, case.answers)
    if every.settled:  # not of a case that was cut short: here it says "unknown" to the rest
        same = (asked.urgency, asked.leading, asked.pathway) == (every.urgency, every.leading, every.pathway)
        assert same, case.name
        assert asked.leads == every.leads or presses(every.urgency), case.name
    return count


@pytest.mark.long
def test_worked_cases_take_few_prompts() -> None:
    base = once.base()
    counts = [prompts(base, once.case(path)) for path in case_files() if not crc32(path.stem.encode()) % EVERY]
    assert median(counts) <= MEDIAN, sorted(counts)
    assert quantiles(counts, n=20)[-1] <= MOST, sorted(counts)
    for path in deep.sample(case_files(), OTHERS):
        prompts(base, once.case(path))
