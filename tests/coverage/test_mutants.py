"""Each kind of mistake, made in a small condition."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.strategies import PATHWAYS, Sketch, Written, finding, manifest, pathway, question, rule
from triage.coverage.bitset import changed
from triage.coverage.mutants import Mutant, mutants
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, All, Found


def base_with(when: Written, gate: Written | None = None, **then: object) -> Base:
    """A base with one rule, `made`; `sure` (yes or no) must be known."""
    entries = [
        question("sure", "yes-no", must_know=True),
        question("fever", "yes-no"),
        question("side", "choice"),
        question("marks", "choices"),
        question("pain", "whole"),
        *([question("gated", "yes-no", gate)] if gate else []),
        finding("sign"),
        finding("other", "condition"),
        rule("sign-found", {"sure": "yes"}, establish="sign"),
        rule("other-found", {"sure": "no"}, establish="other"),
        rule("made", when, **(then or {"urgency": "emergency"})),
        *map(pathway, PATHWAYS),
    ]
    return Sketch(manifest(["other"]), tuple(entries)).build()


def of_made(base: Base) -> list[Mutant]:
    return [mutant for mutant in mutants(base) if mutant.id == "made"]


def mistakes(base: Base) -> dict[str, list[str]]:
    """The mutants of the condition of `made`: by operator, what stands there instead."""
    found: dict[str, list[str]] = {}
    for mutant in of_made(base):
        if mutant.operator not in ("removed", "lowered", "left-out"):
            found.setdefault(mutant.operator, []).append(str(mutant.now or f"without {mutant.was}"))
    return found


@pytest.mark.parametrize(
    ("when", "made"),
    [
        ({"sure": "yes"}, {"negated": ["not (sure: yes)"], "widened": ["sure: yes or no"]}),
        (
            {"fever": "yes"},
            {"negated": ["not (fever: yes)"], "widened": ["fever: yes or no", "fever: yes or unknown"]},
        ),
        (
            {"side": ["a", "b"]},
            {
                "negated": ["not (side: a or b)"],
                "widened": ["side: a or b or c", "side: a or b or unknown"],
                "narrowed": ["side: a"],
            },
        ),
        (
            {"side": "c"},
            {"negated": ["not (side: c)"], "widened": ["side: c or a", "side: c or unknown"]},
        ),
        (
            {"side": ["a", "unknown"]},
            {"negated": ["not (side: a or unknown)"], "widened": ["side: a or unknown or b"], "narrowed": ["side: a"]},
        ),
        ({"marks": "a"}, {"negated": ["not (marks has a)"], "widened": ["marks has a or b"]}),
        (
            {"marks": ["a", "b"]},
            {
                "negated": ["not (marks has a or b)"],
                "widened": ["marks has a or b or none"],
                "narrowed": ["marks has a"],
            },
        ),
        (
            {"pain": {"at-least": 2, "at-most": 3}},
            {
                "negated": ["not (2 <= pain <= 3)"],
                "moved": ["1 <= pain <= 3", "2 <= pain <= 2", "3 <= pain <= 3", "2 <= pain <= 4"],
                "unbounded": ["pain <= 3"],  # 4 is the most that can be answered: no upper bound is the same as 4
            },
        ),
        ({"finding": "sign"}, {"negated": ["not (sign)"]}),
        ({"not": {"finding": "sign"}}, {"negated": ["sign"]}),
        (
            {"finding": "sign", "sure": "yes"},
            {
                "dropped": ["without sign", "without sure: yes"],
                "swapped": ["sign or sure: yes"],
                "negated": ["not (sign)", "not (sure: yes)"],
                "widened": ["sure: yes or no"],
            },
        ),
        (
            {"at-least": {"count": 2, "of": [{"finding": "sign"}, {"finding": "other"}, {"sure": "yes"}]}},
            {
                "dropped": ["without sign", "without other", "without sure: yes"],
                "counted": [
                    "at least 1 of (sign; other; sure: yes)",
                    "at least 3 of (sign; other; sure: yes)",
                ],
                "negated": ["not (sign)", "not (other)", "not (sure: yes)"],
                "widened": ["sure: yes or no"],
            },
        ),
    ],
    ids=str,
)
def test_mistakes_in_a_condition(when: Written, made: dict[str, list[str]]) -> None:
    assert mistakes(base_with(when)) == made


def test_a_bound_moved_beyond_what_can_be_answered_is_no_mistake() -> None:
    assert mistakes(base_with({"pain": {"at-least": 1}}))["moved"] == ["0 <= pain", "2 <= pain"]
    assert mistakes(base_with({"pain": {"at-most": 4}})).get("moved") == ["pain <= 3"]


def test_a_rule_is_removed_lowered_and_loses_each_consequence() -> None:
    base = base_with({"finding": "sign"}, urgency="urgent", pathway="rest")
    found = [(mutant.operator, str(mutant.was), mutant.now) for mutant in of_made(base) if mutant.operator != "negated"]
    assert found == [
        ("removed", "made", None),
        ("lowered", "urgent", "soon"),
        ("left-out", "urgent", None),
        ("left-out", "rest", None),
    ]


def test_an_urgency_below_the_default_comes_with_the_guard_of_the_language() -> None:
    base = base_with({"finding": "sign"}, urgency="soon")
    [lowered] = [mutant for mutant in of_made(base) if mutant.operator == "lowered"]
    rule = changed(base, lowered.change).rules["made"]
    assert (rule.urgency, rule.guarded, rule.when) == ("planned", True, All((Found("sign"), Found(ALL_CLEAR))))


def test_a_demand_that_the_loader_would_refuse_beside_a_finding_goes() -> None:
    base = base_with({"sure": "yes"}, urgency="soon", establish="other")
    [lowered] = [mutant for mutant in of_made(base) if mutant.operator == "lowered"]
    rule = changed(base, lowered.change).rules["made"]
    assert (rule.urgency, rule.establish) == (None, ("other",))
    assert not rule.guarded  # a mistake more in it must not bring a guard: the finding may be a warning sign


def test_the_guard_of_the_language_stays() -> None:
    base = base_with({"sure": "yes", "finding": "sign"}, urgency="self-care")
    for mutant in of_made(base):
        mutated = mutant.change.rules["made"]
        if mutated is not None and mutated.guarded:
            assert isinstance(mutated.when, All)
            assert mutated.when.parts[-1] == Found(ALL_CLEAR)
    assert "dropped" in mistakes(base)
    assert not any(ALL_CLEAR in now for nows in mistakes(base).values() for now in nows)


def test_the_conditions_of_questions_and_cautions_are_mistaken_too() -> None:
    base = base_with({"sure": "yes"}, gate={"fever": "yes"})
    kinds = Counter(mutant.kind for mutant in mutants(base))
    assert kinds["question"] == 3
    [removed, *_] = [mutant for mutant in mutants(base) if mutant.kind == "question"]
    assert changed(base, removed.change).questions["gated"].when == removed.now


def test_mutants_come_in_the_same_order_and_differ_in_one_spot() -> None:
    base = base_with({"side": ["a", "b"], "finding": "sign"}, gate={"fever": "yes"}, urgency="urgent", pathway="move")
    names = [mutant.name for mutant in mutants(base)]
    assert names == [mutant.name for mutant in mutants(base)]
    assert len(names) == len(set(names))
    for mutant in mutants(base):
        other = changed(base, mutant.change)
        differing = [name for name in base.rules if other.rules.get(name) is not base.rules[name]]
        differing += [name for name in base.questions if other.questions[name].when is not base.questions[name].when]
        assert differing == [mutant.id]


def test_what_lowers_an_urgency() -> None:
    urgent = base_with({"finding": "sign"}, urgency="urgent", pathway="rest")
    assert [m.operator for m in of_made(urgent) if m.demands_less] == ["lowered", "left-out"]
    below = base_with({"finding": "sign"}, urgency="planned", pathway="rest")
    assert [m.operator for m in of_made(below) if m.demands_less] == ["lowered"]  # the default is more urgent
