"""Every conclusion of every worked case has its reasons."""

from pathlib import Path

import pytest

from tests import deep, once
from triage.explanation.chain import event_words, steps
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.words import Words


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.mark.parametrize("path", deep.sample(case_files(), 40), ids=lambda path: path.stem)
def test_every_rule_that_fired_rests_on_something_and_has_sources(path: Path, base: Base) -> None:
    outcome = once.outcome(path)
    for language in base.languages:
        made = steps(Words(base, language), outcome)
        assert [step.rule for step in made] == list(outcome.fired)
        assert [step.number for step in made] == list(range(1, len(made) + 1))
        for step in made:
            assert all((step.resting_on, step.concluded, step.because, step.sources)), step.rule
            assert all(word.strip() for word in (*step.resting_on, *step.concluded, *step.sources))
        assert all(event_words(Words(base, language), event) for event in outcome.trace)


@pytest.mark.parametrize("path", deep.sample(case_files(), 40), ids=lambda path: path.stem)
def test_what_a_step_rests_on_was_known_before_it(path: Path) -> None:
    answers, outcome = once.case(path).answers, once.outcome(path)
    known: set[tuple[str, str]] = set()
    for event in outcome.trace:
        for matched in event.matched:
            if matched.finding is not None:
                assert (matched.status, matched.finding) in known
            elif matched.answer is not None:
                assert answers[str(matched.question)] == matched.answer
            else:
                assert ("inapplicable", matched.question) in known
        known.add((event.kind, event.of))
