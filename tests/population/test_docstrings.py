"""The examples in the docstrings say what happens."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from tests import once


@pytest.mark.parametrize("module", ["triage.population", "triage.population.population", "triage.population.columns"])
def test_the_examples_of_a_module_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("triage.load", "triage.language.load.load"):  # all of them begin with the shipped base
        monkeypatch.setattr(name, once.base)
    found = doctest.testmod(import_module(module))
    assert found.attempted > 0
    assert found.failed == 0
