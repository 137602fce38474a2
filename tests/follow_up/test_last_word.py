"""What stands last where a check-in, or the answers themselves, say that somebody has to look first."""

from __future__ import annotations

import os
import shlex
import signal
from pathlib import Path

import pytest
import yaml

from tests.follow_up.conftest import Run
from tests.follow_up.test_commands import flat
from tests.terminal.person import Person

WRIST = Path(__file__).parent / "wrist"
TOOTH = Path(__file__).parents[1] / "terminal" / "bases" / "tooth"
CASE = """answers: {crooked: no, fell: yes, days-since-start: 1}
saved: {format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}
"""
ACT = {"nl": "Bel nu.", "en": "Call now."}
DAY = {"nl": "de stand van woensdag 11 maart 2026", "en": "how it stood on Wednesday 11 March 2026"}


@pytest.fixture
def seen(run: Run) -> Path:
    """A case whose last check-in says to be seen today."""
    place, given = Path("wrist.yaml"), Path("given.yaml")
    place.write_text(CASE)
    given.write_text("answers: {crooked: yes, pain: 8}\n")
    done = run("check-in", place, "-k", WRIST, "--date", "2026-03-11", "--answers", given)
    assert (done.exit_code, yaml.safe_load(place.read_text())["check-ins"][-1]["decision"]) == (0, "be-seen")
    return place


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("run",), None),
        (("explain",), None),
        (("ask", "--plain", "--resume"), "1\n"),
        (("check-in", "--plain", "--date", "2026-03-12"), "quit\n"),
    ],
)
def test_a_pressing_check_in_is_the_last_thing_read(
    run: Run, seen: Path, words: tuple[str, ...], typed: str | None, language: str
) -> None:
    done = run(*words, seen, "-k", WRIST, "--lang", language, input=typed)
    assert done.exit_code == 0
    said = flat(done.stdout)
    assert DAY[language] in said
    assert said.count(ACT[language]) >= 2, "before everything else, and behind it"
    assert said.endswith(ACT[language]), "nothing behind it"


def test_who_has_to_be_seen_is_not_asked_when_it_began(run: Run) -> None:
    place = Path("answers.yaml")
    place.write_text("answers: {numb-saddle: yes}\n")
    for language, words, last in (
        ("nl", "er eerst een arts moet kijken", "Nu hulp nodig: Bel nu 112"),
        ("en", "a doctor has to look first", "Help needed now: Call 112 now"),
    ):
        done = run("check-in", place, "--plain", "--lang", language, input="2026-03-01\n")
        assert done.exit_code == 2
        assert words in flat(done.stdout)
        assert last in flat(done.stdout)[-100:]
        assert done.stderr == ""
    json = run("check-in", place, "--answers", place, "--format", "json")
    assert (json.exit_code, json.stdout) == (2, "")
    assert "112" in json.stderr


def test_who_stops_before_saying_when_it_began_is_told_no_error(run: Run, case: Path) -> None:
    case.write_text(case.read_text().split("saved:")[0])
    before = case.read_text()
    for typed in ("quit\n", ""):
        done = run("check-in", case, "--plain", "--lang", "en", input=typed)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.endswith("Stopped. Nothing was kept. Your file is as it was.\n")
    assert case.read_text() == before


def test_what_to_type_later_names_the_same_base_and_is_not_broken(run: Run) -> None:
    place = Path("a long name for the answers of somebody with a toothache that does not fit on a line.yaml")
    done = run("ask", "--plain", "--lang", "en", "-k", TOOTH, "--save", place, input="4\nquit\n")
    for command in ("ask --resume", "run --full"):
        assert f"  triage {command} '{place}' -k {shlex.quote(os.fspath(TOOTH))}\n" in done.stdout
    done = run("ask", "--plain", "--lang", "en", "-k", TOOTH, "--no-save", input="quit\n")
    assert f"triage ask -k {shlex.quote(os.fspath(TOOTH))}\n" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_pressing_check_in_is_kept_however_it_ends(seen: Path, number: signal.Signals) -> None:
    before = len(yaml.safe_load(seen.read_text())["check-ins"])
    person = Person("check-in", seen.resolve(), "-k", WRIST, "--lang", "en", "--date", "2026-03-12")
    person.sees("Is your wrist crooked?")
    person.types("1")
    person.sees("That was the last question.")
    person.process.kill(number)
    assert person.leaves() == -number
    kept = yaml.safe_load(seen.read_text())["check-ins"]
    assert (len(kept), kept[-1]["decision"], kept[-1]["date"]) == (before + 1, "be-seen", "2026-03-12")
