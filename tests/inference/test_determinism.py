"""The same answers and the same base give the same trace, to the byte, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deep import sample

SHIPPED = Path(__file__).parent.parent.parent / "knowledge"
ANKLE = Path(__file__).parent.parent / "bases" / "ankle"

SCRIPT = """
import sys
from dataclasses import asdict, fields
from hashlib import sha256
from triage.inference.domain import domains
from triage.inference.outcome import infer
from triage.interview.interview import Interview
from triage.language.load import load

base = load(sys.argv[1])
digest = sha256(repr(asdict(base)).encode())
for shift in range(3):
    answers = {name: domain.answers[(place * 7 + shift) % len(domain.answers)]
               for place, (name, domain) in enumerate(domains(base).items())}
    outcome = infer(base, answers)
    told = [getattr(outcome, part.name) for part in fields(outcome) if part.name != "base"]
    digest.update(repr((told, *outcome.trace)).encode())
interview = Interview(base)
for _ in range(6):
    prompt = interview.next()
    digest.update(repr(prompt).encode())
    if prompt is None:
        break
    interview.answer({question.id: domains(base)[question.id].answers[-1] for question in prompt.questions})
print(digest.hexdigest(), len(outcome.trace))
"""


@pytest.mark.parametrize("knowledge", [SHIPPED, ANKLE], ids=["shipped", "ankle"])
def test_processes_with_hashes_of_their_own_trace_the_same(knowledge: Path) -> None:
    seeds = [*map(str, sample(range(9), 2)), "random"]
    if knowledge is ANKLE:
        seeds = seeds[:2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(knowledge)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in seeds
    ]
    said = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * len(seeds)
    assert len(said) == 1
    assert int(said.pop().split()[1]) > 10
