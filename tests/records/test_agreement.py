"""What reviewers of several cases said, counted: agreement, kappa worked out by hand, over- and under-triage."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.reports.schema import agreement_of
from tests.terminal.person import TOOTH
from triage.cases.case import Case, load_case
from triage.cases.review import Opinion, Review, Subject
from triage.inference.outcome import infer
from triage.language.keys import MARKS
from triage.language.load import load
from triage.language.model import Mark
from triage.language.words import Words
from triage.records.agreement import Edition, Summary, Tally, summary
from triage.records.kappa import kappa
from triage.records.opinions import begun, marked
from triage.reports.clinician.agreement import agreement_csv, agreement_json, agreement_text
from triage.reports.layout import Page

BASE = load(TOOTH)
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("hard-to-breathe", "tooth-knocked-out", "cold-hurts", "cold-still-hurts", "root-infected", "knows-little")
CASES = {name: load_case(BASE, TOOTH / "cases" / f"{name}.yaml") for name in NAMES}
Said = tuple[str, Mark, str, str]
"""What kind of thing, the mark, what it should be, the remark."""


def review(name: str, by: str, *said: Said, all_else: bool = True) -> Review:
    """A review of a case in which all else is agreed with."""
    case = CASES[name]
    made = begun(case, infer(BASE, case.answers), by, "2026-11-22")
    for subject in made.outcome.subjects:
        mark, should_be, remark = next((rest for kind, *rest in said if kind == subject.kind), ("agreed", "", ""))
        if all_else or mark != "agreed":
            made = marked(made, Opinion(subject, mark, should_be, remark))  # type: ignore[arg-type]
    return made


def counted(*reviews: tuple[str, Review]) -> Summary:
    cases: dict[str, Case] = {}
    for name, each in reviews:
        case = cases.get(name, CASES[name])
        cases[name] = replace(case, reviews=(*case.reviews, each))
    return summary(BASE, cases)


def only(found: Summary) -> Edition:
    (edition,) = found.editions
    return edition


def tally(edition: Edition, sort: str, name: str) -> Tally:
    return next(each for each in edition.tallies if (each.sort, each.id) == (sort, name))


def urgency(name: str, by: str, mark: Mark, should_be: str = "") -> tuple[str, Review]:
    return name, review(name, by, ("urgency", mark, should_be, "why" if mark != "agreed" else ""))


def test_kappa_is_the_one_worked_out_by_hand() -> None:
    """Of two reviewers' marks of the urgency of one level (two cases) and of a table by hand.

    Marks of Ann and Bo of six urgencies: both agreed 3, both too careful 1, Ann agreed and Bo too careful 1, Ann wrong
    and Bo agreed 1. Alike: 4 of 6. By chance: Ann has 4/6 agreed, 1/6 too careful, 1/6 wrong; Bo 4/6 agreed, 2/6 too
    careful: 16/36 + 2/36 = 1/2. So kappa is (2/3 - 1/2) / (1 - 1/2) = 1/3."""
    given: Sequence[tuple[Mark, Mark]] = [
        *[("agreed", "agreed")] * 3,  # type: ignore[list-item]
        ("too-careful", "too-careful"),
        ("agreed", "too-careful"),
        ("wrong", "agreed"),
    ]
    reviews = []
    for name, marks in zip(NAMES, given, strict=True):
        for by, mark in zip(("Ann", "Bo"), marks, strict=True):
            found = begun(CASES[name], infer(BASE, CASES[name].answers), by, "2026-11-22")
            subject = Subject("urgency", found.outcome.urgency)
            reviews.append((name, marked(found, Opinion(subject, mark, "", "why"))))
    (pair,) = only(counted(*reviews)).pairs
    assert (pair.one, pair.other, pair.things, pair.same) == ("Ann", "Bo", 6, 4)
    assert pair.kappa == pytest.approx(1 / 3)


def test_kappa_that_is_not_defined_is_said_in_words() -> None:
    found = counted(("cold-hurts", review("cold-hurts", "Ann")), ("cold-hurts", review("cold-hurts", "Bo")))
    (pair,) = only(found).pairs
    assert (pair.kappa, pair.why, pair.mark) == (None, "one-mark", "agreed")
    text = agreement_text(Words(BASE, "en"), found, Page(200))
    assert "not defined here: both gave everything the same mark (agreed)" in text
    assert "nan" not in text


def test_two_who_never_say_the_same_have_a_kappa_of_zero() -> None:
    names = ("root-infected", "tooth-knocked-out")  # both of them urgent
    first = [urgency(name, "Ann", "agreed") for name in names]
    other = [urgency(name, "Bo", "wrong", "soon") for name in names]
    pairs = tally(only(counted(*first, *other)), "urgency", "urgent").pairs
    assert [pair.kappa for pair in pairs] == [0.0]


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(MARKS)), min_size=2, max_size=30))
def test_kappa_is_as_cohen_defined_it(marks: list[tuple[Mark, Mark]]) -> None:
    """By shares: how often two agree beyond chance, of how often they could."""
    assume(len({mark for both in marks for mark in both}) > 1)
    one, other = zip(*marks, strict=True)
    things = len(marks)
    agreed = Fraction(sum(one == other for one, other in marks), things)
    by_chance = sum(Fraction(one.count(mark) * other.count(mark), things**2) for mark in MARKS)
    assert kappa(Counter(marks)) == pytest.approx(float((agreed - by_chance) / (1 - by_chance)), abs=1e-12)


@pytest.mark.parametrize(
    ("table", "expected"), [((20, 5, 10, 15), 0.4), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)]
)
def test_kappa_of_well_known_tables(table: tuple[int, ...], expected: float) -> None:
    """Both yes, only the first, only the second, neither: of a hundred or fifty applications for a grant."""
    pairs = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    assert kappa(dict(zip(pairs, table, strict=True))) == pytest.approx(expected, abs=5e-5)


def test_three_reviewers_are_three_pairs_and_kappa_of_a_thing_is_their_mean() -> None:
    marks: dict[str, Sequence[Mark]] = {
        "Ann": ("agreed", "agreed", "wrong"),
        "Bo": ("agreed", "wrong", "wrong"),
        "Cy": ("agreed", "agreed", "wrong"),
    }
    reviews = [
        urgency(name, by, mark, "soon" if mark == "wrong" else "")
        for by, several in marks.items()
        for name, mark in zip(("cold-hurts", "root-infected", "tooth-knocked-out"), several, strict=True)
    ]
    edition = only(counted(*reviews))
    assert [(pair.one, pair.other) for pair in edition.pairs] == [("Ann", "Bo"), ("Ann", "Cy"), ("Bo", "Cy")]
    # Two of the cases are urgent. Ann: agreed, wrong; Bo: wrong, wrong; Cy as Ann. Ann and Bo: 1/2 alike, by chance
    # 1/2, kappa 0; Ann and Cy: 1; Bo and Cy: 0.
    found = tally(edition, "urgency", "urgent")
    assert [pair.kappa for pair in found.pairs] == [0.0, 1.0, 0.0]
    assert found.kappa == pytest.approx(1 / 3)


def test_over_and_under_triage_count_each_case_once() -> None:
    edition = only(
        counted(
            urgency("cold-hurts", "Ann", "not-careful-enough", "soon"),  # self-care: two levels
            urgency("cold-hurts", "Bo", "agreed"),
            urgency("root-infected", "Ann", "too-careful", "planned"),  # urgent: two levels
            urgency("tooth-knocked-out", "Ann", "wrong", "soon"),  # urgent: one level
            urgency("hard-to-breathe", "Ann", "agreed"),
        )
    )
    assert (edition.over.reviews, edition.over.count, edition.over.levels) == (5, 2, 1.5)
    assert edition.over.share == pytest.approx(2 / 4)
    assert (edition.under.count, edition.under.levels) == (1, 2)
    assert edition.under.share == pytest.approx((1 / 2) / 4)


def test_the_rules_with_most_objections_come_first() -> None:
    edition = only(
        counted(
            ("root-infected", review("root-infected", "Ann", ("rule", "wrong", "", "no"))),
            ("root-infected", review("root-infected", "Bo", ("rule", "too-careful", "", "hm"))),
            ("cold-hurts", review("cold-hurts", "Ann")),
        )
    )
    rules = [each for each in edition.tallies if each.sort == "rule"]
    assert rules[0].id == "signs-of-infection"
    assert [objection.by for objection in rules[0].objections] == ["Ann", "Bo"]
    assert (rules[0].reviews, rules[0].agreement) == (2, 0)
    assert all(not each.objections for each in rules[1:])


def test_reviews_of_another_version_or_of_other_answers_are_told_apart() -> None:
    earlier = replace(review("cold-hurts", "Bo", ("rule", "wrong", "", "no")), version="1.0.0", hash="f" * 64)
    stale = replace(review("root-infected", "Bo"), answers="0" * 16)
    found = counted(("cold-hurts", review("cold-hurts", "Ann")), ("cold-hurts", earlier), ("root-infected", stale))
    assert [(each.version, each.current) for each in found.editions] == [("1.2.3", True), ("1.0.0", False)]
    assert [each.pairs for each in found.editions] == [(), ()]
    assert found.outdated == (("root-infected", "Bo"),)


def test_one_who_has_not_finished_counts_as_far_as_it_goes() -> None:
    made = review("cold-hurts", "Ann", ("urgency", "wrong", "soon", "why"), all_else=False)
    edition = only(counted(("cold-hurts", made)))
    assert edition.unfinished == 1
    assert [(each.sort, each.reviews) for each in edition.tallies] == [("urgency", 1)]


# What is printed

MANY = counted(
    ("root-infected", review("root-infected", "Ann", ("urgency", "too-careful", "soon", "no fever chart"))),
    ("root-infected", review("root-infected", "Bo", ("rule", "wrong", "", "pain alone is not enough"))),
    ("cold-hurts", review("cold-hurts", "Ann", ("leading", "wrong", "other", "worn enamel"))),
    ("cold-hurts", review("cold-hurts", "Bo")),
    ("hard-to-breathe", review("hard-to-breathe", "Ann", ("finding", "agreed", "", "clear"))),
    ("tooth-knocked-out", replace(review("tooth-knocked-out", "Bo"), version="1.0.0", hash="f" * 64)),
    ("knows-little", replace(review("knows-little", "Bo"), answers="0" * 16)),
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("summary.nl.txt", lambda: agreement_text(Words(BASE, "nl"), MANY, Page())),
        ("summary.en.txt", lambda: agreement_text(Words(BASE, "en"), MANY, Page())),
        ("summary.csv", lambda: agreement_csv(MANY)),
        ("nothing.en.txt", lambda: agreement_text(Words(BASE, "en"), summary(BASE, CASES), Page())),
    ],
)
def test_the_summary_is_the_one_we_keep(name: str, shown: Callable[[], str], renewing: bool) -> None:
    text = shown()
    if renewing:
        (GOLDEN / name).write_text(text)
    assert text == (GOLDEN / name).read_text()


def test_the_json_is_as_the_schema_says() -> None:
    data = agreement_of(json.dumps(agreement_json(BASE, MANY)))
    current, other = data["editions"]
    assert (current["current"], other["current"], other["hash"]) == (True, False, "f" * 64)
    assert current["reviewers"] == {"Ann": 3, "Bo": 2}
    assert data["outdated"] == [{"file": "knows-little", "by": "Bo"}]
    rule = next(each for each in current["tallies"] if each["sort"] == "rule")
    assert rule["objections"] == [
        {"case": "root-infected", "by": "Bo", "mark": "wrong", "should_be": None, "remark": "pain alone is not enough"}
    ]


def test_what_people_wrote_steers_neither_terminal_nor_spreadsheet() -> None:
    nasty = "=1+1\x1b[31m \u202e<script>"
    found = counted(("cold-hurts", review("cold-hurts", nasty, ("urgency", "wrong", "soon", nasty))))
    also = counted(
        ("cold-hurts", review("cold-hurts", nasty, ("urgency", "wrong", "soon", nasty))),
        ("cold-hurts", review("cold-hurts", "Bo")),
    )
    for text in (
        agreement_text(Words(BASE, "en"), found, Page()),
        agreement_csv(also),
        json.dumps(agreement_json(BASE, found), ensure_ascii=False),
    ):
        assert all(char.isprintable() or char == "\n" for char in text)
    cells = [row[3] for row in csv.reader(io.StringIO(agreement_csv(also))) if row[2] == "reviewers"]
    assert cells == ["'=1+1 [31m  <script> & Bo"]
