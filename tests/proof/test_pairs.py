"""Conditions that can be established together while nothing says which leads: each pair, with a smallest case."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tests.inference.test_preferences import ill, preference
from tests.small import sketch, write
from triage.commands.main import main
from triage.inference.outcome import infer
from triage.proof.pairs import unargued


def test_every_pair_that_nothing_decides_has_a_case_that_shows_it() -> None:
    of = ill(preference("clot", "infection"), preference("infection", "bruise", {"finding": "hot"}, name="two"))
    pairs = list(unargued(of))
    assert [(pair.first, pair.second) for pair in pairs] == [
        ("clot", "bruise"),
        ("clot", "sore"),
        ("infection", "bruise"),
        ("infection", "sore"),
        ("bruise", "sore"),
    ]
    assert dict(pairs[0].answers) == {"q-clot": "yes", "q-bruise": "yes"}
    for pair in pairs:
        assert {pair.first, pair.second} <= set(infer(of, pair.answers).leads)


def test_the_command_lists_them(tmp_path: Path) -> None:
    write(tmp_path, sketch())
    said = CliRunner().invoke(main, ["check", "-k", str(tmp_path), "--pairs", "--lang", "en"])
    assert said.output.endswith("made-up: of conditions that can be established together it always says which leads.\n")
    found = json.loads(CliRunner().invoke(main, ["check", "-k", str(tmp_path), "--pairs", "--format", "json"]).stdout)
    assert found["pairs"] == [{"base": "made-up", "pairs": []}]
