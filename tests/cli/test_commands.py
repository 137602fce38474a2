"""The other commands, and how the whole gets on with the shell."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import triage
from tests import warm
from tests.deep import drawn
from tests.patience import PATIENCE
from tests.reports.schema import outcome_of, questions_of
from tests.terminal.person import ROOT, TOOTH
from triage.commands.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_questions_as_json() -> None:
    data = questions_of(run("questions", "--knowledge", TOOTH, "--format", "json", "--lang", "nl").stdout)
    questions = {question["id"]: question for question in data["questions"]}
    assert list(questions) == list(triage.load(TOOTH).questions)
    assert questions["swollen-neck"]["screens_for"] == ["spreading"]
    assert questions["swollen-neck"]["checklist"] == "at-once"
    assert questions["swollen-neck"]["statement"] == "een dikke hals"
    assert questions["knocked-out"]["when"] == {"onset": ["knock", "unknown"]}
    assert questions["knocked-out"]["may_be_unknown"] is False
    assert questions["pain"]["unit"] == "punten"
    assert (questions["days"]["min"], questions["days"]["max"], questions["days"]["whole"]) == (0, 365, True)
    assert [option["id"] for option in questions["sore-with"]["options"]] == ["cold", "biting", "lying"]


def test_questions_as_text() -> None:
    text = run("questions", "--knowledge", TOOTH, "--lang", "en").stdout
    assert "swollen-neck: Is your neck swollen?\n  yes | no | I don't know\n  bears on: Spreading infection\n" in text


def test_check_counts_what_a_sound_base_holds() -> None:
    done = run("check", "--knowledge", TOOTH)
    assert done.exit_code == 0
    assert " is sound.\nquestions 8, checklists 1, rules 8, warning signs 2," in done.stdout


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The base with two worked cases that are not as they expect."""
    base = tmp_path / "base"
    shutil.copytree(TOOTH, base)
    (base / "cases" / "all-wrong.yaml").write_text(
        "case: all-wrong\nanswers: {hard-to-breathe: no, fever: unknown}\n"
        "expect: {urgency: emergency, leading: infection, pathway: save-the-tooth, warning-signs: [airway],\n"
        "  established: [knocked], fired: [after-a-knock], cautions: [no-aspirin-on-the-gum], must-not: [soon]}\n"
    )
    (base / "cases" / "unreadable.yaml").write_text("answers: {pain: lots}\n")
    return base


def test_cases_tell_what_differs(broken: Path) -> None:
    done = run("cases", "--knowledge", broken)
    assert done.exit_code == 1
    assert done.stderr == ""
    assert done.stdout.startswith(
        "FAILED  all-wrong\n"
        "    urgency: expected emergency, found soon\n"
        "    leading: expected infection, found none\n"
        "    pathway: expected save-the-tooth, found see-dentist\n"
        "    warning-signs: expected airway, found none\n"
        "    established: expected knocked, found it is open\n"
        "    fired: expected after-a-knock, found it did not fire\n"
        "    cautions: expected no-aspirin-on-the-gum, found it does not apply\n"
        "    must-not: expected no soon, found soon\n"
        "passed  cold-hurts\n"
    )
    told = f"unreadable  unreadable\n    {broken}/cases/unreadable.yaml:1:17: `pain`: `lots` is no number"
    assert told in done.stdout
    assert done.stdout.endswith("6 of 7 worked cases passed; 1 cannot be read\n")


def test_cases_by_name(broken: Path) -> None:
    done = run("cases", "cold-hurts", "--knowledge", broken)
    assert (done.exit_code, done.stdout) == (0, "passed  cold-hurts\n1 of 1 worked cases passed\n")
    done = run("cases", "cold-hurst", "--knowledge", broken)
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        "unknown case `cold-hurst`; did you mean `cold-hurts`?\n",
    )


@pytest.mark.parametrize("command", [[], ["run"], ["ask"], ["questions"], ["check"], ["cases"]])
def test_every_command_explains_itself(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize(
    "command", [["runn"], ["run"], ["run", "--format", "xml", "-"], ["ask", "--save"], ["check", "extra"]]
)
def test_a_command_that_is_none_says_how_to_go_on(command: list[str]) -> None:
    done = run(*command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].startswith("Error: ")


# The shell around it


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell does with `triage` in the small base, `$case` being one of its cases. Paths may hold spaces: without
    IFS nothing is split."""
    return subprocess.run(
        ["/bin/sh", "-c", f'IFS=; triage() {{ "{sys.executable}" "{ROOT / "cli.py"}" "$@"; }}; {script}'],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "base": str(TOOTH), "case": str(TOOTH / "cases" / "cold-hurts.yaml"), **environment},
    )


@pytest.mark.parametrize("command", ["questions", "run $case --trace", "ask --no-save --plain </dev/null"])
def test_a_reader_that_stops_reading_is_no_mistake(command: str) -> None:
    done = shell(f"(triage {command} -k $base; echo $? >&2) | head -n 1")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == "0\n"


FULL = {
    "en": "standard output: cannot be written: no space left on device\n",
    "nl": "standaarduitvoer: hier kan niet geschreven worden: er is geen ruimte meer\n",
}


COLD = TOOTH / "cases" / "cold-hurts.yaml"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "command",
    [("questions",), ("run", COLD), ("run", COLD, "--format", "json"), ("check",), ("ask", "--no-save")],
    ids=lambda command: " ".join(word for word in command if isinstance(word, str)),
)
def test_a_full_disk_is_told(command: tuple[str | Path, ...]) -> None:
    (language, *_) = drawn(FULL, command[0])
    with open("/dev/full", "w") as full:
        done = warm.run([*command, "-k", TOOTH, "--lang", language], output=full.fileno())
    assert done.stderr == FULL[language]
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("closed", "command"),
    [
        (closed, command)
        for closed in ("<&-", ">&-", "<&- >&-", "<&- >&- 2>&-")
        for command in drawn(["run $case", "ask --no-save"], closed)
    ],
)
def test_closed_streams_are_as_good_as_empty_ones(command: str, closed: str) -> None:
    done = shell(f"triage {command} -k $base {closed}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("locale", "words", "said"),
    [("nl_NL.UTF-8", [], "Gestopt."), ("C", [], "Stopped."), ("C", ["--lang", "nl"], "Gestopt.")],
)
def test_ctrl_c_stops_whatever_runs(locale: str, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("triage.reports.author.questions.questions_text", interrupted)
    monkeypatch.setenv("LC_ALL", locale)
    done = run("questions", "--knowledge", TOOTH, *words)
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", f"\n{said}\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_without_curly_quotes(encoding: str) -> None:
    done = shell("triage run $case --lang en -k $base", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")


# From Python


def test_python_gives_the_same_in_a_few_lines() -> None:
    base = triage.load(TOOTH)
    case = triage.load_case(base, TOOTH / "cases" / "cold-hurts.yaml")
    outcome = triage.infer(base, triage.check_answers(base, dict(case.answers)))
    assert (outcome.urgency, outcome.leading, outcome.pathway) == ("self-care", "sensitive-tooth", "brush-gently")
    assert [event.of for event in outcome.trace if event.kind == "fired"] == ["only-cold-hurts", "brush-it-yourself"]
    interview = triage.Interview(base)
    while (prompt := interview.next()) is not None:
        assert isinstance(prompt, triage.Prompt)
        interview.answer({question.id: case.answers[question.id] for question in prompt.questions})
    assert interview.settled
    assert interview.outcome().urgency == outcome.urgency
    printed = run("run", TOOTH / "cases" / "cold-hurts.yaml", "--knowledge", TOOTH, "--format", "json").stdout
    assert outcome_of(json.dumps(triage.outcome_json(outcome, "nl", "cold-hurts"))) == outcome_of(printed)
    assert questions_of(json.dumps(triage.questions_json(base, "nl")))["language"] == "nl"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"pian": 3}, "unknown question `pian`; did you mean `pain`?"),
        ({"pain": 12}, "`pain`: 12 is out of range; expected a number from 0 to 10, or `unknown`"),
        ({"pain": True}, "`pain`: `True` is no number; expected a number from 0 to 10, or `unknown`"),
        ({"onset": ["knock"]}, "`onset`: a list is no answer; expected one of `knock`, `gradual`, `other`, `unknown`"),
    ],
)
def test_answers_are_checked_at_the_border(given: dict[str, object], message: str) -> None:
    with pytest.raises(triage.AnswerError) as caught:
        triage.check_answers(triage.load(TOOTH), given)
    assert str(caught.value) == message
    assert isinstance(caught.value, triage.TriageError)


def test_every_public_name_is_there() -> None:
    assert all(getattr(triage, name) is not None for name in triage.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        triage.nothing  # noqa: B018
