"""The one page that an outcome comes to: what stands on it, in which order, and that it fits on a screen."""

from __future__ import annotations

import gc
import pickle
import re
from dataclasses import FrozenInstanceError
from html import unescape
from pathlib import Path
from random import Random

import pytest

import triage
from tests import deep, once, small
from tests.deep import sample
from tests.scale import presses
from tests.strategies import Written, finding, pathway, question, rule, text
from triage.cases.random_cases import Cases
from triage.explanation.own_words import own_answers
from triage.explanation.proof import Prover
from triage.follow_up.standing import standing
from triage.inference.outcome import NETS, Outcome, infer
from triage.language.base import Base
from triage.language.condition import leaves
from triage.language.evaluate import evaluate
from triage.language.model import names
from triage.language.page import OnePage, Points
from triage.language.words import Words
from triage.reports.clinician.report import report, report_html
from triage.reports.layout import Page
from triage.reports.person.page import (
    LINES,
    POINTS,
    RESTS,
    WORDS,
    every_page,
    first_sentence,
    nets,
    one_page,
    page_text,
    thing_to_do,
)
from triage.words.saying import plainly, say

WORKED = sorted((Path(__file__).parents[2] / "knowledge" / "cases").glob("*.yaml"))
ANKLE = Path(__file__).parents[1] / "bases" / "ankle"
TOOTH = Path(__file__).parents[1] / "terminal" / "bases" / "tooth"
SOME = 30
"""So many random cases at once; `benchmarks/pages.py` tries as many as you like."""
NOT_ON_IT = ("No rule says how soon", "Geen regel bepaalt hoe snel", "expert-consensus", "triage 0.")


def told_by_a_sign(base: Base, outcome: Outcome) -> bool:
    """Whether a rule that demands this urgency speaks of a warning sign that is there: the page names it."""
    demanding = [base.rules[name] for name in outcome.fired if base.rules[name].urgency == outcome.urgency]
    there = set(outcome.warning_signs)
    return any(there & {*rule.establish, *names(rule.when)} for rule in demanding)


def check(base: Base, outcome: Outcome) -> None:
    """The page of an outcome, in every language of its base, is one page, says what it has to, and ends as it must."""
    shapes = set()
    for language, page in every_page(outcome).items():
        shapes.add((page.signs and len(page.signs.points), *((each.key, len(each.points)) for each in page.lists)))
        level = base.urgencies[outcome.urgency]
        for rest in RESTS:
            for width in (79, 80):
                text = page_text(page, Page(width), language, rest=say(rest, language))
                assert len(text.splitlines()) <= LINES, text
                assert len(text.split()) <= WORDS, text
        assert all(len(line) <= 80 for line in page.text.splitlines())
        assert page.text.split() == page_text(page, Page(79), language).split(), "it says the same at every width"
        told = " ".join(page.text.split())
        assert told.startswith(f"{say('urgency', language)}: {level.name[language]} {level.act[language]} ")
        assert told.endswith(thing_to_do(Words(base, language), outcome.urgency))
        assert bool(outcome.warning_signs) == (page.signs is not None and bool(page.signs.points))
        assert (page.reasons is not None) == (presses(outcome.urgency) and not told_by_a_sign(base, outcome)), told
        assert page.reasons is None or page.reasons.points
        for points in page.lists:
            assert len(points.points) <= POINTS
            assert points.points or points.more, points.key
        assert not any(name in page.text for name in (*NOT_ON_IT, base.hash[:12], *outcome.fired))
    assert len(shapes) == 1, "it says the same in every language"


@pytest.mark.parametrize("path", sample(WORKED, 60), ids=lambda path: path.stem)
def test_it_fits_for_every_worked_case(path: Path) -> None:
    check(once.base(), once.outcome(path))


@pytest.mark.parametrize("number", range(deep.examples(3)))
def test_it_fits_for_random_cases(number: int) -> None:
    base = once.base()
    like = [once.case(path).answers for path in sample(WORKED, 60)]
    drawn = Cases(base, like, Random(f"{deep.seed()}/{number}"))
    for _ in range(SOME):
        check(base, infer(base, drawn.draw()))


@pytest.mark.parametrize("path", sample(WORKED, 20), ids=lambda path: path.stem)
def test_what_is_left_out_is_counted(path: Path) -> None:
    """Of each list the page has the first lines, and says how many more there are."""
    base, outcome = once.base(), once.outcome(path)
    page = [points for points in one_page(Words(base, "en"), outcome).lists if points.key != "safety-net"]
    now = next((stretch for stretch in outcome.phases if stretch.state == "current"), None)
    every = [item.text["en"] for item in (*now.do, *now.avoid)] if now else []
    every += [base.cautions[name].text["en"] for name in outcome.cautions]
    assert sum(len(points.points) + points.more for points in page) == len(every)
    for points in page:
        assert set(points.points) <= set(every)
        if points.key != "do":  # of which what repeats the act comes last
            assert list(points.points) == sorted(points.points, key=every.index)


def stanced(word: str, stance: str) -> Written:
    return {"text": text(word), "about": {"heat": stance}}


def test_a_line_stands_under_the_title_of_its_stance() -> None:
    """Whatever list it is written in: "Do fewer sprints" does not stand under "Do not"."""
    base = small.base(
        pathway(
            "see-someone",
            [
                small.phase(
                    "first",
                    do=[small.line("walk"), stanced("ask", "ask-first"), stanced("no-bath", "avoid")],
                    avoid=[stanced("bath", "do"), small.line("run")],
                )
            ],
        ),
        subjects={"heat": False},
    )
    page = {points.key: points.points for points in one_page(Words(base, "en"), infer(base, {"fever": "yes"})).lists}
    assert page["do"] == ("walk in English", "bath in English")
    assert page["avoid"] == ("no-bath in English", "run in English")
    assert page["cautions"] == ("ask in English",)


def test_it_fits_however_much_a_base_says() -> None:
    """A sign that rests on long answers is told in as many of them as fit; no line of a list pushes it away."""
    long = " ".join(["painful"] * 30)
    asked = {f"q-{number}": "yes" for number in range(4)}
    base = small.base(
        *({**question(name, "yes-no"), "statement": text(f"{name} {long}")} for name in asked),
        finding("bad", "warning-sign"),
        rule("it-is-bad", {"all": [{name: "yes"} for name in asked]}, establish="bad", urgency="urgent"),
        pathway("see-someone", [small.phase("first", do=[small.line(long)] * 9, avoid=[small.line("run")] * 9)]),
    )
    outcome = infer(base, asked)
    check(base, outcome)
    page = one_page(Words(base, "en"), outcome)
    assert page.signs is not None
    assert page.signs.points[0].startswith("Q-0 painful")
    assert 30 < len(page.signs.points[0].split()) < 4 * 30
    assert [(points.key, points.points, points.more) for points in page.lists][:1] == [("do", (), 9)]


def test_a_line_that_repeats_the_act_gives_way() -> None:
    base = once.base()
    outcome = next(once.outcome(path) for path in WORKED if once.outcome(path).pathway == "be-examined-first")
    do = next(points for points in one_page(Words(base, "nl"), outcome).lists if points.key == "do")
    assert not do.points[0].startswith("Maak een afspraak")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Call 112 now, or go. Do not wait.", "Call 112 now, or go."),
        ("Is de praktijk dicht? Bel dan.", "Is de praktijk dicht?"),
        ("Pijn van 3.5 blijft. Bel.", "Pijn van 3.5 blijft."),
        ("Één keer! Éénmaal.", "Één keer!"),
        ("Bel nu", "Bel nu"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("case", "language", "said"),
    [
        ("thigh-ache-that-grows-on-prednisolone", "nl", ("zoals prednison", "het wordt van dag tot dag erger")),
        ("thigh-ache-that-grows-on-prednisolone", "en", ("such as prednisolone", "it gets worse from day to day")),
        (
            "swelling-not-known-after-plaster",
            "en",
            ("than the other: you did not know; a plaster cast",),
        ),
    ],
)
def test_the_page_says_why_so_soon_where_no_sign_does(case: str, language: str, said: tuple[str, ...]) -> None:
    page = one_page(Words(once.base(), language), once.outcome(WORKED[0].with_name(f"{case}.yaml")))
    assert page.reasons is not None
    assert page.reasons.title == say("page-reasons", language)
    assert all(words in page.reasons.points[0] for words in said)
    assert page.reasons.points[0] in " ".join(page.text.split())


# Safety nets


@pytest.mark.parametrize("path", sample(WORKED, 20), ids=lambda path: path.stem)
def test_a_net_asks_for_more_than_the_outcome_does(path: Path) -> None:
    base, outcome = once.base(), once.outcome(path)
    levels = list(base.urgencies)
    known = Prover(outcome).known
    chosen = nets(outcome)
    assert all(levels.index(net.urgency) < levels.index(outcome.urgency) for net in chosen)
    assert {net.id for net in chosen} <= set(outcome.safety_net)
    findings = {event.of: event.kind for event in outcome.trace if event.kind in ("established", "refuted")}
    still_open = [any(guarded not in findings for guarded in net.guards) for net in chosen]
    assert still_open == sorted(still_open, reverse=True), "what is still open is first"
    for group in (True, False):
        fitting = [
            net.when is not None and (outcome.settled or any(evaluate(leaf, known) for leaf in leaves(net.when)))
            for net, is_open in zip(chosen, still_open, strict=True)
            if is_open is group
        ]
        assert sum(fitting) == len(fitting) or True not in fitting[sum(fitting) :], "then what goes with the complaint"


def test_a_net_is_first_where_what_it_guards_against_is_open_and_gone_where_it_is_so() -> None:
    def net(name: str, **more: object) -> Written:
        return {"safety-net": name, "text": text(name), "urgency": "emergency", "basis": "expert-consensus", **more}

    base = small.base(
        net("n-any"),
        net("n-hurting", when={"finding": "hurts"}),
        net("n-sore", guards="sore"),
        net("n-ill", guards="ill"),
        net("n-hurt", guards="hurts"),
    )
    chosen = [each.id for each in nets(infer(base, {"pain": 2, "fever": "no"}))]
    assert chosen[:2] == ["n-sore", "n-hurting"]
    assert "n-hurt" not in chosen
    assert set(chosen) == {"n-sore", "n-hurting", "n-any", "n-ill"}


def test_the_risk_that_makes_a_sign_is_named() -> None:
    """Whoever is told to name a sign finds each risk that it rests on: plaster, the pill, a pregnancy."""
    base, named = once.base(), 0
    for path in WORKED:
        outcome = once.outcome(path)
        for language, page in every_page(outcome).items():
            if page.signs is None or page.signs.more:
                continue
            shown = "; ".join(page.signs.points).casefold()
            for sign in outcome.warning_signs:
                for one in own_answers(outcome, Words(base, language), sign):
                    assert not one.risk or one.words.casefold() in shown, f"{path.stem} {language}: {one.words}"
                    named += one.risk
    assert named > 100, named


@pytest.mark.parametrize("asked", [0, 1, 2, 4])
def test_who_stops_half_way_reads_of_signs_that_are_open(asked: int) -> None:
    """Five reasons to call sooner at least, each of a sign that nobody ruled out, though the rest was not asked."""
    base = once.base()
    answers = dict(list(once.case(WORKED[0].with_name("sprint-mild-strain.yaml")).answers.items())[: 8 * asked])
    outcome = infer(base, answers)
    assert not outcome.settled
    chosen = nets(outcome)
    assert len(chosen) >= NETS
    findings = {event.of for event in outcome.trace if event.kind in ("established", "refuted")}
    fitting = Prover(outcome).known
    for net in chosen:
        if net.when is not None and evaluate(net.when, fitting) is None:
            assert any(guarded not in findings for guarded in net.guards), net.id


def test_whoever_may_have_a_clot_reads_when_to_call_for_help() -> None:
    """A clot can travel to the lungs: that line comes before those that are for everybody."""
    clots = [path for path in WORKED if "clot-signs" in once.outcome(path).warning_signs]
    seen_today = [once.outcome(path) for path in clots if once.outcome(path).urgency == "urgent"]
    assert len(seen_today) > 10
    for outcome in seen_today:
        for_everybody = [net.id for net in nets(outcome) if net.when is None]
        assert for_everybody[0] == "breathless-or-chest-pain"


def test_an_emergency_has_no_nets() -> None:
    base = once.base()
    outcome = next(once.outcome(path) for path in WORKED if once.outcome(path).urgency == "emergency")
    assert nets(outcome) == ()
    assert "safety-net" not in {points.key for points in one_page(Words(base, "en"), outcome).lists}


# What else it says


def test_an_interview_that_is_not_finished_says_so() -> None:
    base = triage.load(TOOTH)
    assert say("stopped-early", "en") in one_page(Words(base, "en"), infer(base, {})).notes


YOU = {
    "nl": re.compile(r"\b(je|jij|jou|jouw|jezelf|mijn)\b", re.I),
    "en": re.compile(r"\b(you|your|yourself|my)\b", re.I),
}


@pytest.mark.parametrize("path", sample(WORKED, 20), ids=lambda path: path.stem)
def test_a_page_about_another_speaks_of_no_leg_of_yours(path: Path) -> None:
    for language, page in every_page(once.outcome(path), other=True).items():
        lists = [points for points in (page.signs, page.reasons, *page.lists) if points is not None]
        told = [page.act, page.likely, page.not_ruled_out, page.last, *(line for each in lists for line in each.points)]
        assert not [line for line in told if YOU[plainly(language)].search(line)]


def test_answers_that_clash_are_told() -> None:
    odd = {"contradiction": "odd", "when": {"fever": "yes", "pain": {"at-most": 0}}, "ask": {"nl": "a", "en": "b"}}
    base = small.base(odd)
    outcome = infer(base, {"fever": "yes", "pain": 0})
    assert outcome.contradictions
    assert say("page-contradictory", "nl") in one_page(Words(base, "nl"), outcome).text


# In Python


def test_an_outcome_gives_its_page() -> None:
    base = triage.load(TOOTH)
    outcome = triage.infer(base, {"fever": "yes"})
    page = outcome.page("nl")
    assert page == one_page(Words(base, "nl"), outcome)
    assert str(page) == page.text
    with pytest.raises(FrozenInstanceError):
        page.act = "wait"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(page)) == page


def test_it_speaks_what_notebooks_speak() -> None:
    base = triage.load(TOOTH)
    outcome = triage.infer(base, {"fever": "yes"})
    triage.speak("nl")
    try:
        assert outcome.page() == outcome.page("nl")
    finally:
        triage.speak(None)


def test_a_language_that_the_base_lacks() -> None:
    outcome = triage.infer(triage.load(TOOTH), {})
    with pytest.raises(LookupError, match="does not speak 'fr'; it speaks nl, en"):
        outcome.page("fr")


def test_an_outcome_has_a_page_when_nobody_else_keeps_its_base() -> None:
    outcome = triage.infer(triage.load(TOOTH), {"fever": "yes"})
    triage.load(ANKLE)
    gc.collect()
    assert "dentist" in str(outcome.page("en"))


def test_the_record_is_words_alone() -> None:
    base = triage.load(TOOTH)
    page = one_page(Words(base, "en"), infer(base, {"onset": "knock", "knocked-out": "yes"}))
    assert isinstance(page, OnePage)
    assert (page.level, page.last) == ("urgent", "Call your dentist today.")
    assert page.lists[0] == Points("do", "Do", ("Put the tooth in milk",))


# In a report


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", sample(WORKED, 4), ids=lambda path: path.stem)
def test_a_report_opens_with_the_same_page_word_for_word(path: Path, language: str) -> None:
    base, outcome = once.base(), once.outcome(path)
    html = report_html(report(standing(base, None, once.case(path)), language))
    shown = html[html.index('<section id="patient"') :]
    shown = shown[shown.index("</h2>") :]
    shown = shown[: shown.index("</section>")]
    words = unescape(re.sub(r"<[^>]+>", " ", shown)).split()
    assert words == [word for word in one_page(Words(base, language), outcome).text.split() if word != "-"]
