"""What the formulas say that someone is told is what the outcome shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
import z3

from tests import once
from tests.proof.test_encoding import exactly
from tests.proof.test_proving import RICH
from triage.cases.case import load_case
from triage.inference.outcome import Outcome, infer
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.language.model import Exercise, Text
from triage.proof.advice import Advice, GuardedText, within
from triage.proof.encoding import Encoding
from triage.proof.space import both, opposite, satisfiable


def shown(base: Base, outcome: Outcome) -> dict[str, list[Text]]:
    """The same lines, from the outcome."""
    current = [stretch for stretch in outcome.phases if stretch.state == "current"]
    avoid = [item.text for stretch in current for item in stretch.avoid]
    advised: list[Text] = []
    rest: list[Text] = []
    for stretch in current:
        phase = next(part for part in base.pathways[outcome.pathway].phases if part.id == stretch.phase)
        advised += [item.text for item in stretch.do] + [day.text for day in stretch.schedule]
        for name in stretch.exercises:
            exercise = base.exercises[name]
            parts = (exercise.name, exercise.how, exercise.equipment, exercise.harder, exercise.easier)
            advised += [text for text in parts if text is not None]
        items = (*stretch.goals, *stretch.move_on, *stretch.step_back, *stretch.seek_help, *stretch.background)
        rest += [phase.name, *(item.text for item in items)]
    urgency, pathway = base.urgencies[outcome.urgency], base.pathways[outcome.pathway]
    rest += [urgency.name, urgency.act, pathway.name, pathway.summary]
    rest += [base.cautions[name].text for name in outcome.cautions]
    rest += [base.safety_net[name].text for name in outcome.safety_net]
    return {"advised": advised, "warned_against": avoid, "told": [*advised, *avoid, *rest]}


def said(encoding: Encoding, lines: Sequence[GuardedText], answers: dict[str, Answer]) -> list[str]:
    known = exactly(encoding, answers)
    with encoding.asking((known,)) as solver:
        assert satisfiable(solver)
        model = solver.model()
        shown = [z3.is_true(model.evaluate(term, model_completion=True)) for term, _ in lines]
    # The answers leave none of it open: what one model says is what every model says.
    same = both(term if so else opposite(term) for so, (term, _) in zip(shown, lines, strict=True))
    assert not encoding.possible(known, opposite(same))
    return sorted(str(text) for so, (_, text) in zip(shown, lines, strict=True) if so)


def agrees(encoding: Encoding, advice: Advice, answers: dict[str, Answer]) -> None:
    for name, texts in shown(encoding.base, infer(encoding.base, answers)).items():
        assert said(encoding, getattr(advice, name), answers) == sorted(map(str, texts)), name


def test_every_case_of_a_small_base() -> None:
    encoding = Encoding(RICH.build())
    advice = Advice(encoding)
    pains: tuple[Answer, ...] = (0, 1, 2, 3, "unknown")
    for fever, pain, worse in product(("yes", "no", "unknown"), pains, ("yes", "no")):
        answers: dict[str, Answer] = {"fever": fever, "pain": pain, "worse": worse}
        agrees(encoding, advice, answers)


def test_worked_cases_of_the_shipped_base() -> None:
    base = once.base()
    encoding = Encoding(base)
    advice = Advice(encoding)
    for path in case_files()[::100]:
        agrees(encoding, advice, dict(load_case(base, path).answers))


@pytest.mark.parametrize(
    ("pain", "is_within"),
    [
        ({"nl": "Hoogstens 4 van 10.", "en": "4 out of 10 at most."}, True),
        ({"nl": "Hoogstens 4 van de 10.", "en": "4/10 at most."}, True),
        ({"nl": "Tot 3 van 10, even 5 van 10.", "en": "Up to 3 of 10."}, False),
        ({"nl": "Hoogstens 4 van 10.", "en": "A little is fine."}, False),
        ({"nl": "Tot 4,5 van 10.", "en": "Up to 4.5 of 10."}, False),
        ({"nl": "4 sets van 10 keer.", "en": "No pain."}, False),
        (None, False),
    ],
)
def test_how_much_pain_an_exercise_allows(pain: Text | None, is_within: bool) -> None:
    exercise = Exercise("squat", {}, {}, {}, None, None, None, pain, ())
    assert within(exercise, 4) is is_within
