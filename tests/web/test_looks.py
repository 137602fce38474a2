"""Every journey runs in each language, each colour scheme and each size; all that is pictured is every kind of page."""

from __future__ import annotations

from importlib import import_module
from inspect import signature

import pytest

from tests.web.looks import JOURNEYS, LANGUAGES, LOOKS, SCHEMES, SIZES


def test_the_journeys_show_every_language_colour_and_size() -> None:
    assert tuple(LOOKS) == LANGUAGES
    seen = [look for looks in LOOKS.values() for look in looks]
    assert {scheme for scheme, _ in seen} == set(SCHEMES)
    assert [size for size in SIZES if size not in [each for _, each in seen]] == []


@pytest.mark.parametrize(("module", "name"), JOURNEYS.values(), ids=list(JOURNEYS))
def test_a_journey_runs_in_each_of_them(module: str, name: str) -> None:
    test = getattr(import_module(f"tests.web.{module}"), name)
    assert {"language", "look"} <= signature(test).parameters.keys()
