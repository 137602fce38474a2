"""The check-in of a base: what it must hold, and what is said where it does not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from triage.cases.case import load_case
from triage.coverage.differences import differences
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.errors import TriageError
from triage.language.files import CHECK_IN, case_files, shipped
from triage.language.keys import DECISIONS
from triage.language.load import load
from triage.language.model import EXPERT

INSIDE = shipped() / CHECK_IN
CASES = case_files(INSIDE)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_worked_check_ins_come_out_as_a_clinician_wants(path: Path, check_in: Base) -> None:
    case = load_case(check_in, path)
    assert case.name == path.stem
    assert differences(check_in, case) == []


def test_the_base_leaves_its_check_in_alone(base: Base, check_in: Base) -> None:
    assert "pain-before" not in base.questions
    assert check_in.condition_order == DECISIONS
    assert check_in.hash != base.hash


def test_what_is_included_is_the_very_same_question(base: Base, check_in: Base) -> None:
    shared = base.questions.keys() & check_in.questions.keys() - {"pain", "strength", "days-since-start"}
    assert len(shared) > 10
    assert all(repr(base.questions[name]) == repr(check_in.questions[name]) for name in shared)


def test_included_files_count_in_the_hash(base: Base, check_in: Base, tmp_path: Path) -> None:
    root = shutil.copytree(shipped(), tmp_path / "base")
    found = load_check_in(base, root)
    assert found.hash == check_in.hash
    assert load_check_in(base, root) is found
    with (root / "questions" / "leg-signs.yaml").open("a") as file:
        file.write("# changed\n")
    assert load_check_in(base, root).hash != check_in.hash


def test_every_rule_rests_on_a_claim_or_says_that_it_does_not(check_in: Base) -> None:
    on_experts = [rule.id for rule in check_in.rules.values() if rule.sources == (EXPERT,) and not rule.derived]
    assert len(on_experts) <= 5, on_experts


BROKEN = [
    ("include a file that is not there", "base.yaml", "questions/leg-signs", "questions/leg-sings", "leg-sings.yaml`"),
    ("another order of decisions", "base.yaml", "[be-seen, step-back, hold, go-on]",
     "[step-back, be-seen, hold, go-on]",
     "`be-seen`, `step-back`, `hold`, `go-on`, in this order"),
    ("a pathway of nobody", "where-you-are.yaml", "    strain-grade-1:",
     "    strain-grade-9: {nl: x, en: x}\n    strain-grade-1:",
     "has no pathway `strain-grade-9`; did you mean `strain-grade-"),
    ("a phase of nobody", "where-you-are.yaml", "    weeks-1-2:", "    weeks-1-3: {nl: x, en: x}\n    weeks-1-2:",
     "has no phase `weeks-1-3`"),
    ("phases left out", "where-you-are.yaml", "    strain-grade-1:",
     "    heat-illness: {nl: x, en: x}\n    strain-grade-1:",
     "phase `cool-now` of pathway `heat-illness` is missing"),
    ("given by nobody", "questions.yaml", "- question: rest-tried\n", "- question: rest-tried\n  given: yes\n",
     "a given question is never asked"),
    ("given, but not by a case", "where-you-are.yaml", "- question: pain-before", """- question: mood-before
  topic: where-you-are
  type: yes-no
  given: yes
  ask: {nl: x, en: x}
  help: {nl: x, en: x}

- question: pain-before""", "nobody can give `mood-before`; say with `tells` which of `pathway`, `phase`"),
    ("an earlier answer of nobody", "where-you-are.yaml", "  before: pain\n", "  before: pian\n",
     "`before`: nobody is asked `pian`; did you mean `pain`?"),
    ("an earlier answer of another type", "where-you-are.yaml", "  before: pain\n", "  before: new-pop\n",
     "`pain-before` must be of type `yes-no`"),
    ("nothing tells the phase", "where-you-are.yaml", "  given: yes\n  tells: phase\n", "",
     "a check-in lacks a question with `given: yes` and `tells: phase`; its options say which can be followed"),
    ("what tells the phase, misspelt", "where-you-are.yaml", "  tells: phase\n", "  tells: fase\n",
     "`tells` is `fase`; expected one of `since-when`, `how-bad`, `pathway`, `phase`"),
    ("a phase that people would be asked", "where-you-are.yaml", "  given: yes\n  tells: phase\n", "  tells: phase\n",
     "`phase` stands in the case file and is never asked: say `given: yes` too"),
    ("given, but conditional", "where-you-are.yaml", "  given: yes\n  tells: phase\n",
     "  given: yes\n  tells: phase\n  when: {pathway: strain-grade-1}\n",
     "a given question is never asked"),
    ("on without being all clear", "rules-what-now.yaml", "- rule: advice-be-seen", """- rule: too-soon
  when: {walking-free: yes}
  then: {establish: go-on}
  because: {nl: x, en: x}
  basis: expert-consensus
- rule: advice-be-seen""", "lets someone go on without `finding: all-clear`"),
    ("an urgency of nobody", "base.yaml", "  self-care:",
     "  later: {name: {nl: x, en: x}, act: {nl: x, en: x}}\n  self-care:", "`urgency` has no key `later`"),
    ("how bad it is on another measure", "questions.yaml", "  max: 10\n  whole: yes\n  unknown:\n    means: easier",
     "  max: 12\n  whole: yes\n  unknown:\n    means: easier",
     "a number that tells how bad it is goes from 0 to 10, not from 0 to 12"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_mistake_is_named(file: str, old: str, new: str, said: str, base: Base, tmp_path: Path) -> None:
    root = shutil.copytree(shipped(), tmp_path / "base")
    place = root / CHECK_IN / file
    assert old in place.read_text()
    place.write_text(place.read_text().replace(old, new, 1))
    with pytest.raises(TriageError) as caught:
        load_check_in(base, root)
    assert said in str(caught.value)
    assert str(root / CHECK_IN) in str(caught.value)


def test_a_base_without_a_check_in_says_so(ankle_files: Path) -> None:
    with pytest.raises(TriageError, match="has no check-in; expected a folder `check-in`"):
        load_check_in(load(ankle_files), ankle_files)
