"""The hazard log, held to the base: whoever reads it can trust that what prevents a hazard is there."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests import once
from triage.language.checks import WARNINGS
from triage.language.property import Property
from triage.language.read_property import load_promises

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("properties", "rules", "cases", "tests")


def hazards() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for section in re.split(r"(?m)^## ", (ROOT / "docs" / "hazards.md").read_text())[1:]:
        name, _, text = section.partition("\n")
        found[name] = {kind: [] for kind in KINDS}
        for kind, names in re.findall(r"(?m)^- (\w+): (.+)$", text):
            found[name][kind] = names.split(", ")
    return found


HAZARDS = hazards()
BASE = once.base()
CASES = {path.stem for path in (ROOT / "knowledge" / "cases").glob("*.yaml")}


@cache
def promises() -> dict[str, Property]:
    """Of the base and of its check-in."""
    inside = load_promises(once.check_in(), WARNINGS, ROOT / "knowledge" / "check-in").properties
    return {**load_promises(BASE, WARNINGS).properties, **inside}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_what_prevents_a_hazard_exists(hazard: str) -> None:
    there = {"properties": set(promises()), "rules": set(BASE.rules), "cases": CASES}
    in_the_program = HAZARDS[hazard]["tests"]
    for kind, names in there.items():
        assert HAZARDS[hazard][kind] or in_the_program, f"no {kind}"
        assert set(HAZARDS[hazard][kind]) <= names
    for name in in_the_program:
        file, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / file).read_text(), name


def test_every_property_stands_under_the_hazards_that_it_names() -> None:
    stands = {(name, hazard) for hazard, kinds in HAZARDS.items() for name in kinds["properties"]}
    assert stands == {(name, hazard) for name, promise in promises().items() for hazard in promise.hazards}


def test_the_log_says_how_bad_and_how_prevented() -> None:
    for section in re.split(r"(?m)^## ", (ROOT / "docs" / "hazards.md").read_text())[1:]:
        for part in ("**Severity.**", "**What could happen.**", "**Prevention.**"):
            assert part in section, section.partition("\n")[0]
