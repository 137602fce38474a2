"""Every conclusion has a proof whose ends are answers of the case; these answers alone lead to it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from tests import deep, once
from tests.strategies import Case, cases
from triage.explanation.proof import Proof, Prover, leaves
from triage.inference.bit_parallel import BitParallel
from triage.inference.outcome import Outcome, infer
from triage.inference.reference import Conclusions, conclude
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.files import case_files


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


def ends(proof: Proof) -> Iterator[Proof]:
    if not proof.parts:
        yield proof
    for part in proof.parts:
        yield from ends(part)


def check(base: Base, outcome: Outcome) -> None:
    prover = Prover(outcome)
    found = conclude(base, outcome.answers)
    assert prover.known.answers == found.values
    assert prover.known.findings == found.findings

    def replayed(proof: Proof | None) -> Conclusions:
        assert proof is not None
        rests_on = leaves(proof)
        assert rests_on.items() <= outcome.answers.items()
        return conclude(base, rests_on)

    for name, status in found.findings.items():
        proof = prover.finding(name)
        assert proof is not None
        assert proof.kind == ("established" if status else "refuted")
        assert replayed(proof).findings[name] is status
    for name in base.findings.keys() - found.findings.keys():
        assert prover.finding(name) is None
    for name in found.fired:
        assert name in replayed(prover.rule(name)).fired
    for name in base.cautions:
        proof = prover.caution(name)
        assert (proof is not None) is (name in found.cautions)
        assert proof is None or name in replayed(proof).cautions
    urgency, pathway = prover.urgency(outcome.urgency), prover.pathway(outcome.pathway)
    assert (replayed(urgency).urgency or base.default_urgency) == outcome.urgency
    fired = replayed(pathway).fired
    assert outcome.pathway in {base.default_pathway, *(base.rules[rule].pathway for rule in fired)}
    for name, value in found.values.items():
        assert replayed(prover.question(name)).values[name] == value


@given(case=cases())
def test_every_conclusion_is_proved_by_answers(case: Case) -> None:
    base, given_answers = case
    check(base, infer(base, given_answers))


@pytest.mark.parametrize("path", deep.sample(case_files(), 40), ids=lambda path: path.stem)
def test_every_conclusion_of_every_worked_case_is_proved(path: Path, base: Base) -> None:
    """All proofs of a case are replayed at once, each as a bit of its own that has its answers alone."""
    outcome = once.outcome(path)
    prover = Prover(outcome)
    proofs = [prover.finding(name) for name in prover.known.findings]
    proofs += [prover.rule(name) for name in outcome.fired]
    proofs += [prover.caution(name) for name in outcome.cautions]
    bits_of = dict.fromkeys(outcome.answers, 0)
    for bit, proof in enumerate(proofs):
        assert proof is not None
        assert {end.kind for end in ends(proof)} == {"answer"}
        for name, answer in leaves(proof).items():
            assert outcome.answers[name] == answer
            bits_of[name] |= 1 << bit
    replayed = BitParallel(
        Session(base), len(proofs), {name: [(outcome.answers[name], bits_of[name])] for name in bits_of}
    )
    for bit, proof in enumerate(proofs):
        assert proof is not None
        if proof.kind in ("established", "refuted"):
            true, false = replayed.found(proof.of)
            assert (true if proof.kind == "established" else false) >> bit & 1, proof.of
        else:
            part = base.rules[proof.of] if proof.kind == "fired" else base.cautions[proof.of]
            assert replayed.bits(part.when)[0] >> bit & 1, proof.of
