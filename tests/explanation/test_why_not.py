"""What something lacked: the suggestion brings it, and no smaller one would (see also test_otherwise)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests import deep, once
from tests.inference.test_minimal_change import distance, every_way, prevailing
from tests.scale import URGENCIES
from tests.strategies import Case, cases
from triage.cases.case import Case as CaseFile
from triage.cases.case import load_case
from triage.explanation.change import Change, changed
from triage.explanation.explanation import Asked, explain
from triage.explanation.proof import Prover
from triage.explanation.subject import Subject, subjects, ways
from triage.explanation.why_not import Unsought, lacking, why_not
from triage.follow_up.standing import standing
from triage.inference.outcome import infer
from triage.inference.reference import Conclusions, conclude
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.errors import TriageError
from triage.language.evaluate import Answer, evaluate
from triage.language.files import case_files
from triage.language.words import Words
from triage.reports.clinician.explanation_json import explanation_json
from triage.reports.clinician.explanation_text import explanation_text
from triage.reports.layout import Page


def everything(base: Base) -> list[Subject]:
    names = dict.fromkeys((*base.findings, *URGENCIES, *base.pathways, *base.cautions))
    return [subject for name in names for subject in subjects(base, name)]


def is_so(base: Base, done: Conclusions, subject: Subject) -> bool:
    match subject.kind:
        case "finding":
            return done.findings.get(subject.id) is True
        case "urgency":
            return (done.urgency or base.default_urgency) == subject.id
        case "pathway":
            return prevailing(base, done.fired) == subject.id
        case "caution":
            return subject.id in done.cautions


def after(answers: dict[str, Answer], fewest: tuple[Change, ...]) -> dict[str, Answer]:
    assert all(answers.get(change.question) == change.before for change in fewest)
    return changed(answers, {change.question: change.after for change in fewest})


@given(case=cases(few_answers=True))
def test_the_suggestion_brings_it_and_no_smaller_one_would(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    prover = Prover(outcome)
    every = [(distance(base, given_answers, way), conclude(base, way)) for way in every_way(base)]
    for subject in everything(base):
        found = why_not(outcome, prover, subject)
        best = min((steps for steps, done in every if is_so(base, done, subject)), default=None)
        assert not isinstance(found.fewest, Unsought)
        assert (None if found.fewest is None else len(found.fewest)) == best
        if found.fewest is not None:
            assert is_so(base, conclude(base, after(given_answers, found.fewest)), subject)
        for attempt, way in zip(found.attempts, ways(base, subject), strict=True):
            assert evaluate(way.when, prover.known) is attempt.holds
            assert bool(attempt.false or attempt.open) is not bool(attempt.holds) or way.when.parts == ()  # type: ignore[union-attr]
            assert not isinstance(attempt.fewest, Unsought)
            if attempt.fewest is not None and attempt.rule:
                assert attempt.rule in conclude(base, after(given_answers, attempt.fewest)).fired


@given(case=cases())
def test_what_was_lacking_is_what_is_false_or_open(case: Case) -> None:
    base, given_answers = case
    known = Prover(infer(base, given_answers)).known
    for rule in base.rules.values():
        false, still_open = lacking(rule.when, known)
        assert all(evaluate(test, known) is False for test in false)
        assert all(evaluate(test, known) is None for test in still_open)


@pytest.mark.parametrize("path", deep.sample(case_files(), 15), ids=lambda path: path.stem)
def test_on_the_shipped_base_the_suggestion_brings_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.explanation.why_not.PATIENCE", 1_000_000)  # one of them knows nothing for certain
    base = once.base()
    answers = dict(load_case(base, path).answers)
    outcome = infer(base, answers)
    prover = Prover(outcome)
    for name in deep.sample(base.findings, 12):
        found = why_not(outcome, prover, Subject("finding", name))
        assert isinstance(found.fewest, tuple)
        assert conclude(base, after(answers, found.fewest)).findings[name]
        shortest = [attempt.fewest for attempt in found.attempts if isinstance(attempt.fewest, tuple)]
        assert len(found.fewest) == min(map(len, shortest))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("clear", "no finding, urgency, pathway or caution `clear`; did you mean `all-clear`?"),
        ("swollen-jiont", "no finding, urgency, pathway or caution `swollen-jiont`; "),
    ],
)
def test_an_unknown_id_gets_the_nearest(name: str, message: str, ankle: Base) -> None:
    with pytest.raises(TriageError) as error:
        subjects(ankle, name)
    assert str(error.value).startswith(message)


def test_a_rule_or_a_question_is_told_apart(ankle: Base) -> None:
    rule, question = next(iter(ankle.rules.values())), next(iter(ankle.questions))
    with pytest.raises(TriageError, match=f"`{rule.id}` is a rule; ask about what it brings, such as `"):
        subjects(ankle, rule.id)
    with pytest.raises(TriageError, match=f"`{question}` is a question; see what its answer does with --what-if"):
        subjects(ankle, question)


def test_what_would_be_looked_for_longer_than_anybody_waits_is_told_by_how_many_answers_it_takes_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is answered, so that self-care takes an answer to nearly everything."""
    monkeypatch.setattr("triage.explanation.why_not.PATIENCE", 20)
    base = once.base()
    outcome = infer(base, {})
    made = explain(outcome, Asked(why_not=("self-care",)))
    (found,) = made.why_not or ()
    assert isinstance(found.fewest, Unsought)
    assert found.fewest.least > 1
    case = CaseFile("", check_answers(base, {}))
    (told,) = explanation_json(Words(base, "en"), made, standing(base, None, case))["why_not"]
    assert (told["fewest"], told["at_least"]) == (None, found.fewest.least)
    assert f"It takes {found.fewest.least} other answers at least." in explanation_text(
        Words(base, "en"), made, case, Page(200)
    )
