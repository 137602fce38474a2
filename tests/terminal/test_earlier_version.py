"""Somebody whose file was saved under another version of the base: nobody is locked out of what they answered, and
everybody hears what has changed for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.authoring.editor import complaints, seen
from tests.terminal.conftest import Comes
from tests.terminal.person import TOOTH
from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.load import load

Run = Callable[..., Result]
OLD = load(TOOTH)
EDITS = (
    ("base.yaml", "version: 1.2.3", "version: 2.0.0"),
    ("questions.yaml", "    gradual: {nl: Langzaam, en: Slowly}", "    slow: {nl: Langzaam, en: Slowly, was: gradual}"),
    ("questions.yaml", "onset: gradual", "onset: slow"),
    ("rules.yaml", "onset: gradual", "onset: slow"),
    ("questions.yaml", "- question: fever\n", "- question: feverish\n  was: fever\n"),
    ("questions.yaml", "swollen-neck, fever]", "swollen-neck, feverish]"),
    ("rules.yaml", "fever: yes", "feverish: yes"),
    ("questions.yaml", "    biting: {nl: Bijten, en: Biting}\n", "    chewing: {nl: Kauwen, en: Chewing}\n"),
    ("rules.yaml", "[biting, lying]", "[chewing, lying]"),
    ("care.yaml", "sore-with: biting", "sore-with: chewing"),
)
"""Two things that have another name, and an option that is gone: `biting` is not `chewing`."""


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The same base, a version later."""
    place = copytree(TOOTH, tmp_path / "later")
    for name, old, new in EDITS:
        file = place / name
        assert old in file.read_text(), old
        file.write_text(file.read_text().replace(old, new))
    return place


@pytest.fixture
def run(later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *words, **more: CliRunner().invoke(main, [*map(str, words), "--knowledge", str(later)], **more)


ANSWERS = {
    "hard-to-breathe": "no",
    "swollen-neck": "no",
    "fever": "yes",
    "onset": "gradual",
    "pain": 3,
    "days": 2,
    "sore-with": ["biting"],
}
CONCLUDED = {"urgency": "urgent", "leading": "infection", "pathway": "see-dentist"}


def saved(place: Path, concluded: dict[str, str] | None = None, **answers: Any) -> Path:
    """A file that was saved before."""
    head = {
        "format": 1,
        "base": "tooth",
        "version": "1.2.3",
        "hash": OLD.hash,
        "date": "2026-11-01",
        **(concluded or {}),
    }
    place.write_text(yaml.safe_dump({"language": "en", "answers": {**ANSWERS, **answers}, "saved": head}))
    return place


def of_today(file: Path) -> Path:
    """The same file, of today: nothing in it is old enough to be asked again."""
    file.write_text(file.read_text().replace("2026-11-01", date.today().isoformat()))
    return file


STANDS = "Keep to what came out before, until you have answered again: Today. Call your dentist today."
ASIDE = "This answer from version 1.2.3 is not there any more. It counts as “I don't know”: What hurts? biting"


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("run",), "stdout"),
        (("run", "--format", "json"), "stderr"),
        (("explain",), "stdout"),
        (("explain", "--format", "json"), "stderr"),
        (("letter",), "stdout"),
        (("letter", "--format", "html"), "stdout"),
        (("report", "--output", "-"), "stdout"),
        (("step", "--plain"), "stdout"),
        (("graph", "--format", "dot", "--case"), "stderr"),
        (("plan", "--date", "2026-11-03"), "stdout"),
    ],
)
def test_every_reader_of_case_files_reads_it_and_says_what_changed(
    run: Run, tmp_path: Path, words: tuple[str, ...], shown: str
) -> None:
    file = saved(tmp_path / "mine.yaml", CONCLUDED)
    before = file.read_text()
    more = ("--started", "2026-11-01") if words[0] in ("plan", "letter") else ()
    done = run(*words, file, *more, "--lang", "en")
    assert done.exit_code == 0, done.stderr
    said = one_line(getattr(done, shown)).replace("&#39;", "'").replace("&#x27;", "'")
    assert STANDS in said
    assert "Saved under version 1.2.3 of the knowledge; this is 2.0.0." in said
    assert "How soon: then “Today”, now “This week”. This is why: Not enough is known." in said
    assert "Most likely: then Infection, now nothing clear." in said
    assert ASIDE in said
    assert "Answer this again with: triage ask --resume" in said
    assert file.read_text() == before, "who only reads changes nothing"


def test_what_became_more_urgent_is_told_with_its_reason(run: Run, later: Path, tmp_path: Path) -> None:
    rules = later / "rules.yaml"
    rules.write_text(rules.read_text().replace("pain: {more-than: 6}", "pain: {more-than: 2}"))
    file = saved(tmp_path / "mine.yaml", {"urgency": "soon", "leading": "none", "pathway": "see-dentist"})
    said = one_line(run("run", file).stdout)
    assert "How soon: then “This week”, now “Today”. This is why: Two signs of an infection." in said
    assert "Most likely: then nothing clear, now Infection." in said
    assert "Keep to what came out before" not in said


def test_a_new_warning_sign_and_one_that_is_gone_are_told(run: Run, tmp_path: Path) -> None:
    was = {"urgency": "urgent", "leading": "none", "pathway": "gone-path", "warning-signs": "spreading, gone-sign"}
    said = one_line(run("run", saved(tmp_path / "mine.yaml", was, **{"hard-to-breathe": "yes"})).stdout)
    assert said.startswith("Emergency. "), "what to do now is read before what has changed"
    assert "Warning sign that was not there then: Airway in danger." in said
    assert "Warning sign that does not come out any more: Spreading infection; gone-sign." in said
    assert "What to do: then gone-path, now Get help." in said


def test_the_same_outcome_is_told_as_such_and_an_old_file_tells_what_it_can(run: Run, tmp_path: Path) -> None:
    knows = {"sore-with": ["lying"]}
    same = saved(tmp_path / "same.yaml", {**CONCLUDED}, **knows)
    assert "It comes to the same as it did then." in one_line(run("run", same).stdout)
    old = one_line(run("run", saved(tmp_path / "old.yaml")).stdout)
    assert "Saved under version 1.2.3" in old
    assert "Was the advice more urgent before? Then keep to that until you have answered again." in old
    assert "then “" not in old
    few = tmp_path / "few.yaml"
    few.write_text(saved(few).read_text().replace("  hard-to-breathe: 'no'\n", ""))
    assert "This was not asked yet and can change the advice: finding it hard to breathe" in one_line(
        run("run", few).stdout
    )


def test_dutch_says_it_too(run: Run, tmp_path: Path) -> None:
    said = one_line(run("run", saved(tmp_path / "mine.yaml", CONCLUDED), "--lang", "nl").stdout)
    assert "Houd je aan wat er eerder uit kwam, tot je opnieuw hebt geantwoord: Vandaag." in said
    assert "Dit antwoord uit versie 1.2.3 bestaat niet meer. Het telt als “weet ik niet”: Wat doet pijn? biting" in said


def test_somebody_goes_on_with_a_file_of_before(triage: Comes, later: Path, tmp_path: Path) -> None:
    file = of_today(saved(tmp_path / "mine.yaml", CONCLUDED))
    person = triage("ask", "--knowledge", later, "--resume", file)
    person.sees("You go on with 6 answers.", "Saved under version 1.2.3 of the knowledge; this is 2.0.0.")
    person.sees(
        "It counts as “I don't know”: What hurts? biting",
        "We ask you this again where it still matters.",
        "What hurts?",
    )
    person.types("2")
    assert person.sees_the_outcome("How soon: Today") == 0
    data = yaml.safe_load(file.read_text())
    assert data["answers"] == {
        **{name: value for name, value in ANSWERS.items() if name not in ("fever", "onset", "sore-with")},
        "feverish": "yes",
        "onset": "slow",
        "sore-with": ["chewing"],
    }
    assert data["set-aside"] == [
        {"question": "sore-with", "answer": ["biting"], "version": "1.2.3", "urgency": "urgent"}
    ]
    assert data["saved"]["version"] == "2.0.0"
    assert data["saved"]["urgency"] == "urgent"
    assert data["saved"]["leading"] == "infection"
    assert complaints(seen(file)) == [], "editors take it"


def test_who_stops_before_that_question_is_told_what_stands(triage: Comes, later: Path, tmp_path: Path) -> None:
    file = of_today(saved(tmp_path / "mine.yaml", CONCLUDED))
    before = file.read_text()
    person = triage("ask", "--knowledge", later, "--resume", file)
    person.sees("We ask you this again where it still matters.", "What hurts?")
    person.types("quit")
    person.sees(STANDS)
    assert person.leaves() == 0
    assert file.read_text() == before, "nothing was answered"


def test_a_new_file_says_what_it_came_to(later: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    done = CliRunner().invoke(
        main, ["ask", "--plain", "--knowledge", str(later), "--save", str(file)], input="1\n", env={"LC_ALL": "en"}
    )
    assert done.exit_code == 0, done.stderr
    case = load_case(load(later), file)
    assert case.saved is not None
    assert case.saved.concluded is not None
    assert case.saved.concluded.urgency == "emergency" or "hard-to-breathe" not in case.answers


def test_a_review_of_a_file_of_before(run: Run, tmp_path: Path) -> None:
    file = of_today(saved(tmp_path / "mine.yaml", CONCLUDED))
    done = run("review", file, "--as", "Ann", input="1\n6\n")
    assert done.exit_code == 0, done.stderr
    assert ASIDE in one_line(done.stdout)
    assert yaml.safe_load(file.read_text())["answers"] == ANSWERS, "only the review is written"


def test_a_file_in_json_keeps_what_is_set_aside(later: Path, triage: Comes, tmp_path: Path) -> None:
    file = of_today(saved(tmp_path / "mine.yaml"))
    place = tmp_path / "mine.json"
    place.write_text(json.dumps(yaml.safe_load(file.read_text())))
    person = triage("ask", "--knowledge", later, "--resume", place)
    person.sees("What hurts?")
    person.types("1")
    assert person.sees_the_outcome() == 0
    assert json.loads(place.read_text())["set-aside"][0]["answer"] == ["biting"]
