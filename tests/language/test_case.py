"""Case files, in YAML and in JSON: answers with a story, with what is expected, or with where an interview was left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from tests.strategies import Case as Made
from tests.strategies import cases
from triage.cases.case import NEWEST_FORMAT, Case, Expectation, Saved, load_case, read_case
from triage.language.answer import check_answers, plain
from triage.language.base import Base
from triage.language.errors import CaseError
from triage.language.files import case_files

BAD = yaml.load((Path(__file__).parent / "bad_cases.yaml").read_text(), Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("row", BAD, ids=lambda row: row["note"])
def test_a_mistake_is_named_with_its_place(ankle: Base, row: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as error:
        read_case(ankle, row["content"], "case")
    says = [
        f"case:{' ' if line[0].isalpha() else ''}{line.replace('NEWEST', str(NEWEST_FORMAT))}" for line in row["says"]
    ]
    assert str(error.value).splitlines() == says


def test_a_worked_case_is_read_whole(ankle: Base, ankle_files: Path) -> None:
    (path,) = case_files(ankle_files)
    case = load_case(ankle, path)
    assert case.name == "mild-sprain"
    assert case.story.startswith("Twisted it")
    assert case.language == "en"
    assert case.answers["place"] == ("outside",)
    assert case.expect == Expectation(
        "self-care",
        "sprain",
        "walk-it-off",
        {
            "warning-signs": (),
            "established": ("trauma",),
            "refuted": ("fracture", "open-fracture"),
            "fired": ("accident", "twisted-only", "mild"),
            "cautions": ("no-heat",),
            "must-not": ("plaster", "emergency"),
        },
    )
    assert case.saved is None


def test_answers_stand_in_the_order_of_the_file(ankle: Base) -> None:
    case = read_case(ankle, "answers: {pain: 3, onset: kicked, foot-cold: no}", "case")
    assert list(case.answers) == ["pain", "onset", "foot-cold"]


def test_where_an_interview_was_left(ankle: Base) -> None:
    text = "saved: {format: 1, base: ankle, version: 1.0.0, hash: abc}\nanswers: {pain: 3}\n"
    told = check_answers(ankle, {"pain": 3})
    assert read_case(ankle, text, "case") == Case("", told, saved=Saved(1, "ankle", "1.0.0", "abc"))


@pytest.mark.parametrize(("written", "leading"), [("none", ""), ("sprain", "sprain")])
def test_nothing_may_be_expected_to_lead(ankle: Base, written: str, leading: str) -> None:
    case = read_case(ankle, f"answers: {{}}\nexpect: {{leading: {written}}}\n", "case")
    assert case.expect is not None
    assert case.expect.leading == leading


def test_an_expectation_may_say_nothing(ankle: Base) -> None:
    assert read_case(ankle, "answers: {}\nexpect: {}\n", "case").expect == Expectation()


ANSWERS = {"onset": "twisted", "pain": 2.5, "place": ["heel"], "days": 3, "foot-cold": "no"}
TAKEN = {"onset": "twisted", "pain": 2.5, "place": ("heel",), "days": 3, "foot-cold": "no"}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"answers": ANSWERS, "story": "Ow 😖"}),
        json.dumps({"answers": ANSWERS, "story": "Ow 😖"}, ensure_ascii=False),
        json.dumps({"answers": ANSWERS, "story": "Ow 😖"}, indent="\t"),
        "\n\t " + json.dumps({"answers": ANSWERS, "story": "Ow 😖"}),
        yaml.safe_dump({"answers": ANSWERS, "story": "Ow 😖"}),
        yaml.safe_dump({"answers": ANSWERS, "story": "Ow 😖"}, default_flow_style=True, allow_unicode=True),
    ],
    ids=["JSON", "JSON in UTF-8", "JSON with tabs", "JSON after blanks", "YAML", "YAML that flows"],
)
def test_json_and_yaml_say_the_same(ankle: Base, text: str) -> None:
    case = read_case(ankle, text, "case")
    assert case.answers == TAKEN
    assert case.story == "Ow 😖"


def test_a_file_that_is_not_there(ankle: Base, tmp_path: Path) -> None:
    with pytest.raises(CaseError) as error:
        load_case(ankle, tmp_path / "case.yaml")
    assert str(error.value) == f"{tmp_path}/case.yaml: cannot be read: no such file or directory"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"answers: {}\n\xff", "2:1: not UTF-8 text; expected a YAML or JSON text file"),
        (b"answers: \0", "binary data; expected a YAML or JSON text file"),
        (b"\x89PNG\r\n\x1a\n", "1:1: not UTF-8 text; expected a YAML or JSON text file"),
        (b'{"answers": ' * 100, "1:493: nested deeper than 40 levels"),
    ],
)
def test_a_file_that_is_no_text(ankle: Base, tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    with pytest.raises(CaseError) as error:
        load_case(ankle, path)
    assert str(error.value) == f"{path}:{' ' if message[0].isalpha() else ''}{message}"


@given(case=cases())
def test_answers_survive_being_written_and_read(case: Made) -> None:
    base, answers = case
    body = {"answers": {name: plain(answer) for name, answer in answers.items()}}
    for text in (json.dumps(body), json.dumps(body, indent="\t"), yaml.safe_dump(body, sort_keys=False)):
        assert list(read_case(base, text, "case").answers.items()) == list(answers.items())
