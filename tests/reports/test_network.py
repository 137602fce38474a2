"""The network as SVG, DOT and Mermaid: whole, readable by programs, and deaf to whatever a name tries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pygraphviz
import pytest
from click.testing import CliRunner

from tests import once
from tests.terminal.person import TOOTH
from tests.without import without
from triage.cases.case import load_case
from triage.commands.main import main
from triage.explanation.network import Key, Network, around, folded, light, network, overview
from triage.inference.outcome import infer
from triage.language.base import Base
from triage.language.load import load
from triage.language.words import Words
from triage.reports.author.network_svg import network_svg
from triage.reports.author.network_text import network_dot, network_mermaid
from triage.reports.author.network_words import MARKS, Scribe

SVG = "{http://www.w3.org/2000/svg}"
CASE = TOOTH / "cases" / "root-infected.yaml"
NASTY = '<script>alert("x")</script> ]] "}; end %% \\ \u202e \x1b[31m & #quot; \N{TOOTH}'


@pytest.fixture(scope="module")
def tooth() -> Base:
    return load(TOOTH)


@pytest.fixture(scope="module")
def shipped() -> Base:
    return once.base()


def lit(base: Base) -> tuple[Network, Scribe]:
    case = load_case(base, CASE)
    found = folded(light(network(base), infer(base, case.answers)))
    return found, Scribe(Words(base, "en"), found, dict(case.answers))


def drawn(base: Base, some: Network, language: str = "en", centre: tuple[Key, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(network_svg(Scribe(Words(base, language), some, {}), some, centre))


def parts(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [each for each in svg.iter(f"{SVG}g") if each.get("class", "").split()[:1] == ["part"]]


def links(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [each for each in svg.iter(f"{SVG}g") if each.get("class", "").split()[:1] == ["link"]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_overview_fits_a_screen_and_says_how_to_open_a_topic(shipped: Base, language: str) -> None:
    some = overview(network(shipped))
    svg = drawn(shipped, some, language)
    assert (svg.get("role"), svg.get("lang")) == ("img", language)
    assert float(svg.get("width", "")) <= 1200
    assert float(svg.get("height", "")) <= 700
    labels = [label.removeprefix("! ") for part in parts(svg) if (label := part.findtext(f"{SVG}text"))]
    titles = [part.findtext(f"{SVG}title") or "" for part in parts(svg)]
    assert len(labels) == len(some.parts)
    for name, words in shipped.topics.items():
        count = sum(question.topic == name for question in shipped.questions.values())
        (at,) = (number for number, title in enumerate(titles) if title.endswith(f"--topic {name}"))
        assert labels[at] == f"{words[language]} ({count})"
    assert {words.name[language] for words in shipped.urgencies.values()} <= set(labels)


@pytest.mark.parametrize("form", [network_dot, network_mermaid, network_svg])
def test_an_overview_with_a_case_counts_what_carries_it(tooth: Base, form: Callable[..., str]) -> None:
    case = load_case(tooth, CASE)
    some = overview(light(network(tooth), infer(tooth, case.answers)))
    text = form(Scribe(Words(tooth, "en"), some, dict(case.answers)), some)
    answered = sum(part.strong for part in some.parts if part.key.kind == "questions")
    assert answered == sum(value != "unknown" for value in case.answers.values()) > 0
    for part in some.parts:
        if part.holds:
            assert f"{part.strong}/{part.holds}" in text.replace("#47;", "/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_picture_of_the_shipped_base_has_every_part_and_link(shipped: Base, language: str) -> None:
    some = folded(network(shipped))
    svg = drawn(shipped, some, language)
    assert svg.get("lang") == language
    assert len(parts(svg)) == len(some.parts)
    assert len(links(svg)) == len(some.links)
    labels = [part.findtext(f"{SVG}text") for part in parts(svg)]
    assert [label.removeprefix("! ") for label in labels if label] == [part.key.id for part in some.parts]
    assert all(each.findtext(f"{SVG}title") for each in (svg, *parts(svg), *links(svg)))
    assert svg.findtext(f"{SVG}desc")


def test_no_two_parts_lie_on_each_other_and_all_are_in_the_picture(shipped: Base) -> None:
    svg = drawn(shipped, folded(network(shipped)))
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    boxes = []
    for part in parts(svg):
        shape = part.find(f"{SVG}rect")
        if shape is not None:
            boxes.append(tuple(float(shape.get(name, "")) for name in ("x", "y", "width", "height")))
    assert len(boxes) > 100
    for x, y, wide, high in boxes:
        assert x >= 0
        assert y >= 0
        assert x + wide <= width
        assert y + high <= height
    for number, (x, y, wide, high) in enumerate(boxes):
        for other_x, other_y, other_wide, other_high in boxes[number + 1 :]:
            beside = x + wide <= other_x or other_x + other_wide <= x
            above = y + high <= other_y or other_y + other_high <= y
            assert beside or above


def test_labels_fit_in_their_boxes(shipped: Base) -> None:
    for part in parts(drawn(shipped, folded(network(shipped)))):
        shape = part.find(f"{SVG}rect")
        label = part.findtext(f"{SVG}text") or ""
        assert shape is None or 5.2 * len(label) + 10 < float(shape.get("width", ""))


def test_a_neighbourhood_shows_names_and_ids_and_marks_its_centre(tooth: Base) -> None:
    centre = (Key("finding", "infection"),)
    some = around(network(tooth), centre, 1)
    svg = drawn(tooth, some, centre=centre)
    marked = [part for part in parts(svg) if "centre" in part.get("class", "").split()]
    assert [[text.text for text in part.iter(f"{SVG}text")] for part in marked] == [["Infection", "infection"]]
    assert len(links(svg)) == len(some.links)


def test_the_picture_needs_nothing_else(tooth: Base) -> None:
    text = network_svg(Scribe(Words(tooth, "en"), network(tooth), {}), network(tooth), (Key("finding", "infection"),))
    assert not re.search(r"<script|href|@import|url\(|<image|<foreignObject", text)


def test_states_are_told_apart_without_colour(tooth: Base) -> None:
    some, scribe = lit(tooth)
    svg = ElementTree.fromstring(network_svg(scribe, some))
    for part, drawing in zip(some.parts, parts(svg), strict=True):
        assert part.state is not None
        assert (drawing.findtext(f"{SVG}text") or "").startswith(f"{MARKS[part.state]} ")
    shining = sum(link.lit for link in some.links)
    assert sum("lit" in (path.get("class") or "").split() for path in svg.iter(f"{SVG}path")) == 2 * shining + 1
    states = {part.state for part in some.parts}
    assert {"answered", "established", "refuted", "chosen"} <= states


def test_an_answered_question_says_what_was_answered(tooth: Base) -> None:
    some, scribe = lit(tooth)
    said = {part.key.id: scribe.short(part) for part in some.parts if part.state == "answered"}
    assert said
    assert all(": " in words for words in said.values())


def nasty(base: Base) -> Base:
    texts = {"nl": NASTY, "en": NASTY}
    finding = replace(base.findings["infection"], name=texts)
    first = next(iter(base.questions.values()))
    question = replace(first, ask=texts, statement=texts)
    return replace(
        base,
        title=texts,
        topics=dict.fromkeys(base.topics, texts),
        findings={**base.findings, "infection": finding},
        questions={**base.questions, first.id: question},
    )


def test_names_are_text_in_the_picture(tooth: Base) -> None:
    base = nasty(tooth)
    for centre in ((), (Key("finding", "infection"),)):
        some = network(base) if centre else folded(network(base))
        text = network_svg(Scribe(Words(base, "en"), some, {}), some, centre)
        svg = ElementTree.fromstring(text)
        assert not list(svg.iter(f"{SVG}script"))
        assert len(parts(svg)) == len(some.parts)
        assert "\u202e" not in text
        assert "\x1b" not in text


@pytest.mark.parametrize("name", ["tooth", "nasty", "shipped"])
def test_graphviz_reads_what_we_write(name: str, tooth: Base, shipped: Base) -> None:
    base = {"tooth": tooth, "nasty": nasty(tooth), "shipped": shipped}[name]
    around_one = (network(base), (Key("finding", "all-clear"),))
    for some, centre in ((overview(network(base)), ()), (folded(network(base)), ()), around_one):
        graph = pygraphviz.AGraph(string=network_dot(Scribe(Words(base, "nl"), some, {}), some, centre))
        assert len(graph.nodes()) == len(some.parts)
        assert len(graph.edges()) == len(some.links)
        assert len(graph.subgraphs()) == (0 if centre else len(Scribe(Words(base, "nl"), some, {}).groups()))


NODE = r'    n\d+(\(\["|\["|\{\{"|>")[^"<>&\\%]+("\]\)|"\]|"\}\})'
EDGE = r"  n\d+ (-->|-\.->|==>) n\d+"
OTHER = (
    r"flowchart LR",
    r"  %% [^\n]*",
    r"  acc(Title|Descr): [^{}\n;]+",
    r'  subgraph g\d+\["[^"<>&\\%]+"\]',
    r"  end",
    r"  classDef [a-z-]+ [a-z0-9:#,-]+",
    r"  class n\d+(,n\d+)* [a-z-]+",
    r"  linkStyle \d+(,\d+)* [a-z0-9:#,-]+",
)


@pytest.mark.parametrize("name", ["tooth", "nasty", "shipped"])
def test_mermaid_has_a_line_for_each_part_and_link_and_nothing_odd(name: str, tooth: Base, shipped: Base) -> None:
    base = {"tooth": tooth, "nasty": nasty(tooth), "shipped": shipped}[name]
    some = folded(network(base))
    lines = network_mermaid(Scribe(Words(base, "en"), some, {}), some).splitlines()
    assert sum(bool(re.fullmatch(NODE, line)) for line in lines) == len(some.parts)
    assert sum(bool(re.fullmatch(EDGE, line)) for line in lines) == len(some.links)
    assert [line for line in lines if not re.fullmatch("|".join((NODE, EDGE, *OTHER)), line)] == []


def test_more_lines_than_mermaid_draws_are_announced(shipped: Base, tooth: Base) -> None:
    for base, told in ((shipped, True), (tooth, False)):
        some = folded(network(base))
        assert ("maxEdges" in network_mermaid(Scribe(Words(base, "en"), some, {}), some)) == told


# The command


def graph(*options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["graph", *options, "--knowledge", str(TOOTH), "--lang", "en"])
    return done.exit_code, done.stdout, done.stderr


def test_the_end_of_the_name_says_the_form(tmp_path: Path) -> None:
    begins = {"x.svg": "<svg", "x.dot": "//", "x.gv": "//", "x.mmd": "flowchart LR", "x": "<svg"}
    for name, beginning in begins.items():
        assert graph("--output", str(tmp_path / name)) == (0, "", f"This is in {tmp_path / name} now.\n")
        assert (tmp_path / name).read_text().startswith(beginning)
    assert graph("--output", str(tmp_path / "y.svg"), "--format", "dot")[0] == 0
    assert (tmp_path / "y.svg").read_text().startswith("//")


def test_the_same_picture_every_time() -> None:
    assert graph() == graph()
    assert graph("--all") == graph("--all") != graph()
    assert graph("--case", str(CASE), "--around", "infection", "--depth", "2")[0] == 0


def test_what_is_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    out.write_text("mine")
    assert graph("--output", str(out)) == (2, "", f"{out}: there is one already; --force writes over it\n")
    assert out.read_text() == "mine"
    assert graph("--output", str(out), "--force")[0] == 0
    assert out.read_text() != "mine"


def test_a_topic_is_opened(tooth: Base) -> None:
    code, out, _ = graph("--topic", "story", "--format", "dot")
    assert code == 0
    asked = {question.id for question in tooth.questions.values() if question.topic == "story"}
    assert asked
    assert all(f'label="{name}"' in out for name in asked)
    assert 'digraph "Toothache: around The story"' in out, out[:200]
    assert graph("--topic", "story", "--depth", "9", "--format", "dot")[1].count("\n") >= out.count("\n")
    assert graph("--topic", "story")[1].startswith("<svg")


WRONG = [
    (("--topic", "storey"), "no topic `storey`; did you mean `story`?\n"),
    (
        ("--all", "--topic", "story"),
        "--around, --topic and --all each say what to draw; give one of them\n",
    ),
    (
        ("--around", "infektion"),
        "no question, rule, finding, urgency or pathway `infektion`; did you mean `infection`?\n",
    ),
    (("--depth", "2"), "--depth says how far to go around something; name it with --around or --topic\n"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_what_cannot_be_drawn_is_said(options: tuple[str, ...], message: str) -> None:
    assert graph(*options) == (2, "", message)


@pytest.mark.parametrize("form", ["dot", "mermaid"])
def test_only_the_picture_needs_the_library(form: str) -> None:
    done = without("pygraphviz", "graph", "--knowledge", TOOTH, "--lang", "en", "--format", form)
    assert (done.returncode, done.stdout, done.stderr) == graph("--format", form)
