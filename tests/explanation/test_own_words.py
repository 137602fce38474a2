"""A warning sign in the person's own answers: which answers, in whose words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import deep, once, small
from tests.strategies import Written, finding, question, rule, text
from triage.explanation.own_words import own_words, sign_words
from triage.inference.outcome import infer
from triage.language.answer import check_answers
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.words import Words
from triage.words.saying import say


def told(name: str, words: str) -> Written:
    return {**question(name, "yes-no"), "statement": text(words)}


def base(when: Written, *more: Written) -> Base:
    options = {"bus": text("bus"), "car": text("a car that was going far too fast"), "none-of-it": text("neither")}
    return small.base(
        told("cold", "a cold foot"),
        told("pale", "a pale foot"),
        {**question("hit-by", "choices"), "statement": text("what hit you"), "options": options},
        {**question("days", "whole"), "statement": text("how many days"), "unit": text("days")},
        {**told("given", "a note by a doctor"), "given": "yes"},
        finding("bad", "warning-sign"),
        rule("it-is-bad", when, establish="bad", urgency="urgent"),
        *more,
    )


def en(words: str) -> str:
    return f"{words} in English"


@pytest.mark.parametrize(
    ("when", "answers", "words"),
    [
        pytest.param({"cold": "yes"}, {"cold": "yes"}, [en("a cold foot")], id="a yes is its statement"),
        pytest.param(
            {"any": [{"cold": "yes"}, {"pale": "yes"}]},
            {"cold": "no", "pale": "yes"},
            [en("a pale foot")],
            id="only what made it fire",
        ),
        pytest.param(
            {"all": [{"cold": "no"}, {"pale": "yes"}]},
            {"cold": "no", "pale": "yes"},
            [en("a pale foot"), f"{en('a cold foot')}: no"],
            id="a no comes last",
        ),
        pytest.param(
            {"not": {"cold": "yes"}, "pale": "yes"},
            {"cold": "no", "pale": "yes"},
            [en("a pale foot")],
            id="what is denied is no sign",
        ),
        pytest.param(
            {"hit-by": ["car"]},
            {"hit-by": ["bus", "car"]},
            [en("a car that was going far too fast")],
            id="only the option that counted",
        ),
        pytest.param({"hit-by": ["bus"]}, {"hit-by": ["bus"]}, [en("bus")], id="an option"),
        pytest.param(
            {"hit-by": "none"}, {"hit-by": []}, [f"{en('what hit you')}: none of these"], id="nothing was ticked"
        ),
        pytest.param(
            {"days": {"at-most": 3}},
            {"days": 2},
            [f"{en('how many days')}: 2 {en('days')}"],
            id="a number with its unit",
        ),
        pytest.param(
            {"cold": ["yes", "unknown"], "pale": "yes"},
            {"cold": "unknown", "pale": "yes"},
            [en("a pale foot")],
            id="what was not known stays out beside what was",
        ),
        pytest.param(
            {"cold": ["yes", "unknown"]},
            {"cold": "unknown"},
            [f"{en('a cold foot')}: you did not know"],
            id="what was not known, where nothing else was",
        ),
        pytest.param(
            {"given": "yes", "cold": "yes"},
            {"given": "yes", "cold": "yes"},
            [en("a cold foot")],
            id="what nobody was asked is nobody's word",
        ),
    ],
)
def test_the_answers_that_made_the_rule_fire(when: Written, answers: dict[str, Any], words: list[str]) -> None:
    made = base(when)
    outcome = infer(made, check_answers(made, answers))
    assert outcome.warning_signs == ("bad",)
    assert list(own_words(Words(made, "en"), outcome, "bad")) == words
    assert sign_words(Words(made, "en"), outcome, "bad") == f"{en('bad')} ({'; '.join(words)})"


def test_through_findings_and_what_the_rule_asks_itself_first() -> None:
    made = base(
        {"all": [{"finding": "lifeless"}, {"pale": "yes"}]},
        finding("lifeless"),
        rule("it-is-lifeless", {"cold": "yes"}, establish="lifeless"),
    )
    outcome = infer(made, {"cold": "yes", "pale": "yes"})
    assert own_words(Words(made, "en"), outcome, "bad") == (en("a pale foot"), en("a cold foot"))


def test_what_is_not_established_has_no_words() -> None:
    made = base({"cold": "yes"})
    outcome = infer(made, {"cold": "no"})
    assert own_words(Words(made, "en"), outcome, "bad") == ()
    assert sign_words(Words(made, "en"), outcome, "bad") == en("bad")


@pytest.mark.parametrize("path", deep.sample(case_files(), 40), ids=lambda path: path.stem)
def test_every_sign_of_the_worked_cases_has_words(path: Path) -> None:
    shipped, outcome = once.base(), once.outcome(path)
    asked = [question.statement or question.ask for question in shipped.questions.values()]
    options = [label for question in shipped.questions.values() for label in question.options.values()]
    for language in shipped.languages:
        known = {part[language] for part in (*asked, *options)}
        for sign in outcome.warning_signs:
            words = own_words(Words(shipped, language), outcome, sign)
            assert words, sign
            unknown = say("own-unknown", language, question="")
            assert all(any(part in word for part in known) or word.startswith(unknown) for word in words)
