"""`triage check`: what it prints in each form, what it writes, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from tests.reports.schema import check_of
from tests.small import asked, caution, sketch, write
from tests.without import without
from triage.commands.main import main
from triage.explanation.installing import installing
from triage.language.checks import CHECKS
from triage.words.saying import say

DOCS = Path(__file__).parent.parent.parent / "docs" / "properties.md"
SARIF = json.loads((Path(__file__).parent.parent / "reports" / "sarif-2.1.0.json").read_text())
BROKEN = """\
- property: nobody-has-a-fever
  hazard: harm
  because: {nl: Niemand mag koorts hebben., en: Nobody may have a fever.}
  for-each: {q: [fever, pain]}
  never: {$q: unknown}
- accept: options-alike
  at: colour/a+b
  because: {nl: Mensen herkennen hun kleur., en: People know their colour.}
"""
PROMISE = """\
- property: fever-is-seen-today
  hazard: harm
  because: {nl: Koorts wacht niet., en: Fever does not wait.}
  when: {fever: yes}
  always: {urgency: urgent}
"""
FAULTY = sketch(
    asked("colour", "choice"),
    caution("care", {"colour": ["a", "b"]}),
    caution("odd", {"all": [{"fever": "yes"}, {"fever": "no"}]}),
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    return write(tmp_path / "base", FAULTY, BROKEN)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    return write(tmp_path / "base", sketch(), PROMISE)


def test_what_is_wrong_is_told_with_its_place_and_why(faulty: Path) -> None:
    done = run("-k", str(faulty), "--lang", "en")
    assert done.exit_code == 1
    head, rest = done.stdout.split("\n\n", 1)
    assert head.startswith("made-up 1.0 (")
    assert " is not sound.\n" in head
    assert (
        rest
        == f"""\
{faulty}/part-0.yaml:16:3: warning: the caution `odd` is never shown [caution-never-shown]
    - {{caution: odd, when: {{all: [{{fever: yes}}, {{fever: no}}]}}, text: {{nl: "odd in het Nederlands", e
      ^
    Nobody is warned, whatever is answered.

{faulty}/properties/all.yaml:1:3: error: the property `nobody-has-a-fever` does not hold for q: fever [property-fails]
    - property: nobody-has-a-fever
      ^
    Nobody may have a fever.
    A smallest case in which it goes wrong, for `triage run`:

        case: nobody-has-a-fever-counterexample
        story: "Counterexample to the property nobody-has-a-fever (q: fever). Nobody may have a fever."
        answers:
          fever: unknown

    It also goes wrong with: q: pain.

0 of 1 properties proved over all answers (2 statements); errors 1, warnings 1, accepted 1
"""
    )


def test_the_same_in_dutch_with_what_may_stay(faulty: Path) -> None:
    done = run("-k", str(faulty), "--lang", "nl", "--accepted")
    assert " is niet in orde.\n" in done.stdout
    assert (
        "fout: de eigenschap `nobody-has-a-fever` geldt niet voor q: fever [property-fails]\n"
        "    - property: nobody-has-a-fever\n      ^\n    Niemand mag" in done.stdout
    )
    assert "\nMag zo blijven (1):\n  - geen regel onderscheidt deze antwoorden op `colour`: a, b." in done.stdout
    assert done.stdout.endswith(
        "0 van 1 eigenschappen bewezen over alle antwoorden (2 uitspraken); fouten 1, waarschuwingen 1, aanvaard 1\n"
    )


def test_nothing_wrong(sound: Path) -> None:
    done = run("-k", str(sound), "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "1 of 1 properties proved over all answers (1 statements); errors 0, warnings 0, accepted 0\n"
    )


def test_a_counterexample_is_written_and_can_be_run(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "found"
    assert run("-k", str(faulty), "--counterexamples", str(out)).exit_code == 1
    (file,) = out.iterdir()
    assert file.name == "nobody-has-a-fever-counterexample.yaml"
    done = CliRunner().invoke(main, ["run", str(file), "-k", str(faulty), "--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["case"] == "nobody-has-a-fever-counterexample"
    assert "--force writes over it" in run("-k", str(faulty), "--counterexamples", str(out)).stderr
    again = run("-k", str(faulty), "--counterexamples", str(out), "--force")
    assert again.exit_code == 1, "over what it wrote before"


ANKLE = Path(__file__).parent.parent.parent / "examples" / "ankle"
NOBODY_GOES_ON = """\
- property: nobody-goes-on
  hazard: harm
  because: {nl: Niemand gaat verder., en: Nobody goes on.}
  never: {pathway: go-on}
"""


def test_a_counterexample_of_a_check_in_runs_with_its_folder(tmp_path: Path) -> None:
    base = tmp_path / "ankle"
    shutil.copytree(ANKLE, base)
    (base / "check-in" / "properties").mkdir()
    (base / "check-in" / "properties" / "all.yaml").write_text(NOBODY_GOES_ON)
    done = run("-k", str(base), "--lang", "en", "--counterexamples", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert f"A smallest case in which it goes wrong, for `triage run -k {base}/check-in`:" in done.stdout
    case = str(tmp_path / "out" / "nobody-goes-on-counterexample.yaml")
    shown = CliRunner().invoke(main, ["run", case, "-k", str(base / "check-in"), "--format", "json"])
    assert json.loads(shown.stdout)["pathway"]["id"] == "go-on"
    alone = run("-k", str(base / "check-in"), "--format", "json")
    assert alone.exit_code == 1
    assert [part["base"] for part in json.loads(alone.stdout)["bases"]] == ["ankle-check-in"]


def test_a_counterexample_that_cannot_be_written(faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("-k", str(faulty), "--counterexamples", str(tmp_path / "file"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{tmp_path / 'file'}: cannot be made: ")


def test_no_directory_is_made_above_that_of_the_counterexamples(faulty: Path, tmp_path: Path) -> None:
    above = tmp_path / "nwe"
    done = run("-k", str(faulty), "--counterexamples", str(above / "found"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{above}: there is no such directory; make it first, with: mkdir -p {above}\n"
    assert not above.exists()


def test_json(faulty: Path) -> None:
    done = run("-k", str(faulty), "--lang", "en", "--format", "json")
    assert done.exit_code == 1
    data = check_of(done.stdout)
    assert data["complete"]
    assert data["counts"] == {"stated": 1, "proved": 0, "statements": 2, "errors": 1, "warnings": 1, "accepted": 1}
    assert [(remark["check"], remark["at"], remark["accepted"]) for remark in data["remarks"]] == [
        ("caution-never-shown", "odd", None),
        ("property-fails", "nobody-has-a-fever", None),
        ("options-alike", "colour/a+b", "People know their colour."),
    ]
    (proof,) = data["proofs"]
    assert [failure["answers"] for failure in proof["failures"]] == [{"fever": "unknown"}, {"pain": "unknown"}]


def test_sarif(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(faulty.parent)
    done = run("-k", "base", "--lang", "nl", "--format", "sarif")
    assert done.exit_code == 1
    log = json.loads(done.stdout)
    Draft7Validator.check_schema(SARIF)
    assert [error.message for error in Draft7Validator(SARIF).iter_errors(log)] == []
    (made,) = log["runs"]
    results = made["results"]
    assert [result["ruleId"] for result in results] == ["caution-never-shown", "property-fails", "options-alike"]
    assert [result["level"] for result in results] == ["warning", "error", "warning"]
    assert all(made["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    place = results[1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "base/properties/all.yaml"},
        "region": {"startLine": 1, "startColumn": 3},
    }
    assert [len(result.get("suppressions", [])) for result in results] == [0, 0, 1]


def test_sarif_of_a_base_that_does_not_load(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (faulty / "properties" / "all.yaml").write_text(BROKEN.replace("never", "newer"))
    monkeypatch.chdir(faulty.parent)
    done = run("-k", "base", "--format", "sarif")
    assert done.exit_code == 2
    assert "base/properties/all.yaml:5:3: a property has no key `newer`" in done.stderr
    log = json.loads(done.stdout)
    assert [error.message for error in Draft7Validator(SARIF).iter_errors(log)] == []
    (made,) = log["runs"]
    assert {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in made["results"]} == {
        "base/properties/all.yaml"
    }
    assert not made["invocations"][0]["executionSuccessful"]


def test_sarif_without_the_solver_says_that_nothing_was_judged(faulty: Path) -> None:
    log = json.loads(without("z3", "check", "-k", faulty, "--lang", "en", "--format", "sarif").stdout)
    assert [error.message for error in Draft7Validator(SARIF).iter_errors(log)] == []
    (told,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("Not done: lint and proofs.")


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_the_same_base_gives_the_same_bytes(form: str, faulty: Path) -> None:
    assert run("-k", str(faulty), "--format", form).stdout == run("-k", str(faulty), "--format", form).stdout


def test_a_property_that_cannot_be_read(faulty: Path) -> None:
    (faulty / "properties" / "all.yaml").write_text(BROKEN.replace("never", "newer"))
    done = run("-k", str(faulty))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "all.yaml:5:3: a property has no key `newer`; did you mean `never`?" in done.stderr


def test_without_the_solver_the_rest_is_done(faulty: Path) -> None:
    done = without("z3", "check", "-k", faulty, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        f"\nNot done: lint and proofs. They need the extra `proof`. {installing('en', 'proof')}\n"
    )
    assert not check_of(without("z3", "check", "-k", faulty, "--format", "json").stdout)["complete"]


def test_every_check_has_its_words() -> None:
    for check in CHECKS:
        assert say(f"lint-{check}", "en"), check
        assert say(f"lint-{check}-why", "en"), check
        assert f"`{check}`" in DOCS.read_text(), check
