"""The report of one case: who reads which part, what stands in it, and that nothing in a case can change the page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from tests import once
from tests.deep import sample
from tests.patience import PATIENCE
from tests.reports.pages import (
    GOLDEN,
    TOOTH,
    Element,
    by_id,
    every,
    followed_case,
    page_of,
    read,
    shipped_case,
    without_style,
)
from tests.scale import URGENCIES
from tests.strategies import CHARACTERS
from triage.cases.case import Case, load_case
from triage.commands.main import main
from triage.explanation.to_words import asked
from triage.inference.outcome import Outcome
from triage.language.base import Base
from triage.language.condition import UNKNOWN
from triage.language.files import case_files, shipped
from triage.language.load import load
from triage.language.texts import text_in
from triage.reports.layout import clean
from triage.reports.person.page import nets
from triage.reports.person.timeline import span_words
from triage.version import VERSION
from triage.words.saying import say

LANGUAGES = ("nl", "en")
Run = Callable[..., Result]

CASES = [path.stem for path in sample(case_files(), 5)]

NASTY = (
    "<script>alert(1)</script>",
    "</blockquote></section><h1>Healthy</h1>",
    "</style><style>*{display:none}",
    "<!-- --><img src=https://example.org/x onerror=alert(1)>",
    "]]>&lt;b&gt; &#x3c;b&#x3e; {{ 7 * 7 }} {% raw %}",
    "\"' onfocus=alert(1) autofocus='",
    "\x1b[31mred\x1b[0m \x07 \x00 \x9b31m",
    "abc \u202e gnissim \u2066 \u200f \u061c \ufeff",
    "line\u2028separator\r\n\tand\u00adsoft",
    "a" * 3000,
)


@pytest.fixture(scope="module")
def base() -> Base:
    return once.base()


@pytest.fixture(scope="module")
def tooth() -> Base:
    return load(TOOTH)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, base: Base) -> Case:
    return shipped_case(base, request.param)


@cache
def _page(name: str, language: str) -> Element:
    return read(page_of(once.base(), shipped_case(once.base(), name), language))


def outcome_of(case: Case) -> Outcome:
    return once.outcome(shipped() / "cases" / f"{case.name}.yaml")


@pytest.fixture
def page(case: Case, language: str) -> Element:
    """Read once, in whatever order tests come: nothing changes it."""
    return _page(case.name, language)


# what we keep


@pytest.mark.parametrize("name", ["mild-sprain.nl", "mild-sprain.en", "knows-little.nl", "knows-little.en"])
def test_the_page_is_the_one_we_keep(name: str, ankle: Base, ankle_files: Path, tooth: Base, renewing: bool) -> None:
    stem, language = name.split(".")
    base, folder = (ankle, ankle_files) if stem == "mild-sprain" else (tooth, TOOTH)
    found = page_of(base, load_case(base, folder / "cases" / f"{stem}.yaml"), language, on=date(2026, 3, 31))
    found = without_style(found).replace(VERSION, "VERSION")
    place = GOLDEN / f"{name}.html"
    if renewing:
        place.write_text(found)
    assert found == place.read_text()


def test_no_kept_page_lies_idle() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{name}.{language}.html" for name in ("mild-sprain", "knows-little") for language in LANGUAGES
    }


# a page that stands by itself


def test_it_loads_nothing(page: Element) -> None:
    tags = {each.tag for each in page.all()}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"})
    for each in page.all():
        assert not {"src", "srcset", "style", "action", "background"} & each.attributes.keys()
        assert not [name for name in each.attributes if name.startswith("on")]
        if "href" in each.attributes:
            assert each.tag == "a"
            assert each.attributes["href"].startswith(("#", "https://", "http://", "tel:"))
    (style,) = every(page, "style")
    assert not [word for word in ("url(", "@import", "@font-face") if word in style.text]
    (policy,) = (each.attributes["content"] for each in every(page, "meta") if "http-equiv" in each.attributes)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_it_says_its_language_and_names_are_unique(page: Element, language: str) -> None:
    (html,) = every(page, "html")
    assert html.attributes["lang"] == language
    names = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    assert len(names) == len(set(names))
    inward = {each.attributes["href"][1:] for each in every(page, "a") if each.attributes["href"].startswith("#")}
    assert inward <= set(names)


def test_headings_go_down_one_at_a_time(page: Element) -> None:
    levels = [int(each.tag[1]) for each in page.all() if each.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_same_case_gives_the_same_page_everywhere(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "cli", "report", str(TOOTH / "cases" / "root-infected.yaml")]
        subprocess.run(
            [*command, "--output", str(out), "-k", str(TOOTH), "-l", "nl"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]


# for the patient


def test_the_patient_reads_how_soon_and_what_to_do(page: Element, base: Base, case: Case, language: str) -> None:
    outcome = outcome_of(case)
    patient = by_id(page, "patient").words
    level = base.urgencies[outcome.urgency]
    net = [each.text for each in nets(outcome)]
    cautions = [base.cautions[name].text for name in outcome.cautions]
    phases = [phase.name for phase in base.pathways[outcome.pathway].phases]
    for text in (level.name, level.act, base.notice, base.pathways[outcome.pathway].summary, *net, *cautions, *phases):
        assert clean(text_in(text, language)) in patient
    for stretch in outcome.phases:
        for item in (*stretch.goals, *stretch.do, *stretch.avoid, *stretch.move_on, *stretch.seek_help):
            assert clean(text_in(item.text, language)) in patient
        for name in stretch.exercises:
            assert text_in(base.exercises[name].how, language) in by_id(page, f"exercise-{name}").words


def test_the_patient_is_not_shown_the_machine(page: Element, base: Base) -> None:
    """No id of a rule stands in the part for the patient, and no advice in that for the clinician."""
    said = set(by_id(page, "patient").words.split())
    assert said.isdisjoint(name for name in base.rules if "-" in name)
    assert every(by_id(page, "patient"), "code") == []
    assert every(by_id(page, "clinician"), "svg") == []


def test_the_phases_are_drawn(page: Element, base: Base, case: Case, language: str) -> None:
    outcome = outcome_of(case)
    phases = base.pathways[outcome.pathway].phases
    drawings = [each for each in every(page, "svg") if each.attributes.get("role") == "img"]
    assert len(drawings) == (len(phases) > 1)
    for drawing in drawings:
        names = drawing.attributes["aria-labelledby"].split()
        about = " ".join(by_id(page, name).words for name in names)
        bars = every(drawing, "svg", "bar")
        assert [bar.classes[1] for bar in bars] == [stretch.state for stretch in outcome.phases]
        for phase, bar in zip(phases, bars, strict=True):
            assert text_in(phase.name, language) in about
            assert span_words(phase.takes, language) in bar.words
        assert len([bar for bar in bars if say("now", language) in bar.words]) == 1


def test_what_to_do_now_is_never_folded(page: Element) -> None:
    """Only what is good to know is."""
    now = every(by_id(page, "patient"), "li", "current")
    assert now
    folded = [each.attributes.get("class") for step in now for each in every(step, "details")]
    assert set(folded) <= {"on-screen list background"}
    assert len(folded) <= len(now)


@pytest.mark.parametrize(
    ("reader", "parts"),
    [("both", {"patient", "clinician"}), ("patient", {"patient"}), ("clinician", {"clinician"})],
)
def test_a_part_can_be_left_out(base: Base, reader: str, parts: set[str]) -> None:
    page = read(page_of(base, shipped_case(base, CASES[0]), reader=reader))  # type: ignore[arg-type]
    names = {each.attributes.get("id") for each in page.all()}
    assert names & {"patient", "clinician"} == parts
    assert base.version in page.words


# for the clinician


def test_every_conclusion_has_its_proof(page: Element, case: Case) -> None:
    outcome = outcome_of(case)
    shown = [code.words for each in every(page, "details", "conclusion") for code in every(each, "code")[:1]]
    established = [name for name, status in outcome.conditions.items() if status == "established"]
    for name in (*outcome.warning_signs, *established, outcome.urgency, outcome.pathway, *outcome.cautions):
        assert name in shown


def test_every_event_stands_in_the_order_of_the_trace(page: Element, case: Case) -> None:
    (trace,) = every(page, "div", "trace")
    moments = every(trace, "li")
    kinds = [event.kind for event in outcome_of(case).trace]
    assert [each.classes for each in moments] == [[kind] for kind in kinds]
    assert [every(each, "span", "number")[0].words for each in moments] == [
        str(number) for number in range(1, len(kinds) + 1)
    ]


def test_every_question_has_a_row_and_the_open_ones_are_marked(
    page: Element, base: Base, case: Case, language: str
) -> None:
    outcome = outcome_of(case)
    rows = {every(row, "code")[0].words: row for row in every(page, "tr") if row.classes}
    assert rows.keys() == base.questions.keys()
    aside = {event.of for event in outcome.trace if event.kind == "inapplicable"}
    wanted = {name for part in outcome.not_ruled_out if part.because == "not-asked" for name in part.questions}
    for name, row in rows.items():
        given = outcome.answers.get(name)
        known = "unknown" if given == UNKNOWN else "answered"
        missing = "open" if name in wanted else "not-asked"
        mark = "inapplicable" if name in aside else missing if given is None else known
        assert row.classes == [mark]
        assert asked(base.questions[name], language) in row.words
        assert mark == "answered" or say(f"report-mark-{mark}", language) in row.words


def test_every_claim_that_a_rule_names_is_told_with_its_document(page: Element, base: Base, case: Case) -> None:
    sources = {each.attributes["id"]: each for each in page.all() if each.attributes.get("id", "").startswith("claim-")}
    rules = [base.rules[name] for name in outcome_of(case).fired]
    for claim in {name for rule in rules for name in rule.sources if name in base.claims}:
        assert claim in sources[f"claim-{claim}"].words
        title = base.documents[base.claims[claim].document].title
        assert [each for each in every(page, "details", "source") if title in each.words and claim in each.words]


def test_it_says_what_it_was_made_with(page: Element, base: Base) -> None:
    words = by_id(page, "clinician").words
    assert base.hash in words
    assert f"{base.id} {base.version}" in words
    assert f"triage {VERSION}" in words


# after a check-in


def test_after_a_check_in_the_phase_is_where_it_left_us(base: Base, language: str) -> None:
    case, check_in = followed_case(base, "go-on")
    page = read(page_of(base, case, language, check_in=check_in))
    bars = [bar.classes[1] for bar in every(page, "svg", "bar")]
    assert bars[:3] == ["behind", "current", "ahead"]
    assert text_in(check_in.findings["go-on"].name, language) in by_id(page, "patient").words


def test_who_has_to_be_seen_first_is_told_to_stop(base: Base, language: str) -> None:
    case, check_in = followed_case(base, "be-seen")
    page = read(page_of(base, case, language, check_in=check_in))
    (card,) = every(page, "section", "urgency")
    assert "help-today" in card.classes
    patient = by_id(page, "patient")
    assert say("report-paused-about", language) in patient.words
    (now,) = every(patient, "li", "current")
    assert every(now, "details")
    assert [each.words for each in every(patient, "text", "here")] == [say("report-paused", language)]


# whatever a case says


@pytest.fixture(scope="module")
def plain(tooth: Base) -> tuple[Case, object]:
    case = load_case(tooth, TOOTH / "cases" / "root-infected.yaml")
    case = replace(case, name="name", story="story")
    return case, read(page_of(tooth, case)).skeleton()


def texts() -> Iterator[st.SearchStrategy[str]]:
    pieces = st.sampled_from([*NASTY, "<", ">", "&", '"', "'", "\u202e", "\x1b", "</p>"])
    yield st.lists(pieces, min_size=1, max_size=5).map("".join)
    yield st.text(CHARACTERS, min_size=1)


@given(st.one_of(*texts()), st.one_of(*texts()))
@example(NASTY[0], NASTY[1])
def test_a_story_is_text_and_changes_nothing_else(
    tooth: Base, plain: tuple[Case, object], name: str, story: str
) -> None:
    case, skeleton = plain
    page = page_of(tooth, replace(case, name=name, story=story))
    assert all(char.isprintable() or char == "\n" for char in page)
    tree = read(page)
    assert tree.skeleton() == skeleton
    assert [each.text for each in every(tree, "blockquote")] == [clean(story)]
    assert [each.text for each in every(tree, "bdi")] == [clean(name)]


@pytest.mark.parametrize("nasty", NASTY)
def test_words_of_a_base_are_text_too(tooth: Base, plain: tuple[Case, object], nasty: str) -> None:
    words = {"nl": nasty, "en": nasty}
    hostile = replace(tooth, title=words, notice=words, default_because=words)
    page = read(page_of(hostile, plain[0]))
    assert page.skeleton() == plain[1]
    assert [each.text for each in every(page, "h1")] == [clean(nasty)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org"])
def test_only_the_address_of_a_page_becomes_a_link(tooth: Base, plain: tuple[Case, object], address: str) -> None:
    def page(url: str) -> str:
        documents = {name: replace(each, url=url) for name, each in tooth.documents.items()}
        return page_of(replace(tooth, documents=documents), plain[0])

    assert 'href="https://example.org/leaflet"' in page("https://example.org/leaflet")
    assert address not in page(address)


# the command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    Path("case.yaml").write_text((TOOTH / "cases" / "root-infected.yaml").read_text())
    return lambda *words, **more: CliRunner().invoke(main, ["report", *words, "--knowledge", str(TOOTH)], **more)


def test_it_writes_a_file_and_says_where(run: Run) -> None:
    done = run("case.yaml", "--output", "out.html")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "This is in out.html now.\n")
    read(Path("out.html").read_text())
    assert sorted(path.name for path in Path().iterdir()) == ["case.yaml", "out.html"]


def test_a_dash_is_standard_input_and_output(run: Run) -> None:
    run("case.yaml", "--output", "out.html")
    done = run("-", "--output", "-", input=Path("case.yaml").read_text())
    assert done.stdout == run("-", input=Path("case.yaml").read_text()).stdout == Path("out.html").read_text()
    assert not Path("-").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("case.yaml", "--output", "old.html"), "old.html: there is one already; --force writes over it\n"),
        (
            ("case.yaml", "--output", "case.yaml", "--force"),
            "case.yaml: this is the file that is read; name another one to write\n",
        ),
        (("case.yaml", "--output", "no/where.html"), "no/where.html: cannot be written: no such file or directory\n"),
        (("case.yaml", "--output", "folder", "--force"), "folder: cannot be written: is a directory\n"),
        (("no.yaml", "--output", "out.html"), "no.yaml: cannot be read: no such file or directory\n"),
        (
            ("case.yaml", "--output", "out.html", "--lang", "fr"),
            "--lang: this knowledge base does not speak `fr`; it speaks `nl`, `en`\n",
        ),
        (
            ("case.yaml", "--output", "out.html", "--date", "tomorrow"),
            "--date: tomorrow is no date; expected one such as 2026-03-31\n",
        ),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_what_cannot_be_is_said_and_nothing_is_written(run: Run, words: tuple[str, ...], complaint: str) -> None:
    Path("old.html").write_text("old")
    Path("folder").mkdir()
    before = {path.name: path.read_text() for path in Path().iterdir() if path.is_file()}
    done = run(*words)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", complaint)
    assert {path.name: path.read_text() for path in Path().iterdir() if path.is_file()} == before


def test_force_writes_over_it(run: Run) -> None:
    Path("old.html").write_text("old")
    assert run("case.yaml", "--output", "old.html", "--force").exit_code == 0
    assert Path("old.html").read_text() != "old"


def test_a_date_stands_there_only_where_it_was_asked_for(run: Run) -> None:
    assert "2026" not in every(read(run("case.yaml", "--output", "-").stdout), "header")[0].words
    dated = run("case.yaml", "--output", "-", "--date", "2026-03-31", "--lang", "nl").stdout
    assert "dinsdag 31 maart 2026" in every(read(dated), "header")[0].words


def test_every_level_has_a_colour_of_its_own(base: Base) -> None:
    style = every(read(page_of(base, shipped_case(base, CASES[0]))), "style")[0].text
    colours = [style.split(f".help-{help} {{ --level: ")[1].split(";")[0] for help in URGENCIES.values()]
    assert len(set(colours)) == len(URGENCIES)
