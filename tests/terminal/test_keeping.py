"""Every answer is on disk before the next question, whatever happens then."""

import os
from pathlib import Path

import pytest
import yaml

from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH, Person
from triage.cases.case import load_case
from triage.language.errors import TriageError
from triage.language.load import load
from triage.terminal.saving import Keeper

STEPS: list[tuple[str, str, dict[str, object]]] = [
    ("Do you have any of these?", "2? 3?", {"hard-to-breathe": "no", "swollen-neck": "unknown", "fever": "unknown"}),
    ("How did it begin?", "slowly", {"onset": "gradual"}),
    ("How much pain", "2.5", {"pain": 2.5}),
    ("What hurts?", "1 2", {"sore-with": ["cold", "biting"]}),
    ("For how many days?", "3", {"days": 3}),
]
Keeping = tuple[Comes, Path]


def kept(place: Path) -> dict[str, object]:
    data = yaml.load(place.read_text(), Loader=yaml.CBaseLoader)
    return {name: data["answers"][name] for name in data["answers"]}


def written(answers: dict[str, object]) -> dict[str, object]:
    """As YAML has them when words stay words."""
    return {name: value if isinstance(value, list) else str(value) for name, value in answers.items()}


def answer(person: Person, steps: int) -> dict[str, object]:
    """Answers so many questions, and waits for the next one."""
    given: dict[str, object] = {}
    for question, typed, answers in STEPS[:steps]:
        person.sees(question)
        person.types(typed)
        given |= answers
    person.sees(STEPS[steps][0])
    return given


@pytest.mark.parametrize("steps", range(len(STEPS)))
def test_kill_9_loses_at_most_the_answer_being_typed(steps: int, ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes()
    given = answer(person, steps)
    person.presses("1")
    person.kills_it()
    assert kept(place) == written(given)
    assert os.listdir(place.parent) == [place.name]


def test_a_closed_window_loses_at_most_the_answer_being_typed(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes()
    given = answer(person, 3)
    person.presses("1")
    person.hangs_up()
    assert kept(place) == written(given)


@pytest.mark.parametrize("steps", [1, 2], ids=["at a list", "at a number"])
def test_ctrl_c_ends_with_130_and_resume_goes_on(steps: int, ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes()
    given = answer(person, steps)
    person.presses("1", "Ctrl-C")
    person.sees("Stopped. Your answers are in:", "Go on later: triage ask --resume")
    assert person.leaves() == 130
    assert "Traceback" not in person.raw
    assert kept(place) == written(given)
    again = comes("--resume", place)
    again.sees(f"You go on with {len(given)} answers.", STEPS[steps][0])
    for number, (question, typed, answers) in enumerate(STEPS[steps:], steps):
        again.sees(question)
        again.types(typed)
        given |= answers
        if number + 1 < len(STEPS):
            again.sees(STEPS[number + 1][0])
    assert again.sees_the_outcome("Your answers are in:", "How soon: ") == 0
    assert kept(place) == written(given)


def test_what_resume_knows_can_be_changed(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes()
    answer(person, 2)
    person.types("quit")
    assert person.leaves() == 0
    again = comes("--resume", place)
    again.sees("How much pain")
    again.types("answers")
    again.sees("1. How did it begin? Slowly 2. Do you have any of these? a swollen neck (not sure); a fever (not sure)")
    again.types("2")
    again.sees("> 2 --- Warning signs ---")
    again.types("none")
    again.sees("New: Spreading infection: ruled out", "How much pain")
    again.kills_it()
    assert kept(place)["swollen-neck"] == "no"


def test_a_finished_interview_is_a_case_file(ask_and_keep: Keeping, triage: Comes) -> None:
    comes, place = ask_and_keep
    person = comes()
    answer(person, 4)
    person.types("3")
    assert person.sees_the_outcome() == 0
    again = comes("--resume", place)
    again.sees("You go on with 7 answers.")
    assert again.sees_the_outcome("How soon: This week") == 0
    told = triage("run", "--knowledge", TOOTH, place)
    told.sees("How soon: This week", "Could not be ruled out: spreading infection; infection")
    assert told.leaves() == 0


def test_nobody_else_may_read_it(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    comes().sees("Do you have any of these?")
    assert place.stat().st_mode & 0o077 == 0


def test_save_keeps_off_a_file_that_is_there(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    place.write_text("mine")
    person = comes()
    person.sees("this file is there already; go on with --resume")
    assert person.leaves() == 2
    assert place.read_text() == "mine"


def test_save_and_resume_do_not_go_together(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes("--save", place, "--resume", place)
    person.sees("--save and --resume cannot go together")
    assert person.leaves() == 2


def test_without_save_there_is_a_place_and_it_is_told(triage: Comes, tmp_path: Path) -> None:
    person = triage("ask", "--knowledge", TOOTH)
    person.sees("Your answers are kept after every question in:", "Do you have any of these?")
    person.types("2? 3?")
    person.sees("How did it begin?")
    (place,) = (tmp_path / "triage" / "interviews").iterdir()
    assert str(place) in person.raw
    assert kept(place) == written(STEPS[0][2])


def test_no_save_keeps_nothing(ask: Comes, tmp_path: Path) -> None:
    person = ask()
    person.sees("Your answers are not kept.")
    person.types("4")
    person.sees("How did it begin?")
    person.types("quit")
    assert person.leaves() == 0
    assert list(tmp_path.rglob("*.yaml")) == []
    assert "--resume" not in person.raw


def test_the_language_is_kept(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    person = comes("--save", place, "--lang", "nl")
    person.sees("Heb je een van deze?")
    person.types("geen")
    person.sees("Hoe begon het?")
    person.types("stop")
    assert person.leaves() == 0
    again = comes("--resume", place)
    again.sees("Je gaat verder met 3 antwoorden.", "Hoe begon het?")


def test_another_version_of_the_knowledge_is_told(ask_and_keep: Keeping) -> None:
    comes, place = ask_and_keep
    place.write_text("answers: {fever: no}\nsaved: {format: 1, base: tooth, version: 1.0.0, hash: abc}\n")
    person = comes("--resume", place)
    person.sees("Saved under version 1.0.0 of the knowledge; this is 1.2.3. Everything was derived anew.")


# One file, one interview


def test_going_on_with_a_worked_case_keeps_all_that_it_says(tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    place.write_text("# mine\ncase: mine\nanswers: {hard-to-breathe: no}  # asked twice\nexpect: {urgency: soon}\n")
    before = place.read_text()
    base = load(TOOTH)
    keeper = Keeper(base, place, "en", load_case(base, place))
    keeper.save({"hard-to-breathe": "no"})
    assert place.read_text() == before, "nothing was answered"
    keeper.save({"hard-to-breathe": "no", "fever": "no"})
    assert load_case(base, place).answers == {"hard-to-breathe": "no", "fever": "no"}
    assert "expect:\n  urgency: soon\n" in place.read_text()


def test_two_programs_on_one_file_lose_nobodys_answers(tmp_path: Path) -> None:
    place = tmp_path / "case.yaml"
    place.write_text("answers: {hard-to-breathe: no}\n")
    base = load(TOOTH)
    first, second = (Keeper(base, place, "en", load_case(base, place)) for _ in range(2))
    first.save({"hard-to-breathe": "no", "fever": "yes"})
    with pytest.raises(TriageError, match="another program changed this file meanwhile; your answers are kept in "):
        second.save({"hard-to-breathe": "no", "fever": "no"})
    kept = sorted(load_case(base, path).answers["fever"] for path in tmp_path.iterdir())
    assert kept == ["no", "yes"]


def test_a_new_file_is_never_somebody_elses(tmp_path: Path) -> None:
    base, place = load(TOOTH), tmp_path / "new.yaml"
    Keeper(base, place, "en").save({"fever": "yes"})
    with pytest.raises(TriageError, match="it is there already"):
        Keeper(base, place, "en")
    assert load_case(base, place).answers == {"fever": "yes"}
