"""What could not be ruled out, and the answers that settle it."""

from __future__ import annotations

from hypothesis import given

from tests.inference.test_minimal_change import every_way
from tests.strategies import Case, cases
from triage.explanation.change import changed
from triage.explanation.open_ends import open_ends
from triage.inference.answer_classes import answer_classes
from triage.inference.outcome import infer
from triage.inference.reference import conclude
from triage.language.condition import UNKNOWN


@given(case=cases(few_answers=True))
def test_what_would_settle_it_does(case: Case) -> None:
    base, given_answers = case
    outcome = infer(base, given_answers)
    known = {name: answer for name, answer in given_answers.items() if answer != UNKNOWN}
    near = [
        (
            sum(
                answer_classes(base)[name].of(way.get(name)) != answer_classes(base)[name].of(given_answers.get(name))
                for name in way
            ),
            way,
        )
        for way in every_way(base)
        if all(
            answer_classes(base)[name].of(way.get(name)) == answer_classes(base)[name].of(answer)
            for name, answer in known.items()
        )
        and given_answers.keys() <= way.keys()
    ]
    ends = open_ends(outcome)
    assert [end.finding for end in ends] == [part.finding for part in outcome.not_ruled_out]
    for end in ends:
        for each in end.questions:
            told = {}
            for answer in answer_classes(base)[each.question].answers:
                if answer is not None:
                    done = conclude(base, changed(given_answers, {each.question: answer}))
                    told[answer_classes(base)[each.question].of(answer)] = done.findings.get(end.finding)
            for side, some in ((True, each.shows), (False, each.rules_out)):
                assert {answer_classes(base)[each.question].of(answer) for answer in some} == {
                    kind for kind, status in told.items() if status is side
                }
        for side, fewest in ((True, end.show), (False, end.rule_out)):
            best = min((n for n, way in near if conclude(base, way).findings.get(end.finding) is side), default=None)
            assert (None if fewest is None else len(fewest)) == best
            if fewest is not None:
                assert not {change.question for change in fewest} & known.keys()
                others = {change.question: change.after for change in fewest}
                assert conclude(base, changed(given_answers, others)).findings[end.finding] is side
