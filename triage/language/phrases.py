"""What the rules say that a base does not write itself: those of a check-in that follow from its phases. They stand
with all that the program says (`triage.explanation.phrases`); a base has them in it, so they begin here."""

from __future__ import annotations

from collections.abc import Mapping

OF_PHASES: Mapping[str, Mapping[str, str]] = {
    "phase-not-yet": {"nl": "Nog niet zover: {criterion}", "en": "Not there yet: {criterion}"},
    "phase-began-today": {
        "nl": "Deze stap is vandaag begonnen. Doe die eerst.",
        "en": "This step began today. Do it first.",
    },
    "phase-free": {
        "nl": "Niets staat in de weg. Ga zo door.",
        "en": "Nothing stands in the way. Carry on like this.",
    },
}


def of_phases(key: str, language: str) -> str:
    """The phrase in this language, or in English where we do not speak it."""
    text = OF_PHASES[key]
    return text.get(language) or text["en"]
