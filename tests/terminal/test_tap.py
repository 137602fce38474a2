"""The tap that drips, asked about in a terminal: no illness, four levels, and German."""

from pathlib import Path

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
