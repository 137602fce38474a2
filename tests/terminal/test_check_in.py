"""A check-in in a terminal: the same questions and menus as an interview."""

from pathlib import Path

import pytest
import yaml

from tests.follow_up.conftest import ready_case
from tests.terminal.conftest import Comes
from tests.terminal.person import ROOT, Person

WRIST = ROOT / "tests" / "follow_up" / "wrist"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    place = tmp_path / "wrist.yaml"
    saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
    place.write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n")
    return place


@pytest.fixture
def person(triage: Comes, case: Path) -> Person:
    """Somebody who comes to the last question."""
    someone = triage("check-in", case, "--knowledge", WRIST, "--date", "2026-03-05", "--lang", "en")
    someone.sees("Your complaint began on Sunday 1 March 2026", "2. no")
    someone.types("no")
    someone.sees("Type a number")
    return someone


def decisions(case: Path) -> list[str]:
    return [past["decision"] for past in yaml.safe_load(case.read_text()).get("check-ins", [])]


def test_an_answer_can_be_changed_before_it_is_kept(person: Person, case: Path) -> None:
    person.types("1")
    person.sees("That was the last question.", "2. Change an answer first >")
    assert decisions(case) == []
    person.types("answers")
    person.sees("Which answer do you want to change?", "none, go on >")
    person.types("1")
    person.sees("Your answer was: 1", "Enter leaves it so. >")
    person.types("6.5")
    person.sees("That was the last question.", "2. Change an answer first >")
    person.types("1")
    assert person.leaves() == 0
    assert decisions(case) == ["hold"], "with 1 it would have been to go on"


def test_the_end_of_input_at_the_end_keeps_the_decision(person: Person, case: Path) -> None:
    person.types("1")
    person.sees("That was the last question.", "2. Change an answer first >")
    person.presses("Ctrl-D")
    assert person.leaves() == 0
    assert decisions(case) == ["go-on"]


@pytest.mark.parametrize(("key", "code"), [("Ctrl-C", 130), ("Ctrl-D", 0)])
def test_who_goes_away_half_way_keeps_nothing(key: str, code: int, person: Person, case: Path) -> None:
    before = case.read_text()
    person.presses(key)
    person.sees("Stopped. Nothing was kept. Your file is as it was.")
    assert person.leaves() == code
    assert case.read_text() == before


def test_an_end_of_input_typed_before_there_is_a_prompt_is_one(triage: Comes, case: Path) -> None:
    before = case.read_text()
    someone = triage("check-in", case, "--knowledge", WRIST, "--date", "2026-03-05", "--lang", "en")
    someone.presses("Ctrl-D")
    someone.sees("Stopped. Nothing was kept. Your file is as it was.")
    assert someone.leaves() == 0
    assert case.read_text() == before


# Where somebody has to look today or now


def urgent(person: Person) -> None:
    """They correct what they said: the wrist is crooked after all."""
    person.types("answers")
    person.sees("Which answer do you want to change?")
    person.types("1")
    person.sees("1. yes")
    person.types("yes")


def test_who_is_to_be_seen_today_reads_it_last(person: Person, case: Path) -> None:
    urgent(person)
    person.sees("That was the last question.", "2. Change an answer first >")
    person.types("1")
    assert person.leaves() == 0
    assert person.news.endswith("Today: Call now.")
    assert "You stay in" not in person.news
    assert "Stay here" not in person.news
    assert decisions(case) == ["be-seen"]


@pytest.mark.parametrize(("key", "code"), [("Ctrl-C", 130), ("Ctrl-D", 0)])
def test_who_goes_away_after_a_sign_for_today_is_told_and_kept(key: str, code: int, person: Person, case: Path) -> None:
    urgent(person)
    person.sees("That was the last question.", "2. Change an answer first >")
    person.presses(key)
    assert person.leaves() == code
    assert person.news.endswith("Today: Call now.")
    assert decisions(case) == ["be-seen"]


@pytest.mark.parametrize(("language", "last"), [
    ("en", "Help needed now: Call 112 now, or go straight to an emergency department. Do not wait."),
    ("nl", "Nu hulp nodig: Bel nu 112 of ga meteen naar de spoedeisende hulp. Wacht niet af."),
])  # fmt: skip
def test_an_emergency_is_told_at_once_and_last(triage: Comes, tmp_path: Path, language: str, last: str) -> None:
    place = tmp_path / "case.yaml"
    place.write_text(ready_case())
    someone = triage("check-in", place, "--date", "2026-03-08", "--lang", language, "--plain", lines=24)
    someone.sees("[")
    someone.types("1")
    someone.sees("***", "112", "1. Stop" if language == "en" else "1. ")
    someone.types("1")
    assert someone.leaves() == 0
    assert someone.news.endswith(last)
    assert last[:40] in " ".join(someone.shown.split()), "it stands on the screen"
    assert decisions(place) == ["be-seen"]


def test_ctrl_c_in_an_emergency_says_it_again(triage: Comes, tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    place.write_text(ready_case())
    someone = triage("check-in", place, "--date", "2026-03-08", "--lang", "en", "--plain", lines=24)
    someone.sees("[")
    someone.types("1")
    someone.sees("***", "112", "1. Stop")
    someone.presses("Ctrl-C")
    assert someone.leaves() == 130
    assert someone.news.endswith("Call 112 now, or go straight to an emergency department. Do not wait.")
    assert decisions(place) == ["be-seen"]
