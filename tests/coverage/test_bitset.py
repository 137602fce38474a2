"""A bitset says of every case what the reference says of its case, and of a changed base what that base itself says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engines import decision
from tests.strategies import answers, sketches
from triage.coverage.bitset import CaseBitset, Node, Variation, case_bitset, changed
from triage.coverage.mutants import mutants
from triage.coverage.nearby import nearby
from triage.inference.reference import Conclusions, conclude
from triage.language.base import Base
from triage.language.evaluate import INAPPLICABLE, Answer


def said(view: CaseBitset | Variation, base: Base, position: int) -> dict[Node, bool | None]:
    """What a view says of one case, of all but what a changed base no longer has."""
    found = {}
    for node in view.bitset.bits if isinstance(view, Variation) else view.bits:
        true, false = view.get(node)
        if node[0] != "rule" or node[1] in base.rules:
            found[node] = True if true >> position & 1 else False if false >> position & 1 else None
    return found


def expected(base: Base, known: Conclusions) -> dict[Node, bool | None]:
    """The same, from the reference. Of rules and cautions it only says whether they hold."""
    urgency, leading, pathway = decision(base, known)
    found: dict[Node, bool | None] = {("finding", name): known.findings.get(name) for name in base.findings}
    found |= {("rule", name): name in known.fired for name in base.rules}
    found |= {("caution", name): name in known.cautions for name in base.cautions}
    return found | {("urgency", urgency): True, ("leading", leading or ""): True, ("pathway", pathway): True}


def agree(view: CaseBitset | Variation, base: Base, cases: list[dict[str, Answer]]) -> None:
    for position, case in enumerate(cases):
        known = conclude(base, case)
        seen = said(view, base, position)
        for node, truth in expected(base, known).items():
            if node[0] in ("rule", "caution"):
                assert (seen[node] is True) is truth, (node, case)
            else:
                assert seen[node] is truth, (node, case)
        for name in base.questions:
            if seen["question", name] is False:
                assert known.values[name] is INAPPLICABLE


@given(st.data())
def test_every_bit_is_a_case(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    cases = data.draw(st.lists(answers(base), min_size=1, max_size=4))
    made = case_bitset(base, cases)
    agree(made, base, cases)
    for position, case in enumerate(cases):
        assert made.answers(position) == case


@given(st.data())
def test_a_variation_is_the_changed_base(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    cases = data.draw(st.lists(answers(base), min_size=1, max_size=4))
    made = case_bitset(base, cases)
    every = list(mutants(base))
    for mutant in data.draw(st.lists(st.sampled_from(every), max_size=6)):
        agree(Variation(made, mutant.change), changed(base, mutant.change), cases)


@given(st.data())
def test_nearby_bits_are_one_step_away(data: st.DataObject) -> None:
    base = data.draw(sketches()).build()
    cases = data.draw(st.lists(answers(base), min_size=1, max_size=3))
    near = nearby(base, cases)
    position = data.draw(st.integers(0, near.bitset.width - 1))
    number, question, answer = near.step(position)
    stepped = {name: given_answer for name, given_answer in cases[number].items() if name != question}
    assert near.bitset.answers(position) == stepped | ({} if answer is None else {question: answer})
