"""For each gap in what cases show, a case that fills it; or the word that there is none."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.strategies import answers, small_sketches
from triage.cases.case import Case
from triage.coverage.bitset import case_bitset
from triage.coverage.gaps import Gap, conditions, examine, shares
from triage.coverage.mcdc import decides
from triage.coverage.worked import Worked
from triage.language.answer import check_answers
from triage.language.evaluate import Answer
from triage.proof.solving import Showing


def fills(of: Worked, gap: Gap, case: Mapping[str, Answer]) -> bool:
    shown = decides(case_bitset(of.base, [case]), gap.atom)
    return bool(shown.holding if gap.side == "holding" else shown.failing)


@given(st.data())
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_what_would_show_it_shows_it_and_what_cannot_be_shown_is_not(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    cases = data.draw(st.lists(answers(base), max_size=3))
    names = tuple(f"case-{number}" for number in range(len(cases)))
    of = Worked(base, names, tuple(Case("", check_answers(base, case)) for case in cases))
    others = data.draw(st.lists(answers(base), min_size=3, max_size=6))
    for one in examine(of, Showing(of)):
        for gap in one.gaps:
            if gap.step is not None:
                case = dict(cases[of.names.index(gap.step.case)])
                case.pop(gap.step.question, None)
                if gap.step.answer is not None:
                    case[gap.step.question] = gap.step.answer
                assert fills(of, gap, case)
            elif gap.answers is not None:
                assert fills(of, gap, dict(gap.answers))
            else:
                assert gap.possible is False
                assert not any(fills(of, gap, dict(case)) for case in others)


@given(st.data())
def test_without_a_solver_nothing_is_called_impossible(data: st.DataObject) -> None:
    base = data.draw(small_sketches()).build()
    of = Worked(base, ("case",), (Case("", check_answers(base, data.draw(answers(base)))),))
    found = examine(of, None)
    assert shares(found).beyond == 0
    for one in found:
        assert one.shown <= one.atoms
        for gap in one.gaps:
            needs, without = conditions(gap)
            assert gap.atom.test in (*needs, *without)
            assert (gap.possible, gap.answers) == (None if gap.step is None else True, None)
