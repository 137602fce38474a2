"""The list of libraries says what is installed."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "sbom.py"))
WRITTEN = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
PINNED = {
    TOOL["plain"](name): version
    for name, _, version in (
        line.partition("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    )
}


def test_every_library_that_is_installed_is_in_the_list() -> None:
    installed: Callable[[], dict[str, Any]] = TOOL["installed"]
    assert set(installed()) <= {part["name"] for part in WRITTEN["components"]}


@pytest.mark.parametrize("part", WRITTEN["components"], ids=lambda part: part["name"])
def test_the_list_has_the_version_that_is_pinned_and_a_licence(part: dict[str, Any]) -> None:
    assert part["version"] == PINNED[part["name"]]
    assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
    assert part["licenses"][0]["license"]["name"] not in ("", "not stated")


def test_what_a_wheel_carries_under_another_licence_stands_in_the_notice() -> None:
    (graphs,) = (part for part in WRITTEN["components"] if part["name"] == "pygraphviz")
    assert {"type": "library", "name": "libjbig"} in graphs["components"]
    assert "libjbig (GPL-2.0-or-later)" in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_list_is_cyclonedx() -> None:
    assert (WRITTEN["bomFormat"], WRITTEN["specVersion"]) == ("CycloneDX", "1.5")
    references = [part["bom-ref"] for part in WRITTEN["components"]]
    assert WRITTEN["dependencies"][0]["dependsOn"] == references
    assert len(set(references)) == len(references)
