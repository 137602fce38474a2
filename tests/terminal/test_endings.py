"""However a conversation ends, an emergency has the last word; and what cannot be kept stops nobody."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import termios
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
import yaml
from click.testing import CliRunner

from tests import warm
from tests.patience import PATIENCE
from tests.terminal.conftest import Comes
from tests.terminal.person import ROOT, TOOTH, Person
from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.errors import TriageError
from triage.language.load import load
from triage.language.texts import text_in
from triage.language.writing import locked
from triage.terminal import places

LAST = "Emergency: Call 112 now."
KEPT = "answers: {hard-to-breathe: yes}\n"
WRIST = ROOT / "tests" / "follow_up" / "wrist"


def alarmed(person: Person) -> Person:
    person.sees("none of these >")
    person.types("1")
    person.sees("*** EMERGENCY *** Call 112 now.", "3. Change an answer first >")
    return person


# The last word


@pytest.mark.parametrize(
    ("typed", "keys", "code"),
    [("quit", (), 0), ("stop", (), 0), ("1", (), 0), (None, ("Ctrl-C",), 130), (None, ("Ctrl-D",), 0)],
)
@pytest.mark.parametrize("when", ["in the box", "after it", "while going back"])
def test_who_leaves_in_an_emergency_sees_the_number_last(
    typed: str | None, keys: tuple[str, ...], code: int, when: str, ask_and_keep: tuple[Comes, Path]
) -> None:
    comes, _ = ask_and_keep
    person = alarmed(comes())
    if when == "after it":
        person.types("2")
        person.sees("How did it begin?")
        typed = "quit" if typed == "1" else typed
    elif when == "while going back":
        person.types("3")
        person.sees("Which answer do you want to change?")
        typed = "quit" if typed == "1" else typed
    if typed is None:
        person.presses(*keys)
    else:
        person.types(typed)
    assert person.leaves() == code
    assert "Your answers are in:" in person.news
    assert person.shown.endswith(f"\n{LAST}")


@contextmanager
def piped(*arguments: object, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Somebody who types into a pipe that stays open."""
    with subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "ask", "--knowledge", str(TOOTH), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LANG": "en_GB.UTF-8", **environment},
        preexec_fn=heard,  # noqa: PLW1509
    ) as process:
        yield process
        process.kill()


def heard() -> None:
    """Signals are heard, also where a shell that started the tests in the background has them ignored."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize(
    "number",
    [signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM],
    ids=["a closed terminal", "Ctrl and a backslash", "a request to stop"],
)
def test_a_signal_that_ends_the_program_says_it_too(number: signal.Signals, tmp_path: Path) -> None:
    place = tmp_path / "answers.yaml"
    with piped("--save", place) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("1\n")
        process.stdin.flush()
        shown = ""
        while "3. Change an answer first" not in shown:
            shown += process.stdout.readline()
        process.send_signal(number)
        rest, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == -number
    assert rest.endswith(f"\n{LAST}\n")
    assert errors == ""
    assert load_case(load(TOOTH), place).answers["hard-to-breathe"] == "yes"


START = """
import os, signal, sys

class Within:
    def __set_name__(self, *_):
        os.kill(os.getpid(), signal.SIGINT)

class Pressed:
    def find_spec(self, name, *_):
        if name == {when!r}:
            {presses}

sys.meta_path.insert(0, Pressed())
from triage.__main__ import main
main()
"""
PRESSES = "os.kill(os.getpid(), signal.SIGINT)"


@pytest.mark.parametrize(
    ("when", "presses", "code", "said"),
    [
        ("click", PRESSES, -signal.SIGINT, ""),
        ("triage.commands.run", PRESSES, 130, "\nStopped.\n"),
        ("triage.commands.run", "type('A', (), {'b': Within()})", 130, "\nStopped.\n"),
    ],
    ids=["before the command line is there", "while a command is read", "while a class of it is made"],
)
def test_a_stop_at_the_start_is_no_mistake(when: str, presses: str, code: int, said: str) -> None:
    script = START.format(when=when, presses=presses)
    command = [sys.executable, "-c", script, "run", "none.yaml", "--lang", "en"]
    done = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, preexec_fn=heard
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said)


def test_the_terminal_closes_in_the_box(ask_and_keep: tuple[Comes, Path]) -> None:
    comes, place = ask_and_keep
    alarmed(comes()).hangs_up()
    assert load_case(load(TOOTH), place).answers["hard-to-breathe"] == "yes"


def test_a_pause_and_going_on(ask: Comes) -> None:
    """Ctrl-Z, then fg: the shell meanwhile had the terminal its own way."""
    person = alarmed(ask())
    person.process.kill(signal.SIGSTOP)
    os.waitid(os.P_PID, person.process.pid, os.WSTOPPED)
    terminal = person.process.child_fd
    modes = termios.tcgetattr(terminal)
    modes[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
    person.presses()  # what comes up from here on
    person.process.kill(signal.SIGCONT)
    person.sees("1. Stop here and call now", "3. Change an answer first >")
    person.presses("down")
    person.sees("> 1. Stop here and call now")
    person.presses("enter")
    assert person.leaves() == 0
    assert person.shown.endswith(f"\n{LAST}")


# Outputs that take nothing


def goes_on(place: Path, output: int) -> subprocess.CompletedProcess[str]:
    return warm.run(["ask", "-k", TOOTH, "--lang", "en", "--resume", place], "quit\n", output=output)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    place = tmp_path / "saved.yaml"
    place.write_text(KEPT)
    return place


@pytest.mark.parametrize("output", ["/dev/full", "/dev/null", "answers.txt"])
def test_where_nobody_sees_the_output_the_alarm_is_on_standard_error(
    output: str, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if output == "/dev/full" and not os.path.exists("/dev/full"):
        pytest.skip("this system has no full device")
    monkeypatch.chdir(saved.parent)
    with open(output, "w") as file:
        done = goes_on(saved, file.fileno())
    assert done.stderr.endswith(f"{LAST}\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("nobody", ["2>/dev/null", "2>&-"])
def test_where_output_and_errors_go_nowhere_the_alarm_is_on_the_terminal_itself(nobody: str, saved: Path) -> None:
    program = [sys.executable, str(ROOT / "cli.py"), "ask", "-k", str(TOOTH), "--lang", "en", "--resume", str(saved)]
    typed = f'"$@" >"{saved.parent}/answers.txt" {nobody} </dev/null'
    person = pexpect.spawn("sh", ["-c", typed, "sh", *program], timeout=PATIENCE, encoding="utf-8")
    person.expect(pexpect.EOF)
    assert LAST in person.before


def test_where_nobody_reads_on_the_alarm_is_on_standard_error(saved: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with open(writes, "w") as file:
        done = goes_on(saved, file.fileno())
    assert done.stderr.endswith(f"{LAST}\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("way", ["anew", "step by step", "gone on with", "a check-in"])
def test_where_nobody_reads_on_when_the_answer_comes_the_alarm_is_on_standard_error(
    way: str, wrist: tuple[Path, Path], saved: Path
) -> None:
    base, case = wrist
    saved.write_text("answers: {onset: gradual}\n")
    words: dict[str, list[object]] = {
        "anew": ["ask", "-k", TOOTH, "--no-save"],
        "step by step": ["ask", "-k", TOOTH, "--no-save", "--step"],
        "gone on with": ["ask", "-k", TOOTH, "--resume", saved],
        "a check-in": ["check-in", case, "-k", base, "--date", "2026-03-05"],
    }
    with subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *map(str, words[way]), "--lang", "en"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        shown = b""
        while not shown.endswith(b"\n> "):
            shown += process.stdout.read(1)
        process.stdout.close()
        process.stdin.write(b"1\n")
        errors = process.stderr.read().decode()
        assert process.wait() == 0
    act = text_in(load(base).urgencies["emergency"].act, "en") if way == "a check-in" else "Call 112 now."
    assert f"*** EMERGENCY ***\n{act}" in errors
    assert "Traceback" not in errors
    if way != "a check-in":
        assert errors.endswith(f"{LAST}\n")
    if way == "gone on with":
        assert load_case(load(TOOTH), saved).answers["hard-to-breathe"] == "yes"


def test_where_the_output_is_closed_the_alarm_is_on_standard_error(saved: Path) -> None:
    words = [sys.executable, str(ROOT / "cli.py"), "ask", "-k", str(TOOTH), "--lang", "en", "--resume", str(saved)]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *words],
        input="quit\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stderr.endswith(f"{LAST}\n")
    assert "Traceback" not in done.stderr


def test_with_no_output_at_all_the_terminal_itself_says_it(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no full device")
    place, script = tmp_path / "saved.yaml", tmp_path / "blind.py"
    place.write_text(KEPT)
    script.write_text(
        "import os, sys\n"
        "full = os.open('/dev/full', os.O_WRONLY)\n"
        "os.dup2(full, 1); os.dup2(full, 2)\n"
        f"sys.argv = ['triage', 'ask', '-k', {str(TOOTH)!r}, '--resume', {str(place)!r}]\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from triage.commands.main import main\n"
        "main()\n"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of pytest-xdist
        process = pexpect.spawn(sys.executable, [str(script)], timeout=PATIENCE)
    process.expect_exact(LAST)
    process.wait()


# Places that take nothing


def test_a_full_disk_stops_no_alarm(tmp_path: Path) -> None:
    place = tmp_path / "answers.yaml"
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "ask", "-k", str(TOOTH), "--lang", "nl", "--save", str(place)],
        input="1\n2\n2\nstop\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),  # no file may hold anything
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = " ".join(done.stdout.split())
    assert "*** SPOED *** Bel nu 112." in said
    assert said.count("Je antwoorden kunnen niet worden bewaard: de schijf is vol.") == 1, "once"
    assert "Hoe begon het?" in said, "the interview goes on"
    assert "Je antwoorden zijn niet bewaard." in said
    assert "Later verder" not in said
    assert done.stdout.endswith("\nSpoed: Bel nu 112.\n")
    assert list(tmp_path.glob("answers*")) == [], "an empty file would only be taken for an interview"


def test_a_folder_that_went_with_everything_is_not_named(ask_and_keep: tuple[Comes, Path]) -> None:
    comes, place = ask_and_keep
    person = comes()
    person.sees("none of these >")
    person.types("4")
    person.sees("How did it begin?")
    shutil.rmtree(place.parent)
    person.types("quit")
    assert person.leaves() == 0
    assert "Your answers are in" not in person.news
    assert "Your answers were not kept." in person.news


def test_on_a_narrow_screen_no_line_of_the_alarm_is_broken_within_a_word(ask: Comes) -> None:
    person = ask(columns=20)
    person.sees("1. [ ] finding it")
    person.types("1")
    person.sees("*** EMERGENCY ***", "Change an")
    person.presses("Ctrl-C")
    assert person.leaves() == 130
    assert person.shown.endswith("\nEmergency: Call 112\nnow.")


def test_a_folder_that_vanishes_stops_no_alarm_and_is_used_again(ask_and_keep: tuple[Comes, Path]) -> None:
    comes, place = ask_and_keep
    person = comes()
    person.sees("none of these >")
    shutil.rmtree(place.parent)
    person.types("1")
    person.sees("*** EMERGENCY *** Call 112 now.", "the folder for them is not there. The questions go on as usual.")
    person.types("2")
    person.sees("How did it begin?")
    place.parent.mkdir()
    person.types("slowly")
    person.sees("Your answers are kept after all, in:", "How much pain")
    person.types("quit")
    assert person.leaves() == 0
    assert load_case(load(TOOTH), place).answers["hard-to-breathe"] == "yes"


def test_a_file_that_an_editor_changed_stops_no_alarm_and_nothing_is_lost(
    ask_and_keep: tuple[Comes, Path],
) -> None:
    comes, place = ask_and_keep
    person = comes()
    person.sees("none of these >")
    place.write_text("# mine\nanswers: {}\n")
    person.types("1")
    person.sees("*** EMERGENCY ***", "Another program changed the file. From now on your answers are kept in:")
    person.types("2")
    person.sees("How did it begin?")
    person.types("quit")
    assert person.leaves() == 0
    assert place.read_text() == "# mine\nanswers: {}\n"
    (other,) = (path for path in place.parent.iterdir() if path != place)
    assert load_case(load(TOOTH), other).answers["hard-to-breathe"] == "yes"
    assert str(other.name) in person.news.replace(" ", "")


@pytest.mark.parametrize("step", [(), ("--step",)], ids=["plainly", "step by step"])
def test_without_a_place_of_ones_own_there_is_an_interview(step: tuple[str, ...], triage: Comes) -> None:
    person = triage("ask", "--knowledge", TOOTH, *step, XDG_DATA_HOME="/dev/null/nowhere")
    person.sees("Your answers cannot be kept: the folder for them is not there.", "none of these >")
    person.types("1")
    person.sees("*** EMERGENCY ***")
    person.types("quit")
    assert person.leaves() == 0
    assert "Your answers were not kept." in person.news
    assert person.shown.endswith(f"\n{LAST}")


def test_without_a_home_there_is_an_interview(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/.local/share/triage"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/triage"))
    done = CliRunner().invoke(main, ["ask", "-k", str(TOOTH), "--lang", "en"], input="4\n2\nquit\n")
    assert done.exit_code == 0
    assert "Your answers cannot be kept: the folder for them is not there." in " ".join(done.output.split())
    assert "How much pain" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_bad_place_that_was_asked_for_is_said_before_the_first_question(triage: Comes) -> None:
    person = triage("ask", "--knowledge", TOOTH, "--save", "/dev/null/nowhere/answers.yaml")
    person.sees("the answers cannot be kept there: not a directory; name another file with --save, or use --no-save")
    assert person.leaves() == 2
    assert "Do you have any" not in person.raw


@pytest.mark.parametrize(
    ("stays", "said"),
    [
        ("nothing", "Your answers were not kept."),
        ("the file", "Your last answers were not kept, only those before."),
    ],
)
def test_a_saved_interview_that_cannot_be_written_goes_on(stays: str, said: str, triage: Comes, tmp_path: Path) -> None:
    place = tmp_path / "shut" / "saved.yaml"
    place.parent.mkdir()
    place.write_text("answers: {hard-to-breathe: no, swollen-neck: no, fever: no}\n")
    person = triage("ask", "--knowledge", TOOTH, "--resume", place)
    person.sees("How did it begin?")
    if stays == "nothing":
        shutil.rmtree(place.parent)
    else:  # there is no room for one byte more
        resource.prlimit(person.process.pid, resource.RLIMIT_FSIZE, (0, 0))
    person.types("slowly")
    person.sees("Your answers cannot be kept", "How much pain")
    person.types("quit")
    person.sees(said)
    assert person.leaves() == 0
    assert place.exists() == (stays == "the file")


# Nothing answered


@pytest.mark.parametrize(("key", "code"), [("quit\r", 0), ("Ctrl-D", 0), ("Ctrl-C", 130)])
def test_who_answers_nothing_is_advised_nothing(key: str, code: int, triage: Comes, tmp_path: Path) -> None:
    person = triage("ask", "--knowledge", TOOTH)
    person.sees("none of these >")
    person.presses(key)
    person.sees("Stopped. You have not answered anything yet, so there is no advice yet. No diagnosis.")
    person.sees("Begin again: triage ask")
    assert person.leaves() == code
    assert person.shown.endswith("\nEmergency? Call 112 now.")
    assert "How soon" not in person.news
    assert "Your answers are in" not in person.news
    assert list((tmp_path / "triage" / "interviews").iterdir()) == []


def test_who_goes_on_with_nothing_leaves_their_file(ask_and_keep: tuple[Comes, Path]) -> None:
    comes, place = ask_and_keep
    place.write_text("answers: {}\n")
    person = comes("--resume", place)
    person.sees("none of these >")
    person.types("quit")
    person.sees("You have not answered anything yet", "Begin again: triage ask --resume")
    assert person.leaves() == 0
    assert place.read_text() == "answers: {}\n"


# Typed signs


def test_a_typed_sign_is_read_back_before_it_alarms(ask: Comes) -> None:
    person = ask()
    person.sees("none of these >")
    person.types("Finding it hard to breathe")
    person.sees("You chose: finding it hard to breathe. Is that right?", "2. no >")
    assert "EMERGENCY" not in person.raw
    person.types("nee")
    person.sees("1. [ ] finding it hard to breathe", "4. [ ] none of these >")
    person.types("finding it hard to breathe")
    person.sees("Is that right?")
    person.types("ja")
    person.sees("*** EMERGENCY *** Call 112 now.")


@pytest.mark.parametrize("key", ["quit\r", "Ctrl-C", "Ctrl-D"])
def test_who_leaves_instead_of_saying_no_is_alarmed(key: str, ask_and_keep: tuple[Comes, Path]) -> None:
    comes, place = ask_and_keep
    person = comes()
    person.sees("none of these >")
    person.types("finding it hard to breathe")
    person.sees("Is that right?")
    person.presses(key)
    person.sees("*** EMERGENCY *** Call 112 now.")
    person.leaves()
    assert person.shown.endswith(f"\n{LAST}")
    assert load_case(load(TOOTH), place).answers["hard-to-breathe"] == "yes"


@pytest.mark.parametrize("word", ["not", "no", "nee", "geen", "niks", "n", "nothing", "niets hiervan"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_alarms_nobody(word: str, language: str, triage: Comes) -> None:
    person = triage("ask", "--no-save", "--lang", language, lines=60)
    person.sees("1. [ ]", ">")
    person.types(word)
    person.sees("[vraag 2]" if language == "nl" else "[question 2]")
    assert "112" not in person.news
    assert "***" not in person.raw


def test_a_cry_for_help_does_not_mean_that_help_is_on_its_way(ask: Comes) -> None:
    person = alarmed(ask())
    person.types("stop here")
    person.sees("I do not understand", "1. Stop here and call now")
    person.types("help is")
    person.sees("I do not understand", "3. Change an answer first >")


# A check-in


@pytest.fixture
def wrist(tmp_path: Path) -> tuple[Path, Path]:
    """A base in which a crooked wrist at a check-in is an emergency, and a case."""
    base, case = tmp_path / "wrist", tmp_path / "case" / "wrist.yaml"
    shutil.copytree(WRIST, base)
    rules = base / "check-in" / "all.yaml"
    rules.write_text(rules.read_text().replace("urgency: urgent}", "urgency: emergency}"))
    case.parent.mkdir()
    saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
    case.write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n")
    return base, case


@pytest.mark.parametrize("keys", ["quit\r", "1\r", "Ctrl-D"])
def test_a_check_in_that_cannot_be_kept_ends_with_what_to_do(
    keys: str, wrist: tuple[Path, Path], triage: Comes
) -> None:
    base, case = wrist
    act = text_in(load(base).urgencies["emergency"].act, "en")
    person = triage("check-in", case, "--knowledge", base, "--date", "2026-03-05", "--lang", "en")
    person.sees("2. no")
    shutil.rmtree(case.parent)
    person.types("yes")
    person.sees(f"*** EMERGENCY *** {act}", "3. Change an answer first >")
    person.presses(keys)
    assert person.leaves() == 2
    assert person.shown.endswith(f": {act}")
    assert "Traceback" not in person.raw


def test_a_check_in_that_is_broken_off_ends_with_what_to_do(wrist: tuple[Path, Path], triage: Comes) -> None:
    base, case = wrist
    act = text_in(load(base).urgencies["emergency"].act, "en")
    person = triage("check-in", case, "--knowledge", base, "--date", "2026-03-05", "--lang", "en")
    person.sees("2. no")
    person.types("yes")
    person.sees("3. Change an answer first >")
    person.presses("Ctrl-C")
    assert person.leaves() == 130
    assert person.shown.endswith(f": {act}")


def test_answers_of_a_check_in_that_cannot_be_kept_say_it_too(
    wrist: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise TriageError("wrist.yaml: the check-in cannot be kept there: no space left on device")

    base, case = wrist
    act = text_in(load(base).urgencies["emergency"].act, "en")
    monkeypatch.setattr("triage.terminal.checking_in.keep", fails)
    answers = tmp_path / "answers.yaml"
    answers.write_text("answers: {crooked: yes}\n")
    given = ["check-in", str(case), "-k", str(base), "--date", "2026-03-05", "--lang", "en", "--answers", str(answers)]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert done.stderr == "wrist.yaml: the check-in cannot be kept there: no space left on device\n"
    assert done.output.endswith(f": {act}\n")


def answered(wrist: tuple[Path, Path]) -> list[str]:
    """A check-in with answers from a file, by which it is an emergency."""
    base, case = wrist
    answers = case.with_name("answers.yaml")
    answers.write_text("answers: {crooked: yes}\n")
    program = [sys.executable, str(ROOT / "cli.py"), "check-in", str(case), "-k", str(base), "--lang", "en"]
    return [*program, "--date", "2026-03-05", "--answers", str(answers)]


@pytest.mark.parametrize(
    ("output", "form"),
    [("/dev/full", "text"), ("/dev/full", "json"), ("/dev/null", "text"), ("shown.txt", "text")],
)
def test_where_nobody_sees_what_a_check_in_came_to_it_is_on_standard_error(
    output: str, form: str, wrist: tuple[Path, Path]
) -> None:
    if output == "/dev/full" and not os.path.exists("/dev/full"):
        pytest.skip("this system has no full device")
    base, case = wrist
    act = text_in(load(base).urgencies["emergency"].act, "en")
    with open(case.parent / output, "w") as file:
        done = subprocess.run(
            [*answered(wrist), "--format", form],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
        )
    assert f": {act}\n" in done.stderr
    assert done.returncode == (2 if output == "/dev/full" else 0)
    assert "Traceback" not in done.stderr


def test_while_another_program_holds_the_file_what_a_check_in_came_to_is_told(wrist: tuple[Path, Path]) -> None:
    base, case = wrist
    act = text_in(load(base).urgencies["emergency"].act, "en")
    command = answered(wrist)
    with (
        locked(case),
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heard,  # noqa: PLW1509
        ) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "\n"
        assert process.stdout.readline().endswith(f": {act}\n")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stdout.read().endswith(f": {act}\n")
        assert process.stderr.read() == "\nStopped.\n"


@pytest.mark.parametrize(
    "command", ["run", "run --full", "run --format json", "explain", "letter", "plan", "step --plain"]
)
def test_where_the_output_is_full_whoever_has_to_be_seen_is_told_beside_it(command: str, saved: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no full device")
    program = [sys.executable, str(ROOT / "cli.py"), *command.split(), str(saved), "-k", str(TOOTH), "--lang", "en"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(program, check=False, stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert done.stderr.endswith(f"{LAST}\n")
    assert "Traceback" not in done.stderr


# Places


@pytest.mark.parametrize("value", ["", "relative", "./here", "~/literally"])
def test_answers_never_lie_where_somebody_happens_to_stand(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, value)
    umask = os.umask(0o022)
    try:
        done = CliRunner().invoke(main, ["ask", "-k", str(TOOTH), "--lang", "en"], input="4\nquit\n")
    finally:
        os.umask(umask)
    assert done.exit_code == 0
    assert list(here.iterdir()) == []
    files = [path for path in home.rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in files) == [".base", ".yaml"]
    for path in files:
        assert path.stat().st_mode & 0o077 == 0
        for above in path.relative_to(home).parents[:-1]:
            assert (home / above).stat().st_mode & 0o077 == 0, above
    assert not (home / ".config").exists(), "where people keep what they publish"


def test_an_open_directory_of_ours_is_closed(triage: Comes, tmp_path: Path) -> None:
    directory = tmp_path / "triage" / "interviews"
    directory.mkdir(parents=True)
    directory.chmod(0o755)
    triage("ask", "--knowledge", TOOTH).sees("none of these >")
    assert directory.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("old", [False, True], ids=["where they are now", "where they were"])
def test_a_saved_interview_goes_on_by_its_name(old: bool, triage: Comes, tmp_path: Path) -> None:
    directory = tmp_path / "config" / "triage" / "interviews" if old else tmp_path / "triage" / "interviews"
    directory.mkdir(parents=True)
    place = directory / "2026-03-01-120000-77.yaml"
    place.write_text("answers: {hard-to-breathe: no, swollen-neck: no, fever: no}\n")
    person = triage("ask", "--knowledge", TOOTH, "--resume", place.name)
    person.sees("You go on with 3 answers.", "How did it begin?")
    person.types("slowly")
    person.sees("How much pain")
    person.types("quit")
    assert person.leaves() == 0
    assert yaml.safe_load(place.read_text())["answers"]["onset"] == "gradual"


def test_a_file_that_is_here_goes_before_a_saved_interview_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    saved = places.interviews() / "mine.yaml"
    saved.parent.mkdir(parents=True)
    saved.write_text("")
    assert places.lying(Path("mine.yaml")) == saved
    assert places.lying(Path("./other.yaml")) == Path("other.yaml")
    Path("mine.yaml").write_text("")
    assert places.lying(Path("mine.yaml")) == Path("mine.yaml")
