"""One fact among harmless ones, asked as a person is asked: growing and overloaded bones, swellings, and old stories.

Each row holds what is told, what varies, and the urgencies between which every interview of it has to end. What an
interview does not ask counts for nothing, so this tests the questions as much as the rules.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests import once
from tests.scale import URGENCIES
from triage import Interview
from triage.inference.outcome import Outcome
from triage.language.base import Base

LEVELS = list(URGENCIES)
"""Most urgent first."""
TALKS = 2
"""Interviews a row."""
HARMLESS: dict[str, Any] = {
    "onset": "sudden",
    "days-since-start": 2,
    "place": ("back-of-thigh",),
    "feel": ("nagging",),
    "pain": 3,
    "which-leg": "one",
    "strength": "normal",
    "mechanism": "something-else",
    "age": 33,
    "sport": "ball-sport",
    "course": "same",
    "cramp-often": "rarely",
    "cramp-after": "gone",
    "about-how-long": "days",
    "walks-far": "yes",
    "eats-enough": "yes",
    "cramp-lets-go": "yes",
}
"""What is not told: otherwise no, or none of these."""
ANY_ONSET = ("sudden", "after-effort", "something-else", "unknown")
HIP_TO_KNEE = (("sit-bone",), ("buttock",), ("back-of-thigh",), ("above-knee",), ("groin",), ("back-of-thigh", "groin"))
FEELS = (("stab",), ("nagging",), ("stiff-sore",), ("cramp",), ("stab", "cramp"))
LATE = (43, 100, 400, 3650)


@dataclass(frozen=True)
class Row:
    note: str
    told: dict[str, Any]
    at_least: str | None = None
    at_most: str | None = None
    varies: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()  # conditions that may not be ruled out
    never: tuple[str, ...] = ()  # conditions that may not be established


YOUNG = {
    "age": tuple(range(12, 19)),
    "place": HIP_TO_KNEE,
    "feel": FEELS,
    "onset": ANY_ONSET,
    "pain": (1, 3, 6),
    "strength": ("normal", "reduced", "unknown"),
    "days-since-start": (0, 3, 10, 30, 90),
    "tender-bone": ((), ("sitting-bone",), "unknown"),
    "sport": ("running", "ball-sport", "other-sport", "no-sport"),
}
BONE = {
    "onset": ANY_ONSET,
    "place": (("groin",), ("buttock",), ("elsewhere",), ("back-of-thigh", "buttock")),
    "feel": (("nagging",), ("stab",), ("stiff-sore",)),
    "days-since-start": (1, 7, 30, 200),
    "sport": ("running", "other-sport", "no-sport"),
}
SLOW = {
    "onset": ("gradual", "something-else", "attacks"),
    "place": (("buttock",), ("back-of-thigh",), ("above-knee",), ("groin",)),
    "days-since-start": (3, 7, 30, 90, 400),
    "age": (25, 50, 77),
    "blood-thinners": ("no", "yes", "unknown"),
    "strength": ("normal", "reduced", "unknown"),
}
OLD = {"days-since-start": LATE, "pain": (1, 3, 6), "feel": (("nagging",), ("stab",), ("stab", "nagging"))}
TEAR = ("strain-grade-1", "strain-grade-2", "strain-grade-3", "complete-rupture")

ROWS = (
    Row("a sprint up to 18", {"mechanism": "sprint"}, "soon", varies=YOUNG, stands=("possible-growth-plate-tear",)),
    Row("a kick up to 18", {"mechanism": "kick-or-jump"}, "soon", varies=YOUNG, stands=("possible-growth-plate-tear",)),
    Row("a split up to 18", {"mechanism": "overstretch"}, "soon", varies=YOUNG, stands=("possible-growth-plate-tear",)),
    Row("a movement up to 18 that is not known", {"mechanism": "unknown"}, "soon", varies=YOUNG),
    Row("a kick up to 18 is asked about", {"mechanism": "kick-or-jump", "age": 17, "feel": ("stab",)}, "soon", "soon",
        asked=("mechanism",)),
    Row("a tender bone up to 18 is asked about", {"age": 17, "feel": ("stab",), "tender-bone": ("sitting-bone",)},
        "urgent", "urgent", asked=("tender-bone",)),
    Row("a kick at an age that is not known", {"mechanism": "kick-or-jump", "age": "unknown"}, "soon",
        varies={key: value for key, value in YOUNG.items() if key != "age"}),
    Row("leg day in two legs at 16", {"age": 16, "onset": "after-effort", "feel": ("stiff-sore",), "which-leg": "both"},
        "self-care", "self-care", varies={"pain": (1, 3, 6), "mechanism": ("sprint", "something-else")}),
    Row("a stab at 30 in a sprint", {"feel": ("stab",), "mechanism": "sprint"}, "self-care", "self-care",
        varies={"age": (19, 30, 60), "place": (("back-of-thigh",), ("above-knee",))}),
    Row("every landing hurts", {"provokes": ("impact",)}, "soon", varies=BONE, stands=("possible-stress-fracture",)),
    Row("every landing hurts, and it is asked", {"provokes": ("impact",), "place": ("buttock",)}, "soon", "soon",
        asked=("provokes",), varies={"onset": ("after-effort", "something-else")}),
    Row("eats too little", {"low-energy": "yes"}, "soon", varies={**BONE, "sport": ("running", "other-sport"),
        "place": (*BONE["place"], ("back-of-thigh",)), "feel": (("nagging",), ("stiff-sore",))},
        stands=("possible-stress-fracture",)),
    Row("takes bone tablets", {"medicines": ("bone-medicine",), "age": 70}, "soon", varies={"onset": ANY_ONSET,
        "place": HIP_TO_KNEE}, stands=("possible-stress-fracture",)),
    Row("new buttock pain at a high age", {"place": ("buttock",), "sport": "no-sport"}, "soon", varies={
        "age": (65, 75, 90), "onset": ("sudden", "something-else")}, stands=("possible-stress-fracture",)),
    Row("a swelling without an injury", {"small-bruise": "yes"}, "soon", varies=SLOW, never=TEAR,
        stands=("possible-infection", "possible-tumour")),
    Row("a large bruise without an injury", {"large-bruise": "yes"}, "soon", varies=SLOW, never=TEAR,
        stands=("possible-deep-bleed", "possible-tumour")),
    Row("a bulge without an injury", {"gap-or-lump": "yes"}, "soon", varies=SLOW, never=TEAR,
        stands=("possible-tumour",)),
    Row("a bulge that grows", {"gap-or-lump": "yes", "growing-lump": "yes"}, "soon", "soon", varies={
        "onset": ANY_ONSET[:3], "days-since-start": (10, 30, 100), "feel": FEELS[:3]}, stands=("possible-tumour",)),
    Row("a mark that stays", {}, "soon", varies={"days-since-start": LATE, "small-bruise": ("yes",),
        "onset": (*ANY_ONSET, "gradual"), "feel": FEELS[:3]}, stands=("possible-tumour",)),
    Row("a cramp in bed that still hurts", {"onset": "attacks", "feel": ("cramp",), "cramp-when": ("night",),
        "cramp-after": "still-hurts"}, "soon", never=TEAR, varies={"age": (25, 50, 77), "days-since-start": (1, 9)}),
    Row("a split of six weeks ago", {"place": ("sit-bone",), "mechanism": "overstretch"}, "urgent",
        varies={"days-since-start": (0, 20, 42, "unknown"), "pain": (1, 5)}),
    Row("a split of long ago, strong", {"place": ("sit-bone",), "mechanism": "overstretch"}, "planned", "planned",
        varies={**OLD, "days-since-start": LATE[1:]}),
    Row("a pull of long ago, weak", {"strength": "reduced"}, "soon", "soon", varies={**OLD, "pop-felt": ("yes", "no"),
        "mechanism": ("sprint", "overstretch"), "place": (("sit-bone",), ("back-of-thigh",)), "age": (25, 45, 70)}),
    Row("a pop and a bruise of long ago", {"pop-felt": "yes", "large-bruise": "yes"}, "soon", "soon", varies=OLD),
    Row("a bulge of long ago", {"gap-or-lump": "yes"}, "soon", "soon", varies={**OLD, "blood-thinners": ("no", "yes"),
        "strength": ("normal", "reduced", "very-weak", "unknown")}),
    Row("a blow of long ago", {"heavy-blow": "yes"}, "soon", "soon", varies={**OLD, "age": (20, 50, 80),
        "blood-thinners": ("no", "yes", "unknown"), "hard-after-blow": ("no", "yes")}),
    Row("a kick of three weeks ago with a hard lump", {"heavy-blow": "yes", "gap-or-lump": "yes"}, "soon", "soon",
        varies={"days-since-start": (14, 21, 30), "strength": ("normal", "reduced", "unknown"),
        "hard-after-blow": ("yes", "no", "unknown"), "large-bruise": ("yes", "no")}),
    Row("soreness of long ago", {"onset": "after-effort", "feel": ("stiff-sore",), "pain": 8, "which-leg": "both"},
        "soon", "soon", varies={"days-since-start": (15, 60, 400)}),
    Row("groin pain of long ago at a high age", {"place": ("groin",), "sport": "no-sport"}, "soon", "soon",
        varies={"age": (65, 80), "days-since-start": LATE, "onset": ("sudden", "something-else"),
        "blood-thinners": ("yes", "no")}),
)  # fmt: skip


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


def harmless(base: Base, question: str) -> Any:
    return HARMLESS.get(question, () if base.questions[question].type == "choices" else "no")


def talk(base: Base, answers: dict[str, Any]) -> tuple[Outcome, set[str]]:
    """What comes of answering all that is asked, and what was asked."""
    interview = Interview(base)
    asked: set[str] = set()
    while (prompt := interview.next()) is not None:
        given = {name: answers.get(name, harmless(base, name)) for name in (part.id for part in prompt.questions)}
        asked |= given.keys()
        interview.answer(given)
    return interview.outcome(), asked


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.note)
def test_one_fact_among_harmless_ones(base: Base, row: Row) -> None:
    chance = random.Random(row.note)
    for _ in range(TALKS if row.varies else 1):
        answers = {**row.told, **{name: chance.choice(values) for name, values in row.varies.items()}, **row.told}
        outcome, asked = talk(base, answers)
        ends = (answers, outcome.urgency, outcome.leading, outcome.fired)
        level = LEVELS.index(outcome.urgency)
        assert row.at_least is None or level <= LEVELS.index(row.at_least), ends
        assert row.at_most is None or level >= LEVELS.index(row.at_most), ends
        assert set(row.asked) <= asked, ends
        assert [name for name in row.stands if outcome.conditions[name] == "refuted"] == [], ends
        assert [name for name in row.never if outcome.conditions[name] == "established"] == [], ends
