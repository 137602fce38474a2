"""The conversation on random bases: it asks what can matter, stops when nothing can, and may be stopped earlier."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines import decision, tailoring
from tests.strategies import (
    PATHWAYS,
    Case,
    Sketch,
    answers,
    cases,
    completions,
    every_answer,
    finding,
    manifest,
    pathway,
    question,
    rule,
    sketches,
    small_sketches,
)
from triage.inference.outcome import Outcome, infer
from triage.inference.reference import conclude
from triage.interview.interview import Interview, Prompt
from triage.language.base import Base
from triage.language.errors import AnswerError
from triage.language.evaluate import Answer


def advice(outcome: Outcome) -> tuple[object, ...]:
    """All of an outcome that a person acts upon."""
    return (
        outcome.urgency,
        outcome.leading,
        outcome.pathway,
        outcome.warning_signs,
        outcome.cautions,
        outcome.safety_net,
        outcome.phases,
    )


def results(base: Base, given_answers: Mapping[str, Answer]) -> dict[tuple[Answer, ...], tuple[object, object]]:
    """What each way to answer the rest comes to, by the answers in the order of the base."""
    return {
        tuple(full[name] for name in base.questions): (
            decision(base, known := conclude(base, full)),
            tailoring(base, known),
        )
        for full in completions(base, given_answers)
    }


def relevant(base: Base, ways: Mapping[tuple[Answer, ...], object]) -> set[str]:
    """By brute force: the questions of which another answer, all else equal, can change the result."""
    found = set()
    for place, name in enumerate(base.questions):
        groups: dict[tuple[Answer, ...], set[object]] = {}
        for way, result in ways.items():
            groups.setdefault(way[:place] + way[place + 1 :], set()).add(result)
        if any(len(group) > 1 for group in groups.values()):
            found.add(name)
    return found


def told_now(interview: Interview) -> tuple[object, object]:
    known = conclude(interview.base, interview.answers)
    return decision(interview.base, known), tailoring(interview.base, known)


def reply(data: st.DataObject, prompt: Prompt) -> dict[str, Answer]:
    assert prompt.questions  # or it would go on for ever
    return {question.id: data.draw(st.sampled_from(every_answer(question))) for question in prompt.questions}


@given(sketch=small_sketches(), data=st.data())
def test_it_asks_only_what_can_still_change_what_the_person_is_told(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    interview = Interview(base)
    while (prompt := interview.next()) is not None:
        asked = {question.id for question in prompt.questions}
        assert not asked & interview.answers.keys()
        whole, now = results(base, interview.answers), told_now(interview)
        ways: Mapping[tuple[Answer, ...], object] = whole
        if {decided for decided, _ in whole.values()} != {now[0]}:  # the decision first, then what else is said
            ways = {way: decided for way, (decided, _) in whole.items()}
        assert set(ways.values()) - {now, now[0]}
        matters = relevant(base, ways)
        # One that does not apply yet is reached through others; and where each answer to a question concludes the
        # same, none is decisive, though to have one is.
        assert asked & matters or not any(interview.askable(name) for name in matters)
        interview.answer(reply(data, prompt))


@given(sketch=small_sketches(), data=st.data())
def test_when_it_stops_nothing_can_change_any_more(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    interview = Interview(base)
    while (prompt := interview.next()) is not None:
        interview.answer(reply(data, prompt))
    assert interview.settled
    assert set(results(base, interview.answers).values()) == {told_now(interview)}


@given(sketch=small_sketches(), data=st.data())
def test_once_settled_the_decision_is_that_of_every_way_to_answer_everything(
    sketch: Sketch, data: st.DataObject
) -> None:
    base = sketch.build()
    interview = Interview(base)
    while not interview.settled:
        prompt = interview.next()
        assert prompt is not None
        interview.answer(reply(data, prompt))
    outcome = interview.outcome()
    ways = {decided for decided, _ in results(base, interview.answers).values()}
    assert ways == {(outcome.urgency, outcome.leading, outcome.pathway)}


@given(sketch=sketches(), data=st.data())
def test_what_remains_never_grows_and_is_never_exceeded(sketch: Sketch, data: st.DataObject) -> None:
    interview = Interview(sketch.build())
    promised = [interview.remaining()]
    while (prompt := interview.next()) is not None:
        interview.answer(reply(data, prompt))
        promised.append(interview.remaining())
    assert promised == sorted(promised, reverse=True)
    for asked, remaining in enumerate(promised):
        assert len(promised) - 1 - asked <= remaining


@given(case=cases(), data=st.data())
def test_what_remains_never_grows_whatever_is_answered_out_of_turn(case: Case, data: st.DataObject) -> None:
    interview = Interview(case.base)
    before = interview.remaining()
    for name in data.draw(st.permutations(list(case.answers))):
        interview.answer({name: case.answers[name]})
        assert interview.remaining() <= before
        before = interview.remaining()


@given(sketch=sketches(), data=st.data())
def test_the_outcome_is_that_of_the_answers_alone(sketch: Sketch, data: st.DataObject) -> None:
    interview = Interview(sketch.build())
    while (prompt := interview.next()) is not None:
        interview.answer(reply(data, prompt))
        assert interview.outcome() == infer(interview.base, interview.answers)


@given(sketch=sketches(), data=st.data())
def test_only_questions_that_are_known_to_apply_are_asked(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    interview = Interview(base)
    while (prompt := interview.next()) is not None:
        interview.answer(reply(data, prompt))
        assert all(question.id in interview.session.values for question in prompt.questions)


@given(case=cases(), data=st.data())
def test_a_correction_gives_what_a_fresh_interview_gives(case: Case, data: st.DataObject) -> None:
    base, given_answers = case
    interview = Interview(base, given_answers)
    new: dict[str, Answer | None] = dict(data.draw(answers(base)))
    new |= dict.fromkeys(data.draw(st.sets(st.sampled_from(list(base.questions)))))  # these are taken back
    before = interview.outcome()
    change = interview.correct(new)
    fresh = Interview(base, interview.answers)
    assert interview.outcome() == fresh.outcome()
    assert interview.next() == fresh.next()
    assert interview.remaining() == fresh.remaining()
    wanted = {name: answer for name, answer in (given_answers | new).items() if answer is not None}
    assert interview.answers == {name: answer for name, answer in wanted.items() if name not in change.dropped}
    assert advice(infer(base, wanted)) == advice(interview.outcome())
    assert change.urgency == (before.urgency, interview.outcome().urgency)
    assert not change.fallen.items() & interview.session.findings.items()
    assert change.appeared.items() <= interview.session.findings.items()


@given(case=cases())
def test_changing_an_answer_and_back_changes_nothing(case: Case) -> None:
    base, given_answers = case
    interview = Interview(base, given_answers)
    for name in list(given_answers):
        if name in interview.answers:
            was = interview.answers[name]
            if not interview.correct({name: "unknown" if base.questions[name].may_be_unknown else was}).dropped:
                interview.correct({name: was})
                again = infer(base, interview.answers)
                assert advice(again) == advice(interview.outcome())


@given(sketch=sketches(), data=st.data())
def test_an_interview_that_begins_with_answers_goes_on_as_one_that_was_given_them(
    sketch: Sketch, data: st.DataObject
) -> None:
    base = sketch.build()
    given_answers = data.draw(answers(base))
    begun, told = Interview(base, given_answers), Interview(base)
    told.answer(given_answers)
    assert (begun.next(), begun.remaining(), begun.outcome()) == (told.next(), told.remaining(), told.outcome())


# The ankle


def test_warning_signs_come_first_as_one_checklist(ankle: Base) -> None:
    prompt = Interview(ankle).next()
    assert prompt is not None
    assert prompt.checklist is ankle.checklists["at-once"]
    assert [question.id for question in prompt.questions] == ["bone-sticks-out", "foot-cold"]
    assert prompt.topic == "alarm"


def test_a_checklist_of_which_one_line_is_left_is_asked_as_a_question(ankle: Base) -> None:
    prompt = Interview(ankle, {"foot-cold": "no"}).next()
    assert prompt is not None
    assert prompt.checklist is None
    assert [question.id for question in prompt.questions] == ["bone-sticks-out"]


def test_an_emergency_is_seen_at_once_and_told_apart_from_settled(ankle: Base) -> None:
    interview = Interview(ankle, {"bone-sticks-out": "yes"})
    assert interview.emergency
    assert interview.urgency == "emergency"
    assert not interview.settled  # the leading condition and the pathway may still change


def test_contradictions_are_given_once_and_may_be_accepted(ankle: Base) -> None:
    interview = Interview(ankle)
    assert interview.answer({"onset": "gradual"}) == ()
    assert interview.answer({"days": 0}) == ("gradual-and-today",)
    assert interview.answer({"pain": 3}) == ()
    assert interview.contradictions == ("gradual-and-today",)
    interview.accept("gradual-and-today")
    assert not interview.contradictions
    assert interview.outcome().contradictions == ("gradual-and-today",)


def test_answers_that_fall_away_are_named(ankle: Base) -> None:
    interview = Interview(ankle, {"onset": "twisted", "heard-a-crack": "yes", "pain": 8})
    assert interview.outcome().leading == "fracture"
    change = interview.correct({"onset": "gradual"})
    assert change.dropped == ("heard-a-crack",)
    assert change.fallen == {"trauma": True, "fracture": True}
    assert change.appeared["trauma"] is False
    assert change.urgency == ("urgent", "soon")
    assert "heard-a-crack" not in interview.answers


@pytest.mark.parametrize(
    ("given_answers", "message"),
    [
        ({"pian": 3}, "unknown question `pian`; did you mean `pain`?"),
        ({"pain": 11}, "`pain`: 11 is out of range; expected a number from 0 to 10, or `unknown`"),
        ({"pain": 4, "days": 0.5}, "`days`: 0.5 is not whole; expected a whole number from 0 to 60, or `unknown`"),
        ({"pain": 4, "onset": "kicked"}, "`onset` was answered before; change it instead"),
    ],
    ids=["misspelt", "out of range", "one of two", "answered before"],
)
def test_of_answers_that_cannot_stand_none_is_taken(
    ankle: Base, given_answers: dict[str, object], message: str
) -> None:
    interview = Interview(ankle, {"onset": "twisted"})
    with pytest.raises(AnswerError) as error:
        interview.answer(given_answers)
    assert str(error.value) == message
    assert interview.answers == {"onset": "twisted"}
    assert interview.outcome() == infer(ankle, {"onset": "twisted"})


@pytest.mark.parametrize(("question", "value"), [("onset", "pushed"), ("onsett", "kicked"), ("days", -1)])
def test_a_change_that_cannot_stand_changes_nothing(ankle: Base, question: str, value: object) -> None:
    interview = Interview(ankle, {"onset": "twisted"})
    with pytest.raises(AnswerError):
        interview.correct({question: value})
    assert interview.outcome() == infer(ankle, {"onset": "twisted"})


def test_it_goes_on_where_every_answer_to_a_question_would_conclude_the_same() -> None:
    """No answer to it is decisive, for all of them are; without it the default would stand."""
    rules = [
        rule(f"because-{word}", {"q0": word}, establish="f0", urgency="urgent") for word in ("yes", "no", "unknown")
    ]
    entries = (question("q0", "yes-no"), finding("f0", "condition"), *rules, *map(pathway, PATHWAYS))
    interview = Interview(Sketch(manifest(["f0"]), entries).build())
    assert not interview.settled
    prompt = interview.next()
    assert prompt is not None
    interview.answer({"q0": "unknown"})
    assert interview.settled
    assert interview.next() is None
    assert interview.outcome().urgency == "urgent"


def test_someone_who_knows_nothing_is_never_sent_home(ankle: Base) -> None:
    interview = Interview(ankle)
    while (prompt := interview.next()) is not None:
        interview.answer({q.id: "unknown" if q.may_be_unknown else "no" for q in prompt.questions})
    outcome = interview.outcome()
    assert outcome.urgency == ankle.default_urgency
    assert not outcome.demanded
    assert {part.finding: part.because for part in outcome.not_ruled_out}["vessel-hurt"] == "unknown"
