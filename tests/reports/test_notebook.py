"""What a notebook shows of a base, a rule, an outcome and a trace."""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter

import triage
from tests.patience import PATIENCE
from tests.strategies import Sketch, answers, sketches
from triage.explanation.to_words import finding_words
from triage.inference.trace import Trace
from triage.language.display import Displayed, speak
from triage.language.words import Words
from triage.reports.author.summary import Fact, Point, Summary, Table, fact, to_html, to_plain
from triage.reports.layout import Page
from triage.reports.learner.notebook import base_summary, outcome_summary, rule_summary, trace_summary

ANKLE = Path(__file__).parents[1] / "bases" / "ankle"
SPRAIN = {"onset": "twisted", "place": ("outside",), "pain": 2, "days": 1, "heard-a-crack": "no"}


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture(scope="module")
def base() -> triage.Base:
    return triage.load(ANKLE)


def parts(base: triage.Base) -> dict[str, Displayed]:
    outcome = triage.infer(base, SPRAIN)
    return {"base": base, "rule": base.rules[outcome.fired[0]], "outcome": outcome, "trace": outcome.trace}


PARTS = ("base", "rule", "outcome", "trace")


def parsed(html: str | None) -> ElementTree.Element:
    """As strict as can be: every element that is opened is closed."""
    assert html is not None
    return ElementTree.fromstring(html.replace("&nbsp;", " "))


# What is shown


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PARTS)
def test_it_shows_itself_where_a_notebook_asks(base: triage.Base, name: str, language: str) -> None:
    """IPython itself asks, with nothing registered and nothing imported but the package."""
    speak(language)
    shown, _ = DisplayFormatter().format(parts(base)[name])  # type: ignore[no-untyped-call]  # IPython has no types
    assert {"text/plain", "text/html"} <= set(shown)
    html = parsed(shown["text/html"])
    assert html.get("lang") == language
    assert html.findall(".//table")
    assert len(shown["text/html"]) < 40_000


def test_an_outcome_says_what_came_out_and_by_which_rules(base: triage.Base) -> None:
    outcome = triage.infer(base, SPRAIN)
    plain = outcome._repr_mimebundle_()["text/plain"]
    assert plain.startswith(f"How soon: {base.urgencies[outcome.urgency].name['en']}\n")
    rows = [row.findall("td")[0].text for row in parsed(outcome._repr_html_()).findall(".//table[2]/tbody/tr")]
    assert tuple(rows) == outcome.fired
    assert all(f". {name} |" in plain for name in outcome.fired)


def test_a_rule_shows_its_condition_part_by_part(base: triage.Base) -> None:
    rule = base.rules["broken"]
    assert rule._repr_mimebundle_()["text/plain"].splitlines()[:7] == [
        "Rule broken",
        "When:",
        "  - all of these:",
        "    - Accident",
        "    - at least 2 of these:",
        "      - “Did you hear a crack?”: yes",
        "      - “How much pain?”: 7 or more (points)",
    ]


def test_a_trace_shows_every_event_and_a_stretch_is_one_too(base: triage.Base) -> None:
    trace = triage.infer(base, SPRAIN).trace
    some = trace[2:5]
    assert isinstance(some, Trace)
    assert tuple(some) == tuple(trace)[2:5]
    for each in (trace, some):
        assert len(parsed(each._repr_html_()).findall(".//tbody/tr")) == len(each)
    assert trace[2] == tuple(trace)[2]


def test_a_base_shows_what_is_in_it_and_folds_the_rest(base: triage.Base) -> None:
    html = parsed(base._repr_html_())
    assert [len(folded.findall(".//tbody/tr")) for folded in html.findall("details")] == [
        len(base.warning_signs),
        len(base.condition_order),
        len(base.rules),
    ]
    assert finding_words(Words(base, "en"), base.warning_signs[0]) in unescape(base._repr_html_() or "")


def test_the_language_is_that_of_the_locale_unless_one_was_chosen(
    base: triage.Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert 'lang="en"' in (base._repr_html_() or "")
    triage.speak(None)
    assert 'lang="nl"' in (base._repr_html_() or "")
    triage.speak("fr")  # this base does not
    assert 'lang="nl"' in (base._repr_html_() or "")


@pytest.mark.parametrize(
    ("include", "exclude", "forms"),
    [
        (None, None, {"text/plain", "text/html"}),
        ({"text/plain"}, None, {"text/plain"}),
        (None, {"text/html"}, {"text/plain"}),
        ({"image/png"}, None, set()),
    ],
)
def test_only_the_forms_that_are_wanted(
    base: triage.Base, include: set[str] | None, exclude: set[str] | None, forms: set[str]
) -> None:
    assert set(base._repr_mimebundle_(include, exclude)) == forms


def test_in_plain_python_it_is_a_line(base: triage.Base) -> None:
    shown = {name: repr(part) for name, part in parts(base).items()}
    assert shown["base"] == f"<Base ankle {base.version}: {len(base.questions)} questions, {len(base.rules)} rules>"
    assert shown["rule"].startswith("<Rule ")
    assert shown["outcome"].startswith("<Outcome ")
    assert all(len(line) < 100 and "\n" not in line for line in shown.values())


# Whose words


def test_every_part_keeps_the_base_in_whose_words_it_is_shown(tmp_path: Path) -> None:
    other = Path(copytree(ANKLE, tmp_path / "other"))
    questions = other / "questions.yaml"
    questions.write_text(questions.read_text().replace("How did it begin?", "What came before it?"))
    left = parts(triage.load(other))
    del left["base"]
    triage.load(ANKLE)
    gc.collect()
    for part in left.values():
        assert "What came before it?" in part._repr_mimebundle_()["text/plain"]


def test_what_belongs_to_no_base_is_shown_by_what_it_is_called(base: triage.Base) -> None:
    rule = replace(next(iter(base.rules.values())))
    for part in (rule, Trace(triage.infer(base, SPRAIN).trace)):
        shown = part._repr_mimebundle_()
        assert shown["text/plain"] == repr(part)
        assert parsed(shown["text/html"]).text == repr(part)


def test_a_rule_of_two_bases_is_shown_by_its_own(tmp_path: Path) -> None:
    other = Path(copytree(ANKLE, tmp_path / "other"))
    questions = other / "questions.yaml"
    questions.write_text(questions.read_text().replace("Did you hear a crack?", "Was there a crack?"))
    for base, asks in ((triage.load(ANKLE), "Did you hear"), (triage.load(other), "Was there")):
        assert f"“{asks} a crack?”: yes" in base.rules["broken"]._repr_mimebundle_()["text/plain"]


def test_an_outcome_that_was_sent_elsewhere_and_back_is_the_same(base: triage.Base) -> None:
    outcome = triage.infer(base, SPRAIN)
    again = pickle.loads(pickle.dumps(outcome))
    assert again == outcome
    assert again.trace._repr_html_() == outcome.trace._repr_html_()


# Words of others


EVIL = "</td><script>alert(1)</script>\u202e\x1b[31m&amp;"


def test_whatever_a_base_says_is_text() -> None:
    summary = Summary(
        EVIL,
        "en",
        (fact(EVIL, EVIL), Fact(EVIL, (Point(EVIL), Point(EVIL, 1)))),
        (Table(EVIL, (EVIL, EVIL), ((EVIL, EVIL),)), Table(EVIL, (EVIL,), ((EVIL,),), folded=True)),
        foot=EVIL,
    )
    html = to_html(summary)
    assert parsed(html).findall(".//script") == []
    for text in (html, to_plain(summary, Page(80))):
        assert not {"\u202e", "\x1b"} & set(text)
    assert html.count("&lt;/td&gt;&lt;script&gt;") == 16


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(base: triage.Base) -> None:
    for part in parts(base).values():
        html = parsed(part._repr_html_())
        for element in html.iter():
            assert element.tag not in ("script", "img", "link", "iframe", "a")
            assert not [name for name in element.attrib if name in ("src", "href") or name.startswith("on")]
        assert "url(" not in (part._repr_html_() or "")


def test_every_cell_has_a_heading(base: triage.Base) -> None:
    for part in parts(base).values():
        html = parsed(part._repr_html_())
        assert all(row.find("th") is not None for row in html.iter("tr"))
        assert {head.get("scope") for head in html.iter("th")} <= {"row", "col"}
        assert all("".join(head.itertext()).strip() for head in html.iter("th"))


@pytest.mark.parametrize(
    ("depths", "html"),
    [
        ((0, 0), "<ul><li>a</li><li>b</li></ul>"),
        ((0, 1), "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ((0, 1, 0), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ((0, 1, 2, 0), "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ((0, 1, 2, 1), "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li></ul>"),
    ],
)
def test_lists_lie_in_lists(depths: tuple[int, ...], html: str) -> None:
    points = tuple(Point(name, depth) for name, depth in zip("abcd", depths, strict=False))
    assert html in to_html(Summary("t", "en", (Fact("f", points),)))


@given(sketches(), st.data())
def test_whatever_the_base_it_can_be_shown(sketch: Sketch, data: st.DataObject) -> None:
    base = sketch.build()
    outcome = triage.infer(base, data.draw(answers(base)))
    rules = [rule_summary(Words(base, "nl"), rule) for rule in base.rules.values()]
    for summary in (
        base_summary(Words(base, "nl")),
        *rules,
        outcome_summary(Words(base, "en"), outcome),
        trace_summary(Words(base, "en"), outcome.trace),
    ):
        assert parsed(to_html(summary)) is not None
        assert to_plain(summary, Page(80)).strip()


def test_a_rule_names_its_file_but_not_where_that_lies_on_this_machine(base: triage.Base) -> None:
    assert rule_summary(Words(base, "en"), base.rules["bone-out"]).foot == "rules.yaml:1"


def test_importing_the_package_does_not_wait_for_what_draws() -> None:
    program = "import sys, triage; print([name for name in sys.modules if name.startswith('triage.reports')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout.strip() == "[]"
