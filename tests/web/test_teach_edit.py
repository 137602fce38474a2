"""A class edits a rule: messages, differences, proofs and counterexamples; and what is refused."""

from __future__ import annotations

import re
import sys
from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.web.test_teach import ANKLE, school
from tests.web.visitor import settings, words_of
from triage.commands import main as cli
from triage.language.load import load
from triage.web.application import application
from triage.web.guarding import Limits

RULE = "/en/teach/rule/tender-outer-ankle-bone"


def client(made: Any = None) -> TestClient:
    return TestClient(made or school(), base_url="http://testserver", follow_redirects=False)


def text_of(page: str, name: str = "rule") -> str:
    found = re.search(rf'<textarea id="{name}".*?>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def tried(old: str = "", new: str = "", stated: str = "", **others: Any) -> Any:
    """What comes of the rule with something in it replaced."""
    text = text_of(client().get(RULE).text)
    assert old in text
    return client().post(RULE, data={"rule": text.replace(old, new), "property": stated}, **others)


def test_a_rule_is_shown_as_it_stands_in_the_file() -> None:
    text = text_of(client().get(RULE).text)
    assert text.startswith("- rule: tender-outer-ankle-bone\n")
    assert f"\n{text}\n" in (ANKLE / "rules.yaml").read_text()
    assert client().get("/en/teach/rule/none").status_code == 404
    assert 'href="/en/teach/rule/tender-outer-ankle-bone"' in client().get("/en/teach/rule").text


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("  when: {finding: ", {"ottawa-positive": "Er is een foto van het bot nodig"}),
        ("  when: {onset: ", {"twisted": "Ik ben door mijn enkel gegaan", "unknown": ""}),
        ("  when: {press-outer: ", {"yes": "", "no": "", "unknown": ""}),
        ("  when: {", {"press-outer": "achterrand of punt van de buitenste enkelknobbel", "finding": "", "any": ""}),
        ("  when: {on", {"onset": "Hoe begon het?"}),
        ("  ", {"when": "", "then": "", "because": "", "sources": ""}),
        ("  when: {onset: nothing-such", {}),
    ],
)
def test_what_may_be_written_at_a_place_is_what_an_editor_offers(line: str, some: dict[str, str]) -> None:
    text = f"- rule: x\n{line}"
    said = client().post(f"/nl{RULE[3:]}/offers", data={"rule": text, "line": "1", "column": str(len(line))})
    found = dict(said.json())
    assert {name: found.get(name) for name in some} == some
    assert all(line.rpartition("{")[2].rpartition(" ")[2] in name for name in found)
    assert client().post("/en/teach/rule/none/offers", data={"rule": text}).status_code == 404
    assert client().post(f"{RULE}/offers", data={"rule": "x" * 9000}).status_code == 413


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("press-outer", "press-outter", "unknown question `press-outter`; did you mean `press-outer`?", 2),
        ("ottawa-positive", "ottawa", "unknown finding `ottawa`", 3),
        ("  when", " when", "not valid YAML", 2),
        ("rule: tender", "rule: &x tender", "anchors and aliases are not used here", 1),
        ("rule: tender", "rule: !!python/name:os.system tender", "tags such as", 1),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_caret(old: str, new: str, said: str, line: int) -> None:
    page = tried(old, new)
    assert page.status_code == 422
    words = words_of(page.text)
    assert said in words
    assert f"line {line}: " in words
    assert re.search(r'<pre class="caret"[^>]*><code>[^\n]*\n *\^</code></pre>', page.text)
    assert new in text_of(page.text)  # what was typed is still there


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("press-outer: yes", "nothing-such: yes", "regel 2 van de tekst: er is geen vraag `nothing-such`"),
        ("press-outer: yes", "press-outer: perhaps", "`press-outer` heeft geen antwoord `perhaps`; er is `yes`"),
        ("{press-outer: yes}", "[press-outer]", "een voorwaarde bestaat uit sleutels met waarden"),
        (
            "press-outer: yes",
            "ottawa-positive: yes",
            "is een bevinding, geen vraag; schrijf `finding: ottawa-positive`",
        ),
        ("press-outer: yes", "finding: ottawa-positive", "de regels gaan in een kring: "),
        ("establish: ottawa-positive", "establish: ottowa-positive", "bedoel je `ottawa-positive`?"),
        ("urgency: urgent", "urgency: urgently", "er is geen urgentie `urgently`; bedoel je `urgent`?"),
        ("  when:", "  wen:", "een regel heeft geen sleutel `wen`; bedoel je `when`?"),
        ("  when:", "  when: a: b", "geen geldige YAML: "),
        ("    nl: ", "    de: ", "is niet vertaald in `nl`"),
        ("rule: tender", "rule: Tender", "is geen id; schrijf kleine letters met streepjes ertussen"),
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_page(old: str, new: str, said: str) -> None:
    text = text_of(client().get(RULE).text)
    assert old in text
    page = client().post(RULE.replace("/en/", "/nl/"), data={"rule": text.replace(old, new), "property": ""})
    words = words_of(page.text)
    assert page.status_code == 422
    assert said in words
    told = re.sub("`[^`]*`", "", words.split("De regel")[0])
    assert not re.search(r"\b(unknown|expected|must|while|did|the|has no|is no)\b", told)


def test_what_a_change_does_to_worked_cases_is_told() -> None:
    assert "None of the" in words_of(tried().text)
    page = words_of(tried("press-outer: yes", "press-outer: no").text)
    assert "Differences: " in page
    assert "Less urgent than before: " in page
    assert "twisted-at-handball-outer-bone-sore How soon A doctor today" in page


def test_a_property_is_proved_or_broken_by_a_smallest_case() -> None:
    holds = "when: {fires: tender-outer-ankle-bone}\nnever: {urgency: self-care}"
    assert "Proved The property holds" in words_of(tried(stated=holds).text)
    assert "says nothing" in words_of(
        tried(stated="when: {all: [{urgency: soon}, {urgency: urgent}]}\nalways: {urgency: soon}").text
    )
    broken = words_of(tried(stated="never: {finding: ottawa-positive}").text)
    assert "The property does not hold" in broken
    assert "back edge or tip" in broken


def test_what_the_class_did_to_the_rule_counts_in_the_proof() -> None:
    stated = "when: {press-outer: yes, applies: press-outer}\nalways: {fires: tender-outer-ankle-bone}"
    text = text_of(client().get(RULE).text)
    when = re.search(r"  when: .*", text)
    assert when
    for changed, said in (
        ("", "Proved"),
        ("  when: {press-outer: yes, press-inner: yes}", "The property does not hold"),
    ):
        page = client().post(RULE, data={"rule": text.replace(when[0], changed or when[0]), "property": stated})
        assert said in words_of(page.text)


def test_a_mistake_in_the_property_stands_at_its_line() -> None:
    page = tried(stated="when: {fires: none}\nalways: {urgency: now}")
    assert page.status_code == 422
    words = words_of(page.text)
    assert "line 1: unknown rule `none`" in words
    assert "line 2: " in words


def test_without_a_solver_it_says_what_brings_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "triage.proof.encoding", None)
    page = words_of(tried(stated="never: {urgency: soon}").text)
    assert "Neither proved nor refuted" in page


def test_nothing_is_written_and_nobody_else_sees_it() -> None:
    before = (ANKLE / "rules.yaml").read_bytes()
    tried("press-outer", "press-inner")
    assert (ANKLE / "rules.yaml").read_bytes() == before
    assert "press-outer" in text_of(client().get(RULE).text)


def test_too_much_too_often_and_from_elsewhere_is_refused() -> None:
    assert client().post(RULE, data={"rule": "x" * 8_001}).status_code == 413
    assert tried(headers={"sec-fetch-site": "cross-site"}).status_code == 403
    made = application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, edits=True, limits=Limits(rate=0.001)))
    once = client(made)
    assert [once.post(RULE, data={"rule": "- x"}).status_code for _ in range(6)] == [422] * 5 + [429]


@pytest.mark.parametrize(
    ("options", "edits"),
    [
        (["--host", "127.0.0.1"], True),
        (["--host", "0.0.0.0"], False),  # nothing listens
        (["--host", "0.0.0.0", "--teach-edit"], True),
    ],
)
def test_rules_are_edited_on_this_machine_alone_unless_somebody_asks(
    options: list[str], edits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr("triage.web.application.application", lambda base, settings: seen.append(settings))  # noqa: ARG005
    monkeypatch.setattr("triage.web.serving.serve", lambda *_: None)
    done = CliRunner().invoke(cli.main, ["serve", "--teach", "-k", str(ANKLE), *options])
    assert done.exit_code == 0, done.output
    assert seen[0].edits is edits
    pages = TestClient(application(load(ANKLE), settings(knowledge=ANKLE, teaches=True, edits=edits)))
    assert pages.get(RULE).status_code == (200 if edits else 404)
    assert ("teach/rule" in pages.get("/en/teach").text) is edits


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--teach", "--workers", "2"], "--teach takes one process"),
        (["--teach-edit"], "--teach-edit goes together with --teach"),
        (["--lessons", str(ANKLE)], "--lessons goes together with --teach"),
        (["--beside", str(ANKLE)], "--beside goes together with --teach"),
    ],
)
def test_options_that_do_not_fit_say_so(options: list[str], said: str) -> None:
    done = CliRunner().invoke(cli.main, ["serve", "-k", str(ANKLE), *options])
    assert done.exit_code == 2
    assert said in done.output
