"""What a change of knowledge means: every change of outcome there is, and none that there is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import deep, once
from tests.engines import decision
from tests.small import base, exercise, phase
from tests.strategies import Written, answers, finding, question, rule, sketches, text
from tests.strategies import pathway as written_pathway
from triage.coverage.bitset import changed
from triage.coverage.mutants import mutants
from triage.difference.difference import ASPECTS, Comparison, Example, OutcomeChange, compare, sample
from triage.difference.outcome_changes import outcome_changes
from triage.difference.parts import as_taken, one_sided, part_changes
from triage.inference.reference import conclude
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import shipped
from triage.language.load import load

Kind = tuple[str, str, str]


def of(old: Base, new: Base, **cases: Mapping[str, Answer]) -> Comparison:
    return compare(old, new, cases, outcome_changes, size=200)


def kinds(found: Iterable[OutcomeChange]) -> set[Kind]:
    return {(change.aspect, change.old, change.new) for change in found}


def moved(old: Base, new: Base, case: Mapping[str, Answer]) -> set[Kind]:
    """How the outcome of one case differs, by evaluating it under both."""
    before = decision(old, conclude(old, as_taken(old, new, case)))
    after = decision(new, conclude(new, as_taken(new, old, case)))
    pairs = zip(ASPECTS, before, after, strict=True)
    return {(aspect, one or "", other or "") for aspect, one, other in pairs if one != other}


# One change each


@dataclass(frozen=True)
class Edit:
    """One change of the small sound base (with `also` in it on both sides), and all that it brings about."""

    note: str
    entries: Sequence[Written] = ()
    without: tuple[str, ...] = ()
    also: Sequence[Written] = ()
    conditions: tuple[str, ...] = ("sore",)
    changes: frozenset[Kind] = frozenset()
    lowers: bool = False
    behind: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


PLACE = question("place", "choice")
AT_A = rule("at-a", {"place": "a"}, urgency="emergency")
EDITS = (
    Edit("nothing"),
    Edit(
        "a text",
        [{**rule("pain-hurts", {"pain": {"at-least": 1}}, establish="hurts"), "because": text("another reason")}],
        others=("rule pain-hurts because",),
    ),
    Edit(
        "another way to say the same",
        [rule("pain-hurts", {"not": {"pain": {"less-than": 1}}}, establish="hurts")],
    ),
    Edit(
        "advice",
        [written_pathway("rest", [phase("first", lasts=text("a week"))]), exercise("stretch")],
        others=("exercise stretch", "pathway rest first/lasts,first/do,first/move-on"),
    ),
    Edit(
        "a threshold moved",
        [rule("pain-hurts", {"pain": {"at-least": 2}}, establish="hurts")],
        changes=frozenset(
            {
                ("urgency", "self-care", "soon"),
                ("leading", "sore", ""),
                ("pathway", "rest", "see-someone"),
                ("pathway", "move", "see-someone"),
            }
        ),
        behind=("pain-hurts",),
    ),
    Edit(
        "an urgency lowered",
        [rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="soon")],
        changes=frozenset({("urgency", "urgent", "soon")}),
        lowers=True,
        behind=("fever-is-ill",),
    ),
    Edit(
        "a rule removed",
        without=("sore-at-home",),
        changes=frozenset({("urgency", "self-care", "soon"), ("pathway", "rest", "move")}),
        behind=("sore-at-home",),
    ),
    Edit(
        "a rule added that makes it less urgent",
        [rule("hurting-at-home", {"finding": "hurts"}, urgency="self-care")],
        changes=frozenset({("urgency", "soon", "self-care")}),
        lowers=True,
        behind=("hurting-at-home",),
    ),
    Edit(
        "a question that always applies now",
        [question("worse", "yes-no")],
        # Nobody answers `worse: no` without pain to any effect: soreness asks for hurting too.
    ),
    Edit(
        "a question replaced by another",
        [question("hot", "yes-no"), rule("fever-is-ill", {"hot": "yes"}, establish="ill", urgency="urgent")],
        without=("fever",),
        changes=frozenset(
            {
                ("urgency", "urgent", "soon"),
                ("urgency", "urgent", "self-care"),
                ("urgency", "soon", "urgent"),
                ("urgency", "self-care", "urgent"),
                ("urgency", "soon", "self-care"),
                ("urgency", "self-care", "soon"),
                ("pathway", "rest", "move"),
                ("pathway", "move", "rest"),
            }
        ),
        lowers=True,
        one_sided=("old fever question", "new hot question"),
    ),
    Edit(
        "an option added",
        [
            {**PLACE, "options": {name: text(name) for name in "abcd"}},
            rule("at-a", {"place": ["a", "d"]}, urgency="emergency"),
        ],
        also=[PLACE, AT_A],
        changes=frozenset({("urgency", level, "emergency") for level in ("soon", "urgent", "self-care")}),
        one_sided=("new place options d",),
    ),
    Edit(
        "an option gone",
        [{**PLACE, "options": {name: text(name) for name in "bc"}}, rule("at-a", {"place": "c"}, urgency="emergency")],
        also=[PLACE, AT_A],
        changes=frozenset(
            {("urgency", level, "emergency") for level in ("soon", "urgent", "self-care")}
            | {("urgency", "emergency", level) for level in ("soon", "urgent", "self-care")}
        ),
        lowers=True,
        behind=(),
        one_sided=("old place options a",),
    ),
    Edit(
        "a condition renamed",
        [
            finding("tender", "condition") | {"name": text("sore")},
            rule("better-is-sore", {"finding": "hurts", "worse": "no"}, establish="tender", pathway="move"),
            rule("sore-at-home", {"finding": "tender"}, urgency="self-care", pathway="rest"),
        ],
        without=("sore",),
        conditions=("tender",),
        changes=frozenset({("leading", "sore", "tender")}),
    ),
)


def sides(edit: Edit) -> tuple[Base, Base]:
    return (
        base(*edit.also),
        base(*edit.also, *edit.entries, without=edit.without, conditions=edit.conditions),
    )


@pytest.mark.parametrize("edit", EDITS, ids=[edit.note for edit in EDITS])
def test_what_one_change_means(edit: Edit) -> None:
    old, new = sides(edit)
    found = of(old, new)
    assert kinds(found.changes) == edit.changes
    assert bool(found.lowering) == edit.lowers
    assert found.changes[: len(found.lowering)] == found.lowering, "what is less urgent comes first"
    if edit.behind:
        assert all([part.id for part in change.behind] == list(edit.behind) for change in found.changes)
    sided = [" ".join((each.side, each.question, each.what, *each.detail)) for each in found.one_sided]
    assert sided == list(edit.one_sided)
    if edit.others:
        said = [f"{part.kind} {part.id} {','.join(part.fields)}".strip() for part in found.parts if not part.decides]
        assert said == list(edit.others)
    for change in found.changes:
        assert (change.aspect, change.old, change.new) in moved(old, new, change.example.answers)


def test_an_example_is_of_answers_that_both_take_wherever_there_is_one() -> None:
    old, new = (
        base(PLACE, AT_A),
        base({**PLACE, "options": {name: text(name) for name in "bc"}}, without=("sore-at-home",)),
    )
    among = {
        change.new: change.example.among for change in of(old, new).changes if change.old in ("emergency", "self-care")
    }
    assert among == {"soon": "both", "urgent": "one-sided"}
    options = {**PLACE, "options": {name: text(name) for name in "bc"}}
    gone = of(base(PLACE, AT_A), base(options))
    assert {change.example.among for change in gone.changes} == {"one-sided"}
    assert all(change.example.old["place"] == "a" and "place" not in change.example.new for change in gone.changes)


@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit.changes], ids=lambda edit: edit.note)
def test_of_many_kinds_an_example_is_small_and_an_urgency_has_the_smallest(
    edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = sides(edit)
    every = {(change.aspect, change.old, change.new): change.example for change in outcome_changes(old, new)}
    assert all(example.smallest for example in every.values())
    monkeypatch.setattr("triage.difference.outcome_changes.MANY", 0)
    few = {(change.aspect, change.old, change.new): change.example for change in outcome_changes(old, new)}
    assert few.keys() == every.keys()
    for kind, example in few.items():
        assert example.smallest == (kind[0] == "urgency")
        assert example.among == every[kind].among
        assert len(example.answers) >= len(every[kind].answers)
        assert kind in shifted(old, new, example)
        if example.smallest:
            assert example == every[kind]
        for name in example.answers:
            assert kind not in shifted(old, new, without(example, name)) or example.smallest
    assert {(s.aspect, s.old, s.new): s.example for s in outcome_changes(old, new, smallest=True)} == every


def test_what_was_counted_is_told_before_the_solver_begins() -> None:
    old, new = sides(next(edit for edit in EDITS if edit.note == "an urgency lowered"))
    order: list[str] = []

    def solve(one: Base, other: Base) -> list[OutcomeChange]:
        order.append("solver")
        return list(outcome_changes(one, other))

    case = {"fever": "yes"}
    made = compare(old, new, {"ill": case}, solve, size=20, tell=lambda *counts: order.append(str(counts)))
    assert order == [str((made.worked, made.sample)), "solver"]
    assert made.worked.less_urgent == 1


def test_how_far_it_is_goes_up_to_all_kinds(ankle: Base) -> None:
    rules = [name for name, one in ankle.rules.items() if one.urgency == "emergency"]
    new = replace(ankle, rules={name: one for name, one in ankle.rules.items() if name != rules[0]})
    seen: list[tuple[int, int]] = []
    count = len(list(outcome_changes(ankle, new, progress=lambda done, of: seen.append((done, of)))))
    assert count
    assert seen == [(number, count) for number in range(count + 1)]


def shifted(old: Base, new: Base, example: Example) -> set[Kind]:
    """How the outcome of an example differs, each base hearing its own answers."""
    pairs = zip(
        ASPECTS, decision(old, conclude(old, example.old)), decision(new, conclude(new, example.new)), strict=True
    )
    return {(aspect, one or "", other or "") for aspect, one, other in pairs if one != other}


def without(example: Example, question: str) -> Example:
    old, new = (
        {name: answer for name, answer in side.items() if name != question} for side in (example.old, example.new)
    )
    return replace(example, old=old, new=new)


def test_only_contradictory_answers_are_called_so() -> None:
    odd: Written = {"contradiction": "odd", "when": {"fever": "yes", "pain": {"at-most": 0}}, "ask": text("odd")}
    extra = rule("odd-one", {"fever": "yes", "pain": {"at-most": 0}}, urgency="emergency")
    (change,) = of(base(odd), base(odd, extra)).changes
    assert (change.old, change.new, change.example.among) == ("urgent", "emergency", "contradictory")


@pytest.mark.parametrize("bound", [1, 1.5, 2.5])
def test_numbers_that_were_whole_and_no_longer_are(bound: float) -> None:
    when = {"days": {"more-than": bound}}
    old = base(question("days", "whole"), rule("long", when, urgency="emergency"))
    new = base(question("days", "number"), rule("long", when, urgency="emergency"))
    found = of(old, new)
    assert kinds(found.changes) == {("urgency", level, "emergency") for level in ("soon", "urgent", "self-care")}
    assert {change.example.among for change in found.changes} == {"one-sided"}
    assert [(each.side, each.what) for each in found.one_sided] == [("new", "whole")]
    back = of(
        new, base(question("days", "whole"), rule("long", {"days": {"more-than": bound + 1}}, urgency="emergency"))
    )
    assert "both" in {change.example.among for change in back.changes}, "a whole number of which both hear"


def test_worked_cases_are_counted_by_name() -> None:
    old, new = base(), base(rule("fever-is-ill", {"fever": "yes"}, establish="ill", urgency="soon"))
    found = of(old, new, hot={"fever": "yes"}, cold={"fever": "no"}, gone={"fever": "yes", "no-such-question": "a"})
    (change,) = found.changes
    assert change.worked == ("hot", "gone")
    assert (found.worked.total, found.worked.any, found.worked.less_urgent) == (3, 2, 2)
    assert found.worked.changed == {"urgency": 2, "leading": 0, "pathway": 0}
    assert change.sampled == found.sample.any == found.sample.less_urgent > 0


def test_a_renamed_condition_is_known_by_its_content() -> None:
    renamed = EDITS[-1]
    found = of(base(), base(*renamed.entries, without=renamed.without, conditions=renamed.conditions))
    (change,) = found.changes
    assert found.renamed(change)
    assert [(part.id, part.was) for part in found.parts if part.change == "renamed"] == [("tender", "sore")]


def test_a_base_is_no_different_from_itself(ankle: Base) -> None:
    found = of(ankle, ankle)
    assert (found.changes, found.parts, found.one_sided) == ((), (), ())
    assert found.sample.any == 0


def test_where_a_base_is_written_down_is_no_difference(tmp_path: Path) -> None:
    shipped_base = once.base()
    for file in shipped().rglob("*.yaml"):
        within = file.relative_to(shipped())
        if within.parts[0] not in ("cases", "check-in"):
            copy = tmp_path / within
            copy.parent.mkdir(exist_ok=True)
            copy.write_text("# Everything a line further down.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    phases = [phase for pathway in shipped_base.pathways.values() for phase in pathway.phases]
    assert any(item.met for phase in phases for item in phase.move_on)
    assert part_changes(shipped_base, load(tmp_path)) == ()


# Laws


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Base, Base]:
    """A base and what one or two mistakes make of it, or two that have only names in common."""
    old = draw(sketches()).build()
    if draw(st.integers(0, 2)) == 0:
        return old, draw(sketches()).build()
    new = old
    for _ in range(draw(st.integers(1, 2))):
        new = changed(new, draw(st.sampled_from(list(mutants(new)))).change)
    return old, new


@given(st.data())
@settings(max_examples=deep.examples(15))
@pytest.mark.long
def test_every_difference_is_reported_and_every_report_is_true(data: st.DataObject) -> None:
    old, new = data.draw(pairs())
    found = list(outcome_changes(old, new))
    for change in found:
        before = decision(old, conclude(old, change.example.old))
        after = decision(new, conclude(new, change.example.new))
        number = ASPECTS.index(change.aspect)
        assert (before[number] or "", after[number] or "") == (change.old, change.new)
        if change.example.among != "one-sided":
            assert change.example.old == change.example.new
        if set(old.questions) == set(new.questions) and not one_sided(old, new):
            assert change.example.among != "one-sided"
    assert len(kinds(found)) == len(found)
    cases = [*sample(old, new, (), 60, 1), *(data.draw(answers(side)) for side in (old, new))]
    for case in cases:
        assert moved(old, new, case) <= kinds(found)


@given(st.data())
@settings(max_examples=deep.examples(8))
def test_counts_are_those_of_evaluating_one_by_one(data: st.DataObject) -> None:
    old, new = data.draw(pairs())
    found = compare(old, new, {}, outcome_changes, size=40, seed=3)
    every = [moved(old, new, case) for case in sample(old, new, (), 40, 3)]
    assert found.sample.any == sum(map(bool, every))
    for change in found.changes:
        assert change.sampled == sum((change.aspect, change.old, change.new) in kinds_of for kinds_of in every)
    for part in {part for change in found.changes for part in change.behind}:
        assert part.decides


def test_the_sample_is_the_same_for_a_seed(ankle: Base) -> None:
    def drawn(seed: int) -> list[dict[str, Answer]]:
        return list(sample(ankle, ankle, (), 20, seed))

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_mutant_is_behind_its_own_changes(ankle: Base) -> None:
    every = [mutant for mutant in mutants(ankle) if mutant.kind == "rule"]
    for mutant in Random(5).sample(every, 12):
        new = changed(ankle, mutant.change)
        found = of(ankle, new)
        assert [part.id for part in part_changes(ankle, new)] == [mutant.id]
        assert all([part.id for part in change.behind] == [mutant.id] for change in found.changes)


def test_an_order_of_precedence_can_be_what_lies_behind() -> None:
    entries = [finding("bruised", "condition"), rule("pain-bruises", {"pain": {"at-least": 1}}, establish="bruised")]
    old = base(*entries, conditions=("sore", "bruised"))
    found = of(old, replace(old, condition_order=("bruised", "sore")))
    assert kinds(found.changes) == {("leading", "sore", "bruised")}
    assert [(part.kind, part.fields) for part in found.changes[0].behind] == [("base", ("condition-order",))]
