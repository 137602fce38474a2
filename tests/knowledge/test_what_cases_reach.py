"""Some worked case reaches every preference, everything that not knowing means, and every subject on which a line gives
way to a more careful one."""

from __future__ import annotations

import pytest

from tests import once
from triage.coverage.worked import Worked, worked
from triage.inference.composition import Composition, care_of
from triage.language.condition import UNKNOWN
from triage.language.evaluate import Known, evaluate


@pytest.fixture(scope="module")
def both() -> tuple[Worked, ...]:
    """The base and its check-in."""
    return worked(once.project())


def test_every_preference_decides_in_some_case(both: tuple[Worked, ...]) -> None:
    for of in both:
        found = {name: of.bitset.bits["finding", name][0] for name in of.base.findings}

        def any_of(names: tuple[str, ...], found: dict[str, int] = found) -> int:
            bits = 0
            for name in names:
                bits |= found[name]
            return bits

        never = []
        for preference in of.base.preferences.values():
            bits = any_of(preference.prefer) & any_of(preference.over)
            for name in preference.when:
                bits &= found[name]
            if not bits:
                never.append(preference.id)
        assert never == [], of.base.id


def test_somebody_does_not_know_every_answer_and_is_read_in_every_way(both: tuple[Worked, ...]) -> None:
    for of in both:
        unsaid, unread = [], []
        for question in of.base.questions.values():
            if question.unknown is None or question.given:
                continue
            cases = [case.answers for case in of.cases if case.answers.get(question.id) == UNKNOWN]
            if not cases:
                unsaid.append(question.id)
            unread += [
                (question.id, str(reading.when))
                for reading in question.unknown.readings
                if not any(evaluate(reading.when, Known(answers, {})) for answers in cases)
            ]
        assert (unsaid, unread) == ([], []), of.base.id


def test_on_every_subject_on_which_the_careful_prevail_a_line_gives_way(both: tuple[Worked, ...]) -> None:
    base, bitset = both[0].base, both[0].bitset
    given_way: set[str] = set()
    for pathway in base.pathways.values():
        for phase in pathway.phases:
            composed = Composition(bitset, bitset.decision, (pathway.id, phase.id))  # also who came to a later phase
            here = composed.current(pathway.id, phase.id) & bitset.decision.pathway[pathway.id]
            for _, line, shown in composed.together(pathway.id, phase):
                if here & composed.says(line) & ~shown:
                    given_way |= set(care_of(base, line))
    assert {name for name, subject in base.subjects.items() if subject.careful_prevails} - given_way == set()
