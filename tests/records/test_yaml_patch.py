"""A review in the text of a case file: everything else stays as it stands, comments too."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from triage.records.yaml_patch import with_reviews

ONE: dict[str, object] = {"by": "Ann", "at": "2026-01-02", "marks": [{"urgency": "soon", "mark": "agreed"}]}
TWO: dict[str, object] = {"by": "Bo", "marks": []}
WRITTEN = "review:\n- by: Ann\n  at: '2026-01-02'\n  marks:\n  - urgency: soon\n    mark: agreed\n"

KEPT = {
    "at the end": (
        "# a case\nanswers: {a: yes}  # so they say\n",
        "# a case\nanswers: {a: yes}  # so they say\n" + WRITTEN,
    ),
    "after a last line without an end": ("answers: {a: yes}", "answers: {a: yes}\n" + WRITTEN),
    "in place of an old one": (
        "answers: {a: yes}\nreview:\n- by: Old\n  marks: []\n\n# what follows\nexpect: {urgency: soon}\n",
        "answers: {a: yes}\n" + WRITTEN + "\n# what follows\nexpect: {urgency: soon}\n",
    ),
    "in place of an old one in braces": (
        "answers: {a: yes}\nreview: [{by: Old,\n  marks: []}]\nstory: |\n  One.\n  # two\n",
        "answers: {a: yes}\n" + WRITTEN + "story: |\n  One.\n  # two\n",
    ),
    "with the line ends of the file": (
        "answers:\r\n  a: yes\r\n",
        "answers:\r\n  a: yes\r\n" + WRITTEN.replace("\n", "\r\n"),
    ),
    "before a closing brace": (
        "{answers: {a: yes}, # so\n story: x}\n",
        '{answers: {a: yes}, # so\n story: x, review: [{"by": "Ann", "at": "2026-01-02", "marks": [{"urgency": "soon", '
        '"mark": "agreed"}]}]}\n',
    ),
}


@pytest.mark.parametrize(("text", "expected"), KEPT.values(), ids=KEPT)
def test_only_the_review_is_written(text: str, expected: str) -> None:
    assert with_reviews(text, [ONE]) == expected
    assert yaml.load(with_reviews(expected, [TWO]), Loader=yaml.CBaseLoader)["review"] == [TWO]


@pytest.mark.parametrize(
    "text",
    [
        "answers: {a: yes}\n...\n",
        "answers:\n  a: yes\n? review\n: - by: Old\n",
        "--- {answers: {a: yes}, review: []}\n",
    ],
    ids=["an end of the document", "a key written in another way", "a review in braces"],
)
def test_what_nobody_thought_of_is_written_anew_and_loses_nothing(text: str) -> None:
    found = yaml.load(with_reviews(text, [ONE]), Loader=yaml.CBaseLoader)
    assert found == {"answers": {"a": "yes"}, "review": [ONE]}


def test_json_stays_json() -> None:
    data = {"answers": {"a": "yes", "pain": 6.5}, "story": "\u00e9😖", "review": [TWO]}
    made = with_reviews(json.dumps(data), [ONE])
    assert json.loads(made) == {**data, "review": [ONE]}


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(
    head=st.dictionaries(
        st.from_regex("[a-z]{1,5}", fullmatch=True).filter(lambda key: key != "review"), WORDS, min_size=1
    ),
    remarks=st.lists(WORDS, max_size=3),
    style=st.sampled_from([False, None, True]),
)
def test_whatever_is_written_there_is_there_afterwards(head: dict[str, str], remarks: list[str], style: Any) -> None:
    text = yaml.safe_dump({**head, "review": []}, default_flow_style=style, allow_unicode=True, sort_keys=False)
    reviews = [{"by": f"r{number}", "marks": [{"remark": remark}]} for number, remark in enumerate(remarks)]
    once = with_reviews(text, reviews)
    assert yaml.load(once, Loader=yaml.CBaseLoader) == {**head, "review": reviews}
    again = with_reviews(once, reviews)
    assert yaml.load(again, Loader=yaml.CBaseLoader) == {**head, "review": reviews}
