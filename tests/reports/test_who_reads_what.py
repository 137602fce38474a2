"""What stands on the page and in the whole outcome, read as somebody with a mild complaint would."""

from __future__ import annotations

import pytest

from benchmarks.shares import people
from tests import once
from triage.explanation.to_words import leading_line, suspected_words
from triage.inference.outcome import Outcome, infer
from triage.language.words import Words
from triage.reports.person.page import every_page, nets

BASE = once.base()
MANY = 15
"""Nobody with a mild complaint reads more reasons to call."""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [infer(BASE, person.answers(BASE)) for person in people(once.project(), 120)]


@pytest.fixture(scope="module")
def mild(outcomes: list[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.urgency in ("self-care", "planned")]


def test_there_are_mild_people(outcomes: list[Outcome], mild: list[Outcome]) -> None:
    assert len(mild) > len(outcomes) / 2


def test_nobody_with_a_mild_complaint_reads_a_long_list_of_reasons_to_call(mild: list[Outcome]) -> None:
    assert max(len(nets(outcome)) for outcome in mild) <= MANY


def test_no_line_of_the_safety_net_but_a_clot_or_an_infection_is_for_everybody(mild: list[Outcome]) -> None:
    everybody = set.intersection(*({net.id for net in nets(outcome)} for outcome in mild))
    assert everybody == {
        "breathless-or-chest-pain",
        "swollen-warm-leg",
        "fever-with-leg-pain",
        "getting-worse",
        "night-pain-or-weight-loss",
    }


SEVEN = 7
"""More things to do than this in one step nobody keeps in mind."""


def test_no_step_asks_more_than_seven_things(outcomes: list[Outcome]) -> None:
    asked = {(outcome.pathway, part.phase, len(part.do)) for outcome in outcomes for part in outcome.phases}
    assert {step for step in asked if step[2] > SEVEN} == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_condition_is_called_most_likely_and_possible_at_once(language: str, outcomes: list[Outcome]) -> None:
    possible = {"nl": ("mogelijk", "tekenen van"), "en": ("possible", "signs of")}[language]
    for finding in BASE.findings:
        assert not suspected_words(Words(BASE, language), finding).lower().startswith(possible), finding
    for outcome in outcomes:
        if outcome.leading is not None:
            line = leading_line(Words(BASE, language), outcome)
            assert line.startswith(
                {"nl": ("Waarschijnlijk: ", "Dit kan het zijn: "), "en": ("Most likely: ", "It may be: ")}[language]
            )
            assert not any(f": {word}" in line.lower() for word in possible)


def test_the_lists_of_a_page_are_as_long_in_every_language(outcomes: list[Outcome]) -> None:
    for outcome in outcomes[:40]:
        dutch, english = (every_page(outcome)[language] for language in ("nl", "en"))
        assert [(each.key, len(each.points), each.more) for each in dutch.lists] == [
            (each.key, len(each.points), each.more) for each in english.lists
        ]


def test_the_same_lines_come_first_in_every_language(outcomes: list[Outcome]) -> None:
    """Which line repeats what was told above is decided once, by the first language of the base."""
    texts: dict[str, str] = {}
    for pathway in BASE.pathways.values():
        for phase in pathway.phases:
            texts |= {item.text["nl"]: item.text["en"] for item in (*phase.do, *phase.avoid)}
    for outcome in outcomes[:40]:
        pages = every_page(outcome)
        for dutch, english in zip(pages["nl"].lists, pages["en"].lists, strict=True):
            if dutch.key == "do":
                assert [texts[point] for point in dutch.points] == list(english.points)
