"""An honest "something else" costs no level by itself, whoever with a mild complaint says it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import deep, once
from tests.scale import RANK, TODAY
from triage.coverage.bitset import positions
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import case_files

SOME = 60
MILD_ONES = 40
"""So many worked cases are looked at, and so many of the mild ones: other ones each time, all of them where all is."""
MILD = ("planned", "self-care")
SOFT = ("something-else", "heavy", "pulled")
"""Ways to feel that point to nothing dangerous by themselves."""

UNREMARKABLE: Mapping[str, Answer] = {
    "provokes": (),
    "back-pain": "no",
    "mechanism": "something-else",
    "course": "same",
    "strength": "normal",
    "earlier-injury": "no",
    "which-leg": "one",
}
"""How those answer who have nothing else to tell, where an answer brings one question more."""


def mild() -> list[tuple[str, Mapping[str, Answer]]]:
    """Worked cases that end with an appointment or at home."""
    of = once.worked_cases()[0]
    at_home_or_later = 0
    for level in MILD:
        at_home_or_later |= of.bitset.bits["urgency", level][0]
    themselves = {path.stem for path in case_files()}  # and not their variants
    found = [
        (of.names[bit], of.cases[bit].answers) for bit in positions(at_home_or_later) if of.names[bit] in themselves
    ]
    return deep.sample(found, MILD_ONES)


def chosen(answers: Mapping[str, Answer], question: str) -> tuple[str, ...]:
    """What somebody picked from a list; nothing, where they do not know or were not asked."""
    given = answers.get(question)
    return given if isinstance(given, tuple) else ()


def _may_be_a_clot(answers: Mapping[str, Answer]) -> bool:
    """In pregnancy, in the calf, or with what makes a clot likelier, lasting pain may be one: there it is no answer by
    itself."""
    risky = answers.get("pregnant") == "yes" or bool(answers.get("clot-risks"))
    return risky or "calf" in chosen(answers, "place")


def urgency(base: Base, answers: Mapping[str, Answer]) -> str:
    return infer(base, answers).urgency


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.mark.parametrize("feeling", SOFT)
def test_it_feels_like_something_else_as_well(base: Base, feeling: str) -> None:
    worse: dict[str, tuple[str, str]] = {}
    cases = [(name, answers) for name, answers in mild() if isinstance(answers.get("feel"), tuple)]
    for name, answers in cases:
        before = urgency(base, answers)
        if feeling in chosen(answers, "feel") or _may_be_a_clot(answers):
            continue
        more = {key: value for key, value in UNREMARKABLE.items() if key not in answers}
        after = urgency(base, {**answers, **more, "feel": (*chosen(answers, "feel"), feeling)})
        if RANK[after] > RANK[before]:
            worse[name] = (before, after)
    assert len(cases) >= 30
    assert worse == {}


def test_it_began_in_another_way(base: Base) -> None:
    """Where a slow start would have been no reason for haste, no start of another kind is. At 65 or older it is, for
    a hip or a vertebra may have given way; up to 18 the bone at the sitting bone is asked about."""
    worse: dict[tuple[str, str], tuple[str, str]] = {}
    compared = 0
    for name, answers in mild():
        more = {key: value for key, value in UNREMARKABLE.items() if key not in answers}
        slow = urgency(base, {**answers, **more, "onset": "gradual"})
        torn = answers.get("mechanism", "something-else") != "something-else"
        if slow not in MILD or torn or _may_be_a_clot(answers) or not 19 <= answers["age"] < 65:  # type: ignore[operator]
            continue
        for onset in ("something-else", "woke-with-it", "rising", "flare-up", "during-sport"):
            compared += 1
            found = urgency(base, {**answers, **more, "onset": onset})
            if found not in MILD:  # that it is overload, and so for home, only a slow start says
                worse[name, onset] = (slow, found)
    assert compared >= 30
    assert worse == {}


@pytest.mark.parametrize("path", deep.sample(case_files(), SOME), ids=lambda path: path.stem)
def test_no_new_answer_hides_a_reason_to_be_seen_today(base: Base, path: Path) -> None:
    """Who is seen today or now is so as well after an answer that is a kind of their own."""
    case = once.case(path)
    outcome = once.outcome(path)
    if RANK[outcome.urgency] < RANK[TODAY]:
        return
    for name, answer in case.answers.items():
        question = base.questions[name]
        for narrow, wider in question.kinds.items():
            if answer in wider or (isinstance(answer, tuple) and set(answer) & set(wider)):
                instead: Answer = (
                    narrow
                    if isinstance(answer, str)
                    else tuple(dict.fromkeys(narrow if one in wider else one for one in answer))
                )
                found = infer(base, {**case.answers, name: instead}).urgency
                assert RANK[found] >= RANK[outcome.urgency], (name, narrow)
