"""What follows from the criteria of a phase: going on, holding, stepping back; and what an author may write there."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from tests.engines import tell
from tests.follow_up.test_laws import BASE, INSIDE, answered, standings
from triage.cases.follow_up import CheckIn, FollowUp
from triage.follow_up.check_in import given as told_of
from triage.inference.outcome import infer
from triage.inference.session import Session
from triage.language.base import Base
from triage.language.check_in import load_check_in
from triage.language.criteria import criteria, lowest, unmet
from triage.language.errors import KnowledgeError
from triage.language.evaluate import Answer, Known, evaluate
from triage.language.files import CHECK_IN, shipped
from triage.language.load import load
from triage.language.model import EXPERT
from triage.words.saying import plainly

UNMET = [
    ({"a": "yes"}, {"any": [{"not": {"a": "yes"}}, {"a": "unknown"}]}),
    ({"a": ["yes", "unknown"]}, {"not": {"a": ["yes", "unknown"]}}),
    (
        {"a": "yes", "b": {"at-least": "3"}},
        {"any": [{"not": {"a": "yes"}}, {"a": "unknown"}, {"not": {"b": {"at-least": "3"}}}, {"b": "unknown"}]},
    ),
    (
        {"any": [{"a": "yes"}, {"b": "no"}]},
        {
            "all": [
                {"any": [{"not": {"a": "yes"}}, {"a": "unknown"}]},
                {"any": [{"not": {"b": "no"}}, {"b": "unknown"}]},
            ]
        },
    ),
    ({"not": {"a": "yes"}}, {"any": [{"a": "yes"}, {"a": "unknown"}]}),
]


@pytest.mark.parametrize(("written", "without"), UNMET, ids=lambda part: str(part)[:30])
def test_what_is_not_known_is_not_met(written: object, without: object) -> None:
    assert unmet(written) == without


@given(standings(), answered())
def test_going_on_takes_every_criterion_and_lacking_one_holds(
    standing: tuple[FollowUp, date], answers: dict[str, Answer]
) -> None:
    found, today = standing
    told = {**told_of(INSIDE, found, today), **answers}
    session = Session(INSIDE)
    tell(session, infer(INSIDE, told).answers)
    outcome = infer(INSIDE, told)
    known = Known(session.values, session.findings)
    (stage,) = (stage for stage in INSIDE.stages if (stage.pathway, stage.phase) == (found.pathway, found.phase))
    met = [evaluate(condition, known) for condition, _ in stage.criteria]
    if outcome.conditions["go-on"] == "established":
        assert all(one is True for one in met)
    complete = len(answers) == sum(not question.given for question in INSIDE.questions.values())
    if complete and any(one is not True for one in met):
        assert outcome.conditions["hold"] == "established"


def test_every_line_of_every_pathway_says_when_it_is_met() -> None:
    unsaid = [
        (pathway.id, phase.id, item.text["en"])
        for pathway in BASE.pathways.values()
        for phase in pathway.phases
        for item in phase.move_on
        if item.met is None
    ]
    assert unsaid == []
    assert len(BASE.pathways) >= 18


def test_a_rule_of_a_criterion_says_it_in_its_words_and_rests_on_its_claims() -> None:
    phase = next(phase for phase in BASE.pathways["strain-grade-2"].phases if phase.id == "weeks-10-12")
    item = phase.move_on[3]
    assert item.met is not None
    assert item.met.written == {"days-since-start": {"at-least": "84"}}
    rule = INSIDE.rules["not-yet-strain-grade-2-weeks-10-12-4"]
    assert rule.because["en"] == f"Not there yet: {item.text['en']}"
    assert rule.because["nl"] == f"Nog niet zover: {item.text['nl']}"
    assert rule.sources == item.sources == ("leaflet-no-matches-before-12-weeks",)
    assert rule.derived
    for derived in INSIDE.rules.values():
        if derived.derived:
            assert set(map(plainly, derived.because)) == set(INSIDE.languages)
            assert all(source == EXPERT or source in INSIDE.claims for source in derived.sources)
            assert Path(derived.place.file).parent.name == "pathways"


def test_the_hash_of_a_check_in_follows_the_criteria_around_it(tmp_path: Path) -> None:
    root = Path(shutil.copytree(shipped(), tmp_path / "base"))
    place = root / "pathways" / "strain-grade-2.yaml"
    text = place.read_text()
    assert "met: {days-since-start: {at-least: 84}}" in text
    place.write_text(text.replace("met: {days-since-start: {at-least: 84}}", "met: {days-since-start: {at-least: 70}}"))
    changed = load_check_in(load(root), root)
    assert changed.hash != INSIDE.hash
    assert str(changed.rules["go-on-strain-grade-2-weeks-10-12"].when).count("70 <= days-since-start") == 1


def test_a_criterion_may_be_told_for_another(tmp_path: Path) -> None:
    root = Path(shutil.copytree(shipped(), tmp_path / "base"))
    place = root / "pathways" / "strain-grade-2.yaml"
    said = "            en: 12 weeks have passed since the injury.\n"
    text = place.read_text(encoding="utf-8")
    assert said in text
    other = "            other: {nl: Het is 12 weken geleden., en: It is 12 weeks ago.}\n"
    place.write_text(text.replace(said, said + other), encoding="utf-8")
    rule = load_check_in(load(root), root).rules["not-yet-strain-grade-2-weeks-10-12-4"]
    assert rule.because["en"] == "Not there yet: 12 weeks have passed since the injury."
    assert rule.because["en+other"] == "Not there yet: It is 12 weeks ago."
    assert rule.because["nl+other"] == "Nog niet zover: Het is 12 weken geleden."
    assert set(map(plainly, rule.because)) == set(INSIDE.languages)


BOUNDS = [
    ({"n": {"at-least": "84"}}, 84, 84),
    ({"any": [{"n": {"at-least": "84"}}, {"a": "yes", "n": {"at-least": "42"}}]}, 42, 84),
    ({"b": "no", "all": [{"n": {"at-least": "3"}}, {"n": {"at-least": "5"}}]}, 5, 5),
    ({"any": [{"n": {"at-least": "84"}}, {"a": "yes"}]}, 0, 84),
    ({"not": {"n": {"at-least": "84"}}}, 0, 0),
]


@pytest.mark.parametrize(("written", "soonest", "latest"), BOUNDS, ids=lambda part: str(part)[:40])
def test_what_a_criterion_takes_at_least(written: object, soonest: float, latest: float) -> None:
    assert (lowest(written, "n"), lowest(written, "n", max)) == (soonest, latest)


def test_a_light_tear_that_was_tested_is_not_held_to_twelve_weeks() -> None:
    """Nor anybody else let through sooner: six weeks with a test, and with a light tear alone."""
    soonest = {
        pathway.id: max(lowest(criterion.written, "days-since-start") for _, criterion in criteria(pathway.phases[-2]))
        for pathway in BASE.pathways.values()
        if pathway.id.startswith("strain-grade-")
    }
    assert soonest == {"strain-grade-1": 42, "strain-grade-2": 84, "strain-grade-3": 84}


WRONG = [
    {"{days-since-strat: {at-least: 84}}": "did you mean `days-since-start`"},
    {
        "{finding: all-clear}": "made of answers, `all`, `any` and `not`",
        "84": "`met` must be made of answers",
        "{at-least: {count: 1, of: [{walking-free: yes}]}}": "made of answers, `all`, `any` and `not`",
    },
]
"""What is written for criteria, and what is said of it; of what is found together, in one base."""
CRITERION = re.compile(r"(?<=  met: )\{.*\}$", re.MULTILINE)


@pytest.mark.parametrize("mistakes", WRONG, ids=["in the check-in", "in the base"])
def test_a_mistake_in_a_criterion_is_named_once_and_where_it_stands(mistakes: dict[str, str], tmp_path: Path) -> None:
    root = Path(shutil.copytree(shipped(), tmp_path / "base"))
    place = root / "pathways" / "strain-grade-2.yaml"
    written = iter(mistakes)
    place.write_text(CRITERION.sub(lambda _: next(written), place.read_text(), count=len(mistakes)))
    with pytest.raises(KnowledgeError) as caught:
        load_check_in(load(root), root)
    lines = [line.strip() for line in place.read_text().split("\n")]
    for new, said in mistakes.items():
        line = lines.index(f"met: {new}") + 1
        about = [problem for problem in caught.value.problems if problem.place.line == line]
        assert [problem.place.file for problem in about] == [str(place)]
        assert said in str(about[0])


OTHERWISE = {"pathway": "way", "phase": "stage", "days-in-phase": "days-here", "pain-before": "how-bad-then"}


def test_what_a_check_in_is_given_is_called_as_its_author_likes(tmp_path: Path) -> None:
    """It is known by what it tells: the same rules follow, over the questions of this author."""
    ours = Path(__file__).parent / "wrist"
    theirs = Path(shutil.copytree(ours, tmp_path / "wrist"))
    place = theirs / CHECK_IN / "all.yaml"
    text = place.read_text()
    for name, other in OTHERWISE.items():
        text = text.replace(f"question: {name}\n", f"question: {other}\n")
        text = re.sub(rf"(?<=[{{ ]){name}(?=: [{{\[])", other, text)
    place.write_text(text)
    before, after = (load_check_in(load(root), root) for root in (ours, theirs))
    assert set(OTHERWISE.values()) <= set(after.questions)
    assert not OTHERWISE.keys() & after.questions.keys()

    def written(base: Base, names: dict[str, str]) -> list[str]:
        rules = [f"{rule.id}: {rule.when}" for rule in base.rules.values()]
        return [re.sub("|".join(names), lambda m: names[m[0]], line) if names else line for line in rules]

    assert written(after, {}) == written(before, OTHERWISE)
    earlier = CheckIn(date(2026, 3, 2), "rest", {"pain": 2}, "go-on", "later", "bend", "x")
    here = FollowUp(date(2026, 3, 1), "move-it", "bend", date(2026, 3, 2), (earlier,))
    given_by_name = told_of(before, here, date(2026, 3, 9))
    assert given_by_name == {"pathway": "move-it", "phase": "bend", "days-in-phase": 7, "pain-before": 2}
    assert told_of(after, here, date(2026, 3, 9)) == {OTHERWISE[name]: value for name, value in given_by_name.items()}


def test_a_check_in_from_before_it_could_say_so_holds_what_its_questions_are_called(tmp_path: Path) -> None:
    root = Path(shutil.copytree(shipped(), tmp_path / "base"))
    place = root / CHECK_IN / "where-you-are.yaml"
    text = place.read_text()
    place.write_text(re.sub(r"^  (tells|before): .*\n", "", text, flags=re.MULTILINE))
    assert place.read_text() != text
    earlier = load_check_in(load(root), root)
    assert earlier.telling == INSIDE.telling
    assert [question.before for question in earlier.questions.values()] == [
        question.before for question in INSIDE.questions.values()
    ]
    assert {name: repr(rule.when) for name, rule in earlier.rules.items()} == {
        name: repr(rule.when) for name, rule in INSIDE.rules.items()
    }
