"""Engines agree, and one that does not is caught and shown with a case as small as can be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests import deep, once
from tests.conftest import BASES
from tests.reports.schema import check_of
from tests.strategies import Sketch, sketches
from triage.agreement import agreement
from triage.agreement.agreement import ENGINES, Agreement, Engine, agree
from triage.agreement.conclusion import Conclusion, agrees, by_evaluating, differing
from triage.cases.case import load_case, read_case
from triage.cases.random_cases import Answers, Cases, conditions, random_base, telling
from triage.commands.main import main
from triage.explanation.installing import installing
from triage.language.answer import check_answers
from triage.language.as_json import to_json
from triage.language.base import Base
from triage.language.condition import ALL_CLEAR, All, Any, AtLeast, Condition, Found, Not, Within, leaves
from triage.language.files import case_files
from triage.language.words import Words
from triage.reports.author.engines import engines_record, engines_text

Concluder = Callable[[Sequence[Answers]], list[Conclusion]]


def through(change: Callable[[Base], Base]) -> Engine:
    """An engine that misreads the base."""

    def opened(base: Base) -> Concluder:
        other = change(base)
        return lambda cases: [by_evaluating(other, case) for case in cases]

    return Engine("mistaken", opened)


def everywhere(change: Callable[[Condition], Condition]) -> Callable[[Base], Base]:
    def deep(condition: Condition) -> Condition:
        match condition:
            case All(parts):
                return change(All(tuple(map(deep, parts))))
            case Any(parts):
                return change(Any(tuple(map(deep, parts))))
            case AtLeast(count, parts):
                return change(AtLeast(count, tuple(map(deep, parts))))
            case Not(part):
                return change(Not(deep(part)))
            case _:
                return change(condition)

    return lambda base: replace(
        base, rules={name: replace(rule, when=deep(rule.when)) for name, rule in base.rules.items()}
    )


def closed_bounds(condition: Condition) -> Condition:
    return replace(condition, low_open=not condition.low_open) if isinstance(condition, Within) else condition


def one_too_few(condition: Condition) -> Condition:
    return AtLeast(condition.count - 1, condition.parts) if isinstance(condition, AtLeast) else condition


def double_negation(condition: Condition) -> Condition:
    match condition:
        case Not(Found() as found):
            return found
        case _:
            return condition


def gates_open(base: Base) -> Base:
    return replace(base, questions={name: replace(each, when=None) for name, each in base.questions.items()})


def no_cautions(base: Base) -> Base:
    return replace(base, cautions={})


def less_urgent(base: Base) -> Base:
    return replace(base, rules={name: replace(rule, urgency=None) for name, rule in base.rules.items()})


def other_order(base: Base) -> Base:
    return replace(base, condition_order=base.condition_order[::-1], pathway_order=base.pathway_order[::-1])


MISTAKES = {
    "a bound that counts itself": everywhere(closed_bounds),
    "one fewer is enough": everywhere(one_too_few),
    "a refuted finding taken for an established one": everywhere(double_negation),
    "questions that do not apply": gates_open,
    "cautions that are forgotten": no_cautions,
    "urgencies that are forgotten": less_urgent,
    "what prevails, the other way round": other_order,
}


def worked(base: Base) -> list[Answers]:
    return [load_case(base, path).answers for path in case_files(BASES / "ankle")]


# Agreement


def test_five_readers_agree_on_the_ankle(ankle: Base) -> None:
    found = agree(ankle, 120, worked=worked(ankle))
    assert found.disagreements == ()
    assert set(found.compared) == {"columns", "experta", "counters", "clips"}
    assert set(found.differing.values()) == {0}
    assert (found.cases, found.bases, found.base_cases) == (120, 12, 360)
    assert found.compared == {"columns": 480, "experta": 480, "counters": 480, "clips": 480}
    assert found.fired == set(ankle.rules)
    assert found.established == found.refuted == set(ankle.findings)


@pytest.mark.long
def test_five_readers_agree_on_the_shipped_base() -> None:
    base = once.base()
    assert agree(base, deep.examples(10), seed=deep.seed()).disagreements == ()


def test_the_same_seed_says_the_same_however_many_share_the_work(ankle: Base) -> None:
    engines = [engine for engine in ENGINES if engine.name == "columns"]
    alone, shared, other = (
        agree(ankle, 60, seed, engines=engines, processes=processes, chunk=10)
        for seed, processes in ((3, 1), (3, 2), (4, 1))
    )
    assert alone == shared
    assert alone.cases == other.cases == 60
    assert alone.distinct != other.distinct or alone.fired != other.fired


def test_progress_is_told_of_every_case(ankle: Base) -> None:
    told: list[tuple[int, int]] = []
    agree(ankle, 25, progress=lambda done, of: told.append((done, of)), engines=[], chunk=10)
    assert list(dict.fromkeys(told)) == [(10, 25), (20, 25), (25, 25)]


# Disagreement


@pytest.fixture(params=MISTAKES)
def caught(request: pytest.FixtureRequest, ankle: Base) -> tuple[Agreement, Engine]:
    engine = through(MISTAKES[request.param])
    return agree(ankle, 400, worked=worked(ankle), engines=[engine]), engine


def test_a_mistaken_engine_is_caught_with_a_smallest_case(caught: tuple[Agreement, Engine]) -> None:
    found, engine = caught
    (one,) = found.disagreements
    assert found.differing["mistaken"] > 0
    concluder = engine.open(one.base)
    mine, theirs = by_evaluating(one.base, one.answers), concluder([one.answers])[0]
    assert one.about == tuple(differing(mine, theirs)) != ()
    for name in one.answers:  # none can be missed
        fewer = {other: answer for other, answer in one.answers.items() if other != name}
        assert agrees(by_evaluating(one.base, fewer), concluder([fewer])[0])


def test_a_mistake_that_only_other_bases_show_is_shown_with_the_smallest_rules(ankle: Base) -> None:
    def only_made_up(base: Base) -> Base:
        return less_urgent(base) if any(name.startswith("made-up-") for name in base.rules) else base

    (one,) = agree(ankle, 100, engines=[through(only_made_up)]).disagreements
    assert one.on_random_base
    assert len(one.base.rules) == 1
    assert "In a made-up base with:" in engines_text(
        Words(ankle, "en"), agree(ankle, 100, engines=[through(only_made_up)])
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_holds_a_case_file_that_can_be_run(ankle: Base, language: str) -> None:
    found = agree(ankle, 400, worked=worked(ankle), engines=[through(everywhere(closed_bounds))])
    (one,) = found.disagreements
    text = engines_text(Words(ankle, language), found)
    written = text.partition("    answers:")
    case = read_case(ankle, "".join(written[1:]).replace("\n    ", "\n").strip(), "report")
    assert case.answers == one.answers


def test_the_report_in_both_languages(ankle: Base) -> None:
    def no_library(_base: Base) -> Concluder:
        raise ModuleNotFoundError(name="clips")

    engines = [through(less_urgent), Engine("clips", no_library, extra="clips")]
    found = agree(ankle, 400, worked=worked(ankle), engines=engines)
    english, dutch = (engines_text(Words(ankle, language), found) for language in ("en", "nl"))
    assert f"  CLIPS did not take part: it needs the extra `clips`\n  {installing('en', 'clips')}\n" in english
    assert f"  CLIPS deed niet mee: daarvoor is de extra `clips` nodig\n  {installing('nl', 'clips')}\n" in dutch
    assert "DIFFERENT in" in english
    assert "VERSCHIL in" in dutch
    assert "urgency demanded: expected yes, found no\n" in english
    assert "urgentie geëist: verwacht ja, gekregen nee\n" in dutch
    data = to_json(engines_record(ankle, found))
    assert data["left_out"] == {"clips": "clips"}
    assert data["engines"][0]["differing"] == found.differing["mistaken"]
    assert yaml.safe_load(english.partition("As a case file:\n")[2])["answers"] == data["disagreements"][0]["answers"]


# Drawing


@given(sketch=sketches(), seed=st.integers(0, 1000))
def test_drawn_answers_are_answers(sketch: Sketch, seed: int) -> None:
    base = sketch.build()
    for base_drawn in (base, random_base(base, Random(seed))):
        drawn = Cases(base_drawn, (), Random(seed))
        for _ in range(10):
            answers = drawn.draw()
            assert check_answers(base_drawn, answers) == answers


@given(sketch=sketches(), seed=st.integers(0, 1000))
def test_a_made_up_base_has_no_circles_and_asks_only_what_it_has(sketch: Sketch, seed: int) -> None:
    given_base = sketch.build()
    base = random_base(given_base, Random(seed))
    assert set(base.stratum) == {*base.questions, *base.findings}
    for condition in conditions(base):
        for leaf in leaves(condition):
            assert (leaf.finding if isinstance(leaf, Found) else leaf.question) in base.stratum
    assert list(base.findings)[-1] == ALL_CLEAR
    assert [str(rule.when) for rule in base.rules.values()] == [
        str(rule.when) for rule in random_base(given_base, Random(seed)).rules.values()
    ]


def test_numbers_are_drawn_at_every_bound_and_beside_it(ankle: Base) -> None:
    for question in ankle.questions.values():
        if question.type != "number":
            continue
        points = telling(question, conditions(ankle))
        tested = [leaf for each in conditions(ankle) for leaf in leaves(each) if isinstance(leaf, Within)]
        named = {bound for leaf in tested if leaf.question == question.id for bound in (leaf.low, leaf.high)}
        bounds = {bound for bound in named if bound is not None}
        assert bounds <= set(points)
        assert {question.min, question.max} <= set(points)
        for bound in bounds:
            assert bound == question.max or any(bound < point <= bound + 1 for point in points)
            assert bound == question.min or any(bound - 1 <= point < bound for point in points)


# The command


def check(*arguments: object) -> Result:
    tooth = BASES.parent / "terminal" / "bases" / "tooth"
    return CliRunner().invoke(main, ["check", "-k", str(tooth), *map(str, arguments)])


def test_the_command_says_what_was_compared() -> None:
    done = check("--agreement", 20, "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "tooth 1.2.3: 20 cases (" in done.stdout
    assert re.findall(r"^  (\w+) +80 cases  no difference$", done.stdout, re.MULTILINE) == [
        "columns",
        "experta",
        "counters",
        "CLIPS",
    ]
    assert check("--agreement", 20, "--lang", "en").stdout == done.stdout
    assert check("--agreement", 20, "--seed", 1, "--lang", "en").stdout != done.stdout


def test_a_difference_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "ENGINES", [through(less_urgent)])
    done = check("--agreement", 50, "--format", "json")
    assert done.exit_code == 1
    (found,) = check_of(done.stdout)["agreement"]
    assert found["disagreements"][0]["differences"] != []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agreement", 0], "0 is not in the range x>=1"),
        (["--agreement", "many"], "'many' is not a valid integer range"),
        (["--agreement", 5, "--format", "sarif"], "take --format text or json"),
    ],
)
def test_what_cannot_be_asked(arguments: list[object], said: str) -> None:
    done = check(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
