"""What a text says of a document is what the document says: the figures of one are held to those of the other."""

from __future__ import annotations

import pytest

from tests.knowledge.figures import Shown, beside_claims, dose_figures, figures, hamstring, not_told, translated, within
from triage.language.provenance import Part


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_has_a_figure_that_its_claims_lack(language: str) -> None:
    assert list(beside_claims(language)) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_figure_of_the_five_documents_reaches_somebody(language: str) -> None:
    assert list(not_told(language)) == []


def test_figures_are_the_same_in_every_language() -> None:
    assert list(translated()) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Doe 3 series van 15, met 1 minuut pauze.", "nl", {(3, "times"), (15, ""), (60, "second")}),
        ("Eet per dag 1,6 tot 2,2 gram per kilo.", "nl", {(1.6, "gram"), (2.2, "gram")}),
        ("Eat 1.6 to 2.2 grams per kilogram a day.", "en", {(1.6, "gram"), (2.2, "gram")}),
        ("Ga terug naar week 3 en 4.", "nl", set()),
        ("Go back to phase 2, and eat omega-3.", "en", set()),
        ("Na zes weken, hoogstens 10% meer.", "nl", {(6, "week"), (10, "%")}),
        ("Eerst 40, 20 en 20 meter.", "nl", {(40, "metre"), (20, "metre")}),
        ("Twice, at once.", "en", {(2, "times")}),
    ],
)
def test_figures_are_read(text: str, language: str, wanted: set[tuple[float, str]]) -> None:
    assert figures(text, language) == wanted


@pytest.mark.parametrize(
    ("figure", "others", "holds"),
    [
        ((4, ""), "Hoogstens 4 van 10.", True),
        ((5, ""), "Hoogstens 4 van 10.", False),
        ((12, "week"), "Minstens 6 weken en hooguit 12 weken.", True),
        ((12, "day"), "Minstens 6 weken en hooguit 12 weken.", False),
        ((15, ""), "Neem 15 tot 20 minuten.", True),
        ((25, ""), "Neem 15 tot 20 minuten.", False),
    ],
)
def test_a_difference_is_noticed(figure: tuple[float, str], others: str, holds: bool) -> None:
    assert within(figure, figures(others, "nl")) is holds


def test_a_dose_counts_and_what_experts_fill_in_is_told_as_about() -> None:
    assert dose_figures({"sets": (3, 3), "rest": (60, 60)}) == {(3, "times"), (60, "second")}
    shown = Shown(Part("exercise", "bridge", ()), ({"en": "Hold 2 seconds. Rest about 1 minute."},), {"sets": (3, 3)})
    assert shown.figures("en") == {(2, "second"), (60, "second"), (3, "times")}
    assert shown.filled_in("en") == {(60, "second")}


def test_who_meets_a_conflict_of_the_sources_is_told_which_one_is_followed() -> None:
    base, _, _ = hamstring()
    told = [
        set(item.sources)
        for pathway in base.pathways.values()
        for phase in pathway.phases
        for item in phase.background
        if item.text["en"].startswith("Our source")
    ]
    untold = {
        conflict.id
        for conflict in base.conflicts.values()
        if not any(len(sources & set(conflict.claims)) > 1 for sources in told)
    }
    assert untold == set()
