"""What is said of why a question is asked, held against every way to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines import tell
from tests.scale import RANK
from tests.strategies import cases, completions
from tests.terminal.person import TOOTH
from triage.explanation.asking import purpose
from triage.inference.reach import Reach
from triage.inference.reference import conclude
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.load import load


def ends(base: Base, answers: Mapping[str, Answer]) -> list[tuple[dict[str, Answer], Any]]:
    """Every way to go on, with where it ends."""
    return [(every, conclude(base, every)) for every in completions(base, answers)]


@given(data=st.data())
def test_what_an_answer_can_still_do_is_said(data: st.DataObject) -> None:
    """Where one answer alone decides whether a finding is established or ruled out, the question says so.

    Not the other way round: of a condition that contradicts itself it may say that it can still hold."""
    base, answers = data.draw(cases(few_answers=True))
    session = Session(base)
    tell(session, answers)
    reach = Reach(session)
    every = ends(base, answers)
    for name in base.questions:
        if name in answers or not reach.applies(name)[0]:
            continue
        said = purpose(reach, (name,))
        groups = defaultdict(list)
        for full, end in every:
            groups[tuple((other, full[other]) for other in full if other != name)].append(end)
        for group in groups.values():
            for finding in (*base.warning_signs, *base.condition_order):
                seen = {end.findings.get(finding) for end in group}
                if len(seen) > 1:
                    assert True not in seen or finding in said.shows
                    assert False not in seen or finding in said.rules_out
            urgencies = {end.urgency for end in group} - {None}
            if len({end.urgency for end in group}) > 1:
                highest = max(urgencies, key=RANK.__getitem__)
                assert highest in said.urgencies


SO_FAR: list[dict[str, Answer]] = [
    {"days": 3, "hard-to-breathe": "no", "swollen-neck": "no"},
    {"days": 3, "hard-to-breathe": "no", "swollen-neck": "yes"},
    {"days": 3, "hard-to-breathe": "no", "swollen-neck": "no", "fever": "unknown", "onset": "unknown"},
    {"days": 3, "hard-to-breathe": "no", "swollen-neck": "no", "fever": "yes", "onset": "knock"},
    {"days": 3, "hard-to-breathe": "no", "swollen-neck": "no", "fever": "no", "onset": "gradual", "pain": 2},
]
TOLD_APART: dict[str, list[Answer]] = {
    "hard-to-breathe": ["yes", "no", "unknown"],
    "swollen-neck": ["yes", "no", "unknown"],
    "fever": ["yes", "no", "unknown"],
    "onset": ["knock", "gradual", "other", "unknown"],
    "knocked-out": ["yes", "no"],
    "pain": [0, 3, 4, 6, 7, "unknown"],
    "sore-with": [(), ("cold",), ("biting",), ("cold", "lying"), "unknown"],
}
"""The answers that the conditions of the small base can tell apart."""


@pytest.mark.parametrize("answers", SO_FAR, ids=lambda answers: ", ".join(map(str, answers.values())))
def test_nothing_is_said_that_cannot_be(answers: dict[str, Answer]) -> None:
    """What a question is said to show or rule out, it does in some way of going on, where another answer does not."""
    base = load(TOOTH)
    session = Session(base)
    tell(session, answers)
    missing = [name for name in base.questions if name not in answers]
    ways = [dict(zip(missing, way, strict=True)) for way in product(*(TOLD_APART[name] for name in missing))]
    every = [(way, conclude(base, {**answers, **way})) for way in ways]
    told = 0
    for name in missing:
        said = purpose(Reach(session), (name,))
        groups = defaultdict(list)
        for way, end in every:
            groups[tuple((other, way[other]) for other in way if other != name)].append(end)
        for truth, findings in ((True, said.shows), (False, said.rules_out)):
            for finding in findings:
                told += 1
                statuses = [{end.findings.get(finding) for end in group} for group in groups.values()]
                assert any(truth in seen and len(seen) > 1 for seen in statuses), (name, finding, truth)
    assert told
