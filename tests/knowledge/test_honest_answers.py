"""An honest "something else" costs no level by itself, whoever with a mild complaint says it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests import once
from triage.inference.outcome import infer
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.model import RANK, TODAY, Base

MILD = ("planned", "self-care")
SOFT = ("something-else", "heavy", "pulled")
"""Ways to feel that point to nothing dangerous by themselves."""


def mild() -> list[tuple[str, Mapping[str, Answer]]]:
    """The worked cases that end with an appointment or at home."""
    found = []
    for path in case_files():
        if once.outcome(path).urgency in MILD:
            case = once.case(path)
            found.append((case.name, case.answers))
    return found


def urgency(base: Base, answers: Mapping[str, Answer], **otherwise: Answer) -> str:
    return infer(base, {**answers, **{name.replace("_", "-"): answer for name, answer in otherwise.items()}}).urgency


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.mark.parametrize("feeling", SOFT)
def test_it_feels_like_something_else_as_well(base: Base, feeling: str) -> None:
    worse = {}
    cases = [(name, answers) for name, answers in mild() if isinstance(answers.get("feel"), tuple)]
    assert len(cases) >= 30
    for name, answers in cases:
        before = urgency(base, answers)
        # What is asked because of the new feeling is answered as by whoever has nothing else to tell.
        asked = {"provokes": (), "back_pain": "no", "strength": "normal", "which_leg": "one"}
        more = {key: value for key, value in asked.items() if key.replace("_", "-") not in answers}
        after = urgency(base, answers, feel=(*answers["feel"], feeling), **more)
        if RANK[after] > RANK[before]:
            worse[name] = (before, after)
    assert worse == {}


def test_it_began_in_another_way(base: Base) -> None:
    """Where a slow start would have been no reason for haste, no start that is listed is none either."""
    worse = {}
    compared = 0
    for name, answers in mild():
        more = {
            key: value
            for key, value in {"provokes": (), "back-pain": "no", "mechanism": "something-else", "course": "same", "strength": "normal", "earlier-injury": "no"}.items()
            if key not in answers
        }
        slow = urgency(base, {**answers, **more}, onset="gradual")
        if slow not in MILD:
            continue
        for onset in ("something-else", "woke-with-it", "rising", "flare-up", "during-sport"):
            compared += 1
            found = urgency(base, {**answers, **more}, onset=onset)
            if RANK[found] > RANK[slow]:
                worse[name, onset] = (slow, found)
    assert compared >= 60
    assert worse == {}


@pytest.mark.parametrize("path", [path for path in case_files()], ids=lambda path: path.stem)
def test_no_new_answer_hides_a_reason_to_be_seen_today(base: Base, path) -> None:  # type: ignore[no-untyped-def]
    """Who is seen today or now is so as well after an answer that is a kind of their own."""
    case = once.case(path)
    outcome = once.outcome(path)
    if RANK[outcome.urgency] < RANK[TODAY]:
        return
    for name, answer in case.answers.items():
        question = base.questions[name]
        for narrow, wider in question.kinds.items():
            if answer in wider or (isinstance(answer, tuple) and set(answer) & set(wider)):
                instead: Answer = narrow if isinstance(answer, str) else tuple(narrow if one in wider else one for one in answer)
                found = infer(base, {**case.answers, name: instead}).urgency
                assert RANK[found] >= RANK[outcome.urgency], (name, narrow)
