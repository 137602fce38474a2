"""The commands of follow-up, from the outside: what they print, what they keep, and what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.follow_up.conftest import Run, asked, ready_case
from tests.reports.schema import check_in_of, plan_of
from triage.commands.main import main
from triage.language.base import Base
from triage.language.files import shipped
from triage.terminal.checking_in import check_in as checked
from triage.terminal.checking_in import position

pytestmark = pytest.mark.usefixtures("concluding_once")
GOLDEN = Path(__file__).parent / "golden"
WRIST = Path(__file__).parent / "wrist"
Answers = Callable[..., Path]
Kept = dict[str, object]


def flat(text: str) -> str:
    """Text without its line breaks."""
    return " ".join(text.split())


def kept(case: Path) -> Kept:
    found: Kept = yaml.safe_load(case.read_text())
    return found


def same(name: str, found: str, renewing: bool) -> None:
    """What people read, kept in files; hashes and versions change with every word of knowledge."""
    lines = [line for line in found.splitlines() if not line.startswith(("Knowledge:", "Kennis:"))]
    text = "\n".join(lines) + "\n"
    if renewing:
        (GOLDEN / name).write_text(text)
    assert text == (GOLDEN / name).read_text()


def test_a_case_through_its_first_months(run: Run, case: Path, answers: Answers) -> None:
    rested, busy = answers("rest-days-over-and-walking"), answers("programme-done-and-quiet")
    stiff, torn = answers("stiff-for-two-days-in-week-five"), answers("pop-in-a-sprint")
    for day, given, decision, phase in (
        ("2026-03-04", rested, "hold", "first-days"),
        ("2026-03-08", rested, "go-on", "weeks-1-2"),
        ("2026-03-15", busy, "hold", "weeks-1-2"),
        ("2026-03-22", busy, "go-on", "weeks-3-4"),
        ("2026-04-02", stiff, "step-back", "weeks-1-2"),
        ("2026-04-03", torn, "be-seen", "weeks-1-2"),
    ):
        done = run("check-in", case, "--date", day, "--answers", given)
        assert (done.exit_code, done.stderr) == (0, "")
        data = kept(case)
        last = data["check-ins"][-1]  # type: ignore[index]
        assert (last["date"], last["decision"], last["next-phase"]) == (day, decision, phase)
        assert data["phase"] == phase
    assert data["started"] == "2026-03-01"
    assert data["saved"]["format"] == 2  # type: ignore[index]
    assert last["urgency"] == "urgent"
    planned = run("plan", case, "--date", "2026-04-03")
    assert (planned.exit_code, planned.stderr) == (0, "")
    assert "The check-in of Friday 3 April says that someone has to look at you first." in flat(planned.stdout)
    assert run("run", case).exit_code == 0  # it still is a case


def test_the_page_says_why_somebody_stays_or_goes_back(run: Run, case: Path, answers: Answers) -> None:
    rested, busy = answers("rest-days-over-and-walking"), answers("programme-done-and-quiet")
    told = kept(busy)
    busy.write_text(yaml.safe_dump({**told, "answers": {**told["answers"], "tested": "no"}}))  # type: ignore[dict-item]
    said = [
        flat(run("check-in", case, "--date", day, "--answers", given).stdout)
        for day, given in (("2026-03-08", rested), ("2026-03-15", busy), ("2026-03-22", busy))
    ]
    assert "exercises. Not there yet: You have done this for 2 weeks, or you were tested" in said[1]
    assert "Not there yet" not in said[0] + said[2]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_people_read_is_what_we_keep(run: Run, language: str, renewing: bool) -> None:
    """On a base about another complaint: nothing of ours depends on what it is about."""
    case = Path("wrist.yaml")
    saved = "{format: 1, base: wrist, version: '1', hash: x, date: 2026-03-02}"
    case.write_text(f"answers: {{crooked: no, fell: yes, days-since-start: 1}}\nsaved: {saved}\n")

    files = set()

    def shown(name: str, command: str, *words: str) -> None:
        done = run(command, case, *words, "--knowledge", WRIST, "--lang", language)
        assert done.exit_code == 0
        same(f"{name}.{language}.txt", done.stdout, renewing)
        files.add(f"{name}.{language}.txt")

    for day, given, decision in (
        ("2026-03-05", "{crooked: no, pain: 1}", "go-on"),
        ("2026-03-09", "{crooked: no, pain: 6.5}", "step-back"),
        ("2026-03-10", "{crooked: no, pain: unknown}", "hold"),
        ("2026-03-11", "{crooked: yes, pain: 8}", "be-seen"),
    ):
        Path("given.yaml").write_text(f"answers: {given}\n")
        shown(decision, "check-in", "--date", day, "--answers", "given.yaml")
        assert kept(case)["check-ins"][-1]["decision"] == decision  # type: ignore[index]
        if decision == "hold":
            shown("plan", "plan", "--date", "2026-03-10", "--weeks", "3")
    shown("progress", "progress")
    shown("letter", "letter", "--date", "2026-03-13")
    other = {"nl": ".en.", "en": ".nl."}[language]
    assert {path.name for path in GOLDEN.iterdir() if other not in path.name} == files, "no file lies idle"


def test_json_is_as_its_schema_says(run: Run, case: Path, answers: Answers) -> None:
    given = answers("rest-days-over-and-walking")
    done = run("check-in", case, "--date", "2026-03-08", "--answers", given, "--format", "json")
    data = check_in_of(done.stdout)
    assert (data["decision"], data["phase_before"], data["phase_after"]) == ("go-on", "first-days", "weeks-1-2")
    assert (data["phase"]["id"], data["phase"]["state"]) == ("weeks-1-2", "current")
    planned = plan_of(run("plan", case, "--date", "2026-03-13", "--format", "json").stdout)
    assert (planned["days"][0]["date"], planned["days"][0]["number"]) == ("2026-03-13", 6)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_check_in_and_a_plan_are_told_to_whoever_answers(
    run: Run, case: Path, answers: Answers, base: Base, language: str
) -> None:
    case.write_text(f"{ready_case()}for: another\n", encoding="utf-8")
    days = ["--started", "2026-03-01", "--date", "2026-03-08", "--lang", language]
    checked_in = run("check-in", case, *days, "--answers", answers("did-not-look-for-a-bruise"))
    for made in (run("plan", case, *days), checked_in):
        assert made.exit_code == 0, made.output
        said = " ".join(made.output.split()).replace(base.notice[language], "")  # which speaks to whoever reads it
        assert re.findall(r"(?i)\b(?:je|jij|jouw|jou|jezelf|you|yours?|yourself)\b", said) == []
    data = json.loads(run("plan", case, *days, "--format", "json").stdout)
    assert data["language"] == language


def test_the_rest_of_the_file_is_kept(run: Run, case: Path, answers: Answers) -> None:
    text = (shipped() / "cases" / "sprint-mild-strain.yaml").read_text()
    case.write_text(text)
    before = kept(case)
    given = answers("rest-days-over-and-walking")
    assert run("check-in", case, "--started", "2026-03-01", "--date", "2026-03-08", "--answers", given).exit_code == 0
    after = kept(case)
    assert (after["story"], after["expect"]) == (before["story"].strip(), before["expect"])  # type: ignore[attr-defined]
    assert after["answers"].keys() == before["answers"].keys()  # type: ignore[attr-defined]


def test_a_json_case_stays_json(run: Run, case: Path, answers: Answers) -> None:
    data = yaml.load(case.read_text(), Loader=yaml.CBaseLoader)
    place = Path("case.json")
    place.write_text(json.dumps(data))
    given = answers("rest-days-over-and-walking")
    assert run("check-in", place, "--date", "2026-03-08", "--answers", given).exit_code == 0
    assert json.loads(place.read_text())["phase"] == "weeks-1-2"
    assert run("progress", place).exit_code == 0


def test_going_on_with_the_interview_keeps_the_check_ins(run: Run, case: Path, answers: Answers) -> None:
    given = answers("rest-days-over-and-walking")
    run("check-in", case, "--date", "2026-03-08", "--answers", given)
    before = kept(case)
    assert run("ask", "--resume", case, "--plain", input="stop\n").exit_code == 0
    after = kept(case)
    assert [after[name] for name in ("started", "phase", "since", "check-ins")] == [
        before[name] for name in ("started", "phase", "since", "check-ins")
    ]


def test_questions_are_asked_and_stopping_keeps_nothing(run: Run, case: Path) -> None:
    before = case.read_text()
    done = run("check-in", case, "--date", "2026-03-08", "--plain", input="stop\n")
    assert done.exit_code == 0
    assert "Your complaint began on Sunday 1 March 2026" in done.stdout
    assert "Your file is as it was" in done.stdout
    assert case.read_text() == before
    typed = "9\n7\n10\n1\nyes\nno\n"  # three lists with none of these, pain, walking, no sharp pain
    done = run("check-in", case, "--date", "2026-03-08", "--plain", input=typed)
    assert done.exit_code == 0
    assert kept(case)["phase"] == "weeks-1-2"


def test_an_emergency_is_kept_even_by_who_stops_there(run: Run, case: Path) -> None:
    done = run("check-in", case, "--date", "2026-03-08", "--plain", input="1\n1\n")
    assert "EMERGENCY" in done.stdout
    assert [past["decision"] for past in kept(case)["check-ins"]] == ["be-seen"]  # type: ignore[attr-defined]


def test_who_does_not_say_when_it_began_is_asked(run: Run, case: Path) -> None:
    case.write_text(case.read_text().split("saved:")[0])
    done = run("check-in", case, "--plain", "--date", "2026-03-08", input="9\n7\n10\nmarch\n2026-03-01\n1\nno\nyes\n")
    assert "That is no date." in done.stdout
    assert kept(case)["started"] == "2026-03-01"


def test_a_start_written_in_by_hand_is_enough(run: Run, case: Path, answers: Answers) -> None:
    case.write_text(f"{case.read_text().split('saved:')[0]}started: 2026-03-01\n")
    given = answers("rest-days-over-and-walking")
    assert "began 2 days ago" in " ".join(run("letter", case, "--date", "2026-03-03", "--lang", "en").stdout.split())
    assert run("plan", case, "--date", "2026-03-03").exit_code == 0
    other = run("check-in", case, "--started", "2026-03-02", "--date", "2026-03-08", "--answers", given)
    assert (other.exit_code, other.stdout) == (2, "")
    assert run("check-in", case, "--date", "2026-03-08", "--answers", given).exit_code == 0
    assert "started: 2026-03-01\n" in case.read_text(), "as it was written"


def test_another_version_of_the_base_is_named_once(run: Run, case: Path, answers: Answers) -> None:
    def note(day: str, name: str) -> object:
        done = run("check-in", case, "--date", day, "--answers", answers(name), "--format", "json")
        return check_in_of(done.stdout)["note"]

    assert "Saved under version 1.0.0" in str(note("2026-03-08", "rest-days-over-and-walking"))
    assert note("2026-03-15", "programme-done-and-quiet") is None


# Bad input


@pytest.fixture(scope="module")
def one_check_in(base: Base, check_in: Base, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case after its first check-in, on the eighth of March."""
    folder = tmp_path_factory.mktemp("one")
    place, given = folder / "case.yaml", folder / "good.yaml"
    place.write_text(ready_case())
    given.write_text("answers: " + json.dumps(asked(check_in, "rest-days-over-and-walking")))
    here = position(base, place, date(2026, 3, 8), date(2026, 3, 9))
    assert checked(base, check_in, place, here, date(2026, 3, 8), "en", given)
    return place.read_text()


@dataclass(frozen=True)
class Bad:
    """How the file differs, what is asked of it, and what has to be said."""

    note: str
    said: str
    words: tuple[str, ...] = ("check-in", "case.yaml", "--date", "2026-03-20", "--answers", "good.yaml")
    old: str = ""
    new: str = ""
    answers: str = "{pain: 1}"


def on(day: str) -> tuple[str, ...]:
    return ("check-in", "case.yaml", "--date", day, "--answers", "good.yaml")


BAD = [
    Bad("a date before the start", "lies before the start of the complaint, 2026-03-01", on("2026-02-20")),
    Bad("a date before the last check-in", "lies before the last check-in, 2026-03-08", on("2026-03-05")),
    Bad("a date in the future", "2199-01-01 is in the future; today is ", on("2199-01-01")),
    Bad("no date at all", "--date: 31-03-2026 is no date; expected one such as 2026-03-31", on("31-03-2026")),
    Bad("a pain of 11", "good.yaml:1:17: `pain`: 11 is out of range", answers="{pain: 11}"),
    Bad("a question that is not asked", "good.yaml: `phase` is not asked, it follows", answers="{phase: weeks-1-2}"),
    Bad("a phase that is gone", "of hamstring 1", old="phase: weeks-1-2", new="phase: weeks-0"),
    Bad("a pathway that is gone", "has no pathway `strain`; did you mean", old="pathway: strain-grade-1",
        new="pathway: strain"),
    Bad("another base", "saved for the knowledge base `knee`", old="base: hamstring", new="base: knee"),
    Bad("a newer format", "saved by a newer version of this program (format 9)", old="format: 2", new="format: 9"),
    Bad("an answer of an older base", "unknown question `itch`", old="  onset: sudden", new="  itch: sudden"),
    Bad("pain of 11 in the file", "check-in of 2026-03-08: `pain`: 11 is out of range", old="    pain: 1\n",
        new="    pain: 11\n"),
    Bad("no date in the file", "`started` is `soon`; expected a date such as", old="'2026-03-01'", new="soon"),
    Bad("half a follow-up", "needs `started` as well", old="started: '2026-03-01'\n", new=""),
    Bad("check-ins that do not follow on", "this check-in ended in phase `weeks-3-4`, and then comes `weeks-1-2`",
        old="next-phase: weeks-1-2", new="next-phase: weeks-3-4"),
    Bad("a decision of nobody", "unknown decision `run`", old="decision: go-on", new="decision: run"),
    Bad("another start", "it says that the complaint began on 2026-03-01; correct that there",
        (*on("2026-03-20"), "--started", "2026-02-01")),
    Bad("JSON without answers", "--format json asks no questions", ("check-in", "case.yaml", "--format", "json")),
    Bad("a plan for a phase that is gone", "has no phase `weeks-0`", ("plan", "case.yaml"),
        "phase: weeks-1-2", "phase: weeks-0"),
    Bad("a plan before the start", "lies before the start", ("plan", "case.yaml", "--date", "2026-01-01")),
    Bad("no such file", "nobody.yaml", ("letter", "nobody.yaml")),
    Bad("a base without a check-in", "has no check-in", (*on("2026-03-20"), "--knowledge", "bare")),
    Bad("a picture that cannot be", "cannot be written", ("progress", "case.yaml", "--svg", "no/where.svg")),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.note)
def test_bad_input_brings_one_message_and_leaves_the_file(run: Run, case: Path, one_check_in: str, bad: Bad) -> None:
    text = one_check_in
    assert bad.old in text, bad.old
    case.write_text(text.replace(bad.old, bad.new) if bad.old else text)
    Path("good.yaml").write_text(f"answers: {bad.answers}\n")
    if "bare" in bad.words:
        for part in shipped().rglob("*.yaml"):
            name = part.relative_to(shipped())
            if name.parts[0] not in ("check-in", "cases"):
                place = Path("bare") / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(part.read_bytes())
    before = case.read_bytes()
    done = run(*bad.words)
    assert done.exit_code == 2
    assert bad.said in done.stderr
    assert done.stdout == ""
    assert case.read_bytes() == before


@pytest.mark.parametrize("name", ["breathless", "knows-nothing-for-certain", "cannot-stand-at-30"])
def test_a_case_without_a_pathway_to_follow(run: Run, name: str, case: Path) -> None:
    files = [path for path in (shipped() / "cases").iterdir() if name in path.stem]
    case.write_text(files[0].read_text())
    Path("good.yaml").write_text("answers: {pain: 1}\n")
    before = case.read_bytes()
    done = run("check-in", case, "--started", "2026-03-01", "--answers", "good.yaml")
    assert done.exit_code == 2
    told = "there is no follow-up for the pathway" in done.stderr
    assert told or "a doctor has to look first" in flat(done.stdout)
    assert case.read_bytes() == before


def test_progress_without_a_check_in(run: Run, case: Path) -> None:
    done = run("progress", case)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no check-ins yet" in done.stderr


def test_help_loads_no_library_for_pictures() -> None:
    for command in ("check-in", "plan", "progress", "letter"):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0
