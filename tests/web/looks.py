"""In which language, colours and size each journey runs; all that there are with TRIAGE_DEEP=1."""

from __future__ import annotations

from itertools import product
from typing import Any

from tests.deep import DEEP
from tests.web.window import DESK, PHONE

PROJECTOR = {"width": 1920, "height": 1080}
"""Where the theatre and the board of a classroom are seen."""
LANGUAGES = ("nl", "en")
SCHEMES = ("light", "dark")
SIZES = (PHONE, DESK)
LOOKS: dict[str, list[tuple[str, dict[str, int]]]] = {"nl": [("light", DESK)], "en": [("dark", PHONE)]}
"""The colours and sizes that a journey is run in, by language: in as few as show each language, colour and size."""
if DEEP:
    LOOKS = {language: list(product(SCHEMES, SIZES)) for language in LANGUAGES}
JOURNEYS = {
    "from a link to a case, a review and a candidate": (
        *("test_clinic_in_browser", "test_a_link_becomes_a_case_a_review_and_a_worked_case_to_propose"),
    ),
    "two reviewers, blind, and kappa": (
        *("test_clinic_in_browser", "test_two_review_blind_and_the_summary_says_how_far_they_agree"),
    ),
    "an outcome under a changed base": (
        *("test_clinic_in_browser", "test_an_outcome_is_derived_again_and_under_a_changed_base_the_rule_is_named"),
    ),
    "a lesson by a link": (*("test_teach_in_browser", "test_a_link_is_a_lesson_that_keys_and_the_slider_go_through"),),
    "twenty predict and see": ("test_teach_in_browser", "test_twenty_predict_and_see_the_tally"),
    "a rule and its counterexample": ("test_teach_in_browser", "test_a_rule_is_changed_and_the_counterexample_read"),
}
"""Each journey, and the test that goes it."""


def options(scheme: str, size: dict[str, int]) -> dict[str, Any]:
    """What a window takes to look like this."""
    return {"viewport": size, "color_scheme": scheme}
