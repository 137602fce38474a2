"""The lessons without a script: steps on a timeline, predictions."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests import once
from tests.web.visitor import settings, words_of
from triage.cases.case import load_case
from triage.language.load import load
from triage.language.words import Words
from triage.reports.learner.step_words import StepWords
from triage.teaching.recording import at_once, record
from triage.teaching.steps import steps
from triage.web.application import application
from triage.web.carrying import to_fragment
from triage.web.guarding import HEADERS
from triage.words.saying import say

ROOT = Path(__file__).parents[2]
ANKLE = ROOT / "examples" / "ankle"
CASE = "/en/teach/case/two-sore-bones"


@cache
def school() -> Any:
    """The application with lessons, about the small base."""
    lessons = ROOT / "examples" / "lessons"
    return application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, edits=True, lessons=lessons))


def get(path: str, **others: Any) -> Any:
    return TestClient(school(), base_url="http://testserver").get(path, **others)


def test_there_are_no_lessons_unless_somebody_asks_for_them() -> None:
    client = TestClient(application(load(ANKLE), settings(knowledge=ANKLE)), base_url="http://testserver")
    assert client.get("/en/teach").status_code == client.get("/teach").status_code == 404
    assert "/teach" not in client.get("/en/about").text
    assert 'href="/en/teach"' in get("/en/about").text


def test_a_link_to_a_lesson_goes_to_the_language_of_the_browser_and_nowhere_else() -> None:
    for path in ("/teach", "/teach/case/two-sore-bones?at=3", "/teach//elsewhere.example"):
        answer = get(path, headers={"accept-language": "nl"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/nl{path}")


def test_the_cases_of_the_lessons_come_first_and_all_can_be_found() -> None:
    page = get("/en/teach").text
    assert page.index("two-sore-bones") < page.index("arch-sore-after-jump")
    assert re.findall(r'/en/teach/case/([a-z-]+)"', get("/en/teach?find=kerb+edge").text) == [
        "edge-of-foot-sore-after-kerb"
    ]
    later = re.search(r'href="([^"]+)" rel="next"', page)
    assert later
    assert 'rel="prev"' in get(later[1].replace("&amp;", "&")).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_step_shows_what_the_terminal_shows(language: str) -> None:
    base = load(ANKLE)
    answers = load_case(base, ROOT / "examples" / "lessons" / "two-sore-bones.yaml").answers
    made = steps(record(base, at_once(base, answers)))
    words = StepWords(Words(base, language), made)
    for step in made:
        page = get(f"/{language}/teach/case/two-sore-bones?at={step.number}")
        text = words_of(page.text)
        lines = [*words.memory(step), *words.agenda(step), *words.happens(step), *words.brings(step)]
        assert [line.text for line in lines if " ".join(line.text.split()) not in text] == []
        assert f"<h1>{say('step-title', language, number=step.number, last=len(made))}" in page.text


def test_a_rule_is_shown_as_it_was_written_with_every_part_marked() -> None:
    page = get(f"{CASE}?at=8").text
    written = re.search(r'<pre class="written".*?</pre>', page, re.DOTALL)
    assert written
    plain = re.sub(r' <span class="mark">\[(true|false|open)\]</span>', r" «\1»", written[0])
    lines = words_of(plain)
    assert "- rule: no-four-steps-then-and-now when: " in lines
    assert lines.count("«true»") == 2
    assert "because:" in lines


def test_the_state_stands_in_the_address_and_what_is_none_is_a_clear_page() -> None:
    assert 'max="15" value="4"' in get(f"{CASE}?at=4").text
    assert 'max="15" value="15"' in get(f"{CASE}?at=999").text
    assert 'max="15" value="1"' in get(f"{CASE}?at=x").text
    assert 'max="21"' in get(f"{CASE}?told=one-by-one").text
    for path in (f"{CASE}?told=x", f"{CASE}?strategy=x", "/en/teach/case/none", "/en/teach/case/..%2Fbase"):
        assert get(path).status_code == 404


def test_another_strategy_fires_the_same_rules_in_another_order() -> None:
    def order(strategy: str) -> list[str]:
        page = get(f"{CASE}?strategy={strategy}&at=99").text
        return re.findall(r"rule ([a-z-]+)", words_of(page[page.index("so-far") :]))

    depth, newest = order("depth"), order("newest")
    assert depth != newest
    assert sorted(depth) == sorted(newest)


def test_a_drawing_is_around_the_rule_that_fires_and_lit_as_far_as_things_are() -> None:
    answer = get(f"{CASE}/network.svg?at=6")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script" not in answer.text
    assert "tender-outer-ankle-bone" in answer.text
    assert 'class="line l' in answer.text
    assert " lit" in answer.text
    assert get(f"{CASE}/network.svg?at=99").status_code == 404


def test_a_drawing_that_a_page_shows_is_there_and_of_one_that_is_too_large_it_says_so() -> None:
    """Every step of a case about which the large base has much to draw."""
    made = application(once.base(), settings(teaches=True))
    visitor = TestClient(made, base_url="http://testserver")
    at = "/en/teach/case/again-and-now-weaker"
    last = int(re.search(r'data-steps="([0-9]+)"', visitor.get(at).text)[1])  # type: ignore[index]
    too_large = 0
    for number in range(1, last + 1):
        page = visitor.get(f"{at}?at={number}").text
        too_large += "Nobody can read that many" in page
        drawn = re.search(r'<img src="([^"]+)"', page)
        if drawn:
            assert visitor.get(f"/en/teach/case/{drawn[1]}").status_code == 200, number
    assert too_large


def test_without_graphviz_the_page_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    page = get(f"{CASE}?at=6")
    assert "network.svg" not in page.text
    assert "needs Graphviz" in words_of(page.text)


def test_predictions_are_asked_answered_and_counted_in_the_address() -> None:
    client = TestClient(school(), base_url="http://testserver")
    page = client.get(f"{CASE}/predict?questions=2").text
    assert "Question 1 of 2" in page
    assert "[right]" not in page
    said = client.get(f"{CASE}/predict?questions=2&said=&answer=1")
    assert said.url.query == b"seed=0&questions=2&said=1&see=1"
    assert "[your answer]" in said.text
    assert "[right]" in said.text
    assert "Question 2 of 2" in client.get(f"{CASE}/predict?questions=2&said=1").text
    assert re.search("You had [012] of 2 right", client.get(f"{CASE}/predict?questions=2&said=1.1").text)
    # What is no answer to the question counts as none.
    assert "Question 1 of 2" in client.get(f"{CASE}/predict?questions=2&said=9.x.1&see=1").text


def test_pages_of_lessons_keep_to_the_policy_and_have_no_script_in_them() -> None:
    for path in ("/en/teach", f"{CASE}?at=6", f"{CASE}/predict"):
        answer = get(path)
        policy = answer.headers["content-security-policy"]
        assert policy == f"{HEADERS['content-security-policy']}; connect-src 'self'"
        assert "set-cookie" not in answer.headers
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=|javascript:", answer.text)


def test_two_strategies_stand_side_by_side_and_come_to_the_same() -> None:
    page = get(f"{CASE}/compare?at=4").text
    left, right = re.findall(r"<ol>(.*?)</ol>", page, re.DOTALL)
    order = [re.findall(r">([a-z-]+)(?: <span|</li>)", side) for side in (left, right)]
    assert order[0] != order[1]
    assert sorted(order[0]) == sorted(order[1])
    assert "the conclusions on the left and on the right are the same" in words_of(page)
    assert get(f"{CASE}/compare?strategy2=x").status_code == 404
    assert get("/en/teach/case/none/compare").status_code == 404


def test_another_base_stands_beside_this_one(tmp_path: Path) -> None:
    copytree(ANKLE, tmp_path / "other")
    rules = tmp_path / "other" / "rules.yaml"
    rules.write_text(rules.read_text().replace("tender-outer-ankle-bone\n", "outer-bone-renamed\n", 1))
    made = application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, beside=tmp_path / "other"))
    client = TestClient(made, base_url="http://testserver")
    page = client.get("/en/teach/case/twisted-at-handball-outer-bone-sore/compare").text
    assert "tender-outer-ankle-bone" in page
    assert "outer-bone-renamed" in page
    same = client.get("/en/teach/case/twisted-at-handball-outer-bone-sore/compare?base2=same").text
    assert "outer-bone-renamed" not in same


STORY = "fell off the pier in Harlingen"


def brought(how: str) -> dict[str, Any]:
    """What a form sends of the answers of Sanne, as somebody shared or saved them, with a story of their own."""
    lesson = (ROOT / "examples" / "lessons" / "two-sore-bones.yaml").read_text()
    text = f"story: {STORY}\n{lesson[lesson.index('answers:') :]}"
    match how:
        case "link":
            return {"data": {"link": f"https://example.org/en/open#{to_fragment(text)}"}}
        case "text":
            return {"data": {"link": text}}
        case _:
            return {"files": {"file": ("case.yaml", text.encode())}}


@pytest.mark.parametrize("how", ["link", "text", "file"])
def test_a_case_that_somebody_brings_is_a_lesson_of_its_answers_alone(how: str) -> None:
    client = TestClient(school(), base_url="http://testserver")
    there = client.post("/en/teach/open", **brought(how), follow_redirects=False).headers["location"]
    assert re.fullmatch(r"/en/teach/case/own-[0-9a-f]{16}", there)
    assert STORY not in client.get(there).text
    for page in ("?at=3", "/predict", "/compare?at=4"):
        own = words_of(client.get(f"{there}{page}").text)
        assert own.count("A case that was brought") == 2
        assert own.replace("A case that was brought", "two-sore-bones") == words_of(client.get(f"{CASE}{page}").text)
    assert "own-" not in client.get("/en/teach").text


def test_a_case_that_stands_otherwise_than_its_answers_say_is_no_lesson() -> None:
    """A lesson would say of somebody who has to be seen at once that they look after it themselves."""
    base = once.base()
    sign = base.warning_signs[0]
    denied = f"2026-03-02: {base.levels.alarm}, {sign}"
    saved = f"{{format: '2', base: {base.id}, version: '1', hash: {base.hash}, date: 2026-03-03, earlier: '{denied}'}}"
    client = TestClient(application(base, settings(teaches=True)), base_url="http://testserver")
    answer = client.post("/en/teach/open", data={"link": f"answers: {{chest-trouble: no}}\nsaved: {saved}\n"})
    assert answer.status_code == 422
    assert "So this case is no lesson." in words_of(answer.text)
    assert client.post("/en/teach/open", data={"link": "answers: {chest-trouble: no}"}).status_code == 200


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "Choose a file, or paste a link."),
        ("https://example.org/en/open#none", "This cannot be opened."),
        ("answers: {nonsense: 3}", "This cannot be opened."),
    ],
)
def test_what_is_no_case_is_no_lesson(link: str, said: str) -> None:
    answer = TestClient(school(), base_url="http://testserver").post("/en/teach/open", data={"link": link})
    assert answer.status_code == 422
    assert said in words_of(answer.text)
