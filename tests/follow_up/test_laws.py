"""What holds for every check-in, whatever is answered, and in whatever order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests import once
from triage.cases.follow_up import FollowUp
from triage.follow_up.check_in import conclude, decided, phase_after
from triage.follow_up.check_in import given as told_of
from triage.inference.domain import domains
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.evaluate import Answer
from triage.language.keys import DECISIONS

BASE = once.base()
INSIDE = once.check_in()
DOMAINS = domains(INSIDE)
START = date(2026, 1, 1)
TODAY = re.compile(r"\b(today|vandaag)\b", re.IGNORECASE)
GOOD: Mapping[str, Answer] = {
    "pain": 1,
    "exercised": "nearly-all",
    "pain-during": 2,
    "sore-after": "within-a-day",
    "strength": "at-least-90",
    **dict.fromkeys(("examined", "walking-free", "stairs-free", "jogging-free", "sprint-free"), "yes"),
    "sport-moves-free": "yes",
    **dict.fromkeys(("step-up-jump-free", "thigh-soft", "knee-bends", "cramp-gone", "cause-found"), "yes"),
    **dict.fromkeys(("leg-pain-less", "walks-and-sleeps"), "yes"),
}
"""How it goes with someone with whom all goes well; every other answer is no."""


@st.composite
def standings(draw: st.DrawFn) -> tuple[FollowUp, date]:
    pathway = draw(st.sampled_from(list(INSIDE.questions["pathway"].options)))
    phase = draw(st.sampled_from([phase.id for phase in BASE.pathways[pathway].phases]))
    since = START + timedelta(days=draw(st.integers(0, 120)))
    return FollowUp(START, pathway, phase, since), since + timedelta(days=draw(st.integers(0, 60)))


def _calm(name: str) -> Answer:
    telling = DOMAINS[name].answers
    return "no" if "no" in telling else telling[0]


@st.composite
def answered(draw: st.DrawFn) -> dict[str, Answer]:
    """Mostly good answers, so that every decision comes out; some anything, some missing."""
    asked = [name for name, question in INSIDE.questions.items() if not question.given]
    made: dict[str, Answer] = {name: GOOD.get(name, _calm(name)) for name in asked}
    for name in draw(st.lists(st.sampled_from(asked), max_size=4, unique=True)):
        made[name] = draw(st.sampled_from(DOMAINS[name].answers))
    for name in draw(st.lists(st.sampled_from(asked), max_size=draw(st.sampled_from((0, 0, 2, 8))), unique=True)):
        del made[name]
    return made


@given(standings(), answered())
def test_nobody_skips_a_phase(standing: tuple[FollowUp, date], answers: dict[str, Answer]) -> None:
    found, today = standing
    pathway = BASE.pathways[found.pathway]
    done = conclude(pathway, found, infer(INSIDE, {**told_of(INSIDE, found, today), **answers}), today)
    phases = [phase.id for phase in pathway.phases]
    moved = phases.index(done.after) - phases.index(done.before)
    wanted = {"go-on": 1, "step-back": -1}.get(done.decision, 0)
    at_the_end = done.before == phases[-1 if wanted > 0 else 0]
    assert moved == (0 if at_the_end else wanted)
    assert done.before == found.phase
    assert done.follow_up.since == (today if moved or done.decision == "be-seen" else found.since)
    assert len(done.follow_up.check_ins) == 1


@given(standings(), answered())
def test_nobody_goes_on_with_an_open_or_established_warning_sign(
    standing: tuple[FollowUp, date], answers: dict[str, Answer]
) -> None:
    found, today = standing
    outcome = infer(INSIDE, {**told_of(INSIDE, found, today), **answers})
    refuted = {event.of for event in outcome.trace if event.kind == "refuted"}
    if decided(outcome) == "go-on":
        assert set(INSIDE.warning_signs) <= refuted
        assert not {"be-seen", "step-back", "hold"} - refuted
        assert outcome.urgency == "self-care"
    if outcome.warning_signs:
        assert decided(outcome) == "be-seen"
        assert outcome.urgency != "self-care"


@given(standings(), answered(), st.data())
def test_more_answers_never_make_what_was_established_less_careful(
    standing: tuple[FollowUp, date], answers: dict[str, Answer], data: st.DataObject
) -> None:
    found, today = standing
    told = told_of(INSIDE, found, today)
    fewer = {name: answers[name] for name in data.draw(st.lists(st.sampled_from(sorted(answers)), unique=True))}
    before, after = infer(INSIDE, {**told, **fewer}), infer(INSIDE, {**told, **answers})
    for decision in DECISIONS:
        if before.conditions[decision] != "open":
            assert after.conditions[decision] == before.conditions[decision]
    if before.leading is not None:
        assert DECISIONS.index(decided(after)) <= DECISIONS.index(decided(before))
    if decided(before) == "go-on":
        assert decided(after) == "go-on"  # it takes everything else refuted, so nothing can undo it


@given(standings(), answered())
def test_the_interview_asks_nothing_that_is_given_and_comes_to_the_same(
    standing: tuple[FollowUp, date], answers: dict[str, Answer]
) -> None:
    found, today = standing
    assume(len(answers) == sum(not question.given for question in INSIDE.questions.values()))
    told = told_of(INSIDE, found, today)
    interview = Interview(INSIDE, told)
    prompts = 0
    while (prompt := interview.next()) is not None:
        assert not any(question.given for question in prompt.questions)
        interview.answer({question.id: answers[question.id] for question in prompt.questions})
        prompts += 1
    assert prompts <= 16
    asked, every = interview.outcome(), infer(INSIDE, {**told, **answers})
    assert (decided(asked), asked.urgency, asked.pathway) == (decided(every), every.urgency, every.pathway)


def test_a_decision_stops_at_both_ends() -> None:
    for pathway in BASE.pathways.values():
        phases = [phase.id for phase in pathway.phases]
        assert phase_after(pathway, phases[0], "step-back") == phases[0]
        assert phase_after(pathway, phases[-1], "go-on") == phases[-1]


def test_what_is_not_given_is_not_known() -> None:
    assert set(Interview(INSIDE).answers.values()) == {"unknown"}
    assert infer(INSIDE, Interview(INSIDE).answers).conditions["go-on"] != "established"


def test_a_later_step_says_nothing_of_today_that_may_be_long_over() -> None:
    """A check-in may come a week after the cramp: what is for the day of a cramp asks whether that is today."""
    said = [
        text
        for name in INSIDE.questions["pathway"].options
        for phase in BASE.pathways[name].phases[1:]
        for item in (*phase.do, *phase.avoid)
        for text in item.text.values()
    ]
    assert [text for text in said if TODAY.search(text) and "?" not in text] == []
    assert any(TODAY.search(text) for text in said), "what is looked for is written so"
