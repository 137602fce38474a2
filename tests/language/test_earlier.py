"""Files that were saved under another version of the base: what is carried over, set aside, and never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scale import RANK
from triage.cases.case import Case, read_case
from triage.cases.earlier import SetAside, set_aside_data
from triage.inference.outcome import infer
from triage.language.answer import plain
from triage.language.base import Base
from triage.language.errors import CaseError
from triage.language.files import read_directory
from triage.language.load import build
from triage.language.model import Conclusion

FILES = read_directory(Path(__file__).parent.parent / "bases" / "ankle")
OLD = build(FILES)


def edited(*edits: tuple[str, str, str]) -> Base:
    """The ankle base of later, with a word or piece of a file replaced wherever it stands."""
    files = dict(FILES)
    for file, old, new in edits:
        assert old.encode() in files[file], old
        files[file] = files[file].replace(old.encode(), new.encode())
    return build(files)


NEW = edited(
    ("questions.yaml", "kicked: {nl: Geschopt, en: Kicked}", "hit: {nl: Geraakt, en: Hit, was: kicked}"),
    ("rules.yaml", "kicked]", "hit]"),
    ("rules.yaml", "onset: kicked", "onset: hit"),
    ("questions.yaml", "    outside: {nl: Buitenkant, en: Outside}\n", ""),
    ("questions.yaml", "  max: 10\n", "  max: 9\n"),
    ("questions.yaml", "- question: days\n", "- question: how-long\n  was: [days, since]\n"),
    ("questions.yaml", "days: {less-than: 1}", "how-long: {less-than: 1}"),
    ("care.yaml", "until: {days:", "until: {how-long:"),
    ("care.yaml", "trauma, days:", "trauma, how-long:"),
    ("questions.yaml", "- question: heard-a-crack", "- question: heard-something"),
    ("rules.yaml", "heard-a-crack", "heard-something"),
)
"""An option and a question by another name; an option, a range and a question that are not what they were."""


def text(
    answers: dict[str, Any], base: Base = OLD, saved: dict[str, Any] | None = None, aside: object = None, **more: Any
) -> str:
    """A file that the program saved under this base."""
    head = {"format": 1, "base": "ankle", "version": "0.9", "hash": base.hash, **(saved or {})}
    kept = {} if aside is None else {"set-aside": aside}
    return json.dumps({"answers": answers, "saved": head, **kept, **more})


def read(answers: dict[str, Any], **more: Any) -> Case:
    return read_case(NEW, text(answers, **more), "mine")


@pytest.mark.parametrize(
    ("given_answers", "answers", "again", "aside"),
    [
        pytest.param({"onset": "kicked"}, {"onset": "hit"}, (), [], id="an option by another name"),
        pytest.param({"days": 3}, {"how-long": 3}, (), [], id="a question by another name"),
        pytest.param({"since": 3}, {"how-long": 3}, (), [], id="a question by its name of long ago"),
        pytest.param({"since": 3, "days": 3}, {"how-long": 3}, (), [], id="two that say the same"),
        pytest.param(
            {"since": 3, "days": 4}, {"how-long": "unknown"}, ("how-long",), ["days", "since"], id="two that differ"
        ),
        pytest.param({"pain": 10}, {"pain": "unknown"}, ("pain",), ["pain"], id="a number out of range"),
        pytest.param({"pain": 9}, {"pain": 9}, (), [], id="a number in range"),
        pytest.param({"place": ["outside"]}, {"place": "unknown"}, ("place",), ["place"], id="an option that is gone"),
        pytest.param(
            {"place": ["heel", "outside"]}, {"place": "unknown"}, ("place",), ["place"], id="one of two options is gone"
        ),
        pytest.param({"place": []}, {"place": ()}, (), [], id="nothing ticked"),
        pytest.param({"heard-a-crack": "yes"}, {}, (), ["heard-a-crack"], id="a question that is gone"),
        pytest.param({"foot-cold": "no"}, {"foot-cold": "no"}, (), [], id="what is as it was"),
    ],
)  # fmt: skip
def test_what_becomes_of_an_answer(given_answers: Any, answers: Any, again: Any, aside: list[str]) -> None:
    case = read(given_answers)
    assert dict(case.answers) == answers
    assert case.again == again
    assert sorted(entry.question for entry in case.set_aside) == aside
    assert all(entry.version == "0.9" for entry in case.set_aside)
    assert set(case.standing_answers).isdisjoint(again)


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        ({"foot-cold": "no"}, {"foot-cold": "no", "foot-pale": "no"}),
        ({"foot-cold": "yes", "foot-pale": "no"}, {"foot-cold": "yes", "foot-pale": "no"}),
        ({"foot-cold": "unknown"}, {"foot-cold": "unknown", "foot-pale": "unknown"}),
        ({"foot-pale": "yes"}, {"foot-pale": "yes"}),
    ],
)
def test_what_was_one_question_before_answers_both(answers: dict[str, str], read: dict[str, str]) -> None:
    pale = (
        b"- question: foot-pale\n  topic: alarm\n  type: yes-no\n  split-from: foot-cold\n"
        b"  ask: {nl: Is je voet bleek?, en: Is your foot pale?}\n  help: {nl: Kijk., en: Look.}\n"
    )
    split = build({**FILES, "questions.yaml": FILES["questions.yaml"] + pale})
    assert dict(read_case(split, text(answers), "mine").answers) == read
    assert dict(read_case(split, json.dumps({"answers": answers}), "mine").answers) == read
    now = {"version": split.version, "hash": split.hash}
    assert dict(read_case(split, text(answers, saved=now), "mine").answers) == answers, "this version asked for both"


def test_a_question_of_another_type_and_one_that_is_given_now_count_as_not_known() -> None:
    typed = edited(
        (
            "questions.yaml",
            "- question: foot-cold\n  topic: alarm\n  type: yes-no",
            "- question: foot-cold\n  topic: alarm\n  type: choice\n"
            "  options: {icy: {nl: IJs, en: Icy}, warm: {nl: Warm, en: Warm}}",
        ),
        ("questions.yaml", "  questions: [bone-sticks-out, foot-cold]", "  questions: [bone-sticks-out]"),
        ("rules.yaml", "foot-cold: yes", "foot-cold: icy"),
        ("care.yaml", "foot-cold: [no, unknown]", "foot-cold: [warm, unknown]"),
    )  # fmt: skip
    case = read_case(typed, text({"foot-cold": "yes"}), "mine")
    assert (dict(case.answers), case.again) == ({"foot-cold": "unknown"}, ("foot-cold",))
    told = edited(("questions.yaml", "- question: pain\n", "- question: pain\n  given: yes\n"))
    case = read_case(told, text({"pain": 3}), "mine")
    assert (dict(case.answers), case.again, len(case.set_aside)) == ({}, (), 1)


@given(st.fixed_dictionaries({}, optional={
    "onset": st.sampled_from(["twisted", "kicked", "gradual", "unknown", "popped"]),
    "pain": st.integers(0, 12), "place": st.lists(st.sampled_from(["inside", "outside", "heel"]), unique=True),
    "heard-a-crack": st.sampled_from(["yes", "no"]), "foot-cold": st.sampled_from(["yes", "no", "perhaps"]),
    "bone-sticks-out": st.sampled_from(["yes", "no"]), "days": st.integers(0, 99), "gone": st.just("yes"),
}))  # fmt: skip
def test_any_saved_file_can_be_read_and_nothing_of_it_is_lost(given_answers: dict[str, Any]) -> None:
    case = read(given_answers)
    kept = {entry.question: entry.answer for entry in case.set_aside}
    for name, value in given_answers.items():
        now = NEW.now_called(name)
        if name in kept:
            assert kept[name] == value
            assert case.answers.get(now, "unknown") == "unknown", "never no"
        else:
            assert now in case.standing_answers
    # Kept anew and read again under this version, it says the same, and nothing has come or gone.
    again = json.dumps(
        {
            "answers": {name: plain(value) for name, value in case.standing_answers.items()},
            "set-aside": set_aside_data(case.set_aside),
            "saved": {"format": 3, "base": "ankle", "version": "1.0.0", "hash": NEW.hash},
        }
    )  # fmt: skip
    back = read_case(NEW, again, "mine")
    assert (dict(back.answers), back.set_aside, back.again) == (dict(case.answers), case.set_aside, case.again)


@given(
    st.sampled_from(["twisted", "kicked", "gradual"]),
    st.integers(0, 12),
    st.sampled_from(["yes", "no", "odd"]),
    st.lists(st.sampled_from(["inside", "outside", "heel"]), unique=True),
)
def test_what_counts_as_not_known_is_never_less_urgent_than_what_was_not_asked(
    onset: str, pain: int, cold: str, place: list[str]
) -> None:
    case = read({"onset": onset, "pain": pain, "foot-cold": cold, "bone-sticks-out": "no", "place": place})
    with_unknown, without = infer(NEW, case.answers), infer(NEW, case.standing_answers)
    assert RANK[with_unknown.urgency] >= RANK[without.urgency] or not without.demanded
    if case.again and NEW.screens_for[case.again[0]]:
        assert with_unknown.urgency != "self-care"


def test_what_a_later_version_takes_again_is_an_answer_again() -> None:
    aside = [
        {"question": "onset", "answer": "kicked", "version": "0.9"},
        {"question": "pain", "answer": 10, "version": "0.9"},
    ]
    case = read_case(NEW, text({}, NEW, aside=aside), "mine")
    assert dict(case.answers) == {"onset": "hit", "pain": "unknown"}
    assert case.set_aside == (SetAside("0.9", "pain", 10),)


def test_what_was_answered_since_is_kept_and_not_told_any_more() -> None:
    aside = [
        {"question": "pain", "answer": 10, "version": "0.9"},
        {"question": "gone", "answer": "yes", "version": "0.8"},
    ]
    case = read_case(NEW, text({"pain": 4}, NEW, aside=aside), "mine")
    assert dict(case.answers) == {"pain": 4}
    assert (len(case.set_aside), case.told, case.again) == (2, (), ())


def test_nobody_denied_what_they_were_not_offered() -> None:
    heel = "    heel: {nl: Hiel, en: Heel}\n"
    shin = ("questions.yaml", heel, f"{heel}    shin: {{nl: Scheen, en: Shin}}\n")
    more = edited(shin, ("rules.yaml", "foot-cold: yes, onset: [twisted, kicked]}", "place: shin}"))
    offered = {"offered": "place: inside, outside, heel"}
    case = read_case(more, text({"place": ["heel"]}, saved=offered), "mine")
    assert (dict(case.answers), case.again) == ({"place": "unknown"}, ("place",))
    assert case.set_aside[0].offered == ("inside", "outside", "heel")
    kept = read_case(more, text({}, more, aside=set_aside_data(case.set_aside)), "mine")
    assert kept.again == ("place",), "it fits, and still is not what is asked now"
    calm = edited(shin)
    case = read_case(calm, text({"place": ["heel"]}, saved=offered), "mine")
    assert (dict(case.answers), case.again) == ({"place": ("heel",)}, ()), "no warning sign hangs on it"


def test_what_an_interview_came_to_is_read_and_nonsense_is_none() -> None:
    told = {"urgency": "soon", "leading": "none", "pathway": "plaster", "warning-signs": "open-fracture, vessel-hurt"}
    case = read({}, saved=told)
    assert case.saved is not None
    assert case.saved.concluded == Conclusion("soon", None, "plaster", ("open-fracture", "vessel-hurt"))
    for odd in ({}, {"urgency": "whenever"}):
        found = read({}, saved=odd).saved
        assert found is not None
        assert found.concluded is None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(json.dumps({"answers": {"pain": 10}}), id="written by hand"),
        pytest.param(text({"pain": 10}, NEW), id="saved by this very version"),
        pytest.param(text({"pain": 10}, expect={"urgency": "soon"}), id="a worked case"),
    ],
)
def test_any_other_file_is_read_as_strictly_as_before(content: str) -> None:
    with pytest.raises(CaseError, match=r"`pain`: 10 is out of range; expected a number from 0 to 9, or `unknown`"):
        read_case(NEW, content, "mine")


def test_a_language_that_the_base_lost_is_not_an_error() -> None:
    assert read({}, language="fr").language is None
    with pytest.raises(CaseError, match="unknown language `fr`"):
        read_case(NEW, json.dumps({"answers": {}, "language": "fr"}), "mine")


@pytest.mark.parametrize(
    ("aside", "says"),
    [
        ("all", "1:30: `set-aside` must be a list, not the word `all`"),
        ([{"question": "pain"}], "what is set aside lacks `answer`"),
        ([{"answer": 3, "version": "1"}], "what is set aside lacks `pathway`"),
        ([{"question": "pain", "answer": 3, "version": "1", "why": "so"}], "what is set aside has no key `why`"),
    ],
)
def test_what_is_wrong_with_what_is_set_aside_is_said(aside: object, says: str) -> None:
    with pytest.raises(CaseError) as error:
        read_case(NEW, json.dumps({"answers": {}, "set-aside": aside}), "mine")
    assert says in str(error.value)
