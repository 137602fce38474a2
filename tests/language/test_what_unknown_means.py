"""What a test says where the answer is not known: of a question that is alarming, neutral, or asks something easier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests import once
from tests.scale import SELF_CARE
from tests.strategies import PATHWAYS, Sketch, Written, every_answer, finding, manifest, pathway, question, rule, text
from triage.cases.project import read_project
from triage.coverage.bitset import case_bitset, positions
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.errors import KnowledgeError
from triage.language.evaluate import Answer, Known, evaluate
from triage.language.model import NEUTRAL

ROOT = Path(__file__).resolve().parents[2]
BECAUSE = {"because": text("because"), "basis": "expert-consensus"}
NEUTRALLY: Written = {"unknown": {"means": "neutral", **BECAUSE}}
EASIER: Written = {
    "unknown": {
        "means": "easier",
        "ask": ["limps", "cries"],
        "reads": [
            {"when": {"limps": "no", "cries": "no"}, "as": {"at-most": 1}},
            {"when": {"limps": "yes", "cries": "no"}, "as": {"at-least": 1, "at-most": 2}},
        ],
        **BECAUSE,
    }
}
CHOOSING: Written = {
    "unknown": {"means": "easier", "ask": "which", "reads": [{"when": {"which": "no"}, "as": ["a", "b"]}], **BECAUSE}
}


def base(*entries: Written, sign: Written | None = None) -> Base:
    """A base with these questions. `sign`: what establishes its warning sign."""
    parts = [
        question("fever", "yes-no"),
        *entries,
        finding("ill", "condition"),
        finding("alarm", "warning-sign"),
        rule("it-is", {"fever": "yes"}, establish="ill"),
        rule("alarms", sign or {"fever": "yes"}, establish="alarm", urgency="urgent"),
        *map(pathway, PATHWAYS),
    ]
    return Sketch(manifest(["ill"]), tuple(parts)).build()


def says(when: Written, answers: dict[str, Answer], *entries: Written) -> bool | None:
    """What a condition says of these answers."""
    made = base(*entries, rule("asks", when, establish="ill"))
    return evaluate(made.rules["asks"].when, Known(answers, {}))


COLOUR = question("colour", "choice")


@pytest.mark.parametrize(
    ("when", "alarming", "neutral"),
    [
        ({"colour": "a"}, None, False),
        ({"not": {"colour": "a"}}, None, True),
        ({"not": {"not": {"colour": "a"}}}, None, False),
        ({"not": {"any": [{"colour": "a"}, {"colour": "b"}]}}, None, True),
        ({"colour": "unknown"}, True, True),
        ({"colour": ["a", "unknown"]}, True, True),
        ({"not": {"colour": ["a", "unknown"]}}, False, False),
        ({"at-least": {"count": 1, "of": [{"colour": "a"}, {"fever": "yes"}]}}, None, None),
    ],
    ids=str,
)
def test_what_speaks_for_nothing_is_as_what_does_not_apply(
    when: Written, alarming: bool | None, neutral: bool | None
) -> None:
    answers: dict[str, Answer] = {"colour": UNKNOWN}
    assert says(when, answers, COLOUR) is alarming
    assert says(when, answers, COLOUR | NEUTRALLY) is neutral
    if "unknown" not in str(when):
        gated = question("colour", "choice", {"fever": "no"})
        made = base(gated, rule("asks", when, establish="ill"))
        without = infer(made, {"fever": "yes", "colour": "a"}) if neutral is not None else None
        assert without is None or ("asks" in without.fired) is neutral


@pytest.mark.parametrize("answer", ["a", "b", "c", None])
def test_an_answer_that_is_known_is_taken_as_it_is(answer: Answer | None) -> None:
    answers = {} if answer is None else {"colour": answer}
    for when in ({"colour": "a"}, {"not": {"colour": ["a", "b"]}}, {"colour": "unknown"}):
        assert says(when, answers, COLOUR | NEUTRALLY) is says(when, answers, COLOUR)


def test_what_bears_on_a_sign_through_the_when_of_another_cannot_speak_for_nothing() -> None:
    other = question("rash", "yes-no", {"colour": "a"})
    with pytest.raises(KnowledgeError, match="it bears on the warning sign `alarm`"):
        base(COLOUR | NEUTRALLY, other, sign={"rash": "yes"})
    assert base(COLOUR | NEUTRALLY, other, sign={"fever": "yes"})


INSTEAD = (question("limps", "yes-no", {"pain": UNKNOWN}), question("cries", "yes-no", {"pain": UNKNOWN}))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        # not asked yet; limps not known; walks and does not cry; limps and does not cry; cries
        ({"pain": {"at-most": 1}}, (None, None, True, None, None)),
        ({"pain": {"at-most": 2}}, (None, None, True, True, None)),
        ({"pain": {"at-least": 1}}, (None, None, None, True, None)),
        ({"pain": {"more-than": 1}}, (None, None, False, None, None)),
        ({"pain": {"at-least": 3}}, (None, None, False, False, None)),
        ({"not": {"pain": {"at-least": 3}}}, (None, None, True, True, None)),
        ({"pain": UNKNOWN}, (True, True, True, True, True)),
    ],
    ids=str,
)
def test_a_number_is_read_off_what_is_asked_instead(when: Written, expected: tuple[bool | None, ...]) -> None:
    entries = (question("pain", "whole") | EASIER, *INSTEAD)
    answered: list[dict[str, Answer]] = [
        {},
        {"limps": UNKNOWN, "cries": "no"},
        {"limps": "no", "cries": "no"},
        {"limps": "yes", "cries": "no"},
        {"limps": "yes", "cries": "yes"},
    ]
    assert tuple(says(when, {"pain": UNKNOWN, **more}, *entries) for more in answered) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [({"colour": ["a", "b"]}, True), ({"colour": "a"}, None), ({"colour": "c"}, False), ({"colour": ["a", "c"]}, None)],
    ids=str,
)
def test_several_answers_are_all_of_them_possible(when: Written, expected: bool | None) -> None:
    entries = (COLOUR | CHOOSING, question("which", "yes-no", {"colour": UNKNOWN}))
    assert says(when, {"colour": UNKNOWN, "which": "no"}, *entries) is expected
    assert says(when, {"colour": UNKNOWN, "which": "yes"}, *entries) is None


def test_what_is_asked_instead_counts_for_nothing_where_the_answer_is_known() -> None:
    entries = (question("pain", "whole") | EASIER, *INSTEAD)
    assert says({"pain": {"at-least": 3}}, {"pain": 4, "limps": "no", "cries": "no"}, *entries) is True


PROJECTS = [
    project
    for outer in (once.project(), *(read_project(ROOT / name) for name in ("examples/ankle", "triage/starter")))
    for project in outer.both
]


@pytest.mark.parametrize(
    ("project", "name"),
    [
        (project, question.id)
        for project in PROJECTS
        for question in project.base.questions.values()
        if question.unknown_means == NEUTRAL
    ],
    ids=lambda part: part if isinstance(part, str) else part.base.id,
)
def test_what_speaks_for_nothing_lifts_nobody_from_home(project: object, name: str) -> None:
    """Not knowing comes to what the most harmless answer comes to, as far as staying at home goes."""
    base, worked = project.base, project.worked  # type: ignore[attr-defined]  # pytest hands it on as it is
    home = [case.answers for case in worked.values()]
    home = [home[bit] for bit in at_home(base, home)]
    assert home
    without = [{other: answer for other, answer in answers.items() if other != name} for answers in home]
    not_known = at_home(base, [{**rest, name: UNKNOWN} for rest in without])
    known = [at_home(base, [{**rest, name: answer} for rest in without]) for answer in few(base, name)]
    assert not_known == set[int]().union(*known)


def at_home(base: Base, cases: Sequence[Mapping[str, Answer]]) -> set[int]:
    """Which of the cases may look after themselves, by their place."""
    return set(positions(case_bitset(base, cases).get(("urgency", SELF_CARE))[0]))


def few(base: Base, name: str) -> list[Answer]:
    of = base.questions[name]
    return [answer for answer in every_answer(of) if answer != UNKNOWN] if of.type != "number" else [of.min, of.max]
