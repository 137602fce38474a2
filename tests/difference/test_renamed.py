"""What a new base says has another name is the same part, to whoever compares it with the old one."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner

from triage.cases.case import load_case
from triage.cases.project import read_project
from triage.commands.main import main
from triage.difference.difference import compare, in_either
from triage.difference.outcome_changes import outcome_changes
from triage.difference.renamed import renamed
from triage.inference.outcome import infer
from triage.language.load import load

ANKLE = Path(__file__).parent.parent / "bases" / "ankle"
EDITS = (
    ("questions.yaml", "kicked: {nl: Geschopt, en: Kicked}", "hit: {nl: Geschopt, en: Kicked, was: kicked}"),
    ("rules.yaml", "kicked]", "hit]"),
    ("rules.yaml", "onset: kicked", "onset: hit"),
    ("questions.yaml", "inside: {", "within: {was: [inner, inside], "),
    ("rules.yaml", "place: [inside, heel]", "place: [within, heel]"),
    ("questions.yaml", "- question: days\n", "- question: how-long\n  was: days\n"),
    ("questions.yaml", "days: {less-than: 1}", "how-long: {less-than: 1}"),
    ("care.yaml", "until: {days:", "until: {how-long:"),
    ("care.yaml", "trauma, days:", "trauma, how-long:"),
    ("findings.yaml", "- finding: sprain\n", "- finding: twist\n  was: sprain\n"),
    ("rules.yaml", "establish: sprain", "establish: twist"),
    ("rules.yaml", "[sprain, bruise]", "[twist, bruise]"),
    ("base.yaml", "[fracture, sprain, bruise]", "[fracture, twist, bruise]"),
    ("care.yaml", "- pathway: walk-it-off\n", "- pathway: walking\n  was: walk-it-off\n"),
    ("care.yaml", "- phase: later\n", "- phase: after-that\n      was: later\n"),
    ("base.yaml", "walk-it-off", "walking"),
    ("rules.yaml", "pathway: walk-it-off", "pathway: walking"),
)
NAMES = {
    ("question", "how-long", "days"),
    ("finding", "twist", "sprain"),
    ("pathway", "walking", "walk-it-off"),
    ("option", "onset/hit", "kicked"),
    ("option", "place/within", "inside"),
    ("phase", "walking/after-that", "later"),
}


@pytest.fixture
def later(tmp_path: Path) -> Path:
    place = copytree(ANKLE, tmp_path / "later")
    for name, old, new in EDITS:
        file = place / name
        assert old in file.read_text(), old
        file.write_text(file.read_text().replace(old, new))
    for case in (place / "cases").glob("*.yaml"):
        case.unlink()
    return place


def test_a_base_in_which_only_names_differ_is_the_same(later: Path) -> None:
    old, new = read_project(ANKLE), read_project(later)
    found = compare(old.base, new.base, in_either(old, new), outcome_changes, size=300)
    assert found.changes == ()
    assert found.one_sided == (), "no question or option is gone, and none is new"
    assert {(part.kind, part.id, part.was) for part in found.parts} == NAMES
    assert {part.change for part in found.parts} == {"renamed"}
    assert not any(part.decides for part in found.parts)
    assert found.worked.total > 0
    assert found.worked.any == 0


def test_what_changes_besides_is_found_all_the_same(later: Path) -> None:
    rules = later / "rules.yaml"
    rules.write_text(rules.read_text().replace("pain: {less-than: 4}", "pain: {less-than: 6}"))
    old, new = load(ANKLE), load(later)
    found = compare(old, new, {}, outcome_changes, size=50)
    assert [change.lowers for change in found.changes if change.aspect == "urgency"] == [True]
    assert {change.behind[0].id for change in found.changes} == {"mild"}
    example = found.changes[0].example
    assert infer(new, example.new).urgency == found.changes[0].new


def test_answers_to_the_old_base_come_to_the_same_under_its_new_names(later: Path) -> None:
    old, new = load(ANKLE), load(later)
    names = renamed(old, new)
    (path,) = (ANKLE / "cases").glob("*.yaml")
    case = load_case(old, path)
    before = infer(old, case.answers)
    after, same = infer(new, names.answers(case.answers)), infer(names.base(old), names.answers(case.answers))
    assert after.leading == same.leading == names.finding(before.leading or "")
    assert after.pathway == same.pathway == names.pathway(before.pathway)
    assert after.urgency == same.urgency == before.urgency
    assert [stretch.phase for stretch in after.phases] == [stretch.phase for stretch in same.phases]


def test_of_two_that_became_one_only_one_was_it(later: Path) -> None:
    text = (later / "questions.yaml").read_text()
    (later / "questions.yaml").write_text(text.replace("  was: days\n", "  was: [pain-before, days]\n"))
    assert renamed(load(ANKLE), load(later)).questions == {"days": "how-long"}
    assert renamed(load(later), load(later)).questions == {}


def test_diff_says_it(later: Path) -> None:
    done = CliRunner().invoke(main, ["diff", str(ANKLE), str(later), "--sample", "50", "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert "question how-long: was called days" in " ".join(done.stdout.split())
    data: dict[str, Any] = json.loads(
        CliRunner().invoke(main, ["diff", str(ANKLE), str(later), "--sample", "50", "--format", "json"]).stdout
    )
    assert {(part["kind"], part["id"], part["was"]) for part in data["bases"][0]["parts"]} == NAMES
