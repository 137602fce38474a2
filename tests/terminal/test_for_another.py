"""Somebody answers for a child, a father, a patient: questions say so, answers and what follows stay the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import once
from tests.deep import drawn
from tests.terminal.conftest import Comes
from triage.cases.case import load_case
from triage.commands.main import main
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.files import case_files
from triage.language.texts import text_in
from triage.language.words import Words
from triage.reports.person.page import one_page
from triage.words.saying import OTHER, for_another, plainly, say

DAUGHTER = next(path for path in case_files() if path.stem == "daughter-answers-for-her-father-of-84")
YOU = {
    "nl": (r"(?i)\b(je|jij|jouw|jou|jezelf|ik|mijn)\b", r"Je mag|als je erop drukt"),
    "en": (r"\b([Yy]ou|[Yy]our|[Yy]ourself|I|[Mm]y)\b", r"You may|I don't know"),
}
"""Words for whoever has the complaint; and what is said to whoever answers."""

SHOWN = ("topics", "urgencies", "findings", "cautions", "safety_net", "pathways", "exercises", "contradictions")
"""The parts of a base from which an outcome is shown, whatever the answers."""


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ({"nl": "je been", "nl+other": "het been"}, "nl", "je been"),
        ({"nl": "je been", "nl+other": "het been"}, "nl+other", "het been"),
        ({"nl": "je been", "en": "your leg"}, "en+other", "your leg"),
        ({"nl": "je been"}, "en+other", "je been"),
        (None, "nl+other", ""),
    ],
)
def test_a_text_without_another_form_serves_as_it_is(text: dict[str, str] | None, language: str, said: str) -> None:
    assert text_in(text, language) == said


def test_a_language_stays_what_it_is() -> None:
    assert for_another(for_another("nl")) == f"nl{OTHER}"
    assert plainly(for_another("nl")) == plainly("nl") == "nl"
    assert say("yes", for_another("nl")) == say("yes", "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_question_speaks_of_whoever_answers(base: Base, language: str) -> None:
    """Help may speak to whoever answers, who looks and feels. A question, its line in a list, its answers may not."""
    words, to_who_answers = YOU[language]
    spoken = for_another(language)
    told = {
        **{
            (question.id, key): text_in(text, spoken)
            for question in base.questions.values()
            if not question.given
            for key, text in (("ask", question.ask), ("statement", question.statement), *question.options.items())
        },
        **{(part.id, "ask"): text_in(part.ask, spoken) for part in base.checklists.values()},
        **{(name, "act"): text_in(level.act, spoken) for name, level in base.urgencies.items()},
    }
    wrong = {key: text for key, text in told.items() if re.search(words, re.sub(to_who_answers, "", text))}
    assert wrong == {}
    plain = [key for key, text in told.items() if key[1] == "ask" and text == text_in(_ask(base, key[0]), language)]
    assert plain == []


@pytest.fixture(scope="module")
def check_in() -> Base:
    return once.check_in()


def texts(part: object, inside: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """Each text in a part of a base, with the way to it."""
    match part:
        case Mapping() if isinstance(part.get("nl"), str):
            yield inside, part
        case Mapping():
            for name, each in part.items():
                yield from texts(each, (*inside, str(name)))
        case list() | tuple():
            for each in part:
                yield from texts(each, inside)
        case _ if is_dataclass(part):
            for field in fields(part):
                yield from texts(getattr(part, field.name), (*inside, field.name))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_line_of_an_outcome_of_any_case_speaks_of_whoever_answers(base: Base, check_in: Base, language: str) -> None:
    """Every line that can be shown, so those of all worked cases: the whole plan with its exercises, the check-in, the
    reasons that rules give and what they rest on. What a check-in asks as the interview does is held to it above."""
    words, to_who_answers = YOU[language]
    own = {name: part for name, part in check_in.questions.items() if name not in base.questions}
    grounds = {name for rule in base.rules.values() for name in rule.sources}
    lines = [
        *(line for name in SHOWN for line in texts(getattr(base, name), (name,))),
        *(line for name in SHOWN for line in texts(getattr(check_in, name), ("check-in", name))),
        *texts(own, ("check-in", "questions")),
        *texts({name: rule.because for name, rule in {**base.rules, **check_in.rules}.items()}, ("rules",)),
        *texts([each.unknown.because for each in base.questions.values() if each.unknown], ("not known",)),
        *texts(base.default_because, ("default",)),
        *texts({name: base.claims[name].text for name in grounds if name in base.claims}, ("claims",)),
        *texts({"title": check_in.title, "default": check_in.default_because}, ("check-in",)),
    ]
    assert len(lines) > 2000
    told = {(way, text_in(text, for_another(language))) for way, text in lines}
    assert {(way, said) for way, said in told if re.search(words, re.sub(to_who_answers, "", said))} == set()


def _ask(base: Base, name: str):  # type: ignore[no-untyped-def]
    return (base.questions.get(name) or base.checklists[name]).ask


@pytest.mark.parametrize("path", case_files()[::9], ids=lambda path: path.stem)
def test_the_page_fits_and_says_whom_it_is_for(base: Base, path: Path) -> None:
    outcome = infer(base, once.case(path).answers)
    for language in base.languages:
        mine, other = one_page(Words(base, language), outcome), one_page(Words(base, for_another(language)), outcome)
        assert other.level == mine.level
        assert say("others-advice", language) in other.notes
        assert re.search(YOU[language][0], other.text) is None
        assert len(other.text.splitlines()) <= 22
        assert len(other.text.split()) <= 150


def test_a_daughter_reads_of_her_father(base: Base, tmp_path: Path) -> None:
    case = load_case(base, DAUGHTER)
    assert case.for_another
    run = CliRunner().invoke(main, ["run", str(DAUGHTER), "--lang", "nl"])
    assert run.exit_code == 0
    assert "Maak voor de ander een afspraak" in run.output
    assert say("others-advice", "nl") in run.output
    letter = CliRunner().invoke(main, ["letter", str(DAUGHTER), "--lang", "en"])
    assert letter.exit_code == 0
    assert " ".join(letter.output.split()).count("Somebody other than the patient answered the questions.") == 1
    assert "(NTS U5). Aged 84." in letter.output
    page = CliRunner().invoke(main, ["report", str(DAUGHTER), "--lang", "nl", "--output", str(tmp_path / "page.html")])
    assert page.exit_code == 0, page.output
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="nl' in html
    assert OTHER not in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_explanation_speaks_to_whoever_answered(language: str) -> None:
    explained = CliRunner().invoke(main, ["explain", str(DAUGHTER), "--lang", language])
    assert explained.exit_code == 0, explained.output
    assert text_in(once.base().urgencies["soon"].name, for_another(language)) in explained.output


@pytest.mark.parametrize(
    ("command", "language"),
    [
        (command, language)
        for command in (["run", "--full"], ["explain", "--depth", "9"], ["step", "--plain", "--from", "9"])
        for language in drawn(["nl", "en"], command[0])
    ],
)
def test_the_whole_reasoning_speaks_to_whoever_answered(base: Base, command: list[str], language: str) -> None:
    told = CliRunner().invoke(main, [command[0], str(DAUGHTER), *command[1:], "--lang", language])
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split()).replace(base.notice[language], "")
    titles = "|".join(re.escape(document.title) for document in base.documents.values())
    said = re.sub(rf"{titles}|\[[a-z0-9-]+\]|[Ww]eet ik niet|ik weet het niet|{YOU[language][1]}", "", said)
    assert re.findall(f".{{0,40}}{YOU[language][0].removeprefix('(?i)')}.{{0,40}}", said, re.IGNORECASE) == []


@pytest.mark.parametrize("command", ["run", "explain"])
def test_data_has_a_language_of_the_base(command: str) -> None:
    made = CliRunner().invoke(main, [command, str(DAUGHTER), "--lang", "en", "--format", "json"])
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["language"] == "en"


def test_an_outcome_that_somebody_answered_for_another_comes_out_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    assert CliRunner().invoke(main, ["run", str(DAUGHTER), "--lang", "en", "--record", str(kept)]).exit_code == 0
    again = CliRunner().invoke(main, ["replay", str(kept), "--format", "json"])
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["outcomes"][0]["status"] == "identical"


@pytest.mark.parametrize("written", ["someone", "no", "[another]"])
def test_a_case_is_for_another_or_says_nothing(tmp_path: Path, written: str) -> None:
    (tmp_path / "case.yaml").write_text(f"for: {written}\nanswers: {{age: 84}}\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["run", str(tmp_path / "case.yaml")])
    assert told.exit_code == 2
    assert "`for`" in told.output


def test_somebody_says_half_way_for_whom_they_answer(triage: Comes, tmp_path: Path) -> None:
    place = tmp_path / "father.yaml"
    person = triage("ask", "--save", place, "--lang", "nl", "--plain")
    person.sees("Typ: voor een ander", "Heb je nu een van deze dingen?", "niets hiervan")
    person.types("voor een ander")
    person.sees("Je vult dit in voor iemand anders.", "Heeft de ander nu een van deze dingen?", "niets hiervan")
    person.types("9")
    person.sees("de ander")
    person.types("voor mezelf")
    person.sees("Vanaf nu gaan de vragen over jou.", "niets hiervan")
    person.types("voor iemand anders")
    person.sees("Je vult dit in voor iemand anders.", "niets hiervan")
    person.types("stop")
    person.leaves()
    assert "for: another" in place.read_text(encoding="utf-8")
    again = triage("ask", "--resume", place, "--plain")
    again.sees("Je vult dit in voor iemand anders.", "de ander")
