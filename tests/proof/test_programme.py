"""What is proved of going from phase to phase: one small mistake in the example, and the remark that it brings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.load import load
from triage.proof import programme
from triage.proof.encoding import Encoding
from triage.proof.judgement import Remark

ANKLE = Path(__file__).resolve().parents[2] / "examples" / "ankle"
CARE, RULES = "care.yaml", "check-in/rules.yaml"
STANDS = "          met: {stands-30-seconds: yes, walks-without-limp: yes}\n"
SPRAIN = "sprain-recovery"

MISTAKES = {
    "a line says not when it is met": (
        CARE,
        "        - text:\n            nl: Je staat 30 seconden",
        "        - text: {nl: x, en: x}\n        - text:\n            nl: Je staat 30 seconden",
        {"criterion-not-said": f"{SPRAIN}/moving-again"},
    ),
    "no line does": (
        CARE,
        STANDS,
        "",
        {
            "criterion-not-said": f"{SPRAIN}/moving-again",
            "phase-without-criterion": f"{SPRAIN}/moving-again",
            "phase-never-passed": f"{SPRAIN}/moving-again",
        },
    ),
    "a question that is not asked there": (
        CARE,
        STANDS,
        "          met: {fifteen-raises: yes}\n",
        {"criterion-impossible": f"{SPRAIN}/moving-again/1"},
    ),
    "a rule beside the criteria": (
        RULES,
        "- rule: too-much\n",
        """- rule: in-a-hurry
  when: {phase: moving-again, finding: all-clear, not: {finding: [be-seen, step-back]}, worse-next-day: no}
  then: {establish: go-on}
  because: {nl: x, en: x}
  basis: expert-consensus
- rule: too-much
""",
        {"phase-left-too-early": f"{SPRAIN}/moving-again/1", "phase-skipped": f"{SPRAIN}/moving-again"},
    ),
    "a way round the phase, for who comes twice a day": (
        RULES,
        "- rule: too-much\n",
        """- rule: at-once
  when:
    all:
      - phase: moving-again
        stands-30-seconds: yes
        walks-without-limp: yes
        finding: all-clear
        not: {finding: [be-seen, step-back]}
      - days-in-phase: {at-most: 0}
  then: {establish: go-on}
  because: {nl: x, en: x}
  basis: expert-consensus
- rule: too-much
""",
        {"phase-skipped": f"{SPRAIN}/moving-again"},
    ),
    "what always holds back": (
        RULES,
        "- rule: too-much\n",
        """- rule: never
  when: {phase: strength-and-balance}
  then: {establish: hold}
  because: {nl: x, en: x}
  basis: expert-consensus
- rule: too-much
""",
        {"phase-never-passed": f"{SPRAIN}/strength-and-balance"},
    ),
    "a phase in which somebody is left alone": (
        RULES,
        "when: {phase: [first-days, moving-again, strength-and-balance], days",
        "when: {phase: [first-days, moving-again], days",
        {"phase-without-end": f"{SPRAIN}/strength-and-balance"},
    ),
}


def remarked(root: Path) -> list[Remark]:
    inside = load_check_in(load(root), root)
    return list(programme.remarks(Encoding(inside, also=list(programme.criteria(inside)))))


@pytest.mark.parametrize(("file", "old", "new", "wanted"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_brings_its_remark(file: str, old: str, new: str, wanted: dict[str, str], tmp_path: Path) -> None:
    root = Path(shutil.copytree(ANKLE, tmp_path / "ankle"))
    place = root / file
    assert place.read_text().count(old) == 1
    place.write_text(place.read_text().replace(old, new))
    assert {remark.check: remark.at for remark in remarked(root)} == wanted


def test_the_example_is_sound() -> None:
    assert remarked(ANKLE) == []


def test_a_remark_stands_where_the_criterion_does(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ANKLE, tmp_path / "ankle"))
    place = root / CARE
    place.write_text(place.read_text().replace(STANDS, "          met: {fifteen-raises: yes}\n"))
    (remark,) = remarked(root)
    line = place.read_text().split("\n").index("          met: {fifteen-raises: yes}") + 1
    assert (Path(remark.place.file).name, remark.place.line) == (CARE, line)


def test_a_base_that_is_no_check_in_has_no_programme() -> None:
    base: Base = load(ANKLE)
    assert list(programme.remarks(Encoding(base))) == []
