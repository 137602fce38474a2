"""`triage explain`: what can be asked, in which form, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests import once
from tests.deep import drawn, sample
from tests.reports.schema import explanation_of
from tests.terminal.person import TOOTH
from triage.commands.main import main
from triage.commands.telling import page_by_page
from triage.language.files import case_files

COLD = TOOTH / "cases" / "cold-hurts.yaml"
STAYS_IN_PLACE = "\u202eevil\u202c \x1b[31mred\x07 \u2066<b>"
"""A story that would turn the direction of reading, colour the screen, and ring."""


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["explain", *map(str, arguments), "--knowledge", str(TOOTH)], input=stdin)


def said(*arguments: object) -> str:
    done = run(*arguments, "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_without_options_it_says_how_and_what_is_open() -> None:
    text = said(COLD)
    assert "How: By yourself [self-care]" in text
    assert "How: Sensitive tooth [sensitive-tooth]" in text
    assert "Could not be ruled out" in text
    assert "What it hinges on" not in text
    assert len(text.splitlines()) <= 40, "one screen"
    assert "Source:" not in text
    whole = said(COLD, "--depth", "9")
    assert "Source:" in whole
    assert len(whole) > len(text)


def test_a_proof_is_told_as_deep_as_wanted() -> None:
    lengths = [len(said(COLD, "--how", "self-care", "--depth", depth)) for depth in range(4)]
    assert lengths == sorted(lengths)
    assert "more beneath" in said(COLD, "--how", "self-care", "--depth", 1)
    assert "more beneath" not in said(COLD, "--how", "self-care")


def test_a_name_that_is_not_there_brings_the_names_that_are() -> None:
    told = run(COLD, "--how", "qqq").stderr
    assert "finding: airway, spreading, knocked" in told
    assert "pathway: " in told


def test_what_does_not_fit_on_a_terminal_goes_through_a_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    paged: list[str] = []
    monkeypatch.setattr("triage.commands.telling.click.echo_via_pager", paged.append)
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "80")
    page_by_page(["short"] * 9)
    assert paged == [], "to a file nothing is paged"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    page_by_page(["long"] * 9)
    assert paged == ["long\n" * 9]


def test_what_was_not_asked_is_not_there() -> None:
    data = explanation_of(said(COLD, "--enough", "--format", "json"))
    assert data["enough"]["answers"] == {
        "hard-to-breathe": "no",
        "fever": "no",
        "onset": "gradual",
        "pain": 2,
        "sore-with": ["cold"],
    }
    assert not {"how", "why_not", "what_if", "hinges", "open"} & data.keys()


def test_options_may_be_repeated() -> None:
    data = explanation_of(
        said(COLD, "--how", "infection", "--how", "all-clear", "--why-not", "urgent", "--format", "json")
    )
    assert [(how["id"], how["standing"]) for how in data["how"]] == [
        ("infection", "refuted"),
        ("all-clear", "established"),
    ]
    assert [attempt["rule"] for attempt in data["why_not"][0]["rules"]] == [
        "swelling-with-fever",
        "tooth-is-out",
        "signs-of-infection",
    ]


def test_other_answers_count_together() -> None:
    data = explanation_of(said(COLD, "--what-if", "fever=yes", "--what-if", "sore-with=lying", "--format", "json"))
    found = data["what_if"]
    assert (found["before"]["urgency"], found["after"]["urgency"]) == ("self-care", "urgent")
    assert found["fired"] == ["signs-of-infection"]
    assert found["not_fired"] == ["only-cold-hurts", "brush-it-yourself"]


def test_a_case_comes_from_standard_input_too() -> None:
    done = run("-", "--how", "airway", "--lang", "en", stdin="answers: {hard-to-breathe: yes}\n")
    assert done.exit_code == 0
    assert "- Airway in danger: established\n" in done.stdout
    assert "- “finding it hard to breathe”: yes\n" in done.stdout


def test_a_saved_interview_is_explained(tmp_path: Path) -> None:
    saved = tmp_path / "saved.yaml"
    saved.write_text(
        "saved: {format: 1, base: tooth, version: 1.2.3, hash: abc}\nlanguage: nl\nanswers: {fever: yes}\n"
    )
    done = run(saved, "--open")
    assert done.exit_code == 0
    assert "Niet uitgesloten" in done.stdout


def test_what_was_never_considered_says_so() -> None:
    done = run("-", "--how", "infection", "--why-not", "broken-tooth", "--lang", "en", stdin="answers: {days: 3}\n")
    assert done.exit_code == 0
    assert done.stdout.count("Finding: never considered: no answer has anything to do with it\n") == 2
    assert "So there is nothing to prove. What it lacked: --why-not infection\n" in done.stdout


def test_what_is_so_is_sent_to_how() -> None:
    assert "It is so. How that came: --how sensitive-tooth\n" in said(COLD, "--why-not", "sensitive-tooth")


def test_the_examination_is_told_where_the_base_says_so(tmp_path: Path) -> None:
    for path in TOOTH.glob("*.yaml"):
        text = path.read_text().replace(
            "  about: {nl: De wortel is ontstoken., en: The root is infected.}\n",
            "  about: {nl: De wortel is ontstoken., en: The root is infected.}\n"
            "  examination: {nl: Kloppen op de tand., en: Tapping on the tooth.}\n",
        )
        (tmp_path / path.name).write_text(text)
    case = TOOTH / "cases" / "knows-little.yaml"
    for form, expected in (("text", "Examination: Tapping on the tooth."), ("json", '"Tapping on the tooth."')):
        arguments = ["explain", str(case), "--open", "--lang", "en", "--format", form, "--knowledge", str(tmp_path)]
        assert expected in CliRunner().invoke(main, arguments).stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_story_steers_neither_terminal_nor_reading(form: str, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"case": "odd", "story": STAYS_IN_PLACE, "answers": {"fever": "yes"}}))
    done = run(case, "--format", form)
    assert done.exit_code == 0
    assert all(char.isprintable() or char == "\n" for char in done.stdout)
    assert "evil" in done.stdout
    assert "<b>" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--how", "infektion"], "no finding, urgency, pathway or caution `infektion`; did you mean `infection`?\n"),
        (["--why-not", "urgnt"], "no finding, urgency, pathway or caution `urgnt`; did you mean `urgent`?\n"),
        (["--how", "after-a-knock"], "`after-a-knock` is a rule; ask about what it brings, such as `knocked`\n"),
        (["--how", "fever"], "`fever` is a question; see what its answer does with --what-if fever=ANSWER\n"),
        (["--what-if", "fever"], "--what-if: `fever` is no change; expected QUESTION=ANSWER, such as"),
        (["--what-if", "fver=yes"], "--what-if: unknown question `fver`; did you mean `fever`?\n"),
        (["--what-if", "fever=maybe"], "`fever`: `maybe` is no answer; expected one of `yes`, `no`, `unknown`\n"),
        (["--how", "a\x1b[31m\u202e"], "no finding, urgency, pathway or caution `a�[31m�`; "),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: list[str], message: str) -> None:
    done = run(COLD, *arguments, "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(message)


def test_a_case_that_fails_to_load_names_the_place(tmp_path: Path) -> None:
    case = tmp_path / "bad.yaml"
    case.write_text("answers:\n  paan: 3\n")
    done = run(case)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{case}:2:3: unknown question `paan`; did you mean `pain`?\n      paan: 3\n      ^\n"


@pytest.mark.parametrize("path", sample(case_files(), 1), ids=lambda path: path.stem)
def test_every_explanation_of_a_shipped_case_is_as_the_schema_says(path: Path) -> None:
    base, outcome = once.base(), once.outcome(path)
    language = drawn(base.languages, path.stem)[0]
    arguments = ["explain", str(path), "--hinges", "--enough", "--open", "--why-not", "self-care", "--format", "json"]
    ids = [name for name in base.findings if base.findings[name].kind != "sign"]
    every = [*arguments, "--lang", language, *(part for name in ids for part in ("--how", name))]
    data = explanation_of(CliRunner().invoke(main, every).stdout)
    assert (data["urgency"], data["leading"]) == (outcome.urgency, outcome.leading)
    assert {how["id"] for how in data["how"] if how["kind"] == "finding"} == set(ids)
    for how in data["how"]:
        steps = {step["number"]: step for step in how["proof"] or ()}
        assert all(part in steps for step in steps.values() for part in step["rests_on"])
        ends = [step for step in steps.values() if not step["rests_on"] and not step["kind"].startswith("default")]
        assert {step["kind"] for step in ends} <= {"answer"}
