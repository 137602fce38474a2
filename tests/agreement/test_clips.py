"""The exported text is CLIPS that loads, says the same as this program, and can be used by hand."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import clips
import pytest
from click.testing import CliRunner, Result
from hypothesis import given

from tests import deep, once
from tests.strategies import PATHWAYS, Case, Sketch, cases, finding, manifest, pathway, question, rule, text
from triage.agreement.conclusion import by_evaluating, by_experta
from triage.agreement.to_clips import to_clips
from triage.agreement.with_clips import Clips
from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.base import Base
from triage.language.evaluate import Answer
from triage.language.files import CHECK_IN, case_files, shipped
from triage.language.load import load

ANKLE = Path(__file__).parents[1] / "bases" / "ankle"


# The same conclusions


def shipped_base() -> tuple[Base, Path]:
    return once.base(), shipped()


def shipped_check_in() -> tuple[Base, Path]:
    return once.check_in(), shipped() / CHECK_IN


def ankle_base() -> tuple[Base, Path]:
    return load(ANKLE), ANKLE


@pytest.mark.parametrize("which", [shipped_base, shipped_check_in, ankle_base])
def test_clips_comes_to_what_we_come_to_in_every_worked_case(which: Callable[[], tuple[Base, Path]]) -> None:
    base, directory = which()
    engine = Clips(base)
    worked = [load_case(base, path) for path in deep.sample(case_files(directory), 40)]
    assert worked
    for case in worked:
        found = engine.conclude(case.answers)
        assert found == by_evaluating(base, case.answers), case.name


def test_one_environment_serves_case_after_case(ankle: Base) -> None:
    engine = Clips(ankle)
    worked = [load_case(ankle, path).answers for path in case_files(ANKLE)]
    for answers in [*worked, *reversed(worked)]:
        assert engine.conclude(answers) == by_experta(ankle, answers)


@given(case=cases())
def test_urgency_leading_condition_and_pathway_come_out_in_clips_itself(case: Case) -> None:
    base, answers = case
    assert Clips(base).conclude(answers) == by_evaluating(base, answers)


# The text


class Console(clips.Router):  # type: ignore[misc]  # clipspy has no types
    """CLIPS with the text loaded, as someone at its prompt has it; keeps what is printed."""

    def __init__(self, source: str) -> None:
        super().__init__("console", 50)
        self.environment = clips.Environment()
        self.environment.add_router(self)
        self.printed = ""
        with TemporaryDirectory() as place:
            file = Path(place, "rules.clp")
            file.write_text(source)
            self.environment.load(str(file))
        self.environment.reset()

    def query(self, name: str) -> bool:
        return name == "stdout"

    def write(self, _name: str, message: str) -> None:
        self.printed += message

    def type(self, *lines: str) -> str:
        """What is printed while these are typed, and run."""
        self.printed = ""
        for line in lines:
            self.environment.eval(f"(progn {line} TRUE)")
        self.environment.run()
        return self.printed

    def facts(self, template: str) -> set[str]:
        return {str(fact) for fact in self.environment.find_template(template).facts()}


KEYWORDS = ("and", "or", "if", "then", "else", "case", "default", "switch", "test", "exists", "forall", "nil", "crlf")
"""Words that mean something to CLIPS, and that the language leaves to its authors."""


def awkward() -> Base:
    """A base in which every name is a word of CLIPS, and every text is full of its signs."""
    nasty = {"nl": 'Zij zei "au"; (assert (x)) \\', "en": 'A; (defrule x => (halt)) \\" ?x $?y\nand a second line'}
    conditions = [{word: "yes"} for word in KEYWORDS[:4]]
    entries = [
        *(question(word, "yes-no") | {"ask": nasty} for word in KEYWORDS[:6]),
        question("default", "choice") | {"options": {word: text(word) for word in KEYWORDS}},
        question("switch", "choices") | {"options": {word: text(word) for word in KEYWORDS}},
        question("t", "number"),
        finding("answer", "condition"),
        finding("halt", "warning-sign"),
        rule("deffacts", {"at-least": {"count": 2, "of": conditions}}, establish="answer", urgency="urgent")
        | {"because": nasty},
        rule("reset", {"t": {"more-than": 2}, "switch": ["then", "none"]}, establish="halt"),
        rule("run", {"default": ["nil", "unknown"], "finding": "answer"}, pathway=PATHWAYS[0]),
        *map(pathway, PATHWAYS),
        {"caution": "t", "when": {"not": {"finding": "halt"}}, "text": nasty, "basis": "expert-consensus"},
    ]
    return Sketch(manifest(["answer"]) | {"title": nasty, "notice": nasty}, tuple(entries)).build()


def test_words_and_signs_of_clips_are_names_and_text_like_any_other() -> None:
    base = awkward()
    engine = Clips(base)
    told: Sequence[Mapping[str, Answer]] = (
        {},
        {"and": "yes", "then": "yes", "if": "yes", "default": "nil", "switch": ("then",), "t": 3},
        {"and": "yes", "or": "yes", "default": "unknown", "switch": (), "t": 2.5},
        {"and": "no", "or": "no", "if": "no", "switch": ("crlf",), "t": 2},
    )
    for answers in told:
        assert engine.conclude(answers) == by_evaluating(base, answers)
    assert engine.conclude(told[2]).pathway == PATHWAYS[0]


def test_no_text_ends_a_comment_or_a_string() -> None:
    source = to_clips(awkward())
    assert r'"nl: Zij zei \"au\"; (assert (x)) \\' in source
    assert "\nand a second line" not in source
    assert len(Console(source).facts("applies")) == len(awkward().questions)


def test_every_rule_says_where_it_stands_what_it_rests_on_and_why_in_both_languages(ankle: Base) -> None:
    blocks = re.split(r"\n\n+", to_clips(ankle))
    for each in ankle.rules.values():
        # A part of the condition may stand between what is said of the rule and the rule.
        first = next(number for number, block in enumerate(blocks) if block.startswith(f"; {each.id} (rules.yaml:"))
        last = next(number for number, block in enumerate(blocks) if f"(defrule fire/{each.id}\n" in block)
        said = re.sub(r"\s+", " ", re.sub(r"^;", "", "\n".join(blocks[first : last + 1]), flags=re.MULTILINE))
        assert f"{each.id} (rules.yaml:{each.place.line}) when {each.when} rests on " in said
        for source in each.sources:
            assert source in said
        for code in ("nl", "en"):
            assert f"{code}: {each.because[code]}" in said


def test_no_place_on_somebodys_machine_is_named(tmp_path: Path) -> None:
    for file in ANKLE.glob("*.yaml"):
        place = tmp_path / ("deep" if file.stem in ("rules", "questions") else "other") / file.name
        place = tmp_path / file.name if file.stem == "base" else place
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(file.read_bytes())
    source = to_clips(load(tmp_path))
    assert "(deep/rules.yaml:" in source
    assert "(other/care.yaml:" in source
    assert str(tmp_path) not in source


def test_the_text_grows_with_the_condition_not_with_its_normal_form() -> None:
    def rules(pairs: int) -> int:
        asked = [question(f"q{number}", "yes-no") for number in range(2 * pairs)]
        parts = [{"any": [{f"q{2 * number}": "yes"}, {f"q{2 * number + 1}": "yes"}]} for number in range(pairs)]
        entries = (
            *asked,
            finding("f0", "condition"),
            rule("r", {"all": parts}, establish="f0"),
            *map(pathway, PATHWAYS),
        )
        return to_clips(Sketch(manifest(["f0"]), entries).build()).count("(defrule")

    few, more, most = map(rules, (4, 8, 12))
    assert most - more == more - few


def test_nothing_is_concluded_from_absence() -> None:
    """No `not`, `exists` or `forall` over working memory: none of them opens a pattern of a rule."""
    for base in (load(ANKLE), awkward()):
        patterns = re.findall(r"^  \((\S+)", to_clips(base), re.MULTILINE)
        assert {"not", "exists", "forall", "or", "logical"}.isdisjoint(patterns)


# By hand


@pytest.fixture
def console(ankle: Base) -> Console:
    return Console(to_clips(ankle))


def test_answers_can_be_typed_and_a_report_asked_for(console: Console) -> None:
    console.type("(answer onset kicked)", "(answer pain 7)")
    assert "(finding (id bruise) (status established))" not in console.facts("finding")
    report = console.type("(triage-report)")
    assert report.startswith("urgency ")
    assert [line for line in report.splitlines() if not line.startswith(" ")][2:] == [
        "warning signs",
        "conditions, leading one first",
        "cautions",
        "fired",
    ]


def test_answers_may_come_one_at_a_time_in_any_order(ankle: Base) -> None:
    """And what was concluded on the way stands at the end."""
    answers = max((load_case(ankle, path).answers for path in case_files(ANKLE)), key=len)
    typed = {
        name: f"(answer {name} {' '.join(map(str, answer)) if isinstance(answer, tuple) else answer})"
        for name, answer in answers.items()
    }
    ends = set()
    for first, second in list(combinations(typed, 2))[:6]:
        here = Console(to_clips(ankle))
        before: set[str] = set()
        for name in dict.fromkeys([second, first, *typed]):
            here.type(typed[name])
            assert before <= here.facts("finding")
            before = here.facts("finding")
        ends.add((frozenset(before), frozenset(here.facts("outcome"))))
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("(answer onsett kicked)", "refused: onsett kicked: there is no such question"),
        ("(answer onset kikced)", "refused: onset kikced: it takes one-of "),
        ("(answer onset)", "refused: onset : it takes one-of "),
        ("(answer pain 11)", "refused: pain 11: it takes number 0 10 unknown"),
        ("(answer pain lots)", "refused: pain lots: it takes number 0 10 unknown"),
        ("(answer onset 3)", "refused: onset 3: it takes one-of "),
        ("(answer onset kicked unknown)", "refused: onset kicked unknown: it takes one-of "),
    ],
)
def test_an_answer_that_cannot_stand_is_refused_and_does_not_count(console: Console, typed: str, said: str) -> None:
    assert console.type(typed).startswith(said)
    assert len(console.facts("refused")) == 1
    assert console.facts("given") == set()


def test_a_second_answer_to_a_question_counts_no_more_than_the_first(console: Console) -> None:
    assert "answered twice" in console.type("(answer pain 3)", "(answer pain 4)")
    assert console.facts("given") == set()


def test_what_was_concluded_is_not_taken_back_by_a_second_answer(console: Console) -> None:
    console.type("(answer pain 3)")
    assert "answered twice" in console.type("(answer pain 4)")
    assert console.facts("given") == {"(given (question pain) (value 3))"}


# The command


def export(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", "clips", "--output", *map(str, arguments)])


def test_the_command_writes_the_file(tmp_path: Path, ankle: Base) -> None:
    done = export(tmp_path / "ankle.clp", "-k", ANKLE)
    assert (done.exit_code, done.stdout) == (0, "")
    assert str(tmp_path / "ankle.clp") in done.stderr
    assert (tmp_path / "ankle.clp").read_text() == to_clips(ankle) == export("-", "-k", ANKLE).stdout


def test_the_check_in_can_be_had_too() -> None:
    done = export("-", "--check-in")
    assert done.exit_code == 0
    assert "(case pain then (create$ whole-number 0 10" in done.stdout
    assert "has no check-in" in export("-", "--check-in", "-k", ANKLE).stderr


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    place = tmp_path / "mine.clp"
    place.write_text("mine")
    done = export(place, "-k", ANKLE)
    assert (done.exit_code, done.stderr) == (2, f"{place}: there is one already; --force writes over it\n")
    assert place.read_text() == "mine"
    assert export(place, "-k", ANKLE, "--force").exit_code == 0
    assert place.read_text().startswith("; ankle ")


@pytest.mark.parametrize(
    ("place", "why"),
    [("no/where.clp", "no such file or directory"), (".", "is a directory")],
)
def test_a_place_that_cannot_be_written(tmp_path: Path, place: str, why: str) -> None:
    done = export(tmp_path / place, "-k", ANKLE, "--force")
    assert (done.exit_code, done.stderr) == (2, f"{tmp_path / place}: cannot be written: {why}\n")
    assert list(tmp_path.iterdir()) == []
