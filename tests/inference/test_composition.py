"""Which lines somebody reads: by answers, by what a case comes to, and by what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small import base, caution, exercise, line, phase, safety_net
from tests.strategies import Written, pathway
from triage.inference.domain import domains
from triage.inference.outcome import Outcome, infer
from triage.language.base import Base
from triage.language.errors import KnowledgeError

HOME: Mapping[str, object] = {"fever": "no", "pain": 3, "worse": "no"}
ILL: Mapping[str, object] = {"fever": "yes"}
NOTHING: Mapping[str, object] = {}


def read(outcome: Outcome, of: Base) -> set[str]:
    """What is read now: the lines of the current phase, cautions and safety nets, in their English words."""
    lines = [item.text for part in outcome.phases if part.state == "current" for item in (*part.do, *part.avoid)]
    lines += [of.cautions[name].text for name in outcome.cautions]
    lines += [of.safety_net[name].text for name in outcome.safety_net]
    return {text["en"].removesuffix(" in English") for text in lines}


FITS: dict[str, tuple[Written, list[Mapping[str, object]]]] = {
    "one urgency": ({"urgency": "urgent"}, [ILL]),
    "several urgencies": ({"urgency": ["urgent", "self-care"]}, [ILL, HOME]),
    "up to an urgency": ({"urgency": {"at-most": "soon"}}, [HOME, NOTHING]),
    "from an urgency on": ({"urgency": {"at-least": "soon"}}, [ILL, NOTHING]),
    "a leading condition": ({"leading": "sore"}, [HOME]),
    "no leading condition": ({"leading": "none"}, [ILL, NOTHING]),
    "a pathway": ({"pathway": "rest"}, [HOME]),
    "what is open": ({"open": "ill"}, [NOTHING]),
    "one of what is open": ({"open": ["ill", "sore"]}, [NOTHING, ILL]),
    "all of several keys": ({"urgency": "soon", "open": "ill"}, [NOTHING]),
    "none of what is under not": ({"not": {"urgency": "soon"}}, [ILL, HOME]),
    "none of several": ({"not": {"urgency": "soon", "pathway": "rest"}}, [ILL]),
    "every outcome": ("every-outcome", [HOME, ILL, NOTHING]),  # type: ignore[dict-item]  # the one word
}


@pytest.mark.parametrize(("fits", "where"), FITS.values(), ids=FITS)
def test_a_line_is_for_the_outcomes_that_it_names(fits: Written, where: list[Mapping[str, object]]) -> None:
    every = [{"pain": {"at-least": 0}}, {"pain": "unknown"}, {"fever": ["yes", "no", "unknown"]}]
    of = base(caution("mind", {"any": every}, **{"for": fits}), safety_net("call", {"any": every}, **{"for": fits}))
    for answers in (HOME, ILL, {"fever": "unknown"}):
        outcome = infer(of, answers)
        expected = any(infer(of, one).urgency == outcome.urgency for one in where)
        assert read(outcome, of) & {"mind", "call"} == ({"mind", "call"} if expected else set()), answers


def test_a_caution_is_for_home_unless_it_says_otherwise() -> None:
    of = base(
        {key: part for key, part in caution("mind", {"fever": ["yes", "no"]}).items() if key != "for"},
        caution("always", {"fever": ["yes", "no"]}),
    )
    assert read(infer(of, HOME), of) >= {"mind", "always"}
    assert read(infer(of, ILL), of) & {"mind", "always"} == {"always"}


def resting(*lines: Written, avoid: tuple[Written, ...] = (), **more: object) -> Written:
    return pathway("rest", [phase("first", do=[*lines], avoid=[*avoid], lasts={"nl": "even", "en": "so"}, **more)])


def test_the_more_careful_line_is_read_alone_where_the_base_says_so() -> None:
    """Within a phase, beside a caution, and a caution beside a line; whatever gives way is back where nothing is
    more careful."""
    of = base(
        resting(
            line("warm it", about="heat"), line("walk", about="walking"), avoid=(line("no heat", HURT, about="heat"),)
        ),
        subjects={"heat": True, "walking": True},
    )
    assert read(infer(of, HOME), of) == {"no heat", "walk"}
    assert read(infer(of, {**HOME, "pain": 1}), of) == {"warm it", "walk"}
    of = base(
        resting(line("warm it", about="heat")),
        caution("ask-about-heat", HURT, about="heat", stance="ask-first"),
        subjects={"heat": True},
    )
    assert read(infer(of, HOME), of) == {"ask-about-heat"}
    of = base(
        resting(avoid=(line("no heat", about="heat"),)),
        caution("ask-about-heat", HURT, about={"heat": "ask-first"}),
        subjects={"heat": True},
    )
    assert read(infer(of, HOME), of) == {"no heat"}


HURT: Written = {"pain": {"at-least": 2}}


def test_an_exercise_gives_way_too() -> None:
    of = base(
        {**exercise("hop"), "about": "jumping"},
        resting(avoid=(line("no jumps", HURT, about="jumping"),), exercises=["hop"]),
        subjects={"jumping": True},
    )
    assert [part.exercises for part in infer(of, HOME).phases] == [(), ()]
    assert [part.exercises for part in infer(of, {**HOME, "pain": 1}).phases] == [("hop",), ()]


def test_another_phase_does_not_silence_this_one() -> None:
    of = base(
        pathway(
            "rest",
            [
                phase("first", do=[line("warm it", about="heat")], until={"pain": {"at-most": 1}}),
                phase("second", avoid=[line("no heat", about="heat")], lasts={"nl": "even", "en": "so"}),
            ],
        ),
        subjects={"heat": True},
    )
    first, second, _ = infer(of, HOME).phases
    assert ([item.text["en"] for item in first.do], len(second.avoid)) == (["warm it in English"], 1)


WRONG: dict[str, tuple[Written, str]] = {
    "no such subject": (line("x", about="heta"), "unknown subject `heta`; did you mean `heat`?"),
    "a stance on nothing": (line("x", stance="do"), "a `stance` needs an `about`: a stance on what?"),
    "two stances": (line("x", about={"heat": "do"}, stance="do"), "the stance stands under `about` already"),
    "no such stance": (
        line("x", about={"heat": "maybe"}),
        "a stance is `maybe`; expected one of `do`, `ask-first`, `avoid`",
    ),
    "one line that gives way and must stay": (
        line("x", about={"heat": "do", "massage": "avoid"}),
        "this line gives way to a more careful one on `heat`, and with it goes what it says of `massage`; "
        "write two lines",
    ),
    "for nothing": (line("x", **{"for": {}}), "`for` is empty; write `every-outcome` where that is meant"),
    "for a word": (line("x", **{"for": "soon"}), "`for` must say which outcomes, such as `{urgency: soon}`"),
    "for an unknown key": (
        line("x", **{"for": {"urgncy": "soon"}}),
        "`for` has no key `urgncy`; did you mean `urgency`?",
    ),
    "for no such level": (line("x", **{"for": {"urgency": "sonn"}}), "unknown urgency `sonn`; did you mean `soon`?"),
    "for no level": (
        line("x", **{"for": {"urgency": {"at-least": "soon", "at-most": "planned"}}}),
        "the lower bound is above the upper one, so this never holds",
    ),
    "for no such condition": (line("x", **{"for": {"leading": "hurts"}}), "unknown condition `hurts`"),
    "for an open question": (line("x", **{"for": {"open": "fever"}}), "unknown finding `fever`"),
}


@pytest.mark.parametrize(("entry", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_line_is_said_at_its_place(entry: Written, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        base(resting(entry), subjects={"heat": True, "massage": False})
    assert message in str(caught.value)


def test_a_caution_about_something_says_which_way() -> None:
    with pytest.raises(KnowledgeError, match="nothing says what to do about it; add a `stance`"):
        base(caution("mind", {"fever": "yes"}, about="heat"), subjects={"heat": False})


STANCES = st.sampled_from(["do", "ask-first", "avoid"])


@st.composite
def advised(draw: st.DrawFn) -> Base:
    """The small base with lines of any stance on two subjects, in two phases and around them."""

    def some() -> Written:
        subject = draw(st.sampled_from(["heat", "cold"]))
        when = draw(st.sampled_from([None, HURT, {"fever": "no"}, {"pain": {"at-most": 4}}]))
        fits: Written = draw(
            st.sampled_from([{}, {"for": {"urgency": "self-care"}}, {"for": {"not": {"leading": "sore"}}}])
        )
        return line("x", when, about={subject: draw(STANCES)}, **fits)

    phases = [
        phase("first", do=[some() for _ in range(3)], until={"pain": {"at-most": 2}}),
        phase("second", do=[some() for _ in range(3)], lasts={"nl": "even", "en": "so"}),
    ]
    around = [
        caution(f"mind-{n}", draw(st.sampled_from([HURT, {"fever": "no"}])), about={"heat": draw(STANCES)})
        for n in range(2)
    ]
    return base(pathway("rest", phases), *around, subjects={"heat": True, "cold": True})


@settings(max_examples=60)
@given(advised(), st.data())
def test_nobody_reads_two_stances_where_the_careful_prevail(of: Base, data: st.DataObject) -> None:
    answers = {name: data.draw(st.sampled_from(domain.answers)) for name, domain in domains(of).items()}
    outcome = infer(of, answers)
    for part in outcome.phases:
        lines = [dict(item.about) for item in part.do]
        if part.state == "current":
            lines += [dict(of.cautions[name].about) for name in outcome.cautions]
        for subject in of.subjects:
            assert len({about[subject] for about in lines if subject in about}) <= 1
