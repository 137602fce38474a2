"""`triage run --record`, `triage replay` and `triage review`, from the outside: what they print, keep and refuse."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.authoring.editor import complaints, seen
from tests.reports.schema import agreement_of, outcome_of, replay_of
from tests.terminal.person import TOOTH
from triage.cases.case import load_case
from triage.commands.main import main
from triage.language.load import load
from triage.version import VERSION

GOLDEN = Path(__file__).parent / "golden"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that has a copy of the small base, `tooth`."""
    copytree(TOOTH, tmp_path / "tooth")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return lambda command, *words, **more: CliRunner().invoke(
        main, [command, "--knowledge", "tooth", *map(str, words)], **more
    )


def same(name: str, found: str, renewing: bool) -> None:
    text = found.replace(f"program {VERSION}", "program VERSION").replace(f"programma {VERSION}", "programma VERSION")
    if renewing:
        (GOLDEN / name).write_text(text)
    assert text == (GOLDEN / name).read_text()


CASE = "tooth/cases/root-infected.yaml"


def read(place: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(Path(place).read_text(), Loader=yaml.CBaseLoader)
    return found


# Replay


def test_an_outcome_is_kept_and_replayed(run: Run) -> None:
    done = run("run", CASE, "--record", "out.json")
    assert done.stdout.startswith("How soon: Today")
    outcome_of(Path("out.json").read_text())
    printed = run("run", CASE, "--format", "json").stdout
    assert Path("out.json").read_text() == printed
    assert run("replay", "out.json").exit_code == 0
    assert run("replay", "-", input=printed).exit_code == 0
    taken = run("run", CASE, "--record", "out.json")
    assert taken.exit_code == 2
    assert "--force" in taken.stderr
    assert run("run", CASE, "--record", "out.json", "--force").exit_code == 0


def test_several_outcomes_are_kept_one_a_line(run: Run) -> None:
    assert run("run", CASE, "tooth/cases/cold-hurts.yaml", "nothing.yaml", "--record", "out.ndjson").exit_code == 2
    done = run("replay", "out.ndjson")
    assert (done.exit_code, done.stdout.count("Identical")) == (0, 2)
    assert re.search(r"==> \S+, line 2 <==", done.stdout)


def alter(place: str) -> None:
    Path(place).write_text(Path(place).read_text().replace('"urgency": "urgent"', '"urgency": "self-care"', 1))


def test_the_exit_code_says_the_worst(run: Run) -> None:
    lines = [run("run", CASE, "--format", "json", "--lang", language).stdout for language in ("nl", "en")]
    data = [json.dumps(json.loads(line)) for line in lines]
    Path("fine").write_text("\n".join(data))
    Path("altered").write_text("\n".join([data[0], data[1].replace('"urgent"', '"soon"', 1)]))
    Path("broken").write_text("\n".join(['{"no": "outcome"}', data[1].replace('"urgent"', '"soon"', 1)]))
    codes = {name: run("replay", name, "--format", "json") for name in ("fine", "altered", "broken")}
    assert {name: done.exit_code for name, done in codes.items()} == {"fine": 0, "altered": 1, "broken": 2}
    assert [replay_of(done.stdout)["identical"] for done in codes.values()] == [True, False, False]
    missing = run("replay", "missing.json")
    assert (missing.exit_code, missing.stderr) == (2, "missing.json: cannot be read: no such file or directory\n")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_replay_says_is_what_we_keep(run: Run, language: str, renewing: bool) -> None:
    run("run", CASE, "--record", "out.json", "--lang", language)
    run("run", CASE, "--record", "altered.json", "--lang", language)
    alter("altered.json")
    shown = [run("replay", name, "--lang", language).stdout for name in ("out.json", "altered.json")]
    rules = Path("tooth/rules.yaml")
    rules.write_text(rules.read_text().replace("more-than: 6", "more-than: 9").replace("at-most: 3", "at-most: 2"))
    manifest = Path("tooth/base.yaml")
    manifest.write_text(manifest.read_text().replace("version: 1.2.3", "version: 1.3.0"))
    shown += [run("replay", name, "--lang", language).stdout for name in ("out.json", "altered.json")]
    text = "\n".join(
        f"=== {name}\n{part}" for name, part in zip(("kept", "altered", "later", "both"), shown, strict=True)
    )
    same(f"replay.{language}.txt", text, renewing)


# Review

TYPED = {
    "en": ["2", "1", "4", "3", "it was only the cold", "2", "well put", "?", "status", "3", "a bit much"],
    "nl": ["2", "1", "4", "3", "het was alleen de kou", "2", "goed gezegd", "uitleg", "status", "3", "wat veel"],
}


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_review_is_what_we_keep(run: Run, language: str, renewing: bool) -> None:
    words = ("--as", "Ann", "--date", "2026-11-22", "--lang", language)
    done = run("review", CASE, *words, input=typed(*TYPED[language]))
    assert (done.exit_code, done.stderr) == (0, "")
    kept = Path(CASE).read_text()
    proposed = Path("tooth/cases/candidates/root-infected-by-ann.yaml").read_text()
    same(f"review.{language}.txt", f"{done.stdout}\n=== {CASE}\n{kept}\n=== candidate\n{proposed}", renewing)


def test_everything_else_in_the_file_stays(run: Run) -> None:
    before = Path(CASE).read_text() + "# to the letter\n"
    Path(CASE).write_text(before)
    Path(CASE).chmod(0o640)
    assert run("review", CASE, "--as", "Ann", input="1\n").exit_code == 0
    after = Path(CASE).read_text()
    assert after.startswith(before)
    assert stat.S_IMODE(Path(CASE).stat().st_mode) == 0o640
    assert not Path("tooth/cases/candidates").exists(), "there is nothing to propose"
    assert run("cases").exit_code == 0
    assert run("run", CASE).exit_code == 0


def test_two_reviewers_stand_beside_each_other_and_a_second_review_replaces_the_first(run: Run) -> None:
    for by, given in (("Ann", "1\n"), ("Bo", "2\n3\n1\nnot today\n6\n"), ("Ann", "2\n5\n1\nno\n6\n")):
        assert run("review", CASE, "--as", by, "--date", "2026-11-22", input=given).exit_code == 0
    reviews = read(CASE)["review"]
    assert [each["by"] for each in reviews] == ["Ann", "Bo"]
    assert [each["marks"][0]["mark"] for each in reviews] == ["wrong", "too-careful"]
    names = sorted(path.name for path in Path("tooth/cases/candidates").iterdir())
    assert names == ["root-infected-by-ann.yaml", "root-infected-by-bo.yaml"]


def test_who_agrees_after_all_proposes_nothing_any_more(run: Run) -> None:
    run("review", CASE, "--as", "Ann", input="2\n3\n1\nno\n6\n")
    assert len(list(Path("tooth/cases/candidates").iterdir())) == 1
    done = run("review", CASE, "--as", "Ann", input="2\n1\n6\n")
    assert "You have reviewed this case" in done.stdout
    assert list(Path("tooth/cases/candidates").iterdir()) == []


def test_a_candidate_is_a_case_that_says_what_should_be(run: Run) -> None:
    run(
        "review",
        CASE,
        "--as",
        "\u00c1nn <i>",
        "--candidates",
        "proposed",
        input="2\n3\n1\nno\n4\n4\nno name for it\n6\n",
    )
    place = Path("proposed/root-infected-by-ann-i.yaml")
    case = load_case(load("tooth"), place)
    assert case.candidate is not None
    assert case.candidate.by == "\u00c1nn <i>"
    assert case.story.startswith("A fever, and no sleep")
    assert case.expect is not None
    assert (case.expect.urgency, case.expect.leading, case.expect.pathway) == ("soon", None, "see-dentist")
    assert case.expect.lists["must-not"] == ("infection",)
    assert run("run", place).exit_code == 0


def test_editors_take_what_a_review_writes(run: Run) -> None:
    run("review", CASE, "--as", "Ann", input="2\n3\n1\nno\n6\n")
    for path in (Path(CASE), Path("tooth/cases/candidates/root-infected-by-ann.yaml")):
        assert complaints(seen(path)) == []


def test_the_cases_of_a_base_tell_candidates_apart(run: Run) -> None:
    run("review", CASE, "--as", "Ann", input="2\n3\n1\nno\n6\n")
    done = run("cases")
    assert done.exit_code == 0, "what somebody proposes is no failure"
    assert (
        "candidate  root-infected-by-ann (by Ann): differs\n    urgency: expected soon, found urgent\n" in done.stdout
    )
    assert done.stdout.endswith("6 of 6 worked cases passed; 1 candidate\n")


def test_a_name_that_another_took_is_not_written_over(run: Run) -> None:
    for by in ("Ann", "\u00c1nn"):
        run("review", CASE, "--as", by, input="2\n3\n1\nno\n6\n")
    found = {read(str(path))["candidate"]["by"] for path in Path("tooth/cases/candidates").iterdir()}
    assert found == {"Ann", "\u00c1nn"}


def test_a_case_that_cannot_be_read_does_not_stop_the_others(run: Run) -> None:
    Path("broken.yaml").write_text("answers: {fevr: yes}\n")
    done = run("review", "broken.yaml", CASE, "--as", "Ann", input="1\n")
    assert done.exit_code == 2
    assert done.stderr.startswith("broken.yaml:1:11: unknown question `fevr`")
    assert read(CASE)["review"][0]["by"] == "Ann"


def test_a_case_in_json_stays_json(run: Run) -> None:
    case = load_case(load("tooth"), Path(CASE))
    Path("case.json").write_text(json.dumps({"answers": dict(case.answers), "story": "so"}))
    assert run("review", "case.json", "--as", "Ann", input="1\n").exit_code == 0
    data = json.loads(Path("case.json").read_text())
    assert (data["story"], data["review"][0]["by"]) == ("so", "Ann")
    assert run("run", "case.json").exit_code == 0


def test_a_saved_interview_with_a_review_goes_on(run: Run) -> None:
    saved = "answers: {hard-to-breathe: no}\nsaved: {format: 1, base: tooth, version: '1', hash: x}\n"
    Path("mine.yaml").write_text(saved)
    assert run("review", "mine.yaml", "--as", "Ann", input="1\n").exit_code == 0
    done = run("ask", "--resume", "mine.yaml", input="1\nquit\n")
    assert done.exit_code == 0
    assert read("mine.yaml")["review"][0]["by"] == "Ann"
    outdated = json.loads(run("review", "--summary", ".", "--format", "json").stdout)["outdated"]
    assert outdated == (
        [] if read("mine.yaml")["answers"] == {"hard-to-breathe": "no"} else [{"file": "mine.yaml", "by": "Ann"}]
    )


def test_remarks_are_kept_as_text(run: Run) -> None:
    nasty = "<script>alert(1)</script> \x1b[31mred\x1b[0m \u202eback &amp; {{x}}: # !!python/object"
    done = run("review", CASE, "--as", "Ann", input=typed("2", "3", "1", nasty, "6"))
    assert done.exit_code == 0
    (said,) = [mark["remark"] for mark in read(CASE)["review"][0]["marks"] if "remark" in mark]
    assert said == "<script>alert(1)</script> [31mred [0m back &amp; {{x}}: # !!python/object"
    for shown in (done.stdout, run("review", "--summary", "tooth").stdout):
        assert not set("\x1b\u202e") & set(shown)
    assert run("review", CASE, "--as", "Ann", input="1\n").exit_code == 0, "it can be read back"


def test_one_who_stops_goes_on_where_they_were(run: Run) -> None:
    assert run("review", CASE, "--as", "Ann", input=typed("2", "1", "stop")).exit_code == 0
    assert len(read(CASE)["review"][0]["marks"]) == 1
    done = run("review", CASE, "--as", "Ann", input=typed("1", "6"))
    assert "You had begun: 1 of 4 are marked." in done.stdout
    assert "[1/4]" not in done.stdout
    assert len(read(CASE)["review"][0]["marks"]) == 4


def test_a_review_of_another_version_is_begun_anew(run: Run) -> None:
    run("review", CASE, "--as", "Ann", "--date", "2026-11-22", input="1\n")
    rules = Path("tooth/rules.yaml")
    rules.write_text(rules.read_text().replace("more-than: 6", "more-than: 9"))
    done = run("review", CASE, "--as", "Ann", input="1\n")
    assert "Your earlier review (2026-11-22, version 1.2.3) is about another outcome." in done.stdout
    (review,) = read(CASE)["review"]
    assert review["outcome"]["urgency"] == "soon"


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_summary_counts_what_is_in_a_directory(run: Run, form: str) -> None:
    run("review", CASE, "tooth/cases/cold-hurts.yaml", "--as", "Ann", input="1\n2\n4\n2\nno\n6\n")
    Path("tooth/cases/broken.yaml").write_text("answers: {fevr: yes}\nreview: []\n")
    Path("tooth/cases/other.json").write_text('{"peer-review": 1}')
    done = run("review", "--summary", "tooth", "--format", form)
    assert done.exit_code == 2
    assert done.stderr.startswith("tooth/cases/broken.yaml:1:11: unknown question `fevr`")
    match form:
        case "json":
            (edition,) = agreement_of(done.stdout)["editions"]
            assert (edition["cases"], edition["under_triage"]["count"]) == (2, 1)
        case "csv":
            assert "under-triage,,2,,,,,0.5000," in done.stdout
        case _:
            assert "Not urgent enough (under-triage): 1 of 2 reviews, 50% of the cases" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name the case files to review, or --summary with a directory"),
        (("--summary", "tooth", CASE), "--summary reads the cases in its own directory; leave FILE out"),
        (("--summary", "nowhere"), "nowhere: there is no such directory; expected a directory with reviewed cases"),
        (("--summary", CASE), f"{CASE}: this is a file; expected a directory with reviewed cases"),
        ((CASE, "--format", "csv"), "--format goes with --summary"),
        ((CASE, "--as", " "), "--as: the name is empty"),
        ((CASE, "--date", "today"), "--date: today is no date; expected one such as 2026-03-31"),
    ],
)
def test_what_does_not_go_is_said(run: Run, words: tuple[str, ...], says: str) -> None:
    done = run("review", *words)
    assert (done.exit_code, done.stderr) == (2, f"{says}\n")


def test_where_nothing_can_be_written_it_says_so(run: Run) -> None:
    Path("tooth/cases/candidates").write_text("in the way")
    done = run("review", CASE, "--as", "Ann", input="2\n3\n1\nno\n")
    assert done.exit_code == 2
    assert done.stderr == "tooth/cases/candidates: the review cannot be kept there: not a directory\n"
    assert read(CASE)["review"][0]["marks"][0]["mark"] == "too-careful", "the mark itself is kept"


def test_no_golden_file_lies_idle() -> None:
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    for path in GOLDEN.iterdir():
        name = path.name.replace(".nl.", ".{language}.").replace(".en.", ".{language}.")
        assert path.name in text or name in text, path.name
