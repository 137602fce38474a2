"""The lessons of docs/teaching.md: every command runs, and prints what the page shows."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

from tests.transcripts import Command, blocks, commands, missing, printed
from tests.web.test_teach import school
from triage.cases.case import load_case
from triage.language.load import load
from triage.language.model import names

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "teaching.md"
TEXT = PAGE.read_text(encoding="utf-8")
PARTS = re.split(r"^## (?=Lesson)", TEXT, flags=re.MULTILINE)[1:]
LESSONS = ROOT / "examples" / "lessons"


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that the lessons use, so that nothing they do stays behind."""
    place = tmp_path_factory.mktemp("classroom")
    for name in ("examples/ankle", "examples/lessons", "knowledge/cases"):
        copytree(ROOT / name, place / name)
    return place


@pytest.mark.parametrize("command", list(commands(PAGE)), ids=str)
def test_a_command_prints_what_the_page_shows(
    command: Command, classroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(classroom)
    lines = printed(command)
    assert missing(command.shown, lines) is None, "\n".join(lines)


ADDRESSES = re.findall(r"`(/teach/[^`]+)`", TEXT)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_address_of_the_lessons_leads_to_its_page(address: str, language: str) -> None:
    page = TestClient(school()).get(address, headers={"accept-language": language})
    assert page.status_code == 200
    assert page.url.path == f"/{language}{address.partition('?')[0]}"


@pytest.mark.parametrize(
    ("changed", "says"),
    [(True, "Het kleinste tegenvoorbeeld"), (False, "De eigenschap geldt, welke antwoorden iemand ook geeft")],
)
def test_the_rule_of_lesson_three_is_changed_as_the_page_says(changed: bool, says: str) -> None:
    """The class writes what stands in the lesson, as it stands there, into the page that it names."""
    told = TEXT[TEXT.index("change that rule at `") :]
    address = next(part for part in ADDRESSES if "/rule/" in part)
    when = re.search(r"\(`(when: [^`]*)`\)", told)
    stated = next(iter(blocks(PAGE, "yaml")))
    browser = TestClient(school())
    text = re.search(r'<textarea id="rule".*?>\n(.*?)</textarea>', browser.get(address).text, re.DOTALL)
    assert when
    assert text
    rule = re.sub("when: .*", when[1], unescape(text[1])) if changed else unescape(text[1])
    page = browser.post(f"/nl{address}", data={"rule": rule, "property": stated})
    assert says in page.text


@pytest.mark.parametrize("lesson", PARTS, ids=lambda text: text.split("\n")[0])
def test_a_lesson_is_complete_and_lasts_45_minutes(lesson: str) -> None:
    parts = re.findall(r"^### (\w+)", lesson, re.MULTILINE)
    assert parts == ["Plan", "Board", "Handout", "Exercises", "Answers"]
    assert "**Goals.**" in lesson
    plan = [(int(first), int(last)) for first, last in re.findall(r"^\| (\d+)–(\d+) \|", lesson, re.MULTILINE)]
    assert plan[0][0] == 0
    assert plan[-1][1] == 45
    assert all(before[1] == after[0] for before, after in pairwise(plan))
    exercises, answers = lesson.split("### Exercises")[1].split("### Answers")
    asked = re.findall(r"^(\d+)\. ", exercises, re.MULTILINE)
    assert asked == re.findall(r"^\*\*(\d+)\.\*\*", answers, re.MULTILINE) != []


def test_there_are_three_lessons() -> None:
    assert len(PARTS) == 3


def test_the_handout_names_rules_in_the_order_and_of_the_depth_they_have() -> None:
    base = load(ROOT / "examples" / "ankle")
    rows = re.findall(r"^\| `([\w-]+)` \| (\d) \|", TEXT, re.MULTILINE)
    assert [name for name, _ in rows] == [name for name in base.rules if name in dict(rows)]
    assert rows != []
    for name, depth in rows:
        assert int(depth) == 1 + max(base.stratum[other] for other in names(base.rules[name].when))


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_case_of_the_lessons_loads_and_is_used(path: Path) -> None:
    assert load_case(load(ROOT / "examples" / "ankle"), path).name == path.stem
    assert f"lessons/{path.name}" in TEXT


def test_the_four_of_lesson_two_differ_in_the_calf_alone() -> None:
    base = load(ROOT / "examples" / "ankle")
    told = {path.stem: dict(load_case(base, path).answers) for path in LESSONS.glob("calf-*.yaml")}
    calves = {name: answers.pop("calf-swollen", None) for name, answers in told.items()}
    assert calves == {"calf-no": "no", "calf-yes": "yes", "calf-not-known": "unknown", "calf-not-asked": None}
    assert all(answers == told["calf-no"] for answers in told.values())


@pytest.mark.parametrize(
    ("shown", "lines", "lacks"),
    [
        (["a", "b"], ["a", "b"], None),
        (["a"], ["a", "b"], "a"),
        (["b"], ["a", "b"], "b"),
        (["...", "b"], ["a", "b"], None),
        (["a", "..."], ["a", "b"], None),
        (["a", "...", "c"], ["a", "b", "c"], None),
        (["a", "c"], ["a", "b", "c"], "a\nc"),
        (["...", "c", "...", "b", "..."], ["a", "b", "c"], "b"),
        (["...", "b", "...", "b"], ["a", "b"], "b"),
        (["Question 1 ..."], ["Question 1 of 5"], None),
        (["Question 2 ..."], ["Question 1 of 5"], "Question 2 ..."),
    ],
)
def test_what_is_shown_has_to_be_printed(shown: list[str], lines: list[str], lacks: str | None) -> None:
    assert missing(shown, lines) == lacks


def test_every_block_is_a_transcript() -> None:
    assert all(block.startswith("$ triage ") for block in blocks(PAGE, "console"))
