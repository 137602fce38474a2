"""What follow-up adds to the language: how long a phase takes, and what is wrong with one that says it badly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from triage.language.errors import KnowledgeError
from triage.language.load import load
from triage.language.model import Amount

GOOD: dict[str, Amount | None] = {
    "takes: {days: 5}": (5, 5),
    "takes: {weeks: 2}": (14, 14),
    "takes: {weeks: [6, 8]}": (42, 56),
    "": None,
}
BAD = {
    "takes: 5": "`takes` must be a mapping",
    "takes: {months: 2}": "`takes` has no key `months`",
    "takes: {days: 2, weeks: 1}": "`takes` names one unit, such as `{days: 5}`",
    "takes: {days: 0}": "`days` must be more than 0",
    "takes: {weeks: [8, 6]}": "`weeks` must be a range",
    "takes: {days: 1.5}": "`takes` must come to whole days",
}


def written(ankle_files: Path, tmp_path: Path, line: str) -> Path:
    root = shutil.copytree(ankle_files, tmp_path / "base")
    place = root / "care.yaml"
    head = "    - phase: plastered\n"
    assert head in place.read_text()
    place.write_text(place.read_text().replace(head, f"{head}      {line}\n" if line else head))
    return root


@pytest.mark.parametrize(("line", "days"), GOOD.items(), ids=str)
def test_a_phase_says_how_long_it_takes(line: str, days: Amount | None, ankle_files: Path, tmp_path: Path) -> None:
    base = load(written(ankle_files, tmp_path, line))
    assert base.pathways["plaster"].phases[0].takes == days


@pytest.mark.parametrize(("line", "said"), BAD.items(), ids=BAD)
def test_a_length_that_is_none_is_refused(line: str, said: str, ankle_files: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load(written(ankle_files, tmp_path, line))
    assert said in str(caught.value)
    assert "care.yaml:" in str(caught.value)
