"""Lists of warning signs are asked in the order of the urgency that they can bring, whatever file they stand in."""

from __future__ import annotations

from itertools import chain, permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.small import write
from tests.strategies import PATHWAYS, Sketch, Written, finding, manifest, pathway, question, rule, text
from triage.commands.main import main
from triage.interview.interview import Interview
from triage.language.base import Base

ALARM = {"topic": "alarm"}


def screen(name: str, *questions: str) -> Written:
    return {"checklist": name, "topic": "alarm", "ask": text(name), "questions": list(questions)}


def sign(name: str, urgency: str) -> list[Written]:
    return [
        finding(f"{name}-sign", "warning-sign"),
        rule(f"{name}-there", {name: "yes"}, establish=f"{name}-sign"),
        rule(f"{name}-demands", {"finding": f"{name}-sign"}, urgency=urgency),
    ]


LISTS = {
    "first-file": [question("a", "yes-no") | ALARM, question("b", "yes-no") | ALARM, screen("slow", "a", "b")],
    "second-file": [question("c", "yes-no") | ALARM, question("d", "yes-no") | ALARM, screen("fast", "c", "d")],
    "third-file": [question("e", "yes-no") | ALARM, question("f", "yes-no") | ALARM, screen("mixed", "e", "f")],
    "fourth-file": [question("since", "choice", {"c": "yes"}) | ALARM],
}
RULES = [
    *sign("a", "soon"),
    *sign("b", "urgent"),
    *sign("c", "emergency"),
    *sign("d", "emergency"),
    *sign("e", "emergency"),
    *sign("f", "soon"),
    finding("ill", "condition"),
    rule("it-is", {"a": "yes", "c": "yes"}, establish="ill"),
    finding("old", "warning-sign"),
    rule("since-when", {"since": "a"}, establish="old", urgency="emergency"),
    *map(pathway, PATHWAYS),
]


def base(order: tuple[str, ...]) -> Base:
    return Sketch(manifest(["ill"]), (*(part for name in order for part in LISTS[name]), *RULES)).build()


@pytest.mark.parametrize("order", list(permutations(LISTS)), ids="+".join)
def test_the_order_is_that_of_the_urgency_and_not_of_the_files(order: tuple[str, ...]) -> None:
    assert base(order).screens == ("fast", "since", "mixed", "slow") or base(order).screens == (
        "since",
        "fast",
        "mixed",
        "slow",
    )


@pytest.mark.parametrize("order", list(permutations(LISTS)), ids="+".join)
def test_it_is_asked_so_and_what_follows_a_tick_at_once(order: tuple[str, ...]) -> None:
    interview = Interview(base(order))
    asked = []
    for _ in range(2):
        prompt = interview.next()
        assert prompt is not None
        asked.append([part.id for part in prompt.questions])
        interview.answer({part.id: "no" for part in prompt.questions})
    assert [names[0] for names in asked] == ["c", "e"]


def calmer() -> Sketch:
    """The same questions, but what was most urgent demands little."""
    others = [part for part in RULES if part.get("rule") not in ("c-demands", "d-demands", "since-when")]
    demands = [rule(f"{name}-demands", {"finding": f"{name}-sign"}, urgency="soon") for name in ("c", "d")]
    lists = [part for name in LISTS for part in LISTS[name]]
    return Sketch(manifest(["ill"]), (*lists, *others, *demands, rule("since-when", {"since": "a"}, establish="old")))


def test_it_is_another_order_where_only_the_rules_change() -> None:
    order = calmer().build().screens
    assert order.index("mixed") < order.index("slow") < order.index("fast")


def test_diff_tells_when_the_order_changes(tmp_path: Path) -> None:
    for name, sketch in (
        ("old", Sketch(manifest(["ill"]), (*chain.from_iterable(LISTS.values()), *RULES))),
        ("new", calmer()),
    ):
        (tmp_path / name).mkdir()
        write(tmp_path / name, sketch)
    told = "Lists of warning signs that are asked in another order"
    done = CliRunner().invoke(main, ["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--lang", "en"])
    assert told in done.stdout, done.output
    assert "is now mixed, slow" in done.stdout
    same = CliRunner().invoke(main, ["diff", str(tmp_path / "old"), str(tmp_path / "old"), "--lang", "en"])
    assert told not in same.stdout
