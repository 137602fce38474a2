"""A worked case with variants: the same answers but for a few, each with its reason and what it expects."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from triage.cases.case import Expectation, read_case
from triage.commands.main import main
from triage.language.base import Base
from triage.language.errors import CaseError
from triage.language.load import load

ANKLE = Path("tests/bases/ankle")
PLAIN = "{variant: a, because: M., answers: {}, expect: {}}"
HEAD = "language: en\nanswers: {pain: 3, heard-a-crack: no}\nvariants:\n"


@pytest.fixture(scope="module")
def ankle() -> Base:
    return load(ANKLE)


def test_a_variant_is_a_whole_case(ankle: Base) -> None:
    case = read_case(
        ankle,
        HEAD + "- {variant: worse, because: More pain., answers: {pain: 8}, expect: {urgency: soon}}",
        "case.yaml",
    )
    [variant] = case.variants
    assert (variant.name, variant.story, variant.language) == ("worse", "More pain.", "en")
    assert variant.answers == {**case.answers, "pain": 8}
    assert variant.expect == Expectation(urgency="soon")
    assert variant.variants == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- {variant: worse, because: More., answers: {pain: 8}}", "case.yaml:4:3: a variant lacks `expect`"),
        ("- {because: More., answers: {pain: 8}, expect: {}}", "case.yaml:4:3: a variant lacks `variant`"),
        ("- worse", "case.yaml:4:3: a variant must be a mapping"),
        ("- {variant: A b, because: M., answers: {}, expect: {}}", "case.yaml:4:13: `A b` is no id"),
        ("- {variant: a, because: M., answers: {pian: 8}, expect: {}}", "case.yaml:4:39: unknown question `pian`"),
        ("- {variant: a, because: M., answers: 3, expect: {}}", "case.yaml:4:38: `answers` must be a mapping"),
        ("- {variant: a, because: M., answers: {}, expect: {urgency: now}}", "unknown urgency `now`"),
        ("- {variant: a, because: M., answers: {}, expect: {}, story: no}", "a variant has no key `story`"),
        (
            f"- {PLAIN}\n- {PLAIN}",
            "case.yaml:5:3: variant `a` is there already; give it another name",
        ),
    ],
)
def test_mistakes_in_a_variant(ankle: Base, written: str, said: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_case(ankle, HEAD + written, "case.yaml")
    assert said in str(raised.value)


def test_files_of_one_name_are_both_run(tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(ANKLE, base)
    before = sum(1 for _ in (base / "cases").rglob("*.yaml"))
    case = min((base / "cases").glob("*.yaml"))
    (base / "cases" / "more").mkdir()
    shutil.copy(case, base / "cases" / "more" / case.name)
    done = CliRunner().invoke(main, ["cases", "--knowledge", str(base)])
    assert f"passed  more/{case.name}\n" in done.stdout
    assert done.stdout.endswith(f"{before + 1} of {before + 1} worked cases passed\n")


def test_variants_are_run_with_their_case(tmp_path: Path) -> None:
    base = tmp_path / "base"
    for path in ANKLE.rglob("*.yaml"):
        place = base / path.relative_to(ANKLE)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(path.read_text())
    case = next((base / "cases").iterdir())
    with case.open("a") as file:
        file.write("variants: [{variant: other, because: So., answers: {}, expect: {must-not: [soon, planned]}}]\n")
    done = CliRunner().invoke(main, ["cases", case.stem, "--knowledge", str(base)])
    first, second, *_ = done.stdout.splitlines()
    assert first == f"passed  {case.stem}"
    assert second.endswith(f"  {case.stem}/other")
    assert done.stdout.splitlines()[-1].endswith("of 2 worked cases passed")
