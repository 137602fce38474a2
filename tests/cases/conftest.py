"""A project with something of everything: two bases, cases in both, and files that are no worked cases."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

WRIST = Path(__file__).parents[1] / "follow_up" / "wrist"
CANDIDATE = "candidate: {by: Ann, at: 2026-11-01T10:00:00Z}\n"
BENT = """\
case: bent
answers: {crooked: yes, fell: no}
expect: {urgency: urgent, leading: fracture}
variants:
  - {variant: straight, because: Nothing is crooked., answers: {crooked: no}, expect: {urgency: soon}}
"""
FELL = "answers: {crooked: no, fell: yes}\nexpect: {leading: sprain, pathway: move-it}\n"
WELL = """\
answers: {crooked: no, pathway: move-it, phase: bend, days-in-phase: 5, pain-before: 1, pain: 1}
expect: {leading: go-on}
variants:
  - {variant: sore, because: It hurts again., answers: {pain: 6}, expect: {leading: step-back}}
"""
FILES = {
    "cases/bent.yaml": BENT,
    "cases/deep/fell.yml": FELL,
    "cases/candidates/bent-by-ann.yaml": f"{CANDIDATE}answers: {{crooked: yes, fell: no}}\nexpect: {{urgency: soon}}\n",
    "cases/broken.yaml": "answers: {fel: yes, crooked: maybe}\n",
    "cases/read-me.txt": "no case\n",
    "check-in/cases/well.yaml": WELL,
    "check-in/cases/proposed.yaml": f"{CANDIDATE}answers: {{pain: 9}}\nexpect: {{urgency: planned}}\n",
    "check-in/cases/lost.yaml": "answers: [\n",
    "properties/promise.yaml": """\
- property: crooked-cannot-wait
  hazard: too-late
  because: {nl: Scheef kan niet wachten., en: Crooked cannot wait.}
  when: {crooked: yes}
  always: {urgency: {at-least: urgent}}
""",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Its directory. One case is a link to a file elsewhere, another to a file that is not there."""
    root = copytree(WRIST, tmp_path / "wrist")
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "elsewhere.yaml").write_text("answers: {crooked: unknown}\nexpect: {urgency: soon}\n")
    (root / "cases" / "linked.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (root / "cases" / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    return root


@pytest.fixture
def readable(place: Path) -> Path:
    """The same without the files that cannot be read."""
    for name in ("cases/broken.yaml", "cases/gone.yaml", "check-in/cases/lost.yaml"):
        (place / name).unlink()
    return place
