"""Whatever is thrown at the border, what comes back is a value or an error of ours."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import CHARACTERS
from triage.cases.case import Case, load_case, read_case
from triage.language.answer import check_answer, check_answers
from triage.language.base import Base
from triage.language.condition import Found, leaves
from triage.language.document import parse
from triage.language.errors import AnswerError, KnowledgeError, TriageError
from triage.language.evaluate import Answer, verdict
from triage.language.load import build, load
from triage.language.model import Question

ANKLE = Path(__file__).parent.parent / "bases" / "ankle"
BASE = load(ANKLE)
FILES = {path.name: path.read_bytes() for path in sorted(ANKLE.glob("*.yaml"))}
CASE = (ANKLE / "cases" / "mild-sprain.yaml").read_text()

SNIPPETS = [
    *"{}[]:,-?&*!|>'\"%@`#\t\n \\0~<=",
    *(
        "\ufeff",
        "\u202e",
        "\ud800",
        "\x00",
        "\x85",
        "--- ",
        "...",
        "<<: ",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!x ",
    ),
    *(
        "[[[[[[[[",
        "{a: " * 50,
        "- " * 50,
        "? ",
        "1e999",
        ".nan",
        "-.inf",
        "0x1F",
        "1_000",
        "²",
        "9" * 30,
        "null",
        "true",
    ),
    *("unknown", "none", "all-clear", "finding", "when:", "answers:", "saved: {format: 1}", "saved: {format: ²}"),
]


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """The text after a few cuts, copies and insertions."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        match draw(st.integers(0, 2)):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                to = draw(st.integers(0, len(text)))
                text = text[:to] + text[start:end] + text[to:]
            case _:
                text = text[:start] + draw(st.sampled_from(SNIPPETS)) + text[start:]
    return text


def survives(read: Callable[[], object], *errors: type[TriageError]) -> None:
    """Any other error fails the test."""
    with contextlib.suppress(*errors):
        read()


@given(st.data(), st.sampled_from(sorted(FILES)))
def test_a_mangled_knowledge_file_is_a_base_or_a_list_of_mistakes(data: st.DataObject, name: str) -> None:
    text = data.draw(mangled(FILES[name].decode()))
    survives(lambda: build({**FILES, name: text.encode(errors="surrogatepass")}), KnowledgeError)


@given(st.binary(max_size=60) | st.text(st.sampled_from("{}[]:,- \n\tab\"'&*!|>"), max_size=40).map(str.encode))
def test_any_bytes_are_a_base_or_a_list_of_mistakes(content: bytes) -> None:
    survives(lambda: build({**FILES, "rules.yaml": content}), KnowledgeError)
    survives(lambda: build({"base.yaml": content}), KnowledgeError)


@given(st.data())
def test_a_mangled_case_file_is_a_case_or_a_list_of_mistakes(data: st.DataObject) -> None:
    text = data.draw(mangled(CASE) | mangled(json.dumps({"answers": {"onset": "twisted", "pain": 3, "place": []}})))
    survives(lambda: read_case(BASE, text, "case.yaml"), TriageError)


@given(st.text(CHARACTERS, max_size=60) | st.text(st.sampled_from("{}[]:,- \n\tab\"'&*!|>"), max_size=40))
@example("\ud800")
@example("[" * 100_000)
@example("{" * 1_000)
def test_any_text_is_a_document_or_an_error_with_a_place(text: str) -> None:
    with contextlib.suppress(TriageError):
        parse(text, "file.yaml")
        return
    with pytest.raises(TriageError, match=r"^file.yaml(:[0-9]+:[0-9]+: |: the file is empty$)"):
        parse(text, "file.yaml")


@given(st.binary(max_size=60))
@pytest.mark.parametrize("prefix", [b"", b"answers: {onset: ", b'{"answers": {"onset": "'])
def test_any_bytes_in_a_case_file_are_a_case_or_a_list_of_mistakes(
    tmp_path_factory: pytest.TempPathFactory, prefix: bytes, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "case.yaml"
    path.write_bytes(prefix + content)
    survives(lambda: load_case(BASE, path), TriageError)


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**300)
    | st.floats()
    | st.text(CHARACTERS, max_size=8)
    | st.binary(max_size=4)
    | st.sampled_from(["yes", "no", "unknown", "none", "inside", " pain ", "1e3", "٣", "²", "9" * 400, "-0", "007"])
    | st.sampled_from([Decimal("3"), Fraction(1, 2), 1j, range(3), b"inside", object(), int, ..., MappingProxyType({})])
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(CHARACTERS, max_size=3) | st.integers(), inner, max_size=2)
        | st.frozensets(st.sampled_from(["inside", "heel", "none", 1, None]), max_size=3)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("question", BASE.questions.values(), ids=BASE.questions)
@given(value=VALUES)
@example(value=10**5000)
@example(value=[10**5000])
@example(value=float("nan"))
@example(value="unknown ")
def test_any_value_is_an_answer_that_the_rules_can_take_or_an_error(question: Question, value: object) -> None:
    answer = answer_or_none(question, value)
    if answer is not None:
        assert check_answer(question, answer) == answer  # what was checked stands
        assert isinstance(answer, str | int | float | tuple)
        assert not isinstance(answer, bool)
        for test in (leaf for rule in BASE.rules.values() for leaf in leaves(rule.when)):
            if not isinstance(test, Found) and test.question == question.id:
                assert verdict(test, answer) in (True, False, None)


def answer_or_none(question: Question, value: object) -> Answer | None:
    with contextlib.suppress(AnswerError):
        return check_answer(question, value)
    with pytest.raises(AnswerError, match=f"^`{question.id}`: .*; expected "):
        check_answer(question, value)
    return None


@given(st.dictionaries(st.text(CHARACTERS, max_size=8) | st.sampled_from(list(BASE.questions)), VALUES, max_size=3))
def test_any_mapping_is_answers_or_an_error(given_answers: dict[str, object]) -> None:
    survives(lambda: check_answers(BASE, given_answers), AnswerError)


@given(st.data())
def test_what_a_case_says_is_what_the_border_says(data: st.DataObject) -> None:
    """A case file takes an answer exactly where `check_answers` takes it."""
    names = list(BASE.questions)
    words: st.SearchStrategy[object] = st.sampled_from(
        ["yes", "no", "unknown", "none", "twisted", "inside", "3", "3.5", "11", "-1", "x"]
    )
    given_answers = data.draw(st.dictionaries(st.sampled_from(names), words | st.lists(words, max_size=2), max_size=4))
    text = json.dumps({"answers": given_answers})
    try:
        expected = check_answers(BASE, given_answers)
    except AnswerError:
        with pytest.raises(TriageError):
            read_case(BASE, text, "case.json")
    else:
        assert read_case(BASE, text, "case.json").answers == expected


def test_the_untouched_case_is_read(ankle: Base) -> None:
    assert isinstance(read_case(ankle, CASE, "case.yaml"), Case)
