"""A base may say what the program says in its own way, and in a language of its own."""

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import triage
from tests.small import sketch, write
from triage.commands.main import main
from triage.inference.cache import load_cached
from triage.language.base import Base
from triage.language.errors import KnowledgeError
from triage.language.load import load
from triage.words.saying import for_another, plainly, say

OWN = """\
- phrase: urgency
  text: {nl: Wanneer, en: When}
- phrase: "yes"
  text: {nl: jazeker, en: certainly, other: {nl: zeker, en: surely}}
- phrase: answers-old
  text: {nl: van gisteren, en: from yesterday}
  several: {nl: "van {days} dagen terug", en: "from {days} days ago"}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "phrases.yaml").write_text(OWN)
    return write(tmp_path / "base", sketch())


@pytest.fixture
def base(place: Path) -> Base:
    return load(place)


def test_what_the_base_says_goes_before_what_the_program_says(base: Base) -> None:
    nl, en = base.languages
    assert (say("yes", nl), say("yes", en)) == ("jazeker", "certainly")
    assert (say("no", nl), say("no", en)) == ("nee", "no")
    assert say("yes", "nl") == "ja"  # another base's Dutch


def test_it_has_a_form_of_several_and_one_for_whoever_answers_for_another(base: Base) -> None:
    nl = base.language("nl")
    assert [say("answers-old", nl, days, days=days) for days in (1, 3)] == ["van gisteren", "van 3 dagen terug"]
    assert say("yes", for_another(nl)) == "zeker"
    assert say("yes", plainly(for_another(nl))) == "jazeker"
    assert say("urgency", for_another(nl)) == "Wanneer"


def test_every_page_says_it(base: Base, place: Path) -> None:
    assert "When: " in triage.infer(base, {"fever": True}).page("en").text
    case = place.parent / "case.yaml"
    case.write_text("answers: {fever: yes}\n")
    printed = CliRunner().invoke(main, ["run", str(case), "-k", str(place), "--lang", "nl"]).output
    assert printed.startswith("Wanneer: ")
    data = CliRunner().invoke(main, ["run", str(case), "-k", str(place), "--lang", "nl", "--format", "json"]).stdout
    assert json.loads(data)["language"] == "nl"


def test_a_kept_base_says_it_too(place: Path, tmp_path: Path) -> None:
    first, kept = load_cached(place, tmp_path / "kept"), load_cached(place, tmp_path / "kept")
    assert [say("yes", each.language("en")) for each in (first, kept)] == ["certainly", "certainly"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- phrase: urgenci\n  text: {nl: a, en: b}\n", "the program does not say `urgenci`; did you mean `urgency`?"),
        ("- phrase: urgency\n  text: {nl: a}\n", "`text` has no translation in `en`"),
        (
            "- phrase: answers-old\n  text: {nl: '{day}', en: b}\n",
            "`day` in `nl` is filled in by nothing; there is `days`",
        ),
        (
            "- phrase: urgency\n  text: {nl: '{when}', en: b}\n",
            "`when` in `nl` is filled in by nothing; there is nothing to fill in",
        ),
        ("- phrase: urgency\n  text: {nl: a, en: b}\n- phrase: urgency\n  text: {nl: a, en: b}\n", "is there already"),
    ],
)
def test_what_cannot_be_said_is_a_mistake_at_its_place(tmp_path: Path, entry: str, message: str) -> None:
    (tmp_path / "phrases.yaml").write_text(entry)
    write(tmp_path, sketch())
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path)
    assert message in str(caught.value)
    assert "phrases.yaml:" in str(caught.value)


def test_all_that_can_be_said_is_printed_to_be_filled_in(place: Path) -> None:
    printed = CliRunner().invoke(main, ["export", "phrases", "-k", str(place), "--lang", "en"])
    assert printed.exit_code == 0
    said = {entry["phrase"]: entry for entry in yaml.load(printed.output, yaml.CBaseLoader)}
    assert said["urgency"]["text"] == {"nl": "Wanneer", "en": "When"}
    filled_in = re.sub(r"(?m)^# (- phrase:|  (?:text|several): \{)", r"\1", printed.output)
    every = {entry["phrase"]: entry for entry in yaml.load(filled_in, yaml.CBaseLoader)}
    assert every.keys() > {"urgency", "no", "answers-old"}
    assert set(every["letter-since"]) == {"phrase", "text", "several"}
    (place / "phrases.yaml").write_text(printed.output)  # what was said already stays said
    assert say("yes", load(place).language("nl")) == "jazeker"
