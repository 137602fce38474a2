"""One serious fact among harmless ones, told to the public interview: what is not asked cannot be found.

A person answers whatever is asked from a harmless story with one serious fact in it, and "I don't know" to nothing. The
stories differ in how the pain began, where it is and how it feels, for it is there that a question was once hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import deep, once
from tests.scale import RANK
from triage.inference.outcome import Outcome
from triage.interview.interview import Interview

BASE = once.base()
ONSETS = ("sudden", "after-effort", "gradual", "attacks", "something-else", "unknown")
PLACES = ("sit-bone", "back-of-thigh", "above-knee", "buttock", "groin", "calf", "elsewhere")
FEELS = ("stab", "cramp", "nagging", "stiff-sore", "shooting")
HARMLESS: Mapping[str, object] = {
    **{question.id: "no" for question in BASE.questions.values() if question.type == "yes-no"},
    "age": 34,
    "sport": "ball-sport",
    "strength": "normal",
    "mechanism": "something-else",
    "cramp-when": ["effort"],
    "cramp-often": "rarely",
    "cramp-after": "gone",
    "which-leg": "one",
    "medicines": [],
    "clot-risks": [],
    "provokes": [],
    "place-elsewhere": ["front-of-thigh"],
    "course": "same",
    "legs-weak-since": "recent",
    "about-how-long": "days",
}


@dataclass(frozen=True)
class Fact:
    """What is told, how urgent it is at least, and what must not be ruled out."""

    told: Mapping[str, object]
    at_least: str
    not_refuted: tuple[str, ...] = ()
    at_most: str = "emergency"
    onsets: tuple[str, ...] = ONSETS
    days: tuple[int, ...] = (0, 1, 2, 5, 9)
    places: tuple[str, ...] = PLACES
    feels: tuple[str, ...] = FEELS
    pain: tuple[int, ...] = field(default=(3, 4, 5, 6))


CLOT = ("clot-signs", "possible-thrombosis")
LASTS = {"cramp-after": "still-hurts"}
SERIOUS = {
    **{
        f"one leg and {risk}": Fact({"clot-risks": [risk]}, "soon", CLOT)
        for risk in ("cancer-treatment", "surgery-or-bed", "plaster", "hormones", "long-journey", "bowel-inflammation")
    },
    **{
        f"which leg not known and {risk}": Fact({"clot-risks": [risk], "which-leg": "unknown"}, "soon", CLOT)
        for risk in ("plaster", "hormones", "long-journey")
    },
    "one leg and pregnant": Fact({"pregnant": "yes"}, "soon", CLOT),
    "clot risks not known": Fact({"clot-risks": "unknown"}, "soon", CLOT),
    "pain that stays after a cramp on the pill": Fact(
        {"clot-risks": ["hormones"], **LASTS}, "soon", CLOT, onsets=("attacks",), feels=("cramp",), pain=(0, 1)
    ),
    "one leg and an earlier clot": Fact({"clot-risks": ["earlier-clot"]}, "urgent"),
    "one leg, the pill and a journey": Fact({"clot-risks": ["hormones", "long-journey"]}, "urgent"),
    "one leg, pregnant and in bed": Fact({"pregnant": "yes", "clot-risks": ["surgery-or-bed"]}, "urgent"),
    "one calf after a journey": Fact({"clot-risks": ["long-journey"]}, "urgent", places=("calf",)),
    "a foot that drops on blood thinners": Fact({"blood-thinners": "yes", "foot-drop": "yes"}, "emergency"),
    "weaker by the hour on blood thinners": Fact({"blood-thinners": "yes", "getting-weaker": "yes"}, "emergency"),
    "no strength on blood thinners": Fact({"blood-thinners": "yes", "strength": "very-weak"}, "emergency"),
    "less strength on blood thinners": Fact({"blood-thinners": "yes", "strength": "reduced"}, "urgent"),
    "less strength, tablets not known": Fact({"blood-thinners": "unknown", "strength": "reduced"}, "urgent"),
    "a foot that drops, tablets not known": Fact({"blood-thinners": "unknown", "foot-drop": "yes"}, "urgent"),
    "a lump that grows on blood thinners": Fact({"blood-thinners": "yes", "growing-lump": "yes"}, "urgent"),
    "legs weak lately": Fact({"both-legs-weak": "yes"}, "emergency"),
    "legs weak since nobody knows": Fact({"both-legs-weak": "yes", "legs-weak-since": "unknown"}, "emergency"),
    "legs weak for months": Fact(
        {"both-legs-weak": "yes", "legs-weak-since": "long", "which-leg": "both"}, "urgent", days=(90, 240, 900)
    ),
    "legs weak for months and numb between them": Fact(
        {"both-legs-weak": "yes", "legs-weak-since": "long", "numb-saddle": "yes"}, "emergency", days=(90, 240, 900)
    ),
    "a leg without strength at once that hurts little": Fact(
        {"strength": "reduced"},
        "emergency",
        onsets=("sudden", "something-else"),
        days=(0, 1),
        feels=("powerless",),
        pain=(0, 1, 2, 3),
    ),
    "a leg that lost a little strength at once": Fact(
        {"strength": "slightly-reduced"},
        "urgent",
        onsets=("sudden", "something-else"),
        feels=("powerless",),
        pain=(0, 1, 2, 3),
    ),
    "a whole leg numb and without strength at once": Fact(
        {"strength": "very-weak"},
        "emergency",
        onsets=("sudden", "something-else"),
        days=(0, 1),
        places=("whole-leg",),
        feels=("shooting",),
        pain=(0, 4, 8),
    ),
    "worse each day": Fact({"course": "worse"}, "soon", days=(4, 5, 9, 20)),
    "which way it goes not known, but worse than at first": Fact(
        {"course": "unknown", "worse-than-at-first": "yes"}, "soon", days=(4, 5, 9, 20)
    ),
    "whether it is worse than at first not known either": Fact(
        {"course": "unknown", "worse-than-at-first": "unknown"}, "soon", days=(4, 5, 9, 20)
    ),
}
"""Pain of three or more between cramps is pain that lasts, so that all of these hold for attacks too."""

ORDINARY = {
    "soreness in both legs on the pill": Fact(
        {"clot-risks": ["hormones"], "which-leg": "both"},
        "self-care",
        at_most="self-care",
        onsets=("after-effort",),
        days=(1, 2, 3),
        places=("back-of-thigh", "above-knee"),
        feels=("stiff-sore",),
    ),
    "cramp that passes, pregnant": Fact(
        {"pregnant": "yes", "which-leg": "changing"},
        "self-care",
        at_most="planned",
        onsets=("attacks",),
        places=("back-of-thigh", "above-knee"),
        feels=("cramp",),
        pain=(0, 1, 2),
    ),
    "cramp that passes in one leg on the pill": Fact(
        {"clot-risks": ["hormones"]},
        "self-care",
        at_most="self-care",
        onsets=("attacks",),
        places=("back-of-thigh", "above-knee"),
        feels=("cramp",),
        pain=(0, 1, 2),
    ),
    "a tendon that aches for months on the pill": Fact(
        {"clot-risks": ["hormones"], "provokes": ["sitting", "starting"]},
        "self-care",
        at_most="planned",
        onsets=("gradual",),
        days=(120, 200, 400),
        places=("sit-bone",),
        feels=("nagging",),
        pain=(3, 4),
    ),
    "a first strain, nothing else": Fact(
        {"course": "better"},
        "self-care",
        at_most="self-care",
        onsets=("sudden",),
        places=("back-of-thigh",),
        feels=("stab",),
    ),
    "soreness on the third day": Fact(
        {},
        "self-care",
        at_most="self-care",
        onsets=("after-effort",),
        days=(1, 2, 3),
        places=("back-of-thigh",),
        feels=("stiff-sore",),
    ),
    "legs weak for months": Fact(
        {"both-legs-weak": "yes", "legs-weak-since": "long", "which-leg": "both"},
        "urgent",
        at_most="urgent",
        onsets=("gradual",),
        days=(90, 240, 900),
        places=("back-of-thigh",),
        feels=("stiff-sore", "nagging"),
    ),
}


def talk(story: Mapping[str, object]) -> Outcome:
    """The outcome of an interview with a person who answers what is asked, and is asked no more than that."""
    interview = Interview(BASE)
    while (prompt := interview.next()) is not None:
        interview.answer({question.id: story[question.id] for question in prompt.questions})
    return interview.outcome()


def stories(fact: Fact) -> st.SearchStrategy[Mapping[str, object]]:
    return st.builds(
        lambda onset, days, place, feel, pain: {
            **HARMLESS,
            "onset": onset,
            "days-since-start": days,
            "place": [place],
            "feel": [feel],
            "pain": pain,
            **fact.told,
        },
        st.sampled_from(fact.onsets),
        st.sampled_from(fact.days),
        st.sampled_from(fact.places),
        st.sampled_from(fact.feels),
        st.sampled_from(fact.pain),
    )


@pytest.mark.parametrize("name", SERIOUS)
@settings(max_examples=deep.examples(2), deadline=None)
@given(data=st.data())
def test_a_serious_fact_is_asked_for_and_counts(name: str, data: st.DataObject) -> None:
    fact = SERIOUS[name]
    outcome = talk(data.draw(stories(fact)))
    assert RANK[outcome.urgency] >= RANK[fact.at_least]
    still_open = {part.finding for part in outcome.not_ruled_out} | set(outcome.warning_signs)
    still_open |= {condition for condition, status in outcome.conditions.items() if status == "established"}
    if outcome.urgency in ("soon", "planned", "self-care"):
        assert set(fact.not_refuted) <= still_open


@pytest.mark.parametrize("name", ORDINARY)
@settings(max_examples=deep.examples(2), deadline=None)
@given(data=st.data())
def test_what_is_ordinary_is_not_alarmed(name: str, data: st.DataObject) -> None:
    fact = ORDINARY[name]
    outcome = talk(data.draw(stories(fact)))
    assert RANK[fact.at_least] <= RANK[outcome.urgency] <= RANK[fact.at_most]


def test_what_only_tests_show_is_never_asked() -> None:
    told = {"onset": "gradual", "days-since-start": 5, "place": ["back-of-thigh"], "feel": ["nagging"], "pain": 4}
    story = {**HARMLESS, **told}
    interview = Interview(BASE)
    while (prompt := interview.next()) is not None:
        assert not any(question.given for question in prompt.questions)
        interview.answer(
            {question.id: {**story, "clot-risks": ["hormones"]}[question.id] for question in prompt.questions}
        )
    outcome = interview.outcome()
    assert "clot-on-a-scan" not in outcome.answers
    assert {part.finding for part in outcome.not_ruled_out} >= {"clot-signs", "possible-thrombosis"}
    assert outcome.settled


@pytest.mark.parametrize(("shown", "status"), [("yes", "established"), ("no", "refuted")])
def test_who_had_the_leg_tested_may_say_so(shown: str, status: str) -> None:
    story = {"onset": "gradual", "days-since-start": 5, "place": ["back-of-thigh"], "feel": ["nagging"], "pain": 4}
    told = {"clot-risks": ["hormones"], "clot-on-a-scan": shown}
    story = {**HARMLESS, **story, **told}
    interview = Interview(BASE, {"clot-on-a-scan": shown})
    while (prompt := interview.next()) is not None:
        interview.answer({question.id: story[question.id] for question in prompt.questions})
    assert interview.outcome().conditions["possible-thrombosis"] == status
