"""The tap that drips, asked about in a terminal: no illness, four levels, and German."""

from pathlib import Path
from shutil import copytree

import yaml

from tests.terminal.conftest import Comes

TAP = Path(__file__).parent.parent / "bases" / "tap"


def test_the_level_that_is_told_at_once_breaks_in(triage: Comes) -> None:
    person = triage("ask", "--knowledge", TAP, "--no-save")
    person.sees("Trifft etwas davon zu?", "eine Steckdose ist nass")
    person.types("2")
    person.sees(
        "*** GEFAHR ***", "Dreh jetzt den Haupthahn zu und ruf den Notdienst.", "1. Hier aufhören und absperren"
    )
    person.types("1")
    person.sees("Wie eilig: Sofort absperren", "Sofort absperren: Dreh jetzt den Haupthahn zu")
    assert person.leaves() == 0


def test_it_is_asked_to_the_end(triage: Comes) -> None:
    person = triage("ask", "--knowledge", TAP, "--no-save")
    person.sees("Trifft etwas davon zu?")
    person.types("3")
    for question, typed in {"Was siehst du am Hahn?": "3", "Wo tropft es?": "1", "Seit wie vielen Tagen?": "5"}.items():
        person.sees(question)
        person.types(typed)
    assert person.sees_the_outcome("Wie eilig: Selbst machen", "Am wahrscheinlichsten: Alte Dichtung") == 0


def test_what_is_typed_in_german_is_understood(triage: Comes) -> None:
    person = triage("ask", "--knowledge", TAP, "--no-save")
    person.sees("Trifft etwas davon zu?")
    person.types("eine Steckdose ist nass")
    person.sees("1. ja", "2. nein")
    person.types("Nein")
    person.types("nein")
    person.sees("Was siehst du am Hahn?")
    person.types("zurück")
    person.sees("Trifft etwas davon zu?")
    person.types("nichts davon")
    person.sees("Was siehst du am Hahn?")
    person.types("1 und 2")
    person.sees("Wo tropft es?")
    person.types("keine Ahnung")
    person.sees("Wo tropft es? weiß ich nicht")
    assert person.sees_the_outcome("Wie eilig:") == 0


def test_its_outcomes_are_reviewed_and_counted(triage: Comes, tmp_path: Path) -> None:
    copytree(TAP / "cases", tmp_path / "cases")
    case = tmp_path / "cases" / "nasse-wand.yaml"
    person = triage("review", "--knowledge", TAP, case, "--as", "Uwe", lines=90)
    person.sees("Ein nasser Fleck.", "Wie eilig: Noch heute", "Regel nasse-wand-ist-rohrbruch")
    person.types("2")
    person.sees("[1/5] Wie eilig: Noch heute", "[n] not careful enough")
    person.types("n")
    person.sees("Why?")
    person.types("die Decke kann brechen")
    person.sees("[2/5] Am wahrscheinlichsten: Rohrbruch")
    person.types("l")
    person.sees("The worked case that you propose:")
    assert person.leaves() == 0
    (review,) = yaml.safe_load(case.read_text(encoding="utf-8"))["review"]
    assert [mark["mark"] for mark in review["marks"]] == ["not-careful-enough"] + 4 * ["agreed"]
    assert review["marks"][0]["should-be"] == "absperren"
    (candidate,) = (tmp_path / "cases" / "candidates").iterdir()
    assert yaml.safe_load(candidate.read_text(encoding="utf-8"))["expect"]["urgency"] == "absperren"
    counted = triage("review", "--knowledge", TAP, "--summary", tmp_path / "cases")
    counted.sees("Reviews of wasserhahn 1.0.0", "die Decke kann brechen")
    assert counted.leaves() == 0
