"""At a first check-in after weeks somebody is asked where they are already: after the warning signs, never before."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.follow_up.conftest import Run

LATE = "2026-05-20"
WHERE = "Are you further already"
SIGNS = "Do you have any of these right now?"
NONE = "none\nnone\nnone\n"


def test_the_warning_signs_come_first(run: Run, case: Path) -> None:
    said = run("check-in", case, "--plain", "--date", LATE, "--lang", "en", input=f"{NONE}quit\n").stdout
    assert said.index(SIGNS) < said.index(WHERE)
    assert said.count("(not a bruise)") == 1
    assert said.index("fever of 38 degrees") < said.index(WHERE)


def test_what_is_asked_then_fits_the_phase(run: Run, case: Path) -> None:
    words = ("check-in", case, "--plain", "--date", LATE, "--lang", "en")
    said = run(*words, input=f"{NONE}5\n2026-05-06\n1\n1\n2\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n").stdout
    assert "Since which day are you there?" in said
    found = yaml.safe_load(case.read_text())
    assert found["check-ins"][0]["phase"] == "weeks-6-8"
    assert str(found["begun"]) == "2026-05-06"


def test_who_needs_help_is_not_asked_where_they_are(run: Run, case: Path) -> None:
    said = run("check-in", case, "--plain", "--date", LATE, "--lang", "en", input="6\n1\n").stdout
    assert WHERE not in said
    assert said.rstrip().endswith("Do not wait.") or "Call 112" in said.rstrip().splitlines()[-2]
    assert yaml.safe_load(case.read_text())["check-ins"][0]["decision"] == "be-seen"


@pytest.mark.parametrize("typed", ["quit\n", ""])
def test_who_stops_there_keeps_the_file_as_it_was(run: Run, case: Path, typed: str) -> None:
    before = case.read_text()
    done = run("check-in", case, "--plain", "--date", LATE, "--lang", "en", input=NONE + typed)
    assert (done.exit_code, case.read_text()) == (0, before)
    assert done.stdout.rstrip().endswith("Your file is as it was.")


def test_whoever_says_where_they_are_is_not_asked(run: Run, case: Path) -> None:
    words = ("check-in", case, "--plain", "--date", LATE, "--lang", "en", "--phase", "weeks-5-6")
    assert WHERE not in run(*words, input=f"{NONE}quit\n").stdout


def test_a_plan_takes_no_phase_that_nobody_can_have_reached(run: Run, undated: Path) -> None:
    words = ("plan", undated, "--started", "2026-03-10", "--phase", "weeks-5-6")
    early = run(*words, "--date", "2026-03-14")
    assert early.exit_code == 2
    assert "4 days after the complaint began" in early.stderr
    assert "Weeks 5 and 6 of the exercises" in run(*words, "--date", "2026-04-20").stdout


WHEN = "On which day did your complaint begin?"


@pytest.fixture
def undated(case: Path) -> Path:
    """The same case in a file that does not say when."""
    case.write_text(case.read_text().partition("saved:")[0])
    return case


def test_when_it_began_is_asked_after_the_warning_signs(run: Run, undated: Path) -> None:
    words = ("check-in", undated, "--plain", "--date", "2026-03-10", "--lang", "en")
    typed = "soon\n2026-04-01\na week ago\n"
    said = run(*words, input=NONE + typed + "1\n" * 12).stdout
    assert said.index(SIGNS) < said.index(WHEN)
    assert "Your complaint began" not in said.partition(WHEN)[0]
    assert said.count("That is no date.") == 2  # nor is a day that is still to come
    assert "2026-03-03" in said  # as it was understood
    assert str(yaml.safe_load(undated.read_text())["started"]) == "2026-03-03"


def test_who_needs_help_is_not_asked_when_it_began(run: Run, undated: Path) -> None:
    said = run("check-in", undated, "--plain", "--date", "2026-03-10", "--lang", "en", input="6\n1\n").stdout
    assert WHEN not in said
    assert yaml.safe_load(undated.read_text())["check-ins"][0]["decision"] == "be-seen"


@pytest.mark.parametrize("typed", ["quit\n", "", "never\n"])
def test_who_stops_at_that_question_keeps_the_file_as_it_was(run: Run, undated: Path, typed: str) -> None:
    before = undated.read_text()
    done = run("check-in", undated, "--plain", "--date", "2026-03-10", "--lang", "en", input=NONE + typed)
    assert (done.exit_code, undated.read_text()) == (0, before)
    assert done.stdout.rstrip().endswith("Your file is as it was.")
