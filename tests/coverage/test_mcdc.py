"""Which tests of a condition decide alone in a case: against flipping each of them by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import PATHWAYS, Sketch, answers, manifest, pathway, question, rule, sketches
from tests.strategies import finding as sign
from triage.coverage.bitset import case_bitset
from triage.coverage.mcdc import atoms, coverage, decides
from triage.inference.reference import conclude
from triage.language.condition import All, Any, AtLeast, Condition, Denied, Is, Meant, Not, inward
from triage.language.evaluate import Known, evaluate

A, B, C = (Is(name, ("yes",)) for name in "abc")


@pytest.mark.parametrize(
    ("condition", "decided"),
    [
        (A, {"a": "always"}),
        (All((A, B)), {"a": "b: yes", "b": "a: yes"}),
        (Any((A, B)), {"a": "without b: yes", "b": "without a: yes"}),
        (Not(Any((A, B))), {"not a": "not (b: yes)", "not b": "not (a: yes)"}),
        (
            AtLeast(2, (A, B, C)),
            {
                "a": "at least 1 of (b: yes; c: yes) without at least 2 of (b: yes; c: yes)",
                "b": "at least 1 of (a: yes; c: yes) without at least 2 of (a: yes; c: yes)",
                "c": "at least 1 of (a: yes; b: yes) without at least 2 of (a: yes; b: yes)",
            },
        ),
        (
            Any((All((A, B)), C)),
            {"a": "b: yes without c: yes", "b": "a: yes without c: yes", "c": "without (a: yes and b: yes)"},
        ),
    ],
    ids=str,
)
def test_when_an_atom_decides(condition: Condition, decided: dict[str, str]) -> None:
    def short(test: Condition) -> str:
        return (
            f"not {short(test.part)}" if isinstance(test, Not) else test.question if isinstance(test, Is) else str(test)
        )

    found = {}
    for atom in atoms(condition):
        needs = " and ".join(map(str, atom.needs))
        without = " and ".join(f"({part})" if isinstance(part, All) else str(part) for part in atom.without)
        found[short(atom.test)] = f"{needs} without {without}".strip() if without else needs or "always"
    assert found == decided


def flipped(condition: Condition, number: int, truth: bool) -> tuple[Condition, int]:
    """The condition with one of its atoms set, counted from 0, and how many atoms it has."""
    match condition:
        case Meant() | Denied():
            return ((All(()) if truth else Any(())) if number == 0 else condition), 1
        case All(parts) | Any(parts) | AtLeast(_, parts):
            made, seen = [], 0
            for part in parts:
                inner, count = flipped(part, number - seen, truth)
                made.append(inner)
                seen += count
            if isinstance(condition, AtLeast):
                return AtLeast(condition.count, tuple(made)), seen
            return type(condition)(tuple(made)), seen
        case _ if number == 0:
            return (All(()) if truth else Any(())), 1
        case _:
            return condition, 1


@given(st.data())
def test_an_atom_decides_where_setting_it_makes_the_difference(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    cases = data.draw(st.lists(answers(base), min_size=1, max_size=4))
    made = case_bitset(base, cases)
    for one in base.rules.values():
        form = inward(one.when)
        for number, atom in enumerate(atoms(one.when)):
            shown = decides(made, atom)
            for position, case in enumerate(cases):
                reached = conclude(base, case)
                known = Known(reached.values, reached.findings)
                with_it, without_it = (evaluate(flipped(form, number, truth)[0], known) for truth in (True, False))
                decisive = with_it is True and without_it is not True
                holds = evaluate(atom.test, known) is True
                assert (shown.holding >> position & 1, shown.failing >> position & 1) == (
                    decisive and holds,
                    decisive and not holds,
                )


def tiny(when: dict[str, object], **then: object) -> Sketch:
    asked = tuple(question(name, "yes-no") for name in ("a", "b"))
    alarm = (sign("alarm", "warning-sign"), rule("alarm-rings", {"a": "unknown"}, establish="alarm"))
    other = (sign("other", "condition"), rule("other-rule", {"b": "unknown"}, establish="other"))
    made = rule("made", when, **then)
    return Sketch(manifest(["other"]), (*asked, *alarm, *other, made, *(pathway(name) for name in PATHWAYS)))


def shown_of(sketch: Sketch, *cases: str) -> list[tuple[bool, bool]]:
    """What cases such as "yn" (yes to a, no to b, - is not answered) show of the atoms of the rule `made`."""
    words = {"y": "yes", "n": "no", "?": "unknown"}
    given_answers = [
        {name: words[letter] for name, letter in zip("ab", case, strict=True) if letter != "-"} for case in cases
    ]
    found = coverage(case_bitset(sketch.build(), given_answers))
    return [(bool(atom.holding), bool(atom.failing)) for one in found if one.id == "made" for atom in one.atoms]


@pytest.mark.parametrize(
    ("cases", "shown"),
    [
        ((), [(False, False), (False, False)]),
        (("yy",), [(True, False), (True, False)]),
        (("yy", "ny"), [(True, True), (True, False)]),
        (("yy", "-y"), [(True, True), (True, False)]),  # open is not true
        (("yy", "nn"), [(True, False), (True, False)]),  # two at once show nothing
        (("yy", "ny", "y?"), [(True, True), (True, True)]),
    ],
    ids=["none", "true", "first false", "first open", "both false", "all"],
)
def test_three_cases_show_two_tests(cases: tuple[str, ...], shown: list[tuple[bool, bool]]) -> None:
    assert shown_of(tiny({"a": "yes", "b": "yes"}, urgency="urgent"), *cases) == shown


def test_the_guard_of_the_language_is_no_atom_but_has_to_hold() -> None:
    sketch = tiny({"b": "yes"}, urgency="planned")
    assert shown_of(sketch, "ny", "nn") == [(True, True)]
    assert shown_of(sketch, "?y", "?n") == [(False, False)]  # the alarm rings: nothing could make the rule fire


def test_all_pairs_show_every_atom_that_any_case_can_show() -> None:
    every = ["".join(pair) for pair in product("yn?-", repeat=2)]
    assert shown_of(tiny({"any": [{"a": "yes"}, {"a": "yes", "b": "yes"}]}, urgency="urgent"), *every) == [
        (True, True),
        (False, True),
        (False, False),
    ]
