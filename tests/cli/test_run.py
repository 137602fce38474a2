"""`triage run`: the outcome of answers in files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.schema import error_of, outcome_of
from tests.strategies import CHARACTERS
from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.language.base import Base
from triage.language.load import load

CASES = TOOTH / "cases"


def triage(*arguments: object, base: object = TOOTH, **more: object) -> Result:
    command, *rest = map(str, arguments)
    return CliRunner().invoke(main, [command, "--knowledge", str(base), *rest], **more)  # type: ignore[arg-type]


def case(name: str) -> Path:
    return CASES / f"{name}.yaml"


def test_text() -> None:
    done = triage("run", case("tooth-knocked-out"), "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("How soon: Today\nCall your dentist today.\nWhy so soon:\n")
    assert "\nMost likely: Broken tooth\n" in done.stdout
    assert done.stdout.endswith("\nMore: --full (everything) or --trace (every step).\nCall your dentist today.\n")
    assert "Rule " not in done.stdout


def test_the_whole_text() -> None:
    done = triage("run", case("tooth-knocked-out"), "--lang", "en", "--full")
    assert done.exit_code == 0
    assert done.stdout.startswith("How soon: Today\nCall your dentist today.\n\nMost likely: Broken tooth\n")
    assert "\nWhy\n1. Rule after-a-knock\n" in done.stdout
    assert done.stderr == ""


def test_json_has_what_the_issue_asks_for() -> None:
    data = outcome_of(triage("run", case("tooth-knocked-out"), "--format", "json", "--lang", "en").stdout)
    assert data["case"] == "tooth-knocked-out"
    assert data["urgency"] == "urgent"
    assert data["leading"] == "broken-tooth"
    assert {part["id"]: part["status"] for part in data["conditions"]} == {
        "infection": "refuted",
        "broken-tooth": "established",
        "sensitive-tooth": "refuted",
    }
    assert data["pathway"]["id"] == "save-the-tooth"
    assert [part["id"] for part in data["cautions"]] == ["no-aspirin-on-the-gum"]
    assert [part["id"] for part in data["safety_net"]] == ["neck-gets-thicker", "lasts-long"]
    assert (data["warning_signs"], data["not_ruled_out"]) == ([], [])
    assert data["answers"]["pain"] == 6.5
    assert data["settled"] is True
    assert (data["knowledge"]["name"], data["knowledge"]["version"]) == ("tooth", "1.2.3")
    assert data["knowledge"]["hash"] == load(TOOTH).hash


def test_full_prints_every_phase_and_trace_every_step() -> None:
    short, full, trace = (triage("run", case("cold-hurts"), *more).stdout for more in ([], ["--full"], ["--trace"]))
    assert "Blijf zacht poetsen" not in short
    assert "Blijf zacht poetsen" in full
    assert "regel staat klaar: only-cold-hurts" not in short
    assert "regel staat klaar: only-cold-hurts" in trace


def test_several_files_are_one_outcome_a_line_in_order() -> None:
    names = ["root-infected", "cold-hurts", "hard-to-breathe", "cold-hurts"]
    done = triage("run", *map(case, names), "--format", "json")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [outcome_of(line)["case"] for line in lines] == names
    assert outcome_of(lines[0])["language"] == "en"
    assert outcome_of(lines[1])["language"] == "nl", "the case says so"


def test_several_files_as_text_stand_under_their_names() -> None:
    done = triage("run", case("root-infected"), case("cold-hurts"))
    heads = [line for line in done.stdout.splitlines() if line.startswith("==>")]
    assert heads == [f"==> {case('root-infected')} <==", f"==> {case('cold-hurts')} <=="]
    first, second = (triage("run", case(name)).stdout for name in ("root-infected", "cold-hurts"))
    assert done.stdout == f"{heads[0]}\n{first}\n{heads[1]}\n{second}"
    assert not first.endswith("\n\n")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_bad_file_gets_its_error_and_does_not_stop_the_rest(form: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("answers: {onset: slowly}")
    done = triage("run", case("root-infected"), bad, case("cold-hurts"), "--format", form)
    said = f"{bad}:1:18: `onset`: `slowly` is no answer; expected one of `knock`, `gradual`, `other`, `unknown`"
    assert done.exit_code == 2
    assert done.stderr == f"{said}\n    answers: {{onset: slowly}}\n                     ^\n"
    if form == "json":
        first, second, third = done.stdout.splitlines()
        assert error_of(second) == {"file": str(bad), "error": said}
        assert [outcome_of(line)["case"] for line in (first, third)] == ["root-infected", "cold-hurts"]
    else:
        assert "Infection" in done.stdout
        assert "Gevoelige tand" in done.stdout


def test_standard_input() -> None:
    done = triage("run", "-", "--format", "json", input="answers: {hard-to-breathe: yes}")
    assert outcome_of(done.stdout)["urgency"] == "emergency"
    done = triage("run", "-", "--format", "json", input='{"answers": {"hard-to-breathe": true}}')
    assert outcome_of(done.stdout)["urgency"] == "emergency"
    done = triage("run", "-", input='{"answers": {"hard-to-breathe": null}}')
    assert done.exit_code == 2
    assert done.stderr.startswith("standard input:1:33: `hard-to-breathe`: `null` is no answer")


def test_the_language_asked_for_goes_before_that_of_the_case() -> None:
    assert "Most likely: Sensitive tooth" in triage("run", case("cold-hurts"), "--lang", "en").stdout
    assert "Waarschijnlijk: Gevoelige tand" in triage("run", case("cold-hurts")).stdout


@pytest.mark.parametrize("command", [["run", case("cold-hurts")], ["questions"], ["ask", "--no-save"]])
def test_a_language_that_the_base_does_not_speak(command: list[object]) -> None:
    done = triage(*command, "--lang", "fr")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "--lang: this knowledge base does not speak `fr`; it speaks `nl`, `en`\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "nl_BE"}, "nl"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    locale = {**dict.fromkeys(("LANG", "LC_ALL", "LC_MESSAGES"), ""), **environment}
    done = triage("run", case("root-infected"), "--format", "json", env=locale)
    assert outcome_of(done.stdout)["language"] == language


# Anything at all


@pytest.fixture(scope="module")
def tooth() -> Base:
    return load(TOOTH)


NAMES = st.sampled_from(["hard-to-breathe", "fever", "onset", "pain", "days", "sore-with", "pijn", "", "answers"])
VALUES = st.recursive(
    st.sampled_from(["yes", "no", "unknown", "none", "knock", "cold", "3", "-1", "1e9", "nan", ""])
    | st.text(CHARACTERS, max_size=8)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["answers", "case", "story", "language", "expect", "saved", "answer"])


def holds(done: Result) -> None:
    """An outcome, or one message; never anything else."""
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code in (0, 2)
    if done.exit_code == 0:
        outcome_of(done.stdout)
        assert done.stderr == ""
    else:
        assert done.stdout == ""
        assert done.stderr.startswith("standard input:")
        assert "Traceback" not in done.stderr


@given(text=st.text(CHARACTERS) | st.binary())
def test_any_text_gives_an_outcome_or_a_message(text: str | bytes) -> None:
    holds(triage("run", "-", "--format", "json", input=text))


@given(data=st.fixed_dictionaries({"answers": st.dictionaries(NAMES, VALUES)}) | st.dictionaries(FIELDS, VALUES))
def test_any_data_gives_an_outcome_or_a_message(data: object) -> None:
    holds(triage("run", "-", "--format", "json", input=json.dumps(data)))


@given(before=st.text(alphabet="{}[]:,-&*!|>'\"%@` \n\tanswersfever", max_size=12), at=st.integers(0, 80))
def test_a_case_with_something_thrown_in_gives_an_outcome_or_a_message(before: str, at: int) -> None:
    text = case("root-infected").read_text()
    holds(triage("run", "-", "--format", "json", input=text[:at] + before + text[at:]))
