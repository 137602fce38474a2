"""An option that is a kind of another: every test of the wider one holds for it, so it slips past no rule."""

from __future__ import annotations

import pytest

from tests.language.test_what_unknown_means import base, says
from tests.strategies import Written, question, rule, text
from triage.language.errors import KnowledgeError
from triage.language.evaluate import Answer
from triage.language.to_data import to_data
from triage.proof.encoding import Encoding
from triage.proof.lint import Lint


def kinds(type_: str, **wider: str | list[str]) -> Written:
    """A question `how` with the options a, b, c, and those of `wider`, each a kind of what it says."""
    own = {name: text(name) | {"kind-of": of} for name, of in wider.items()}
    return question("how", type_) | {"options": {name: text(name) for name in "abc"} | own}


@pytest.mark.parametrize(
    ("when", "answer", "holds"),
    [
        ({"how": "a"}, "narrow", True),
        ({"how": ["a", "unknown"]}, "narrow", True),
        ({"how": "b"}, "narrow", False),
        ({"not": {"how": "a"}}, "narrow", False),
        ({"how": "narrow"}, "a", False),
        ({"how": "a", "not": {"how": "narrow"}}, "narrow", False),
        ({"how": "a", "not": {"how": "narrow"}}, "a", True),
        ({"how": "a"}, "narrower", True),  # a kind of a kind
        ({"how": "narrow"}, "narrower", True),
        ({"how": "a"}, "both", True),
        ({"how": "b"}, "both", True),
        ({"how": "c"}, "both", False),
        ({"how": "narrow"}, "unknown", None),
        ({"how": "unknown"}, "narrow", False),
    ],
    ids=str,
)
def test_a_test_of_an_option_holds_for_every_kind_of_it(when: Written, answer: str, holds: bool | None) -> None:
    asked = kinds("choice", narrow="a", narrower="narrow", both=["a", "b"])
    assert says(when, {"how": answer}, asked) is holds
    several: Answer = answer if answer == "unknown" else (answer,)
    assert says(when, {"how": several}, asked | {"type": "choices"}) is holds


def test_none_of_these_is_no_kind_of_anything() -> None:
    assert says({"how": "a"}, {"how": ()}, kinds("choices", narrow="a")) is False
    assert says({"how": "none"}, {"how": ("narrow",)}, kinds("choices", narrow="a")) is False


def test_whoever_reads_a_condition_reads_what_it_means() -> None:
    made = base(kinds("choice", narrow="a"), rule("asks", {"how": "a"}, establish="ill"))
    assert to_data(made.rules["asks"].when) == {"how": ["a", "narrow"]}


@pytest.mark.parametrize(
    ("wider", "says_so"),
    [
        ("d", "unknown option `d`"),
        ("narrow", "`narrow` cannot be a kind of itself"),
        (["a", "unknown"], "unknown option `unknown`"),
    ],
    ids=str,
)
def test_a_kind_of_what_is_not_there_is_refused(wider: str | list[str], says_so: str) -> None:
    with pytest.raises(KnowledgeError, match=says_so):
        base(kinds("choice", narrow=wider))


@pytest.mark.parametrize("told_apart", [True, False])
def test_a_kind_may_come_to_the_same_as_what_it_is_a_kind_of(told_apart: bool) -> None:
    """Two options that are alike are remarked; an option and a kind of it are meant to be."""
    of = {"kind-of": "a"} if told_apart else {}
    asked = question("how", "choice") | {"options": {"a": text("a"), "b": text("b"), "narrow": text("narrow") | of}}
    when: Written = {"how": "a"} if told_apart else {"how": ["a", "narrow"]}
    made = base(asked, rule("asks", when, establish="alarm"))
    remarks = [remark.at for remark in Lint(Encoding(made)).remarks() if remark.check == "options-alike"]
    assert remarks == ([] if told_apart else ["how/a+narrow"])
