"""A quiz asks what the engine did, and explains an answer by how things stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import Sketch, answers, sketches
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer, evaluate
from triage.language.load import load
from triage.language.words import Words
from triage.reports.learner.quiz import QuizWords
from triage.reports.learner.step_words import StepWords
from triage.teaching.quiz import Attempt, Question, fewer, quiz
from triage.teaching.recording import at_once, record
from triage.teaching.steps import Step, steps

TOOTH = Path(__file__).parents[1] / "terminal" / "bases" / "tooth"
SPRAIN: Mapping[str, Answer] = {
    **{"bone-sticks-out": "no", "foot-cold": "no", "onset": "twisted", "heard-a-crack": "no"},
    **{"place": ("outside",), "pain": 2, "days": 1},
}


def made(base: Base, given_answers: Mapping[str, Answer]) -> tuple[Step, ...]:
    return steps(record(base, at_once(base, given_answers)))


def asked(base: Base, given_answers: Mapping[str, Answer], seed: int = 0) -> tuple[QuizWords, tuple[Question, ...]]:
    some = made(base, given_answers)
    return QuizWords(StepWords(Words(base, "en"), some)), quiz(base, some, seed)


@given(sketches(), st.data(), st.integers(0, 99))
def test_what_is_right_is_what_the_engine_did(sketch: Sketch, data: st.DataObject, seed: int) -> None:
    base = sketch.build()
    some = made(base, data.draw(answers(base)))
    for question in quiz(base, some, seed):
        assert question.right in question.options
        assert len(set(question.options)) == len(question.options) > 1
        match question.sort:
            case "next":
                assert question.right == question.step.agenda[0].clause.field
                on_agenda = {each.clause.field for each in question.step.agenda}
                for option in set(question.options) - on_agenda:
                    rule = base.rules[option.removeprefix("fired/")]
                    assert evaluate(rule.when, question.step.memory.known) is not True
            case "adds":
                assert question.right == question.step.clause.field.removeprefix("fired/")
            case "status":
                after = some[min(question.step.number, len(some) - 1)].memory
                verdicts = {evaluate(when, after.known) for when in base.conditions_of[question.of]}
                status = "established" if True in verdicts else "open" if None in verdicts else "refuted"
                assert question.right == status


@given(sketches(), st.data())
def test_every_answer_is_explained(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    some = made(base, data.draw(answers(base)))
    for language in ("nl", "en"):
        words = QuizWords(StepWords(Words(base, language), some))
        for question in quiz(base, some):
            assert words.hint(question)
            for option in question.options:
                assert words.explains(Attempt(question, option))
                assert words.option(question, option).strip()


def test_the_same_seed_gives_the_same_quiz_and_another_another(ankle: Base) -> None:
    some = made(ankle, SPRAIN)
    assert quiz(ankle, some, 3) == quiz(ankle, some, 3)
    assert len({quiz(ankle, some, seed) for seed in range(5)}) > 1


@given(sketches(), st.data(), st.integers(1, 12), st.integers(0, 9))
def test_fewer_are_some_of_them_in_their_order_and_of_every_sort(
    sketch: Sketch, data: st.DataObject, most: int, seed: int
) -> None:
    base = sketch.build()
    every = quiz(base, made(base, data.draw(answers(base))))
    some = fewer(every, most, seed)
    assert len(some) == min(most, len(every))
    places = [next(place for place, each in enumerate(every) if each is question) for question in some]
    assert places == sorted(set(places))
    sorts = [question.sort for question in some]
    left = [question.sort for place, question in enumerate(every) if place not in places]
    for sort in set(left):  # of which there would have been more
        assert all(sorts.count(other) <= sorts.count(sort) + 1 for other in sorts)


def test_another_seed_draws_others(ankle: Base) -> None:
    every = quiz(ankle, made(ankle, SPRAIN))
    assert fewer(every, 3, 1) == fewer(every, 3, 1)
    assert len({fewer(every, 3, seed) for seed in range(9)}) > 1


def explained(words: QuizWords, question: Question, chosen: str) -> str:
    attempt = Attempt(question, chosen)
    return "\n".join(
        [words.verdict(attempt), *(f"{line.mark} {line.text}".strip() for line in words.explains(attempt))]
    )


def of_sort(questions: tuple[Question, ...], sort: str, step: int) -> Question:
    return next(question for question in questions if (question.sort, question.step.number) == (sort, step))


def test_a_rule_lower_on_the_agenda_is_told_why_it_waits(ankle: Base) -> None:
    words, questions = asked(ankle, SPRAIN)
    question = of_sort(questions, "next", 6)
    assert question.right == "caution/no-heat"
    assert explained(words, question, "fired/twisted-only") == (
        "Not right. It is: caution no-heat (care.yaml:50).\n"
        "> caution no-heat; depth 2: rests on “Accident” (depth 1)\n"
        "rule twisted-only; depth 3: rests on “Fracture” (depth 2). "
        "After caution no-heat: it lies deeper, so it waits until all that lies less deep is done."
    )


def test_a_rule_off_the_agenda_is_told_what_it_lacks(ankle: Base) -> None:
    words, questions = asked(ankle, SPRAIN)
    question = of_sort(questions, "next", 6)
    assert explained(words, question, "fired/mild").endswith(
        "Rule mild is not on the agenda, for its condition is not certainly true:\n"
        "[open] rule mild\n"
        "[open] Sprain: established\n"
        "[open] Bruise: established"
    )


def test_what_another_rule_adds_is_told_to_be_its(ankle: Base) -> None:
    words, questions = asked(ankle, SPRAIN)
    question = of_sort(questions, "adds", 7)
    chosen = next(option for option in question.options if option != "twisted-only")
    told = explained(words, question, chosen)
    assert told.startswith(f"Not right. It is: established: Sprain.\nThat is what another rule adds: {chosen}.")
    assert told.endswith("Twisted and not broken.\n+ established: Sprain")


@pytest.mark.parametrize("chosen", ["established", "refuted"])
def test_an_open_finding_names_the_part_that_is_open(chosen: str) -> None:
    words, questions = asked(load(TOOTH), {"hard-to-breathe": "no", "swollen-neck": UNKNOWN, "fever": "yes"})
    last = questions[-1]
    question = Question("status", last.step, "spreading", last.options, "open")
    told = explained(words, question, chosen)
    assert told.startswith("Not right. It is: open.\nNo rule for it is true, and not every one is false:")
    assert told.endswith("[open] rule swelling-with-fever\n[open] “a swollen neck”: yes (now: I don't know)")


def test_the_score_counts_and_says_what_to_look_at_again(ankle: Base) -> None:
    words, questions = asked(ankle, SPRAIN)
    right = [Attempt(question, question.right) for question in questions]
    assert words.score(right) == f"You had {len(right)} of {len(right)} right."
    assert words.again(right) == []
    question = of_sort(questions, "next", 6)
    attempts = [Attempt(question, "fired/mild"), *right]
    assert [line.text for line in words.again(attempts)] == ["the order of the agenda, at step 6"]
