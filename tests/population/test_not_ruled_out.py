"""What could not be ruled out is the same in a column as in the outcome of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import once
from tests.strategies import (
    PATHWAYS,
    Sketch,
    answers,
    finding,
    manifest,
    pathway,
    question,
    rule,
    sketches,
    small_sketches,
    text,
)
from triage.cases.case import load_case
from triage.inference.domain import domains
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Answer
from triage.language.files import case_files
from triage.population import not_ruled_out as module
from triage.population.columns import Columns
from triage.population.not_ruled_out import NotRuledOut


def held_to(base: Base, cases: Sequence[Mapping[str, Answer]]) -> None:
    columns = Columns(base)
    not_ruled_out = NotRuledOut(columns)
    frame = not_ruled_out.open_ends(columns.everything(columns.of_cases(cases)))
    for case, row in zip(cases, frame.to_dicts(), strict=True):
        found = {name for name in not_ruled_out.named if row[f"open:{name}"]}
        assert found == {part.finding for part in infer(base, case).not_ruled_out}, case


def drawn(base: Base, random: Random) -> dict[str, Answer]:
    """Telling answers, the first of each ("no") as often as all others; of some cases nearly all, of others few."""
    share = random.choice((0.3, 0.7, 0.9, 0.97, 1.0))
    case: dict[str, Answer] = {}
    for name, domain in domains(base).items():
        if random.random() < share:
            case[name] = domain.answers[0] if random.random() < 0.5 else random.choice(domain.answers)
    return case


def changed(base: Base, case: Mapping[str, Answer], random: Random) -> dict[str, Answer]:
    """A case in which here and there an answer is left out, is `unknown`, or is another."""
    share = random.choice((0.02, 0.1, 0.3))
    other: dict[str, Answer] = {}
    for name, answer in case.items():
        if random.random() >= share:
            other[name] = answer
        elif random.random() < 0.5:
            other[name] = UNKNOWN if base.questions[name].may_be_unknown else domains(base)[name].answers[-1]
    return other


@given(st.data())
def test_what_could_not_be_ruled_out_is_the_same_on_any_base(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=6)))


@given(st.data())
def test_and_where_every_way_to_go_on_is_tried(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "GUESSES", (0,))  # no guess may find what trying all ways has to
        held_to(base, data.draw(st.lists(answers(base), min_size=1, max_size=20)))


def test_and_on_the_base_that_has_one_of_everything(ankle: Base) -> None:
    random = Random(1)
    held_to(ankle, [drawn(ankle, random) for _ in range(150)])


@pytest.mark.long
def test_and_on_the_shipped_base_of_cases_like_the_worked_ones() -> None:
    base, random = once.base(), Random(2)
    worked = [load_case(base, path).answers for path in random.sample(sorted(case_files()), 30)]
    held_to(base, [*(changed(base, case, random) for case in worked), *(drawn(base, random) for _ in range(15))])


def test_what_is_established_already_matters_no_more_by_another_rule() -> None:
    """Where a preference may still turn who leads, all that could lead counts, but not what is there."""
    case: dict[str, Answer] = {
        "heavy-blow": "no",
        "pop-felt": "no",
        "large-bruise": "yes",
        "onset": "gradual",
        "age": 58,
    }
    held_to(once.base(), [{**case, "feel": ("nagging",)}])


OPEN = Sketch(
    manifest(["tested"]),
    (
        question("never", "yes-no"),
        question("also", "yes-no"),
        question("ache", "number"),
        {**question("test", "choice"), "given": "yes"},
        {**question("many", "choices"), "options": {name: text(name) for name in "abcde"}},
        question("one", "yes-no"),
        question("two", "yes-no"),
        question("asked", "yes-no"),
        finding("pair", "warning-sign"),
        finding("answered", "warning-sign"),
        finding("calm", "warning-sign"),
        finding("no-alarm", "warning-sign"),
        finding("alarm", "warning-sign"),
        finding("tested", "condition"),
        rule("no-alarm", {"never": "no"}, establish="no-alarm"),
        rule("never", {"never": "yes", "finding": "no-alarm"}, urgency="emergency"),
        rule("pair", {"one": "yes", "two": "no"}, establish="pair"),
        rule("pair-hurry", {"finding": "pair"}, urgency="urgent"),
        rule("answered", {"asked": ["yes", "no", "unknown"]}, establish="answered"),
        rule("answered-move", {"finding": "answered"}, pathway="move"),
        rule("calm", {"many": "none"}, establish="calm"),
        rule("never-calm", {"many": list("abcde"), "finding": "calm"}, urgency="emergency"),
        rule("alarm", {"also": "yes", "ache": {"at-least": 3}}, establish="alarm"),
        rule("hurry", {"finding": "alarm"}, urgency="urgent"),
        rule("tested", {"also": "yes", "test": "a"}, establish="tested"),
        rule("rest", {"finding": "tested"}, pathway="rest"),
        *map(pathway, PATHWAYS),
    ),
)
"""A warning sign that can change nothing though the rule after it looks as if it did, and a test that is not asked.
Of `many` there are too many answers to try them all, so that `calm` stays though no answer makes it matter."""


@pytest.mark.parametrize("guesses", [(0,), module.GUESSES])
@pytest.mark.parametrize(
    ("case", "open_ends"),
    [
        ({"also": "no"}, set[str]()),
        ({"also": "no", "never": "unknown"}, {"no-alarm"}),
        ({"also": "yes", "ache": 1}, {"tested"}),
        ({"also": "yes", "never": "no"}, {"alarm", "tested"}),
        ({"also": "yes", "never": "no", "ache": 4, "test": "unknown"}, {"tested"}),
        ({"also": "yes", "never": "no", "test": "b"}, {"alarm"}),
        ({"also": "no", "never": "no", "many": None}, {"calm"}),
        ({"also": "no", "never": "no", "one": None, "two": None}, {"pair"}),
        ({"also": "no", "never": "no", "asked": None}, {"answered"}),
    ],
)
def test_what_can_change_nothing_is_left_out_and_a_test_nobody_is_asked_is_not(
    case: dict[str, Answer | None], open_ends: set[str], guesses: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GUESSES", guesses)
    usual: dict[str, Answer | None] = {"many": (), "one": "no", "two": "yes", "asked": "no"}
    told = {name: answer for name, answer in (usual | case).items() if answer is not None}
    base = OPEN.build()
    held_to(base, [told] * 3)
    columns = Columns(base)
    frame = NotRuledOut(columns).open_ends(columns.everything(columns.of_cases([told])))
    assert {name.removeprefix("open:") for name, column in frame.to_dict().items() if column[0]} == open_ends


def test_and_on_a_base_that_is_told_what_others_concluded() -> None:
    base, random = once.check_in(), Random(4)
    held_to(base, [drawn(base, random) for _ in range(100)])


def test_however_many_rows_and_ways_are_tried_at_once(ankle: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    columns, random = Columns(ankle), Random(3)
    frame = columns.everything(columns.of_cases([drawn(ankle, random) for _ in range(500)]))
    at_once = NotRuledOut(columns).open_ends(frame)
    monkeypatch.setattr(module, "ROWS", 100)
    monkeypatch.setattr(module, "COMPLETIONS", 64)
    for guesses in ((1, 2), (0,)):
        monkeypatch.setattr(module, "GUESSES", guesses)
        assert NotRuledOut(columns).open_ends(frame).equals(at_once)
